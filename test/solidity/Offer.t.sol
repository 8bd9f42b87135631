// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    CalibrationResult,
    Duties,
    Kind,
    RecallLevel,
    Roles,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { FAULTY, STORED } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

/// @dev What offers of stored and of faulty goods share.
abstract contract OfferSteps is
    TransferStages,
    AssetTest(Action.Offer, KEEPER, Duties.KEEP, STORED | FAULTY, 0, type(uint24).max)
{
    /// @dev 2027-01-01 as a day's number.
    uint32 internal constant DUE = 20_819;

    /// @dev The step's addressee and terms.
    uint24 internal to;
    Terms internal terms;

    /// @dev The step by the keeper writes one entry with all that the claim says, and the offer; nothing else changes.
    function _offers(Holding memory custody, Claim memory claim) internal {
        uint256 from = (_slot(Slots.asset(AssetId.unwrap(item))) >> 4) & 0xf;
        RequisitionId shipment = _shipment(item);
        Entry memory entry = _assetEntry(item, KEEPER, Action.Offer, AssetState.InTransit, claim);
        entry.counterpart = to;
        entry.value = uint32(uint8(terms)) | (claim.value << 8);

        _writes(entry, claim);

        _assertCustody(item, _withOffer(custody, terms, to, claim.until));
        _assertShipment(item, shipment);
        vm.assertEq(_stateBefore(item), from, "state before");
    }

    /// @dev All that an offer can say: due on a day, to be taken by tomorrow.
    function _offerClaim() internal view returns (Claim memory claim) {
        claim = _fullClaim(DUE);
        claim.until = uint32(block.timestamp) + 1 days;
    }

    function _own() internal pure returns (Holding memory) {
        return _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function _refuses(bytes memory refusal) internal {
        vm.expectRevert(refusal);
        vm.prank(KEEPER);
        _step();
    }

    function _refusesTerms() internal {
        _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidTerms.selector, terms));
    }

    function _refusesOrganisation(bytes4 selector, uint24 organisation) internal {
        to = organisation;
        _refuses(abi.encodeWithSelector(selector, organisation));
    }

    function _refusesRole(uint24 organisation, uint8 roles) internal {
        to = organisation;
        _refuses(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, organisation, roles));
    }

    function _refusesUntil(uint32 until) internal {
        Claim memory claim = _claim();
        claim.until = until;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.UntilOutOfRange.selector,
                Action.Offer,
                until,
                block.timestamp + 1,
                block.timestamp + 30 days
            )
        );
        vm.prank(KEEPER);
        _stepWith(claim);
    }

    function _usualClaim() internal view override returns (Claim memory) {
        return _dayClaim();
    }

    function _takesUntil() internal pure override returns (bool) {
        return true;
    }

    function _latest() internal view override returns (uint32) {
        return uint32(block.timestamp) + 30 days;
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.offer(AssetId.wrap(id), to, terms, claim);
    }
}

