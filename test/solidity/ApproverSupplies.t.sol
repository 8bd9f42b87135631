// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, RequisitionState, Urgency } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Persons, SECOND_APPROVER } from "./support/Persons.sol";
import { vm } from "./support/Vm.sol";

/// @notice The outside approver of a purchase is never its supplier, in whichever order one becomes both. The hospital reserves
/// one of two approvals to the authority, which supplies too.
contract ApproverSuppliesTest is Persons {
    /// @dev Two approvals to buy a device of risk class 3, one of them reserved.
    uint64 private constant RESERVED = uint64(6) << 6;
    uint64 private constant TWO = uint64(2) << 6;
    uint64 private constant THREE_RESERVED = uint64(7) << 6;

    function setUp() public override {
        super.setUp();
        _setPolicy(RESERVED, OUTSIDER, true);
    }

    function test_Order_RevertWhen_SupplierIsOutsideApprover() public {
        RequisitionId requisition = _approvedByBoth();

        _refusesOrder(requisition, OUTSIDER);
        _orders(requisition, MANUFACTURER);
    }

    /// @dev Who has approved from outside stays the approver, whomever the policy names since.
    function test_Order_RevertWhen_SupplierApprovedBefore() public {
        RequisitionId requisition = _approvedByBoth();
        _setPolicy(RESERVED, RIVAL, true);
        _refusesOrder(requisition, OUTSIDER);
        _refusesOrder(requisition, RIVAL);

        _setPolicy(0, 0, true);
        _refusesOrder(requisition, OUTSIDER);
        // The rival never approved, and is none that would have to.
        _orders(requisition, RIVAL);
    }

    /// @dev Of two outside approvers, one after the other, neither supplies.
    function test_Order_RevertWhen_SupplierApprovedBeforeAnother() public {
        _setPolicy(THREE_RESERVED, OUTSIDER, true);
        RequisitionId requisition = _requested(monitor, 1, REFERENCE);
        _decide(OUTSIDE_APPROVER, requisition);
        _setPolicy(THREE_RESERVED, RIVAL, true);
        _decide(RIVAL_CHIEF, requisition);
        _decide(APPROVER, requisition);
        _assertState(requisition, RequisitionState.Approved);

        for (uint256 i = 0; i < 3; ++i) {
            _refusesOrder(requisition, OUTSIDER);
            _refusesOrder(requisition, RIVAL);
            if (i == 0) _setPolicy(0, 0, true);
            if (i == 1) _setPolicy(THREE_RESERVED, OUTSIDER, true);
        }
        _orders(requisition, MANUFACTURER);
    }

    /// @dev What another outside approver gave is not the one that is named since.
    function test_Approve_RevertGiven_ApprovalOfAnother() public {
        RequisitionId requisition = _requested(monitor, 1, REFERENCE);
        _decide(OUTSIDE_APPROVER, requisition);
        _setPolicy(RESERVED, RIVAL, true);

        _expectReserved(requisition, RIVAL);
        vm.prank(APPROVER);
        ledger.decide(requisition, Action.Approve, _claim());
        _decide(RIVAL_CHIEF, requisition);
        _assertState(requisition, RequisitionState.Approved);
    }

    /// @dev Named in the policy, for other purchases only.
    function test_Order_WhenSupplierApprovesOtherPurchases() public {
        _setPolicy(TWO | (uint64(6) << 33), OUTSIDER, true);
        RequisitionId requisition = _requested(monitor, 1, REFERENCE);
        _decide(APPROVER, requisition);
        _decide(SECOND_APPROVER, requisition);

        _orders(requisition, OUTSIDER);
    }

    /// @dev Named since the approvals were given: it would have to approve what comes.
    function test_Order_RevertGiven_SupplierNamedSince() public {
        _setPolicy(0, 0, true);
        RequisitionId requisition = _approved(monitor, 1, REFERENCE);
        _setPolicy(RESERVED, OUTSIDER, true);

        _refusesOrder(requisition, OUTSIDER);
    }

    function test_OrderUrgently_RevertWhen_SupplierIsOutsideApprover() public {
        RequisitionId requisition = _urgent();

        _refusesOrder(requisition, OUTSIDER);
        _orders(requisition, MANUFACTURER);
    }

    /// @dev Ordered urgently from it first: it does not approve afterwards, nor reject.
    function test_Approve_RevertGiven_OrderedFromOutsideApprover() public {
        _setPolicy(TWO, 0, true);
        RequisitionId requisition = _urgent();
        _orders(requisition, OUTSIDER);
        _setPolicy(RESERVED, OUTSIDER, true);

        _decide(APPROVER, requisition);
        _expectApproverSupplies(requisition, OUTSIDER);
        vm.prank(OUTSIDE_APPROVER);
        ledger.decide(requisition, Action.Approve, _claim());
        // Nor does anyone else in its stead.
        _expectReserved(requisition, OUTSIDER);
        vm.prank(SECOND_APPROVER);
        ledger.decide(requisition, Action.Approve, _claim());

        // Another outside approver does.
        _setPolicy(RESERVED, RIVAL, true);
        _decide(RIVAL_CHIEF, requisition);
    }

    /// @dev The supplier may not approve, and another outside approver may approve what is ordered from the former.
    function test_Approve_GivenOrderedFromAnother() public {
        RequisitionId requisition = _urgent();
        _orders(requisition, MANUFACTURER);

        _decide(APPROVER, requisition);
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(
            requisition,
            OUTSIDE_APPROVER,
            Action.Approve,
            RequisitionState.Ordered,
            claim
        );
        vm.prank(OUTSIDE_APPROVER);
        ledger.decide(requisition, Action.Approve, claim);
        _assertOnly(entry);
    }

    function _approvedByBoth() private returns (RequisitionId requisition) {
        requisition = _requested(monitor, 1, REFERENCE);
        _decide(OUTSIDE_APPROVER, requisition);
        _decide(APPROVER, requisition);
        _assertState(requisition, RequisitionState.Approved);
    }

    function _urgent() private returns (RequisitionId requisition) {
        vm.prank(APPLICANT);
        requisition = ledger.applyFor(monitor, 1, REFERENCE, _claimOf(uint32(Urgency.Urgent)));
        _tick();
    }

    function _decide(address by, RequisitionId requisition) private {
        vm.prank(by);
        ledger.decide(requisition, Action.Approve, _claim());
        _tick();
    }

    function _orders(RequisitionId requisition, uint24 supplier) private {
        vm.prank(BUYER);
        ledger.order(requisition, supplier, 0, _claim());
        _assertState(requisition, RequisitionState.Ordered);
        _tick();
    }

    function _refusesOrder(RequisitionId requisition, uint24 supplier) private {
        _expectApproverSupplies(requisition, supplier);
        vm.prank(BUYER);
        ledger.order(requisition, supplier, 0, _claim());
    }

    function _expectReserved(RequisitionId requisition, uint24 organisation) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, requisition, organisation));
    }

    function _expectApproverSupplies(RequisitionId requisition, uint24 organisation) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.ApproverSupplies.selector, requisition, organisation));
    }
}
