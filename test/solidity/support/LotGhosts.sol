// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { Head, ProductId } from "../../../contracts/types/Ids.sol";
import { Entry as Recorded, Mark } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Kind, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entry } from "./Entries.sol";
import { LotWorld, SECOND } from "./LotWorld.sol";
import { Log } from "./Vm.sol";

/// @dev What the entries of one subject say, taken together.
struct LotGhost {
    Kind kind;
    bytes27 head;
    uint8 state;
    // A product's or a batch's recall.
    bool recalled;
    uint32 raisedAt;
    // A batch's, or a requisition's.
    bytes32 product;
    // A batch's.
    uint32 number;
    uint32 expiry;
    /// How many packs have a code.
    uint32 packs;
    uint256 entered;
    // A parcel's.
    bytes32 batch;
    uint256 began;
    uint256 splitOff;
    /// Net of what was undone.
    uint256 dispensed;
    uint256 owed;
    uint24 consignor;
    uint24 debtor;
    /// Who took it, or what it was split off, on consignment last.
    uint24 taker;
    uint24 custodian;
    uint24 owner;
    Terms terms;
    Terms offeredTerms;
    uint24 offeredTo;
    bool quarantined;
    uint32 remedyAt;
    uint32 remediedAt;
    /// Of a serialised one, the index of its first pack, and the one after its last.
    uint256 first;
    uint256 end;
    /// How often what it holds was handed on, remedied or settled.
    uint256 turns;
    // A requisition's.
    uint24 organisation;
    uint24 supplier;
    uint24 consignee;
    uint256 ordered;
    uint256 accepted;
}

/// @dev One entry, taken apart.
struct LotStep {
    bytes32 subject;
    bytes32 origin;
    bytes27 originHead;
    bytes32 class;
    bytes32 details;
    uint24 organisation;
    uint24 member;
    Action action;
    uint8 to;
    uint24 counterpart;
    uint32 quantity;
    uint32 value;
    uint32 until;
    uint256 facts;
}

/// @dev One entry as it was written, with the head before it.
struct LotWritten {
    Recorded entry;
    bytes27 previous;
}

/// @dev One entry that dispensed from a parcel, and which packs.
struct Dispensing {
    bytes32 parcel;
    /// Its index in the parcel's history.
    uint256 index;
    uint32 quantity;
    uint24 organisation;
    uint256 time;
    uint256 turns;
    bool undone;
    bytes32 document;
    bytes32 marksHash;
    Mark[] marks;
}

