// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Status } from "../types/Status.sol";
import { AssetState, MemberStatus, ProductKind, ProductState, RequisitionState } from "../types/Vocabulary.sol";

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
        RequisitionId shipment;
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
    }

    struct ProductView {
        Subject subject;
        ProductState state;
        uint24 number;
        uint24 manufacturer;
        ProductKind kind;
        uint8 riskClass;
        bool singleUse;
        uint32 registeredFrom;
        uint32 registeredUntil;
    }

    struct MemberView {
        uint24 member;
        uint24 organisation;
        uint16 duties;
        MemberStatus status;
    }

    uint256 private constant MEMBERSHIPS = 1;
    uint256 private constant ROLES = 3;
    uint256 private constant HALTED = 4;
    uint256 private constant PRODUCT_NUMBERS = 7;
    uint256 private constant PRODUCTS = 8;
    uint256 private constant REQUISITIONS = 9;
    uint256 private constant ASSETS = 10;

    /// @notice The ledger that it reads.
    ILedger public immutable LEDGER;

    /// @param ledger The ledger to read.
    constructor(ILedger ledger) {
        LEDGER = ledger;
    }

    /// @notice An asset; its state is `None` if the ledger does not have it.
    function asset(AssetId id) external view returns (AssetView memory) {
        bytes32[] memory words = _read(_slot(AssetId.unwrap(id), ASSETS), 3);
        Status status = Status.wrap(uint256(words[0]));
        uint256 custody = uint256(words[1]);
        return
            AssetView({
                subject: _subject(status),
                state: AssetState(status.state()),
                quarantined: status.quarantined(),
                product: uint24(custody),
                custodian: uint24(custody >> 24),
                owner: uint24(custody >> 48),
                lastSigner: uint24(custody >> 72),
                shipment: RequisitionId.wrap(words[2])
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
                underway: uint32(body >> 208)
            });
    }

    /// @notice A product; its state is `None` if the ledger does not have it.
    function product(ProductId id) external view returns (ProductView memory) {
        bytes32 number = _read(_slot(ProductId.unwrap(id), PRODUCT_NUMBERS), 1)[0];
        bytes32[] memory words = _read(_slot(number, PRODUCTS), 2);
        Status status = Status.wrap(uint256(words[0]));
        uint256 body = uint256(words[1]);
        return
            ProductView({
                subject: _subject(status),
                state: ProductState(status.state()),
                number: uint24(uint256(number)),
                manufacturer: uint24(body),
                kind: ProductKind(uint8(body >> 24)),
                riskClass: uint8(body >> 32),
                singleUse: uint8(body >> 40) != 0,
                registeredFrom: uint32(body >> 48),
                registeredUntil: uint32(body >> 80)
            });
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

    /// @notice An organisation's roles, 0 if there is none, and whether it may write now.
    function organisation(uint24 number) external view returns (uint8 roles, bool suspended, bool paused) {
        roles = uint8(uint256(_read(_slot(bytes32(uint256(number)), ROLES), 1)[0]));
        uint256 halted = uint256(_read(_slot(bytes32(uint256(number >> 8)), HALTED), 1)[0]);
        suspended = (halted >> (number & 0xff)) & 1 != 0;
        paused = halted & 1 != 0;
    }

    function _subject(Status status) private pure returns (Subject memory) {
        return Subject({ head: status.head(), lastBlock: status.lastBlock() });
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
