// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Care, Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Harm,
    Kind,
    Means,
    QuarantineReason,
    Remark
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { ParcelRecordTest, ParcelTest } from "./support/ParcelTest.sol";
import { Holding } from "./support/Stages.sol";
import {
    ANY,
    ENTERED,
    HELD,
    IN_TRANSIT,
    IN_USE,
    FAULTY,
    INSPECTED,
    NOT_FINAL,
    SCRAP_APPROVED,
    SCRAP_REQUESTED,
    STORED
} from "./support/States.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";

contract StoreParcelTest is ParcelRecordTest(Action.Store, KEEPER, Duties.KEEP, STORED | IN_USE, 0, ANY) {
    function test_Store() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(PLACE));
        _assertWhole(_whole(HOSPITAL));
        _assertNoCare();
    }
}

contract MoveParcelTest is ParcelRecordTest(Action.Move, KEEPER, Duties.KEEP, HELD, 1, ANY) {
    function test_Move() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(PLACE));
        _assertWhole(_whole(HOSPITAL));
    }
}

/// @dev What is counted is said, and changes nothing: what a parcel holds follows from its steps.
contract StocktakeParcelTest is ParcelRecordTest(Action.Stocktake, KEEPER, Duties.KEEP, HELD, 0, ANY) {
    function test_Stocktake_OfAnyCount() public {
        uint32[6] memory counts = [uint32(0), 1, 2, QUANTITY, QUANTITY + 1, type(uint32).max];
        for (uint256 i = 0; i < counts.length; ++i) {
            _leadsTo(AssetState.Stored, KEEPER, _fullClaim(counts[i]));
            _assertWhole(_whole(HOSPITAL));
        }
    }

    /// @dev Of an item there is one, or none.
    function test_RevertWhen_MoreThanOneIsCounted_OfAnItem() public {
        item = _enrolled(monitor, SERIAL);
        for (uint32 count = 0; count < 4; ++count) {
            bytes4 selector = ILedgerErrors.ValueOutOfRange.selector;
            if (count > 1) vm.expectRevert(abi.encodeWithSelector(selector, Action.Stocktake, count, 0, 1));
            vm.prank(MAKER_KEEPER);
            ledger.record(Action.Stocktake, item, _claimOf(count));
        }
    }
}

contract NoteParcelTest is ParcelRecordTest(Action.Note, KEEPER, Duties.KEEP, HELD, 1, uint32(Remark.Other)) {
    function test_Note() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(uint32(Remark.Other) | (12_345 << 8)));
        _assertWhole(_whole(HOSPITAL));
    }
}

contract QuarantineParcelTest is
    ParcelRecordTest(Action.Quarantine, KEEPER, Duties.KEEP, NOT_FINAL, 1, uint32(QuarantineReason.Other))
{
    function test_Quarantine() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(uint32(QuarantineReason.Damaged)));
        _assertWhole(_whole(HOSPITAL));
        _assertFlags(item, true, false);
    }

    /// @dev A parcel's flag is its own: the other ones of the batch are dispensed.
    function test_Quarantine_LeavesOtherParcelsAlone() public {
        (, item) = _declared(LOT, 100, "gauze");
        vm.prank(KEEPER);
        AssetId part = ledger.split(item, 40, 0, _claim());
        _tick();
        _record(KEEPER, Action.Quarantine, item, 1);
        _dispense(part, 40);
        _refuses(NURSE, abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
    }

    function test_RevertGiven_Quarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        vm.prank(KEEPER);
        _step();
    }

    function _refuses(address by, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(by);
        ledger.dispense(item, 1, _claim());
    }
}

contract ReleaseParcelTest is ParcelRecordTest(Action.Release, RELEASER, Duties.RELEASE, NOT_FINAL, 0, 0) {
    function setUp() public override {
        super.setUp();
        _record(KEEPER, Action.Quarantine, item, 1);
    }

    function test_Release() public {
        _leadsTo(AssetState.Stored, RELEASER, _fullClaim());
        _assertWhole(_whole(HOSPITAL));
        _assertFlags(item, false, false);
    }

    function test_RevertGiven_NotQuarantined() public {
        _record(RELEASER, Action.Release, item, 0);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotQuarantined.selector, item));
        vm.prank(RELEASER);
        _step();
    }
}

