// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { Duties, MemberStatus } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Stages } from "./Stages.sol";
import { vm } from "./Vm.sol";

/// @notice What every write by a member refuses. A test of a write says who takes it and how; the write must be one
/// that would succeed.
abstract contract WriteTest is Stages {
    /// @dev Who takes the step in these tests.
    address internal immutable actor;
    /// @dev One of these duties is needed.
    uint16 internal immutable duties;

    constructor(address actor_, uint16 duties_) {
        actor = actor_;
        duties = duties_;
    }

    /// @dev The step: exactly one call of the ledger.
    function _step() internal virtual;

    /// @dev Whether a suspended organisation takes the step all the same.
    function _thoughSuspended() internal view virtual returns (bool) {
        return false;
    }

    /// @dev A member of the actor's organisation without any of the duties.
    function _withoutDuty() internal view virtual returns (address) {
        return _administratorOver(actor);
    }

    function test_RevertWhen_CallerIsStranger() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAccount.selector, STRANGER));
        vm.prank(STRANGER);
        _step();
    }

    function test_RevertWhen_CallerIsCouncil() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAccount.selector, COUNCIL));
        vm.prank(COUNCIL);
        _step();
    }

    function test_RevertGiven_MemberSuspended() public {
        _setStatus(MemberStatus.Suspended);

        _expectNotActive(MemberStatus.Suspended);
        vm.prank(actor);
        _step();

        _setStatus(MemberStatus.Active);
        vm.prank(actor);
        _step();
    }

    function test_RevertGiven_MemberRevoked() public {
        _setStatus(MemberStatus.Revoked);

        _expectNotActive(MemberStatus.Revoked);
        vm.prank(actor);
        _step();
    }

    function test_RevertGiven_AccountReplaced() public {
        address successor = address(0xbeef);
        if (duties == Duties.ADMINISTER) {
            // Whoever lost an administrator's key is followed by one that the council names.
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, memberOf[actor], organisationOf[actor])
            );
            vm.prank(_administratorOver(actor));
            ledger.replaceAccount(memberOf[actor], successor, _consentOf(successor));
            return;
        }

        vm.prank(_administratorOver(actor));
        ledger.replaceAccount(memberOf[actor], successor, _consentOf(successor));

        _expectNotActive(MemberStatus.Replaced);
        vm.prank(actor);
        _step();

        vm.prank(successor);
        _step();
    }

    function test_WhenOrganisationIsSuspended() public {
        uint24 organisation = organisationOf[actor];
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, true);
        if (!_thoughSuspended()) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, organisation));
            vm.prank(actor);
            _step();

            vm.prank(COUNCIL);
            ledger.setOrganisationSuspension(organisation, false);
        }
        vm.prank(actor);
        _step();
    }

    function test_RevertGiven_LedgerPaused() public virtual {
        vm.prank(COUNCIL);
        ledger.setPause(true);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector));
        vm.prank(actor);
        _step();

        vm.prank(COUNCIL);
        ledger.setPause(false);
        vm.prank(actor);
        _step();
    }

    function test_RevertWhen_DutyMissing() public {
        _expectDutyMissing(_withoutDuty(), duties);
        vm.prank(_withoutDuty());
        _step();
    }

    function _expectDutyMissing(address account, uint16 needed) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[account], needed));
    }

    /// @dev An administrator of the member's organisation, other than the member.
    function _administratorOver(address account) internal view returns (address) {
        uint24 organisation = organisationOf[account];
        if (organisation == HOSPITAL) return account == HOSPITAL_ADMIN ? HOSPITAL_DEPUTY : HOSPITAL_ADMIN;
        if (organisation == RIVAL) return RIVAL_ADMIN;
        if (organisation == MANUFACTURER) return MAKER_ADMIN;
        if (organisation == PROVIDER) return PROVIDER_ADMIN;
        if (organisation == OUTSIDER) return OUTSIDER_ADMIN;
        return REGULATOR_ADMIN;
    }

    /// @dev Administrators are the council's to suspend and revoke.
    function _setStatus(MemberStatus status) private {
        vm.prank(duties == Duties.ADMINISTER ? COUNCIL : _administratorOver(actor));
        ledger.setMemberStatus(memberOf[actor], status);
    }

    function _expectNotActive(MemberStatus status) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[actor], status));
    }
}
