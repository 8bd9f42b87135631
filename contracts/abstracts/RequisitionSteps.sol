// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Requisitions } from "../libraries/Requisitions.sol";
import { AssetId, ProductId, RequisitionId } from "../types/Ids.sol";
import { Claim } from "../types/Records.sol";
import { Action } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title RequisitionSteps
/// @notice Hands every step on a requisition to the linked library {Requisitions}.
abstract contract RequisitionSteps is LedgerState {
    /// @inheritdoc ILedger
    function applyFor(
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        Claim calldata claim
    ) external returns (RequisitionId requisition) {
        return Requisitions.applyFor(_ledger, product, quantity, ownReference, claim);
    }

    /// @inheritdoc ILedger
    function approve(RequisitionId requisition, Claim calldata claim) external {
        Requisitions.decide(_ledger, Action.Approve, requisition, claim);
    }

    /// @inheritdoc ILedger
    function reject(RequisitionId requisition, Claim calldata claim) external {
        Requisitions.decide(_ledger, Action.Reject, requisition, claim);
    }

    /// @inheritdoc ILedger
    function cancel(RequisitionId requisition, Claim calldata claim) external {
        Requisitions.decide(_ledger, Action.Cancel, requisition, claim);
    }

    /// @inheritdoc ILedger
    function order(RequisitionId requisition, uint24 supplier, uint24 consignee, Claim calldata claim) external {
        Requisitions.order(_ledger, requisition, supplier, consignee, claim);
    }

    /// @inheritdoc ILedger
    function ship(RequisitionId requisition, AssetId asset, uint32 quantity, Claim calldata claim) external {
        Requisitions.ship(_ledger, requisition, asset, quantity, claim);
    }

    /// @inheritdoc ILedger
    function accept(
        RequisitionId requisition,
        ProductId product,
        bytes32 serial,
        Claim calldata claim
    ) external returns (AssetId asset) {
        return Requisitions.accept(_ledger, requisition, product, serial, claim);
    }

    /// @inheritdoc ILedger
    function refuse(RequisitionId requisition, AssetId asset, Claim calldata claim) external {
        Requisitions.refuse(_ledger, requisition, asset, claim);
    }

    /// @inheritdoc ILedger
    function close(RequisitionId requisition, Claim calldata claim) external {
        Requisitions.decide(_ledger, Action.Close, requisition, claim);
    }
}
