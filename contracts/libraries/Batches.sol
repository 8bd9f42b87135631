// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody } from "../types/Custody.sol";
import { BatchId, Head, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Batch, Claim, LedgerStorage, Lot } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, BatchState } from "../types/Vocabulary.sol";
import { Codes } from "./Codes.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";

/// @title Batches
/// @notice How units of a lot enter the ledger, however they come.
library Batches {
    /// @notice Enters units of a lot: the batch's entry, whose origin is the product. Used by acceptances too. Whether it may
    /// have expired, and which head the claim expects, is for the caller to say.
    function enter(
        LedgerStorage storage self,
        Membership actor,
        Action action,
        ProductId id,
        uint24 product,
        Lot calldata lot,
        Claim calldata claim,
        bytes32 details
    ) internal returns (uint32 number, Head head) {
        Codes.requireLot(lot.lot);
        BatchId batchId = Ids.batch(id, lot.lot);
        bytes32 subject = BatchId.unwrap(batchId);
        number = self.batchNumbers[batchId];
        if (number == 0) number = open(self, batchId, id, product, lot.lot);
        Batch storage batch = self.batches[number];
        Status status = batch.status;
        if (status.state() == uint8(BatchState.Open)) {
            // Units without a code among packs that have one each could be dispensed twice.
            if (batch.packsRoot != 0) revert ILedgerErrors.Serialised(subject);
            if (batch.expiry != lot.expiry) revert ILedgerErrors.WrongExpiry(subject, lot.expiry, batch.expiry);
        } else {
            batch.expiry = lot.expiry;
        }
        if (lot.quantity == 0) revert ILedgerErrors.QuantityOutOfRange(0, 1, type(uint32).max);

        batch.quantity += lot.quantity;
        bytes32 class = ProductId.unwrap(id);
        status = History.append(
            status,
            subject,
            actor,
            Facts.pack(action, uint8(BatchState.Open), 0, lot.quantity, 0, lot.expiry),
            claim,
            Origin({ subject: class, head: self.products[product].status.head(), class: class }),
            details
        );
        batch.status = status;
        return (number, status.head());
    }

    /// @notice What events class an asset by: its batch, otherwise its product.
    function classOf(LedgerStorage storage self, Custody custody) internal view returns (bytes32) {
        if (custody.isParcel()) return BatchId.unwrap(self.batches[custody.batch()].id);
        return ProductId.unwrap(self.products[custody.product()].id);
    }

    /// @notice Refuses units that have expired.
    function requireUnexpired(BatchId id, uint32 expiry) internal view {
        if (expiry < block.timestamp) revert ILedgerErrors.Expired(BatchId.unwrap(id), expiry);
    }

    /// @notice Gives a batch its number, before its first entry.
    function open(
        LedgerStorage storage self,
        BatchId id,
        ProductId productId,
        uint24 product,
        bytes32 lot
    ) internal returns (uint32 number) {
        number = ++self.counts.batches;
        self.batchNumbers[id] = number;
        self.batches[number].id = id;
        self.batches[number].product = product;
        Entering.note(self.products[product]);
        emit ILedgerEvents.BatchEntered(BatchId.unwrap(id), ProductId.unwrap(productId), number, lot);
    }
}
