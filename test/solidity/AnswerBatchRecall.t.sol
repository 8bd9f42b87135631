// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId } from "../../contracts/types/Ids.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Instruction, RecallLevel, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { LotTest } from "./support/LotTest.sol";
import { Slots } from "./support/Slots.sol";
import { ENTERED, HELD } from "./support/States.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";

/// @dev What holders do about the recall of a batch, of which the hospital has a parcel of 200 units.
abstract contract AnswerBatchTest is AssetTest, LotTest {
    uint32 internal constant QUANTITY = 200;

    BatchId internal batch;

    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_
    ) AssetTest(action_, actor_, duties_, statesFrom_, 0, 0) {}

    function setUp() public virtual override(LotTest, World) {
        LotTest.setUp();
        (batch, item) = _delivered(LOT, QUANTITY, NO_CODES, REFERENCE);
        _recallThis();
    }

    /// @dev The entry comes from the batch at its head, and is classed by it; it says how many units there are.
    function _leadsTo(AssetState state, address by, Claim memory claim) internal virtual override {
        Entry memory entry = _parcelEntry(item, by, action, state, QUANTITY, claim);
        _comesFrom(entry, BatchId.unwrap(batch), _head(_batchKey(batch)), _class(batch));
        _writes(entry, claim);
    }

    /// @dev Where the product alone is recalled, the entry comes from it; its class is the batch all the same.
    function _leadsToFromProduct(address by, Claim memory claim) internal {
        Entry memory entry = _parcelEntry(item, by, action, AssetState.Stored, QUANTITY, claim);
        _comesFrom(entry, ProductId.unwrap(vaccine), _head(Slots.product(VACCINE_NUMBER)), _class(batch));
        _writes(entry, claim);
    }

    function _recallThis() internal {
        _recallBatch(RECALLER, RecallLevel.Second, Instruction.CorrectOnSite, vaccine, LOT);
    }

    function _recallProduct() internal {
        _recall(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, vaccine, ALL_ITEMS);
    }

    function _recallProductAlone() internal {
        _liftBatch(RECALLER, vaccine, LOT);
        _recallProduct();
    }

    function _assertRemedies(uint32 remediedAt, uint32 remedyAt, address remedier) internal view {
        Care memory care;
        (care.remediedAt, care.remedyAt, care.remedier) = (remediedAt, remedyAt, memberOf[remedier]);
        _assertCare(item, care);
        _assertCareOfParcel(item, 0, 0);
        _assertFlags(item, false, false);
        _assertCustody(item, _parcelCustody(VACCINE_NUMBER, HOSPITAL, HOSPITAL, batch, QUANTITY));
    }

    function _refusesNotRecalled() internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRecalled.selector, item));
        vm.prank(actor);
        _step();
    }

    function _refusesDispensing(bytes32 target, RecallLevel level) internal {
        _expectRecalled(item, target, level);
        vm.prank(NURSE);
        ledger.dispense(item, 1, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.answerRecall(AssetId.wrap(id), action, _expectingFor(action, AssetId.wrap(id), claim));
    }
}

contract AcknowledgeBatchTest is AnswerBatchTest(Action.Acknowledge, KEEPER, Duties.KEEP, ENTERED) {
    function test_Acknowledge() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim());
        _assertRemedies(0, 0, address(0));
    }

    /// @dev In final states too.
    function test_Acknowledge_GivenEachState() public {
        _leadsFrom(ENTERED, AssetState.None);
    }

    /// @dev Of two that are open, it answers the newer.
    function test_Acknowledge_GivenProductRecalledToo() public {
        _recallProduct();
        _leadsToFromProduct(KEEPER, _fullClaim());
        _recallThis();
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim());
    }

    /// @dev Of two of the same second, the batch's is the nearer.
    function test_Acknowledge_GivenProductRecalledInTheSameSecond() public {
        vm.prank(RECALLER);
        ledger.recallBatch(vaccine, LOT, RecallLevel.Second, Instruction.Stop, _claim());
        vm.prank(WARDEN);
        ledger.recall(vaccine, ALL_ITEMS, RecallLevel.First, Instruction.Stop, _claim());
        _tick();
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim());
    }

    function test_Acknowledge_GivenOnlyProductRecalled() public {
        _recallProductAlone();
        _leadsToFromProduct(KEEPER, _fullClaim());
    }

    /// @dev Each holder of the batch knows for itself.
    function test_Acknowledge_ByManufacturer() public {
        vm.prank(KEEPER);
        AssetId part = ledger.split(item, 50, 0, _claim());
        _tick();
        _sendBack(KEEPER, part, MANUFACTURER);
        _take(MAKER, part);
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(part, MAKER_KEEPER, Action.Acknowledge, AssetState.Stored, 50, claim);
        _comesFrom(entry, BatchId.unwrap(batch), _head(_batchKey(batch)), _class(batch));
        vm.prank(MAKER_KEEPER);
        ledger.answerRecall(part, Action.Acknowledge, claim);
        _assertOnly(entry);
    }

    function test_RevertGiven_NotRecalled() public {
        _liftBatch(RECALLER, vaccine, LOT);
        _refusesNotRecalled();
    }

    function test_RevertGiven_AnotherBatchRecalled() public {
        _liftBatch(RECALLER, vaccine, LOT);
        _recallBatch(RECALLER, RecallLevel.First, Instruction.Stop, vaccine, "L-2");
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, gauze, LOT);
        _refusesNotRecalled();
    }
}

