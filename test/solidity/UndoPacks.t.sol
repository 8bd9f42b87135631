// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim, Mark } from "../../contracts/types/Records.sol";
import { Action, AssetState, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Holding } from "./support/Stages.sol";
import { UndoTest } from "./support/UndoTest.sol";
import { vm } from "./support/Vm.sol";

/// @dev Of six hundred packs of the hospital's own vaccine, with a code each, three were dispensed, which the step of the
/// inherited tests takes back.
contract UndoPacksTest is UndoTest {
    uint32 private constant PACKS = 600;
    uint32 private constant HELD = PACKS * UNITS_PER_PACK;
    uint256 private constant ALL = type(uint256).max;
    bytes32 private constant DOCUMENT = keccak256("prescription");

    function setUp() public override {
        super.setUp();
        (batch, item) = _delivered(LOT, HELD, PACKS_ROOT, REFERENCE);
        _dispenses(_marks(0, (1 << 3) | (1 << 255), 1, 1), DOCUMENT);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                           PACKS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Undo() public {
        _assertVaccine(item, HELD - 30, 0, PACKS);
        _undoes(NURSE, 30);
        _assertVaccine(item, HELD, 0, PACKS);
        _assertNoCare(item);
        _assertWord(0, 0);
        _assertWord(1, 0);
    }

    function test_Undo_WithoutDocument() public {
        _dispenses(_pack(4), 0);
        _undoes(NURSE, 10);
        _assertVaccine(item, HELD - 30, 0, PACKS);
    }

    /// @dev These bits, and only these, whatever else was dispensed before or since.
    function test_Undo_LeavesOtherPacks() public {
        _dispensePacks(item, _marks(0, 1 << 4, 1, 1 << 1));
        _undoes(NURSE, 30);
        _assertWord(0, 1 << 4);
        _assertWord(1, 1 << 1);
        _assertVaccine(item, HELD - 20, 0, PACKS);

        // The packs on both sides of them, too.
        uint32[8] memory packs = [uint32(2), 3, 4, 5, 254, 255, 256, 257];
        for (uint256 i = 0; i < packs.length; ++i) {
            if (packs[i] == 4 || packs[i] == 257) _expectAlreadyDispensed(packs[i]);
            vm.prank(NURSE);
            _callDispensePacks(item, _pack(packs[i]), _claim());
        }
    }

    /// @dev Only the one that is named, though others were of the same words.
    function test_Undo_OneOfTwo() public {
        Mark[] memory first = marked;
        uint256 firstIndex = index;
        _dispenses(_marks(0, 1 << 100, 1, 1 << 200), "another");
        _undoes(NURSE, 20);
        _assertWord(0, (1 << 3) | (1 << 255));
        _assertWord(1, 1);
        _assertVaccine(item, HELD - 30, 0, PACKS);

        (index, document) = (firstIndex, DOCUMENT);
        _mark(first);
        _undoes(NURSE, 30);
        _assertWord(0, 0);
        _assertWord(1, 0);
        _assertVaccine(item, HELD, 0, PACKS);
    }

    function test_Undo_ThenDispenseAgain() public {
        _undoes(NURSE, 30);
        _dispenses(_marks(0, (1 << 3) | (1 << 4)), "again");
        _assertWord(0, (1 << 3) | (1 << 4));
        _undoes(NURSE, 20);
        _assertWord(0, 0);
        _assertVaccine(item, HELD, 0, PACKS);
    }

    function test_Undo_GivenConsumed() public {
        _dispensePacks(item, _packs(4, 255));
        _dispensePacks(item, _packs(0, 3));
        _dispenses(_packs(257, PACKS), DOCUMENT);
        _assertState(item, AssetState.Consumed);
        _undoes(NURSE, 3430);
        _assertVaccine(item, 3430, 0, PACKS);
        _assertWord(0, ALL);
        _assertWord(1, 1);
        _assertWord(2, 0);
    }

    function test_Undo_AWholeWord() public {
        _undoes(NURSE, 30);
        _dispenses(_marks(1, ALL), DOCUMENT);
        _undoes(NURSE, 2560);
        _assertWord(1, 0);
        _assertVaccine(item, HELD, 0, PACKS);
    }

    /// @dev Any two disjoint sets of packs: taking either back leaves the other.
    function testFuzz_Undo(uint256[2] memory first, uint256[2] memory second, bool firstOne) public {
        _undoes(NURSE, 30);
        for (uint256 i = 0; i < 2; ++i) {
            if (first[i] == 0) first[i] = 1;
            second[i] &= ~first[i];
            if (second[i] == 0) (first[i], second[i]) = (1, 2);
        }
        _dispenses(_marks(0, first[0], 1, first[1]), "first");
        Mark[] memory marks = marked;
        uint256 firstIndex = index;
        _dispenses(_marks(0, second[0], 1, second[1]), "second");
        if (firstOne) {
            _mark(marks);
            (index, document) = (firstIndex, "first");
        }

        uint32 units = (_ones(marked[0].mask) + _ones(marked[1].mask)) * UNITS_PER_PACK;
        _undoes(NURSE, units);
        for (uint32 i = 0; i < 2; ++i) _assertWord(i, firstOne ? second[i] : first[i]);
        uint32 left = HELD;
        for (uint256 i = 0; i < 2; ++i) left -= _ones(firstOne ? second[i] : first[i]) * UNITS_PER_PACK;
        _assertVaccine(item, left, 0, PACKS);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SPLIT, OWED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What was dispensed stays with the rest, where it is taken back; then it can be split off.
    function test_Undo_GivenSplit() public {
        _split(item, 30, 0);
        AssetId last = _split(item, 3430, 257);
        _expectAlreadyDispensedBy(10, 3);
        _expectAlreadyDispensedBy(10, 256);

        _undoes(NURSE, 30);
        _assertVaccine(item, HELD - 3460, 3, 257);
        _assertVaccine(last, 3430, 257, 600);
        AssetId part = _split(item, 10, 3);
        _assertVaccine(part, 10, 3, 4);
        _assertVaccine(item, HELD - 3470, 4, 257);
    }

    function test_Undo_GivenConsigned() public {
        (batch, item) = _consigned("L-2", 500, PACKS_ROOT);
        _dispensePacks(item, _packs(0, 4));
        _dispenses(_packs(10, 12), DOCUMENT);
        _assertOwed(item, 60, 50);
        _undoes(NURSE, 20);
        _assertOwed(item, 40, 50);
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, 460);
        custody.firstPackAndOne = 1;
        _assertCustody(item, _onTerms(custody, Terms.Consignment));
        _assertWord(0, 15);
    }

    function test_RevertGiven_ConsignedAndSettled() public {
        (batch, item) = _consigned("L-2", 500, PACKS_ROOT);
        _dispenses(_packs(10, 12), DOCUMENT);
        requisition = _ordered(vaccine, 20, "to settle", MANUFACTURER);
        _settle(requisition, item);
        _refuses(_inTheWay(Action.Settle));
        _assertWord(0, 3 << 10);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                           ONCE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Not even when the same packs were dispensed again.
    function test_RevertGiven_Undone() public {
        _undoes(NURSE, 30);
        _refuses(_undoneError());
        _dispensePacks(item, marked);
        _refuses(_undoneError());
        _assertWord(0, (1 << 3) | (1 << 255));
        _assertWord(1, 1);
        _assertVaccine(item, HELD - 30, 0, PACKS);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        WHICH PACKS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_MarksAreOthers() public {
        // Another pack instead.
        _refusesMarks(_marks(0, (1 << 4) | (1 << 255), 1, 1), DOCUMENT);
        // More, and fewer of them.
        _refusesMarks(_marks(0, (1 << 3) | (1 << 4) | (1 << 255), 1, 1), DOCUMENT);
        _refusesMarks(_marks(0, 1 << 3, 1, 1), DOCUMENT);
        _refusesMarks(_marks(0, (1 << 3) | (1 << 255)), DOCUMENT);
        _refusesMarks(_marks(1, 1), DOCUMENT);
        // Another word, and another order.
        _refusesMarks(_marks(0, (1 << 3) | (1 << 255), 2, 1), DOCUMENT);
        _refusesMarks(_marks(1, 1, 0, (1 << 3) | (1 << 255)), DOCUMENT);
        _refusesMarks(new Mark[](0), DOCUMENT);
        _assertVaccine(item, HELD - 30, 0, PACKS);
    }

    function test_RevertWhen_DocumentIsAnother() public {
        Mark[] memory marks = marked;
        _refusesMarks(marks, 0);
        _refusesMarks(marks, "another");
        _refusesMarks(marks, _entryAt(index).details);
    }

    /// @dev What another entry dispensed is not taken back in its place.
    function test_RevertWhen_MarksAreOfAnotherEntry() public {
        Mark[] memory first = marked;
        _dispenses(_marks(0, 7 << 10), DOCUMENT);
        _refusesMarks(first, DOCUMENT);
    }

    function test_RevertGiven_Expired() public {
        uint32 expiry = uint32(block.timestamp) + 2 days;
        _redate(vaccine, LOT, expiry);
        vm.warp(expiry + 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Expired.selector, item, expiry));
    }

    function test_RevertGiven_HandedOnAndBack() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _sendBack(RIVAL_CHIEF, item, HOSPITAL);
        _take(INSPECTOR, item);
        _refuses(_inTheWay(Action.Take));
    }

    /// @dev With that document; it is what the step takes back from now on.
    function _dispenses(Mark[] memory marks, bytes32 behind) private {
        Claim memory claim;
        claim.details = behind;
        vm.prank(NURSE);
        _callDispensePacks(item, marks, claim);
        _tick();
        _mark(marks);
        (index, document) = (_last(Action.Dispense), behind);
    }

    function _mark(Mark[] memory marks) private {
        delete marked;
        for (uint256 i = 0; i < marks.length; ++i) marked.push(marks[i]);
    }

    function _refusesMarks(Mark[] memory marks, bytes32 behind) private {
        _mark(marks);
        document = behind;
        bytes32 committed = _entryAt(index).details;
        bytes32 actual = _commitment(behind, marks);
        _refuses(abi.encodeWithSelector(ILedgerErrors.MarksMismatch.selector, item, actual, committed));
    }

    function _expectAlreadyDispensedBy(uint32 quantity, uint32 pack) private {
        _expectAlreadyDispensed(pack);
        vm.prank(KEEPER);
        ledger.split(item, quantity, pack, _claim());
    }

    function _ones(uint256 mask) private pure returns (uint32 count) {
        for (; mask != 0; mask >>= 1) count += uint32(mask & 1);
    }
}
