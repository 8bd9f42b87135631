// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Instruction,
    MemberStatus,
    RecallLevel,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { RecallStages } from "./support/RecallStages.sol";
import { Slots } from "./support/Slots.sol";
import { ENTERED, HELD } from "./support/States.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";

/// @dev What holders do about a recall of an item in use; unless said otherwise, of this item alone.
abstract contract AnswerTest is AssetTest, RecallStages {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_
    ) AssetTest(action_, actor_, duties_, statesFrom_, 0, 0) {}

    function setUp() public virtual override {
        super.setUp();
        item = _inUse();
        _recallItem();
    }

    /// @dev Where the product is recalled, the entry comes from it, whatever else is.
    function _leadsToFromProduct(address by) internal {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, by, action, AssetState.InUse, claim);
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);
        _writes(entry, claim);
    }

    function _recallItem() internal {
        _recall(RECALLER, RecallLevel.Second, Instruction.CorrectOnSite, monitor, SERIAL);
    }

    function _recallProduct() internal {
        _recall(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, monitor, ALL_ITEMS);
    }

    /// @dev As {_assertCare}, but for the recall, which stays.
    function _assertRemedies(uint32 remediedAt, uint32 remedyAt, address remedier) internal view {
        uint256 word = _slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 3));
        bytes memory expected = abi.encodePacked(memberOf[remedier], remedyAt, remediedAt);
        vm.assertEq(abi.encodePacked(uint88(word)), expected, "remedies");
        vm.assertEq(uint80(word >> 88), 0, "monitored until, consignor, debtor");
    }

    function _expectNotRecalled() internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRecalled.selector, AssetId.unwrap(item)));
    }

    function _refusesRemedyNow() internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.RecalledJustNow.selector,
                AssetId.unwrap(item),
                uint32(block.timestamp)
            )
        );
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
    }

    function _refusesUse(bytes32 target, RecallLevel level) internal {
        _expectRecalled(item, target, level);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.answerRecall(AssetId.wrap(id), action, _expectingFor(action, AssetId.wrap(id), claim));
    }
}

contract AcknowledgeTest is AnswerTest(Action.Acknowledge, KEEPER, Duties.KEEP, ENTERED) {
    function test_Acknowledge() public {
        bytes32 care = Slots.plus(Slots.asset(AssetId.unwrap(item)), 3);
        uint256 before = _slot(care);
        _leadsTo(AssetState.InUse, KEEPER, _fullClaim());

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        vm.assertEq(_slot(care), before, "care");
        _assertFlags(item, false, true);
    }

    function test_Acknowledge_GivenProductRecalledToo() public {
        _recallProduct();
        _leadsToFromProduct(KEEPER);
    }

    function test_Acknowledge_GivenOnlyProductRecalled() public {
        _lift(RECALLER, monitor, SERIAL);
        _recallProduct();
        _leadsToFromProduct(KEEPER);
        _assertFlags(item, false, false);
    }

    /// @dev In final states too.
    function test_Acknowledge_GivenEachState() public {
        _leadsFrom(ENTERED, AssetState.None);
    }

    /// @dev Knowing is said as often as there is something to say, also once it is remedied.
    function test_Acknowledge_GivenRemedied() public {
        _answer(KEEPER, item, Action.Acknowledge);
        _remedy(item);
        _leadsTo(AssetState.InUse, KEEPER, _fullClaim());
    }

    function test_RevertGiven_NotRecalled() public {
        _lift(RECALLER, monitor, SERIAL);

        _expectNotRecalled();
        vm.prank(KEEPER);
        _step();
    }

    function test_RevertGiven_AnotherItemOrProductRecalled() public {
        _lift(RECALLER, monitor, SERIAL);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, "P-0002");
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, needle, ALL_ITEMS);

        _expectNotRecalled();
        vm.prank(KEEPER);
        _step();
    }

    /// @dev An appointment does not cover it: the custodian itself must know.
    function test_RevertWhen_CallerIsAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, PROVIDER_DUTIES, uint32(block.timestamp) + 1 days);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    function test_RevertWhen_ActionIsAnother() public {
        uint256 others;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            Action other = Action(i);
            if (other == Action.Acknowledge || other == Action.Remedy || other == Action.ConfirmRemedy) continue;
            ++others;
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, other));
            vm.prank(CHIEF);
            ledger.answerRecall(item, other, _expectingFor(other, item, _claim()));
        }
        vm.assertEq(others, uint256(type(Action).max) - 2, "other actions");
    }
}

