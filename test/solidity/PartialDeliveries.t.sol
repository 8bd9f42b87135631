// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Ids } from "../../contracts/libraries/Ids.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Kind, RefusalReason, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Parties, Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice One requisition for several, which come one after the other, and not all of them as they should.
contract PartialDeliveriesTest is Stages {
    AssetId private constant UNLISTED = AssetId.wrap(0);

    RequisitionId private _id;
    ProductId private _product;
    uint24 private _number;
    uint32 private _quantity;

    /// @dev What the model of the fuzz test knows.
    uint32 private _accepted;
    uint32 private _underway;

    /*//////////////////////////////////////////////////////////////////////////
                                 GOODS ON THE LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Two shipments of two and one, one of the goods refused and shipped again.
    function test_SeveralShipments() public {
        _orderListed(3);
        _shipsListed("P-1");
        _shipsListed("P-2");
        _acceptsListed("P-2", RequisitionState.Shipped);
        _assertProgress(1, 0);
        _refusesListed("P-1");
        _assertProgress(1, 0);
        _shipsListed("P-3");
        _shipsListed("P-1");
        _acceptsListed("P-1", RequisitionState.Shipped);
        _acceptsListed("P-3", RequisitionState.Fulfilled);
        _assertProgress(3, 0);
    }

    /// @dev Another item in the place of the refused one.
    function test_RefusedIsReplaced() public {
        _orderListed(1);
        _shipsListed("P-1");
        _refusesListed("P-1");
        _shipsListed("P-2");
        _acceptsListed("P-2", RequisitionState.Fulfilled);
        _assertCustody(Ids.item(monitor, "P-1"), MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev What never comes is not waited for. What is under way then goes back to its sender.
    function test_Close_GivenPartAccepted() public {
        _orderListed(3);
        _shipsListed("P-1");
        _shipsListed("P-2");
        _acceptsListed("P-1", RequisitionState.Shipped);
        _closes();
        _assertProgress(1, 0);

        AssetId late = Ids.item(monitor, "P-2");
        _refusesAll(RequisitionState.Closed, late, "P-2");
        _record(MAKER_KEEPER, Action.Withdraw, late, 0);
        _assertState(late, AssetState.Stored);
        _assertCustody(Ids.item(monitor, "P-1"), MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev What was withdrawn on the way may be shipped again, under the same requisition or another.
    function test_WithdrawnIsShippedAgain() public {
        _orderListed(2);
        _shipsListed("P-1");
        AssetId item = Ids.item(monitor, "P-1");
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item)));
        vm.prank(INSPECTOR);
        ledger.accept(_id, monitor, "P-1", _headOf(monitor, "P-1"), _claim());

        _shipsListed("P-1");
        _acceptsListed("P-1", RequisitionState.Shipped);
    }

    /// @dev More may be shipped than was ordered, but not accepted.
    function test_RevertWhen_MoreComesThanWasOrdered() public {
        _orderListed(2);
        _shipsListed("P-1");
        _shipsListed("P-2");
        _shipsListed("P-3");
        _acceptsListed("P-3", RequisitionState.Shipped);
        _acceptsListed("P-1", RequisitionState.Fulfilled);
        AssetId surplus = Ids.item(monitor, "P-2");
        _refusesAll(RequisitionState.Fulfilled, surplus, "P-2");
        _refusesDecision(Action.Close, RequisitionState.Fulfilled);

        _record(MAKER_KEEPER, Action.Withdraw, surplus, 0);
        _assertCustody(surplus, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertProgress(2, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                GOODS NOT ON THE LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    function test_Unlisted_SeveralShipments() public {
        _orderUnlisted(5, MANUFACTURER);
        _shipsUnlisted(2);
        _assertProgress(0, 2);
        _acceptsUnlisted("F-1", RequisitionState.Shipped);
        _assertProgress(1, 1);
        _shipsUnlisted(3);
        _assertProgress(1, 4);
        _refusesUnlisted();
        _assertProgress(1, 3);
        _acceptsUnlisted("F-2", RequisitionState.Shipped);
        _acceptsUnlisted("F-3", RequisitionState.Shipped);
        _shipsUnlisted(1);
        _assertProgress(3, 2);
        _acceptsUnlisted("F-4", RequisitionState.Shipped);
        _acceptsUnlisted("F-5", RequisitionState.Fulfilled);
        _assertProgress(5, 0);
    }

    function test_Unlisted_Close_GivenPartAccepted() public {
        _orderUnlisted(4, MANUFACTURER);
        _shipsUnlisted(3);
        _acceptsUnlisted("F-1", RequisitionState.Shipped);
        _closes();
        _assertProgress(1, 2);
        _refusesAll(RequisitionState.Closed, UNLISTED, "F-2");
    }

    /// @dev A supplier outside the ledger ships nothing there: what was ordered may come at any time.
    function test_Unlisted_GivenSupplierIsUnlistedToo() public {
        _orderUnlisted(3, 0);
        _acceptsUnlisted("F-1", RequisitionState.Shipped);
        _refusesUnlisted();
        _refusesUnlisted();
        _acceptsUnlisted("F-2", RequisitionState.Shipped);
        _acceptsUnlisted("F-3", RequisitionState.Fulfilled);
        _assertProgress(3, 0);
        _refusesAll(RequisitionState.Fulfilled, UNLISTED, "F-4");
    }

    function test_Unlisted_Close_GivenNothingCame() public {
        _orderUnlisted(3, 0);
        _closes();
        _assertProgress(0, 0);
        vm.expectRevert(_stateError(Action.Accept, RequisitionState.Closed));
        vm.prank(INSPECTOR);
        ledger.accept(_id, foreign, "F-1", ANY_HEAD, _claimOf(START));
    }

    /// @dev Nothing can be refused before anything was accepted, if nobody on the ledger ships it.
    function test_Unlisted_RevertWhen_RefusingTheFirst_GivenSupplierIsUnlistedToo() public {
        _orderUnlisted(3, 0);
        vm.expectRevert(_stateError(Action.Refuse, RequisitionState.Ordered));
        vm.prank(INSPECTOR);
        ledger.refuse(_id, UNLISTED, 1, ANY_HEAD, _claimOf(1));
    }

    /// @dev Whatever is shipped, accepted and refused in whatever order: never more than was ordered is under way and
    /// accepted, and the last one fulfils.
    function testFuzz_Unlisted(uint8 quantity, uint256 seed) public {
        _orderUnlisted(1 + (quantity % 6), MANUFACTURER);
        for (uint256 i = 0; i < 20 && _accepted < _quantity; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 3 == 0) _tryShipping(uint32(seed >> 8) % 4);
            else _tryArrival(seed % 3 == 1, bytes32(abi.encodePacked("F-", uint8(0x41 + i))));
            _assertProgress(_accepted, _underway);
        }
    }

    function _tryShipping(uint32 quantity) private {
        uint32 most = _quantity - _accepted - _underway;
        if (quantity == 0 || quantity > most) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, quantity, 1, most));
            vm.prank(SHIPPER);
            ledger.ship(_id, UNLISTED, quantity, ANY_HEAD, _claim());
            return;
        }
        _shipsUnlisted(quantity);
        _underway += quantity;
    }

    function _tryArrival(bool good, bytes32 serial) private {
        bool ordered = (_slot(_statusKey()) >> 4) & 0xf == uint8(RequisitionState.Ordered);
        if (_underway == 0 || ordered) {
            Action action = good ? Action.Accept : Action.Refuse;
            bytes32 goods = good ? AssetId.unwrap(Ids.item(foreign, serial)) : bytes32(0);
            vm.expectRevert(
                ordered
                    ? _stateError(action, RequisitionState.Ordered)
                    : abi.encodeWithSelector(ILedgerErrors.NotShippedHere.selector, goods, _id)
            );
            vm.prank(INSPECTOR);
            if (good) ledger.accept(_id, foreign, serial, ANY_HEAD, _claimOf(START));
            else ledger.refuse(_id, UNLISTED, 1, ANY_HEAD, _claimOf(1));
            return;
        }
        --_underway;
        if (!good) return _refusesUnlisted();

        ++_accepted;
        _acceptsUnlisted(serial, _accepted == _quantity ? RequisitionState.Fulfilled : RequisitionState.Shipped);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _orderListed(uint32 quantity) private {
        _id = _ordered(monitor, quantity, REFERENCE, MANUFACTURER);
        (_product, _number, _quantity) = (monitor, MONITOR_NUMBER, quantity);
    }

    function _orderUnlisted(uint32 quantity, uint24 supplier) private {
        _id = _ordered(foreign, quantity, REFERENCE, supplier);
        (_product, _number, _quantity) = (foreign, FOREIGN_NUMBER, quantity);
    }

    /// @dev Enrols it, unless that was done before.
    function _shipsListed(bytes32 serial) private {
        AssetId item = Ids.item(monitor, serial);
        if (_slot(Slots.asset(AssetId.unwrap(item))) == 0) _enrolled(monitor, serial);
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _both(item, SHIPPER, Action.Ship, RequisitionState.Shipped, claim);
        second.state = uint8(AssetState.InTransit);
        (first.counterpart, second.counterpart) = (HOSPITAL, HOSPITAL);
        vm.prank(SHIPPER);
        ledger.ship(_id, item, 1, ANY_HEAD, claim);
        _assertBoth(first, second, monitor);
        _assertShipment(item, _id);
        _tick();
    }

    function _acceptsListed(bytes32 serial, RequisitionState state) private {
        AssetId item = Ids.item(monitor, serial);
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _both(item, INSPECTOR, Action.Accept, state, claim);
        vm.prank(INSPECTOR);
        ledger.accept(_id, monitor, serial, _headOf(monitor, serial), claim);
        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _tick();
    }

    function _refusesListed(bytes32 serial) private {
        AssetId item = Ids.item(monitor, serial);
        Claim memory claim = _fullClaim(uint32(RefusalReason.Damaged));
        RequisitionState state = RequisitionState.Shipped;
        (Entry memory first, Entry memory second) = _both(item, INSPECTOR, Action.Refuse, state, claim);
        vm.prank(INSPECTOR);
        ledger.refuse(_id, item, 1, _headOf(item), claim);
        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _tick();
    }

    /// @dev The item is stored afterwards, and the supplier the counterpart, unless said otherwise.
    function _both(
        AssetId item,
        address by,
        Action action,
        RequisitionState state,
        Claim memory claim
    ) private returns (Entry memory first, Entry memory second) {
        first = _requisitionEntry(_id, by, action, state, claim);
        (first.counterpart, first.quantity) = (MANUFACTURER, 1);
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        second = _assetEntry(item, by, action, AssetState.Stored, claim);
        second.counterpart = MANUFACTURER;
    }

    function _shipsUnlisted(uint32 quantity) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(_id, SHIPPER, Action.Ship, RequisitionState.Shipped, claim);
        (entry.counterpart, entry.quantity) = (HOSPITAL, quantity);
        vm.prank(SHIPPER);
        ledger.ship(_id, UNLISTED, quantity, ANY_HEAD, claim);
        _assertOnly(entry);
        _tick();
    }

    function _acceptsUnlisted(bytes32 serial, RequisitionState state) private {
        AssetId item = Ids.item(foreign, serial);
        Claim memory claim = _fullClaim(START);
        Entry memory first = _requisitionEntry(_id, INSPECTOR, Action.Accept, state, claim);
        (first.counterpart, first.quantity) = (_supplier(), 1);
        Entry memory second = _assetEntry(item, INSPECTOR, Action.Accept, AssetState.Stored, claim);
        second.counterpart = first.counterpart;
        vm.prank(INSPECTOR);
        ledger.accept(_id, foreign, serial, ANY_HEAD, claim);

        Logs memory logs = _recorded();
        bytes32 selector = ILedgerEvents.ItemEntered.selector;
        _assertLog(logs, selector, AssetId.unwrap(item), ProductId.unwrap(foreign), abi.encode(serial));
        _comesFrom(second, first.subject, _assertEntry(logs, first), foreign);
        _assertEntry(logs, second);
        _assertEnd(logs);
        _tick();
    }

    function _refusesUnlisted() private {
        Claim memory claim = _fullClaim(uint32(RefusalReason.WrongGoods));
        Entry memory entry = _requisitionEntry(_id, INSPECTOR, Action.Refuse, RequisitionState.Shipped, claim);
        (entry.counterpart, entry.quantity) = (_supplier(), 1);
        vm.prank(INSPECTOR);
        ledger.refuse(_id, UNLISTED, 1, ANY_HEAD, claim);
        _assertOnly(entry);
        _tick();
    }

    function _closes() private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(_id, BUYER, Action.Close, RequisitionState.Closed, claim);
        vm.prank(BUYER);
        ledger.decide(_id, Action.Close, claim);
        _assertOnly(entry);
        _tick();
    }

    /// @dev After the end nothing is shipped, accepted, refused, settled or decided any more.
    function _refusesAll(RequisitionState state, AssetId item, bytes32 serial) private {
        vm.expectRevert(_stateError(Action.Ship, state));
        vm.prank(SHIPPER);
        ledger.ship(_id, item, 1, ANY_HEAD, _claim());
        vm.expectRevert(_stateError(Action.Accept, state));
        vm.prank(INSPECTOR);
        ledger.accept(_id, _product, serial, _headOf(_product, serial), _claim());
        vm.expectRevert(_stateError(Action.Refuse, state));
        vm.prank(INSPECTOR);
        ledger.refuse(_id, item, 1, _headOf(item), _claimOf(1));
        vm.expectRevert(_stateError(Action.Settle, state));
        vm.prank(BUYER);
        ledger.settle(_id, item, _wayOf(item), _headOf(item), _claim());
        vm.expectRevert(_stateError(Action.Order, state));
        vm.prank(BUYER);
        ledger.order(_id, MANUFACTURER, 0, _claim());
        _refusesDecision(Action.Approve, state);
        _refusesDecision(Action.Reject, state);
        _refusesDecision(Action.Cancel, state);
        _refusesDecision(Action.Close, state);
    }

    function _refusesDecision(Action action, RequisitionState state) private {
        vm.expectRevert(_stateError(action, state));
        vm.prank(CHIEF);
        ledger.decide(_id, action, _claim());
    }

    function _stateError(Action action, RequisitionState state) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Requisition, _id, action, state);
    }

    function _statusKey() private view returns (bytes32) {
        return Slots.requisition(RequisitionId.unwrap(_id));
    }

    function _supplier() private view returns (uint24) {
        return uint24(_slot(Slots.plus(_statusKey(), 1)) >> 48);
    }

    function _assertProgress(uint32 accepted, uint32 underway) private view {
        _assertParties(
            _id,
            Parties({
                product: _number,
                organisation: HOSPITAL,
                supplier: _supplier(),
                consignee: HOSPITAL,
                applicant: memberOf[APPLICANT],
                buyer: memberOf[BUYER],
                quantity: _quantity,
                accepted: accepted,
                underway: underway,
                urgent: false,
                approved: true
            })
        );
    }
}
