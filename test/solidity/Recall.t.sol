// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Instruction,
    Kind,
    MemberStatus,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { RecallStages } from "./support/RecallStages.sol";
import { RecallTest } from "./support/RecallTest.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { RECORDED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of a product and of an item, by its manufacturer and by a regulator.
abstract contract RaiseTest is RecallTest {
    constructor(address actor_, bytes32 serial_) RecallTest(Action.Recall, actor_, serial_) {}

    function test_Recall() public {
        _raises(actor, RecallLevel.First, Instruction.Stop, byRegulator);
    }

    /// @dev Its own, whoever raises it may also lower and reword.
    function test_Recall_AtEachLevelWithEachInstruction() public {
        for (uint8 level = 1; level <= uint8(type(RecallLevel).max); ++level) {
            for (uint8 instruction = 1; instruction <= uint8(type(Instruction).max); ++instruction) {
                _raises(actor, RecallLevel(level), Instruction(instruction), byRegulator);
                _tick();
            }
        }
    }

    function test_Recall_WhenRepeated() public {
        _raises(actor, RecallLevel.Second, Instruction.Inspect, byRegulator);
        _tick();
        _raises(actor, RecallLevel.Second, Instruction.Inspect, byRegulator);
    }

    /// @dev A pause does not keep a recall from being raised; what else keeps a member from writing does.
    function test_RevertGiven_LedgerPaused() public override {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        uint24 organisation = organisationOf[actor];
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, true);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, organisation));
        vm.prank(actor);
        _step();

        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, false);
        _raises(actor, RecallLevel.Second, Instruction.SendBack, byRegulator);
    }

    function test_RevertGiven_LedgerPaused_MemberSuspended() public {
        vm.prank(_administratorOver(actor));
        ledger.setMemberStatus(memberOf[actor], MemberStatus.Suspended);
        vm.prank(COUNCIL);
        ledger.setPause(true);

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[actor], MemberStatus.Suspended)
        );
        vm.prank(actor);
        _step();
    }

    function test_RevertWhen_LevelIsMissing() public {
        _refuses(_outOfRange(uint32(type(RecallLevel).max)), RecallLevel.None, Instruction.Stop);
        _refuses(_outOfRange(uint32(type(RecallLevel).max)), RecallLevel.None, Instruction.None);
    }

    function test_RevertWhen_InstructionIsMissing() public {
        _refuses(_outOfRange(uint32(type(Instruction).max)), RecallLevel.First, Instruction.None);
    }

    /// @dev A number beyond the enumerations does not even decode.
    function test_RevertWhen_LevelOrInstructionIsUnknown() public {
        _refusesRaw(0x44, uint256(type(RecallLevel).max) + 1);
        _refusesRaw(0x64, uint256(type(Instruction).max) + 1);
    }

    /// @dev As `regulators` says, it is a regulator's or the manufacturer's then.
    function _raises(address by, RecallLevel level, Instruction instruction, bool regulators) internal {
        _raisesIn(AssetState.Stored, by, level, instruction, regulators);
    }

    function _raisesIn(
        AssetState state,
        address by,
        RecallLevel level,
        Instruction instruction,
        bool regulators
    ) internal {
        Claim memory claim = _fullClaim();
        Entry memory entry = _targetEntry(by, state, claim);
        entry.value = uint32(uint8(level)) + 256 * uint32(uint8(instruction));

        vm.prank(by);
        ledger.recall(monitor, serial, level, instruction, claim);

        _assertOnly(entry);
        _assertTarget(_raised(level, instruction, regulators));
    }

    /// @dev In every state, final ones too, which stays.
    function _raisesInEachState() internal {
        (, bytes32 statusKey) = _subject();
        for (uint8 state = 1; state <= uint8(type(AssetState).max); ++state) {
            _forceState(statusKey, state, 1);
            _raisesIn(AssetState(state), actor, RecallLevel.First, Instruction.Stop, byRegulator);
            _tick();
        }
    }

    function _refuses(bytes memory refusal, RecallLevel level, Instruction instruction) internal {
        vm.expectRevert(refusal);
        vm.prank(actor);
        ledger.recall(monitor, serial, level, instruction, _claim());
    }

    function _refusesRaw(uint256 offset, uint256 unknown) private {
        bytes memory data = abi.encodeCall(
            ledger.recall,
            (monitor, serial, RecallLevel.First, Instruction.Stop, _claim())
        );
        assembly ("memory-safe") {
            mstore(add(add(data, 0x20), offset), unknown)
        }
        vm.prank(actor);
        (bool success, bytes memory answer) = address(ledger).call(data);
        vm.assertTrue(!success && answer.length == 0, "not refused");
    }

    function _outOfRange(uint32 max) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, Action.Recall, 0, 1, max);
    }

    function _stepOn(ProductId product, Claim memory claim) internal override {
        ledger.recall(product, serial, RecallLevel.First, Instruction.Stop, claim);
    }
}

