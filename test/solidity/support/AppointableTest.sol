// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { Action, AssetState, Duties } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { RecordTest } from "./RecordTest.sol";
import { vm } from "./Vm.sol";

/// @notice Steps that an appointed provider may do on the custodian's assets.
abstract contract AppointableTest is RecordTest {
    /// @dev The state that the step leads to.
    AssetState internal immutable to;

    constructor(
        Action action_,
        uint256 statesFrom_,
        AssetState to_,
        uint32 min,
        uint32 max
    ) RecordTest(action_, ENGINEER, Duties.MAINTAIN, statesFrom_, min, max) {
        to = to_;
    }

    function test_ByAppointedProvider() public {
        _appoint(Duties.MAINTAIN);

        _leadsTo(to, TECHNICIAN, _fullClaim(minValue));
    }

    function test_ByAppointedProvider_InTheLastSecond() public {
        uint32 until = _appoint(Duties.MAINTAIN | Duties.KEEP);
        vm.warp(until);

        _leadsTo(to, TECHNICIAN, _fullClaim(minValue));
    }

    function test_RevertWhen_CallerIsOfAnotherOrganisation() public override {
        _refusesUnappointed(RIVAL_CHIEF, RIVAL);
    }

    function test_RevertGiven_NoAppointment() public {
        _refusesUnappointed(TECHNICIAN, PROVIDER);
    }

    function test_RevertGiven_AppointmentExpired() public {
        vm.warp(_appoint(Duties.MAINTAIN) + 1);

        _refusesUnappointed(TECHNICIAN, PROVIDER);
    }

    function test_RevertGiven_AppointmentEnded() public {
        _appoint(Duties.MAINTAIN);
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);

        _refusesUnappointed(TECHNICIAN, PROVIDER);
    }

    function test_RevertGiven_AppointmentForOtherDuties() public {
        _appoint(Duties.KEEP | Duties.INSPECT);

        _refusesUnappointed(TECHNICIAN, PROVIDER);
    }

    function test_RevertGiven_AppointmentByAnotherOrganisation() public {
        vm.prank(RIVAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN, uint32(block.timestamp) + 1 days);

        _refusesUnappointed(TECHNICIAN, PROVIDER);
    }

    /// @dev An appointment is the organisation's; within it, its own administrator says who has the duty.
    function test_RevertGiven_AppointedMemberWithoutDuty() public {
        _appoint(Duties.MAINTAIN);

        _expectDutyMissing(PROVIDER_ADMIN, Duties.MAINTAIN);
        vm.prank(PROVIDER_ADMIN);
        _step();
    }

    function test_RevertGiven_AppointedProviderSuspended() public {
        _appoint(Duties.MAINTAIN);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(PROVIDER, true);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, PROVIDER));
        vm.prank(TECHNICIAN);
        _step();
    }

    /// @dev For a day.
    function _appoint(uint16 forDuties) internal returns (uint32 until) {
        until = uint32(block.timestamp) + 1 days;
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, forDuties, until);
    }

    function _refusesUnappointed(address by, uint24 organisation) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, organisation, HOSPITAL, Duties.MAINTAIN)
        );
        vm.prank(by);
        _step();
    }
}
