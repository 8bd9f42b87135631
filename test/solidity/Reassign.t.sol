// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, Means, Roles, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { NOT_FINAL } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

contract ReassignTest is TransferStages, AssetTest(Action.Reassign, REGISTRAR, Duties.APPROVE, NOT_FINAL, 0, 0) {
    /// @dev Two approvals for scrapping a device of risk class 3.
    uint64 private constant TWO_FOR_SCRAP = uint64(2) << 33;

    /// @dev Whom the step names.
    uint24 private _custodian;
    uint24 private _owner;

    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
        (_custodian, _owner) = (RIVAL, RIVAL);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       TO WHOM
    //////////////////////////////////////////////////////////////////////////*/

    function test_Reassign() public {
        RequisitionId shipment = _shipment(item);
        _reassigns(AssetState.Stored, _named());
        _assertShipment(item, shipment);
    }

    /// @dev Another owner than the custodian has lent it.
    function test_Reassign_ToCustodianAndOwner() public {
        (_custodian, _owner) = (PROVIDER, MANUFACTURER);
        _reassigns(AssetState.Stored, _custody(MONITOR_NUMBER, PROVIDER, MANUFACTURER, 0));
    }

    function test_Reassign_ToEachHolder() public {
        uint24[5] memory holders = [HOSPITAL, RIVAL, MANUFACTURER, PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < holders.length; ++i) {
            (_custodian, _owner) = (holders[i], holders[(i + 1) % 5]);
            _reassigns(AssetState.Stored, _named());
        }
    }

    /// @dev What was said between the two parties before is over, even if they stay the same.
    function test_Reassign_EndsTheTerms() public {
        item = _handed(monitor, "P-0002", Terms.Consignment);
        (_custodian, _owner) = (HOSPITAL, MANUFACTURER);
        _reassigns(AssetState.Stored, _named());

        // Using it passes nothing now.
        _record(NURSE, Action.Use, item, 0);
        _assertCustody(item, _named());
        _assertCare(item, _debt(0, 0));
    }

    /// @dev Whose loan was overdue, or who closed, loses it.
    function test_Reassign_GivenBorrowed() public {
        item = _handed(monitor, "P-0002", Terms.Loan);
        (_custodian, _owner) = (MANUFACTURER, MANUFACTURER);
        _reassigns(AssetState.Stored, _named());

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, MANUFACTURER);
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function test_Reassign_GivenCustodianSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(HOSPITAL, true);

        _reassigns(AssetState.Stored, _named());
    }

    /// @dev A wrong acceptance, put right: it goes back to whom the goods came from.
    function test_Reassign_ThenSentBackToTheSupplier() public {
        _reassigns(AssetState.Stored, _named());

        _sendBack(RIVAL_CHIEF, item, MANUFACTURER);
        _take(MAKER, item);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    function test_RevertWhen_OrganisationUnknown() public {
        uint24[4] memory numbers = [0, ORGANISATIONS + 1, 256, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            _refusesNaming(numbers[i], abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]));
        }
    }

    /// @dev Not even the regulator itself holds goods.
    function test_RevertWhen_OrganisationHoldsNoGoods() public {
        vm.prank(COUNCIL);
        uint24 endorser = ledger.admit("Laboratory", Roles.ENDORSER, address(0xe0), _consentOf(address(0xe0)));

        bytes4 selector = ILedgerErrors.RoleMissing.selector;
        _refusesNaming(REGULATOR, abi.encodeWithSelector(selector, REGULATOR, Roles.HOLDERS));
        _refusesNaming(endorser, abi.encodeWithSelector(selector, endorser, Roles.HOLDERS));
    }

    function test_RevertGiven_OrganisationNamedSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(RIVAL, true);

        _refusesNaming(RIVAL, abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, RIVAL));
    }

    /// @dev One that stays what it is may be suspended: a closure is what reassigning is for.
    function test_Reassign_GivenOwnerSuspendedWhoStays() public {
        item = _handed(monitor, "P-0002", Terms.Loan);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);

        (_custodian, _owner) = (RIVAL, MANUFACTURER);
        _reassigns(AssetState.Stored, _custody(MONITOR_NUMBER, RIVAL, MANUFACTURER, 0));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IT ENDS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The state stays, but for a scrapping under way, which ends; and the one to come back to.
    function test_Reassign_GivenEachState() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from < 16; ++from) {
            if ((NOT_FINAL >> from) & 1 == 0) continue;
            for (uint8 i = 0; i < BACK.length; ++i) {
                uint8 back = uint8(BACK[i]);
                _forceState(statusKey, from, back);
                bool ends = from == uint8(AssetState.ScrapRequested) || from == uint8(AssetState.ScrapApproved);
                _reassigns(AssetState(ends ? back : from), _named());
                vm.assertEq(_stateBefore(item), back, "state before");
            }
        }
    }

    function test_Reassign_KeepsTheFlags() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _recall(monitor, SERIAL);

        _reassigns(AssetState.Stored, _named());
        _assertFlags(item, true, true);
    }

    function test_Reassign_EndsTheDebt() public {
        item = _unsettled(monitor, "P-0002");
        _reassigns(AssetState.InUse, _named());

        _assertCare(item, _debt(0, 0));
    }

    /// @dev Goods in transit stay there, under no requisition and at nobody's offer, until the new custodian fetches them.
    function test_Reassign_GivenShipped() public {
        (requisition, item) = _inTransit(monitor, "P-0002", "shipped");
        uint256 status = _slot(Slots.requisition(RequisitionId.unwrap(requisition)));
        _reassigns(AssetState.InTransit, _named());
        _assertShipment(item, RequisitionId.wrap(0));
        vm.assertEq(_slot(Slots.requisition(RequisitionId.unwrap(requisition))), status, "requisition");

        bytes memory refusal = abi.encodeWithSelector(
            ILedgerErrors.NotShippedHere.selector,
            AssetId.unwrap(item),
            RequisitionId.unwrap(requisition)
        );
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim());
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), _claimOf(1));

        _fetches();
    }

    /// @dev Not even the one whose requisition it was, made custodian, accepts it under that one.
    function test_Reassign_GivenShipped_ToTheConsignee() public {
        (requisition, item) = _inTransit(monitor, "P-0002", "shipped");
        (_custodian, _owner) = (HOSPITAL, HOSPITAL);
        _reassigns(AssetState.InTransit, _named());

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                AssetId.unwrap(item),
                RequisitionId.unwrap(requisition)
            )
        );
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim());

        _record(KEEPER, Action.Withdraw, item, 0);
        _assertState(item, AssetState.Stored);
    }

    function test_Reassign_GivenOffered() public {
        item = _offeredToHospital(monitor, "P-0002", Terms.Loan);
        _reassigns(AssetState.InTransit, _named());

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, 0);
        vm.prank(INSPECTOR);
        ledger.take(item, _expecting(item));
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, 0);
        vm.prank(INSPECTOR);
        ledger.record(Action.Decline, item, _expecting(item));

        _fetches();
    }

    /// @dev What was delivered, and offered on since, is not back on its way under the old requisition.
    function test_Reassign_GivenOfferedAfterDelivery() public {
        requisition = _shipment(item);
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _reassigns(AssetState.InTransit, _named());
        _assertShipment(item, RequisitionId.wrap(0));

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                AssetId.unwrap(item),
                RequisitionId.unwrap(requisition)
            )
        );
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());

        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);
        _assertState(item, AssetState.Stored);
    }

    function test_Reassign_GivenSentBack() public {
        item = _handed(monitor, "P-0002", Terms.Loan);
        _record(NURSE, Action.ReportFault, item, 0);
        _sendBack(KEEPER, item, MANUFACTURER);
        _reassigns(AssetState.InTransit, _named());

        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, 0);
        vm.prank(MAKER);
        ledger.take(item, _expecting(item));

        // As faulty as before.
        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);
        _assertState(item, AssetState.Faulty);
    }

    /// @dev What the former custodian's members approved is not approved by the new one's.
    function test_Reassign_DeletesTheVotes() public {
        _setPolicy(TWO_FOR_SCRAP, 0, false);
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
        _assertVotes(AssetId.unwrap(item), [APPROVER, address(0), address(0)]);

        _reassigns(AssetState.Stored, _named());
        _assertVotes(AssetId.unwrap(item), [address(0), address(0), address(0)]);

        // It begins anew, with the new custodian.
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(KEEPER);
        ledger.record(Action.RequestScrap, item, _claim());
        _record(RIVAL_CHIEF, Action.RequestScrap, item, 0);
        _assertState(item, AssetState.ScrapRequested);
    }

    /// @dev The same, where the custodian stays: it is requested and approved anew.
    function test_Reassign_DeletesTheVotes_GivenSameCustodian() public {
        _setPolicy(TWO_FOR_SCRAP, 0, false);
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
        _reassign(HOSPITAL, HOSPITAL, item);
        _record(KEEPER, Action.RequestScrap, item, 0);

        _approveScrap(CHIEF, item);
        _assertState(item, AssetState.ScrapRequested);
        _approveScrap(APPROVER, item);
        _assertState(item, AssetState.ScrapApproved);
    }

    /// @dev Nobody scraps what became another's.
    function test_Reassign_GivenScrapRequested_ToAnotherOwner() public {
        _record(KEEPER, Action.RequestScrap, item, 0);
        (_custodian, _owner) = (HOSPITAL, RIVAL);
        _reassigns(AssetState.Stored, _named());

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), RIVAL));
        vm.prank(KEEPER);
        ledger.record(Action.RequestScrap, item, _claim());
    }

    /// @dev Nor does anyone dispose of what others approved: not the new custodian, nor an earlier approver.
    function test_Reassign_GivenScrapApproved() public {
        _setPolicy(TWO_FOR_SCRAP, 0, false);
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(CHIEF, item);
        _approveScrap(APPROVER, item);
        (_custodian, _owner) = (RIVAL, RIVAL);
        _reassigns(AssetState.Stored, _named());

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Dispose,
                AssetState.Stored
            )
        );
        vm.prank(RIVAL_CHIEF);
        ledger.record(Action.Dispose, item, _claimOf(uint32(Means.Sold)));
    }

    /// @dev The state before comes back with who had signed then.
    function test_Reassign_GivenScrapRequested_GivenInspectedBefore() public {
        super.setUp();
        item = _inspected();
        _record(KEEPER, Action.RequestScrap, item, 0);
        _reassigns(AssetState.Inspected, _custody(MONITOR_NUMBER, RIVAL, RIVAL, memberOf[INSPECTOR]));
    }

    /// @dev What waits for a second person waits for one of the new custodian.
    function test_Reassign_GivenInspected() public {
        super.setUp();
        item = _inspected();
        _reassigns(AssetState.Inspected, _custody(MONITOR_NUMBER, RIVAL, RIVAL, memberOf[INSPECTOR]));

        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(WITNESS);
        ledger.record(Action.Confirm, item, _claim());

        _record(RIVAL_CHIEF, Action.Confirm, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BY WHOM
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Who approves elsewhere names nobody: not the rival, which holds every duty,
    function test_RevertWhen_CallerIsOfAnotherOrganisation() public override {
        _refusesCaller(RIVAL_CHIEF);
    }

    /// @dev nor the custodian, the former one, or an authority that is no regulator.
    function test_RevertWhen_CallerIsOfNoRegulator() public {
        _refusesCaller(APPROVER);
        _refusesCaller(CHIEF);
        _refusesCaller(MAKER_CHIEF);
        _refusesCaller(OUTSIDE_APPROVER);
    }

    function test_RevertWhen_OnlyRecalling() public {
        _expectDutyMissing(WARDEN, Duties.APPROVE);
        vm.prank(WARDEN);
        _step();
    }

    function test_RevertGiven_Disposed() public {
        super.setUp();
        item = _disposed();

        _refuses(_stateError(AssetState.Disposed));
    }

    function test_RevertGiven_Consumed() public {
        super.setUp();
        item = _stored(needle);
        _record(NURSE, Action.Use, item, 0);

        _refuses(_stateError(AssetState.Consumed));
    }

    /// @dev The step writes one entry, and who has it: no offer, no votes.
    function _reassigns(AssetState state, Holding memory custody) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, REGISTRAR, Action.Reassign, state, claim);
        entry.counterpart = _custodian;
        entry.value = _owner;

        _writes(entry, claim);

        _assertCustody(item, custody);
        _assertVotes(AssetId.unwrap(item), [address(0), address(0), address(0)]);
        _tick();
    }

    /// @dev Of a monitor in transit from the manufacturer that became the rival's.
    function _fetches() private {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, RIVAL);
        vm.prank(MAKER_KEEPER);
        ledger.record(Action.Withdraw, item, _claim());

        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, RIVAL_CHIEF, Action.Withdraw, AssetState.Stored, claim);
        vm.prank(RIVAL_CHIEF);
        ledger.record(Action.Withdraw, item, claim);
        _assertOnly(entry);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    function _named() private view returns (Holding memory) {
        return _custody(MONITOR_NUMBER, _custodian, _owner, 0);
    }

    function _stateError(AssetState state) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Reassign,
                state
            );
    }

    /// @dev Neither as custodian nor as owner.
    function _refusesNaming(uint24 organisation, bytes memory refusal) private {
        (_custodian, _owner) = (organisation, MANUFACTURER);
        _refuses(refusal);
        (_custodian, _owner) = (MANUFACTURER, organisation);
        _refuses(refusal);
        (_custodian, _owner) = (organisation, organisation);
        _refuses(refusal);
    }

    function _refusesCaller(address by) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, organisationOf[by], Roles.REGULATOR)
        );
        vm.prank(by);
        _step();
    }

    function _refuses(bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(REGISTRAR);
        _step();
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.reassign(AssetId.wrap(id), _custodian, _owner, claim);
    }
}
