// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Debts } from "../libraries/Debts.sol";
import { Facts } from "../libraries/Facts.sol";
import { History } from "../libraries/History.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { Steps } from "../libraries/Steps.sol";
import { Usability } from "../libraries/Usability.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Asset, Claim } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, CalibrationResult } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Assets
/// @notice Every step on an asset that its row in the lifecycle table says all about, and dispensing by quantity.
abstract contract Assets is LedgerState {
    /// @dev The rules of a row that change more than the state. Of those that change something, a row has one at most, but for
    /// signing and remembering.
    uint256 private constant FURTHER =
        Lifecycle.CALIBRATE |
            Lifecycle.CONSUME |
            Lifecycle.QUARANTINE |
            Lifecycle.RELEASE |
            Lifecycle.END_OFFER |
            Lifecycle.SIGN |
            Lifecycle.REMEMBER;

    /// @inheritdoc ILedger
    function record(Action action, AssetId assetId, Claim calldata claim) external {
        Row row = Lifecycle.ofAsset(action);
        if (!row.has(Lifecycle.RECORD)) revert UnknownAction(action);
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            _ledger,
            row,
            action,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        uint32 quantity = custody.quantity();

        if (row.has(FURTHER)) {
            Custody changed;
            if (row.has(Lifecycle.CALIBRATE)) (status, changed) = _calibrate(subject, status, custody, claim);
            else if (row.has(Lifecycle.CONSUME)) (changed, to) = _consume(asset, custody, to);
            else (status, changed) = Steps.effects(row, actor, subject, status, custody);
            if (changed != custody) asset.custody = changed;
        }

        uint256 facts = Facts.pack(action, to, 0, quantity, claim.value, claim.until);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @inheritdoc ILedger
    function dispense(AssetId assetId, uint32 quantity, Claim calldata claim) external {
        (Asset storage asset, Membership actor, Status status, Custody custody, uint8 to) = Steps.begin(
            _ledger,
            Lifecycle.DISPENSE,
            Action.Dispense,
            assetId,
            claim
        );
        bytes32 subject = AssetId.unwrap(assetId);
        if (custody.isSerialised()) revert Serialised(subject);
        uint32 held = custody.holds();
        if (quantity == 0 || quantity > held) revert QuantityOutOfRange(quantity, 1, held);

        if (custody.isConsigned()) Debts.owe(asset.care, custody, quantity);
        if (quantity == held) to = uint8(AssetState.Consumed);
        asset.custody = custody.withLess(quantity);
        uint256 facts = Facts.pack(Action.Dispense, to, 0, quantity, claim.value, 0);
        asset.status = History.append(status, subject, actor, facts, claim);
    }

    /// @dev Using what is consigned passes its ownership, and of a single-use product consumes it.
    function _consume(Asset storage asset, Custody custody, uint8 to) private returns (Custody changed, uint8) {
        changed = custody.isConsigned() ? Debts.passOwnership(asset.care, custody) : custody;
        if (_ledger.products[custody.product()].singleUse) to = uint8(AssetState.Consumed);
        return (changed, to);
    }

    /// @dev A calibration holds no longer than its product's interval from when it was done; a failed one sets the flag. None
    /// is older than the last one: what failed is not made good by an earlier success.
    function _calibrate(
        bytes32 subject,
        Status status,
        Custody custody,
        Claim calldata claim
    ) private view returns (Status, Custody) {
        uint32 doneAt = claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
        uint32 until = claim.until;
        if (doneAt < custody.calibratedAt()) {
            revert OlderThanLast(subject, Action.Calibrate, doneAt, custody.calibratedAt());
        }
        if (claim.value == uint32(CalibrationResult.Failed)) {
            if (until != 0) revert UntilOutOfRange(Action.Calibrate, until, 0, 0);
            return (status.withQuarantine(true), custody.withCalibration(doneAt, 0));
        }

        uint16 interval = _ledger.products[custody.product()].calibrationInterval;
        Lifecycle.requireUntil(Action.Calibrate, until, Usability.lastCalibrated(interval, doneAt));
        return (status, custody.withCalibration(doneAt, until));
    }
}
