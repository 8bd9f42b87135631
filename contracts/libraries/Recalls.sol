// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody, newCustody } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { newRecall, Recall } from "../types/Recall.sol";
import { Asset, Batch, Care, Claim, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, BatchState, Instruction, Kind, RecallLevel, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Codes } from "./Codes.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";

/// @title Recalls
/// @notice Recalls of products, batches and items, and what their holders do about them. Linked into the ledger, whose storage it
/// works on; what each function does and requires stands in {ILedger}. A recall is one word at its target, however many
/// hold the goods: an asset is clear of it if it was remedied since.
library Recalls {
    using Access for LedgerStorage;

    /*//////////////////////////////////////////////////////////////////////////
                               MANUFACTURERS AND REGULATORS
    //////////////////////////////////////////////////////////////////////////*/

    function recall(
        LedgerStorage storage self,
        RecallLevel level,
        Instruction instruction,
        ProductId id,
        bytes32 serial,
        Claim calldata claim
    ) external {
        Membership actor = self.memberThoughPaused();
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Product storage product = self.products[number];
        (uint24 manufacturer, Recall former) = (product.manufacturer, product.recall);
        bool byRegulator = _requireConcerned(self, actor, id, manufacturer);
        _requireSaid(level, instruction);
        Recall raised = newRecall(uint32(block.timestamp), level, instruction, byRegulator);
        if (serial != 0) return _recallItem(self, actor, id, number, serial, raised, claim);

        Status status = product.status;
        bytes32 target = ProductId.unwrap(id);
        Lifecycle.requireNoClaim(Action.Recall, claim);
        History.requireHead(status, target, claim.expected);
        product.recall = _raise(former, raised, target);
        uint256 facts = Facts.pack(Action.Recall, status.state(), 0, 0, raised.said(), 0);
        product.status = History.append(status, target, actor, facts, claim);
    }

    function recallBatch(
        LedgerStorage storage self,
        ProductId id,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim,
        bytes32 lot
    ) external {
        Membership actor = self.memberThoughPaused();
        BatchId batchId = Ids.batch(id, lot);
        uint32 number = self.batchNumbers[batchId];
        if (number == 0) number = _announce(self, batchId, id, lot);
        Batch storage batch = self.batches[number];
        // Asked first: of a regulator, nothing else needs the product.
        bool byRegulator = self.isRegulator(actor.organisation());
        if (!byRegulator) _requireConcerned(self, actor, id, self.products[batch.product].manufacturer);
        Access.requireDuty(actor, Lifecycle.RECALL.duties());
        _requireSaid(level, instruction);

        Status status = batch.status;
        bytes32 target = BatchId.unwrap(batchId);
        uint8 to = status.state() == 0 ? uint8(BatchState.Announced) : status.state();
        Recall raised = newRecall(uint32(block.timestamp), level, instruction, byRegulator);
        batch.recall = _raise(batch.recall, raised, target);
        batch.status = _append(status, target, actor, Action.Recall, to, 0, raised.said(), claim);
    }

    function liftBatch(LedgerStorage storage self, ProductId id, bytes32 lot, Claim calldata claim) external {
        Membership actor = self.member();
        bool byRegulator = _requireConcerned(self, actor, id, _product(self, id).manufacturer);
        if (claim.details == 0) revert ILedgerErrors.DetailsRequired(Action.Lift);
        BatchId batchId = Ids.batch(id, lot);
        bytes32 target = BatchId.unwrap(batchId);
        Batch storage batch = self.batches[self.batchNumbers[batchId]];
        Status status = batch.status;
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(target);
        _requireLiftable(batch.recall, target, byRegulator);

        batch.recall = Recall.wrap(0);
        batch.status = _append(status, target, actor, Action.Lift, status.state(), 0, 0, claim);
    }

    function lift(LedgerStorage storage self, ProductId id, bytes32 serial, Claim calldata claim) external {
        Membership actor = self.member();
        Product storage product = _product(self, id);
        bool byRegulator = _requireConcerned(self, actor, id, product.manufacturer);
        if (claim.details == 0) revert ILedgerErrors.DetailsRequired(Action.Lift);
        if (serial == 0) {
            bytes32 target = ProductId.unwrap(id);
            _requireLiftable(product.recall, target, byRegulator);
            product.recall = Recall.wrap(0);
            product.status = _append(product.status, target, actor, Action.Lift, product.status.state(), 0, 0, claim);
            return;
        }

        bytes32 item = AssetId.unwrap(Ids.item(id, serial));
        Asset storage asset = self.assets[Ids.item(id, serial)];
        Status status = asset.status;
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(item);
        _requireLiftable(asset.care.recall, item, byRegulator);
        asset.care.recall = Recall.wrap(0);
        asset.status = _append(status, item, actor, Action.Lift, status.state(), 1, 0, claim).withRecall(false);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HOLDERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Acknowledges, remedies, or confirms a remedy.
    function answer(LedgerStorage storage self, AssetId id, Action action, Claim calldata claim) external {
        Row row = Lifecycle.ofAsset(action);
        if (!row.has(Lifecycle.ANSWER)) revert ILedgerErrors.UnknownAction(action);
        Membership actor = self.member();
        Asset storage asset = self.assets[id];
        (Status status, bytes32 subject) = (asset.status, AssetId.unwrap(id));
        uint8 to = Lifecycle.next(row, Kind.Asset, action, status, subject);
        self.requireLeave(actor, subject, asset.custody, row);
        Access.requireDuty(actor, row.duties());
        Lifecycle.requireNoClaim(action, claim);
        History.requireHead(status, subject, claim.expected);

        Custody custody = asset.custody;
        (bytes32 target, Head head) = _recalledOrigin(self, custody);
        if (action == Action.Acknowledge) {
            if (target == 0 && !status.recalled()) revert ILedgerErrors.NotRecalled(subject);
        } else if (action == Action.Remedy) {
            (bytes32 open, ) = Goods.openRecall(self, id, custody);
            if (open == 0) revert ILedgerErrors.NotRecalled(subject);
            _requireOrder(subject, asset.care.recall);
            _requireOrder(subject, self.batches[custody.batch()].recall);
            _requireOrder(subject, self.products[custody.product()].recall);
            asset.care.remedyAt = uint32(block.timestamp);
            asset.care.remedier = actor.member();
        } else {
            _confirm(asset.care, subject, actor);
        }

        uint256 facts = Facts.pack(action, to, 0, custody.quantity(), 0, 0);
        if (target == 0) {
            asset.status = History.append(status, subject, actor, facts, claim);
            return;
        }
        Origin memory origin = Origin({ subject: target, head: head, class: Goods.class(self, custody) });
        asset.status = History.append(status, subject, actor, facts, claim, origin);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _product(LedgerStorage storage self, ProductId id) private view returns (Product storage) {
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        return self.products[number];
    }

    /// @dev Recalls are the manufacturer's and regulators'; whether this one is a regulator's.
    function _requireConcerned(
        LedgerStorage storage self,
        Membership actor,
        ProductId id,
        uint24 manufacturer
    ) private view returns (bool byRegulator) {
        uint24 organisation = actor.organisation();
        if (organisation != manufacturer) {
            byRegulator = self.isRegulator(organisation);
            if (!byRegulator) {
                revert ILedgerErrors.WrongOrganisation(ProductId.unwrap(id), organisation, manufacturer);
            }
        }
        Access.requireDuty(actor, Lifecycle.RECALL.duties());
    }

    /// @dev An item that the ledger does not have is given its product, and enters later.
    function _recallItem(
        LedgerStorage storage self,
        Membership actor,
        ProductId id,
        uint24 number,
        bytes32 serial,
        Recall raised,
        Claim calldata claim
    ) private {
        AssetId item = Ids.item(id, serial);
        Asset storage asset = self.assets[item];
        Status status = asset.status;
        bytes32 target = AssetId.unwrap(item);
        uint8 to = status.state();
        if (to == 0) {
            Goods.requireTracking(self.products[number], Tracking.Serial);
            Goods.newItem(self, id, serial);
            asset.custody = newCustody(number);
            to = uint8(AssetState.Announced);
        }
        asset.care.recall = _raise(asset.care.recall, raised, target);
        asset.status = _append(status, target, actor, Action.Recall, to, 1, raised.said(), claim).withRecall(true);
    }

    /// @dev A batch that the ledger does not have is given its number, and enters later.
    function _announce(LedgerStorage storage self, BatchId batch, ProductId id, bytes32 lot) private returns (uint32) {
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Goods.requireTracking(self.products[number], Tracking.Lot);
        Codes.requireLot(lot);
        return Batches.open(self, batch, id, number, lot);
    }

    function _requireSaid(RecallLevel level, Instruction instruction) private pure {
        if (level == RecallLevel.None) {
            revert ILedgerErrors.ValueOutOfRange(Action.Recall, 0, 1, uint32(type(RecallLevel).max));
        }
        if (instruction == Instruction.None) {
            revert ILedgerErrors.ValueOutOfRange(Action.Recall, 0, 1, uint32(type(Instruction).max));
        }
    }

    /// @dev A regulator's recall stays a regulator's: a manufacturer may only make it more serious.
    function _raise(Recall former, Recall raised, bytes32 target) private pure returns (Recall) {
        if (!former.byRegulator() || raised.byRegulator()) return raised;

        if (raised.level() > former.level() || raised.instruction() != former.instruction()) {
            revert ILedgerErrors.RegulatorsRecall(target);
        }
        return newRecall(raised.raisedAt(), raised.level(), raised.instruction(), true);
    }

    function _requireLiftable(Recall former, bytes32 target, bool byRegulator) private pure {
        if (!former.isOpen()) revert ILedgerErrors.NotRecalled(target);
        if (former.byRegulator() && !byRegulator) revert ILedgerErrors.RegulatorsRecall(target);
    }

    function _append(
        Status status,
        bytes32 target,
        Membership actor,
        Action action,
        uint8 to,
        uint32 quantity,
        uint32 value,
        Claim calldata claim
    ) private returns (Status) {
        Lifecycle.requireNoClaim(action, claim);
        History.requireHead(status, target, claim.expected);
        return History.begin(status, target, actor, Facts.pack(action, to, 0, quantity, value, 0), claim);
    }

    /// @dev What an answer comes from: the recalled batch or product at its head; 0 where only the asset itself is recalled,
    /// whose own recall precedes the answer.
    function _recalledOrigin(
        LedgerStorage storage self,
        Custody custody
    ) private view returns (bytes32 target, Head head) {
        Batch storage batch = self.batches[custody.batch()];
        Product storage product = self.products[custody.product()];
        (Recall ofBatch, Recall ofProduct) = (batch.recall, product.recall);
        // The newer of two is what is answered: of the other, it may be remedied.
        if (ofBatch.isOpen() && ofBatch.raisedAt() >= ofProduct.raisedAt()) {
            return (BatchId.unwrap(batch.id), batch.status.head());
        }
        if (ofProduct.isOpen()) return (ProductId.unwrap(product.id), product.status.head());
    }

    /// @dev Times are seconds: of a recall and a remedy in the same one, nobody could tell which came first.
    function _requireOrder(bytes32 subject, Recall recall_) private view {
        if (recall_.raisedAt() == block.timestamp) revert ILedgerErrors.RecalledJustNow(subject, recall_.raisedAt());
    }

    /// @dev Another member confirms; the asset is clear of what was raised before the remedy was done.
    function _confirm(Care storage care, bytes32 subject, Membership actor) private {
        uint32 remedyAt = care.remedyAt;
        if (remedyAt == 0) revert ILedgerErrors.NotRemedied(subject);
        if (care.remedier == actor.member()) {
            revert ILedgerErrors.OwnWork(subject, Action.ConfirmRemedy, actor.member());
        }

        care.remediedAt = remedyAt;
        care.remedyAt = 0;
        care.remedier = 0;
    }
}
