// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Action } from "../../contracts/types/Vocabulary.sol";
import { LifeHandler } from "./LifeHandler.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice The invariants of README.md, over random lives of items.
contract LifeTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    LifeHandler private _handler;

    function setUp() public {
        _handler = new LifeHandler();
        _handler.setUp();
    }

    /// @dev Read by the runner: otherwise it would call the ledger as well, as nobody in particular.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev Read by the runner: the functions that it may call.
    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(_handler);
        // Record three times, since most of a life is that.
        bytes4 record = LifeHandler.record.selector;
        bytes4[9] memory selectors = [
            record,
            record,
            record,
            LifeHandler.enrol.selector,
            LifeHandler.ship.selector,
            LifeHandler.accept.selector,
            LifeHandler.refuse.selector,
            LifeHandler.appoint.selector,
            LifeHandler.pass.selector
        ];
        targets[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) targets[0].selectors[i] = selectors[i];
    }

    /// @dev 1 and 2.
    function invariant_HeadsBlocksAndStatesFollowFromTheEvents() public view {
        for (uint256 i = 0; i < _handler.itemCount(); ++i) {
            bytes32 item = AssetId.unwrap(_handler.items(i));
            _assertStatus(item, Slots.asset(item));
        }
        bytes32 requisition = RequisitionId.unwrap(_handler.requisition());
        _assertStatus(requisition, Slots.requisition(requisition));
        _assertStatus(_handler.monitorId(), Slots.product(1));
        vm.assertEq(_handler.broken(), 0, "broken entries");
    }

    /// @dev 3.
    function invariant_OnlyTheCustodianOrItsAppointedProviderActs() public view {
        vm.assertEq(_handler.trespasses(), 0, "trespasses");
        for (uint256 i = 0; i < _handler.itemCount(); ++i) {
            bytes32 item = AssetId.unwrap(_handler.items(i));
            (uint24 stored, uint24 replayed) = _handler.custodians(item, Slots.asset(item));
            vm.assertEq(stored, replayed, "custodian");
        }
    }

    /// @dev 4.
    function invariant_NobodyChecksTheOwnWork() public view {
        vm.assertEq(_handler.selfChecks(), 0, "own work");
    }

    /// @dev 5.
    function invariant_NothingFaultyBecomesUsableButByReinstating() public view {
        vm.assertEq(_handler.laundered(), 0, "laundered");
    }

    /// @dev 6.
    function invariant_FinalIsFinal() public view {
        vm.assertEq(_handler.resurrections(), 0, "entries after the end");
    }

    /// @dev 7.
    function invariant_AcceptedIsCounted() public view {
        bytes32 requisition = RequisitionId.unwrap(_handler.requisition());
        vm.assertEq(_handler.acceptedThere(Slots.requisition(requisition)), _handler.accepted(), "accepted");
    }

    /// @dev The handler does reach every action and every refusal: the invariants are not kept by idling.
    function test_HandlerReachesEverything() public {
        for (uint256 i = 0; i < 3_000; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            uint256 choice = (seed >> 200) % 16;
            if (choice == 0) _handler.ship(seed);
            else if (choice == 1) _handler.accept(seed);
            else if (choice == 2) _handler.refuse(seed);
            else if (choice == 3) _handler.appoint(uint32(seed));
            else if (choice == 4) _handler.pass(uint32(seed), uint8(seed));
            else _handler.record(seed, seed >> 32, seed >> 64, uint32(seed >> 96), bytes32(seed));
            if (i % 60 == 0) _handler.enrol();
        }

        for (uint8 i = uint8(Action.Use); i <= uint8(type(Action).max); ++i) {
            vm.assertTrue(_handler.succeeded(Action(i)) > 0, string.concat("never: action ", vm.toString(i)));
        }
        Action[4] memory supply = [Action.Enrol, Action.Ship, Action.Accept, Action.Refuse];
        for (uint256 i = 0; i < supply.length; ++i) {
            vm.assertTrue(_handler.succeeded(supply[i]) > 0, string.concat("never: supply ", vm.toString(i)));
        }
        bytes4[6] memory refusals = [
            ILedgerErrors.WrongOrganisation.selector,
            ILedgerErrors.NotAppointed.selector,
            ILedgerErrors.DutyMissing.selector,
            ILedgerErrors.WrongState.selector,
            ILedgerErrors.OwnWork.selector,
            ILedgerErrors.SubjectExists.selector
        ];
        for (uint256 i = 0; i < refusals.length; ++i) {
            vm.assertTrue(_handler.refused(refusals[i]) > 0, string.concat("never: refusal ", vm.toString(i)));
        }
        invariant_HeadsBlocksAndStatesFollowFromTheEvents();
        invariant_OnlyTheCustodianOrItsAppointedProviderActs();
    }

    function _assertStatus(bytes32 subject, bytes32 statusKey) private view {
        (uint256 stored, uint256 replayed) = _handler.statuses(subject, statusKey);
        vm.assertEq(bytes32(stored), bytes32(replayed), "status");
    }
}
