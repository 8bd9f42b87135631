// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, Means } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { FAULTY, INSPECTED, RECORDED, SCRAP_APPROVED, SCRAP_REQUESTED, STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

contract RequestScrapTest is RecordTest(Action.RequestScrap, KEEPER, Duties.KEEP, INSPECTED | STORED | FAULTY, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _faulty();
    }

    function test_RequestScrap() public {
        _leadsTo(AssetState.ScrapRequested, KEEPER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[KEEPER]);
    }

    function test_RequestScrap_RemembersTheState() public {
        (, bytes32 statusKey) = _subject();
        _leadsTo(AssetState.ScrapRequested, KEEPER, _fullClaim());
        vm.assertEq(uint8(_slot(statusKey) >> 1) & 3, uint8(AssetState.Faulty) - 1, "state before");

        _forceState(statusKey, uint8(AssetState.Stored), 4);
        _leadsTo(AssetState.ScrapRequested, KEEPER, _fullClaim());
        vm.assertEq(uint8(_slot(statusKey) >> 1) & 3, uint8(AssetState.Stored) - 1, "state before");
    }

    function test_RequestScrap_GivenEachState() public {
        _leadsFrom(INSPECTED | STORED | FAULTY, AssetState.ScrapRequested);
    }

    function test_RevertGiven_Borrowed() public {
        super.setUp();
        item = _borrowed();

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), RIVAL));
        vm.prank(KEEPER);
        _step();
    }
}

contract ApproveScrapTest is AssetTest(Action.ApproveScrap, APPROVER, Duties.APPROVE, SCRAP_REQUESTED, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _scrapRequested();
    }

    function test_ApproveScrap() public {
        _leadsTo(AssetState.ScrapApproved, APPROVER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[APPROVER]);
    }

    function test_RevertWhen_CallerRequested() public {
        super.setUp();
        item = _faulty();
        _record(CHIEF, Action.RequestScrap, item, 0);

        _refusesOwnWork(CHIEF);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.decideScrap(AssetId.wrap(id), Action.ApproveScrap, _expecting(AssetId.wrap(id), claim));
    }
}

contract RejectScrapTest is AssetTest(Action.RejectScrap, APPROVER, Duties.APPROVE, SCRAP_REQUESTED, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _scrapRequested();
    }

    /// @dev A faulty item that nobody scraps is as faulty as before.
    function test_RejectScrap_GivenFaultyBefore() public {
        _leadsTo(AssetState.Faulty, APPROVER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev What waits for a second person waits for another than who was the first before.
    function test_RejectScrap_GivenInspectedBefore() public {
        super.setUp();
        item = _inspected();
        _record(KEEPER, Action.RequestScrap, item, 0);
        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[KEEPER]);
        custody.offeredTo = memberOf[INSPECTOR];
        _assertCustody(item, custody);

        _leadsTo(AssetState.Inspected, APPROVER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
    }

    function test_RejectScrap_GivenStoredBefore() public {
        super.setUp();
        item = _stored(monitor);
        _record(KEEPER, Action.RequestScrap, item, 0);

        _leadsTo(AssetState.Stored, APPROVER, _fullClaim());
    }

    function test_RevertWhen_CallerRequested() public {
        super.setUp();
        item = _faulty();
        _record(CHIEF, Action.RequestScrap, item, 0);

        _refusesOwnWork(CHIEF);
    }

    /// @dev Repaired by one, faulty again, its scrapping requested and rejected: the way to stored is still repair.
    function test_RejectScrap_DoesNotLaunder() public {
        _rejectScrap(APPROVER, item);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Store,
                AssetState.Faulty
            )
        );
        vm.prank(KEEPER);
        ledger.record(Action.Store, item, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.decideScrap(AssetId.wrap(id), Action.RejectScrap, _expecting(AssetId.wrap(id), claim));
    }
}

contract DisposeTest is RecordTest(Action.Dispose, DISPOSER, Duties.DISPOSE, SCRAP_APPROVED, 1, uint32(Means.Lost)) {
    function setUp() public override {
        super.setUp();
        item = _scrapApproved();
    }

    function test_Dispose() public {
        _leadsTo(AssetState.Disposed, DISPOSER, _fullClaim(uint32(Means.MedicalWaste)));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[APPROVER]);
    }

    function test_Dispose_ByEachMeans() public {
        (, bytes32 statusKey) = _subject();
        for (uint32 means = 1; means <= uint32(type(Means).max); ++means) {
            _forceState(statusKey, uint8(AssetState.ScrapApproved), 1);
            _leadsTo(AssetState.Disposed, DISPOSER, _fullClaim(means));
        }
    }

    function test_RevertWhen_CallerApproved() public {
        super.setUp();
        item = _scrapRequested();
        _approveScrap(CHIEF, item);

        _refusesOwnWork(CHIEF);
    }

    /// @dev Disposed is final: no step of {ILedger.record} goes on from there but the report of an adverse event.
    function test_RevertGiven_Disposed() public {
        _record(DISPOSER, Action.Dispose, item, uint32(Means.Sold));
        uint256 status = _slot(Slots.asset(AssetId.unwrap(item)));

        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if ((RECORDED >> i) & 1 == 0 || Action(i) == Action.ReportAdverseEvent) continue;
            _expectDisposed(Action(i));
            vm.prank(CHIEF);
            ledger.record(Action(i), item, _claimOf(1));
        }
        _expectDisposed(Action.ApproveScrap);
        vm.prank(CHIEF);
        ledger.decideScrap(item, Action.ApproveScrap, _expecting(item));
        _expectDisposed(Action.RejectScrap);
        vm.prank(CHIEF);
        ledger.decideScrap(item, Action.RejectScrap, _expecting(item));
        vm.assertEq(_slot(Slots.asset(AssetId.unwrap(item))), status, "status");
    }

    function _expectDisposed(Action step) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                step,
                AssetState.Disposed
            )
        );
    }
}
