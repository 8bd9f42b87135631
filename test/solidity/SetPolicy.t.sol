// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Policy } from "../../contracts/types/Records.sol";
import { Duties, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract SetPolicyTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    /// @dev All 18 cells, and the third bit of each.
    uint64 private constant CELLS = 0x3f_ffff_ffff_ffff;
    uint64 private constant RESERVED = 0x24_9249_2492_4924;

    function test_SetPolicy() public {
        _sets(Policy(0x1, 0, false));
    }

    function test_SetPolicy_WhenAllIsSaid() public {
        _sets(Policy(CELLS, OUTSIDER, true));
    }

    /// @dev Nobody need be asked for what nobody outside reserves.
    function test_SetPolicy_WhenNothingIsReserved() public {
        _sets(Policy(CELLS & ~RESERVED, OUTSIDER, false));
    }

    /// @dev The last word counts, all of it: what it does not say is no more.
    function test_SetPolicy_ReplacesWhatWasSaid() public {
        _sets(Policy(CELLS, OUTSIDER, true));
        _sets(Policy(CELLS & ~RESERVED, 0, true));
        _sets(Policy(0, 0, false));
    }

    /// @dev Each of the roles whose members approve will do.
    function test_SetPolicy_WithEachOutsideApprover() public {
        uint24[4] memory outside = [RIVAL, MANUFACTURER, REGULATOR, OUTSIDER];
        for (uint256 i = 0; i < outside.length; ++i) _sets(Policy(RESERVED, outside[i], false));
    }

    function testFuzz_SetPolicy(uint64 approvals, bool named, bool urgent) public {
        Policy memory policy = Policy(approvals, named ? OUTSIDER : 0, urgent);
        bool valid = approvals >> 54 == 0 && (named || approvals & RESERVED == 0);
        if (valid) _sets(policy);
        else _refuses(_policyError(approvals), policy);
    }

    function testFuzz_SetPolicy_OfKnownBits(uint64 approvals, bool named) public {
        testFuzz_SetPolicy(approvals & CELLS, named, false);
        testFuzz_SetPolicy(approvals & CELLS & ~RESERVED, named, true);
    }

    function test_RevertWhen_BitsAreUnknown() public {
        for (uint256 bit = 54; bit < 64; ++bit) {
            uint64 approvals = uint64(1 << bit) | 1;
            _refuses(_policyError(approvals), Policy(approvals, 0, false));
            _refuses(_policyError(approvals), Policy(approvals, OUTSIDER, false));
        }
    }

    /// @dev An approval that nobody can give would stop everything.
    function test_RevertWhen_ReservedToNobody() public {
        for (uint256 cell = 0; cell < 18; ++cell) {
            uint64 approvals = uint64(1 << (3 * cell + 2));
            _refuses(_policyError(approvals), Policy(approvals, 0, false));
            _sets(Policy(approvals, OUTSIDER, false));
        }
    }

    function test_RevertWhen_OutsideApproverIsOneself() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OwnOrganisation.selector, HOSPITAL),
            Policy(RESERVED, HOSPITAL, false)
        );
        _refuses(abi.encodeWithSelector(ILedgerErrors.OwnOrganisation.selector, HOSPITAL), Policy(0, HOSPITAL, false));
    }

    function test_RevertWhen_OutsideApproverUnknown() public {
        uint24[3] memory numbers = [ORGANISATIONS + 1, 256, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]),
                Policy(RESERVED, numbers[i], false)
            );
        }
    }

    function test_RevertWhen_OutsideApproverCannotApprove() public {
        uint8 approvers = Roles.HOSPITAL | Roles.MANUFACTURER | Roles.SUPPLIER | Roles.REGULATOR;
        vm.prank(COUNCIL);
        uint24 endorser = ledger.admit("Endorser", Roles.ENDORSER, address(0xe0), _consentOf(address(0xe0)));

        uint24[2] memory numbers = [PROVIDER, endorser];
        for (uint256 i = 0; i < numbers.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, numbers[i], approvers),
                Policy(RESERVED, numbers[i], false)
            );
        }
    }

    function test_RevertGiven_OutsideApproverSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(OUTSIDER, true);

        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, OUTSIDER),
            Policy(RESERVED, OUTSIDER, false)
        );
        // One that it was given before is not asked again, and can be taken away.
        _sets(Policy(0, 0, false));
    }

    function _sets(Policy memory policy) private {
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(policy);

        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.PolicySet.selector, HOSPITAL, abi.encode(policy));
        _assertEnd(logs);
        _assertPolicy(HOSPITAL, policy);
        // Nobody else's.
        _assertPolicy(0, Policy(0, 0, false));
        _assertPolicy(RIVAL, Policy(0, 0, false));
    }

    function _refuses(bytes memory refusal, Policy memory policy) private {
        vm.expectRevert(refusal);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(policy);
    }

    function _policyError(uint64 approvals) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.InvalidPolicy.selector, approvals);
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.setPolicy(Policy(CELLS, OUTSIDER, true));
    }

    /// @dev An administrator clears away what stolen keys left behind, before the suspension ends.
    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }
}
