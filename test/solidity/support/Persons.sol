// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Duties, MemberStatus } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Stages } from "./Stages.sol";
import { vm } from "./Vm.sol";

/// @dev Further members of the hospital: holds all that its chief holds; approve.
address constant COLLEAGUE = address(uint160(uint256(keccak256("colleague"))));
address constant SECOND_APPROVER = address(uint160(uint256(keccak256("second approver"))));
address constant THIRD_APPROVER = address(uint160(uint256(keccak256("third approver"))));
address constant FOURTH_APPROVER = address(uint160(uint256(keccak256("fourth approver"))));
/// @dev Of the authority, beside its outside approver.
address constant OUTSIDE_COLLEAGUE = address(uint160(uint256(keccak256("outside colleague"))));

/// @notice What may happen to the persons in the middle of what takes more than one of them.
abstract contract Persons is Stages {
    function setUp() public virtual override {
        super.setUp();
        _employ(HOSPITAL, HOSPITAL_ADMIN, COLLEAGUE, HOSPITAL_DUTIES);
        _employ(HOSPITAL, HOSPITAL_ADMIN, SECOND_APPROVER, Duties.APPROVE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, THIRD_APPROVER, Duties.APPROVE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, FOURTH_APPROVER, Duties.APPROVE);
        _employ(OUTSIDER, OUTSIDER_ADMIN, OUTSIDE_COLLEAGUE, Duties.APPROVE);
    }

    /// @dev The same member under a new account.
    function _replaceKey(address account) internal returns (address successor) {
        successor = address(uint160(uint256(keccak256(abi.encode("successor", account)))));
        vm.prank(_administratorOf(organisationOf[account]));
        ledger.replaceAccount(memberOf[account], successor, _consentOf(successor));
        memberOf[successor] = memberOf[account];
        organisationOf[successor] = organisationOf[account];
    }

    function _setStatusOf(address account, MemberStatus status) internal {
        vm.prank(_administratorOf(organisationOf[account]));
        ledger.setMemberStatus(memberOf[account], status);
    }

    function _suspend(uint24 organisation, bool suspended) internal {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, suspended);
    }

    function _setFloor(uint64 approvals) internal {
        vm.prank(REGISTRAR);
        ledger.setFloor(approvals);
        _tick();
    }

    function _administratorOf(uint24 organisation) internal pure returns (address) {
        if (organisation == HOSPITAL) return HOSPITAL_ADMIN;
        if (organisation == RIVAL) return RIVAL_ADMIN;
        if (organisation == MANUFACTURER) return MAKER_ADMIN;
        if (organisation == PROVIDER) return PROVIDER_ADMIN;
        return organisation == REGULATOR ? REGULATOR_ADMIN : OUTSIDER_ADMIN;
    }
}
