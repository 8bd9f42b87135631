// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, Head, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Passage } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Instruction,
    RecallLevel,
    RefusalReason,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { vm } from "./support/Vm.sol";

/// @notice What one organisation saw, and another changed before it signed: a step whose meaning another organisation can change
/// says which head it builds on.
contract HeadRequiredTest is Sequences {
    uint32 private constant DAMAGED = uint32(RefusalReason.Damaged);

    /*//////////////////////////////////////////////////////////////////////////
                                    BAIT AND SWITCH
    //////////////////////////////////////////////////////////////////////////*/

    function test_Take_RevertGiven_OfferedForGoodAndThenOnConsignment() public {
        AssetId item = _rivalsItem();
        _offer(RIVAL_CHIEF, item, HOSPITAL, Terms.Owned);
        Head seen = _headOf(item);
        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);
        _offer(RIVAL_CHIEF, item, HOSPITAL, Terms.Consignment);

        _expectMoved(item, seen);
        vm.prank(INSPECTOR);
        ledger.take(item, _naming(seen));

        // Whoever looks again knows what it takes.
        Entry memory entry = _assetEntry(item, INSPECTOR, Action.Take, AssetState.Stored, _claim());
        (entry.counterpart, entry.value) = (RIVAL, uint32(Terms.Consignment));
        vm.prank(INSPECTOR);
        ledger.take(item, _expecting(item));
        _assertOnly(entry);
        _assertCustody(item, _onTerms(_custody(FOREIGN_NUMBER, HOSPITAL, RIVAL, _signer(item)), Terms.Consignment));
    }

    /// @dev Withdrawn, and offered again on the very same terms: it is another offer.
    function test_Take_RevertGiven_OfferedAnew() public {
        AssetId item = _rivalsItem();
        _offer(RIVAL_CHIEF, item, HOSPITAL, Terms.Loan);
        Head seen = _headOf(item);
        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);
        _offer(RIVAL_CHIEF, item, HOSPITAL, Terms.Loan);

        _expectMoved(item, seen);
        vm.prank(INSPECTOR);
        ledger.take(item, _naming(seen));
    }

    function test_AcceptParcel_RevertGiven_ShippedSmaller() public {
        (RequisitionId requisition, , AssetId parcel) = _shippedParcel(LOT, 200, NO_CODES, REFERENCE);
        Head seen = _headOf(parcel);
        _record(MAKER_KEEPER, Action.Withdraw, parcel, 0);
        vm.prank(MAKER_KEEPER);
        ledger.split(parcel, 50, 0, _claim());
        _tick();
        _shipParcel(requisition, parcel, 150);

        _expectMoved(parcel, seen);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, parcel, seen, _claim());

        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, parcel, _headOf(parcel), _claim());
        _assertState(requisition, RequisitionState.Shipped);
        _assertCustody(parcel, _parcelCustody(VACCINE_NUMBER, HOSPITAL, HOSPITAL, _batchOf(vaccine, LOT), 150));
    }

    /// @dev An item that was repaired and monitored on the way is the same item, but not the one that was looked at.
    function test_Accept_RevertGiven_EntrySince() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);
        Head seen = _headOf(item);
        vm.prank(MAKER_KEEPER);
        ledger.monitor(item, 40, 50, 0, _claim());

        _expectMoved(item, seen);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, seen, _claim());

        _expectMoved(item, seen);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, seen, _claimOf(DAMAGED));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    WHO MUST SAY IT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TakenOrDeclinedWithoutHead() public {
        AssetId item = _offered(RIVAL, Terms.Loan);

        _expectHeadRequired(item);
        vm.prank(RIVAL_CHIEF);
        ledger.take(item, _claim());
        _expectHeadRequired(item);
        vm.prank(RIVAL_CHIEF);
        ledger.record(Action.Decline, item, _claim());

        // The sender takes its own back without.
        vm.prank(KEEPER);
        ledger.record(Action.Withdraw, item, _claim());
    }

    function test_RevertWhen_RemedyConfirmedWithoutHead() public {
        AssetId item = _stored(monitor);
        _recall(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, monitor, ALL_ITEMS);
        // Neither acknowledging nor remedying needs one.
        vm.prank(KEEPER);
        ledger.answerRecall(item, Action.Acknowledge, _claim());
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
        _tick();

        _expectHeadRequired(item);
        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _claim());

        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _expecting(item));
    }

    /// @dev A provider that remedies anew in between has not been checked.
    function test_ConfirmRemedy_RevertGiven_RemediedAnew() public {
        AssetId item = _stored(monitor);
        _recall(WARDEN, RecallLevel.First, Instruction.CorrectOnSite, monitor, ALL_ITEMS);
        _answer(ENGINEER, item, Action.Remedy);
        Head seen = _headOf(item);
        _answer(CHIEF, item, Action.Remedy);

        _expectMoved(item, seen);
        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _naming(seen));
    }

    function test_RevertWhen_ItemAcceptedOrRefusedWithoutHead() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);

        _expectHeadRequired(item);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, ANY_HEAD, _claim());
        _expectHeadRequired(item);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, ANY_HEAD, _claimOf(DAMAGED));

        // The requisition's own head may be named besides, and does not stand in for the item's.
        Claim memory claim = _naming(_headOf(requisition));
        _expectHeadRequired(item);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, ANY_HEAD, claim);

        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(item), claim);
    }

    function test_RevertWhen_ParcelAcceptedOrRefusedWithoutHead() public {
        (RequisitionId requisition, , AssetId parcel) = _shippedParcel(LOT, 200, NO_CODES, REFERENCE);

        _expectHeadRequired(parcel);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, parcel, ANY_HEAD, _claim());
        _expectHeadRequired(parcel);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, parcel, 200, ANY_HEAD, _claimOf(DAMAGED));

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, parcel, 200, _headOf(parcel), _claimOf(DAMAGED));
        _assertState(parcel, AssetState.Stored);
    }

    function test_RevertWhen_SettledWithoutHead() public {
        AssetId item = _unsettled(monitor, SERIAL);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        Passage[] memory way = _wayOf(item);

        _expectHeadRequired(item);
        vm.prank(BUYER);
        ledger.settle(requisition, item, way, ANY_HEAD, _claim());

        Head seen = _headOf(item);
        _record(KEEPER, Action.Store, item, 0);
        way = _wayOf(item);
        _expectMoved(item, seen);
        vm.prank(BUYER);
        ledger.settle(requisition, item, way, seen, _claim());

        vm.prank(BUYER);
        ledger.settle(requisition, item, way, _headOf(item), _claim());
        _assertState(requisition, RequisitionState.Fulfilled);
    }

    /// @dev The custodian could have another scrapping decided on than the outside approver saw: its own approver is of the same
    /// house.
    function test_RevertWhen_OutsideApproverDecidesOnScrapWithoutHead() public {
        _reserveScrapping();
        AssetId item = _scrapRequested();
        Action[2] memory decisions = [Action.ApproveScrap, Action.RejectScrap];
        for (uint256 i = 0; i < 2; ++i) {
            _expectHeadRequired(item);
            vm.prank(OUTSIDE_APPROVER);
            ledger.decideScrap(item, decisions[i], _claim());
        }

        vm.prank(APPROVER);
        ledger.decideScrap(item, Action.ApproveScrap, _claim());
        _assertState(item, AssetState.ScrapRequested);
        vm.prank(OUTSIDE_APPROVER);
        ledger.decideScrap(item, Action.ApproveScrap, _expecting(item));
        _assertState(item, AssetState.ScrapApproved);
    }

    function test_RejectScrap_ByOutsideApprover_RevertGiven_RequestedAnew() public {
        _reserveScrapping();
        AssetId item = _scrapRequested();
        Head seen = _headOf(item);
        _rejectScrap(APPROVER, item);
        _record(KEEPER, Action.RequestScrap, item, 0);

        _expectMoved(item, seen);
        vm.prank(OUTSIDE_APPROVER);
        ledger.decideScrap(item, Action.RejectScrap, _naming(seen));

        vm.prank(OUTSIDE_APPROVER);
        ledger.decideScrap(item, Action.RejectScrap, _expecting(item));
        _assertState(item, AssetState.Faulty);
    }

    function test_RejectScrap_ByOwnApproverWithoutHead() public {
        AssetId item = _scrapRequested();

        vm.prank(APPROVER);
        ledger.decideScrap(item, Action.RejectScrap, _claim());

        _assertState(item, AssetState.Faulty);
    }

    /*//////////////////////////////////////////////////////////////////////////
                               WHAT IS NOT ON THE LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Where no asset is named, there is no head to build on.
    function test_RevertWhen_HeadOfNothingIsNamed() public {
        RequisitionId requisition = _ordered(foreign, 2, REFERENCE, RIVAL);
        bytes27 head = bytes27(keccak256("some head"));

        _expectMoved(AssetId.wrap(0), Head.wrap(head));
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, AssetId.wrap(0), 2, Head.wrap(head), _claim());

        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, AssetId.wrap(0), 2, ANY_HEAD, _claim());
        _tick();
        _expectMoved(AssetId.wrap(0), Head.wrap(head));
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, AssetId.wrap(0), 1, Head.wrap(head), _claimOf(DAMAGED));

        AssetId item = _itemOf(foreign, FOREIGN_SERIAL);
        _expectMoved(item, Head.wrap(head));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, Head.wrap(head), _claimOf(MADE));

        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, AssetId.wrap(0), 1, ANY_HEAD, _claimOf(DAMAGED));
    }

    /// @dev What a recall announced has a head, which may be named; it is no other organisation's to change.
    function test_Accept_GivenAnnounced() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, foreign, FOREIGN_SERIAL);
        AssetId item = _itemOf(foreign, FOREIGN_SERIAL);
        Head announced = _headOf(item);
        _lift(WARDEN, foreign, FOREIGN_SERIAL);
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);

        _expectMoved(item, announced);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, announced, _claimOf(MADE));

        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, _headOf(item), _claimOf(MADE));
        _assertState(item, AssetState.Stored);
    }

    /// @dev Two approvals to scrap a device of risk class 3, one of them the authority's.
    function _reserveScrapping() private {
        _setPolicy(uint64(6) << 33, OUTSIDER, false);
    }
}
