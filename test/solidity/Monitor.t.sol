// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Care, Claim, Prescription } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { HELD, IN_TRANSIT } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev An item in use, of a product to be kept at 2 to 8 °C; readings are in tenths of a degree.
contract MonitorTest is
    AssetTest(Action.Monitor, KEEPER, Duties.KEEP, HELD | IN_TRANSIT, 0, 0),
    AppointableTest(PROVIDER_KEEPER, AssetState.InUse)
{
    function setUp() public override {
        super.setUp();
        item = _inUse();
        _limit(20, 80);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       LIMITS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Monitor() public {
        _measures(35, 52, false);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_Monitor_WhenAtTheLimits() public {
        _measures(20, 80, false);
        _tick();
        _measures(20, 20, false);
        _tick();
        _measures(80, 80, false);
    }

    /// @dev The same step sets the flag, and the state stays.
    function test_Monitor_WhenTooCold() public {
        _measures(19, 80, true);
        _refusesUse();
    }

    function test_Monitor_WhenTooWarm() public {
        _measures(20, 81, true);
        _refusesUse();
    }

    function test_Monitor_WhenBoth() public {
        _measures(type(int16).min, type(int16).max, true);
    }

    /// @dev What was outside once stays quarantined when it is within again.
    function test_Monitor_GivenQuarantined() public {
        _measures(0, 50, true);
        _tick();
        _measures(30, 50, true);
        _tick();
        _measures(0, 50, true);
        _tick();
        _record(RELEASER, Action.Release, item, 0);
        _measures(30, 50, false);
    }

    function test_Monitor_GivenNegativeLimits() public {
        _limit(-250, -150);
        _measures(-250, -150, false);
        _tick();
        _eachOutside(-251, -149);
    }

    function test_Monitor_GivenLimitsAroundZero() public {
        _limit(-5, 5);
        _measures(-5, 5, false);
        _tick();
        _eachOutside(-6, 6);
    }

    /// @dev One of the limits may be 0, only not both.
    function test_Monitor_GivenOneLimitZero() public {
        _limit(0, 80);
        _measures(0, 80, false);
        _tick();
        _eachOutside(-1, 81);

        _limit(-80, 0);
        _measures(-80, 0, false);
        _tick();
        _eachOutside(-81, 1);
    }

    function test_Monitor_GivenNoLimits() public {
        _limit(0, 0);
        _measures(type(int16).min, type(int16).max, false);
        _tick();
        _measures(type(int16).max, type(int16).max, false);
        _tick();
        _measures(type(int16).min, type(int16).min, false);
    }

    function testFuzz_Monitor(int16 least, int16 most, int16 lowest, int16 highest) public {
        if (least > most) (least, most) = (most, least);
        if (lowest > highest) (lowest, highest) = (highest, lowest);
        _limit(least, most);
        bool limited = least != 0 || most != 0;

        _measures(lowest, highest, limited && (lowest < least || highest > most));
    }

    function test_RevertWhen_LowestIsAboveHighest() public {
        int16[2][4] memory readings = [
            [int16(21), int16(20)],
            [int16(0), int16(-1)],
            [int16(-1), int16(-2)],
            [type(int16).max, type(int16).min]
        ];
        for (uint256 i = 0; i < readings.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.InvalidLimits.selector, readings[i][0], readings[i][1])
            );
            vm.prank(KEEPER);
            ledger.monitor(item, readings[i][0], readings[i][1], 0, _claim());
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SPANS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Monitor_WhenSpan() public {
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, uint32(block.timestamp) - 2 days, _fullClaim());
    }

    /// @dev From the first second on, to the last; and as long as a single reading.
    function test_Monitor_WhenSpanIsAtTheEdges() public {
        Claim memory claim = _claim();
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, 1, claim);
        _tick();
        claim.occurredAt = uint32(block.timestamp);
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, claim.occurredAt, claim);
    }

    /// @dev Two loggers' spans may overlap, as long as each ends later.
    function test_Monitor_WhenSpansOverlap() public {
        Claim memory claim = _claim();
        claim.occurredAt = uint32(block.timestamp) - 60;
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, claim.occurredAt - 60, claim);
        claim.occurredAt += 1;
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, claim.occurredAt - 90, claim);
    }

    function test_RevertWhen_SpanBeginsAfterItsEnd() public {
        Claim memory claim = _claim();
        uint32 end = uint32(block.timestamp);
        _refusesSpan(end + 1, claim, end, 0);
        _refusesSpan(type(uint32).max, claim, end, 0);
        claim.occurredAt = end - 60;
        _refusesSpan(end - 59, claim, end - 60, 0);
    }

    function test_RevertWhen_SpanDoesNotEndAfterTheLast() public {
        Claim memory claim = _claim();
        uint32 last = uint32(block.timestamp) - 60;
        claim.occurredAt = last;
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, 0, claim);

        _refusesSpan(last, claim, last, last);
        _refusesSpan(1, claim, last, last);
        claim.occurredAt = last - 1;
        _refusesSpan(last - 1, claim, last - 1, last);
        // A single reading begins where it ends.
        vm.expectRevert(_spanError(last - 1, last - 1, last));
        vm.prank(KEEPER);
        ledger.monitor(item, 30, 40, 0, claim);
    }

    /// @dev Not said when: now, once in a second.
    function test_RevertWhen_ReadTwiceInASecond() public {
        uint32 now_ = uint32(block.timestamp);
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, 0, _claim());
        _refusesSpan(now_, _claim(), now_, now_);

        vm.warp(now_ + 1);
        _measuresFrom(AssetState.InUse, KEEPER, 30, 40, 0, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 STATES AND CUSTODIANS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Monitor_GivenEachState() public {
        _leadsFrom(HELD | IN_TRANSIT, AssetState.None);
    }

    /// @dev Until it is taken, an asset is its sender's to monitor; what spoils on the way is quarantined where it arrives.
    function test_Monitor_GivenInTransit() public {
        _record(KEEPER, Action.Store, item, 0);
        _offer(KEEPER, item, RIVAL, Terms.Loan);
        _expectNotAppointed(RIVAL, HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        ledger.monitor(item, 30, 40, 0, _claim());

        _measuresFrom(AssetState.InTransit, KEEPER, 30, 90, 0, _fullClaim());
        _assertFlags(item, true, false);
        vm.prank(RIVAL_CHIEF);
        ledger.take(item, _expecting(item));
        _assertFlags(item, true, false);
    }

    function test_Monitor_GivenShipped() public {
        (, item) = _inTransit(monitor, "P-0002", "2026-032");
        _measuresFrom(AssetState.InTransit, MAKER_KEEPER, 19, 40, 0, _fullClaim());
        _assertFlags(item, true, false);
    }

    /// @dev A carrier that is appointed to keep.
    function test_Monitor_ByAppointedProvider_GivenInTransit() public {
        _appoint(Duties.KEEP);
        _record(KEEPER, Action.Store, item, 0);
        _offer(KEEPER, item, RIVAL, Terms.Loan);

        Claim memory claim = _fullClaim();
        _measuresFrom(AssetState.InTransit, PROVIDER_KEEPER, 30, 40, claim.occurredAt - 1 days, claim);
    }

    /// @dev One that maintains only is not enough, neither its leave nor its duty.
    function test_RevertWhen_ProviderOnlyMaintains() public {
        _appoint(Duties.MAINTAIN);
        _expectNotAppointed(PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();

        _appoint(PROVIDER_DUTIES);
        _expectDutyMissing(TECHNICIAN, Duties.KEEP);
        vm.prank(TECHNICIAN);
        _step();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _measures(int16 lowest, int16 highest, bool quarantined) private {
        Claim memory claim = _fullClaim();
        _measuresFrom(AssetState.InUse, KEEPER, lowest, highest, claim.occurredAt - 30, claim);
        _assertFlags(item, quarantined, false);
    }

    /// @dev Too cold, released, and too warm.
    function _eachOutside(int16 lowest, int16 highest) private {
        _measures(lowest, lowest, true);
        _tick();
        _record(RELEASER, Action.Release, item, 0);
        _measures(highest, highest, true);
        _tick();
        _record(RELEASER, Action.Release, item, 0);
    }

    function _measuresFrom(
        AssetState state,
        address by,
        int16 lowest,
        int16 highest,
        uint32 from,
        Claim memory claim
    ) private {
        Entry memory entry = _assetEntry(item, by, action, state, claim);
        entry.value = uint32(bytes4(abi.encodePacked(highest, lowest)));
        entry.until = from == 0 ? entry.occurredAt : from;

        vm.prank(by);
        ledger.monitor(item, lowest, highest, from, claim);

        _assertOnly(entry);
        _assertMonitored(entry.occurredAt);
    }

    function _assertMonitored(uint32 end) private view {
        Care memory care;
        care.monitoredAt = end;
        _assertCare(item, care);
    }

    function _refusesSpan(uint32 from, Claim memory claim, uint32 end, uint32 last) private {
        vm.expectRevert(_spanError(from, end, last));
        vm.prank(KEEPER);
        ledger.monitor(item, 30, 40, from, claim);
    }

    function _spanError(uint32 from, uint32 end, uint32 last) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.SpanOutOfOrder.selector, AssetId.unwrap(item), from, end, last);
    }

    function _refusesUse() private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(item)));
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function _limit(int16 lowest, int16 highest) private {
        _prescribe(monitor, Prescription(false, 0, lowest, highest));
    }

    /// @dev A single reading, which is its own span.
    function _leadsTo(AssetState state, address by, Claim memory claim) internal override {
        _measuresFrom(state, by, 30, 40, 0, claim);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.monitor(AssetId.wrap(id), 30, 40, 0, claim);
    }
}
