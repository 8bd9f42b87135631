// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MemberStatus } from "../types/Vocabulary.sol";
import { Policy, Prescription, Registration } from "../types/Records.sol";

/// @title ILedgerEvents
/// @notice Every event of the ledger, declared once. Together they rebuild all that it stores.
interface ILedgerEvents {
    /// @notice Emitted once for every entry of every history.
    /// @param subject The product, batch, requisition or asset.
    /// @param organisation The organisation whose member signed.
    /// @param facts One word, from the highest bit: action 8 · resulting state 8 · member 24 · counterpart 24 ·
    /// quantity 32 · value 32 · until 32 · occurred at 32 · recorded at 32 · previous block 32.
    /// @param details Commitment to the document behind the entry; 0 for none.
    event Recorded(bytes32 indexed subject, uint24 indexed organisation, uint256 facts, bytes32 details);

    /// @notice Emitted right before {Recorded} where the entry has an origin.
    /// @param subject The subject of the entry.
    /// @param origin The other subject that it comes from; of a correction or an undoing, its own subject.
    /// @param class The batch of a parcel, else the product, so that one topic query finds all that a recall reaches.
    /// @param originHead The head of `origin` at that moment; of a correction or an undoing, the head that the entry it is about
    /// led to.
    event Derived(bytes32 indexed subject, bytes32 indexed origin, bytes32 indexed class, bytes27 originHead);

    /// @notice Emitted when care of a product is prescribed, right before its entry.
    event CarePrescribed(bytes32 indexed product, Prescription prescription);

    /// @notice Emitted when an organisation sets how it decides.
    event PolicySet(uint24 indexed organisation, Policy policy);

    /// @notice Emitted when a regulator sets the least that every organisation's decisions need.
    event FloorSet(uint24 indexed organisation, uint64 approvals);

    /// @notice Emitted when the council gives an organisation a date until which it may enrol existing stock.
    event OnboardingSet(uint24 indexed organisation, uint32 until);

    /// @notice Emitted when an item gets its history, by entering the ledger or by a recall before that; before its first
    /// entry.
    event ItemEntered(bytes32 indexed item, bytes32 indexed product, bytes32 serial);

    /// @notice Emitted when a batch gets its history, by goods of it that enter or by a recall before that; right before its
    /// first entry.
    event BatchEntered(bytes32 indexed batch, bytes32 indexed product, uint32 indexed number, bytes32 lot);

    /// @notice Emitted when a batch is commissioned whose packs have a code each, before its entry. That entry's details are the
    /// keccak256 of the type hash of Commission(bytes32 details,bytes32 packsRoot), the claim's details and the root.
    /// @param root The root of the tree over them.
    /// @param packs How many there are: their indices begin at 0.
    event BatchSerialised(bytes32 indexed batch, bytes32 root, uint32 packs);

    /// @notice Emitted when a lot is given another expiry, right before its entry.
    event BatchRedated(bytes32 indexed batch, uint32 expiry);

    /// @notice Emitted for each word of packs that are dispensed, right before the entry.
    /// @param batch The number of the batch: see {BatchEntered}.
    /// @param word Bit i of the mask is the pack with the index 256 · word + i.
    /// @param parcel The parcel whose entry it is.
    /// @param mask Which packs.
    /// @param details Commitment to the document behind the dispensing; 0 for none.
    event PacksDispensed(
        uint32 indexed batch,
        uint32 indexed word,
        bytes32 indexed parcel,
        uint256 mask,
        bytes32 details
    );

    /// @notice Emitted for each word of packs whose dispensing is undone, right before the entry.
    event PacksRestored(uint32 indexed batch, uint32 indexed word, bytes32 indexed parcel, uint256 mask);

    /// @notice Emitted when a requisition enters the ledger, right before its first entry.
    event RequisitionOpened(bytes32 indexed requisition, uint24 indexed organisation, bytes32 ownReference);

    /// @notice Emitted when a product enters the ledger, right before its first entry.
    /// @param number The number that stands for the product in errors and storage.
    event ProductRegistered(bytes32 indexed product, uint24 indexed number, Registration registration);

    /// @notice Emitted when it is said anew what a product is, right before its entry.
    event ProductAmended(bytes32 indexed product, Registration registration);

    /// @notice Emitted when a product's registration, name or manufacturer changes, right before its entry.
    event ProductRenewed(bytes32 indexed product, uint24 indexed manufacturer, uint32 registeredUntil, string name);

    /// @notice Emitted when a place is given its number.
    event PlaceNamed(uint24 indexed organisation, uint32 indexed place, string name);

    /// @notice Emitted when an organisation lets another act on its assets, or ends it (no duties).
    event Appointed(uint24 indexed organisation, uint24 indexed provider, uint16 duties, uint32 until);

    /// @notice Emitted when the council admits an organisation.
    event OrganisationAdmitted(uint24 indexed organisation, uint8 roles, string name);

    /// @notice Emitted when the council suspends an organisation or lets it write again.
    event OrganisationSuspensionSet(uint24 indexed organisation, bool suspended);

    /// @notice Emitted when a member is added.
    event MemberAdded(uint24 indexed member, uint24 indexed organisation, address indexed account, uint16 duties);

    /// @notice Emitted when a member's duties change.
    event DutiesSet(uint24 indexed member, uint16 duties);

    /// @notice Emitted when a member is suspended, resumed or revoked.
    event MemberStatusSet(uint24 indexed member, MemberStatus status);

    /// @notice Emitted when a member gets a new account; the former one can never write again.
    event AccountReplaced(uint24 indexed member, address indexed from, address indexed to);

    /// @notice Emitted when the council pauses the ledger or lets it run again.
    event PauseSet(bool paused);
}
