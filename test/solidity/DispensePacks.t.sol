// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Mark } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Instruction,
    ProductKind,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { PackTest } from "./support/PackTest.sol";
import { Holding } from "./support/Stages.sol";
import { ANY, STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev Six hundred packs of the hospital's own vaccine, with a code each: two words and a part of a third. The step of the
/// inherited tests dispenses the first.
contract DispensePacksTest is PackTest {
    uint32 private constant PACKS = 600;
    uint32 private constant HELD = PACKS * UNITS_PER_PACK;
    uint256 private constant ALL = type(uint256).max;
    /// @dev Of the third word, those that there are.
    uint256 private constant LAST = (1 << 88) - 1;

    constructor() AssetTest(Action.Dispense, NURSE, Duties.USE, STORED, 0, ANY) {}

    function setUp() public override {
        super.setUp();
        (batch, item) = _delivered(LOT, HELD, PACKS_ROOT, REFERENCE);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        _callDispensePacks(AssetId.wrap(id), _pack(0), claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                           PACKS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Dispense_One() public {
        _dispensesPacks(_pack(17), 10, AssetState.Stored);
        _assertVaccine(item, HELD - 10, 0, PACKS);
        _assertWord(0, 1 << 17);
        _assertWord(1, 0);
        _assertNoCare(item);
    }

    function test_Dispense_Several() public {
        _dispensesPacks(_marks(1, 0x8001), 20, AssetState.Stored);
        _assertVaccine(item, HELD - 20, 0, PACKS);
        _assertWord(0, 0);
        _assertWord(1, 0x8001);
    }

    function test_Dispense_AcrossWords() public {
        _dispensesPacks(_packs(254, 258), 40, AssetState.Stored);
        _assertWord(0, 3 << 254);
        _assertWord(1, 3);

        _dispensesPacks(_marks(0, 1, 2, 1 << 87), 20, AssetState.Stored);
        _assertWord(0, (3 << 254) | 1);
        _assertWord(1, 3);
        _assertWord(2, 1 << 87);
        _assertVaccine(item, HELD - 60, 0, PACKS);
    }

    function test_Dispense_AWholeWord() public {
        _dispensesPacks(_marks(1, ALL), 2560, AssetState.Stored);
        _assertVaccine(item, HELD - 2560, 0, PACKS);
        _assertWord(1, ALL);

        _dispensesPacks(_marks(0, ALL), 2560, AssetState.Stored);
        _assertVaccine(item, HELD - 5120, 0, PACKS);
    }

    function test_Dispense_All() public {
        _dispensesPacks(_packs(0, PACKS), HELD, AssetState.Consumed);
        _assertVaccine(item, 0, 0, PACKS);
        _assertWord(0, ALL);
        _assertWord(1, ALL);
        _assertWord(2, LAST);
        _assertWord(3, 0);
    }

    function test_Dispense_DownToConsumed() public {
        _dispensesPacks(_packs(0, 300), 3000, AssetState.Stored);
        _dispensesPacks(_packs(301, PACKS), 2990, AssetState.Stored);
        _assertVaccine(item, 10, 0, PACKS);
        _dispensesPacks(_pack(300), 10, AssetState.Consumed);
        _assertVaccine(item, 0, 0, PACKS);

        _expectState(item, AssetState.Consumed);
        vm.prank(NURSE);
        _step();
    }

    /// @dev As many units as a quantity has room for: nothing wraps around.
    function test_Dispense_OfTheLargestPacks() public {
        vaccine = _registerLots("/01/09521234543244", ProductKind.Drug, type(uint16).max, MANUFACTURER);
        (batch, item) = _delivered("L-2", type(uint32).max, PACKS_ROOT, "the largest packs");
        Mark[] memory marks = new Mark[](257);
        for (uint32 i = 0; i < 257; ++i) marks[i] = Mark(i, i < 256 ? ALL : 1);
        uint32 rest = type(uint16).max;

        marks[200].mask ^= 1;
        _dispensesPacks(marks, type(uint32).max - rest, AssetState.Stored);
        _dispensesPacks(_pack(200 * 256), rest, AssetState.Consumed);
    }

    /// @dev Marks are the batch's: another batch's are its own.
    function test_Dispense_OfTwoBatches() public {
        (BatchId former, AssetId formerItem) = (batch, item);
        (batch, item) = _delivered("L-2", HELD, PACKS_ROOT, "another batch");
        _dispensesPacks(_pack(5), 10, AssetState.Stored);
        _assertWord(0, 1 << 5);

        (batch, item) = (former, formerItem);
        _assertWord(0, 0);
        _dispensesPacks(_pack(5), 10, AssetState.Stored);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         ONCE EVER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Dispensed() public {
        uint32[6] memory packs = [uint32(0), 1, 255, 256, 511, 599];
        for (uint256 i = 0; i < packs.length; ++i) {
            _dispensesPacks(_pack(packs[i]), 10, AssetState.Stored);
            _expectAlreadyDispensed(packs[i]);
            _dispenseBy(_pack(packs[i]));
        }
    }

    /// @dev Of several, the first is named; none of the others is dispensed then.
    function test_RevertGiven_SomeDispensed() public {
        _dispensePacks(item, _marks(0, 1 << 200, 1, (1 << 7) | (1 << 9)));
        _expectAlreadyDispensed(200);
        _dispenseBy(_packs(0, 600));
        _expectAlreadyDispensed(263);
        _dispenseBy(_packs(201, 300));
        _expectAlreadyDispensed(265);
        _dispenseBy(_marks(0, 1, 1, (1 << 9) | (1 << 255)));

        _assertWord(0, 1 << 200);
        _assertWord(1, (1 << 7) | (1 << 9));
        _assertVaccine(item, HELD - 30, 0, PACKS);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         THE RANGE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_PackIsBehindTheEnd() public {
        _refusesOutside(_pack(600), 600, 0, 600);
        _refusesOutside(_pack(767), 767, 0, 600);
        _refusesOutside(_pack(768), 768, 0, 600);
        _refusesOutside(_marks(2, ALL), 600, 0, 600);
        _refusesOutside(_marks(2, ALL << 90), 602, 0, 600);
        _refusesOutside(_marks(2, LAST | (1 << 255)), 767, 0, 600);
        _refusesOutside(_marks(1, 1, 3, ALL), 768, 0, 600);
        _refusesOutside(_pack(type(uint32).max), type(uint32).max, 0, 600);
    }

    function test_RevertWhen_PackIsBeforeTheBeginning() public {
        _split(item, 2570, 0);
        _refusesOutside(_pack(0), 0, 257, 600);
        _refusesOutside(_pack(255), 255, 257, 600);
        _refusesOutside(_pack(256), 256, 257, 600);
        _refusesOutside(_marks(1, ALL), 256, 257, 600);
        _refusesOutside(_marks(0, 6 << 100, 1, 2), 101, 257, 600);
        _dispensesPacks(_marks(1, ALL << 1), 2550, AssetState.Stored);
    }

    /// @dev Both ends of a range within a word, whose neighbours are another parcel's.
    function test_RevertWhen_PackIsAnotherParcels() public {
        AssetId first = _split(item, 100, 0);
        AssetId last = _split(item, 5800, 20);
        _refusesOutside(_packs(9, 20), 9, 10, 20);
        _refusesOutside(_packs(10, 21), 20, 10, 20);
        _refusesOutside(_packs(9, 21), 9, 10, 20);
        _refusesOutside(_pack(300), 300, 10, 20);
        _dispensesPacks(_packs(10, 20), 100, AssetState.Consumed);

        item = first;
        _refusesOutside(_pack(10), 10, 0, 10);
        _dispensesPacks(_packs(0, 10), 100, AssetState.Consumed);
        item = last;
        _refusesOutside(_pack(19), 19, 20, 600);
        _dispensesPacks(_packs(20, 600), 5800, AssetState.Consumed);
        _assertWord(0, ALL);
        _assertWord(1, ALL);
        _assertWord(2, LAST);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INVALID MARKS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_MarksAreMissing() public {
        _refusesMarks(new Mark[](0), 0, 0);
    }

    function test_RevertWhen_MaskIsEmpty() public {
        _refusesMarks(_marks(0, 0), 0, 0);
        _refusesMarks(_marks(2, 0), 2, 0);
        _refusesMarks(_marks(0, 0, 1, 1), 0, 0);
        _refusesMarks(_marks(0, 1, 1, 0), 1, 0);
        // Outside the range too.
        _refusesMarks(_marks(type(uint32).max, 0), type(uint32).max, 0);
    }

    function test_RevertWhen_WordsDoNotAscend() public {
        _refusesMarks(_marks(1, 1, 0, 2), 0, 2);
        _refusesMarks(_marks(1, 1, 1, 2), 1, 2);
        _refusesMarks(_marks(1, 1, 1, 1), 1, 1);
        _refusesMarks(_marks(0, 1, 0, 2), 0, 2);
        _refusesMarks(_marks(2, 1, 1, 4), 1, 4);

        Mark[] memory marks = new Mark[](3);
        (marks[0], marks[1], marks[2]) = (Mark(0, 1), Mark(2, 1), Mark(1, 8));
        _refusesMarks(marks, 1, 8);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   STATES, WHICH AND WHO
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_NotSerialised() public {
        (, item) = _delivered("L-2", HELD, NO_CODES, "no codes");
        _expectNotSerialised(item);
        vm.prank(NURSE);
        _step();
        _expectNotSerialised(item);
        _dispenseBy(new Mark[](0));
    }

    function test_RevertGiven_Item() public {
        requisition = _ordered(needle, 1, "needle", MANUFACTURER);
        item = _enrolled(needle, SERIAL);
        _ship(requisition, item);
        _accept(requisition, needle, SERIAL);

        _expectOnlyForParcels(item);
        vm.prank(NURSE);
        _step();
    }

    function test_RevertGiven_Quarantined() public {
        _quarantine(item);
        _expectQuarantined(item);
        vm.prank(NURSE);
        _step();

        _record(RELEASER, Action.Release, item, 0);
        _dispensesPacks(_pack(0), 10, AssetState.Stored);
    }

    function test_RevertGiven_BatchRecalled() public {
        _recallBatch(RECALLER, RecallLevel.Second, Instruction.CorrectOnSite, vaccine, LOT);
        _expectRecalled(item, BatchId.unwrap(batch), RecallLevel.Second);
        vm.prank(NURSE);
        _step();

        _remedy(item);
        _dispensesPacks(_pack(0), 10, AssetState.Stored);
    }

    function test_RevertGiven_ProductRecalled() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        _expectRecalled(item, ProductId.unwrap(vaccine), RecallLevel.First);
        vm.prank(NURSE);
        _step();

        _lift(WARDEN, vaccine, ALL_ITEMS);
        _dispensesPacks(_pack(0), 10, AssetState.Stored);
    }

    function test_RevertGiven_Expired() public {
        vm.warp(EXPIRY);
        _dispensesPacks(_pack(0), 10, AssetState.Stored);

        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(item), EXPIRY);
        _dispenseBy(_pack(1));
    }

    function test_RevertGiven_InTransit() public {
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        _expectState(item, AssetState.InTransit);
        vm.prank(NURSE);
        _step();
    }

    function test_RevertWhen_CallerIsOfFormerCustodian() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(NURSE);
        _step();
    }

    /// @dev All that is owed for is settled.
    function test_Dispense_GivenConsigned() public {
        (batch, item) = _consigned("L-2", 50, PACKS_ROOT);
        _dispensesPacks(_packs(0, 2), 20, AssetState.Stored);
        _assertOwed(item, 20, 5);
        _dispensesPacks(_packs(2, 5), 30, AssetState.Consumed);
        _assertOwed(item, 50, 5);
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, 0);
        custody.firstPackAndOne = 1;
        _assertCustody(item, _onTerms(custody, Terms.Consignment));

        requisition = _ordered(vaccine, 50, "to settle", MANUFACTURER);
        _settle(requisition, item);
        _assertState(requisition, RequisitionState.Fulfilled);
        _assertOwed(item, 0, 5);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                            ANY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Any two disjoint sets of packs, whose quantities and bits a count of each pack says.
    function testFuzz_Dispense(uint256[3] memory former, uint256[3] memory masks) public {
        former[2] &= LAST;
        masks[2] &= LAST;
        uint32 left = HELD;
        for (uint256 i = 0; i < 3; ++i) masks[i] &= ~former[i];
        left = _dispensesAny(former, left);
        left = _dispensesAny(masks, left);

        _assertVaccine(item, left, 0, PACKS);
        for (uint32 i = 0; i < 3; ++i) _assertWord(i, former[i] | masks[i]);
    }

    /// @dev Any masks on any range, after some packs of it were dispensed: answered as a look at each pack tells.
    function testFuzz_Dispense_Answers(uint16 first, uint16 end, uint256 former, uint256[3] memory masks) public {
        first = (first % 599) + 1;
        end = first + 1 + (end % (600 - first));
        if (end < 600) _split(item, uint32(600 - end) * UNITS_PER_PACK, end);
        item = _split(item, uint32(end - first) * UNITS_PER_PACK, first);
        uint32 held = uint32(end - first) * UNITS_PER_PACK;
        uint256[3] memory set;
        for (uint32 pack = 256; pack < 512; ++pack) {
            bool inside = pack >= first && pack < end;
            if (inside && (former >> (pack - 256)) & 1 != 0) set[1] |= 1 << (pack - 256);
        }
        if (set[1] != 0) {
            held -= _naiveCount(set) * UNITS_PER_PACK;
            _dispensesPacks(_marks(1, set[1]), _naiveCount(set) * UNITS_PER_PACK, _stateOf(held));
            if (held == 0) return;
        }

        Mark[] memory marks = new Mark[](3);
        for (uint32 i = 0; i < 3; ++i) marks[i] = Mark(i, masks[i]);
        (bool refused, bytes memory refusal) = _naiveRefusal(marks, set, first, end);
        if (refused) {
            vm.expectRevert(refusal);
            _dispenseBy(marks);
        }
        // What remains of them when all that is refused is taken away.
        for (uint32 pack = 0; pack < 768; ++pack) {
            bool wrong = pack < first || pack >= end || (set[pack / 256] >> (pack % 256)) & 1 != 0;
            if (wrong) masks[pack / 256] &= ~(uint256(1) << (pack % 256));
        }
        held = _dispensesAny(masks, held);
        _assertVaccine(item, held, first, end);
        for (uint32 i = 0; i < 3; ++i) _assertWord(i, set[i] | masks[i]);
    }

    /// @dev All masks that are not empty; what is left then.
    function _dispensesAny(uint256[3] memory masks, uint32 held) private returns (uint32 left) {
        uint256 length;
        for (uint256 i = 0; i < 3; ++i) if (masks[i] != 0) ++length;
        left = held - _naiveCount(masks) * UNITS_PER_PACK;
        if (length == 0) return left;

        Mark[] memory marks = new Mark[](length);
        length = 0;
        for (uint32 i = 0; i < 3; ++i) if (masks[i] != 0) marks[length++] = Mark(i, masks[i]);
        _dispensesPacks(marks, held - left, _stateOf(left));
    }

    function _naiveCount(uint256[3] memory masks) private pure returns (uint32 count) {
        for (uint256 i = 0; i < 3; ++i) for (uint256 mask = masks[i]; mask != 0; mask >>= 1) count += uint32(mask & 1);
    }

    /// @dev The first thing that is wrong, word by word: empty, outside the range, dispensed.
    function _naiveRefusal(
        Mark[] memory marks,
        uint256[3] memory set,
        uint32 first,
        uint32 end
    ) private view returns (bool, bytes memory) {
        for (uint32 i = 0; i < 3; ++i) {
            uint256 mask = marks[i].mask;
            if (mask == 0) return (true, abi.encodeWithSelector(ILedgerErrors.InvalidMarks.selector, i, 0));
            for (uint32 pack = i * 256; pack < i * 256 + 256; ++pack) {
                bool outside = pack < first || pack >= end;
                if (!outside || (mask >> (pack % 256)) & 1 == 0) continue;
                return (true, abi.encodeWithSelector(ILedgerErrors.PackOutOfRange.selector, item, pack, first, end));
            }
            for (uint32 pack = i * 256; pack < i * 256 + 256; ++pack) {
                if (((mask & set[i]) >> (pack % 256)) & 1 == 0) continue;
                return (true, abi.encodeWithSelector(ILedgerErrors.AlreadyDispensed.selector, batch, pack));
            }
        }
        return (false, "");
    }

    function _stateOf(uint32 left) private pure returns (AssetState) {
        return left == 0 ? AssetState.Consumed : AssetState.Stored;
    }

    function _dispenseBy(Mark[] memory marks) private {
        vm.prank(NURSE);
        _callDispensePacks(item, marks, _claim());
    }

    function _refusesOutside(Mark[] memory marks, uint32 pack, uint32 first, uint32 end) private {
        _expectPackOutOfRange(pack, first, end);
        _dispenseBy(marks);
    }

    function _refusesMarks(Mark[] memory marks, uint32 word, uint256 mask) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidMarks.selector, word, mask));
        _dispenseBy(marks);
    }
}
