// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, Head, RequisitionId } from "../../contracts/types/Ids.sol";
import { Care, Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Instruction,
    Kind,
    RecallLevel,
    RefusalReason,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { LotTest } from "./support/LotTest.sol";
import { Slots } from "./support/Slots.sol";
import { Holding, Parties } from "./support/Stages.sol";
import { ORDERED, SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev A parcel of 200 units of the vaccine, in packs with codes; 500 were ordered from the manufacturer.
abstract contract ParcelDeliveryTest is SubjectTest, LotTest {
    uint32 internal constant QUANTITY = 200;

    BatchId internal batch;

    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 min,
        uint32 max
    ) WriteTest(actor_, duties_) EntryTest(action_, min, max) SubjectTest(Kind.Requisition, statesFrom_) {}

    function setUp() public virtual override(LotTest, World) {
        LotTest.setUp();
        (batch, item) = _commissioned(vaccine, LOT, QUANTITY, PACKS_ROOT);
        requisition = _ordered(vaccine, 500, REFERENCE, MANUFACTURER);
    }

    /// @dev The requisition's entry (origin: the parcel), then the parcel's (origin: the requisition at its new head), both
    /// classed by the batch.
    function _entries(
        address by,
        RequisitionState state,
        AssetState parcelState,
        uint24 counterpart,
        Claim memory claim
    ) internal returns (Entry memory first, Entry memory second) {
        first = _requisitionEntry(requisition, by, action, state, claim);
        (first.counterpart, first.quantity) = (counterpart, QUANTITY);
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), _class(batch));
        second = _parcelEntry(item, by, action, parcelState, QUANTITY, claim);
        second.counterpart = counterpart;
    }

    function _serialised(uint24 holder) internal view returns (Holding memory custody) {
        custody = _parcelCustody(VACCINE_NUMBER, holder, holder, batch, QUANTITY);
        custody.firstPackAndOne = 1;
    }

    /// @dev Nothing but the custody changes on the way.
    function _assertParcel(Holding memory custody) internal view {
        _assertCustody(item, custody);
        _assertShipment(item, requisition);
        Care memory care;
        _assertCare(item, care);
        _assertCareOfParcel(item, 0, QUANTITY / UNITS_PER_PACK);
        _assertBatch(batch, VACCINE_NUMBER, EXPIRY, QUANTITY, _noRecall(), PACKS_ROOT);
    }

    function _assertAccepted(uint32 quantity, uint32 accepted) internal view {
        Parties memory parties;
        parties.product = VACCINE_NUMBER;
        (parties.organisation, parties.consignee, parties.supplier) = (HOSPITAL, HOSPITAL, MANUFACTURER);
        (parties.applicant, parties.buyer) = (memberOf[APPLICANT], memberOf[BUYER]);
        (parties.quantity, parties.accepted, parties.approved) = (quantity, accepted, true);
        _assertParties(requisition, parties);
    }

    function _wrongState(AssetState state) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Asset, item, action, uint8(state));
    }

    function _refusesState(AssetState state) internal {
        _forceState(Slots.asset(AssetId.unwrap(item)), uint8(state), 1);
        _refuses(_wrongState(state));
    }

    function _refuses(bytes memory refusal) internal {
        Claim memory claim = _usualClaim();
        vm.expectRevert(refusal);
        vm.prank(actor);
        _stepWith(claim);
    }
}