/// @dev A regulator's recall, which a manufacturer may make more serious, and no more.
abstract contract RaiseByManufacturerTest is RaiseTest {
    constructor(bytes32 serial_) RaiseTest(RECALLER, serial_) {}

    function test_Recall_WhenRegulatorsIsRaised_StaysRegulators() public {
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
        _tick();
        _raises(RECALLER, RecallLevel.Second, Instruction.Inspect, true);
        _tick();
        _raises(RECALLER, RecallLevel.First, Instruction.Inspect, true);
    }

    /// @dev As serious as before: raised anew, it is still a regulator's.
    function test_Recall_WhenRegulatorsIsRepeated_StaysRegulators() public {
        _raises(WARDEN, RecallLevel.Second, Instruction.CorrectOnSite, true);
        _tick();
        _raises(RECALLER, RecallLevel.Second, Instruction.CorrectOnSite, true);
    }

    function test_RevertWhen_RegulatorsIsLowered() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Inspect, monitor, serial);

        _refuses(_regulatorsRecall(), RecallLevel.Second, Instruction.Inspect);
        _refuses(_regulatorsRecall(), RecallLevel.Third, Instruction.Inspect);
    }

    /// @dev Not even what the manufacturer itself had raised.
    function test_RevertWhen_RegulatorsIsLowered_AfterRaisingIt() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.Inspect, monitor, serial);
        _recall(RECALLER, RecallLevel.First, Instruction.Inspect, monitor, serial);

        _refuses(_regulatorsRecall(), RecallLevel.Second, Instruction.Inspect);
    }

    function test_RevertWhen_RegulatorsIsReworded() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.Inspect, monitor, serial);

        for (uint8 i = 1; i <= uint8(type(Instruction).max); ++i) {
            if (Instruction(i) == Instruction.Inspect) continue;
            _refuses(_regulatorsRecall(), RecallLevel.First, Instruction(i));
            _refuses(_regulatorsRecall(), RecallLevel.Second, Instruction(i));
        }
    }

    /// @dev Once a regulator lifted it, the manufacturer's is its own again.
    function test_Recall_GivenRegulatorsLifted() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, serial);
        _lift(WARDEN, monitor, serial);

        _raises(RECALLER, RecallLevel.Third, Instruction.Inspect, false);
    }

    /// @dev A manufacturer's recall becomes a regulator's by a regulator raising it, also lower.
    function test_RevertGiven_RegulatorTookItOver() public {
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, serial);
        _recall(WARDEN, RecallLevel.Second, Instruction.Inspect, monitor, serial);

        _refuses(_regulatorsRecall(), RecallLevel.First, Instruction.Stop);
        _raises(RECALLER, RecallLevel.First, Instruction.Inspect, true);
    }

    function _regulatorsRecall() private view returns (bytes memory) {
        (bytes32 target, ) = _subject();
        return abi.encodeWithSelector(ILedgerErrors.RecallOfAnother.selector, target, REGULATOR);
    }
}

