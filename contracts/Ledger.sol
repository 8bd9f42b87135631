// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";
import { Assets } from "./abstracts/Assets.sol";
import { LedgerState } from "./abstracts/LedgerState.sol";
import { LinkedSteps } from "./abstracts/LinkedSteps.sol";
import { Organisations } from "./abstracts/Organisations.sol";
import { Transfers } from "./abstracts/Transfers.sol";

/// @title Ledger
/// @notice The one deployed contract that holds all histories; see {ILedger}. It has no proxy: a successor starts its
/// histories from the old heads.
contract Ledger is LedgerState, Organisations, LinkedSteps, Assets, Transfers, Multicall {
    /// @param council The owner: best a multisig or timelock.
    constructor(address council) Ownable(council) {}
}
