// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action, AssetState, CalibrationResult, Kind, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Ghost, Ghosts, Step } from "./Ghosts.sol";

/// @notice What an entry changes in the ghosts, read off the entry.
abstract contract Effects is Ghosts {
    function _apply(Ghost storage ghost, Step memory step) internal {
        if (ghost.kind == Kind.Product) _applyToProduct(ghost, step);
        if (ghost.kind == Kind.Requisition) _applyToRequisition(ghost, step);
        if (ghost.kind == Kind.Asset) {
            _applyToCustody(ghost, step);
            _applyToCondition(ghost, step);
            _applySignatures(ghost, step);
        }
        if (step.action == Action.Recall) {
            // Another's recall stays that other's, unless a regulator takes it over.
            bool byRegulator = step.organisation == REGULATOR;
            if (byRegulator || ghost.recall.level == 0) ghost.recall.raisedBy = step.organisation;
            if (byRegulator) ghost.recall.byRegulator = true;
            ghost.recall.raisedAt = uint32(block.timestamp);
            ghost.recall.level = uint8(step.value);
            ghost.recall.instruction = uint8(step.value >> 8);
        }
        if (step.action == Action.Lift) delete ghost.recall;
        if (step.action == Action.Correct) corrected[step.subject][step.originHead] = true;
    }

    function _applyToProduct(Ghost storage ghost, Step memory step) private {
        if (step.action == Action.Register) {
            ghost.manufacturer = step.counterpart;
            ghost.productKind = uint8(step.quantity & 0xf);
            ghost.riskClass = uint8((step.quantity >> 4) & 0xf);
            ghost.singleUse = (step.quantity >> 8) & 0xf != 0;
        }
        if (step.action == Action.Prescribe) {
            ghost.interval = uint16(step.quantity);
            ghost.lowest = int16(uint16(step.value));
            ghost.highest = int16(uint16(step.value >> 16));
        }
    }

    function _applyToRequisition(Ghost storage ghost, Step memory step) private {
        if (step.action == Action.Apply) ghost.product = step.origin;
        if (step.action == Action.Order) ghost.buyer = step.member;
        if (step.action == Action.Accept || step.action == Action.Settle) ++ghost.delivered;
    }

    /// @dev Who holds it, who owns it, and to whom it is on its way.
    function _applyToCustody(Ghost storage ghost, Step memory step) private {
        Action action = step.action;
        if (action == Action.Enrol) _setParties(ghost, step.organisation, step.organisation, Terms.Owned);
        // In these runs every requisition is the hospital's, for itself.
        if (action == Action.Accept) _setParties(ghost, HOSPITAL, HOSPITAL, Terms.Owned);
        if (action == Action.Ship) ghost.shipment = step.origin;
        if (action == Action.Offer || action == Action.SendBack) {
            ghost.offeredTo = step.counterpart;
            ghost.offeredTerms = action == Action.Offer ? Terms(uint8(step.value)) : Terms.Returned;
            ghost.deadline = step.until;
        }
        if (action == Action.Take) {
            Terms terms = ghost.offeredTerms;
            uint24 owner = ghost.owner;
            if (terms == Terms.Owned || (terms == Terms.Returned && owner == ghost.custodian))
                owner = step.organisation;
            if (terms == Terms.Returned) terms = owner == step.organisation ? Terms.Owned : Terms.Loan;
            if (terms == Terms.Consignment) ghost.taker = step.member;
            _setParties(ghost, step.organisation, owner, terms);
        }
        if (action == Action.Use && ghost.terms == Terms.Consignment) {
            (ghost.consignor, ghost.debtor) = (ghost.owner, ghost.custodian);
            _setParties(ghost, ghost.custodian, ghost.custodian, Terms.Owned);
        }
        if (action == Action.Settle) (ghost.consignor, ghost.debtor) = (0, 0);
        if (action == Action.Reassign) {
            uint24 owner = uint24(step.value);
            _setParties(ghost, step.counterpart, owner, step.counterpart == owner ? Terms.Owned : Terms.Loan);
            if (ghost.state == uint8(AssetState.InTransit)) ghost.shipment = 0;
            (ghost.consignor, ghost.debtor) = (0, 0);
        }
        bool ends = action == Action.Take || action == Action.Withdraw || action == Action.Decline;
        if (ends || action == Action.Reassign) {
            (ghost.offeredTo, ghost.offeredTerms, ghost.deadline) = (0, Terms.None, 0);
        }
    }

    function _setParties(Ghost storage ghost, uint24 custodian, uint24 owner, Terms terms) private {
        (ghost.custodian, ghost.owner, ghost.terms) = (custodian, owner, terms);
    }

    /// @dev What keeps it from being usable, and where it goes back to.
    function _applyToCondition(Ghost storage ghost, Step memory step) private {
        Action action = step.action;
        bool leaves = action == Action.Ship || action == Action.Offer || action == Action.SendBack;
        if (leaves || action == Action.RequestScrap) ghost.before = ghost.state;
        if (action == Action.Quarantine) ghost.quarantined = true;
        if (action == Action.Release) ghost.quarantined = false;
        if (action == Action.Calibrate) {
            (ghost.calibratedUntil, ghost.calibratedAt) = (step.until, step.occurredAt);
            if (step.value == uint32(CalibrationResult.Failed)) ghost.quarantined = true;
        }
        if (action == Action.Monitor) {
            ghost.monitoredAt = step.occurredAt;
            if (_exceeds(ghosts[ghost.product], step.value)) ghost.quarantined = true;
        }
        if (action == Action.Remedy) (ghost.remedyAt, ghost.remedier) = (uint32(block.timestamp), step.member);
        if (action == Action.ConfirmRemedy) {
            (ghost.remediedAt, ghost.remedyAt, ghost.remedier) = (ghost.remedyAt, 0, 0);
        }
        if (action == Action.ReportFault) ghost.tainted = true;
        if (action == Action.Reinstate) ghost.tainted = false;
    }

    function _exceeds(Ghost storage product, uint32 readings) private view returns (bool) {
        if (product.lowest == 0 && product.highest == 0) return false;
        return int16(uint16(readings)) < product.lowest || int16(uint16(readings >> 16)) > product.highest;
    }

    function _applySignatures(Ghost storage ghost, Step memory step) private {
        Action action = step.action;
        bool waits = action == Action.Enrol || step.to == uint8(AssetState.Inspected);
        if (waits && (action == Action.Enrol || action == Action.Take)) ghost.enroller = step.member;
        if (action == Action.Repair) ghost.repairer = step.member;
        if (action == Action.RequestScrap) ghost.requester = step.member;
        if (action == Action.ApproveScrap) approvers[step.subject].push(step.member);
        bool again = action == Action.RequestScrap || action == Action.RejectScrap;
        // What the former custodian's members approved does not outlast it.
        if (again || (action == Action.Reassign && _isBeingScrapped(ghost))) delete approvers[step.subject];
    }
}
