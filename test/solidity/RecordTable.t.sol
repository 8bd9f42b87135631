// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
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

    /// @dev Columns: the states 1 to 15; a digit is the state after, B the state before, a dot a refusal. The letters of
    /// the states: Stored In-use Faulty Repaired in-Transit scrap-Requested scrap-Approved Disposed Consumed.
    function _row(Action action) private pure returns (bytes memory) {
        //                                     SIFRTRADC
        if (action == Action.Use) return /*         */ "22.............";
        if (action == Action.Store) return /*       */ "11.............";
        if (action == Action.Move) return /*        */ "1234...........";
        if (action == Action.Withdraw) return /*    */ "....B..........";
        if (action == Action.Maintain) return /*    */ "1234...........";
        if (action == Action.ReportFault) return /* */ "3333...........";
        if (action == Action.Repair) return /*      */ "..4............";
        if (action == Action.Reinstate) return /*   */ "...1...........";
        if (action == Action.RequestScrap) return /**/ "6.6............";
        if (action == Action.ApproveScrap) return /**/ ".....7.........";
        if (action == Action.RejectScrap) return /* */ ".....B.........";
        if (action == Action.Dispose) return /*     */ "......8........";
        if (action == Action.Quarantine) return /*  */ "1234567........";
        return /* Release:                          */ "1234567........";
    }

    function test_EveryActionInEveryState() public {
        for (uint8 i = uint8(Action.Use); i <= uint8(type(Action).max); ++i) {
            for (uint8 from = 1; from < 16; ++from) {
                for (uint8 back = 1; back <= 4; ++back) _try(Action(i), from, back);
            }
        }
    }

    function _try(Action action, uint8 from, uint8 back) private {
        uint256 snapshot = vm.snapshotState();
        if (action == Action.Release) _record(CHIEF, Action.Quarantine, _item, 1);
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
        ledger.record(action, _item, _claimOf(_valueOf(action)));

        if (to != ".") {
            uint8 state = to == "B" ? back : uint8(to) - uint8(bytes1("0"));
            _assertState(_item, AssetState(state));
            bool remembers = action == Action.RequestScrap;
            vm.assertEq(uint8(_slot(_statusKey) >> 1) & 3, (remembers ? from : back) - 1, "state before");
        }
        vm.revertToState(snapshot);
    }

    function test_RevertWhen_ActionIsNotRecords() public {
        for (uint8 i = 0; i < uint8(Action.Use); ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, Action(i)));
            vm.prank(CHIEF);
            ledger.record(Action(i), _item, _claimOf(1));
        }
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

    function _valueOf(Action action) private pure returns (uint32) {
        bool needed = action == Action.Move || action == Action.Maintain || action == Action.Dispose;
        needed = needed || action == Action.Quarantine;
        return needed ? 1 : 0;
    }
}
