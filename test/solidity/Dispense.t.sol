// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Instruction,
    RecallLevel,
    RequisitionState,
    Terms,
    Urgency
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { PackTest } from "./support/PackTest.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { ANY, STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @notice Dispensing by quantity. The step of the inherited tests dispenses a single unit.
abstract contract DispenseQuantityTest is PackTest {
    uint32 internal constant HELD = 50;

    constructor() AssetTest(Action.Dispense, NURSE, Duties.USE, STORED, 0, ANY) {}

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        _callDispense(AssetId.wrap(id), 1, claim);
    }

    function _refusesQuantity(uint32 quantity, uint32 held) internal {
        _expectQuantity(quantity, 1, held);
        vm.prank(NURSE);
        _callDispense(item, quantity, _claim());
    }
}

/// @dev Fifty units of the hospital's own gauze.
contract DispenseTest is DispenseQuantityTest {
    function setUp() public override {
        super.setUp();
        (batch, item) = _declared(LOT, HELD, REFERENCE);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       QUANTITIES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Dispense_DownToConsumed() public {
        _dispenses(NURSE, 1, AssetState.Stored);
        _assertGauze(item, 49);
        _dispenses(CHIEF, 48, AssetState.Stored);
        _assertGauze(item, 1);
        _dispenses(NURSE, 1, AssetState.Consumed);
        _assertGauze(item, 0);

        _assertNoCare(item);
        _assertCareOfParcel(item, 0, 0);
    }

    function test_Dispense_AllAtOnce() public {
        _dispenses(NURSE, HELD, AssetState.Consumed);
        _assertGauze(item, 0);
    }

    /// @dev How much there is of the batch on the ledger in all stays.
    function test_Dispense_LeavesTheBatch() public {
        uint256 status = _slot(_batchKey(batch));
        _dispenses(NURSE, HELD, AssetState.Consumed);

        vm.assertEq(_slot(_batchKey(batch)), status, "status of the batch");
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, HELD, _noRecall(), NO_CODES);
    }

    function test_Dispense_WithoutPlaceOrDocument() public {
        Entry memory entry = _parcelEntry(item, NURSE, Action.Dispense, AssetState.Stored, 2, _claim());
        vm.prank(NURSE);
        _callDispense(item, 2, _claim());
        _assertOnly(entry);
    }

    function test_RevertWhen_QuantityIsZero() public {
        _refusesQuantity(0, HELD);
    }

    function test_RevertWhen_QuantityIsMoreThanHeld() public {
        _refusesQuantity(HELD + 1, HELD);
        _refusesQuantity(type(uint32).max, HELD);

        _dispense(item, 20);
        _refusesQuantity(31, 30);
        _refusesQuantity(HELD, 30);
        _assertGauze(item, 30);
    }

    /// @dev Nothing wraps around, however much there is.
    function test_Dispense_OfTheLargestQuantity() public {
        uint32 most = type(uint32).max;
        (batch, item) = _declared("L-MAX", most, "largest");
        _dispenses(NURSE, 1, AssetState.Stored);
        _refusesQuantity(most, most - 1);
        _dispenses(NURSE, 1 << 31, AssetState.Stored);
        _assertGauze(item, (1 << 31) - 2);
        _refusesQuantity(1 << 31, (1 << 31) - 2);
        _refusesQuantity(most, (1 << 31) - 2);
        _dispenses(NURSE, (1 << 31) - 2, AssetState.Consumed);
        _assertGauze(item, 0);
    }

    function testFuzz_Dispense(uint32 held, uint32 quantity) public {
        if (held == 0) held = 1;
        (batch, item) = _declared("L-FUZZ", held, "fuzzed");
        if (quantity == 0 || quantity > held) {
            _refusesQuantity(quantity, held);
            quantity = uint32((uint256(quantity) % held) + 1);
        }
        _dispenses(NURSE, quantity, quantity == held ? AssetState.Consumed : AssetState.Stored);
        _assertGauze(item, held - quantity);
        if (quantity == held) return;

        _refusesQuantity(held, held - quantity);
        _dispenses(NURSE, held - quantity, AssetState.Consumed);
        _assertGauze(item, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         STATES
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Consumed() public {
        _dispense(item, HELD);
        _expectState(item, AssetState.Consumed);
        vm.prank(NURSE);
        _step();
    }

    function test_RevertGiven_InTransit() public {
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        _expectState(item, AssetState.InTransit);
        vm.prank(NURSE);
        _step();

        _record(KEEPER, Action.Withdraw, item, 0);
        _dispenses(NURSE, 1, AssetState.Stored);
    }

    function test_RevertGiven_Quarantined() public {
        _quarantine(item);
        _expectQuarantined(item);
        vm.prank(NURSE);
        _step();

        _record(RELEASER, Action.Release, item, 0);
        _dispenses(NURSE, 1, AssetState.Stored);
        _assertFlags(item, false, false);
    }

    function test_RevertGiven_BatchRecalled() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, gauze, LOT);
        _expectRecalled(item, BatchId.unwrap(batch), RecallLevel.First);
        vm.prank(NURSE);
        _step();

        _remedy(item);
        _dispenses(NURSE, 1, AssetState.Stored);

        _recallBatch(WARDEN, RecallLevel.Third, Instruction.Stop, gauze, LOT);
        _expectRecalled(item, BatchId.unwrap(batch), RecallLevel.Third);
        vm.prank(NURSE);
        _step();

        _liftBatch(WARDEN, gauze, LOT);
        _dispenses(NURSE, 1, AssetState.Stored);
    }

    function test_RevertGiven_ProductRecalled() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.Stop, gauze, ALL_ITEMS);
        _expectRecalled(item, ProductId.unwrap(gauze), RecallLevel.Second);
        vm.prank(NURSE);
        _step();

        _lift(WARDEN, gauze, ALL_ITEMS);
        _dispenses(NURSE, 1, AssetState.Stored);
    }

    /// @dev Another batch of the same product.
    function test_Dispense_GivenAnotherBatchRecalled() public {
        _declared("L-2", HELD, "another batch");
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, gauze, "L-2");
        _dispenses(NURSE, 1, AssetState.Stored);
    }

    function test_RevertGiven_Expired() public {
        vm.warp(EXPIRY);
        _dispenses(NURSE, 1, AssetState.Stored);

        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(item), EXPIRY);
        vm.prank(NURSE);
        _step();
    }

    function test_RevertGiven_Redated() public {
        uint32 now_ = uint32(block.timestamp);
        _redate(gauze, LOT, now_);
        _expectExpired(AssetId.unwrap(item), now_);
        vm.prank(NURSE);
        _step();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      WHICH AND WHO
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Serialised() public {
        (, item) = _delivered("L-2", 100, PACKS_ROOT, "serialised");
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.Serialised.selector, item);
        uint32[4] memory quantities = [uint32(1), 10, 0, 101];
        for (uint256 i = 0; i < quantities.length; ++i) {
            vm.expectRevert(refusal);
            vm.prank(NURSE);
            _callDispense(item, quantities[i], _claim());
        }
    }

    function test_RevertGiven_Item() public {
        RequisitionId requisition_ = _ordered(needle, 1, "needle", MANUFACTURER);
        item = _enrolled(needle, SERIAL);
        _ship(requisition_, item);
        _accept(requisition_, needle, SERIAL);

        _expectOnlyForParcels(item);
        vm.prank(NURSE);
        _step();
    }

    function test_RevertWhen_CallerIsOfFormerCustodian() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Owned);
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(NURSE);
        _step();

        _dispenses(RIVAL_CHIEF, 1, AssetState.Stored);
    }

    /// @dev What is lent is dispensed by who has it; nothing is owed but for consigned goods.
    function test_Dispense_GivenBorrowed() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(NURSE);
        _step();

        _dispenses(RIVAL_CHIEF, 3, AssetState.Stored);
        _assertCustody(item, _parcelCustody(GAUZE_NUMBER, RIVAL, HOSPITAL, batch, HELD - 3));
        _assertOwed(item, 0, 0);
    }

    /// @dev Of whom the hospital may appoint, nobody dispenses.
    function test_RevertWhen_CallerIsOfAProvider() public {
        _appointProvider(Duties.MAINTAIN | Duties.KEEP);
        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    function test_RevertWhen_OnlyKeeping() public {
        _expectDutyMissing(KEEPER, Duties.USE);
        vm.prank(KEEPER);
        _step();
    }
}

