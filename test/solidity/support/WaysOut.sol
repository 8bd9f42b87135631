// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId } from "../../../contracts/types/Ids.sol";
import { Claim, Passage } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Means } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";
import { World } from "./World.sol";

/// @notice Whatever has entered, and has not come to its end, has a way out: its custodian's members scrap what is its own, and
/// send back what is borrowed. Tried on a snapshot, which is gone back from: as if it never had been.
abstract contract WaysOut is World {
    /// @dev More than any way is long.
    uint256 private constant MOST_STEPS = 8;
    /// @dev All that leaving takes, and every holder of goods may give.
    uint16 private constant LEAVING = Duties.KEEP | Duties.INSPECT | Duties.RELEASE | Duties.APPROVE | Duties.DISPOSE;

    /// @dev How often one was found from this state.
    mapping(uint8 state => uint256) public wentOut;

    /// @dev Fails unless it is disposed of, or with its owner, in the end.
    function _goesOut(AssetId asset) internal {
        uint8 from = _stateOf(asset);
        uint256 snapshot = vm.snapshotState();
        uint24 custodian = _custodianOf(asset);
        address[4] memory colleagues = _colleagues(custodian);
        for (uint256 i = 0; i < MOST_STEPS && !_isOut(asset, custodian); ++i) _step(asset, colleagues);
        bool out = _isOut(asset, custodian);
        vm.revertToState(snapshot);
        vm.recordLogs();

        vm.assertTrue(out, string.concat("no way out of state ", vm.toString(from)));
        ++wentOut[from];
    }

    /// @dev The next step on the way: each by somebody who did none before that must be another's.
    function _step(AssetId asset, address[4] memory colleagues) private {
        AssetState state = AssetState(_stateOf(asset));
        uint24 owner = uint24(_custodyOf(asset) >> 48);
        bool borrowed = owner != _custodianOf(asset);
        if (state == AssetState.InTransit) return _do(colleagues[0], Action.Withdraw, asset, 0);
        if (state == AssetState.InUse) return _do(colleagues[0], Action.Store, asset, 0);
        if (borrowed) return _sendHome(asset, owner, colleagues[0]);
        if (state == AssetState.Repaired) return _do(colleagues[1], Action.Reinstate, asset, 0);
        if (state == AssetState.ScrapRequested) {
            // By two, where two are needed.
            _try(colleagues[1], abi.encodeCall(ledger.decideScrap, (asset, Action.ApproveScrap, _claim())));
            if (AssetState(_stateOf(asset)) != state) return;
            return _try(colleagues[2], abi.encodeCall(ledger.decideScrap, (asset, Action.ApproveScrap, _claim())));
        }
        if (state == AssetState.ScrapApproved) {
            return _do(colleagues[3], Action.Dispose, asset, uint32(Means.Destroyed));
        }
        _do(colleagues[0], Action.RequestScrap, asset, 0);
    }

    /// @dev To its owner, who takes it.
    function _sendHome(AssetId asset, uint24 owner, address by) private {
        Claim memory claim;
        claim.until = uint32(block.timestamp) + 1;
        Passage[] memory none;
        _try(by, abi.encodeCall(ledger.sendBack, (asset, owner, none, claim)));
        // It can be withdrawn, and sent again.
        _do(by, Action.Withdraw, asset, 0);
        _try(by, abi.encodeCall(ledger.sendBack, (asset, owner, none, claim)));
        _try(_colleagues(owner)[0], abi.encodeCall(ledger.take, (asset, _expecting(asset))));
    }

    function _do(address by, Action action, AssetId asset, uint32 value) private {
        _try(by, abi.encodeCall(ledger.record, (action, asset, _claimOf(value))));
    }

    /// @dev Nothing on the way is refused.
    function _try(address by, bytes memory data) private {
        vm.prank(by);
        (bool success, bytes memory answer) = address(ledger).call(data);
        if (!success) vm.assertEq(answer, "", "refused on the way out");
    }

    /// @dev Four members more, by an administrator more, none of whom signed anything.
    function _colleagues(uint24 organisation) private returns (address[4] memory colleagues) {
        address administrator = _nobody(organisation, 0);
        vm.prank(COUNCIL);
        ledger.nameAdministrator(organisation, administrator, _consentOf(administrator));
        for (uint256 i = 0; i < 4; ++i) {
            colleagues[i] = _nobody(organisation, i + 1);
            _employ(organisation, administrator, colleagues[i], LEAVING);
        }
    }

    function _nobody(uint24 organisation, uint256 index) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("nobody yet", organisation, index)))));
    }

    function _isOut(AssetId asset, uint24 custodian) private view returns (bool) {
        uint8 state = _stateOf(asset);
        bool ended = state == uint8(AssetState.Disposed) || state == uint8(AssetState.Consumed);
        return ended || _custodianOf(asset) != custodian;
    }

    function _stateOf(AssetId asset) private view returns (uint8) {
        return uint8(_slot(Slots.asset(AssetId.unwrap(asset))) >> 4) & 0xf;
    }

    function _custodianOf(AssetId asset) private view returns (uint24) {
        return uint24(_custodyOf(asset) >> 24);
    }

    function _custodyOf(AssetId asset) private view returns (uint256) {
        return _slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 1));
    }
}
