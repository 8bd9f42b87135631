// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetState, Kind } from "../../../contracts/types/Vocabulary.sol";
import { Ghost, GhostRecall, Ghosts } from "./Ghosts.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @notice Compares what the ledger stores of a subject with what its events say.
abstract contract Comparison is Ghosts {
    /// @dev Of an asset, a requisition or a product: head, block, state, and what is remembered beside them.
    function _assertStatus(bytes32 subject, bytes32 statusKey) internal view {
        Ghost storage ghost = ghosts[subject];
        uint8 low = ghost.state << 4;
        if (ghost.quarantined || ghost.entered) low |= 8;
        if (ghost.before != 0) low |= uint8(_remembered(ghost.before));
        if (ghost.kind == Kind.Asset && ghost.recall.level != 0) low |= 1;
        bytes32 expected = bytes32(abi.encodePacked(ghost.head, ghost.lastBlock, low));
        vm.assertEq(bytes32(_slot(statusKey)), expected, "status");
    }

    /// @dev Of an asset: who has it, who owns it, where it is going; recalls, remedies, and what is owed. But for who
    /// signed last: whom a check of separation looks at follows from the entries, not from that.
    function _assertCustody(bytes32 subject, uint24 product) internal view {
        Ghost storage ghost = ghosts[subject];
        bytes32[] memory keys = new bytes32[](3);
        for (uint256 i = 0; i < 3; ++i) keys[i] = Slots.plus(Slots.asset(subject), i + 1);
        bytes32[] memory stored = ledger.readSlots(keys);

        uint256 signers = uint256(type(uint24).max) << 72;
        // Who had signed before a scrapping was requested stands where an addressee does.
        bool scrapped = ghost.state == uint8(AssetState.Disposed) || _isBeingScrapped(ghost);
        if (scrapped) signers |= uint256(type(uint24).max) << 104;
        vm.assertEq(bytes32(uint256(stored[0]) & ~signers), _custodyWord(ghost, product), "custody");
        vm.assertEq(stored[1], ghost.shipment, "shipment");
        vm.assertEq(stored[2], _careWord(ghost), "care");
    }

    /// @dev Of a product, from its slot 1.
    function _assertRecall(bytes32 subject, bytes32 statusKey) internal view {
        uint64 stored = uint64(_slot(Slots.plus(statusKey, 1)) >> 168);
        vm.assertEq(stored, _recallWord(ghosts[subject].recall), "recall");
    }

    /// @dev Of a requisition, from its slot 1.
    function _assertDelivered(bytes32 subject, bytes32 statusKey) internal view {
        vm.assertEq(uint32(_slot(Slots.plus(statusKey, 1)) >> 176), ghosts[subject].delivered, "accepted");
    }

    function _custodyWord(Ghost storage ghost, uint24 product) private view returns (bytes32) {
        bytes memory high = abi.encodePacked(
            uint32(0),
            ghost.calibratedAt,
            ghost.calibratedUntil,
            ghost.deadline,
            ghost.offeredTo,
            uint8(ghost.terms) | (uint8(ghost.offeredTerms) << 4)
        );
        bytes memory low = abi.encodePacked(uint24(0), ghost.owner, ghost.custodian, product);
        return bytes32(bytes.concat(high, low));
    }

    function _careWord(Ghost storage ghost) private view returns (bytes32) {
        bytes memory high = abi.encodePacked(uint24(0), _recallWord(ghost.recall), ghost.debtor, ghost.consignor);
        bytes memory low = abi.encodePacked(ghost.monitoredAt, ghost.remedier, ghost.remedyAt, ghost.remediedAt);
        return bytes32(bytes.concat(high, low));
    }

    function _recallWord(GhostRecall storage recall) private view returns (uint64) {
        if (recall.level == 0) return 0;
        uint8 said = recall.level | (recall.instruction << 4) | (recall.byRegulator ? 0x80 : 0);
        return uint64(bytes8(abi.encodePacked(said, recall.raisedBy, recall.raisedAt)));
    }
}
