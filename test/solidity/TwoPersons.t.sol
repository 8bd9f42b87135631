// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../../contracts/interfaces/ILedger.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Kind,
    Means,
    MemberStatus,
    ProductKind,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { COLLEAGUE, Persons } from "./support/Persons.sol";
import { Slots } from "./support/Slots.sol";
import { RECORDED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @notice What one begins, another one finishes, whatever becomes of the first in the middle. The chief takes the first
/// step, and has the duty for the second one too.
abstract contract TwoPersonsTest is Persons {
    RequisitionId internal requisition;
    AssetId internal item;

    /// @dev The second step.
    Action internal immutable action;
    uint16 internal immutable duty;

    constructor(Action action_, uint16 duty_) {
        (action, duty) = (action_, duty_);
    }

    function setUp() public override {
        super.setUp();
        _begin();
    }

    /// @dev All up to the chief's step.
    function _begin() internal virtual;

    /// @dev The second step: one call.
    function _finish(Claim memory claim) internal virtual;

    /// @dev The second step succeeds: all that it writes, and nothing else.
    function _finishes(address by) internal virtual;

    function _ownError() internal view virtual returns (bytes memory);

    function test_ByAnother() public {
        _finishes(COLLEAGUE);
    }

    function test_RevertWhen_TheSame() public {
        _refuses(_ownError(), CHIEF);
        _finishes(COLLEAGUE);
    }

    /// @dev A new account makes nobody another member; the former one is out.
    function test_RevertWhen_TheSame_WithAnotherKey() public {
        address successor = _replaceKey(CHIEF);
        _refuses(_ownError(), successor);
        _refuses(_inactive(MemberStatus.Replaced), CHIEF);
        successor = _replaceKey(successor);
        _refuses(_ownError(), successor);
        _finishes(COLLEAGUE);
    }

    function test_GivenFirstSuspended() public {
        _setStatusOf(CHIEF, MemberStatus.Suspended);
        _refuses(_inactive(MemberStatus.Suspended), CHIEF);
        _finishes(COLLEAGUE);
    }

    /// @dev Being suspended in between makes nobody another either.
    function test_RevertWhen_TheSame_SuspendedInBetween() public {
        _setStatusOf(CHIEF, MemberStatus.Suspended);
        _setStatusOf(CHIEF, MemberStatus.Active);
        _refuses(_ownError(), CHIEF);
    }

    function test_GivenFirstRevoked() public {
        _setStatusOf(CHIEF, MemberStatus.Revoked);
        _refuses(_inactive(MemberStatus.Revoked), CHIEF);
        _finishes(COLLEAGUE);
    }

    /// @dev The second person's key may be replaced as well.
    function test_GivenSecondsKeyReplaced() public {
        _finishes(_replaceKey(COLLEAGUE));
    }

    function test_RevertGiven_OrganisationSuspended() public {
        _suspend(HOSPITAL, true);
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, HOSPITAL);
        _refuses(refusal, COLLEAGUE);
        _refuses(refusal, CHIEF);

        _suspend(HOSPITAL, false);
        _refuses(_ownError(), CHIEF);
        _finishes(COLLEAGUE);
    }

    function test_RevertGiven_LedgerPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _refuses(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector), COLLEAGUE);

        vm.prank(COUNCIL);
        ledger.setPause(false);
        _finishes(COLLEAGUE);
    }

    function test_RevertWhen_CallerIsAdministrator() public {
        address[2] memory administrators = [HOSPITAL_ADMIN, HOSPITAL_DEPUTY];
        for (uint256 i = 0; i < 2; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[administrators[i]], duty),
                administrators[i]
            );
        }
    }

    function _refuses(bytes memory refusal, address by) internal {
        Claim memory claim = _finalClaim();
        vm.expectRevert(refusal);
        vm.prank(by);
        _finish(claim);
    }

    function _inactive(MemberStatus status) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[CHIEF], status);
    }

    /// @dev With the value that the second step needs.
    function _finalClaim() internal view returns (Claim memory) {
        return _fullClaim(action == Action.Dispose ? uint32(Means.Destroyed) : 0);
    }
}

