// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Membership } from "../types/Membership.sol";
import { Custody } from "../types/Custody.sol";
import { Appointment, LedgerStorage } from "../types/Records.sol";
import { Duties, MemberStatus, Roles } from "../types/Vocabulary.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";

/// @title Access
/// @notice Who writes, and whether they may.
library Access {
    /// @notice The caller's membership, if it may write now: two reads answer for member, organisation and pause.
    function member(LedgerStorage storage self) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if (halted & ((1 << (actor.organisation() & 0xff)) | 1) != 0) {
            if (halted & 1 != 0) revert ILedgerErrors.LedgerPaused();
            revert ILedgerErrors.OrganisationSuspended(actor.organisation());
        }
    }

    /// @notice The caller's membership, if it may write now or could if the ledger were not paused.
    function memberThoughPaused(LedgerStorage storage self) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if ((halted >> (actor.organisation() & 0xff)) & 1 != 0) {
            revert ILedgerErrors.OrganisationSuspended(actor.organisation());
        }
    }

    /// @notice The caller's membership, if it may write now and holds one of the duties.
    function memberWith(LedgerStorage storage self, uint16 duties) internal view returns (Membership actor) {
        actor = member(self);
        requireDuty(actor, duties);
    }

    /// @notice The caller's membership, if it may write now and decides for a regulator.
    function regulator(LedgerStorage storage self) internal view returns (Membership actor) {
        actor = memberWith(self, Duties.APPROVE);
        if (!isRegulator(self, actor.organisation())) {
            revert ILedgerErrors.RoleMissing(actor.organisation(), Roles.REGULATOR);
        }
    }

    function isRegulator(LedgerStorage storage self, uint24 organisation) internal view returns (bool) {
        return self.organisations[organisation].roles & Roles.REGULATOR != 0;
    }

    function requireDuty(Membership actor, uint16 duties) internal pure {
        if (actor.duties() & duties == 0) revert ILedgerErrors.DutyMissing(actor.member(), duties);
    }

    /// @notice Requires a step's organisation to be the one that the subject names.
    function requireOrganisation(Membership actor, bytes32 subject, uint24 required) internal pure {
        if (actor.organisation() != required) {
            revert ILedgerErrors.WrongOrganisation(subject, actor.organisation(), required);
        }
    }

    /// @notice Requires a step on an asset to be its custodian's, or, where the row says so, an appointed provider's, or
    /// that of the product's manufacturer or a regulator.
    function requireLeave(
        LedgerStorage storage self,
        Membership actor,
        bytes32 subject,
        Custody custody,
        Row row
    ) internal view {
        uint24 organisation = actor.organisation();
        uint24 custodian = custody.custodian();
        if (organisation == custodian) return;
        if (row.has(Lifecycle.CONCERNED)) {
            if (organisation == self.products[custody.product()].manufacturer) return;
            if (isRegulator(self, organisation)) return;
        }
        if (!row.has(Lifecycle.APPOINTABLE)) {
            revert ILedgerErrors.WrongOrganisation(subject, organisation, custodian);
        }
        requireAppointed(self, custodian, organisation, row.duties());
    }

    /// @notice Requires an organisation to have another's leave to do one of the duties on its assets now.
    function requireAppointed(
        LedgerStorage storage self,
        uint24 custodian,
        uint24 provider,
        uint16 duties
    ) internal view {
        Appointment memory appointment = self.appointments[custodian][provider];
        if (appointment.duties & duties == 0 || appointment.until < block.timestamp) {
            revert ILedgerErrors.NotAppointed(provider, custodian, duties);
        }
    }

    /// @notice Requires an organisation to be on the ledger.
    function requireOrganisation(LedgerStorage storage self, uint24 organisation) internal view {
        if (self.organisations[organisation].roles == 0) revert ILedgerErrors.UnknownOrganisation(organisation);
    }

    /// @notice Requires an organisation named by another to be on the ledger, active, with one of the roles.
    function requireCounterpart(LedgerStorage storage self, uint24 organisation, uint8 roles) internal view {
        uint8 held = self.organisations[organisation].roles;
        if (held == 0) revert ILedgerErrors.UnknownOrganisation(organisation);
        if (held & roles == 0) revert ILedgerErrors.RoleMissing(organisation, roles);
        if ((self.halted._data[organisation >> 8] >> (organisation & 0xff)) & 1 != 0) {
            revert ILedgerErrors.OrganisationSuspended(organisation);
        }
    }

    /// @dev The caller's membership, if it is active, and the word that says who is halted.
    function _active(LedgerStorage storage self) private view returns (Membership actor, uint256 halted) {
        actor = self.memberships[msg.sender];
        if (!actor.isActive()) {
            if (actor.status() == MemberStatus.None) revert ILedgerErrors.UnknownAccount(msg.sender);
            revert ILedgerErrors.MemberNotActive(actor.member(), actor.status());
        }
        halted = self.halted._data[actor.organisation() >> 8];
    }
}
