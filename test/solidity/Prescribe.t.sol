// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, ProductKind, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract PrescribeTest is EntryTest {
    constructor() WriteTest(REGISTRAR, Duties.APPROVE) EntryTest(Action.Prescribe, 0, 0) {}

    function test_Prescribe() public {
        _prescribes(Prescription(true, 365, -250, 80));
    }

    /// @dev All of it is replaced, by nothing too.
    function test_Prescribe_GivenPrescribed() public {
        _prescribes(Prescription(true, type(uint16).max, type(int16).min, type(int16).max));
        _tick();
        _prescribes(Prescription(false, 30, 20, 20));
        _tick();
        _prescribes(Prescription(false, 0, 0, 0));
    }

    function testFuzz_Prescribe(bool witnessed, uint16 interval, int16 lowest, int16 highest) public {
        if (lowest > highest) (lowest, highest) = (highest, lowest);
        _prescribes(Prescription(witnessed, interval, lowest, highest));
    }

    function test_RevertWhen_LowestIsAboveHighest() public {
        int16[2][3] memory limits = [[int16(1), int16(0)], [int16(-1), int16(-2)], [type(int16).max, type(int16).min]];
        for (uint256 i = 0; i < limits.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidLimits.selector, limits[i][0], limits[i][1]));
            vm.prank(REGISTRAR);
            ledger.prescribe(monitor, Prescription(false, 0, limits[i][0], limits[i][1]), _claim());
        }
    }

    /// @dev Neither a hospital's approver, nor one whom it reserved approvals to, nor the manufacturer.
    function test_RevertWhen_CallerIsNoRegulator() public {
        address[3] memory others = [APPROVER, OUTSIDE_APPROVER, MAKER_CHIEF];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, organisationOf[others[i]], Roles.REGULATOR)
            );
            vm.prank(others[i]);
            _step();
        }
    }

    function test_RevertWhen_RegulatorOnlyRecalls() public {
        _expectDutyMissing(WARDEN, Duties.APPROVE);
        vm.prank(WARDEN);
        _step();
    }

    function test_RevertWhen_ProductUnknown() public {
        bytes32[3] memory ids = [bytes32(0), AssetId.unwrap(_enrolled(monitor, SERIAL)), keccak256("none")];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(REGISTRAR);
            ledger.prescribe(ProductId.wrap(ids[i]), Prescription(true, 0, 0, 0), _claim());
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT FOLLOWS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Two persons accept (双人验收): nothing is used before the second one confirmed.
    function test_Accept_GivenWitnessed() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);
        _prescribe(monitor, Prescription(true, 0, 0, 0));
        _accept(requisition, monitor, SERIAL);
        _assertState(item, AssetState.Inspected);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);

        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, WITNESS, Action.Confirm, AssetState.Stored, claim);
        vm.prank(WITNESS);
        ledger.record(Action.Confirm, item, claim);
        _assertOnly(entry);
        _tick();
        _record(NURSE, Action.Use, item, 0);
    }

    /// @dev What was accepted before needs none; what waits is confirmed though none is needed any more.
    function test_Accept_GivenWitnessedOnlyMeanwhile() public {
        AssetId before = _stored(monitor);
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, "P-0002", "2026-032");
        _prescribe(monitor, Prescription(true, 0, 0, 0));
        _record(NURSE, Action.Use, before, 0);
        _accept(requisition, monitor, "P-0002");
        _prescribe(monitor, Prescription(false, 0, 0, 0));
        _assertState(item, AssetState.Inspected);

        _record(WITNESS, Action.Confirm, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /// @dev From now on, what was never calibrated is not usable.
    function test_Use_GivenInterval() public {
        AssetId item = _stored(monitor);
        _prescribe(monitor, Prescription(false, 1, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.CalibrationLapsed.selector, AssetId.unwrap(item), 0));
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());

        _prescribe(needle, Prescription(false, 1, 0, 0));
        _prescribe(monitor, Prescription(false, 0, 0, 0));
        _record(NURSE, Action.Use, item, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _prescribes(Prescription memory prescription) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(monitor, MONITOR_NUMBER, REGISTRAR, Action.Prescribe, claim);
        entry.quantity = prescription.calibrationInterval + (prescription.witnessed ? 65_536 : 0);
        entry.value = uint32(bytes4(abi.encodePacked(prescription.highest, prescription.lowest)));

        vm.prank(REGISTRAR);
        ledger.prescribe(monitor, prescription, claim);

        Logs memory logs = _recorded();
        bytes32 selector = ILedgerEvents.CarePrescribed.selector;
        _assertLog(logs, selector, uint256(ProductId.unwrap(monitor)), abi.encode(prescription));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _assertStored(prescription);
    }

    function _assertStored(Prescription memory prescription) private view {
        bytes memory prescribed = abi.encodePacked(
            // It is told apart by serial; no recall is open.
            uint16(1),
            uint72(0),
            prescription.highest,
            prescription.lowest,
            prescription.calibrationInterval,
            prescription.witnessed
        );
        bytes memory registered = abi.encodePacked(
            REGISTERED_UNTIL,
            REGISTERED_FROM,
            false,
            uint8(3),
            ProductKind.Device,
            MANUFACTURER
        );
        uint256 word = _slot(Slots.plus(Slots.product(MONITOR_NUMBER), 1));
        vm.assertEq(abi.encode(word), bytes.concat(prescribed, registered), "slot 1");
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (ProductId.unwrap(monitor), Slots.product(MONITOR_NUMBER));
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.prescribe(monitor, Prescription(true, 365, 20, 80), claim);
    }
}
