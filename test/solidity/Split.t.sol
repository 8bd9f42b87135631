// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { PackTest } from "./support/PackTest.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev Fifty units of the hospital's own gauze, which has no codes. The step of the inherited tests splits a single one off.
contract SplitTest is PackTest {
    uint32 private constant HELD = 50;

    constructor() AssetTest(Action.Split, KEEPER, Duties.KEEP, STORED, 0, 0) {}

    function setUp() public override {
        super.setUp();
        (batch, item) = _declared(LOT, HELD, REFERENCE);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.split(AssetId.wrap(id), 1, 0, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        QUANTITIES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Split() public {
        AssetId part = _splits(KEEPER, 20, 0);

        _assertGauze(item, 30);
        _assertGauze(part, 20);
        _assertBare(item);
        _assertBare(part);
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, HELD, _noRecall(), NO_CODES);
    }

    function test_Split_TheLeastAndTheMost() public {
        AssetId least = _splits(CHIEF, 1, 0);
        _assertGauze(item, 49);
        _assertGauze(least, 1);

        AssetId most = _splits(KEEPER, 48, 0);
        _assertGauze(item, 1);
        _assertGauze(most, 48);
    }

    /// @dev Each id comes from the head then: no two parts of a parcel have the same.
    function test_Split_TwiceInOneBlock() public {
        vm.prank(KEEPER);
        AssetId first = ledger.split(item, 5, 0, _claim());
        AssetId second = _splits(KEEPER, 5, 0);

        vm.assertTrue(AssetId.unwrap(first) != AssetId.unwrap(second), "same id");
        _assertGauze(item, 40);
        _assertGauze(first, 5);
        _assertGauze(second, 5);
    }

    function test_Split_OfAPart() public {
        (AssetId rest, AssetId part) = (item, _splits(KEEPER, 20, 0));
        item = part;
        AssetId partOfPart = _splits(KEEPER, 8, 0);

        _assertGauze(rest, 30);
        _assertGauze(part, 12);
        _assertGauze(partOfPart, 8);
    }

    /// @dev Parts are parcels as any other: what is dispensed from one leaves the others.
    function test_Split_ThenDispense() public {
        AssetId part = _splits(KEEPER, 20, 0);
        _dispense(part, 20);
        _assertState(part, AssetState.Consumed);
        _assertState(item, AssetState.Stored);
        _assertGauze(part, 0);
        _assertGauze(item, 30);

        _dispense(item, 7);
        _assertGauze(item, 23);
    }

    function test_Split_ThenHandOver() public {
        AssetId part = _splits(KEEPER, 20, 0);
        _handOver(KEEPER, part, RIVAL, RIVAL_CHIEF, Terms.Owned);

        _assertCustody(part, _parcelCustody(GAUZE_NUMBER, RIVAL, RIVAL, batch, 20));
        _assertGauze(item, 30);
    }

    function test_Split_GivenPartlyDispensed() public {
        _dispense(item, 10);
        AssetId part = _splits(KEEPER, 39, 0);
        _assertGauze(item, 1);
        _assertGauze(part, 39);
    }

    function test_RevertWhen_QuantityIsOutOfRange() public {
        _refusesQuantity(0, HELD - 1);
        _refusesQuantity(HELD, HELD - 1);
        _refusesQuantity(HELD + 1, HELD - 1);
        _refusesQuantity(type(uint32).max, HELD - 1);

        _dispense(item, 10);
        _refusesQuantity(40, 39);
        _assertGauze(item, 40);
    }

    /// @dev A single unit has no parts.
    function test_RevertGiven_SingleUnit() public {
        _dispense(item, HELD - 1);
        _refusesQuantity(0, 0);
        _refusesQuantity(1, 0);
    }

    function testFuzz_Split(uint32 held, uint32 quantity) public {
        if (held < 2) held = 2;
        (batch, item) = _declared("L-FUZZ", held, "fuzzed");
        if (quantity == 0 || quantity >= held) {
            _refusesQuantity(quantity, held - 1);
            quantity = (quantity % (held - 1)) + 1;
        }
        AssetId part = _splits(KEEPER, quantity, 0);

        _assertGauze(item, held - quantity);
        _assertGauze(part, quantity);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WHAT THE PART INHERITS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Split_GivenQuarantined() public {
        _quarantine(item);
        AssetId part = _splits(KEEPER, 20, 0);
        _assertFlags(item, true, false);
        _assertFlags(part, true, false);
        _expectQuarantined(part);
        vm.prank(NURSE);
        _callDispense(part, 1, _claim());

        // Each is released by itself.
        _record(RELEASER, Action.Release, part, 0);
        _assertFlags(part, false, false);
        _assertFlags(item, true, false);
    }

    /// @dev The lowest 8 bits of a status: state, quarantine, the state before, and recall.
    function test_Split_InheritsAllFlags() public {
        bytes32 key = Slots.asset(AssetId.unwrap(item));
        for (uint256 flags = 0; flags < 16; ++flags) {
            uint256 status = (_slot(key) & ~uint256(0xf)) | flags;
            vm.store(address(ledger), key, bytes32(status));
            AssetId part = _splits(KEEPER, 1, 0);
            vm.assertEq(uint8(_slot(key)), (STORED_STATE << 4) | flags, "rest");
            vm.assertEq(uint8(_slot(Slots.asset(AssetId.unwrap(part)))), (STORED_STATE << 4) | flags, "part");
        }
    }

    /// @dev What was remedied was so of the part too.
    function test_Split_GivenRemedied() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        Care memory care;
        care.remediedAt = uint32(block.timestamp);
        _remedy(item);
        AssetId part = _splits(KEEPER, 20, 0);
        _assertCare(item, care);
        _assertCare(part, care);
        _dispense(part, 1);

        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _expectRecalled(part, BatchId.unwrap(batch), RecallLevel.First);
        vm.prank(NURSE);
        _callDispense(part, 1, _claim());
    }

    /// @dev What is recalled stays so in both.
    function test_Split_GivenRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.SendBack, gauze, LOT);
        AssetId part = _splits(KEEPER, 20, 0);
        _assertBare(part);
        _expectRecalled(part, BatchId.unwrap(batch), RecallLevel.First);
        vm.prank(NURSE);
        _callDispense(part, 1, _claim());
    }

    /// @dev A remedy that waits for its confirmation is confirmed for each; not by who did it.
    function test_Split_GivenRemedyNotConfirmed() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        Care memory care;
        (care.remedyAt, care.remedier) = (uint32(block.timestamp), memberOf[CHIEF]);
        _answer(CHIEF, item, Action.Remedy);
        AssetId part = _splits(KEEPER, 20, 0);
        _assertCare(item, care);
        _assertCare(part, care);

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.OwnWork.selector, part, Action.ConfirmRemedy, memberOf[CHIEF])
        );
        vm.prank(CHIEF);
        ledger.answerRecall(part, Action.ConfirmRemedy, _expecting(part));
        _answer(RELEASER, part, Action.ConfirmRemedy);
        _dispense(part, 1);
        _assertCare(item, care);
    }

    function test_Split_GivenMonitored() public {
        Care memory care;
        care.monitoredAt = uint32(block.timestamp);
        vm.prank(KEEPER);
        ledger.monitor(item, 20, 80, 0, _claim());
        _tick();
        AssetId part = _splits(KEEPER, 20, 0);
        _assertCare(item, care);
        _assertCare(part, care);

        // The part's cold chain goes on from there.
        Claim memory claim;
        claim.occurredAt = care.monitoredAt;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.SpanOutOfOrder.selector,
                part,
                care.monitoredAt,
                care.monitoredAt,
                care.monitoredAt
            )
        );
        vm.prank(KEEPER);
        ledger.monitor(part, 20, 80, 0, claim);
    }

    /// @dev All that is inherited at once.
    function test_Split_GivenRemediedAndMonitored() public {
        vm.prank(KEEPER);
        ledger.monitor(item, 20, 80, 0, _claim());
        Care memory care;
        care.monitoredAt = uint32(block.timestamp);
        _tick();
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        care.remediedAt = uint32(block.timestamp);
        _remedy(item);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        (care.remedyAt, care.remedier) = (uint32(block.timestamp), memberOf[ENGINEER]);
        _answer(ENGINEER, item, Action.Remedy);

        AssetId part = _splits(KEEPER, 20, 0);
        _assertCare(item, care);
        _assertCare(part, care);
        _assertCareOfParcel(part, 0, 0);
    }

    /// @dev What is owed stays with the rest; of the part, nothing was dispensed.
    function test_Split_GivenOwed() public {
        (batch, item) = _consigned("L-2", 100, NO_CODES);
        _dispense(item, 5);
        AssetId part = _splits(KEEPER, 40, 0);
        _assertConsigned(item, 55);
        _assertConsigned(part, 40);
        _assertOwed(item, 5, 0);
        _assertOwed(part, 0, 0);

        _dispense(part, 40);
        _assertOwed(item, 5, 0);
        _assertOwed(part, 40, 0);

        requisition = _ordered(vaccine, 45, "to settle", MANUFACTURER);
        _settle(requisition, part);
        _assertOwed(item, 5, 0);
        _settle(requisition, item);
        _assertOwed(item, 0, 0);
        _assertState(requisition, RequisitionState.Fulfilled);
    }

    /// @dev A part goes back to the supplier that delivered the whole.
    function test_Split_ThenSentBackToTheSupplier() public {
        (batch, item) = _boughtByRival("L-2", 100, NO_CODES);
        requisition = _ordered(vaccine, 100, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, 100, ANY_HEAD, _claim());
        _tick();
        _acceptParcel(requisition, item);

        AssetId part = _splits(KEEPER, 40, 0);
        _assertShipment(item, requisition);
        _assertShipment(part, RequisitionId.wrap(0));

        Claim memory claim = _dayClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, part, OUTSIDER));
        vm.prank(KEEPER);
        ledger.sendBack(part, OUTSIDER, _wayOf(part), claim);
        _sendBack(KEEPER, part, RIVAL);
        _take(RIVAL_CHIEF, part);
        _assertCustody(part, _parcelCustody(VACCINE_NUMBER, RIVAL, RIVAL, batch, 40));
        _assertCustody(item, _parcelCustody(VACCINE_NUMBER, HOSPITAL, HOSPITAL, batch, 60));
    }

    /// @dev Who signed last stays known, and what came otherwise than by a shipment has none.
    function test_Split_GivenFound() public {
        vm.prank(INSPECTOR);
        item = ledger.enrolLot(gauze, _lot("L-2", 100), _claimOf(_basis(Basis.Found)));
        batch = _batchOf(gauze, "L-2");
        _tick();
        _expectState(item, AssetState.Inspected);
        vm.prank(KEEPER);
        _step();

        _record(WITNESS, Action.Confirm, item, 0);
        AssetId part = _splits(KEEPER, 40, 0);
        Holding memory custody = _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, 60);
        custody.lastSigner = memberOf[INSPECTOR];
        _assertCustody(item, custody);
        custody.quantity = 40;
        _assertCustody(part, custody);
        _assertShipment(part, RequisitionId.wrap(0));
    }

    function test_Split_GivenBorrowed() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        AssetId part = _splits(RIVAL_CHIEF, 20, 0);
        _assertCustody(item, _parcelCustody(GAUZE_NUMBER, RIVAL, HOSPITAL, batch, 30));
        _assertCustody(part, _parcelCustody(GAUZE_NUMBER, RIVAL, HOSPITAL, batch, 20));
    }

    /// @dev Also by its manufacturer, before anything is shipped.
    function test_Split_AtManufacturer() public {
        (batch, item) = _commissioned(vaccine, "L-2", 100, NO_CODES);
        AssetId part = _splits(MAKER_KEEPER, 33, 0);
        _assertCustody(item, _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, batch, 67));
        _assertCustody(part, _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, batch, 33));
    }

    function test_Split_GivenExpired() public {
        vm.warp(EXPIRY + 1);
        AssetId part = _splits(KEEPER, 20, 0);
        _expectExpired(AssetId.unwrap(part), EXPIRY);
        vm.prank(NURSE);
        _callDispense(part, 1, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      WHICH AND WHO
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_FirstPackIsGiven() public {
        uint32[3] memory packs = [uint32(1), 20, type(uint32).max];
        for (uint256 i = 0; i < packs.length; ++i) {
            _expectNotSerialised(item);
            vm.prank(KEEPER);
            ledger.split(item, 20, packs[i], _claim());
        }
    }

    function test_RevertGiven_InTransit() public {
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        _expectState(item, AssetState.InTransit);
        vm.prank(KEEPER);
        _step();
    }

    function test_RevertGiven_Consumed() public {
        _dispense(item, HELD);
        _expectState(item, AssetState.Consumed);
        vm.prank(KEEPER);
        _step();
    }

    function test_RevertGiven_Item() public {
        item = _enrolled(needle, SERIAL);
        _expectOnlyForParcels(item);
        vm.prank(MAKER_KEEPER);
        _step();
    }

    /// @dev An id that a part would have is not there before.
    function test_RevertGiven_PartNotThereYet() public {
        bytes32 id = AssetId.unwrap(_parcelOf(AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item)))));
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, id));
        vm.prank(KEEPER);
        _stepOn(id, _claim());
    }

    function test_RevertWhen_CallerIsOfFormerCustodian() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(KEEPER);
        _step();
    }

    function test_RevertWhen_OnlyUsing() public {
        _expectDutyMissing(NURSE, Duties.KEEP);
        vm.prank(NURSE);
        _step();
    }

    uint256 private constant STORED_STATE = uint256(uint8(AssetState.Stored));

    function _refusesQuantity(uint32 quantity, uint32 most) private {
        _expectQuantity(quantity, 1, most);
        vm.prank(KEEPER);
        ledger.split(item, quantity, 0, _claim());
    }

    /// @dev Nothing is noted of it but its custody and the delivery it came by.
    function _assertBare(AssetId parcel) private view {
        _assertNoCare(parcel);
        _assertCareOfParcel(parcel, 0, 0);
        _assertShipment(parcel, RequisitionId.wrap(0));
        _assertFlags(parcel, false, false);
    }

    function _assertConsigned(AssetId parcel, uint32 quantity) private view {
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, quantity);
        _assertCustody(parcel, _onTerms(custody, Terms.Consignment));
    }
}
