// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Kind } from "../../../contracts/types/Vocabulary.sol";
import { Entry } from "./Entries.sol";
import { EntryTest } from "./EntryTest.sol";
import { SubjectTest } from "./SubjectTest.sol";
import { WriteTest } from "./WriteTest.sol";
import { vm } from "./Vm.sol";

/// @notice What every step by `record` refuses. The arguments are the step's row of the lifecycle table.
abstract contract RecordTest is SubjectTest {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 minValue_,
        uint32 maxValue_
    ) WriteTest(actor_, duties_) EntryTest(action_, minValue_, maxValue_) SubjectTest(Kind.Asset, statesFrom_) {}

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.record(action, AssetId.wrap(id), claim);
    }

    /// @dev The step leads to `state`: one entry with all that the claim says, and nothing else.
    function _leadsTo(AssetState state, address by, Claim memory claim) internal {
        Entry memory entry = _assetEntry(item, by, action, state, claim);

        vm.prank(by);
        ledger.record(action, item, claim);

        _assertOnly(entry);
    }

    /// @dev From each of the states given as bits the step leads to `state`; 0 for the one it was in.
    function _leadsFrom(uint256 states, AssetState state) internal {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from < 16; ++from) {
            if ((states >> from) & 1 == 0) continue;
            _forceState(statusKey, from, 1);
            _leadsTo(state == AssetState.None ? AssetState(from) : state, actor, _fullClaim(minValue));
            _tick();
        }
    }

    /// @dev The refusal of a member who signed the step before.
    function _refusesOwnWork(address by) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.OwnWork.selector, AssetId.unwrap(item), action, memberOf[by])
        );
        vm.prank(by);
        _step();
    }
}
