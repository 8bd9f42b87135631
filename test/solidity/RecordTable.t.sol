// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Kind } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice Every action in every state, against a table written down here a second time.
contract RecordTableTest is Stages {
    AssetId private _item;
    bytes32 private _statusKey;

    function setUp() public override {
        super.setUp();
        _item = _stored(monitor);
        _statusKey = Slots.asset(AssetId.unwrap(_item));
    }

    /// @dev Columns: the states 1 to 15; a digit is the state after (A: 10), B the state before, a dot a refusal. The letters
    /// of the states: Stored In-use Faulty Repaired in-Transit scrap-Requested scrap-Approved Disposed Consumed iNspected
    /// aNnounced. Empty: not an action of record.
    function _row(Action action) private pure returns (bytes memory) {
        //                                                    SIFRTRADCNN
        if (action == Action.Confirm) return /*           */ ".........1.....";
        if (action == Action.Use) return /*               */ "22.............";
        if (action == Action.Store) return /*             */ "11.............";
        if (action == Action.Move) return /*              */ "1234...........";
        if (action == Action.Stocktake) return /*         */ "1234...........";
        if (action == Action.Note) return /*              */ "1234...........";
        if (action == Action.Withdraw) return /*          */ "....B..........";
        if (action == Action.Decline) return /*           */ "....B..........";
        if (action == Action.Maintain) return /*          */ "1234...........";
        if (action == Action.Calibrate) return /*         */ "1234...........";
        if (action == Action.ReportFault) return /*       */ "3333...........";
        if (action == Action.Repair) return /*            */ "..4............";
        if (action == Action.Reinstate) return /*         */ "...1...........";
        if (action == Action.RequestScrap) return /*      */ "6.6......6.....";
        if (action == Action.Dispose) return /*           */ "......8........";
        if (action == Action.Quarantine) return /*        */ "1234567..A.....";
        if (action == Action.Release) return /*           */ "1234567..A.....";
        if (action == Action.ReportAdverseEvent) return /**/ "123456789A.....";
        return "";
    }

    function test_EveryActionInEveryState() public {
        uint256 rows;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if (_row(Action(i)).length == 0) continue;
            ++rows;
            for (uint8 from = 1; from < 16; ++from) {
                for (uint8 j = 0; j < BACK.length; ++j) _try(Action(i), from, uint8(BACK[j]));
            }
        }
        vm.assertEq(rows, 18, "rows");
    }

    function _try(Action action, uint8 from, uint8 back) private {
        uint256 snapshot = _snapshot();
        if (action == Action.Release) _record(CHIEF, Action.Quarantine, _item, 1);
        if (action == Action.Decline) _addressToHospital();
        _forceState(_statusKey, from, back);
        bytes1 to = _row(action)[from - 1];
        if (to == ".") {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongState.selector,
                    Kind.Asset,
                    AssetId.unwrap(_item),
                    action,
                    from
                )
            );
        }

        vm.prank(CHIEF);
        ledger.record(action, _item, _expectingFor(action, _item, _claimFor(action)));

        if (to != ".") {
            _assertState(_item, AssetState(_number(to, back)));
            bool remembers = action == Action.RequestScrap;
            vm.assertEq(_slot(_statusKey) & 6, _remembered(remembers ? from : back), "state before");
            _assertFlags(_item, action == Action.Quarantine, false);
        }
        _revertTo(snapshot);
    }

    function test_RevertWhen_ActionIsNotRecords() public {
        uint256 others;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            if (_row(Action(i)).length != 0) continue;
            ++others;
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, Action(i)));
            vm.prank(CHIEF);
            ledger.record(Action(i), _item, _claimOf(1));
        }
        vm.assertEq(others, 35, "actions that are not record's");
    }

    /// @dev A number beyond the enumeration does not even decode.
    function test_RevertWhen_ActionIsNone() public {
        for (uint256 i = uint256(type(Action).max) + 1; i < 256; ++i) {
            bytes memory data = abi.encodeCall(ledger.record, (Action.Use, _item, _claim()));
            assembly ("memory-safe") {
                mstore(add(data, 0x24), i)
            }
            vm.prank(CHIEF);
            (bool success, bytes memory answer) = address(ledger).call(data);
            vm.assertTrue(!success && answer.length == 0, "not refused");
        }
        _assertState(_item, AssetState.Stored);
    }

    /// @dev The state that a column stands for.
    function _number(bytes1 column, uint8 back) private pure returns (uint8) {
        if (column == "B") return back;
        if (column == "A") return 10;
        return uint8(column) - uint8(bytes1("0"));
    }

    /// @dev As if it had been offered to the hospital that has it, whose chief may decline then.
    function _addressToHospital() private {
        bytes32 key = Slots.plus(_statusKey, 1);
        vm.store(address(ledger), key, bytes32(_slot(key) | (uint256(HOSPITAL) << 104)));
    }

    /// @dev With the value and the until that the action needs.
    function _claimFor(Action action) private view returns (Claim memory claim) {
        bool needed = action == Action.Move || action == Action.Note || action == Action.Maintain;
        needed = needed || action == Action.Calibrate || action == Action.Dispose;
        needed = needed || action == Action.Quarantine || action == Action.ReportAdverseEvent;
        if (needed) claim.value = 1;
        if (action == Action.Calibrate) claim.until = uint32(block.timestamp) + 1;
    }
}
