// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Action, Duties, MemberStatus } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract SetMemberStatusTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    function test_SetMemberStatus() public {
        _sets(MemberStatus.Suspended);
        _sets(MemberStatus.Suspended);
        _sets(MemberStatus.Active);
        _sets(MemberStatus.Revoked);
    }

    /// @dev The council removes a hostile administrator, who cannot strike first; also while paused.
    function test_SetMemberStatus_WhenMemberIsAdministrator() public {
        uint24 deputy = memberOf[HOSPITAL_DEPUTY];
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, deputy, HOSPITAL));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(deputy, MemberStatus.Revoked);

        vm.prank(COUNCIL);
        ledger.setPause(true);
        vm.prank(COUNCIL);
        ledger.setMemberStatus(deputy, MemberStatus.Revoked);
        _assertMember(HOSPITAL_DEPUTY, deputy, HOSPITAL, Duties.ADMINISTER, MemberStatus.Revoked);
    }

    /// @dev Revoked is for ever: not active, not suspended, not even revoked again.
    function test_RevertGiven_Revoked() public {
        _sets(MemberStatus.Revoked);
        for (uint8 i = 0; i <= uint8(type(MemberStatus).max); ++i) {
            _refuses(memberOf[NURSE], MemberStatus.Revoked, MemberStatus(i));
        }
    }

    /// @dev Nor does a new account bring a revoked member back.
    function test_RevertGiven_Revoked_WithAnotherAccount() public {
        _sets(MemberStatus.Revoked);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[NURSE], address(0xbeef), _consentOf(address(0xbeef)));

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[NURSE], MemberStatus.Revoked)
        );
        vm.prank(address(0xbeef));
        ledger.record(Action.Use, AssetId.wrap(0), _claim());
        _refuses(memberOf[NURSE], MemberStatus.Revoked, MemberStatus.Active);
    }

    /// @dev Stolen keys do not wait for the end of a pause; who is let write again does.
    function test_RevertGiven_LedgerPaused() public override {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _sets(MemberStatus.Suspended);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[NURSE], MemberStatus.Active);
        _sets(MemberStatus.Revoked);
    }

    function test_RevertWhen_StatusIsNoneToGive() public {
        _refuses(memberOf[NURSE], MemberStatus.Active, MemberStatus.None);
        _refuses(memberOf[NURSE], MemberStatus.Active, MemberStatus.Replaced);
    }

    function test_RevertWhen_MemberIsOneself() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OwnMembership.selector, memberOf[HOSPITAL_ADMIN]));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[HOSPITAL_ADMIN], MemberStatus.Suspended);
    }

    function test_RevertWhen_MemberIsNotOnes() public {
        uint24[3] memory members = [0, 99, memberOf[RIVAL_CHIEF]];
        for (uint256 i = 0; i < members.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, members[i], HOSPITAL));
            vm.prank(HOSPITAL_ADMIN);
            ledger.setMemberStatus(members[i], MemberStatus.Revoked);
        }
    }

    function _sets(MemberStatus status) private {
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[NURSE], status);

        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.MemberStatusSet.selector, memberOf[NURSE], abi.encode(status));
        _assertEnd(logs);
        _assertMember(NURSE, memberOf[NURSE], HOSPITAL, Duties.USE, status);
    }

    function _refuses(uint24 member, MemberStatus from, MemberStatus to) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidMemberStatus.selector, member, from, to));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(member, to);
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.setMemberStatus(memberOf[NURSE], MemberStatus.Suspended);
    }
}

contract ReplaceAccountTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    address private constant SUCCESSOR = address(0x5cc);

    function test_ReplaceAccount() public {
        _replaces(NURSE, SUCCESSOR);
        _assertMember(SUCCESSOR, memberOf[NURSE], HOSPITAL, Duties.USE, MemberStatus.Active);
    }

    /// @dev Once more, by the number that stayed.
    function test_ReplaceAccount_GivenReplaced() public {
        _replaces(NURSE, SUCCESSOR);
        memberOf[SUCCESSOR] = memberOf[NURSE];

        _replaces(SUCCESSOR, address(0x5cd));
        _assertMember(address(0x5cd), memberOf[NURSE], HOSPITAL, Duties.USE, MemberStatus.Active);
    }

    function test_ReplaceAccount_KeepsTheStatus() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[NURSE], MemberStatus.Suspended);

        _replaces(NURSE, SUCCESSOR);
        _assertMember(SUCCESSOR, memberOf[NURSE], HOSPITAL, Duties.USE, MemberStatus.Suspended);
    }

    /// @dev The lost key itself can neither write nor become a member again.
    function test_RevertWhen_AccountIsTaken() public {
        _replaces(NURSE, SUCCESSOR);

        address[5] memory accounts = [address(0), NURSE, SUCCESSOR, KEEPER, HOSPITAL_ADMIN];
        for (uint256 i = 0; i < accounts.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, accounts[i]));
            vm.prank(HOSPITAL_ADMIN);
            ledger.replaceAccount(memberOf[KEEPER], accounts[i], _consentOf(accounts[i]));
        }
    }

    function test_RevertWhen_MemberIsOneself() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OwnMembership.selector, memberOf[HOSPITAL_ADMIN]));
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[HOSPITAL_ADMIN], SUCCESSOR, _consentOf(SUCCESSOR));
    }

    function test_RevertWhen_MemberIsNotOnes() public {
        uint24[3] memory members = [0, 99, memberOf[RIVAL_CHIEF]];
        for (uint256 i = 0; i < members.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, members[i], HOSPITAL));
            vm.prank(HOSPITAL_ADMIN);
            ledger.replaceAccount(members[i], SUCCESSOR, _consentOf(SUCCESSOR));
        }
    }

    function _replaces(address former, address account) private {
        uint24 member = memberOf[former];
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(member, account, _consentOf(account));

        Logs memory logs = _recorded();
        _assertLog(logs, abi.encode(ILedgerEvents.AccountReplaced.selector, member, former, account), "");
        _assertEnd(logs);
        _assertMember(former, member, HOSPITAL, 0, MemberStatus.Replaced);
        vm.assertEq(_slot(Slots.account(member)), uint160(account), "account");
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.replaceAccount(memberOf[NURSE], SUCCESSOR, _consentOf(SUCCESSOR));
    }
}
