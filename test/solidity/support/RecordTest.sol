// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action } from "../../../contracts/types/Vocabulary.sol";
import { AssetTest } from "./AssetTest.sol";

/// @notice What every step by `record` refuses. The arguments are the step's row of the lifecycle table.
abstract contract RecordTest is AssetTest {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 minValue_,
        uint32 maxValue_
    ) AssetTest(action_, actor_, duties_, statesFrom_, minValue_, maxValue_) {}

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.record(action, AssetId.wrap(id), _expectingFor(action, AssetId.wrap(id), claim));
    }
}
