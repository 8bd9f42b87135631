// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Facts } from "../libraries/Facts.sol";
import { Goods } from "../libraries/Goods.sol";
import { History, Origin } from "../libraries/History.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { Quorum } from "../libraries/Quorum.sol";
import { Custody, newCustody } from "../types/Custody.sol";
import { AssetId, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Care, Claim, LedgerStorage } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, CalibrationResult, Duties, Kind, Terms, Tracking } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Assets
/// @notice Enrolling, and every step that its row in the lifecycle table says all about.
abstract contract Assets is LedgerState {
    using Access for LedgerStorage;

    /// @inheritdoc ILedger
    function enrol(ProductId id, bytes32 serial, Claim calldata claim) external returns (AssetId assetId) {
        Membership actor = _ledger.memberWith(Duties.INSPECT);
        uint24 number = _ledger.productNumbers[id];
        if (number == 0) revert UnknownSubject(ProductId.unwrap(id));
        Goods.requireTracking(_ledger.products[number], Tracking.Serial);
        Lifecycle.requireClaim(Lifecycle.ofAsset(Action.Enrol), Action.Enrol, claim);
        AssetState to = Goods.requireBasis(_ledger, actor, id, _ledger.products[number], claim);

        assetId = Goods.newItem(_ledger, id, serial);
        Asset storage asset = _ledger.assets[assetId];
        Status status = asset.status;
        History.requireHead(status, AssetId.unwrap(assetId), claim.expected);

        uint24 organisation = actor.organisation();
        asset.custody = newCustody(number).withParties(organisation, organisation, Terms.Owned).withLastSigner(
            to == AssetState.Inspected ? actor.member() : 0
        );
        asset.status = History.append(
            status,
            AssetId.unwrap(assetId),
            actor,
            Facts.pack(Action.Enrol, uint8(to), 0, 1, claim.value, 0),
            claim,
            Origin({
                subject: ProductId.unwrap(id),
                head: _ledger.products[number].status.head(),
                class: ProductId.unwrap(id)
            })
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
        Custody custody = asset.custody;

        uint8 to = Lifecycle.next(row, Kind.Asset, action, status, subject);
        if (row.has(Lifecycle.ADDRESSEE)) Access.requireOrganisation(actor, subject, custody.offeredTo());
        else _ledger.requireLeave(actor, subject, custody, row);
        Access.requireDuty(actor, row.duties());
        uint32 quantity = 1;
        if (custody.isParcel()) {
            if (row.has(Lifecycle.ITEMS)) revert NotForParcels(subject, action);
            quantity = custody.holds();
        }
        Lifecycle.requireClaim(row, action, claim);
        History.requireHead(status, subject, claim.expected);
        if (row.has(Lifecycle.CALIBRATE)) {
            (asset.custody, status) = _calibrate(custody, status, claim);
        } else if (row.has(FURTHER)) {
            _requireGuards(row, action, actor, custody, subject);
            if (row.has(Lifecycle.USABLE)) Goods.requireUsable(_ledger, assetId, status, custody);
            if (row.has(Lifecycle.COUNT)) Goods.requireCount(action, custody, claim.value);
            (status, to) = _effect(row, actor, asset, subject, status, custody, to);
        }

        uint256 facts = Facts.pack(action, to, 0, quantity, claim.value, claim.until);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @inheritdoc ILedger
    function dispenseQuantity(uint32 quantity, AssetId assetId, Claim calldata claim) external {
        Membership actor = _ledger.member();
        Asset storage asset = _ledger.assets[assetId];
        bytes32 subject = AssetId.unwrap(assetId);
        (Status status, Custody custody) = (asset.status, asset.custody);
        uint8 to = Lifecycle.next(Lifecycle.DISPENSE, Kind.Asset, Action.Dispense, status, subject);
        Access.requireOrganisation(actor, subject, custody.custodian());
        Access.requireDuty(actor, Lifecycle.DISPENSE.duties());
        if (!custody.isParcel()) revert OnlyForParcels(subject, Action.Dispense);
        if (custody.isSerialised()) revert Serialised(subject);
        uint32 held = custody.holds();
        if (quantity == 0 || quantity > held) revert QuantityOutOfRange(quantity, 1, held);
        if (claim.until != 0) revert UntilOutOfRange(Action.Dispense, claim.until, 0, 0);
        History.requireHead(status, subject, claim.expected);
        Goods.requireUsable(_ledger, assetId, status, custody);

        if (custody.isConsigned()) Goods.owe(asset.care, custody, quantity);
        if (quantity == held) to = uint8(AssetState.Consumed);
        asset.custody = custody.withQuantity(held - quantity);
        uint256 facts = Facts.pack(Action.Dispense, to, 0, quantity, claim.value, 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev The rules of a row that look at more than the state, or change more. Of those that change something, a row has one
    /// at most, but for signing and remembering.
    uint256 private constant FURTHER =
        Lifecycle.OWNED |
            Lifecycle.SEPARATE |
            Lifecycle.USABLE |
            Lifecycle.COUNT |
            Lifecycle.CONSUME |
            Lifecycle.QUARANTINE |
            Lifecycle.RELEASE |
            Lifecycle.END_OFFER |
            Lifecycle.SIGN |
            Lifecycle.REMEMBER;

    /// @dev Whose goods they must be, and who must not have signed before.
    function _requireGuards(Row row, Action action, Membership actor, Custody custody, bytes32 subject) private view {
        if (row.has(Lifecycle.OWNED)) Goods.requireOwned(custody, subject);
        if (!row.has(Lifecycle.SEPARATE)) return;

        uint24 member = actor.member();
        bool own = custody.lastSigner() == member;
        if (own || (action == Action.Dispose && Quorum.hasVoted(_ledger, subject, member))) {
            revert OwnWork(subject, action, member);
        }
    }

    /// @dev What a row does beside the state.
    function _effect(
        Row row,
        Membership actor,
        Asset storage asset,
        bytes32 subject,
        Status status,
        Custody custody,
        uint8 to
    ) private returns (Status, uint8) {
        Custody changed = custody;
        if (row.has(Lifecycle.CONSUME)) {
            if (custody.isConsigned()) changed = _passOwnership(asset.care, custody);
            if (_ledger.products[custody.product()].singleUse) to = uint8(AssetState.Consumed);
        } else if (row.has(Lifecycle.QUARANTINE)) {
            if (status.quarantined()) revert Quarantined(subject);
            status = status.withQuarantine(true);
        } else if (row.has(Lifecycle.RELEASE)) {
            if (!status.quarantined()) revert NotQuarantined(subject);
            status = status.withQuarantine(false);
        } else if (row.has(Lifecycle.END_OFFER)) {
            changed = custody.withoutOffer();
        } else {
            if (row.has(Lifecycle.SIGN)) changed = custody.withLastSigner(actor.member());
            if (row.has(Lifecycle.REMEMBER)) status = status.remember();
        }
        if (changed != custody) asset.custody = changed;
        return (status, to);
    }

    /// @dev A calibration holds no longer than its product's interval from when it was done; a failed one sets the flag.
    function _calibrate(Custody custody, Status status, Claim calldata claim) private view returns (Custody, Status) {
        uint32 until = claim.until;
        if (claim.value == uint32(CalibrationResult.Failed)) {
            if (until != 0) revert UntilOutOfRange(Action.Calibrate, until, 0, 0);
            return (custody.withCalibration(0), status.withQuarantine(true));
        }

        uint256 last = type(uint32).max;
        uint256 interval = _ledger.products[custody.product()].calibrationInterval;
        if (interval != 0) {
            uint256 doneAt = claim.occurredAt;
            if (doneAt == 0) doneAt = block.timestamp;
            // Two numbers of few bits: nothing overflows.
            unchecked {
                last = doneAt + interval * 1 days;
            }
        }
        Lifecycle.requireUntil(Action.Calibrate, until, last);
        return (custody.withCalibration(until), status);
    }

    /// @dev Using consigned goods passes ownership; what is owed for them is settled later, but before they are consigned again.
    function _passOwnership(Care storage care, Custody custody) private returns (Custody) {
        uint24 debtor = custody.custodian();
        care.consignor = custody.owner();
        care.debtor = debtor;
        return custody.withParties(debtor, debtor, Terms.Owned);
    }
}
