// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Recall } from "../../../contracts/types/Recall.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action, BatchState, Duties } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entry } from "./Entries.sol";
import { EntryTest } from "./EntryTest.sol";
import { LotTest } from "./LotTest.sol";
import { vm } from "./Vm.sol";
import { World } from "./World.sol";
import { WriteTest } from "./WriteTest.sol";

/// @notice What raising and lifting the recall of a batch refuse alike: a lot of the vaccine, at its manufacturer.
abstract contract BatchRecallTest is EntryTest, LotTest {
    /// @dev Whether the actor is of a regulator.
    bool internal immutable byRegulator;
    BatchId internal batch;
    AssetId internal parcel;

    constructor(Action action_, address actor_) WriteTest(actor_, Duties.RECALL) EntryTest(action_, 0, 0) {
        byRegulator = actor_ == WARDEN;
    }

    function setUp() public virtual override(LotTest, World) {
        LotTest.setUp();
        (batch, parcel) = _commissioned(vaccine, LOT, 200, PACKS_ROOT);
    }

    /// @dev The step on another product.
    function _stepOn(ProductId product, Claim memory claim) internal virtual;

    function _stepWith(Claim memory claim) internal override {
        _stepOn(vaccine, claim);
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (BatchId.unwrap(batch), _batchKey(batch));
    }

    /// @dev The batch's entry, whose state stays.
    function _targetEntry(address by, Claim memory claim) internal returns (Entry memory) {
        return _batchEntry(batch, by, action, BatchState.Open, claim);
    }

    /// @dev The batch has this recall; neither its product nor its parcel has another word.
    function _assertTarget(Recall recall, bytes memory words) internal view {
        _assertBatch(batch, VACCINE_NUMBER, EXPIRY, 200, recall, PACKS_ROOT);
        _assertProductRecall(VACCINE_NUMBER, _noRecall());
        vm.assertEq(_words(parcel), words, "the parcel");
    }

    function test_RevertWhen_ProductUnknown() public {
        RequisitionId requisition = _requested(vaccine, 1, REFERENCE);
        bytes32[4] memory ids = [
            bytes32(0),
            keccak256("none"),
            BatchId.unwrap(batch),
            RequisitionId.unwrap(requisition)
        ];
        Claim memory claim = _usualClaim();
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(actor);
            _stepOn(ProductId.wrap(ids[i]), claim);
        }
    }

    /// @dev Neither who holds or trades the goods, nor another manufacturer.
    function test_RevertWhen_CallerIsNotConcerned() public {
        address[5] memory others = [CHIEF, RIVAL_CHIEF, PROVIDER_KEEPER, OUTSIDE_APPROVER, _anotherManufacturer()];
        for (uint256 i = 0; i < others.length; ++i) {
            _expectWrongOrganisation(vaccine, organisationOf[others[i]], MANUFACTURER);
            vm.prank(others[i]);
            _step();
        }
    }

    function test_RevertGiven_ManufacturerReplaced() public {
        vm.prank(REGISTRAR);
        ledger.renew(vaccine, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());
        // Who raised a recall lifts it all the same: once.
        if (action == Action.Lift && !byRegulator) {
            vm.prank(RECALLER);
            _step();
        }

        _expectWrongOrganisation(vaccine, MANUFACTURER, 0);
        vm.prank(RECALLER);
        _step();
    }

    function test_RevertWhen_MemberHasOtherDuties() public {
        address[4] memory others = [REGISTRAR, MAKER, SHIPPER, MAKER_KEEPER];
        for (uint256 i = 0; i < others.length; ++i) {
            _expectDutyMissing(others[i], Duties.RECALL);
            vm.prank(others[i]);
            _step();
        }
    }

    function _expectWrongOrganisation(ProductId product, uint24 organisation, uint24 required) internal {
        bytes4 selector = ILedgerErrors.WrongOrganisation.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, product, organisation, required));
    }
}
