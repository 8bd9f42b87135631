// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { ParcelRecordTest, ParcelTest } from "./support/ParcelTest.sol";
import { Holding } from "./support/Stages.sol";
import { FAULTY, INSPECTED, IN_TRANSIT, REPAIRED, STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @notice Parcels are handed on as a whole, and each entry says how many units that were.

/// @dev The hospital's, offered to the rival.
contract OfferParcelTest is ParcelTest(Action.Offer, KEEPER, Duties.KEEP, STORED | FAULTY, 0, type(uint24).max) {
    /// @dev 2027-01-01 as a day's number.
    uint32 private constant DUE = 20_819;

    function test_Offer_OnEachTerms() public {
        for (uint8 i = uint8(Terms.Owned); i <= uint8(Terms.Trial); ++i) {
            if (Terms(i) == Terms.Consignment) continue;
            _offers(KEEPER, HOSPITAL, Terms(i));
            _record(KEEPER, Action.Withdraw, item, 0);
        }
    }

    /// @dev The manufacturer's, whole as it commissioned it.
    function test_Offer_OnConsignment() public {
        (batch, item) = _commissioned(vaccine, "L-2", QUANTITY, PACKS_ROOT);
        _offers(MAKER_KEEPER, MANUFACTURER, Terms.Consignment);
    }

    function test_RevertWhen_HospitalConsigns() public {
        Claim memory claim = _dayClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, HOSPITAL, uint8(6)));
        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Consignment, claim);
    }

    /// @dev What another owns is not handed on.
    function test_RevertGiven_Borrowed() public {
        (, item) = _consigned("L-2", QUANTITY, PACKS_ROOT);
        Claim memory claim = _dayClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, item, MANUFACTURER));
        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Loan, claim);
    }

    function test_RevertGiven_Quarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        Claim memory claim = _dayClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        vm.prank(KEEPER);
        _stepWith(claim);
    }

    function _offers(address by, uint24 holder, Terms terms) private {
        Claim memory claim = _fullClaim(DUE);
        claim.until = uint32(block.timestamp) + 1 days;
        Entry memory entry = _parcelEntry(item, by, Action.Offer, AssetState.InTransit, QUANTITY, claim);
        entry.counterpart = RIVAL;
        entry.value = uint32(uint8(terms)) | (DUE << 8);
        vm.prank(by);
        ledger.offer(item, RIVAL, terms, claim);

        _assertOnly(entry);
        _assertWhole(_withOffer(_whole(holder), terms, RIVAL, claim.until));
        _assertNoCare();
        _tick();
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

    /// @dev From faulty, which a parcel never is, only to a provider for repair.
    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.offer(AssetId.wrap(id), RIVAL, Terms.Loan, claim);
    }
}

/// @dev The manufacturer's, offered to the hospital.
contract TakeParcelTest is ParcelTest(Action.Take, INSPECTOR, Duties.INSPECT, IN_TRANSIT, 0, 0) {
    function setUp() public override {
        super.setUp();
        _offerOn("L-2", Terms.Loan);
    }

    function test_Take_OnEachTerms() public {
        bytes32[4] memory lots = [bytes32("L-3"), "L-4", "L-5", "L-6"];
        for (uint8 i = 0; i < 4; ++i) {
            Terms terms = Terms(uint8(Terms.Loan) + i);
            _offerOn(lots[i], terms);
            _takes(terms);
        }
    }

    /// @dev From one hospital to another.
    function test_Take_AsOwned() public {
        (batch, item) = _boughtByRival("L-3", QUANTITY, PACKS_ROOT);
        _offer(RIVAL_CHIEF, item, HOSPITAL, Terms.Owned);
        _takes(RIVAL, Terms.Owned);
    }

    function test_RevertWhen_DeadlinePassed() public {
        uint32 deadline = uint32(block.timestamp) - 1 hours + 1 days;
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.DeadlinePassed.selector, item, deadline));
        vm.prank(INSPECTOR);
        _step();
        vm.warp(deadline);
        _takes(Terms.Loan);
    }

    function _offerOn(bytes32 lot, Terms terms) private {
        (batch, item) = _commissioned(vaccine, lot, QUANTITY, PACKS_ROOT);
        _offer(MAKER_KEEPER, item, HOSPITAL, terms);
    }

    function _takes(Terms terms) private {
        _takes(MANUFACTURER, terms);
    }

    function _takes(uint24 sender, Terms terms) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(item, INSPECTOR, Action.Take, AssetState.Stored, QUANTITY, claim);
        entry.counterpart = sender;
        entry.value = uint8(terms);
        vm.prank(INSPECTOR);
        ledger.take(item, _expecting(item, claim));

        _assertOnly(entry);
        Holding memory custody = _onTerms(_whole(HOSPITAL), terms);
        if (terms != Terms.Owned) custody.owner = sender;
        _assertWhole(custody);
        _tick();
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.take(AssetId.wrap(id), _expecting(AssetId.wrap(id), claim));
    }
}

/// @dev The manufacturer's, offered to the hospital.
contract DeclineParcelTest is ParcelRecordTest(Action.Decline, INSPECTOR, Duties.INSPECT, IN_TRANSIT, 0, 0) {
    function setUp() public override {
        super.setUp();
        (batch, item) = _commissioned(vaccine, "L-2", QUANTITY, PACKS_ROOT);
        _offer(MAKER_KEEPER, item, HOSPITAL, Terms.Consignment);
    }

    function test_Decline() public {
        _leadsTo(AssetState.Stored, INSPECTOR, _fullClaim());
        _assertWhole(_whole(MANUFACTURER));
    }
}

