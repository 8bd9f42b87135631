// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Kind, Purpose, Roles, Terms } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Quorum } from "./Quorum.sol";

/// @title AssetSteps
/// @notice The rare steps on assets that need more than their row. Linked into the ledger, whose storage it works on;
/// what each function does and requires stands in {ILedger}.
library AssetSteps {
    using Access for LedgerStorage;

    function monitor(
        LedgerStorage storage self,
        AssetId id,
        int16 lowest,
        int16 highest,
        uint32 from,
        Claim calldata claim
    ) external {
        (Membership actor, Status status, uint8 to) = _begin(self, Action.Monitor, id);
        _requireMonitor(self, actor, id);
        Lifecycle.requireNoClaim(Action.Monitor, claim);
        History.requireHead(status, AssetId.unwrap(id), claim.expected);
        if (lowest > highest) revert ILedgerErrors.InvalidLimits(lowest, highest);
        from = _span(self.assets[id], id, from, claim.occurredAt);

        if (_exceeds(self, id, lowest, highest)) status = status.withQuarantine(true);
        uint256 facts = Facts.pack(
            Action.Monitor,
            to,
            0,
            self.assets[id].custody.quantity(),
            Facts.temperatures(lowest, highest),
            from
        );
        self.assets[id].status = History.append(status, AssetId.unwrap(id), actor, facts, claim);
    }

    /// @notice Approves or rejects scrapping.
    function decideScrap(LedgerStorage storage self, AssetId id, Action action, Claim calldata claim) external {
        if (!Lifecycle.ofAsset(action).has(Lifecycle.DECIDE)) revert ILedgerErrors.UnknownAction(action);
        (Membership actor, Status status, uint8 to) = _begin(self, action, id);
        bytes32 subject = AssetId.unwrap(id);
        Custody custody = self.assets[id].custody;
        (uint256 quorum, uint24 outside) = _requireApprover(self, actor, subject, custody, action);
        if (action == Action.ApproveScrap) Goods.requireOwned(custody, subject);
        Lifecycle.requireNoClaim(action, claim);
        History.requireHead(status, subject, claim.expected);

        if (action == Action.RejectScrap) delete self.votes[subject];
        else if (Quorum.vote(self, subject, actor, quorum, outside)) {
            self.assets[id].custody = custody.withLastSigner(actor.member());
        } else to = uint8(AssetState.ScrapRequested);
        uint256 facts = Facts.pack(action, to, 0, custody.quantity(), 0, 0);
        self.assets[id].status = History.append(status, subject, actor, facts, claim);
    }

    function sendBack(LedgerStorage storage self, AssetId id, uint24 to, Claim calldata claim) external {
        (Membership actor, Status status, uint8 state) = _begin(self, Action.SendBack, id);
        Asset storage asset = self.assets[id];
        Custody custody = asset.custody;
        bytes32 subject = AssetId.unwrap(id);
        Access.requireOrganisation(actor, subject, custody.custodian());
        Access.requireDuty(actor, Lifecycle.SEND_BACK.duties());
        if (claim.value != 0) revert ILedgerErrors.ValueOutOfRange(Action.SendBack, claim.value, 0, 0);
        History.requireHead(status, subject, claim.expected);
        if (!_isOrigin(self, asset, custody, to)) revert ILedgerErrors.NotItsOrigin(subject, to);
        Goods.requireAddressee(self, Action.SendBack, actor, to, claim.until);

        asset.custody = custody.withOffer(Terms.Returned, to, claim.until);
        uint256 facts = Facts.pack(Action.SendBack, state, to, custody.quantity(), 0, claim.until);
        asset.status = History.append(status.remember(), subject, actor, facts, claim);
    }

    function reassign(
        LedgerStorage storage self,
        AssetId id,
        uint24 custodian,
        uint24 owner,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        (, Status status, uint8 to) = _begin(self, Action.Reassign, id);
        bytes32 subject = AssetId.unwrap(id);
        Lifecycle.requireNoClaim(Action.Reassign, claim);
        History.requireHead(status, subject, claim.expected);
        Asset storage asset = self.assets[id];
        // One that stays may be suspended.
        if (custodian != asset.custody.custodian()) self.requireCounterpart(custodian, Roles.HOLDERS);
        if (owner != asset.custody.owner()) self.requireCounterpart(owner, Roles.HOLDERS);

        // Nothing that the former parties began outlasts it: an offer, a shipment, a scrapping, a debt.
        Terms terms = custodian == owner ? Terms.Owned : Terms.Loan;
        asset.custody = asset.custody.withParties(custodian, owner, terms).withoutOffer();
        if (status.state() == uint8(AssetState.InTransit)) asset.shipment = RequisitionId.wrap(0);
        if (to == uint8(AssetState.ScrapRequested) || to == uint8(AssetState.ScrapApproved)) {
            to = status.before();
            delete self.votes[subject];
        }
        Goods.endDebt(asset.care);
        uint256 facts = Facts.pack(Action.Reassign, to, custodian, asset.custody.quantity(), owner, 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev Who writes, on what, and the state that it leads to.
    function _begin(
        LedgerStorage storage self,
        Action action,
        AssetId id
    ) private view returns (Membership actor, Status status, uint8 to) {
        actor = self.member();
        status = self.assets[id].status;
        to = Lifecycle.next(Lifecycle.ofAsset(action), Kind.Asset, action, status, AssetId.unwrap(id));
    }

    /// @dev What is borrowed goes back to its owner, what is owned to the supplier it came from or its manufacturer.
    function _isOrigin(
        LedgerStorage storage self,
        Asset storage asset,
        Custody custody,
        uint24 to
    ) private view returns (bool) {
        if (custody.isBorrowed()) return to == custody.owner();
        if (to == 0) return false;
        return to == self.products[custody.product()].manufacturer || to == self.requisitions[asset.shipment].supplier;
    }

    function _requireMonitor(LedgerStorage storage self, Membership actor, AssetId id) private view {
        Row row = Lifecycle.ofAsset(Action.Monitor);
        self.requireLeave(actor, AssetId.unwrap(id), self.assets[id].custody, row);
        Access.requireDuty(actor, row.duties());
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

    function _exceeds(LedgerStorage storage self, AssetId id, int16 lowest, int16 highest) private view returns (bool) {
        Product storage product = self.products[self.assets[id].custody.product()];
        (int16 least, int16 most) = (product.lowest, product.highest);
        bool limited = least != 0 || most != 0;
        return limited && (lowest < least || highest > most);
    }

    /// @dev Who may decide on scrapping: the custodian's approvers and the one outside, but not who requested it.
    function _requireApprover(
        LedgerStorage storage self,
        Membership actor,
        bytes32 subject,
        Custody custody,
        Action action
    ) private view returns (uint256 quorum, uint24 outside) {
        uint24 custodian = custody.custodian();
        (quorum, outside) = Quorum.required(self, Purpose.Scrap, custodian, self.products[custody.product()]);
        if (actor.organisation() != outside) Access.requireOrganisation(actor, subject, custodian);
        Access.requireDuty(actor, Lifecycle.ofAsset(action).duties());
        uint24 member = actor.member();
        if (custody.lastSigner() == member) revert ILedgerErrors.OwnWork(subject, action, member);
    }
}
