// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import { Custody } from "./Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "./Ids.sol";
import { Membership } from "./Membership.sol";
import { Recall } from "./Recall.sol";
import { Status } from "./Status.sol";
import { ProductKind, Tracking } from "./Vocabulary.sol";

/// @notice What the signer of a step says about it, beside what the ledger knows.
/// @param expected The head that the step builds on; 0 for any.
/// @param value Depends on the action: place, basis, outcome, reason, means, day of manufacture…
/// @param until Depends on the action: when the next maintenance is due, an offer or a calibration ends. Unix seconds;
/// 0 for none.
/// @param occurredAt When it happened, unix seconds, never after the block; 0 for the block's time.
/// @param details Commitment to the document behind the step; 0 for none.
struct Claim {
    Head expected;
    uint32 value;
    uint32 until;
    uint32 occurredAt;
    bytes32 details;
}

/// @notice An account's own signed consent to become a member (EIP-712, see {ILedger.addMember}).
/// @param until Last second at which it may be brought, unix seconds.
/// @param signature The account's signature, or what a contract account takes for one (ERC-1271).
struct Consent {
    uint32 until;
    bytes signature;
}

/// @notice What a regulator says of a product.
/// @param code Canonical code: a GS1 Digital Link path with the GTIN in 14 digits, as "/01/09521234543213".
/// @param name What people call it, 1 to 96 bytes of UTF-8: "infusion pump 输液泵".
/// @param kind Device, drug or consumable.
/// @param riskClass 1 to 3.
/// @param singleUse Whether one use consumes it.
/// @param tracking Whether its units are told apart by serial or by lot.
/// @param unitsPerPack How many base units, which all quantities count, make a pack (一物一码); 1 where it is told apart by
/// serial.
/// @param manufacturer The manufacturer's number; 0 if it is not on the ledger.
/// @param registeredFrom First second at which units may be made, unix seconds.
/// @param registeredUntil Last second at which units may be made, unix seconds.
struct Registration {
    string code;
    string name;
    ProductKind kind;
    uint8 riskClass;
    bool singleUse;
    Tracking tracking;
    uint16 unitsPerPack;
    uint24 manufacturer;
    uint32 registeredFrom;
    uint32 registeredUntil;
}

/// @notice What a regulator prescribes for the care of a product.
/// @param witnessed Whether a second person must confirm each acceptance (双人验收).
/// @param calibrationInterval For how many days a calibration holds at most (强检); 0 if none is needed.
/// @param lowest Lowest temperature to keep it at, in tenths of a degree Celsius.
/// @param highest Highest one; no limits where both are 0.
struct Prescription {
    bool witnessed;
    uint16 calibrationInterval;
    int16 lowest;
    int16 highest;
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
    bool witnessed;
    uint16 calibrationInterval;
    int16 lowest;
    int16 highest;
    Recall recall;
    Tracking tracking;
    uint16 unitsPerPack;
    // slot 2
    ProductId id;
    // slot 3, and where it points to
    string name;
    // slot 4: when what rules read of it was last renewed or prescribed
    uint32 changedAt;
}

/// @notice What a label says of a lot.
/// @param lot Its number, 1 to 20 characters of GS1's character set 82 (AI 10), left-aligned.
/// @param quantity How many base units enter.
/// @param expiry Last second at which they are usable (AI 17), unix seconds; 2³² − 1 where they do not expire.
struct Lot {
    bytes32 lot;
    uint32 quantity;
    uint32 expiry;
}

struct Batch {
    // slot 0
    Status status;
    // slot 1
    uint24 product;
    uint32 expiry;
    // How many base units entered the ledger in all.
    uint64 quantity;
    Recall recall;
    // slot 2
    BatchId id;
    // slot 3: of a serialised batch, the root of the tree over its packs' codes.
    bytes32 packsRoot;
}

/// @notice Some packs of a batch: bit i of the mask is the pack with the index 256 · word + i.
struct Mark {
    uint32 word;
    uint256 mask;
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
    bool urgent;
    bool approved;
}

/// @notice What few steps need: an asset's recall and remedies, its cold chain, and what is owed for it.
struct Care {
    // When the last remedy that another member confirmed was done, and the one that nobody confirmed yet, by whom.
    uint32 remediedAt;
    uint32 remedyAt;
    uint24 remedier;
    // End of the last monitored span.
    uint32 monitoredAt;
    // Consigned goods that were used and not settled: whose they were, and who used them.
    uint24 consignor;
    uint24 debtor;
    Recall recall;
    // slot 4: of a parcel, how many base units were used and not settled; of a serialised one, the index after its last
    // pack.
    uint32 owed;
    uint32 endPack;
}

struct Asset {
    // slot 0
    Status status;
    // slot 1
    Custody custody;
    // slot 2: the requisition under which it was last shipped
    RequisitionId shipment;
    // slot 3
    Care care;
}

/// @notice An organisation.
/// @param roles A union of {Roles} bits.
/// @param onboardingUntil Last second at which it may enrol existing stock; 0 for never.
/// @param members How many its administrators have added.
struct Organisation {
    uint8 roles;
    uint32 onboardingUntil;
    uint16 members;
}

/// @notice How an organisation decides on buying and scrapping.
/// @param approvals 3 bits for each purpose, kind and risk class (see {Quorum}): how many approvals, 0 for one, and
/// whether one of them is reserved to the outside approver.
/// @param outsideApprover The organisation that the reserved approvals belong to (主管部门, 财政); 0 for none.
/// @param urgent Whether its members may apply urgently (紧急采购).
struct Policy {
    uint64 approvals;
    uint24 outsideApprover;
    bool urgent;
}

/// @notice Who has approved, where one approval is not enough, and for which organisation each.
struct Votes {
    uint24 first;
    uint24 second;
    uint24 third;
    uint24 firstOf;
    uint24 secondOf;
    uint24 thirdOf;
}

/// @notice An entry as its hash commits to it, without its subject and the head before it.
struct Entry {
    uint24 organisation;
    uint256 facts;
    bytes32 origin;
    Head originHead;
    bytes32 details;
}

/// @notice Some consecutive entries of a history: a way that an asset came is told by its own last ones and, if it was split
/// off another parcel, that one's until then, and so on.
/// @param previous The head before the first of them.
struct Passage {
    Head previous;
    Entry[] entries;
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
    uint32 batches;
}

/// @notice All that the ledger stores. Handed by reference to the linked libraries.
struct LedgerStorage {
    Counts counts;
    mapping(address account => Membership) memberships;
    mapping(uint24 member => address) accounts;
    mapping(uint24 organisation => Organisation) organisations;
    // Bit 0 of each word: the ledger is paused. Other bits: that organisation is suspended.
    BitMaps.BitMap halted;
    mapping(uint24 organisation => mapping(uint24 provider => Appointment)) appointments;
    mapping(uint24 organisation => mapping(uint32 place => string name)) places;
    mapping(ProductId => uint24 number) productNumbers;
    mapping(uint24 number => Product) products;
    mapping(RequisitionId => Requisition) requisitions;
    mapping(AssetId => Asset) assets;
    // Under 0: the regulators' floor.
    mapping(uint24 organisation => Policy) policies;
    // Of requisitions and of scrapping.
    mapping(bytes32 subject => Votes) votes;
    // Of a corrected entry, by the head that it led to: when the step that it is about was recorded.
    mapping(bytes32 subject => mapping(Head => uint32 recordedAt)) corrected;
    mapping(BatchId => uint32 number) batchNumbers;
    mapping(uint32 number => Batch) batches;
    mapping(uint32 batch => BitMaps.BitMap) dispensedPacks;
}