abstract contract RaiseByRegulatorTest is RaiseTest {
    constructor(bytes32 serial_) RaiseTest(WARDEN, serial_) {}

    function test_Recall_WhenRegulatorsIsLoweredAndReworded() public {
        _raises(WARDEN, RecallLevel.First, Instruction.SendBack, true);
        _tick();
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
    }

    /// @dev Also one that its manufacturer had made more serious.
    function test_Recall_WhenLowered_GivenManufacturerRaisedIt() public {
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
        _tick();
        _raises(RECALLER, RecallLevel.First, Instruction.Inspect, true);
        _tick();
        _raises(WARDEN, RecallLevel.Third, Instruction.Stop, true);
    }

    function test_Recall_WhenManufacturersIsLowered() public {
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, false);
        _tick();
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
    }

    function test_Recall_GivenManufacturerSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);

        _raises(WARDEN, RecallLevel.First, Instruction.Stop, true);
    }

    function test_Recall_GivenManufacturerNotOnTheLedger() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, foreign, MANUFACTURER, 0));
        vm.prank(RECALLER);
        ledger.recall(foreign, serial, RecallLevel.First, Instruction.Stop, _claim());

        vm.prank(WARDEN);
        ledger.recall(foreign, serial, RecallLevel.First, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.First, Instruction.Stop, true);
        if (serial == ALL_ITEMS) return _assertProductRecall(FOREIGN_NUMBER, recall);
        Care memory care;
        care.recall = recall;
        _assertCare(_itemOf(foreign, serial), care);
    }
}

contract RecallProductByManufacturerTest is RaiseByManufacturerTest(0) {
    /// @dev One word at the product: what its items carry stays.
    function test_Recall_LeavesItemsAlone() public {
        uint256 status = _slot(Slots.asset(AssetId.unwrap(item)));
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);

        vm.assertEq(_slot(Slots.asset(AssetId.unwrap(item))), status, "status");
    }

    /// @dev It may be as strict as it likes with an item, whatever a regulator said of all.
    function test_Recall_OfAnItem_GivenRegulatorsOfTheProduct() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);
        _recall(RECALLER, RecallLevel.Third, Instruction.Inspect, monitor, SERIAL);
        _recall(WARDEN, RecallLevel.Second, Instruction.Stop, monitor, "P-0002");
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);
    }
}

contract RecallProductByRegulatorTest is RaiseByRegulatorTest(0) {}

contract RecallItemByManufacturerTest is RaiseByManufacturerTest("P-0001") {
    function test_Recall_GivenEachState() public {
        _raisesInEachState();
    }

    function test_RevertWhen_SerialIsInvalid() public {
        bytes32[3] memory serials = [bytes32("with space"), "123456789012345678901", "a\x00b"];
        for (uint256 i = 0; i < serials.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidSerial.selector, serials[i]));
            vm.prank(RECALLER);
            ledger.recall(monitor, serials[i], RecallLevel.First, Instruction.Stop, _claim());
        }
    }

    /// @dev Wherever it is by now; only its recall changes.
    function test_Recall_GivenHeldByAnother() public {
        item = _disposedOther();
        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[APPROVER]);
        _assertCustody(item, custody);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, RECALLER, Action.Recall, AssetState.Disposed, claim);
        entry.value = 0x0402;

        vm.prank(RECALLER);
        ledger.recall(monitor, "P-0002", RecallLevel.Second, Instruction.SendBack, claim);

        _assertOnly(entry);
        _assertCustody(item, custody);
        Care memory care;
        care.recall = _raised(RecallLevel.Second, Instruction.SendBack, false);
        _assertCare(item, care);
        _assertFlags(item, false, true);
    }

    /// @dev Another than the item that is stored at the manufacturer.
    function _disposedOther() private returns (AssetId asset) {
        RequisitionId requisition;
        (requisition, asset) = _inTransit(monitor, "P-0002", REFERENCE);
        _accept(requisition, monitor, "P-0002");
        _record(KEEPER, Action.RequestScrap, asset, 0);
        _approveScrap(APPROVER, asset);
        _record(DISPOSER, Action.Dispose, asset, 1);
    }
}

