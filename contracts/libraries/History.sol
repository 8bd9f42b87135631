// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Head } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, Entry } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Facts } from "./Facts.sol";

/// @notice Where an entry comes from.
/// @param subject The other subject; 0 for none. Of a correction or an undoing, its own.
/// @param head Its head at the moment.
/// @param class The batch of a parcel, else the product.
struct Origin {
    bytes32 subject;
    Head head;
    bytes32 class;
}

/// @title History
/// @notice Hash-chained histories: a subject's head commits to its last entry and to all before it.
library History {
    bytes32 internal constant GENESIS_TYPEHASH = keccak256("Genesis(uint256 chainId,address ledger,bytes32 subject)");
    bytes32 internal constant ENTRY_TYPEHASH = keccak256(
        "Entry(bytes27 previous,bytes32 subject,uint24 organisation,uint256 facts,bytes32 origin,bytes27 originHead,bytes32 details)"
    );

    /// @notice Refuses a step that builds on another head than the stored one.
    function requireHead(Status status, bytes32 subject, Head expected) internal pure {
        if (!expected.isZero() && expected != status.head()) {
            revert ILedgerErrors.HeadMoved(subject, Head.unwrap(expected), Head.unwrap(status.head()));
        }
    }

    /// @notice Appends an entry without an origin to a history that has begun.
    function append(
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim
    ) internal returns (Status) {
        return _append(status.head(), status, subject, actor, facts, claim, claim.details, 0, Head.wrap(0));
    }

    /// @notice The same, with details that commit to more than the claim's.
    function append(
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim,
        bytes32 details
    ) internal returns (Status) {
        return _append(status.head(), status, subject, actor, facts, claim, details, 0, Head.wrap(0));
    }

    /// @notice Appends an entry without an origin, which may be the first.
    function begin(
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim
    ) internal returns (Status) {
        Head previous = status.state() == 0 ? genesis(subject) : status.head();
        return _append(previous, status, subject, actor, facts, claim, claim.details, 0, Head.wrap(0));
    }

    /// @notice Appends an entry that comes from another subject; it may be the first.
    function append(
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim,
        Origin memory origin
    ) internal returns (Status) {
        return append(status, subject, actor, facts, claim, origin, claim.details);
    }

    /// @notice The same, with details that commit to more than the claim's.
    function append(
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim,
        Origin memory origin,
        bytes32 details
    ) internal returns (Status) {
        emit ILedgerEvents.Derived({
            subject: subject,
            origin: origin.subject,
            class: origin.class,
            originHead: Head.unwrap(origin.head)
        });
        Head previous = status.state() == 0 ? genesis(subject) : status.head();
        return _append(previous, status, subject, actor, facts, claim, details, origin.subject, origin.head);
    }

    /// @dev Completes the facts, emits {ILedgerEvents.Recorded} and returns the status to store.
    function _append(
        Head previous,
        Status status,
        bytes32 subject,
        Membership actor,
        uint256 facts,
        Claim calldata claim,
        bytes32 details,
        bytes32 origin,
        Head originHead
    ) private returns (Status) {
        uint32 blockTime = uint32(block.timestamp);
        uint32 occurredAt = claim.occurredAt;
        if (occurredAt == 0) occurredAt = blockTime;
        if (occurredAt > blockTime) revert ILedgerErrors.OccurredInFuture(occurredAt, blockTime);

        facts = Facts.complete(facts, actor.member(), occurredAt, status.lastBlock());
        Head head = next(previous, subject, actor.organisation(), facts, origin, originHead, details);

        emit ILedgerEvents.Recorded({
            subject: subject,
            organisation: actor.organisation(),
            facts: facts,
            details: details
        });
        return status.append(head, Facts.state(facts));
    }

    /// @notice The head that an entry leads to.
    function next(
        Head previous,
        bytes32 subject,
        uint24 organisation,
        uint256 facts,
        bytes32 origin_,
        Head originHead,
        bytes32 details
    ) internal pure returns (Head) {
        bytes32 typeHash = ENTRY_TYPEHASH;
        bytes32 entry;
        // As keccak256(abi.encode(…)) would, for every entry, without moving the free memory pointer.
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            mstore(add(start, 0x20), previous)
            mstore(add(start, 0x40), subject)
            mstore(add(start, 0x60), organisation)
            mstore(add(start, 0x80), facts)
            mstore(add(start, 0xa0), origin_)
            mstore(add(start, 0xc0), originHead)
            mstore(add(start, 0xe0), details)
            entry := keccak256(start, 0x100)
        }
        return Head.wrap(bytes27(entry));
    }

    /// @notice Replays the last entries of a history, which must lead to the stored head, as none but the true ones do.
    /// @return superseded The head that the first of them led to.
    function replay(
        Status status,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries
    ) internal pure returns (Head superseded) {
        return replay(status.head(), subject, previous, entries);
    }

    /// @notice Replays entries of a history, which must lead to `last`, as none but the true ones do.
    /// @return first The head that the first of them led to.
    function replay(
        Head last,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries
    ) internal pure returns (Head first) {
        Head head = previous;
        for (uint256 i = 0; i < entries.length; ++i) {
            head = _next(head, subject, entries[i]);
            if (i == 0) first = head;
        }
        if (entries.length == 0 || head != last) {
            revert ILedgerErrors.ReplayMismatch(subject, Head.unwrap(head), Head.unwrap(last));
        }
    }

    /// @dev The same as {next}, of an entry whose five words stand in calldata as they are hashed. Words that no entry has,
    /// with bits beyond their types, lead to a head that no history has.
    function _next(Head previous, bytes32 subject, Entry calldata entry) private pure returns (Head) {
        bytes32 typeHash = ENTRY_TYPEHASH;
        bytes32 hash;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            mstore(add(start, 0x20), previous)
            mstore(add(start, 0x40), subject)
            calldatacopy(add(start, 0x60), entry, 0xa0)
            hash := keccak256(start, 0x100)
        }
        return Head.wrap(bytes27(hash));
    }

    /// @notice The head before a subject's first entry.
    function genesis(bytes32 subject) internal view returns (Head) {
        return Head.wrap(bytes27(keccak256(abi.encode(GENESIS_TYPEHASH, block.chainid, address(this), subject))));
    }
}
