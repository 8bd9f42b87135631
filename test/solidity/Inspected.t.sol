// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Basis, Means, QuarantineReason, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { Holding } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice What waits for a second person has a way out besides: it is scrapped, or goes back. Wherever it comes back from, the
/// same member still does not confirm it.
contract InspectedTest is Sequences {
    AssetId private _item;

    /// @dev Found by the inspector, who does not confirm it.
    function setUp() public override {
        super.setUp();
        vm.prank(INSPECTOR);
        _item = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
    }

    function test_Scrapped() public {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(_item, KEEPER, Action.RequestScrap, AssetState.ScrapRequested, claim);
        vm.prank(KEEPER);
        ledger.record(Action.RequestScrap, _item, claim);
        _assertOnly(entry);
        // The requester signed last; who enrolled it is kept beside.
        Holding memory custody = _custody(FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[KEEPER]);
        _assertCustody(_item, _withOffer(custody, Terms.None, memberOf[INSPECTOR], 0));
        vm.assertEq(_stateBefore(_item), uint8(AssetState.Inspected), "state before");
        _tick();

        _approveScrap(APPROVER, _item);
        _record(DISPOSER, Action.Dispose, _item, uint32(Means.Destroyed));
        _assertState(_item, AssetState.Disposed);
    }

    function test_Rejected_ThenConfirmed() public {
        _record(KEEPER, Action.RequestScrap, _item, 0);
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(_item, APPROVER, Action.RejectScrap, AssetState.Inspected, claim);
        vm.prank(APPROVER);
        ledger.decideScrap(_item, Action.RejectScrap, claim);
        _assertOnly(entry);

        _waitsForAnother();
    }

    /// @dev Who enrolled it requests its scrapping, too: a rejection makes the requester nobody's witness.
    function test_RequestedByItsEnroller_Rejected() public {
        vm.prank(CHIEF);
        AssetId item = ledger.enrol(foreign, "F-0002", _claimOf(_basis(Basis.Found)));
        _tick();
        _record(CHIEF, Action.RequestScrap, item, 0);
        _rejectScrap(APPROVER, item);

        _expectOwnWork(item, Action.Confirm, CHIEF);
        vm.prank(CHIEF);
        ledger.record(Action.Confirm, item, _claim());
    }

    /// @dev Who requested the scrapping may confirm it, if another enrolled it.
    function test_RequestedByAnother_Rejected() public {
        _record(CHIEF, Action.RequestScrap, _item, 0);
        _rejectScrap(APPROVER, _item);

        _record(CHIEF, Action.Confirm, _item, 0);
        _assertState(_item, AssetState.Stored);
    }

    function test_RejectedTwice() public {
        for (uint256 i = 0; i < 2; ++i) {
            _record(KEEPER, Action.RequestScrap, _item, 0);
            _rejectScrap(APPROVER, _item);
        }

        _waitsForAnother();
    }

    /// @dev Of two approvals, one was given: the rejection ends it.
    function test_RejectedAfterAnApproval() public {
        _setPolicy(uint64(2) << 33, 0, false);
        _record(KEEPER, Action.RequestScrap, _item, 0);
        _approveScrap(APPROVER, _item);
        _rejectScrap(CHIEF, _item);

        _waitsForAnother();
    }

    /// @dev A regulator's reassigning ends a scrapping too, requested or approved.
    function test_Reassigned() public {
        for (uint256 i = 0; i < 2; ++i) {
            _record(KEEPER, Action.RequestScrap, _item, 0);
            if (i == 1) _approveScrap(APPROVER, _item);
            _reassign(HOSPITAL, HOSPITAL, _item);
            _assertState(_item, AssetState.Inspected);
            _assertCustody(_item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        }

        _waitsForAnother();
    }

    /// @dev Out of the same state and back, by another way: whoever repaired does not reinstate after a rejected scrapping.
    function test_Faulty_RejectedThenRepaired() public {
        _record(WITNESS, Action.Confirm, _item, 0);
        _record(NURSE, Action.ReportFault, _item, 0);
        _record(CHIEF, Action.RequestScrap, _item, 0);
        _rejectScrap(APPROVER, _item);
        _assertState(_item, AssetState.Faulty);
        _record(CHIEF, Action.Repair, _item, 0);

        _expectOwnWork(_item, Action.Reinstate, CHIEF);
        vm.prank(CHIEF);
        ledger.record(Action.Reinstate, _item, _claim());
    }

    /// @dev Nobody uses, offers or moves it meanwhile; it can be quarantined, and released, as it is.
    function test_RevertWhen_AnythingElse() public {
        Action[4] memory actions = [Action.Use, Action.Store, Action.Move, Action.ReportFault];
        for (uint256 i = 0; i < actions.length; ++i) {
            _expectState(_item, actions[i], AssetState.Inspected);
            vm.prank(CHIEF);
            ledger.record(actions[i], _item, _claimOf(1));
        }
        Claim memory claim = _dayClaim();
        _expectState(_item, Action.Offer, AssetState.Inspected);
        vm.prank(KEEPER);
        ledger.offer(_item, RIVAL, Terms.Loan, claim);

        _record(KEEPER, Action.Quarantine, _item, uint32(QuarantineReason.Suspected));
        _record(RELEASER, Action.Release, _item, 0);
        _waitsForAnother();
    }

    /// @dev What is borrowed goes back unconfirmed; it is not its borrower's to scrap.
    function test_RequestScrap_RevertGiven_Borrowed() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _prescribe(monitor, _witnessed());
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Trial);
        _assertState(item, AssetState.Inspected);

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), MANUFACTURER)
        );
        vm.prank(KEEPER);
        ledger.record(Action.RequestScrap, item, _claim());
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        _assertState(item, AssetState.Inspected);
    }

    function _waitsForAnother() private {
        _assertState(_item, AssetState.Inspected);
        _assertCustody(_item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        _expectOwnWork(_item, Action.Confirm, INSPECTOR);
        vm.prank(INSPECTOR);
        ledger.record(Action.Confirm, _item, _claim());

        _record(WITNESS, Action.Confirm, _item, 0);
        _assertState(_item, AssetState.Stored);
    }
}
