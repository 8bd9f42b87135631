// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Passage } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, RequisitionState, Roles, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { Holding } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice Round procurement there is no way: what is supplied to a hospital for good comes by a requisition, or on consignment
/// and is settled; and what comes by an offer is looked at by two, as what comes by a requisition is.
contract RoundProcurementTest is Sequences {
    address private constant KEEPER_OUTSIDE = address(0xf2);

    /*//////////////////////////////////////////////////////////////////////////
                                      FOR GOOD
    //////////////////////////////////////////////////////////////////////////*/

    function test_OfferAsOwned_RevertGiven_Manufacturer() public {
        AssetId item = _enrolled(monitor, SERIAL);

        _refusesGift(MAKER_KEEPER, item);
    }

    /// @dev Of a parcel alike.
    function test_OfferAsOwned_RevertGiven_ManufacturerOfALot() public {
        (, AssetId parcel) = _commissioned(vaccine, LOT, 100, PACKS_ROOT);

        _refusesGift(MAKER_KEEPER, parcel);
    }

    function test_OfferAsOwned_RevertGiven_Supplier() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _employ(OUTSIDER, OUTSIDER_ADMIN, KEEPER_OUTSIDE, Duties.KEEP | Duties.INSPECT);
        _handOver(MAKER_KEEPER, item, OUTSIDER, KEEPER_OUTSIDE, Terms.Owned);

        _refusesGift(KEEPER_OUTSIDE, item);
    }

    function test_OfferAsOwned_RevertGiven_ServiceProvider() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Owned);

        _refusesGift(PROVIDER_KEEPER, item);
    }

    /// @dev Nor to a hospital that trades: it is one.
    function test_OfferAsOwned_RevertWhen_AddresseeTradesToo() public {
        AssetId item = _enrolled(monitor, SERIAL);
        Claim memory claim = _dayClaim();

        _expectRoleMissing(MANUFACTURER, Roles.HOSPITAL);
        vm.prank(MAKER_KEEPER);
        ledger.offer(item, RIVAL, Terms.Owned, claim);
    }

    /// @dev One hospital hands on to another (调拨).
    function test_OfferAsOwned_GivenHospital() public {
        AssetId item = _stored(monitor);
        Claim memory claim = _fullClaim();
        claim.until = uint32(block.timestamp) + 1 days;
        Entry memory entry = _assetEntry(item, KEEPER, Action.Offer, AssetState.InTransit, claim);
        (entry.counterpart, entry.value) = (RIVAL, uint32(Terms.Owned));

        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Owned, claim);

        _assertOnly(entry);
        _tick();
        _take(RIVAL_CHIEF, item);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
        // And back again.
        _handOver(RIVAL_CHIEF, item, HOSPITAL, INSPECTOR, Terms.Owned);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev Nobody buys for those who are no hospitals.
    function test_OfferAsOwned_WhenAddresseeIsNoHospital() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _employ(OUTSIDER, OUTSIDER_ADMIN, KEEPER_OUTSIDE, Duties.KEEP | Duties.INSPECT);

        _handOver(MAKER_KEEPER, item, OUTSIDER, KEEPER_OUTSIDE, Terms.Owned);
        _assertCustody(item, MONITOR_NUMBER, OUTSIDER, OUTSIDER, 0);
        _handOver(KEEPER_OUTSIDE, item, PROVIDER, PROVIDER_KEEPER, Terms.Owned);
        _assertCustody(item, MONITOR_NUMBER, PROVIDER, PROVIDER, 0);
    }

    /// @dev What stays the supplier's may come without a requisition.
    function test_Offer_OnOtherTerms() public {
        Terms[4] memory each = [Terms.Loan, Terms.Rental, Terms.Consignment, Terms.Trial];
        AssetId item = _enrolled(monitor, SERIAL);
        for (uint256 i = 0; i < each.length; ++i) {
            _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, each[i]);
            _assertCustody(item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), each[i]));
            _sendBack(KEEPER, item, MANUFACTURER);
            _take(MAKER, item);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     BY TWO PERSONS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Take_GivenWitnessedItem() public {
        _prescribe(monitor, _witnessed());
        AssetId item = _offeredToHospital(monitor, SERIAL, Terms.Loan);
        Entry memory entry = _assetEntry(item, INSPECTOR, Action.Take, AssetState.Inspected, _claim());
        (entry.counterpart, entry.value) = (MANUFACTURER, uint32(Terms.Loan));

        vm.prank(INSPECTOR);
        ledger.take(item, _expecting(item));

        _assertOnly(entry);
        Holding memory custody = _custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, memberOf[INSPECTOR]);
        _assertCustody(item, custody);
        _expectState(item, Action.Use, AssetState.Inspected);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
        _confirmedByAnother(item);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function test_Take_GivenWitnessedParcel() public {
        _prescribe(vaccine, _witnessed());
        (, AssetId parcel) = _consigned(LOT, 100, NO_CODES);

        _expectState(parcel, Action.Dispense, AssetState.Inspected);
        vm.prank(NURSE);
        ledger.dispense(parcel, 1, _claim());
        _confirmedByAnother(parcel);
        _dispense(parcel, 1);
    }

    /// @dev What waits for repair is not stored by being taken, nor waits for a witness.
    function test_Take_GivenWitnessedAndFaulty() public {
        AssetId item = _faulty();
        _prescribe(monitor, _witnessed());
        _appointProvider(Duties.MAINTAIN);
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);

        _assertState(item, AssetState.Faulty);
        _assertCustody(item, MONITOR_NUMBER, PROVIDER, HOSPITAL, 0);
    }

    /// @dev Somebody's own goods come home as they left, and are looked at again.
    function test_Take_GivenWitnessedAndSentBack() public {
        AssetId item = _handed(monitor, SERIAL, Terms.Loan);
        _prescribe(monitor, _witnessed());
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);

        _assertState(item, AssetState.Inspected);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, memberOf[MAKER]);
        _expectOwnWork(item, Action.Confirm, MAKER);
        vm.prank(MAKER);
        ledger.record(Action.Confirm, item, _claim());
        _record(MAKER_CHIEF, Action.Confirm, item, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SETTLING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The chief takes, and buys: not the same goods.
    function test_Settle_RevertWhen_SettlerTookIt() public {
        AssetId item = _usedBy(CHIEF);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(item);

        _expectOwnWork(item, Action.Settle, CHIEF);
        vm.prank(CHIEF);
        ledger.settle(requisition, item, way, _headOf(item), _claim());

        _settles(BUYER, requisition, item, 1);
        _assertState(requisition, RequisitionState.Fulfilled);
    }

    function test_Settle_GivenTakenByAnother() public {
        AssetId item = _usedBy(INSPECTOR);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);

        _settles(CHIEF, requisition, item, 1);
    }

    /// @dev Under another account, it is the same member.
    function test_Settle_RevertGiven_SettlersAccountReplaced() public {
        AssetId item = _usedBy(CHIEF);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        address successor = address(0xc2);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[CHIEF], successor, _consentOf(successor));
        Passage[] memory way = _wayOf(item);

        _expectOwnWork(item, Action.Settle, CHIEF);
        vm.prank(successor);
        ledger.settle(requisition, item, way, _headOf(item), _claim());
    }

    function test_Settle_RevertWhen_NoWay() public {
        AssetId item = _usedBy(INSPECTOR);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way;

        _expectTakerNotShown(item);
        vm.prank(BUYER);
        ledger.settle(requisition, item, way, _headOf(item), _claim());
    }

    /// @dev The chief tells only what happened after the chief took it.
    function test_Settle_RevertWhen_WayBeginsAfterwards() public {
        AssetId item = _usedBy(CHIEF);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        _wind();
        Passage[] memory way = _wayOf(item, _length(AssetId.unwrap(item)) - 1);

        _expectTakerNotShown(item);
        vm.prank(CHIEF);
        ledger.settle(requisition, item, way, _headOf(item), _claim());
    }

    function test_Settle_RevertWhen_WayIsWrong() public {
        AssetId item = _usedBy(CHIEF);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(item);
        // The third took it: the chief says it was the inspector.
        way[0].entries[2].facts ^= uint256(memberOf[CHIEF] ^ memberOf[INSPECTOR]) << 216;
        bytes27 actual = _replayed(AssetId.unwrap(item), Head.unwrap(way[0].previous), way[0].entries);
        bytes27 stored = Head.unwrap(_headOf(item));

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.ReplayMismatch.selector, AssetId.unwrap(item), actual, stored)
        );
        vm.prank(CHIEF);
        ledger.settle(requisition, item, way, Head.wrap(stored), _claim());
    }

    /// @dev Taken once by the inspector, sent back, and taken by the chief: who took it last counts.
    function test_Settle_GivenOlderTakeBySomebodyElse() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Consignment);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        _handOver(MAKER_KEEPER, item, HOSPITAL, CHIEF, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(item);

        _expectOwnWork(item, Action.Settle, CHIEF);
        vm.prank(CHIEF);
        ledger.settle(requisition, item, way, _headOf(item), _claim());
        _settles(BUYER, requisition, item, 1);
    }

    /// @dev The other way round: the chief took it once, which is of no account now.
    function test_Settle_GivenOlderTakeBySettler() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, item, HOSPITAL, CHIEF, Terms.Consignment);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);

        _settles(CHIEF, requisition, item, 1);
    }

    /// @dev On loan, and by another organisation: neither take is of what is owed for.
    function test_Settle_RevertGiven_OnlyOtherTakes() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
        _record(KEEPER, Action.Store, item, 0);
        // It is the hospital's now, which lends it to the rival and has it again.
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Loan);
        _sendBack(RIVAL_CHIEF, item, HOSPITAL);
        _take(CHIEF, item);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(item, 5);

        _expectTakerNotShown(item);
        vm.prank(BUYER);
        ledger.settle(requisition, item, way, _headOf(item), _claim());

        // The chief took back what had been lent, and nothing on consignment.
        _settles(CHIEF, requisition, item, 1);
    }

    /// @dev Wherever it is now: the goods were sent back, and who used them still owes for them.
    function test_Settle_GivenSentBack() public {
        AssetId item = _usedBy(INSPECTOR);
        _record(KEEPER, Action.Store, item, 0);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);

        _settles(BUYER, requisition, item, 1);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev Of a part that was split off since, the rest says who took it.
    function test_Settle_GivenPart() public {
        (AssetId part, RequisitionId requisition) = _usedPart();
        Passage[] memory way = _wayOf(part);
        vm.assertEq(way.length, 2, "passages");

        _expectOwnWork(part, Action.Settle, CHIEF);
        vm.prank(CHIEF);
        ledger.settle(requisition, part, way, _headOf(part), _claim());

        _settles(BUYER, requisition, part, 5);
    }

    function test_Settle_GivenPart_RevertWhen_RestIsLeftOut() public {
        (AssetId part, RequisitionId requisition) = _usedPart();
        Passage[] memory way = new Passage[](1);
        way[0] = _wayOf(part)[0];

        _expectTakerNotShown(part);
        vm.prank(CHIEF);
        ledger.settle(requisition, part, way, _headOf(part), _claim());
    }

    /// @dev The rest came once more since, by another: that is none of the part's.
    function test_Settle_GivenPart_AndRestTakenAnew() public {
        (, AssetId parcel) = _commissioned(vaccine, LOT, 100, NO_CODES);
        _handOver(MAKER_KEEPER, parcel, HOSPITAL, CHIEF, Terms.Consignment);
        AssetId part = _split(parcel, 20);
        _dispense(part, 5);
        _sendBack(KEEPER, parcel, MANUFACTURER);
        _take(MAKER, parcel);
        _handOver(MAKER_KEEPER, parcel, HOSPITAL, INSPECTOR, Terms.Consignment);
        RequisitionId requisition = _ordered(vaccine, 5, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(part);

        _expectOwnWork(part, Action.Settle, CHIEF);
        vm.prank(CHIEF);
        ledger.settle(requisition, part, way, _headOf(part), _claim());

        // The rest's passage as it is now does not lead to where the part was split off.
        way[1] = _wayOf(parcel)[0];
        bytes27 actual = _replayed(AssetId.unwrap(parcel), Head.unwrap(way[1].previous), way[1].entries);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.ReplayMismatch.selector,
                AssetId.unwrap(parcel),
                actual,
                Head.unwrap(_wayOf(part)[0].entries[0].originHead)
            )
        );
        vm.prank(CHIEF);
        ledger.settle(requisition, part, way, _headOf(part), _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The manufacturer's, consigned to the hospital, taken there by this one, and used.
    function _usedBy(address taker) private returns (AssetId item) {
        item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, item, HOSPITAL, taker, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
    }

    /// @dev The chief took 100 on consignment; of 20 that were split off since, 5 were dispensed.
    function _usedPart() private returns (AssetId part, RequisitionId requisition) {
        (, AssetId parcel) = _commissioned(vaccine, LOT, 100, NO_CODES);
        _handOver(MAKER_KEEPER, parcel, HOSPITAL, CHIEF, Terms.Consignment);
        part = _split(parcel, 20);
        _dispense(part, 5);
        requisition = _ordered(vaccine, 5, REFERENCE, MANUFACTURER);
    }

    /// @dev Both entries, and all that is owed for is settled.
    function _settles(address by, RequisitionId requisition, AssetId asset, uint32 quantity) private {
        Claim memory claim = _fullClaim();
        Passage[] memory way = _wayOf(asset);
        Head head = _headOf(asset);
        AssetState state = _stateOf(asset);
        Entry memory first = _requisitionEntry(requisition, by, Action.Settle, RequisitionState.Fulfilled, claim);
        (first.counterpart, first.quantity) = (MANUFACTURER, quantity);
        bool parcel = quantity > 1;
        _comesFrom(first, AssetId.unwrap(asset), Head.unwrap(head), parcel ? _class(_batchOf(vaccine, LOT)) : monitor);
        Entry memory second = _parcelEntry(asset, by, Action.Settle, state, quantity, claim);
        second.counterpart = MANUFACTURER;

        vm.prank(by);
        ledger.settle(requisition, asset, way, head, claim);

        _assertBoth(first, second, parcel ? _class(_batchOf(vaccine, LOT)) : monitor);
        _assertCare(asset, _debt(0, 0));
        _tick();
    }

    function _confirmedByAnother(AssetId asset) private {
        _expectOwnWork(asset, Action.Confirm, INSPECTOR);
        vm.prank(INSPECTOR);
        ledger.record(Action.Confirm, asset, _claim());

        _record(WITNESS, Action.Confirm, asset, 0);
        _assertState(asset, AssetState.Stored);
    }

    function _expectTakerNotShown(AssetId asset) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.TakerNotShown.selector, AssetId.unwrap(asset)));
    }

    function _refusesGift(address by, AssetId asset) private {
        Claim memory claim = _dayClaim();
        _expectRoleMissing(organisationOf[by], Roles.HOSPITAL);
        vm.prank(by);
        ledger.offer(asset, HOSPITAL, Terms.Owned, claim);
    }
}