contract RemedyTest is
    AnswerTest(Action.Remedy, ENGINEER, Duties.MAINTAIN, HELD),
    AppointableTest(TECHNICIAN, AssetState.InUse)
{
    function setUp() public override(AnswerTest, World) {
        AnswerTest.setUp();
    }

    function test_Remedy() public {
        _leadsTo(AssetState.InUse, ENGINEER, _fullClaim());

        _assertRemedies(0, uint32(block.timestamp), ENGINEER);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertFlags(item, false, true);
    }

    function test_Remedy_ByProvider_NamesTheTechnician() public {
        _appoint(Duties.MAINTAIN);
        _leadsTo(AssetState.InUse, TECHNICIAN, _fullClaim());

        _assertRemedies(0, uint32(block.timestamp), TECHNICIAN);
    }

    function test_Remedy_GivenProductRecalled() public {
        _recallProduct();
        _leadsToFromProduct(ENGINEER);
        _tick();
        _lift(RECALLER, monitor, SERIAL);
        _leadsToFromProduct(ENGINEER);
    }

    function test_Remedy_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }

    /// @dev When it occurred is what the signer says; what counts is when it was recorded.
    function test_Remedy_WhenSaidToBeEarlier() public {
        Claim memory claim = _fullClaim();
        claim.occurredAt = START;
        _leadsTo(AssetState.InUse, ENGINEER, claim);

        _assertRemedies(0, uint32(block.timestamp), ENGINEER);
    }

    /// @dev Done again before anyone confirmed it, it is the second one's.
    function test_Remedy_GivenNotConfirmed() public {
        _answer(ENGINEER, item, Action.Remedy);
        _leadsTo(AssetState.InUse, CHIEF, _fullClaim());

        _assertRemedies(0, uint32(block.timestamp), CHIEF);
    }

    /// @dev Unconfirmed, it frees nothing.
    function test_RevertWhen_Used_GivenNotConfirmed() public {
        _answer(ENGINEER, item, Action.Remedy);
        _refusesUse(AssetId.unwrap(item), RecallLevel.Second);
    }

    function test_RevertGiven_NotRecalled() public {
        _lift(RECALLER, monitor, SERIAL);

        _expectNotRecalled();
        vm.prank(ENGINEER);
        _step();
    }

    function test_RevertGiven_Remedied() public {
        _remedy(item);

        _expectNotRecalled();
        vm.prank(ENGINEER);
        _step();
    }

    function test_Remedy_GivenRaisedAnew() public {
        _remedy(item);
        uint32 remediedAt = uint32(block.timestamp) - 2 hours;
        _recallItem();

        _leadsTo(AssetState.InUse, ENGINEER, _fullClaim());
        _assertRemedies(remediedAt, uint32(block.timestamp), ENGINEER);
    }
}