contract OfferTest is OfferSteps {
    uint32 private constant CALIBRATED_FOR = 20 days;

    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
        (to, terms) = (RIVAL, Terms.Loan);
    }

    function test_Offer_OnEachTerms() public {
        for (uint8 i = uint8(Terms.Owned); i <= uint8(Terms.Trial); ++i) {
            terms = Terms(i);
            if (terms == Terms.Consignment) continue;
            _offers(_own(), _offerClaim());
            _tick();
            _record(KEEPER, Action.Withdraw, item, 0);
        }
    }

    /// @dev What is used has to be settled, and nobody orders from a hospital. Manufacturers and suppliers consign.
    function test_RevertWhen_HospitalConsigns() public {
        terms = Terms.Consignment;
        uint8 traders = Roles.SUPPLIER | Roles.MANUFACTURER;
        _refuses(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, HOSPITAL, traders));

        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Owned);
        vm.prank(RIVAL_CHIEF);
        ledger.offer(item, HOSPITAL, Terms.Consignment, _offerClaim());
        _assertState(item, AssetState.InTransit);
    }

    /// @dev Consigned anew while the first use is not settled: a second debt would replace the first. Other terms do.
    function test_RevertGiven_Unsettled() public {
        AssetId used = _unsettled(monitor, "U-1");
        _record(KEEPER, Action.Store, used, 0);
        _sendBack(KEEPER, used, MANUFACTURER);
        _take(MAKER, used);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Unsettled.selector, AssetId.unwrap(used), MANUFACTURER));
        vm.prank(MAKER_KEEPER);
        ledger.offer(used, RIVAL, Terms.Consignment, _offerClaim());
        _offer(MAKER_KEEPER, used, RIVAL, Terms.Rental);
        _record(MAKER_KEEPER, Action.Withdraw, used, 0);

        _settle(_ordered(monitor, 1, "U-1", MANUFACTURER), used);
        _offer(MAKER_KEEPER, used, RIVAL, Terms.Consignment);
        _assertState(used, AssetState.InTransit);
    }

    /// @dev Hospitals, manufacturers, suppliers and service providers hold goods.
    function test_Offer_ToEachHolder() public {
        uint24[4] memory holders = [RIVAL, MANUFACTURER, OUTSIDER, PROVIDER];
        for (uint256 i = 0; i < holders.length; ++i) {
            to = holders[i];
            _offers(_own(), _offerClaim());
            _tick();
            _record(KEEPER, Action.Withdraw, item, 0);
        }
    }

    function test_Offer_WithoutDueDay() public {
        Claim memory claim = _offerClaim();
        claim.value = 0;
        _offers(_own(), claim);
    }

    function test_Offer_WithLatestDueDay() public {
        Claim memory claim = _offerClaim();
        claim.value = type(uint24).max;
        _offers(_own(), claim);
    }

    function test_Offer_ForOneSecond() public {
        Claim memory claim = _offerClaim();
        claim.until = uint32(block.timestamp) + 1;
        _offers(_own(), claim);
    }

    function test_Offer_ForThirtyDays() public {
        Claim memory claim = _offerClaim();
        claim.until = uint32(block.timestamp) + 30 days;
        _offers(_own(), claim);
    }

    function test_RevertWhen_DeadlineOutOfRange() public {
        uint32 time = uint32(block.timestamp);
        uint32[5] memory ends = [0, time - 1, time, time + 30 days + 1, type(uint32).max];
        for (uint256 i = 0; i < ends.length; ++i) _refusesUntil(ends[i]);
    }

    /// @dev Whatever was remembered before, it is the state that it was offered from.
    function test_Offer_RemembersStored() public {
        _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.Stored), 3);
        _offers(_own(), _offerClaim());
    }

    /// @dev Who signed last stays in the custody word, and when the calibration ends.
    function test_Offer_GivenReinstatedAndCalibrated() public {
        super.setUp();
        item = _repaired();
        _record(RELEASER, Action.Reinstate, item, 0);
        uint32 until = _calibrate();

        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[ENGINEER]);
        (custody.calibratedUntil, custody.calibratedAt) = (until, until - CALIBRATED_FOR);
        _offers(custody, _offerClaim());
    }

    /// @dev The manufacturer lends what it enrolled and nobody bought.
    function test_Offer_ByManufacturer() public {
        item = _enrolled(monitor, "P-0002");
        (to, terms) = (HOSPITAL, Terms.Trial);
        Claim memory claim = _offerClaim();
        Entry memory entry = _assetEntry(item, MAKER_KEEPER, Action.Offer, AssetState.InTransit, claim);
        entry.counterpart = HOSPITAL;
        entry.value = uint32(Terms.Trial) | (DUE << 8);

        _writes(entry, claim);

        Holding memory custody = _custody(MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertCustody(item, _withOffer(custody, Terms.Trial, HOSPITAL, claim.until));
    }

    function test_RevertWhen_TermsAreNone() public {
        terms = Terms.None;
        _refusesTerms();
    }

    function test_RevertWhen_TermsAreReturned() public {
        terms = Terms.Returned;
        _refusesTerms();
    }

    /// @dev A number beyond the enumeration does not even decode.
    function test_RevertWhen_TermsAreUnknown() public {
        for (uint256 i = uint256(type(Terms).max) + 1; i < 256; ++i) {
            bytes memory data = abi.encodeCall(ledger.offer, (item, to, terms, _dayClaim()));
            assembly ("memory-safe") {
                mstore(add(data, 0x64), i)
            }
            vm.prank(KEEPER);
            (bool success, bytes memory answer) = address(ledger).call(data);
            vm.assertTrue(!success && answer.length == 0, "not refused");
        }
        _assertState(item, AssetState.Stored);
    }

    function test_RevertWhen_AddresseeIsOwnOrganisation() public {
        _refusesOrganisation(ILedgerErrors.OwnOrganisation.selector, HOSPITAL);
    }

    function test_RevertWhen_AddresseeUnknown() public {
        uint24[4] memory numbers = [0, ORGANISATIONS + 1, 256, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            _refusesOrganisation(ILedgerErrors.UnknownOrganisation.selector, numbers[i]);
        }
    }

    /// @dev Regulators and endorsers hold no goods.
    function test_RevertWhen_AddresseeHoldsNoGoods() public {
        vm.prank(COUNCIL);
        uint24 endorser = ledger.admit("Laboratory", Roles.ENDORSER, address(0xe0), _consentOf(address(0xe0)));

        _refusesRole(REGULATOR, Roles.HOLDERS);
        _refusesRole(endorser, Roles.HOLDERS);
    }

    function test_RevertGiven_AddresseeSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(RIVAL, true);

        _refusesOrganisation(ILedgerErrors.OrganisationSuspended.selector, RIVAL);
    }

    function test_RevertGiven_Borrowed() public {
        super.setUp();
        item = _borrowed();

        to = PROVIDER;
        _refuses(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), RIVAL));
        // Not even to their owner: that is to send them back.
        to = RIVAL;
        _refuses(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), RIVAL));
    }

    /// @dev What was taken on any terms but as the own goes no further.
    function test_RevertGiven_TakenOnOtherTerms() public {
        bytes32[4] memory serials = [bytes32("P-2"), "P-3", "P-4", "P-5"];
        for (uint8 i = 0; i < 4; ++i) {
            item = _handed(monitor, serials[i], Terms(uint8(Terms.Loan) + i));
            _refuses(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), MANUFACTURER));
        }
    }

    function test_RevertGiven_Quarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(item)));

        _record(RELEASER, Action.Release, item, 0);
        _offers(_own(), _offerClaim());
    }

    function test_RevertGiven_ProductRecalled() public {
        _recall(monitor, 0);
        _refusesRecalled(ProductId.unwrap(monitor));

        _lift(monitor, 0);
        _offers(_own(), _offerClaim());
    }

    function test_RevertGiven_ItemRecalled() public {
        _recall(monitor, SERIAL);
        _refusesRecalled(AssetId.unwrap(item));

        _lift(monitor, SERIAL);
        _offers(_own(), _offerClaim());
    }

    function test_Offer_GivenRemedied() public {
        _recall(monitor, 0);
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
        _refusesRecalled(ProductId.unwrap(monitor));

        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _expecting(item));
        _offers(_own(), _offerClaim());
    }

    function test_RevertGiven_NeverCalibrated() public {
        _prescribeCalibration();

        _refuses(abi.encodeWithSelector(ILedgerErrors.CalibrationLapsed.selector, AssetId.unwrap(item), 0));
    }

    function test_RevertGiven_CalibrationLapsed() public {
        _prescribeCalibration();
        uint32 until = _calibrate();
        vm.warp(until + 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.CalibrationLapsed.selector, AssetId.unwrap(item), until));

        vm.warp(until);
        Holding memory custody = _own();
        (custody.calibratedUntil, custody.calibratedAt) = (until, until - CALIBRATED_FOR);
        _offers(custody, _offerClaim());
    }

    /// @dev A second offer does not replace the first: that one is withdrawn before.
    function test_RevertGiven_Offered() public {
        _offers(_own(), _offerClaim());
        bytes memory words = _words(item);

        (to, terms) = (PROVIDER, Terms.Owned);
        _refuses(_stateError(item));
        vm.assertEq(_words(item), words, "asset");
    }

    /// @dev What is on its way under a requisition is not offered beside.
    function test_RevertGiven_Shipped() public {
        (, item) = _inTransit(monitor, "P-0002", "shipped");

        vm.expectRevert(_stateError(item));
        vm.prank(MAKER_KEEPER);
        _step();
    }

    function test_RevertGiven_SentBack() public {
        _sendBack(KEEPER, item, MANUFACTURER);

        _refuses(_stateError(item));
    }

    /// @dev Owning is not having.
    function test_RevertWhen_CallerIsOfTheOwnerOnly() public {
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(KEEPER);
        _step();
    }

    function test_RevertWhen_CallerIsOfFormerCustodian() public {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_CHIEF);
        _step();
    }

    /// @dev An appointment to keep covers no handing on.
    function test_RevertWhen_CallerIsAppointed() public {
        _appointProvider(Duties.KEEP | Duties.MAINTAIN);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    function test_RevertWhen_OnlyInspecting() public {
        _expectDutyMissing(INSPECTOR, Duties.KEEP);
        vm.prank(INSPECTOR);
        _step();
    }

    function _refusesRecalled(bytes32 target) private {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.Recalled.selector, AssetId.unwrap(item), target, RecallLevel.Second)
        );
    }

    function _stateError(AssetId asset) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(asset),
                Action.Offer,
                AssetState.InTransit
            );
    }

    function _prescribeCalibration() private {
        Prescription memory prescription;
        prescription.calibrationInterval = 365;
        _prescribe(monitor, prescription);
    }

    function _calibrate() private returns (uint32 until) {
        until = uint32(block.timestamp) + CALIBRATED_FOR;
        Claim memory claim = _claimOf(uint32(CalibrationResult.Passed));
        claim.until = until;
        vm.prank(ENGINEER);
        ledger.record(Action.Calibrate, item, claim);
        _tick();
    }
}

