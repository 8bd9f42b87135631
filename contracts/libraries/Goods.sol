// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Recall } from "../types/Recall.sol";
import { Care, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, RecallLevel, Roles } from "../types/Vocabulary.sol";
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

    /// @notice Requires an asset to be usable: not quarantined, not recalled or remedied since, calibrated where its
    /// product needs it.
    function requireUsable(LedgerStorage storage self, AssetId id, Status status, Custody custody) internal view {
        if (status.quarantined()) revert ILedgerErrors.Quarantined(AssetId.unwrap(id));
        Product storage product = self.products[custody.product()];
        (uint16 interval, Recall recall) = (product.calibrationInterval, product.recall);
        if (status.recalled() || recall.isOpen()) _requireRemedied(self, id, product);
        if (interval == 0) return;

        // One that reaches further than the interval was given when none, or a longer one, was prescribed.
        (uint32 until, uint256 last) = (custody.calibratedUntil(), block.timestamp + uint256(interval) * 1 days);
        if (until < block.timestamp || until > last) {
            revert ILedgerErrors.CalibrationLapsed(AssetId.unwrap(id), until);
        }
    }

    /// @notice Requires that no recall of the asset or its product is open that it was not remedied of.
    function requireNotRecalled(
        LedgerStorage storage self,
        AssetId id,
        Status status,
        Product storage product
    ) internal view {
        if (status.recalled() || product.recall.isOpen()) _requireRemedied(self, id, product);
    }

    /// @notice The asset or the product whose recall keeps the asset from being usable; 0 if there is none.
    function openRecall(
        LedgerStorage storage self,
        AssetId id,
        Product storage product
    ) internal view returns (bytes32 target, RecallLevel level) {
        Recall recall = product.recall;
        Care storage care = self.assets[id].care;
        uint32 remediedAt = care.remediedAt;
        Recall own = care.recall;
        if (own.isOpen() && own.raisedAt() >= remediedAt) return (AssetId.unwrap(id), own.level());
        if (recall.isOpen() && recall.raisedAt() >= remediedAt) {
            return (ProductId.unwrap(product.id), recall.level());
        }
    }

    function _requireRemedied(LedgerStorage storage self, AssetId id, Product storage product) private view {
        (bytes32 target, RecallLevel level) = openRecall(self, id, product);
        if (target != 0) revert ILedgerErrors.Recalled(AssetId.unwrap(id), target, level);
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
