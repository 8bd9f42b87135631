// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Instruction, RecallLevel, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Sequences } from "./support/Sequences.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice Whose a recall is: who raised it words, lowers and lifts it, whoever is the manufacturer since; and regulators do as
/// they see fit. The same of a product, an item and a batch.
abstract contract RecallOfAnotherTest is Sequences {
    /// @dev Recalls for another manufacturer, and for another regulator.
    address internal heir;
    address internal constant SECOND_WARDEN = address(0xe1);
    uint24 internal constant HEIR = ORGANISATIONS + 1;
    uint24 internal constant SECOND_REGULATOR = ORGANISATIONS + 2;

    function setUp() public virtual override {
        super.setUp();
        heir = _anotherManufacturer();
        address administrator = address(0xe2);
        vm.prank(COUNCIL);
        ledger.admit("Second Regulator", Roles.REGULATOR, administrator, _consentOf(administrator));
        _employ(SECOND_REGULATOR, administrator, SECOND_WARDEN, 0x402);
    }

    function _product() internal view virtual returns (ProductId);
    function _target() internal view virtual returns (bytes32);
    function _callRecall(RecallLevel level, Instruction instruction) internal virtual;
    function _callLift(Claim memory claim) internal virtual;
    /// @dev As stored.
    function _stored() internal view virtual returns (Recall);

    /*//////////////////////////////////////////////////////////////////////////
                                   A MANUFACTURER'S
    //////////////////////////////////////////////////////////////////////////*/

    function test_ManufacturersOwn() public {
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, MANUFACTURER, false);
        _raises(RECALLER, RecallLevel.Third, Instruction.Inspect, MANUFACTURER, false);
        _lifts(RECALLER);
    }

    /// @dev Whoever is the manufacturer now makes it more serious, or raises it anew; the recall stays the former one's.
    function test_FormerManufacturers() public {
        _raises(RECALLER, RecallLevel.Second, Instruction.Inspect, MANUFACTURER, false);
        _succeed();

        _refusesRaise(heir, RecallLevel.Third, Instruction.Inspect, MANUFACTURER);
        _refusesRaise(heir, RecallLevel.Second, Instruction.Stop, MANUFACTURER);
        _refusesRaise(heir, RecallLevel.First, Instruction.SendBack, MANUFACTURER);
        _refusesLift(heir, MANUFACTURER);
        _raises(heir, RecallLevel.Second, Instruction.Inspect, MANUFACTURER, false);
        _raises(heir, RecallLevel.First, Instruction.Inspect, MANUFACTURER, false);
        _refusesLift(heir, MANUFACTURER);

        // Who raised it lowers and lifts it still.
        _raises(RECALLER, RecallLevel.Third, Instruction.SendBack, MANUFACTURER, false);
        _lifts(RECALLER);
        // And has nothing to say of it any more.
        _refusesStranger(RECALLER, MANUFACTURER, HEIR);
        _raises(heir, RecallLevel.Third, Instruction.Stop, HEIR, false);
        _refusesStranger(RECALLER, MANUFACTURER, HEIR);
        _lifts(heir);
    }

    /// @dev No manufacturer is on the ledger since.
    function test_FormerManufacturers_GivenNoOther() public {
        _raises(RECALLER, RecallLevel.Second, Instruction.Inspect, MANUFACTURER, false);
        vm.prank(REGISTRAR);
        ledger.renew(_product(), PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());

        _refusesStranger(heir, HEIR, 0);
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, MANUFACTURER, false);
        _lifts(RECALLER);
        _refusesStranger(RECALLER, MANUFACTURER, 0);
    }

    /// @dev A regulator takes it over, whatever it says.
    function test_Manufacturers_TakenOverByRegulator() public {
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, MANUFACTURER, false);
        _raises(WARDEN, RecallLevel.Third, Instruction.Inspect, REGULATOR, true);

        _refusesLift(RECALLER, REGULATOR);
        _refusesRaise(RECALLER, RecallLevel.Third, Instruction.Stop, REGULATOR);
        _lifts(WARDEN);
    }

    function test_Manufacturers_LiftedByRegulator() public {
        _raises(RECALLER, RecallLevel.First, Instruction.Stop, MANUFACTURER, false);
        _lifts(WARDEN);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     A REGULATOR'S
    //////////////////////////////////////////////////////////////////////////*/

    function test_Regulators() public {
        _raises(WARDEN, RecallLevel.Second, Instruction.Inspect, REGULATOR, true);

        _refusesLift(RECALLER, REGULATOR);
        _refusesRaise(RECALLER, RecallLevel.Third, Instruction.Inspect, REGULATOR);
        _refusesRaise(RECALLER, RecallLevel.First, Instruction.Stop, REGULATOR);
        // More serious by the manufacturer, and the regulator's all the same.
        _raises(RECALLER, RecallLevel.First, Instruction.Inspect, REGULATOR, true);
        _refusesLift(RECALLER, REGULATOR);
        _refusesRaise(RECALLER, RecallLevel.Second, Instruction.Inspect, REGULATOR);
        _lifts(WARDEN);
    }

    /// @dev One regulator lowers and lifts another's: it is its own then.
    function test_Regulators_ByAnotherRegulator() public {
        _raises(WARDEN, RecallLevel.First, Instruction.Stop, REGULATOR, true);
        _raises(SECOND_WARDEN, RecallLevel.Third, Instruction.Inspect, SECOND_REGULATOR, true);
        _refusesLift(RECALLER, SECOND_REGULATOR);
        _lifts(WARDEN);
    }

    /// @dev Once lifted, it is nobody's.
    function test_Regulators_LiftedAndRaisedByManufacturer() public {
        _raises(WARDEN, RecallLevel.First, Instruction.Stop, REGULATOR, true);
        _lifts(SECOND_WARDEN);
        _raises(RECALLER, RecallLevel.Third, Instruction.Inspect, MANUFACTURER, false);
        _lifts(RECALLER);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    function _succeed() private {
        vm.prank(REGISTRAR);
        ledger.renew(_product(), PRODUCT_NAME, HEIR, REGISTERED_UNTIL, _claim());
    }

    function _raises(
        address by,
        RecallLevel level,
        Instruction instruction,
        uint24 raisedBy,
        bool byRegulator
    ) private {
        vm.prank(by);
        _callRecall(level, instruction);
        vm.assertEq(
            Recall.unwrap(_stored()),
            Recall.unwrap(_raised(level, instruction, raisedBy, byRegulator)),
            "recall"
        );
        _tick();
    }

    function _lifts(address by) private {
        Claim memory claim = _fullClaim();
        vm.prank(by);
        _callLift(claim);
        vm.assertEq(Recall.unwrap(_stored()), 0, "recall");
        _tick();
    }

    function _refusesRaise(address by, RecallLevel level, Instruction instruction, uint24 raisedBy) private {
        _expectRecallOfAnother(raisedBy);
        vm.prank(by);
        _callRecall(level, instruction);
    }

    function _refusesLift(address by, uint24 raisedBy) private {
        Claim memory claim = _fullClaim();
        _expectRecallOfAnother(raisedBy);
        vm.prank(by);
        _callLift(claim);
    }

    /// @dev Neither the manufacturer nor whose recall is open.
    function _refusesStranger(address by, uint24 organisation, uint24 manufacturer) private {
        Claim memory claim = _fullClaim();
        bytes memory refusal = abi.encodeWithSelector(
            ILedgerErrors.WrongOrganisation.selector,
            _product(),
            organisation,
            manufacturer
        );
        vm.expectRevert(refusal);
        vm.prank(by);
        _callRecall(RecallLevel.First, Instruction.Stop);
        vm.expectRevert(refusal);
        vm.prank(by);
        _callLift(claim);
    }

    function _expectRecallOfAnother(uint24 raisedBy) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RecallOfAnother.selector, _target(), raisedBy));
    }
}

