// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Instruction, RecallLevel } from "./Vocabulary.sol";

/// @notice A target's recall in a quarter of a word: raised at 32 · level 8 · instruction 8 · by a regulator 8, from the
/// lowest bit. 0 if none is open.
type Recall is uint64;

using { isOpen, raisedAt, level, instruction, byRegulator, said } for Recall global;

function newRecall(
    uint32 raisedAt_,
    RecallLevel level_,
    Instruction instruction_,
    bool byRegulator_
) pure returns (Recall) {
    uint64 high = (uint64(uint8(level_)) << 32) | (uint64(uint8(instruction_)) << 40);
    return Recall.wrap(uint64(raisedAt_) | high | (byRegulator_ ? uint64(1) << 48 : 0));
}

function isOpen(Recall recall) pure returns (bool) {
    return Recall.unwrap(recall) != 0;
}

/// @dev Unix seconds: an asset remedied at or before this moment is not clear of it.
function raisedAt(Recall recall) pure returns (uint32) {
    return uint32(Recall.unwrap(recall));
}

function level(Recall recall) pure returns (RecallLevel) {
    return RecallLevel(uint8(Recall.unwrap(recall) >> 32));
}

function instruction(Recall recall) pure returns (Instruction) {
    return Instruction(uint8(Recall.unwrap(recall) >> 40));
}

function byRegulator(Recall recall) pure returns (bool) {
    return Recall.unwrap(recall) >> 48 != 0;
}

/// @dev What its entry says, as `value`: level 8 · instruction 8, from the lowest bit.
function said(Recall recall) pure returns (uint32) {
    return uint16(Recall.unwrap(recall) >> 32);
}
