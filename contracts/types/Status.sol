// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Head } from "./Ids.sol";
import { AssetState } from "./Vocabulary.sol";

/// @notice Slot 0 of every subject, from the highest bit: head 216 · block of the last entry 32 · state 4 · quarantined
/// 1 (of a product: whether goods of it have entered) · state before 2 · recalled 1. A client reads the head and the block to
/// start from in one storage slot.
type Status is uint256;

using {
    head,
    lastBlock,
    state,
    quarantined,
    entered,
    recalled,
    before,
    append,
    flags,
    remember,
    withQuarantine,
    withEntered,
    withRecall
} for Status global;

function head(Status status) pure returns (Head) {
    return Head.wrap(bytes27(bytes32(Status.unwrap(status))));
}

function lastBlock(Status status) pure returns (uint32) {
    return uint32(Status.unwrap(status) >> 8);
}

/// @dev 0 means that the ledger does not know the subject.
function state(Status status) pure returns (uint8) {
    return uint8(Status.unwrap(status) >> 4) & 0xf;
}

function quarantined(Status status) pure returns (bool) {
    return Status.unwrap(status) & 8 != 0;
}

/// @dev Of a product: whether goods of it have entered. It has no quarantine.
function entered(Status status) pure returns (bool) {
    return status.quarantined();
}

/// @dev Whether a recall of this very asset is open.
function recalled(Status status) pure returns (bool) {
    return Status.unwrap(status) & 1 != 0;
}

/// @dev The state to go back to: stored, inspected, faulty or repaired. What is in use is stored before it leaves.
function before(Status status) pure returns (uint8) {
    uint8 remembered = uint8(Status.unwrap(status) >> 1) & 3;
    return remembered == 1 ? uint8(AssetState.Inspected) : remembered + 1;
}

/// @dev The status after an entry: a new head in this block, a new state, what was remembered kept.
function append(Status status, Head newHead, uint8 newState) view returns (Status) {
    uint256 position = (block.number & type(uint32).max) << 8;
    uint256 kept = Status.unwrap(status) & 0xf;
    return Status.wrap(uint256(bytes32(Head.unwrap(newHead))) | position | (uint256(newState) << 4) | kept);
}

/// @dev What a part of it keeps for its first entry: no head and no state, but the flags and what was remembered.
function flags(Status status) pure returns (Status) {
    return Status.wrap(Status.unwrap(status) & 0xf);
}

/// @dev Remembers the present state, which must be one that {before} knows.
function remember(Status status) pure returns (Status) {
    uint256 cleared = Status.unwrap(status) & ~uint256(6);
    uint256 present = state(status);
    return Status.wrap(cleared | (present == uint8(AssetState.Inspected) ? 2 : (present - 1) << 1));
}

/// @dev Sets or clears the flag; the state stays.
function withQuarantine(Status status, bool set) pure returns (Status) {
    uint256 cleared = Status.unwrap(status) & ~uint256(8);
    return Status.wrap(set ? cleared | 8 : cleared);
}

/// @dev Notes that goods of a product have entered.
function withEntered(Status status) pure returns (Status) {
    return status.withQuarantine(true);
}

/// @dev Sets or clears the flag; the state stays.
function withRecall(Status status, bool set) pure returns (Status) {
    uint256 cleared = Status.unwrap(status) & ~uint256(1);
    return Status.wrap(set ? cleared | 1 : cleared);
}
