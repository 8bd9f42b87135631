// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Care, Claim, Lot } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    BatchState,
    Duties,
    Instruction,
    RecallLevel,
    Tracking
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { LotTest } from "./support/LotTest.sol";
import { Holding } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev Units of a lot of the gauze, which no acceptance brings.
contract EnrolLotTest is WriteTest, LotTest {
    uint32 private constant UNTIL = START + 90 days;
    uint32 private constant FOUND = uint32(Basis.Found) | (DAY_MADE << 8);

    constructor() WriteTest(INSPECTOR, Duties.INSPECT) {}

    function setUp() public override(LotTest, World) {
        LotTest.setUp();
    }

    function test_EnrolLot_OnEachBasis() public {
        _allow(HOSPITAL, UNTIL);
        _enrols(INSPECTOR, Basis.Existing, _lot("L-1", 20));
        _enrols(INSPECTOR, Basis.Found, _lot("L-2", 1));
        _enrols(INSPECTOR, Basis.Donated, _lot("L-3", 300));
        _enrols(INSPECTOR, Basis.Exchanged, _lot("!\"%&'()*+,-./09:;<=>", type(uint32).max));
    }

    /// @dev Whoever holds goods: a hospital that trades, a supplier, a service provider, a manufacturer of other products.
    function test_EnrolLot_ByEachHolder() public {
        _employ(OUTSIDER, OUTSIDER_ADMIN, address(0xa0), Duties.INSPECT);
        address[4] memory holders = [RIVAL_CHIEF, address(0xa0), PROVIDER_KEEPER, MAKER];
        for (uint256 i = 0; i < holders.length; ++i) {
            _enrols(holders[i], Basis.Found, _lot(bytes32(bytes1(uint8(0x41 + i))), 5));
        }
    }

    /// @dev It is there, and must be scrapped like all else: whoever finds it says so, but nobody uses it.
    function test_EnrolLot_WhenExpired() public {
        Lot memory lot = Lot(LOT, 20, uint32(block.timestamp) - 1);
        AssetId parcel = _enrols(INSPECTOR, Basis.Found, lot);
        _record(WITNESS, Action.Confirm, parcel, 0);

        _expectExpired(AssetId.unwrap(parcel), lot.expiry);
        vm.prank(NURSE);
        ledger.dispense(parcel, 1, _claim());
        _record(KEEPER, Action.RequestScrap, parcel, 0);
        _enrols(INSPECTOR, Basis.Found, Lot("L-2", 20, 0));
    }

    /// @dev Existing stock came whenever.
    function test_EnrolLot_WhenComeBeforeTheRegistration() public {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, type(uint32).max);
        Claim memory claim = _claimOf(uint32(Basis.Existing));
        claim.occurredAt = REGISTERED_FROM - 365 days;
        _enters(INSPECTOR, _lot("L-1", 20), claim, true);
    }

    /// @dev It waits for another member, who makes it usable.
    function test_Confirm() public {
        AssetId parcel = _enrols(INSPECTOR, Basis.Donated, _lot(LOT, 20));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.OwnWork.selector,
                AssetId.unwrap(parcel),
                Action.Confirm,
                memberOf[INSPECTOR]
            )
        );
        vm.prank(INSPECTOR);
        ledger.record(Action.Confirm, parcel, _claim());

        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(parcel, WITNESS, Action.Confirm, AssetState.Stored, 20, claim);
        vm.prank(WITNESS);
        ledger.record(Action.Confirm, parcel, claim);
        _assertOnly(entry);
        _tick();
        _dispense(parcel, 20);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   A BATCH THAT IS THERE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Each time a parcel of its own; the batch counts all that ever entered, beyond what a parcel has room for.
    function test_EnrolLot_GivenBatchEntered() public {
        AssetId first = _enrols(INSPECTOR, Basis.Found, _lot(LOT, type(uint32).max));
        AssetId second = _enters(RIVAL_CHIEF, _lot(LOT, type(uint32).max), _fullClaim(FOUND), false);
        AssetId third = _enters(INSPECTOR, _lot(LOT, 7), _fullClaim(FOUND), false);

        vm.assertTrue(AssetId.unwrap(first) != AssetId.unwrap(second), "ids");
        vm.assertTrue(AssetId.unwrap(first) != AssetId.unwrap(third), "ids");
        BatchId batch = _batchOf(gauze, LOT);
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, 2 * uint64(type(uint32).max) + 7, _noRecall(), 0);
        Holding memory custody = _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, type(uint32).max);
        custody.lastSigner = memberOf[INSPECTOR];
        _assertCustody(first, custody);
    }

    /// @dev In one block too, said in the very same words.
    function test_EnrolLot_TwiceInOneBlock() public {
        vm.prank(INSPECTOR);
        AssetId first = ledger.enrolLot(gauze, _lot(LOT, 5), _claimOf(FOUND));
        vm.prank(INSPECTOR);
        AssetId second = ledger.enrolLot(gauze, _lot(LOT, 5), _claimOf(FOUND));

        vm.assertTrue(AssetId.unwrap(first) != AssetId.unwrap(second), "ids");
        _assertBatch(_batchOf(gauze, LOT), GAUZE_NUMBER, EXPIRY, 10, _noRecall(), 0);
    }

    function test_EnrolLot_GivenBatchAccepted() public {
        _declared(LOT, 30, REFERENCE);
        _enters(INSPECTOR, _lot(LOT, 20), _fullClaim(FOUND), false);

        _assertBatch(_batchOf(gauze, LOT), GAUZE_NUMBER, EXPIRY, 50, _noRecall(), 0);
    }

    function test_RevertWhen_ExpiryIsAnother() public {
        _enrols(INSPECTOR, Basis.Found, _lot(LOT, 20));
        uint32[3] memory expiries = [EXPIRY - 1, EXPIRY + 1, 0];
        for (uint256 i = 0; i < expiries.length; ++i) {
            bytes4 selector = ILedgerErrors.WrongExpiry.selector;
            bytes memory refusal = abi.encodeWithSelector(selector, _batchOf(gauze, LOT), expiries[i], EXPIRY);
            _refusesLot(refusal, Lot(LOT, 20, expiries[i]));
        }
    }

    /// @dev Announced by a recall, its expiry is not known yet; the recall stays.
    function test_EnrolLot_GivenAnnounced() public {
        vm.prank(WARDEN);
        ledger.recallBatch(gauze, LOT, RecallLevel.First, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.First, Instruction.Stop, true);
        _tick();
        AssetId parcel = _enters(INSPECTOR, _lot(LOT, 20), _fullClaim(FOUND), false);

        BatchId batch = _batchOf(gauze, LOT);
        _assertBatch(batch, GAUZE_NUMBER, EXPIRY, 20, recall, 0);
        _assertFlags(parcel, false, false);
        _record(WITNESS, Action.Confirm, parcel, 0);
        _expectRecalled(parcel, BatchId.unwrap(batch), RecallLevel.First);
        vm.prank(NURSE);
        ledger.dispense(parcel, 1, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     EXISTING STOCK
    //////////////////////////////////////////////////////////////////////////*/

    function test_EnrolLot_WhenExisting_InTheLastSecond() public {
        _allow(HOSPITAL, UNTIL);
        vm.warp(UNTIL);
        _enrols(INSPECTOR, Basis.Existing, _lot(LOT, 20));
    }

    function test_RevertWhen_Existing_AfterTheLastSecond() public {
        _allow(HOSPITAL, UNTIL);
        vm.warp(UNTIL + 1);
        _refusesClaim(_onboardingOver(UNTIL), _claimOf(_basis(Basis.Existing)));
        // What comes otherwise comes at any time.
        _enrols(INSPECTOR, Basis.Found, _lot(LOT, 20));
    }

    function test_RevertWhen_Existing_GivenNoDate() public {
        _allow(RIVAL, UNTIL);
        _refusesClaim(_onboardingOver(0), _claimOf(_basis(Basis.Existing)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Where the manufacturer is on the ledger, nobody brings its goods but itself, by commissioning.
    function test_RevertGiven_ManufacturerOnTheLedger() public {
        _allow(HOSPITAL, UNTIL);
        _allow(MANUFACTURER, UNTIL);
        bytes4 selector = ILedgerErrors.OnlyThroughManufacturer.selector;
        for (uint32 basis = uint32(Basis.Existing); basis <= uint32(Basis.Exchanged); ++basis) {
            address[2] memory callers = [INSPECTOR, MAKER];
            for (uint256 i = 0; i < callers.length; ++i) {
                vm.expectRevert(abi.encodeWithSelector(selector, vaccine, MANUFACTURER));
                vm.prank(callers[i]);
                ledger.enrolLot(vaccine, _lot(LOT, 20), _claimOf(basis));
            }
        }
    }

    function test_RevertGiven_ManufacturerNamedMeanwhile() public {
        _enrols(INSPECTOR, Basis.Found, _lot(LOT, 20));
        vm.prank(REGISTRAR);
        ledger.renew(gauze, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());

        bytes4 selector = ILedgerErrors.OnlyThroughManufacturer.selector;
        _refusesLot(abi.encodeWithSelector(selector, gauze, MANUFACTURER), _lot(LOT, 20));
    }

    function test_RevertWhen_BasisIsManufactured() public {
        bytes memory refusal = _outOfRange(uint32(Basis.Manufactured), uint32(Basis.Existing));
        _refusesClaim(refusal, _claimOf(_basis(Basis.Manufactured)));
        // Nor by the manufacturer itself.
        vm.expectRevert(refusal);
        vm.prank(MAKER);
        ledger.enrolLot(vaccine, _lot(LOT, 20), _claimOf(_basis(Basis.Manufactured)));
    }

    function test_RevertWhen_BasisIsOutOfRange() public {
        uint32[3] memory values = [0, uint32(Basis.Exchanged) + 1, type(uint32).max];
        for (uint256 i = 0; i < values.length; ++i) {
            _refusesClaim(_outOfRange(values[i], uint32(Basis.Manufactured)), _claimOf(values[i]));
        }
    }

    function test_RevertWhen_ClaimSaysMore() public {
        Claim memory claim = _claimOf(FOUND);
        claim.until = uint32(block.timestamp) + 1 days;
        bytes4 selector = ILedgerErrors.UntilOutOfRange.selector;
        _refusesClaim(abi.encodeWithSelector(selector, Action.Enrol, claim.until, 0, 0), claim);
        claim = _claimOf(FOUND);
        claim.occurredAt = uint32(block.timestamp) + 1;
        selector = ILedgerErrors.OccurredInFuture.selector;
        _refusesClaim(abi.encodeWithSelector(selector, claim.occurredAt, block.timestamp), claim);
    }

    function test_RevertWhen_QuantityIsZero() public {
        bytes4 selector = ILedgerErrors.QuantityOutOfRange.selector;
        _refusesLot(abi.encodeWithSelector(selector, 0, 1, type(uint32).max), _lot(LOT, 0));
    }

    function test_RevertWhen_LotIsInvalid() public {
        bytes32[4] memory lots = [
            bytes32(0),
            bytes32("with space"),
            bytes32("123456789012345678901"),
            bytes32("a\x00b")
        ];
        for (uint256 i = 0; i < lots.length; ++i) {
            _refusesLot(abi.encodeWithSelector(ILedgerErrors.InvalidLot.selector, lots[i]), _lot(lots[i], 1));
        }
    }

    function test_RevertWhen_ProductUnknown() public {
        bytes32[3] memory ids = [bytes32(0), keccak256("none"), BatchId.unwrap(_batchOf(gauze, LOT))];
        for (uint256 i = 0; i < ids.length; ++i) {
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]),
                ProductId.wrap(ids[i]),
                _lot(LOT, 1),
                _claimOf(FOUND)
            );
        }
    }

    /// @dev Nor are units that are told apart by lot enrolled one by one.
    function test_RevertWhen_TrackingIsAnother() public {
        bytes4 selector = ILedgerErrors.WrongTracking.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, foreign, Tracking.Serial);
        _refuses(refusal, foreign, _lot(LOT, 1), _claimOf(FOUND));

        vm.expectRevert(abi.encodeWithSelector(selector, gauze, Tracking.Lot));
        vm.prank(INSPECTOR);
        ledger.enrol(gauze, SERIAL, _claimOf(FOUND));
    }

    function test_RevertWhen_CallerIsRegulator() public {
        _expectDutyMissing(REGISTRAR, Duties.INSPECT);
        vm.prank(REGISTRAR);
        _step();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev All of a new batch.
    function _enrols(address by, Basis basis, Lot memory lot) private returns (AssetId parcel) {
        parcel = _enters(by, lot, _fullClaim(_basis(basis)), true);
        _assertBatch(_batchOf(gauze, lot.lot), GAUZE_NUMBER, lot.expiry, lot.quantity, _noRecall(), 0);
    }

    function _enters(address by, Lot memory lot, Claim memory claim, bool isNew) private returns (AssetId parcel) {
        Entry memory first = _entersBatch(gauze, GAUZE_NUMBER, by, Action.Declare, lot, claim);
        parcel = _parcelOf(first.subject, _headOf(first));
        Entry memory second = _parcelEntry(parcel, by, Action.Enrol, AssetState.Inspected, lot.quantity, claim);
        second.until = lot.expiry;

        vm.prank(by);
        AssetId answered = ledger.enrolLot(gauze, lot, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(parcel), "id");
        Logs memory logs = _recorded();
        if (isNew) _assertBatchEntered(logs, gauze, lot.lot);
        _comesFrom(second, first.subject, _assertEntry(logs, first), ProductId.wrap(first.subject));
        _assertEntry(logs, second);
        _assertEnd(logs);
        _assertStored(parcel, by, lot);
        _tick();
    }

    function _assertStored(AssetId parcel, address by, Lot memory lot) private view {
        (uint24 holder, BatchId batch) = (organisationOf[by], _batchOf(gauze, lot.lot));
        _assertState(batch, BatchState.Open);
        Holding memory custody = _parcelCustody(GAUZE_NUMBER, holder, holder, batch, lot.quantity);
        custody.lastSigner = memberOf[by];
        _assertCustody(parcel, custody);
        _assertShipment(parcel, RequisitionId.wrap(0));
        Care memory care;
        _assertCare(parcel, care);
        _assertCareOfParcel(parcel, 0, 0);
    }

    function _allow(uint24 organisation, uint32 until) private {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(organisation, until);
    }

    function _onboardingOver(uint32 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OnboardingOver.selector, HOSPITAL, until);
    }

    function _outOfRange(uint32 value, uint32 min) private pure returns (bytes memory) {
        bytes4 selector = ILedgerErrors.ValueOutOfRange.selector;
        return abi.encodeWithSelector(selector, Action.Enrol, value, min, uint32(Basis.Exchanged));
    }

    /// @dev It builds on the batch's head: what is sent twice by mistake enters once.
    function test_RevertWhen_HeadMoved() public {
        _enrols(INSPECTOR, Basis.Found, _lot(LOT, 20));
        bytes32 id = BatchId.unwrap(_batchOf(gauze, LOT));
        bytes27 head = _head(_batchKey(_batchOf(gauze, LOT)));
        Claim memory claim = _claimOf(FOUND);
        claim.expected = Head.wrap(head);
        vm.prank(INSPECTOR);
        ledger.enrolLot(gauze, _lot(LOT, 20), claim);
        bytes27 actual = _head(_batchKey(_batchOf(gauze, LOT)));
        _refusesClaim(abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, id, head, actual), claim);
    }

    /// @dev Otherwise a pack that was dispensed by its code could be found again without one.
    function test_RevertGiven_BatchHasCodes() public {
        _commissioned(vaccine, LOT, 200, PACKS_ROOT);
        vm.prank(REGISTRAR);
        ledger.renew(vaccine, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());
        bytes32 id = BatchId.unwrap(_batchOf(vaccine, LOT));
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.Serialised.selector, id);
        _refuses(refusal, vaccine, _lot(LOT, 20), _claimOf(FOUND));
    }

    function _refusesLot(bytes memory refusal, Lot memory lot) private {
        _refuses(refusal, gauze, lot, _claimOf(FOUND));
    }

    function _refusesClaim(bytes memory refusal, Claim memory claim) private {
        _refuses(refusal, gauze, _lot(LOT, 20), claim);
    }

    function _refuses(bytes memory refusal, ProductId product, Lot memory lot, Claim memory claim) private {
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.enrolLot(product, lot, claim);
    }

    function _step() internal override {
        ledger.enrolLot(gauze, _lot(LOT, 20), _claimOf(FOUND));
    }
}