contract ShipParcelTest is ParcelDeliveryTest(Action.Ship, SHIPPER, Duties.SUPPLY, ORDERED | SHIPPED, 0, 0) {
    function test_Ship() public {
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _entries(
            SHIPPER,
            RequisitionState.Shipped,
            AssetState.InTransit,
            HOSPITAL,
            claim
        );
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, QUANTITY, ANY_HEAD, claim);

        _assertBoth(first, second, _class(batch));
        _assertParcel(_serialised(MANUFACTURER));
        _assertAccepted(500, 0);
    }

    /// @dev A parcel moves as a whole.
    function test_RevertWhen_QuantityIsNotTheWhole() public {
        uint32[4] memory quantities = [0, 1, QUANTITY - 1, QUANTITY + 1];
        for (uint256 i = 0; i < quantities.length; ++i) {
            _expectQuantity(quantities[i], QUANTITY, QUANTITY);
            vm.prank(SHIPPER);
            ledger.ship(requisition, item, quantities[i], ANY_HEAD, _claim());
        }
    }

    function test_RevertWhen_MoreThanTheRestIsShipped() public {
        requisition = _ordered(vaccine, QUANTITY - 1, "fewer", MANUFACTURER);
        _expectQuantity(QUANTITY, 1, QUANTITY - 1);
        vm.prank(SHIPPER);
        _step();

        // Accepted ones count.
        requisition = _ordered(vaccine, 2 * QUANTITY - 1, "more", MANUFACTURER);
        _shipParcel(requisition, item, QUANTITY);
        _acceptParcel(requisition, item);
        (, item) = _commissioned(vaccine, "L-2", QUANTITY, NO_CODES);
        _expectQuantity(QUANTITY, 1, QUANTITY - 1);
        vm.prank(SHIPPER);
        _step();
    }

    function test_RevertGiven_ParcelInAnotherState() public {
        for (uint8 state = uint8(AssetState.InUse); state <= uint8(AssetState.Announced); ++state) {
            _refusesState(AssetState(state));
        }
    }

    function test_RevertWhen_ParcelIsOfAnotherProduct() public {
        requisition = _ordered(monitor, 500, "monitors", MANUFACTURER);
        bytes4 selector = ILedgerErrors.WrongProduct.selector;
        _refuses(abi.encodeWithSelector(selector, requisition, VACCINE_NUMBER, MONITOR_NUMBER));
    }

    function test_RevertWhen_HeadOfTheParcelMoved() public {
        Head expected = Head.wrap(_head(Slots.asset(AssetId.unwrap(item))));
        _record(MAKER_KEEPER, Action.Move, item, PLACE);
        bytes27 head = _head(Slots.asset(AssetId.unwrap(item)));
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, item, Head.unwrap(expected), head));
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, QUANTITY, expected, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.ship(RequisitionId.wrap(id), item, QUANTITY, ANY_HEAD, claim);
    }
}

