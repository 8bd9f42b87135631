// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, BatchId } from "../../../contracts/types/Ids.sol";
import { Care, Claim } from "../../../contracts/types/Records.sol";
import { Action, AssetState } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { AssetTest } from "./AssetTest.sol";
import { LotTest } from "./LotTest.sol";
import { Holding } from "./Stages.sol";
import { World } from "./World.sol";

/// @notice What every step on an asset refuses, on a parcel: 200 units of the vaccine in packs with codes, which the hospital
/// has. Entries say how many units there are.
abstract contract ParcelTest is AssetTest, LotTest {
    uint32 internal constant QUANTITY = 200;

    BatchId internal batch;

    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 minValue_,
        uint32 maxValue_
    ) AssetTest(action_, actor_, duties_, statesFrom_, minValue_, maxValue_) {}

    function setUp() public virtual override(LotTest, World) {
        LotTest.setUp();
        (batch, item) = _delivered(LOT, QUANTITY, PACKS_ROOT, REFERENCE);
    }

    function _leadsTo(AssetState state, address by, Claim memory claim) internal virtual override {
        _writes(_parcelEntry(item, by, action, state, QUANTITY, claim), claim);
    }

    /// @dev Owned by who holds it.
    function _whole(uint24 holder) internal view returns (Holding memory custody) {
        custody = _parcelCustody(VACCINE_NUMBER, holder, holder, batch, QUANTITY);
        custody.firstPackAndOne = 1;
    }

    /// @dev The step changed neither quantity nor packs, nor anything of the batch.
    function _assertWhole(Holding memory custody) internal view {
        _assertCustody(item, custody);
        _assertCareOfParcel(item, 0, QUANTITY / UNITS_PER_PACK);
        _assertBatch(batch, VACCINE_NUMBER, EXPIRY, QUANTITY, _noRecall(), PACKS_ROOT);
    }

    function _assertNoCare() internal view {
        Care memory care;
        _assertCare(item, care);
    }
}

/// @notice The same for steps by `record`.
abstract contract ParcelRecordTest is ParcelTest {
    constructor(
        Action action_,
        address actor_,
        uint16 duties_,
        uint256 statesFrom_,
        uint32 minValue_,
        uint32 maxValue_
    ) ParcelTest(action_, actor_, duties_, statesFrom_, minValue_, maxValue_) {}

    function _stepOn(bytes32 id, Claim memory claim) internal virtual override {
        ledger.record(action, AssetId.wrap(id), _expectingFor(action, AssetId.wrap(id), claim));
    }
}
