// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";

/// @title Ids
/// @notice How the ids of subjects follow from what they name. Each kind has its own type hash, so no two kinds meet.
library Ids {
    bytes32 internal constant PRODUCT_TYPEHASH = keccak256("Product(string code)");
    bytes32 internal constant ITEM_TYPEHASH = keccak256("Item(bytes32 product,bytes32 serial)");
    bytes32 internal constant BATCH_TYPEHASH = keccak256("Batch(bytes32 product,bytes32 lot)");
    bytes32 internal constant PARCEL_TYPEHASH = keccak256("Parcel(bytes32 origin,bytes27 originHead)");
    bytes32 internal constant REQUISITION_TYPEHASH = keccak256("Requisition(uint24 organisation,bytes32 reference)");

    function product(string memory code) internal pure returns (ProductId) {
        return ProductId.wrap(keccak256(abi.encode(PRODUCT_TYPEHASH, keccak256(bytes(code)))));
    }

    function item(ProductId product_, bytes32 serial) internal pure returns (AssetId) {
        return AssetId.wrap(keccak256(abi.encode(ITEM_TYPEHASH, product_, serial)));
    }

    function batch(ProductId product_, bytes32 lot) internal pure returns (BatchId) {
        return BatchId.wrap(keccak256(abi.encode(BATCH_TYPEHASH, product_, lot)));
    }

    /// @dev What it comes from (a batch, a requisition, another parcel) at its head then, which never comes again.
    function parcel(bytes32 origin, Head originHead) internal pure returns (AssetId) {
        return AssetId.wrap(keccak256(abi.encode(PARCEL_TYPEHASH, origin, originHead)));
    }

    function requisition(uint24 organisation, bytes32 ownReference) internal pure returns (RequisitionId) {
        return RequisitionId.wrap(keccak256(abi.encode(REQUISITION_TYPEHASH, organisation, ownReference)));
    }
}
