// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Duties, MemberStatus } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract AddMemberTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    address private constant ACCOUNT = address(0xa11);
    uint24 private constant NEXT = MEMBERS + 1;

    function test_AddMember() public {
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        uint24 member = ledger.addMember(ACCOUNT, Duties.APPLY | Duties.USE, _consentOf(ACCOUNT));

        vm.assertEq(member, NEXT, "member");
        Logs memory logs = _recorded();
        _assertMemberAdded(logs, member, HOSPITAL, ACCOUNT, Duties.APPLY | Duties.USE);
        _assertEnd(logs);
        _assertMember(ACCOUNT, member, HOSPITAL, Duties.APPLY | Duties.USE, MemberStatus.Active);
        vm.assertEq(_slot(Slots.account(member)), uint160(ACCOUNT), "account");
        vm.assertEq(uint24(_slot(bytes32(Slots.COUNTS)) >> 24), NEXT, "members");
    }

    /// @dev What each role allows, from apply (bit 0) to administer (bit 12), which none does.
    function test_AddMember_DutiesFollowRoles() public {
        uint16[6] memory allowed = [HOSPITAL_DUTIES, MANUFACTURER_DUTIES, 0x3da, PROVIDER_DUTIES, 0x402, 0x800];
        uint16 all;
        for (uint8 i = 0; i < 6; ++i) {
            _allows(uint8(1 << i), allowed[i], i);
            if (i != 4) all |= allowed[i];
        }
        // Roles together allow the union: all but a regulator's, and a regulator's with an endorser's.
        _allows(0x2f, all, 6);
        _allows(0x30, 0xc02, 7);
    }

    function test_RevertWhen_DutiesAreNotAllowed() public {
        uint16[4] memory duties_ = [0, Duties.ADMINISTER, Duties.USE | Duties.SUPPLY, type(uint16).max];
        for (uint256 i = 0; i < duties_.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, duties_[i], HOSPITAL_DUTIES),
                ACCOUNT,
                duties_[i]
            );
        }
    }

    function testFuzz_AddMember(uint16 duties_) public {
        if (duties_ != 0 && duties_ & ~HOSPITAL_DUTIES == 0) {
            _employ(HOSPITAL, HOSPITAL_ADMIN, ACCOUNT, duties_);
            _assertMember(ACCOUNT, NEXT, HOSPITAL, duties_, MemberStatus.Active);
        } else {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, duties_, HOSPITAL_DUTIES),
                ACCOUNT,
                duties_
            );
        }
    }

    function test_RevertWhen_AccountIsTaken() public {
        vm.prank(RIVAL_ADMIN);
        ledger.replaceAccount(memberOf[RIVAL_CHIEF], address(0xbeef), _consentOf(address(0xbeef)));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[BUYER], MemberStatus.Revoked);

        address[6] memory accounts = [address(0), NURSE, BUYER, RIVAL_CHIEF, address(0xbeef), HOSPITAL_ADMIN];
        for (uint256 i = 0; i < accounts.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, accounts[i]);
            _refuses(refusal, accounts[i], Duties.USE);
        }
    }

    /// @dev Admits an organisation with these roles, whose administrator may give all the duties but no other.
    function _allows(uint8 roles, uint16 allowed, uint160 index) private {
        address administrator = address(0xb00 + index);
        vm.prank(COUNCIL);
        uint24 organisation = ledger.admit("Some", roles, administrator, _consentOf(administrator));

        for (uint256 bit = 0; bit < 16; ++bit) {
            uint16 duty = uint16(1 << bit);
            if (allowed & duty != 0) continue;
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, duty, allowed));
            vm.prank(administrator);
            ledger.addMember(ACCOUNT, duty, _consentOf(ACCOUNT));
        }
        _employ(organisation, administrator, address(0xc00 + index), allowed);
    }

    function _refuses(bytes memory refusal, address account, uint16 duties_) private {
        vm.expectRevert(refusal);
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(account, duties_, _consentOf(account));
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.addMember(ACCOUNT, Duties.USE, _consentOf(ACCOUNT));
    }
}

contract SetDutiesTest is WriteTest(HOSPITAL_ADMIN, Duties.ADMINISTER) {
    function test_SetDuties() public {
        _wind();
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(memberOf[NURSE], Duties.KEEP | Duties.MAINTAIN);

        Logs memory logs = _recorded();
        bytes memory data = abi.encode(Duties.KEEP | Duties.MAINTAIN);
        _assertLog(logs, ILedgerEvents.DutiesSet.selector, memberOf[NURSE], data);
        _assertEnd(logs);
        _assertMember(NURSE, memberOf[NURSE], HOSPITAL, Duties.KEEP | Duties.MAINTAIN, MemberStatus.Active);
    }

    /// @dev New duties do not let anyone write again.
    function test_SetDuties_KeepsTheStatus() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[NURSE], MemberStatus.Suspended);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(memberOf[NURSE], Duties.KEEP);

        _assertMember(NURSE, memberOf[NURSE], HOSPITAL, Duties.KEEP, MemberStatus.Suspended);
    }

    function test_RevertWhen_DutiesAreNotAllowed() public {
        uint16[3] memory duties_ = [0, Duties.ADMINISTER, Duties.USE | Duties.RECALL];
        for (uint256 i = 0; i < duties_.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.DutiesNotAllowed.selector, duties_[i], HOSPITAL_DUTIES),
                memberOf[NURSE],
                duties_[i]
            );
        }
    }

    /// @dev An administrator holds no operational duty, and no other administrator can change that.
    function test_RevertWhen_MemberIsAdministrator() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, memberOf[HOSPITAL_DEPUTY], HOSPITAL),
            memberOf[HOSPITAL_DEPUTY],
            Duties.USE
        );
    }

    function test_RevertWhen_MemberIsOneself() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OwnMembership.selector, memberOf[HOSPITAL_ADMIN]),
            memberOf[HOSPITAL_ADMIN],
            Duties.USE
        );
    }

    function test_RevertWhen_MemberIsNotOnes() public {
        uint24[4] memory members = [0, 99, memberOf[RIVAL_CHIEF], memberOf[REGULATOR_ADMIN]];
        for (uint256 i = 0; i < members.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, members[i], HOSPITAL),
                members[i],
                Duties.USE
            );
        }
    }

    function _refuses(bytes memory refusal, uint24 member, uint16 duties_) private {
        vm.expectRevert(refusal);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(member, duties_);
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    function _withoutDuty() internal pure override returns (address) {
        return CHIEF;
    }

    function _step() internal override {
        ledger.setDuties(memberOf[NURSE], Duties.KEEP);
    }
}
