// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, BatchId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Instruction,
    Means,
    RecallLevel,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { LotTest } from "./support/LotTest.sol";
import { vm } from "./support/Vm.sol";

/// @notice What the open recall of a batch keeps from happening, to all of its parcels, and what it does not.
contract BatchRecallBlocksTest is LotTest {
    BatchId private _batch;
    /// @dev Parts of one lot: at the hospital, at the manufacturer, on the way to the hospital, offered to it, sent back by it.
    AssetId private _held;
    AssetId private _made;
    AssetId private _shipped;
    AssetId private _addressed;
    AssetId private _returned;
    RequisitionId private _requisition;

    function setUp() public override {
        super.setUp();
        (_batch, _made) = _commissioned(vaccine, LOT, 1000, NO_CODES);
        _held = _part();
        _shipped = _part();
        _addressed = _part();
        _returned = _part();
        _requisition = _ordered(vaccine, 1000, REFERENCE, MANUFACTURER);
        _shipParcel(_requisition, _held, 100);
        _acceptParcel(_requisition, _held);
        _shipParcel(_requisition, _returned, 100);
        _acceptParcel(_requisition, _returned);
        _sendBack(KEEPER, _returned, MANUFACTURER);
        _shipParcel(_requisition, _shipped, 100);
        _offer(MAKER_KEEPER, _addressed, HOSPITAL, Terms.Loan);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BLOCKED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Nothing of it is used or handed on, wherever it is; once lifted, all of it may be again.
    function test_RevertGiven_BatchRecalled() public {
        _recallBatch(RECALLER, RecallLevel.Second, Instruction.SendBack, vaccine, LOT);
        _refusesAll(BatchId.unwrap(_batch), RecallLevel.Second);

        _liftBatch(RECALLER, vaccine, LOT);
        _allowsAll();
    }

    function test_RevertGiven_BatchRecalledByRegulator_OnEachLevel() public {
        for (uint8 level = 1; level <= uint8(type(RecallLevel).max); ++level) {
            _recallBatch(WARDEN, RecallLevel(level), Instruction.Stop, vaccine, LOT);
            _refusesAll(BatchId.unwrap(_batch), RecallLevel(level));
        }
    }

    /// @dev Both open, the batch's is named; each must be lifted.
    function test_RevertGiven_BatchAndProductRecalled() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        _recallBatch(RECALLER, RecallLevel.Third, Instruction.Stop, vaccine, LOT);
        _refusesAll(BatchId.unwrap(_batch), RecallLevel.Third);

        _liftBatch(RECALLER, vaccine, LOT);
        _refusesAll(ProductId.unwrap(vaccine), RecallLevel.First);
        _lift(WARDEN, vaccine, ALL_ITEMS);
        _allowsAll();
    }

    function test_RevertGiven_BatchAndProductRecalled_ProductLiftedFirst() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        _recallBatch(RECALLER, RecallLevel.Third, Instruction.Stop, vaccine, LOT);
        _lift(WARDEN, vaccine, ALL_ITEMS);
        _refusesAll(BatchId.unwrap(_batch), RecallLevel.Third);
    }

    /// @dev However many parcels there are, also one that is split off a recalled one, or found since.
    function test_RevertGiven_BatchRecalled_OfParcelsSince() public {
        _recallBatch(RECALLER, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        vm.prank(KEEPER);
        AssetId part = ledger.split(_held, 40, 0, _claim());
        _tick();
        _refusesDispensing(part, BatchId.unwrap(_batch), RecallLevel.First);
        _refusesDispensing(_held, BatchId.unwrap(_batch), RecallLevel.First);

        _recallBatch(WARDEN, RecallLevel.Second, Instruction.Stop, gauze, LOT);
        AssetId[2] memory found;
        for (uint256 i = 0; i < found.length; ++i) {
            vm.prank(INSPECTOR);
            found[i] = ledger.enrolLot(gauze, _lot(LOT, 5), _claimOf(_basis(Basis.Found)));
            _tick();
            _record(WITNESS, Action.Confirm, found[i], 0);
            _refusesDispensing(found[i], BatchId.unwrap(_batchOf(gauze, LOT)), RecallLevel.Second);
        }
    }

    /// @dev Another batch, and another product's batch of the same lot, go on.
    function test_Dispense_GivenAnotherBatchRecalled() public {
        _recallBatch(RECALLER, RecallLevel.First, Instruction.Stop, vaccine, "L-2");
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, gauze, LOT);
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, gauze, ALL_ITEMS);
        _dispense(_held, 1);
    }

    /// @dev One word at the batch: a recall costs the same however many parcels it reaches.
    function test_RecallBatch_CostsTheSame_GivenManyParcels() public {
        _find("L-0", 1);
        _find("L-1", 1);
        _find("L-2", 20);
        // The first one in a transaction pays for what the others find read.
        _costOfRecall("L-0");
        uint256 few = _costOfRecall("L-1");
        uint256 many = _costOfRecall("L-2");
        // But for what this test's own memory costs.
        vm.assertTrue(many <= few + 10, "gas");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     NOT BLOCKED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev To take goods out of circulation is what a recall is for.
    function test_Steps_GivenRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.SendBack, vaccine, LOT);
        _record(KEEPER, Action.Store, _held, PLACE);
        _record(KEEPER, Action.Move, _held, PLACE);
        _record(KEEPER, Action.Stocktake, _held, 100);
        _record(KEEPER, Action.Note, _held, 1);
        _record(NURSE, Action.ReportAdverseEvent, _held, 1);
        vm.prank(KEEPER);
        ledger.monitor(_held, 30, 40, 0, _claim());
        _tick();
        _record(KEEPER, Action.Quarantine, _held, 1);
        _record(RELEASER, Action.Release, _held, 0);
        _record(KEEPER, Action.RequestScrap, _held, 0);
        _approveScrap(APPROVER, _held);
        _record(DISPOSER, Action.Dispose, _held, uint32(Means.Destroyed));
        _assertState(_held, AssetState.Disposed);
    }

    /// @dev What was sent back is taken though it is recalled; and the hospital sends back what it has.
    function test_SendBackAndTake_GivenRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.SendBack, vaccine, LOT);
        _take(MAKER_CHIEF, _returned);
        _assertCustody(_returned, _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, _batch, 100));
        _sendBack(KEEPER, _held, MANUFACTURER);
        _take(MAKER_CHIEF, _held);
        _assertCustody(_held, _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, _batch, 100));
    }

    /// @dev What is on its way goes back: refused, declined or withdrawn.
    function test_Refuse_Decline_Withdraw_GivenRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.SendBack, vaccine, LOT);
        uint256 snapshot = _snapshot();
        vm.prank(INSPECTOR);
        ledger.refuse(_requisition, _shipped, 100, _headOf(_shipped), _claimOf(1));
        _record(INSPECTOR, Action.Decline, _addressed, 0);
        _assertState(_shipped, AssetState.Stored);
        _assertState(_addressed, AssetState.Stored);
        _revertTo(snapshot);
        _record(MAKER_KEEPER, Action.Withdraw, _shipped, 0);
        _record(MAKER_KEEPER, Action.Withdraw, _addressed, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _part() private returns (AssetId part) {
        vm.prank(MAKER_KEEPER);
        part = ledger.split(_made, 100, 0, _claim());
        _tick();
    }

    function _refusesAll(bytes32 target, RecallLevel level) private {
        _refusesDispensing(_held, target, level);
        Claim memory claim = _dayClaim();
        for (uint8 i = uint8(Terms.Owned); i <= uint8(Terms.Trial); ++i) {
            if (Terms(i) != Terms.Consignment) _expectRecalled(_held, target, level);
            if (Terms(i) == Terms.Consignment) _expectRecalled(_made, target, level);
            vm.prank(Terms(i) == Terms.Consignment ? MAKER_KEEPER : KEEPER);
            ledger.offer(Terms(i) == Terms.Consignment ? _made : _held, RIVAL, Terms(i), claim);
        }
        _expectRecalled(_made, target, level);
        vm.prank(SHIPPER);
        ledger.ship(_requisition, _made, 600, ANY_HEAD, _claim());
        _expectRecalled(_shipped, target, level);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(_requisition, _shipped, _headOf(_shipped), _claim());
        _expectRecalled(_addressed, target, level);
        vm.prank(INSPECTOR);
        ledger.take(_addressed, _expecting(_addressed));
    }

    function _refusesDispensing(AssetId parcel, bytes32 target, RecallLevel level) private {
        _expectRecalled(parcel, target, level);
        vm.prank(NURSE);
        ledger.dispense(parcel, 1, _claim());
    }

    function _allowsAll() private {
        _dispense(_held, 1);
        _offer(KEEPER, _held, RIVAL, Terms.Loan);
        _shipParcel(_requisition, _made, 600);
        _acceptParcel(_requisition, _shipped);
        _take(INSPECTOR, _addressed);
    }

    function _find(bytes32 lot, uint256 parcels) private {
        for (uint256 i = 0; i < parcels; ++i) {
            vm.prank(INSPECTOR);
            ledger.enrolLot(gauze, _lot(lot, 1), _claimOf(_basis(Basis.Found)));
        }
    }

    function _costOfRecall(bytes32 lot) private returns (uint256 cost) {
        Claim memory claim = _claim();
        vm.prank(WARDEN);
        uint256 before = gasleft();
        ledger.recallBatch(gauze, lot, RecallLevel.First, Instruction.Stop, claim);
        cost = before - gasleft();
    }
}
