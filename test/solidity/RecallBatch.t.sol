// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, Head, ProductId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    BatchState,
    Instruction,
    MemberStatus,
    RecallLevel,
    Tracking
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { BatchRecallTest } from "./support/BatchRecallTest.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { LotTest } from "./support/LotTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of a lot, by its product's manufacturer and by a regulator.
abstract contract RaiseBatchTest is BatchRecallTest {
    constructor(address actor_) BatchRecallTest(Action.Recall, actor_) {}

    function test_RecallBatch_OnEachLevelAndInstruction() public {
        for (uint8 level = 1; level <= uint8(type(RecallLevel).max); ++level) {
            for (uint8 i = 1; i <= uint8(type(Instruction).max); ++i) {
                _raises(actor, RecallLevel(level), Instruction(i), byRegulator);
                _tick();
            }
        }
    }

    /// @dev A recall cannot wait: neither for a pause to end, …
    function test_RecallBatch_GivenLedgerPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _raises(actor, RecallLevel.First, Instruction.Stop, byRegulator);
    }

    /// @dev … but for a suspension to.
    function test_RevertGiven_LedgerPaused() public override {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisationOf[actor], true);

        bytes4 selector = ILedgerErrors.OrganisationSuspended.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, organisationOf[actor]));
        vm.prank(actor);
        _step();

        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisationOf[actor], false);
        vm.prank(COUNCIL);
        ledger.setPause(false);
        vm.prank(_administratorOver(actor));
        ledger.setMemberStatus(memberOf[actor], MemberStatus.Suspended);
        vm.prank(COUNCIL);
        ledger.setPause(true);
        selector = ILedgerErrors.MemberNotActive.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, memberOf[actor], MemberStatus.Suspended));
        vm.prank(actor);
        _step();
    }

    /// @dev Wherever its units are by now, and when none are left.
    function test_RecallBatch_GivenConsumed() public {
        (batch, parcel) = _delivered("L-2", 200, PACKS_ROOT, REFERENCE);
        _forceState(Slots.asset(AssetId.unwrap(parcel)), uint8(AssetState.Consumed), 1);
        bytes memory words = _words(parcel);
        vm.prank(actor);
        ledger.recallBatch(vaccine, "L-2", RecallLevel.First, Instruction.Stop, _claim());
        _assertTarget(_raised(RecallLevel.First, Instruction.Stop, byRegulator), words);
    }

    function test_RevertWhen_LevelOrInstructionIsMissing() public {
        uint32 levels = uint32(type(RecallLevel).max);
        _refuses(_outOfRange(levels), RecallLevel.None, Instruction.Stop);
        _refuses(_outOfRange(levels), RecallLevel.None, Instruction.None);
        _refuses(_outOfRange(uint32(type(Instruction).max)), RecallLevel.First, Instruction.None);
    }

    /// @dev 0 would be the product's recall, which another function raises.
    function test_RevertWhen_LotIsInvalid() public {
        bytes32[4] memory lots = [bytes32(0), "with space", "123456789012345678901", "a\x00b"];
        for (uint256 i = 0; i < lots.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidLot.selector, lots[i]));
            vm.prank(actor);
            ledger.recallBatch(vaccine, lots[i], RecallLevel.First, Instruction.Stop, _claim());
        }
    }

    /// @dev Nor is an item announced of what is told apart by lot.
    function test_RevertWhen_TrackingIsAnother() public {
        bytes4 selector = ILedgerErrors.WrongTracking.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, monitor, Tracking.Serial));
        vm.prank(actor);
        ledger.recallBatch(monitor, LOT, RecallLevel.First, Instruction.Stop, _claim());

        vm.expectRevert(abi.encodeWithSelector(selector, vaccine, Tracking.Lot));
        vm.prank(actor);
        ledger.recall(vaccine, SERIAL, RecallLevel.First, Instruction.Stop, _claim());
    }

    function _raises(address by, RecallLevel level, Instruction instruction, bool regulators) internal {
        Claim memory claim = _fullClaim();
        bytes memory words = _words(parcel);
        Entry memory entry = _targetEntry(by, claim);
        entry.value = uint32(uint8(level)) + 256 * uint32(uint8(instruction));

        vm.prank(by);
        ledger.recallBatch(vaccine, LOT, level, instruction, claim);

        _assertOnly(entry);
        _assertTarget(_raised(level, instruction, regulators), words);
    }

    function _refuses(bytes memory refusal, RecallLevel level, Instruction instruction) internal {
        vm.expectRevert(refusal);
        vm.prank(actor);
        ledger.recallBatch(vaccine, LOT, level, instruction, _claim());
    }

    function _outOfRange(uint32 max) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, Action.Recall, 0, 1, max);
    }

    function _stepOn(ProductId product, Claim memory claim) internal override {
        ledger.recallBatch(product, LOT, RecallLevel.First, Instruction.Stop, claim);
    }
}