/// @dev The hospital's, offered to the rival; and the manufacturer's, shipped.
contract WithdrawParcelTest is ParcelRecordTest(Action.Withdraw, KEEPER, Duties.KEEP, IN_TRANSIT, 0, 0) {
    function setUp() public override {
        super.setUp();
        _offer(KEEPER, item, RIVAL, Terms.Rental);
    }

    function test_Withdraw() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim());
        _assertWhole(_whole(HOSPITAL));
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    function test_Withdraw_GivenShipped() public {
        (requisition, batch, item) = _shippedParcel("L-2", QUANTITY, PACKS_ROOT, "more");
        _leadsTo(AssetState.Stored, MAKER_KEEPER, _fullClaim());
        _assertWhole(_whole(MANUFACTURER));
    }
}

/// @dev The hospital's, to its manufacturer; and what is consigned, to its owner.
contract SendBackParcelTest is
    ParcelTest(Action.SendBack, KEEPER, Duties.KEEP, INSPECTED | STORED | FAULTY | REPAIRED, 0, 0)
{
    function test_SendBack() public {
        _sends(_whole(HOSPITAL));
        _takesBack();
    }

    function test_SendBack_Consigned() public {
        (batch, item) = _consigned("L-2", QUANTITY, PACKS_ROOT);
        Holding memory custody = _onTerms(_whole(HOSPITAL), Terms.Consignment);
        custody.owner = MANUFACTURER;
        _sends(custody);
        _takesBack();
    }

    /// @dev What was bought from a supplier goes back to it, or to the manufacturer.
    function test_SendBack_ToTheSupplier() public {
        (batch, item) = _boughtByRival("L-2", QUANTITY, PACKS_ROOT);
        requisition = _ordered(vaccine, QUANTITY, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, QUANTITY, ANY_HEAD, _claim());
        _tick();
        _acceptParcel(requisition, item);
        _sendBack(KEEPER, item, RIVAL);
        _take(RIVAL_CHIEF, item);
        _assertWhole(_whole(RIVAL));
    }

    /// @dev A part of what was delivered knows where it came from too.
    function test_SendBack_OfAPart() public {
        vm.prank(KEEPER);
        AssetId part = ledger.split(item, 50, 0, _claim());
        _tick();
        _sendBack(KEEPER, part, MANUFACTURER);
        _take(MAKER, part);
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, MANUFACTURER, MANUFACTURER, batch, 50);
        custody.firstPackAndOne = 1;
        _assertCustody(part, custody);
    }

    function test_SendBack_GivenQuarantinedAndExpired() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        vm.warp(EXPIRY + 1);
        _sends(_whole(HOSPITAL));
        _takesBack();
        _assertFlags(item, true, false);
    }

    function test_RevertWhen_AddresseeIsNotItsOrigin() public {
        Claim memory claim = _dayClaim();
        uint24[3] memory others = [RIVAL, PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, item, others[i]));
            vm.prank(KEEPER);
            ledger.sendBack(item, others[i], _wayOf(item), claim);
        }
    }

    function _sends(Holding memory custody) private {
        Claim memory claim = _fullClaim();
        claim.until = uint32(block.timestamp) + 1 days;
        Entry memory entry = _parcelEntry(item, KEEPER, Action.SendBack, AssetState.InTransit, QUANTITY, claim);
        entry.counterpart = MANUFACTURER;
        vm.prank(KEEPER);
        ledger.sendBack(item, MANUFACTURER, _wayOf(item), claim);

        _assertOnly(entry);
        _assertWhole(_withOffer(custody, Terms.Returned, MANUFACTURER, claim.until));
        _tick();
    }

    function _takesBack() private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(item, MAKER, Action.Take, AssetState.Stored, QUANTITY, claim);
        entry.counterpart = HOSPITAL;
        entry.value = uint8(Terms.Returned);
        vm.prank(MAKER);
        ledger.take(item, _expecting(item, claim));

        _assertOnly(entry);
        _assertWhole(_whole(MANUFACTURER));
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
        ledger.sendBack(AssetId.wrap(id), MANUFACTURER, _wayOf(AssetId.wrap(id)), claim);
    }
}

/// @dev A regulator names who has it: all of it.
contract ReassignParcelTest is ParcelTest(Action.Reassign, REGISTRAR, Duties.APPROVE, 0x4fe, 0, 0) {
    function test_Reassign() public {
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(item, REGISTRAR, Action.Reassign, AssetState.Stored, QUANTITY, claim);
        (entry.counterpart, entry.value) = (RIVAL, PROVIDER);
        vm.prank(REGISTRAR);
        ledger.reassign(item, RIVAL, PROVIDER, claim);

        _assertOnly(entry);
        Holding memory custody = _onTerms(_whole(RIVAL), Terms.Loan);
        custody.owner = PROVIDER;
        _assertWhole(custody);
    }

    /// @dev Regulators alone, wherever it is.
    function test_RevertWhen_CallerIsOfAnotherOrganisation() public override {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, RIVAL, uint8(16)));
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.reassign(AssetId.wrap(id), RIVAL, RIVAL, claim);
    }
}
