// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody, newCustody, newParcel } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Batch, Claim, LedgerStorage, Lot, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Basis, BatchState, Duties, Kind, Terms, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";

/// @title Enrolments
/// @notice How goods enter otherwise than by an acceptance, and when lots expire. Linked into the ledger, whose storage it
/// works on; what each function requires stands in {ILedger}.
library Enrolments {
    using Access for LedgerStorage;

    bytes32 private constant COMMISSION_TYPEHASH = keccak256("Commission(bytes32 details,bytes32 packsRoot)");

    /// @dev How many packs of a batch can have a code each: a part of them is looked through in one transaction.
    uint32 private constant MAX_PACKS = 1 << 20;

    /// @notice Enters an item.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param serial Its serial.
    /// @param claim `value`: basis 8 · day of manufacture 24; `occurredAt`: when it was made, or came.
    /// @return item The item.
    function enrol(
        LedgerStorage storage self,
        ProductId id,
        bytes32 serial,
        Claim calldata claim
    ) external returns (AssetId item) {
        (Membership actor, uint24 number) = _begin(self, id, Tracking.Serial);
        Product storage product = self.products[number];
        Lifecycle.requireClaim(Lifecycle.ENROL, Action.Enrol, claim);
        uint8 to = Entering.requireBasis(self, actor, product, claim);
        item = Entering.newItem(self, id, number, serial);
        Asset storage asset = self.assets[item];
        Status status = asset.status;
        History.requireHead(status, AssetId.unwrap(item), claim.expected);

        uint24 organisation = actor.organisation();
        Custody custody = newCustody(number).withParties(organisation, organisation, Terms.Owned);
        if (to == uint8(AssetState.Inspected)) custody = custody.withLastSigner(actor.member());
        asset.custody = custody;
        asset.status = History.append(
            status,
            AssetId.unwrap(item),
            actor,
            Facts.pack(Action.Enrol, to, 0, 1, claim.value, 0),
            claim,
            Origin({ subject: ProductId.unwrap(id), head: product.status.head(), class: ProductId.unwrap(id) })
        );
    }

    /// @notice Commissions a lot: its batch, and one parcel with all of it.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param lot What its labels say, and how many base units it has.
    /// @param packsRoot The root of the tree over its packs' codes; 0 if they have none.
    /// @param claim `occurredAt`: when it was made.
    /// @return parcel The parcel.
    function commission(
        LedgerStorage storage self,
        ProductId id,
        Lot calldata lot,
        bytes32 packsRoot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        (Membership actor, uint24 number) = _begin(self, id, Tracking.Lot);
        Access.requireOrganisation(actor, ProductId.unwrap(id), self.products[number].manufacturer);
        uint32 madeAt = claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
        Entering.requireRegistered(self.products[number], madeAt);
        Lifecycle.requireNoClaim(Action.Commission, claim);
        BatchId batchId = Ids.batch(id, lot.lot);
        Batches.requireUnexpired(batchId, lot.expiry);
        Status status = self.batches[self.batchNumbers[batchId]].status;
        if (status.state() == uint8(BatchState.Open)) revert ILedgerErrors.SubjectExists(BatchId.unwrap(batchId));
        History.requireHead(status, BatchId.unwrap(batchId), claim.expected);
        if (packsRoot != 0) _serialise(self.products[number], batchId, lot.quantity, packsRoot);

        bytes32 details = claim.details;
        if (packsRoot != 0) details = keccak256(abi.encode(COMMISSION_TYPEHASH, details, packsRoot));
        (uint32 batch, Head head) = Batches.enter(self, actor, Action.Commission, id, number, lot, claim, details);
        Custody custody = newParcel(number, batch, lot.quantity).withParties(
            actor.organisation(),
            actor.organisation(),
            Terms.Owned
        );
        parcel = Ids.parcel(BatchId.unwrap(batchId), head);
        if (packsRoot != 0) {
            self.batches[batch].packsRoot = packsRoot;
            self.assets[parcel].care.endPack = lot.quantity / self.products[number].unitsPerPack;
            custody = custody.withFirstPack(0);
        }
        _enterParcel(self, parcel, actor, uint8(Basis.Manufactured), AssetState.Stored, custody, head, lot, claim);
    }

    /// @notice Enters units of a lot that no acceptance brings.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param lot What the label says, and how many base units come.
    /// @param claim `value`: basis 8 · day of manufacture 24.
    /// @return parcel The parcel.
    function enrolLot(
        LedgerStorage storage self,
        ProductId id,
        Lot calldata lot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        (Membership actor, uint24 number) = _begin(self, id, Tracking.Lot);
        Lifecycle.requireClaim(Lifecycle.ENROL, Action.Enrol, claim);
        // What was manufactured is commissioned.
        if (uint8(claim.value) == uint8(Basis.Manufactured)) {
            (uint32 min, uint32 max) = (uint32(Basis.Existing), uint32(type(Basis).max));
            revert ILedgerErrors.ValueOutOfRange(Action.Enrol, claim.value, min, max);
        }
        Entering.requireBasis(self, actor, self.products[number], claim);
        BatchId batchId = Ids.batch(id, lot.lot);
        Status status = self.batches[self.batchNumbers[batchId]].status;
        History.requireHead(status, BatchId.unwrap(batchId), claim.expected);

        (uint32 batch, Head head) = Batches.enter(self, actor, Action.Declare, id, number, lot, claim, claim.details);
        Custody custody = newParcel(number, batch, lot.quantity)
            .withParties(actor.organisation(), actor.organisation(), Terms.Owned)
            .withLastSigner(actor.member());
        parcel = Ids.parcel(BatchId.unwrap(batchId), head);
        _enterParcel(self, parcel, actor, claim.value, AssetState.Inspected, custody, head, lot, claim);
    }

    /// @notice Says when a lot expires.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param lot The lot.
    /// @param expiry Last second at which its units are usable, unix seconds.
    /// @param claim What the signer says.
    function redate(
        LedgerStorage storage self,
        ProductId id,
        bytes32 lot,
        uint32 expiry,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        BatchId batchId = Ids.batch(id, lot);
        bytes32 subject = BatchId.unwrap(batchId);
        Batch storage batch = self.batches[self.batchNumbers[batchId]];
        Status status = batch.status;
        uint8 state = status.state();
        if (state == 0) revert ILedgerErrors.UnknownSubject(subject);
        if (state != uint8(BatchState.Open)) {
            revert ILedgerErrors.WrongState(Kind.Batch, subject, Action.Redate, state);
        }
        Lifecycle.requireNoClaim(Action.Redate, claim);
        History.requireHead(status, subject, claim.expected);

        batch.expiry = expiry;
        emit ILedgerEvents.BatchRedated(subject, expiry);
        uint256 facts = Facts.pack(Action.Redate, uint8(BatchState.Open), 0, 0, 0, expiry);
        batch.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev Who inspects, and the product's number, whose units are told apart in this way.
    function _begin(
        LedgerStorage storage self,
        ProductId id,
        Tracking tracking
    ) private view returns (Membership actor, uint24 number) {
        actor = self.memberWith(Duties.INSPECT);
        number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Entering.requireTracking(self.products[number], tracking);
    }

    /// @dev Packs that have a code each are whole, and not more than can be looked through.
    function _serialise(Product storage product, BatchId id, uint32 quantity, bytes32 packsRoot) private {
        uint16 units = product.unitsPerPack;
        uint32 packs = quantity / units;
        if (quantity % units != 0) revert ILedgerErrors.NotWholePacks(quantity, units);
        // The units of these are a quantity, and so are those of fewer: nothing overflows.
        if (packs > MAX_PACKS) revert ILedgerErrors.QuantityOutOfRange(quantity, units, MAX_PACKS * units);

        emit ILedgerEvents.BatchSerialised(BatchId.unwrap(id), packsRoot, packs);
    }

    /// @dev The parcel's first entry, whose origin is the batch at its new head.
    function _enterParcel(
        LedgerStorage storage self,
        AssetId parcel,
        Membership actor,
        uint32 basis,
        AssetState to,
        Custody custody,
        Head head,
        Lot calldata lot,
        Claim calldata claim
    ) private {
        bytes32 origin = Batches.classOf(self, custody);
        Asset storage asset = self.assets[parcel];
        asset.custody = custody;
        asset.status = History.append(
            Status.wrap(0),
            AssetId.unwrap(parcel),
            actor,
            Facts.pack(Action.Enrol, uint8(to), 0, lot.quantity, basis, lot.expiry),
            claim,
            Origin({ subject: origin, head: head, class: origin })
        );
    }
}
