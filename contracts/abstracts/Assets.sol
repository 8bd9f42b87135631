// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Facts } from "../libraries/Facts.sol";
import { Goods } from "../libraries/Goods.sol";
import { History, Origin } from "../libraries/History.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { AssetId, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Appointment, Asset, Claim, Custody, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Duties, Kind } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Assets
/// @notice Enrolling what was manufactured, and every step that its row in the lifecycle table says all about.
abstract contract Assets is LedgerState {
    using Access for LedgerStorage;

    /// @inheritdoc ILedger
    function enrol(ProductId id, bytes32 serial, Claim calldata claim) external returns (AssetId assetId) {
        Membership actor = _ledger.memberWith(Duties.INSPECT);
        uint24 number = _ledger.productNumbers[id];
        if (number == 0) revert UnknownSubject(ProductId.unwrap(id));
        Product storage product = _ledger.products[number];
        Access.requireOrganisation(actor, ProductId.unwrap(id), product.manufacturer);
        Row row = Lifecycle.ofAsset(Action.Enrol);
        Lifecycle.requireClaim(row, Action.Enrol, claim);

        assetId = Goods.newItem(_ledger, id, serial);
        Goods.requireRegistered(product, claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt);
        Asset storage asset = _ledger.assets[assetId];
        History.requireHead(asset.status, AssetId.unwrap(assetId), claim.expected);

        uint24 organisation = actor.organisation();
        asset.custody = Custody({ product: number, custodian: organisation, owner: organisation, lastSigner: 0 });
        asset.status = History.append(
            asset.status,
            AssetId.unwrap(assetId),
            actor,
            Facts.pack(Action.Enrol, uint8(AssetState.Stored), 0, 1, claim.value, 0),
            claim,
            Origin({ subject: ProductId.unwrap(id), head: product.status.head(), class: ProductId.unwrap(id) })
        );
    }

    /// @inheritdoc ILedger
    function record(Action action, AssetId assetId, Claim calldata claim) external {
        Row row = Lifecycle.ofAsset(action);
        if (!row.has(Lifecycle.RECORD)) revert UnknownAction(action);
        Membership actor = _ledger.member();
        Asset storage asset = _ledger.assets[assetId];
        bytes32 subject = AssetId.unwrap(assetId);
        Status status = asset.status;
        if (status.state() == 0) revert UnknownSubject(subject);
        Custody storage custody = asset.custody;

        uint8 to = Lifecycle.next(row, Kind.Asset, action, status, subject);
        _requireLeave(actor, subject, custody.custodian, row);
        Access.requireDuty(actor, row.duties());
        if (row.has(Lifecycle.OWNED)) Goods.requireOwned(custody, subject);
        if (row.has(Lifecycle.SEPARATE) && custody.lastSigner == actor.member()) {
            revert OwnWork(subject, action, actor.member());
        }
        Lifecycle.requireClaim(row, action, claim);
        History.requireHead(status, subject, claim.expected);
        if (row.has(Lifecycle.USABLE | Lifecycle.QUARANTINE | Lifecycle.RELEASE)) status = _flag(row, status, subject);

        if (row.has(Lifecycle.CONSUME) && _ledger.products[custody.product].singleUse) to = uint8(AssetState.Consumed);
        if (row.has(Lifecycle.SIGN)) custody.lastSigner = actor.member();
        if (row.has(Lifecycle.REMEMBER)) status = status.remember();
        asset.status = History.append(
            status,
            subject,
            actor,
            Facts.pack(action, to, 0, 1, claim.value, claim.until),
            claim
        );
    }

    /// @dev What the flag of quarantine allows, and what becomes of it.
    function _flag(Row row, Status status, bytes32 subject) private pure returns (Status) {
        if (row.has(Lifecycle.RELEASE)) {
            if (!status.quarantined()) revert NotQuarantined(subject);
            return status.withQuarantine(false);
        }
        Goods.requireUsable(status, subject);
        return row.has(Lifecycle.QUARANTINE) ? status.withQuarantine(true) : status;
    }

    /// @dev A step is the custodian's, or, where the row says so, an appointed provider's.
    function _requireLeave(Membership actor, bytes32 subject, uint24 custodian, Row row) private view {
        uint24 organisation = actor.organisation();
        if (organisation == custodian) return;
        if (!row.has(Lifecycle.APPOINTABLE)) revert WrongOrganisation(subject, organisation, custodian);

        Appointment memory appointment = _ledger.appointments[custodian][organisation];
        if (appointment.duties & row.duties() == 0 || appointment.until < block.timestamp) {
            revert NotAppointed(organisation, custodian, row.duties());
        }
    }
}