/*//////////////////////////////////////////////////////////////////////////
                                 BUYING
//////////////////////////////////////////////////////////////////////////*/

abstract contract DecideAfterApplyTest is TwoPersonsTest {
    RequisitionState private immutable _to;

    constructor(Action action_, RequisitionState to) TwoPersonsTest(action_, Duties.APPROVE) {
        _to = to;
    }

    function _begin() internal override {
        vm.prank(CHIEF);
        requisition = ledger.applyFor(monitor, 3, REFERENCE, _claim());
        _tick();
    }

    function _finish(Claim memory claim) internal override {
        ledger.decide(requisition, action, claim);
    }

    function _finishes(address by) internal override {
        Claim memory claim = _finalClaim();
        Entry memory entry = _requisitionEntry(requisition, by, action, _to, claim);
        vm.prank(by);
        _finish(claim);
        _assertOnly(entry);
    }

    function _ownError() internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OwnRequisition.selector, requisition, memberOf[CHIEF]);
    }
}

contract ApproveAfterApplyTest is DecideAfterApplyTest(Action.Approve, RequisitionState.Approved) {}

contract RejectAfterApplyTest is DecideAfterApplyTest(Action.Reject, RequisitionState.Rejected) {}

contract AcceptAfterOrderTest is TwoPersonsTest(Action.Accept, Duties.INSPECT) {
    /// @dev The consignee is gone: the goods are the supplier's still, and go back there.
    function test_GivenOrganisationSuspendedForGood() public {
        _suspend(HOSPITAL, true);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, MAKER_KEEPER, Action.Withdraw, AssetState.Stored, claim);
        vm.prank(MAKER_KEEPER);
        ledger.record(Action.Withdraw, item, claim);
        _assertOnly(entry);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev Shipped, and the supplier may not write any more: what is in transit waits.
    function test_RevertGiven_SupplierSuspended() public {
        _suspend(MANUFACTURER, true);
        _refuses(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER), COLLEAGUE);

        _suspend(MANUFACTURER, false);
        _finishes(COLLEAGUE);
    }

    function _begin() internal override {
        requisition = _approved(monitor, 1, REFERENCE);
        vm.prank(CHIEF);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        item = _enrolled(monitor, SERIAL);
        _ship(requisition, item);
    }

    function _finish(Claim memory claim) internal override {
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), claim);
    }

    function _finishes(address by) internal override {
        Claim memory claim = _finalClaim();
        Entry memory entry = _requisitionEntry(requisition, by, action, RequisitionState.Fulfilled, claim);
        (entry.counterpart, entry.quantity) = (MANUFACTURER, 1);
        _comesFrom(entry, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        Entry memory second = _assetEntry(item, by, action, AssetState.Stored, claim);
        second.counterpart = MANUFACTURER;
        vm.prank(by);
        _finish(claim);
        _assertBoth(entry, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function _ownError() internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OwnPurchase.selector, requisition, memberOf[CHIEF]);
    }
}

/*//////////////////////////////////////////////////////////////////////////
                                  ASSETS
//////////////////////////////////////////////////////////////////////////*/

abstract contract AssetPairTest is TwoPersonsTest {
    AssetState internal immutable to;

    constructor(Action action_, uint16 duty_, AssetState to_) TwoPersonsTest(action_, duty_) {
        to = to_;
    }

    /// @dev A regulator gives the item to another hospital, which goes on from where it stands.
    function test_GivenOrganisationSuspendedForGood() public virtual {
        _suspend(HOSPITAL, true);
        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, RIVAL, _claim());
        _tick();

        _refuses(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, HOSPITAL), COLLEAGUE);
        _finishes(RIVAL_CHIEF);
    }

    /// @dev Should the former custodian write again, it is no longer its item.
    function test_RevertGiven_Reassigned() public virtual {
        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, RIVAL, _claim());
        _tick();

        bytes4 selector = ILedgerErrors.WrongOrganisation.selector;
        _refuses(abi.encodeWithSelector(selector, item, HOSPITAL, RIVAL), COLLEAGUE);
        _finishes(RIVAL_CHIEF);
    }

    function _finish(Claim memory claim) internal virtual override {
        ledger.record(action, item, _expectingFor(action, item, claim));
    }

    function _finishes(address by) internal virtual override {
        _finishes(by, _assetEntry(item, by, action, to, _finalClaim()));
    }

    function _finishes(address by, Entry memory entry) internal {
        vm.prank(by);
        _finish(_finalClaim());
        _assertOnly(entry);
        _assertState(item, to);
    }

    function _ownError() internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OwnWork.selector, item, action, memberOf[CHIEF]);
    }
}

