// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Ids are hashes that the ledger computes (see {Ids}); none is ever taken from a caller for something new.

/// @notice What a GTIN (UDI-DI) names.
type ProductId is bytes32;

/// @notice One application to buy.
type RequisitionId is bytes32;

/// @notice One production lot of a product.
type BatchId is bytes32;

/// @notice What moves as a whole: an item, or a parcel.
type AssetId is bytes32;

/// @notice Commits to an entry and to all before it: the leading 27 bytes of a keccak256 (108 bits against collisions).
type Head is bytes27;

using { headDiffers as !=, headEquals as ==, isZero } for Head global;
using { requisitionDiffers as != } for RequisitionId global;

function headDiffers(Head a, Head b) pure returns (bool) {
    return Head.unwrap(a) != Head.unwrap(b);
}

function headEquals(Head a, Head b) pure returns (bool) {
    return Head.unwrap(a) == Head.unwrap(b);
}

function isZero(Head head) pure returns (bool) {
    return Head.unwrap(head) == 0;
}

function requisitionDiffers(RequisitionId a, RequisitionId b) pure returns (bool) {
    return RequisitionId.unwrap(a) != RequisitionId.unwrap(b);
}
