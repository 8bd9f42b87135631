// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Care, Claim } from "../../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    RecallLevel,
    Terms
} from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Slots } from "./Slots.sol";
import { Holding, Stages } from "./Stages.sol";
import { vm } from "./Vm.sol";

/// @notice Hands assets on, by the steps that really lead there, one block each; offers stand for a day.
abstract contract TransferStages is Stages {
    /// @dev Who orders for the rival, once something is ordered: see {_orderedByRival}.
    address internal constant RIVAL_BUYER = address(0xa3);

    /*//////////////////////////////////////////////////////////////////////////
                                        STEPS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Says by when to take it: tomorrow.
    function _dayClaim() internal view returns (Claim memory claim) {
        claim.until = uint32(block.timestamp) + 1 days;
    }

    function _take(address by, AssetId asset) internal {
        vm.prank(by);
        ledger.take(asset, _expecting(asset));
        _tick();
    }

    function _handOver(address by, AssetId asset, uint24 to, address taker, Terms terms) internal {
        _offer(by, asset, to, terms);
        _take(taker, asset);
    }

    function _sendBack(address by, AssetId asset, uint24 to) internal {
        Claim memory claim = _dayClaim();
        vm.prank(by);
        ledger.sendBack(asset, to, _wayOf(asset), claim);
        _tick();
    }

    function _reassign(uint24 custodian, uint24 owner, AssetId asset) internal {
        vm.prank(REGISTRAR);
        ledger.reassign(asset, custodian, owner, _claim());
        _tick();
    }

    /// @dev By the manufacturer, on level 2; the whole product if `serial` is 0.
    function _recall(ProductId product, bytes32 serial) internal {
        vm.prank(RECALLER);
        ledger.recall(product, serial, RecallLevel.Second, Instruction.SendBack, _claim());
        _tick();
    }

    /// @dev What the manufacturer recalled.
    function _lift(ProductId product, bytes32 serial) internal {
        Claim memory claim;
        claim.details = keccak256("effectiveness report");
        vm.prank(RECALLER);
        ledger.lift(product, serial, claim);
        _tick();
    }

    /// @dev By the hospital, for ten days.
    function _appointProvider(uint16 duties) internal returns (uint32 until) {
        until = uint32(block.timestamp) + 10 days;
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, duties, until);
        _tick();
    }

    /// @dev Settles by the hospital's buyer.
    function _settle(RequisitionId requisition, AssetId asset) internal {
        vm.prank(BUYER);
        ledger.settle(requisition, asset, _wayOf(asset), _headOf(asset), _claim());
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Enrolled by the manufacturer, and offered to the hospital.
    function _offeredToHospital(ProductId product, bytes32 serial, Terms terms) internal returns (AssetId asset) {
        asset = _enrolled(product, serial);
        _offer(MAKER_KEEPER, asset, HOSPITAL, terms);
    }

    /// @dev Enrolled by the manufacturer, and taken by the hospital.
    function _handed(ProductId product, bytes32 serial, Terms terms) internal returns (AssetId asset) {
        asset = _offeredToHospital(product, serial, terms);
        _take(INSPECTOR, asset);
    }

    /// @dev The manufacturer's, consigned to the hospital, which used it and has not settled.
    function _unsettled(ProductId product, bytes32 serial) internal returns (AssetId asset) {
        asset = _handed(product, serial, Terms.Consignment);
        _record(NURSE, Action.Use, asset, 0);
    }

    /// @dev The hospital's, faulty, and lent to the service provider that it appointed.
    function _atProvider() internal returns (AssetId asset) {
        asset = _faulty();
        _appointProvider(Duties.MAINTAIN);
        _handOver(KEEPER, asset, PROVIDER, PROVIDER_KEEPER, Terms.Loan);
    }

    /// @dev Stored at the hospital, which bought it from the rival, which has it from its manufacturer.
    function _boughtFromRival() internal returns (RequisitionId requisition, AssetId asset) {
        asset = _enrolled(monitor, SERIAL);
        _buy(asset, monitor, SERIAL, _orderedByRival(monitor, "for the rival"));
        requisition = _ordered(monitor, 2, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, asset, 1, ANY_HEAD, _claim());
        _tick();
        _accept(requisition, monitor, SERIAL);
    }

    /// @dev The rival buys it from the manufacturer.
    function _buy(AssetId asset, ProductId product, bytes32 serial, RequisitionId requisition) internal {
        _ship(requisition, asset);
        vm.prank(RIVAL_CHIEF);
        ledger.accept(requisition, product, serial, _headOf(asset), _claim());
        _tick();
    }

    /// @dev Of the product whose manufacturer is not on the ledger: the rival's, which was given it.
    function _donatedToRival(bytes32 serial) internal returns (AssetId asset) {
        address second = address(0xa2);
        _employ(RIVAL, RIVAL_ADMIN, second, HOSPITAL_DUTIES);
        vm.prank(second);
        asset = ledger.enrol(foreign, serial, _claimOf(_basis(Basis.Donated)));
        _tick();
        _record(RIVAL_CHIEF, Action.Confirm, asset, 0);
    }

    /// @dev Of a requisition of the rival from the manufacturer for two, approved and ordered by another member.
    function _orderedByRival(ProductId product, bytes32 ownReference) internal returns (RequisitionId requisition) {
        return _orderedByRival(product, 2, ownReference);
    }

    function _orderedByRival(
        ProductId product,
        uint32 quantity,
        bytes32 ownReference
    ) internal returns (RequisitionId requisition) {
        address second = RIVAL_BUYER;
        _employ(RIVAL, RIVAL_ADMIN, second, HOSPITAL_DUTIES);
        vm.prank(RIVAL_CHIEF);
        requisition = ledger.applyFor(product, quantity, ownReference, _claim());
        vm.prank(second);
        ledger.decide(requisition, Action.Approve, _claim());
        vm.prank(second);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A custody word with an offer in it.
    function _withOffer(
        Holding memory custody,
        Terms terms,
        uint24 to,
        uint32 deadline
    ) internal pure returns (Holding memory) {
        custody.offeredTerms = terms;
        custody.offeredTo = to;
        custody.deadline = deadline;
        return custody;
    }

    /// @dev A custody word on other terms than custodian and owner tell.
    function _onTerms(Holding memory custody, Terms terms) internal pure returns (Holding memory) {
        custody.terms = terms;
        return custody;
    }

    /// @dev What is owed for an asset, of which nothing else is noted.
    function _debt(uint24 consignor, uint24 debtor) internal pure returns (Care memory care) {
        care.consignor = consignor;
        care.debtor = debtor;
    }

    /// @dev The state to come back to: stored, faulty, repaired, or inspected.
    function _stateBefore(AssetId asset) internal view returns (uint256) {
        uint256 remembered = (_slot(Slots.asset(AssetId.unwrap(asset))) >> 1) & 3;
        return remembered == 1 ? uint8(AssetState.Inspected) : remembered + 1;
    }

    /// @dev The requisition under which it was last shipped.
    function _shipment(AssetId asset) internal view returns (RequisitionId) {
        return RequisitionId.wrap(bytes32(_slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 2))));
    }

    /// @dev All four slots of an asset.
    function _words(AssetId asset) internal view returns (bytes memory words) {
        bytes32 key = Slots.asset(AssetId.unwrap(asset));
        for (uint256 i = 0; i < 4; ++i) words = bytes.concat(words, bytes32(_slot(Slots.plus(key, i))));
    }
}