contract RecallItemByRegulatorTest is RaiseByRegulatorTest("P-0001") {
    function test_Recall_GivenEachState() public {
        _raisesInEachState();
    }
}

/// @notice Items that a recall announces before they enter.
contract RecallAnnouncedTest is RecallStages {
    function test_Recall_GivenItemNotEntered() public {
        _announces(RECALLER, monitor, MONITOR_NUMBER, false);
        _tick();
        _announces(WARDEN, foreign, FOREIGN_NUMBER, true);
    }

    function test_Recall_GivenItemNotEntered_LedgerPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _announces(WARDEN, monitor, MONITOR_NUMBER, true);
    }

    function test_RevertWhen_HeadIsExpected_GivenItemNotEntered() public {
        Claim memory claim = _claim();
        bytes27 head = _head(Slots.product(MONITOR_NUMBER));
        claim.expected = Head.wrap(head);
        AssetId item = _itemOf(monitor, SERIAL);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, AssetId.unwrap(item), head, 0));
        vm.prank(RECALLER);
        ledger.recall(monitor, SERIAL, RecallLevel.First, Instruction.Stop, claim);
    }

    /// @dev It is announced once; its history goes on.
    function test_Recall_GivenAnnounced() public {
        _recall(RECALLER, RecallLevel.Third, Instruction.Stop, monitor, SERIAL);
        AssetId item = _itemOf(monitor, SERIAL);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, RECALLER, Action.Recall, AssetState.Announced, claim);
        entry.value = 0x0201;

        vm.prank(RECALLER);
        ledger.recall(monitor, SERIAL, RecallLevel.First, Instruction.Inspect, claim);

        _assertOnly(entry);
        _assertAnnounced(item, MONITOR_NUMBER, _raised(RecallLevel.First, Instruction.Inspect, false));
    }

    /// @dev There is nothing to hold, to send or to answer for yet.
    function test_RevertGiven_Announced() public {
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        AssetId item = _itemOf(monitor, SERIAL);

        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if ((RECORDED >> i) & 1 == 0) continue;
            _expectAnnounced(item, Action(i));
            vm.prank(MAKER_CHIEF);
            ledger.record(Action(i), item, _claimOf(1));
        }
        _expectAnnounced(item, Action.Acknowledge);
        vm.prank(MAKER_CHIEF);
        ledger.answerRecall(item, Action.Acknowledge, _claim());
        _expectAnnounced(item, Action.Monitor);
        vm.prank(MAKER_CHIEF);
        ledger.monitor(item, 0, 0, 0, _claim());
        _expectAnnounced(item, Action.Offer);
        vm.prank(MAKER_CHIEF);
        ledger.offer(item, RIVAL, Terms.Loan, _claim());
        _expectAnnounced(item, Action.Reassign);
        vm.prank(REGISTRAR);
        ledger.reassign(item, MANUFACTURER, MANUFACTURER, _claim());
        _expectAnnounced(item, Action.Ship);
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
    }

    /// @dev Its first entry is the recall's: enrolled, it is still recalled, and does not leave the manufacturer.
    function test_Enrol_GivenAnnounced() public {
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        vm.prank(RECALLER);
        ledger.recall(monitor, SERIAL, RecallLevel.First, Instruction.Stop, _claim());
        Care memory care;
        care.recall = _raised(RecallLevel.First, Instruction.Stop, false);
        _tick();
        AssetId item = _itemOf(monitor, SERIAL);
        Claim memory claim = _fullClaim(_basis(Basis.Manufactured));
        Entry memory entry = _assetEntry(item, MAKER, Action.Enrol, AssetState.Stored, claim);
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);

        vm.prank(MAKER);
        AssetId answered = ledger.enrol(monitor, SERIAL, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(item), "id");
        _assertOnly(entry);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertCare(item, care);
        _assertFlags(item, false, true);

        _expectRecalled(item, AssetId.unwrap(item), RecallLevel.First);
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        _lift(RECALLER, monitor, SERIAL);
        _ship(requisition, item);
    }

    function test_Enrol_GivenAnnouncedAndLifted() public {
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        _lift(RECALLER, monitor, SERIAL);
        AssetId item = _itemOf(monitor, SERIAL);
        Holding memory custody;
        custody.product = MONITOR_NUMBER;
        _assertCustody(item, custody);
        _assertState(item, AssetState.Announced);
        Claim memory claim = _claimOf(_basis(Basis.Manufactured));
        Entry memory entry = _assetEntry(item, MAKER, Action.Enrol, AssetState.Stored, claim);
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);

        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, claim);

        _assertOnly(entry);
        Care memory care;
        _assertCare(item, care);
        _assertFlags(item, false, false);
    }

    /// @dev Found goods wait for a second person all the same, and are recalled.
    function test_Enrol_GivenAnnounced_WhenFound() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.Stop, foreign, "F-1");
        AssetId item = _itemOf(foreign, "F-1");
        Claim memory claim = _fullClaim(_basis(Basis.Found));
        Entry memory entry = _assetEntry(item, INSPECTOR, Action.Enrol, AssetState.Inspected, claim);
        _comesFrom(entry, ProductId.unwrap(foreign), _head(Slots.product(FOREIGN_NUMBER)), foreign);

        vm.prank(INSPECTOR);
        ledger.enrol(foreign, "F-1", claim);

        _assertOnly(entry);
        _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        _assertFlags(item, false, true);
        _record(WITNESS, Action.Confirm, item, 0);
        _expectRecalled(item, AssetId.unwrap(item), RecallLevel.Second);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    /// @dev Entered, it is announced no more: nothing enters twice.
    function test_RevertGiven_AnnouncedAndEnrolled() public {
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        AssetId item = _enrolled(monitor, SERIAL);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item)));
        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, _claimOf(_basis(Basis.Manufactured)));
    }

    /// @dev An acceptance declares no recalled item; once lifted, the requisition's entry comes from the item, which has a
    /// history already.
    function test_Accept_GivenAnnounced() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        AssetId item = _itemOf(foreign, "F-1");
        _recall(WARDEN, RecallLevel.Third, Instruction.Inspect, foreign, "F-1");
        Claim memory claim = _fullClaim(START - 30 days);
        _expectRecalled(item, AssetId.unwrap(item), RecallLevel.Third);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-1", ANY_HEAD, claim);

        _lift(WARDEN, foreign, "F-1");
        Entry memory first = _requisitionEntry(
            requisition,
            INSPECTOR,
            Action.Accept,
            RequisitionState.Fulfilled,
            claim
        );
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), foreign);
        Entry memory second = _assetEntry(item, INSPECTOR, Action.Accept, AssetState.Stored, claim);

        vm.prank(INSPECTOR);
        AssetId answered = ledger.accept(requisition, foreign, "F-1", ANY_HEAD, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(item), "id");
        _assertBoth(first, second, foreign);
        _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertShipment(item, RequisitionId.wrap(0));
        _assertFlags(item, false, false);
    }

    function _announces(address by, ProductId product, uint24 number, bool regulators) private {
        AssetId item = _itemOf(product, SERIAL);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, by, Action.Recall, AssetState.Announced, claim);
        entry.value = 0x0402;

        vm.prank(by);
        ledger.recall(product, SERIAL, RecallLevel.Second, Instruction.SendBack, claim);

        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.ItemEntered.selector,
            AssetId.unwrap(item),
            ProductId.unwrap(product),
            abi.encode(SERIAL)
        );
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _assertAnnounced(item, number, _raised(RecallLevel.Second, Instruction.SendBack, regulators));
        _assertProductRecall(number, Recall.wrap(0));
    }

    /// @dev Nobody has it: of its custody only the product is known.
    function _assertAnnounced(AssetId item, uint24 product, Recall recall) private view {
        Holding memory custody;
        custody.product = product;
        _assertCustody(item, custody);
        Care memory care;
        care.recall = recall;
        _assertCare(item, care);
        _assertFlags(item, false, true);
    }

    function _expectAnnounced(AssetId item, Action action) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                action,
                AssetState.Announced
            )
        );
    }
}
