// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody, newCustody, newParcel } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage, Lot, Product, Requisition } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import {
    Action,
    AssetState,
    Duties,
    Kind,
    Purpose,
    RequisitionState,
    Roles,
    Terms,
    Tracking,
    Urgency
} from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Codes } from "./Codes.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Quorum } from "./Quorum.sol";

/// @title Requisitions
/// @notice From the application to the last delivery. Linked into the ledger, whose storage it works on; what each
/// function does and requires stands in {ILedger}.
library Requisitions {
    using Access for LedgerStorage;
    using Facts for uint256;

    /*//////////////////////////////////////////////////////////////////////////
                                  APPLYING AND DECIDING
    //////////////////////////////////////////////////////////////////////////*/

    function applyFor(
        LedgerStorage storage self,
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        Claim calldata claim
    ) external returns (RequisitionId id) {
        Membership actor = self.memberWith(Duties.APPLY);
        uint24 number = self.productNumbers[product];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(product));
        if (quantity == 0) revert ILedgerErrors.QuantityOutOfRange(0, 1, type(uint32).max);
        Codes.requireText(ownReference);
        id = Ids.requisition(actor.organisation(), ownReference);
        Requisition storage requisition = self.requisitions[id];
        bytes32 subject = RequisitionId.unwrap(id);
        if (requisition.status.state() != 0) revert ILedgerErrors.SubjectExists(subject);
        Lifecycle.requireClaim(Lifecycle.ofRequisition(Action.Apply), Action.Apply, claim);
        bool urgent = claim.value == uint32(Urgency.Urgent);
        if (urgent && !self.policies[actor.organisation()].urgent) {
            revert ILedgerErrors.UrgencyNotAllowed(actor.organisation());
        }
        History.requireHead(requisition.status, subject, claim.expected);

        requisition.product = number;
        requisition.urgent = urgent;
        requisition.organisation = actor.organisation();
        requisition.applicant = actor.member();
        requisition.quantity = quantity;
        emit ILedgerEvents.RequisitionOpened(subject, actor.organisation(), ownReference);
        requisition.status = History.append(
            requisition.status,
            subject,
            actor,
            Facts.pack(Action.Apply, uint8(RequisitionState.Requested), 0, quantity, claim.value, 0),
            claim,
            Origin({
                subject: ProductId.unwrap(product),
                head: self.products[number].status.head(),
                class: ProductId.unwrap(product)
            })
        );
    }

    /// @notice Approves, rejects, cancels or closes.
    function decide(LedgerStorage storage self, RequisitionId id, Action action, Claim calldata claim) external {
        if (!Lifecycle.ofRequisition(action).has(Lifecycle.DECIDE)) revert ILedgerErrors.UnknownAction(action);
        (Requisition storage requisition, Membership actor, uint8 to) = _begin(self, action, id, claim);
        bool judges = action == Action.Approve || action == Action.Reject;
        if (judges && actor.member() == requisition.applicant) {
            revert ILedgerErrors.OwnRequisition(RequisitionId.unwrap(id), actor.member());
        }
        if (action == Action.Approve) to = _approve(self, requisition, id, actor);

        _record(requisition, id, actor, Facts.pack(action, to, 0, 0, 0, 0), claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ORDERING AND SHIPPING
    //////////////////////////////////////////////////////////////////////////*/

    function order(
        LedgerStorage storage self,
        RequisitionId id,
        uint24 supplier,
        uint24 consignee,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _begin(self, Action.Order, id, claim);
        if (supplier == 0) Goods.requireDeclarable(self.products[requisition.product]);
        else self.requireCounterpart(supplier, Roles.SUPPLIER | Roles.MANUFACTURER);
        if (consignee == 0) consignee = requisition.organisation;
        self.requireCounterpart(consignee, Roles.HOSPITAL);
        if (supplier == requisition.organisation || supplier == consignee) {
            revert ILedgerErrors.OwnOrganisation(supplier);
        }

        requisition.supplier = supplier;
        requisition.consignee = consignee;
        requisition.buyer = actor.member();
        uint256 facts = Facts.pack(Action.Order, to, supplier, requisition.quantity, consignee, 0);
        _record(requisition, id, actor, facts, claim);
    }

    function ship(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _begin(self, Action.Ship, id, claim);
        uint32 most;
        if (AssetId.unwrap(assetId) == 0) most = _outstanding(requisition);
        else {
            _requireWhole(self.assets[assetId].custody, quantity);
            most = requisition.quantity - requisition.accepted;
        }
        if (quantity == 0 || quantity > most) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, most);
        uint24 consignee = requisition.consignee;
        uint256 facts = Facts.pack(Action.Ship, to, consignee, quantity, 0, 0);
        if (AssetId.unwrap(assetId) == 0) {
            Goods.requireDeclarable(self.products[requisition.product]);
            requisition.underway += quantity;
            _record(requisition, id, actor, facts, claim);
            return;
        }

        Asset storage asset = self.assets[assetId];
        Status status = asset.status;
        bytes32 subject = AssetId.unwrap(assetId);
        Custody custody = asset.custody;
        to = Lifecycle.next(Lifecycle.ofAsset(Action.Ship), Kind.Asset, Action.Ship, status, subject);
        Access.requireOrganisation(actor, subject, custody.custodian());
        Goods.requireOwned(custody, subject);
        _requireProduct(requisition, id, custody.product());
        Goods.requireUsable(self, assetId, status, custody);
        History.requireHead(status, subject, expectedAsset);

        asset.shipment = id;
        uint256 assetFacts = Facts.pack(Action.Ship, to, consignee, quantity, 0, 0);
        _recordBoth(self, id, assetId, status.remember(), actor, facts, assetFacts, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ACCEPTING
    //////////////////////////////////////////////////////////////////////////*/

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
        _requireArrival(self, requisition, id, product, serial, claim.value);
        History.requireHead(status, AssetId.unwrap(assetId), expectedAsset);

        _acceptAs(self, id, assetId, status, actor, to, 1, claim);
    }

    function acceptParcel(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _beginAccept(self, id, claim);
        Asset storage asset = self.assets[assetId];
        (Status status, Custody custody) = (asset.status, asset.custody);
        bytes32 subject = AssetId.unwrap(assetId);
        // Only what is declared is accepted that was not there.
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(subject);
        Lifecycle.next(Lifecycle.ofAsset(Action.Accept), Kind.Asset, Action.Accept, status, subject);
        if (!custody.isParcel()) revert ILedgerErrors.OnlyForParcels(subject, Action.Accept);
        _requireProduct(requisition, id, custody.product());
        _requireShipment(asset, assetId, id);
        Goods.requireUsable(self, assetId, status, custody);
        if (claim.value != 0) revert ILedgerErrors.ValueOutOfRange(Action.Accept, claim.value, 0, 0);
        History.requireHead(status, subject, expectedAsset);

        _acceptAs(self, id, assetId, status, actor, to, custody.quantity(), claim);
    }

    /// @notice Accepts a part of a lot that is not on the ledger: a parcel of its own, whose batch is declared.
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
        Goods.requireTracking(product, Tracking.Lot);
        _requireDeclared(product, claim.value);
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
        Goods.requireNotRecalled(self, AssetId.wrap(BatchId.unwrap(batchId)), Status.wrap(0), custody);
        if (requisition.supplier != 0) _arrive(requisition, id, AssetId.wrap(0), lot.quantity);
        return _acceptNew(self, id, custody, head, actor, to, claim);
    }

    function refuse(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _begin(self, Action.Refuse, id, claim);
        if (AssetId.unwrap(assetId) == 0) {
            Goods.requireDeclarable(self.products[requisition.product]);
            if (quantity == 0) revert ILedgerErrors.QuantityOutOfRange(0, 1, type(uint32).max);
            uint256 facts = Facts.pack(Action.Refuse, to, requisition.supplier, quantity, claim.value, 0);
            if (requisition.supplier != 0) _arrive(requisition, id, assetId, quantity);
            _record(requisition, id, actor, facts, claim);
            return;
        }

        Asset storage asset = self.assets[assetId];
        Status status = asset.status;
        uint8 assetTo = Lifecycle.next(
            Lifecycle.ofAsset(Action.Refuse),
            Kind.Asset,
            Action.Refuse,
            status,
            AssetId.unwrap(assetId)
        );
        _requireShipment(asset, assetId, id);
        _requireWhole(asset.custody, quantity);
        History.requireHead(status, AssetId.unwrap(assetId), expectedAsset);

        uint256 both = Facts.pack(Action.Refuse, 0, requisition.supplier, quantity, claim.value, 0);
        _recordBoth(self, id, assetId, status, actor, both.withState(to), both.withState(assetTo), claim);
    }

    /// @notice Links consigned goods that were used to a requisition.
    function settle(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = _begin(self, Action.Settle, id, claim);
        Asset storage asset = self.assets[assetId];
        Status status = asset.status;
        bytes32 subject = AssetId.unwrap(assetId);
        uint8 assetTo = Lifecycle.next(Lifecycle.ofAsset(Action.Settle), Kind.Asset, Action.Settle, status, subject);
        _requireProduct(requisition, id, asset.custody.product());
        uint24 consignor = asset.care.consignor;
        if (consignor == 0 || asset.care.debtor != requisition.organisation) {
            revert ILedgerErrors.NothingToSettle(subject);
        }
        if (consignor != requisition.supplier) {
            revert ILedgerErrors.WrongOrganisation(RequisitionId.unwrap(id), requisition.supplier, consignor);
        }
        History.requireHead(status, subject, expectedAsset);

        uint32 quantity = _settled(requisition, asset);
        to = _fulfil(requisition, to, quantity);
        Goods.forgive(asset.care, quantity);
        uint256 both = Facts.pack(Action.Settle, 0, consignor, quantity, 0, 0);
        _recordBoth(self, id, assetId, status, actor, both.withState(to), both.withState(assetTo), claim);
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
        (requisition, actor, to) = _begin(self, Action.Accept, id, claim);
        if (actor.member() == requisition.buyer) {
            revert ILedgerErrors.OwnPurchase(RequisitionId.unwrap(id), actor.member());
        }
    }

    /// @dev An asset moves as a whole.
    function _requireWhole(Custody custody, uint32 quantity) private pure {
        uint32 whole = custody.quantity();
        if (quantity != whole) revert ILedgerErrors.QuantityOutOfRange(quantity, whole, whole);
    }

    /// @dev What every step on a requisition requires, and the state it leads to.
    function _begin(
        LedgerStorage storage self,
        Action action,
        RequisitionId id,
        Claim calldata claim
    ) private view returns (Requisition storage requisition, Membership actor, uint8 to) {
        actor = self.member();
        requisition = self.requisitions[id];
        Status status = requisition.status;
        bytes32 subject = RequisitionId.unwrap(id);

        Row row = Lifecycle.ofRequisition(action);
        to = Lifecycle.next(row, Kind.Requisition, action, status, subject);
        if (_isExcluded(requisition, action, RequisitionState(status.state()))) {
            revert ILedgerErrors.WrongState(Kind.Requisition, subject, action, status.state());
        }
        uint24 responsible = _responsible(requisition, action);
        bool judges = action == Action.Approve || action == Action.Reject;
        if (!judges || actor.organisation() != _outsideApprover(self, requisition)) {
            Access.requireOrganisation(actor, subject, responsible);
        }
        Access.requireDuty(actor, row.duties());
        Lifecycle.requireClaim(row, action, claim);
        History.requireHead(status, subject, claim.expected);
    }

    /// @dev What the table leaves to a closer look: the exceptions of urgent orders, and of suppliers not on the ledger.
    function _isExcluded(
        Requisition storage requisition,
        Action action,
        RequisitionState from
    ) private view returns (bool) {
        if (action == Action.Approve && from != RequisitionState.Requested) return requisition.approved;
        if (action == Action.Order && from == RequisitionState.Requested) return !requisition.urgent;
        if (action == Action.Accept && from == RequisitionState.Ordered) return requisition.supplier != 0;
        return false;
    }

    /// @dev The organisation outside that one approval is reserved to; 0 if there is none.
    function _outsideApprover(
        LedgerStorage storage self,
        Requisition storage requisition
    ) private view returns (uint24 outside) {
        (, outside) = Quorum.required(self, Purpose.Buy, requisition.organisation, self.products[requisition.product]);
    }

    /// @dev Counts an approval; the state that it leads to.
    function _approve(
        LedgerStorage storage self,
        Requisition storage requisition,
        RequisitionId id,
        Membership actor
    ) private returns (uint8) {
        uint24 organisation = requisition.organisation;
        Product storage product = self.products[requisition.product];
        (uint256 quorum, uint24 outside) = Quorum.required(self, Purpose.Buy, organisation, product);
        RequisitionState from = RequisitionState(requisition.status.state());
        if (!Quorum.vote(self, RequisitionId.unwrap(id), actor, quorum, outside)) return uint8(from);

        requisition.approved = true;
        if (from == RequisitionState.Requested) return uint8(RequisitionState.Approved);
        bool complete = requisition.accepted == requisition.quantity;
        return uint8(complete ? RequisitionState.Fulfilled : from);
    }

    /// @dev How many of the units that are owed for the requisition settles: what it has room for.
    function _settled(Requisition storage requisition, Asset storage asset) private view returns (uint32) {
        if (!asset.custody.isParcel()) return 1;
        uint32 owed = asset.care.owed;
        uint32 left = requisition.quantity - requisition.accepted;
        return owed < left || left == 0 ? owed : left;
    }

    /// @dev Counts units more; never more than ordered. The last ones fulfil what is approved.
    function _fulfil(Requisition storage requisition, uint8 to, uint32 quantity) private returns (uint8) {
        uint32 left = requisition.quantity - requisition.accepted;
        if (quantity > left) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, left);

        requisition.accepted += quantity;
        return left == quantity && requisition.approved ? uint8(RequisitionState.Fulfilled) : to;
    }

    /// @dev Takes an asset over as delivered, with the entries of both.
    function _acceptAs(
        LedgerStorage storage self,
        RequisitionId id,
        AssetId assetId,
        Status status,
        Membership actor,
        uint8 to,
        uint32 quantity,
        Claim calldata claim
    ) private {
        Requisition storage requisition = self.requisitions[id];
        to = _fulfil(requisition, to, quantity);
        uint8 assetTo = uint8(_takeOver(self, requisition, id, assetId, actor));
        uint256 both = Facts.pack(Action.Accept, 0, requisition.supplier, quantity, claim.value, 0);
        _recordBoth(self, id, assetId, status, actor, both.withState(to), both.withState(assetTo), claim);
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
        bytes32 class = Goods.class(self, custody);
        uint256 both = Facts.pack(Action.Accept, 0, requisition.supplier, quantity, claim.value, 0);
        Status status = History.append(
            requisition.status,
            RequisitionId.unwrap(id),
            actor,
            both.withState(to),
            claim,
            Origin({ subject: class, head: batchHead, class: class })
        );
        requisition.status = status;

        parcel = Ids.parcel(RequisitionId.unwrap(id), status.head());
        self.assets[parcel].custody = custody;
        uint8 assetTo = uint8(_takeOver(self, requisition, id, parcel, actor));
        self.assets[parcel].status = History.append(
            Status.wrap(0),
            AssetId.unwrap(parcel),
            actor,
            both.withState(assetTo),
            claim,
            Origin({ subject: RequisitionId.unwrap(id), head: status.head(), class: class })
        );
    }

    /// @dev An item on the ledger has come under this requisition and is usable; any other may be declared.
    function _requireArrival(
        LedgerStorage storage self,
        Requisition storage requisition,
        RequisitionId id,
        ProductId productId,
        bytes32 serial,
        uint32 madeAt
    ) private {
        AssetId assetId = Ids.item(productId, serial);
        Asset storage asset = self.assets[assetId];
        Status status = asset.status;
        if (status.state() == uint8(AssetState.InTransit)) {
            _requireShipment(asset, assetId, id);
            Goods.requireUsable(self, assetId, status, asset.custody);
            if (madeAt != 0) revert ILedgerErrors.ValueOutOfRange(Action.Accept, madeAt, 0, 0);
            return;
        }

        Product storage product = self.products[requisition.product];
        Goods.requireTracking(product, Tracking.Serial);
        Goods.newItem(self, productId, serial);
        _requireDeclared(product, madeAt);
        Goods.requireNotRecalled(self, assetId, status, newCustody(requisition.product));
        if (requisition.supplier != 0) _arrive(requisition, id, assetId, 1);
    }

    /// @dev The consignee holds it now, and the requisition's organisation owns it.
    function _takeOver(
        LedgerStorage storage self,
        Requisition storage requisition,
        RequisitionId id,
        AssetId assetId,
        Membership actor
    ) private returns (AssetState) {
        bool witnessed = self.products[requisition.product].witnessed;
        (uint24 custodian, uint24 owner) = (requisition.consignee, requisition.organisation);
        Asset storage asset = self.assets[assetId];
        asset.shipment = id;
        asset.custody = asset
            .custody
            .withProduct(requisition.product)
            .withParties(custodian, owner, custodian == owner ? Terms.Owned : Terms.Loan)
            .withLastSigner(witnessed ? actor.member() : 0);
        return witnessed ? AssetState.Inspected : AssetState.Stored;
    }

    /// @dev Whose step it is.
    function _responsible(Requisition storage requisition, Action action) private view returns (uint24) {
        if (action == Action.Ship) return requisition.supplier;
        if (action == Action.Accept || action == Action.Refuse) return requisition.consignee;
        return requisition.organisation;
    }

    function _requireProduct(Requisition storage requisition, RequisitionId id, uint24 product) private view {
        if (product != requisition.product) {
            revert ILedgerErrors.WrongProduct(RequisitionId.unwrap(id), product, requisition.product);
        }
    }

    function _requireDeclared(Product storage product, uint32 madeAt) private view {
        Goods.requireDeclarable(product);
        if (madeAt == 0 || madeAt > block.timestamp) {
            revert ILedgerErrors.ValueOutOfRange(Action.Accept, madeAt, 1, uint32(block.timestamp));
        }
        Goods.requireRegistered(product, madeAt);
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

    function _requireShipment(Asset storage asset, AssetId assetId, RequisitionId id) private view {
        // What was offered to somebody since is not on its way under any requisition.
        if (asset.shipment != id || asset.custody.offeredTo() != 0) {
            revert ILedgerErrors.NotShippedHere(AssetId.unwrap(assetId), RequisitionId.unwrap(id));
        }
    }

    function _record(
        Requisition storage requisition,
        RequisitionId id,
        Membership actor,
        uint256 facts,
        Claim calldata claim
    ) private {
        requisition.status = History.append(requisition.status, RequisitionId.unwrap(id), actor, facts, claim);
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
        bytes32 class = Goods.class(self, self.assets[assetId].custody);
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