/// @dev Fifty units of the manufacturer's vaccine, without codes, consigned to the hospital.
contract DispenseConsignedTest is DispenseQuantityTest {
    function setUp() public override {
        super.setUp();
        (batch, item) = _consigned(LOT, HELD, NO_CODES);
    }

    /// @dev What is left stays the consignor's.
    function test_Dispense_AddsUpWhatIsOwed() public {
        _dispenses(NURSE, 5, AssetState.Stored);
        _assertHeld(45);
        _assertOwed(item, 5, 0);
        _dispenses(NURSE, 7, AssetState.Stored);
        _assertHeld(38);
        _assertOwed(item, 12, 0);
        _dispenses(NURSE, 38, AssetState.Consumed);
        _assertHeld(0);
        _assertOwed(item, HELD, 0);
    }

    function test_RevertWhen_QuantityIsMoreThanHeld() public {
        _refusesQuantity(HELD + 1, HELD);
        _assertOwed(item, 0, 0);
    }

    /// @dev Its recall stands in the same word.
    function test_Dispense_GivenRemedied() public {
        _recallBatch(RECALLER, RecallLevel.First, Instruction.CorrectOnSite, vaccine, LOT);
        _answer(ENGINEER, item, Action.Remedy);
        uint32 remediedAt = uint32(block.timestamp) - 1 hours;
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _dispenses(NURSE, 5, AssetState.Stored);

        Care memory care = _debt(MANUFACTURER, HOSPITAL);
        care.remediedAt = remediedAt;
        _assertCare(item, care);
        _assertCareOfParcel(item, 5, 0);
    }

    function test_Settle_AllThatIsOwed() public {
        _dispense(item, 5);
        _dispense(item, 7);
        requisition = _ordered(vaccine, 20, REFERENCE, MANUFACTURER);

        _settles(12, RequisitionState.Shipped, AssetState.Stored, 0);
        _assertHeld(38);
        _assertAccepted(12);
        _refusesSettlement(abi.encodeWithSelector(ILedgerErrors.NothingToSettle.selector, item));

        // Anew, up to what was ordered.
        _dispense(item, 8);
        _settles(8, RequisitionState.Fulfilled, AssetState.Stored, 0);
        _assertAccepted(20);
    }

    function test_Settle_GivenConsumed() public {
        _dispense(item, HELD);
        requisition = _ordered(vaccine, HELD, REFERENCE, MANUFACTURER);
        _settles(HELD, RequisitionState.Fulfilled, AssetState.Consumed, 0);
    }

    /// @dev As much as there is room for; the rest stays owed, for another requisition.
    function test_Settle_UpToWhatWasOrdered() public {
        _dispense(item, 12);
        requisition = _ordered(vaccine, 5, REFERENCE, MANUFACTURER);
        _settles(5, RequisitionState.Fulfilled, AssetState.Stored, 7);
        _dispense(item, 3);
        _assertOwed(item, 10, 0);

        // Part of what was ordered was delivered.
        (, AssetId other) = _commissioned(vaccine, "L-2", 9, NO_CODES);
        requisition = _ordered(vaccine, 13, "partly delivered", MANUFACTURER);
        _shipParcel(requisition, other, 9);
        _acceptParcel(requisition, other);
        _settles(4, RequisitionState.Fulfilled, AssetState.Stored, 6);
        _assertAccepted(13);

        requisition = _ordered(vaccine, 6, "the rest", MANUFACTURER);
        _settles(6, RequisitionState.Fulfilled, AssetState.Stored, 0);
    }

    /// @dev What was ordered urgently is not fulfilled before it is approved, and takes no more than was ordered.
    function test_RevertWhen_SettledGivenAllDelivered() public {
        _dispense(item, 5);
        _setPolicy(0, 0, true);
        vm.prank(APPLICANT);
        requisition = ledger.applyFor(vaccine, 5, "urgent", _claimOf(uint32(Urgency.Urgent)));
        vm.prank(BUYER);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        _tick();
        _settles(5, RequisitionState.Shipped, AssetState.Stored, 0);

        _dispense(item, 3);
        _refusesSettlement(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, 3, 1, 0));
        _assertOwed(item, 3, 0);
    }

    function test_RevertWhen_SettledGivenNothingDispensed() public {
        requisition = _ordered(vaccine, HELD, REFERENCE, MANUFACTURER);
        _refusesSettlement(abi.encodeWithSelector(ILedgerErrors.NothingToSettle.selector, item));
    }

    /// @dev What is owed for is not consigned anew, wherever it is.
    function test_RevertWhen_ConsignedAnewGivenOwed() public {
        _dispense(item, 5);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        _assertOwed(item, 5, 0);

        Claim memory claim = _dayClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Unsettled.selector, item, MANUFACTURER));
        vm.prank(MAKER_KEEPER);
        ledger.offer(item, RIVAL, Terms.Consignment, claim);

        requisition = _ordered(vaccine, 5, REFERENCE, MANUFACTURER);
        _settles(5, RequisitionState.Fulfilled, AssetState.Stored, 0);
        _handOver(MAKER_KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Consignment);
        _dispenses(RIVAL_CHIEF, 4, AssetState.Stored);
        _assertCare(item, _debt(MANUFACTURER, RIVAL));
        _assertCareOfParcel(item, 4, 0);
    }

    /// @dev Two entries, with each other as origin; then so much is owed still.
    function _settles(uint32 quantity, RequisitionState state, AssetState parcelState, uint32 owed) private {
        Claim memory claim = _fullClaim();
        Entry memory first = _requisitionEntry(requisition, BUYER, Action.Settle, state, claim);
        (first.counterpart, first.quantity) = (MANUFACTURER, quantity);
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), _class(batch));
        Entry memory second = _parcelEntry(item, BUYER, Action.Settle, parcelState, quantity, claim);
        second.counterpart = MANUFACTURER;

        vm.prank(BUYER);
        ledger.settle(requisition, item, _wayOf(item), _headOf(item), claim);

        _assertBoth(first, second, _class(batch));
        _assertOwed(item, owed, 0);
        _tick();
    }

    function _refusesSettlement(bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        ledger.settle(requisition, item, _wayOf(item), _headOf(item), _claim());
    }

    function _assertHeld(uint32 quantity) private view {
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, quantity);
        _assertCustody(item, _onTerms(custody, Terms.Consignment));
    }

    function _assertAccepted(uint32 accepted) private view {
        uint256 parties = _slot(Slots.plus(Slots.requisition(RequisitionId.unwrap(requisition)), 1));
        vm.assertEq(uint32(parties >> 176), accepted, "accepted");
    }
}
