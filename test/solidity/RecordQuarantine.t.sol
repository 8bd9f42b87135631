// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, Duties, QuarantineReason } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { Slots } from "./support/Slots.sol";
import { NOT_FINAL } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev The flag in the status of the item.
function isQuarantined(uint256 status) pure returns (bool) {
    return (status >> 3) & 1 == 1;
}

contract QuarantineTest is
    RecordTest(Action.Quarantine, KEEPER, Duties.KEEP, NOT_FINAL, 1, uint32(QuarantineReason.Other))
{
    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
    }

    /// @dev From every state that is not final, which stays.
    function test_Quarantine() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from < 16; ++from) {
            if ((NOT_FINAL >> from) & 1 == 0) continue;
            uint256 snapshot = _snapshot();
            _forceState(statusKey, from, 1);
            _wind();
            _leadsTo(AssetState(from), KEEPER, _fullClaim(1));
            vm.assertTrue(isQuarantined(_slot(statusKey)), "flag");
            _revertTo(snapshot);
        }
    }

    function test_RevertGiven_Quarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _refusesQuarantined(KEEPER, Action.Quarantine, 1);
    }

    /// @dev What is quarantined is not used; the rest of its care goes on.
    function test_Quarantine_ThenEverythingButUse() public {
        _record(KEEPER, Action.Quarantine, item, 1);

        _refusesQuarantined(NURSE, Action.Use, 0);
        _record(KEEPER, Action.Store, item, 0);
        _record(KEEPER, Action.Move, item, 7);
        _record(ENGINEER, Action.Maintain, item, 1);
        _record(NURSE, Action.ReportFault, item, 0);
        _record(ENGINEER, Action.Repair, item, 0);
        _record(RELEASER, Action.Reinstate, item, 0);
        vm.assertTrue(isQuarantined(_slot(Slots.asset(AssetId.unwrap(item)))), "reinstating releases nothing");
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
        _record(DISPOSER, Action.Dispose, item, 1);
    }

    /// @dev Goods that their supplier quarantines are neither shipped nor accepted; they can be refused and withdrawn.
    function test_RevertGiven_Quarantined_WhenDelivered() public {
        AssetId goods = _enrolled(monitor, "S-2");
        requisition = _ordered(monitor, 1, "second", MANUFACTURER);
        _record(MAKER_KEEPER, Action.Quarantine, goods, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(goods)));
        vm.prank(SHIPPER);
        ledger.ship(requisition, goods, 1, ANY_HEAD, _claim());

        _record(MAKER_CHIEF, Action.Release, goods, 0);
        _ship(requisition, goods);
        _record(MAKER_KEEPER, Action.Quarantine, goods, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(goods)));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, "S-2", _headOf(monitor, "S-2"), _claim());

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, goods, 1, _headOf(goods), _claimOf(1));
        _assertState(goods, AssetState.Stored);
    }

    function _refusesQuarantined(address by, Action step, uint32 value) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(item)));
        vm.prank(by);
        ledger.record(step, item, _expectingFor(step, item, _claimOf(value)));
    }
}

contract ReleaseTest is RecordTest(Action.Release, RELEASER, Duties.RELEASE, NOT_FINAL, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
        _record(KEEPER, Action.Quarantine, item, 1);
    }

    /// @dev The flag goes, the state stays: a faulty item is faulty still.
    function test_Release() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from < 16; ++from) {
            if ((NOT_FINAL >> from) & 1 == 0) continue;
            uint256 snapshot = _snapshot();
            _forceState(statusKey, from, 1);
            _wind();
            _leadsTo(AssetState(from), RELEASER, _fullClaim());
            vm.assertTrue(!isQuarantined(_slot(statusKey)), "flag");
            _revertTo(snapshot);
        }
    }

    function test_RevertGiven_NotQuarantined() public {
        vm.prank(RELEASER);
        _step();

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotQuarantined.selector, AssetId.unwrap(item)));
        vm.prank(RELEASER);
        _step();
    }

    function test_Release_ThenUse() public {
        vm.prank(RELEASER);
        _step();
        _record(NURSE, Action.Use, item, 0);
        _assertState(item, AssetState.InUse);
    }
}
