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

/// @notice What every step on an asset refuses, whichever function takes it. The arguments are the step's row of the
/// lifecycle table.
abstract contract AssetTest is SubjectTest {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 minValue_,
        uint32 maxValue_
    ) WriteTest(actor_, duties_) EntryTest(action_, minValue_, maxValue_) SubjectTest(Kind.Asset, statesFrom_) {}

    /// @dev The step leads to `state`: one entry with all that the claim says, and nothing else.
    function _leadsTo(AssetState state, address by, Claim memory claim) internal virtual {
        _writes(_assetEntry(item, by, action, state, claim), claim);
    }

    /// @dev The step writes this entry, by who signs it, and nothing else.
    function _writes(Entry memory entry, Claim memory claim) internal {
        vm.prank(entry.by);
        _stepWith(claim);

        _assertOnly(entry);
    }

    /// @dev From each of the states given as bits the step leads to `state`; 0 for the one it was in.
    function _leadsFrom(uint256 states, AssetState state) internal {
        (, bytes32 statusKey) = _subject();
        for (uint8 from = 1; from < 16; ++from) {
            if ((states >> from) & 1 == 0) continue;
            _forceState(statusKey, from, 1);
            _leadsTo(state == AssetState.None ? AssetState(from) : state, actor, _fullUsualClaim());
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
