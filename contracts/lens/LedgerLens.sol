// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Custody } from "../types/Custody.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Recall } from "../types/Recall.sol";
import { Policy } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import {
    AssetState,
    BatchState,
    Instruction,
    MemberStatus,
    ProductKind,
    ProductState,
    RecallLevel,
    RequisitionState,
    Terms,
    Tracking
} from "../types/Vocabulary.sol";

/// @title LedgerLens
/// @notice Reads the ledger's raw slots as what they mean, for other contracts, explorers and people. It is no part of
/// the core: it can be replaced, and nothing in the core knows of it. Layout: docs/storage.md.
contract LedgerLens {
    struct Subject {
        Head head;
        uint32 lastBlock;
    }

    struct AssetView {
        Subject subject;
        AssetState state;
        bool quarantined;
        uint24 product;
        uint24 custodian;
        uint24 owner;
        uint24 lastSigner;
        Terms terms;
        Terms offeredTerms;
        uint24 offeredTo;
        uint32 deadline;
        uint32 calibratedAt;
        uint32 calibratedUntil;
        ParcelView parcel;
        RequisitionId shipment;
        CareView care;
    }

    /// @dev Of an asset that is a parcel: its batch's number, how many base units it holds, and the range of its packs, where
    /// they have a code each, from `firstPack` to before `endPack`.
    struct ParcelView {
        uint32 batch;
        uint32 quantity;
        bool serialised;
        uint32 firstPack;
        uint32 endPack;
    }

    struct BatchView {
        Subject subject;
        BatchState state;
        uint32 number;
        uint24 product;
        uint32 expiry;
        uint64 quantity;
        bytes32 packsRoot;
        RecallView recall;
    }

    /// @dev Of an asset: its own recall, its remedies, its cold chain, and what is owed for it.
    struct CareView {
        uint32 remediedAt;
        uint32 remedyAt;
        uint24 remedier;
        uint32 monitoredAt;
        uint24 consignor;
        uint24 debtor;
        uint32 owed;
        RecallView recall;
    }

    /// @dev Its level is `None` if none is open.
    struct RecallView {
        uint32 raisedAt;
        uint24 raisedBy;
        RecallLevel level;
        Instruction instruction;
        bool byRegulator;
    }

    struct RequisitionView {
        Subject subject;
        RequisitionState state;
        uint24 product;
        uint24 organisation;
        uint24 supplier;
        uint24 consignee;
        uint24 applicant;
        uint24 buyer;
        uint32 quantity;
        uint32 accepted;
        uint32 underway;
        bool urgent;
        bool approved;
    }

    struct ProductView {
        Subject subject;
        ProductState state;
        uint24 number;
        string name;
        bool entered;
        uint24 manufacturer;
        ProductKind kind;
        uint8 riskClass;
        bool singleUse;
        Tracking tracking;
        uint16 unitsPerPack;
        uint32 registeredFrom;
        uint32 registeredUntil;
        bool witnessed;
        uint16 calibrationInterval;
        int16 lowest;
        int16 highest;
        RecallView recall;
    }

    struct MemberView {
        uint24 member;
        uint24 organisation;
        uint16 duties;
        MemberStatus status;
    }

    uint256 private constant MEMBERSHIPS = 1;
    uint256 private constant ORGANISATIONS = 3;
    uint256 private constant HALTED = 4;
    uint256 private constant PLACES = 6;
    uint256 private constant PRODUCT_NUMBERS = 7;
    uint256 private constant PRODUCTS = 8;
    uint256 private constant REQUISITIONS = 9;
    uint256 private constant ASSETS = 10;
    uint256 private constant POLICIES = 11;
    uint256 private constant BATCH_NUMBERS = 14;
    uint256 private constant BATCHES = 15;
    uint256 private constant DISPENSED_PACKS = 16;

    /// @notice The ledger that it reads.
    ILedger public immutable LEDGER;

    /// @param ledger The ledger to read.
    constructor(ILedger ledger) {
        LEDGER = ledger;
    }

    /// @notice An asset; its state is `None` if the ledger does not have it.
    function asset(AssetId id) external view returns (AssetView memory) {
        bytes32[] memory words = _read(_slot(AssetId.unwrap(id), ASSETS), 5);
        Status status = Status.wrap(uint256(words[0]));
        Custody custody = Custody.wrap(uint256(words[1]));
        bool isItem = !custody.isParcel();
        // While a scrapping is under way, that place is another's.
        bool offered = status.state() == uint8(AssetState.InTransit);
        return
            AssetView({
                subject: _subject(status),
                state: AssetState(status.state()),
                quarantined: status.quarantined(),
                product: custody.product(),
                custodian: custody.custodian(),
                owner: custody.owner(),
                lastSigner: custody.lastSigner(),
                terms: custody.terms(),
                offeredTerms: custody.offeredTerms(),
                offeredTo: offered ? custody.offeredTo() : 0,
                deadline: custody.deadline(),
                calibratedAt: isItem ? custody.calibratedAt() : 0,
                calibratedUntil: isItem ? custody.calibratedUntil() : 0,
                parcel: _parcel(custody, uint256(words[4])),
                shipment: RequisitionId.wrap(words[2]),
                care: _care(uint256(words[3]), uint256(words[4]))
            });
    }

    /// @notice A requisition; its state is `None` if the ledger does not have it.
    function requisition(RequisitionId id) external view returns (RequisitionView memory) {
        bytes32[] memory words = _read(_slot(RequisitionId.unwrap(id), REQUISITIONS), 2);
        Status status = Status.wrap(uint256(words[0]));
        uint256 body = uint256(words[1]);
        return
            RequisitionView({
                subject: _subject(status),
                state: RequisitionState(status.state()),
                product: uint24(body),
                organisation: uint24(body >> 24),
                supplier: uint24(body >> 48),
                consignee: uint24(body >> 72),
                applicant: uint24(body >> 96),
                buyer: uint24(body >> 120),
                quantity: uint32(body >> 144),
                accepted: uint32(body >> 176),
                underway: uint32(body >> 208),
                urgent: uint8(body >> 240) != 0,
                approved: uint8(body >> 248) != 0
            });
    }

    /// @notice A product; its state is `None` if the ledger does not have it.
    function product(ProductId id) external view returns (ProductView memory) {
        bytes32 number = _read(_slot(ProductId.unwrap(id), PRODUCT_NUMBERS), 1)[0];
        bytes32[] memory words = _read(_slot(number, PRODUCTS), 4);
        Status status = Status.wrap(uint256(words[0]));
        uint256 body = uint256(words[1]);
        return
            ProductView({
                subject: _subject(status),
                state: ProductState(status.state()),
                number: uint24(uint256(number)),
                name: _text(bytes32(uint256(_slot(number, PRODUCTS)) + 3), uint256(words[3])),
                entered: status.entered(),
                manufacturer: uint24(body),
                kind: ProductKind(uint8(body >> 24)),
                riskClass: uint8(body >> 32),
                singleUse: uint8(body >> 40) != 0,
                tracking: Tracking(uint8(body >> 232)),
                unitsPerPack: uint16(body >> 240),
                registeredFrom: uint32(body >> 48),
                registeredUntil: uint32(body >> 80),
                witnessed: uint8(body >> 112) != 0,
                calibrationInterval: uint16(body >> 120),
                lowest: int16(uint16(body >> 136)),
                highest: int16(uint16(body >> 152)),
                recall: _recall(Recall.wrap(uint64(body >> 168)))
            });
    }

    /// @notice A batch; its state is `None` if the ledger does not have it.
    function batch(BatchId id) external view returns (BatchView memory) {
        bytes32 number = _read(_slot(BatchId.unwrap(id), BATCH_NUMBERS), 1)[0];
        bytes32[] memory words = _read(_slot(number, BATCHES), 4);
        Status status = Status.wrap(uint256(words[0]));
        uint256 body = uint256(words[1]);
        return
            BatchView({
                subject: _subject(status),
                state: BatchState(status.state()),
                number: uint32(uint256(number)),
                product: uint24(body),
                expiry: uint32(body >> 24),
                quantity: uint64(body >> 56),
                packsRoot: words[3],
                recall: _recall(Recall.wrap(uint64(body >> 120)))
            });
    }

    /// @notice Which of 256 packs of a batch were dispensed: bit i is the pack with the index 256 · word + i.
    function dispensedPacks(BatchId id, uint32 word) external view returns (uint256) {
        bytes32 number = _read(_slot(BatchId.unwrap(id), BATCH_NUMBERS), 1)[0];
        bytes32 packs = _slot(number, DISPENSED_PACKS);
        return uint256(_read(_slot(bytes32(uint256(word)), uint256(packs)), 1)[0]);
    }

    /// @notice Who an account stands for; its status is `None` if it stands for nobody.
    function member(address account) external view returns (MemberView memory) {
        bytes32 word = _read(_slot(bytes32(uint256(uint160(account))), MEMBERSHIPS), 1)[0];
        Membership membership = Membership.wrap(uint256(word));
        return
            MemberView({
                member: membership.member(),
                organisation: membership.organisation(),
                duties: membership.duties(),
                status: membership.status()
            });
    }

    /// @notice What an organisation calls a place; empty if it has not named it.
    function place(uint24 number, uint32 place_) external view returns (string memory) {
        bytes32 places = _slot(bytes32(uint256(number)), PLACES);
        bytes32 slot = _slot(bytes32(uint256(place_)), uint256(places));
        return _text(slot, uint256(_read(slot, 1)[0]));
    }

    /// @notice An organisation's roles, 0 if there is none, until when it may enrol existing stock, how many members its
    /// administrators have added, and whether it may write now.
    function organisation(
        uint24 number
    ) external view returns (uint8 roles, uint32 onboardingUntil, uint16 members, bool suspended, bool paused) {
        uint256 body = uint256(_read(_slot(bytes32(uint256(number)), ORGANISATIONS), 1)[0]);
        roles = uint8(body);
        onboardingUntil = uint32(body >> 8);
        members = uint16(body >> 40);
        uint256 halted = uint256(_read(_slot(bytes32(uint256(number >> 8)), HALTED), 1)[0]);
        suspended = (halted >> (number & 0xff)) & 1 != 0;
        paused = halted & 1 != 0;
    }

    /// @notice How an organisation decides; under 0, the regulators' floor.
    function policy(uint24 number) external view returns (Policy memory) {
        uint256 body = uint256(_read(_slot(bytes32(uint256(number)), POLICIES), 1)[0]);
        return Policy({ approvals: uint64(body), outsideApprover: uint24(body >> 64), urgent: uint8(body >> 88) != 0 });
    }

    function _parcel(Custody custody, uint256 further) private pure returns (ParcelView memory view_) {
        if (!custody.isParcel()) return view_;
        view_.batch = custody.batch();
        view_.quantity = custody.quantity();
        view_.serialised = custody.isSerialised();
        if (!view_.serialised) return view_;
        view_.firstPack = custody.firstPack();
        view_.endPack = uint32(further >> 32);
    }

    function _care(uint256 body, uint256 further) private pure returns (CareView memory) {
        return
            CareView({
                remediedAt: uint32(body),
                remedyAt: uint32(body >> 32),
                remedier: uint24(body >> 64),
                monitoredAt: uint32(body >> 88),
                consignor: uint24(body >> 120),
                debtor: uint24(body >> 144),
                owed: uint32(further),
                recall: _recall(Recall.wrap(uint64(body >> 168)))
            });
    }

    function _recall(Recall recall) private pure returns (RecallView memory) {
        return
            RecallView({
                raisedAt: recall.raisedAt(),
                raisedBy: recall.raisedBy(),
                level: recall.level(),
                instruction: recall.instruction(),
                byRegulator: recall.byRegulator()
            });
    }

    function _subject(Status status) private pure returns (Subject memory) {
        return Subject({ head: status.head(), lastBlock: status.lastBlock() });
    }

    /// @dev A string in storage: up to 31 bytes beside twice their number, more of them in slots of their own.
    function _text(bytes32 slot, uint256 word) private view returns (string memory text) {
        bool short = word & 1 == 0;
        uint256 length = short ? (word & 0xff) / 2 : word / 2;
        bytes32[] memory words = short ? new bytes32[](1) : _read(keccak256(abi.encode(slot)), (length + 31) / 32);
        if (short) words[0] = bytes32(word & ~uint256(0xff));
        bytes memory packed = abi.encodePacked(words);
        assembly ("memory-safe") {
            mstore(packed, length)
        }
        return string(packed);
    }

    function _slot(bytes32 key, uint256 mappingSlot) private pure returns (bytes32) {
        return keccak256(abi.encode(key, mappingSlot));
    }

    function _read(bytes32 first, uint256 count) private view returns (bytes32[] memory words) {
        bytes32[] memory keys = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) keys[i] = bytes32(uint256(first) + i);
        return LEDGER.readSlots(keys);
    }
}
