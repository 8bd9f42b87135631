// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Marks } from "../../contracts/libraries/Marks.sol";
import { BatchId } from "../../contracts/types/Ids.sol";
import { LedgerStorage, Mark } from "../../contracts/types/Records.sol";
import { vm } from "./support/Vm.sol";

/// @notice A ledger's storage with one batch, on which the library works.
contract MarksHarness {
    uint32 private immutable _batch;
    LedgerStorage private _ledger;

    constructor(uint32 batch, bytes32 id) {
        _batch = batch;
        _ledger.batches[batch].id = BatchId.wrap(id);
    }

    function set(bytes32 parcel, Mark[] calldata marks, uint256 first, uint256 end) external returns (uint256) {
        return Marks.set(_ledger, _batch, parcel, marks, first, end, 0);
    }

    function clear(bytes32 parcel, Mark[] calldata marks) external {
        Marks.clear(_ledger, _batch, parcel, marks);
    }

    function requireNone(uint256 first, uint256 end) external view {
        Marks.requireNone(_ledger, _batch, first, end);
    }

    function commitment(bytes32 details, Mark[] calldata marks) external pure returns (bytes32) {
        return Marks.commitment(details, marks);
    }

    function word(uint256 index) external view returns (uint256) {
        return _ledger.dispensedPacks[_batch]._data[index];
    }

    /// @dev As if these had been dispensed.
    function put(uint256 index, uint256 mask) external {
        _ledger.dispensedPacks[_batch]._data[index] = mask;
    }
}

