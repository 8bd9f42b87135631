// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action, AssetState, RequisitionState } from "../../../contracts/types/Vocabulary.sol";
import { Slots } from "./Slots.sol";
import { Entry, Tape } from "./Tape.sol";
import { Log, vm } from "./Vm.sol";

/// @dev Recorded logs and how many of them were asserted.
struct Logs {
    Log[] all;
    uint256 next;
}

/// @notice Expected entries, whose words, events and heads are computed here a second time, from the documentation and
/// not from the library that the ledger uses.
abstract contract Entries is Tape {
    /*//////////////////////////////////////////////////////////////////////////
                              WHAT IS EXPECTED (from now on)
    //////////////////////////////////////////////////////////////////////////*/

    function _assetEntry(
        AssetId asset,
        address by,
        Action action,
        AssetState state,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        bytes32 subject = AssetId.unwrap(asset);
        entry = _entry(subject, Slots.asset(subject), by, action, uint8(state), claim);
        entry.quantity = 1;
    }

    function _requisitionEntry(
        RequisitionId requisition,
        address by,
        Action action,
        RequisitionState state,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        bytes32 subject = RequisitionId.unwrap(requisition);
        entry = _entry(subject, Slots.requisition(subject), by, action, uint8(state), claim);
    }

    function _productEntry(
        ProductId product,
        uint24 number,
        address by,
        Action action,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        entry = _entry(ProductId.unwrap(product), Slots.product(number), by, action, 1, claim);
    }

    function _comesFrom(Entry memory entry, bytes32 origin, bytes27 originHead, ProductId class) internal pure {
        entry.origin = origin;
        entry.originHead = originHead;
        entry.class = ProductId.unwrap(class);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WHAT WAS RECORDED
    //////////////////////////////////////////////////////////////////////////*/

    function _recorded() internal returns (Logs memory logs) {
        logs.all = _wind();
    }

    /// @dev The step wrote this entry and emitted nothing else.
    function _assertOnly(Entry memory entry) internal {
        Logs memory logs = _recorded();
        _assertEntry(logs, entry);
        _assertEnd(logs);
    }

    /// @dev The step wrote the first entry, then the second with the first as origin, and emitted nothing else.
    function _assertBoth(Entry memory first, Entry memory second, ProductId class) internal {
        Logs memory logs = _recorded();
        _comesFrom(second, first.subject, _assertEntry(logs, first), class);
        _assertEntry(logs, second);
        _assertEnd(logs);
    }

    function _assertEntry(Logs memory logs, Entry memory entry) internal view returns (bytes27 head) {
        if (entry.origin != 0) {
            bytes memory topics = abi.encode(ILedgerEvents.Derived.selector, entry.subject, entry.origin, entry.class);
            _assertLog(logs, topics, abi.encode(entry.originHead));
        }
        uint256 facts = _facts(entry);
        uint24 organisation = organisationOf[entry.by];
        _assertLog(
            logs,
            ILedgerEvents.Recorded.selector,
            entry.subject,
            bytes32(uint256(organisation)),
            abi.encode(facts, entry.details)
        );

        bytes27 previous = bytes27(bytes32(entry.statusBefore));
        if (entry.statusBefore == 0) previous = _genesis(address(ledger), entry.subject);
        head = _headAfter(previous, organisation, facts, entry);
        uint256 status = _slot(entry.statusKey);
        vm.assertEq(bytes32(bytes27(bytes32(status))), bytes32(head), "head");
        vm.assertEq(uint32(status >> 8), block.number, "last block");
        vm.assertEq(uint8(status >> 4) & 0xf, entry.state, "state");
    }

    function _assertMemberAdded(
        Logs memory logs,
        uint24 member,
        uint24 organisation,
        address account,
        uint16 duties
    ) internal view {
        bytes memory topics = abi.encode(ILedgerEvents.MemberAdded.selector, member, organisation, account);
        _assertLog(logs, topics, abi.encode(duties));
    }

    function _assertEnd(Logs memory logs) internal pure {
        vm.assertEq(logs.all.length, logs.next, "number of events");
    }

    function _assertLog(Logs memory logs, bytes32 selector, bytes memory data) internal view {
        _assertLog(logs, abi.encode(selector), data);
    }

    function _assertLog(Logs memory logs, bytes32 selector, uint256 topic, bytes memory data) internal view {
        _assertLog(logs, abi.encode(selector, topic), data);
    }

    function _assertLog(
        Logs memory logs,
        bytes32 selector,
        bytes32 topic1,
        bytes32 topic2,
        bytes memory data
    ) internal view {
        _assertLog(logs, abi.encode(selector, topic1, topic2), data);
    }

    /// @dev The next log has these topics, one after the other, and this data.
    function _assertLog(Logs memory logs, bytes memory topics, bytes memory data) internal view {
        vm.assertTrue(logs.next < logs.all.length, "an event is missing");
        Log memory log = logs.all[logs.next++];
        vm.assertEq(log.emitter, address(ledger), "emitter");
        vm.assertEq(abi.encodePacked(log.topics), topics, "topics");
        vm.assertEq(log.data, data, "data");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  THE SECOND IMPLEMENTATION
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Laid out by packing, where the ledger shifts.
    function _facts(Entry memory entry) internal view returns (uint256) {
        bytes memory high = abi.encodePacked(
            entry.action,
            entry.state,
            memberOf[entry.by],
            entry.counterpart,
            entry.quantity
        );
        bytes memory low = abi.encodePacked(
            entry.value,
            entry.until,
            entry.occurredAt,
            uint32(block.timestamp),
            uint32(entry.statusBefore >> 8)
        );
        return uint256(bytes32(bytes.concat(high, low)));
    }

    function _entry(
        bytes32 subject,
        bytes32 statusKey,
        address by,
        Action action,
        uint8 state,
        Claim memory claim
    ) private returns (Entry memory entry) {
        entry.subject = subject;
        entry.statusKey = statusKey;
        entry.statusBefore = _slot(statusKey);
        entry.by = by;
        entry.action = action;
        entry.state = state;
        entry.value = claim.value;
        entry.until = claim.until;
        entry.occurredAt = claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
        entry.details = claim.details;
        _wind();
    }
}
