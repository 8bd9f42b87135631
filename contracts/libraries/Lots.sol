// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody, newParcel } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Batch, Claim, LedgerStorage, Lot, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Basis, BatchState, Duties, Kind, Terms, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";

/// @title Lots
/// @notice How lots enter otherwise than by an acceptance, and when they expire. Linked into the ledger, whose storage it
/// works on; what each function does and requires stands in {ILedger}.
library Lots {
    using Access for LedgerStorage;

    bytes32 private constant COMMISSION_TYPEHASH = keccak256("Commission(bytes32 details,bytes32 packsRoot)");

    /// @dev How many packs of a batch can have a code each: a part of them is looked through in one transaction.
    uint32 private constant MAX_PACKS = 1 << 20;

    function commission(
        LedgerStorage storage self,
        ProductId id,
        Lot calldata lot,
        bytes32 packsRoot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        (Membership actor, uint24 number) = _begin(self, id);
        _requireMade(self.products[number], id, actor, claim);
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
        _enterParcel(self, parcel, actor, Basis.Manufactured, AssetState.Stored, custody, head, lot, claim);
    }

    function enrolLot(
        LedgerStorage storage self,
        ProductId id,
        Lot calldata lot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        (Membership actor, uint24 number) = _begin(self, id);
        Lifecycle.requireClaim(Lifecycle.ofAsset(Action.Enrol), Action.Enrol, claim);
        // What was manufactured is commissioned.
        if (claim.value == uint32(Basis.Manufactured)) {
            (uint32 min, uint32 max) = (uint32(Basis.Existing), uint32(type(Basis).max));
            revert ILedgerErrors.ValueOutOfRange(Action.Enrol, claim.value, min, max);
        }
        Goods.requireBasis(self, actor, id, self.products[number], claim);
        BatchId batchId = Ids.batch(id, lot.lot);
        Status status = self.batches[self.batchNumbers[batchId]].status;
        History.requireHead(status, BatchId.unwrap(batchId), claim.expected);

        (uint32 batch, Head head) = Batches.enter(self, actor, Action.Declare, id, number, lot, claim, claim.details);
        Custody custody = newParcel(number, batch, lot.quantity)
            .withParties(actor.organisation(), actor.organisation(), Terms.Owned)
            .withLastSigner(actor.member());
        parcel = Ids.parcel(BatchId.unwrap(batchId), head);
        _enterParcel(self, parcel, actor, Basis(claim.value), AssetState.Inspected, custody, head, lot, claim);
    }

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

    function _begin(LedgerStorage storage self, ProductId id) private view returns (Membership actor, uint24 number) {
        actor = self.memberWith(Duties.INSPECT);
        number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Goods.requireTracking(self.products[number], Tracking.Lot);
    }

    /// @dev By its manufacturer, while the product was registered.
    function _requireMade(Product storage product, ProductId id, Membership actor, Claim calldata claim) private view {
        Access.requireOrganisation(actor, ProductId.unwrap(id), product.manufacturer);
        Goods.requireRegistered(product, claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt);
        Lifecycle.requireNoClaim(Action.Commission, claim);
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
        Basis basis,
        AssetState to,
        Custody custody,
        Head head,
        Lot calldata lot,
        Claim calldata claim
    ) private {
        bytes32 origin = Goods.class(self, custody);
        Asset storage asset = self.assets[parcel];
        asset.custody = custody;
        asset.status = History.append(
            Status.wrap(0),
            AssetId.unwrap(parcel),
            actor,
            Facts.pack(Action.Enrol, uint8(to), 0, lot.quantity, uint8(basis), lot.expiry),
            claim,
            Origin({ subject: origin, head: head, class: origin })
        );
    }
}