contract RemedyBatchTest is
    AnswerBatchTest(Action.Remedy, ENGINEER, Duties.MAINTAIN, HELD),
    AppointableTest(TECHNICIAN, AssetState.Stored)
{
    function setUp() public override(AnswerBatchTest, World) {
        AnswerBatchTest.setUp();
    }

    function _leadsTo(AssetState state, address by, Claim memory claim) internal override(AssetTest, AnswerBatchTest) {
        AnswerBatchTest._leadsTo(state, by, claim);
    }

    function test_Remedy() public {
        _leadsTo(AssetState.Stored, ENGINEER, _fullClaim());
        _assertRemedies(0, uint32(block.timestamp), ENGINEER);
        // Unconfirmed, it frees nothing.
        _refusesDispensing(BatchId.unwrap(batch), RecallLevel.Second);
    }

    function test_Remedy_GivenOnlyProductRecalled() public {
        _recallProductAlone();
        _leadsToFromProduct(ENGINEER, _fullClaim());
        _assertRemedies(0, uint32(block.timestamp), ENGINEER);
    }

    function test_RevertGiven_NotRecalled() public {
        _liftBatch(RECALLER, vaccine, LOT);
        _refusesNotRecalled();
    }

    function test_RevertGiven_Remedied() public {
        _remedy(item);
        _refusesNotRecalled();
    }

    /// @dev In the very second of a recall, nobody could tell which came first.
    function test_RevertWhen_InTheSecondOfTheRecall() public {
        vm.prank(RECALLER);
        ledger.recallBatch(vaccine, LOT, RecallLevel.First, Instruction.Stop, _claim());
        _refusesNow();

        _tick();
        vm.prank(WARDEN);
        ledger.recall(vaccine, ALL_ITEMS, RecallLevel.First, Instruction.Stop, _claim());
        _refusesNow();
    }

    function _refusesNow() private {
        bytes4 selector = ILedgerErrors.RecalledJustNow.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, item, uint32(block.timestamp)));
        vm.prank(ENGINEER);
        _step();
    }
}

contract ConfirmBatchRemedyTest is AnswerBatchTest(Action.ConfirmRemedy, RELEASER, Duties.RELEASE, HELD) {
    uint32 private _remedyAt;

    function setUp() public override {
        super.setUp();
        _remedyAt = uint32(block.timestamp);
        _answer(ENGINEER, item, Action.Remedy);
    }

    /// @dev The recall is open still, for all that is not remedied; this parcel is dispensed and handed on again.
    function test_ConfirmRemedy() public {
        _leadsTo(AssetState.Stored, RELEASER, _fullClaim());
        _assertRemedies(_remedyAt, 0, address(0));
        _tick();
        _dispense(item, 1);
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Owned);
    }

    function test_ConfirmRemedy_GivenOnlyProductRecalled() public {
        _recallProductAlone();
        _leadsToFromProduct(RELEASER, _fullClaim());
    }

    /// @dev With no recall open any more, the entry comes from nothing.
    function test_ConfirmRemedy_GivenLifted() public {
        _liftBatch(RECALLER, vaccine, LOT);
        Claim memory claim = _fullClaim();
        _writes(_parcelEntry(item, RELEASER, action, AssetState.Stored, QUANTITY, claim), claim);
    }

    /// @dev A remedy is one parcel's, not the batch's.
    function test_RevertWhen_AnotherParcelIsDispensed() public {
        AssetId other = item;
        vm.prank(KEEPER);
        item = ledger.split(item, 50, 0, _claim());
        _tick();
        // The part inherits what was done, and is confirmed by itself.
        _answer(RELEASER, other, Action.ConfirmRemedy);
        _dispense(other, 1);
        _refusesDispensing(BatchId.unwrap(batch), RecallLevel.Second);
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _dispense(item, 1);
    }

    function test_RevertWhen_CallerRemedied() public {
        _answer(CHIEF, item, Action.Remedy);
        _refusesOwnWork(CHIEF);
    }

    /// @dev Raised anew, of the batch or of the product, it clears earlier remedies.
    function test_RevertWhen_Dispensed_GivenRaisedAnew() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _recallThis();
        _refusesDispensing(BatchId.unwrap(batch), RecallLevel.Second);
        _remedy(item);
        _dispense(item, 1);

        _recallProduct();
        _refusesDispensing(ProductId.unwrap(vaccine), RecallLevel.First);
        _remedy(item);
        _dispense(item, 1);
    }

    /// @dev One remedy answers for all that was raised before it.
    function test_ConfirmRemedy_GivenBothRecalled() public {
        _recallProduct();
        _answer(RELEASER, item, Action.ConfirmRemedy);
        _refusesDispensing(ProductId.unwrap(vaccine), RecallLevel.First);
        _remedy(item);
        _dispense(item, 1);
    }

    function test_RevertGiven_NotRemedied() public {
        _answer(RELEASER, item, Action.ConfirmRemedy);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotRemedied.selector, item));
        vm.prank(RELEASER);
        _step();
    }
}
