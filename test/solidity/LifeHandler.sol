// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Recorded, Policy, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Kind,
    RecallLevel
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Ghost, Written } from "./support/Ghosts.sol";
import { Lives } from "./support/Lives.sol";
import { Attempt } from "./support/Model.sol";
import { vm } from "./support/Vm.sol";

/// @notice Lives of items, at random: members of all organisations take steps that may be theirs or not. The model says
/// beforehand how the ledger answers; any other answer reverts, and fails the run.
contract LifeHandler is Lives {
    /// @dev Of the hospital's policy: two approvals to scrap a device, and a consumable, of risk class 3.
    uint64 private constant TWO_APPROVE = (2 << 33) | (2 << 51);

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        (_time, _block) = (block.timestamp, block.number);
        // The products were registered in the block before.
        vm.warp(START);
        vm.roll(FIRST_BLOCK);
        _replay(vm.getRecordedLogs());
        vm.warp(_time);
        vm.roll(_block);

        // Monitors are kept at 2 to 8 degrees, and calibrated every 30 days.
        vm.recordLogs();
        vm.prank(REGISTRAR);
        ledger.prescribe(monitor, Prescription(false, 30, 20, 80), _claim());
        // One requisition for all monitors and one for all needles. The chief buys the needles, and may not accept them.
        _requisitions = [_order(monitor, REFERENCE, BUYER), _order(needle, "2026-032", CHIEF)];
        _replay(vm.getRecordedLogs());

        // One item of each on its way, so that both are shipped ones.
        for (uint256 i = 0; i < RECENT; ++i) enrol(0);
        vm.recordLogs();
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(SHIPPER);
            ledger.ship(_requisitions[i], _items[i], 1, ANY_HEAD, _claim());
        }
        _replay(vm.getRecordedLogs());
        appoint(10 days, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WHAT MAY HAPPEN
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Seldom, so that each item has a life. Monitors and needles are made; what is foreign is found, and waits for another member. Most monitors are
    /// calibrated at once.
    function enrol(uint256 seed) public onTime {
        seed = _spread(seed);
        uint256 index = _items.length;
        if (index >= RECENT && seed % 4 < 3) return;
        ProductId product = _productOf(index);
        bool found = ProductId.unwrap(product) == ProductId.unwrap(foreign);
        vm.prank(found ? INSPECTOR : MAKER);
        Basis basis = found ? Basis.Found : Basis.Manufactured;
        _items.push(ledger.enrol(product, _serial(index), _claimOf(_basis(basis))));
        _done(Action.Enrol);
        if (ProductId.unwrap(product) != ProductId.unwrap(monitor) || (seed >> 8) % 4 == 0) return;

        Attempt memory a;
        (a.action, a.item, a.by, a.claim.value) = (Action.Calibrate, _items[index], MAKER_CHIEF, 1);
        a.claim.until = uint32(_time) + 25 days;
        _try(a);
    }

    function step(uint256 seed) public onTime {
        seed = _spread(seed);
        Attempt memory a = _attempt(_items[_recent(seed)], seed);
        _try(a);
    }

    /// @dev Wherever an item is, and whatever happened to it, it need not stay. All goes on as if nobody had tried.
    function depart(uint256 seed) public onTime {
        seed = uint256(keccak256(abi.encode(seed, _time, _block)));
        AssetId item = _items[_recent(seed)];
        if (!_isFinal(_ghost(item))) _goesOut(item);
    }

    function ship(uint256 seed) public onTime {
        seed = _spread(seed);
        AssetId item = _items[_recentAtMaker(seed, AssetState.Stored)];
        RequisitionId requisition = _requisitionFor(item, seed);
        address by = [SHIPPER, SHIPPER, MAKER_CHIEF, MAKER_CHIEF, MAKER_KEEPER, RIVAL_CHIEF][(seed >> 16) % 6];
        bytes4 expected = _answerShip(_ghost(item), _wanted(requisition), by);
        _call(by, abi.encodeCall(ledger.ship, (requisition, item, 1, ANY_HEAD, _claim())), Action.Ship, expected);
    }

    /// @dev Sometimes of the serial that comes next, which at most a recall has announced.
    function accept(uint256 seed) public onTime {
        seed = _spread(seed);
        uint256 index = (seed >> 24) % 16 == 0 ? _items.length : _recentAtMaker(seed, AssetState.InTransit);
        ProductId product = _productOf(index);
        Ghost storage ghost = ghosts[_itemAt(index)];
        RequisitionId requisition = _requisitionFor(AssetId.wrap(_itemAt(index)), seed);
        address by = [INSPECTOR, WITNESS, INSPECTOR, CHIEF, KEEPER, RIVAL_CHIEF][(seed >> 16) % 6];
        bytes32 wanted = RequisitionId.unwrap(requisition);
        bytes4 expected = _answerAccept(ghost, ProductId.unwrap(product), wanted, by);
        bytes memory data = abi.encodeCall(
            ledger.accept,
            (requisition, product, _serial(index), Head.wrap(ghost.head), _claim())
        );
        _call(by, data, Action.Accept, expected);
    }

    function refuse(uint256 seed) public onTime {
        seed = _spread(seed);
        AssetId item = _items[_recentAtMaker(seed, AssetState.InTransit)];
        RequisitionId requisition = _requisitionFor(item, seed);
        address by = [INSPECTOR, WITNESS, CHIEF, KEEPER, RIVAL_CHIEF][(seed >> 16) % 5];
        bytes4 expected = _answerRefuse(_ghost(item), RequisitionId.unwrap(requisition), by);
        Claim memory claim = _claimOf(1);
        Head head = Head.wrap(_ghost(item).head);
        _call(by, abi.encodeCall(ledger.refuse, (requisition, item, 1, head, claim)), Action.Refuse, expected);
    }

    /// @dev Mostly what is owed.
    function settle(uint256 seed) public onTime {
        seed = _spread(seed);
        AssetId item = _items[_recent(seed)];
        for (uint256 i = 0; i < _items.length && seed % 4 != 0 && _ghost(item).debtor == 0; ++i) item = _items[i];
        RequisitionId requisition = _requisitionFor(item, seed);
        address by = [BUYER, CHIEF, BUYER, KEEPER, RIVAL_CHIEF][(seed >> 16) % 5];
        bool bare = (seed >> 24) % 8 == 0;
        bytes4 expected = _answerSettle(_ghost(item), RequisitionId.unwrap(requisition), by, !bare);
        Head head = Head.wrap(_ghost(item).head);
        bytes memory data = abi.encodeCall(ledger.settle, (requisition, item, _told(item, bare), head, _claim()));
        _call(by, data, Action.Settle, expected);
    }

    /// @dev A product, an item, or the one that enters next.
    function recall(uint256 seed) public onTime {
        seed = _spread(seed);
        (ProductId product, bytes32 serial, bytes32 target) = _target(seed);
        uint8 level = uint8(1 + ((seed >> 32) % 3));
        uint8 instruction = uint8(1 + ((seed >> 40) % 4));
        address by = _recaller(seed);
        bytes32 id = ProductId.unwrap(product);
        bytes4 expected = _answerRecall(ghosts[target], id, level, instruction, by);
        bytes memory data = abi.encodeCall(
            ledger.recall,
            (product, serial, RecallLevel(level), Instruction(instruction), _claim())
        );
        _call(by, data, Action.Recall, expected);
    }

    /// @dev Mostly a recall that is open.
    function lift(uint256 seed) public onTime {
        seed = _spread(seed);
        (ProductId product, bytes32 serial, bytes32 target) = _target(seed);
        for (uint256 i = 1; i < 16 && seed % 8 != 0 && ghosts[target].recall.level == 0; ++i) {
            (product, serial, target) = _target(uint256(keccak256(abi.encode(seed, i))));
        }
        address by = seed % 2 == 0 ? _recaller(seed) : WARDEN;
        Claim memory claim;
        if ((seed >> 32) % 8 != 0) claim.details = keccak256("effective");
        bytes4 expected = _answerLift(ghosts[target], ProductId.unwrap(product), claim.details != 0, by);
        _call(by, abi.encodeCall(ledger.lift, (product, serial, claim)), Action.Lift, expected);
    }

    /// @dev The last entry, or the one before, of an item or a product; mostly by its author's organisation.
    function correct(uint256 seed) public onTime {
        seed = _spread(seed);
        bool ofProduct = (seed >> 8) % 8 == 0;
        bytes32 subject = ofProduct ? ProductId.unwrap(monitor) : AssetId.unwrap(_items[_recent(seed)]);
        Written[] storage history = histories[subject];
        uint256 depth = history.length > 1 ? 1 + ((seed >> 16) % 2) : 1;
        address by = members[(seed >> 24) % members.length];
        for (uint256 i = 1; seed % 4 != 0 && i < members.length; ++i) {
            bytes4 answer = _answerCorrect(subject, depth, by, 1);
            if (answer == 0 || answer == ILedgerErrors.AlreadyCorrected.selector) break;
            by = members[((seed >> 24) + i) % members.length];
        }

        Recorded[] memory entries = new Recorded[](depth);
        for (uint256 i = 0; i < depth; ++i) entries[i] = history[history.length - depth + i].entry;
        Claim memory claim = _saidBefore(entries[0].facts, _corrected(subject, depth));
        if ((seed >> 40) % 8 == 0) claim.occurredAt = 0;
        Head previous = Head.wrap(history[history.length - depth].previous);
        Kind kind = ofProduct ? Kind.Product : Kind.Asset;
        bytes4 expected = _answerCorrect(subject, depth, by, claim.occurredAt);
        bytes memory data = abi.encodeCall(ledger.correct, (kind, subject, previous, entries, claim));
        _call(by, data, Action.Correct, expected);
    }

    /// @dev The same again, but for the document: of what the ledger composes, a correction says nothing.
    function _saidBefore(uint256 facts, Action action) private pure returns (Claim memory claim) {
        claim.occurredAt = uint32(facts >> 64);
        claim.details = keccak256("corrected");
        bool composed =
            action == Action.Register ||
                action == Action.Prescribe ||
                action == Action.Recall ||
                action == Action.Take ||
                action == Action.Reassign;
        if (composed) return claim;
        claim.value = action == Action.Dispose ? 1 : uint32(facts >> 128);
        if (action != Action.Monitor) claim.until = uint32(facts >> 96);
    }

    /// @dev For up to a month; sometimes it ends an appointment instead.
    function appoint(uint32 forSeconds, uint8 which) public onTime {
        forSeconds %= 30 days;
        uint16 duties = which % 4 == 0 ? Duties.MAINTAIN | Duties.KEEP : Duties.MAINTAIN;
        if (which % 8 == 7) (forSeconds, duties) = (0, 0);
        else if (forSeconds == 0) forSeconds = 1;
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, duties, duties == 0 ? 0 : uint32(_time) + forSeconds);
        _replay(vm.getRecordedLogs());
    }

    /// @dev From now on the hospital scraps by one approval, or by two.
    function decide(bool byTwo) public onTime {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(Policy(byTwo ? TWO_APPROVE : 0, 0, false));
        _replay(vm.getRecordedLogs());
    }

    /// @dev Seconds and hours, or days.
    function pass(uint32 duration, uint8 blocks) public {
        _time += duration % (blocks % 4 == 0 ? 8 days : 2 hours);
        _block += blocks;
    }

    function _order(ProductId product, bytes32 ownReference, address buyer) private returns (RequisitionId id) {
        vm.prank(APPLICANT);
        id = ledger.applyFor(product, 1_000_000, ownReference, _claim());
        vm.prank(APPROVER);
        ledger.decide(id, Action.Approve, _claim());
        vm.prank(buyer);
        ledger.order(id, MANUFACTURER, 0, _claim());
    }
}