/// @dev Faulty goods are lent for repair, to a service provider that is appointed to it, and not handed on otherwise.
contract OfferFaultyTest is OfferSteps {
    uint32 private _appointedUntil;

    function setUp() public override {
        super.setUp();
        item = _faulty();
        _appointedUntil = _appointProvider(Duties.MAINTAIN);
        (to, terms) = (PROVIDER, Terms.Loan);
    }

    function test_Offer_GivenFaulty() public {
        _offers(_own(), _offerClaim());
    }

    function test_Offer_RemembersFaulty() public {
        _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.Faulty), 1);
        _offers(_own(), _offerClaim());
    }

    /// @dev What is to be repaired need not be usable.
    function test_Offer_GivenNotUsable() public {
        Prescription memory prescription;
        prescription.calibrationInterval = 365;
        _prescribe(monitor, prescription);
        _record(KEEPER, Action.Quarantine, item, 1);

        _offers(_own(), _offerClaim());
        _assertFlags(item, true, false);
    }

    /// @dev It could not be taken.
    function test_RevertGiven_FaultyAndRecalled() public {
        _recall(monitor, SERIAL);
        bytes32 id = AssetId.unwrap(item);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Recalled.selector, id, id, RecallLevel.Second));
    }

    function test_Offer_InTheLastSecondOfTheAppointment() public {
        vm.warp(_appointedUntil);

        _offers(_own(), _offerClaim());
    }

    function test_RevertWhen_DeadlineOutOfRange() public {
        uint32 time = uint32(block.timestamp);
        uint32[4] memory ends = [0, time, time + 30 days + 1, type(uint32).max];
        for (uint256 i = 0; i < ends.length; ++i) _refusesUntil(ends[i]);
    }

    function test_RevertWhen_TermsAreNotLoan() public {
        Terms[6] memory others = [
            Terms.None,
            Terms.Owned,
            Terms.Rental,
            Terms.Consignment,
            Terms.Trial,
            Terms.Returned
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            terms = others[i];
            _refusesTerms();
        }
    }

    /// @dev Appointments do not make a service provider: hospitals and traders repair nothing for others.
    function test_RevertWhen_AddresseeIsNoServiceProvider() public {
        uint24[3] memory others = [RIVAL, MANUFACTURER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) _refusesRole(others[i], Roles.SERVICE_PROVIDER);
        _refusesRole(REGULATOR, Roles.HOLDERS);
        _refusesOrganisation(ILedgerErrors.OwnOrganisation.selector, HOSPITAL);
    }

    function test_RevertWhen_AddresseeIsNoServiceProvider_ThoughAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(RIVAL, Duties.MAINTAIN, type(uint32).max);

        _refusesRole(RIVAL, Roles.SERVICE_PROVIDER);
    }

    function test_RevertWhen_AddresseeUnknown() public {
        _refusesOrganisation(ILedgerErrors.UnknownOrganisation.selector, 0);
        _refusesOrganisation(ILedgerErrors.UnknownOrganisation.selector, ORGANISATIONS + 1);
    }

    function test_RevertGiven_AddresseeSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(PROVIDER, true);

        _refusesOrganisation(ILedgerErrors.OrganisationSuspended.selector, PROVIDER);
    }

    function test_RevertGiven_AddresseeNotAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);

        _refusesUnappointed();
    }

    function test_RevertGiven_AppointmentExpired() public {
        vm.warp(_appointedUntil + 1);

        _refusesUnappointed();
    }

    /// @dev Whoever only keeps for the hospital repairs nothing.
    function test_RevertGiven_AppointedForOtherDuties() public {
        _appointProvider(PROVIDER_DUTIES & ~Duties.MAINTAIN);

        _refusesUnappointed();
    }

    function test_RevertGiven_AppointedByAnotherOrganisation() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);
        vm.prank(RIVAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN, type(uint32).max);

        _refusesUnappointed();
    }

    /// @dev The provider has it on loan: it lends it to nobody.
    function test_RevertGiven_AtTheProvider() public {
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);

        to = RIVAL;
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), HOSPITAL));
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    /// @dev What waits to be put back into service is offered to nobody.
    function test_RevertGiven_Repaired() public {
        _record(ENGINEER, Action.Repair, item, 0);

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Offer,
                AssetState.Repaired
            )
        );
    }

    function _refusesUnappointed() private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, PROVIDER, HOSPITAL, Duties.MAINTAIN));
    }
}
