// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Instruction, RecallLevel } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { RecallTest } from "./support/RecallTest.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of a product and of an item, by its manufacturer and by a regulator, who recalled it.
abstract contract LiftTest is RecallTest {
    constructor(address actor_, bytes32 serial_) RecallTest(Action.Lift, actor_, serial_) {}

    function setUp() public override {
        super.setUp();
        _recall(actor, RecallLevel.Second, Instruction.SendBack, monitor, serial);
    }

    function test_Lift() public {
        _lifts(actor, AssetState.Stored);
    }

    /// @dev Raised again, it is lifted again.
    function test_Lift_GivenRecalledAgain() public {
        _lifts(actor, AssetState.Stored);
        _tick();
        _recall(actor, RecallLevel.First, Instruction.Stop, monitor, serial);
        _lifts(actor, AssetState.Stored);
    }

    function test_RevertWhen_DetailsAreMissing() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DetailsRequired.selector, Action.Lift));
        vm.prank(actor);
        ledger.lift(monitor, serial, _claim());
    }

    function test_RevertGiven_NotRecalled() public {
        _lift(actor, monitor, serial);

        (bytes32 target, ) = _subject();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRecalled.selector, target));
        vm.prank(actor);
        _step();
    }

    /// @dev A recall of the product is none of the item, nor the other way round.
    function test_RevertWhen_TargetIsAnother() public {
        bytes32 otherSerial = serial == ALL_ITEMS ? SERIAL : ALL_ITEMS;
        bytes32 other = serial == ALL_ITEMS ? AssetId.unwrap(item) : ProductId.unwrap(monitor);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRecalled.selector, other));
        vm.prank(actor);
        ledger.lift(monitor, otherSerial, _usualClaim());
    }

    function test_Lift_LeavesTheOtherRecall() public {
        bytes32 otherSerial = serial == ALL_ITEMS ? SERIAL : ALL_ITEMS;
        vm.prank(actor);
        ledger.recall(monitor, otherSerial, RecallLevel.First, Instruction.Stop, _claim());
        Recall other = _raised(RecallLevel.First, Instruction.Stop, byRegulator);
        _tick();
        _lift(actor, monitor, serial);

        Care memory care;
        if (serial == ALL_ITEMS) care.recall = other;
        _assertCare(item, care);
        _assertFlags(item, false, serial == ALL_ITEMS);
        _assertProductRecall(MONITOR_NUMBER, serial == ALL_ITEMS ? Recall.wrap(0) : other);
    }

    function test_RevertGiven_ItemUnknown() public {
        bytes32[2] memory serials = [bytes32("P-0002"), "with space"];
        for (uint256 i = 0; i < serials.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, _itemOf(monitor, serials[i]))
            );
            vm.prank(actor);
            ledger.lift(monitor, serials[i], _usualClaim());
        }
    }

    function _lifts(address by, AssetState state) internal {
        Claim memory claim = _fullClaim();
        Entry memory entry = _targetEntry(by, state, claim);

        vm.prank(by);
        ledger.lift(monitor, serial, claim);

        _assertOnly(entry);
        _assertTarget(Recall.wrap(0));
    }

    function _usualClaim() internal pure override returns (Claim memory claim) {
        claim.details = keccak256("effective");
    }

    function _stepOn(ProductId product, Claim memory claim) internal override {
        ledger.lift(product, serial, claim);
    }
}

abstract contract LiftByManufacturerTest is LiftTest {
    constructor(bytes32 serial_) LiftTest(RECALLER, serial_) {}

    function test_RevertGiven_RegulatorsRecall() public {
        _recall(WARDEN, RecallLevel.Third, Instruction.Inspect, monitor, serial);
        _refusesRegulators();
    }

    function test_RevertGiven_RegulatorsRecall_RaisedByManufacturer() public {
        _recall(WARDEN, RecallLevel.Third, Instruction.Inspect, monitor, serial);
        _recall(RECALLER, RecallLevel.First, Instruction.Inspect, monitor, serial);
        _refusesRegulators();
    }

    function _refusesRegulators() private {
        (bytes32 target, ) = _subject();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RecallOfAnother.selector, target, REGULATOR));
        vm.prank(RECALLER);
        _step();

        _lifts(WARDEN, AssetState.Stored);
    }
}

abstract contract LiftByRegulatorTest is LiftTest {
    constructor(bytes32 serial_) LiftTest(WARDEN, serial_) {}

    /// @dev A regulator lifts any.
    function test_Lift_GivenManufacturersRecall() public {
        _lift(WARDEN, monitor, serial);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, serial);
        _lifts(WARDEN, AssetState.Stored);
    }
}

contract LiftProductByManufacturerTest is LiftByManufacturerTest(0) {}

contract LiftProductByRegulatorTest is LiftByRegulatorTest(0) {}

contract LiftItemByManufacturerTest is LiftByManufacturerTest("P-0001") {
    /// @dev In every state, final ones too, which stays.
    function test_Lift_GivenEachState() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 state = 1; state <= uint8(type(AssetState).max); ++state) {
            _forceState(statusKey, state, 1);
            _lifts(RECALLER, AssetState(state));
            _tick();
            _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        }
    }

    /// @dev Only the recall goes; a quarantine stays.
    function test_Lift_GivenQuarantined() public {
        _record(MAKER_KEEPER, Action.Quarantine, item, 1);
        _lift(RECALLER, monitor, SERIAL);

        _assertFlags(item, true, false);
    }

    /// @dev What was done about it stays noted.
    function test_Lift_GivenRemedied() public {
        vm.prank(MAKER_CHIEF);
        ledger.answerRecall(item, Action.Remedy, _claim());
        Care memory care;
        (care.remedyAt, care.remedier) = (uint32(block.timestamp), memberOf[MAKER_CHIEF]);
        _tick();
        _lift(RECALLER, monitor, SERIAL);

        _assertCare(item, care);
    }
}

contract LiftItemByRegulatorTest is LiftByRegulatorTest("P-0001") {}
