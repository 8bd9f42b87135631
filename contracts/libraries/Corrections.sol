// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Batch, Claim, Entry, LedgerStorage } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, CalibrationResult, Duties, Kind } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History, Origin } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";

/// @title Corrections
/// @notice Superseding an entry, which the caller proves by replaying the history from there on. Linked into the ledger,
/// whose storage it works on; what it does and requires stands in {ILedger}.
library Corrections {
    using Access for LedgerStorage;

    function correct(
        LedgerStorage storage self,
        Kind kind,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries,
        Claim calldata claim
    ) external {
        Membership actor = self.member();
        (Status status, bytes32 class) = _subject(self, kind, subject);
        Head superseded = History.replay(status, subject, previous, entries);
        uint256 facts = _supersede(self, actor, kind, subject, status, entries[0], claim);
        _mark(self, subject, superseded);

        Origin memory origin = Origin({ subject: subject, head: superseded, class: class });
        status = History.append(status, subject, actor, facts, claim, origin);
        if (kind == Kind.Product) self.products[self.productNumbers[ProductId.wrap(subject)]].status = status;
        else if (kind == Kind.Requisition) self.requisitions[RequisitionId.wrap(subject)].status = status;
        else if (kind == Kind.Batch) self.batches[self.batchNumbers[BatchId.wrap(subject)]].status = status;
        else self.assets[AssetId.wrap(subject)].status = status;
    }

    /// @dev Once, for each entry.
    function _mark(LedgerStorage storage self, bytes32 subject, Head superseded) private {
        if (self.corrected[subject][superseded]) {
            revert ILedgerErrors.AlreadyCorrected(subject, Head.unwrap(superseded));
        }
        self.corrected[subject][superseded] = true;
    }

    /// @dev The facts of the correction. Only the author's organisation corrects, by somebody who may do what is
    /// corrected, and says what that action has room for.
    function _supersede(
        LedgerStorage storage self,
        Membership actor,
        Kind kind,
        bytes32 subject,
        Status status,
        Entry calldata entry,
        Claim calldata claim
    ) private view returns (uint256) {
        if (entry.organisation != actor.organisation()) {
            revert ILedgerErrors.NotAuthor(subject, actor.organisation(), entry.organisation);
        }
        Action action = Facts.action(entry.facts);
        // A correction says in its quantity what it corrects.
        if (action == Action.Correct) action = Action(Facts.quantity(entry.facts));
        Row row = kind == Kind.Requisition ? Lifecycle.ofRequisition(action) : Lifecycle.ofAsset(action);
        // Of products and batches, only recalls have a row; all else is a regulator's, or how goods entered.
        uint16 duties = row.duties();
        if (duties == 0) duties = _isEntering(action) ? Duties.INSPECT : Duties.APPROVE;
        Access.requireDuty(actor, duties);
        Lifecycle.requireValue(row, action, claim.value);
        if (row.has(Lifecycle.COUNT))
            Goods.requireCount(action, self.assets[AssetId.wrap(subject)].custody, claim.value);
        if (claim.until != 0 && !row.has(Lifecycle.UNTIL | Lifecycle.DEADLINE | Lifecycle.CALIBRATE)) {
            revert ILedgerErrors.UntilOutOfRange(action, claim.until, 0, 0);
        }
        // What failed holds until no moment.
        bool failed = row.has(Lifecycle.CALIBRATE) && claim.value == uint32(CalibrationResult.Failed);
        if (failed && claim.until != 0) revert ILedgerErrors.UntilOutOfRange(action, claim.until, 0, 0);
        History.requireHead(status, subject, claim.expected);
        return Facts.pack(Action.Correct, status.state(), 0, uint8(action), claim.value, claim.until);
    }

    /// @dev Of a batch, how goods of it entered.
    function _isEntering(Action action) private pure returns (bool) {
        return action == Action.Commission || action == Action.Declare;
    }

    /// @dev A subject's status and its product.
    function _subject(
        LedgerStorage storage self,
        Kind kind,
        bytes32 subject
    ) private view returns (Status status, bytes32 class) {
        uint24 number;
        if (kind == Kind.Product) {
            number = self.productNumbers[ProductId.wrap(subject)];
            status = self.products[number].status;
        } else if (kind == Kind.Requisition) {
            number = self.requisitions[RequisitionId.wrap(subject)].product;
            status = self.requisitions[RequisitionId.wrap(subject)].status;
        } else if (kind == Kind.Batch) {
            Batch storage batch = self.batches[self.batchNumbers[BatchId.wrap(subject)]];
            (number, status) = (batch.product, batch.status);
        } else if (kind == Kind.Asset) {
            Custody custody = self.assets[AssetId.wrap(subject)].custody;
            status = self.assets[AssetId.wrap(subject)].status;
            if (status.state() != 0) return (status, Goods.class(self, custody));
        }
        if (status.state() == 0) revert ILedgerErrors.UnknownSubject(subject);
        class = ProductId.unwrap(self.products[number].id);
    }
}
