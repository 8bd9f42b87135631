// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Means,
    RecallLevel,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { RecallStages } from "./support/RecallStages.sol";
import { vm } from "./support/Vm.sol";

/// @notice What an open recall keeps from happening, of a product as of an item, and what it does not.
abstract contract RecallBlocksTest is RecallStages {
    bytes32 private immutable _serial;
    AssetId internal item;

    constructor(bytes32 serial_) {
        _serial = serial_;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BLOCKED
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_Used() public {
        item = _stored(monitor);
        for (uint8 level = 1; level <= uint8(type(RecallLevel).max); ++level) {
            _raise(RecallLevel(level));
            _expectRecalled(item, _target(), RecallLevel(level));
            vm.prank(NURSE);
            ledger.record(Action.Use, item, _claim());
        }
    }

    function test_RevertWhen_UsedOn() public {
        item = _inUse();
        _raise(RecallLevel.Third);

        _expectRecalled(item, _target(), RecallLevel.Third);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function test_Use_GivenLifted() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);
        _lift(RECALLER, monitor, _serial);

        _does(NURSE, Action.Use, PLACE, AssetState.InUse);
    }

    function test_RevertWhen_Shipped() public {
        item = _enrolled(monitor, SERIAL);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        _raise(RecallLevel.Second);

        _expectRecalled(item, _target(), RecallLevel.Second);
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
    }

    /// @dev Recalled on the way, goods are refused or withdrawn.
    function test_RevertWhen_Accepted() public {
        RequisitionId requisition;
        (requisition, item) = _inTransit(monitor, SERIAL, REFERENCE);
        _raise(RecallLevel.First);

        _expectRecalled(item, _target(), RecallLevel.First);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());

        uint256 snapshot = _snapshot();
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), _claimOf(1));
        _assertState(item, AssetState.Stored);
        _revertTo(snapshot);
        _does(MAKER_KEEPER, Action.Withdraw, 0, AssetState.Stored);
    }

    function test_RevertWhen_Offered() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);

        Claim memory claim = _claim();
        claim.until = uint32(block.timestamp) + 1 days;
        Terms[5] memory terms = [Terms.Owned, Terms.Loan, Terms.Rental, Terms.Consignment, Terms.Trial];
        for (uint256 i = 0; i < terms.length; ++i) {
            _expectRecalled(item, _target(), RecallLevel.First);
            vm.prank(KEEPER);
            ledger.offer(item, RIVAL, terms[i], claim);
        }
    }

    /// @dev Recalled after it was offered, it is declined or withdrawn.
    function test_RevertWhen_Taken() public {
        item = _offered(RIVAL, Terms.Loan);
        _raise(RecallLevel.Second);

        _expectRecalled(item, _target(), RecallLevel.Second);
        vm.prank(RIVAL_CHIEF);
        ledger.take(item, _expecting(item));

        uint256 snapshot = _snapshot();
        _does(RIVAL_CHIEF, Action.Decline, 0, AssetState.Stored);
        _revertTo(snapshot);
        _does(KEEPER, Action.Withdraw, 0, AssetState.Stored);
    }

    /// @dev Nor is it handed over to be repaired, faulty as it is.
    function test_RevertWhen_HandedOverForRepair() public {
        item = _faulty();
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN, uint32(block.timestamp) + 2 days);
        _raise(RecallLevel.First);

        _expectRecalled(item, _target(), RecallLevel.First);
        Claim memory claim;
        claim.until = uint32(block.timestamp) + 1 days;
        vm.prank(KEEPER);
        ledger.offer(item, PROVIDER, Terms.Loan, claim);

        _lift(RECALLER, monitor, _serial);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _raise(RecallLevel.First);
        _expectRecalled(item, _target(), RecallLevel.First);
        vm.prank(PROVIDER_KEEPER);
        ledger.take(item, _expecting(item));
    }

    /// @dev Both open, the item's own is named.
    function test_RevertGiven_ItemAndProductRecalled() public {
        item = _stored(monitor);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);
        _recall(RECALLER, RecallLevel.Third, Instruction.Stop, monitor, SERIAL);
        _expectRecalled(item, AssetId.unwrap(item), RecallLevel.Third);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());

        _lift(RECALLER, monitor, _serial);
        bool ofItem = _serial == ALL_ITEMS;
        bytes32 left = ofItem ? AssetId.unwrap(item) : ProductId.unwrap(monitor);
        _expectRecalled(item, left, ofItem ? RecallLevel.Third : RecallLevel.First);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    /// @dev The flag of quarantine is looked at first; releasing it leaves the recall.
    function test_RevertGiven_ReleasedFromQuarantine() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);
        _record(KEEPER, Action.Quarantine, item, 1);
        _record(RELEASER, Action.Release, item, 0);

        _expectRecalled(item, _target(), RecallLevel.First);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     NOT BLOCKED
    //////////////////////////////////////////////////////////////////////////*/

    function test_Care_GivenRecalled() public {
        item = _inUse();
        _raise(RecallLevel.First);

        _does(KEEPER, Action.Move, PLACE, AssetState.InUse);
        _does(KEEPER, Action.Stocktake, 1, AssetState.InUse);
        _does(KEEPER, Action.Note, 1, AssetState.InUse);
        _does(KEEPER, Action.Store, PLACE, AssetState.Stored);
        _does(ENGINEER, Action.Maintain, 1, AssetState.Stored);
        _does(ENGINEER, Action.Calibrate, 2, AssetState.Stored);
        _does(RELEASER, Action.Release, 0, AssetState.Stored);
        _does(KEEPER, Action.Quarantine, 1, AssetState.Stored);
        _does(RELEASER, Action.Release, 0, AssetState.Stored);
        _does(NURSE, Action.ReportAdverseEvent, 1, AssetState.Stored);
        _assertFlags(item, false, _serial != ALL_ITEMS);
    }

    function test_Repair_GivenRecalled() public {
        item = _inUse();
        _raise(RecallLevel.First);

        _does(NURSE, Action.ReportFault, 0, AssetState.Faulty);
        _does(ENGINEER, Action.Repair, 0, AssetState.Repaired);
        _does(RELEASER, Action.Reinstate, 0, AssetState.Stored);
        // Repairing remedies nothing.
        _expectRecalled(item, _target(), RecallLevel.First);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function test_Monitor_GivenRecalled() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, KEEPER, Action.Monitor, AssetState.Stored, claim);
        (entry.value, entry.until) = (0x0028_0014, claim.occurredAt);

        vm.prank(KEEPER);
        ledger.monitor(item, 20, 40, 0, claim);

        _assertOnly(entry);
    }

    function test_Scrap_GivenRecalled() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);

        _does(KEEPER, Action.RequestScrap, 0, AssetState.ScrapRequested);
        _decides(Action.RejectScrap, AssetState.Stored);
        _does(KEEPER, Action.RequestScrap, 0, AssetState.ScrapRequested);
        _decides(Action.ApproveScrap, AssetState.ScrapApproved);
        _does(DISPOSER, Action.Dispose, uint32(Means.Destroyed), AssetState.Disposed);
    }

    /// @dev What a recall asks for: back to the manufacturer, which takes it, and owns it then.
    function test_SendBack_GivenRecalled() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);
        Claim memory claim = _fullClaim();
        claim.until = uint32(block.timestamp) + 1 days;
        Entry memory entry = _assetEntry(item, KEEPER, Action.SendBack, AssetState.InTransit, claim);
        entry.counterpart = MANUFACTURER;
        vm.prank(KEEPER);
        ledger.sendBack(item, MANUFACTURER, _wayOf(item), claim);
        _assertOnly(entry);
        _tick();

        entry = _assetEntry(item, MAKER, Action.Take, AssetState.Stored, _claim());
        (entry.counterpart, entry.value) = (HOSPITAL, uint32(Terms.Returned));
        vm.prank(MAKER);
        ledger.take(item, _expecting(item));
        _assertOnly(entry);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertFlags(item, false, _serial != ALL_ITEMS);
    }

    function test_Reassign_GivenRecalled() public {
        item = _stored(monitor);
        _raise(RecallLevel.First);
        Entry memory entry = _assetEntry(item, REGISTRAR, Action.Reassign, AssetState.Stored, _claim());
        (entry.counterpart, entry.value) = (RIVAL, RIVAL);

        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, RIVAL, _claim());

        _assertOnly(entry);
    }

    /// @dev A second person confirms what came; using it is another matter.
    function test_Confirm_GivenRecalled() public {
        item = _inspected();
        _raise(RecallLevel.First);

        _does(WITNESS, Action.Confirm, 0, AssetState.Stored);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _raise(RecallLevel level) internal {
        _recall(RECALLER, level, Instruction.SendBack, monitor, _serial);
    }

    function _target() internal view returns (bytes32) {
        return _serial == ALL_ITEMS ? ProductId.unwrap(monitor) : AssetId.unwrap(item);
    }

    function _does(address by, Action action, uint32 value, AssetState state) internal {
        Claim memory claim = _fullClaim(value);
        Entry memory entry = _assetEntry(item, by, action, state, claim);
        vm.prank(by);
        ledger.record(action, item, _expectingFor(action, item, claim));
        _assertOnly(entry);
        _tick();
    }

    function _decides(Action action, AssetState state) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, APPROVER, action, state, claim);
        vm.prank(APPROVER);
        ledger.decideScrap(item, action, _expecting(item, claim));
        _assertOnly(entry);
        _tick();
    }
}