contract AcceptParcelTest is ParcelDeliveryTest(Action.Accept, INSPECTOR, Duties.INSPECT, SHIPPED, 0, 0) {
    function setUp() public override {
        super.setUp();
        _shipParcel(requisition, item, QUANTITY);
    }

    function test_AcceptParcel() public {
        _accepts(RequisitionState.Shipped);
        _assertAccepted(500, QUANTITY);
    }

    function test_AcceptParcel_WhenLastDelivery() public {
        requisition = _ordered(vaccine, QUANTITY, "as many", MANUFACTURER);
        (batch, item) = _commissioned(vaccine, "L-2", QUANTITY, PACKS_ROOT);
        _shipParcel(requisition, item, QUANTITY);
        _accepts(RequisitionState.Fulfilled);
        _assertAccepted(QUANTITY, QUANTITY);
    }

    function test_AcceptParcel_WhenQuantityIsLargest() public {
        uint32 most = type(uint32).max;
        (batch, item) = _delivered("L-2", most, NO_CODES, "all");
        _assertCustody(item, _parcelCustody(VACCINE_NUMBER, HOSPITAL, HOSPITAL, batch, most));
    }

    /// @dev What came beyond the order is not accepted, and goes back by refuse or withdraw.
    function test_RevertWhen_MoreThanTheRestIsAccepted() public {
        requisition = _ordered(vaccine, 300, "300", MANUFACTURER);
        (, AssetId first) = _commissioned(vaccine, "L-2", QUANTITY, NO_CODES);
        (, AssetId second) = _commissioned(vaccine, "L-3", QUANTITY, NO_CODES);
        _shipParcel(requisition, first, QUANTITY);
        _shipParcel(requisition, second, QUANTITY);
        _acceptParcel(requisition, first);

        item = second;
        _refuses(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, QUANTITY, 1, 100));
        _record(MAKER_KEEPER, Action.Withdraw, second, 0);
        _assertState(second, AssetState.Stored);
    }

    function test_AcceptParcel_GivenWitnessed() public {
        Prescription memory prescription;
        prescription.witnessed = true;
        _prescribe(vaccine, prescription);
        _acceptParcel(requisition, item);

        _assertState(item, AssetState.Inspected);
        Holding memory custody = _serialised(HOSPITAL);
        custody.lastSigner = memberOf[INSPECTOR];
        _assertParcel(custody);
        _record(WITNESS, Action.Confirm, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /// @dev The consignee accepts and holds; the hospital that ordered owns.
    function test_AcceptParcel_WhenConsigneeIsAnotherHospital() public {
        requisition = _approved(vaccine, QUANTITY, "consigned");
        vm.prank(BUYER);
        ledger.order(requisition, MANUFACTURER, RIVAL, _claim());
        (batch, item) = _commissioned(vaccine, "L-2", QUANTITY, PACKS_ROOT);
        _shipParcel(requisition, item, QUANTITY);
        vm.prank(RIVAL_CHIEF);
        ledger.acceptParcel(requisition, item, _headOf(item), _claim());

        Holding memory custody = _serialised(RIVAL);
        (custody.owner, custody.terms) = (HOSPITAL, Terms.Loan);
        _assertParcel(custody);
    }

    function test_RevertGiven_ShippedUnderAnotherRequisition() public {
        (RequisitionId other, , AssetId another) = _shippedParcel("L-2", QUANTITY, NO_CODES, "other");
        bytes4 selector = ILedgerErrors.NotShippedHere.selector;
        AssetId here = item;
        item = another;
        _refuses(abi.encodeWithSelector(selector, another, requisition));
        (requisition, item) = (other, here);
        _refuses(abi.encodeWithSelector(selector, here, other));
    }

    /// @dev What was withdrawn and offered to somebody is in transit, but not under the requisition.
    function test_RevertGiven_OfferedSince() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);
        _offer(MAKER_KEEPER, item, HOSPITAL, Terms.Trial);
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotShippedHere.selector, item, requisition));
    }

    function test_RevertWhen_ParcelIsUnknown() public {
        item = AssetId.wrap(keccak256("no parcel"));
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, item));
    }

    function test_RevertWhen_AssetIsAnItem() public {
        (requisition, item) = _inTransit(monitor, SERIAL, "monitors");
        _refuses(abi.encodeWithSelector(ILedgerErrors.OnlyForParcels.selector, item, Action.Accept));
    }

    function test_RevertWhen_ParcelIsOfAnotherProduct() public {
        (requisition, ) = _inTransit(monitor, SERIAL, "monitors");
        bytes4 selector = ILedgerErrors.WrongProduct.selector;
        _refuses(abi.encodeWithSelector(selector, requisition, VACCINE_NUMBER, MONITOR_NUMBER));
    }

    function test_RevertGiven_ParcelNotInTransit() public {
        for (uint8 state = 1; state < uint8(AssetState.Announced); ++state) {
            if (state != uint8(AssetState.InTransit)) _refusesState(AssetState(state));
        }
    }

    /// @dev Usable in its last second, and no longer.
    function test_RevertGiven_ExpiredMeanwhile() public {
        vm.warp(EXPIRY + 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Expired.selector, item, EXPIRY));
        vm.warp(EXPIRY);
        _accepts(RequisitionState.Shipped);
    }

    function test_RevertGiven_RecalledMeanwhile() public {
        _recallBatch(RECALLER, RecallLevel.Third, Instruction.Inspect, vaccine, LOT);
        bytes4 selector = ILedgerErrors.Recalled.selector;
        _refuses(abi.encodeWithSelector(selector, item, batch, RecallLevel.Third));
        _liftBatch(RECALLER, vaccine, LOT);
        _recall(WARDEN, RecallLevel.First, Instruction.Inspect, vaccine, ALL_ITEMS);
        _refuses(abi.encodeWithSelector(selector, item, vaccine, RecallLevel.First));
    }

    function test_RevertGiven_QuarantinedMeanwhile() public {
        _record(MAKER_KEEPER, Action.Quarantine, item, 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
    }

    function test_RevertWhen_CallerBought() public {
        requisition = _approved(vaccine, QUANTITY, "bought");
        vm.prank(CHIEF);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        (, item) = _commissioned(vaccine, "L-2", QUANTITY, NO_CODES);
        _shipParcel(requisition, item, QUANTITY);

        bytes4 selector = ILedgerErrors.OwnPurchase.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, requisition, memberOf[CHIEF]));
        vm.prank(CHIEF);
        _step();
    }

    function test_RevertWhen_HeadOfTheParcelMoved() public {
        Head expected = Head.wrap(_head(Slots.asset(AssetId.unwrap(item))));
        _record(MAKER_KEEPER, Action.Quarantine, item, 1);
        _record(MAKER_CHIEF, Action.Release, item, 0);
        bytes27 head = _head(Slots.asset(AssetId.unwrap(item)));
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, item, Head.unwrap(expected), head));
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, item, expected, _claim());
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, item, Head.wrap(head), _claim());
    }

    function _accepts(RequisitionState state) private {
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _entries(INSPECTOR, state, AssetState.Stored, MANUFACTURER, claim);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, item, _headOf(item), claim);

        _assertBoth(first, second, _class(batch));
        _assertParcel(_serialised(HOSPITAL));
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.acceptParcel(RequisitionId.wrap(id), item, _headOf(item), claim);
    }
}

