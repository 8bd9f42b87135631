// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Where the ledger keeps what: the layout of {LedgerStorage} from slot 0, written down a second time.
library Slots {
    uint256 internal constant COUNTS = 0;
    uint256 internal constant PENDING_OWNER = 18;

    function membership(address who) internal pure returns (bytes32) {
        return keccak256(abi.encode(who, uint256(1)));
    }

    function account(uint24 member) internal pure returns (bytes32) {
        return keccak256(abi.encode(member, uint256(2)));
    }

    /// @dev Roles 8 · onboarding until 32 · members that its administrators added 16, from the lowest bit.
    function organisation(uint24 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(number, uint256(3)));
    }

    function halted(uint24 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(uint256(number) / 256, uint256(4)));
    }

    function appointment(uint24 custodian, uint24 provider) internal pure returns (bytes32) {
        return keccak256(abi.encode(provider, keccak256(abi.encode(custodian, uint256(5)))));
    }

    function place(uint24 holder, uint32 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(number, keccak256(abi.encode(holder, uint256(6)))));
    }

    function productNumber(bytes32 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, uint256(7)));
    }

    /// @dev Slot 0 of a subject is its status, in all four kinds.
    function product(uint24 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(number, uint256(8)));
    }

    function requisition(bytes32 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, uint256(9)));
    }

    function asset(bytes32 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, uint256(10)));
    }

    /// @dev 0 is the regulators' floor.
    function policy(uint24 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(number, uint256(11)));
    }

    function votes(bytes32 subject) internal pure returns (bytes32) {
        return keccak256(abi.encode(subject, uint256(12)));
    }

    /// @dev Of the entry that led to this head, if it was corrected: when the step that it is about was recorded.
    function corrected(bytes32 subject, bytes27 head) internal pure returns (bytes32) {
        return keccak256(abi.encode(head, keccak256(abi.encode(subject, uint256(13)))));
    }

    function batchNumber(bytes32 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, uint256(14)));
    }

    function batch(uint32 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(number, uint256(15)));
    }

    /// @dev A bit for each of 256 packs: whether it was dispensed.
    function dispensedPacks(uint32 number, uint256 word) internal pure returns (bytes32) {
        return keccak256(abi.encode(word, keccak256(abi.encode(number, uint256(16)))));
    }

    /// @dev The slot `offset` after another: 1 holds a requisition's parties, a product's dates, an asset's custody; 2 a
    /// product's id, an asset's shipment; 3 an asset's care, a product's name.
    function plus(bytes32 slot, uint256 offset) internal pure returns (bytes32) {
        return bytes32(uint256(slot) + offset);
    }
}