contract ReportAdverseEventOfParcelTest is
    ParcelRecordTest(
        Action.ReportAdverseEvent,
        NURSE,
        Duties.USE | Duties.KEEP | Duties.RECALL,
        ENTERED,
        1,
        uint32(Harm.Death)
    )
{
    /// @dev By who has it, and by who made it or supervises it.
    function test_ReportAdverseEvent() public {
        address[4] memory reporters = [NURSE, KEEPER, RECALLER, WARDEN];
        for (uint256 i = 0; i < reporters.length; ++i) {
            _leadsTo(AssetState.Stored, reporters[i], _fullClaim(uint32(Harm.Injury)));
            _assertWhole(_whole(HOSPITAL));
        }
    }
}

/*//////////////////////////////////////////////////////////////////////////
                                   SCRAPPING
//////////////////////////////////////////////////////////////////////////*/

contract RequestScrapOfParcelTest is
    ParcelRecordTest(Action.RequestScrap, KEEPER, Duties.KEEP, INSPECTED | STORED | FAULTY, 0, 0)
{
    function test_RequestScrap() public {
        _leadsTo(AssetState.ScrapRequested, KEEPER, _fullClaim());
        Holding memory custody = _whole(HOSPITAL);
        custody.lastSigner = memberOf[KEEPER];
        _assertWhole(custody);
    }

    /// @dev What expired is scrapped; only a part of it was used.
    function test_RequestScrap_GivenExpiredAndPartlyDispensed() public {
        (batch, item) = _delivered("L-2", 300, NO_CODES, "more");
        _dispense(item, 100);
        vm.warp(EXPIRY + 1);
        _leadsTo(AssetState.ScrapRequested, KEEPER, _fullClaim());
    }

    function test_RevertGiven_Consigned() public {
        (batch, item) = _consigned("L-2", QUANTITY, NO_CODES);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, item, MANUFACTURER));
        vm.prank(KEEPER);
        _step();
    }
}

contract ApproveScrapOfParcelTest is ParcelTest(Action.ApproveScrap, APPROVER, Duties.APPROVE, SCRAP_REQUESTED, 0, 0) {
    function setUp() public override {
        super.setUp();
        _record(KEEPER, Action.RequestScrap, item, 0);
    }

    function test_ApproveScrap() public {
        _leadsTo(AssetState.ScrapApproved, APPROVER, _fullClaim());
        Holding memory custody = _whole(HOSPITAL);
        custody.lastSigner = memberOf[APPROVER];
        _assertWhole(custody);
    }

    /// @dev Back to where it was, all of it.
    function test_RejectScrap() public {
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(item, APPROVER, Action.RejectScrap, AssetState.Stored, QUANTITY, claim);
        vm.prank(APPROVER);
        ledger.decideScrap(item, Action.RejectScrap, _expecting(item, claim));
        _assertOnly(entry);
    }

    function test_RevertWhen_CallerRequested() public {
        _rejectScrap(APPROVER, item);
        _record(CHIEF, Action.RequestScrap, item, 0);
        _refusesOwnWork(CHIEF);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.decideScrap(AssetId.wrap(id), Action.ApproveScrap, _expecting(AssetId.wrap(id), claim));
    }
}

