// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, Duties, Kind, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { Slots } from "./support/Slots.sol";
import { IN_TRANSIT } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

contract WithdrawTest is RecordTest(Action.Withdraw, MAKER_KEEPER, Duties.KEEP, IN_TRANSIT, 0, 0) {
    function setUp() public override {
        super.setUp();
        (requisition, item) = _inTransit(monitor, SERIAL, REFERENCE);
    }

    function test_Withdraw() public {
        uint256 before = _slot(Slots.requisition(RequisitionId.unwrap(requisition)));

        _leadsTo(AssetState.Stored, MAKER_KEEPER, _fullClaim());

        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        vm.assertEq(_slot(Slots.requisition(RequisitionId.unwrap(requisition))), before, "requisition");
    }

    /// @dev Back to what was remembered, whichever it is.
    function test_Withdraw_GivenEachStateBefore() public {
        (, bytes32 statusKey) = _subject();
        for (uint8 i = 0; i < BACK.length; ++i) {
            uint8 back = uint8(BACK[i]);
            _forceState(statusKey, uint8(AssetState.InTransit), back);
            _leadsTo(AssetState(back), MAKER_KEEPER, _fullClaim());
        }
    }

    /// @dev The only way back for goods whose requisition was closed or fulfilled meanwhile.
    function test_Withdraw_GivenRequisitionClosed() public {
        vm.prank(BUYER);
        ledger.decide(requisition, Action.Close, _claim());

        _leadsTo(AssetState.Stored, MAKER_KEEPER, _fullClaim());
    }

    function test_RevertWhen_CallerIsOfAddressee() public {
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, MANUFACTURER);
        vm.prank(KEEPER);
        _step();
    }

    /// @dev What was taken back can no longer be accepted, even by a hospital that did not notice.
    function test_RevertWhen_AcceptingAfterWithdraw() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item)));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());
    }

    function test_RevertWhen_RefusingAfterWithdraw() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Refuse,
                AssetState.Stored
            )
        );
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), _claimOf(1));
    }

    /// @dev Shipped again, under another requisition: the first one's inspector cannot accept it any more.
    function test_RevertGiven_ShippedElsewhereAfterWithdraw() public {
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);
        RequisitionId other = _ordered(monitor, 1, "2026-032", MANUFACTURER);
        _ship(other, item);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                AssetId.unwrap(item),
                RequisitionId.unwrap(requisition)
            )
        );
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());

        _accept(other, monitor, SERIAL);
        _assertState(other, RequisitionState.Fulfilled);
    }

    function _thoughSuspended() internal pure override returns (bool) {
        return true;
    }
}