contract RecallBatchByManufacturerTest is RaiseBatchTest(RECALLER) {
    /// @dev A regulator's recall stays a regulator's; the manufacturer may make it more serious, or raise it anew.
    function test_RecallBatch_WhenRegulatorsIsRaised_StaysRegulators() public {
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
        _tick();
        _raises(RECALLER, RecallLevel.Third, Instruction.Inspect, true);
        _tick();
        _raises(RECALLER, RecallLevel.First, Instruction.Inspect, true);
        _tick();
        _refuses(_regulatorsRecall(), RecallLevel.Second, Instruction.Inspect);
    }

    function test_RevertWhen_RegulatorsIsLoweredOrReworded() public {
        _recallBatch(WARDEN, RecallLevel.Second, Instruction.Inspect, vaccine, LOT);

        _refuses(_regulatorsRecall(), RecallLevel.Third, Instruction.Inspect);
        for (uint8 i = 1; i <= uint8(type(Instruction).max); ++i) {
            if (Instruction(i) == Instruction.Inspect) continue;
            _refuses(_regulatorsRecall(), RecallLevel.First, Instruction(i));
            _refuses(_regulatorsRecall(), RecallLevel.Second, Instruction(i));
        }
    }

    function test_RecallBatch_GivenRegulatorsLifted() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _liftBatch(WARDEN, vaccine, LOT);
        _raises(RECALLER, RecallLevel.Third, Instruction.Inspect, false);
    }

    /// @dev It may be as strict as it likes with a batch, whatever a regulator said of all, or of another batch.
    function test_RecallBatch_GivenRegulatorsOfTheProduct() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, "L-2");
        _recallBatch(RECALLER, RecallLevel.Third, Instruction.Inspect, vaccine, LOT);
        // Nor does the batch's change the product's.
        bytes4 selector = ILedgerErrors.RecallOfAnother.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, vaccine, REGULATOR));
        vm.prank(RECALLER);
        ledger.recall(vaccine, ALL_ITEMS, RecallLevel.Third, Instruction.Stop, _claim());
    }

    function _regulatorsRecall() private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.RecallOfAnother.selector, batch, REGULATOR);
    }
}

contract RecallBatchByRegulatorTest is RaiseBatchTest(WARDEN) {
    function test_RecallBatch_WhenLoweredAndReworded() public {
        _raises(WARDEN, RecallLevel.First, Instruction.SendBack, true);
        _tick();
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
    }

    function test_RecallBatch_WhenManufacturersIsTakenOver() public {
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, false);
        _tick();
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, true);
    }

    function test_RecallBatch_GivenManufacturerSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);
        _raises(WARDEN, RecallLevel.First, Instruction.Stop, true);
    }

    function test_RecallBatch_GivenManufacturerNotOnTheLedger() public {
        (batch, parcel) = _declared(LOT, 20, REFERENCE);
        _expectWrongOrganisation(gauze, MANUFACTURER, 0);
        vm.prank(RECALLER);
        ledger.recallBatch(gauze, LOT, RecallLevel.First, Instruction.Stop, _claim());

        vm.prank(WARDEN);
        ledger.recallBatch(gauze, LOT, RecallLevel.First, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.First, Instruction.Stop, true);
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, 20, recall, 0);
    }
}