contract RefuseParcelTest is
    ParcelDeliveryTest(Action.Refuse, INSPECTOR, Duties.INSPECT, SHIPPED, 1, uint32(RefusalReason.Other))
{
    function setUp() public override {
        super.setUp();
        _shipParcel(requisition, item, QUANTITY);
    }

    /// @dev It is stored at the supplier again, and may come again.
    function test_Refuse() public {
        _refusesParcel();
        _assertAccepted(500, 0);

        _tick();
        _shipParcel(requisition, item, QUANTITY);
        _acceptParcel(requisition, item);
        _assertParcel(_serialised(HOSPITAL));
    }

    /// @dev Refusing needs no usable goods: expired and recalled, they go back.
    function test_Refuse_GivenExpiredAndRecalled() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, ALL_ITEMS);
        vm.warp(EXPIRY + 1);
        _refusesParcel();
    }

    function test_RevertWhen_QuantityIsNotTheWhole() public {
        uint32[4] memory quantities = [0, 1, QUANTITY - 1, QUANTITY + 1];
        for (uint256 i = 0; i < quantities.length; ++i) {
            _expectQuantity(quantities[i], QUANTITY, QUANTITY);
            vm.prank(INSPECTOR);
            ledger.refuse(requisition, item, quantities[i], _headOf(item), _claimOf(1));
        }
    }

    function test_RevertGiven_ShippedUnderAnotherRequisition() public {
        (, , item) = _shippedParcel("L-2", QUANTITY, NO_CODES, "other");
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotShippedHere.selector, item, requisition));
    }

    function test_RevertGiven_ParcelNotInTransit() public {
        for (uint8 state = 1; state <= uint8(AssetState.Announced); ++state) {
            if (state != uint8(AssetState.InTransit)) _refusesState(AssetState(state));
        }
    }

    function _refusesParcel() private {
        Claim memory claim = _fullClaim(uint32(RefusalReason.FailedInspection));
        (Entry memory first, Entry memory second) = _entries(
            INSPECTOR,
            RequisitionState.Shipped,
            AssetState.Stored,
            MANUFACTURER,
            claim
        );
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, QUANTITY, _headOf(item), claim);

        _assertBoth(first, second, _class(batch));
        _assertParcel(_serialised(MANUFACTURER));
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.refuse(RequisitionId.wrap(id), item, QUANTITY, _headOf(item), claim);
    }
}
