// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { LotGhost, LotGhosts } from "./LotGhosts.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @notice Compares what the ledger stores of batches, parcels and packs with what its events say.
abstract contract LotComparison is LotGhosts {
    /// @dev Nothing was noted that breaks an invariant.
    function assertKept(uint256 number) external view {
        vm.assertTrue(bytes(broken[number]).length == 0, broken[number]);
    }

    /// @dev 1, 2: of each batch and parcel.
    function assertBalances() external view {
        for (uint256 i = 0; i < _batches.length; ++i) {
            LotGhost storage batch = ghosts[_batches[i]];
            uint256 entered = uint64(_slot(Slots.plus(Slots.batch(batch.number), 1)) >> 56);
            vm.assertEq(entered, batch.entered, "what entered the batch");
            uint256 sum;
            bytes32[] storage parcels = _parcelsOf[_batches[i]];
            for (uint256 j = 0; j < parcels.length; ++j) {
                LotGhost storage ghost = ghosts[parcels[j]];
                uint256 held = uint32(_custodyOf(parcels[j]) >> 160);
                vm.assertEq(ghost.began, held + ghost.splitOff + ghost.dispensed, "balance of the parcel");
                vm.assertTrue((ghost.state == 9) == (held == 0), "empty, and not consumed, or the other way round");
                sum += held + ghost.dispensed;
            }
            vm.assertEq(sum, entered, "balance of the batch");
        }
    }

    /// @dev 3, 4, 6: of each batch whose packs have codes.
    function assertPacks() external view {
        for (uint256 i = 0; i < _batches.length; ++i) {
            if (ghosts[_batches[i]].packs != 0) _assertPacks(_batches[i]);
        }
    }

    /// @dev 7.
    function assertHeads() external view {
        for (uint24 number = 1; number <= 3; ++number) {
            bytes32 product = ProductId.unwrap([vaccine, drug, gauze][number - 1]);
            _assertHead(product, Slots.product(FOREIGN_NUMBER + number));
        }
        for (uint256 i = 0; i < _requisitions.length; ++i) {
            bytes32 requisition = RequisitionId.unwrap(_requisitions[i]);
            bytes32 key = Slots.requisition(requisition);
            _assertHead(requisition, key);
            uint256 accepted = uint32(_slot(Slots.plus(key, 1)) >> 176);
            vm.assertEq(accepted, ghosts[requisition].accepted, "accepted");
            vm.assertTrue(accepted <= ghosts[requisition].ordered, "accepted more than ordered");
        }
        for (uint256 i = 0; i < _batches.length; ++i) {
            uint32 number = ghosts[_batches[i]].number;
            vm.assertEq(_slot(Slots.batchNumber(_batches[i])), number, "number of the batch");
            _assertHead(_batches[i], Slots.batch(number));
            vm.assertEq(uint32(_slot(Slots.plus(Slots.batch(number), 1)) >> 24), ghosts[_batches[i]].expiry, "expiry");
        }
        for (uint256 i = 0; i < _parcels.length; ++i) {
            bytes32 key = Slots.asset(_parcels[i]);
            _assertHead(_parcels[i], key);
            vm.assertTrue((_slot(key) & 8 != 0) == ghosts[_parcels[i]].quarantined, "quarantined");
        }
    }

    /// @dev 8: of each parcel, and whose it is.
    function assertDebts() external view {
        for (uint256 i = 0; i < _parcels.length; ++i) {
            LotGhost storage ghost = ghosts[_parcels[i]];
            uint256 custody = _custodyOf(_parcels[i]);
            vm.assertEq(uint24(custody >> 24), ghost.custodian, "custodian");
            vm.assertEq(uint24(custody >> 48), ghost.owner, "owner");
            vm.assertEq(uint8(custody >> 96) & 0xf, uint8(ghost.terms), "terms");
            uint256 care = _slot(Slots.plus(Slots.asset(_parcels[i]), 3));
            vm.assertEq(uint32(_slot(Slots.plus(Slots.asset(_parcels[i]), 4))), ghost.owed, "owed");
            vm.assertEq(uint24(care >> 120), ghost.consignor, "consignor");
            vm.assertEq(uint24(care >> 144), ghost.debtor, "debtor");
            vm.assertTrue((ghost.owed == 0) == (ghost.consignor == 0), "owed to nobody, or nothing owed to somebody");
        }
    }

    function _assertHead(bytes32 subject, bytes32 statusKey) private view {
        uint256 status = _slot(statusKey);
        vm.assertEq(bytes32(bytes27(bytes32(status))), bytes32(ghosts[subject].head), "head");
        vm.assertEq((status >> 4) & 0xf, ghosts[subject].state, "state");
    }

    function _assertPacks(bytes32 id) private view {
        LotGhost storage batch = ghosts[id];
        uint256[] memory words = new uint256[](batch.packs / 256 + 1);
        uint256[] memory covered = new uint256[](words.length);
        uint256 count;
        for (uint256 w = 0; w < words.length; ++w) {
            words[w] = _slot(Slots.dispensedPacks(batch.number, w));
            vm.assertEq(bytes32(words[w]), bytes32(bits[id][w]), "packs dispensed");
            vm.assertEq(words[w] & ~_inRange(w, 0, batch.packs), 0, "packs that there are not");
            count += _ones(words[w]);
        }
        vm.assertTrue(
            count <= batch.packs && batch.packs * _units(id) == batch.entered,
            "more dispensed than there are"
        );

        bytes32[] storage parcels = _parcelsOf[id];
        for (uint256 j = 0; j < parcels.length; ++j) {
            (uint256 first, uint256 end) = _range(parcels[j]);
            bool told = first == ghosts[parcels[j]].first && end == ghosts[parcels[j]].end;
            vm.assertTrue(told, "range of the parcel");
            uint256 unmarked;
            for (uint256 w = first / 256; w * 256 < end; ++w) {
                uint256 mask = _inRange(w, first, end);
                vm.assertEq(covered[w] & mask, 0, "ranges overlap");
                covered[w] |= mask;
                unmarked += _ones(mask & ~words[w]);
            }
            vm.assertEq(uint32(_custodyOf(parcels[j]) >> 160), _units(id) * unmarked, "packs that the parcel holds");
        }
        for (uint256 w = 0; w < covered.length; ++w) {
            vm.assertEq(bytes32(covered[w]), bytes32(_inRange(w, 0, batch.packs)), "packs in no parcel");
        }
    }

    function _custodyOf(bytes32 parcel) internal view returns (uint256) {
        return _slot(Slots.plus(Slots.asset(parcel), 1));
    }

    /// @dev Of a serialised parcel, the index of its first pack, and the one after its last.
    function _range(bytes32 parcel) internal view returns (uint256 first, uint256 end) {
        first = uint32(_custodyOf(parcel) >> 192) - 1;
        end = uint32(_slot(Slots.plus(Slots.asset(parcel), 4)) >> 32);
    }

    /// @dev The bits of a word that stand for packs from `first` to before `end`.
    function _inRange(uint256 word, uint256 first, uint256 end) internal pure returns (uint256) {
        uint256 start = word * 256;
        uint256 low = first < start ? start : first;
        uint256 high = end > start + 256 ? start + 256 : end;
        if (low >= high) return 0;
        return (type(uint256).max >> (256 - (high - low))) << (low - start);
    }
}
