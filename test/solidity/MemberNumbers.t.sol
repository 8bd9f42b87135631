// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Duties, MemberStatus, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice How many members there can be: no organisation uses up the numbers, which the council needs to admit others. Counts
/// are put near their ends behind the ledger's back.
contract MemberNumbersTest is Stages {
    uint16 private constant MOST = type(uint16).max;
    /// @dev The first number of the council's.
    uint24 private constant RESERVED = 0xff0000;
    address private constant FIRST = address(0xd1);
    address private constant SECOND = address(0xd2);

    /// @dev Slot 0: organisations 24, members 24, and so on.
    function _setMembers(uint24 count) private {
        uint256 word = _slot(bytes32(Slots.COUNTS)) & ~(uint256(type(uint24).max) << 24);
        vm.store(address(ledger), bytes32(Slots.COUNTS), bytes32(word | (uint256(count) << 24)));
    }

    /// @dev How many its administrators added.
    function _setAdded(uint24 organisation, uint16 count) private {
        uint256 word = _slot(Slots.organisation(organisation)) & ~(uint256(MOST) << 40);
        vm.store(address(ledger), Slots.organisation(organisation), bytes32(word | (uint256(count) << 40)));
    }

    function _added(uint24 organisation) private view returns (uint16) {
        return uint16(_slot(Slots.organisation(organisation)) >> 40);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   OF AN ORGANISATION
    //////////////////////////////////////////////////////////////////////////*/

    function test_AddMember_GivenOneLeft() public {
        _setAdded(HOSPITAL, MOST - 1);
        _add(FIRST);
        vm.assertEq(_added(HOSPITAL), MOST, "added");

        _refuses(SECOND, MOST);
        vm.assertEq(_added(HOSPITAL), MOST, "added");
    }

    /// @dev Whoever is revoked keeps a number, and the count; replacing accounts needs none.
    function test_AddMember_RevertGiven_NoneLeft() public {
        _setAdded(HOSPITAL, MOST);
        uint24 keeper = memberOf[KEEPER];
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(keeper, MemberStatus.Revoked);
        _refuses(FIRST, MOST);

        uint24 nurse = memberOf[NURSE];
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(nurse, FIRST, _consentOf(FIRST));
        _assertMember(FIRST, nurse, HOSPITAL, Duties.USE, MemberStatus.Active);
    }

    /// @dev It is no other organisation's end, and not the council's, which counts for none.
    function test_GivenNoneLeftOfAnother() public {
        _setAdded(HOSPITAL, MOST);

        vm.prank(RIVAL_ADMIN);
        vm.assertEq(ledger.addMember(FIRST, Duties.KEEP, _consentOf(FIRST)), MEMBERS + 1, "member");
        vm.prank(COUNCIL);
        vm.assertEq(ledger.nameAdministrator(HOSPITAL, SECOND, _consentOf(SECOND)), MEMBERS + 2, "member");
        vm.assertEq(_added(HOSPITAL), MOST, "added");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      OF THE LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    function test_AddMember_GivenLastNumberBeforeReserve() public {
        _setMembers(RESERVED - 1);

        vm.prank(HOSPITAL_ADMIN);
        vm.assertEq(ledger.addMember(FIRST, Duties.KEEP, _consentOf(FIRST)), RESERVED, "member");

        _refusesAll(SECOND, RESERVED);
    }

    function test_AddMember_RevertGiven_ReserveBegun() public {
        for (uint256 i = 0; i < 3; ++i) {
            _setMembers([RESERVED, RESERVED + 1, type(uint24).max][i]);
            _refusesAll(FIRST, RESERVED);
        }
    }

    function test_Council_GivenReserveBegun() public {
        _setMembers(RESERVED);

        vm.prank(COUNCIL);
        uint24 organisation = ledger.admit("Clinic", Roles.HOSPITAL, FIRST, _consentOf(FIRST));
        vm.assertEq(organisation, ORGANISATIONS + 1, "organisation");
        _assertMember(FIRST, RESERVED + 1, organisation, Duties.ADMINISTER, MemberStatus.Active);
        vm.prank(COUNCIL);
        vm.assertEq(ledger.nameAdministrator(HOSPITAL, SECOND, _consentOf(SECOND)), RESERVED + 2, "member");
    }

    function test_Council_GivenLastNumber() public {
        _setMembers(type(uint24).max - 1);
        vm.prank(COUNCIL);
        vm.assertEq(ledger.nameAdministrator(HOSPITAL, FIRST, _consentOf(FIRST)), type(uint24).max, "member");
        // The last of all can write as any other.
        uint24 keeper = memberOf[KEEPER];
        vm.prank(FIRST);
        ledger.setMemberStatus(keeper, MemberStatus.Suspended);

        _expectTooMany(0, type(uint24).max);
        vm.prank(COUNCIL);
        ledger.nameAdministrator(HOSPITAL, SECOND, _consentOf(SECOND));
        _expectTooMany(0, type(uint24).max);
        vm.prank(COUNCIL);
        ledger.admit("Clinic", Roles.HOSPITAL, SECOND, _consentOf(SECOND));
        vm.assertEq(uint24(_slot(bytes32(Slots.COUNTS))), ORGANISATIONS, "organisations");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    function _add(address account) private {
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(account, Duties.KEEP, _consentOf(account));
    }

    function _refuses(address account, uint16 max) private {
        _expectTooMany(HOSPITAL, max);
        _add(account);
    }

    /// @dev No administrator adds any.
    function _refusesAll(address account, uint24 max) private {
        _expectTooMany(0, max);
        _add(account);
    }

    function _expectTooMany(uint24 organisation, uint24 max) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.TooManyMembers.selector, organisation, max));
    }
}
