// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, Duties, Kind, MemberStatus, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Parties } from "./support/Stages.sol";
import { APPROVED, ORDERED, REQUESTED, SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev The steps that only change the state: approve, reject, cancel, close.
abstract contract DecideTest is SubjectTest {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_
    ) WriteTest(actor_, duties_) EntryTest(action_, 0, 0) SubjectTest(Kind.Requisition, statesFrom_) {}

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.decide(RequisitionId.wrap(id), action, claim);
    }

    function _leadsTo(RequisitionState state, address by) internal {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(requisition, by, action, state, claim);

        vm.prank(by);
        _stepWith(claim);

        _assertOnly(entry);
    }

    function _assertUnordered(bool approved) internal view {
        _assertParties(
            requisition,
            Parties(MONITOR_NUMBER, HOSPITAL, 0, 0, memberOf[APPLICANT], 0, 3, 0, 0, false, approved)
        );
    }

    function _refusesApplicant() internal {
        vm.prank(CHIEF);
        requisition = ledger.applyFor(monitor, 1, "own", _claim());

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.OwnRequisition.selector,
                RequisitionId.unwrap(requisition),
                memberOf[CHIEF]
            )
        );
        vm.prank(CHIEF);
        _step();
    }
}

/// @dev What was ordered urgently is approved afterwards, so the states alone do not refuse that.
contract ApproveTest is DecideTest(Action.Approve, APPROVER, Duties.APPROVE, REQUESTED | ORDERED | SHIPPED) {
    function setUp() public override {
        super.setUp();
        requisition = _requested(monitor, 3, REFERENCE);
    }

    function test_Approve() public {
        _leadsTo(RequisitionState.Approved, APPROVER);
        _assertUnordered(true);
    }

    function test_RevertWhen_CallerApplied() public {
        _refusesApplicant();
    }

    /// @dev A new account does not make the applicant another member.
    function test_RevertWhen_CallerApplied_WithAnotherAccount() public {
        vm.prank(CHIEF);
        requisition = ledger.applyFor(monitor, 1, "own", _claim());
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[CHIEF], address(0xc0ffee), _consentOf(address(0xc0ffee)));

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.OwnRequisition.selector,
                RequisitionId.unwrap(requisition),
                memberOf[CHIEF]
            )
        );
        vm.prank(address(0xc0ffee));
        _step();
    }

    function test_Approve_GivenApplicantRevoked() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[APPLICANT], MemberStatus.Revoked);

        _leadsTo(RequisitionState.Approved, APPROVER);
    }

    /// @dev Ordered and shipped as usual, it was approved before.
    function test_RevertGiven_OrderedAfterApproval() public {
        requisition = _ordered(monitor, 1, "ordered", MANUFACTURER);
        _refusesState(RequisitionState.Ordered);

        (requisition, item) = _inTransit(monitor, SERIAL, "shipped");
        _refusesState(RequisitionState.Shipped);
    }

    function _refusesState(RequisitionState state) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Requisition,
                RequisitionId.unwrap(requisition),
                Action.Approve,
                state
            )
        );
        vm.prank(APPROVER);
        _step();
    }

    /// @dev A regulator's members approve registrations, not purchases.
    function test_RevertWhen_CallerIsRegulator() public {
        _expectWrongOrganisation(RequisitionId.unwrap(requisition), REGULATOR, HOSPITAL);
        vm.prank(REGISTRAR);
        _step();
    }
}

contract RejectTest is DecideTest(Action.Reject, APPROVER, Duties.APPROVE, REQUESTED) {
    function setUp() public override {
        super.setUp();
        requisition = _requested(monitor, 3, REFERENCE);
    }

    function test_Reject() public {
        _leadsTo(RequisitionState.Rejected, APPROVER);
        _assertUnordered(false);
    }

    function test_RevertWhen_CallerApplied() public {
        _refusesApplicant();
    }
}

contract CancelTest is DecideTest(Action.Cancel, APPLICANT, Duties.APPLY, REQUESTED | APPROVED) {
    function setUp() public override {
        super.setUp();
        requisition = _requested(monitor, 3, REFERENCE);
    }

    function test_Cancel() public {
        _leadsTo(RequisitionState.Cancelled, APPLICANT);
        _assertUnordered(false);
    }

    function test_Cancel_GivenApproved() public {
        requisition = _approved(monitor, 3, "approved");

        _leadsTo(RequisitionState.Cancelled, APPLICANT);
    }

    /// @dev A colleague with the duty may: the applicant might have left.
    function test_Cancel_ByAnotherMember() public {
        _leadsTo(RequisitionState.Cancelled, CHIEF);
    }
}

contract CloseTest is DecideTest(Action.Close, BUYER, Duties.BUY, ORDERED | SHIPPED) {
    function setUp() public override {
        super.setUp();
        requisition = _ordered(monitor, 3, REFERENCE, MANUFACTURER);
    }

    function test_Close() public {
        _leadsTo(RequisitionState.Closed, BUYER);
        _assertParties(
            requisition,
            Parties(
                MONITOR_NUMBER,
                HOSPITAL,
                MANUFACTURER,
                HOSPITAL,
                memberOf[APPLICANT],
                memberOf[BUYER],
                3,
                0,
                0,
                false,
                true
            )
        );
    }

    function test_Close_GivenShipped() public {
        (requisition, item) = _inTransit(monitor, SERIAL, "shipped");

        _leadsTo(RequisitionState.Closed, BUYER);
    }

    /// @dev The supplier cannot end a purchase.
    function test_RevertWhen_CallerIsSupplier() public {
        _expectWrongOrganisation(RequisitionId.unwrap(requisition), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_CHIEF);
        _step();
    }
}
