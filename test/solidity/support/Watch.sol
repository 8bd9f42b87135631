// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action, AssetState, Basis, Duties, Kind, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Ghost, Ghosts, Step, Written } from "./Ghosts.sol";

/// @notice Counts what must never be seen, entry by entry, given the ghosts before it. The invariants say that every count
/// stays 0.
abstract contract Watch is Ghosts {
    /// @dev An entry that does not follow from the one before, or whose times, state or origin are wrong.
    uint256 public broken;
    /// @dev An entry by an organisation that has nothing to say about the subject.
    uint256 public trespasses;
    /// @dev A member who checked or finished the own work, or approved twice; a scrapping approved by too few.
    uint256 public selfChecks;
    /// @dev A faulty or repaired item that became usable, or was shipped or offered, without having been reinstated.
    uint256 public laundered;
    /// @dev An entry after a final state that may not follow on it.
    uint256 public resurrections;
    /// @dev A step that needs usable goods, with others.
    uint256 public misused;
    /// @dev An offer that was taken without there being one, after its deadline, or by another than its addressee.
    uint256 public mistaken;
    /// @dev An entry that was corrected twice, or by another organisation than its author's.
    uint256 public miscorrected;
    /// @dev A hospital's goods that came round its procurement.
    uint256 public smuggled;
    /// @dev How often a hospital had its own from another, or back: that the runs show it.
    uint256 public handedOn;

    function _watch(Ghost storage ghost, Step memory step) internal {
        if (step.action == Action.Correct) _watchCorrection(step);
        if (ghost.kind != Kind.Asset) {
            // Only the asset's entries are at random; a product is its manufacturer's and the regulator's.
            bool concerned = step.organisation == REGULATOR || step.organisation == ghost.manufacturer;
            if (ghost.kind == Kind.Product && !concerned) ++trespasses;
            return;
        }
        if (step.to != _target(ghost, step)) ++broken;
        if (_isFinal(ghost) && !_mayFollowTheEnd(step.action)) ++resurrections;
        if (!_mayWrite(ghost, step)) ++trespasses;
        if (_isSelfCheck(ghost, step)) ++selfChecks;
        if (ghost.tainted && _isLaundering(ghost, step)) ++laundered;
        if (_isMisuse(ghost, step)) ++misused;
        if (step.action == Action.Take) {
            bool addressed = ghost.offeredTo != 0 && ghost.offeredTo == step.organisation;
            if (!addressed || block.timestamp > ghost.deadline) ++mistaken;
        }
    }

    /// @dev What is a hospital's own from now on, given the ghost before: enrolled there, accepted under its requisition, taken
    /// from a hospital or back, used on consignment, or reassigned.
    function _watchOwner(Ghost memory former, Step memory step, uint24 owner) internal {
        if (owner == former.owner) return;
        bool known = hasOwned[step.subject][owner];
        hasOwned[step.subject][owner] = true;
        if (!_isHospital(owner) || step.action == Action.Reassign) return;

        bool comes = step.action == Action.Enrol && step.organisation == owner;
        // In these runs every requisition is the hospital's.
        if (step.action == Action.Accept) comes = owner == HOSPITAL && ghosts[step.origin].kind == Kind.Requisition;
        if (step.action == Action.Use) comes = former.terms == Terms.Consignment && former.custodian == owner;
        if (step.action == Action.Take) {
            comes = _isHospital(former.custodian) || (former.offeredTerms == Terms.Returned && known);
        }
        if (!comes) ++smuggled;
        if (step.action == Action.Take) ++handedOn;
    }

    /// @dev Its origin is an entry of the same history and organisation, which none has corrected.
    function _watchCorrection(Step memory step) private {
        if (step.origin != step.subject) ++broken;
        if (corrected[step.subject][step.originHead]) ++miscorrected;
        Written[] storage history = histories[step.subject];
        for (uint256 i = history.length; i > 0; --i) {
            if (history[i - 1].head != step.originHead) continue;
            if (history[i - 1].entry.organisation != step.organisation) ++miscorrected;
            return;
        }
        ++broken;
    }

    /// @dev The state that an action leads to.
    function _target(Ghost storage ghost, Step memory step) private view returns (uint8) {
        Action action = step.action;
        if (action == Action.Enrol) {
            return uint8(uint8(step.value) == uint8(Basis.Manufactured) ? AssetState.Stored : AssetState.Inspected);
        }
        if (action == Action.Recall && ghost.state == 0) return uint8(AssetState.Announced);
        if (action == Action.Ship || action == Action.Offer || action == Action.SendBack) {
            return uint8(AssetState.InTransit);
        }
        if (action == Action.Use) {
            return uint8(ghosts[ghost.product].singleUse ? AssetState.Consumed : AssetState.InUse);
        }
        bool stores = action == Action.Store || action == Action.Accept;
        if (stores || action == Action.Confirm || action == Action.Reinstate) return uint8(AssetState.Stored);
        if (action == Action.ReportFault) return uint8(AssetState.Faulty);
        if (action == Action.Repair) return uint8(AssetState.Repaired);
        if (action == Action.RequestScrap) return uint8(AssetState.ScrapRequested);
        if (action == Action.ApproveScrap) {
            bool complete = approvers[step.subject].length + 1 >= _quorum(ghost);
            return uint8(complete ? AssetState.ScrapApproved : AssetState.ScrapRequested);
        }
        if (action == Action.Dispose) return uint8(AssetState.Disposed);
        bool back = action == Action.Take || action == Action.Decline || action == Action.Withdraw;
        if (back || action == Action.Refuse || action == Action.RejectScrap) return ghost.before;
        if (action == Action.Reassign && _isBeingScrapped(ghost)) return ghost.before;
        return ghost.state;
    }

    function _mayFollowTheEnd(Action action) private pure returns (bool) {
        bool recalls = action == Action.Recall || action == Action.Lift || action == Action.Acknowledge;
        bool says = action == Action.Correct || action == Action.ReportAdverseEvent;
        return recalls || says || action == Action.Settle;
    }

    function _mayWrite(Ghost storage ghost, Step memory step) private view returns (bool) {
        (Action action, uint24 organisation) = (step.action, step.organisation);
        bool concerned = organisation == REGULATOR || organisation == ghosts[ghost.product].manufacturer;
        if (action == Action.Enrol) {
            bool made = uint8(step.value) == uint8(Basis.Manufactured);
            return ghost.custodian == 0 && made == (organisation == ghosts[ghost.product].manufacturer);
        }
        if (action == Action.Correct) return true;
        if (action == Action.Recall || action == Action.Lift) return concerned;
        if (action == Action.Reassign) return organisation == REGULATOR;
        if (action == Action.Settle) return organisation == ghost.debtor;
        if (action == Action.Take || action == Action.Decline) return organisation == ghost.offeredTo;
        if (action == Action.Accept || action == Action.Refuse) {
            return organisation == HOSPITAL && step.origin == ghost.shipment && ghost.offeredTo == 0;
        }
        if (organisation == ghost.custodian) return true;
        if (action == Action.ReportAdverseEvent) return concerned;
        return _isAppointed(ghost.custodian, organisation, _appointable(action));
    }

    function _isSelfCheck(Ghost storage ghost, Step memory step) private view returns (bool) {
        (Action action, uint24 member) = (step.action, step.member);
        if (action == Action.Accept) return member == ghosts[step.origin].buyer;
        if (action == Action.Confirm) return member == ghost.enroller;
        if (action == Action.Reinstate) return member == ghost.repairer;
        if (action == Action.Settle) return member == ghost.taker;
        if (action == Action.ConfirmRemedy) return ghost.remedyAt == 0 || member == ghost.remedier;
        if (action == Action.RejectScrap) return member == ghost.requester;
        if (action == Action.ApproveScrap) return member == ghost.requester || _hasApproved(step.subject, member);
        if (action != Action.Dispose) return false;
        return approvers[step.subject].length == 0 || _hasApproved(step.subject, member);
    }

    /// @dev Of a tainted item.
    function _isLaundering(Ghost storage ghost, Step memory step) private view returns (bool) {
        if (step.action == Action.Reinstate) return false;
        if (step.action == Action.Ship || step.action == Action.Accept) return true;
        if (step.action == Action.Offer) {
            bool lent = Terms(uint8(step.value)) == Terms.Loan;
            return !lent || !_isAppointed(ghost.custodian, step.counterpart, Duties.MAINTAIN);
        }
        bool stored = step.to == uint8(AssetState.Stored) || step.to == uint8(AssetState.Inspected);
        return stored || step.to == uint8(AssetState.InUse) || step.to == uint8(AssetState.Consumed);
    }

    function _isMisuse(Ghost storage ghost, Step memory step) private view returns (bool) {
        Action action = step.action;
        if (action == Action.Take) return ghost.offeredTerms != Terms.Returned && _isRecalled(ghost);
        bool offers = action == Action.Offer && ghost.state != uint8(AssetState.Faulty);
        bool needsUsable = offers || action == Action.Use || action == Action.Ship || action == Action.Accept;
        return needsUsable && (ghost.quarantined || _isRecalled(ghost) || _isLapsed(ghost));
    }
}
