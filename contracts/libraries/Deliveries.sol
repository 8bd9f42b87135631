// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody, newCustody, newParcel } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage, Lot, Passage, Product, Requisition } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, RequisitionState, Terms, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Debts } from "./Debts.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";
import { OpenRecalls } from "./OpenRecalls.sol";
import { Orders } from "./Orders.sol";
import { Provenance } from "./Provenance.sol";
import { Steps } from "./Steps.sol";

/// @title Deliveries
/// @notice What comes under a requisition, from its shipment to its settlement. Linked into the ledger, whose storage it works
/// on; what each function requires stands in {ILedger}.
library Deliveries {
    using Access for LedgerStorage;
    using Facts for uint256;

    /*//////////////////////////////////////////////////////////////////////////
                                       SHIPPING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Ships goods.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param assetId The asset; 0 for goods that are not on the ledger.
    /// @param quantity How many base units.
    /// @param expectedAsset The head of the asset; 0 for any.
    /// @param claim `expected`: the head of the requisition.
    function ship(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = Orders.begin(self, Action.Ship, id, claim);
        bool onLedger = AssetId.unwrap(assetId) != 0;
        if (onLedger) _requireWhole(self.assets[assetId].custody, quantity);
        uint32 most = onLedger ? requisition.quantity - requisition.accepted : _outstanding(requisition);
        if (quantity == 0 || quantity > most) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, most);
        uint256 facts = Facts.pack(Action.Ship, 0, requisition.consignee, quantity, 0, 0);
        if (!onLedger) {
            _requireNoHead(expectedAsset);
            Entering.requireDeclarable(self.products[requisition.product]);
            requisition.underway += quantity;
            return Orders.append(requisition, id, actor, facts.withState(to), claim);
        }

        bytes32 subject = AssetId.unwrap(assetId);
        (Asset storage asset, , Status status, Custody custody, uint8 assetTo) = Steps.begin(
            self,
            Lifecycle.SHIP,
            Action.Ship,
            assetId,
            claim,
            expectedAsset
        );
        _requireProduct(requisition, id, custody.product());

        asset.shipment = id;
        (status, ) = Steps.effects(Lifecycle.SHIP, actor, subject, status, custody);
        _recordBoth(self, id, assetId, status, actor, facts.withState(to), facts.withState(assetTo), claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ACCEPTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Accepts one item, or declares it.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param product The product as read from the goods.
    /// @param serial The serial as read from the goods.
    /// @param expectedAsset The head of the asset, where it is on the ledger.
    /// @param claim `value`: date of manufacture of a declared item.
    /// @return assetId The asset.
    function accept(
        LedgerStorage storage self,
        RequisitionId id,
        ProductId product,
        bytes32 serial,
        Head expectedAsset,
        Claim calldata claim
    ) external returns (AssetId assetId) {
        (Requisition storage requisition, Membership actor, uint8 to) = _beginAccept(self, id, claim);
        _requireProduct(requisition, id, self.productNumbers[product]);
        assetId = Ids.item(product, serial);
        Status status = self.assets[assetId].status;
        if (status.state() == uint8(AssetState.InTransit)) {
            _acceptShipped(self, id, assetId, expectedAsset, actor, to, claim);
            return assetId;
        }

        Product storage declared = self.products[requisition.product];
        Entering.requireTracking(declared, Tracking.Serial);
        Entering.newItem(self, product, requisition.product, serial);
        Entering.requireDeclarable(declared);
        Entering.requireDeclared(declared, claim.value, uint32(block.timestamp), declared.registeredUntil);
        OpenRecalls.requireNone(self, assetId, status, newCustody(requisition.product));
        if (requisition.supplier != 0) _arrive(requisition, id, assetId, 1);
        History.requireHead(status, AssetId.unwrap(assetId), expectedAsset);

        _acceptAs(self, id, assetId, status, newCustody(requisition.product), actor, to, claim);
    }

    /// @notice Accepts one parcel as it was shipped.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param assetId The parcel.
    /// @param expectedAsset The head of the parcel.
    /// @param claim `expected`: the head of the requisition.
    function acceptParcel(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _beginAccept(self, id, claim);
        bytes32 subject = AssetId.unwrap(assetId);
        // Only what is declared is accepted that was not there.
        if (self.assets[assetId].status.state() == 0) revert ILedgerErrors.UnknownSubject(subject);
        Custody custody = self.assets[assetId].custody;
        if (!custody.isParcel()) revert ILedgerErrors.OnlyForParcels(subject, Action.Accept);
        _requireProduct(requisition, id, custody.product());

        _acceptShipped(self, id, assetId, expectedAsset, actor, to, claim);
    }

    /// @notice Accepts a part of a lot that is not on the ledger: a parcel of its own, whose batch is declared.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param productId The product as read from the goods.
    /// @param lot What the label says, and how many base units come.
    /// @param claim `value`: date of manufacture.
    /// @return parcel The parcel.
    function acceptLot(
        LedgerStorage storage self,
        RequisitionId id,
        ProductId productId,
        Lot calldata lot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        (Requisition storage requisition, Membership actor, uint8 to) = _beginAccept(self, id, claim);
        uint24 number = self.productNumbers[productId];
        _requireProduct(requisition, id, number);
        Product storage product = self.products[number];
        Entering.requireTracking(product, Tracking.Lot);
        Entering.requireDeclarable(product);
        Entering.requireDeclared(product, claim.value, uint32(block.timestamp), product.registeredUntil);
        BatchId batchId = Ids.batch(productId, lot.lot);
        Batches.requireUnexpired(batchId, lot.expiry);

        (uint32 batch, Head head) = Batches.enter(
            self,
            actor,
            Action.Declare,
            productId,
            number,
            lot,
            claim,
            claim.details
        );
        Custody custody = newParcel(number, batch, lot.quantity);
        // The parcel has no id yet: it is its batch, which nobody remedied, that must not be recalled.
        OpenRecalls.requireNone(self, AssetId.wrap(BatchId.unwrap(batchId)), Status.wrap(0), custody);
        if (requisition.supplier != 0) _arrive(requisition, id, AssetId.wrap(0), lot.quantity);
        return _acceptNew(self, id, custody, head, actor, to, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 REFUSING AND SETTLING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Refuses goods.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param assetId The asset; 0 for goods that are not on the ledger.
    /// @param quantity How many base units.
    /// @param expectedAsset The head of the asset.
    /// @param claim `value`: a {RefusalReason}.
    function refuse(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = Orders.begin(self, Action.Refuse, id, claim);
        uint256 facts = Facts.pack(Action.Refuse, 0, requisition.supplier, quantity, claim.value, 0);
        if (AssetId.unwrap(assetId) == 0) {
            _requireNoHead(expectedAsset);
            Entering.requireDeclarable(self.products[requisition.product]);
            uint32 most = requisition.quantity - requisition.accepted;
            if (quantity == 0 || quantity > most) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, most);
            if (requisition.supplier != 0) _arrive(requisition, id, assetId, quantity);
            return Orders.append(requisition, id, actor, facts.withState(to), claim);
        }

        (Asset storage asset, , Status status, Custody custody, uint8 assetTo) = Steps.begin(
            self,
            Lifecycle.REFUSE,
            Action.Refuse,
            assetId,
            claim,
            expectedAsset
        );
        _requireShipment(asset, custody, assetId, id);
        _requireWhole(custody, quantity);

        _recordBoth(self, id, assetId, status, actor, facts.withState(to), facts.withState(assetTo), claim);
    }

    /// @notice Links consigned goods that were used to a requisition.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param assetId The asset.
    /// @param way The entries since it was taken on consignment.
    /// @param expectedAsset The head of the asset.
    /// @param claim `expected`: the head of the requisition.
    function settle(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Passage[] calldata way,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = Orders.begin(self, Action.Settle, id, claim);
        // First of what is asked of the asset: where its history moved on, the way is brought anew.
        uint24 taker = _takerOf(self.assets[assetId], assetId, way);
        (Asset storage asset, , Status status, Custody custody, uint8 assetTo) = Steps.begin(
            self,
            Lifecycle.SETTLE,
            Action.Settle,
            assetId,
            claim,
            expectedAsset
        );
        _requireProduct(requisition, id, custody.product());
        uint24 consignor = _requireDebt(asset, requisition, id, assetId);
        if (taker == 0) revert ILedgerErrors.TakerNotShown(AssetId.unwrap(assetId));
        if (taker == actor.member()) revert ILedgerErrors.OwnWork(AssetId.unwrap(assetId), Action.Settle, taker);

        uint32 quantity = _settled(requisition, asset, custody);
        to = _fulfil(requisition, to, quantity);
        Debts.forgive(asset.care, quantity);
        uint256 facts = Facts.pack(Action.Settle, 0, consignor, quantity, 0, 0);
        _recordBoth(self, id, assetId, status, actor, facts.withState(to), facts.withState(assetTo), claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What accepting requires besides: another member than the buyer.
    function _beginAccept(
        LedgerStorage storage self,
        RequisitionId id,
        Claim calldata claim
    ) private view returns (Requisition storage requisition, Membership actor, uint8 to) {
        (requisition, actor, to) = Orders.begin(self, Action.Accept, id, claim);
        if (actor.member() == requisition.buyer) {
            revert ILedgerErrors.OwnPurchase(RequisitionId.unwrap(id), actor.member());
        }
    }

    /// @dev Accepts what came under this requisition, from a supplier that may still send it.
    function _acceptShipped(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Head expectedAsset,
        Membership actor,
        uint8 to,
        Claim calldata claim
    ) private {
        (Asset storage asset, , Status status, Custody custody, ) = Steps.begin(
            self,
            Lifecycle.ACCEPT,
            Action.Accept,
            assetId,
            claim,
            expectedAsset
        );
        _requireShipment(asset, custody, assetId, id);
        self.requireActive(custody.custodian());
        if (claim.value != 0) revert ILedgerErrors.ValueOutOfRange(Action.Accept, claim.value, 0, 0);

        _acceptAs(self, id, assetId, status, custody, actor, to, claim);
    }

    /// @dev Takes an asset over as delivered, with the entries of both.
    function _acceptAs(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Status status,
        Custody custody,
        Membership actor,
        uint8 to,
        Claim calldata claim
    ) private {
        Requisition storage requisition = self.requisitions[id];
        uint32 quantity = custody.quantity();
        to = _fulfil(requisition, to, quantity);
        uint8 assetTo;
        (self.assets[assetId].custody, assetTo) = _takenOver(self, requisition, custody, actor);
        uint256 facts = Facts.pack(Action.Accept, 0, requisition.supplier, quantity, claim.value, 0);
        _recordBoth(self, id, assetId, status, actor, facts.withState(to), facts.withState(assetTo), claim);
    }

    /// @dev The requisition's entry (origin: the batch at its new head), then the new parcel's.
    function _acceptNew(
        LedgerStorage storage self,
        RequisitionId id,
        Custody custody,
        Head batchHead,
        Membership actor,
        uint8 to,
        Claim calldata claim
    ) private returns (AssetId parcel) {
        Requisition storage requisition = self.requisitions[id];
        uint32 quantity = custody.quantity();
        to = _fulfil(requisition, to, quantity);
        bytes32 class = Batches.classOf(self, custody);
        uint256 facts = Facts.pack(Action.Accept, 0, requisition.supplier, quantity, claim.value, 0);
        Status status = History.append(
            requisition.status,
            RequisitionId.unwrap(id),
            actor,
            facts.withState(to),
            claim,
            Origin({ subject: class, head: batchHead, class: class })
        );
        requisition.status = status;

        parcel = Ids.parcel(RequisitionId.unwrap(id), status.head());
        uint8 assetTo;
        (self.assets[parcel].custody, assetTo) = _takenOver(self, requisition, custody, actor);
        self.assets[parcel].status = History.append(
            Status.wrap(0),
            AssetId.unwrap(parcel),
            actor,
            facts.withState(assetTo),
            claim,
            Origin({ subject: RequisitionId.unwrap(id), head: status.head(), class: class })
        );
    }

    /// @dev The consignee holds it now, and the requisition's organisation owns it.
    function _takenOver(
        LedgerStorage storage self,
        Requisition storage requisition,
        Custody custody,
        Membership actor
    ) private view returns (Custody, uint8) {
        (uint24 custodian, uint24 owner) = (requisition.consignee, requisition.organisation);
        Terms terms = custodian == owner ? Terms.Owned : Terms.Loan;
        custody = custody.withParties(custodian, owner, terms).withLastSigner(0);
        return Steps.witness(self, actor, custody, uint8(AssetState.Stored));
    }

    /// @dev Counts units more; never more than ordered. The last ones fulfil what is approved.
    function _fulfil(Requisition storage requisition, uint8 to, uint32 quantity) private returns (uint8) {
        uint32 left = requisition.quantity - requisition.accepted;
        if (quantity > left) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, left);

        requisition.accepted += quantity;
        return left == quantity && requisition.approved ? uint8(RequisitionState.Fulfilled) : to;
    }

    /// @dev An asset moves as a whole.
    function _requireWhole(Custody custody, uint32 quantity) private pure {
        uint32 whole = custody.quantity();
        if (quantity != whole) revert ILedgerErrors.QuantityOutOfRange(quantity, whole, whole);
    }

    /// @dev Where no asset is named, it has no head either.
    function _requireNoHead(Head expectedAsset) private pure {
        if (!expectedAsset.isZero()) revert ILedgerErrors.HeadMoved(0, Head.unwrap(expectedAsset), 0);
    }

    function _requireProduct(Requisition storage requisition, RequisitionId id, uint24 product) private view {
        if (product != requisition.product) {
            revert ILedgerErrors.WrongProduct(RequisitionId.unwrap(id), product, requisition.product);
        }
    }

    /// @dev How many are neither accepted nor, as far as they are not on the ledger yet, on their way.
    function _outstanding(Requisition storage requisition) private view returns (uint32) {
        uint256 taken = uint256(requisition.accepted) + requisition.underway;
        return taken < requisition.quantity ? uint32(requisition.quantity - taken) : 0;
    }

    /// @dev Goods that are not on the ledger yet have come.
    function _arrive(Requisition storage requisition, RequisitionId id, AssetId assetId, uint32 quantity) private {
        if (requisition.underway < quantity) {
            revert ILedgerErrors.NotShippedHere(AssetId.unwrap(assetId), RequisitionId.unwrap(id));
        }
        requisition.underway -= quantity;
    }

    function _requireShipment(Asset storage asset, Custody custody, AssetId assetId, RequisitionId id) private view {
        // What was offered to somebody since is not on its way under any requisition.
        if (asset.shipment != id || custody.offeredTo() != 0) {
            revert ILedgerErrors.NotShippedHere(AssetId.unwrap(assetId), RequisitionId.unwrap(id));
        }
    }

    /// @dev Whose goods they were that the requisition's organisation used and did not settle: whom it was ordered from.
    function _requireDebt(
        Asset storage asset,
        Requisition storage requisition,
        RequisitionId id,
        AssetId assetId
    ) private view returns (uint24 consignor) {
        consignor = asset.care.consignor;
        if (consignor == 0 || asset.care.debtor != requisition.organisation) {
            revert ILedgerErrors.NothingToSettle(AssetId.unwrap(assetId));
        }
        if (consignor != requisition.supplier) {
            revert ILedgerErrors.WrongOrganisation(RequisitionId.unwrap(id), requisition.supplier, consignor);
        }
    }

    /// @dev Who took the goods on consignment for which something is owed, and so does not settle them.
    function _takerOf(Asset storage asset, AssetId assetId, Passage[] calldata way) private view returns (uint24) {
        (uint24 debtor, uint24 consignor) = (asset.care.debtor, asset.care.consignor);
        return Provenance.takerOf(AssetId.unwrap(assetId), asset.status.head(), debtor, consignor, way);
    }

    /// @dev How many of the units that are owed for the requisition settles: what it has room for.
    function _settled(
        Requisition storage requisition,
        Asset storage asset,
        Custody custody
    ) private view returns (uint32) {
        if (!custody.isParcel()) return 1;
        uint32 owed = asset.care.owed;
        uint32 left = requisition.quantity - requisition.accepted;
        return owed < left || left == 0 ? owed : left;
    }

    /// @dev The requisition's entry (origin: the asset, if it was on the ledger), then the asset's (origin: the
    /// requisition at its new head).
    function _recordBoth(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Status assetStatus,
        Membership actor,
        uint256 facts,
        uint256 assetFacts,
        Claim calldata claim
    ) private {
        Requisition storage requisition = self.requisitions[id];
        bytes32 class = Batches.classOf(self, self.assets[assetId].custody);
        Origin memory origin = Origin({ subject: AssetId.unwrap(assetId), head: assetStatus.head(), class: class });
        Status status = requisition.status;
        status =
            assetStatus.state() == 0
                ? History.append(status, RequisitionId.unwrap(id), actor, facts, claim)
                : History.append(status, RequisitionId.unwrap(id), actor, facts, claim, origin);
        requisition.status = status;

        origin = Origin({ subject: RequisitionId.unwrap(id), head: status.head(), class: class });
        self.assets[assetId].status = History.append(
            assetStatus,
            AssetId.unwrap(assetId),
            actor,
            assetFacts,
            claim,
            origin
        );
    }
}
