// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Kind,
    RefusalReason,
    RequisitionState
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract RefuseTest is SubjectTest {
    uint32 private constant REASON = uint32(RefusalReason.FailedInspection);

    constructor()
        WriteTest(INSPECTOR, Duties.INSPECT)
        EntryTest(Action.Refuse, 1, uint32(RefusalReason.Other))
        SubjectTest(Kind.Requisition, SHIPPED)
    {}

    function setUp() public override {
        super.setUp();
        (requisition, item) = _inTransit(monitor, SERIAL, REFERENCE);
    }

    function test_Refuse() public {
        _refusesGoods(AssetState.Stored);
    }

    /// @dev Back to what was remembered when it was shipped.
    function test_Refuse_GivenEachStateBefore() public {
        for (uint8 i = 0; i < BACK.length; ++i) {
            uint8 back = uint8(BACK[i]);
            _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.InTransit), back);
            _refusesGoods(AssetState(back));
        }
    }

    /// @dev A failed inspection advances nothing: the same goods may be shipped and accepted later.
    function test_Refuse_ThenShipAgain() public {
        _refusesGoods(AssetState.Stored);
        _tick();
        _ship(requisition, item);
        _accept(requisition, monitor, SERIAL);

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertState(requisition, RequisitionState.Shipped);
    }

    /// @dev Where the manufacturer is on the ledger, nothing comes that is not: there is nothing to refuse.
    function test_RevertWhen_GoodsAreNotNamed() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnlyThroughManufacturer.selector, monitor, MANUFACTURER));
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, AssetId.wrap(0), 1, ANY_HEAD, _claimOf(1));
    }

    function test_Refuse_WhenNotOnTheLedger() public {
        requisition = _ordered(foreign, 2, "foreign", MANUFACTURER);
        vm.prank(SHIPPER);
        ledger.ship(requisition, AssetId.wrap(0), 2, ANY_HEAD, _claim());
        Claim memory claim = _fullClaim(REASON);
        Entry memory entry = _requisitionEntry(requisition, INSPECTOR, Action.Refuse, RequisitionState.Shipped, claim);
        entry.counterpart = MANUFACTURER;
        entry.quantity = 1;

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, AssetId.wrap(0), 1, ANY_HEAD, claim);

        _assertOnly(entry);
    }

    function test_RevertWhen_AssetUnknown() public {
        bytes32[3] memory ids = [keccak256("none"), ProductId.unwrap(monitor), RequisitionId.unwrap(requisition)];
        for (uint256 i = 0; i < ids.length; ++i) {
            _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]), AssetId.wrap(ids[i]));
        }
    }

    function test_RevertGiven_AssetNotInTransit() public {
        for (uint8 state = 1; state < 16; ++state) {
            if (state == uint8(AssetState.InTransit)) continue;
            _forceState(Slots.asset(AssetId.unwrap(item)), state, 1);
            _refuses(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongState.selector,
                    Kind.Asset,
                    AssetId.unwrap(item),
                    Action.Refuse,
                    state
                ),
                item
            );
        }
    }

    function test_RevertGiven_ShippedUnderAnotherRequisition() public {
        (, AssetId another) = _inTransit(monitor, "P-0002", "other");
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                AssetId.unwrap(another),
                RequisitionId.unwrap(requisition)
            ),
            another
        );
    }

    /// @dev Refused is refused: not twice.
    function test_RevertGiven_Refused() public {
        _refusesGoods(AssetState.Stored);
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Refuse,
                AssetState.Stored
            ),
            item
        );
    }

    function _refusesGoods(AssetState state) private {
        Claim memory claim = _fullClaim(REASON);
        Entry memory first = _requisitionEntry(requisition, INSPECTOR, Action.Refuse, RequisitionState.Shipped, claim);
        first.counterpart = MANUFACTURER;
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        Entry memory second = _assetEntry(item, INSPECTOR, Action.Refuse, state, claim);
        second.counterpart = MANUFACTURER;

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), claim);

        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    function _refuses(bytes memory refusal, AssetId asset) private {
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, asset, 1, _headOf(asset), _claimOf(REASON));
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.refuse(RequisitionId.wrap(id), item, 1, _headOf(item), claim);
    }
}
