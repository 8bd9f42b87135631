// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, BatchId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Mark } from "../../contracts/types/Records.sol";
import { Action, AssetState, Means, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { LotTest } from "./support/LotTest.sol";
import { vm } from "./support/Vm.sol";

/// @notice What is done with parcels until their last second, and what after it.
contract ParcelExpiryTest is LotTest {
    BatchId private _batch;
    /// @dev At the hospital; and at the manufacturer, of which the hospital ordered more.
    AssetId private _held;
    AssetId private _made;
    RequisitionId private _requisition;

    function setUp() public override {
        super.setUp();
        (_batch, _held) = _delivered(LOT, 200, NO_CODES, "vaccine");
        (, _made) = _commissioned(vaccine, "L-2", 200, PACKS_ROOT);
        _requisition = _ordered(vaccine, 200, "more", MANUFACTURER);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   DISPENSING
    //////////////////////////////////////////////////////////////////////////*/

    function test_Dispense_InTheLastSecond() public {
        vm.warp(EXPIRY);
        vm.prank(NURSE);
        ledger.dispense(_held, 1, _claim());
    }

    function test_RevertWhen_Dispensed_AfterTheLastSecond() public {
        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(_held), EXPIRY);
        vm.prank(NURSE);
        ledger.dispense(_held, 1, _claim());
    }

    function test_RevertWhen_PacksAreDispensed_AfterTheLastSecond() public {
        _shipParcel(_requisition, _made, 200);
        _acceptParcel(_requisition, _made);
        Mark[] memory marks = new Mark[](1);
        marks[0].mask = 1;
        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(_made), EXPIRY);
        vm.prank(NURSE);
        ledger.dispensePacks(_made, marks, _claim());
        vm.warp(EXPIRY);
        vm.prank(NURSE);
        ledger.dispensePacks(_made, marks, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   HANDING ON
    //////////////////////////////////////////////////////////////////////////*/

    function test_Offer_InTheLastSecond() public {
        vm.warp(EXPIRY);
        _offer(KEEPER, _held, RIVAL, Terms.Owned);
    }

    function test_RevertWhen_Offered_AfterTheLastSecond() public {
        vm.warp(EXPIRY + 1);
        Claim memory claim = _dayClaim();
        for (uint8 i = uint8(Terms.Owned); i <= uint8(Terms.Trial); ++i) {
            bool consigned = Terms(i) == Terms.Consignment;
            AssetId parcel = consigned ? _made : _held;
            _expectExpired(AssetId.unwrap(parcel), EXPIRY);
            vm.prank(consigned ? MAKER_KEEPER : KEEPER);
            ledger.offer(parcel, RIVAL, Terms(i), claim);
        }
    }

    function test_Ship_InTheLastSecond() public {
        vm.warp(EXPIRY);
        _shipParcel(_requisition, _made, 200);
    }

    function test_RevertWhen_Shipped_AfterTheLastSecond() public {
        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(_made), EXPIRY);
        vm.prank(SHIPPER);
        ledger.ship(_requisition, _made, 200, ANY_HEAD, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 OUT OF CIRCULATION
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev It is kept, counted, sent back and scrapped like anything else.
    function test_Steps_GivenExpired() public {
        vm.warp(EXPIRY + 1);
        _record(KEEPER, Action.Store, _held, PLACE);
        _record(KEEPER, Action.Move, _held, PLACE);
        _record(KEEPER, Action.Stocktake, _held, 200);
        _record(KEEPER, Action.Note, _held, 1);
        _record(NURSE, Action.ReportAdverseEvent, _held, 1);
        vm.prank(KEEPER);
        ledger.monitor(_held, 30, 40, 0, _claim());
        _tick();
        vm.prank(KEEPER);
        AssetId part = ledger.split(_held, 50, 0, _claim());
        _tick();
        _record(KEEPER, Action.Quarantine, _held, 1);
        _record(RELEASER, Action.Release, _held, 0);
        _record(KEEPER, Action.RequestScrap, _held, 0);
        _approveScrap(APPROVER, _held);
        _record(DISPOSER, Action.Dispose, _held, uint32(Means.MedicalWaste));
        _assertState(_held, AssetState.Disposed);
        _sendBack(KEEPER, part, MANUFACTURER);
        _take(MAKER, part);
    }

    /// @dev Expired on the way, it is refused or withdrawn.
    function test_Refuse_GivenExpiredOnTheWay() public {
        _shipParcel(_requisition, _made, 200);
        vm.warp(EXPIRY + 1);
        _expectExpired(AssetId.unwrap(_made), EXPIRY);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(_requisition, _made, _headOf(_made), _claim());

        uint256 snapshot = _snapshot();
        vm.prank(INSPECTOR);
        ledger.refuse(_requisition, _made, 200, _headOf(_made), _claimOf(4));
        _assertState(_made, AssetState.Stored);
        _revertTo(snapshot);
        _record(MAKER_KEEPER, Action.Withdraw, _made, 0);
    }

    /// @dev Items expire by no date, whatever a batch's is: they have none.
    function test_Use_GivenBatchExpired() public {
        AssetId item = _stored(monitor);
        vm.warp(EXPIRY + 1);
        _record(NURSE, Action.Use, item, 0);
    }
}
