// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, RecallLevel, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { IN_TRANSIT } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

contract TakeTest is TransferStages, AssetTest(Action.Take, INSPECTOR, Duties.INSPECT, IN_TRANSIT, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _offeredToHospital(monitor, SERIAL, Terms.Loan);
    }

    function test_Take_Owned() public {
        super.setUp();
        item = _offered(RIVAL, Terms.Owned);
        _takes(RIVAL_CHIEF, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, RIVAL, RIVAL, 0));
    }

    /// @dev On other terms the sender stays the owner.
    function test_Take_OnEachOtherTerms() public {
        bytes32[4] memory serials = [bytes32("P-2"), "P-3", "P-4", "P-5"];
        for (uint8 i = 0; i < 4; ++i) {
            Terms terms = Terms(uint8(Terms.Loan) + i);
            item = _offeredToHospital(monitor, serials[i], terms);
            Holding memory custody = _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), terms);
            _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, custody);
        }
    }

    /// @dev Back to what was remembered, whichever it is.
    function test_Take_GivenEachStateBefore() public {
        for (uint8 i = 0; i < BACK.length; ++i) {
            uint8 back = uint8(BACK[i]);
            uint256 snapshot = _snapshot();
            _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.InTransit), back);
            _takes(
                INSPECTOR,
                MANUFACTURER,
                AssetState(back),
                _custody(
                    MONITOR_NUMBER,
                    HOSPITAL,
                    MANUFACTURER,
                    back == uint8(AssetState.Inspected) ? memberOf[INSPECTOR] : 0
                )
            );
            _revertTo(snapshot);
        }
    }

    function test_Take_FaultyForRepair() public {
        super.setUp();
        item = _faulty();
        _appointProvider(Duties.MAINTAIN);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);

        _takes(PROVIDER_KEEPER, HOSPITAL, AssetState.Faulty, _custody(MONITOR_NUMBER, PROVIDER, HOSPITAL, 0));
    }

    /// @dev Once lent, it is the provider's to repair and to send back, whatever becomes of the appointment.
    function test_Take_GivenAppointmentEndedMeanwhile() public {
        super.setUp();
        item = _faulty();
        _appointProvider(Duties.MAINTAIN);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);

        _takes(PROVIDER_KEEPER, HOSPITAL, AssetState.Faulty, _custody(MONITOR_NUMBER, PROVIDER, HOSPITAL, 0));
    }

    function test_Take_SentBackRepaired() public {
        super.setUp();
        item = _atProvider();
        _record(TECHNICIAN, Action.Repair, item, 0);
        _sendBack(PROVIDER_KEEPER, item, HOSPITAL);

        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[TECHNICIAN]);
        _takes(INSPECTOR, PROVIDER, AssetState.Repaired, custody);
    }

    function test_Take_SentBackFaulty() public {
        super.setUp();
        item = _atProvider();
        _sendBack(PROVIDER_KEEPER, item, HOSPITAL);

        _takes(INSPECTOR, PROVIDER, AssetState.Faulty, _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0));
    }

    /// @dev Each loan ends with its owner, who has it as the own again.
    function test_Take_SentBackBorrowed() public {
        bytes32[4] memory serials = [bytes32("P-2"), "P-3", "P-4", "P-5"];
        for (uint8 i = 0; i < 4; ++i) {
            item = _handed(monitor, serials[i], Terms(uint8(Terms.Loan) + i));
            _sendBack(KEEPER, item, MANUFACTURER);
            _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
        }
    }

    /// @dev What was owned changes hands with its owner.
    function test_Take_SentBackOwned() public {
        super.setUp();
        item = _stored(monitor);
        _sendBack(KEEPER, item, MANUFACTURER);

        _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
    }

    function test_Take_InTheLastSecond() public {
        vm.warp(_deadline());

        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    function test_RevertGiven_DeadlinePassed() public {
        uint32 deadline = _deadline();
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.DeadlinePassed.selector, item, deadline);

        vm.warp(deadline + 1);
        _refuses(INSPECTOR, refusal);
        vm.warp(deadline + 365 days);
        _refuses(INSPECTOR, refusal);
    }

    function test_RevertGiven_DeadlinePassed_WhenSentBack() public {
        _take(INSPECTOR, item);
        _sendBack(KEEPER, item, MANUFACTURER);
        uint32 deadline = _deadline();

        vm.warp(deadline + 1);
        _refuses(MAKER, abi.encodeWithSelector(ILedgerErrors.DeadlinePassed.selector, item, deadline));
        vm.warp(deadline);
        _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
    }

    function test_RevertGiven_ProductRecalledMeanwhile() public {
        _recall(monitor, 0);
        _refuses(INSPECTOR, _recallError(ProductId.unwrap(monitor)));

        _lift(monitor, 0);
        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    function test_RevertGiven_ItemRecalledMeanwhile() public {
        _recall(monitor, SERIAL);
        _refuses(INSPECTOR, _recallError(AssetId.unwrap(item)));

        _lift(monitor, SERIAL);
        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    /// @dev Not even faulty goods on their way to repair travel under a recall, unless they go back.
    function test_RevertGiven_RecalledMeanwhile_WhenFaulty() public {
        super.setUp();
        item = _faulty();
        _appointProvider(Duties.MAINTAIN);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _recall(monitor, 0);

        _refuses(PROVIDER_KEEPER, _recallError(ProductId.unwrap(monitor)));
    }

    function test_Take_GivenAnotherItemRecalled() public {
        _recall(monitor, "P-0002");

        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    /// @dev What was recalled goes back: that is what a recall is for.
    function test_Take_SentBackGivenRecalled() public {
        _take(INSPECTOR, item);
        _recall(monitor, SERIAL);
        _sendBack(KEEPER, item, MANUFACTURER);
        _recall(monitor, 0);

        _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
        _assertFlags(item, false, true);
    }

    function test_Take_QuarantinedMeanwhile() public {
        _record(MAKER_KEEPER, Action.Quarantine, item, 1);

        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
        _assertFlags(item, true, false);
    }

    function test_Take_SentBackQuarantined() public {
        _take(INSPECTOR, item);
        _record(KEEPER, Action.Quarantine, item, 1);
        _sendBack(KEEPER, item, MANUFACTURER);

        _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
        _assertFlags(item, true, false);
    }

    /// @dev Whoever takes it calibrates it before using it.
    function test_Take_GivenCalibrationPrescribedMeanwhile() public {
        Prescription memory prescription;
        prescription.calibrationInterval = 365;
        _prescribe(monitor, prescription);

        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    function test_RevertGiven_SenderSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);
        _refuses(INSPECTOR, abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER));

        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, false);
        _takes(INSPECTOR, MANUFACTURER, AssetState.Stored, _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0));
    }

    /// @dev Goods come back from who was suspended: that is what is wanted.
    function test_Take_SentBackGivenSenderSuspended() public {
        _take(INSPECTOR, item);
        _sendBack(KEEPER, item, MANUFACTURER);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(HOSPITAL, true);

        _takes(MAKER, HOSPITAL, AssetState.Stored, _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0));
    }

    function test_RevertWhen_CallerIsTheSender() public {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER);
        _step();
    }

    /// @dev What is shipped under a requisition is accepted, not taken: it is offered to no organisation.
    function test_RevertGiven_Shipped() public {
        (, item) = _inTransit(monitor, "P-0002", "shipped");

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, 0);
        vm.prank(INSPECTOR);
        _step();
    }

    function test_RevertGiven_Withdrawn() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);

        _refuses(INSPECTOR, _stateError());
    }

    function test_RevertGiven_Declined() public {
        _record(INSPECTOR, Action.Decline, item, 0);

        _refuses(INSPECTOR, _stateError());
    }

    /// @dev The first offer's addressee has nothing to take of a second one.
    function test_RevertGiven_OfferedToAnotherMeanwhile() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);
        _offer(MAKER_KEEPER, item, RIVAL, Terms.Loan);

        _refuses(INSPECTOR, _organisationError(HOSPITAL, RIVAL));
    }

    function test_RevertGiven_Taken() public {
        _take(INSPECTOR, item);

        _refuses(INSPECTOR, _stateError());
        _refuses(MAKER, _stateError());
    }

    /// @dev The former custodian has nothing more to say.
    function test_Take_EndsTheSendersCustody() public {
        _take(INSPECTOR, item);

        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
    }

    function test_RevertWhen_OnlyKeeping() public {
        _expectDutyMissing(KEEPER, Duties.INSPECT);
        vm.prank(KEEPER);
        _step();
    }

    /// @dev The step by `by` writes one entry, and the custody; the shipment stays.
    function _takes(address by, uint24 sender, AssetState state, Holding memory custody) private {
        RequisitionId shipment = _shipment(item);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, by, Action.Take, state, claim);
        entry.counterpart = sender;
        entry.value = uint32(_slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 1)) >> 100) & 0xf;

        _writes(entry, claim);

        _assertCustody(item, custody);
        _assertShipment(item, shipment);
        _tick();
    }

    function _deadline() private view returns (uint32) {
        return uint32(_slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 1)) >> 128);
    }

    function _refuses(address by, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(by);
        _step();
    }

    function _recallError(bytes32 target) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(ILedgerErrors.Recalled.selector, AssetId.unwrap(item), target, RecallLevel.Second);
    }

    function _organisationError(uint24 organisation, uint24 required) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongOrganisation.selector,
                AssetId.unwrap(item),
                organisation,
                required
            );
    }

    function _stateError() private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Take,
                AssetState.Stored
            );
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.take(AssetId.wrap(id), _expecting(AssetId.wrap(id), claim));
    }
}