contract RecallOfAnotherProductTest is RecallOfAnotherTest {
    function _product() internal view override returns (ProductId) {
        return monitor;
    }

    function _target() internal view override returns (bytes32) {
        return ProductId.unwrap(monitor);
    }

    function _callRecall(RecallLevel level, Instruction instruction) internal override {
        ledger.recall(monitor, ALL_ITEMS, level, instruction, _claim());
    }

    function _callLift(Claim memory claim) internal override {
        ledger.lift(monitor, ALL_ITEMS, claim);
    }

    function _stored() internal view override returns (Recall) {
        return Recall.wrap(uint64(_slot(Slots.plus(Slots.product(MONITOR_NUMBER), 1)) >> 168));
    }
}

contract RecallOfAnotherItemTest is RecallOfAnotherTest {
    function setUp() public override {
        super.setUp();
        _enrolled(monitor, SERIAL);
    }

    function _product() internal view override returns (ProductId) {
        return monitor;
    }

    function _target() internal view override returns (bytes32) {
        return AssetId.unwrap(_itemOf(monitor, SERIAL));
    }

    function _callRecall(RecallLevel level, Instruction instruction) internal override {
        ledger.recall(monitor, SERIAL, level, instruction, _claim());
    }

    function _callLift(Claim memory claim) internal override {
        ledger.lift(monitor, SERIAL, claim);
    }

    function _stored() internal view override returns (Recall) {
        return Recall.wrap(uint64(_slot(Slots.plus(Slots.asset(_target()), 3)) >> 168));
    }
}

/// @notice Of a lot that nobody has entered.
contract RecallOfAnotherBatchTest is RecallOfAnotherTest {
    function _product() internal view override returns (ProductId) {
        return vaccine;
    }

    function _target() internal view override returns (bytes32) {
        return BatchId.unwrap(_batchOf(vaccine, LOT));
    }

    function _callRecall(RecallLevel level, Instruction instruction) internal override {
        ledger.recallBatch(vaccine, LOT, level, instruction, _claim());
    }

    function _callLift(Claim memory claim) internal override {
        ledger.liftBatch(vaccine, LOT, claim);
    }

    function _stored() internal view override returns (Recall) {
        return Recall.wrap(uint64(_slot(Slots.plus(_batchKey(_batchOf(vaccine, LOT)), 1)) >> 120));
    }
}
