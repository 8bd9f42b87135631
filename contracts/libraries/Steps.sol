// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, Head } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Kind, Means } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { History } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Quorum } from "./Quorum.sol";
import { Usability } from "./Usability.sol";

/// @title Steps
/// @notice The one way in which a step on an asset obeys its row of the lifecycle table, whichever function takes it. What a
/// row does not say, its function adds.
library Steps {
    using Access for LedgerStorage;

    /// @dev The rules of few rows. A row without any of them is through sooner.
    uint256 private constant FURTHER = Lifecycle.OWNED | Lifecycle.SEPARATE | Lifecycle.COUNT | Lifecycle.HANDS_ON;

    /// @notice Requires what the row does: member, state, leave, duty, claim, head, and its further rules.
    /// @return asset The asset.
    /// @return actor Who writes.
    /// @return status The asset's status.
    /// @return custody The asset's custody.
    /// @return to The state that the step leads to.
    function begin(
        LedgerStorage storage self,
        Row row,
        Action action,
        AssetId id,
        Claim calldata claim
    ) internal view returns (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) {
        return begin(self, row, action, id, claim, claim.expected);
    }

    /// @notice The same for a step on two subjects: the claim's expected head is the other's.
    /// @param expected The head of the asset that the step builds on; 0 for any.
    function begin(
        LedgerStorage storage self,
        Row row,
        Action action,
        AssetId id,
        Claim calldata claim,
        Head expected
    ) internal view returns (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) {
        actor = self.memberFor(row);
        asset = self.assets[id];
        bytes32 subject = AssetId.unwrap(id);
        (status, custody) = (asset.status, asset.custody);
        to = Lifecycle.next(row, Kind.Asset, action, status, subject);
        self.requireLeave(actor, subject, custody, row);
        Access.requireDuty(actor, row.duties());
        if (custody.isParcel()) {
            if (row.has(Lifecycle.ITEMS)) revert ILedgerErrors.NotForParcels(subject, action);
        } else if (row.has(Lifecycle.PARCELS)) {
            revert ILedgerErrors.OnlyForParcels(subject, action);
        }
        Lifecycle.requireClaim(row, action, claim);
        if (!expected.isZero()) History.requireHead(status, subject, expected);
        else if (row.has(Lifecycle.HEAD)) revert ILedgerErrors.HeadRequired(subject);
        if (row.has(Lifecycle.USABLE)) Usability.requireUsable(self, id, status, custody);
        if (row.has(FURTHER)) _requireFurther(self, row, action, id, actor, status, custody, claim);
    }

    /// @notice What the row does to the flags and to custody: who signed, what is remembered, whether an offer ends.
    function effects(
        Row row,
        Membership actor,
        bytes32 subject,
        Status status,
        Custody custody
    ) internal pure returns (Status, Custody) {
        if (row.has(Lifecycle.QUARANTINE)) {
            if (status.quarantined()) revert ILedgerErrors.Quarantined(subject);
            status = status.withQuarantine(true);
        }
        if (row.has(Lifecycle.RELEASE)) {
            if (!status.quarantined()) revert ILedgerErrors.NotQuarantined(subject);
            status = status.withQuarantine(false);
        }
        if (row.has(Lifecycle.END_OFFER)) custody = custody.withoutOffer();
        if (row.has(Lifecycle.SIGN)) {
            uint24 member = actor.member();
            custody = row.has(Lifecycle.REMEMBER) ? custody.withFurtherSigner(member) : custody.withLastSigner(member);
        }
        if (row.has(Lifecycle.REMEMBER)) status = status.remember();
        return (status, custody);
    }

    /// @notice Where goods come in: what is stored of a witnessed product waits for a second person.
    function witness(
        LedgerStorage storage self,
        Membership actor,
        Custody custody,
        uint8 to
    ) internal view returns (Custody, uint8) {
        if (to == uint8(AssetState.Stored) && self.products[custody.product()].witnessed)
            to = uint8(AssetState.Inspected);
        if (to == uint8(AssetState.Inspected)) custody = custody.withLastSigner(actor.member());
        return (custody, to);
    }

    /// @notice Refuses a count of an item that is neither none nor one.
    function requireCount(Action action, Custody custody, uint32 value) internal pure {
        if (value > 1 && !custody.isParcel()) revert ILedgerErrors.ValueOutOfRange(action, value, 0, 1);
    }

    /// @notice Whether means of disposal hand the goods on to others.
    function handsOn(uint32 means) internal pure returns (bool) {
        return means == uint8(Means.Sold) || means == uint8(Means.TradedIn) || means == uint8(Means.Donated);
    }

    function _requireFurther(
        LedgerStorage storage self,
        Row row,
        Action action,
        AssetId id,
        Membership actor,
        Status status,
        Custody custody,
        Claim calldata claim
    ) private view {
        bytes32 subject = AssetId.unwrap(id);
        if (row.has(Lifecycle.OWNED) && custody.isBorrowed()) {
            revert ILedgerErrors.BorrowedGoods(subject, custody.owner());
        }
        if (row.has(Lifecycle.SEPARATE)) {
            uint24 member = actor.member();
            bool own = custody.lastSigner() == member;
            if (own || (row.has(Lifecycle.NO_APPROVER) && Quorum.hasVoted(self, subject, member))) {
                revert ILedgerErrors.OwnWork(subject, action, member);
            }
        }
        if (row.has(Lifecycle.COUNT)) requireCount(action, custody, claim.value);
        if (row.has(Lifecycle.HANDS_ON) && handsOn(claim.value)) Usability.requireUnblocked(self, id, status, custody);
    }
}
