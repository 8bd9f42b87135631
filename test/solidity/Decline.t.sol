// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, Duties, Kind, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { Slots } from "./support/Slots.sol";
import { IN_TRANSIT } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

/// @dev What ends an offer, from either side: the custody never left the sender. The tests' offer is the
/// manufacturer's, to the hospital.
abstract contract OfferEndTest is TransferStages, RecordTest {
    function setUp() public override {
        super.setUp();
        item = _offeredToHospital(monitor, SERIAL, Terms.Loan);
    }

    function test_OnEachTerms() public {
        bytes32[4] memory serials = [bytes32("P-2"), "P-3", "P-4", "P-5"];
        for (uint8 i = 0; i < 4; ++i) {
            item = _offeredToHospital(monitor, serials[i], Terms(uint8(Terms.Loan) + i));
            _ends(AssetState.Stored);
        }
    }

    /// @dev Back to what was remembered, whichever it is.
    function test_GivenEachStateBefore() public {
        for (uint8 i = 0; i < BACK.length; ++i) {
            uint8 back = uint8(BACK[i]);
            uint256 snapshot = _snapshot();
            _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.InTransit), back);
            _ends(AssetState(back));
            _revertTo(snapshot);
        }
    }

    function test_AfterTheDeadline() public {
        vm.warp(block.timestamp + 100 days);

        _ends(AssetState.Stored);
    }

    function test_GivenQuarantinedMeanwhile() public {
        _record(MAKER_KEEPER, Action.Quarantine, item, 1);

        _ends(AssetState.Stored);
        _assertFlags(item, true, false);
    }

    function test_GivenRecalledMeanwhile() public {
        _recall(monitor, 0);
        _recall(monitor, SERIAL);

        _ends(AssetState.Stored);
        _assertFlags(item, false, true);
    }

    /// @dev The other side's organisation does not keep it from ending.
    function test_GivenOtherSideSuspended() public {
        bool ours = organisationOf[actor] == HOSPITAL;
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(ours ? MANUFACTURER : HOSPITAL, true);

        _ends(AssetState.Stored);
    }

    /// @dev Then the goods can be offered anew, to whomever, and are taken by that one alone.
    function test_ThenOfferedAnew() public {
        _ends(AssetState.Stored);
        _offer(MAKER_KEEPER, item, RIVAL, Terms.Loan);

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(INSPECTOR);
        ledger.take(item, _expecting(item));

        _take(RIVAL_CHIEF, item);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, MANUFACTURER, 0);
    }

    function test_RevertGiven_EndedAlready() public {
        _ends(AssetState.Stored);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                action,
                AssetState.Stored
            )
        );
        vm.prank(actor);
        _step();
    }

    /// @dev Once taken, there is nothing to end.
    function test_RevertGiven_Taken() public {
        _take(INSPECTOR, item);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                action,
                AssetState.Stored
            )
        );
        vm.prank(actor);
        _step();
    }

    /// @dev The step leads to `state`, and leaves the manufacturer what it had.
    function _ends(AssetState state) internal {
        _leadsTo(state, actor, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _tick();
    }
}

contract DeclineTest is OfferEndTest {
    constructor() RecordTest(Action.Decline, INSPECTOR, Duties.INSPECT, IN_TRANSIT, 0, 0) {}

    /// @dev A loan that its owner will not have back stays with the borrower.
    function test_Decline_SentBack() public {
        super.setUp();
        item = _handed(monitor, "P-0002", Terms.Rental);
        _sendBack(KEEPER, item, MANUFACTURER);

        _leadsTo(AssetState.Stored, MAKER, _fullClaim());
        _assertCustody(item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), Terms.Rental));
    }

    /// @dev Faulty before, faulty after.
    function test_Decline_OfferedForRepair() public {
        super.setUp();
        item = _unsettled(monitor, "P-0002");
        _record(NURSE, Action.ReportFault, item, 0);
        _appointProvider(Duties.MAINTAIN);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);

        _leadsTo(AssetState.Faulty, PROVIDER_KEEPER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_RevertWhen_CallerIsTheSender() public {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_CHIEF);
        _step();
    }

    function test_RevertWhen_CallerIsAppointed() public {
        _appointProvider(PROVIDER_DUTIES);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    /// @dev What is shipped under a requisition is refused, not declined: it is offered to no organisation.
    function test_RevertGiven_Shipped() public {
        (, item) = _inTransit(monitor, "P-0002", "shipped");

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, 0);
        vm.prank(INSPECTOR);
        _step();
    }

    function test_RevertWhen_OnlyKeeping() public {
        _expectDutyMissing(KEEPER, Duties.INSPECT);
        vm.prank(KEEPER);
        _step();
    }
}

/// @dev Of goods that were offered. Of those that were shipped: see RecordWithdraw.t.sol.
contract WithdrawOfferTest is OfferEndTest {
    constructor() RecordTest(Action.Withdraw, MAKER_KEEPER, Duties.KEEP, IN_TRANSIT, 0, 0) {}

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }

    /// @dev A loan that was to go back stays a loan.
    function test_Withdraw_SentBack() public {
        item = _handed(monitor, "P-0002", Terms.Trial);
        _sendBack(KEEPER, item, MANUFACTURER);

        _leadsTo(AssetState.Stored, KEEPER, _fullClaim());
        _assertCustody(item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), Terms.Trial));
    }

    function test_RevertWhen_CallerIsTheAddressee() public {
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, MANUFACTURER);
        vm.prank(CHIEF);
        _step();
    }

    /// @dev The owner of a loan that goes back is its addressee, and not the one who withdraws it.
    function test_RevertWhen_CallerIsTheOwner_GivenSentBack() public {
        item = _handed(monitor, "P-0002", Terms.Loan);
        _sendBack(KEEPER, item, MANUFACTURER);

        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_KEEPER);
        _step();
    }
}
