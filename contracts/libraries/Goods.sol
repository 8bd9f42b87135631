// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { AssetId, ProductId } from "../types/Ids.sol";
import { Custody, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Codes } from "./Codes.sol";
import { Ids } from "./Ids.sol";

/// @title Goods
/// @notice What entering, shipping and scrapping goods share.
library Goods {
    /// @notice The id of an item that enters the ledger now; a serial enters once, whatever became of it.
    function newItem(LedgerStorage storage self, ProductId product, bytes32 serial) internal returns (AssetId item) {
        Codes.requireSerial(serial);
        item = Ids.item(product, serial);
        if (self.assets[item].status.state() != 0) revert ILedgerErrors.SubjectExists(AssetId.unwrap(item));

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

    /// @notice Requires an asset to be usable: not quarantined.
    function requireUsable(Status status, bytes32 subject) internal pure {
        if (status.quarantined()) revert ILedgerErrors.Quarantined(subject);
    }

    /// @notice Requires the custodian to own the goods.
    function requireOwned(Custody storage custody, bytes32 subject) internal view {
        if (custody.owner != custody.custodian) revert ILedgerErrors.BorrowedGoods(subject, custody.owner);
    }
}
