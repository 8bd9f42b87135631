// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Replay } from "./support/Replay.sol";
import {
    FAULTY,
    HELD,
    IN_TRANSIT,
    IN_USE,
    NOT_FINAL,
    REPAIRED,
    SCRAP_APPROVED,
    SCRAP_REQUESTED,
    STORED
} from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @notice Lives of items, at random: members of several organisations take steps that may be theirs or not. A model of
/// the rules says beforehand how the ledger answers; any other answer reverts, and fails the run.
contract LifeHandler is Replay {
    /// @dev Items by age: the oldest are left alone.
    uint256 private constant RECENT = 6;
    uint256 private constant ACTIONS = uint256(type(Action).max) - uint256(Action.Use) + 1;

    AssetId[] public items;
    RequisitionId public requisition;
    address[] private _members;
    // The runner's own clock may stand still between calls.
    uint256 private _time;
    uint256 private _block;

    /// @dev How often an action succeeded, a refusal was seen, a state was reached: that the runs are no idle ones.
    mapping(Action => uint256) public succeeded;
    mapping(AssetId => bool) private _quarantined;
    mapping(bytes4 selector => uint256) public refused;

    modifier onTime() {
        vm.warp(_time);
        vm.roll(_block);
        vm.recordLogs();
        _;
    }

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

        _members = [
            CHIEF,
            NURSE,
            KEEPER,
            RELEASER,
            ENGINEER,
            APPROVER,
            DISPOSER,
            TECHNICIAN,
            MAKER_KEEPER,
            MAKER_CHIEF,
            RIVAL_CHIEF
        ];

        // One requisition for everything, under which a first item is on its way.
        vm.recordLogs();
        vm.prank(APPLICANT);
        requisition = ledger.applyFor(monitor, 1_000_000, REFERENCE, _claim());
        vm.prank(APPROVER);
        ledger.approve(requisition, _claim());
        vm.prank(BUYER);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        _replay(vm.getRecordedLogs());
        enrol();
        ship(0);
        accept(0);
        enrol();
    }

    function enrol() public onTime {
        bytes32 serial = _serial(items.length);
        vm.prank(MAKER);
        items.push(ledger.enrol(monitor, serial, _claimOf(1)));
        _done(Action.Enrol);
    }

    function ship(uint256 seed) public onTime {
        AssetId item = items[_recent(seed)];
        bytes4 expected;
        bool elsewhere = ghosts[AssetId.unwrap(item)].custodian != MANUFACTURER;
        if (_state(item) != AssetState.Stored) expected = ILedgerErrors.WrongState.selector;
        else if (elsewhere) expected = ILedgerErrors.WrongOrganisation.selector;
        else if (_quarantined[item]) expected = ILedgerErrors.Quarantined.selector;

        vm.prank(SHIPPER);
        try ledger.ship(requisition, item, 1, _claim()) {
            _answered(Action.Ship, expected);
        } catch (bytes memory reason) {
            _refused(reason, expected);
        }
    }

    function accept(uint256 seed) public onTime {
        seed = _recent(seed);
        bytes32 serial = _serial(seed);
        bytes4 expected;
        if (_state(items[seed]) != AssetState.InTransit) expected = ILedgerErrors.SubjectExists.selector;
        else if (_quarantined[items[seed]]) expected = ILedgerErrors.Quarantined.selector;

        vm.prank(INSPECTOR);
        try ledger.accept(requisition, monitor, serial, _claim()) {
            _answered(Action.Accept, expected);
        } catch (bytes memory reason) {
            _refused(reason, expected);
        }
    }

    function refuse(uint256 seed) public onTime {
        AssetId item = items[_recent(seed)];
        bool coming = _state(item) == AssetState.InTransit;

        vm.prank(INSPECTOR);
        try ledger.refuse(requisition, item, _claimOf(1)) {
            _answered(Action.Refuse, coming ? bytes4(0) : ILedgerErrors.WrongState.selector);
        } catch (bytes memory reason) {
            _refused(reason, coming ? bytes4(0) : ILedgerErrors.WrongState.selector);
        }
    }

    /// @dev Three of four times a step that is possible for some member, otherwise any.
    function record(uint256 seed, uint256 who, uint256 what, uint32 ago, bytes32 details) public onTime {
        AssetId item = items[_recent(seed)];
        bool likely = seed % 4 != 0;
        Action action = _action(what);
        for (uint256 i = 1; likely && i < ACTIONS && !_possible(action, item); ++i)
            action = _action((what % ACTIONS) + i);
        address by = _members[who % _members.length];
        for (uint256 i = 1; likely && i < _members.length && _answer(action, item, by) != 0; ++i) {
            by = _members[((who % _members.length) + i) % _members.length];
        }
        bytes4 expected = _answer(action, item, by);
        Claim memory claim;
        bool valued = action == Action.Move || action == Action.Maintain || action == Action.Dispose;
        claim.value = valued || action == Action.Quarantine ? 1 : 0;
        claim.occurredAt = uint32(_time - (ago % 30 days));
        claim.details = details;

        vm.prank(by);
        try ledger.record(action, item, claim) {
            _answered(action, expected);
            if (action == Action.Quarantine || action == Action.Release) {
                _quarantined[item] = action == Action.Quarantine;
            }
        } catch (bytes memory reason) {
            _refused(reason, expected);
        }
    }

    /// @dev For up to a month; sometimes it ends an appointment instead.
    function appoint(uint32 forSeconds) public onTime {
        forSeconds %= 30 days;
        appointedUntil = forSeconds == 0 ? 0 : uint32(_time) + forSeconds;
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, forSeconds == 0 ? 0 : Duties.MAINTAIN, appointedUntil);
    }

    function pass(uint32 duration, uint8 blocks) public {
        _time += duration % 10 days;
        _block += blocks;
    }

    function itemCount() external view returns (uint256) {
        return items.length;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       THE MODEL
    //////////////////////////////////////////////////////////////////////////*/

    function _state(AssetId item) private view returns (AssetState) {
        return AssetState(ghosts[AssetId.unwrap(item)].state);
    }

    function _recent(uint256 seed) private view returns (uint256) {
        uint256 age = seed % (items.length < RECENT ? items.length : RECENT);
        return items.length - 1 - age;
    }

    function _serial(uint256 index) private pure returns (bytes32) {
        return bytes32(bytes(vm.toString(index)));
    }

    function _action(uint256 what) private pure returns (Action) {
        return Action(uint256(Action.Use) + (what % ACTIONS));
    }

    function _possible(Action action, AssetId item) private view returns (bool) {
        (uint256 from, ) = _row(action);
        if (_quarantined[item] ? action == Action.Use || action == Action.Quarantine : action == Action.Release) {
            return false;
        }
        return (from >> ghosts[AssetId.unwrap(item)].state) & 1 != 0;
    }

    /// @dev The selector with which the ledger refuses, 0 if it does not.
    function _answer(Action action, AssetId item, address by) private view returns (bytes4) {
        bytes32 id = AssetId.unwrap(item);
        (uint256 from, uint16 duties) = _row(action);
        uint24 custodian = ghosts[id].custodian;
        if ((from >> ghosts[id].state) & 1 == 0) return ILedgerErrors.WrongState.selector;
        if (organisationOf[by] != custodian) {
            if (action != Action.Maintain && action != Action.Repair) return ILedgerErrors.WrongOrganisation.selector;
            bool appointed = organisationOf[by] == PROVIDER && custodian == HOSPITAL && appointedUntil >= _time;
            if (!appointed) return ILedgerErrors.NotAppointed.selector;
        }
        if (dutiesOf[by] & duties == 0) return ILedgerErrors.DutyMissing.selector;
        uint24 other;
        if (action == Action.Reinstate) other = ghosts[id].repairer;
        if (action == Action.ApproveScrap || action == Action.RejectScrap) other = ghosts[id].requester;
        if (action == Action.Dispose) other = ghosts[id].approver;
        if (other == memberOf[by]) return ILedgerErrors.OwnWork.selector;
        bool needsUsable = action == Action.Use || action == Action.Quarantine;
        if (needsUsable && _quarantined[item]) return ILedgerErrors.Quarantined.selector;
        bool freed = action == Action.Release && !_quarantined[item];
        return freed ? ILedgerErrors.NotQuarantined.selector : bytes4(0);
    }

    function _row(Action action) private pure returns (uint256 from, uint16 duties) {
        if (action == Action.Use) return (STORED | IN_USE, Duties.USE);
        if (action == Action.Store) return (STORED | IN_USE, Duties.KEEP);
        if (action == Action.Move) return (HELD, Duties.KEEP);
        if (action == Action.Withdraw) return (IN_TRANSIT, Duties.KEEP);
        if (action == Action.Maintain) return (HELD, Duties.MAINTAIN);
        if (action == Action.ReportFault) return (HELD, Duties.USE | Duties.KEEP);
        if (action == Action.Repair) return (FAULTY, Duties.MAINTAIN);
        if (action == Action.Reinstate) return (REPAIRED, Duties.RELEASE);
        if (action == Action.RequestScrap) return (STORED | FAULTY, Duties.KEEP);
        if (action == Action.ApproveScrap) return (SCRAP_REQUESTED, Duties.APPROVE);
        if (action == Action.RejectScrap) return (SCRAP_REQUESTED, Duties.APPROVE);
        if (action == Action.Dispose) return (SCRAP_APPROVED, Duties.DISPOSE);
        return (NOT_FINAL, action == Action.Quarantine ? Duties.KEEP : Duties.RELEASE);
    }

    function _answered(Action action, bytes4 expected) private {
        vm.assertEq(bytes32(0), bytes32(expected), string.concat("should refuse ", vm.toString(uint256(action))));
        _done(action);
    }

    function _done(Action action) private {
        _replay(vm.getRecordedLogs());
        ++succeeded[action];
    }

    /// @dev What was refused left no trace: the logs of it are dropped, and the ghosts must still be right.
    function _refused(bytes memory reason, bytes4 expected) private {
        vm.assertEq(bytes32(bytes4(reason)), bytes32(expected), "another refusal");
        ++refused[expected];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   FOR THE INVARIANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The stored status and the replayed one (without what is remembered in the low bits).
    function statuses(bytes32 subject, bytes32 statusKey) external view returns (uint256 stored, uint256 replayed) {
        stored = _slot(statusKey) & ~uint256(0xf);
        bytes memory word = abi.encodePacked(
            ghosts[subject].head,
            ghosts[subject].lastBlock,
            uint8(ghosts[subject].state * 16)
        );
        replayed = uint256(bytes32(word));
    }

    function custodians(bytes32 subject, bytes32 statusKey) external view returns (uint24 stored, uint24 replayed) {
        stored = uint24(_slot(bytes32(uint256(statusKey) + 1)) >> 24);
        replayed = ghosts[subject].custodian;
    }

    /// @dev Of the requisition, from its slot 1.
    function acceptedThere(bytes32 statusKey) external view returns (uint32) {
        return uint32(_slot(bytes32(uint256(statusKey) + 1)) >> 176);
    }

    function monitorId() external view returns (bytes32) {
        return ProductId.unwrap(monitor);
    }
}
