// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { BatchId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, Instruction, RecallLevel, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { UndoTest } from "./support/UndoTest.sol";
import { vm } from "./support/Vm.sol";

/// @dev What may have happened since to the parcel, of which five of fifty units were dispensed: it was handed on, or remedied.
contract UndoSinceTest is UndoTest {
    function setUp() public override {
        super.setUp();
        (batch, item) = _declared(LOT, 50, REFERENCE);
        _dispense(item, 5);
        index = _last(Action.Dispense);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         HANDED ON
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_HandedOn() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Owned);
        _refuses(_wrongOrganisation(HOSPITAL, RIVAL));
        _refuses(_notAuthor(RIVAL), RIVAL_CHIEF);
    }

    /// @dev Also when it came back.
    function test_RevertGiven_HandedOnAndBack() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _refuses(_wrongOrganisation(HOSPITAL, RIVAL));
        _sendBack(RIVAL_CHIEF, item, HOSPITAL);
        _take(INSPECTOR, item);
        _assertGauze(item, 45);
        _refuses(_inTheWay(Action.Take));

        // What is dispensed since is taken back.
        _dispense(item, 3);
        index = _last(Action.Dispense);
        _undoes(NURSE, 3);
    }

    /// @dev What another organisation dispensed, while it had the parcel, stays dispensed.
    function test_RevertWhen_AnotherDispensed() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        vm.prank(RIVAL_CHIEF);
        _callDispense(item, 2, _claim());
        _tick();
        index = _last(Action.Dispense);
        _sendBack(RIVAL_CHIEF, item, HOSPITAL);
        _take(INSPECTOR, item);

        bytes4 selector = ILedgerErrors.NotAuthor.selector;
        _refuses(abi.encodeWithSelector(selector, item, HOSPITAL, RIVAL));
    }

    /// @dev It never left.
    function test_Undo_GivenOfferedAndNotTaken() public {
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        _expectStateOfStep(AssetState.InTransit);
        _record(RIVAL_CHIEF, Action.Decline, item, 0);
        _offer(KEEPER, item, RIVAL, Terms.Loan);
        _record(KEEPER, Action.Withdraw, item, 0);
        _undoes(NURSE, 5);
        _assertGauze(item, 50);
    }

    function test_RevertGiven_Reassigned() public {
        _reassign(RIVAL, RIVAL, item);
        _refuses(_wrongOrganisation(HOSPITAL, RIVAL));
        _refuses(_notAuthor(RIVAL), RIVAL_CHIEF);
        _reassign(HOSPITAL, HOSPITAL, item);
        _refuses(_inTheWay(Action.Reassign));
    }

    /// @dev The first that handed it on is named.
    function test_RevertGiven_ReassignedToTheSame() public {
        _reassign(HOSPITAL, HOSPITAL, item);
        _refuses(_inTheWay(Action.Reassign));
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _sendBack(RIVAL_CHIEF, item, HOSPITAL);
        _take(INSPECTOR, item);
        _refuses(_inTheWay(Action.Reassign));
    }

    /// @dev The rival, which trades too, dispensed of it, delivered it to the hospital and got it back.
    function test_RevertGiven_Accepted() public {
        (batch, item) = _boughtByRival("L-2", 100, NO_CODES);
        vm.prank(RIVAL_CHIEF);
        _callDispense(item, 10, _claim());
        _tick();
        index = _last(Action.Dispense);
        requisition = _ordered(vaccine, 90, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, 90, ANY_HEAD, _claim());
        _tick();
        _acceptParcel(requisition, item);
        _refuses(_wrongOrganisation(RIVAL, HOSPITAL), RIVAL_CHIEF);
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotAuthor.selector, item, HOSPITAL, RIVAL));

        _sendBack(KEEPER, item, RIVAL);
        _take(RIVAL_CHIEF, item);
        _refuses(_inTheWay(Action.Accept), RIVAL_CHIEF);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          REMEDIED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What was remedied is what was there then: not what had been dispensed.
    function test_RevertGiven_Remedied() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _answer(ENGINEER, item, Action.Remedy);
        _refusesRecalled(BatchId.unwrap(batch), RecallLevel.First);
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refuses(_inTheWay(Action.Remedy));
        _liftBatch(WARDEN, gauze, LOT);
        _refuses(_inTheWay(Action.Remedy));

        // What is dispensed since is taken back.
        _dispense(item, 3);
        index = _last(Action.Dispense);
        _undoes(NURSE, 3);
    }

    /// @dev Dispensed after the remedy, and before it was confirmed.
    function test_RevertGiven_RemedyConfirmed() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _answer(ENGINEER, item, Action.Remedy);
        _liftBatch(WARDEN, gauze, LOT);
        _dispense(item, 3);
        index = _last(Action.Dispense);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _refusesRecalled(BatchId.unwrap(batch), RecallLevel.First);
        _answer(RELEASER, item, Action.ConfirmRemedy);
        // It was recalled anew after the remedy.
        _refusesRecalled(BatchId.unwrap(batch), RecallLevel.First);
        _liftBatch(WARDEN, gauze, LOT);
        _refuses(_inTheWay(Action.ConfirmRemedy));
    }

    /// @dev To know of a recall is nothing that is done with the goods.
    function test_Undo_GivenAcknowledged() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _answer(KEEPER, item, Action.Acknowledge);
        _liftBatch(WARDEN, gauze, LOT);
        _undoes(NURSE, 5);
    }

    function _refusesRecalled(bytes32 target, RecallLevel level) private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.Recalled.selector, item, target, level));
    }

    function _expectStateOfStep(AssetState state) private {
        _wind();
        _expectState(item, state);
        vm.prank(NURSE);
        _step();
    }

    function _wrongOrganisation(uint24 organisation, uint24 required) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, item, organisation, required);
    }

    /// @dev Of what the hospital dispensed.
    function _notAuthor(uint24 organisation) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotAuthor.selector, item, organisation, HOSPITAL);
    }
}
