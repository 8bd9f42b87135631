// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import { Action, AssetState, CalibrationResult, Duties, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Holding } from "./support/Stages.sol";
import { HELD } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev An item in use, of a product whose calibration holds for 30 days.
contract CalibrateTest is
    AssetTest(Action.Calibrate, ENGINEER, Duties.MAINTAIN, HELD, 1, uint32(CalibrationResult.Failed)),
    AppointableTest(TECHNICIAN, AssetState.InUse)
{
    uint16 private constant DAYS = 30;
    uint32 private constant INTERVAL = 30 * 86_400;
    uint32 private constant PASSED = uint32(CalibrationResult.Passed);
    uint32 private constant FAILED = uint32(CalibrationResult.Failed);

    function setUp() public override {
        super.setUp();
        item = _inUse();
        _prescribeInterval(DAYS);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PASSED
    //////////////////////////////////////////////////////////////////////////*/

    function test_Calibrate() public {
        _passes(_now() + 10 days, 0);
    }

    function test_Calibrate_WhenUntilIsAtTheEdges() public {
        _passes(_now() + 1, 0);
        _tick();
        _passes(_now() + INTERVAL, 0);
        _refusesUntil(_now() + INTERVAL + 1, 0, _now() + INTERVAL);
        _refusesUntil(_now(), 0, _now() + INTERVAL);
        _refusesUntil(_now() - 1, 0, _now() + INTERVAL);
        _refusesUntil(type(uint32).max, 0, _now() + INTERVAL);
    }

    function test_RevertWhen_UntilIsMissing() public {
        _refusesUntil(0, 0, _now() + INTERVAL);
    }

    /// @dev It holds from when it was done, and not from when it was recorded.
    function test_Calibrate_WhenDoneEarlier() public {
        uint32 doneAt = _now() - 12 days;
        _passes(doneAt + INTERVAL, doneAt);
        _refusesUntil(doneAt + INTERVAL + 1, doneAt, doneAt + INTERVAL);
    }

    /// @dev Done so early that it would have lapsed by now, it cannot be recorded as one that holds.
    function test_RevertWhen_DoneTooEarly() public {
        uint32 doneAt = _now() - INTERVAL + 1;
        _refusesUntil(_now() + 1, doneAt - 1, _now());
        _refusesUntil(_now() + 1, 1, 1 + INTERVAL);
        _passes(_now() + 1, doneAt);
    }

    /// @dev Passed or failed, it is the last one that counts: none is recorded after a later one.
    function test_RevertWhen_OlderThanTheLast() public {
        uint32 last = _now() - 1 days;
        _passes(_now() + 1 days, last);
        for (uint32 result = PASSED; result <= FAILED; ++result) {
            Claim memory claim = _claimOf(result);
            if (result == PASSED) claim.until = _now() + 1 days;
            claim.occurredAt = last - 1;
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.OlderThanLast.selector,
                    AssetId.unwrap(item),
                    Action.Calibrate,
                    last - 1,
                    last
                )
            );
            vm.prank(ENGINEER);
            ledger.record(Action.Calibrate, item, claim);
        }
        _passes(_now() + 2 days, last);
    }

    /// @dev Where the product needs none, one that was made holds for as long as is said.
    function test_Calibrate_GivenNoInterval() public {
        _prescribeInterval(0);
        _passes(_now() + 1, 0);
        _passes(type(uint32).max, 0);
        _refusesUntil(_now(), 0, type(uint32).max);
    }

    /// @dev What was given when no interval, or a longer one, was prescribed does not outlast the present one.
    function test_RevertWhen_Used_GivenCalibratedForLonger() public {
        _prescribeInterval(0);
        Claim memory claim = _claimOf(uint32(CalibrationResult.Passed));
        claim.until = _now() + 365 days + 1;
        vm.prank(ENGINEER);
        ledger.record(Action.Calibrate, item, claim);
        _prescribeInterval(365);
        vm.warp(claim.until - 365 days - 1);

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.CalibrationLapsed.selector, AssetId.unwrap(item), claim.until)
        );
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());

        vm.warp(claim.until - 365 days);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    /// @dev The longest interval reaches beyond what `until` can say.
    function test_Calibrate_GivenIntervalBeyondTheLastSecond() public {
        _prescribeInterval(type(uint16).max);
        _passes(type(uint32).max, 0);
        _refusesUntil(_now(), 0, type(uint32).max);
    }

    function testFuzz_Calibrate(uint16 interval, uint32 doneAt, uint32 until) public {
        doneAt = 1 + (doneAt % (_now() - 1));
        _prescribeInterval(interval);
        uint256 last = uint256(doneAt) + uint256(interval) * 86_400;
        if (interval == 0 || last > type(uint32).max) last = type(uint32).max;

        if (until > _now() && until <= last) _passes(until, doneAt);
        else _refusesUntil(until, doneAt, uint32(last));
    }

    /// @dev A later one replaces the one before, even by an earlier end.
    function test_Calibrate_GivenCalibrated() public {
        _passes(_now() + 20 days, 0);
        _passes(_now() + 10 days, 0);
    }

    function test_Calibrate_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }

    /// @dev Nor does it end a quarantine, or make another the repairer.
    function test_Calibrate_GivenQuarantinedAndRepaired() public {
        _record(NURSE, Action.ReportFault, item, 0);
        _record(CHIEF, Action.Repair, item, 0);
        _record(KEEPER, Action.Quarantine, item, 1);
        Claim memory claim = _fullUsualClaim();
        _leadsTo(AssetState.Repaired, ENGINEER, claim);

        _assertCalibrated(claim.until, claim.occurredAt, CHIEF);
        _assertFlags(item, true, false);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        FAILED
    //////////////////////////////////////////////////////////////////////////*/

    function test_Calibrate_WhenFailed() public {
        _passes(_now() + 20 days, 0);
        _tick();
        _fails();
    }

    function test_Calibrate_WhenFailed_GivenNoInterval() public {
        _prescribeInterval(0);
        _fails();
    }

    function test_Calibrate_WhenFailed_GivenQuarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _fails();
    }

    function test_Calibrate_WhenFailed_GivenEachState() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 state = 1; state <= 4; ++state) {
            _forceState(statusKey, state, 1);
            _leadsTo(AssetState(state), ENGINEER, _fullClaim(FAILED));
            _assertFlags(item, true, false);
        }
    }

    function test_RevertWhen_FailedOneSaysUntil() public {
        uint32[3] memory ends = [uint32(1), _now() + 1, type(uint32).max];
        for (uint256 i = 0; i < ends.length; ++i) {
            Claim memory claim = _fullClaim(FAILED);
            claim.until = ends[i];
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.UntilOutOfRange.selector, Action.Calibrate, ends[i], 0, 0)
            );
            vm.prank(ENGINEER);
            ledger.record(Action.Calibrate, item, claim);
        }
    }

    /// @dev Released it is usable no more than one that was never calibrated, until it passes.
    function test_RevertWhen_Used_GivenFailedAndReleased() public {
        _fails();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(item)));
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());

        _record(RELEASER, Action.Release, item, 0);
        _refusesUse(0);

        _passes(_now() + 1 days, 0);
        _record(NURSE, Action.Use, item, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        LAPSE
    //////////////////////////////////////////////////////////////////////////*/

    function test_Use_InTheLastSecond() public {
        uint32 until = _now() + 10 days;
        _passes(until, 0);

        vm.warp(until);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
        _assertState(item, AssetState.InUse);

        vm.warp(until + 1);
        _refusesUse(until);
    }

    function test_RevertWhen_Used_GivenNeverCalibrated() public {
        _refusesUse(0);
    }

    /// @dev A lapsed one does not matter where none is needed.
    function test_Use_GivenLapsed_GivenNoInterval() public {
        uint32 until = _now() + 1;
        _passes(until, 0);
        _tick();
        _refusesUse(until);

        _prescribeInterval(0);
        _record(NURSE, Action.Use, item, 0);
    }

    /// @dev Nor is it offered; whatever needs no usable one goes on.
    function test_RevertWhen_Offered_GivenLapsed() public {
        uint32 until = _now() + 1;
        _passes(until, 0);
        _tick();
        _record(KEEPER, Action.Store, item, 0);

        Claim memory claim = _claim();
        claim.until = _now() + 1 days;
        vm.expectRevert(_lapsed(item, until));
        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Loan, claim);

        _record(ENGINEER, Action.Maintain, item, 1);
        _record(KEEPER, Action.RequestScrap, item, 0);
    }

    /// @dev It leaves its manufacturer calibrated, and is accepted while that holds; its custody keeps the date.
    function test_RevertWhen_Delivered_GivenLapsed() public {
        item = _enrolled(monitor, "P-0002");
        requisition = _ordered(monitor, 1, "2026-032", MANUFACTURER);
        vm.expectRevert(_lapsed(item, 0));
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());

        Claim memory claim = _claimOf(PASSED);
        claim.until = _now() + 2 hours;
        uint32 doneAt = _now();
        vm.prank(MAKER_CHIEF);
        ledger.record(Action.Calibrate, item, claim);
        _ship(requisition, item);
        vm.warp(claim.until + 1);
        vm.expectRevert(_lapsed(item, claim.until));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim());

        vm.warp(claim.until);
        _accept(requisition, monitor, "P-0002");
        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        (custody.calibratedUntil, custody.calibratedAt) = (claim.until, doneAt);
        _assertCustody(item, custody);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _passes(uint32 until, uint32 doneAt) private {
        Claim memory claim = _fullClaim(PASSED);
        claim.until = until;
        claim.occurredAt = doneAt;
        _leadsTo(AssetState.InUse, ENGINEER, claim);
        _assertCalibrated(until, doneAt == 0 ? _now() : doneAt, address(0));
        _assertFlags(item, false, false);
    }

    function _fails() private {
        Claim memory claim = _fullClaim(FAILED);
        _leadsTo(AssetState.InUse, ENGINEER, claim);
        _assertCalibrated(0, claim.occurredAt, address(0));
        _assertFlags(item, true, false);
    }

    function _assertCalibrated(uint32 until, uint32 doneAt, address lastSigner) private view {
        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[lastSigner]);
        (custody.calibratedUntil, custody.calibratedAt) = (until, doneAt);
        _assertCustody(item, custody);
    }

    function _refusesUntil(uint32 until, uint32 doneAt, uint32 max) private {
        Claim memory claim = _fullClaim(PASSED);
        claim.until = until;
        claim.occurredAt = doneAt;
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.UntilOutOfRange.selector, Action.Calibrate, until, _now() + 1, max)
        );
        vm.prank(ENGINEER);
        ledger.record(Action.Calibrate, item, claim);
    }

    function _refusesUse(uint32 until) private {
        vm.expectRevert(_lapsed(item, until));
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function _lapsed(AssetId asset, uint32 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.CalibrationLapsed.selector, AssetId.unwrap(asset), until);
    }

    function _prescribeInterval(uint16 interval) private {
        Prescription memory prescription;
        prescription.calibrationInterval = interval;
        _prescribe(monitor, prescription);
    }

    function _now() private view returns (uint32) {
        return uint32(block.timestamp);
    }

    function _usualClaim() internal view override returns (Claim memory claim) {
        claim = _claimOf(PASSED);
        claim.until = _now() + 7 days;
    }

    function _takesUntil() internal pure override returns (bool) {
        return true;
    }

    function _latest() internal view override returns (uint32) {
        return _now() + INTERVAL;
    }

    /// @dev What failed is valid until no time.
    function _stepOn(bytes32 id, Claim memory claim) internal override {
        if (claim.value == FAILED) claim.until = 0;
        ledger.record(Action.Calibrate, AssetId.wrap(id), claim);
    }
}
