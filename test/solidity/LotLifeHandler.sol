// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Recorded, Lot, Mark } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Instruction,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { LotAttempts } from "./support/LotAttempts.sol";
import { Dispensing, LotGhost, LotWritten } from "./support/LotGhosts.sol";
import { SECOND, SECOND_CHIEF } from "./support/LotWorld.sol";
import { vm } from "./support/Vm.sol";

/// @notice Lives of lots, at random: what they say is sensible three times out of four.
contract LotLifeHandler is LotAttempts {
    /// @dev Vaccines, bought and on consignment, drugs that the rival consigns, and gauze are there from the beginning.
    function setUp() public override {
        super.setUp();
        vm.warp(_time);
        vm.roll(_block);
        vm.recordLogs();
        AssetId bought = _commissioned(vaccine, 600 * UNITS);
        vm.prank(SHIPPER);
        ledger.ship(_requisitions[0], bought, 600 * UNITS, ANY_HEAD, _claim());
        vm.prank(INSPECTOR);
        ledger.acceptParcel(_requisitions[0], bought, _headOf(bought), _claim());
        _handOver(_commissioned(vaccine, 300 * UNITS), MAKER_CHIEF, HOSPITAL, INSPECTOR, Terms.Consignment);
        AssetId traded = _commissioned(drug, 1_000);
        vm.prank(SHIPPER);
        ledger.ship(_requisitions[11], traded, 1_000, ANY_HEAD, _claim());
        vm.prank(RIVAL_CHIEF);
        ledger.acceptParcel(_requisitions[11], traded, _headOf(traded), _claim());
        _handOver(traded, RIVAL_CHIEF, SECOND, SECOND_CHIEF, Terms.Consignment);
        Lot memory lot = Lot(_lotName(_lots.length), 200, uint32(_time) + 365 days);
        _addLot(gauze, lot.lot);
        vm.prank(INSPECTOR);
        ledger.acceptLot(_requisitions[8], gauze, lot, _claimOf(START - 30 days));
        _replay(vm.getRecordedLogs());
    }

    function _commissioned(ProductId product, uint32 quantity) private returns (AssetId) {
        Lot memory lot = Lot(_lotName(_lots.length), quantity, uint32(_time) + 365 days);
        _addLot(product, lot.lot);
        vm.prank(MAKER);
        return ledger.commission(product, lot, _is(product, vaccine) ? keccak256("packs") : bytes32(0), _claim());
    }

    function _handOver(AssetId parcel, address from, uint24 to, address by, Terms terms) private {
        Claim memory claim;
        claim.until = uint32(_time) + 1 days;
        vm.prank(from);
        ledger.offer(parcel, to, terms, claim);
        vm.prank(by);
        ledger.take(parcel, _expecting(parcel));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ENTERING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Made by the manufacturer: vaccines, 200 to 700 packs each with a code, and drugs.
    function commission(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_parcels.length > MANY && seed % 4 != 0) return;
        bool wild = _isWild(seed);
        ProductId product = [vaccine, vaccine, drug, wild ? gauze : drug][(seed >> 8) % 4];
        bool coded = _is(product, vaccine) != (wild && (seed >> 16) % 4 == 0);
        Lot memory lot = Lot(_lotName(_lots.length), 0, _expiry(seed));
        lot.quantity =
            coded
                ? (_is(product, drug) ? DRUG_UNITS : UNITS) * (200 + uint32((seed >> 24) % 500))
                : 1 + uint32((seed >> 24) % 1_000);
        if (wild && (seed >> 40) % 2 == 0) lot.quantity += uint32((seed >> 48) % 4) * type(uint16).max;
        if (wild && (seed >> 56) % 2 == 0) lot.lot = _lotName(_recentLot(seed));
        bytes32 root = coded ? keccak256("packs") : bytes32(0);
        bytes memory data = abi.encodeCall(ledger.commission, (product, lot, root, _claim()));
        if (_call(_by(MANUFACTURER, seed), data, Action.Commission)) _addLot(product, lot.lot);
    }

    /// @dev Gauze that was found, given or had before, and a lot that is known already, or not.
    function enrolLot(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_parcels.length > MANY && seed % 4 != 0) return;
        bool wild = _isWild(seed);
        ProductId product = wild && seed % 4 == 0 ? drug : gauze;
        Lot memory lot = _gauze(seed);
        if (wild && (seed >> 40) % 2 == 0) lot.quantity = type(uint32).max - uint32((seed >> 48) % 2);
        Claim memory claim = _claimOf(
            uint32(wild && (seed >> 88) % 3 == 0 ? (seed >> 56) % 6 : _basis(Basis(2 + ((seed >> 56) % 4))))
        );
        uint24 organisation = [HOSPITAL, HOSPITAL, SECOND, RIVAL][(seed >> 64) % 4];
        bytes memory data = abi.encodeCall(ledger.enrolLot, (product, lot, claim));
        if (_call(_by(organisation, seed), data, Action.Enrol)) _addLot(product, lot.lot);
    }

    /// @dev A small requisition, from the application to the order, step by step.
    function buy(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_requisitions.length == PREPARED || (_requisitions.length < PREPARED + 9 && (seed >> 8) % 3 == 0))
            return _apply(seed);
        bytes32 id = RequisitionId.unwrap(_requisitions[PREPARED + ((seed >> 16) % (_requisitions.length - PREPARED))]);
        _touch(id, 0);
        LotGhost storage ghost = ghosts[id];
        address by = _by(ghost.organisation, seed);
        bool waits = ghost.state == uint8(RequisitionState.Approved);
        if (waits != (_isWild(seed) && seed % 2 == 0)) {
            uint24 supplier = ghost.product == ProductId.unwrap(gauze) ? 0 : MANUFACTURER;
            if ((seed >> 24) % 3 == 0) supplier = [RIVAL, SECOND, 0][(seed >> 32) % (_isWild(seed) ? 3 : 1)];
            uint24 consignee = [0, HOSPITAL, SECOND][(seed >> 40) % 3];
            bytes memory data = abi.encodeCall(ledger.order, (RequisitionId.wrap(id), supplier, consignee, _claim()));
            _call(by, data, Action.Order);
            return;
        }
        Action action = [Action.Approve, Action.Approve, Action.Reject, Action.Reject, Action.Cancel][(seed >> 48) % 5];
        if (ghost.state >= uint8(RequisitionState.Ordered)) {
            if ((seed >> 56) % 2 == 0) return ship(seed);
            action = Action.Close;
        }
        _call(by, abi.encodeCall(ledger.decide, (RequisitionId.wrap(id), action, _claim())), action);
    }

    function _apply(uint256 seed) private {
        ProductId product = [vaccine, drug, gauze][(seed >> 64) % 3];
        uint32 quantity = uint32((seed >> 72) % 100) * ((seed >> 80) % 2 == 0 ? UNITS : 20);
        bytes32 ownReference = _isWild(seed) ? bytes32("0") : _reference();
        address by = _by((seed >> 88) % 2 == 0 ? HOSPITAL : SECOND, seed);
        bytes memory data = abi.encodeCall(ledger.applyFor, (product, quantity, ownReference, _claim()));
        if (!_call(by, data, Action.Apply)) return;
        _requisitions.push(RequisitionId.wrap(_requisitionOf(organisationOf[by], ownReference)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       DELIVERING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A parcel, or gauze that is not on the ledger.
    function ship(uint256 seed) public onTime {
        seed = _spread(seed);
        if ((seed >> 8) % 4 == 0) {
            RequisitionId id = _requisitionOf(seed, ProductId.unwrap(gauze), RIVAL);
            _touch(RequisitionId.unwrap(id), 0);
            bytes memory loose = abi.encodeCall(
                ledger.ship,
                (id, AssetId.wrap(0), uint32((seed >> 16) % 500), ANY_HEAD, _claim())
            );
            _call(_by(RIVAL, seed), loose, Action.Ship);
            return;
        }
        bytes32 parcel = _findAt(seed, Want.Usable, (seed >> 24) % 3 == 0 ? RIVAL : MANUFACTURER);
        LotGhost storage ghost = ghosts[parcel];
        RequisitionId requisition = _requisitionOf(seed, ghosts[ghost.batch].product, ghost.custodian);
        uint32 quantity = _held(parcel);
        if (_isWild(seed)) quantity = uint32((seed >> 32) % (uint256(quantity) + 2));
        _touch(parcel, RequisitionId.unwrap(requisition));
        bytes memory data = abi.encodeCall(
            ledger.ship,
            (requisition, AssetId.wrap(parcel), quantity, _expected(parcel, seed), _claim())
        );
        _call(_by(ghost.custodian, seed), data, Action.Ship);
    }

    function acceptParcel(uint256 seed) public onTime {
        seed = _spread(seed);
        (bytes32 parcel, RequisitionId requisition) = _findShipped(seed);
        if (parcel == 0 && !_isWild(seed)) return ship(seed);
        _touch(parcel, RequisitionId.unwrap(requisition));
        Claim memory claim = _claimOf(_isWild(seed) ? uint32((seed >> 8) % 2) : 0);
        address by = _by(ghosts[RequisitionId.unwrap(requisition)].consignee, seed);
        Head expected = _named(parcel, seed);
        bytes memory data = abi.encodeCall(ledger.acceptParcel, (requisition, AssetId.wrap(parcel), expected, claim));
        _call(by, data, Action.Accept);
    }

    function acceptLot(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_parcels.length > MANY && seed % 4 != 0) return;
        bool wild = _isWild(seed);
        uint24 supplier = (seed >> 8) % 2 == 0 ? 0 : RIVAL;
        bytes32 product = ProductId.unwrap(wild && (seed >> 16) % 2 == 0 ? vaccine : gauze);
        RequisitionId requisition = _requisitionOf(seed, product, supplier);
        Lot memory lot = _gauze(seed);
        uint32 underway = _underway(requisition);
        if (!wild && supplier == RIVAL && underway != 0) lot.quantity = 1 + uint32((seed >> 24) % underway);
        _touch(RequisitionId.unwrap(requisition), 0);
        Claim memory claim = _claimOf(wild && (seed >> 32) % 2 == 0 ? uint32(seed >> 40) : START - 30 days);
        bytes memory data = abi.encodeCall(ledger.acceptLot, (requisition, ProductId.wrap(product), lot, claim));
        address by = _by(ghosts[RequisitionId.unwrap(requisition)].consignee, seed);
        if (_call(by, data, Action.Accept)) _addLot(ProductId.wrap(product), lot.lot);
    }

    function refuse(uint256 seed) public onTime {
        seed = _spread(seed);
        (bytes32 parcel, RequisitionId requisition) = _findShipped(seed);
        uint32 quantity = _held(parcel);
        if ((seed >> 8) % 3 == 0) {
            requisition = _requisitionOf(seed, ProductId.unwrap(gauze), RIVAL);
            (parcel, quantity) = (0, uint32((seed >> 16) % (uint256(_underway(requisition)) + 2)));
        } else if (parcel == 0 && !_isWild(seed)) {
            return ship(seed);
        } else if (_isWild(seed)) {
            quantity = uint32((seed >> 24) % (uint256(quantity) + 2));
        }
        _touch(parcel, RequisitionId.unwrap(requisition));
        Claim memory claim = _claimOf(1 + uint32((seed >> 32) % 6));
        address by = _by(ghosts[RequisitionId.unwrap(requisition)].consignee, seed);
        bytes memory data = abi.encodeCall(
            ledger.refuse,
            (requisition, AssetId.wrap(parcel), quantity, _named(parcel, seed), claim)
        );
        _call(by, data, Action.Refuse);
    }

    /// @dev Mostly what is owed.
    function settle(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, Want.Owed);
        if (parcel == 0 && !_isWild(seed)) return dispense(seed);
        LotGhost storage ghost = ghosts[parcel];
        RequisitionId requisition = _requisitionOf(seed, ghosts[ghost.batch].product, ghost.consignor);
        for (uint256 i = 1; i < 8 && ghosts[RequisitionId.unwrap(requisition)].organisation != ghost.debtor; ++i) {
            requisition = _requisitionOf(seed + (i << 176), ghosts[ghost.batch].product, ghost.consignor);
        }
        _touch(parcel, RequisitionId.unwrap(requisition));
        bytes memory data = abi.encodeCall(
            ledger.settle,
            (requisition, AssetId.wrap(parcel), _told(parcel, seed), _named(parcel, seed), _claim())
        );
        _call(_by(ghosts[RequisitionId.unwrap(requisition)].organisation, seed), data, Action.Settle);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    HANDING ON, SPLITTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Suppliers consign half of the time.
    function offer(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, [Want.Stored, Want.Owed, Want.Usable, Want.Usable][(seed >> 72) % 4]);
        if (parcel == 0) parcel = _find(seed, Want.Usable);
        LotGhost storage ghost = ghosts[parcel];
        _touch(parcel, 0);
        Claim memory claim;
        claim.until = uint32(_time) + uint32((seed >> 8) % (_isWild(seed) ? 40 days : 10 days));
        uint24 to = [HOSPITAL, SECOND, RIVAL, _isWild(seed) ? REGULATOR : HOSPITAL][(seed >> 40) % 4];
        if ((seed >> 48) % 4 == 0 || ghost.owner != ghost.custodian) {
            to = ghost.owner == ghost.custodian ? MANUFACTURER : ghost.owner;
            bytes memory back = abi.encodeCall(ledger.sendBack, (AssetId.wrap(parcel), to, _told(parcel, seed), claim));
            _call(_by(ghost.custodian, seed), back, Action.SendBack);
            return;
        }
        bool supplies = ghost.custodian == MANUFACTURER || ghost.custodian == RIVAL;
        Terms terms = Terms(uint8((seed >> 56) % (_isWild(seed) ? 7 : 6)));
        if (supplies && ((seed >> 64) % 2 == 0 || ghost.owed != 0)) terms = Terms.Consignment;
        bytes memory data = abi.encodeCall(ledger.offer, (AssetId.wrap(parcel), to, terms, claim));
        _call(_by(ghost.custodian, seed), data, Action.Offer);
    }

    /// @dev Taken, declined or withdrawn.
    function take(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, (seed >> 16) % 4 == 0 ? Want.InTransit : Want.Offered);
        if (parcel == 0 && !_isWild(seed)) return offer(seed);
        LotGhost storage ghost = ghosts[parcel];
        _touch(parcel, 0);
        Action action = [Action.Take, Action.Take, Action.Take, Action.Withdraw, Action.Decline][(seed >> 8) % 5];
        address by = _by(action == Action.Withdraw ? ghost.custodian : ghost.offeredTo, seed);
        Claim memory claim;
        claim.expected = _named(parcel, seed);
        bytes memory data =
            action == Action.Take
                ? abi.encodeCall(ledger.take, (AssetId.wrap(parcel), claim))
                : abi.encodeCall(ledger.record, (action, AssetId.wrap(parcel), claim));
        _call(by, data, action);
    }

    /// @dev By quantity; of packs, a range at one of the ends, and sometimes in the middle.
    function split(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_parcels.length > MANY && seed % 4 != 0) return;
        bytes32 parcel = _find(seed, Want.Stored);
        _touch(parcel, 0);
        uint32 held = _held(parcel);
        uint32 quantity = uint32(1 + ((seed >> 8) % (uint256(held) + 1)));
        uint32 firstPack;
        if (_isCoded(parcel)) {
            (uint256 first, uint256 end) = _range(parcel);
            uint256 count = 1 + ((seed >> 40) % ((seed >> 48) % 2 == 0 ? 4 : end - first + 1));
            firstPack = uint32((seed >> 56) % 2 == 0 || count > end - first ? first : end - count);
            quantity = uint32(count * _units(ghosts[parcel].batch));
            if (_isWild(seed)) firstPack += 1 + uint32((seed >> 64) % 3);
            if (_isWild(seed) && seed % 3 == 0) quantity += uint32((seed >> 72) % 3);
        } else if (_isWild(seed)) {
            firstPack = uint32((seed >> 80) % 2);
        }
        bytes memory data = abi.encodeCall(ledger.split, (AssetId.wrap(parcel), quantity, firstPack, _claim()));
        _call(_by(ghosts[parcel].custodian, seed), data, Action.Split);
    }

    /// @dev By a regulator, seldom.
    function reassign(uint256 seed) public onTime {
        seed = _spread(seed);
        if (seed % 3 != 0) return;
        bytes32 parcel = _find(seed, Want.Any);
        _touch(parcel, 0);
        uint24 to = [HOSPITAL, SECOND, RIVAL, MANUFACTURER][(seed >> 8) % 4];
        if ((seed >> 24) % 2 == 0) to = ghosts[parcel].custodian;
        uint24 owner = (seed >> 16) % 4 == 0 ? RIVAL : to;
        bytes memory data = abi.encodeCall(ledger.reassign, (AssetId.wrap(parcel), to, owner, _claim()));
        _call(_isWild(seed) ? _anybody(seed) : REGISTRAR, data, Action.Reassign);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       DISPENSING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Some, or all; packs by random masks, within the range and beyond it.
    function dispense(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _findAt(seed, Want.Usable, [HOSPITAL, HOSPITAL, SECOND, RIVAL][(seed >> 72) % 4]);
        if ((seed >> 80) % 8 == 0) parcel = _find(seed, Want.Stored);
        _touch(parcel, 0);
        address by = _by(ghosts[parcel].custodian, seed);
        Claim memory claim = _claimOf(uint32((seed >> 8) % 4));
        if (seed % 2 == 0) claim.details = keccak256(abi.encode(seed));
        claim.expected = _expected(parcel, seed);
        bytes memory data;
        if (_isCoded(parcel) != (_isWild(seed) && (seed >> 16) % 8 == 0)) {
            data = abi.encodeCall(ledger.dispensePacks, (AssetId.wrap(parcel), _marksOf(parcel, seed), claim));
        } else {
            uint32 quantity = _held(parcel);
            if ((seed >> 24) % 6 != 0) quantity = uint32((seed >> 32) % (uint256(quantity) + 1));
            if (_isWild(seed) && quantity != type(uint32).max) quantity += uint32((seed >> 64) % 2);
            data = abi.encodeCall(ledger.dispense, (AssetId.wrap(parcel), quantity, claim));
        }
        _call(by, data, Action.Dispense);
    }

    /// @dev Whatever was dispensed, allowed or not, with the right entries and packs or wrong ones.
    function undo(uint256 seed) public onTime {
        seed = _spread(seed);
        if (_dispensings.length == 0) return;
        Dispensing storage one = _findDispensing(seed);
        bytes32 parcel = one.parcel;
        _touch(parcel, 0);
        uint256 index = one.index;
        LotWritten[] storage history = histories[parcel];
        // The entry before is no dispensing, or another one.
        if (_isWild(seed) && (seed >> 16) % 4 == 0 && index > 0) --index;
        Recorded[] memory entries = new Recorded[](history.length - index);
        for (uint256 i = 0; i < entries.length; ++i) entries[i] = history[index + i].entry;
        if (_isWild(seed) && (seed >> 24) % 4 == 0) entries[entries.length - 1].facts ^= 1 << 160;
        Mark[] memory marks = one.marks;
        if (_isWild(seed) && (seed >> 32) % 2 == 0) marks = _marksOf(parcel, seed);
        bytes memory data = abi.encodeCall(
            ledger.undo,
            (AssetId.wrap(parcel), Head.wrap(history[index].previous), entries, marks, one.document, _claim())
        );
        _call(_by(ghosts[parcel].custodian, seed), data, Action.Undo);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    KEEPING AND SCRAPPING
    //////////////////////////////////////////////////////////////////////////*/

    function keep(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, Want.Any);
        Action action = [Action.Quarantine, Action.Stocktake, Action.Move, Action.RequestScrap][(seed >> 8) % 4];
        if (action != Action.Quarantine && seed % 2 != 0) parcel = _find(seed, Want.Stored);
        LotGhost storage ghost = ghosts[parcel];
        if (ghost.quarantined && seed % 4 != 0) action = Action.Release;
        if (ghost.state == uint8(AssetState.Inspected) && (seed >> 16) % 8 != 0) action = Action.Confirm;
        _touch(parcel, 0);
        uint32 value = action == Action.Release || action == Action.Confirm || action == Action.RequestScrap ? 0 : 1;
        if (action == Action.Stocktake) value = uint32(seed >> 24);
        bytes memory data = abi.encodeCall(ledger.record, (action, AssetId.wrap(parcel), _claimOf(value)));
        _call(_by(ghost.custodian, seed), data, action);
    }

    /// @dev Wherever a parcel is, and whatever happened to it, it need not stay. All goes on as if nobody had tried.
    function depart(uint256 seed) public onTime {
        seed = uint256(keccak256(abi.encode(seed, _time, _block)));
        bytes32 parcel = _parcels[seed % _parcels.length];
        uint8 state = ghosts[parcel].state;
        if (state == uint8(AssetState.Disposed) || state == uint8(AssetState.Consumed)) return;
        _goesOut(AssetId.wrap(parcel));
    }

    /// @dev And disposed of.
    function decideScrap(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, Want.ScrapApproved);
        if (parcel != 0 && seed % 2 == 0) {
            _touch(parcel, 0);
            bytes memory dispose = abi.encodeCall(ledger.record, (Action.Dispose, AssetId.wrap(parcel), _claimOf(1)));
            _call(_by(ghosts[parcel].custodian, seed), dispose, Action.Dispose);
            return;
        }
        parcel = _find(seed, Want.ScrapRequested);
        if (parcel == 0 && !_isWild(seed)) return keep(seed);
        _touch(parcel, 0);
        Action action = (seed >> 8) % 3 == 0 ? Action.RejectScrap : Action.ApproveScrap;
        bytes memory data = abi.encodeCall(ledger.decideScrap, (AssetId.wrap(parcel), action, _claim()));
        _call(_by(ghosts[parcel].custodian, seed), data, action);
    }

    /// @dev Within the limits of the vaccine, or beyond.
    function measure(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, Want.Any);
        _touch(parcel, 0);
        int16 lowest = 20 + int16(int256((seed >> 8) % 20));
        int16 highest = lowest + int16(int256((seed >> 16) % ((seed >> 24) % 4 == 0 ? 200 : 20)));
        if (_isWild(seed) && (seed >> 32) % 4 == 0) highest = -highest;
        Claim memory claim;
        if (_isWild(seed)) claim.occurredAt = uint32(_time - ((seed >> 40) % 2 days));
        bytes memory data = abi.encodeCall(ledger.monitor, (AssetId.wrap(parcel), lowest, highest, 0, claim));
        _call(_by(ghosts[parcel].custodian, seed), data, Action.Monitor);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    RECALLS AND EXPIRIES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Of a batch, also one that has not entered, and seldom of a product.
    function recall(uint256 seed) public onTime {
        seed = _spread(seed);
        (ProductId product, bytes32 lot) = _anyLot(seed);
        RecallLevel level = RecallLevel(uint8(((seed >> 8) % (_isWild(seed) ? 4 : 3)) + (_isWild(seed) ? 0 : 1)));
        Instruction instruction = Instruction(uint8(1 + ((seed >> 16) % 4)));
        bool byMaker = (seed >> 24) % 2 == 0 && !_is(product, gauze);
        address by = byMaker ? _by(MANUFACTURER, seed) : (_isWild(seed) ? _anybody(seed) : WARDEN);
        bytes memory data =
            (seed >> 32) % 8 == 0
                ? abi.encodeCall(ledger.recall, (product, bytes32(0), level, instruction, _claim()))
                : abi.encodeCall(ledger.recallBatch, (product, lot, level, instruction, _claim()));
        _call(by, data, Action.Recall);
    }

    /// @dev Mostly of one that is open.
    function lift(uint256 seed) public onTime {
        seed = _spread(seed);
        (ProductId product, bytes32 lot) = _anyLot(seed);
        for (uint256 i = 1; i < 8 && !ghosts[_batchId(product, lot)].recalled && seed % 8 != 0; ++i) {
            (product, lot) = _anyLot(uint256(keccak256(abi.encode(seed, i))));
        }
        bool ofProduct = (seed >> 8) % 8 == 0;
        for (uint256 i = 0; i < 3 && seed % 8 != 0; ++i) {
            ProductId other = [vaccine, drug, gauze][i];
            if (ghosts[ProductId.unwrap(other)].recalled) (product, ofProduct) = (other, true);
        }
        bytes32 target = ofProduct ? ProductId.unwrap(product) : _batchId(product, lot);
        if (!ghosts[target].recalled && !_isWild(seed)) return redate(seed);
        Claim memory claim;
        if (!_isWild(seed) || (seed >> 16) % 4 != 0) claim.details = keccak256("effective");
        address by = (seed >> 24) % 3 == 0 ? _by(MANUFACTURER, seed) : (_isWild(seed) ? _anybody(seed) : WARDEN);
        bytes memory data =
            ofProduct
                ? abi.encodeCall(ledger.lift, (product, bytes32(0), claim))
                : abi.encodeCall(ledger.liftBatch, (product, lot, claim));
        _call(by, data, Action.Lift);
    }

    /// @dev Mostly of what is recalled; a remedy is confirmed once it was done.
    function answerRecall(uint256 seed) public onTime {
        seed = _spread(seed);
        bytes32 parcel = _find(seed, Want.Recalled);
        if (parcel == 0 && !_isWild(seed)) return recall(seed);
        _touch(parcel, 0);
        Action action = (seed >> 8) % 3 == 0 ? Action.Acknowledge : Action.Remedy;
        if ((seed >> 16) % 4 == 0 || ghosts[parcel].remedyAt != 0) action = Action.ConfirmRemedy;
        Claim memory claim;
        if (action == Action.ConfirmRemedy) claim.expected = _named(parcel, seed);
        bytes memory data = abi.encodeCall(ledger.answerRecall, (AssetId.wrap(parcel), action, claim));
        _call(_by(ghosts[parcel].custodian, seed), data, action);
    }

    function redate(uint256 seed) public onTime {
        seed = _spread(seed);
        (ProductId product, bytes32 lot) = _anyLot(seed);
        bytes32 batch = _batchId(product, lot);
        // Of two that have not expired, one.
        if (ghosts[batch].expiry > _time && seed % 2 == 0) return;
        _touch(0, 0);
        uint32 expiry = _isWild(seed) ? uint32(seed >> 8) : _expiry(seed);
        bytes memory data = abi.encodeCall(ledger.redate, (product, lot, expiry, _claim()));
        _call(_isWild(seed) && seed % 3 == 0 ? _anybody(seed) : REGISTRAR, data, Action.Redate);
    }

    /// @dev Seconds and hours, or days.
    function pass(uint32 duration, uint8 blocks) public {
        _time += duration % (blocks % 4 == 0 ? 6 days : 2 hours);
        _block += blocks;
    }
}
