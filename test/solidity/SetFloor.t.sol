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

contract SetFloorTest is WriteTest(REGISTRAR, Duties.APPROVE) {
    /// @dev Three approvals in all 18 cells, none of them reserved.
    uint64 private constant MOST = 0x1b_6db6_db6d_b6db;

    function test_SetFloor() public {
        _sets(MOST);
    }

    function test_SetFloor_ReplacesWhatWasSaid() public {
        _sets(MOST);
        _sets(2);
        _sets(0);
    }

    /// @dev A floor is no organisation's policy, and a policy no floor.
    function test_SetFloor_LeavesPoliciesAlone() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(Policy(0x7, OUTSIDER, true));
        _sets(MOST);

        _assertPolicy(HOSPITAL, Policy(0x7, OUTSIDER, true));
        _assertPolicy(REGULATOR, Policy(0, 0, false));
    }

    function testFuzz_SetFloor(uint64 approvals) public {
        _setsOrRefuses(approvals);
        _setsOrRefuses(approvals & ((1 << 54) - 1));
        _setsOrRefuses(approvals & MOST);
    }

    function test_RevertWhen_BitsAreUnknown() public {
        for (uint256 bit = 54; bit < 64; ++bit) _refuses(uint64(1 << bit));
        _refuses(type(uint64).max);
    }

    /// @dev Whom an organisation asks outside is its own to say.
    function test_RevertWhen_AnyIsReserved() public {
        for (uint256 cell = 0; cell < 18; ++cell) _refuses(uint64(1 << (3 * cell + 2)));
    }

    function test_RevertWhen_CallerIsNoRegulator() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, HOSPITAL, Roles.REGULATOR));
        vm.prank(APPROVER);
        _step();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, OUTSIDER, Roles.REGULATOR));
        vm.prank(OUTSIDE_APPROVER);
        _step();
    }

    function test_RevertWhen_CallerRecallsOnly() public {
        _expectDutyMissing(WARDEN, Duties.APPROVE);
        vm.prank(WARDEN);
        _step();
    }

    function _setsOrRefuses(uint64 approvals) private {
        if (approvals & ~MOST == 0) _sets(approvals);
        else _refuses(approvals);
    }

    function _sets(uint64 approvals) private {
        _wind();
        vm.prank(REGISTRAR);
        ledger.setFloor(approvals);

        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.FloorSet.selector, REGULATOR, abi.encode(approvals));
        _assertEnd(logs);
        _assertPolicy(0, Policy(approvals, 0, false));
    }

    function _refuses(uint64 approvals) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidPolicy.selector, approvals));
        vm.prank(REGISTRAR);
        ledger.setFloor(approvals);
    }

    function _step() internal override {
        ledger.setFloor(MOST);
    }
}
