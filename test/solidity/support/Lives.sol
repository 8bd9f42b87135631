// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Action, AssetState } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Attempts } from "./Attempts.sol";
import { Comparison } from "./Comparison.sol";
import { Ghost } from "./Ghosts.sol";
import { Attempt } from "./Model.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";
import { WaysOut } from "./WaysOut.sol";

/// @notice The items whose lives are lived, the clock, and how a step is tried: any other answer than the model's fails
/// the run.
abstract contract Lives is Attempts, Comparison, WaysOut {
    /// @dev Items by age: the oldest are left alone.
    uint256 internal constant RECENT = 5;
    AssetId[] internal _items;
    RequisitionId[2] internal _requisitions;
    // The runner's own clock may stand still between calls.
    uint256 internal _time;
    uint256 internal _block;
    uint256 private _calls;

    /// @dev How often an action succeeded, and a refusal was seen: that the runs are no idle ones.
    mapping(Action => uint256) public succeeded;
    mapping(bytes4 selector => uint256) public refused;

    modifier onTime() {
        vm.warp(_time);
        vm.roll(_block);
        vm.recordLogs();
        _;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   FOR THE INVARIANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev All that is stored as status: of products, requisitions and _items.
    function assertStatuses() external view {
        for (uint24 number = 1; number <= 3; ++number) _assertStatus(_productId(number), Slots.product(number));
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 requisition = RequisitionId.unwrap(_requisitions[i]);
            _assertStatus(requisition, Slots.requisition(requisition));
        }
        for (uint256 i = 0; i < _items.length; ++i) {
            bytes32 item = AssetId.unwrap(_items[i]);
            _assertStatus(item, Slots.asset(item));
        }
    }

    /// @dev All that is stored of items and recalls besides.
    function assertCustodies() external view {
        for (uint24 number = 1; number <= 3; ++number) _assertRecall(_productId(number), Slots.product(number));
        for (uint256 i = 0; i < _items.length; ++i) {
            uint24 number = [MONITOR_NUMBER, NEEDLE_NUMBER, MONITOR_NUMBER, FOREIGN_NUMBER][i % 4];
            _assertCustody(AssetId.unwrap(_items[i]), number);
        }
    }

    function assertDeliveries() external view {
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 requisition = RequisitionId.unwrap(_requisitions[i]);
            _assertDelivered(requisition, Slots.requisition(requisition));
        }
    }

    function _productId(uint24 number) private view returns (bytes32) {
        return ProductId.unwrap([monitor, needle, foreign][number - 1]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      TRYING IT
    //////////////////////////////////////////////////////////////////////////*/

    function _try(Attempt memory a) internal {
        _call(a.by, _encode(a), a.action, _answer(a));
    }

    /// @dev What was refused left no trace: the ghosts must still be right.
    function _call(address by, bytes memory data, Action action, bytes4 expected) internal {
        vm.prank(by);
        (bool success, bytes memory answer) = address(ledger).call(data);
        bytes4 actual = success ? bytes4(0) : bytes4(answer);
        if (actual != expected) {
            string memory name = string.concat("answer to action ", vm.toString(uint256(action)));
            vm.assertEq(bytes32(actual), bytes32(expected), name);
        }
        if (success) _done(action);
        else ++refused[expected];
    }

    function _done(Action action) internal {
        _replay(vm.getRecordedLogs());
        ++succeeded[action];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     CHOOSING IT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The runner likes small numbers, and the same ones again.
    function _spread(uint256 seed) internal returns (uint256) {
        return uint256(keccak256(abi.encode(seed, ++_calls)));
    }

    function _recent(uint256 seed) internal view returns (uint256) {
        uint256 age = (seed & 0xff) % (_items.length < RECENT ? _items.length : RECENT);
        return _items.length - 1 - age;
    }

    /// @dev Mostly one that the manufacturer stores, or has shipped.
    function _recentAtMaker(uint256 seed, AssetState state) internal view returns (uint256 index) {
        for (uint256 i = 0; i < RECENT; ++i) {
            index = _recent((seed & 0xff) + i);
            Ghost storage ghost = _ghost(_items[index]);
            bool there = ghost.custodian == MANUFACTURER && ghost.state == uint8(state);
            if ((seed >> 32) % 4 == 0 || (there && ghost.offeredTo == 0)) break;
        }
    }

    function _serial(uint256 index) internal pure returns (bytes32) {
        return bytes32(bytes(vm.toString(index)));
    }

    function _productOf(uint256 index) internal view returns (ProductId) {
        return [monitor, needle, monitor, foreign][index % 4];
    }

    function _itemAt(uint256 index) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("Item(bytes32 product,bytes32 serial)");
        return keccak256(abi.encode(typeHash, _productOf(index), _serial(index)));
    }

    /// @dev Mostly the one for its product; there is none for what is foreign.
    function _requisitionFor(AssetId item, uint256 seed) internal view returns (RequisitionId) {
        uint256 index = _ghost(item).product == ProductId.unwrap(needle) ? 1 : 0;
        return _requisitions[(seed >> 8) % 8 == 0 ? 1 - index : index];
    }

    function _wanted(RequisitionId requisition) internal view returns (bytes32) {
        return ghosts[RequisitionId.unwrap(requisition)].product;
    }

    function _target(uint256 seed) internal view returns (ProductId product, bytes32 serial, bytes32 target) {
        if ((seed >> 8) % 8 == 0) {
            product = [monitor, needle, foreign][(seed >> 16) % 3];
            return (product, 0, ProductId.unwrap(product));
        }
        uint256 index = (seed >> 16) % 8 == 0 ? _items.length : _recent(seed);
        return (_productOf(index), _serial(index), _itemAt(index));
    }

    function _recaller(uint256 seed) internal pure returns (address) {
        return [WARDEN, RECALLER, WARDEN, MAKER_CHIEF, REGISTRAR, RIVAL_CHIEF][(seed >> 24) % 6];
    }
}
