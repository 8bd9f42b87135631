// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Duties, MemberStatus, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

contract CouncilTest is Stages {
    address private constant NEW_ADMIN = address(0xad);
    address private constant SUCCESSOR = address(0xc0);

    /*//////////////////////////////////////////////////////////////////////////
                                  NAMING ADMINISTRATORS
    //////////////////////////////////////////////////////////////////////////*/

    function test_NameAdministrator() public {
        _wind();
        vm.prank(COUNCIL);
        uint24 member = ledger.nameAdministrator(HOSPITAL, NEW_ADMIN, _consentOf(NEW_ADMIN));

        vm.assertEq(member, MEMBERS + 1, "member");
        Logs memory logs = _recorded();
        _assertMemberAdded(logs, member, HOSPITAL, NEW_ADMIN, Duties.ADMINISTER);
        _assertEnd(logs);
        _assertMember(NEW_ADMIN, member, HOSPITAL, Duties.ADMINISTER, MemberStatus.Active);
        vm.assertEq(_slot(Slots.account(member)), uint160(NEW_ADMIN), "account");
    }

    /// @dev An organisation whose only administrator is gone gets another, paused or suspended as it may be.
    function test_NameAdministrator_GivenPausedAndSuspended() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _suspend(PROVIDER, true);
        vm.prank(COUNCIL);
        ledger.nameAdministrator(PROVIDER, NEW_ADMIN, _consentOf(NEW_ADMIN));

        vm.prank(COUNCIL);
        ledger.setPause(false);
        _suspend(PROVIDER, false);
        vm.prank(NEW_ADMIN);
        ledger.setMemberStatus(memberOf[TECHNICIAN], MemberStatus.Revoked);
    }

    function test_NameAdministrator_RevertWhen_OrganisationUnknown() public {
        uint24[3] memory numbers = [0, ORGANISATIONS + 1, 256];
        for (uint256 i = 0; i < numbers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]));
            vm.prank(COUNCIL);
            ledger.nameAdministrator(numbers[i], NEW_ADMIN, _consentOf(NEW_ADMIN));
        }
    }

    /// @dev Not even the council makes an operator an administrator: the two never meet in one account.
    function test_NameAdministrator_RevertWhen_AccountIsTaken() public {
        address[3] memory accounts = [address(0), NURSE, RIVAL_ADMIN];
        for (uint256 i = 0; i < accounts.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, accounts[i]));
            vm.prank(COUNCIL);
            ledger.nameAdministrator(HOSPITAL, accounts[i], _consentOf(accounts[i]));
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 SUSPENSION AND PAUSE
    //////////////////////////////////////////////////////////////////////////*/

    function test_SetOrganisationSuspension() public {
        _wind();
        _suspend(HOSPITAL, true);
        _suspend(MANUFACTURER, true);
        _suspend(HOSPITAL, false);

        Logs memory logs = _recorded();
        bytes32 selector = ILedgerEvents.OrganisationSuspensionSet.selector;
        _assertLog(logs, selector, HOSPITAL, abi.encode(true));
        _assertLog(logs, selector, MANUFACTURER, abi.encode(true));
        _assertLog(logs, selector, HOSPITAL, abi.encode(false));
        _assertEnd(logs);
        vm.assertEq(_slot(Slots.halted(0)), 1 << MANUFACTURER, "suspended");
    }

    function test_SetOrganisationSuspension_RevertWhen_OrganisationUnknown() public {
        uint24[4] memory numbers = [0, ORGANISATIONS + 1, 256, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]));
            vm.prank(COUNCIL);
            ledger.setOrganisationSuspension(numbers[i], true);
        }
    }

    function test_SetPause() public {
        _wind();
        vm.prank(COUNCIL);
        ledger.setPause(true);
        vm.assertEq(_slot(Slots.halted(0)), 1, "paused");
        vm.prank(COUNCIL);
        ledger.setPause(false);
        vm.assertEq(_slot(Slots.halted(0)), 0, "running");

        Logs memory logs = _recorded();
        _assertLog(logs, ILedgerEvents.PauseSet.selector, abi.encode(true));
        _assertLog(logs, ILedgerEvents.PauseSet.selector, abi.encode(false));
        _assertEnd(logs);
    }

    /// @dev Pause and suspensions share a word, and leave each other alone.
    function test_SetPause_KeepsSuspensions() public {
        _suspend(RIVAL, true);
        vm.prank(COUNCIL);
        ledger.setPause(true);
        _suspend(HOSPITAL, true);
        vm.assertEq(_slot(Slots.halted(0)), 1 | (1 << RIVAL) | (1 << HOSPITAL), "both");

        // Paused is what everyone is told, suspended or not.
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector));
        vm.prank(RIVAL_ADMIN);
        ledger.addMember(NEW_ADMIN, Duties.USE, _consentOf(NEW_ADMIN));

        vm.prank(COUNCIL);
        ledger.setPause(false);
        vm.assertEq(_slot(Slots.halted(0)), (1 << RIVAL) | (1 << HOSPITAL), "suspensions");
    }

    function test_ReadSlots_GivenPaused() public {
        vm.prank(COUNCIL);
        ledger.setPause(true);
        bytes32[] memory keys = new bytes32[](2);
        keys[0] = Slots.membership(NURSE);
        keys[1] = Slots.organisation(RIVAL);

        bytes32[] memory values = ledger.readSlots(keys);

        vm.assertEq(values.length, 2, "values");
        vm.assertEq(uint24(uint256(values[0])), memberOf[NURSE], "member");
        uint256 members = uint256(employed[ledger][RIVAL]) << 40;
        vm.assertEq(uint256(values[1]), members | Roles.HOSPITAL | Roles.SUPPLIER, "roles and members");
        vm.assertEq(ledger.readSlots(new bytes32[](0)).length, 0, "none");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       OWNERSHIP
    //////////////////////////////////////////////////////////////////////////*/

    function test_Constructor() public view {
        vm.assertEq(Ownable(address(ledger)).owner(), COUNCIL, "owner");
        vm.assertEq(_slot(bytes32(Slots.PENDING_OWNER)), 0, "pending owner");
    }

    function test_TransferOwnership_InTwoSteps() public {
        Ownable2Step owned = Ownable2Step(address(ledger));
        _wind();
        vm.prank(COUNCIL);
        owned.transferOwnership(SUCCESSOR);
        vm.assertEq(owned.owner(), COUNCIL, "still");
        vm.assertEq(_slot(bytes32(Slots.PENDING_OWNER)), uint160(SUCCESSOR), "pending owner");

        vm.prank(SUCCESSOR);
        owned.acceptOwnership();
        vm.assertEq(owned.owner(), SUCCESSOR, "successor");
        vm.assertEq(_slot(bytes32(Slots.PENDING_OWNER)), 0, "pending owner");

        Logs memory logs = _recorded();
        bytes32 asked = Ownable2Step.OwnershipTransferStarted.selector;
        bytes32 done = Ownable.OwnershipTransferred.selector;
        _assertLog(logs, abi.encode(asked, COUNCIL, SUCCESSOR), "");
        _assertLog(logs, abi.encode(done, COUNCIL, SUCCESSOR), "");
        _assertEnd(logs);

        _expectNotCouncil(COUNCIL);
        ledger.setPause(true);
        vm.prank(SUCCESSOR);
        ledger.setPause(true);
    }

    function test_AcceptOwnership_RevertWhen_NotAsked() public {
        vm.prank(COUNCIL);
        Ownable2Step(address(ledger)).transferOwnership(SUCCESSOR);

        _expectNotCouncil(STRANGER);
        Ownable2Step(address(ledger)).acceptOwnership();
    }

    /// @dev The ledger is never without a council, which alone can replace lost administrators.
    function test_RenounceOwnership_Reverts() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.CouncilRequired.selector));
        vm.prank(COUNCIL);
        Ownable(address(ledger)).renounceOwnership();
    }

    function test_RevertWhen_CallerIsNotCouncil() public {
        address[3] memory callers = [STRANGER, HOSPITAL_ADMIN, REGISTRAR];
        for (uint256 i = 0; i < callers.length; ++i) {
            _expectNotCouncil(callers[i]);
            ledger.nameAdministrator(HOSPITAL, NEW_ADMIN, _consentOf(NEW_ADMIN));
            _expectNotCouncil(callers[i]);
            ledger.setOrganisationSuspension(RIVAL, true);
            _expectNotCouncil(callers[i]);
            ledger.setPause(true);
            _expectNotCouncil(callers[i]);
            Ownable(address(ledger)).renounceOwnership();
            _expectNotCouncil(callers[i]);
            Ownable(address(ledger)).transferOwnership(callers[i]);
        }
    }

    function _suspend(uint24 organisation, bool suspended) private {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, suspended);
    }

    function _expectNotCouncil(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
        vm.prank(caller);
    }
}
