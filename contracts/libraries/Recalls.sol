// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody, newCustody } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { newRecall, Recall } from "../types/Recall.sol";
import { Asset, Batch, Care, Claim, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, BatchState, Instruction, RecallLevel, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Batches } from "./Batches.sol";
import { Codes } from "./Codes.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { OpenRecalls } from "./OpenRecalls.sol";
import { Steps } from "./Steps.sol";

/// @title Recalls
/// @notice Recalls of products, batches and items, and what their holders do about them. Linked into the ledger, whose storage it
/// works on; what each function requires stands in {ILedger}. A recall is one word at its target, however many
/// hold the goods: an asset is clear of it if it was remedied since.
library Recalls {
    using Access for LedgerStorage;

    /*//////////////////////////////////////////////////////////////////////////
                               MANUFACTURERS AND REGULATORS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Recalls a product, or one item of it.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param serial The item's serial; 0 for the whole product.
    /// @param level How serious it is.
    /// @param instruction What holders are to do.
    /// @param claim What the signer says.
    function recall(
        LedgerStorage storage self,
        ProductId id,
        bytes32 serial,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external {
        Membership actor = self.memberThoughPaused();
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Product storage product = self.products[number];
        if (serial != 0) return _recallItem(self, actor, id, number, serial, level, instruction, claim);

        (uint24 manufacturer, Recall former) = (product.manufacturer, product.recall);
        bytes32 target = ProductId.unwrap(id);
        Recall raised = _raise(actor, id, manufacturer, target, former, level, instruction);
        Status status = product.status;
        product.recall = raised;
        product.status = _append(status, target, actor, Action.Recall, status.state(), 0, raised.said(), claim);
    }

    /// @notice Recalls a batch.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param lot The lot.
    /// @param level How serious it is.
    /// @param instruction What holders are to do.
    /// @param claim What the signer says.
    function recallBatch(
        LedgerStorage storage self,
        ProductId id,
        bytes32 lot,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external {
        Membership actor = self.memberThoughPaused();
        BatchId batchId = Ids.batch(id, lot);
        uint32 number = self.batchNumbers[batchId];
        if (number == 0) number = _announce(self, batchId, id, lot);
        Batch storage batch = self.batches[number];
        (uint24 product, Recall former) = (batch.product, batch.recall);
        bytes32 target = BatchId.unwrap(batchId);
        // Of a regulator, nothing needs the product.
        uint24 manufacturer = actor.isRegulator() ? 0 : self.products[product].manufacturer;
        Recall raised = _raise(actor, id, manufacturer, target, former, level, instruction);

        Status status = batch.status;
        uint8 to = status.state() == 0 ? uint8(BatchState.Announced) : status.state();
        batch.recall = raised;
        batch.status = _append(status, target, actor, Action.Recall, to, 0, raised.said(), claim);
    }

    /// @notice Lifts the recall of a product, or of one item of it.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param serial The item's serial; 0 for the recall of the whole product.
    /// @param claim `details`: the report on its effectiveness.
    function lift(LedgerStorage storage self, ProductId id, bytes32 serial, Claim calldata claim) external {
        Membership actor = self.member();
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Product storage product = self.products[number];
        if (serial == 0) {
            bytes32 target = ProductId.unwrap(id);
            _requireLiftable(actor, id, product.manufacturer, product.recall, target, claim);
            product.recall = Recall.wrap(0);
            product.status = _append(product.status, target, actor, Action.Lift, product.status.state(), 0, 0, claim);
            return;
        }

        bytes32 item = AssetId.unwrap(Ids.item(id, serial));
        Asset storage asset = self.assets[Ids.item(id, serial)];
        Status status = asset.status;
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(item);
        _requireLiftable(actor, id, product.manufacturer, asset.care.recall, item, claim);
        asset.care.recall = Recall.wrap(0);
        asset.status = _append(status, item, actor, Action.Lift, status.state(), 1, 0, claim).withRecall(false);
    }

    /// @notice Lifts the recall of a batch.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param lot The lot.
    /// @param claim `details`: the report on its effectiveness.
    function liftBatch(LedgerStorage storage self, ProductId id, bytes32 lot, Claim calldata claim) external {
        Membership actor = self.member();
        if (self.productNumbers[id] == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        BatchId batchId = Ids.batch(id, lot);
        bytes32 target = BatchId.unwrap(batchId);
        Batch storage batch = self.batches[self.batchNumbers[batchId]];
        Status status = batch.status;
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(target);
        _requireLiftable(actor, id, self.products[batch.product].manufacturer, batch.recall, target, claim);

        batch.recall = Recall.wrap(0);
        batch.status = _append(status, target, actor, Action.Lift, status.state(), 0, 0, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HOLDERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Acknowledges, remedies, or confirms a remedy.
    /// @param self The ledger's storage.
    /// @param id The asset.
    /// @param action Acknowledge, remedy or confirm remedy.
    /// @param claim What the signer says.
    function answer(LedgerStorage storage self, AssetId id, Action action, Claim calldata claim) external {
        Row row = Lifecycle.ofAsset(action);
        if (!row.has(Lifecycle.ANSWER)) revert ILedgerErrors.UnknownAction(action);
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            row,
            action,
            id,
            claim
        );
        bytes32 subject = AssetId.unwrap(id);

        (bytes32 target, Head head) = _recalledOrigin(self, custody);
        if (action == Action.Acknowledge) {
            if (target == 0 && !status.recalled()) revert ILedgerErrors.NotRecalled(subject);
        } else if (action == Action.Remedy) {
            (bytes32 open, ) = OpenRecalls.first(self, id, custody);
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
        Origin memory origin = Origin({ subject: target, head: head, class: Batches.classOf(self, custody) });
        asset.status = History.append(status, subject, actor, facts, claim, origin);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The recall that a target has from now on. Raising one is the manufacturer's and regulators', and theirs whose
    /// recall is open. A regulator does as it sees fit; another's recall anybody else may only make more serious, and it stays
    /// that other's.
    function _raise(
        Membership actor,
        ProductId id,
        uint24 manufacturer,
        bytes32 target,
        Recall former,
        RecallLevel level,
        Instruction instruction
    ) private view returns (Recall) {
        uint24 organisation = actor.organisation();
        bool byRegulator = _requireConcerned(actor, id, manufacturer, former);
        if (level == RecallLevel.None) {
            revert ILedgerErrors.ValueOutOfRange(Action.Recall, 0, 1, uint32(type(RecallLevel).max));
        }
        if (instruction == Instruction.None) {
            revert ILedgerErrors.ValueOutOfRange(Action.Recall, 0, 1, uint32(type(Instruction).max));
        }
        uint32 blockTime = uint32(block.timestamp);
        uint24 raisedBy = former.raisedBy();
        if (byRegulator || !former.isOpen() || raisedBy == organisation) {
            return newRecall(blockTime, organisation, level, instruction, byRegulator);
        }

        if (level > former.level() || instruction != former.instruction()) {
            revert ILedgerErrors.RecallOfAnother(target, raisedBy);
        }
        return newRecall(blockTime, raisedBy, level, instruction, former.byRegulator());
    }

    /// @dev Lifting is a regulator's, and of who raised it.
    function _requireLiftable(
        Membership actor,
        ProductId id,
        uint24 manufacturer,
        Recall former,
        bytes32 target,
        Claim calldata claim
    ) private pure {
        bool byRegulator = _requireConcerned(actor, id, manufacturer, former);
        if (claim.details == 0) revert ILedgerErrors.DetailsRequired(Action.Lift);
        if (!former.isOpen()) revert ILedgerErrors.NotRecalled(target);
        uint24 raisedBy = former.raisedBy();
        if (!byRegulator && raisedBy != actor.organisation()) revert ILedgerErrors.RecallOfAnother(target, raisedBy);
    }

    /// @dev Requires the product's manufacturer, a regulator, or whose recall is open; whether it is a regulator.
    function _requireConcerned(
        Membership actor,
        ProductId id,
        uint24 manufacturer,
        Recall former
    ) private pure returns (bool byRegulator) {
        uint24 organisation = actor.organisation();
        if (organisation != manufacturer) {
            byRegulator = actor.isRegulator();
            if (!byRegulator && (!former.isOpen() || former.raisedBy() != organisation)) {
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
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) private {
        AssetId item = Ids.item(id, serial);
        Asset storage asset = self.assets[item];
        Status status = asset.status;
        bytes32 target = AssetId.unwrap(item);
        uint8 to = status.state();
        uint24 manufacturer = self.products[number].manufacturer;
        Recall raised = _raise(actor, id, manufacturer, target, asset.care.recall, level, instruction);
        if (to == 0) {
            Entering.requireTracking(self.products[number], Tracking.Serial);
            Entering.newItem(self, id, number, serial);
            asset.custody = newCustody(number);
            to = uint8(AssetState.Announced);
        }
        asset.care.recall = raised;
        asset.status = _append(status, target, actor, Action.Recall, to, 1, raised.said(), claim).withRecall(true);
    }

    /// @dev A batch that the ledger does not have is given its number, and enters later.
    function _announce(LedgerStorage storage self, BatchId batch, ProductId id, bytes32 lot) private returns (uint32) {
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        Entering.requireTracking(self.products[number], Tracking.Lot);
        Codes.requireLot(lot);
        return Batches.open(self, batch, id, number, lot);
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
