// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Membership } from "../types/Membership.sol";
import { Custody } from "../types/Custody.sol";
import { Appointment, LedgerStorage, Product } from "../types/Records.sol";
import { Duties, MemberStatus, Purpose, Roles } from "../types/Vocabulary.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Quorum } from "./Quorum.sol";

/// @title Access
/// @notice Who writes, and whether they may.
library Access {
    /// @dev Rows whose step is not the custodian's.
    uint256 private constant OTHERS = Lifecycle.REQUISITION | Lifecycle.REGULATOR | Lifecycle.ADDRESSEE;

    /// @notice The caller's membership, if it may write now: two reads answer for member, organisation and pause.
    function member(LedgerStorage storage self) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if (halted & ((1 << (actor.organisation() & 0xff)) | 1) != 0) {
            if (halted & 1 != 0) revert ILedgerErrors.LedgerPaused();
            revert ILedgerErrors.OrganisationSuspended(actor.organisation());
        }
    }

    /// @notice The caller's membership, if it may take a row's step now: some steps are a suspended organisation's, too.
    function memberFor(LedgerStorage storage self, Row row) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if (halted & ((1 << (actor.organisation() & 0xff)) | 1) == 0) return actor;
        if (halted & 1 != 0) revert ILedgerErrors.LedgerPaused();
        if (!row.has(Lifecycle.THOUGH_SUSPENDED)) revert ILedgerErrors.OrganisationSuspended(actor.organisation());
    }

    /// @notice The caller's membership, if it may write now or could if the ledger were not paused.
    function memberThoughPaused(LedgerStorage storage self) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if ((halted >> (actor.organisation() & 0xff)) & 1 != 0) {
            revert ILedgerErrors.OrganisationSuspended(actor.organisation());
        }
    }

    /// @notice The caller's membership, if it may write now or could if its organisation were not suspended.
    function memberThoughSuspended(LedgerStorage storage self) internal view returns (Membership actor) {
        uint256 halted;
        (actor, halted) = _active(self);
        if (halted & 1 != 0) revert ILedgerErrors.LedgerPaused();
    }

    /// @notice The caller's membership, if it is active, whatever is suspended or paused.
    function memberThoughHalted(LedgerStorage storage self) internal view returns (Membership actor) {
        (actor, ) = _active(self);
    }

    /// @notice The caller's membership, if it may write now and holds one of the duties.
    function memberWith(LedgerStorage storage self, uint16 duties) internal view returns (Membership actor) {
        actor = member(self);
        requireDuty(actor, duties);
    }

    /// @notice The caller's membership, if it may write now and decides for a regulator.
    function regulator(LedgerStorage storage self) internal view returns (Membership actor) {
        actor = memberWith(self, Duties.APPROVE);
        requireRole(actor, Roles.REGULATOR);
    }

    /// @notice Requires the actor's organisation to have one of the roles.
    function requireRole(Membership actor, uint8 roles) internal pure {
        if (actor.roles() & roles == 0) revert ILedgerErrors.RoleMissing(actor.organisation(), roles);
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

    /// @notice Requires a step on an asset to be its custodian's, or whose the row says.
    function requireLeave(
        LedgerStorage storage self,
        Membership actor,
        bytes32 subject,
        Custody custody,
        Row row
    ) internal view {
        uint24 organisation = actor.organisation();
        uint24 custodian = custody.custodian();
        if (row.has(OTHERS)) {
            if (row.has(Lifecycle.REQUISITION)) return;
            if (row.has(Lifecycle.REGULATOR)) return requireRole(actor, Roles.REGULATOR);
            if (row.has(Lifecycle.ADDRESSEE)) return requireOrganisation(actor, subject, custody.offeredTo());
        }
        if (organisation == custodian) return;
        if (row.has(Lifecycle.APPOINTABLE)) return requireAppointed(self, custodian, organisation, row.duties());
        if (row.has(Lifecycle.CONCERNED)) {
            if (organisation == self.products[custody.product()].manufacturer) return;
            if (actor.isRegulator()) return;
        }
        if (row.has(Lifecycle.OUTSIDE)) {
            Product storage product = self.products[custody.product()];
            (, uint24 outside) = Quorum.required(self, Purpose.Scrap, custodian, product);
            if (organisation == outside) return requireActive(self, custodian);
        }
        revert ILedgerErrors.WrongOrganisation(subject, organisation, custodian);
    }

    /// @notice Requires an organisation to have another's leave to do one of the duties on its assets now; that one is active.
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
        requireActive(self, custodian);
    }

    /// @notice Requires an organisation not to be suspended.
    function requireActive(LedgerStorage storage self, uint24 organisation) internal view {
        if ((self.halted._data[organisation >> 8] >> (organisation & 0xff)) & 1 != 0) {
            revert ILedgerErrors.OrganisationSuspended(organisation);
        }
    }

    /// @notice Requires an asset to be sent to another organisation, which is active and holds goods.
    function requireAddressee(LedgerStorage storage self, Membership actor, uint24 to) internal view {
        if (to == actor.organisation()) revert ILedgerErrors.OwnOrganisation(to);
        requireCounterpart(self, to, Roles.HOLDERS);
    }

    /// @notice Requires an organisation to be on the ledger.
    function requireOrganisation(LedgerStorage storage self, uint24 organisation) internal view {
        if (self.organisations[organisation].roles == 0) revert ILedgerErrors.UnknownOrganisation(organisation);
    }

    /// @notice Requires an organisation named by another to be on the ledger, active, with one of the roles.
    function requireCounterpart(LedgerStorage storage self, uint24 organisation, uint8 roles) internal view {
        requireOrganisation(self, organisation);
        requireRole(self, organisation, roles);
        requireActive(self, organisation);
    }

    /// @notice Requires an organisation to have one of the roles.
    function requireRole(LedgerStorage storage self, uint24 organisation, uint8 roles) internal view {
        if (self.organisations[organisation].roles & roles == 0) revert ILedgerErrors.RoleMissing(organisation, roles);
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
