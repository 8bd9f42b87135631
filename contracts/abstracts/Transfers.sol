// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Facts } from "../libraries/Facts.sol";
import { History } from "../libraries/History.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { OpenRecalls } from "../libraries/OpenRecalls.sol";
import { Steps } from "../libraries/Steps.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim, LedgerStorage } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Duties, Roles, Terms } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Transfers
/// @notice Handing assets from one custodian to another. Until the addressee takes it, an asset is its sender's.
abstract contract Transfers is LedgerState {
    using Access for LedgerStorage;

    /// @dev A day's number, from 1970-01-01, in the upper 24 bits of `value`.
    uint32 private constant MAX_DAY = type(uint24).max;

    /// @inheritdoc ILedger
    function offer(AssetId assetId, uint24 to, Terms terms, Claim calldata claim) external {
        Row row = Lifecycle.OFFER;
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 state) = Steps.begin(
            _ledger,
            row,
            Action.Offer,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        if (terms == Terms.None || terms == Terms.Returned) revert InvalidTerms(terms);
        uint32 due = claim.value;
        if (due > MAX_DAY) revert ValueOutOfRange(Action.Offer, due, 0, MAX_DAY);
        _ledger.requireAddressee(actor, to);
        _requireTerms(actor, to, terms, subject, status);

        uint32 quantity = custody.quantity();
        (status, custody) = Steps.effects(row, actor, subject, status, custody);
        asset.custody = custody.withOffer(terms, to, claim.until);
        uint32 value = uint32(uint8(terms)) | (due << 8);
        uint256 facts = Facts.pack(Action.Offer, state, to, quantity, value, claim.until);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @inheritdoc ILedger
    function take(AssetId assetId, Claim calldata claim) external {
        Row row = Lifecycle.TAKE;
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            _ledger,
            row,
            Action.Take,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        if (block.timestamp > custody.deadline()) revert DeadlinePassed(subject, custody.deadline());
        Terms offered = custody.offeredTerms();
        (uint24 sender, uint24 owner, uint24 taker) = (custody.custodian(), custody.owner(), actor.organisation());
        Terms terms = offered;
        if (offered == Terms.Returned) {
            // Ownership goes back with what its owner sends.
            if (owner == sender) owner = taker;
            terms = owner == taker ? Terms.Owned : Terms.Loan;
        } else {
            _ledger.requireActive(sender);
            OpenRecalls.requireNone(_ledger, assetId, status, custody);
            if (terms == Terms.Owned) owner = taker;
        }

        (status, custody) = Steps.effects(row, actor, subject, status, custody.withParties(taker, owner, terms));
        (custody, to) = Steps.witness(_ledger, actor, custody, to);
        asset.custody = custody;
        uint256 facts = Facts.pack(Action.Take, to, sender, custody.quantity(), uint8(offered), 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev On which terms goods may be offered to whom.
    function _requireTerms(Membership actor, uint24 to, Terms terms, bytes32 subject, Status status) private view {
        if (status.state() == uint8(AssetState.Faulty)) {
            // For repair, and not for good.
            if (terms != Terms.Loan) revert InvalidTerms(terms);
            _ledger.requireRole(to, Roles.SERVICE_PROVIDER);
            _ledger.requireAppointed(actor.organisation(), to, Duties.MAINTAIN);
        } else if (terms == Terms.Owned) {
            // What others supply to a hospital for good is bought: by requisition, or on consignment and settled.
            if (_ledger.organisations[to].roles & Roles.HOSPITAL != 0) Access.requireRole(actor, Roles.HOSPITAL);
        } else if (terms == Terms.Consignment) {
            // What is used has to be settled, and nobody orders from others.
            Access.requireRole(actor, Roles.SUPPLIER | Roles.MANUFACTURER);
            // A second debt would replace the first.
            uint24 consignor = _ledger.assets[AssetId.wrap(subject)].care.consignor;
            if (consignor != 0) revert Unsettled(subject, consignor);
        }
    }
}