contract ConfirmAfterEnrolTest is AssetPairTest(Action.Confirm, Duties.INSPECT, AssetState.Stored) {
    function _begin() internal override {
        vm.prank(CHIEF);
        item = ledger.enrol(foreign, SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
    }
}

contract ConfirmAfterAcceptTest is AssetPairTest(Action.Confirm, Duties.INSPECT, AssetState.Stored) {
    function _begin() internal override {
        Prescription memory prescription;
        prescription.witnessed = true;
        _prescribe(monitor, prescription);
        (requisition, item) = _inTransit(monitor, SERIAL, REFERENCE);
        vm.prank(CHIEF);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());
        _tick();
    }
}

contract ReinstateAfterRepairTest is AssetPairTest(Action.Reinstate, Duties.RELEASE, AssetState.Stored) {
    function _begin() internal override {
        item = _faulty();
        _record(CHIEF, Action.Repair, item, 0);
    }
}

/// @dev A reassignment ends a scrapping: neither the former custodian's members nor the new one's finish it.
abstract contract ScrapPairTest is AssetPairTest {
    function test_GivenOrganisationSuspendedForGood() public override {
        _suspend(HOSPITAL, true);
        _ends();
    }

    function test_RevertGiven_Reassigned() public override {
        _ends();
        _refuses(_stateError(), COLLEAGUE);
    }

    function _ends() private {
        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, RIVAL, _claim());
        _tick();

        _assertState(item, AssetState.Faulty);
        _refuses(_stateError(), RIVAL_CHIEF);
    }

    function _stateError() private view returns (bytes memory) {
        bytes4 selector = ILedgerErrors.WrongState.selector;
        return abi.encodeWithSelector(selector, Kind.Asset, item, action, AssetState.Faulty);
    }
}

abstract contract DecideAfterRequestTest is ScrapPairTest {
    constructor(Action action_, AssetState to_) AssetPairTest(action_, Duties.APPROVE, to_) {}

    function _begin() internal override {
        item = _faulty();
        _record(CHIEF, Action.RequestScrap, item, 0);
    }

    function _finish(Claim memory claim) internal override {
        ledger.decideScrap(item, action, _expecting(item, claim));
    }
}

contract ApproveAfterRequestTest is DecideAfterRequestTest(Action.ApproveScrap, AssetState.ScrapApproved) {
    /// @dev What was approved by the former custodian's members is not by the new one's: it is requested anew, and approved
    /// as often as anything else.
    function test_GivenReassignedHalfApproved() public {
        _setFloor(uint64(2) << 33);
        vm.prank(COLLEAGUE);
        _finish(_claim());
        _tick();
        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, RIVAL, _claim());
        _tick();

        _employ(RIVAL, RIVAL_ADMIN, address(0xa1), Duties.APPROVE);
        _employ(RIVAL, RIVAL_ADMIN, address(0xa2), Duties.APPROVE);
        _record(RIVAL_CHIEF, Action.RequestScrap, item, 0);
        vm.prank(address(0xa1));
        _finish(_claim());
        _assertState(item, AssetState.ScrapRequested);
        _finishes(address(0xa2));
    }
}

contract RejectAfterRequestTest is DecideAfterRequestTest(Action.RejectScrap, AssetState.Faulty) {}

