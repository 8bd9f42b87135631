// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { Head } from "../../../contracts/types/Ids.sol";
import { Entry as Proof } from "../../../contracts/types/Records.sol";
import { Entry } from "./Entries.sol";
import { Persons } from "./Persons.sol";
import { Log, vm } from "./Vm.sol";

/// @notice All that was recorded, as a client reads it from the logs: the entries that a correction brings.
abstract contract Tape is Persons {
    mapping(bytes32 subject => Proof[]) private _entries;
    mapping(bytes32 subject => bytes27[]) private _headsAfter;
    bytes32 private _origin;
    bytes27 private _originHead;

    /// @dev From here on: products have histories too.
    function setUp() public virtual override {
        vm.recordLogs();
        super.setUp();
    }

    /// @dev Takes over what was recorded since the last time.
    function _wind() internal {
        _wind(vm.getRecordedLogs());
    }

    function _wind(Log[] memory logs) internal {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == ILedgerEvents.Derived.selector) {
                (_origin, _originHead) = (logs[i].topics[2], abi.decode(logs[i].data, (bytes27)));
            } else if (logs[i].topics[0] == ILedgerEvents.Recorded.selector) {
                _windEntry(logs[i]);
                (_origin, _originHead) = (0, 0);
            }
        }
    }

    function _length(bytes32 subject) internal view returns (uint256) {
        return _entries[subject].length;
    }

    /// @dev The entry at `index`, counted from 0, and all after it.
    function _entriesFrom(bytes32 subject, uint256 index) internal view returns (Proof[] memory proof) {
        proof = new Proof[](_entries[subject].length - index);
        for (uint256 i = 0; i < proof.length; ++i) proof[i] = _entries[subject][index + i];
    }

    /// @dev The head before the entry at `index`.
    function _headBefore(bytes32 subject, uint256 index) internal view returns (bytes27) {
        return index == 0 ? _genesis(address(ledger), subject) : _headsAfter[subject][index - 1];
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

    function _windEntry(Log memory log) private {
        bytes32 subject = log.topics[1];
        Proof[] memory one = new Proof[](1);
        one[0].organisation = uint24(uint256(log.topics[2]));
        (one[0].facts, one[0].details) = abi.decode(log.data, (uint256, bytes32));
        (one[0].origin, one[0].originHead) = (_origin, Head.wrap(_originHead));
        bytes27 previous = _headBefore(subject, _entries[subject].length);
        _headsAfter[subject].push(_replayed(subject, previous, one));
        _entries[subject].push(one[0]);
    }
}
