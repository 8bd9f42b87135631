// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetState } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { AssetTest } from "./AssetTest.sol";
import { vm } from "./Vm.sol";

/// @notice Steps that an appointed provider may do on the custodian's assets, whichever function takes them.
abstract contract AppointableTest is AssetTest {
    /// @dev The provider's member who takes the step.
    address internal immutable provided;
    /// @dev The state that the step leads to.
    AssetState internal immutable to;

    constructor(address provided_, AssetState to_) {
        provided = provided_;
        to = to_;
        appointable = true;
    }

    function test_ByAppointedProvider() public {
        _appoint(duties);

        _leadsTo(to, provided, _fullUsualClaim());
    }

    function test_ByAppointedProvider_InTheLastSecond() public {
        uint32 until = _appoint(PROVIDER_DUTIES);
        vm.warp(until);

        _leadsTo(to, provided, _fullUsualClaim());
    }

    function test_RevertGiven_NoAppointment() public {
        _refusesUnappointed();
    }

    function test_RevertGiven_AppointmentExpired() public {
        vm.warp(_appoint(duties) + 1);

        _refusesUnappointed();
    }

    function test_RevertGiven_AppointmentEnded() public {
        _appoint(duties);
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);

        _refusesUnappointed();
    }

    function test_RevertGiven_AppointmentForOtherDuties() public {
        _appoint(PROVIDER_DUTIES & ~duties);

        _refusesUnappointed();
    }

    function test_RevertGiven_AppointmentByAnotherOrganisation() public {
        vm.prank(RIVAL_ADMIN);
        ledger.appoint(PROVIDER, duties, uint32(block.timestamp) + 1 days);

        _refusesUnappointed();
    }

    /// @dev An appointment is the organisation's; within it, its own administrator says who has the duty.
    function test_RevertGiven_AppointedMemberWithoutDuty() public {
        _appoint(duties);

        _expectDutyMissing(PROVIDER_ADMIN, duties);
        vm.prank(PROVIDER_ADMIN);
        _step();
    }

    function test_RevertGiven_AppointedProviderSuspended() public {
        _appoint(duties);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(PROVIDER, true);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, PROVIDER));
        vm.prank(provided);
        _step();
    }

    /// @dev For a day.
    function _appoint(uint16 forDuties) internal returns (uint32 until) {
        until = uint32(block.timestamp) + 1 days;
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, forDuties, until);
    }

    function _refusesUnappointed() private {
        _expectNotAppointed(PROVIDER, HOSPITAL);
        vm.prank(provided);
        _step();
    }
}
