// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { LedgerStorage } from "../types/Records.sol";

/// @title LedgerState
/// @notice All of the ledger's storage, and its one reader. Inherited first, so that it starts at slot 0.
abstract contract LedgerState is ILedger {
    LedgerStorage internal _ledger;

    /// @inheritdoc ILedger
    function readSlots(bytes32[] calldata keys) external view returns (bytes32[] memory values) {
        values = new bytes32[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            bytes32 key = keys[i];
            bytes32 value;
            assembly ("memory-safe") {
                value := sload(key)
            }
            values[i] = value;
        }
    }
}
