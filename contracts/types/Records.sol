// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { AssetId, Head, ProductId, RequisitionId } from "./Ids.sol";
import { Membership } from "./Membership.sol";
import { Status } from "./Status.sol";
import { ProductKind } from "./Vocabulary.sol";

/// @notice What the signer of a step says about it, beside what the ledger knows.
/// @param expected The head that the step builds on; 0 for any.
/// @param value Depends on the action: place, basis, outcome, reason, means, date of manufacture.
/// @param until Depends on the action: when the next maintenance is due. Unix seconds; 0 for none.
/// @param occurredAt When it happened, unix seconds, never after the block; 0 for the block's time.
/// @param details Commitment to the document behind the step; 0 for none.
struct Claim {
    Head expected;
    uint32 value;
    uint32 until;
    uint32 occurredAt;
    bytes32 details;
}

/// @notice What a regulator says of a product.
/// @param code Canonical code: a GS1 Digital Link path with the GTIN in 14 digits, as "/01/09521234543213".
/// @param kind Device, drug or consumable.
/// @param riskClass 1 to 3.
/// @param singleUse Whether one use consumes it.
/// @param manufacturer The manufacturer's number; 0 if it is not on the ledger.
/// @param registeredFrom First second at which units may be made, unix seconds.
/// @param registeredUntil Last second at which units may be made, unix seconds.
struct Registration {
    string code;
    ProductKind kind;
    uint8 riskClass;
    bool singleUse;
    uint24 manufacturer;
    uint32 registeredFrom;
    uint32 registeredUntil;
}

struct Product {
    // slot 0
    Status status;
    // slot 1
    uint24 manufacturer;
    ProductKind kind;
    uint8 riskClass;
    bool singleUse;
    uint32 registeredFrom;
    uint32 registeredUntil;
    // slot 2
    ProductId id;
}

struct Requisition {
    // slot 0
    Status status;
    // slot 1
    uint24 product;
    uint24 organisation;
    uint24 supplier;
    uint24 consignee;
    uint24 applicant;
    uint24 buyer;
    uint32 quantity;
    uint32 accepted;
    // Goods that are not on the ledger yet: shipped, and neither accepted nor refused.
    uint32 underway;
}

struct Custody {
    uint24 product;
    uint24 custodian;
    uint24 owner;
    uint24 lastSigner;
}

struct Asset {
    // slot 0
    Status status;
    // slot 1
    Custody custody;
    // slot 2: the requisition under which it was last shipped
    RequisitionId shipment;
}

/// @notice Leave for a provider to act on an organisation's assets.
struct Appointment {
    uint16 duties;
    uint32 until;
}

/// @notice How many there are; numbers start at 1.
struct Counts {
    uint24 organisations;
    uint24 members;
    uint24 products;
}

/// @notice All that the ledger stores. Handed by reference to the linked libraries.
struct LedgerStorage {
    Counts counts;
    mapping(address account => Membership) memberships;
    mapping(uint24 member => address) accounts;
    mapping(uint24 organisation => uint8 roles) roles;
    // Bit 0 of each word: the ledger is paused. Other bits: that organisation is suspended.
    BitMaps.BitMap halted;
    mapping(uint24 organisation => mapping(uint24 provider => Appointment)) appointments;
    mapping(uint24 organisation => mapping(uint32 place => bytes32 name)) places;
    mapping(ProductId => uint24 number) productNumbers;
    mapping(uint24 number => Product) products;
    mapping(RequisitionId => Requisition) requisitions;
    mapping(AssetId => Asset) assets;
}
