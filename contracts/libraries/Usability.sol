// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId } from "../types/Ids.sol";
import { Recall } from "../types/Recall.sol";
import { Batch, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { AssetState } from "../types/Vocabulary.sol";
import { OpenRecalls } from "./OpenRecalls.sol";

/// @title Usability
/// @notice Whether an asset may be used: not quarantined, not recalled or remedied since, not expired, calibrated where its
/// product needs it.
library Usability {
    /// @notice Requires an asset to be usable; one that is faulty, and so goes to be repaired, not to be recalled.
    function requireUsable(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        Product storage product = self.products[custody.product()];
        (uint16 interval, Recall recall) = (product.calibrationInterval, product.recall);
        _requireUnblocked(self, id, status, custody, recall);
        // Only items are calibrated.
        if (interval == 0 || _isFaulty(status)) return;

        // One that reaches further than the interval was given when none, or a longer one, was prescribed.
        uint32 until = custody.calibratedUntil();
        if (until < block.timestamp || until > lastCalibrated(interval, block.timestamp)) {
            revert ILedgerErrors.CalibrationLapsed(AssetId.unwrap(id), until);
        }
    }

    /// @notice The last second until which a calibration can hold that was done at a moment.
    /// @param interval For how many days at most; 0 if the product needs none.
    function lastCalibrated(uint256 interval, uint256 doneAt) internal pure returns (uint256) {
        if (interval == 0) return type(uint32).max;
        // Two numbers of few bits: nothing overflows.
        unchecked {
            return doneAt + interval * 1 days;
        }
    }

    /// @notice Requires an asset not to be quarantined, recalled or expired.
    function requireUnblocked(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        _requireUnblocked(self, id, status, custody, self.products[custody.product()].recall);
    }

    function _requireUnblocked(
        LedgerStorage storage self,
        AssetId id,
        Status status,
        Custody custody,
        Recall ofProduct
    ) private view {
        if (status.quarantined() && !_isFaulty(status)) revert ILedgerErrors.Quarantined(AssetId.unwrap(id));
        if (status.recalled() || ofProduct.isOpen()) OpenRecalls.requireRemedied(self, id, custody);
        if (!custody.isParcel()) return;

        Batch storage batch = self.batches[custody.batch()];
        (uint32 expiry, Recall ofBatch) = (batch.expiry, batch.recall);
        if (expiry < block.timestamp) revert ILedgerErrors.Expired(AssetId.unwrap(id), expiry);
        if (ofBatch.isOpen()) OpenRecalls.requireRemedied(self, id, custody);
    }

    function _isFaulty(Status status) private pure returns (bool) {
        return status.state() == uint8(AssetState.Faulty);
    }
}
