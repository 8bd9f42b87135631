// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Administration } from "../libraries/Administration.sol";
import { Consent, LedgerStorage, Policy } from "../types/Records.sol";
import { MemberStatus } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Organisations
/// @notice The council (the contract's owner), and what organisations say of themselves, which a linked library does.
abstract contract Organisations is LedgerState, Ownable2Step {
    using Access for LedgerStorage;
    using BitMaps for BitMaps.BitMap;

    /*//////////////////////////////////////////////////////////////////////////
                                       COUNCIL
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function admit(
        string calldata name,
        uint8 roles,
        address administrator,
        Consent calldata consent
    ) external onlyOwner returns (uint24 organisation) {
        return Administration.admit(_ledger, name, roles, administrator, consent);
    }

    /// @inheritdoc ILedger
    function nameAdministrator(
        uint24 organisation,
        address administrator,
        Consent calldata consent
    ) external onlyOwner returns (uint24 member) {
        return Administration.nameAdministrator(_ledger, organisation, administrator, consent);
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
    function addMember(address account, uint16 duties, Consent calldata consent) external returns (uint24 member) {
        return Administration.addMember(_ledger, account, duties, consent);
    }

    /// @inheritdoc ILedger
    function setDuties(uint24 member, uint16 duties) external {
        Administration.setDuties(_ledger, member, duties);
    }

    /// @inheritdoc ILedger
    function setMemberStatus(uint24 member, MemberStatus status) external {
        Administration.setMemberStatus(_ledger, member, status, msg.sender == owner());
    }

    /// @inheritdoc ILedger
    function replaceAccount(uint24 member, address account, Consent calldata consent) external {
        Administration.replaceAccount(_ledger, member, account, consent);
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
    function namePlace(string calldata name) external returns (uint32 place) {
        return Administration.namePlace(_ledger, name);
    }
}
