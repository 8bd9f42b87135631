// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { Head } from "../../../contracts/types/Ids.sol";
import { Entry as Recorded, Policy } from "../../../contracts/types/Records.sol";
import { Action, Kind } from "../../../contracts/types/Vocabulary.sol";
import { Effects } from "./Effects.sol";
import { Entry } from "./Entries.sol";
import { Ghost, Step, Written } from "./Ghosts.sol";
import { Log } from "./Vm.sol";
import { Watch } from "./Watch.sol";

/// @notice Replays the ledger's events into ghosts, as a client without access to its storage would: first {Watch} looks
/// at the entry, then it has its {Effects}.
abstract contract Replay is Watch, Effects {
    Entry private _pending;

    function _replay(Log[] memory logs) internal {
        for (uint256 i = 0; i < logs.length; ++i) {
            Log memory log = logs[i];
            bytes32 selector = log.topics[0];
            if (selector == ILedgerEvents.Recorded.selector) {
                _replayEntry(log);
                delete _pending;
            } else if (selector == ILedgerEvents.Derived.selector) {
                (_pending.origin, _pending.originHead) = (log.topics[2], abi.decode(log.data, (bytes27)));
            } else if (selector == ILedgerEvents.ProductRegistered.selector) {
                ghosts[log.topics[1]].kind = Kind.Product;
            } else if (selector == ILedgerEvents.RequisitionOpened.selector) {
                ghosts[log.topics[1]].kind = Kind.Requisition;
            } else if (selector == ILedgerEvents.ItemEntered.selector) {
                ghosts[log.topics[1]].kind = Kind.Asset;
                ghosts[log.topics[1]].product = log.topics[2];
                ghosts[log.topics[2]].entered = true;
            } else if (selector == ILedgerEvents.Appointed.selector) {
                (appointedDuties, appointedUntil) = abi.decode(log.data, (uint16, uint32));
            } else if (selector == ILedgerEvents.PolicySet.selector) {
                approvals = abi.decode(log.data, (Policy)).approvals;
            }
        }
    }

    function _replayEntry(Log memory log) private {
        uint256 facts;
        Entry memory entry = _pending;
        entry.subject = log.topics[1];
        Ghost storage ghost = ghosts[entry.subject];
        (facts, entry.details) = abi.decode(log.data, (uint256, bytes32));
        uint24 organisation = uint24(uint256(log.topics[2]));
        Step memory step = _decode(entry, organisation, facts);

        if (uint32(facts) != ghost.lastBlock) ++broken;
        if (uint32(facts >> 32) != block.timestamp) ++broken;
        if (step.occurredAt > block.timestamp) ++broken;
        // A correction's origin, of its own history, is looked at with the correction.
        bool present = step.action == Action.Correct || ghosts[entry.origin].head == entry.originHead;
        if (!present) ++broken;

        _watch(ghost, step);
        Ghost memory former = ghost;
        _apply(ghost, step);
        _watchOwner(former, step, ghost.owner);
        bytes27 previous = ghost.lastBlock == 0 ? _genesis(address(ledger), entry.subject) : ghost.head;
        ghost.head = _headAfter(previous, organisation, facts, entry);
        ghost.lastBlock = uint32(block.number);
        ghost.state = step.to;
        Head originHead = Head.wrap(entry.originHead);
        Recorded memory recorded = Recorded(organisation, facts, entry.origin, originHead, entry.details);
        histories[entry.subject].push(Written(recorded, previous, ghost.head));
    }

    function _decode(Entry memory entry, uint24 organisation, uint256 facts) private pure returns (Step memory step) {
        step.subject = entry.subject;
        step.origin = entry.origin;
        step.originHead = entry.originHead;
        step.organisation = organisation;
        step.action = Action(uint8(facts >> 248));
        step.to = uint8(facts >> 240);
        step.member = uint24(facts >> 216);
        step.counterpart = uint24(facts >> 192);
        step.quantity = uint32(facts >> 160);
        step.value = uint32(facts >> 128);
        step.until = uint32(facts >> 96);
        step.occurredAt = uint32(facts >> 64);
    }
}
