// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, RequisitionState, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Holding } from "./support/Stages.sol";
import { UndoTest } from "./support/UndoTest.sol";

/// @dev Of fifty units of the manufacturer's vaccine, without codes, consigned to the hospital, five were dispensed, which the
/// step of the inherited tests takes back.
contract UndoConsignedTest is UndoTest {
    function setUp() public override {
        super.setUp();
        (batch, item) = _consigned(LOT, 50, NO_CODES);
        _dispense(item, 5);
        index = _last(Action.Dispense);
    }

    function test_Undo_ForgivesAll() public {
        _assertOwed(item, 5, 0);
        _undoes(NURSE, 5);
        _assertOwed(item, 0, 0);
        _assertHeld(50);
    }

    function test_Undo_ForgivesAPart() public {
        _dispense(item, 7);
        _undoes(NURSE, 5);
        _assertOwed(item, 7, 0);
        _assertHeld(43);

        index = index + 1;
        _undoes(NURSE, 7);
        _assertOwed(item, 0, 0);
        _assertHeld(50);
    }

    function test_Undo_GivenConsumed() public {
        _dispense(item, 45);
        index = _last(Action.Dispense);
        _undoes(NURSE, 45);
        _assertOwed(item, 5, 0);
        _assertHeld(45);
    }

    /// @dev The part's own debt stays.
    function test_Undo_GivenSplit() public {
        AssetId part = _split(item, 20, 0);
        _dispense(part, 20);
        _undoes(NURSE, 5);
        _assertOwed(item, 0, 0);
        _assertOwed(part, 20, 0);
        _assertHeld(30);
    }

    /// @dev What is left to settle is what was not taken back.
    function test_Undo_ThenSettle() public {
        _dispense(item, 7);
        _undoes(NURSE, 5);
        requisition = _ordered(vaccine, 7, REFERENCE, MANUFACTURER);
        _settle(requisition, item);
        _assertState(requisition, RequisitionState.Fulfilled);
        _assertOwed(item, 0, 0);
    }

    function test_RevertGiven_Settled() public {
        requisition = _ordered(vaccine, 10, REFERENCE, MANUFACTURER);
        _settle(requisition, item);
        _refuses(_inTheWay(Action.Settle));

        // Nor is it taken off what is owed since, which is taken back by itself.
        _dispense(item, 7);
        _refuses(_inTheWay(Action.Settle));
        _assertOwed(item, 7, 0);
        index = _last(Action.Dispense);
        _undoes(NURSE, 7);
        _assertOwed(item, 0, 0);
        _assertHeld(45);
    }

    /// @dev Which of the units were settled, nobody can tell.
    function test_RevertGiven_SettledInPart() public {
        requisition = _ordered(vaccine, 1, REFERENCE, MANUFACTURER);
        _settle(requisition, item);
        _assertOwed(item, 4, 0);
        _refuses(_inTheWay(Action.Settle));

        _dispense(item, 7);
        index = _last(Action.Dispense);
        _undoes(NURSE, 7);
        _assertOwed(item, 4, 0);
        _assertHeld(45);
    }

    function test_RevertGiven_SentBackAndTakenAgain() public {
        _sendBack(KEEPER, item, MANUFACTURER);
        _record(KEEPER, Action.Withdraw, item, 0);
        _undoes(NURSE, 5);
        _dispense(item, 5);
        index = _last(Action.Dispense);

        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Loan);
        _refuses(_inTheWay(Action.Take));
        _assertOwed(item, 5, 0);
    }

    function _assertHeld(uint32 quantity) private view {
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, quantity);
        _assertCustody(item, _onTerms(custody, Terms.Consignment));
        _assertState(item, AssetState.Stored);
    }
}