/// @notice Batches that a recall announces before they enter.
contract RecallBatchAnnouncedTest is LotTest {
    function test_RecallBatch_GivenNotEntered() public {
        _announces(RECALLER, vaccine, VACCINE_NUMBER, false);
        _tick();
        _announces(WARDEN, gauze, GAUZE_NUMBER, true);
    }

    function test_RecallBatch_GivenNotEntered_LedgerPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _announces(WARDEN, vaccine, VACCINE_NUMBER, true);
    }

    /// @dev It is announced once; its history goes on.
    function test_RecallBatch_GivenAnnounced() public {
        _recallBatch(RECALLER, RecallLevel.Third, Instruction.Stop, vaccine, LOT);
        BatchId batch = _batchOf(vaccine, LOT);
        Claim memory claim = _fullClaim();
        Entry memory entry = _batchEntry(batch, RECALLER, Action.Recall, BatchState.Announced, claim);
        entry.value = 0x0201;
        vm.prank(RECALLER);
        ledger.recallBatch(vaccine, LOT, RecallLevel.First, Instruction.Inspect, claim);

        _assertOnly(entry);
        Recall recall = _raised(RecallLevel.First, Instruction.Inspect, false);
        _assertBatch(batch, VACCINE_NUMBER, 0, 0, recall, 0);

        _tick();
        entry = _batchEntry(batch, RECALLER, Action.Lift, BatchState.Announced, claim);
        vm.prank(RECALLER);
        ledger.liftBatch(vaccine, LOT, claim);
        _assertOnly(entry);
        _assertBatch(batch, VACCINE_NUMBER, 0, 0, _noRecall(), 0);
    }

    function test_RevertWhen_HeadIsExpected_GivenNotEntered() public {
        Claim memory claim = _claim();
        bytes27 head = _head(Slots.product(VACCINE_NUMBER));
        claim.expected = Head.wrap(head);
        bytes4 selector = ILedgerErrors.HeadMoved.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, _batchOf(vaccine, LOT), head, bytes27(0)));
        vm.prank(RECALLER);
        ledger.recallBatch(vaccine, LOT, RecallLevel.First, Instruction.Stop, claim);
    }

    /// @dev A batch is no asset: nothing is done with it as such, announced or not.
    function test_RevertWhen_BatchIsTakenForAnAsset() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        AssetId batch = AssetId.wrap(BatchId.unwrap(_batchOf(vaccine, LOT)));
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, batch);
        vm.expectRevert(refusal);
        vm.prank(MAKER_KEEPER);
        ledger.record(Action.Quarantine, batch, _claimOf(1));
        vm.expectRevert(refusal);
        vm.prank(MAKER_KEEPER);
        ledger.answerRecall(batch, Action.Acknowledge, _claim());
    }

    function _announces(address by, ProductId product, uint24 number, bool regulators) private {
        BatchId batch = _batchOf(product, LOT);
        Claim memory claim = _fullClaim();
        Entry memory entry = _batchEntry(batch, by, Action.Recall, BatchState.Announced, claim);
        entry.value = 0x0402;

        vm.prank(by);
        ledger.recallBatch(product, LOT, RecallLevel.Second, Instruction.SendBack, claim);

        Logs memory logs = _recorded();
        _assertBatchEntered(logs, product, LOT);
        _assertEntry(logs, entry);
        _assertEnd(logs);
        Recall recall = _raised(RecallLevel.Second, Instruction.SendBack, regulators);
        _assertBatch(batch, number, 0, 0, recall, 0);
        _assertProductRecall(number, _noRecall());
    }
}