contract DisposeAfterApproveTest is ScrapPairTest {
    constructor() AssetPairTest(Action.Dispose, Duties.DISPOSE, AssetState.Disposed) {}

    function _begin() internal override {
        item = _scrapRequested();
        _approveScrap(CHIEF, item);
    }
}

contract ConfirmRemedyAfterRemedyTest is AssetPairTest(Action.ConfirmRemedy, Duties.RELEASE, AssetState.Stored) {
    function _begin() internal override {
        item = _stored(monitor);
        vm.prank(WARDEN);
        ledger.recall(monitor, 0, RecallLevel.First, Instruction.CorrectOnSite, _claim());
        _tick();
        vm.prank(CHIEF);
        ledger.answerRecall(item, Action.Remedy, _claim());
        _tick();
    }

    function _finish(Claim memory claim) internal override {
        ledger.answerRecall(item, action, _expectingFor(action, item, claim));
    }

    /// @dev Its origin is the recalled product.
    function _finishes(address by) internal override {
        Entry memory entry = _assetEntry(item, by, action, to, _finalClaim());
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);
        _finishes(by, entry);
    }
}

/// @notice Two persons of two organisations: the keeper of one offers, an inspector of the other takes.
contract TakeAfterOfferTest is Persons {
    AssetId private _item;

    function setUp() public override {
        super.setUp();
        _item = _offered(RIVAL, Terms.Owned);
    }

    function test_Take() public {
        _takes(RIVAL_CHIEF);
    }

    function test_GivenKeepersKeyReplaced() public {
        _refusesOrganisation(_replaceKey(KEEPER), HOSPITAL, RIVAL);
        _takes(RIVAL_CHIEF);
    }

    function test_GivenTakersKeyReplaced() public {
        _takes(_replaceKey(RIVAL_CHIEF));
    }

    function test_GivenKeeperSuspended() public {
        _setStatusOf(KEEPER, MemberStatus.Suspended);
        _takes(RIVAL_CHIEF);
    }

    function test_GivenKeeperRevoked() public {
        _setStatusOf(KEEPER, MemberStatus.Revoked);
        _takes(RIVAL_CHIEF);
    }

    /// @dev Or another keeper takes it back.
    function test_Withdraw_GivenKeeperRevoked() public {
        _setStatusOf(KEEPER, MemberStatus.Revoked);
        _withdraws(COLLEAGUE, HOSPITAL);
    }

    /// @dev Nothing comes from who may not write, but back from there.
    function test_RevertGiven_SenderSuspended() public {
        _suspend(HOSPITAL, true);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, HOSPITAL));
        vm.prank(RIVAL_CHIEF);
        ledger.take(_item, _expecting(_item));
        _suspend(HOSPITAL, false);
        _takes(RIVAL_CHIEF);
    }

    function test_RevertGiven_AddresseeSuspended() public {
        _suspend(RIVAL, true);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, RIVAL));
        vm.prank(RIVAL_CHIEF);
        ledger.take(_item, _expecting(_item));
        _suspend(RIVAL, false);
        _takes(RIVAL_CHIEF);
    }

    function test_GivenAddresseeSuspendedForGood() public {
        _suspend(RIVAL, true);
        _withdraws(COLLEAGUE, HOSPITAL);
    }

    /// @dev A regulator gives it to a third one, which has it without taking: the offer is over.
    function test_GivenBothSuspendedForGood() public {
        _suspend(HOSPITAL, true);
        _suspend(RIVAL, true);
        vm.prank(REGISTRAR);
        ledger.reassign(_item, MANUFACTURER, MANUFACTURER, _claim());
        _tick();
        _suspend(RIVAL, false);

        _refusesOrganisation(RIVAL_CHIEF, RIVAL, 0);
        _withdraws(MAKER_KEEPER, MANUFACTURER);
    }

    function test_RevertWhen_CallerIsAdministrator() public {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[RIVAL_ADMIN], Duties.INSPECT)
        );
        vm.prank(RIVAL_ADMIN);
        ledger.take(_item, _expecting(_item));
    }

    function _takes(address by) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(_item, by, Action.Take, AssetState.Stored, claim);
        (entry.counterpart, entry.value) = (HOSPITAL, uint32(Terms.Owned));
        vm.prank(by);
        ledger.take(_item, _expecting(_item, claim));
        _assertOnly(entry);
        _assertCustody(_item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    function _withdraws(address by, uint24 custodian) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(_item, by, Action.Withdraw, AssetState.Stored, claim);
        vm.prank(by);
        ledger.record(Action.Withdraw, _item, claim);
        _assertOnly(entry);
        _assertCustody(_item, MONITOR_NUMBER, custodian, custodian, 0);
    }

    function _refusesOrganisation(address by, uint24 organisation, uint24 required) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, _item, organisation, required)
        );
        vm.prank(by);
        ledger.take(_item, _expecting(_item));
    }
}