/// @dev The library by itself, against a look at each bit.
contract MarksTest {
    bytes32 private constant BATCH = keccak256("batch");
    bytes32 private constant PARCEL = keccak256("parcel");
    uint256 private constant ALL = type(uint256).max;
    uint256 private constant EVERYWHERE = 1 << 40;

    MarksHarness private _marks;

    function setUp() public {
        _marks = new MarksHarness(7, BATCH);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         COUNTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Runs of each length, from either end of the word: 1 to 256.
    function test_Set_CountsRuns() public {
        for (uint256 ones = 1; ones <= 256; ++ones) {
            _assertCount(ALL >> (256 - ones), ones);
            _assertCount(ALL << (256 - ones), ones);
        }
    }

    function test_Set_CountsSingleBits() public {
        for (uint256 i = 0; i < 256; ++i) {
            _assertCount(1 << i, 1);
            _assertCount(~(uint256(1) << i), 255);
        }
    }

    /// @dev Every second bit, every second pair, every second four, and so on: the fields that are summed.
    function test_Set_CountsPatterns() public {
        for (uint256 width = 1; width < 256; width *= 2) {
            uint256 pattern = ALL / ((1 << width) + 1);
            _assertCount(pattern, 128);
            _assertCount(~pattern, 128);
        }
    }

    function testFuzz_Set_Counts(uint256 mask) public {
        if (mask != 0) _assertCount(mask, _naiveCount(mask));
    }

    function testFuzz_Set_CountsAllWords(uint256[4] memory masks) public {
        Mark[] memory marks = new Mark[](4);
        uint256 count;
        for (uint32 i = 0; i < 4; ++i) {
            if (masks[i] == 0) masks[i] = 1;
            marks[i] = Mark(i * 3, masks[i]);
            count += _naiveCount(masks[i]);
        }
        vm.assertEq(_marks.set(PARCEL, marks, 0, EVERYWHERE), count, "count");
        for (uint32 i = 0; i < 4; ++i) vm.assertEq(_marks.word(i * 3), masks[i], "word");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          RANGES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Ranges that begin and end around the borders of words, and a pack at each of these borders.
    function test_Range_AtTheBorders() public {
        uint32[12] memory borders = [uint32(0), 1, 2, 254, 255, 256, 257, 510, 511, 512, 513, 768];
        for (uint256 i = 0; i < borders.length; ++i) {
            for (uint256 j = i; j < borders.length; ++j) {
                for (uint256 k = 0; k < borders.length; ++k) _assertRange(borders[i], borders[j], borders[k]);
            }
        }
    }

    function testFuzz_Range(uint32 first, uint32 length, uint32 pack) public {
        (first, length) = (first % (1 << 20), length % 2000);
        // Near the range as well as anywhere.
        pack = pack % 2 == 0 ? pack % (1 << 20) : first + (pack % 2600);
        _assertRange(first, first + length, pack);
        if (length > 0) {
            _assertRange(first, first + length, first);
            _assertRange(first, first + length, first + length - 1);
        }
        _assertRange(first, first + length, first + length);
        if (first > 0) _assertRange(first, first + length, first - 1);
    }

    /// @dev Any mask of any word: the lowest bit outside is named, and none is where all is inside.
    function testFuzz_Set_InRange(uint16 first, uint16 end, uint8 word, uint256 mask) public {
        word %= 8;
        if (mask == 0) mask = ALL;
        (bool outside, uint256 pack) = _lowestOutside(word, mask, first, end);
        Mark[] memory marks = _one(word, mask);
        if (outside) vm.expectRevert(_outOfRange(pack, first, end));
        uint256 count = _marks.set(PARCEL, marks, first, end);
        if (!outside) vm.assertEq(count, _naiveCount(mask), "count");
    }

    function testFuzz_RequireNone(uint256[4] memory words, uint16 first, uint16 end) public {
        (first, end) = (first % 1024, end % 1025);
        for (uint256 i = 0; i < 4; ++i) _marks.put(i, words[i]);
        for (uint256 pack = first; pack < end; ++pack) {
            if ((words[pack / 256] >> (pack % 256)) & 1 == 0) continue;
            vm.expectRevert(_dispensed(pack));
            break;
        }
        _marks.requireNone(first, end);
    }

    /// @dev What is next to the range does not matter.
    function test_RequireNone_BetweenDispensed() public {
        _marks.put(0, ALL >> 1);
        _marks.put(1, 0);
        _marks.put(2, ALL << 1);
        _marks.requireNone(255, 513);
        vm.expectRevert(_dispensed(254));
        _marks.requireNone(254, 513);
        vm.expectRevert(_dispensed(513));
        _marks.requireNone(255, 514);
        _marks.requireNone(100, 100);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     SETTING AND CLEARING
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Set_OnceEach(uint256 former, uint256 mask) public {
        if (mask == 0) mask = ALL;
        _marks.put(5, former);
        bool twice;
        for (uint256 i = 0; i < 256 && !twice; ++i) {
            twice = ((former & mask) >> i) & 1 != 0;
            if (twice) vm.expectRevert(_dispensed(5 * 256 + i));
        }
        _marks.set(PARCEL, _one(5, mask), 0, EVERYWHERE);
        vm.assertEq(_marks.word(5), twice ? former : former | mask, "word");
    }

    function testFuzz_Clear(uint256 former, uint256 mask) public {
        _marks.put(5, former);
        _marks.put(4, ALL);
        _marks.put(6, ALL);
        _marks.clear(PARCEL, _one(5, mask));
        vm.assertEq(_marks.word(5), former & ~mask, "word");
        vm.assertEq(_marks.word(4), ALL, "word before");
        vm.assertEq(_marks.word(6), ALL, "word after");
    }

    /// @dev What was set and cleared is as it was before.
    function testFuzz_SetAndClear(uint256 former, uint256 mask) public {
        mask &= ~former;
        if (mask == 0) return;
        _marks.put(0, former);
        _marks.set(PARCEL, _one(0, mask), 0, 256);
        _marks.clear(PARCEL, _one(0, mask));
        vm.assertEq(_marks.word(0), former, "word");
        _marks.set(PARCEL, _one(0, mask), 0, 256);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        COMMITMENT
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Commitment(bytes32 details, uint32[3] memory words, uint256[3] memory masks) public view {
        Mark[] memory marks = new Mark[](3);
        for (uint256 i = 0; i < 3; ++i) marks[i] = Mark(words[i], masks[i]);
        bytes memory all = abi.encodePacked(
            abi.encode(words[0], masks[0]),
            abi.encode(words[1], masks[1]),
            abi.encode(words[2], masks[2])
        );
        vm.assertEq(_marks.commitment(details, marks), _committed(details, all), "commitment");
    }

    function test_Commitment_OfNone() public view {
        vm.assertEq(_marks.commitment(0, new Mark[](0)), _committed(0, ""), "commitment");
    }

    function _committed(bytes32 details, bytes memory marks) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Packs(bytes32 details,bytes32 marks)"), details, keccak256(marks)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _assertCount(uint256 mask, uint256 count) private {
        vm.assertEq(_marks.set(PARCEL, _one(1, mask), 0, EVERYWHERE), count, "count");
        _marks.put(1, 0);
    }

    /// @dev The pack may be set, and is found, if and only if it is in the range.
    function _assertRange(uint32 first, uint32 end, uint32 pack) private {
        bool inside = pack >= first && pack < end;
        Mark[] memory marks = _one(pack / 256, 1 << (pack % 256));
        if (!inside) vm.expectRevert(_outOfRange(pack, first, end));
        _marks.set(PARCEL, marks, first, end);
        _marks.put(pack / 256, marks[0].mask);
        if (inside) vm.expectRevert(_dispensed(pack));
        _marks.requireNone(first, end);
        _marks.put(pack / 256, 0);
    }

    function _lowestOutside(
        uint256 word,
        uint256 mask,
        uint256 first,
        uint256 end
    ) private pure returns (bool, uint256 pack) {
        for (pack = word * 256; pack < word * 256 + 256; ++pack) {
            bool outside = pack < first || pack >= end;
            if (outside && (mask >> (pack % 256)) & 1 != 0) return (true, pack);
        }
        return (false, 0);
    }

    function _naiveCount(uint256 mask) private pure returns (uint256 count) {
        for (; mask != 0; mask >>= 1) count += mask & 1;
    }

    function _one(uint32 word, uint256 mask) private pure returns (Mark[] memory marks) {
        marks = new Mark[](1);
        marks[0] = Mark(word, mask);
    }

    function _outOfRange(uint256 pack, uint256 first, uint256 end) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.PackOutOfRange.selector, PARCEL, pack, first, end);
    }

    function _dispensed(uint256 pack) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.AlreadyDispensed.selector, BATCH, pack);
    }
}
