// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Policy } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Means,
    QuarantineReason,
    RecallLevel,
    Roles,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { vm } from "./support/Vm.sol";

/// @notice A service provider has goods of its own, spare parts and what it lends meanwhile: it releases and scraps them as others
/// do theirs, by members of its own; and approves nothing for others.
contract ProviderGoodsTest is Sequences {
    address private constant PROVIDERS_APPROVER = address(0xe1);
    address private constant PROVIDERS_DISPOSER = address(0xe2);
    address private constant PROVIDERS_RELEASER = address(0xe3);

    AssetId private _item;

    function setUp() public override {
        super.setUp();
        _employ(PROVIDER, PROVIDER_ADMIN, PROVIDERS_APPROVER, Duties.APPROVE);
        _employ(PROVIDER, PROVIDER_ADMIN, PROVIDERS_DISPOSER, Duties.DISPOSE);
        _employ(PROVIDER, PROVIDER_ADMIN, PROVIDERS_RELEASER, Duties.RELEASE);
        _item = _enrolled(monitor, SERIAL);
        _handOver(MAKER_KEEPER, _item, PROVIDER, PROVIDER_KEEPER, Terms.Owned);
    }

    function test_Release() public {
        _record(PROVIDER_KEEPER, Action.Quarantine, _item, uint32(QuarantineReason.Damaged));

        Entry memory entry = _assetEntry(_item, PROVIDERS_RELEASER, Action.Release, AssetState.Stored, _fullClaim());
        vm.prank(PROVIDERS_RELEASER);
        ledger.record(Action.Release, _item, _fullClaim());
        _assertOnly(entry);
        _assertFlags(_item, false, false);
    }

    function test_RepairAndReinstate() public {
        _record(PROVIDER_KEEPER, Action.ReportFault, _item, 0);
        _record(TECHNICIAN, Action.Repair, _item, 0);
        _record(PROVIDERS_RELEASER, Action.Reinstate, _item, 0);

        _assertState(_item, AssetState.Stored);
    }

    function test_Remedy() public {
        _recall(WARDEN, RecallLevel.Second, Instruction.CorrectOnSite, monitor, ALL_ITEMS);
        _answer(TECHNICIAN, _item, Action.Remedy);
        _answer(PROVIDERS_RELEASER, _item, Action.ConfirmRemedy);

        _handOver(PROVIDER_KEEPER, _item, HOSPITAL, INSPECTOR, Terms.Loan);
        _assertCustody(_item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, PROVIDER, 0), Terms.Loan));
    }

    /// @dev Found, confirmed, and scrapped, each step by another.
    function test_Scrap() public {
        vm.prank(PROVIDER_KEEPER);
        AssetId found = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
        AssetId[2] memory items = [found, _item];
        for (uint256 i = 0; i < 2; ++i) {
            _record(PROVIDER_KEEPER, Action.RequestScrap, items[i], 0);
            _expectOwnWork(items[i], Action.ApproveScrap, PROVIDER_KEEPER);
            vm.prank(PROVIDER_KEEPER);
            ledger.decideScrap(items[i], Action.ApproveScrap, _claim());
            _approveScrap(PROVIDERS_APPROVER, items[i]);
            _record(PROVIDERS_DISPOSER, Action.Dispose, items[i], uint32(Means.Destroyed));
            _assertState(items[i], AssetState.Disposed);
        }
    }

    /// @dev What it has for repair is not its to scrap, nor, where it acts by appointment, to release.
    function test_RevertGiven_AnothersGoods() public {
        AssetId item = _borrowedForRepair();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), HOSPITAL));
        vm.prank(PROVIDER_KEEPER);
        ledger.record(Action.RequestScrap, item, _claim());
    }

    function test_Release_RevertGiven_AppointedToIt() public {
        AssetId item = _found();
        _appointProvider(PROVIDER_DUTIES);
        _record(KEEPER, Action.Quarantine, item, uint32(QuarantineReason.Damaged));

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, AssetId.unwrap(item), PROVIDER, HOSPITAL)
        );
        vm.prank(PROVIDERS_RELEASER);
        ledger.record(Action.Release, item, _claim());
    }

    /// @dev Whoever is paid for repairs does not approve, whatever duties its members have.
    function test_SetPolicy_RevertWhen_OutsideApproverIsServiceProvider() public {
        _expectRoleMissing(PROVIDER, Roles.APPROVERS);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(Policy(0, PROVIDER, false));
    }

    /// @dev Faulty, and lent to the provider by the hospital that appointed it.
    function _borrowedForRepair() private returns (AssetId item) {
        item = _found();
        _record(NURSE, Action.ReportFault, item, 0);
        _appointProvider(Duties.MAINTAIN);
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);
    }

    /// @dev The hospital's, as found.
    function _found() private returns (AssetId item) {
        vm.prank(INSPECTOR);
        item = ledger.enrol(foreign, "F-0002", _claimOf(_basis(Basis.Found)));
        _tick();
        _record(WITNESS, Action.Confirm, item, 0);
    }
}
