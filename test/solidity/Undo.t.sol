// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, Head, ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Mark } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Instruction,
    Kind,
    RecallLevel,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Slots } from "./support/Slots.sol";
import { UndoTest } from "./support/UndoTest.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of fifty units of the hospital's own gauze, five were dispensed, which the step of the inherited tests takes back.
contract UndoQuantityTest is UndoTest {
    uint32 private constant HELD = 50;

    /// @dev When they were dispensed.
    uint32 private _dispensedAt;

    function setUp() public override {
        super.setUp();
        (batch, item) = _declared(LOT, HELD, REFERENCE);
        _dispensedAt = uint32(block.timestamp);
        _dispense(item, 5);
        index = _last(Action.Dispense);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        QUANTITIES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Undo() public {
        _assertGauze(item, 45);
        _undoes(NURSE, 5);
        _assertGauze(item, HELD);
        _assertState(item, AssetState.Stored);
        _assertNoCare(item);
        _assertCareOfParcel(item, 0, 0);
    }

    /// @dev The author may have left.
    function test_Undo_ByAColleague() public {
        _undoes(CHIEF, 5);
        _assertGauze(item, HELD);
    }

    function test_Undo_GivenConsumed() public {
        _dispense(item, 45);
        index = _last(Action.Dispense);
        _assertState(item, AssetState.Consumed);
        _undoes(NURSE, 45);
        _assertGauze(item, 45);

        index -= 1;
        _undoes(NURSE, 5);
        _assertGauze(item, HELD);
    }

    /// @dev Not the one that consumed it, but an earlier one: what that one dispensed is there again.
    function test_Undo_AnEarlierOneGivenConsumed() public {
        _dispense(item, 45);
        _undoes(NURSE, 5);
        _assertGauze(item, 5);
        _assertState(item, AssetState.Stored);
        _dispense(item, 5);
        _assertState(item, AssetState.Consumed);
    }

    /// @dev In any order, whatever else was recorded in between.
    function test_Undo_OneOfMany() public {
        _dispense(item, 7);
        _record(KEEPER, Action.Move, item, PLACE);
        _dispense(item, 11);
        uint256 last = _last(Action.Dispense);
        _undoes(NURSE, 5);
        _assertGauze(item, 32);

        index = last;
        _undoes(NURSE, 11);
        index -= 2;
        _undoes(NURSE, 7);
        _assertGauze(item, HELD);
    }

    /// @dev What was taken back is dispensed again, and that is taken back too.
    function test_Undo_ThenDispenseAgain() public {
        _undoes(NURSE, 5);
        _dispense(item, HELD);
        index = _last(Action.Dispense);
        _undoes(NURSE, HELD);
        _assertGauze(item, HELD);
    }

    function testFuzz_Undo(uint32 first, uint32 second) public {
        (first, second) = ((first % 44) + 1, second % 45);
        _dispense(item, first);
        index = _last(Action.Dispense);
        uint32 left = 45 - first;
        second = second > left ? left : second;
        if (second > 0) _dispense(item, second);

        _undoes(NURSE, first);
        _assertGauze(item, 45 - second);
    }

    /// @dev What is split off leaves what was dispensed with the rest.
    function test_Undo_GivenSplit() public {
        AssetId part = _split(item, 44, 0);
        _undoes(NURSE, 5);
        _assertGauze(item, 6);
        _assertGauze(part, 44);
    }

    function test_RevertWhen_PartIsToTakeItBack() public {
        AssetId rest = item;
        AssetId part = _split(item, 20, 0);
        _wind();
        Proof[] memory proof = _entriesFrom(AssetId.unwrap(rest), index);
        Head previous = Head.wrap(_headBefore(AssetId.unwrap(rest), index));
        bytes27 actual = _replayed(AssetId.unwrap(part), Head.unwrap(previous), proof);

        vm.expectRevert(_mismatch(AssetId.unwrap(part), actual, _head(Slots.asset(AssetId.unwrap(part)))));
        vm.prank(NURSE);
        ledger.undo(part, previous, proof, new Mark[](0), 0, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ONCE, IN TIME
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Undone() public {
        _undoes(NURSE, 5);
        _refuses(_undoneError());
        _dispense(item, 5);
        _refuses(_undoneError());
        _refuses(_undoneError(), CHIEF);
        _assertGauze(item, 45);
    }

    function test_RevertGiven_AnotherUndoneSince() public {
        _dispense(item, 7);
        uint256 first = index;
        index = _last(Action.Dispense);
        _undoes(NURSE, 7);
        _refuses(_undoneError());

        index = first;
        _undoes(NURSE, 5);
        _refuses(_undoneError());
        _assertGauze(item, HELD);
    }

    function test_Undo_InTheLastSecond() public {
        vm.warp(_dispensedAt + 10 days);
        _undoes(NURSE, 5);
        _assertGauze(item, HELD);
    }

    function test_RevertGiven_TooLate() public {
        vm.warp(_dispensedAt + 10 days + 1);
        _refusesLate(_dispensedAt + 10 days);
        vm.warp(_dispensedAt + 365 days);
        _refusesLate(_dispensedAt + 10 days);
    }

    /// @dev It counts when it was recorded, not when it is said to have occurred.
    function test_Undo_GivenOccurredEarlier() public {
        Claim memory claim;
        claim.occurredAt = _dispensedAt - 20 days;
        uint32 recordedAt = uint32(block.timestamp);
        vm.prank(NURSE);
        _callDispense(item, 3, claim);
        index = _last(Action.Dispense);

        vm.warp(recordedAt + 10 days);
        _undoes(NURSE, 3);
        vm.warp(recordedAt + 10 days + 1);
        index -= 1;
        _refusesLate(_dispensedAt + 10 days);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       WHICH ENTRY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_EntryIsNoDispensing() public {
        index = 0;
        _refusesAction(Action.Accept);
        _split(item, 10, 0);
        index = _last(Action.Split);
        _refusesAction(Action.Split);
        _record(KEEPER, Action.Move, item, PLACE);
        index = _last(Action.Move);
        _refusesAction(Action.Move);

        index = 1;
        _undoes(NURSE, 5);
        index = _last(Action.Undo);
        _refusesAction(Action.Undo);
    }

    /// @dev A correction is a statement: what was dispensed is taken back all the same, and the correction is not.
    function test_Undo_GivenCorrected() public {
        bytes32 subject = AssetId.unwrap(item);
        Head previous = Head.wrap(_headBefore(subject, index));
        Claim memory claim = _claimOf(PLACE);
        claim.occurredAt = _dispensedAt;
        vm.prank(NURSE);
        ledger.correct(Kind.Asset, subject, previous, _entriesFrom(subject, index), claim);
        _tick();
        uint256 correction = _last(Action.Correct);
        _undoes(NURSE, 5);
        _assertGauze(item, HELD);

        index = correction;
        _refusesAction(Action.Correct);
    }

    function test_RevertWhen_EntriesAreNotTheTrueOnes() public {
        bytes32 subject = AssetId.unwrap(item);
        bytes27 previous = _headBefore(subject, index);
        _record(KEEPER, Action.Move, item, PLACE);
        _wind();
        for (uint256 i = 0; i < 8; ++i) {
            Proof[] memory proof = _entriesFrom(subject, index);
            // Another quantity, author, origin, document, or order; fewer of them; none.
            if (i == 0) proof[0].facts += 1 << 160;
            else if (i == 1) proof[0].organisation = RIVAL;
            else if (i == 2) proof[0].origin = subject;
            else if (i == 3) proof[0].originHead = Head.wrap(previous);
            else if (i == 4) proof[1].details = bytes32(uint256(1));
            else if (i == 5) (proof[0], proof[1]) = (proof[1], proof[0]);
            else if (i == 6)
                assembly {
                    mstore(proof, 1)
                }
            else if (i == 7) proof = new Proof[](0);
            _refusesProof(previous, proof);
        }
    }

    function test_RevertWhen_HeadBeforeIsAnother() public {
        _refusesProof(0, _entriesFrom(AssetId.unwrap(item), index));
        _refusesProof(_headAt(index), _entriesFrom(AssetId.unwrap(item), index));
        _refusesProof(_headBefore(AssetId.unwrap(item), 0), _entriesFrom(AssetId.unwrap(item), index));
    }

    function test_RevertGiven_HistoryMovedOn() public {
        Proof[] memory proof = _entriesFrom(AssetId.unwrap(item), index);
        _dispense(item, 1);
        _refusesProof(_headBefore(AssetId.unwrap(item), index), proof);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    WHAT IS NOT USABLE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Quarantined() public {
        _quarantine(item);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        _record(RELEASER, Action.Release, item, 0);
        _undoes(NURSE, 5);
    }

    function test_RevertGiven_BatchRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _refusesRecalled(BatchId.unwrap(batch), RecallLevel.First);
        _liftBatch(WARDEN, gauze, LOT);
        _undoes(NURSE, 5);
    }

    /// @dev Also when nothing of it is left.
    function test_RevertGiven_ProductRecalledAndConsumed() public {
        _dispense(item, 45);
        _recall(WARDEN, RecallLevel.Third, Instruction.Inspect, gauze, ALL_ITEMS);
        _refusesRecalled(ProductId.unwrap(gauze), RecallLevel.Third);
        _lift(WARDEN, gauze, ALL_ITEMS);
        _undoes(NURSE, 5);
    }

    function test_RevertGiven_Expired() public {
        uint32 expiry = uint32(block.timestamp) + 2 days;
        _redate(gauze, LOT, expiry);
        vm.warp(expiry + 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Expired.selector, item, expiry));
        vm.warp(expiry);
        _undoes(NURSE, 5);
    }

    function test_RevertWhen_MarksAreGiven() public {
        marked.push(Mark(0, 1));
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotSerialised.selector, item));
    }

    function test_RevertWhen_DocumentIsGiven() public {
        document = "document";
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotSerialised.selector, item));
    }

    function test_RevertGiven_Item() public {
        AssetId monitor_ = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, monitor_, HOSPITAL, INSPECTOR, Terms.Loan);
        _expectOnlyForParcels(monitor_);
        vm.prank(NURSE);
        _stepOn(AssetId.unwrap(monitor_), _claim());
    }

    function test_RevertWhen_OnlyKeeping() public {
        _expectDutyMissing(KEEPER, Duties.USE);
        vm.prank(KEEPER);
        _step();
    }

    function _refusesLate(uint32 last) private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.UndoTooLate.selector, item, last));
    }

    function _refusesAction(Action recorded) private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotDispensed.selector, item, recorded));
    }

    function _refusesRecalled(bytes32 target, RecallLevel level) private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.Recalled.selector, item, target, level));
    }

    function _refusesProof(bytes27 previous, Proof[] memory proof) private {
        bytes32 subject = AssetId.unwrap(item);
        vm.expectRevert(_mismatch(subject, _replayed(subject, previous, proof), _head(Slots.asset(subject))));
        vm.prank(NURSE);
        ledger.undo(item, Head.wrap(previous), proof, new Mark[](0), 0, _claim());
    }

    function _mismatch(bytes32 subject, bytes27 actual, bytes27 stored) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ReplayMismatch.selector, subject, actual, stored);
    }
}
