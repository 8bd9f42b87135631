// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action, AssetState, RequisitionState } from "../../../contracts/types/Vocabulary.sol";

/// @dev States to start from, one bit each: a requisition's, then an asset's.
uint256 constant REQUESTED = 1 << uint8(RequisitionState.Requested);
uint256 constant APPROVED = 1 << uint8(RequisitionState.Approved);
uint256 constant ORDERED = 1 << uint8(RequisitionState.Ordered);
uint256 constant SHIPPED = 1 << uint8(RequisitionState.Shipped);

uint256 constant STORED = 1 << uint8(AssetState.Stored);
uint256 constant IN_USE = 1 << uint8(AssetState.InUse);
uint256 constant FAULTY = 1 << uint8(AssetState.Faulty);
uint256 constant REPAIRED = 1 << uint8(AssetState.Repaired);
uint256 constant IN_TRANSIT = 1 << uint8(AssetState.InTransit);
uint256 constant SCRAP_REQUESTED = 1 << uint8(AssetState.ScrapRequested);
uint256 constant SCRAP_APPROVED = 1 << uint8(AssetState.ScrapApproved);
uint256 constant DISPOSED = 1 << uint8(AssetState.Disposed);
uint256 constant CONSUMED = 1 << uint8(AssetState.Consumed);
uint256 constant INSPECTED = 1 << uint8(AssetState.Inspected);
uint256 constant ANNOUNCED = 1 << uint8(AssetState.Announced);
uint256 constant HELD = STORED | IN_USE | FAULTY | REPAIRED;
uint256 constant NOT_FINAL = HELD | IN_TRANSIT | SCRAP_REQUESTED | SCRAP_APPROVED | INSPECTED;
/// @dev All but what a recall alone announced.
uint256 constant ENTERED = NOT_FINAL | DISPOSED | CONSUMED;

/// @dev The actions that `record` takes, one bit each.
uint256 constant RECORDED =
    (1 << uint8(Action.Confirm)) |
        (1 << uint8(Action.Use)) |
        (1 << uint8(Action.Store)) |
        (1 << uint8(Action.Move)) |
        (1 << uint8(Action.Stocktake)) |
        (1 << uint8(Action.Note)) |
        (1 << uint8(Action.Withdraw)) |
        (1 << uint8(Action.Decline)) |
        (1 << uint8(Action.Maintain)) |
        (1 << uint8(Action.Calibrate)) |
        (1 << uint8(Action.ReportFault)) |
        (1 << uint8(Action.Repair)) |
        (1 << uint8(Action.Reinstate)) |
        (1 << uint8(Action.RequestScrap)) |
        (1 << uint8(Action.Dispose)) |
        (1 << uint8(Action.Quarantine)) |
        (1 << uint8(Action.Release)) |
        (1 << uint8(Action.ReportAdverseEvent));

/// @dev The largest `value` where any will do.
uint32 constant ANY = type(uint32).max;