contract RecallBlocksItemTest is RecallBlocksTest("P-0001") {
    /// @dev Its siblings are used on.
    function test_Use_GivenAnotherItemRecalled() public {
        item = _stored(monitor);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, monitor, "P-0002");

        _does(NURSE, Action.Use, PLACE, AssetState.InUse);
    }
}

contract RecallBlocksProductTest is RecallBlocksTest(0) {
    function test_Use_GivenAnotherProductRecalled() public {
        item = _stored(monitor);
        _recall(RECALLER, RecallLevel.First, Instruction.Stop, needle, ALL_ITEMS);

        _does(NURSE, Action.Use, PLACE, AssetState.InUse);
    }

    /// @dev What enters later is recalled too.
    function test_RevertWhen_ShippedAndEnrolledLater() public {
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        _raise(RecallLevel.Third);
        item = _enrolled(monitor, SERIAL);

        _expectRecalled(item, _target(), RecallLevel.Third);
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
    }

    /// @dev Nor is it declared by an acceptance.
    function test_RevertWhen_Declared() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        _recall(WARDEN, RecallLevel.Second, Instruction.Stop, foreign, ALL_ITEMS);

        _expectRecalled(_itemOf(foreign, "F-1"), ProductId.unwrap(foreign), RecallLevel.Second);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-1", ANY_HEAD, _claimOf(START));

        _lift(WARDEN, foreign, ALL_ITEMS);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-1", ANY_HEAD, _claimOf(START));
    }

    /// @dev Found goods enter all the same: a recall must know what there is.
    function test_Enrol_WhenFound() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, foreign, ALL_ITEMS);
        vm.prank(INSPECTOR);
        item = ledger.enrol(foreign, "F-1", _claimOf(_basis(Basis.Found)));

        _assertState(item, AssetState.Inspected);
        _assertFlags(item, false, false);
    }

    function test_Requisition_GivenRecalled() public {
        _raise(RecallLevel.First);
        _ordered(monitor, 1, REFERENCE, MANUFACTURER);
    }

    /// @dev Prescribing and renewing leave the recall as it is.
    function test_Prescribe_GivenRecalled() public {
        vm.prank(RECALLER);
        ledger.recall(monitor, ALL_ITEMS, RecallLevel.First, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.First, Instruction.Stop, false);
        _prescribe(monitor, Prescription(true, type(uint16).max, type(int16).min, -1));
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, 0, type(uint32).max, _claim());

        _assertProductRecall(MONITOR_NUMBER, recall);
    }
}
