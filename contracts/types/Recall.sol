// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Instruction, RecallLevel } from "./Vocabulary.sol";

/// @notice A target's recall in a quarter of a word: raised at 32 · raised by 24 · level 4 · instruction 3 · by a regulator 1,
/// from the lowest bit. 0 if none is open.
type Recall is uint64;

using { isOpen, raisedAt, raisedBy, level, instruction, byRegulator, said } for Recall global;

function newRecall(
    uint32 raisedAt_,
    uint24 raisedBy_,
    RecallLevel level_,
    Instruction instruction_,
    bool byRegulator_
) pure returns (Recall) {
    uint64 high = (uint64(raisedBy_) << 32) | (uint64(uint8(level_)) << 56) | (uint64(uint8(instruction_)) << 60);
    return Recall.wrap(uint64(raisedAt_) | high | (byRegulator_ ? uint64(1) << 63 : 0));
}

function isOpen(Recall recall) pure returns (bool) {
    return Recall.unwrap(recall) != 0;
}

/// @dev Unix seconds: an asset remedied at or before this moment is not clear of it.
function raisedAt(Recall recall) pure returns (uint32) {
    return uint32(Recall.unwrap(recall));
}

/// @dev The organisation whose recall it is.
function raisedBy(Recall recall) pure returns (uint24) {
    return uint24(Recall.unwrap(recall) >> 32);
}

function level(Recall recall) pure returns (RecallLevel) {
    return RecallLevel(uint8(Recall.unwrap(recall) >> 56) & 0xf);
}

function instruction(Recall recall) pure returns (Instruction) {
    return Instruction(uint8(Recall.unwrap(recall) >> 60) & 7);
}

function byRegulator(Recall recall) pure returns (bool) {
    return Recall.unwrap(recall) >> 63 != 0;
}

/// @dev What its entry says, as `value`: level 8 · instruction 8, from the lowest bit.
function said(Recall recall) pure returns (uint32) {
    return uint32(uint8(recall.level())) | (uint32(uint8(recall.instruction())) << 8);
}
