// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Action } from "../../contracts/types/Vocabulary.sol";
import { LifeHandler } from "./LifeHandler.sol";
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
        // Steps several times, since most of a life is that.
        bytes4 step = LifeHandler.step.selector;
        bytes4[27] memory selectors = [
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            step,
            LifeHandler.enrol.selector,
            LifeHandler.depart.selector,
            LifeHandler.ship.selector,
            LifeHandler.accept.selector,
            LifeHandler.accept.selector,
            LifeHandler.accept.selector,
            LifeHandler.refuse.selector,
            LifeHandler.settle.selector,
            LifeHandler.recall.selector,
            LifeHandler.lift.selector,
            LifeHandler.correct.selector,
            LifeHandler.appoint.selector,
            LifeHandler.decide.selector,
            LifeHandler.pass.selector,
            LifeHandler.pass.selector
        ];
        targets[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) targets[0].selectors[i] = selectors[i];
    }

    /// @dev 1 and 2.
    function invariant_HeadsBlocksAndStatesFollowFromTheEvents() public view {
        _handler.assertStatuses();
        vm.assertEq(_handler.broken(), 0, "broken entries");
    }

    /// @dev 3.
    function invariant_OnlyWhoHasASayActs() public view {
        vm.assertEq(_handler.trespasses(), 0, "trespasses");
        _handler.assertCustodies();
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
        _handler.assertDeliveries();
    }

    /// @dev 8.
    function invariant_NothingUnusableIsUsed() public view {
        vm.assertEq(_handler.misused(), 0, "misused");
    }

    /// @dev 9.
    function invariant_AnOfferIsTakenOnceInTimeAndByItsAddressee() public view {
        vm.assertEq(_handler.mistaken(), 0, "mistaken");
    }

    /// @dev 10.
    function invariant_NothingIsCorrectedTwice() public view {
        vm.assertEq(_handler.miscorrected(), 0, "miscorrected");
    }

    /// @dev 11.
    function invariant_NothingComesRoundProcurement() public view {
        vm.assertEq(_handler.smuggled(), 0, "smuggled");
    }

    /// @dev The handler does reach every action and every refusal: the invariants are not kept by idling. But for one,
    /// {ILedgerErrors.Unsettled}, which takes too many coincidences.
    function test_HandlerReachesEverything() public {
        for (uint256 i = 0; i < 6_000; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            uint256 choice = (seed >> 200) % 32;
            if (choice == 0) _handler.ship(seed);
            else if (choice == 1) _handler.accept(seed);
            else if (choice == 2) _handler.refuse(seed);
            else if (choice == 3) _handler.settle(seed);
            else if (choice == 4) _handler.recall(seed);
            else if (choice == 5) _handler.lift(seed);
            else if (choice == 6) _handler.correct(seed);
            else if (choice == 7) _handler.appoint(uint32(seed), uint8(seed >> 32));
            else if (choice == 8) _handler.decide(seed % 4 != 0);
            else if (choice < 11) _handler.accept(seed);
            else if (choice < 14) _handler.pass(uint32(seed), uint8(seed >> 32));
            else _handler.step(seed);
            if (i % 20 == 0) _handler.enrol(seed);
            if (i % 25 == 0) _handler.depart(seed);
        }

        for (uint256 i = 0; i < _handler.actions().length; ++i) _assertReached(_handler.actions()[i]);
        Action[8] memory others = [
            Action.Enrol,
            Action.Ship,
            Action.Accept,
            Action.Refuse,
            Action.Settle,
            Action.Recall,
            Action.Lift,
            Action.Correct
        ];
        for (uint256 i = 0; i < others.length; ++i) _assertReached(others[i]);
        bytes4[31] memory refusals = [
            ILedgerErrors.WrongOrganisation.selector,
            ILedgerErrors.NotAppointed.selector,
            ILedgerErrors.DutyMissing.selector,
            ILedgerErrors.RoleMissing.selector,
            ILedgerErrors.WrongState.selector,
            ILedgerErrors.SubjectExists.selector,
            ILedgerErrors.OwnWork.selector,
            ILedgerErrors.OwnPurchase.selector,
            ILedgerErrors.AlreadyApproved.selector,
            ILedgerErrors.Quarantined.selector,
            ILedgerErrors.NotQuarantined.selector,
            ILedgerErrors.Recalled.selector,
            ILedgerErrors.NotRecalled.selector,
            ILedgerErrors.NotRemedied.selector,
            ILedgerErrors.RecallOfAnother.selector,
            ILedgerErrors.DetailsRequired.selector,
            ILedgerErrors.CalibrationLapsed.selector,
            ILedgerErrors.SpanOutOfOrder.selector,
            ILedgerErrors.UntilOutOfRange.selector,
            ILedgerErrors.BorrowedGoods.selector,
            ILedgerErrors.NotItsOrigin.selector,
            ILedgerErrors.DeadlinePassed.selector,
            ILedgerErrors.NotShippedHere.selector,
            ILedgerErrors.WrongProduct.selector,
            ILedgerErrors.NothingToSettle.selector,
            ILedgerErrors.NotAuthor.selector,
            ILedgerErrors.AlreadyCorrected.selector,
            ILedgerErrors.OwnOrganisation.selector,
            ILedgerErrors.InvalidTerms.selector,
            ILedgerErrors.OnlyThroughManufacturer.selector,
            ILedgerErrors.UnknownSubject.selector
        ];
        for (uint256 i = 0; i < refusals.length; ++i) _assertRefused(refusals[i], i);
        vm.assertTrue(_handler.handedOn() > 0, "never handed on from a hospital");
        // 12, from every state that is not final.
        uint8[8] memory states = [1, 2, 3, 4, 5, 6, 7, 10];
        for (uint256 i = 0; i < states.length; ++i) {
            string memory number = vm.toString(states[i]);
            vm.assertTrue(_handler.wentOut(states[i]) > 0, string.concat("never left: state ", number));
        }
        invariant_HeadsBlocksAndStatesFollowFromTheEvents();
        invariant_OnlyWhoHasASayActs();
        invariant_NothingComesRoundProcurement();
    }

    function _assertReached(Action action) private view {
        string memory number = vm.toString(uint256(action));
        vm.assertTrue(_handler.succeeded(action) > 0, string.concat("never: action ", number));
    }

    function _assertRefused(bytes4 selector, uint256 index) private view {
        vm.assertTrue(_handler.refused(selector) > 0, string.concat("never: refusal ", vm.toString(index)));
    }
}
