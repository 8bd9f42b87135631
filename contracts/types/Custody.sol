// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Terms } from "./Vocabulary.sol";

/// @notice Who has an asset, in one word, so that a step reads it once: product 24 · custodian 24 · owner 24 · last
/// signer 24 · terms 4 · offered terms 4 · offered to 24 · deadline 32 · calibrated until (items) or quantity (parcels) 32 ·
/// calibrated at (items) or first pack + 1 (serialised parcels) 32 · batch 32, from the lowest bit. While a scrapping is under
/// way, `offered to` is who had signed before it was requested.
type Custody is uint256;

using {
    product,
    custodian,
    owner,
    lastSigner,
    terms,
    offeredTerms,
    offeredTo,
    deadline,
    calibratedAt,
    calibratedUntil,
    quantity,
    batch,
    firstPack,
    isBorrowed,
    isParcel,
    isConsigned,
    holds,
    isSerialised,
    withParties,
    withLastSigner,
    withFurtherSigner,
    withFormerSigner,
    withOffer,
    withoutOffer,
    withCalibration,
    withQuantity,
    withLess,
    withFirstPack,
    differs as !=
} for Custody global;

uint256 constant OFFER = uint256(0xfffffffffffffff) << 100;

function newCustody(uint24 product_) pure returns (Custody) {
    return Custody.wrap(product_);
}

function newParcel(uint24 product_, uint32 batch_, uint32 quantity_) pure returns (Custody) {
    return Custody.wrap(uint256(product_) | (uint256(quantity_) << 160) | (uint256(batch_) << 224));
}

function product(Custody custody) pure returns (uint24) {
    return uint24(Custody.unwrap(custody));
}

function custodian(Custody custody) pure returns (uint24) {
    return uint24(Custody.unwrap(custody) >> 24);
}

function owner(Custody custody) pure returns (uint24) {
    return uint24(Custody.unwrap(custody) >> 48);
}

/// @dev The member whom the next check of separation looks at.
function lastSigner(Custody custody) pure returns (uint24) {
    return uint24(Custody.unwrap(custody) >> 72);
}

function terms(Custody custody) pure returns (Terms) {
    return Terms(uint8(Custody.unwrap(custody) >> 96) & 0xf);
}

/// @dev While it is offered or sent back: on which terms, to whom, and the last second to take it.
function offeredTerms(Custody custody) pure returns (Terms) {
    return Terms(uint8(Custody.unwrap(custody) >> 100) & 0xf);
}

function offeredTo(Custody custody) pure returns (uint24) {
    return uint24(Custody.unwrap(custody) >> 104);
}

function deadline(Custody custody) pure returns (uint32) {
    return uint32(Custody.unwrap(custody) >> 128);
}

/// @dev Of an item: when its last calibration was done, passed or failed; 0 if there was none.
function calibratedAt(Custody custody) pure returns (uint32) {
    return uint32(Custody.unwrap(custody) >> 192);
}

/// @dev Of an item: last second at which its calibration holds; 0 if it never was calibrated, or failed.
function calibratedUntil(Custody custody) pure returns (uint32) {
    return custody.holds();
}

/// @dev Of a parcel: how many base units it holds; of an item, that is 1.
function quantity(Custody custody) pure returns (uint32) {
    return custody.isParcel() ? custody.holds() : 1;
}

/// @dev The number of a parcel's batch; 0 for an item.
function batch(Custody custody) pure returns (uint32) {
    return uint32(Custody.unwrap(custody) >> 224);
}

/// @dev The index in its batch of the first pack of a serialised parcel.
function firstPack(Custody custody) pure returns (uint32) {
    return uint32(Custody.unwrap(custody) >> 192) - 1;
}

function isBorrowed(Custody custody) pure returns (bool) {
    return custody.owner() != custody.custodian();
}

/// @dev Whether its custodian has it on consignment, without decoding the terms.
function isConsigned(Custody custody) pure returns (bool) {
    return (Custody.unwrap(custody) >> 96) & 0xf == uint8(Terms.Consignment);
}

/// @dev How many base units a parcel holds, where it is known to be one; {quantity} is of any asset.
function holds(Custody custody) pure returns (uint32) {
    return uint32(Custody.unwrap(custody) >> 160);
}

function isParcel(Custody custody) pure returns (bool) {
    return Custody.unwrap(custody) >> 224 != 0;
}

/// @dev Of a parcel: whether its packs have a code each.
function isSerialised(Custody custody) pure returns (bool) {
    return uint32(Custody.unwrap(custody) >> 192) != 0;
}

function withParties(Custody custody, uint24 custodian_, uint24 owner_, Terms terms_) pure returns (Custody) {
    uint256 cleared = Custody.unwrap(custody) & ~((uint256(0xffff_ffff_ffff) << 24) | (uint256(0xf) << 96));
    uint256 parties = (uint256(custodian_) << 24) | (uint256(owner_) << 48) | (uint256(uint8(terms_)) << 96);
    return Custody.wrap(cleared | parties);
}

function withLastSigner(Custody custody, uint24 member) pure returns (Custody) {
    return Custody.wrap((Custody.unwrap(custody) & ~(uint256(0xff_ffff) << 72)) | (uint256(member) << 72));
}

/// @dev Another signs; who signed before is kept, to come back by {withFormerSigner}.
function withFurtherSigner(Custody custody, uint24 member) pure returns (Custody) {
    return custody.withOffer(Terms.None, custody.lastSigner(), 0).withLastSigner(member);
}

function withFormerSigner(Custody custody) pure returns (Custody) {
    return custody.withLastSigner(custody.offeredTo()).withoutOffer();
}

function withOffer(Custody custody, Terms terms_, uint24 to, uint32 deadline_) pure returns (Custody) {
    uint256 offer = uint256(uint8(terms_)) | (uint256(to) << 4) | (uint256(deadline_) << 28);
    return Custody.wrap((Custody.unwrap(custody) & ~OFFER) | (offer << 100));
}

function withoutOffer(Custody custody) pure returns (Custody) {
    return Custody.wrap(Custody.unwrap(custody) & ~OFFER);
}

function withCalibration(Custody custody, uint32 doneAt, uint32 until) pure returns (Custody) {
    uint256 cleared = Custody.unwrap(custody) & ~(uint256(type(uint64).max) << 160);
    return Custody.wrap(cleared | (uint256(until) << 160) | (uint256(doneAt) << 192));
}

function withQuantity(Custody custody, uint32 quantity_) pure returns (Custody) {
    return Custody.wrap((Custody.unwrap(custody) & ~(uint256(0xffff_ffff) << 160)) | (uint256(quantity_) << 160));
}

/// @dev No more is taken away than it holds.
function withLess(Custody custody, uint32 quantity_) pure returns (Custody) {
    unchecked {
        return Custody.wrap(Custody.unwrap(custody) - (uint256(quantity_) << 160));
    }
}

function withFirstPack(Custody custody, uint32 firstPack_) pure returns (Custody) {
    uint256 cleared = Custody.unwrap(custody) & ~(uint256(type(uint32).max) << 192);
    return Custody.wrap(cleared | ((uint256(firstPack_) + 1) << 192));
}

function differs(Custody a, Custody b) pure returns (bool) {
    return Custody.unwrap(a) != Custody.unwrap(b);
}
