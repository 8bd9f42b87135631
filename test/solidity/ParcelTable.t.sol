// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry, Mark } from "../../contracts/types/Records.sol";
import { Action, AssetState, CalibrationResult, Kind, Outcome } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { LotTest } from "./support/LotTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice Which steps are for parcels, and which for items only.
contract ParcelTableTest is LotTest {
    AssetId private _parcel;
    bytes32 private _statusKey;

    function setUp() public override {
        super.setUp();
        (, _parcel) = _delivered(LOT, 200, NO_CODES, "vaccine");
        _statusKey = Slots.asset(AssetId.unwrap(_parcel));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    FOR ITEMS ONLY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev As in RecordTable.t.sol, but X is a step for items only: whatever state a parcel were in.
    function _row(Action action) private pure returns (bytes memory) {
        //                                                    SIFRTRADCNN
        if (action == Action.Confirm) return /*           */ ".........1.....";
        if (action == Action.Use) return /*               */ "XX.............";
        if (action == Action.Store) return /*             */ "11.............";
        if (action == Action.Move) return /*              */ "1234...........";
        if (action == Action.Stocktake) return /*         */ "1234...........";
        if (action == Action.Note) return /*              */ "1234...........";
        if (action == Action.Withdraw) return /*          */ "....B..........";
        if (action == Action.Decline) return /*           */ "....B..........";
        if (action == Action.Maintain) return /*          */ "XXXX...........";
        if (action == Action.Calibrate) return /*         */ "XXXX...........";
        if (action == Action.ReportFault) return /*       */ "XXXX...........";
        if (action == Action.Repair) return /*            */ "..X............";
        if (action == Action.Reinstate) return /*         */ "...X...........";
        if (action == Action.RequestScrap) return /*      */ "6.6......6.....";
        if (action == Action.Dispose) return /*           */ "......8........";
        if (action == Action.Quarantine) return /*        */ "1234567..A.....";
        if (action == Action.Release) return /*           */ "1234567..A.....";
        if (action == Action.ReportAdverseEvent) return /**/ "123456789A.....";
        return "";
    }

    function test_EveryActionInEveryState() public {
        uint256 rows;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if (_row(Action(i)).length == 0) continue;
            ++rows;
            for (uint8 from = 1; from < 16; ++from) _try(Action(i), from, uint8(BACK[from % 4]));
        }
        vm.assertEq(rows, 18, "rows");
    }

    /// @dev Nothing on a parcel is done by its row alone that has a function of its own.
    function test_RevertWhen_ActionIsNotRecords() public {
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if (_row(Action(i)).length != 0) continue;
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, Action(i)));
            vm.prank(CHIEF);
            ledger.record(Action(i), _parcel, _claimOf(1));
        }
    }

    /// @dev Whoever has the duty; and without it, that is what is missing.
    function test_RevertWhen_StepIsForItemsOnly() public {
        _refusesStep(NURSE, Action.Use, _claimOf(PLACE));
        _refusesStep(NURSE, Action.ReportFault, _claim());
        _refusesStep(KEEPER, Action.ReportFault, _claim());
        _refusesStep(ENGINEER, Action.Maintain, _claimOf(uint32(Outcome.Passed)));
        Claim memory claim = _claimOf(uint32(CalibrationResult.Passed));
        claim.until = uint32(block.timestamp) + 1 days;
        _refusesStep(ENGINEER, Action.Calibrate, claim);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[KEEPER], uint16(1 << 8)));
        vm.prank(KEEPER);
        ledger.record(Action.Maintain, _parcel, _claimOf(1));
    }

    /// @dev Nor by an appointed provider.
    function test_RevertWhen_StepIsForItemsOnly_ByProvider() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, PROVIDER_DUTIES, uint32(block.timestamp) + 1 days);
        _refusesStep(TECHNICIAN, Action.Maintain, _claimOf(uint32(Outcome.Passed)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   FOR PARCELS ONLY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_StepIsForParcelsOnly() public {
        AssetId item = _stored(monitor);
        Claim memory claim = _claim();
        _expectOnlyForParcels(item, Action.Dispense);
        vm.prank(NURSE);
        ledger.dispense(item, 1, claim);
        _expectOnlyForParcels(item, Action.Dispense);
        vm.prank(NURSE);
        ledger.dispense(item, 0, claim);
        _expectOnlyForParcels(item, Action.Dispense);
        vm.prank(NURSE);
        ledger.dispensePacks(item, new Mark[](1), claim);
        _expectOnlyForParcels(item, Action.Split);
        vm.prank(KEEPER);
        ledger.split(item, 1, 0, claim);
        _expectOnlyForParcels(item, Action.Undo);
        vm.prank(NURSE);
        ledger.undo(item, Head.wrap(0), new Entry[](1), new Mark[](0), 0, claim);
    }

    /// @dev Consumed, an item is not brought back either.
    function test_RevertWhen_ItemsUseIsUndone() public {
        AssetId item = _stored(needle);
        _record(NURSE, Action.Use, item, 0);
        _assertState(item, AssetState.Consumed);
        _expectOnlyForParcels(item, Action.Undo);
        vm.prank(NURSE);
        ledger.undo(item, Head.wrap(0), new Entry[](1), new Mark[](0), 0, _claim());
    }

    /// @dev Of an item on the ledger there is one: shipped and refused as one.
    function test_RevertWhen_ItemsQuantityIsNotOne() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, "monitors");
        AssetId other = _enrolled(monitor, "P-0002");
        uint32[3] memory quantities = [uint32(0), 2, type(uint32).max];
        for (uint256 i = 0; i < quantities.length; ++i) {
            _expectQuantity(quantities[i], 1, 1);
            vm.prank(SHIPPER);
            ledger.ship(requisition, other, quantities[i], ANY_HEAD, _claim());
            _expectQuantity(quantities[i], 1, 1);
            vm.prank(INSPECTOR);
            ledger.refuse(requisition, item, quantities[i], _headOf(item), _claimOf(1));
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _try(Action action, uint8 from, uint8 back) private {
        uint256 snapshot = _snapshot();
        if (action == Action.Release) _record(CHIEF, Action.Quarantine, _parcel, 1);
        if (action == Action.Decline) _addressToHospital();
        _forceState(_statusKey, from, back);
        bytes1 to = _row(action)[from - 1];
        bytes4 selector = ILedgerErrors.NotForParcels.selector;
        if (to == "X") vm.expectRevert(abi.encodeWithSelector(selector, _parcel, action));
        selector = ILedgerErrors.WrongState.selector;
        if (to == ".") vm.expectRevert(abi.encodeWithSelector(selector, Kind.Asset, _parcel, action, from));

        vm.prank(CHIEF);
        ledger.record(action, _parcel, _expectingFor(action, _parcel, _claimFor(action)));

        if (to == "B") _assertState(_parcel, AssetState(back));
        else if (to == "A") _assertState(_parcel, AssetState.Inspected);
        else if (to != "." && to != "X") _assertState(_parcel, AssetState(uint8(to) - 0x30));
        _revertTo(snapshot);
    }

    /// @dev As if it had been offered to the hospital that has it, whose chief may decline then.
    function _addressToHospital() private {
        bytes32 key = Slots.plus(_statusKey, 1);
        vm.store(address(ledger), key, bytes32(_slot(key) | (uint256(HOSPITAL) << 104)));
    }

    function _claimFor(Action action) private view returns (Claim memory claim) {
        bool needed = action == Action.Move || action == Action.Note || action == Action.Maintain;
        needed = needed || action == Action.Calibrate || action == Action.Dispose;
        needed = needed || action == Action.Quarantine || action == Action.ReportAdverseEvent;
        if (needed) claim.value = 1;
        if (action == Action.Calibrate) claim.until = uint32(block.timestamp) + 1;
    }

    function _refusesStep(address by, Action action, Claim memory claim) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotForParcels.selector, _parcel, action));
        vm.prank(by);
        ledger.record(action, _parcel, _expectingFor(action, _parcel, claim));
    }

    function _expectOnlyForParcels(AssetId item, Action action) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnlyForParcels.selector, item, action));
    }
}
