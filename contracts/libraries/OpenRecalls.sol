// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, BatchId, ProductId } from "../types/Ids.sol";
import { Recall } from "../types/Recall.sol";
import { Batch, Care, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { RecallLevel } from "../types/Vocabulary.sol";

/// @title OpenRecalls
/// @notice Which recall, if any, keeps an asset from being usable.
library OpenRecalls {
    /// @notice The asset, the batch or the product whose recall is open and that the asset was not remedied of; 0 if there is
    /// none.
    function first(
        LedgerStorage storage self,
        AssetId id,
        Custody custody
    ) internal view returns (bytes32 target, RecallLevel level) {
        Care storage care = self.assets[id].care;
        (uint32 remediedAt, Recall own) = (care.remediedAt, care.recall);
        if (own.isOpen() && own.raisedAt() >= remediedAt) return (AssetId.unwrap(id), own.level());

        Batch storage batch = self.batches[custody.batch()];
        Recall ofBatch = batch.recall;
        if (ofBatch.isOpen() && ofBatch.raisedAt() >= remediedAt) return (BatchId.unwrap(batch.id), ofBatch.level());

        Product storage product = self.products[custody.product()];
        Recall recall = product.recall;
        if (recall.isOpen() && recall.raisedAt() >= remediedAt) return (ProductId.unwrap(product.id), recall.level());
    }

    /// @notice Requires that there is none.
    function requireNone(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        bool recalled = status.recalled() || self.products[custody.product()].recall.isOpen();
        if (recalled || (custody.isParcel() && self.batches[custody.batch()].recall.isOpen())) {
            requireRemedied(self, id, custody);
        }
    }

    /// @notice The same as {requireNone}, slower where nothing is recalled.
    function requireRemedied(LedgerStorage storage self, AssetId id, Custody custody) internal view {
        (bytes32 target, RecallLevel level) = first(self, id, custody);
        if (target != 0) revert ILedgerErrors.Recalled(AssetId.unwrap(id), target, level);
    }
}
