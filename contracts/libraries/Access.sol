// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Membership } from "../types/Membership.sol";
import { LedgerStorage } from "../types/Records.sol";
import { MemberStatus } from "../types/Vocabulary.sol";

/// @title Access
/// @notice Who writes, and whether they may.
library Access {
    /// @notice The caller's membership, if it may write now: two reads answer for member, organisation and pause.
    function member(LedgerStorage storage self) internal view returns (Membership actor) {
        actor = self.memberships[msg.sender];
        if (actor.status() != MemberStatus.Active) {
            if (actor.status() == MemberStatus.None) revert ILedgerErrors.UnknownAccount(msg.sender);
            revert ILedgerErrors.MemberNotActive(actor.member(), actor.status());
        }

        uint24 organisation = actor.organisation();
        uint256 halted = self.halted._data[organisation >> 8];
        if (halted & ((1 << (organisation & 0xff)) | 1) != 0) {
            if (halted & 1 != 0) revert ILedgerErrors.LedgerPaused();
            revert ILedgerErrors.OrganisationSuspended(organisation);
        }
    }

    /// @notice The caller's membership, if it may write now and holds one of the duties.
    function memberWith(LedgerStorage storage self, uint16 duties) internal view returns (Membership actor) {
        actor = member(self);
        requireDuty(actor, duties);
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

    /// @notice Requires an organisation named by another to be on the ledger, active, with one of the roles.
    function requireCounterpart(LedgerStorage storage self, uint24 organisation, uint8 roles) internal view {
        uint8 held = self.roles[organisation];
        if (held == 0) revert ILedgerErrors.UnknownOrganisation(organisation);
        if (held & roles == 0) revert ILedgerErrors.RoleMissing(organisation, roles);
        if ((self.halted._data[organisation >> 8] >> (organisation & 0xff)) & 1 != 0) {
            revert ILedgerErrors.OrganisationSuspended(organisation);
        }
    }
}
