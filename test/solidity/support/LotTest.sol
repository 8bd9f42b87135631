// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Recall } from "../../../contracts/types/Recall.sol";
import { Claim, Lot, Registration } from "../../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    BatchState,
    Instruction,
    ProductKind,
    RecallLevel,
    Terms,
    Tracking
} from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entry, Logs } from "./Entries.sol";
import { RecallStages } from "./RecallStages.sol";
import { Slots } from "./Slots.sol";
import { Holding } from "./Stages.sol";
import { TransferStages } from "./TransferStages.sol";
import { vm } from "./Vm.sol";

/// @notice Two products more, whose units are told apart by lot; their batches and parcels, brought to a state by the steps
/// that really lead there, one block each.
abstract contract LotTest is RecallStages, TransferStages {
    /// @dev A drug in packs of ten, made by the manufacturer on the ledger.
    string internal constant VACCINE_CODE = "/01/09521234543237";
    /// @dev A consumable whose manufacturer is not on the ledger.
    string internal constant GAUZE_CODE = "/01/06934567000026";

    uint24 internal constant VACCINE_NUMBER = 4;
    uint24 internal constant GAUZE_NUMBER = 5;
    uint16 internal constant UNITS_PER_PACK = 10;

    bytes32 internal constant LOT = "L2026/07";
    uint32 internal constant EXPIRY = START + 2 * 365 days;
    /// @dev When the gauze was made.
    uint32 internal constant MADE = START - 30 days;
    bytes32 internal constant PACKS_ROOT = keccak256("packs");
    /// @dev Of packs that have no codes.
    bytes32 internal constant NO_CODES = 0;

    ProductId internal vaccine;
    ProductId internal gauze;

    function setUp() public virtual override {
        super.setUp();
        vaccine = _registerLots(VACCINE_CODE, ProductKind.Drug, UNITS_PER_PACK, MANUFACTURER);
        gauze = _registerLots(GAUZE_CODE, ProductKind.Consumable, 1, 0);
        _tick();
    }

    function _registerLots(
        string memory code,
        ProductKind kind,
        uint16 unitsPerPack,
        uint24 manufacturer
    ) internal returns (ProductId) {
        Registration memory registration = _registration(code, kind, manufacturer);
        registration.tracking = Tracking.Lot;
        registration.unitsPerPack = unitsPerPack;
        vm.prank(REGISTRAR);
        return ledger.register(registration, _claim());
    }

    /// @dev What a label says.
    function _lot(bytes32 lot, uint32 quantity) internal pure returns (Lot memory) {
        return Lot({ lot: lot, quantity: quantity, expiry: EXPIRY });
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         STEPS
    //////////////////////////////////////////////////////////////////////////*/

    function _shipParcel(RequisitionId requisition, AssetId parcel, uint32 quantity) internal {
        vm.prank(SHIPPER);
        ledger.ship(requisition, parcel, quantity, ANY_HEAD, _claim());
        _tick();
    }

    function _acceptParcel(RequisitionId requisition, AssetId parcel) internal {
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, parcel, _headOf(parcel), _claim());
        _tick();
    }

    function _acceptLot(RequisitionId requisition, bytes32 lot, uint32 quantity) internal returns (AssetId parcel) {
        vm.prank(INSPECTOR);
        parcel = ledger.acceptLot(requisition, gauze, _lot(lot, quantity), _claimOf(MADE));
        _tick();
    }

    function _dispense(AssetId parcel, uint32 quantity) internal {
        vm.prank(NURSE);
        ledger.dispense(parcel, quantity, _claim());
        _tick();
    }

    function _redate(ProductId product, bytes32 lot, uint32 expiry) internal {
        vm.prank(REGISTRAR);
        ledger.redate(product, lot, expiry, _claim());
        _tick();
    }

    function _recallBatch(
        address by,
        RecallLevel level,
        Instruction instruction,
        ProductId product,
        bytes32 lot
    ) internal {
        vm.prank(by);
        ledger.recallBatch(product, lot, level, instruction, _claim());
        _tick();
    }

    function _liftBatch(address by, ProductId product, bytes32 lot) internal {
        Claim memory claim = _fullClaim();
        vm.prank(by);
        ledger.liftBatch(product, lot, claim);
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PARCELS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Stored at the manufacturer. `packsRoot`: 0 where its packs have no codes.
    function _commissioned(
        ProductId product,
        bytes32 lot,
        uint32 quantity,
        bytes32 packsRoot
    ) internal returns (BatchId batch, AssetId parcel) {
        vm.prank(MAKER);
        parcel = ledger.commission(product, _lot(lot, quantity), packsRoot, _claim());
        batch = _batchOf(product, lot);
        _tick();
    }

    /// @dev Of the vaccine, shipped by the manufacturer to the hospital under a requisition for that quantity.
    function _shippedParcel(
        bytes32 lot,
        uint32 quantity,
        bytes32 packsRoot,
        bytes32 ownReference
    ) internal returns (RequisitionId requisition, BatchId batch, AssetId parcel) {
        (batch, parcel) = _commissioned(vaccine, lot, quantity, packsRoot);
        requisition = _ordered(vaccine, quantity, ownReference, MANUFACTURER);
        _shipParcel(requisition, parcel, quantity);
    }

    /// @dev Of the vaccine, stored at the hospital.
    function _delivered(
        bytes32 lot,
        uint32 quantity,
        bytes32 packsRoot,
        bytes32 ownReference
    ) internal returns (BatchId batch, AssetId parcel) {
        RequisitionId requisition;
        (requisition, batch, parcel) = _shippedParcel(lot, quantity, packsRoot, ownReference);
        _acceptParcel(requisition, parcel);
    }

    /// @dev Of the vaccine, stored at the rival, which bought it from the manufacturer.
    function _boughtByRival(
        bytes32 lot,
        uint32 quantity,
        bytes32 packsRoot
    ) internal returns (BatchId batch, AssetId parcel) {
        (batch, parcel) = _commissioned(vaccine, lot, quantity, packsRoot);
        RequisitionId requisition = _orderedByRival(vaccine, quantity, "for the rival");
        _shipParcel(requisition, parcel, quantity);
        vm.prank(RIVAL_CHIEF);
        ledger.acceptParcel(requisition, parcel, _headOf(parcel), _claim());
        _tick();
    }

    /// @dev Of the gauze, stored at the hospital, which ordered that quantity from a supplier that is not on the ledger.
    function _declared(
        bytes32 lot,
        uint32 quantity,
        bytes32 ownReference
    ) internal returns (BatchId batch, AssetId parcel) {
        RequisitionId requisition = _ordered(gauze, quantity, ownReference, 0);
        parcel = _acceptLot(requisition, lot, quantity);
        batch = _batchOf(gauze, lot);
    }

    /// @dev Of the vaccine, the manufacturer's, stored at the hospital on consignment.
    function _consigned(
        bytes32 lot,
        uint32 quantity,
        bytes32 packsRoot
    ) internal returns (BatchId batch, AssetId parcel) {
        (batch, parcel) = _commissioned(vaccine, lot, quantity, packsRoot);
        _handOver(MAKER_KEEPER, parcel, HOSPITAL, INSPECTOR, Terms.Consignment);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          IDS
    //////////////////////////////////////////////////////////////////////////*/

    function _batchOf(ProductId product, bytes32 lot) internal pure returns (BatchId) {
        return BatchId.wrap(keccak256(abi.encode(keccak256("Batch(bytes32 product,bytes32 lot)"), product, lot)));
    }

    /// @dev Of what a batch, a requisition or another parcel at this head gave rise to.
    function _parcelOf(bytes32 origin, bytes27 originHead) internal pure returns (AssetId) {
        bytes32 typeHash = keccak256("Parcel(bytes32 origin,bytes27 originHead)");
        return AssetId.wrap(keccak256(abi.encode(typeHash, origin, originHead)));
    }

    /// @dev What events class a batch's parcels by.
    function _class(BatchId batch) internal pure returns (ProductId) {
        return ProductId.wrap(BatchId.unwrap(batch));
    }

    /// @dev 0 if it has none yet.
    function _batchNumber(BatchId batch) internal view returns (uint32) {
        return uint32(_slot(Slots.batchNumber(BatchId.unwrap(batch))));
    }

    function _batchCount() internal view returns (uint32) {
        return uint32(_slot(bytes32(Slots.COUNTS)) >> 72);
    }

    /// @dev Of a batch's status. One that is not there yet has the next number.
    function _batchKey(BatchId batch) internal view returns (bytes32) {
        uint32 number = _batchNumber(batch);
        return Slots.batch(number == 0 ? _batchCount() + 1 : number);
    }

    /*//////////////////////////////////////////////////////////////////////////
                              WHAT IS EXPECTED (from now on)
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Of value and until, a batch's entry says what the caller adds, not what the claim does.
    function _batchEntry(
        BatchId batch,
        address by,
        Action action,
        BatchState state,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        entry = _assetEntry(AssetId.wrap(BatchId.unwrap(batch)), by, action, AssetState(uint8(state)), claim);
        entry.statusKey = _batchKey(batch);
        entry.statusBefore = _slot(entry.statusKey);
        entry.quantity = 0;
        entry.value = 0;
        entry.until = 0;
    }

    /// @dev Units that enter a batch, which comes from its product.
    function _entersBatch(
        ProductId product,
        uint24 number,
        address by,
        Action action,
        Lot memory lot,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        entry = _batchEntry(_batchOf(product, lot.lot), by, action, BatchState.Open, claim);
        entry.quantity = lot.quantity;
        entry.until = lot.expiry;
        _comesFrom(entry, ProductId.unwrap(product), _head(Slots.product(number)), product);
    }

    function _parcelEntry(
        AssetId parcel,
        address by,
        Action action,
        AssetState state,
        uint32 quantity,
        Claim memory claim
    ) internal returns (Entry memory entry) {
        entry = _assetEntry(parcel, by, action, state, claim);
        entry.quantity = quantity;
    }

    /// @dev The head that an entry leads to in this block: what it gives rise to has its id from that.
    function _headOf(Entry memory entry) internal view returns (bytes27) {
        bytes27 previous = bytes27(bytes32(entry.statusBefore));
        if (entry.statusBefore == 0) previous = _genesis(address(ledger), entry.subject);
        return _headAfter(previous, organisationOf[entry.by], _facts(entry), entry);
    }

    /// @dev The next event: a batch that is new got the number that is the last one now.
    function _assertBatchEntered(Logs memory logs, ProductId product, bytes32 lot) internal view {
        BatchId batch = _batchOf(product, lot);
        bytes memory topics = abi.encode(ILedgerEvents.BatchEntered.selector, batch, product, _batchCount());
        _assertLog(logs, topics, abi.encode(lot));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A parcel's custody word: the owner's, or on loan from it; packs without codes.
    function _parcelCustody(
        uint24 product,
        uint24 custodian,
        uint24 owner,
        BatchId batch,
        uint32 quantity
    ) internal view returns (Holding memory custody) {
        custody = _custody(product, custodian, owner, 0);
        custody.batch = _batchNumber(batch);
        custody.quantity = quantity;
    }

    /// @dev The three slots of a batch after its status.
    function _assertBatch(
        BatchId batch,
        uint24 product,
        uint32 expiry,
        uint64 quantity,
        Recall recall,
        bytes32 packsRoot
    ) internal view {
        uint32 number = _batchNumber(batch);
        vm.assertTrue(number != 0, "number of the batch");
        bytes32 key = Slots.batch(number);
        bytes memory expected = abi.encodePacked(uint72(0), recall, quantity, expiry, product);
        vm.assertEq(abi.encode(_slot(Slots.plus(key, 1))), expected, "slot 1 of the batch");
        vm.assertEq(bytes32(_slot(Slots.plus(key, 2))), BatchId.unwrap(batch), "id of the batch");
        vm.assertEq(bytes32(_slot(Slots.plus(key, 3))), packsRoot, "root of the packs");
    }

    function _assertState(BatchId batch, BatchState state) internal view {
        vm.assertEq((_slot(_batchKey(batch)) >> 4) & 0xf, uint8(state), "state of the batch");
    }

    /// @dev The care's second slot: how many units are owed for, and the index after the last pack.
    function _assertCareOfParcel(AssetId parcel, uint32 owed, uint32 endPack) internal view {
        uint256 word = _slot(Slots.plus(Slots.asset(AssetId.unwrap(parcel)), 4));
        vm.assertEq(abi.encode(word), abi.encodePacked(uint192(0), endPack, owed), "owed and end pack");
    }

    /// @dev The batch's recall.
    function _noRecall() internal pure returns (Recall) {
        return Recall.wrap(0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    function _expectExpired(bytes32 subject, uint32 expiry) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Expired.selector, subject, expiry));
    }

    function _expectQuantity(uint32 quantity, uint32 min, uint32 max) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, quantity, min, max));
    }
}
