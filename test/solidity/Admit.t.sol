// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Duties, MemberStatus, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

contract AdmitTest is Stages {
    address private constant NEW_ADMIN = address(0xad);
    uint24 private constant NEXT = ORGANISATIONS + 1;
    uint24 private constant NEXT_MEMBER = MEMBERS + 1;

    function test_Admit() public {
        _admits("Seventh", Roles.HOSPITAL, NEW_ADMIN, NEXT);
    }

    function test_Admit_WhenNameIsLongest() public {
        bytes memory name = new bytes(96);
        for (uint256 i = 0; i < 96; ++i) name[i] = "n";
        _admits(string(name), Roles.ALL & ~Roles.REGULATOR, NEW_ADMIN, NEXT);
    }

    function testFuzz_Admit(uint8 roles, address administrator) public {
        roles = (roles % Roles.ALL) + 1;
        if (roles & Roles.REGULATOR != 0) roles &= Roles.REGULATOR | Roles.ENDORSER;
        vm.assume(uint160(administrator) > 0x20 && administrator.code.length == 0 && memberOf[administrator] == 0);
        _admits("Seventh", roles, administrator, NEXT);
    }

    function test_Admit_GivenPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _admits("Seventh", Roles.HOSPITAL, NEW_ADMIN, NEXT);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector));
        vm.prank(NEW_ADMIN);
        ledger.addMember(address(0xae), Duties.USE, _consentOf(address(0xae)));
    }

    function test_RevertWhen_CallerIsNotCouncil() public {
        address[3] memory callers = [STRANGER, HOSPITAL_ADMIN, REGISTRAR];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            ledger.admit("Seventh", Roles.HOSPITAL, NEW_ADMIN, _consentOf(NEW_ADMIN));
        }
    }

    function test_RevertWhen_NameIsInvalid() public {
        string[2] memory names = ["", string(new bytes(97))];
        for (uint256 i = 0; i < names.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.InvalidName.selector, names[i]),
                names[i],
                Roles.HOSPITAL,
                NEW_ADMIN
            );
        }
    }

    function test_RevertWhen_RolesAreInvalid() public {
        // A regulator is nothing else: it would decide on itself.
        uint8[8] memory roles = [
            0,
            Roles.ALL + 1,
            128 | Roles.HOSPITAL,
            255,
            Roles.ALL,
            Roles.REGULATOR | Roles.HOSPITAL,
            Roles.REGULATOR | Roles.MANUFACTURER,
            Roles.REGULATOR | Roles.ENDORSER | Roles.SERVICE_PROVIDER
        ];
        for (uint256 i = 0; i < roles.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.InvalidRoles.selector, roles[i]);
            _refuses(refusal, "Seventh", roles[i], NEW_ADMIN);
        }
    }

    function test_RevertWhen_AccountIsTaken() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[NURSE], address(0xbeef), _consentOf(address(0xbeef)));
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[BUYER], MemberStatus.Revoked);

        // None, a member's, one revoked, one replaced and its successor.
        address[5] memory accounts = [address(0), MAKER, BUYER, NURSE, address(0xbeef)];
        for (uint256 i = 0; i < accounts.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, accounts[i]);
            _refuses(refusal, "Seventh", Roles.HOSPITAL, accounts[i]);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                               THE BIT THAT SAYS PAUSED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Bit 0 of each word of suspensions says that the ledger is paused, so no organisation has number 256.
    function test_Admit_SkipsTheNumberOfThePause() public {
        _storeOrganisations(254);
        _admits("Last of the first word", Roles.HOSPITAL, NEW_ADMIN, 255);
        _admits("First of the second word", Roles.HOSPITAL, address(0xae), 257);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, 256));
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(256, true);
    }

    function test_Admit_GivenPaused_PausesTheNewWord() public {
        _storeOrganisations(255);
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _admits("First of the second word", Roles.HOSPITAL, NEW_ADMIN, 257);
        vm.assertEq(_slot(Slots.halted(257)), 1, "second word");
        _refusesPaused(NEW_ADMIN);

        vm.prank(COUNCIL);
        ledger.setPause(false);
        vm.assertEq(_slot(Slots.halted(257)), 0, "second word");
        _employ(257, NEW_ADMIN, address(0xb1), Duties.USE);
    }

    function test_Pause_CoversEveryWord() public {
        _storeOrganisations(255);
        _admits("First of the second word", Roles.HOSPITAL, NEW_ADMIN, 257);
        vm.assertEq(_slot(Slots.halted(257)), 0, "second word");

        vm.prank(COUNCIL);
        ledger.setPause(true);
        _refusesPaused(NEW_ADMIN);
        _refusesPaused(HOSPITAL_ADMIN);

        vm.prank(COUNCIL);
        ledger.setPause(false);
        _employ(257, NEW_ADMIN, address(0xb1), Duties.USE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, address(0xb2), Duties.USE);
    }

    /// @dev 257 and 1 have the same bit, in different words.
    function test_Suspension_IsOfOneWordOnly() public {
        _storeOrganisations(255);
        _admits("First of the second word", Roles.HOSPITAL, NEW_ADMIN, 257);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(257, true);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, 257));
        vm.prank(NEW_ADMIN);
        ledger.namePlace("ward 3");
        vm.prank(KEEPER);
        ledger.namePlace("ward 3");
    }

    function test_RevertGiven_TooManyOrganisations() public {
        _storeOrganisations(65_534);
        _admits("The last", Roles.HOSPITAL, NEW_ADMIN, 65_535);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.TooManyOrganisations.selector, 65_535),
            "One more",
            Roles.HOSPITAL,
            address(0xae)
        );

        // All the words can still be paused at once.
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _refusesPaused(NEW_ADMIN);
    }

    function _admits(string memory name, uint8 roles, address administrator, uint24 number) private {
        uint24 member = uint24(_slot(bytes32(Slots.COUNTS)) >> 24) + 1;
        _wind();
        vm.prank(COUNCIL);
        uint24 answered = ledger.admit(name, roles, administrator, _consentOf(administrator));

        vm.assertEq(answered, number, "number");
        if (number == NEXT) vm.assertEq(member, NEXT_MEMBER, "member");
        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.OrganisationAdmitted.selector, number, abi.encode(roles, name));
        _assertMemberAdded(logs, member, number, administrator, Duties.ADMINISTER);
        _assertEnd(logs);
        _assertOrganisation(number, roles, 0);
        vm.assertEq(_slot(Slots.account(member)), uint160(administrator), "account");
        vm.assertEq(uint24(_slot(bytes32(Slots.COUNTS))), number, "organisations");
        _assertMember(administrator, member, number, Duties.ADMINISTER, MemberStatus.Active);
    }

    /// @dev As if so many had been admitted.
    function _storeOrganisations(uint24 count) private {
        uint256 others = _slot(bytes32(Slots.COUNTS)) & ~uint256(type(uint24).max);
        vm.store(address(ledger), bytes32(Slots.COUNTS), bytes32(others | count));
    }

    function _refusesPaused(address administrator) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector));
        vm.prank(administrator);
        ledger.addMember(address(0xb9), Duties.USE, _consentOf(address(0xb9)));
    }

    function _refuses(bytes memory refusal, string memory name, uint8 roles, address administrator) private {
        vm.expectRevert(refusal);
        vm.prank(COUNCIL);
        ledger.admit(name, roles, administrator, _consentOf(administrator));
    }
}
