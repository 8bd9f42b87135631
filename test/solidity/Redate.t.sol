// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Claim, Lot } from "../../contracts/types/Records.sol";
import {
    Action,
    BatchState,
    Duties,
    Instruction,
    Kind,
    RecallLevel,
    Roles
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { LotTest } from "./support/LotTest.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev A lot of the vaccine whose label said EXPIRY.
contract RedateTest is EntryTest, LotTest {
    BatchId private _batch;
    AssetId private _parcel;

    constructor() WriteTest(REGISTRAR, Duties.APPROVE) EntryTest(Action.Redate, 0, 0) {}

    function setUp() public override(LotTest, World) {
        LotTest.setUp();
        (_batch, _parcel) = _commissioned(vaccine, LOT, 200, PACKS_ROOT);
    }

    function test_Redate() public {
        _redates(EXPIRY + 180 days);
        _redates(EXPIRY - 180 days);
        _redates(type(uint32).max);
    }

    /// @dev Into the past too: it is expired from now on.
    function test_Redate_WhenPast() public {
        _redates(uint32(block.timestamp) - 1);
        _redates(0);
    }

    /// @dev Only the expiry changes: neither the recall nor a parcel does.
    function test_Redate_GivenRecalled() public {
        vm.prank(WARDEN);
        ledger.recallBatch(vaccine, LOT, RecallLevel.First, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.First, Instruction.Stop, true);
        bytes memory words = _words(_parcel);
        _tick();
        _redate(vaccine, LOT, EXPIRY + 1);

        _assertBatch(_batch, VACCINE_NUMBER, EXPIRY + 1, 200, recall, PACKS_ROOT);
        vm.assertEq(_words(_parcel), words, "the parcel");
    }

    /// @dev All parcels of the batch, whoever has them, live longer, or shorter.
    function test_Redate_ThenDispense() public {
        (BatchId batch, AssetId parcel) = _delivered("L-2", 200, NO_CODES, REFERENCE);
        vm.warp(EXPIRY + 1);
        _refusesDispensing(parcel, EXPIRY);
        _redate(vaccine, "L-2", EXPIRY + 10 days);
        _dispense(parcel, 1);

        _redate(vaccine, "L-2", uint32(block.timestamp) + 1 hours);
        // An hour later, it is its last second.
        _dispense(parcel, 1);
        _refusesDispensing(parcel, uint32(block.timestamp) - 1 hours);
        _assertBatch(batch, VACCINE_NUMBER, uint32(block.timestamp) - 1 hours, 200, _noRecall(), 0);
    }

    /// @dev More units of the lot are declared with the expiry that is known now.
    function test_Redate_ThenDeclare() public {
        _declared(LOT, 20, REFERENCE);
        _redate(gauze, LOT, EXPIRY + 1);

        RequisitionId requisition = _ordered(gauze, 20, "more", 0);
        bytes4 selector = ILedgerErrors.WrongExpiry.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, _batchOf(gauze, LOT), EXPIRY, EXPIRY + 1));
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, gauze, _lot(LOT, 20), _claimOf(MADE));
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, gauze, Lot(LOT, 20, EXPIRY + 1), _claimOf(MADE));
        _assertBatch(_batchOf(gauze, LOT), GAUZE_NUMBER, EXPIRY + 1, 40, _noRecall(), 0);
    }

    function test_Redate_GivenRegistrationEnded() public {
        vm.prank(REGISTRAR);
        ledger.renew(vaccine, PRODUCT_NAME, 0, REGISTERED_FROM, _claim());
        _redates(EXPIRY + 1);
    }

    function test_RevertGiven_LotHasNotEntered() public {
        _refusesUnknown(vaccine, "L-2");
        _refusesUnknown(gauze, LOT);
        _refusesUnknown(vaccine, "with space");
        _refusesUnknown(ProductId.wrap(0), LOT);
        _refusesUnknown(monitor, SERIAL);
    }

    /// @dev What a recall alone announced has no expiry yet.
    function test_RevertGiven_LotOnlyAnnounced() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, "L-2");
        bytes4 selector = ILedgerErrors.WrongState.selector;
        bytes32 id = BatchId.unwrap(_batchOf(vaccine, "L-2"));
        vm.expectRevert(abi.encodeWithSelector(selector, Kind.Batch, id, Action.Redate, BatchState.Announced));
        vm.prank(REGISTRAR);
        ledger.redate(vaccine, "L-2", EXPIRY, _claim());
    }

    /// @dev Not even by who made it.
    function test_RevertWhen_CallerIsNoRegulator() public {
        address[3] memory others = [APPROVER, MAKER_CHIEF, OUTSIDE_APPROVER];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes4 selector = ILedgerErrors.RoleMissing.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, organisationOf[others[i]], Roles.REGULATOR));
            vm.prank(others[i]);
            _step();
        }
    }

    function test_RevertWhen_MemberHasOtherDuties() public {
        _expectDutyMissing(WARDEN, Duties.APPROVE);
        vm.prank(WARDEN);
        _step();
    }

    function _redates(uint32 expiry) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _batchEntry(_batch, REGISTRAR, Action.Redate, BatchState.Open, claim);
        entry.until = expiry;

        vm.prank(REGISTRAR);
        ledger.redate(vaccine, LOT, expiry, claim);

        Logs memory logs = _recorded();
        _assertLog(logs, abi.encode(ILedgerEvents.BatchRedated.selector, _batch), abi.encode(expiry));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _assertBatch(_batch, VACCINE_NUMBER, expiry, 200, _noRecall(), PACKS_ROOT);
        _tick();
    }

    function _refusesDispensing(AssetId parcel, uint32 expiry) private {
        _expectExpired(AssetId.unwrap(parcel), expiry);
        vm.prank(NURSE);
        ledger.dispense(parcel, 1, _claim());
    }

    function _refusesUnknown(ProductId product, bytes32 lot) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, _batchOf(product, lot)));
        vm.prank(REGISTRAR);
        ledger.redate(product, lot, EXPIRY, _claim());
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (BatchId.unwrap(_batch), _batchKey(_batch));
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.redate(vaccine, LOT, EXPIRY + 1, claim);
    }
}
