// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @dev What the date is for: see EnrolBasis.t.sol.
contract AllowOnboardingTest is Stages {
    function test_AllowOnboarding() public {
        _allows(START + 90 days);
    }

    /// @dev The last word counts: sooner, later, long ago, or never.
    function test_AllowOnboarding_ReplacesWhatWasSaid() public {
        _allows(type(uint32).max);
        _allows(START + 1 days);
        _allows(1);
        _allows(0);
    }

    function test_AllowOnboarding_GivenPausedAndSuspended() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(HOSPITAL, true);

        _allows(START + 90 days);
    }

    function testFuzz_AllowOnboarding(uint32 until) public {
        _allows(until);
    }

    function test_RevertWhen_OrganisationUnknown() public {
        uint24[4] memory numbers = [0, ORGANISATIONS + 1, 256, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]));
            vm.prank(COUNCIL);
            ledger.allowOnboarding(numbers[i], START);
        }
    }

    /// @dev Least of all the organisation itself.
    function test_RevertWhen_CallerIsNotCouncil() public {
        address[4] memory callers = [STRANGER, HOSPITAL_ADMIN, INSPECTOR, REGISTRAR];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            ledger.allowOnboarding(HOSPITAL, START);
        }
    }

    function _allows(uint32 until) private {
        _wind();
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, until);

        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.OnboardingSet.selector, HOSPITAL, abi.encode(until));
        _assertEnd(logs);
        _assertOrganisation(HOSPITAL, Roles.HOSPITAL, until);
        _assertOrganisation(RIVAL, Roles.HOSPITAL | Roles.SUPPLIER, 0);
    }
}
