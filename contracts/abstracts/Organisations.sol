// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Codes } from "../libraries/Codes.sol";
import { Membership, newMembership } from "../types/Membership.sol";
import { Appointment, LedgerStorage } from "../types/Records.sol";
import { Duties, MemberStatus, Roles } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Organisations
/// @notice The council (the contract's owner), organisations, their members and their appointments.
abstract contract Organisations is LedgerState, Ownable2Step {
    using Access for LedgerStorage;
    using BitMaps for BitMaps.BitMap;

    /// @dev Bounds the loop in {setPause} to 256 words.
    uint24 private constant MAX_ORGANISATIONS = type(uint16).max;

    /*//////////////////////////////////////////////////////////////////////////
                                       COUNCIL
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function admit(
        string calldata name,
        uint8 roles,
        address administrator
    ) external onlyOwner returns (uint24 organisation) {
        if (bytes(name).length == 0 || bytes(name).length > 128) revert InvalidName(name);
        if (roles == 0 || roles & ~Roles.ALL != 0) revert InvalidRoles(roles);

        organisation = _ledger.counts.organisations + 1;
        // Numbers whose bit is the pause's are left out; a new word takes the pause over.
        if (organisation & 0xff == 0) {
            if (organisation > MAX_ORGANISATIONS) revert TooManyOrganisations(MAX_ORGANISATIONS);
            _ledger.halted.setTo(organisation, _ledger.halted.get(0));
            ++organisation;
        }
        _ledger.counts.organisations = organisation;
        _ledger.roles[organisation] = roles;
        emit OrganisationAdmitted(organisation, roles, name);

        _addMember(organisation, administrator, Duties.ADMINISTER);
    }

    /// @inheritdoc ILedger
    function nameAdministrator(uint24 organisation, address administrator) external onlyOwner returns (uint24 member) {
        _requireOrganisation(organisation);

        return _addMember(organisation, administrator, Duties.ADMINISTER);
    }

    /// @inheritdoc ILedger
    function setOrganisationSuspension(uint24 organisation, bool suspended) external onlyOwner {
        _requireOrganisation(organisation);

        _ledger.halted.setTo(organisation, suspended);
        emit OrganisationSuspensionSet(organisation, suspended);
    }

    /// @inheritdoc ILedger
    function setPause(bool paused) external onlyOwner {
        for (uint256 i = 0; i <= _ledger.counts.organisations; i += 256) _ledger.halted.setTo(i, paused);
        emit PauseSet(paused);
    }

    /// @dev The ledger needs a council: only it can replace lost administrators, or pause.
    function renounceOwnership() public view override(Ownable) onlyOwner {
        revert CouncilRequired();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   ADMINISTRATORS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function addMember(address account, uint16 duties) external returns (uint24 member) {
        uint24 organisation = _ledger.memberWith(Duties.ADMINISTER).organisation();
        _requireDuties(duties, organisation);

        return _addMember(organisation, account, duties);
    }

    /// @inheritdoc ILedger
    function setDuties(uint24 member, uint16 duties) external {
        (address account, Membership membership) = _requireOther(member);
        _requireDuties(duties, membership.organisation());

        _ledger.memberships[account] = newMembership(member, membership.organisation(), duties, membership.status());
        emit DutiesSet(member, duties);
    }

    /// @inheritdoc ILedger
    function setMemberStatus(uint24 member, MemberStatus status) external {
        address account = _ledger.accounts[member];
        Membership membership = _ledger.memberships[account];
        bool byCouncil = msg.sender == owner() && membership.duties() == Duties.ADMINISTER;
        if (!byCouncil) (account, membership) = _requireOther(member);
        MemberStatus from = membership.status();
        bool possible =
            status == MemberStatus.Active || status == MemberStatus.Suspended || status == MemberStatus.Revoked;
        if (!possible || from == MemberStatus.Revoked) revert InvalidMemberStatus(member, from, status);

        _ledger.memberships[account] = newMembership(member, membership.organisation(), membership.duties(), status);
        emit MemberStatusSet(member, status);
    }

    /// @inheritdoc ILedger
    function replaceAccount(uint24 member, address account) external {
        (address former, Membership membership) = _requireOther(member);
        _requireNew(account);

        _ledger.memberships[former] = newMembership(member, membership.organisation(), 0, MemberStatus.Replaced);
        _ledger.memberships[account] = membership;
        _ledger.accounts[member] = account;
        emit AccountReplaced(member, former, account);
    }

    /// @inheritdoc ILedger
    function appoint(uint24 provider, uint16 duties, uint32 until) external {
        uint24 organisation = _ledger.memberWith(Duties.ADMINISTER).organisation();
        _requireOrganisation(provider);
        uint16 allowed = provider == organisation ? 0 : Roles.dutiesOf(_ledger.roles[provider]);
        if (duties & ~allowed != 0) revert DutiesNotAllowed(duties, allowed);
        if (duties == 0 ? until != 0 : until <= block.timestamp) revert InvalidPeriod(uint32(block.timestamp), until);

        _ledger.appointments[organisation][provider] = Appointment(duties, until);
        emit Appointed(organisation, provider, duties, until);
    }

    /// @inheritdoc ILedger
    function namePlace(bytes32 name) external returns (uint32 place) {
        uint24 organisation = _ledger.memberWith(Duties.KEEP).organisation();
        Codes.requireText(name);
        place = uint32(bytes4(keccak256(abi.encode(name))));
        bytes32 taken = _ledger.places[organisation][place];
        if (taken == name) return place;
        if (taken != 0) revert PlaceTaken(place, taken);

        _ledger.places[organisation][place] = name;
        emit PlaceNamed(organisation, place, name);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _addMember(uint24 organisation, address account, uint16 duties) private returns (uint24 member) {
        _requireNew(account);

        member = ++_ledger.counts.members;
        _ledger.memberships[account] = newMembership(member, organisation, duties, MemberStatus.Active);
        _ledger.accounts[member] = account;
        emit MemberAdded(member, organisation, account, duties);
    }

    /// @dev The account and membership of a member whom the calling administrator manages. Other administrators are not
    /// among them: otherwise a hostile one could take the place of whom the council names against it.
    function _requireOther(uint24 member) private view returns (address account, Membership membership) {
        Membership administrator = _ledger.memberWith(Duties.ADMINISTER);
        account = _ledger.accounts[member];
        membership = _ledger.memberships[account];
        if (member == administrator.member()) revert OwnMembership(member);
        bool other = account == address(0) || membership.organisation() != administrator.organisation();
        if (other || membership.duties() == Duties.ADMINISTER) {
            revert NotYourMember(member, administrator.organisation());
        }
    }

    function _requireOrganisation(uint24 organisation) private view {
        if (_ledger.roles[organisation] == 0) revert UnknownOrganisation(organisation);
    }

    function _requireDuties(uint16 duties, uint24 organisation) private view {
        uint16 allowed = Roles.dutiesOf(_ledger.roles[organisation]);
        if (duties == 0 || duties & ~allowed != 0) revert DutiesNotAllowed(duties, allowed);
    }

    function _requireNew(address account) private view {
        if (account == address(0) || _ledger.memberships[account].status() != MemberStatus.None) {
            revert AccountTaken(account);
        }
    }
}