/*//////////////////////////////////////////////////////////////////////////
                             ADMINISTRATORS
//////////////////////////////////////////////////////////////////////////*/

/// @notice An administrator says who may do what, and does none of it: every function that is not about members,
/// appointments and policies refuses. The council and strangers are no members at all.
contract AdministratorTest is Persons {
    AssetId private _item;
    bytes32 private _statusKey;

    function setUp() public override {
        super.setUp();
        _item = _stored(monitor);
        _statusKey = Slots.asset(AssetId.unwrap(_item));
    }

    function test_RevertWhen_CallerIsAdministrator_OfPlacesAndProducts() public {
        _refuses(HOSPITAL_ADMIN, Duties.USE | Duties.KEEP, abi.encodeCall(ILedger.namePlace, ("ICU-3")));
        _refuses(REGULATOR_ADMIN, Duties.APPROVE, abi.encodeCall(ILedger.setFloor, (1)));
        _refuses(
            REGULATOR_ADMIN,
            Duties.APPROVE,
            abi.encodeCall(ILedger.register, (_registration("/01/06934567000026", ProductKind.Drug, 0), _claim()))
        );
        _refuses(
            REGULATOR_ADMIN,
            Duties.APPROVE,
            abi.encodeCall(ILedger.renew, (monitor, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim()))
        );
        _refuses(
            REGULATOR_ADMIN,
            Duties.APPROVE,
            abi.encodeCall(ILedger.prescribe, (monitor, Prescription(true, 0, 0, 0), _claim()))
        );
    }

    function test_RevertWhen_CallerIsAdministrator_OfRequisitions() public {
        _refuses(HOSPITAL_ADMIN, Duties.APPLY, abi.encodeCall(ILedger.applyFor, (monitor, 1, "a-1", _claim())));
        RequisitionId id = _requested(monitor, 2, "a-2");
        _refuses(HOSPITAL_ADMIN, Duties.APPROVE, _decision(id, Action.Approve));
        _refuses(HOSPITAL_ADMIN, Duties.APPROVE, _decision(id, Action.Reject));
        _refuses(HOSPITAL_ADMIN, Duties.APPLY, _decision(id, Action.Cancel));

        id = _approved(monitor, 2, "a-3");
        _refuses(HOSPITAL_ADMIN, Duties.BUY, abi.encodeCall(ILedger.order, (id, MANUFACTURER, 0, _claim())));
        id = _ordered(monitor, 2, "a-4", MANUFACTURER);
        _refuses(HOSPITAL_ADMIN, Duties.BUY, _decision(id, Action.Close));
        _refuses(
            HOSPITAL_ADMIN,
            Duties.BUY,
            abi.encodeCall(ILedger.settle, (id, _item, _wayOf(_item), _headOf(_item), _claim()))
        );

        AssetId goods = _enrolled(monitor, "P-0002");
        _refuses(MAKER_ADMIN, Duties.SUPPLY, abi.encodeCall(ILedger.ship, (id, goods, 1, ANY_HEAD, _claim())));
        _ship(id, goods);
        _refuses(
            HOSPITAL_ADMIN,
            Duties.INSPECT,
            abi.encodeCall(ILedger.accept, (id, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim()))
        );
        _refuses(
            HOSPITAL_ADMIN,
            Duties.INSPECT,
            abi.encodeCall(ILedger.refuse, (id, goods, 1, _headOf(goods), _claimOf(1)))
        );
    }

    /// @dev In whatever state the item is, each action of `record`.
    function test_RevertWhen_CallerIsAdministrator_OfRecord() public {
        uint256 actions;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if ((RECORDED >> i) & 1 == 0) continue;
            ++actions;
            vm.assertTrue(_refusesRecord(Action(i)) > 0, "never refused for the duty");
        }
        vm.assertEq(actions, 18, "actions");
    }

    function test_RevertWhen_CallerIsAdministrator_OfAssets() public {
        _refuses(HOSPITAL_ADMIN, Duties.INSPECT, abi.encodeCall(ILedger.enrol, (foreign, "F-1", _claimOf(3))));
        _refuses(MAKER_ADMIN, Duties.INSPECT, abi.encodeCall(ILedger.enrol, (monitor, "F-1", _claimOf(1))));
        _refuses(HOSPITAL_ADMIN, Duties.KEEP, abi.encodeCall(ILedger.monitor, (_item, 20, 80, 0, _claim())));
        Claim memory claim;
        claim.until = uint32(block.timestamp) + 1 days;
        _refuses(HOSPITAL_ADMIN, Duties.KEEP, abi.encodeCall(ILedger.offer, (_item, RIVAL, Terms.Loan, claim)));
        _refuses(
            HOSPITAL_ADMIN,
            Duties.KEEP,
            abi.encodeCall(ILedger.sendBack, (_item, MANUFACTURER, _wayOf(_item), claim))
        );
        _refuses(REGULATOR_ADMIN, Duties.APPROVE, abi.encodeCall(ILedger.reassign, (_item, RIVAL, RIVAL, _claim())));

        uint256 snapshot = _snapshot();
        _record(KEEPER, Action.RequestScrap, _item, 0);
        _refuses(HOSPITAL_ADMIN, Duties.APPROVE, _scrapDecision(Action.ApproveScrap));
        _refuses(HOSPITAL_ADMIN, Duties.APPROVE, _scrapDecision(Action.RejectScrap));
        _revertTo(snapshot);

        _offer(KEEPER, _item, RIVAL, Terms.Loan);
        _refuses(RIVAL_ADMIN, Duties.INSPECT, abi.encodeCall(ILedger.take, (_item, _expecting(_item))));
    }

    function test_RevertWhen_CallerIsAdministrator_OfRecalls() public {
        address[2] memory administrators = [MAKER_ADMIN, REGULATOR_ADMIN];
        for (uint256 i = 0; i < 2; ++i) {
            _refuses(administrators[i], Duties.RECALL, _recallCall(0));
            _refuses(administrators[i], Duties.RECALL, _recallCall(SERIAL));
        }
        vm.prank(WARDEN);
        ledger.recall(monitor, 0, RecallLevel.First, Instruction.Stop, _claim());
        for (uint256 i = 0; i < 2; ++i) {
            _refuses(administrators[i], Duties.RECALL, abi.encodeCall(ILedger.lift, (monitor, 0, _fullClaim())));
        }

        _refuses(HOSPITAL_ADMIN, Duties.KEEP, _answer(Action.Acknowledge));
        _refuses(HOSPITAL_ADMIN, Duties.MAINTAIN, _answer(Action.Remedy));
        _tick();
        vm.prank(ENGINEER);
        ledger.answerRecall(_item, Action.Remedy, _claim());
        _refuses(HOSPITAL_ADMIN, Duties.RELEASE, _answer(Action.ConfirmRemedy));
    }

    /// @dev More in Correct.t.sol.
    function test_RevertWhen_CallerIsAdministrator_OfCorrections() public {
        Claim memory claim = _claimOf(PLACE);
        Entry memory entry = _assetEntry(_item, NURSE, Action.Use, AssetState.InUse, claim);
        vm.prank(NURSE);
        ledger.record(Action.Use, _item, claim);
        Proof[] memory proof = new Proof[](1);
        proof[0] = Proof(HOSPITAL, _facts(entry), 0, Head.wrap(0), 0);

        Head previous = Head.wrap(bytes27(bytes32(entry.statusBefore)));
        bytes memory call = abi.encodeCall(
            ILedger.correct,
            (Kind.Asset, AssetId.unwrap(_item), previous, proof, _claim())
        );
        _refuses(HOSPITAL_ADMIN, Duties.USE, call);
        vm.prank(NURSE);
        (bool success, ) = address(ledger).call(call);
        vm.assertTrue(success, "a member with the duty");
    }

    /// @dev The administrator's refusal in each state: for the duty wherever the action is possible at all.
    function _refusesRecord(Action action) private returns (uint256 forDuty) {
        bytes memory dutyError = abi.encodeWithSelector(
            ILedgerErrors.DutyMissing.selector,
            memberOf[HOSPITAL_ADMIN],
            _dutyOf(action)
        );
        // As if offered to the hospital itself, which is addressee too then.
        bytes32 custodyKey = Slots.plus(_statusKey, 1);
        uint256 custody = _slot(custodyKey);
        vm.store(address(ledger), custodyKey, bytes32(custody | (uint256(HOSPITAL) << 104)));
        for (uint8 state = 1; state <= uint8(type(AssetState).max); ++state) {
            _forceState(_statusKey, state, 1);
            vm.prank(HOSPITAL_ADMIN);
            (bool success, bytes memory answer) = address(ledger).call(
                abi.encodeCall(ILedger.record, (action, _item, _expectingFor(action, _item, _claimOf(1))))
            );
            vm.assertTrue(!success, "not refused");
            if (keccak256(answer) == keccak256(dutyError)) ++forDuty;
            else vm.assertEq(answer, _stateError(action, state), "refusal");
        }
        vm.store(address(ledger), custodyKey, bytes32(custody));
    }

    function _dutyOf(Action action) private pure returns (uint16) {
        if (action == Action.Confirm || action == Action.Decline) return Duties.INSPECT;
        if (action == Action.Use) return Duties.USE;
        if (action == Action.ReportFault) return Duties.USE | Duties.KEEP;
        if (action == Action.ReportAdverseEvent) return Duties.USE | Duties.KEEP | Duties.RECALL;
        if (action == Action.Maintain || action == Action.Calibrate || action == Action.Repair) return Duties.MAINTAIN;
        if (action == Action.Reinstate || action == Action.Release) return Duties.RELEASE;
        return action == Action.Dispose ? Duties.DISPOSE : Duties.KEEP;
    }

    function _stateError(Action action, uint8 state) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Asset, _item, action, state);
    }

    function _decision(RequisitionId id, Action action) private pure returns (bytes memory) {
        return abi.encodeCall(ILedger.decide, (id, action, _claim()));
    }

    function _scrapDecision(Action action) private view returns (bytes memory) {
        return abi.encodeCall(ILedger.decideScrap, (_item, action, _expecting(_item)));
    }

    function _answer(Action action) private view returns (bytes memory) {
        return abi.encodeCall(ILedger.answerRecall, (_item, action, _expectingFor(action, _item, _claim())));
    }

    function _recallCall(bytes32 serial) private view returns (bytes memory) {
        return abi.encodeCall(ILedger.recall, (monitor, serial, RecallLevel.First, Instruction.Stop, _claim()));
    }

    /// @dev The administrator lacks the duty; the council and a stranger are nobody.
    function _refuses(address administrator, uint16 duty, bytes memory call) private {
        _refusesCall(
            administrator,
            call,
            abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[administrator], duty)
        );
        address[2] memory others = [COUNCIL, STRANGER];
        for (uint256 i = 0; i < 2; ++i) {
            _refusesCall(others[i], call, abi.encodeWithSelector(ILedgerErrors.UnknownAccount.selector, others[i]));
        }
    }

    function _refusesCall(address by, bytes memory call, bytes memory refusal) private {
        vm.prank(by);
        (bool success, bytes memory answer) = address(ledger).call(call);
        vm.assertTrue(!success, "not refused");
        vm.assertEq(answer, refusal, "refusal");
    }
}
