// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Batch, Claim, Entry, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, Basis, CalibrationResult, Duties, Kind } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Steps } from "./Steps.sol";
import { Usability } from "./Usability.sol";

/// @title Corrections
/// @notice Superseding an entry, which the caller proves by replaying the history from there on. A correction says nothing
/// that the step itself would have refused. Linked into the ledger, whose storage it works on; what it requires stands in
/// {ILedger}.
library Corrections {
    using Access for LedgerStorage;
    using Facts for uint256;

    /// @dev The step that a correction is about.
    struct Step {
        Kind kind;
        bytes32 subject;
        Action action;
        // When it was recorded.
        uint32 recordedAt;
        // Whether what the regulator says of its product has changed since: then no more is said than was.
        bool outdated;
        // What the superseded entry says.
        uint256 facts;
    }

    /// @notice Supersedes an entry's value, until, time and document.
    /// @param self The ledger's storage.
    /// @param kind Product, requisition, batch or asset.
    /// @param subject Its id.
    /// @param previous The head before the entry to correct.
    /// @param entries The entry to correct and all after it.
    /// @param claim `value`, `until`, `occurredAt` and `details` as they should have been.
    function correct(
        LedgerStorage storage self,
        Kind kind,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries,
        Claim calldata claim
    ) external {
        Membership actor = self.member();
        (Status status, bytes32 class, uint24 number) = _subject(self, kind, subject);
        Head superseded = History.replay(status, subject, previous, entries);
        Step memory step = _step(self, kind, subject, entries[0]);
        _requireAuthor(actor, step, entries[0].organisation);
        step.outdated = self.products[number].changedAt >= step.recordedAt;
        _requireSayable(self, step, self.products[number], claim);
        History.requireHead(status, subject, claim.expected);
        if (self.corrected[subject][superseded] != 0) {
            revert ILedgerErrors.AlreadyCorrected(subject, Head.unwrap(superseded));
        }

        self.corrected[subject][superseded] = step.recordedAt;
        uint256 facts = Facts.pack(Action.Correct, status.state(), 0, uint8(step.action), claim.value, claim.until);
        Origin memory origin = Origin({ subject: subject, head: superseded, class: class });
        status = History.append(status, subject, actor, facts, claim, origin);
        if (kind == Kind.Product) self.products[number].status = status;
        else if (kind == Kind.Requisition) self.requisitions[RequisitionId.wrap(subject)].status = status;
        else if (kind == Kind.Batch) self.batches[self.batchNumbers[BatchId.wrap(subject)]].status = status;
        else self.assets[AssetId.wrap(subject)].status = status;
    }

    /// @dev Of a correction that is corrected, the step is the one that it was about: its quantity says the action, and the
    /// entry that it superseded when that was recorded.
    function _step(
        LedgerStorage storage self,
        Kind kind,
        bytes32 subject,
        Entry calldata entry
    ) private view returns (Step memory step) {
        (step.kind, step.subject, step.facts) = (kind, subject, entry.facts);
        (step.action, step.recordedAt) = (entry.facts.action(), entry.facts.recordedAt());
        if (step.action == Action.Correct) {
            step.action = Action(uint8(entry.facts.quantity()));
            step.recordedAt = self.corrected[subject][entry.originHead];
        }
    }

    /// @dev Only the author's organisation corrects, by somebody who may do what is corrected.
    function _requireAuthor(Membership actor, Step memory step, uint24 author) private pure {
        if (author != actor.organisation()) {
            revert ILedgerErrors.NotAuthor(step.subject, actor.organisation(), author);
        }
        // Of products and batches, only recalls have a row; all else is a regulator's, or how goods entered.
        uint16 duties = _row(step).duties();
        bool enters = step.action == Action.Commission || step.action == Action.Declare;
        if (duties == 0) duties = enters ? Duties.INSPECT : Duties.APPROVE;
        Access.requireDuty(actor, duties);
    }

    /// @dev Requires a claim that the step itself could have made, when it was recorded.
    function _requireSayable(
        LedgerStorage storage self,
        Step memory step,
        Product storage product,
        Claim calldata claim
    ) private view {
        Action action = step.action;
        uint32 occurredAt = claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
        if (occurredAt > step.recordedAt) revert ILedgerErrors.OccurredInFuture(occurredAt, step.recordedAt);
        _requireValue(self, step, product, claim.value, occurredAt);
        _requireUntil(step, product.calibrationInterval, claim, occurredAt);
        // What must follow in time is only moved on: it was later than the one before it.
        bool ordered = action == Action.Calibrate || action == Action.Monitor;
        uint32 former = step.facts.occurredAt();
        if (ordered && occurredAt < former) {
            revert ILedgerErrors.OlderThanLast(step.subject, action, occurredAt, former);
        }
        bool made = action == Action.Commission && step.kind == Kind.Batch;
        if (made) Entering.requireRegistered(product, occurredAt, _registeredUntil(step, product, former));
        if (action == Action.Lift && claim.details == 0) revert ILedgerErrors.DetailsRequired(Action.Lift);
    }

    function _requireValue(
        LedgerStorage storage self,
        Step memory step,
        Product storage product,
        uint32 value,
        uint32 occurredAt
    ) private view {
        Action action = step.action;
        uint32 former = step.facts.value();
        Row row = _row(step);
        if (action == Action.Monitor) {
            (int16 lowest, int16 highest) = (int16(uint16(value)), int16(uint16(value >> 16)));
            if (lowest > highest) revert ILedgerErrors.InvalidLimits(lowest, highest);
            return;
        }
        if (action == Action.Offer || action == Action.Apply) return _requireSame(action, value, former);
        if (action == Action.Enrol) {
            if (uint8(value) != uint8(former)) _requireSame(action, value, former);
            bool manufactured = uint8(value) == uint8(Basis.Manufactured);
            uint32 said = manufactured ? step.facts.occurredAt() : (former >> 8) * 1 days;
            return Entering.requireMade(product, value, occurredAt, _registeredUntil(step, product, said));
        }
        if (action == Action.Accept) {
            // What was on the ledger had been made before.
            if (former == 0) return _requireSame(action, value, 0);
            uint32 until = _registeredUntil(step, product, former);
            return Entering.requireDeclared(product, value, step.recordedAt, until);
        }

        Lifecycle.requireValue(row, action, value);
        if (step.kind != Kind.Asset) return;
        if (row.has(Lifecycle.COUNT)) {
            Steps.requireCount(action, self.assets[AssetId.wrap(step.subject)].custody, value);
        }
        // What was not handed on may have been quarantined, recalled or expired then.
        bool handsOn = row.has(Lifecycle.HANDS_ON) && Steps.handsOn(value);
        if (handsOn && !Steps.handsOn(former)) _requireSame(action, value, former);
    }

    /// @dev Last second at which the goods of a step may have been made by the registration as it was then.
    /// @param said When they were said to have been made.
    function _registeredUntil(Step memory step, Product storage product, uint32 said) private view returns (uint32) {
        return step.outdated ? said : product.registeredUntil;
    }

    function _requireUntil(Step memory step, uint16 interval, Claim calldata claim, uint32 occurredAt) private pure {
        Row row = _row(step);
        uint32 until = claim.until;
        // What is offered until when is part of its terms.
        if (row.has(Lifecycle.DEADLINE)) {
            uint32 former = step.facts.until();
            if (until != former) revert ILedgerErrors.UntilOutOfRange(step.action, until, former, former);
            return;
        }
        bool calibrated = row.has(Lifecycle.CALIBRATE) && claim.value != uint32(CalibrationResult.Failed);
        if (until == 0 && !calibrated) return;
        if (!calibrated && !row.has(Lifecycle.UNTIL)) {
            revert ILedgerErrors.UntilOutOfRange(step.action, until, 0, 0);
        }
        uint256 last = type(uint32).max;
        if (calibrated) last = step.outdated ? step.facts.until() : Usability.lastCalibrated(interval, occurredAt);
        if (until > step.recordedAt && until <= last) return;

        if (last > type(uint32).max) last = type(uint32).max;
        revert ILedgerErrors.UntilOutOfRange(step.action, until, step.recordedAt + 1, uint32(last));
    }

    /// @dev Some things are no slip of the pen: another basis, urgency or terms would be another step.
    function _requireSame(Action action, uint32 value, uint32 former) private pure {
        if (value != former) revert ILedgerErrors.ValueOutOfRange(action, value, former, former);
    }

    function _row(Step memory step) private pure returns (Row) {
        return step.kind == Kind.Requisition ? Lifecycle.ofRequisition(step.action) : Lifecycle.ofAsset(step.action);
    }

    /// @dev A subject's status, its class and its product's number.
    function _subject(
        LedgerStorage storage self,
        Kind kind,
        bytes32 subject
    ) private view returns (Status status, bytes32 class, uint24 number) {
        if (kind == Kind.Product) {
            number = self.productNumbers[ProductId.wrap(subject)];
            status = self.products[number].status;
        } else if (kind == Kind.Requisition) {
            number = self.requisitions[RequisitionId.wrap(subject)].product;
            status = self.requisitions[RequisitionId.wrap(subject)].status;
        } else if (kind == Kind.Batch) {
            Batch storage batch = self.batches[self.batchNumbers[BatchId.wrap(subject)]];
            (number, status) = (batch.product, batch.status);
        } else if (kind == Kind.Asset) {
            Custody custody = self.assets[AssetId.wrap(subject)].custody;
            (number, status) = (custody.product(), self.assets[AssetId.wrap(subject)].status);
            if (custody.isParcel()) class = BatchId.unwrap(self.batches[custody.batch()].id);
        }
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(subject);
        if (class == 0) class = ProductId.unwrap(self.products[number].id);
    }
}
