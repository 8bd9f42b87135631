// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage, Passage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Purpose, Roles, Terms } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Debts } from "./Debts.sol";
import { Facts } from "./Facts.sol";
import { History } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Provenance } from "./Provenance.sol";
import { Quorum } from "./Quorum.sol";
import { Steps } from "./Steps.sol";

/// @title AssetSteps
/// @notice The rare steps on assets that need more than their row. Linked into the ledger, whose storage it works on;
/// what each function requires stands in {ILedger}.
library AssetSteps {
    using Access for LedgerStorage;

    /// @notice Records what the cold chain measured.
    /// @param self The ledger's storage.
    /// @param id The asset.
    /// @param lowest Lowest reading of the span, in tenths of a degree Celsius.
    /// @param highest Highest one.
    /// @param from When the span began, unix seconds; 0 for a single reading.
    /// @param claim `occurredAt`: when it ended.
    function monitor(
        LedgerStorage storage self,
        AssetId id,
        int16 lowest,
        int16 highest,
        uint32 from,
        Claim calldata claim
    ) external {
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            Lifecycle.MONITOR,
            Action.Monitor,
            id,
            claim
        );
        if (lowest > highest) revert ILedgerErrors.InvalidLimits(lowest, highest);
        from = _span(asset, id, from, claim.occurredAt);

        if (_exceeds(self.products[custody.product()], lowest, highest)) status = status.withQuarantine(true);
        uint32 readings = Facts.temperatures(lowest, highest);
        uint256 facts = Facts.pack(Action.Monitor, to, 0, custody.quantity(), readings, from);
        asset.status = History.append(status, AssetId.unwrap(id), actor, facts, claim);
    }

    /// @notice Approves or rejects scrapping.
    /// @param self The ledger's storage.
    /// @param id The asset.
    /// @param action Approve scrap or reject scrap.
    /// @param claim What the signer says.
    function decideScrap(LedgerStorage storage self, AssetId id, Action action, Claim calldata claim) external {
        Row row = Lifecycle.ofAsset(action);
        if (!row.has(Lifecycle.DECIDE)) revert ILedgerErrors.UnknownAction(action);
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            row,
            action,
            id,
            claim
        );
        bytes32 subject = AssetId.unwrap(id);
        // The custodian could have another scrapping decided on than the outside approver saw.
        bool fromOutside = actor.organisation() != custody.custodian();
        if (fromOutside && claim.expected.isZero()) revert ILedgerErrors.HeadRequired(subject);

        Custody changed = custody;
        if (action == Action.RejectScrap) {
            delete self.votes[subject];
            changed = custody.withFormerSigner();
        } else if (_vote(self, subject, actor, custody)) {
            (status, changed) = Steps.effects(row, actor, subject, status, custody);
        } else {
            to = uint8(AssetState.ScrapRequested);
        }
        if (changed != custody) asset.custody = changed;
        uint256 facts = Facts.pack(action, to, 0, custody.quantity(), 0, 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @notice Sends an asset back.
    /// @param self The ledger's storage.
    /// @param id The asset.
    /// @param to The addressee.
    /// @param way The entries since it came from the addressee; none where that is the owner or the manufacturer.
    /// @param claim `until`: the last second to take it.
    function sendBack(
        LedgerStorage storage self,
        AssetId id,
        uint24 to,
        Passage[] calldata way,
        Claim calldata claim
    ) external {
        Row row = Lifecycle.SEND_BACK;
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 state) = Steps.begin(
            self,
            row,
            Action.SendBack,
            id,
            claim
        );
        bytes32 subject = AssetId.unwrap(id);
        self.requireAddressee(actor, to);
        bool known = to == custody.owner() || to == self.products[custody.product()].manufacturer;
        if (!known && !Provenance.cameFrom(subject, status.head(), custody, to, way)) {
            revert ILedgerErrors.NotItsOrigin(subject, to);
        }

        (status, custody) = Steps.effects(row, actor, subject, status, custody);
        asset.custody = custody.withOffer(Terms.Returned, to, claim.until);
        uint256 facts = Facts.pack(Action.SendBack, state, to, custody.quantity(), 0, claim.until);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @notice Names a new custodian and owner.
    /// @param self The ledger's storage.
    /// @param id The asset.
    /// @param custodian The organisation that is to hold it.
    /// @param owner The organisation that is to own it.
    /// @param claim What the signer says.
    function reassign(
        LedgerStorage storage self,
        AssetId id,
        uint24 custodian,
        uint24 owner,
        Claim calldata claim
    ) external {
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            self,
            Lifecycle.REASSIGN,
            Action.Reassign,
            id,
            claim
        );
        // One that stays may be suspended.
        if (custodian != custody.custodian()) self.requireCounterpart(custodian, Roles.HOLDERS);
        if (owner != custody.owner()) self.requireCounterpart(owner, Roles.HOLDERS);

        // Nothing that the former parties began outlasts it: an offer, a shipment, a scrapping, a debt.
        bytes32 subject = AssetId.unwrap(id);
        if (to == uint8(AssetState.InTransit)) {
            asset.shipment = RequisitionId.wrap(0);
            custody = custody.withoutOffer();
        } else if (to == uint8(AssetState.ScrapRequested) || to == uint8(AssetState.ScrapApproved)) {
            to = status.before();
            custody = custody.withFormerSigner();
            delete self.votes[subject];
        }
        Debts.end(asset.care);
        asset.custody = custody.withParties(custodian, owner, custodian == owner ? Terms.Owned : Terms.Loan);
        uint256 facts = Facts.pack(Action.Reassign, to, custodian, custody.quantity(), owner, 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev Notes the end of the span; its beginning, which is its end for a single reading.
    function _span(Asset storage asset, AssetId id, uint32 from, uint32 occurredAt) private returns (uint32) {
        uint32 end = occurredAt == 0 ? uint32(block.timestamp) : occurredAt;
        if (from == 0) from = end;
        uint32 last = asset.care.monitoredAt;
        if (from > end || end <= last) revert ILedgerErrors.SpanOutOfOrder(AssetId.unwrap(id), from, end, last);

        asset.care.monitoredAt = end;
        return from;
    }

    function _exceeds(Product storage product, int16 lowest, int16 highest) private view returns (bool) {
        (int16 least, int16 most) = (product.lowest, product.highest);
        bool limited = least != 0 || most != 0;
        return limited && (lowest < least || highest > most);
    }

    /// @dev Counts an approval; whether it was the last one needed.
    function _vote(
        LedgerStorage storage self,
        bytes32 subject,
        Membership actor,
        Custody custody
    ) private returns (bool) {
        Product storage product = self.products[custody.product()];
        (uint256 quorum, uint24 outside) = Quorum.required(self, Purpose.Scrap, custody.custodian(), product);
        return Quorum.vote(self, subject, actor, quorum, outside);
    }
}
