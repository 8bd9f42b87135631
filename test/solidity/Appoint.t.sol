// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Duties } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract AppointTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    function test_Appoint() public {
        _appoints(PROVIDER_DUTIES, uint32(block.timestamp) + 1);
    }

    /// @dev The last word counts, longer or shorter, more or less.
    function test_Appoint_ReplacesWhatWasSaid() public {
        _appoints(Duties.MAINTAIN, type(uint32).max);
        _appoints(Duties.KEEP, uint32(block.timestamp) + 1 days);
    }

    function test_Appoint_EndsWithoutDuties() public {
        _appoints(Duties.MAINTAIN, type(uint32).max);
        _appoints(0, 0);
    }

    function test_RevertWhen_ProviderUnknown() public {
        uint24[3] memory numbers = [0, ORGANISATIONS + 1, 256];
        for (uint256 i = 0; i < numbers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]);
            _refuses(refusal, numbers[i], Duties.MAINTAIN, type(uint32).max);
        }
    }

    /// @dev Duties beyond the provider's roles would let it do what its own administrator cannot give.
    function test_RevertWhen_DutiesAreNotTheProviders() public {
        uint16[3] memory asked = [Duties.USE, Duties.MAINTAIN | Duties.SUPPLY, Duties.ADMINISTER];
        for (uint256 i = 0; i < asked.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, asked[i], PROVIDER_DUTIES),
                PROVIDER,
                asked[i],
                type(uint32).max
            );
        }
    }

    function test_RevertWhen_ProviderIsOneself() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, Duties.MAINTAIN, 0),
            HOSPITAL,
            Duties.MAINTAIN,
            type(uint32).max
        );
    }

    function test_RevertWhen_UntilIsNotAfterTheBlock() public {
        uint32[2] memory ends = [uint32(0), uint32(block.timestamp)];
        for (uint256 i = 0; i < ends.length; ++i) {
            _refuses(_periodError(ends[i]), PROVIDER, Duties.MAINTAIN, ends[i]);
        }
    }

    function test_RevertWhen_UntilIsGivenWithoutDuties() public {
        _refuses(_periodError(type(uint32).max), PROVIDER, 0, type(uint32).max);
    }

    function _appoints(uint16 forDuties, uint32 until) private {
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, forDuties, until);

        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.Appointed.selector,
            bytes32(uint256(HOSPITAL)),
            bytes32(uint256(PROVIDER)),
            abi.encode(forDuties, until)
        );
        _assertEnd(logs);
        uint256 expected = forDuties | (uint256(until) << 16);
        vm.assertEq(_slot(Slots.appointment(HOSPITAL, PROVIDER)), expected, "appointment");
        vm.assertEq(_slot(Slots.appointment(PROVIDER, HOSPITAL)), 0, "not the other way round");
    }

    function _periodError(uint32 until) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.InvalidPeriod.selector, block.timestamp, until);
    }

    function _refuses(bytes memory refusal, uint24 provider, uint16 forDuties, uint32 until) private {
        vm.expectRevert(refusal);
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(provider, forDuties, until);
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.appoint(PROVIDER, Duties.MAINTAIN, type(uint32).max);
    }

    /// @dev An administrator clears away what stolen keys left behind, before the suspension ends.
    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }
}
