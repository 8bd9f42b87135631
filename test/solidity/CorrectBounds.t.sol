// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    Basis,
    CalibrationResult,
    Instruction,
    Kind,
    Means,
    Outcome,
    QuarantineReason,
    RecallLevel,
    Terms,
    Urgency
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Sequences } from "./support/Sequences.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice A correction says nothing that the step itself would have refused, when it was recorded; nor does a correction of a
/// correction. Each test looks at both: what is refused of the entry, then of its correction.
contract CorrectBoundsTest is Sequences {
    uint32 private constant NONE = 0;
    ProductId private constant NO_PRODUCT = ProductId.wrap(0);

    // What is corrected: the last entry of a history, and who does it.
    Kind private _kind;
    bytes32 private _of;
    address private _by;
    // When the step was recorded that is corrected.
    uint32 private _recordedAt;

    /*//////////////////////////////////////////////////////////////////////////
                                       WHEN IT WAS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Not after it was recorded, however much later the correction is: also where that says nothing of a time.
    function test_OccurredAt() public {
        AssetId item = _stored(monitor);
        _record(KEEPER, Action.Move, item, PLACE);
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);
        vm.warp(block.timestamp + 30 days);
        Claim memory claim = _said();

        for (uint256 round = 0; round < 3; ++round) {
            claim.occurredAt = recordedAt + 1;
            _refuses(claim, _inFuture(recordedAt + 1, recordedAt));
            claim.occurredAt = NONE;
            _refuses(claim, _inFuture(uint32(block.timestamp), recordedAt));
            claim.occurredAt = recordedAt - 1 days;
            _corrects(claim);
            vm.warp(block.timestamp + 30 days);
        }
        // To its very second.
        claim.occurredAt = recordedAt;
        _corrects(claim);
    }

    /// @dev In the block of the step itself, no time is the block's.
    function test_OccurredAt_InTheSameBlock() public {
        AssetId item = _stored(monitor);
        vm.prank(KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);
        Claim memory claim = _said();
        claim.occurredAt = NONE;
        _correctsNow(claim);

        _tick();
        _refuses(claim, _inFuture(uint32(block.timestamp), recordedAt));
    }

    /// @dev Two entries corrected, and each correction after the other: each goes by its own step.
    function test_OccurredAt_OfTheStepThatItIsAbout() public {
        AssetId item = _stored(monitor);
        _record(KEEPER, Action.Move, item, PLACE);
        uint32 first = _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);
        uint256 index = _length(_of) - 1;
        _record(KEEPER, Action.Move, item, PLACE + 1);
        uint32 second = _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);

        Claim memory claim = _said();
        claim.occurredAt = second;
        _correctsAt(index + 1, claim);
        _refusesAt(index, claim, _inFuture(second, first));
        claim.occurredAt = first;
        _correctsAt(index, claim);
        claim.occurredAt = second;
        _refusesAt(index + 3, claim, _inFuture(second, first));
        claim.occurredAt = second + 1;
        _refusesAt(index + 2, claim, _inFuture(second + 1, second));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  WHAT WOULD BE ANOTHER STEP
    //////////////////////////////////////////////////////////////////////////*/

    function test_Apply_Urgency() public {
        RequisitionId requisition = _requested(monitor, 1, REFERENCE);
        _setPolicy(0, 0, true);
        _correcting(Kind.Requisition, RequisitionId.unwrap(requisition), APPLICANT);
        _urgencyStays(uint32(Urgency.Ordinary), uint32(Urgency.Urgent));

        vm.prank(APPLICANT);
        requisition = ledger.applyFor(monitor, 1, "urgent", _claimOf(uint32(Urgency.Urgent)));
        _tick();
        _correcting(Kind.Requisition, RequisitionId.unwrap(requisition), APPLICANT);
        _urgencyStays(uint32(Urgency.Urgent), uint32(Urgency.Ordinary));
    }

    /// @dev Terms, the day on which it is due back, and the last second to take it.
    function test_Offer_Terms() public {
        AssetId item = _stored(monitor);
        Claim memory claim = _dayClaim();
        claim.value = 21_000;
        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Loan, claim);
        _tick();
        _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);
        uint32 former = uint32(Terms.Loan) | (21_000 << 8);
        uint32[3] memory values = [uint32(Terms.Rental) | (21_000 << 8), uint32(Terms.Loan) | (21_001 << 8), 0];

        for (uint256 round = 0; round < 2; ++round) {
            for (uint256 i = 0; i < 3; ++i) {
                claim = _said();
                claim.value = values[i];
                _refuses(claim, _value(Action.Offer, values[i], former, former));
            }
            _deadlineStays(Action.Offer);
            _corrects(_said());
        }
    }

    function test_SendBack_Deadline() public {
        AssetId item = _stored(monitor);
        _sendBack(KEEPER, item, MANUFACTURER);
        _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);

        for (uint256 round = 0; round < 2; ++round) {
            Claim memory claim = _said();
            claim.value = 1;
            _refuses(claim, _value(Action.SendBack, 1, 0, 0));
            _deadlineStays(Action.SendBack);
            _corrects(_said());
        }
    }

    function test_Enrol_Basis() public {
        vm.prank(INSPECTOR);
        AssetId item = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), INSPECTOR);
        uint32 day = DAY_MADE;

        for (uint256 round = 0; round < 2; ++round) {
            uint32 former = uint32(Basis.Found) | (day << 8);
            for (uint8 other = 0; other < 7; ++other) {
                if (other == uint8(Basis.Found)) continue;
                uint32 value = other | (day << 8);
                _refusesValue(value, _value(Action.Enrol, value, former, former));
            }
            _refusesValue(
                uint32(Basis.Found),
                abi.encodeWithSelector(ILedgerErrors.DayOfManufactureMissing.selector, foreign, Basis.Found)
            );
            uint32 early = REGISTERED_FROM / 1 days - 1;
            _refusesValue(uint32(Basis.Found) | (early << 8), _notRegistered(foreign, early * 1 days));
            // Later than it was recorded, though by now in the past.
            vm.warp(block.timestamp + 10 days);
            uint32 today = recordedAt / 1 days;
            uint32 late = uint32(Basis.Found) | ((today + 1) << 8);
            _refusesValue(late, _value(Action.Enrol, late, uint32(Basis.Found), uint32(Basis.Found) | (today << 8)));
            // Another day is no other basis.
            day -= 1;
            Claim memory claim = _said();
            claim.value = uint32(Basis.Found) | (day << 8);
            _corrects(claim);
        }
    }

    /// @dev What existed before need not say its day, and may say it later.
    function test_Enrol_Existing() public {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, START + 1 days);
        vm.prank(INSPECTOR);
        AssetId item = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(uint32(Basis.Existing)));
        _tick();
        vm.warp(START + 30 days);
        _correcting(Kind.Asset, AssetId.unwrap(item), INSPECTOR);

        Claim memory claim = _said();
        claim.value = uint32(Basis.Existing) | (1 << 8);
        _corrects(claim);
        claim.value = uint32(Basis.Existing);
        _corrects(claim);
    }

    /// @dev Whether the registration was shortened or renewed since: no later day than was said, and no other refusal.
    function test_GivenRegistrationRenewedSince() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        vm.prank(INSPECTOR);
        AssetId accepted = ledger.accept(requisition, foreign, "F-0002", ANY_HEAD, _claimOf(MADE));
        _tick();
        vm.prank(INSPECTOR);
        AssetId found = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
        AssetId made = _enrolled(monitor, SERIAL);
        (BatchId batch, ) = _commissioned(vaccine, LOT, 100, PACKS_ROOT);
        uint32[2] memory until = [REGISTERED_FROM, type(uint32).max];
        for (uint256 i = 0; i < 2; ++i) {
            uint256 snapshot = _snapshot();
            _renew(foreign, 0, until[i]);
            _renew(monitor, MANUFACTURER, until[i]);
            _renew(vaccine, MANUFACTURER, until[i]);

            _correcting(Kind.Asset, AssetId.unwrap(accepted), INSPECTOR);
            _refusesValue(MADE + 1, _notRegisteredUntil(foreign, MADE + 1, MADE));
            _staysSayable(NO_PRODUCT);
            _correcting(Kind.Asset, AssetId.unwrap(found), INSPECTOR);
            uint32 next = DAY_MADE + 1;
            _refusesValue(
                uint32(Basis.Found) | (next << 8),
                _notRegisteredUntil(foreign, next * 1 days, DAY_MADE * 1 days)
            );
            _staysSayable(NO_PRODUCT);
            _correcting(Kind.Asset, AssetId.unwrap(made), MAKER);
            _staysSayable(monitor);
            _correcting(Kind.Batch, BatchId.unwrap(batch), MAKER);
            _staysSayable(vaccine);
            _revertTo(snapshot);
        }
    }

    /// @dev Manufactured while the product was registered: another day is when it occurred.
    function test_Enrol_Manufactured() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _correcting(Kind.Asset, AssetId.unwrap(item), MAKER);
        _madeWhileRegistered(monitor);

        uint32 value = 1 | (DAY_MADE << 8);
        _refusesValue(value, _value(Action.Enrol, value, 1, 1));
    }

    function test_Commission() public {
        (BatchId batch, AssetId parcel) = _commissioned(vaccine, LOT, 100, PACKS_ROOT);
        _correcting(Kind.Batch, BatchId.unwrap(batch), MAKER);
        _madeWhileRegistered(vaccine);

        _correcting(Kind.Asset, AssetId.unwrap(parcel), MAKER);
        Claim memory claim = _said();
        // The parcel's until is its expiry, of which nothing is said.
        claim.until = EXPIRY;
        _refuses(claim, _until(Action.Enrol, EXPIRY, 0, 0));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ACCEPTANCES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What was on the ledger had been made before: nothing is said of it, in neither entry.
    function test_Accept_GivenOnTheLedger() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);
        _accept(requisition, monitor, SERIAL);

        for (uint256 i = 0; i < 2; ++i) {
            if (i == 0) _correcting(Kind.Asset, AssetId.unwrap(item), INSPECTOR);
            else _correcting(Kind.Requisition, RequisitionId.unwrap(requisition), INSPECTOR);
            for (uint256 round = 0; round < 2; ++round) {
                _refusesValue(MADE, _value(Action.Accept, MADE, 0, 0));
                _corrects(_said());
            }
        }
    }

    function test_Accept_GivenDeclared() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        vm.prank(INSPECTOR);
        AssetId item = ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));
        _tick();

        _correcting(Kind.Asset, AssetId.unwrap(item), INSPECTOR);
        _madeByThen(foreign);
        _correcting(Kind.Requisition, RequisitionId.unwrap(requisition), INSPECTOR);
        _madeByThen(foreign);
    }

    function test_AcceptLot() public {
        RequisitionId requisition = _ordered(gauze, 10, REFERENCE, 0);
        AssetId parcel = _acceptLot(requisition, LOT, 10);

        _correcting(Kind.Asset, AssetId.unwrap(parcel), INSPECTOR);
        _madeByThen(gauze);
        _correcting(Kind.Requisition, RequisitionId.unwrap(requisition), INSPECTOR);
        _madeByThen(gauze);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 CALIBRATIONS AND READINGS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Calibrate() public {
        AssetId item = _calibrated(CalibrationResult.Passed);
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), ENGINEER);
        vm.warp(block.timestamp + 10 days);

        for (uint256 round = 0; round < 2; ++round) {
            Claim memory claim = _said();
            (uint32 former, uint32 last) = (claim.occurredAt, claim.occurredAt + 30 days);
            uint32[4] memory untils = [0, recordedAt, last + 1, type(uint32).max];
            for (uint256 i = 0; i < 4; ++i) {
                claim.until = untils[i];
                _refuses(claim, _until(Action.Calibrate, untils[i], recordedAt + 1, last));
            }
            // One that failed holds no longer.
            (claim.value, claim.until) = (uint32(CalibrationResult.Failed), recordedAt + 1);
            _refuses(claim, _until(Action.Calibrate, recordedAt + 1, 0, 0));
            // Not moved to before it was said to be.
            claim = _said();
            claim.occurredAt = former - 1;
            claim.until = recordedAt + 1;
            _refuses(claim, _older(item, Action.Calibrate, former - 1, former));
            // Later, it holds longer; as it was recorded, at most.
            claim.occurredAt = former + 10 minutes;
            claim.until = former + 10 minutes + 30 days;
            _corrects(claim);
        }
    }

    /// @dev A success is corrected into a failure, and that one into a success again.
    function test_Calibrate_ToTheOtherResult() public {
        AssetId item = _calibrated(CalibrationResult.Passed);
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), ENGINEER);

        Claim memory claim = _said();
        (claim.value, claim.until) = (uint32(CalibrationResult.Failed), 0);
        _corrects(claim);
        (claim.value, claim.until) = (uint32(CalibrationResult.Passed), 0);
        _refuses(claim, _until(Action.Calibrate, 0, recordedAt + 1, claim.occurredAt + 30 days));
        claim.until = recordedAt + 1;
        _corrects(claim);
        _refusesValue(3, _value(Action.Calibrate, 3, 1, 2));
    }

    /// @dev Where no interval is prescribed, it may hold for ever.
    function test_Calibrate_GivenNoInterval() public {
        AssetId item = _stored(monitor);
        Claim memory claim = _fullClaim(uint32(CalibrationResult.Passed));
        claim.until = uint32(block.timestamp) + 1 days;
        vm.prank(ENGINEER);
        ledger.record(Action.Calibrate, item, claim);
        _tick();
        _correcting(Kind.Asset, AssetId.unwrap(item), ENGINEER);

        claim = _said();
        claim.until = type(uint32).max;
        _corrects(claim);
    }

    /// @dev By a shorter interval since, and by a longer one, a calibration holds no longer than was said, and no shorter.
    function test_Calibrate_GivenIntervalPrescribedSince() public {
        uint16[3] memory intervals = [1, 365, 0];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 snapshot = _snapshot();
            AssetId item = _calibrated(CalibrationResult.Passed);
            uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), ENGINEER);
            _prescribe(monitor, Prescription(false, intervals[i], 0, 0));
            for (uint256 round = 0; round < 2; ++round) {
                Claim memory claim = _said();
                uint32 former = claim.until;
                claim.until = former + 1;
                _refuses(claim, _until(Action.Calibrate, former + 1, recordedAt + 1, former));
                claim.until = former;
                _corrects(claim);
                claim.until = former - 1;
                _corrects(claim);
            }
            _revertTo(snapshot);
        }
    }

    function test_Monitor() public {
        AssetId item = _stored(monitor);
        Claim memory reading = _fullClaim();
        vm.prank(KEEPER);
        ledger.monitor(item, 20, 80, 0, reading);
        _tick();
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);

        for (uint256 round = 0; round < 2; ++round) {
            Claim memory claim = _said();
            uint32 former = claim.occurredAt;
            // Lowest 16, highest 16: 5.1 and 5.0 degrees, and below zero.
            _refusesReadings(51, 50);
            _refusesReadings(0, -1);
            _refusesReadings(type(int16).max, type(int16).min);
            // Of the span's beginning, nothing is said.
            claim = _said();
            claim.until = former;
            _refuses(claim, _until(Action.Monitor, former, 0, 0));
            claim = _said();
            claim.occurredAt = former - 1;
            _refuses(claim, _older(item, Action.Monitor, former - 1, former));
            claim.occurredAt = former + 10 minutes;
            claim.value = _readings(-5, -5);
            _corrects(claim);
        }
        vm.assertTrue(_said().occurredAt <= recordedAt, "later than it was recorded");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         ALL ELSE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev When the next maintenance is due was after this one was recorded: it may have passed by now.
    function test_Maintain() public {
        AssetId item = _stored(monitor);
        Claim memory maintained = _fullClaim(uint32(Outcome.Passed));
        maintained.until = uint32(block.timestamp) + 1 days;
        vm.prank(ENGINEER);
        ledger.record(Action.Maintain, item, maintained);
        _tick();
        uint32 recordedAt = _correcting(Kind.Asset, AssetId.unwrap(item), ENGINEER);
        vm.warp(block.timestamp + 30 days);

        for (uint256 round = 0; round < 2; ++round) {
            Claim memory claim = _said();
            uint32[2] memory untils = [uint32(1), recordedAt];
            for (uint256 i = 0; i < 2; ++i) {
                claim.until = untils[i];
                _refuses(claim, _until(Action.Maintain, untils[i], recordedAt + 1, type(uint32).max));
            }
            _refusesValue(3, _value(Action.Maintain, 3, 1, 2));
            claim.until = round == 0 ? recordedAt + 1 : type(uint32).max;
            _corrects(claim);
        }
        Claim memory none = _said();
        none.until = NONE;
        _corrects(none);
    }

    /// @dev A lift has its report, in each correction too: of a product, an item and a batch.
    function test_Lift() public {
        _enrolled(monitor, SERIAL);
        bytes32[3] memory subjects = [
            ProductId.unwrap(monitor),
            AssetId.unwrap(_itemOf(monitor, SERIAL)),
            BatchId.unwrap(_batchOf(vaccine, LOT))
        ];
        Kind[3] memory kinds = [Kind.Product, Kind.Asset, Kind.Batch];
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);
        _lift(WARDEN, monitor, ALL_ITEMS);
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        _lift(WARDEN, monitor, SERIAL);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _liftBatch(WARDEN, vaccine, LOT);

        for (uint256 i = 0; i < 3; ++i) {
            _correcting(kinds[i], subjects[i], WARDEN);
            for (uint256 round = 0; round < 2; ++round) {
                Claim memory claim = _said();
                claim.details = 0;
                _refuses(claim, abi.encodeWithSelector(ILedgerErrors.DetailsRequired.selector, Action.Lift));
                claim.details = keccak256(abi.encode("report", round));
                _corrects(claim);
            }
        }
    }

    /// @dev What was quarantined was not sold, whoever says so afterwards.
    function test_Dispose() public {
        AssetId item = _scrapApproved();
        _record(KEEPER, Action.Quarantine, item, uint32(QuarantineReason.Damaged));
        _record(DISPOSER, Action.Dispose, item, uint32(Means.Destroyed));
        _correcting(Kind.Asset, AssetId.unwrap(item), DISPOSER);
        Means[3] memory handingOn = [Means.Sold, Means.TradedIn, Means.Donated];

        for (uint256 round = 0; round < 2; ++round) {
            uint32 former = _said().value;
            for (uint256 i = 0; i < 3; ++i) {
                _refusesValue(uint32(handingOn[i]), _value(Action.Dispose, uint32(handingOn[i]), former, former));
            }
            _refusesValue(0, _value(Action.Dispose, 0, 1, 6));
            _refusesValue(7, _value(Action.Dispose, 7, 1, 6));
            Claim memory claim = _said();
            claim.value = uint32(round == 0 ? Means.MedicalWaste : Means.Lost);
            _corrects(claim);
        }
    }

    /// @dev Nor was what was recalled then, though the recall is lifted since.
    function test_Dispose_GivenRecallLifted() public {
        AssetId item = _scrapApproved();
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, ALL_ITEMS);
        _record(DISPOSER, Action.Dispose, item, uint32(Means.Destroyed));
        _lift(WARDEN, monitor, ALL_ITEMS);
        _correcting(Kind.Asset, AssetId.unwrap(item), DISPOSER);

        uint32 former = uint32(Means.Destroyed);
        _refusesValue(uint32(Means.Sold), _value(Action.Dispose, uint32(Means.Sold), former, former));
    }

    /// @dev What was sold may be said to have been given away, or destroyed, whatever became of its kind since.
    function test_Dispose_GivenExpiredAndRecalledSince() public {
        (, AssetId parcel) = _delivered(LOT, 100, PACKS_ROOT, REFERENCE);
        _record(KEEPER, Action.RequestScrap, parcel, 0);
        _approveScrap(APPROVER, parcel);
        _record(DISPOSER, Action.Dispose, parcel, uint32(Means.Sold));
        vm.warp(uint256(EXPIRY) + 1);
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);
        _correcting(Kind.Asset, AssetId.unwrap(parcel), DISPOSER);

        _corrects(_said());
        Claim memory claim = _said();
        claim.value = uint32(Means.Donated);
        _corrects(claim);
        claim.value = uint32(Means.Destroyed);
        _corrects(claim);
    }

    /// @dev Of an item, at most one is counted; of a parcel, any number.
    function test_Stocktake() public {
        AssetId item = _stored(monitor);
        _record(KEEPER, Action.Stocktake, item, 1);
        _correcting(Kind.Asset, AssetId.unwrap(item), KEEPER);

        for (uint256 round = 0; round < 2; ++round) {
            _refusesValue(2, _value(Action.Stocktake, 2, 0, 1));
            Claim memory claim = _said();
            claim.value = 0;
            _corrects(claim);
        }
    }

    /// @dev Where the ledger composes value or until, a correction says nothing of it.
    function test_Composed() public {
        AssetId item = _handed(monitor, SERIAL, Terms.Loan);
        _correcting(Kind.Asset, AssetId.unwrap(item), INSPECTOR);
        _refusesValue(uint32(Terms.Loan), _value(Action.Take, uint32(Terms.Loan), 0, 0));

        _reassign(HOSPITAL, HOSPITAL, item);
        _correcting(Kind.Asset, AssetId.unwrap(item), REGISTRAR);
        _refusesValue(HOSPITAL, _value(Action.Reassign, HOSPITAL, 0, 0));

        _recall(WARDEN, RecallLevel.First, Instruction.Stop, monitor, SERIAL);
        _correcting(Kind.Asset, AssetId.unwrap(item), WARDEN);
        _refusesValue(1, _value(Action.Recall, 1, 0, 0));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     SEVERAL TESTS' BOUNDS
    //////////////////////////////////////////////////////////////////////////*/

    function _urgencyStays(uint32 urgency, uint32 other) private {
        for (uint256 round = 0; round < 2; ++round) {
            _refusesValue(other, _value(Action.Apply, other, urgency, urgency));
            _corrects(_said());
        }
    }

    function _deadlineStays(Action action) private {
        Claim memory claim = _said();
        uint32 former = claim.until;
        uint32[3] memory untils = [0, former - 1, former + 1];
        for (uint256 i = 0; i < 3; ++i) {
            claim.until = untils[i];
            _refuses(claim, _until(action, untils[i], former, former));
        }
    }

    /// @dev By the manufacturer: the registration bounds when.
    function _madeWhileRegistered(ProductId product) private {
        for (uint256 round = 0; round < 2; ++round) {
            Claim memory claim = _said();
            claim.occurredAt = REGISTERED_FROM - 1;
            _refuses(claim, _notRegistered(product, REGISTERED_FROM - 1));
            claim.occurredAt = REGISTERED_FROM;
            _corrects(claim);
        }
    }

    /// @dev Declared goods: by when they were accepted, and while registered.
    function _madeByThen(ProductId product) private {
        uint32 recordedAt = _recordedAt;
        vm.warp(block.timestamp + 10 days);
        for (uint256 round = 0; round < 2; ++round) {
            uint32[2] memory others = [0, recordedAt + 1];
            for (uint256 i = 0; i < 2; ++i) {
                _refusesValue(others[i], _value(Action.Accept, others[i], 1, recordedAt));
            }
            _refusesValue(REGISTERED_FROM - 1, _notRegistered(product, REGISTERED_FROM - 1));
            Claim memory claim = _said();
            claim.value = round == 0 ? recordedAt : REGISTERED_FROM;
            _corrects(claim);
        }
    }

    /// @dev What was said is said again; of what was made then, not of a later moment.
    function _staysSayable(ProductId product) private {
        Claim memory claim = _said();
        uint32 former = claim.occurredAt;
        if (ProductId.unwrap(product) != 0) {
            claim.occurredAt = former - 1;
            _corrects(claim);
            claim.occurredAt = former;
            _refuses(claim, _notRegisteredUntil(product, former, former - 1));
            claim.occurredAt = former - 1;
        }
        _corrects(claim);
    }

    function _renew(ProductId product, uint24 manufacturer, uint32 until) private {
        vm.prank(REGISTRAR);
        ledger.renew(product, PRODUCT_NAME, manufacturer, until, _claim());
        _tick();
    }

    function _refusesReadings(int16 lowest, int16 highest) private {
        Claim memory claim = _said();
        claim.value = _readings(lowest, highest);
        _refuses(claim, abi.encodeWithSelector(ILedgerErrors.InvalidLimits.selector, lowest, highest));
    }

    function _readings(int16 lowest, int16 highest) private pure returns (uint32) {
        return uint32(uint16(lowest)) | (uint32(uint16(highest)) << 16);
    }

    /// @dev A monitor, calibrated 40 minutes before, of which 30 days are the interval.
    function _calibrated(CalibrationResult result) private returns (AssetId item) {
        _prescribe(monitor, Prescription(false, 30, 0, 0));
        item = _enrolled(monitor, SERIAL);
        _reassign(HOSPITAL, HOSPITAL, item);
        Claim memory claim = _fullClaim(uint32(result));
        claim.until = uint32(block.timestamp) + 1 days;
        vm.prank(ENGINEER);
        ledger.record(Action.Calibrate, item, claim);
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CORRECTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev From now on, the last entry of this history, which is no correction yet.
    function _correcting(Kind kind, bytes32 subject, address by) private returns (uint32) {
        (_kind, _of, _by) = (kind, subject, by);
        _wind();
        _recordedAt = uint32(_facts() >> 32);
        return _recordedAt;
    }

    function _facts() private view returns (uint256) {
        return _entriesFrom(_of, _length(_of) - 1)[0].facts;
    }

    /// @dev What the last entry says, or the correction of it, with another document: as far as a correction says it.
    function _said() private returns (Claim memory claim) {
        _wind();
        uint256 facts = _facts();
        Action action = Action(uint8(facts >> 248));
        bool corrects = action == Action.Correct;
        claim.occurredAt = uint32(facts >> 64);
        claim.details = keccak256("corrected");
        bool composedValue = action == Action.Take || action == Action.Reassign || action == Action.Recall;
        bool composedUntil =
            action == Action.Monitor ||
                action == Action.Commission ||
                action == Action.Declare ||
                (action == Action.Enrol && !corrects);
        if (!composedValue) claim.value = uint32(facts >> 128);
        if (!composedUntil) claim.until = uint32(facts >> 96);
    }

    function _corrects(Claim memory claim) private {
        _correctsNow(claim);
        _tick();
    }

    function _correctsNow(Claim memory claim) private {
        _wind();
        _correctsAt(_length(_of) - 1, claim);
    }

    /// @dev One entry, of what was said, whose step is remembered by when it was recorded.
    function _correctsAt(uint256 index, Claim memory claim) private {
        _wind();
        Proof[] memory proof = _entriesFrom(_of, index);
        Head previous = Head.wrap(_headBefore(_of, index));
        uint256 length = _length(_of);
        vm.prank(_by);
        ledger.correct(_kind, _of, previous, proof, claim);

        _wind();
        vm.assertEq(_length(_of), length + 1, "entries");
        uint256 facts = _facts();
        vm.assertEq(facts >> 248, uint8(Action.Correct), "action");
        vm.assertEq(uint32(facts >> 128), claim.value, "value");
        vm.assertEq(uint32(facts >> 96), claim.until, "until");
        uint256 stored = _slot(Slots.corrected(_of, _headBefore(_of, index + 1)));
        vm.assertTrue(stored != 0 && stored <= uint32(facts >> 32), "when the step was recorded");
    }

    function _refuses(Claim memory claim, bytes memory refusal) private {
        _wind();
        _refusesAt(_length(_of) - 1, claim, refusal);
    }

    /// @dev The same as it was said, with another value.
    function _refusesValue(uint32 value, bytes memory refusal) private {
        Claim memory claim = _said();
        claim.value = value;
        _refuses(claim, refusal);
    }

    function _refusesAt(uint256 index, Claim memory claim, bytes memory refusal) private {
        _wind();
        Proof[] memory proof = _entriesFrom(_of, index);
        Head previous = Head.wrap(_headBefore(_of, index));
        vm.expectRevert(refusal);
        vm.prank(_by);
        ledger.correct(_kind, _of, previous, proof, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    function _inFuture(uint32 occurredAt, uint32 recordedAt) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OccurredInFuture.selector, occurredAt, recordedAt);
    }

    function _value(Action action, uint32 value, uint32 min, uint32 max) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, action, value, min, max);
    }

    function _until(Action action, uint32 until, uint32 min, uint32 max) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.UntilOutOfRange.selector, action, until, min, max);
    }

    function _older(AssetId item, Action action, uint32 doneAt, uint32 last) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OlderThanLast.selector, item, action, doneAt, last);
    }

    function _notRegistered(ProductId product, uint32 madeAt) private pure returns (bytes memory) {
        return _notRegisteredUntil(product, madeAt, REGISTERED_UNTIL);
    }

    function _notRegisteredUntil(ProductId product, uint32 madeAt, uint32 until) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(ILedgerErrors.NotRegisteredThen.selector, product, madeAt, REGISTERED_FROM, until);
    }
}
