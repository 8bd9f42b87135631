// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Head, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Entry, Lot, Mark, Passage } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Kind, RequisitionState } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { LotComparison } from "./LotComparison.sol";
import { Dispensing, LotGhost, LotWritten } from "./LotGhosts.sol";
import { COLLEAGUE, LotWorld, MAKER_DEPUTY, RIVAL_DEPUTY, SECOND, SECOND_CHIEF, SECOND_DEPUTY } from "./LotWorld.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";
import { WaysOut } from "./WaysOut.sol";
import { World } from "./World.sol";

/// @notice The clock, how a step is tried, and what random steps are about.
abstract contract LotAttempts is LotComparison, WaysOut {
    /// @dev Beyond so many parcels, hardly any more.
    uint256 internal constant MANY = 24;
    /// @dev Older ones are left alone.
    uint256 internal constant RECENT = 8;
    uint256 internal constant PREPARED = 13;

    /// @dev What a step is mostly about.
    enum Want {
        Any,
        Stored,
        Usable,
        InTransit,
        Shipped,
        Offered,
        ScrapRequested,
        ScrapApproved,
        Recalled,
        Owed
    }

    struct NamedLot {
        ProductId product;
        bytes32 lot;
    }

    // The runner's own clock may stand still between calls.
    uint256 internal _time;
    uint256 internal _block;
    uint256 private _calls;
    /// @dev Steps that were tried.
    uint256 public steps;
    NamedLot[] internal _lots;
    // What the next step is about: what is stored of it before and after, where it is refused.
    bytes32[] private _touched;

    /// @dev How often an action succeeded, and a refusal was seen: that the runs are no idle ones.
    mapping(Action => uint256) public succeeded;
    mapping(bytes4 selector => uint256) public refused;

    modifier onTime() {
        vm.warp(_time);
        vm.roll(_block);
        vm.recordLogs();
        delete _touched;
        _;
    }

    function setUp() public virtual override(LotWorld, World) {
        vm.recordLogs();
        super.setUp();
        (_time, _block) = (block.timestamp, block.number);
        _replay(vm.getRecordedLogs());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      TRYING IT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A parcel or a requisition, and another, or 0.
    function _touch(bytes32 subject, bytes32 other) internal {
        _touchOne(subject);
        _touchOne(other);
    }

    function _touchOne(bytes32 subject) private {
        Kind kind = ghosts[subject].kind;
        bytes32 key = kind == Kind.Requisition ? Slots.requisition(subject) : Slots.asset(subject);
        _touched.push(key);
        _touched.push(Slots.plus(key, 1));
        if (kind != Kind.Asset) return;

        for (uint256 i = 2; i <= 4; ++i) _touched.push(Slots.plus(key, i));
        uint32 batch = ghosts[ghosts[subject].batch].number;
        _touched.push(Slots.batch(batch));
        _touched.push(Slots.plus(Slots.batch(batch), 1));
        for (uint256 i = 0; i < 3; ++i) _touched.push(Slots.dispensedPacks(batch, i));
    }

    /// @dev 9: what was refused left no trace, and was refused by one of the ledger's errors.
    function _call(address by, bytes memory data, Action action) internal returns (bool success) {
        ++steps;
        _touched.push(bytes32(Slots.COUNTS));
        bytes32[] memory stored = ledger.readSlots(_touched);
        bytes memory answer;
        vm.prank(by);
        (success, answer) = address(ledger).call(data);
        if (success) {
            ++succeeded[action];
            _replay(vm.getRecordedLogs());
            return true;
        }
        bytes4 selector = bytes4(answer);
        ++refused[selector];
        bool own = answer.length >= 4 && selector != bytes4(0x4e487b71) && selector != bytes4(0x08c379a0);
        _must(own, 9, string.concat("no error of the ledger's own: action ", vm.toString(uint256(action))));
        bytes32[] memory still = ledger.readSlots(_touched);
        _must(keccak256(abi.encode(stored)) == keccak256(abi.encode(still)), 9, "a refused step changed something");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      CHOOSING WHO
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The runner likes small numbers, and the same ones again.
    function _spread(uint256 seed) internal returns (uint256) {
        return uint256(keccak256(abi.encode(seed, ++_calls)));
    }

    function _isWild(uint256 seed) internal pure returns (bool) {
        return (seed >> 248) % 4 == 0;
    }

    /// @dev One of two who may do all that the organisation may.
    function _by(uint24 organisation, uint256 seed) internal pure returns (address) {
        bool first = (seed >> 240) % 2 == 0;
        if (_isWild(seed) && (seed >> 232) % 3 == 0) return _anybody(seed);
        if (organisation == HOSPITAL) return first ? CHIEF : COLLEAGUE;
        if (organisation == SECOND) return first ? SECOND_CHIEF : SECOND_DEPUTY;
        if (organisation == RIVAL) return first ? RIVAL_CHIEF : RIVAL_DEPUTY;
        if (organisation == MANUFACTURER) return first ? MAKER_CHIEF : MAKER_DEPUTY;
        return _anybody(seed);
    }

    function _anybody(uint256 seed) internal pure returns (address) {
        address[12] memory all = [
            CHIEF,
            NURSE,
            KEEPER,
            INSPECTOR,
            BUYER,
            SECOND_CHIEF,
            RIVAL_CHIEF,
            MAKER_CHIEF,
            SHIPPER,
            REGISTRAR,
            WARDEN,
            STRANGER
        ];
        return all[(seed >> 224) % all.length];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     CHOOSING WHAT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The first that is wanted, from a random one on; sometimes that one, whatever it is. 0 if there is none.
    function _find(uint256 seed, Want want) internal view returns (bytes32 parcel) {
        for (uint256 i = 0; i < _parcels.length; ++i) {
            parcel = _parcels[((seed >> 192) + i) % _parcels.length];
            if (_fits(ghosts[parcel], want) || (_isWild(seed) && seed % 4 == 0)) return parcel;
        }
        return 0;
    }

    /// @dev The same, held by this organisation, if there is one.
    function _findAt(uint256 seed, Want want, uint24 organisation) internal view returns (bytes32 parcel) {
        for (uint256 i = 0; i < _parcels.length; ++i) {
            parcel = _parcels[((seed >> 192) + i) % _parcels.length];
            if (_fits(ghosts[parcel], want) && ghosts[parcel].custodian == organisation) return parcel;
        }
        return _find(seed, want);
    }

    function _fits(LotGhost storage ghost, Want want) private view returns (bool) {
        if (want == Want.Any) return true;
        if (want == Want.Owed) return ghost.owed != 0;
        if (want == Want.ScrapApproved) return ghost.state == uint8(AssetState.ScrapApproved);
        if (want == Want.ScrapRequested) return ghost.state == uint8(AssetState.ScrapRequested);
        if (want == Want.Recalled) {
            LotGhost storage batch = ghosts[ghost.batch];
            return (batch.recalled || ghosts[batch.product].recalled) && ghost.state == uint8(AssetState.Stored);
        }
        if (want == Want.Stored || want == Want.Usable) {
            return ghost.state == uint8(AssetState.Stored) && (want == Want.Stored || _isUsable(ghost));
        }
        if (ghost.state != uint8(AssetState.InTransit)) return false;
        return want == Want.InTransit || (ghost.offeredTo != 0) == (want == Want.Offered);
    }

    /// @dev With the requisition that it was shipped under, mostly.
    function _findShipped(uint256 seed) internal view returns (bytes32 parcel, RequisitionId requisition) {
        parcel = _find(seed, _isWild(seed) ? Want.InTransit : Want.Shipped);
        requisition = RequisitionId.wrap(bytes32(_slot(Slots.plus(Slots.asset(parcel), 2))));
        bool other = RequisitionId.unwrap(requisition) == 0 || (_isWild(seed) && (seed >> 184) % 4 == 0);
        if (other) requisition = _requisitions[(seed >> 176) % _requisitions.length];
    }

    /// @dev Mostly one for this product, from this supplier, under which something may still come.
    function _requisitionOf(uint256 seed, bytes32 product, uint24 supplier) internal view returns (RequisitionId id) {
        for (uint256 i = 0; i < _requisitions.length; ++i) {
            id = _requisitions[((seed >> 176) + i) % _requisitions.length];
            if (_isWild(seed) && (seed >> 184) % 4 == 0) return id;
            LotGhost storage ghost = ghosts[RequisitionId.unwrap(id)];
            bool open =
                ghost.state == uint8(RequisitionState.Ordered) || ghost.state == uint8(RequisitionState.Shipped);
            if (open && ghost.product == product && ghost.supplier == supplier) return id;
        }
    }

    function _requisitionOf(uint24 organisation, bytes32 ownReference) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256("Requisition(uint24 organisation,bytes32 reference)");
        return keccak256(abi.encode(typeHash, organisation, ownReference));
    }

    function _underway(RequisitionId id) internal view returns (uint32) {
        return uint32(_slot(Slots.plus(Slots.requisition(RequisitionId.unwrap(id)), 1)) >> 208);
    }

    /// @dev Mostly any head will do, otherwise the one that is, or is not.
    function _expected(bytes32 parcel, uint256 seed) internal view returns (Head) {
        if ((seed >> 168) % 4 != 0) return ANY_HEAD;
        return Head.wrap(_isWild(seed) ? bytes27(bytes32(seed)) : ghosts[parcel].head);
    }

    /// @dev Mostly the one that is, as a step that another organisation could change must; otherwise none, or another.
    function _named(bytes32 parcel, uint256 seed) internal view returns (Head) {
        if ((seed >> 168) % 8 != 0) return Head.wrap(ghosts[parcel].head);
        return Head.wrap(_isWild(seed) ? bytes27(bytes32(seed)) : bytes27(0));
    }

    /// @dev The way that a parcel came: from its first entry on and, if it was split off another, that one's until then, and so
    /// on. Of a wild attempt, sometimes none.
    function _told(bytes32 parcel, uint256 seed) internal view returns (Passage[] memory way) {
        if (histories[parcel].length == 0 || (_isWild(seed) && (seed >> 164) % 4 == 0)) return way;
        uint256 passages = 1;
        for (bytes32 part = parcel; _isPart(part); ++passages) part = histories[part][0].entry.origin;
        way = new Passage[](passages);
        uint256 end = histories[parcel].length;
        for (uint256 i = 0; i < passages; ++i) {
            LotWritten[] storage history = histories[parcel];
            Entry[] memory entries = new Entry[](end);
            for (uint256 j = 0; j < end; ++j) entries[j] = history[j].entry;
            way[i] = Passage(Head.wrap(history[0].previous), entries);
            if (i + 1 == passages) break;
            (parcel, end) = (history[0].entry.origin, _lengthAt(history[0].entry.origin, history[0].entry.originHead));
        }
    }

    function _isPart(bytes32 parcel) private view returns (bool) {
        Entry storage first = histories[parcel][0].entry;
        return uint8(first.facts >> 248) == uint8(Action.Split) && first.origin != 0;
    }

    /// @dev How many entries led to this head.
    function _lengthAt(bytes32 parcel, Head head) private view returns (uint256 length) {
        LotWritten[] storage history = histories[parcel];
        for (length = 1; length < history.length; ++length) {
            if (history[length].previous == Head.unwrap(head)) break;
        }
    }

    /// @dev Mostly the first that may be undone, from a random one on.
    function _findDispensing(uint256 seed) internal view returns (Dispensing storage one) {
        one = _dispensings[(seed >> 160) % _dispensings.length];
        for (uint256 i = 1; i < _dispensings.length && (seed >> 152) % 4 != 0; ++i) {
            LotGhost storage ghost = ghosts[one.parcel];
            bool held = one.turns == ghost.turns && ghost.state != uint8(AssetState.InTransit);
            bool inTime = one.time + 10 days >= block.timestamp;
            if (!one.undone && held && inTime && _isUsable(ghost)) break;
            one = _dispensings[((seed >> 160) + i) % _dispensings.length];
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          LOTS
    //////////////////////////////////////////////////////////////////////////*/

    function _lotName(uint256 index) internal pure returns (bytes32) {
        return bytes32(bytes(string.concat("L", vm.toString(index))));
    }

    function _addLot(ProductId product, bytes32 lot) internal {
        if (lot == _lotName(_lots.length)) _lots.push(NamedLot(product, lot));
    }

    function _recentLot(uint256 seed) internal view returns (uint256) {
        uint256 length = _lots.length;
        return length == 0 ? 0 : length - 1 - ((seed >> 152) % (length < RECENT ? length : RECENT));
    }

    /// @dev A recent one, or the one that comes next.
    function _anyLot(uint256 seed) internal view returns (ProductId product, bytes32 lot) {
        product = [vaccine, drug, gauze][(seed >> 144) % 3];
        if (_lots.length == 0 || (seed >> 136) % 12 == 0) return (product, _lotName(_lots.length));
        NamedLot storage known = _lots[_recentLot(seed)];
        return (known.product, known.lot);
    }

    /// @dev A lot of gauze that is known, or is not; mostly as its label says.
    function _gauze(uint256 seed) internal view returns (Lot memory lot) {
        lot = Lot(_lotName(_lots.length), 1 + uint32((seed >> 104) % 500), _expiry(seed));
        if ((seed >> 96) % 2 == 0) return lot;
        for (uint256 i = 0; i < RECENT && _lots.length != 0; ++i) {
            NamedLot storage known = _lots[_recentLot(seed + (i << 152))];
            if (!_is(known.product, gauze)) continue;
            lot.lot = known.lot;
            if (!_isWild(seed)) lot.expiry = ghosts[_batchId(gauze, known.lot)].expiry;
            return lot;
        }
    }

    /// @dev In days or years; sometimes past.
    function _expiry(uint256 seed) internal view returns (uint32) {
        uint256 kind = (seed >> 128) % 16;
        if (kind == 0) return uint32(_time - ((seed >> 112) % 2 days));
        return uint32(_time + ((seed >> 112) % (kind < 6 ? 20 days : 2 * 365 days)));
    }

    function _batchId(ProductId product, bytes32 lot) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Batch(bytes32 product,bytes32 lot)"), product, lot));
    }

    function _is(ProductId product, ProductId other) internal pure returns (bool) {
        return ProductId.unwrap(product) == ProductId.unwrap(other);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     PARCELS AND PACKS
    //////////////////////////////////////////////////////////////////////////*/

    function _held(bytes32 parcel) internal view returns (uint32) {
        return uint32(_custodyOf(parcel) >> 160);
    }

    function _isCoded(bytes32 parcel) internal view returns (bool) {
        return ghosts[ghosts[parcel].batch].packs != 0;
    }

    /// @dev Few packs, many, or all that are left; of a wild attempt, dispensed ones too, beyond the range, out of
    /// order.
    function _marksOf(bytes32 parcel, uint256 seed) internal view returns (Mark[] memory marks) {
        bytes32 batch = ghosts[parcel].batch;
        (uint256 first, uint256 end) = _isCoded(parcel) ? _range(parcel) : (0, 300);
        uint256 start = first / 256;
        uint256 words = end > first ? (end - 1) / 256 - start + 1 : 1;
        bool wild = _isWild(seed);
        marks = new Mark[](words);
        uint256 count;
        for (uint256 i = 0; i < words; ++i) {
            uint256 mask = _mask(seed, i);
            if (!wild || seed % 4 != 0) mask &= _inRange(start + i, first, end);
            if (!wild || (seed >> 2) % 2 != 0) mask &= ~bits[batch][start + i];
            if (mask != 0 || (wild && (seed >> 4) % 8 == 0)) marks[count++] = Mark(uint32(start + i), mask);
        }
        if (wild && (seed >> 7) % 8 == 0 && count > 1) marks[0].word = marks[count - 1].word;
        assembly ("memory-safe") {
            mstore(marks, count)
        }
    }

    function _mask(uint256 seed, uint256 index) private pure returns (uint256 mask) {
        uint256 kind = (seed >> 88) % 8;
        if (kind == 0) return type(uint256).max;
        // One pack in 16, or in 2.
        mask = uint256(keccak256(abi.encode(seed, index)));
        for (uint256 i = 0; i < 3 && kind > 2; ++i) mask &= uint256(keccak256(abi.encode(mask, i)));
    }
}
