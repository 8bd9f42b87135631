// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Facts } from "../libraries/Facts.sol";
import { Goods } from "../libraries/Goods.sol";
import { History } from "../libraries/History.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Duties, Kind, Roles, Terms } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Transfers
/// @notice Handing assets from one custodian to another. Until the addressee takes it, an asset is its sender's.
abstract contract Transfers is LedgerState {
    using Access for LedgerStorage;

    /// @dev A day's number, from 1970-01-01, in the upper 24 bits of `value`.
    uint32 private constant MAX_DAY = type(uint24).max;

    /// @inheritdoc ILedger
    function offer(AssetId assetId, uint24 to, Terms terms, Claim calldata claim) external {
        (Membership actor, Status status, Custody custody, uint8 state) = _begin(
            Lifecycle.OFFER,
            Action.Offer,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        Goods.requireOwned(custody, subject);
        if (terms == Terms.None || terms == Terms.Returned) revert InvalidTerms(terms);
        uint32 due = claim.value;
        if (due > MAX_DAY) revert ValueOutOfRange(Action.Offer, due, 0, MAX_DAY);
        if (status.state() == uint8(AssetState.Faulty)) {
            // For repair, and not for good.
            if (terms != Terms.Loan) revert InvalidTerms(terms);
            _ledger.requireCounterpart(to, Roles.SERVICE_PROVIDER);
            _ledger.requireAppointed(actor.organisation(), to, Duties.MAINTAIN);
            // It could not be taken.
            Goods.requireRemedied(_ledger, assetId, custody);
        } else {
            Goods.requireUsable(_ledger, assetId, status, custody);
            // What is used has to be settled, and nobody orders from others.
            if (terms == Terms.Consignment) {
                _ledger.requireCounterpart(actor.organisation(), Roles.SUPPLIER | Roles.MANUFACTURER);
                // A second debt would replace the first.
                uint24 consignor = _ledger.assets[assetId].care.consignor;
                if (consignor != 0) revert Unsettled(subject, consignor);
            }
        }

        uint32 until = claim.until;
        Goods.requireAddressee(_ledger, Action.Offer, actor, to, until);

        Asset storage asset = _ledger.assets[assetId];
        asset.custody = custody.withOffer(terms, to, until);
        uint256 facts = Facts.pack(
            Action.Offer,
            state,
            to,
            custody.quantity(),
            uint32(uint8(terms)) | (due << 8),
            until
        );
        asset.status = History.append(status.remember(), subject, actor, facts, claim);
    }

    /// @inheritdoc ILedger
    function take(AssetId assetId, Claim calldata claim) external {
        (Membership actor, Status status, Custody custody, uint8 state) = _begin(
            Lifecycle.TAKE,
            Action.Take,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        Lifecycle.requireNoClaim(Action.Take, claim);
        if (block.timestamp > custody.deadline()) revert DeadlinePassed(subject, custody.deadline());
        Terms terms = custody.offeredTerms();
        if (terms == Terms.Returned) terms = Terms.Owned;
        else Goods.requireNotRecalled(_ledger, assetId, status, custody);

        uint24 taker = actor.organisation();
        uint24 owner = terms == Terms.Owned ? taker : custody.owner();
        Asset storage asset = _ledger.assets[assetId];
        asset.custody = custody.withoutOffer().withParties(taker, owner, terms);
        uint256 facts = Facts.pack(Action.Take, state, custody.custodian(), custody.quantity(), uint8(terms), 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev What every step here requires, and the state that it leads to.
    function _begin(
        Row row,
        Action action,
        AssetId assetId,
        Claim calldata claim
    ) private view returns (Membership actor, Status status, Custody custody, uint8 to) {
        actor = _ledger.member();
        bytes32 subject = AssetId.unwrap(assetId);
        Asset storage asset = _ledger.assets[assetId];
        status = asset.status;

        to = Lifecycle.next(row, Kind.Asset, action, status, subject);
        custody = asset.custody;
        uint24 required = row.has(Lifecycle.ADDRESSEE) ? custody.offeredTo() : custody.custodian();
        Access.requireOrganisation(actor, subject, required);
        Access.requireDuty(actor, row.duties());
        History.requireHead(status, subject, claim.expected);
    }
}
