// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../../contracts/interfaces/ILedger.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Kind } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

interface IMulticall {
    function multicall(bytes[] calldata data) external returns (bytes[] memory results);
}

contract HistoryTest is Stages {
    AssetId private _item;
    bytes32 private _statusKey;

    function setUp() public override {
        super.setUp();
        _item = _stored(monitor);
        _statusKey = Slots.asset(AssetId.unwrap(_item));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         HEADS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The same steps at the same times on another ledger or another chain: the same ids, other heads.
    function test_Head_IsOfOneLedgerOnOneChain() public {
        bytes27 here = _head(_statusKey);

        address former = address(ledger);
        setUp();
        vm.assertTrue(address(ledger) != former, "another ledger");
        bytes27 there = _head(_statusKey);
        vm.assertTrue(there != here, "another ledger, another head");

        vm.chainId(block.chainid + 1);
        setUp();
        vm.assertTrue(_head(_statusKey) != there && _head(_statusKey) != here, "another chain, another head");
    }

    function testFuzz_Head_CommitsToTheClaim(uint32 value, uint32 ago, bytes32 details) public {
        Claim memory claim;
        claim.value = value;
        claim.occurredAt = uint32(block.timestamp) - (ago % 365 days);
        claim.details = details;
        Entry memory entry = _assetEntry(_item, NURSE, Action.Use, AssetState.InUse, claim);

        vm.prank(NURSE);
        ledger.record(Action.Use, _item, claim);

        _assertOnly(entry);
    }

    function test_Head_ChangesWithEachPartOfAnEntry() public {
        Claim memory claim = _fullClaim(PLACE);
        bytes27 head = _headAfterUse(NURSE, claim);
        vm.assertEq(bytes32(_headAfterUse(NURSE, claim)), bytes32(head), "the same entry");

        vm.assertTrue(_headAfterUse(CHIEF, claim) != head, "member");
        claim.value = PLACE + 1;
        vm.assertTrue(_headAfterUse(NURSE, claim) != head, "value");
        claim = _fullClaim(PLACE);
        claim.occurredAt -= 1;
        vm.assertTrue(_headAfterUse(NURSE, claim) != head, "occurred at");
        claim = _fullClaim(PLACE);
        claim.details = 0;
        vm.assertTrue(_headAfterUse(NURSE, claim) != head, "details");
        vm.warp(block.timestamp + 1);
        vm.assertTrue(_headAfterUse(NURSE, _fullClaim(PLACE)) != head, "recorded at");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     BLOCKS AND TIMES
    //////////////////////////////////////////////////////////////////////////*/

    function test_PreviousBlock() public {
        uint256 used = block.number;
        _record(NURSE, Action.Use, _item, 0);
        vm.roll(block.number + 1_000_000);
        Entry memory entry = _assetEntry(_item, KEEPER, Action.Store, AssetState.Stored, _claim());
        vm.assertEq(uint32(entry.statusBefore >> 8), used, "previous block");

        vm.prank(KEEPER);
        ledger.record(Action.Store, _item, _claim());

        _assertOnly(entry);
    }

    /// @dev The second entry says that the previous one is in its own block.
    function test_TwoEntriesInOneBlock() public {
        Logs memory logs;
        Entry memory first = _assetEntry(_item, NURSE, Action.Use, AssetState.InUse, _claim());
        vm.prank(NURSE);
        ledger.record(Action.Use, _item, _claim());
        logs = _recorded();
        _assertEntry(logs, first);
        _assertEnd(logs);

        Entry memory second = _assetEntry(_item, KEEPER, Action.Store, AssetState.Stored, _claim());
        vm.assertEq(uint32(second.statusBefore >> 8), block.number, "previous block");
        vm.prank(KEEPER);
        ledger.record(Action.Store, _item, _claim());
        _assertOnly(second);
    }

    function test_OccurredAt_WhenNotSaid() public {
        Entry memory entry = _assetEntry(_item, NURSE, Action.Use, AssetState.InUse, _claim());
        vm.assertEq(entry.occurredAt, block.timestamp, "the block's");
        vm.prank(NURSE);
        ledger.record(Action.Use, _item, _claim());
        _assertOnly(entry);
    }

    /// @dev Late by any time: the trace marks it, the ledger takes it.
    function test_OccurredAt_WhenLongAgo() public {
        Claim memory claim;
        claim.occurredAt = 1;
        Entry memory entry = _assetEntry(_item, NURSE, Action.Use, AssetState.InUse, claim);
        vm.prank(NURSE);
        ledger.record(Action.Use, _item, claim);
        _assertOnly(entry);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     EXPECTED HEADS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Of two that build on the same head only one gets through.
    function test_RevertGiven_AnotherWasFaster() public {
        Claim memory claim;
        claim.expected = Head.wrap(_head(_statusKey));
        vm.prank(NURSE);
        ledger.record(Action.Use, _item, claim);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.HeadMoved.selector,
                AssetId.unwrap(_item),
                Head.unwrap(claim.expected),
                _head(_statusKey)
            )
        );
        vm.prank(CHIEF);
        ledger.record(Action.Use, _item, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     SEVERAL AT ONCE
    //////////////////////////////////////////////////////////////////////////*/

    function test_Multicall() public {
        Claim memory claim = _fullClaim(PLACE);
        Entry memory first = _assetEntry(_item, CHIEF, Action.Use, AssetState.InUse, claim);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ILedger.record, (Action.Use, _item, claim));
        calls[1] = abi.encodeCall(ILedger.namePlace, ("ICU-3"));

        vm.prank(CHIEF);
        bytes[] memory results = IMulticall(address(ledger)).multicall(calls);

        vm.assertEq(results[0].length, 0, "nothing to answer");
        uint32 place = uint32(bytes4(keccak256("ICU-3")));
        vm.assertEq(abi.decode(results[1], (uint32)), place, "place");
        _assertEntry(_recorded(), first);
    }

    /// @dev Through the linked library as well: the caller is still who signs.
    function test_Multicall_OfRequisitionSteps() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ILedger.applyFor, (monitor, 1, "m-1", _claim()));
        calls[1] = abi.encodeCall(ILedger.applyFor, (monitor, 1, "m-2", _claim()));

        vm.prank(APPLICANT);
        bytes[] memory results = IMulticall(address(ledger)).multicall(calls);

        for (uint256 i = 0; i < 2; ++i) {
            bytes32 id = abi.decode(results[i], (bytes32));
            uint256 parties = _slot(Slots.plus(Slots.requisition(id), 1));
            vm.assertEq(uint24(parties >> 96), memberOf[APPLICANT], "applicant");
        }
    }

    function test_Multicall_RevertWhen_OneReverts() public {
        uint256 status = _slot(_statusKey);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ILedger.record, (Action.Use, _item, _claim()));
        calls[1] = abi.encodeCall(ILedger.record, (Action.Reinstate, _item, _claim()));

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(_item),
                Action.Reinstate,
                AssetState.InUse
            )
        );
        vm.prank(CHIEF);
        IMulticall(address(ledger)).multicall(calls);
        vm.assertEq(_slot(_statusKey), status, "nothing happened");
    }

    function test_Multicall_RevertWhen_CallerIsStranger() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(ILedger.record, (Action.Use, _item, _claim()));

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownAccount.selector, STRANGER));
        vm.prank(STRANGER);
        IMulticall(address(ledger)).multicall(calls);
    }

    /// @dev Uses the item, and undoes that.
    function _headAfterUse(address by, Claim memory claim) private returns (bytes27 head) {
        uint256 snapshot = _snapshot();
        vm.prank(by);
        ledger.record(Action.Use, _item, claim);
        head = _head(_statusKey);
        _revertTo(snapshot);
    }
}
