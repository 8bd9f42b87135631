// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Care, Claim, Lot, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    BatchState,
    Duties,
    Instruction,
    Kind,
    RecallLevel,
    RequisitionState,
    Tracking
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { LotTest } from "./support/LotTest.sol";
import { Holding, Parties } from "./support/Stages.sol";
import { ORDERED, SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev Units of lots of the gauze, of which the hospital ordered 100 from a supplier that is not on the ledger.
contract AcceptLotTest is SubjectTest, LotTest {
    /// @dev When the tests begin.
    uint32 private constant NOW = START + 5 hours;
    uint32 private constant ORDERED_QUANTITY = 100;

    /// @dev Not on the ledger, as in refusals.
    AssetId private constant NO_ASSET = AssetId.wrap(0);

    constructor()
        WriteTest(INSPECTOR, Duties.INSPECT)
        EntryTest(Action.Accept, 1, NOW)
        SubjectTest(Kind.Requisition, ORDERED | SHIPPED)
    {}

    function setUp() public override(LotTest, World) {
        LotTest.setUp();
        requisition = _ordered(gauze, ORDERED_QUANTITY, REFERENCE, 0);
        vm.assertEq(block.timestamp, NOW, "now");
    }

    function test_AcceptLot() public {
        _accepts(_lot(LOT, 40), RequisitionState.Shipped, 0, true);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 40, 0, 0));
        _accepts(_lot("L-2", 60), RequisitionState.Fulfilled, 0, true);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 100, 0, 0));
    }

    function test_AcceptLot_WhenQuantityIsLargest() public {
        requisition = _ordered(gauze, type(uint32).max, "all", 0);
        _accepts(_lot(LOT, type(uint32).max), RequisitionState.Fulfilled, 0, true);
        _assertParties(requisition, _parties(type(uint32).max, type(uint32).max, 0, 0));

        requisition = _ordered(gauze, type(uint32).max, "all again", 0);
        _accepts(_lot(LOT, type(uint32).max - 1), RequisitionState.Shipped, 0, false);
        _accepts(_lot(LOT, 1), RequisitionState.Fulfilled, 0, false);
        _assertBatch(_batchOf(gauze, LOT), GAUZE_NUMBER, EXPIRY, 2 * uint64(type(uint32).max), _noRecall(), 0);
    }

    /// @dev Two parcels of a batch under one requisition, in one block even: each is its own.
    function test_AcceptLot_TwiceOfOneBatch() public {
        AssetId first = _accepts(_lot(LOT, 30), RequisitionState.Shipped, 0, true);
        AssetId second = _accepts(_lot(LOT, 30), RequisitionState.Shipped, 0, false);
        vm.prank(INSPECTOR);
        AssetId third = ledger.acceptLot(requisition, gauze, _lot(LOT, 10), _claimOf(MADE));
        vm.prank(INSPECTOR);
        AssetId fourth = ledger.acceptLot(requisition, gauze, _lot(LOT, 10), _claimOf(MADE));

        AssetId[4] memory parcels = [first, second, third, fourth];
        for (uint256 i = 0; i < 4; ++i) {
            for (uint256 j = 0; j < i; ++j) {
                vm.assertTrue(AssetId.unwrap(parcels[i]) != AssetId.unwrap(parcels[j]), "ids");
            }
        }
        BatchId batch = _batchOf(gauze, LOT);
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, 80, _noRecall(), 0);
        _assertCustody(first, _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, 30));
        _assertCustody(fourth, _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, 10));
    }

    function test_AcceptLot_WhenMadeAtTheEdgesOfTheRegistration() public {
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, gauze, _lot("L-1", 1), _claimOf(REGISTERED_FROM));
        vm.warp(REGISTERED_UNTIL + 1);
        Lot memory lot = Lot("L-2", 1, REGISTERED_UNTIL + 2);
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, gauze, lot, _claimOf(REGISTERED_UNTIL));
    }

    /// @dev The consignee accepts and holds; the hospital that ordered owns.
    function test_AcceptLot_WhenConsigneeIsAnotherHospital() public {
        requisition = _approved(gauze, 5, "consigned");
        vm.prank(BUYER);
        ledger.order(requisition, 0, RIVAL, _claim());
        _expectWrongOrganisation(RequisitionId.unwrap(requisition), HOSPITAL, RIVAL);
        vm.prank(INSPECTOR);
        _step();

        vm.prank(RIVAL_CHIEF);
        AssetId parcel = ledger.acceptLot(requisition, gauze, _lot(LOT, 5), _claimOf(MADE));
        _assertCustody(parcel, _parcelCustody(GAUZE_NUMBER, RIVAL, HOSPITAL, _batchOf(gauze, LOT), 5));
    }

    /// @dev What needs a second person waits for it.
    function test_AcceptLot_GivenWitnessed() public {
        Prescription memory prescription;
        prescription.witnessed = true;
        _prescribe(gauze, prescription);
        vm.prank(INSPECTOR);
        AssetId parcel = ledger.acceptLot(requisition, gauze, _lot(LOT, 5), _claimOf(MADE));

        _assertState(parcel, AssetState.Inspected);
        Holding memory custody = _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, _batchOf(gauze, LOT), 5);
        custody.lastSigner = memberOf[INSPECTOR];
        _assertCustody(parcel, custody);
        bytes4 selector = ILedgerErrors.OwnWork.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, parcel, Action.Confirm, memberOf[INSPECTOR]));
        vm.prank(INSPECTOR);
        ledger.record(Action.Confirm, parcel, _claim());
        _record(WITNESS, Action.Confirm, parcel, 0);
        _dispense(parcel, 5);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                SUPPLIERS ON THE LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What they shipped and nobody accepted or refused yet is under way; no more than that can come.
    function test_AcceptLot_GivenSupplierOnTheLedger() public {
        _orderFromSupplier();
        _shipUnlisted(50);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 0, 50, MANUFACTURER));
        _accepts(_lot(LOT, 20), RequisitionState.Shipped, MANUFACTURER, true);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 20, 30, MANUFACTURER));
        _refuses(_notShipped(), _lot(LOT, 31));

        _accepts(_lot(LOT, 30), RequisitionState.Shipped, MANUFACTURER, false);
        _refuses(_notShipped(), _lot(LOT, 1));
        _shipUnlisted(50);
        _accepts(_lot("L-2", 50), RequisitionState.Fulfilled, MANUFACTURER, true);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 100, 0, MANUFACTURER));
    }

    function test_RevertWhen_MoreIsShippedThanOrdered_GivenUnderway() public {
        _orderFromSupplier();
        _shipUnlisted(60);
        _accepts(_lot(LOT, 20), RequisitionState.Shipped, MANUFACTURER, true);

        _expectQuantity(41, 1, 40);
        vm.prank(SHIPPER);
        ledger.ship(requisition, NO_ASSET, 41, ANY_HEAD, _claim());
        _shipUnlisted(40);
    }

    function test_Refuse_GivenUnderway() public {
        _orderFromSupplier();
        _shipUnlisted(50);
        _accepts(_lot(LOT, 20), RequisitionState.Shipped, MANUFACTURER, true);
        _refusesUnlisted(25, MANUFACTURER);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 20, 5, MANUFACTURER));

        vm.expectRevert(_notShipped());
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, NO_ASSET, 6, ANY_HEAD, _claimOf(1));
        _refusesUnlisted(5, MANUFACTURER);
        // What was refused may be shipped again.
        _shipUnlisted(80);
    }

    /// @dev Of a supplier that is not on the ledger, nobody knows how many are under way: no more than were ordered.
    function test_Refuse_GivenSupplierNotOnTheLedger() public {
        _accepts(_lot(LOT, 20), RequisitionState.Shipped, 0, true);
        uint32 left = ORDERED_QUANTITY - 20;
        _refusesUnlisted(left, 0);
        _assertParties(requisition, _parties(ORDERED_QUANTITY, 20, 0, 0));

        uint32[3] memory quantities = [0, left + 1, type(uint32).max];
        for (uint256 i = 0; i < quantities.length; ++i) {
            _expectQuantity(quantities[i], 1, left);
            vm.prank(INSPECTOR);
            ledger.refuse(requisition, NO_ASSET, quantities[i], ANY_HEAD, _claimOf(1));
        }
    }

    function test_RevertGiven_SupplierHasNotShipped() public {
        _orderFromSupplier();
        bytes4 selector = ILedgerErrors.WrongState.selector;
        _refuses(
            abi.encodeWithSelector(
                selector,
                Kind.Requisition,
                requisition,
                Action.Accept,
                uint8(RequisitionState.Ordered)
            ),
            _lot(LOT, 1)
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         LOTS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_QuantityIsOutOfRange() public {
        _refuses(_quantityError(0, type(uint32).max), _lot(LOT, 0));
        _refuses(_quantityError(101, 100), _lot(LOT, 101));
        _refuses(_quantityError(type(uint32).max, 100), _lot(LOT, type(uint32).max));
        _accepts(_lot(LOT, 40), RequisitionState.Shipped, 0, true);
        _refuses(_quantityError(61, 60), _lot(LOT, 61));
    }

    /// @dev Usable in its last second, and no longer.
    function test_RevertWhen_Expired() public {
        vm.warp(EXPIRY);
        _accepts(_lot(LOT, 40), RequisitionState.Shipped, 0, true);
        vm.warp(EXPIRY + 1);
        bytes4 selector = ILedgerErrors.Expired.selector;
        _refuses(abi.encodeWithSelector(selector, _batchOf(gauze, LOT), EXPIRY), _lot(LOT, 1));
        _refuses(abi.encodeWithSelector(selector, _batchOf(gauze, "L-2"), 0), Lot("L-2", 1, 0));
    }

    function test_RevertWhen_ExpiryIsAnother() public {
        _accepts(_lot(LOT, 40), RequisitionState.Shipped, 0, true);
        bytes4 selector = ILedgerErrors.WrongExpiry.selector;
        BatchId batch = _batchOf(gauze, LOT);
        _refuses(abi.encodeWithSelector(selector, batch, EXPIRY + 1, EXPIRY), Lot(LOT, 1, EXPIRY + 1));
        _refuses(abi.encodeWithSelector(selector, batch, EXPIRY - 1, EXPIRY), Lot(LOT, 1, EXPIRY - 1));
    }

    function test_RevertWhen_LotIsInvalid() public {
        bytes32[3] memory lots = [bytes32(0), "with space", "123456789012345678901"];
        for (uint256 i = 0; i < lots.length; ++i) {
            _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidLot.selector, lots[i]), _lot(lots[i], 1));
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        RECALLS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Announced or there already; once it is lifted, it comes.
    function test_RevertGiven_BatchRecalled() public {
        _recallBatch(WARDEN, RecallLevel.Third, Instruction.Inspect, gauze, LOT);
        BatchId batch = _batchOf(gauze, LOT);
        bytes4 selector = ILedgerErrors.Recalled.selector;
        _refuses(abi.encodeWithSelector(selector, batch, batch, RecallLevel.Third), _lot(LOT, 1));
        _accepts(_lot("L-2", 10), RequisitionState.Shipped, 0, true);

        _liftBatch(WARDEN, gauze, LOT);
        _accepts(_lot(LOT, 10), RequisitionState.Shipped, 0, false);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Inspect, gauze, LOT);
        _refuses(abi.encodeWithSelector(selector, batch, batch, RecallLevel.First), _lot(LOT, 1));
    }

    function test_RevertGiven_ProductRecalled() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.Stop, gauze, ALL_ITEMS);
        BatchId batch = _batchOf(gauze, LOT);
        bytes4 selector = ILedgerErrors.Recalled.selector;
        _refuses(abi.encodeWithSelector(selector, batch, gauze, RecallLevel.Second), _lot(LOT, 1));

        _lift(WARDEN, gauze, ALL_ITEMS);
        _accepts(_lot(LOT, 10), RequisitionState.Shipped, 0, true);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_MadeOutsideTheRegistration() public {
        vm.warp(REGISTERED_UNTIL + 365 days);
        Lot memory lot = Lot(LOT, 1, REGISTERED_UNTIL + 400 days);
        uint32[2] memory dates = [REGISTERED_FROM - 1, REGISTERED_UNTIL + 1];
        for (uint256 i = 0; i < dates.length; ++i) {
            bytes4 selector = ILedgerErrors.NotRegisteredThen.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, gauze, dates[i], REGISTERED_FROM, REGISTERED_UNTIL));
            vm.prank(INSPECTOR);
            ledger.acceptLot(requisition, gauze, lot, _claimOf(dates[i]));
        }
    }

    /// @dev Nor are units that are told apart by lot accepted one by one.
    function test_RevertWhen_TrackingIsAnother() public {
        bytes4 selector = ILedgerErrors.WrongTracking.selector;
        RequisitionId other = _ordered(foreign, 2, "foreign", 0);
        vm.expectRevert(abi.encodeWithSelector(selector, foreign, Tracking.Serial));
        vm.prank(INSPECTOR);
        ledger.acceptLot(other, foreign, _lot(LOT, 1), _claimOf(MADE));

        vm.expectRevert(abi.encodeWithSelector(selector, gauze, Tracking.Lot));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, gauze, SERIAL, _headOf(gauze, SERIAL), _claimOf(MADE));
    }

    function test_RevertWhen_ProductIsAnother() public {
        ProductId[3] memory others = [vaccine, monitor, ProductId.wrap(keccak256("none"))];
        uint24[3] memory numbers = [VACCINE_NUMBER, MONITOR_NUMBER, 0];
        bytes4 selector = ILedgerErrors.WrongProduct.selector;
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(selector, requisition, numbers[i], GAUZE_NUMBER));
            vm.prank(INSPECTOR);
            ledger.acceptLot(requisition, others[i], _lot(LOT, 1), _claimOf(MADE));
        }
    }

    function test_RevertGiven_ManufacturerOnTheLedger() public {
        (requisition, , ) = _shippedParcel(LOT, 200, NO_CODES, "vaccine");
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnlyThroughManufacturer.selector, vaccine, MANUFACTURER));
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, vaccine, _lot(LOT, 1), _claimOf(MADE));
    }

    function test_RevertWhen_CallerBought() public {
        requisition = _approved(gauze, 5, "bought");
        vm.prank(CHIEF);
        ledger.order(requisition, 0, 0, _claim());

        bytes4 selector = ILedgerErrors.OwnPurchase.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, requisition, memberOf[CHIEF]));
        vm.prank(CHIEF);
        _step();
        vm.prank(INSPECTOR);
        _step();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Three entries: the batch's, the requisition's, the parcel's.
    function _accepts(
        Lot memory lot,
        RequisitionState state,
        uint24 supplier,
        bool isNew
    ) private returns (AssetId parcel) {
        Claim memory claim = _fullClaim(MADE);
        Entry memory first = _entersBatch(gauze, GAUZE_NUMBER, INSPECTOR, Action.Declare, lot, claim);
        BatchId batch = BatchId.wrap(first.subject);
        Entry memory second = _requisitionEntry(requisition, INSPECTOR, Action.Accept, state, claim);
        (second.counterpart, second.quantity) = (supplier, lot.quantity);
        _comesFrom(second, first.subject, _headOf(first), _class(batch));
        parcel = _parcelOf(second.subject, _headOf(second));
        Entry memory third = _parcelEntry(parcel, INSPECTOR, Action.Accept, AssetState.Stored, lot.quantity, claim);
        third.counterpart = supplier;
        _comesFrom(third, second.subject, _headOf(second), _class(batch));

        vm.prank(INSPECTOR);
        AssetId answered = ledger.acceptLot(requisition, gauze, lot, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(parcel), "id");
        Logs memory logs = _recorded();
        if (isNew) {
            _assertBatchEntered(logs, gauze, lot.lot);
            _assertBatch(batch, GAUZE_NUMBER, lot.expiry, lot.quantity, _noRecall(), 0);
        }
        _assertEntry(logs, first);
        _assertEntry(logs, second);
        _assertEntry(logs, third);
        _assertEnd(logs);
        _assertState(batch, BatchState.Open);
        _assertParcel(parcel, batch, lot.quantity);
        _tick();
    }

    function _assertParcel(AssetId parcel, BatchId batch, uint32 quantity) private view {
        _assertCustody(parcel, _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, quantity));
        _assertShipment(parcel, RequisitionId.wrap(0));
        Care memory care;
        _assertCare(parcel, care);
        _assertCareOfParcel(parcel, 0, 0);
        _assertFlags(parcel, false, false);
    }

    function _orderFromSupplier() private {
        requisition = _ordered(gauze, ORDERED_QUANTITY, "from a supplier", MANUFACTURER);
    }

    function _shipUnlisted(uint32 quantity) private {
        vm.prank(SHIPPER);
        ledger.ship(requisition, NO_ASSET, quantity, ANY_HEAD, _claim());
        _tick();
    }

    function _refusesUnlisted(uint32 quantity, uint24 supplier) private {
        Claim memory claim = _fullClaim(1);
        Entry memory entry = _requisitionEntry(requisition, INSPECTOR, Action.Refuse, RequisitionState.Shipped, claim);
        (entry.counterpart, entry.quantity) = (supplier, quantity);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, NO_ASSET, quantity, ANY_HEAD, claim);
        _assertOnly(entry);
        _tick();
    }

    function _parties(
        uint32 quantity,
        uint32 accepted,
        uint32 underway,
        uint24 supplier
    ) private view returns (Parties memory parties) {
        parties.product = GAUZE_NUMBER;
        (parties.organisation, parties.consignee, parties.supplier) = (HOSPITAL, HOSPITAL, supplier);
        (parties.applicant, parties.buyer) = (memberOf[APPLICANT], memberOf[BUYER]);
        (parties.quantity, parties.accepted, parties.underway) = (quantity, accepted, underway);
        parties.approved = true;
    }

    function _notShipped() private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotShippedHere.selector, NO_ASSET, requisition);
    }

    function _quantityError(uint32 quantity, uint32 most) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, quantity, 1, most);
    }

    function _refuses(bytes memory refusal, Lot memory lot) private {
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, gauze, lot, _claimOf(MADE));
    }

    function _usualClaim() internal pure override returns (Claim memory) {
        return _claimOf(MADE);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.acceptLot(RequisitionId.wrap(id), gauze, _lot(LOT, 5), claim);
    }
}
