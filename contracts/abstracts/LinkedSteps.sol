// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { AssetSteps } from "../libraries/AssetSteps.sol";
import { Corrections } from "../libraries/Corrections.sol";
import { Deliveries } from "../libraries/Deliveries.sol";
import { Enrolments } from "../libraries/Enrolments.sol";
import { Parcels } from "../libraries/Parcels.sol";
import { Recalls } from "../libraries/Recalls.sol";
import { Registrations } from "../libraries/Registrations.sol";
import { Requisitions } from "../libraries/Requisitions.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Claim, Entry, Lot, Mark, Passage, Prescription, Registration } from "../types/Records.sol";
import { Action, Instruction, Kind, RecallLevel } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title LinkedSteps
/// @notice Hands the steps on requisitions, and the rare ones on all else, to linked libraries.
abstract contract LinkedSteps is LedgerState {
    /*//////////////////////////////////////////////////////////////////////////
                                      PRODUCTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function register(Registration calldata registration, Claim calldata claim) external returns (ProductId product) {
        return Registrations.register(_ledger, registration, claim);
    }

    /// @inheritdoc ILedger
    function amend(Registration calldata registration, Claim calldata claim) external {
        Registrations.amend(_ledger, registration, claim);
    }

    /// @inheritdoc ILedger
    function renew(
        ProductId product,
        string calldata name,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) external {
        Registrations.renew(_ledger, product, name, manufacturer, registeredUntil, claim);
    }

    /// @inheritdoc ILedger
    function prescribe(ProductId product, Prescription calldata prescription, Claim calldata claim) external {
        Registrations.prescribe(_ledger, product, prescription, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    REQUISITIONS
    //////////////////////////////////////////////////////////////////////////*/

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
    function decide(RequisitionId requisition, Action action, Claim calldata claim) external {
        Requisitions.decide(_ledger, requisition, action, claim);
    }

    /// @inheritdoc ILedger
    function order(RequisitionId requisition, uint24 supplier, uint24 consignee, Claim calldata claim) external {
        Requisitions.order(_ledger, requisition, supplier, consignee, claim);
    }

    /// @inheritdoc ILedger
    function ship(
        RequisitionId requisition,
        AssetId asset,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        Deliveries.ship(_ledger, requisition, asset, quantity, expectedAsset, claim);
    }

    /// @inheritdoc ILedger
    function accept(
        RequisitionId requisition,
        ProductId product,
        bytes32 serial,
        Head expectedAsset,
        Claim calldata claim
    ) external returns (AssetId asset) {
        return Deliveries.accept(_ledger, requisition, product, serial, expectedAsset, claim);
    }

    /// @inheritdoc ILedger
    function acceptParcel(
        RequisitionId requisition,
        AssetId parcel,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        Deliveries.acceptParcel(_ledger, requisition, parcel, expectedAsset, claim);
    }

    /// @inheritdoc ILedger
    function acceptLot(
        RequisitionId requisition,
        ProductId product,
        Lot calldata lot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        return Deliveries.acceptLot(_ledger, requisition, product, lot, claim);
    }

    /// @inheritdoc ILedger
    function refuse(
        RequisitionId requisition,
        AssetId asset,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        Deliveries.refuse(_ledger, requisition, asset, quantity, expectedAsset, claim);
    }

    /// @inheritdoc ILedger
    function settle(
        RequisitionId requisition,
        AssetId asset,
        Passage[] calldata way,
        Head expectedAsset,
        Claim calldata claim
    ) external {
        Deliveries.settle(_ledger, requisition, asset, way, expectedAsset, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function enrol(ProductId product, bytes32 serial, Claim calldata claim) external returns (AssetId asset) {
        return Enrolments.enrol(_ledger, product, serial, claim);
    }

    /// @inheritdoc ILedger
    function monitor(AssetId asset, int16 lowest, int16 highest, uint32 from, Claim calldata claim) external {
        AssetSteps.monitor(_ledger, asset, lowest, highest, from, claim);
    }

    /// @inheritdoc ILedger
    function decideScrap(AssetId asset, Action action, Claim calldata claim) external {
        AssetSteps.decideScrap(_ledger, asset, action, claim);
    }

    /// @inheritdoc ILedger
    function sendBack(AssetId asset, uint24 to, Passage[] calldata way, Claim calldata claim) external {
        AssetSteps.sendBack(_ledger, asset, to, way, claim);
    }

    /// @inheritdoc ILedger
    function reassign(AssetId asset, uint24 custodian, uint24 owner, Claim calldata claim) external {
        AssetSteps.reassign(_ledger, asset, custodian, owner, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        LOTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function commission(
        ProductId product,
        Lot calldata lot,
        bytes32 packsRoot,
        Claim calldata claim
    ) external returns (AssetId parcel) {
        return Enrolments.commission(_ledger, product, lot, packsRoot, claim);
    }

    /// @inheritdoc ILedger
    function redate(ProductId product, bytes32 lot, uint32 expiry, Claim calldata claim) external {
        Enrolments.redate(_ledger, product, lot, expiry, claim);
    }

    /// @inheritdoc ILedger
    function enrolLot(ProductId product, Lot calldata lot, Claim calldata claim) external returns (AssetId parcel) {
        return Enrolments.enrolLot(_ledger, product, lot, claim);
    }

    /// @inheritdoc ILedger
    function split(
        AssetId parcel,
        uint32 quantity,
        uint32 firstPack,
        Claim calldata claim
    ) external returns (AssetId part) {
        return Parcels.split(_ledger, parcel, quantity, firstPack, claim);
    }

    /// @inheritdoc ILedger
    function dispensePacks(AssetId parcel, Mark[] calldata marks, Claim calldata claim) external {
        Parcels.dispensePacks(_ledger, parcel, marks, claim);
    }

    /// @inheritdoc ILedger
    function undo(
        AssetId parcel,
        Head previous,
        Entry[] calldata entries,
        Mark[] calldata marks,
        bytes32 document,
        Claim calldata claim
    ) external {
        Parcels.undo(_ledger, parcel, previous, entries, marks, document, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       RECALLS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function recall(
        ProductId product,
        bytes32 serial,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external {
        Recalls.recall(_ledger, product, serial, level, instruction, claim);
    }

    /// @inheritdoc ILedger
    function recallBatch(
        ProductId product,
        bytes32 lot,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external {
        Recalls.recallBatch(_ledger, product, lot, level, instruction, claim);
    }

    /// @inheritdoc ILedger
    function lift(ProductId product, bytes32 serial, Claim calldata claim) external {
        Recalls.lift(_ledger, product, serial, claim);
    }

    /// @inheritdoc ILedger
    function liftBatch(ProductId product, bytes32 lot, Claim calldata claim) external {
        Recalls.liftBatch(_ledger, product, lot, claim);
    }

    /// @inheritdoc ILedger
    function answerRecall(AssetId asset, Action action, Claim calldata claim) external {
        Recalls.answer(_ledger, asset, action, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     CORRECTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ILedger
    function correct(
        Kind kind,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries,
        Claim calldata claim
    ) external {
        Corrections.correct(_ledger, kind, subject, previous, entries, claim);
    }
}
