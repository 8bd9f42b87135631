// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action } from "../types/Vocabulary.sol";

/// @title Facts
/// @notice The one word of facts of an entry, from the highest bit: action 8 · resulting state 8 · member 24 ·
/// counterpart 24 · quantity 32 · value 32 · until 32 · occurred at 32 · recorded at 32 · previous block 32.
library Facts {
    /// @dev What the step itself says; {History} adds the member, the times and the previous block.
    function pack(
        Action action_,
        uint8 newState,
        uint24 counterpart_,
        uint32 quantity_,
        uint32 value_,
        uint32 until_
    ) internal pure returns (uint256) {
        return
            (uint256(uint8(action_)) << 248) |
            (uint256(newState) << 240) |
            (uint256(counterpart_) << 192) |
            (uint256(quantity_) << 160) |
            (uint256(value_) << 128) |
            (uint256(until_) << 96);
    }

    /// @dev Of two entries that say the same but for the state.
    function withState(uint256 facts, uint8 newState) internal pure returns (uint256) {
        return facts | (uint256(newState) << 240);
    }

    function action(uint256 facts) internal pure returns (Action) {
        return Action(uint8(facts >> 248));
    }

    function member(uint256 facts) internal pure returns (uint24) {
        return uint24(facts >> 216);
    }

    function counterpart(uint256 facts) internal pure returns (uint24) {
        return uint24(facts >> 192);
    }

    function value(uint256 facts) internal pure returns (uint32) {
        return uint32(facts >> 128);
    }

    function until(uint256 facts) internal pure returns (uint32) {
        return uint32(facts >> 96);
    }

    function occurredAt(uint256 facts) internal pure returns (uint32) {
        return uint32(facts >> 64);
    }

    function quantity(uint256 facts) internal pure returns (uint32) {
        return uint32(facts >> 160);
    }

    function recordedAt(uint256 facts) internal pure returns (uint32) {
        return uint32(facts >> 32);
    }

    function state(uint256 facts) internal pure returns (uint8) {
        return uint8(facts >> 240);
    }

    /// @dev Times are unix seconds in 32 bits, block numbers too: both last until 2106 at one block a second.
    function complete(
        uint256 facts,
        uint24 member_,
        uint32 occurredAt_,
        uint32 previousBlock
    ) internal view returns (uint256) {
        return
            facts |
            (uint256(member_) << 216) |
            (uint256(occurredAt_) << 64) |
            (uint256(uint32(block.timestamp)) << 32) |
            uint256(previousBlock);
    }

    /// @dev Two temperatures in tenths of a degree Celsius, as one value: lowest 16 · highest 16, from the lowest bit.
    function temperatures(int16 lowest, int16 highest) internal pure returns (uint32) {
        return uint32(uint16(lowest)) | (uint32(uint16(highest)) << 16);
    }
}
