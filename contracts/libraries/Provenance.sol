// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { Head } from "../types/Ids.sol";
import { Entry, Passage } from "../types/Records.sol";
import { Action, Terms } from "../types/Vocabulary.sol";
import { Facts } from "./Facts.sol";
import { History } from "./History.sol";

/// @title Provenance
/// @notice Which way goods came to an organisation, as the caller proves by bringing the entries since: no step stores it.
/// The first passage leads to the asset's own head; if that one's first entry split it off another parcel, the next leads to
/// that one's head then, and so on.
library Provenance {
    using Facts for uint256;

    /// @notice Whether goods came to their custodian from an organisation: accepted under a requisition, or taken, and not only
    /// sent back. Of what it borrows, only who gave it last counts: older ways are not the owner's.
    /// @param head The asset's head.
    /// @param from The organisation that they may have come from.
    /// @param way The entries since they came.
    function cameFrom(
        bytes32 subject,
        Head head,
        Custody custody,
        uint24 from,
        Passage[] calldata way
    ) internal pure returns (bool found) {
        for (uint256 i = 0; i < way.length && !found; ++i) {
            (subject, head) = _open(subject, head, way, i);
            bool ends;
            (found, ends) = _came(way[i].entries, custody, from);
            if (ends) return found;
        }
    }

    /// @notice The member who took goods on consignment, the last time that the debtor took them from the consignor; 0 if the
    /// entries do not show it.
    /// @param head The asset's head.
    /// @param way The entries since they were taken.
    function takerOf(
        bytes32 subject,
        Head head,
        uint24 debtor,
        uint24 consignor,
        Passage[] calldata way
    ) internal pure returns (uint24 member) {
        for (uint256 i = 0; i < way.length && member == 0; ++i) {
            (subject, head) = _open(subject, head, way, i);
            member = _taker(way[i].entries, debtor, consignor);
        }
    }

    /// @dev Whether some of the entries brought the goods from there; and whether older ones are of no account.
    function _came(
        Entry[] calldata entries,
        Custody custody,
        uint24 from
    ) private pure returns (bool found, bool ends) {
        bool borrowed = custody.isBorrowed();
        for (uint256 i = 0; i < entries.length; ++i) {
            uint256 facts = entries[i].facts;
            // Whose goods they were before a regulator reassigned them, they may not be any more.
            if (borrowed && facts.action() == Action.Reassign) (found, ends) = (false, true);
            if (entries[i].organisation != custody.custodian() || !_isComing(facts)) continue;

            ends = borrowed;
            found = facts.counterpart() == from || (found && !borrowed);
        }
    }

    /// @dev Who took the goods on consignment, by the last of the entries that says so; 0 if none does.
    function _taker(Entry[] calldata entries, uint24 debtor, uint24 consignor) private pure returns (uint24 member) {
        for (uint256 i = 0; i < entries.length; ++i) {
            uint256 facts = entries[i].facts;
            if (facts.action() != Action.Take || facts.value() != uint8(Terms.Consignment)) continue;
            if (entries[i].organisation == debtor && facts.counterpart() == consignor) member = facts.member();
        }
    }

    /// @dev Requires a passage to lead to where the one before it began.
    function _open(bytes32 subject, Head head, Passage[] calldata way, uint256 i) private pure returns (bytes32, Head) {
        if (i != 0) {
            Entry calldata earliest = way[i - 1].entries[0];
            // The rest of a parcel records a split too, but with no origin.
            if (earliest.facts.action() != Action.Split || earliest.origin == 0) {
                revert ILedgerErrors.ReplayMismatch(subject, Head.unwrap(way[i].previous), Head.unwrap(head));
            }
            (subject, head) = (earliest.origin, earliest.originHead);
        }
        History.replay(head, subject, way[i].previous, way[i].entries);
        return (subject, head);
    }

    /// @dev What was sent back and taken came the other way round.
    function _isComing(uint256 facts) private pure returns (bool) {
        if (facts.action() == Action.Accept) return true;
        return facts.action() == Action.Take && facts.value() != uint8(Terms.Returned);
    }
}
