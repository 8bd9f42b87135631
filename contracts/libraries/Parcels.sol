// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, Head } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Care, Claim, Entry, LedgerStorage, Mark } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState } from "../types/Vocabulary.sol";
import { Batches } from "./Batches.sol";
import { Debts } from "./Debts.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";
import { Marks } from "./Marks.sol";
import { Steps } from "./Steps.sol";

/// @title Parcels
/// @notice Splitting, dispensing by pack, and taking a dispensing back. Linked into the ledger, whose storage it works on;
/// what each function requires stands in {ILedger}.
library Parcels {
    /// @dev For how long a dispensing can be undone (after Commission Delegated Regulation (EU) 2016/161, article 13).
    uint32 private constant UNDO_PERIOD = 10 days;

    /*//////////////////////////////////////////////////////////////////////////
                                      SPLITTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Splits a part off a parcel.
    /// @param self The ledger's storage.
    /// @param id The parcel.
    /// @param quantity How many base units the part has.
    /// @param firstPack The index of the part's first pack; 0 where the parcel is not serialised.
    /// @param claim What the signer says.
    /// @return part The part.
    function split(
        LedgerStorage storage self,
        AssetId id,
        uint32 quantity,
        uint32 firstPack,
        Claim calldata claim
    ) external returns (AssetId part) {
        bytes32 subject = AssetId.unwrap(id);
        // A part begins with the entry that splits it off, but nothing is split that is not there.
        if (self.assets[id].status.state() == 0) revert ILedgerErrors.UnknownSubject(subject);
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 state) = Steps.begin(
            self,
            Lifecycle.SPLIT,
            Action.Split,
            id,
            claim
        );
        uint32 held = custody.holds();
        // Of one that has nothing left to split off, nothing is allowed.
        if (quantity == 0 || quantity >= held) revert ILedgerErrors.QuantityOutOfRange(quantity, 1, held - 1);
        uint32 endPack = 0;
        Custody kept = custody;
        if (custody.isSerialised()) (kept, custody, endPack) = _cut(self, asset.care, id, custody, quantity, firstPack);
        else if (firstPack != 0) revert ILedgerErrors.NotSerialised(subject);

        asset.custody = kept.withLess(quantity);
        uint256 facts = Facts.pack(Action.Split, state, 0, quantity, firstPack, 0);
        status = History.append(status, subject, actor, facts, claim);
        asset.status = status;

        part = Ids.parcel(subject, status.head());
        if (endPack != 0) self.assets[part].care.endPack = endPack;
        _enterPart(self, part, id, status, custody.withQuantity(quantity), actor, facts, claim);
    }

    /// @dev Cuts a range of packs off one end of a serialised parcel.
    function _cut(
        LedgerStorage storage self,
        Care storage care,
        AssetId id,
        Custody custody,
        uint32 quantity,
        uint32 first
    ) private returns (Custody kept, Custody part, uint32 end) {
        uint16 units = self.products[custody.product()].unitsPerPack;
        if (quantity % units != 0) revert ILedgerErrors.NotWholePacks(quantity, units);
        (uint32 least, uint32 most) = (custody.firstPack(), care.endPack);
        if (first < least || first >= most) {
            revert ILedgerErrors.PackOutOfRange(AssetId.unwrap(id), first, least, most);
        }
        uint32 packs = quantity / units;
        if (packs > most - first) revert ILedgerErrors.PackOutOfRange(AssetId.unwrap(id), most, least, most);
        end = first + packs;
        if (first != least && end != most) revert ILedgerErrors.PartNotAtEnd(AssetId.unwrap(id), first, end);
        bool whole = uint256(most - least) * units == custody.holds();
        if (!whole) Marks.requireNone(self, custody.batch(), first, end);

        kept = custody;
        if (first == least) kept = custody.withFirstPack(end);
        else care.endPack = first;
        part = custody.withFirstPack(first);
    }

    /// @dev A part's first entry. The flags go with the goods: what is quarantined stays so in both parts.
    function _enterPart(
        LedgerStorage storage self,
        AssetId part,
        AssetId rest,
        Status status,
        Custody custody,
        Membership actor,
        uint256 facts,
        Claim calldata claim
    ) private {
        Asset storage asset = self.assets[part];
        asset.custody = custody;
        _inherit(asset.care, self.assets[rest].care);
        asset.status = History.append(
            status.flags(),
            AssetId.unwrap(part),
            actor,
            facts,
            claim,
            Origin({ subject: AssetId.unwrap(rest), head: status.head(), class: Batches.classOf(self, custody) })
        );
    }

    /// @dev What was remedied or monitored was so of the part too; what is owed stays with the rest.
    function _inherit(Care storage part, Care storage rest) private {
        (uint32 remediedAt, uint32 remedyAt, uint32 monitoredAt) = (rest.remediedAt, rest.remedyAt, rest.monitoredAt);
        if (remediedAt == 0 && remedyAt == 0 && monitoredAt == 0) return;

        part.remediedAt = remediedAt;
        part.remedyAt = remedyAt;
        part.remedier = rest.remedier;
        part.monitoredAt = monitoredAt;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      DISPENSING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Dispenses packs of a serialised parcel.
    /// @param self The ledger's storage.
    /// @param id The parcel.
    /// @param marks Which packs, by ascending words.
    /// @param claim `value`: the place.
    function dispensePacks(
        LedgerStorage storage self,
        AssetId id,
        Mark[] calldata marks,
        Claim calldata claim
    ) external {
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            Lifecycle.DISPENSE,
            Action.Dispense,
            id,
            claim
        );
        bytes32 subject = AssetId.unwrap(id);
        if (!custody.isSerialised()) revert ILedgerErrors.NotSerialised(subject);

        uint32 quantity = _mark(self, id, custody, marks, claim.details);
        if (custody.isConsigned()) Debts.owe(asset.care, custody, quantity);
        uint32 held = custody.holds();
        if (quantity == held) to = uint8(AssetState.Consumed);
        asset.custody = custody.withLess(quantity);
        uint256 facts = Facts.pack(Action.Dispense, to, 0, quantity, claim.value, 0);
        bytes32 details = Marks.commitment(claim.details, marks);
        asset.status = History.append(status, subject, actor, facts, claim, details);
    }

    /// @dev How many base units the marked packs have.
    function _mark(
        LedgerStorage storage self,
        AssetId id,
        Custody custody,
        Mark[] calldata marks,
        bytes32 details
    ) private returns (uint32) {
        uint32 end = self.assets[id].care.endPack;
        bytes32 subject = AssetId.unwrap(id);
        uint256 count = Marks.set(self, custody.batch(), subject, marks, custody.firstPack(), end, details);
        // Packs of the range that were not dispensed: what the parcel holds, which is a quantity.
        return uint32(count * self.products[custody.product()].unitsPerPack);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       UNDOING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Takes a dispensing back.
    /// @param self The ledger's storage.
    /// @param id The parcel.
    /// @param previous The head before the dispensing.
    /// @param entries The dispensing and all entries after it.
    /// @param marks The packs that were dispensed.
    /// @param document The document behind that dispensing of packs.
    /// @param claim What the signer says.
    function undo(
        LedgerStorage storage self,
        AssetId id,
        Head previous,
        Entry[] calldata entries,
        Mark[] calldata marks,
        bytes32 document,
        Claim calldata claim
    ) external {
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            Lifecycle.UNDO,
            Action.Undo,
            id,
            claim
        );
        bytes32 subject = AssetId.unwrap(id);
        Head superseded = History.replay(status, subject, previous, entries);
        uint32 quantity = _requireUndoable(subject, actor, entries, superseded);
        _requireMarks(subject, custody, entries[0].details, marks, document);

        Marks.clear(self, custody.batch(), subject, marks);
        if (custody.isConsigned()) Debts.forgive(asset.care, quantity);
        asset.custody = custody.withQuantity(custody.holds() + quantity);
        asset.status = History.append(
            status,
            subject,
            actor,
            Facts.pack(Action.Undo, to, 0, quantity, 0, 0),
            claim,
            Origin({ subject: subject, head: superseded, class: Batches.classOf(self, custody) })
        );
    }

    /// @dev The quantity of a dispensing that the own organisation may take back: once, in time, and while it has had the parcel.
    function _requireUndoable(
        bytes32 subject,
        Membership actor,
        Entry[] calldata entries,
        Head superseded
    ) private view returns (uint32) {
        uint256 facts = entries[0].facts;
        Action action = Facts.action(facts);
        if (action != Action.Dispense) revert ILedgerErrors.NotDispensed(subject, action);
        if (entries[0].organisation != actor.organisation()) {
            revert ILedgerErrors.NotAuthor(subject, actor.organisation(), entries[0].organisation);
        }
        uint32 last = Facts.recordedAt(facts) + UNDO_PERIOD;
        if (block.timestamp > last) revert ILedgerErrors.UndoTooLate(subject, last);
        // Whatever happened since is among the entries, an earlier undoing too.
        for (uint256 i = 1; i < entries.length; ++i) {
            Action since = Facts.action(entries[i].facts);
            if (_isInTheWay(since)) revert ILedgerErrors.NotUndoable(subject, since);
            if (since == Action.Undo && entries[i].originHead == superseded) {
                revert ILedgerErrors.AlreadyUndone(subject, Head.unwrap(superseded));
            }
        }
        return Facts.quantity(facts);
    }

    /// @dev What was handed on, remedied or settled since was so without what had been dispensed, or with it.
    function _isInTheWay(Action since) private pure returns (bool) {
        return
            since == Action.Take ||
            since == Action.Accept ||
            since == Action.Reassign ||
            since == Action.Remedy ||
            since == Action.ConfirmRemedy ||
            since == Action.Settle;
    }

    /// @dev The packs must be those that the dispensing committed to.
    function _requireMarks(
        bytes32 subject,
        Custody custody,
        bytes32 committed,
        Mark[] calldata marks,
        bytes32 document
    ) private pure {
        if (!custody.isSerialised()) {
            if (marks.length != 0 || document != 0) revert ILedgerErrors.NotSerialised(subject);
            return;
        }
        bytes32 actual = Marks.commitment(document, marks);
        if (actual != committed) revert ILedgerErrors.MarksMismatch(subject, actual, committed);
    }
}
