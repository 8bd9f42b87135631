// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Membership, newMembership } from "../types/Membership.sol";
import { Appointment, LedgerStorage, Policy } from "../types/Records.sol";
import { Duties, MemberStatus, Roles } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Quorum } from "./Quorum.sol";

/// @title Administration
/// @notice Members, appointments, policies and places of organisations. Linked into the ledger, whose storage it works
/// on; what each function does and requires stands in {ILedger}.
library Administration {
    using Access for LedgerStorage;

    /*//////////////////////////////////////////////////////////////////////////
                                       MEMBERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Gives an organisation a member, whoever decided it.
    function enter(
        LedgerStorage storage self,
        uint24 organisation,
        address account,
        uint16 duties
    ) external returns (uint24 member) {
        return _enter(self, organisation, account, duties);
    }

    function addMember(LedgerStorage storage self, address account, uint16 duties) external returns (uint24 member) {
        uint24 organisation = self.memberWith(Duties.ADMINISTER).organisation();
        _requireDuties(self, duties, organisation);

        return _enter(self, organisation, account, duties);
    }

    function setDuties(LedgerStorage storage self, uint24 member, uint16 duties) external {
        (address account, Membership membership) = _requireOther(self, member);
        _requireDuties(self, duties, membership.organisation());

        self.memberships[account] = newMembership(member, membership.organisation(), duties, membership.status());
        emit ILedgerEvents.DutiesSet(member, duties);
    }

    function setMemberStatus(
        LedgerStorage storage self,
        uint24 member,
        MemberStatus status,
        bool callerIsCouncil
    ) external {
        address account = self.accounts[member];
        Membership membership = self.memberships[account];
        bool byCouncil = callerIsCouncil && membership.duties() == Duties.ADMINISTER;
        if (!byCouncil) (account, membership) = _requireOther(self, member);
        MemberStatus from = membership.status();
        bool possible =
            status == MemberStatus.Active || status == MemberStatus.Suspended || status == MemberStatus.Revoked;
        if (!possible || from == MemberStatus.Revoked) revert ILedgerErrors.InvalidMemberStatus(member, from, status);

        self.memberships[account] = newMembership(member, membership.organisation(), membership.duties(), status);
        emit ILedgerEvents.MemberStatusSet(member, status);
    }

    function replaceAccount(LedgerStorage storage self, uint24 member, address account) external {
        (address former, Membership membership) = _requireOther(self, member);
        _requireNew(self, account);

        self.memberships[former] = newMembership(member, membership.organisation(), 0, MemberStatus.Replaced);
        self.memberships[account] = membership;
        self.accounts[member] = account;
        emit ILedgerEvents.AccountReplaced(member, former, account);
    }

    /*//////////////////////////////////////////////////////////////////////////
                            APPOINTMENTS, POLICIES, PLACES
    //////////////////////////////////////////////////////////////////////////*/

    function appoint(LedgerStorage storage self, uint24 provider, uint16 duties, uint32 until) external {
        uint24 organisation = self.memberWith(Duties.ADMINISTER).organisation();
        self.requireOrganisation(provider);
        uint16 allowed = provider == organisation ? 0 : Roles.dutiesOf(self.organisations[provider].roles);
        if (duties & ~allowed != 0) revert ILedgerErrors.DutiesNotAllowed(duties, allowed);
        if (duties == 0 ? until != 0 : until <= block.timestamp)
            revert ILedgerErrors.InvalidPeriod(uint32(block.timestamp), until);

        self.appointments[organisation][provider] = Appointment(duties, until);
        emit ILedgerEvents.Appointed(organisation, provider, duties, until);
    }

    function setPolicy(LedgerStorage storage self, Policy calldata policy) external {
        uint24 organisation = self.memberWith(Duties.ADMINISTER).organisation();
        uint24 outside = policy.outsideApprover;
        Quorum.requireValid(policy.approvals, outside != 0);
        if (outside == organisation) revert ILedgerErrors.OwnOrganisation(organisation);
        if (outside != 0) self.requireCounterpart(outside, Roles.APPROVERS);

        self.policies[organisation] = policy;
        emit ILedgerEvents.PolicySet(organisation, policy);
    }

    function setFloor(LedgerStorage storage self, uint64 approvals) external {
        Membership actor = self.regulator();
        Quorum.requireValid(approvals, false);

        self.policies[Quorum.FLOOR].approvals = approvals;
        emit ILedgerEvents.FloorSet(actor.organisation(), approvals);
    }

    function namePlace(LedgerStorage storage self, bytes32 name) external returns (uint32 place) {
        uint24 organisation = self.memberWith(Duties.KEEP).organisation();
        Codes.requireText(name);
        place = uint32(bytes4(keccak256(abi.encode(name))));
        bytes32 taken = self.places[organisation][place];
        if (taken == name) return place;
        if (taken != 0) revert ILedgerErrors.PlaceTaken(place, taken);

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
        uint16 duties
    ) private returns (uint24 member) {
        _requireNew(self, account);

        member = ++self.counts.members;
        self.memberships[account] = newMembership(member, organisation, duties, MemberStatus.Active);
        self.accounts[member] = account;
        emit ILedgerEvents.MemberAdded(member, organisation, account, duties);
    }

    /// @dev The account and membership of a member whom the calling administrator manages. Other administrators are not
    /// among them: otherwise a hostile one could take the place of whom the council names against it.
    function _requireOther(
        LedgerStorage storage self,
        uint24 member
    ) private view returns (address account, Membership membership) {
        Membership administrator = self.memberWith(Duties.ADMINISTER);
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

    function _requireNew(LedgerStorage storage self, address account) private view {
        if (account == address(0) || self.memberships[account].status() != MemberStatus.None) {
            revert ILedgerErrors.AccountTaken(account);
        }
    }
}