contract ConfirmRemedyTest is AnswerTest(Action.ConfirmRemedy, RELEASER, Duties.RELEASE, HELD) {
    uint32 private _remedyAt;

    function setUp() public override {
        super.setUp();
        _remedyAt = uint32(block.timestamp);
        _answer(ENGINEER, item, Action.Remedy);
    }

    function test_ConfirmRemedy() public {
        _leadsTo(AssetState.InUse, RELEASER, _fullClaim());

        _assertRemedies(_remedyAt, 0, address(0));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        // The recall is open still, for all that is not remedied.
        _assertFlags(item, false, true);
    }

    function test_ConfirmRemedy_GivenProductRecalled() public {
        _recallProduct();
        _leadsToFromProduct(RELEASER);
    }

    function test_ConfirmRemedy_GivenEachState() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from <= 4; ++from) {
            uint256 snapshot = _snapshot();
            _forceState(statusKey, from, 1);
            _leadsTo(AssetState(from), RELEASER, _fullClaim());
            _revertTo(snapshot);
        }
    }

    /// @dev A remedy that is pending is confirmed though the recall was lifted meanwhile.
    function test_ConfirmRemedy_GivenLifted() public {
        _lift(RECALLER, monitor, SERIAL);
        _leadsTo(AssetState.InUse, RELEASER, _fullClaim());
    }

    function test_ConfirmRemedy_GivenProvidersRemedy() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN, uint32(block.timestamp) + 1 days);
        _answer(TECHNICIAN, item, Action.Remedy);

        _leadsTo(AssetState.InUse, RELEASER, _fullClaim());
    }

    function test_RevertWhen_CallerIsAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, PROVIDER_DUTIES, uint32(block.timestamp) + 1 days);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    function test_RevertWhen_CallerRemedied() public {
        _answer(CHIEF, item, Action.Remedy);
        _refusesOwnWork(CHIEF);

        // Nor does a new account make the member another.
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[CHIEF], address(0xc0ffee), _consentOf(address(0xc0ffee)));
        memberOf[address(0xc0ffee)] = memberOf[CHIEF];
        _refusesOwnWork(address(0xc0ffee));
    }

    /// @dev Who remedied first may confirm what another did since.
    function test_ConfirmRemedy_GivenAnotherRemediedSince() public {
        _answer(CHIEF, item, Action.Remedy);
        _answer(ENGINEER, item, Action.Remedy);

        _leadsTo(AssetState.InUse, CHIEF, _fullClaim());
    }

    function test_ConfirmRemedy_GivenRemedierRevoked() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[ENGINEER], MemberStatus.Revoked);

        _leadsTo(AssetState.InUse, CHIEF, _fullClaim());
    }

    function test_RevertGiven_NotRemedied() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refusesUnremedied();
    }

    function test_RevertGiven_NeverRemedied() public {
        item = _another();
        _refusesUnremedied();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    USABLE AGAIN
    //////////////////////////////////////////////////////////////////////////*/

    function test_ConfirmRemedy_ThenUseAndOffer() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _record(NURSE, Action.Use, item, 0);
        _record(KEEPER, Action.Store, item, 0);
        _offer(KEEPER, item, RIVAL, Terms.Loan);
        vm.prank(RIVAL_CHIEF);
        ledger.take(item, _expecting(item));
    }

    /// @dev One remedy answers for all that was raised before it.
    function test_ConfirmRemedy_ThenUse_GivenBothRecalled() public {
        _recallProduct();
        _remedy(item);
        _record(NURSE, Action.Use, item, 0);
    }

    function test_RevertWhen_Used_GivenItemRaisedAnew() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _recallItem();
        _refusesUse(AssetId.unwrap(item), RecallLevel.Second);

        _remedy(item);
        _record(NURSE, Action.Use, item, 0);
    }

    function test_RevertWhen_Used_GivenProductRecalledSince() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _recallProduct();
        _refusesUse(ProductId.unwrap(monitor), RecallLevel.First);

        _remedy(item);
        _record(NURSE, Action.Use, item, 0);
    }

    /// @dev A manufacturer that raises a regulator's recall clears the remedies too.
    function test_RevertWhen_Used_GivenRegulatorsRaisedByManufacturer() public {
        _recall(WARDEN, RecallLevel.Third, Instruction.Stop, monitor, SERIAL);
        _remedy(item);
        _record(NURSE, Action.Use, item, 0);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        _refusesUse(AssetId.unwrap(item), RecallLevel.First);
    }

    /// @dev Done before, confirmed after a new recall: it answers for the old one alone.
    function test_RevertWhen_Used_GivenRaisedBetweenRemedyAndConfirmation() public {
        _recallItem();
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refusesUse(AssetId.unwrap(item), RecallLevel.Second);
        _assertRemedies(_remedyAt, 0, address(0));

        _remedy(item);
        _record(NURSE, Action.Use, item, 0);
    }

    function test_RevertWhen_Used_GivenProductRecalledBetweenRemedyAndConfirmation() public {
        _recallProduct();
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refusesUse(ProductId.unwrap(monitor), RecallLevel.First);
    }

    /// @dev In the very second of a recall nothing is remedied: nobody could tell which came first.
    function test_RevertWhen_Remedied_InTheSecondOfTheRecall() public {
        vm.prank(RECALLER);
        ledger.recall(monitor, SERIAL, RecallLevel.First, Instruction.Stop, _claim());
        _refusesRemedyNow();

        _tick();
        _answer(ENGINEER, item, Action.Remedy);
        vm.prank(WARDEN);
        ledger.recall(monitor, ALL_ITEMS, RecallLevel.Third, Instruction.Stop, _claim());
        _refusesRemedyNow();
    }

    /// @dev Recalled anew in the second of its remedy, it is not clear of that.
    function test_RevertWhen_Used_GivenRecalledInTheSecondOfTheRemedy() public {
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
        vm.prank(WARDEN);
        ledger.recall(monitor, ALL_ITEMS, RecallLevel.Third, Instruction.Stop, _claim());
        _tick();
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refusesUse(ProductId.unwrap(monitor), RecallLevel.Third);
    }

    function test_ConfirmRemedy_ThenUse_GivenRemediedInTheNextSecond() public {
        vm.prank(RECALLER);
        ledger.recall(monitor, SERIAL, RecallLevel.First, Instruction.Stop, _claim());
        vm.warp(block.timestamp + 1);
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _expecting(item));
        _record(NURSE, Action.Use, item, 0);
    }

    /// @dev Remedied by one custodian, it is remedied for the next.
    function test_ConfirmRemedy_ThenTakenByAnother() public {
        _record(KEEPER, Action.Store, item, 0);
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        vm.prank(RIVAL_CHIEF);
        ledger.take(item, _expecting(item));
        _record(RIVAL_CHIEF, Action.Use, item, 0);
    }

    /// @dev Another item is not remedied by it.
    function test_RevertWhen_AnotherIsUsed_GivenRemedied() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        AssetId other = _another();
        _recallProduct();
        _remedy(item);
        _record(NURSE, Action.Use, item, 0);

        _expectRecalled(other, ProductId.unwrap(monitor), RecallLevel.First);
        vm.prank(NURSE);
        ledger.record(Action.Use, other, _claim());
    }

    /// @dev Stored at the hospital too.
    function _another() private returns (AssetId other) {
        RequisitionId requisition_;
        (requisition_, other) = _inTransit(monitor, "P-0002", "2026-032");
        _accept(requisition_, monitor, "P-0002");
    }

    function _refusesUnremedied() private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRemedied.selector, AssetId.unwrap(item)));
        vm.prank(RELEASER);
        _step();
    }
}
