// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Ids } from "../../contracts/libraries/Ids.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Kind,
    MemberStatus,
    RequisitionState,
    Urgency
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { Persons, SECOND_APPROVER } from "./support/Persons.sol";
import { Slots } from "./support/Slots.sol";
import { Parties } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice What is needed at once is ordered first and approved afterwards (紧急采购), where the policy allows it.
contract UrgentTest is Persons {
    RequisitionId private _id;

    /// @dev Applied for urgently: two monitors.
    function setUp() public override {
        super.setUp();
        _setPolicy(0, 0, true);
        _id = _urgent("urgent");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       APPLYING
    //////////////////////////////////////////////////////////////////////////*/

    function test_ApplyFor() public {
        RequisitionId id = Ids.requisition(HOSPITAL, "another");
        Claim memory claim = _fullClaim(uint32(Urgency.Urgent));
        Entry memory entry = _requisitionEntry(id, APPLICANT, Action.Apply, RequisitionState.Requested, claim);
        entry.quantity = 2;
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);

        vm.prank(APPLICANT);
        ledger.applyFor(monitor, 2, "another", claim);

        Logs memory logs = _recorded();
        bytes32 selector = ILedgerEvents.RequisitionOpened.selector;
        bytes32 subject = RequisitionId.unwrap(id);
        _assertLog(logs, selector, subject, bytes32(uint256(HOSPITAL)), abi.encode(bytes32("another")));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _id = id;
        _assertProgress(0, 0, false);
    }

    function test_RevertWhen_ApplyingUrgently_GivenPolicyForbids() public {
        _setPolicy(0, 0, false);
        _refusesUrgency();
    }

    function test_RevertWhen_ApplyingUrgently_GivenNoPolicy() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UrgencyNotAllowed.selector, RIVAL));
        vm.prank(RIVAL_CHIEF);
        ledger.applyFor(monitor, 1, "r-1", _claimOf(uint32(Urgency.Urgent)));
    }

    /// @dev What was urgent when it was applied for stays so: the policy holds for applications.
    function test_Order_GivenPolicyForbidsMeanwhile() public {
        _setPolicy(0, 0, false);
        _refusesUrgency();
        _orders(MANUFACTURER);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   BEFORE AN APPROVAL
    //////////////////////////////////////////////////////////////////////////*/

    function test_Order() public {
        _orders(MANUFACTURER);
        _assertProgress(0, 0, false);
    }

    function test_ShipAndAccept() public {
        _orders(MANUFACTURER);
        _ships("P-1");
        _assertProgress(0, 0, false);
        _accepts("P-1", RequisitionState.Shipped);
        _assertProgress(1, 0, false);
    }

    /// @dev All is there, and still somebody has to say that it was right.
    function test_Accept_WhenLastDelivery_DoesNotFulfil() public {
        _orders(MANUFACTURER);
        _delivers("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Shipped);
        _assertProgress(2, 0, false);
    }

    /// @dev Nor is more accepted than was ordered while it waits for that.
    function test_RevertWhen_AcceptingMoreThanOrdered() public {
        _orders(MANUFACTURER);
        _ships("P-3");
        _delivers("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Shipped);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, 1, 1, 0));
        vm.prank(INSPECTOR);
        ledger.accept(_id, monitor, "P-3", _headOf(monitor, "P-3"), _claim());
        _record(MAKER_KEEPER, Action.Withdraw, Ids.item(monitor, "P-3"), 0);
    }

    function test_Refuse() public {
        _orders(MANUFACTURER);
        AssetId item = _ships("P-1");
        vm.prank(INSPECTOR);
        ledger.refuse(_id, item, 1, _headOf(item), _claimOf(1));

        _assertState(item, AssetState.Stored);
        _assertState(_id, RequisitionState.Shipped);
        _assertProgress(0, 0, false);
    }

    /// @dev Goods that nobody on the ledger makes or sells: declared before anyone approved.
    function test_Accept_WhenDeclared() public {
        vm.prank(APPLICANT);
        _id = ledger.applyFor(foreign, 1, "foreign", _claimOf(uint32(Urgency.Urgent)));
        vm.prank(BUYER);
        ledger.order(_id, 0, 0, _claim());
        vm.prank(INSPECTOR);
        ledger.accept(_id, foreign, "F-1", ANY_HEAD, _claimOf(START));
        _assertState(_id, RequisitionState.Shipped);
        _tick();

        _approves(APPROVER, RequisitionState.Fulfilled);
    }

    function test_Cancel() public {
        _decides(APPLICANT, Action.Cancel, RequisitionState.Cancelled);
    }

    function test_Reject() public {
        _decides(APPROVER, Action.Reject, RequisitionState.Rejected);
        _refusesOrder(RequisitionState.Rejected);
    }

    /// @dev Ordered is ordered: who disagrees then does not approve, and the buyer closes it.
    function test_RevertWhen_RejectingOrCancelling_GivenOrdered() public {
        _orders(MANUFACTURER);
        _refuses(_stateError(Action.Reject, RequisitionState.Ordered), APPROVER, Action.Reject);
        _refuses(_stateError(Action.Cancel, RequisitionState.Ordered), APPLICANT, Action.Cancel);
        _ships("P-1");
        _refuses(_stateError(Action.Reject, RequisitionState.Shipped), APPROVER, Action.Reject);
        _refuses(_stateError(Action.Cancel, RequisitionState.Shipped), APPLICANT, Action.Cancel);

        _decides(BUYER, Action.Close, RequisitionState.Closed);
        _refuses(_stateError(Action.Approve, RequisitionState.Closed), APPROVER, Action.Approve);
        _assertProgress(0, 0, false);
    }

    function test_RevertWhen_OrderingTwice() public {
        _orders(MANUFACTURER);
        _refusesOrder(RequisitionState.Ordered);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  APPROVING AFTERWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Approve_GivenOrdered() public {
        _orders(MANUFACTURER);
        _approves(APPROVER, RequisitionState.Ordered);
        _assertProgress(0, 0, true);

        _delivers("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Fulfilled);
        _assertProgress(2, 0, true);
    }

    function test_Approve_GivenShipped() public {
        _orders(MANUFACTURER);
        _ships("P-1");
        _approves(APPROVER, RequisitionState.Shipped);
        _assertProgress(0, 0, true);

        _accepts("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Fulfilled);
    }

    function test_Approve_GivenPartAccepted() public {
        _orders(MANUFACTURER);
        _delivers("P-1", RequisitionState.Shipped);
        _approves(APPROVER, RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Fulfilled);
    }

    function test_Approve_GivenAllAccepted_Fulfils() public {
        _orders(MANUFACTURER);
        _delivers("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Shipped);
        _approves(APPROVER, RequisitionState.Fulfilled);
        _assertProgress(2, 0, true);
    }

    /// @dev Urgent or not, what is approved in time takes the usual way.
    function test_Approve_BeforeTheOrder() public {
        _approves(APPROVER, RequisitionState.Approved);
        _orders(MANUFACTURER);
        _refuses(_stateError(Action.Approve, RequisitionState.Ordered), SECOND_APPROVER, Action.Approve);

        _delivers("P-1", RequisitionState.Shipped);
        _delivers("P-2", RequisitionState.Fulfilled);
    }

    function test_Approve_InTwoSteps_AcrossOrderAndDelivery() public {
        _setPolicy(uint64(2) << 6, 0, true);
        _orders(MANUFACTURER);
        _approves(APPROVER, RequisitionState.Ordered);
        _assertProgress(0, 0, false);
        _delivers("P-1", RequisitionState.Shipped);
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.AlreadyApproved.selector,
                RequisitionId.unwrap(_id),
                memberOf[APPROVER]
            ),
            APPROVER,
            Action.Approve
        );
        _delivers("P-2", RequisitionState.Shipped);
        _approves(SECOND_APPROVER, RequisitionState.Fulfilled);
    }

    /// @dev One of the two before the order, the other after it.
    function test_Approve_InTwoSteps_OneBeforeTheOrder() public {
        _setPolicy(uint64(2) << 6, 0, true);
        _approves(APPROVER, RequisitionState.Requested);
        _orders(MANUFACTURER);
        _approves(SECOND_APPROVER, RequisitionState.Ordered);
        _assertProgress(0, 0, true);
    }

    function test_Approve_ByOutsideApprover() public {
        _setPolicy(uint64(5) << 6, OUTSIDER, true);
        _orders(MANUFACTURER);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, RequisitionId.unwrap(_id), OUTSIDER),
            APPROVER,
            Action.Approve
        );
        _approves(OUTSIDE_APPROVER, RequisitionState.Ordered);
        _assertProgress(0, 0, true);
    }

    function test_RevertWhen_ApplicantApprovesAfterwards() public {
        vm.prank(CHIEF);
        _id = ledger.applyFor(monitor, 2, "own", _claimOf(uint32(Urgency.Urgent)));
        _orders(MANUFACTURER);
        bytes memory refusal = abi.encodeWithSelector(
            ILedgerErrors.OwnRequisition.selector,
            RequisitionId.unwrap(_id),
            memberOf[CHIEF]
        );
        _refuses(refusal, CHIEF, Action.Approve);
        _delivers("P-1", RequisitionState.Shipped);
        _refuses(refusal, CHIEF, Action.Approve);
    }

    function test_RevertWhen_ApprovingTwice() public {
        _orders(MANUFACTURER);
        _approves(APPROVER, RequisitionState.Ordered);
        _refuses(_stateError(Action.Approve, RequisitionState.Ordered), SECOND_APPROVER, Action.Approve);
        _delivers("P-1", RequisitionState.Shipped);
        _refuses(_stateError(Action.Approve, RequisitionState.Shipped), SECOND_APPROVER, Action.Approve);
        _refuses(_stateError(Action.Approve, RequisitionState.Shipped), APPROVER, Action.Approve);
        _delivers("P-2", RequisitionState.Fulfilled);
        _refuses(_stateError(Action.Approve, RequisitionState.Fulfilled), SECOND_APPROVER, Action.Approve);
    }

    function test_Approve_GivenBuyerAndApplicantRevoked() public {
        _orders(MANUFACTURER);
        _setStatusOf(BUYER, MemberStatus.Revoked);
        _setStatusOf(APPLICANT, MemberStatus.Revoked);
        _approves(APPROVER, RequisitionState.Ordered);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS ORDINARY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_OrderingTheOrdinaryBeforeApproval() public {
        _id = _requested(monitor, 2, "ordinary");
        _refusesOrder(RequisitionState.Requested);
        vm.prank(APPROVER);
        ledger.decide(_id, Action.Approve, _claim());
        _tick();
        _orders(MANUFACTURER);
    }

    /// @dev One approval of two does not do either.
    function test_RevertWhen_OrderingTheOrdinary_GivenHalfApproved() public {
        _setPolicy(uint64(2) << 6, 0, true);
        _id = _requested(monitor, 2, "ordinary");
        _approves(APPROVER, RequisitionState.Requested);
        _refusesOrder(RequisitionState.Requested);
    }

    function test_RevertWhen_OrdererHasNotTheDuty() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[APPLICANT], Duties.BUY));
        vm.prank(APPLICANT);
        ledger.order(_id, MANUFACTURER, 0, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _urgent(bytes32 ownReference) private returns (RequisitionId id) {
        vm.prank(APPLICANT);
        id = ledger.applyFor(monitor, 2, ownReference, _claimOf(uint32(Urgency.Urgent)));
        _tick();
    }

    function _orders(uint24 supplier) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(_id, BUYER, Action.Order, RequisitionState.Ordered, claim);
        (entry.counterpart, entry.quantity, entry.value) = (supplier, 2, HOSPITAL);
        vm.prank(BUYER);
        ledger.order(_id, supplier, 0, claim);
        _assertOnly(entry);
        _tick();
    }

    function _ships(bytes32 serial) private returns (AssetId item) {
        item = _enrolled(monitor, serial);
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _both(
            item,
            SHIPPER,
            Action.Ship,
            RequisitionState.Shipped,
            AssetState.InTransit,
            claim
        );
        (first.counterpart, second.counterpart) = (HOSPITAL, HOSPITAL);
        vm.prank(SHIPPER);
        ledger.ship(_id, item, 1, ANY_HEAD, claim);
        _assertBoth(first, second, monitor);
        _tick();
    }

    function _accepts(bytes32 serial, RequisitionState state) private {
        AssetId item = Ids.item(monitor, serial);
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _both(
            item,
            INSPECTOR,
            Action.Accept,
            state,
            AssetState.Stored,
            claim
        );
        (first.counterpart, second.counterpart) = (MANUFACTURER, MANUFACTURER);
        vm.prank(INSPECTOR);
        ledger.accept(_id, monitor, serial, _headOf(monitor, serial), claim);
        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _tick();
    }

    function _delivers(bytes32 serial, RequisitionState state) private {
        _ships(serial);
        _accepts(serial, state);
    }

    function _both(
        AssetId item,
        address by,
        Action action,
        RequisitionState state,
        AssetState assetState,
        Claim memory claim
    ) private returns (Entry memory first, Entry memory second) {
        first = _requisitionEntry(_id, by, action, state, claim);
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        second = _assetEntry(item, by, action, assetState, claim);
    }

    function _approves(address by, RequisitionState state) private {
        _decides(by, Action.Approve, state);
    }

    function _decides(address by, Action action, RequisitionState state) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(_id, by, action, state, claim);
        vm.prank(by);
        ledger.decide(_id, action, claim);
        _assertOnly(entry);
        _tick();
    }

    function _refuses(bytes memory refusal, address by, Action action) private {
        vm.expectRevert(refusal);
        vm.prank(by);
        ledger.decide(_id, action, _claim());
    }

    function _refusesOrder(RequisitionState state) private {
        vm.expectRevert(_stateError(Action.Order, state));
        vm.prank(BUYER);
        ledger.order(_id, MANUFACTURER, 0, _claim());
    }

    function _refusesUrgency() private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UrgencyNotAllowed.selector, HOSPITAL));
        vm.prank(APPLICANT);
        ledger.applyFor(monitor, 1, "refused", _claimOf(uint32(Urgency.Urgent)));
    }

    function _stateError(Action action, RequisitionState state) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Requisition,
                RequisitionId.unwrap(_id),
                action,
                state
            );
    }

    function _assertProgress(uint32 accepted, uint32 underway, bool approved) private view {
        uint256 word = _slot(Slots.plus(Slots.requisition(RequisitionId.unwrap(_id)), 1));
        bool ordered = uint24(word >> 120) != 0;
        _assertParties(
            _id,
            Parties({
                product: MONITOR_NUMBER,
                organisation: HOSPITAL,
                supplier: ordered ? MANUFACTURER : 0,
                consignee: ordered ? HOSPITAL : 0,
                applicant: memberOf[APPLICANT],
                buyer: ordered ? memberOf[BUYER] : 0,
                quantity: 2,
                accepted: accepted,
                underway: underway,
                urgent: true,
                approved: approved
            })
        );
    }
}
