// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, Instruction, RecallLevel } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { BatchRecallTest } from "./support/BatchRecallTest.sol";
import { Entry } from "./support/Entries.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of a lot, by its product's manufacturer and by a regulator, who recalled it.
abstract contract LiftBatchTest is BatchRecallTest {
    constructor(address actor_) BatchRecallTest(Action.Lift, actor_) {}

    function setUp() public override {
        super.setUp();
        _recallBatch(actor, RecallLevel.Second, Instruction.SendBack, vaccine, LOT);
    }

    function test_LiftBatch() public {
        _lifts(actor);
    }

    /// @dev Raised again, it is lifted again.
    function test_LiftBatch_GivenRecalledAgain() public {
        _lifts(actor);
        _tick();
        _recallBatch(actor, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _lifts(actor);
    }

    /// @dev Each recall is lifted by itself: neither the product's, nor another batch's goes with it, nor the other way round.
    function test_LiftBatch_LeavesOtherRecalls() public {
        (, AssetId other) = _delivered("L-2", 20, NO_CODES, REFERENCE);
        _recallBatch(actor, RecallLevel.Third, Instruction.Stop, vaccine, "L-2");
        vm.prank(actor);
        ledger.recall(vaccine, ALL_ITEMS, RecallLevel.First, Instruction.Stop, _claim());
        Recall ofProduct = _raised(RecallLevel.First, Instruction.Stop, byRegulator);
        _tick();
        _liftBatch(actor, vaccine, LOT);

        _assertBatch(batch, VACCINE_NUMBER, EXPIRY, 200, _noRecall(), PACKS_ROOT);
        _assertProductRecall(VACCINE_NUMBER, ofProduct);
        _lift(actor, vaccine, ALL_ITEMS);
        _assertProductRecall(VACCINE_NUMBER, _noRecall());
        _expectRecalled(other, BatchId.unwrap(_batchOf(vaccine, "L-2")), RecallLevel.Third);
        vm.prank(NURSE);
        ledger.dispense(other, 1, _claim());
    }

    function test_RevertWhen_DetailsAreMissing() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DetailsRequired.selector, Action.Lift));
        vm.prank(actor);
        ledger.liftBatch(vaccine, LOT, _claim());
    }

    function test_RevertGiven_NotRecalled() public {
        _liftBatch(actor, vaccine, LOT);
        _refusesNotRecalled();
    }

    /// @dev A recall of the product is none of the batch.
    function test_RevertGiven_OnlyProductRecalled() public {
        _liftBatch(actor, vaccine, LOT);
        _recall(actor, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        _refusesNotRecalled();
    }

    function test_RevertGiven_BatchUnknown() public {
        bytes32[3] memory lots = [bytes32(0), "L-2", "with space"];
        for (uint256 i = 0; i < lots.length; ++i) {
            bytes4 selector = ILedgerErrors.UnknownSubject.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, _batchOf(vaccine, lots[i])));
            vm.prank(actor);
            ledger.liftBatch(vaccine, lots[i], _usualClaim());
        }
    }

    function _lifts(address by) internal {
        Claim memory claim = _fullClaim();
        bytes memory words = _words(parcel);
        Entry memory entry = _targetEntry(by, claim);

        vm.prank(by);
        ledger.liftBatch(vaccine, LOT, claim);

        _assertOnly(entry);
        _assertTarget(_noRecall(), words);
    }

    function _refusesNotRecalled() private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRecalled.selector, batch));
        vm.prank(actor);
        _step();
    }

    function _usualClaim() internal pure override returns (Claim memory claim) {
        claim.details = keccak256("effective");
    }

    function _stepOn(ProductId product, Claim memory claim) internal override {
        ledger.liftBatch(product, LOT, claim);
    }
}

contract LiftBatchByManufacturerTest is LiftBatchTest(RECALLER) {
    function test_RevertGiven_RegulatorsRecall() public {
        _recallBatch(WARDEN, RecallLevel.Third, Instruction.Inspect, vaccine, LOT);
        _refusesRegulators();
    }

    function test_RevertGiven_RegulatorsRecall_RaisedByManufacturer() public {
        _recallBatch(WARDEN, RecallLevel.Third, Instruction.Inspect, vaccine, LOT);
        _recallBatch(RECALLER, RecallLevel.First, Instruction.Inspect, vaccine, LOT);
        _refusesRegulators();
    }

    function _refusesRegulators() private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RecallOfAnother.selector, batch, REGULATOR));
        vm.prank(RECALLER);
        _step();

        _lifts(WARDEN);
    }
}

contract LiftBatchByRegulatorTest is LiftBatchTest(WARDEN) {
    /// @dev A regulator lifts any.
    function test_LiftBatch_GivenManufacturersRecall() public {
        _liftBatch(WARDEN, vaccine, LOT);
        _recallBatch(RECALLER, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _lifts(WARDEN);
    }
}
