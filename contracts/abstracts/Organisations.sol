// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Administration } from "../libraries/Administration.sol";
import { LedgerStorage, Policy } from "../types/Records.sol";
import { Duties, MemberStatus, Roles } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Organisations
/// @notice The council (the contract's owner), and what organisations say of themselves, which a linked library does.
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
        address administrator,
        uint8 roles
    ) external onlyOwner returns (uint24 organisation) {
        if (bytes(name).length == 0 || bytes(name).length > 128) revert InvalidName(name);
        bool regulates = roles & Roles.REGULATOR != 0;
        if (roles == 0 || roles & ~(regulates ? Roles.WITH_REGULATOR : Roles.ALL) != 0) revert InvalidRoles(roles);

        organisation = _ledger.counts.organisations + 1;
        // Numbers whose bit is the pause's are left out; a new word takes the pause over.
        if (organisation & 0xff == 0) {
            if (organisation > MAX_ORGANISATIONS) revert TooManyOrganisations(MAX_ORGANISATIONS);
            _ledger.halted.setTo(organisation, _ledger.halted.get(0));
            ++organisation;
        }
        _ledger.counts.organisations = organisation;
        _ledger.organisations[organisation].roles = roles;
        emit OrganisationAdmitted(organisation, roles, name);

        Administration.enter(_ledger, organisation, administrator, Duties.ADMINISTER);
    }

    /// @inheritdoc ILedger
    function nameAdministrator(uint24 organisation, address administrator) external onlyOwner returns (uint24 member) {
        _ledger.requireOrganisation(organisation);

        return Administration.enter(_ledger, organisation, administrator, Duties.ADMINISTER);
    }

    /// @inheritdoc ILedger
    function setOrganisationSuspension(uint24 organisation, bool suspended) external onlyOwner {
        _ledger.requireOrganisation(organisation);

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

    /// @inheritdoc ILedger
    function allowOnboarding(uint24 organisation, uint32 until) external onlyOwner {
        _ledger.requireOrganisation(organisation);

        _ledger.organisations[organisation].onboardingUntil = until;
        emit OnboardingSet(organisation, until);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   ADMINISTRATORS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function addMember(address account, uint16 duties) external returns (uint24 member) {
        return Administration.addMember(_ledger, account, duties);
    }

    /// @inheritdoc ILedger
    function setDuties(uint24 member, uint16 duties) external {
        Administration.setDuties(_ledger, member, duties);
    }

    /// @inheritdoc ILedger
    function setMemberStatus(MemberStatus status, uint24 member) external {
        Administration.setMemberStatus(_ledger, member, status, msg.sender == owner());
    }

    /// @inheritdoc ILedger
    function replaceAccount(uint24 member, address account) external {
        Administration.replaceAccount(_ledger, member, account);
    }

    /// @inheritdoc ILedger
    function appoint(uint24 provider, uint16 duties, uint32 until) external {
        Administration.appoint(_ledger, provider, duties, until);
    }

    /// @inheritdoc ILedger
    function setPolicy(Policy calldata policy) external {
        Administration.setPolicy(_ledger, policy);
    }

    /// @inheritdoc ILedger
    function setFloor(uint64 approvals) external {
        Administration.setFloor(_ledger, approvals);
    }

    /// @inheritdoc ILedger
    function namePlace(bytes32 name) external returns (uint32 place) {
        return Administration.namePlace(_ledger, name);
    }
}
