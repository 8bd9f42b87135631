// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../../../contracts/interfaces/ILedger.sol";
import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, Head } from "../../../contracts/types/Ids.sol";
import { Entry as Proof, Passage } from "../../../contracts/types/Records.sol";
import { Action } from "../../../contracts/types/Vocabulary.sol";
import { Log, vm } from "./Vm.sol";
import { World } from "./World.sol";

/// @dev What a test expects of one entry.
struct Entry {
    bytes32 subject;
    bytes32 statusKey;
    uint256 statusBefore;
    address by;
    Action action;
    uint8 state;
    uint24 counterpart;
    uint32 quantity;
    uint32 value;
    uint32 until;
    uint32 occurredAt;
    bytes32 details;
    bytes32 origin;
    bytes27 originHead;
    bytes32 class;
}

/// @notice All that was recorded since the ledger was deployed, as a client reads it from the logs: the entries that a
/// correction, an undoing, a sending back or a settlement brings. Heads are computed here a second time, from the documentation.
abstract contract Tape is World {
    // Some tests set up anew: each ledger has histories of its own, of the same subjects.
    mapping(ILedger home => mapping(bytes32 subject => Proof[])) private _entries;
    mapping(ILedger home => mapping(bytes32 subject => bytes27[])) private _headsAfter;
    bytes32 private _origin;
    bytes27 private _originHead;

    /*//////////////////////////////////////////////////////////////////////////
                                   WHAT WAS RECORDED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Takes over what was recorded since the last time.
    function _wind() internal returns (Log[] memory logs) {
        logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == ILedgerEvents.Derived.selector) {
                (_origin, _originHead) = (logs[i].topics[2], abi.decode(logs[i].data, (bytes27)));
            } else if (logs[i].topics[0] == ILedgerEvents.Recorded.selector) {
                _windEntry(logs[i]);
                (_origin, _originHead) = (0, 0);
            }
        }
    }

    /// @dev To go back to by {_revertTo}.
    function _snapshot() internal returns (uint256) {
        _wind();
        return vm.snapshotState();
    }

    /// @dev What was recorded since never happened.
    function _revertTo(uint256 snapshot) internal {
        vm.revertToState(snapshot);
        vm.recordLogs();
    }

    function _length(bytes32 subject) internal view returns (uint256) {
        return _entries[ledger][subject].length;
    }

    /// @dev The entry at `index`, counted from 0, and all after it.
    function _entriesFrom(bytes32 subject, uint256 index) internal view returns (Proof[] memory) {
        return _entriesFrom(subject, index, _entries[ledger][subject].length);
    }

    /// @dev The entry at `index`, counted from 0, and all after it to before the one at `end`.
    function _entriesFrom(bytes32 subject, uint256 index, uint256 end) internal view returns (Proof[] memory proof) {
        proof = new Proof[](end - index);
        for (uint256 i = 0; i < proof.length; ++i) proof[i] = _entries[ledger][subject][index + i];
    }

    /// @dev The head before the entry at `index`.
    function _headBefore(bytes32 subject, uint256 index) internal view returns (bytes27) {
        return index == 0 ? _genesis(address(ledger), subject) : _headsAfter[ledger][subject][index - 1];
    }

    /// @dev The whole way that an asset came: its own entries from its first one on and, if it was split off another parcel, that
    /// one's until then, and so on.
    function _wayOf(AssetId asset) internal returns (Passage[] memory) {
        return _wayOf(asset, 0);
    }

    /// @dev The same, with the entries of the oldest passage from the one at `index` on, counted from 0: the shortest way.
    function _wayOf(AssetId asset, uint256 index) internal returns (Passage[] memory way) {
        _wind();
        bytes32 subject = AssetId.unwrap(asset);
        uint256 passages = _passages(subject);
        way = new Passage[](passages);
        uint256 end = _entries[ledger][subject].length;
        for (uint256 i = 0; i < passages; ++i) {
            uint256 first = i + 1 == passages ? index : 0;
            way[i] = Passage(Head.wrap(_headBefore(subject, first)), _entriesFrom(subject, first, end));
            if (i + 1 < passages) (subject, end) = _splitOff(subject);
        }
    }

    /// @dev How many parcels it was part of, itself included; none if it is not on the ledger.
    function _passages(bytes32 subject) private view returns (uint256 count) {
        if (_entries[ledger][subject].length == 0) return 0;
        for (count = 1; _isSplitOff(subject); ++count) (subject, ) = _splitOff(subject);
    }

    function _isSplitOff(bytes32 subject) private view returns (bool) {
        Proof storage first = _entries[ledger][subject][0];
        return uint8(first.facts >> 248) == uint8(Action.Split) && first.origin != 0;
    }

    /// @dev The parcel that a part was split off, and how many entries that one had then.
    function _splitOff(bytes32 part) private view returns (bytes32 rest, uint256 end) {
        rest = _entries[ledger][part][0].origin;
        bytes27 head = Head.unwrap(_entries[ledger][part][0].originHead);
        while (_headBefore(rest, end) != head) ++end;
    }

    function _windEntry(Log memory log) private {
        bytes32 subject = log.topics[1];
        Proof[] memory one = new Proof[](1);
        one[0].organisation = uint24(uint256(log.topics[2]));
        (one[0].facts, one[0].details) = abi.decode(log.data, (uint256, bytes32));
        (one[0].origin, one[0].originHead) = (_origin, Head.wrap(_originHead));
        bytes27 previous = _headBefore(subject, _entries[ledger][subject].length);
        _headsAfter[ledger][subject].push(_replayed(subject, previous, one));
        _entries[ledger][subject].push(one[0]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  THE SECOND IMPLEMENTATION
    //////////////////////////////////////////////////////////////////////////*/

    function _genesis(address home, bytes32 subject) internal view returns (bytes27) {
        bytes32 typeHash = keccak256("Genesis(uint256 chainId,address ledger,bytes32 subject)");
        return bytes27(keccak256(abi.encode(typeHash, block.chainid, home, subject)));
    }

    function _headAfter(
        bytes27 previous,
        uint24 organisation,
        uint256 facts,
        Entry memory entry
    ) internal pure returns (bytes27) {
        return
            bytes27(
                keccak256(
                    abi.encode(
                        keccak256(
                            "Entry(bytes27 previous,bytes32 subject,uint24 organisation,uint256 facts,bytes32 origin,bytes27 originHead,bytes32 details)"
                        ),
                        previous,
                        entry.subject,
                        organisation,
                        facts,
                        entry.origin,
                        entry.originHead,
                        entry.details
                    )
                )
            );
    }

    /// @dev The head that some entries lead to, true ones or not.
    function _replayed(bytes32 subject, bytes27 previous, Proof[] memory proof) internal pure returns (bytes27 head) {
        head = previous;
        for (uint256 i = 0; i < proof.length; ++i) {
            Entry memory entry;
            (entry.subject, entry.origin, entry.details) = (subject, proof[i].origin, proof[i].details);
            entry.originHead = Head.unwrap(proof[i].originHead);
            head = _headAfter(head, proof[i].organisation, proof[i].facts, entry);
        }
    }
}
