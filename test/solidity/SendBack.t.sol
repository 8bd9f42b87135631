// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, Roles, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { Entry } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Holding } from "./support/Stages.sol";
import { FAULTY, INSPECTED, REPAIRED, STORED } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

contract SendBackTest is
    TransferStages,
    AssetTest(Action.SendBack, KEEPER, Duties.KEEP, INSPECTED | STORED | FAULTY | REPAIRED, 0, 0)
{
    /// @dev The step's addressee.
    uint24 private _to;

    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
        _to = MANUFACTURER;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TO WHOM
    //////////////////////////////////////////////////////////////////////////*/

    function test_SendBack_Owned() public {
        _sends(KEEPER, _own());
    }

    function test_SendBack_OwnedToTheSupplier() public {
        _afresh();
        (, item) = _boughtFromRival();
        _to = RIVAL;

        _sends(KEEPER, _own());
        _tick();
        _take(RIVAL_CHIEF, item);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    function test_SendBack_OwnedToTheManufacturer_GivenAnotherSupplier() public {
        _afresh();
        (, item) = _boughtFromRival();

        _sends(KEEPER, _own());
        _tick();
        _take(MAKER, item);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev No requisition delivered it, but its product's manufacturer is known.
    function test_SendBack_OwnedToTheManufacturer_GivenNoRequisition() public {
        item = _unsettled(monitor, "P-0002");
        _record(KEEPER, Action.Store, item, 0);

        _sends(KEEPER, _own());
    }

    function test_SendBack_BorrowedToTheOwner() public {
        _afresh();
        item = _borrowed();
        _to = RIVAL;

        _sends(KEEPER, _custody(MONITOR_NUMBER, HOSPITAL, RIVAL, 0));
        _tick();
        _take(RIVAL_CHIEF, item);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    function test_SendBack_OnEachTermsToTheOwner() public {
        bytes32[4] memory serials = [bytes32("P-2"), "P-3", "P-4", "P-5"];
        for (uint8 i = 0; i < 4; ++i) {
            Terms terms = Terms(uint8(Terms.Loan) + i);
            item = _handed(monitor, serials[i], terms);
            _sends(KEEPER, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), terms));
            _tick();
        }
    }

    /// @dev Neither its owner, nor its manufacturer, nor whom it came from.
    function test_RevertWhen_BorrowedAndNotToTheOwner() public {
        _afresh();
        item = _borrowed();

        uint24[2] memory others = [PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) _refusesOrigin(others[i]);
    }

    function test_RevertWhen_OwnedAndNotToItsOrigin() public {
        uint24[3] memory others = [RIVAL, PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) _refusesOrigin(others[i]);
    }

    /// @dev Neither supplier nor manufacturer are on the ledger: nobody is 0.
    function test_RevertGiven_OriginNotOnTheLedger() public {
        RequisitionId bought = _ordered(foreign, 1, "not on the ledger", 0);
        vm.prank(INSPECTOR);
        item = ledger.accept(bought, foreign, "F-1", ANY_HEAD, _claimOf(START));
        _tick();

        uint24[4] memory others = [RIVAL, MANUFACTURER, PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) _refusesOrigin(others[i]);
    }

    /// @dev The same, without any requisition.
    function test_RevertGiven_OriginUnknown() public {
        item = _donatedToRival("F-1");
        uint24[4] memory others = [HOSPITAL, MANUFACTURER, PROVIDER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) {
            _to = others[i];
            _refuses(RIVAL_CHIEF, _originError(others[i]));
        }
    }

    /// @dev A product's manufacturer is the one that it has now.
    function test_SendBack_GivenManufacturerNamedLater() public {
        item = _donatedToRival("F-1");
        vm.prank(REGISTRAR);
        ledger.renew(foreign, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());
        _tick();

        _sends(RIVAL_CHIEF, _custody(FOREIGN_NUMBER, RIVAL, RIVAL, _signer()));
    }

    function test_RevertWhen_AddresseeIsOwnOrganisation() public {
        item = _enrolled(monitor, "P-0002");

        _refuses(MAKER_KEEPER, abi.encodeWithSelector(ILedgerErrors.OwnOrganisation.selector, MANUFACTURER));
    }

    /// @dev Regulators hold no goods, and nobody is 0.
    function test_RevertWhen_AddresseeUnknownOrNoHolder() public {
        uint24[3] memory numbers = [0, ORGANISATIONS + 1, type(uint24).max];
        for (uint256 i = 0; i < numbers.length; ++i) {
            _to = numbers[i];
            _refuses(KEEPER, abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, numbers[i]));
        }
        _to = REGULATOR;
        _refuses(KEEPER, abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, REGULATOR, Roles.HOLDERS));
    }

    function test_RevertGiven_AddresseeSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);

        _refuses(KEEPER, abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   IN WHICH CONDITION
    //////////////////////////////////////////////////////////////////////////*/

    function test_SendBack_GivenEachState() public {
        for (uint8 i = 0; i < BACK.length; ++i) {
            _forceState(Slots.asset(AssetId.unwrap(item)), uint8(BACK[i]), uint8(BACK[3 - i]));
            _sends(KEEPER, _own());
            _tick();
            _record(KEEPER, Action.Withdraw, item, 0);
        }
    }

    function test_SendBack_GivenFaulty() public {
        _afresh();
        item = _faulty();
        _sends(KEEPER, _own());
        _tick();
        _take(MAKER, item);
        _assertState(item, AssetState.Faulty);
    }

    function test_SendBack_GivenRepaired() public {
        _afresh();
        item = _atProvider();
        _record(TECHNICIAN, Action.Repair, item, 0);
        _to = HOSPITAL;

        _sends(PROVIDER_KEEPER, _custody(MONITOR_NUMBER, PROVIDER, HOSPITAL, memberOf[TECHNICIAN]));
        _tick();
        _take(INSPECTOR, item);
        _assertState(item, AssetState.Repaired);
    }

    function test_SendBack_GivenQuarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);

        _sends(KEEPER, _own());
        _assertFlags(item, true, false);
    }

    function test_SendBack_GivenProductRecalled() public {
        _recall(monitor, 0);

        _sends(KEEPER, _own());
    }

    function test_SendBack_GivenItemRecalled() public {
        _recall(monitor, SERIAL);

        _sends(KEEPER, _own());
        _assertFlags(item, false, true);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    UNTIL IT IS TAKEN
    //////////////////////////////////////////////////////////////////////////*/

    function test_SendBack_ForOneSecond() public {
        _sends(KEEPER, _own(), uint32(block.timestamp) + 1);
    }

    function test_SendBack_ForThirtyDays() public {
        _sends(KEEPER, _own(), uint32(block.timestamp) + 30 days);
    }

    function test_RevertWhen_DeadlineOutOfRange() public {
        uint32 time = uint32(block.timestamp);
        uint32[5] memory ends = [0, time - 1, time, time + 30 days + 1, type(uint32).max];
        for (uint256 i = 0; i < ends.length; ++i) {
            Claim memory claim = _claim();
            claim.until = ends[i];
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.UntilOutOfRange.selector,
                    Action.SendBack,
                    ends[i],
                    time + 1,
                    time + 30 days
                )
            );
            vm.prank(KEEPER);
            _stepWith(claim);
        }
    }

    /// @dev Whichever way it comes back, it is as it was, and still the sender's.
    function test_SendBack_ThenWithdrawn() public {
        _comesBack(KEEPER, Action.Withdraw);
    }

    function test_SendBack_ThenDeclined() public {
        _comesBack(MAKER, Action.Decline);
    }

    function test_RevertGiven_SentBack() public {
        _sends(KEEPER, _own());

        _refuses(KEEPER, _stateError(AssetState.InTransit));
    }

    function test_RevertGiven_Offered() public {
        _offer(KEEPER, item, RIVAL, Terms.Loan);

        _refuses(KEEPER, _stateError(AssetState.InTransit));
    }

    /// @dev What waits for its scrapping does not leave.
    function test_RevertGiven_ScrapRequested() public {
        _record(KEEPER, Action.RequestScrap, item, 0);

        _refuses(KEEPER, _stateError(AssetState.ScrapRequested));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         BY WHOM
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The owner cannot fetch what it lent: the custodian sends it.
    function test_RevertWhen_CallerIsOfTheOwnerOnly() public {
        _afresh();
        item = _borrowed();
        _to = RIVAL;

        _expectWrongOrganisation(AssetId.unwrap(item), RIVAL, HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function test_RevertWhen_CallerIsOfTheOrigin() public {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_KEEPER);
        _step();
    }

    function test_RevertWhen_CallerIsAppointed() public {
        _appointProvider(Duties.KEEP | Duties.MAINTAIN);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    function _sends(address by, Holding memory custody) private {
        _sends(by, custody, uint32(block.timestamp) + 1 days);
    }

    /// @dev The step writes one entry, and the offer; nothing else changes.
    function _sends(address by, Holding memory custody, uint32 until) private {
        uint256 from = (_slot(Slots.asset(AssetId.unwrap(item))) >> 4) & 0xf;
        RequisitionId shipment = _shipment(item);
        Claim memory claim = _fullClaim();
        claim.until = until;
        Entry memory entry = _assetEntry(item, by, Action.SendBack, AssetState.InTransit, claim);
        entry.counterpart = _to;

        _writes(entry, claim);

        _assertCustody(item, _withOffer(custody, Terms.Returned, _to, until));
        _assertShipment(item, shipment);
        vm.assertEq(_stateBefore(item), from, "state before");
    }

    function _comesBack(address by, Action how) private {
        for (uint8 i = 0; i < BACK.length; ++i) {
            _forceState(Slots.asset(AssetId.unwrap(item)), uint8(BACK[i]), uint8(BACK[3 - i]));
            _sends(KEEPER, _own());
            // After the deadline too.
            vm.warp(block.timestamp + 2 days);
            Claim memory claim = _fullClaim();
            Entry memory entry = _assetEntry(item, by, how, AssetState(uint8(BACK[i])), claim);

            vm.prank(by);
            ledger.record(how, item, _expectingFor(how, item, claim));

            _assertOnly(entry);
            _assertCustody(item, _own());
            _tick();
        }
    }

    function _own() private pure returns (Holding memory) {
        return _custody(MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev Who signed last.
    function _signer() private view returns (uint24) {
        return uint24(_slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 1)) >> 72);
    }

    /// @dev A ledger without the item of setUp.
    function _afresh() private {
        super.setUp();
    }

    function _refusesOrigin(uint24 to) private {
        _to = to;
        _refuses(KEEPER, _originError(to));
    }

    function _originError(uint24 to) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, AssetId.unwrap(item), to);
    }

    function _stateError(AssetState state) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.SendBack,
                state
            );
    }

    function _refuses(address by, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(by);
        _step();
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
        ledger.sendBack(AssetId.wrap(id), _to, _wayOf(AssetId.wrap(id)), claim);
    }
}
