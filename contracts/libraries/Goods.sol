// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, BatchId, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Recall } from "../types/Recall.sol";
import { Batch, Care, Claim, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Basis, RecallLevel, Roles, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";

/// @title Goods
/// @notice What entering, shipping, using and scrapping goods share.
library Goods {
    using Access for LedgerStorage;

    /// @notice The id of an item that gets its history now, or had it announced by a recall; a serial enters once,
    /// whatever became of it.
    function newItem(LedgerStorage storage self, ProductId product, bytes32 serial) internal returns (AssetId item) {
        Codes.requireSerial(serial);
        item = Ids.item(product, serial);
        uint8 state = self.assets[item].status.state();
        if (state == uint8(AssetState.Announced)) return item;
        if (state != 0) revert ILedgerErrors.SubjectExists(AssetId.unwrap(item));

        emit ILedgerEvents.ItemEntered(AssetId.unwrap(item), ProductId.unwrap(product), serial);
    }

    /// @notice Requires a unit to have been made while its product was registered (Regulations on Medical Devices,
    /// 2021: goods made while the registration held may be sold and used after it).
    function requireRegistered(Product storage product, uint32 madeAt) internal view {
        (uint32 from, uint32 until) = (product.registeredFrom, product.registeredUntil);
        if (madeAt < from || madeAt > until) {
            revert ILedgerErrors.NotRegisteredThen(ProductId.unwrap(product.id), madeAt, from, until);
        }
    }

    /// @notice Requires goods that the ledger does not have yet to be such as enter without their manufacturer.
    function requireDeclarable(Product storage product) internal view {
        if (product.manufacturer != 0) {
            revert ILedgerErrors.OnlyThroughManufacturer(ProductId.unwrap(product.id), product.manufacturer);
        }
    }

    /// @notice Requires an asset to be usable: not quarantined, not recalled or remedied since, not expired, calibrated
    /// where its product needs it.
    function requireUsable(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        if (status.quarantined()) revert ILedgerErrors.Quarantined(AssetId.unwrap(id));
        Product storage product = self.products[custody.product()];
        (uint16 interval, Recall recall) = (product.calibrationInterval, product.recall);
        if (status.recalled() || recall.isOpen()) requireRemedied(self, id, custody);
        if (custody.isParcel()) {
            Batch storage batch = self.batches[custody.batch()];
            (uint32 expiry, Recall ofBatch) = (batch.expiry, batch.recall);
            if (expiry < block.timestamp) revert ILedgerErrors.Expired(AssetId.unwrap(id), expiry);
            if (ofBatch.isOpen()) requireRemedied(self, id, custody);
            return;
        }
        if (interval == 0) return;

        // One that reaches further than the interval was given when none, or a longer one, was prescribed.
        (uint32 until, uint256 last) = (custody.calibratedUntil(), block.timestamp + uint256(interval) * 1 days);
        if (until < block.timestamp || until > last) {
            revert ILedgerErrors.CalibrationLapsed(AssetId.unwrap(id), until);
        }
    }

    /// @notice Requires that no recall of the asset, its batch or its product is open that it was not remedied of.
    function requireNotRecalled(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        if (status.recalled() || self.products[custody.product()].recall.isOpen()) {
            requireRemedied(self, id, custody);
        }
        if (custody.isParcel() && self.batches[custody.batch()].recall.isOpen()) requireRemedied(self, id, custody);
    }

    /// @notice The asset, the batch or the product whose recall keeps the asset from being usable; 0 if there is none.
    function openRecall(
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

    /// @notice The same as {requireNotRecalled}, slower where nothing is recalled.
    function requireRemedied(LedgerStorage storage self, AssetId id, Custody custody) internal view {
        (bytes32 target, RecallLevel level) = openRecall(self, id, custody);
        if (target != 0) revert ILedgerErrors.Recalled(AssetId.unwrap(id), target, level);
    }

    /// @notice Of consigned goods, what was dispensed is owed for until it is settled; what is left is the consignor's.
    function owe(Care storage care, Custody custody, uint32 quantity) internal {
        care.consignor = custody.owner();
        care.debtor = custody.custodian();
        care.owed += quantity;
    }

    /// @notice So many units less are owed for: they were settled, or not used after all.
    function forgive(Care storage care, uint32 quantity) internal {
        uint32 owed = care.owed;
        if (owed <= quantity) endDebt(care);
        else care.owed = owed - quantity;
    }

    /// @notice Ends what is owed for consigned goods.
    function endDebt(Care storage care) internal {
        if (care.consignor == 0) return;

        (care.consignor, care.debtor) = (0, 0);
        if (care.owed != 0) care.owed = 0;
    }

    /// @notice On which basis goods may enter, and the state that they enter in.
    function requireBasis(
        LedgerStorage storage self,
        Membership actor,
        ProductId id,
        Product storage product,
        Claim calldata claim
    ) internal view returns (AssetState) {
        uint24 organisation = actor.organisation();
        if (claim.value == uint32(Basis.Manufactured)) {
            Access.requireOrganisation(actor, ProductId.unwrap(id), product.manufacturer);
            requireRegistered(product, claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt);
            return AssetState.Stored;
        }

        requireDeclarable(product);
        uint32 until = self.organisations[organisation].onboardingUntil;
        if (claim.value == uint32(Basis.Existing) && block.timestamp > until) {
            revert ILedgerErrors.OnboardingOver(organisation, until);
        }
        return AssetState.Inspected;
    }

    /// @notice What events class an asset by: its batch, otherwise its product.
    function class(LedgerStorage storage self, Custody custody) internal view returns (bytes32) {
        if (custody.isParcel()) return BatchId.unwrap(self.batches[custody.batch()].id);
        return ProductId.unwrap(self.products[custody.product()].id);
    }

    /// @notice Refuses a count of an item that is neither none nor one.
    function requireCount(Action action, Custody custody, uint32 value) internal pure {
        if (value > 1 && !custody.isParcel()) revert ILedgerErrors.ValueOutOfRange(action, value, 0, 1);
    }

    /// @notice Requires units of a product to be told apart in this way.
    function requireTracking(Product storage product, Tracking tracking) internal view {
        if (product.tracking != tracking) {
            revert ILedgerErrors.WrongTracking(ProductId.unwrap(product.id), product.tracking);
        }
    }

    /// @notice Requires an asset to be sent to another organisation, which holds goods, until a moment in the next days.
    function requireAddressee(
        LedgerStorage storage self,
        Action action,
        Membership actor,
        uint24 to,
        uint32 until
    ) internal view {
        Lifecycle.requireUntil(action, until, block.timestamp + Lifecycle.MAX_OFFER);
        if (to == actor.organisation()) revert ILedgerErrors.OwnOrganisation(to);
        self.requireCounterpart(to, Roles.HOLDERS);
    }

    /// @notice Requires the custodian to own the goods.
    function requireOwned(Custody custody, bytes32 subject) internal pure {
        if (custody.isBorrowed()) revert ILedgerErrors.BorrowedGoods(subject, custody.owner());
    }
}
