// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { BatchId } from "../types/Ids.sol";
import { LedgerStorage, Mark } from "../types/Records.sol";

/// @title Marks
/// @notice Which packs of a batch were dispensed: one bit for each, 256 to a word.
library Marks {
    bytes32 internal constant PACKS_TYPEHASH = keccak256("Packs(bytes32 details,bytes32 marks)");

    /// @notice What an entry that dispenses packs commits to as its details: the document behind it, and which packs.
    function commitment(bytes32 details, Mark[] calldata marks) internal pure returns (bytes32) {
        bytes32 hash;
        assembly ("memory-safe") {
            let start := mload(0x40)
            let size := mul(marks.length, 0x40)
            calldatacopy(start, marks.offset, size)
            hash := keccak256(start, size)
        }
        return keccak256(abi.encode(PACKS_TYPEHASH, details, hash));
    }

    /// @notice Marks packs, each once, that are all in a parcel's range from `first` to before `end`.
    /// @return count How many.
    function set(
        LedgerStorage storage self,
        uint32 batch,
        bytes32 parcel,
        Mark[] calldata marks,
        uint256 first,
        uint256 end,
        bytes32 details
    ) internal returns (uint256 count) {
        mapping(uint256 => uint256) storage words = self.dispensedPacks[batch]._data;
        uint256 next = 0;
        for (uint256 i = 0; i < marks.length; ++i) {
            (uint32 word, uint256 mask) = (marks[i].word, marks[i].mask);
            if (word < next || mask == 0) revert ILedgerErrors.InvalidMarks(word, mask);
            next = uint256(word) + 1;
            _requireInside(parcel, word, mask, first, end);
            uint256 former = words[word];
            if (former & mask != 0) {
                revert ILedgerErrors.AlreadyDispensed(_id(self, batch), _pack(word, former & mask));
            }

            words[word] = former | mask;
            count += _ones(mask);
            emit ILedgerEvents.PacksDispensed(batch, word, parcel, mask, details);
        }
        if (count == 0) revert ILedgerErrors.InvalidMarks(0, 0);
    }

    /// @notice Takes marks back that an entry of the parcel made.
    function clear(LedgerStorage storage self, uint32 batch, bytes32 parcel, Mark[] calldata marks) internal {
        mapping(uint256 => uint256) storage words = self.dispensedPacks[batch]._data;
        for (uint256 i = 0; i < marks.length; ++i) {
            (uint32 word, uint256 mask) = (marks[i].word, marks[i].mask);
            words[word] &= ~mask;
            emit ILedgerEvents.PacksRestored(batch, word, parcel, mask);
        }
    }

    /// @notice Requires that none of the packs from `first` to before `end` was dispensed. Reads a word for 256 packs.
    function requireNone(LedgerStorage storage self, uint32 batch, uint256 first, uint256 end) internal view {
        mapping(uint256 => uint256) storage words = self.dispensedPacks[batch]._data;
        for (uint256 word = first >> 8; word << 8 < end; ++word) {
            uint256 marked = words[word] & _range(word, first, end);
            if (marked != 0) revert ILedgerErrors.AlreadyDispensed(_id(self, batch), _pack(word, marked));
        }
    }

    function _requireInside(bytes32 parcel, uint256 word, uint256 mask, uint256 first, uint256 end) private pure {
        uint256 outside = mask & ~_range(word, first, end);
        if (outside != 0) {
            revert ILedgerErrors.PackOutOfRange(parcel, _pack(word, outside), uint32(first), uint32(end));
        }
    }

    /// @dev The bits of a word that stand for packs from `first` to before `end`.
    function _range(uint256 word, uint256 first, uint256 end) private pure returns (uint256 bits) {
        uint256 start = word << 8;
        bits = type(uint256).max;
        if (first > start) bits = first - start > 255 ? 0 : bits << (first - start);
        if (end < start + 256) bits = end > start ? bits & ((1 << (end - start)) - 1) : 0;
    }

    /// @dev The first pack that a word's mask names.
    function _pack(uint256 word, uint256 mask) private pure returns (uint32) {
        // A word that no batch has is refused with the last number that there is.
        return uint32(Math.min((word << 8) | Math.log2(mask & (~mask + 1)), type(uint32).max));
    }

    function _id(LedgerStorage storage self, uint32 batch) private view returns (bytes32) {
        return BatchId.unwrap(self.batches[batch].id);
    }

    /// @dev How many bits are set: sums of neighbours, in ever wider fields.
    function _ones(uint256 word) private pure returns (uint256) {
        unchecked {
            word -= (word >> 1) & (type(uint256).max / 3);
            word = (word & (type(uint256).max / 5)) + ((word >> 2) & (type(uint256).max / 5));
            word = (word + (word >> 4)) & (type(uint256).max / 17);
            // The sum of 32 bytes may be 256, which a byte does not hold.
            word = (word & (type(uint256).max / 257)) + ((word >> 8) & (type(uint256).max / 257));
            return (word * (type(uint256).max / 65535)) >> 240;
        }
    }
}
