// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Membership, newMembership } from "../types/Membership.sol";
import { Appointment, Consent, LedgerStorage, Policy } from "../types/Records.sol";
import { Duties, MemberStatus, Roles } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Quorum } from "./Quorum.sol";

/// @title Administration
/// @notice Organisations and their members, appointments, policies and places. Linked into the ledger, whose storage it works
/// on; what each function requires stands in {ILedger}.
library Administration {
    using Access for LedgerStorage;
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant CONSENT_TYPEHASH = keccak256("Consent(address account,uint24 organisation,uint32 until)");

    /// @dev Bounds the loop over words of 256 organisations in {ILedger.setPause}.
    uint24 private constant MAX_ORGANISATIONS = type(uint16).max;
    uint16 private constant MAX_MEMBERS = type(uint16).max;
    /// @dev The last numbers are the council's, so that no organisation can keep it from admitting others.
    uint24 private constant MAX_ADDED_MEMBERS = type(uint24).max - type(uint16).max;

    /*//////////////////////////////////////////////////////////////////////////
                                    ORGANISATIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Admits an organisation with its first administrator, as the council decided.
    /// @param self The ledger's storage.
    /// @param name Its legal name, 1 to 96 bytes of UTF-8.
    /// @param roles A union of {Roles} bits.
    /// @param administrator The account of its first administrator.
    /// @param consent That account's consent to the organisation's number.
    /// @return organisation Its number.
    function admit(
        LedgerStorage storage self,
        string calldata name,
        uint8 roles,
        address administrator,
        Consent calldata consent
    ) external returns (uint24 organisation) {
        Codes.requireName(name);
        bool regulates = roles & Roles.REGULATOR != 0;
        if (roles == 0 || roles & ~(regulates ? Roles.WITH_REGULATOR : Roles.ALL) != 0) {
            revert ILedgerErrors.InvalidRoles(roles);
        }

        organisation = self.counts.organisations + 1;
        // Numbers whose bit is the pause's are left out; a new word takes the pause over.
        if (organisation & 0xff == 0) {
            if (organisation > MAX_ORGANISATIONS) revert ILedgerErrors.TooManyOrganisations(MAX_ORGANISATIONS);
            self.halted.setTo(organisation, self.halted.get(0));
            ++organisation;
        }
        self.counts.organisations = organisation;
        self.organisations[organisation].roles = roles;
        emit ILedgerEvents.OrganisationAdmitted(organisation, roles, name);

        _enter(self, organisation, administrator, Duties.ADMINISTER, consent);
    }

    /// @notice Gives an organisation a further administrator, as the council decided.
    /// @param self The ledger's storage.
    /// @param organisation Its number.
    /// @param administrator The account.
    /// @param consent That account's consent.
    /// @return member The administrator's number.
    function nameAdministrator(
        LedgerStorage storage self,
        uint24 organisation,
        address administrator,
        Consent calldata consent
    ) external returns (uint24 member) {
        self.requireOrganisation(organisation);

        return _enter(self, organisation, administrator, Duties.ADMINISTER, consent);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       MEMBERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Adds a member to the caller's organisation.
    /// @param self The ledger's storage.
    /// @param account The member's account.
    /// @param duties A union of {Duties} bits.
    /// @param consent The account's consent.
    /// @return member The member's number.
    function addMember(
        LedgerStorage storage self,
        address account,
        uint16 duties,
        Consent calldata consent
    ) external returns (uint24 member) {
        uint24 organisation = _administrator(self).organisation();
        _requireDuties(self, duties, organisation);
        uint16 members = self.organisations[organisation].members;
        if (members == MAX_MEMBERS) revert ILedgerErrors.TooManyMembers(organisation, MAX_MEMBERS);
        if (self.counts.members >= MAX_ADDED_MEMBERS) revert ILedgerErrors.TooManyMembers(0, MAX_ADDED_MEMBERS);

        self.organisations[organisation].members = members + 1;
        return _enter(self, organisation, account, duties, consent);
    }

    /// @notice Sets the duties of a member.
    /// @param self The ledger's storage.
    /// @param member The member's number.
    /// @param duties All duties from now on.
    function setDuties(LedgerStorage storage self, uint24 member, uint16 duties) external {
        (address account, Membership membership) = _requireOther(self, _administrator(self), member);
        _requireDuties(self, duties, membership.organisation());

        self.memberships[account] = membership.withDuties(duties);
        emit ILedgerEvents.DutiesSet(member, duties);
    }

    /// @notice Suspends, resumes or revokes a member. What is only taken away is so while the ledger is paused, too.
    /// @param self The ledger's storage.
    /// @param member The member's number.
    /// @param status `Active`, `Suspended` or `Revoked`.
    /// @param callerIsCouncil Whether the caller is the council, whose administrators are.
    function setMemberStatus(
        LedgerStorage storage self,
        uint24 member,
        MemberStatus status,
        bool callerIsCouncil
    ) external {
        address account = self.accounts[member];
        Membership membership = self.memberships[account];
        bool byCouncil = callerIsCouncil && membership.duties() == Duties.ADMINISTER;
        if (!byCouncil) {
            Membership administrator = status == MemberStatus.Active ? _administrator(self) : self.memberThoughHalted();
            Access.requireDuty(administrator, Duties.ADMINISTER);
            (account, membership) = _requireOther(self, administrator, member);
        }
        MemberStatus from = membership.status();
        bool possible =
            status == MemberStatus.Active || status == MemberStatus.Suspended || status == MemberStatus.Revoked;
        if (!possible || from == MemberStatus.Revoked) revert ILedgerErrors.InvalidMemberStatus(member, from, status);

        self.memberships[account] = membership.withStatus(status);
        emit ILedgerEvents.MemberStatusSet(member, status);
    }

    /// @notice Gives a member a new account.
    /// @param self The ledger's storage.
    /// @param member The member's number.
    /// @param account The new account.
    /// @param consent The new account's consent.
    function replaceAccount(
        LedgerStorage storage self,
        uint24 member,
        address account,
        Consent calldata consent
    ) external {
        (address former, Membership membership) = _requireOther(self, _administrator(self), member);
        _requireConsent(self, membership.organisation(), account, consent);

        self.memberships[former] = membership.withDuties(0).withStatus(MemberStatus.Replaced);
        self.memberships[account] = membership;
        self.accounts[member] = account;
        emit ILedgerEvents.AccountReplaced(member, former, account);
    }

    /*//////////////////////////////////////////////////////////////////////////
                            APPOINTMENTS, POLICIES, PLACES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Lets another organisation do duties on the caller's organisation's assets.
    /// @param self The ledger's storage.
    /// @param provider The other organisation's number.
    /// @param duties A union of {Duties} bits; 0 ends it.
    /// @param until Last second, unix seconds; 0 when it ends.
    function appoint(LedgerStorage storage self, uint24 provider, uint16 duties, uint32 until) external {
        uint24 organisation = _administrator(self).organisation();
        self.requireOrganisation(provider);
        uint16 allowed = provider == organisation ? 0 : Roles.dutiesOf(self.organisations[provider].roles);
        if (duties & ~allowed != 0) revert ILedgerErrors.DutiesNotAllowed(duties, allowed);
        if (duties == 0 ? until != 0 : until <= block.timestamp)
            revert ILedgerErrors.InvalidPeriod(uint32(block.timestamp), until);

        self.appointments[organisation][provider] = Appointment(duties, until);
        emit ILedgerEvents.Appointed(organisation, provider, duties, until);
    }

    /// @notice Sets how the caller's organisation decides.
    /// @param self The ledger's storage.
    /// @param policy Its approvals have {Quorum}'s layout.
    function setPolicy(LedgerStorage storage self, Policy calldata policy) external {
        uint24 organisation = _administrator(self).organisation();
        uint24 outside = policy.outsideApprover;
        Quorum.requireValid(policy.approvals, outside != 0);
        if (outside == organisation) revert ILedgerErrors.OwnOrganisation(organisation);
        if (outside != 0) self.requireCounterpart(outside, Roles.APPROVERS);

        self.policies[organisation] = policy;
        emit ILedgerEvents.PolicySet(organisation, policy);
    }

    /// @notice Sets the least that every organisation's decisions need.
    /// @param self The ledger's storage.
    /// @param approvals {Quorum}'s layout, with none reserved.
    function setFloor(LedgerStorage storage self, uint64 approvals) external {
        Membership actor = self.regulator();
        Quorum.requireValid(approvals, false);

        self.policies[Quorum.FLOOR].approvals = approvals;
        emit ILedgerEvents.FloorSet(actor.organisation(), approvals);
    }

    /// @notice Gives a place its number.
    /// @param self The ledger's storage.
    /// @param name 1 to 96 bytes of UTF-8.
    /// @return place Its number.
    function namePlace(LedgerStorage storage self, string calldata name) external returns (uint32 place) {
        uint24 organisation = self.memberWith(Duties.NAME_PLACES).organisation();
        Codes.requireName(name);
        bytes32 hash = keccak256(bytes(name));
        place = uint32(bytes4(hash));
        string storage taken = self.places[organisation][place];
        if (bytes(taken).length != 0) {
            if (keccak256(bytes(taken)) == hash) return place;
            revert ILedgerErrors.PlaceTaken(place, taken);
        }

        self.places[organisation][place] = name;
        emit ILedgerEvents.PlaceNamed(organisation, place, name);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _enter(
        LedgerStorage storage self,
        uint24 organisation,
        address account,
        uint16 duties,
        Consent calldata consent
    ) private returns (uint24 member) {
        _requireConsent(self, organisation, account, consent);
        member = self.counts.members;
        if (member == type(uint24).max) revert ILedgerErrors.TooManyMembers(0, member);

        self.counts.members = ++member;
        uint8 roles = self.organisations[organisation].roles;
        self.memberships[account] = newMembership(member, organisation, duties, MemberStatus.Active, roles);
        self.accounts[member] = account;
        emit ILedgerEvents.MemberAdded(member, organisation, account, duties);
    }

    /// @dev Who manages members, appointments and policy: in a suspended organisation too, so that what stolen keys left behind
    /// is cleared away before the suspension ends. Until then, nothing acts by it.
    function _administrator(LedgerStorage storage self) private view returns (Membership actor) {
        actor = self.memberThoughSuspended();
        Access.requireDuty(actor, Duties.ADMINISTER);
    }

    /// @dev The account and membership of a member whom the calling administrator manages. Other administrators are not
    /// among them: otherwise a hostile one could take the place of whom the council names against it.
    function _requireOther(
        LedgerStorage storage self,
        Membership administrator,
        uint24 member
    ) private view returns (address account, Membership membership) {
        account = self.accounts[member];
        membership = self.memberships[account];
        if (member == administrator.member()) revert ILedgerErrors.OwnMembership(member);
        bool other = account == address(0) || membership.organisation() != administrator.organisation();
        if (other || membership.duties() == Duties.ADMINISTER) {
            revert ILedgerErrors.NotYourMember(member, administrator.organisation());
        }
    }

    function _requireDuties(LedgerStorage storage self, uint16 duties, uint24 organisation) private view {
        uint16 allowed = Roles.dutiesOf(self.organisations[organisation].roles);
        if (duties == 0 || duties & ~allowed != 0) revert ILedgerErrors.DutiesNotAllowed(duties, allowed);
    }

    /// @dev Requires an account that is and was no member's, and that itself agrees to this organisation.
    function _requireConsent(
        LedgerStorage storage self,
        uint24 organisation,
        address account,
        Consent calldata consent
    ) private view {
        if (account == address(0) || self.memberships[account].status() != MemberStatus.None) {
            revert ILedgerErrors.AccountTaken(account);
        }
        if (block.timestamp > consent.until) revert ILedgerErrors.ConsentExpired(account, consent.until);
        bytes32 domain = MessageHashUtils.toDomainSeparator(
            hex"0f",
            keccak256("Medtrace"),
            keccak256("1"),
            block.chainid,
            address(this),
            0
        );
        bytes32 hash = keccak256(abi.encode(CONSENT_TYPEHASH, account, organisation, consent.until));
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, hash);
        if (!SignatureChecker.isValidSignatureNow(account, digest, consent.signature)) {
            revert ILedgerErrors.ConsentInvalid(account, organisation);
        }
    }
}