/// @notice Replays the ledger's events, as a client without access to its storage would, and notes what must never be
/// seen.
abstract contract LotGhosts is LotWorld {
    mapping(bytes32 subject => LotGhost) internal ghosts;
    mapping(bytes32 subject => LotWritten[]) internal histories;
    bytes32[] internal _batches;
    bytes32[] internal _parcels;
    mapping(bytes32 batch => bytes32[]) internal _parcelsOf;
    /// @dev Whether it was this organisation's own once, or what it was split off was.
    mapping(bytes32 parcel => mapping(uint24 organisation => bool)) internal hasOwned;
    Dispensing[] internal _dispensings;
    /// @dev By the head that it led to: its index, and 1.
    mapping(bytes32 parcel => mapping(bytes27 head => uint256)) private _dispensingAt;
    /// @dev Which packs were dispensed, a bit for each.
    mapping(bytes32 batch => mapping(uint256 word => uint256)) internal bits;

    /// @dev What was seen first that breaks an invariant, by its number.
    mapping(uint256 invariantNumber => string) internal broken;

    // What was emitted before the entry that it belongs to.
    bytes32 private _origin;
    bytes32 private _class;
    bytes27 private _originHead;
    Mark[] private _marks;
    bytes32 private _document;
    bytes32 private _packsOf;
    bool private _restored;

    function _must(bool kept, uint256 number, string memory rule) internal {
        if (!kept && bytes(broken[number]).length == 0) broken[number] = rule;
    }

    function _replay(Log[] memory logs) internal {
        for (uint256 i = 0; i < logs.length; ++i) {
            Log memory log = logs[i];
            bytes32 selector = log.topics[0];
            if (selector == ILedgerEvents.Recorded.selector) {
                _replayEntry(log);
            } else if (selector == ILedgerEvents.Derived.selector) {
                (_origin, _class, _originHead) = (log.topics[2], log.topics[3], abi.decode(log.data, (bytes27)));
            } else if (selector == ILedgerEvents.ProductRegistered.selector) {
                ghosts[log.topics[1]].kind = Kind.Product;
            } else if (selector == ILedgerEvents.RequisitionOpened.selector) {
                ghosts[log.topics[1]].kind = Kind.Requisition;
            } else if (selector == ILedgerEvents.BatchEntered.selector) {
                _batches.push(log.topics[1]);
                LotGhost storage batch = ghosts[log.topics[1]];
                (batch.kind, batch.product) = (Kind.Batch, log.topics[2]);
                batch.number = uint32(uint256(log.topics[3]));
                _must(batch.number == _batches.length, 7, "the number of a batch");
            } else if (selector == ILedgerEvents.BatchSerialised.selector) {
                (, ghosts[log.topics[1]].packs) = abi.decode(log.data, (bytes32, uint32));
            } else if (selector == ILedgerEvents.PacksDispensed.selector) {
                uint256 mask;
                (mask, _document) = abi.decode(log.data, (uint256, bytes32));
                _replayMark(log, mask, false);
            } else if (selector == ILedgerEvents.PacksRestored.selector) {
                _replayMark(log, abi.decode(log.data, (uint256)), true);
            }
        }
    }

    function _replayMark(Log memory log, uint256 mask, bool restored) private {
        (bytes32 parcel, uint32 word) = (log.topics[3], uint32(uint256(log.topics[2])));
        bytes32 batch = ghosts[parcel].batch;
        _must(uint256(log.topics[1]) == ghosts[batch].number, 6, "packs of another batch");
        uint256 former = bits[batch][word];
        _must(mask != 0, 6, "no packs");
        if (restored) _must(former & mask == mask, 6, "restored what was not dispensed");
        else _must(former & mask == 0, 6, "dispensed twice");
        bits[batch][word] = former ^ mask;
        _marks.push(Mark(word, mask));
        (_packsOf, _restored) = (parcel, restored);
    }

    function _replayEntry(Log memory log) private {
        LotStep memory step = _decode(log);
        LotGhost storage ghost = ghosts[step.subject];
        _must(step.origin == step.subject || ghosts[step.origin].head == step.originHead, 7, "the head of an origin");
        if (ghost.kind == Kind.None) _begin(ghost, step);
        if (ghost.kind == Kind.Asset) {
            if (step.origin != 0) _must(step.class == ghost.batch, 7, "the class of a parcel");
            _watch(ghost, step);
            if (step.action == Action.Dispense) _dispense(ghost, step);
            if (step.action == Action.Undo) _undo(ghost, step);
            if (step.action == Action.Settle) _settle(ghost, step);
            LotGhost memory former = ghost;
            _transfer(ghost, step);
            _watchOwner(former, step, ghost.owner);
            _keep(ghost, step);
        } else {
            _applyToOthers(ghost, step);
        }
        _append(ghost, step);
        delete _origin;
        delete _class;
        delete _originHead;
        delete _marks;
        delete _document;
        delete _packsOf;
    }

    /// @dev A parcel: its id follows from what it comes from, at its head then.
    function _begin(LotGhost storage ghost, LotStep memory step) private {
        bytes32 typeHash = keccak256("Parcel(bytes32 origin,bytes27 originHead)");
        _must(step.subject == keccak256(abi.encode(typeHash, step.origin, step.originHead)), 7, "the id of a parcel");
        _must(ghosts[step.class].kind == Kind.Batch, 7, "the batch of a parcel");
        ghost.kind = Kind.Asset;
        (ghost.batch, ghost.began) = (step.class, step.quantity);
        ghost.end = ghosts[step.class].packs;
        _parcels.push(step.subject);
        _parcelsOf[step.class].push(step.subject);
        if (step.action != Action.Split) return;

        LotGhost storage rest = ghosts[step.origin];
        _must(rest.batch == step.class, 7, "the batch of a part");
        (ghost.first, ghost.end) = (step.value, step.value + step.quantity / _units(step.class));
        (ghost.custodian, ghost.owner, ghost.terms) = (rest.custodian, rest.owner, rest.terms);
        ghost.taker = rest.taker;
        for (uint24 i = 1; i <= SECOND; ++i) hasOwned[step.subject][i] = hasOwned[step.origin][i];
        (ghost.quarantined, ghost.remedyAt, ghost.remediedAt) = (rest.quarantined, rest.remedyAt, rest.remediedAt);
    }

    function _append(LotGhost storage ghost, LotStep memory step) private {
        Entry memory entry;
        (entry.subject, entry.details) = (step.subject, step.details);
        (entry.origin, entry.originHead) = (step.origin, step.originHead);
        bytes27 previous = ghost.state == 0 ? _genesis(address(ledger), step.subject) : ghost.head;
        ghost.head = _headAfter(previous, step.organisation, step.facts, entry);
        ghost.state = step.to;
        if (step.action == Action.Dispense) _dispensingAt[step.subject][ghost.head] = _dispensings.length;
        Head originHead = Head.wrap(step.originHead);
        Recorded memory recorded = Recorded(step.organisation, step.facts, step.origin, originHead, step.details);
        histories[step.subject].push(LotWritten(recorded, previous));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       DISPENSING
    //////////////////////////////////////////////////////////////////////////*/

    function _dispense(LotGhost storage ghost, LotStep memory step) private {
        _must(_isUsable(ghost), 5, "dispensed what is not usable");
        _must(step.organisation == ghost.custodian, 5, "dispensed by another");
        bool serialised = ghosts[ghost.batch].packs != 0;
        _must(serialised == (_marks.length != 0), 6, "packs without an entry, or an entry without packs");

        Dispensing storage one = _dispensings.push();
        (one.parcel, one.index, one.quantity) = (step.subject, histories[step.subject].length, step.quantity);
        (one.organisation, one.time, one.turns) = (step.organisation, block.timestamp, ghost.turns);
        (one.document, one.marksHash) = (_document, _hashOf(_marks));
        uint256 packs;
        for (uint256 i = 0; i < _marks.length; ++i) {
            one.marks.push(_marks[i]);
            packs += _ones(_marks[i].mask);
        }
        if (serialised) {
            _must(!_restored && _packsOf == step.subject, 6, "packs of another parcel");
            _must(step.quantity == packs * _units(ghost.batch), 6, "the quantity of the packs dispensed");
            bytes32 typeHash = keccak256("Packs(bytes32 details,bytes32 marks)");
            bytes32 commitment = keccak256(abi.encode(typeHash, one.document, one.marksHash));
            _must(step.details == commitment, 6, "the details of packs dispensed");
        }

        ghost.dispensed += step.quantity;
        if (ghost.terms != Terms.Consignment) return;
        ghost.owed += step.quantity;
        (ghost.consignor, ghost.debtor) = (ghost.owner, ghost.custodian);
    }

    function _undo(LotGhost storage ghost, LotStep memory step) private {
        _must(step.origin == step.subject, 7, "the origin of an undoing");
        _must(_isUsable(ghost), 5, "undone where it is not usable");
        uint256 number = _dispensingAt[step.subject][step.originHead];
        _must(number != 0, 6, "undone what was not dispensed");
        if (number == 0) return;
        Dispensing storage one = _dispensings[number - 1];
        _must(!one.undone, 6, "undone twice");
        _must(block.timestamp <= one.time + 10 days, 6, "undone too late");
        bool held = one.organisation == step.organisation && one.turns == ghost.turns;
        _must(held, 6, "undone by another, or after it was handed on, remedied or settled");
        _must(step.quantity == one.quantity, 6, "undone more or less than was dispensed");
        bool restored = _marks.length == 0 || (_restored && _packsOf == step.subject);
        _must(restored && one.marksHash == _hashOf(_marks), 6, "other packs restored");

        one.undone = true;
        ghost.dispensed -= step.quantity;
        if (ghost.terms != Terms.Consignment) return;
        _must(ghost.owed >= step.quantity, 8, "undone more than is owed for");
        ghost.owed -= step.quantity;
        if (ghost.owed == 0) (ghost.consignor, ghost.debtor) = (0, 0);
    }

    /// @dev All that is owed for, or as much of it as was still to be delivered. The requisition's entry precedes this
    /// one.
    function _settle(LotGhost storage ghost, LotStep memory step) private {
        LotGhost storage requisition = ghosts[step.origin];
        uint256 left = requisition.ordered + step.quantity - requisition.accepted;
        uint256 due = ghost.owed < left ? ghost.owed : left;
        _must(step.quantity == due && due != 0, 8, "settled more or less than is owed for");
        _must(step.organisation == ghost.debtor, 8, "settled by another");
        _must(step.member != ghost.taker, 8, "settled by who took it");
        _must(requisition.supplier == ghost.consignor, 8, "settled with another");
        ghost.owed -= step.quantity;
        if (ghost.owed == 0) (ghost.consignor, ghost.debtor) = (0, 0);
        ++ghost.turns;
    }

    /// @dev How many units make a pack: drugs may be given codes too.
    function _units(bytes32 batch) internal view returns (uint256) {
        return ghosts[batch].product == ProductId.unwrap(vaccine) ? UNITS : DRUG_UNITS;
    }

    /// @dev As the ledger hashes them: word and mask 32 bytes each.
    function _hashOf(Mark[] storage marks) private view returns (bytes32) {
        bytes memory all;
        for (uint256 i = 0; i < marks.length; ++i) all = bytes.concat(all, abi.encode(marks[i].word, marks[i].mask));
        return keccak256(all);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ALL ELSE
    //////////////////////////////////////////////////////////////////////////*/

    function _isUsable(LotGhost storage ghost) internal view returns (bool) {
        if (ghost.quarantined || ghosts[ghost.batch].expiry < block.timestamp) return false;
        LotGhost storage batch = ghosts[ghost.batch];
        return !_isRecalled(batch, ghost) && !_isRecalled(ghosts[batch.product], ghost);
    }

    function _isRecalled(LotGhost storage target, LotGhost storage ghost) private view returns (bool) {
        return target.recalled && target.raisedAt >= ghost.remediedAt;
    }

    /// @dev What is shipped, accepted or offered is usable too, and moves as a whole; a part is less than the whole.
    function _watch(LotGhost storage ghost, LotStep memory step) private {
        Action action = step.action;
        uint256 held = ghost.began - ghost.splitOff - ghost.dispensed;
        bool leaves = action == Action.Ship || action == Action.Offer;
        bool arrives = action == Action.Accept && ghost.state != 0;
        if (leaves || arrives) _must(_isUsable(ghost), 5, "handed on what is not usable");
        if (leaves || arrives || action == Action.SendBack || action == Action.Take || action == Action.Refuse) {
            _must(held > 0 && step.quantity == held, 2, "handed on in part");
        }
        if (action == Action.Split && step.origin == 0) _must(step.quantity < held, 2, "split off all of it");
        if (action == Action.Dispense) {
            bool all = step.to == uint8(AssetState.Consumed);
            _must(step.quantity <= held && all == (step.quantity == held), 2, "consumed by less than all, or more");
        }
        bool final_ = ghost.state == uint8(AssetState.Disposed) || ghost.state == uint8(AssetState.Consumed);
        if (!final_ || action == Action.Settle || action == Action.Acknowledge) return;
        _must(action == Action.Undo && ghost.state == uint8(AssetState.Consumed), 2, "came back after the end");
    }

    function _transfer(LotGhost storage ghost, LotStep memory step) private {
        Action action = step.action;
        if (action == Action.Enrol) {
            _setParties(ghost, step.organisation, step.organisation, Terms.Owned);
        }
        if (action == Action.Accept) {
            LotGhost storage requisition = ghosts[step.origin];
            Terms terms = requisition.consignee == requisition.organisation ? Terms.Owned : Terms.Loan;
            _setParties(ghost, requisition.consignee, requisition.organisation, terms);
        }
        if (action == Action.Offer || action == Action.SendBack) {
            ghost.offeredTo = step.counterpart;
            ghost.offeredTerms = action == Action.Offer ? Terms(uint8(step.value)) : Terms.Returned;
        }
        if (action == Action.Take) {
            Terms terms = ghost.offeredTerms;
            _must(step.value == uint32(terms), 7, "the terms of what was taken");
            uint24 owner = ghost.owner;
            if (terms == Terms.Owned || (terms == Terms.Returned && owner == ghost.custodian))
                owner = step.organisation;
            if (terms == Terms.Returned) terms = owner == step.organisation ? Terms.Owned : Terms.Loan;
            if (terms == Terms.Consignment) ghost.taker = step.member;
            _setParties(ghost, step.organisation, owner, terms);
        }
        if (action == Action.Reassign) {
            uint24 owner = uint24(step.value);
            _setParties(ghost, step.counterpart, owner, step.counterpart == owner ? Terms.Owned : Terms.Loan);
            (ghost.owed, ghost.consignor, ghost.debtor) = (0, 0, 0);
        }
        bool ends = action == Action.Take || action == Action.Withdraw || action == Action.Decline;
        if (ends || action == Action.Reassign) (ghost.offeredTo, ghost.offeredTerms) = (0, Terms.None);
    }

    /// @dev What is a hospital's own from now on, given the ghost before: enrolled there, accepted under its requisition, taken
    /// from a hospital or back, or reassigned.
    function _watchOwner(LotGhost memory former, LotStep memory step, uint24 owner) private {
        if (owner == former.owner) return;
        bool known = hasOwned[step.subject][owner];
        hasOwned[step.subject][owner] = true;
        if (!_isHospital(owner) || step.action == Action.Reassign) return;

        bool comes = step.action == Action.Enrol && step.organisation == owner;
        if (step.action == Action.Accept) comes = ghosts[step.origin].organisation == owner;
        if (step.action == Action.Take) {
            comes = _isHospital(former.custodian) || (former.offeredTerms == Terms.Returned && known);
        }
        _must(comes, 10, "a hospital's, round its procurement");
    }

    function _isHospital(uint24 organisation) private pure returns (bool) {
        return organisation == HOSPITAL || organisation == RIVAL || organisation == SECOND;
    }

    function _setParties(LotGhost storage ghost, uint24 custodian, uint24 owner, Terms terms) private {
        (ghost.custodian, ghost.owner, ghost.terms) = (custodian, owner, terms);
        ++ghost.turns;
    }

    function _keep(LotGhost storage ghost, LotStep memory step) private {
        Action action = step.action;
        // The part's own first entry comes from the rest.
        if (action == Action.Split && step.origin == 0) {
            ghost.splitOff += step.quantity;
            if (ghosts[ghost.batch].packs != 0) _cut(ghost, step.value, step.quantity / _units(ghost.batch));
        }
        if (action == Action.Quarantine) ghost.quarantined = true;
        if (action == Action.Release) ghost.quarantined = false;
        if (action == Action.Monitor && ghosts[ghost.batch].product == ProductId.unwrap(vaccine)) {
            bool exceeds = int16(uint16(step.value)) < 20 || int16(uint16(step.value >> 16)) > 80;
            if (exceeds) ghost.quarantined = true;
        }
        if (action == Action.Remedy || action == Action.ConfirmRemedy) ++ghost.turns;
        if (action == Action.Remedy) ghost.remedyAt = uint32(block.timestamp);
        if (action == Action.ConfirmRemedy) (ghost.remediedAt, ghost.remedyAt) = (ghost.remedyAt, 0);
    }

    /// @dev The part is at one of the ends.
    function _cut(LotGhost storage ghost, uint256 first, uint256 packs) private {
        bool inside = ghost.first <= first && first + packs <= ghost.end;
        _must(inside && (first == ghost.first || first + packs == ghost.end), 4, "split off what is not at an end");
        if (first == ghost.first) ghost.first += packs;
        else ghost.end = first;
    }

    function _applyToOthers(LotGhost storage ghost, LotStep memory step) private {
        Action action = step.action;
        if (action == Action.Commission || action == Action.Declare) {
            ghost.entered += step.quantity;
            ghost.expiry = step.until;
        }
        if (action == Action.Redate) ghost.expiry = step.until;
        if (action == Action.Recall) (ghost.recalled, ghost.raisedAt) = (true, uint32(block.timestamp));
        if (action == Action.Lift) (ghost.recalled, ghost.raisedAt) = (false, 0);
        if (ghost.kind != Kind.Requisition) return;

        if (action == Action.Apply) {
            (ghost.product, ghost.organisation, ghost.ordered) = (step.origin, step.organisation, step.quantity);
        }
        if (action == Action.Order) (ghost.supplier, ghost.consignee) = (step.counterpart, uint24(step.value));
        if (action == Action.Accept || action == Action.Settle) ghost.accepted += step.quantity;
    }

    function _decode(Log memory log) private view returns (LotStep memory step) {
        step.subject = log.topics[1];
        step.organisation = uint24(uint256(log.topics[2]));
        (step.origin, step.originHead, step.class) = (_origin, _originHead, _class);
        (step.facts, step.details) = abi.decode(log.data, (uint256, bytes32));
        step.action = Action(uint8(step.facts >> 248));
        step.to = uint8(step.facts >> 240);
        step.member = uint24(step.facts >> 216);
        step.counterpart = uint24(step.facts >> 192);
        step.quantity = uint32(step.facts >> 160);
        step.value = uint32(step.facts >> 128);
        step.until = uint32(step.facts >> 96);
    }

    /// @dev How many bits are set: sums of neighbours twice as wide each time.
    function _ones(uint256 word) internal pure returns (uint256) {
        for (uint256 width = 1; width < 256; width *= 2) {
            // Every second field of that width: all bits, divided by 2^width + 1.
            uint256 mask = type(uint256).max / ((1 << width) + 1);
            word = (word & mask) + ((word >> width) & mask);
        }
        return word;
    }
}
