// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, BatchId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Recall } from "../../contracts/types/Recall.sol";
import { Care, Claim, Lot } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    BatchState,
    Duties,
    Instruction,
    ProductKind,
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

/// @dev A lot of the vaccine, by its manufacturer.
contract CommissionTest is WriteTest, LotTest {
    uint32 private constant MAX_PACKS = 1 << 20;

    constructor() WriteTest(MAKER, Duties.INSPECT) {}

    function setUp() public override(LotTest, World) {
        LotTest.setUp();
    }

    function test_Commission() public {
        _commissions(_lot(LOT, 205), NO_CODES, _fullClaim());
    }

    function test_Commission_WhenQuantityIsLeastOrLargest() public {
        _commissions(_lot("L-1", 1), NO_CODES, _claim());
        _commissions(_lot("L-2", type(uint32).max), NO_CODES, _claim());
    }

    function test_Commission_WhenLotIsLongest() public {
        _commissions(_lot("!\"%&'()*+,-./09:;<=>", 1), NO_CODES, _claim());
        _commissions(_lot("?ABCXYZ_abcxyz", 1), NO_CODES, _claim());
    }

    /// @dev Each lot has a number of its own, and a parcel of its own.
    function test_Commission_GivenAnotherLot() public {
        (BatchId first, AssetId parcel) = _commissioned(vaccine, "L-1", 200, NO_CODES);
        _commissions(_lot(LOT, 100), NO_CODES, _fullClaim());

        _assertBatch(first, VACCINE_NUMBER, EXPIRY, 200, _noRecall(), 0);
        _assertCustody(parcel, _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, first, 200));
    }

    /// @dev The same lot of another product is another batch.
    function test_Commission_GivenAnotherProductHasTheLot() public {
        ProductId other = _registerLots("/01/09521234543244", ProductKind.Drug, 1, MANUFACTURER);
        _commissioned(other, LOT, 7, NO_CODES);
        _commissions(_lot(LOT, 200), NO_CODES, _fullClaim());
    }

    function test_Commission_WhenMadeAtTheEdgesOfTheRegistration() public {
        Claim memory claim = _fullClaim();
        claim.occurredAt = REGISTERED_FROM;
        _commissions(_lot("L-1", 5), NO_CODES, claim);
        claim.occurredAt = REGISTERED_UNTIL;
        vm.warp(REGISTERED_UNTIL + 365 days);
        Lot memory lot = Lot("L-2", 5, uint32(block.timestamp) + 1 days);
        _commissions(lot, NO_CODES, claim);
    }

    /// @dev It is usable in its last second.
    function test_Commission_WhenExpiringNow() public {
        _commissions(Lot(LOT, 5, uint32(block.timestamp)), NO_CODES, _claim());
        _commissions(Lot("L-2", 5, type(uint32).max), NO_CODES, _claim());
    }

    /// @dev A recall keeps nobody from saying what was made.
    function test_Commission_GivenProductRecalled() public {
        _recall(vaccine, ALL_ITEMS);
        _commissions(_lot(LOT, 5), NO_CODES, _fullClaim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         CODES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Commission_GivenCodes() public {
        _commissions(_lot("L-1", 200), PACKS_ROOT, _fullClaim());
        _commissions(_lot("L-2", UNITS_PER_PACK), bytes32(uint256(1)), _claim());
    }

    function test_Commission_GivenCodes_WhenPacksAreMost() public {
        _commissions(_lot(LOT, MAX_PACKS * UNITS_PER_PACK), PACKS_ROOT, _fullClaim());
    }

    /// @dev Of large packs, a quantity has no room for too many.
    function test_Commission_GivenCodes_WhenPacksAreLarge() public {
        vaccine = _registerLots("/01/09521234543244", ProductKind.Drug, 4096, MANUFACTURER);
        vm.prank(MAKER);
        AssetId parcel = ledger.commission(vaccine, _lot(LOT, 4096 * (MAX_PACKS - 1)), PACKS_ROOT, _claim());
        _assertCareOfParcel(parcel, 0, MAX_PACKS - 1);

        vaccine = _registerLots("/01/09521234543251", ProductKind.Drug, type(uint16).max, MANUFACTURER);
        vm.prank(MAKER);
        parcel = ledger.commission(vaccine, _lot(LOT, type(uint32).max), PACKS_ROOT, _claim());
        _assertCareOfParcel(parcel, 0, 65_537);
    }

    function test_RevertGiven_Codes_WhenPacksAreTooMany() public {
        _refusesPacks(vaccine, UNITS_PER_PACK);
        _refusesPacks(_registerLots("/01/09521234543244", ProductKind.Drug, 1, MANUFACTURER), 1);
        _refusesPacks(_registerLots("/01/09521234543251", ProductKind.Drug, 4095, MANUFACTURER), 4095);
    }

    function test_RevertGiven_Codes_WhenPacksAreNotWhole() public {
        uint32[4] memory quantities = [uint32(1), 9, 201, type(uint32).max];
        for (uint256 i = 0; i < quantities.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(
                ILedgerErrors.NotWholePacks.selector,
                quantities[i],
                UNITS_PER_PACK
            );
            _refuses(refusal, vaccine, _lot(LOT, quantities[i]), PACKS_ROOT, _claim());
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ANNOUNCED BY A RECALL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Its history began with the recall, which stays: the parcel does not leave the manufacturer.
    function test_Commission_GivenAnnounced() public {
        vm.prank(RECALLER);
        ledger.recallBatch(vaccine, LOT, RecallLevel.Second, Instruction.Stop, _claim());
        Recall recall = _raised(RecallLevel.Second, Instruction.Stop, false);
        _tick();
        AssetId parcel = _commissionsAnnounced(_lot(LOT, 200), recall);

        RequisitionId requisition = _ordered(vaccine, 200, REFERENCE, MANUFACTURER);
        _expectRecalled(parcel, BatchId.unwrap(_batchOf(vaccine, LOT)), RecallLevel.Second);
        vm.prank(SHIPPER);
        ledger.ship(requisition, parcel, 200, ANY_HEAD, _claim());
        _liftBatch(RECALLER, vaccine, LOT);
        _shipParcel(requisition, parcel, 200);
    }

    function test_Commission_GivenAnnouncedAndLifted() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _liftBatch(WARDEN, vaccine, LOT);
        _commissionsAnnounced(_lot(LOT, 200), _noRecall());
    }

    /// @dev Announced, it is commissioned once all the same.
    function test_RevertGiven_AnnouncedAndCommissioned() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        (BatchId batch, ) = _commissioned(vaccine, LOT, 200, NO_CODES);
        _refusesExisting(batch, _lot(LOT, 200));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_Commissioned() public {
        (BatchId batch, ) = _commissioned(vaccine, LOT, 200, NO_CODES);
        _refusesExisting(batch, _lot(LOT, 200));
        _refusesExisting(batch, _lot(LOT, 1));
        _refusesExisting(batch, Lot(LOT, 200, EXPIRY + 1));
    }

    /// @dev Whatever became of its units.
    function test_RevertGiven_CommissionedAndDispensed() public {
        (BatchId batch, AssetId parcel) = _delivered(LOT, 200, NO_CODES, REFERENCE);
        _dispense(parcel, 200);
        _refusesExisting(batch, _lot(LOT, 200));
    }

    /// @dev Declared by others before its manufacturer was on the ledger, it is there too.
    function test_RevertGiven_Declared() public {
        (BatchId batch, ) = _declared(LOT, 20, REFERENCE);
        vm.prank(REGISTRAR);
        ledger.renew(gauze, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());

        _refuses(
            abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, batch),
            gauze,
            _lot(LOT, 20),
            NO_CODES,
            _claim()
        );
    }

    function test_RevertWhen_Expired() public {
        uint32 expiry = uint32(block.timestamp) - 1;
        _refusesLot(_expired(expiry), Lot(LOT, 200, expiry));
        _refusesLot(_expired(0), Lot(LOT, 200, 0));
    }

    function test_RevertWhen_QuantityIsZero() public {
        bytes memory refusal = abi.encodeWithSelector(
            ILedgerErrors.QuantityOutOfRange.selector,
            0,
            1,
            type(uint32).max
        );
        _refusesLot(refusal, _lot(LOT, 0));
        _refuses(refusal, vaccine, _lot(LOT, 0), PACKS_ROOT, _claim());
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

    function test_RevertWhen_MadeOutsideTheRegistration() public {
        _refusesDate(REGISTERED_FROM - 1, REGISTERED_FROM - 1);
        vm.warp(REGISTERED_UNTIL + 1);
        _refusesDate(REGISTERED_UNTIL + 1, REGISTERED_UNTIL + 1);
        // Not said: made now.
        _refusesDate(0, REGISTERED_UNTIL + 1);
    }

    function test_RevertWhen_ClaimSaysMore() public {
        Claim memory claim = _claimOf(1);
        bytes4 selector = ILedgerErrors.ValueOutOfRange.selector;
        _refusesClaim(abi.encodeWithSelector(selector, Action.Commission, 1, 0, 0), claim);
        claim = _claim();
        claim.until = uint32(block.timestamp) + 1 days;
        selector = ILedgerErrors.UntilOutOfRange.selector;
        _refusesClaim(abi.encodeWithSelector(selector, Action.Commission, claim.until, 0, 0), claim);
        claim = _claim();
        claim.occurredAt = uint32(block.timestamp) + 1;
        selector = ILedgerErrors.OccurredInFuture.selector;
        _refusesClaim(abi.encodeWithSelector(selector, claim.occurredAt, block.timestamp), claim);
    }

    function test_RevertWhen_ProductUnknown() public {
        bytes32[3] memory ids = [bytes32(0), keccak256("none"), BatchId.unwrap(_batchOf(vaccine, LOT))];
        for (uint256 i = 0; i < ids.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]);
            _refuses(refusal, ProductId.wrap(ids[i]), _lot(LOT, 1), NO_CODES, _claim());
        }
    }

    /// @dev Nor are units that are told apart by lot enrolled one by one.
    function test_RevertWhen_TrackingIsAnother() public {
        bytes4 selector = ILedgerErrors.WrongTracking.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, monitor, Tracking.Serial);
        _refuses(refusal, monitor, _lot(LOT, 1), NO_CODES, _claim());

        vm.expectRevert(abi.encodeWithSelector(selector, vaccine, Tracking.Lot));
        vm.prank(MAKER);
        ledger.enrol(vaccine, SERIAL, _claimOf(1));
    }

    function test_RevertWhen_CallerIsNotOfTheManufacturer() public {
        address[3] memory others = [INSPECTOR, RIVAL_CHIEF, PROVIDER_KEEPER];
        for (uint256 i = 0; i < others.length; ++i) {
            _expectWrongOrganisation(vaccine, organisationOf[others[i]], MANUFACTURER);
            vm.prank(others[i]);
            _step();
        }
    }

    function test_RevertGiven_ManufacturerNotOnTheLedger() public {
        _expectWrongOrganisation(gauze, MANUFACTURER, 0);
        vm.prank(MAKER);
        ledger.commission(gauze, _lot(LOT, 1), NO_CODES, _claim());
    }

    function test_RevertGiven_ManufacturerReplaced() public {
        vm.prank(REGISTRAR);
        ledger.renew(vaccine, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());

        _expectWrongOrganisation(vaccine, MANUFACTURER, 0);
        vm.prank(MAKER);
        _step();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A new batch.
    function _commissions(Lot memory lot, bytes32 packsRoot, Claim memory claim) private {
        (Entry memory first, Entry memory second, AssetId parcel) = _expected(lot, packsRoot, claim);

        vm.prank(MAKER);
        AssetId answered = ledger.commission(vaccine, lot, packsRoot, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(parcel), "id");
        Logs memory logs = _recorded();
        uint32 packs = packsRoot == 0 ? 0 : lot.quantity / UNITS_PER_PACK;
        if (packsRoot != 0) _assertSerialised(logs, first.subject, packsRoot, packs);
        _assertBatchEntered(logs, vaccine, lot.lot);
        bytes27 head = _assertEntry(logs, first);
        _comesFrom(second, first.subject, head, ProductId.wrap(first.subject));
        _assertEntry(logs, second);
        _assertEnd(logs);
        _assertStored(parcel, lot, packsRoot, packs, _noRecall());
        _tick();
    }

    function _commissionsAnnounced(Lot memory lot, Recall recall) private returns (AssetId parcel) {
        uint32 count = _batchCount();
        Claim memory claim = _fullClaim();
        Entry memory first;
        Entry memory second;
        (first, second, parcel) = _expected(lot, NO_CODES, claim);

        vm.prank(MAKER);
        ledger.commission(vaccine, lot, NO_CODES, claim);

        _assertBoth(first, second, ProductId.wrap(first.subject));
        vm.assertEq(_batchCount(), count, "batches");
        _assertStored(parcel, lot, 0, 0, recall);
        _tick();
    }

    function _expected(
        Lot memory lot,
        bytes32 packsRoot,
        Claim memory claim
    ) private returns (Entry memory first, Entry memory second, AssetId parcel) {
        first = _entersBatch(vaccine, VACCINE_NUMBER, MAKER, Action.Commission, lot, claim);
        // With the document behind it, the batch's entry commits to the codes.
        bytes32 typeHash = keccak256("Commission(bytes32 details,bytes32 packsRoot)");
        if (packsRoot != 0) first.details = keccak256(abi.encode(typeHash, claim.details, packsRoot));
        parcel = _parcelOf(first.subject, _headOf(first));
        second = _parcelEntry(parcel, MAKER, Action.Enrol, AssetState.Stored, lot.quantity, claim);
        (second.value, second.until) = (uint32(Basis.Manufactured), lot.expiry);
    }

    function _assertSerialised(Logs memory logs, bytes32 batch, bytes32 root, uint32 packs) private view {
        _assertLog(logs, abi.encode(ILedgerEvents.BatchSerialised.selector, batch), abi.encode(root, packs));
    }

    function _assertStored(
        AssetId parcel,
        Lot memory lot,
        bytes32 packsRoot,
        uint32 packs,
        Recall recall
    ) private view {
        BatchId batch = _batchOf(vaccine, lot.lot);
        _assertBatch(batch, VACCINE_NUMBER, lot.expiry, lot.quantity, recall, packsRoot);
        _assertState(batch, BatchState.Open);
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, batch, lot.quantity);
        if (packsRoot != 0) custody.firstPackAndOne = 1;
        _assertCustody(parcel, custody);
        _assertShipment(parcel, RequisitionId.wrap(0));
        Care memory care;
        _assertCare(parcel, care);
        _assertCareOfParcel(parcel, 0, packs);
        _assertFlags(parcel, false, false);
    }

    function _expired(uint32 expiry) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.Expired.selector, _batchOf(vaccine, LOT), expiry);
    }

    function _refusesExisting(BatchId batch, Lot memory lot) private {
        _refusesLot(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, batch), lot);
    }

    function _refusesPacks(ProductId product, uint32 units) private {
        uint32 most = MAX_PACKS * units;
        bytes4 selector = ILedgerErrors.QuantityOutOfRange.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, most + units, units, most);
        _refuses(refusal, product, _lot(LOT, most + units), PACKS_ROOT, _claim());
        vm.prank(MAKER);
        ledger.commission(product, _lot(LOT, most), PACKS_ROOT, _claim());
    }

    function _refusesDate(uint32 occurredAt, uint32 madeAt) private {
        Claim memory claim = _claim();
        claim.occurredAt = occurredAt;
        bytes4 selector = ILedgerErrors.NotRegisteredThen.selector;
        _refusesClaim(abi.encodeWithSelector(selector, vaccine, madeAt, REGISTERED_FROM, REGISTERED_UNTIL), claim);
    }

    function _refusesClaim(bytes memory refusal, Claim memory claim) private {
        _refuses(refusal, vaccine, _lot(LOT, 200), NO_CODES, claim);
    }

    function _refusesLot(bytes memory refusal, Lot memory lot) private {
        _refuses(refusal, vaccine, lot, NO_CODES, _claim());
    }

    function _refuses(
        bytes memory refusal,
        ProductId product,
        Lot memory lot,
        bytes32 packsRoot,
        Claim memory claim
    ) private {
        vm.expectRevert(refusal);
        vm.prank(MAKER);
        ledger.commission(product, lot, packsRoot, claim);
    }

    function _expectWrongOrganisation(ProductId product, uint24 organisation, uint24 required) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, product, organisation, required)
        );
    }

    function _step() internal override {
        ledger.commission(vaccine, _lot(LOT, 200), NO_CODES, _claim());
    }
}
