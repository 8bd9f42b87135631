// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../types/Ids.sol";

/// @title Ids
/// @notice How the ids of subjects follow from what they name. Each kind has its own type hash, so no two kinds meet.
library Ids {
    bytes32 internal constant PRODUCT_TYPEHASH = keccak256("Product(string code)");
    bytes32 internal constant ITEM_TYPEHASH = keccak256("Item(bytes32 product,bytes32 serial)");
    bytes32 internal constant REQUISITION_TYPEHASH = keccak256("Requisition(uint24 organisation,bytes32 reference)");

    function product(string memory code) internal pure returns (ProductId) {
        return ProductId.wrap(keccak256(abi.encode(PRODUCT_TYPEHASH, keccak256(bytes(code)))));
    }

    function item(ProductId product_, bytes32 serial) internal pure returns (AssetId) {
        return AssetId.wrap(keccak256(abi.encode(ITEM_TYPEHASH, product_, serial)));
    }

    function requisition(uint24 organisation, bytes32 ownReference) internal pure returns (RequisitionId) {
        return RequisitionId.wrap(keccak256(abi.encode(REQUISITION_TYPEHASH, organisation, ownReference)));
    }
}