contract DisposeOfParcelTest is
    ParcelRecordTest(Action.Dispose, DISPOSER, Duties.DISPOSE, SCRAP_APPROVED, 1, uint32(Means.Lost))
{
    function setUp() public override {
        super.setUp();
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
    }

    /// @dev Final: nothing of it is dispensed, split off or sent any more.
    function test_Dispose() public {
        _leadsTo(AssetState.Disposed, DISPOSER, _fullClaim(uint32(Means.MedicalWaste)));
        Holding memory custody = _whole(HOSPITAL);
        custody.lastSigner = memberOf[APPROVER];
        _assertWhole(custody);

        _tick();
        _refusesDisposed(Action.Dispense);
        vm.prank(NURSE);
        ledger.dispense(item, 1, _claim());
        _refusesDisposed(Action.Split);
        vm.prank(KEEPER);
        ledger.split(item, 1, 0, _claim());
        _refusesDisposed(Action.SendBack);
        vm.prank(KEEPER);
        ledger.sendBack(item, MANUFACTURER, _wayOf(item), _claim());
    }

    function _refusesDisposed(Action refused) private {
        bytes4 selector = ILedgerErrors.WrongState.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, Kind.Asset, item, refused, uint8(AssetState.Disposed)));
    }
}

/*//////////////////////////////////////////////////////////////////////////
                                   COLD CHAIN
//////////////////////////////////////////////////////////////////////////*/

/// @dev Of a product to be kept at 2 to 8 °C; readings are in tenths of a degree.
contract MonitorParcelTest is
    ParcelTest(Action.Monitor, KEEPER, Duties.KEEP, HELD | IN_TRANSIT, 0, 0),
    AppointableTest(PROVIDER_KEEPER, AssetState.Stored)
{
    function setUp() public override(ParcelTest, World) {
        ParcelTest.setUp();
        _prescribe(vaccine, Prescription({ witnessed: false, calibrationInterval: 0, lowest: 20, highest: 80 }));
    }

    function test_Monitor() public {
        _measures(20, 80, AssetState.Stored);
        _assertFlags(item, false, false);
    }

    /// @dev The same step sets the flag: nothing of it is dispensed after.
    function test_Monitor_WhenOutsideTheLimits() public {
        _excursion(19, 80);
        _excursion(20, 81);
        _excursion(type(int16).min, type(int16).max);
    }

    /// @dev On the way too; it arrives quarantined.
    function test_Monitor_GivenInTransit() public {
        (batch, item) = _commissioned(vaccine, "L-2", QUANTITY, PACKS_ROOT);
        requisition = _ordered(vaccine, QUANTITY, "more", MANUFACTURER);
        _shipParcel(requisition, item, QUANTITY);
        Claim memory claim = _fullClaim();
        Entry memory entry = _reading(-10, 50, AssetState.InTransit, MAKER_KEEPER, claim);
        vm.prank(MAKER_KEEPER);
        ledger.monitor(item, -10, 50, 0, claim);
        _assertOnly(entry);
        _assertFlags(item, true, false);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, item, _headOf(item), _claim());
    }

    function _excursion(int16 lowest, int16 highest) private {
        _measures(lowest, highest, AssetState.Stored);
        _assertFlags(item, true, false);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        vm.prank(KEEPER);
        ledger.record(Action.Quarantine, item, _claimOf(1));
        _tick();
        _record(RELEASER, Action.Release, item, 0);
    }

    function _measures(int16 lowest, int16 highest, AssetState state) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _reading(lowest, highest, state, KEEPER, claim);
        vm.prank(KEEPER);
        ledger.monitor(item, lowest, highest, 0, claim);

        _assertOnly(entry);
        _assertWhole(_whole(HOSPITAL));
        Care memory care;
        care.monitoredAt = claim.occurredAt;
        _assertCare(item, care);
    }

    function _reading(
        int16 lowest,
        int16 highest,
        AssetState state,
        address by,
        Claim memory claim
    ) private returns (Entry memory entry) {
        entry = _parcelEntry(item, by, Action.Monitor, state, QUANTITY, claim);
        entry.value = uint32(bytes4(abi.encodePacked(highest, lowest)));
        entry.until = claim.occurredAt;
    }

    function _leadsTo(AssetState state, address by, Claim memory claim) internal override(AssetTest, ParcelTest) {
        _writes(_reading(30, 40, state, by, claim), claim);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.monitor(AssetId.wrap(id), 30, 40, 0, claim);
    }
}
