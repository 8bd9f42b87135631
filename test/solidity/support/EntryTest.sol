// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { Head } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action } from "../../../contracts/types/Vocabulary.sol";
import { WriteTest } from "./WriteTest.sol";
import { vm } from "./Vm.sol";

/// @notice What every write refuses that takes a {Claim} and so appends an entry.
abstract contract EntryTest is WriteTest {
    Action internal immutable action;
    /// @dev The least and largest `value`.
    uint32 internal immutable minValue;
    uint32 internal immutable maxValue;

    constructor(Action action_, uint32 min, uint32 max) {
        action = action_;
        minValue = min;
        maxValue = max;
    }

    /// @dev The subject that the step writes to (first), and the slot of its status.
    function _subject() internal view virtual returns (bytes32 id, bytes32 statusKey);

    /// @dev The step with another claim than the usual one.
    function _stepWith(Claim memory claim) internal virtual;

    /// @dev A claim with which the step succeeds.
    function _usualClaim() internal view virtual returns (Claim memory) {
        return _claimOf(minValue);
    }

    /// @dev The same, with all that every action has room for.
    function _fullUsualClaim() internal view returns (Claim memory claim) {
        claim = _usualClaim();
        (claim.occurredAt, claim.details) = (_fullClaim().occurredAt, _fullClaim().details);
    }

    /// @dev The largest value, with what its code asks for besides.
    function _largestValue() internal view virtual returns (uint32) {
        return maxValue;
    }

    /// @dev What the entry is about occurred by then.
    function _lastMoment() internal view virtual returns (uint32) {
        return uint32(block.timestamp);
    }

    /// @dev Whether `until` may be given.
    function _takesUntil() internal view virtual returns (bool) {
        return false;
    }

    /// @dev The largest `until`; 0 where there is none.
    function _latest() internal view virtual returns (uint32) {
        return _takesUntil() ? type(uint32).max : 0;
    }

    function _step() internal override {
        _stepWith(_usualClaim());
    }

    function test_RevertWhen_HeadMoved() public {
        Claim memory claim = _usualClaim();
        claim.expected = Head.wrap(bytes27(keccak256("some other head")));
        (bytes32 id, bytes32 statusKey) = _subject();

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, id, Head.unwrap(claim.expected), _head(statusKey))
        );
        vm.prank(actor);
        _stepWith(claim);
    }

    function test_WhenExpectedHeadIsStored() public {
        Claim memory claim = _usualClaim();
        (, bytes32 statusKey) = _subject();
        claim.expected = Head.wrap(_head(statusKey));

        vm.prank(actor);
        _stepWith(claim);
    }

    function test_RevertWhen_OccurredInFuture() public {
        Claim memory claim = _usualClaim();
        claim.occurredAt = _lastMoment() + 1;

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.OccurredInFuture.selector, claim.occurredAt, _lastMoment())
        );
        vm.prank(actor);
        _stepWith(claim);

        claim.occurredAt -= 1;
        vm.prank(actor);
        _stepWith(claim);
    }

    function test_RevertWhen_ValueOutOfRange() public {
        if (minValue > 0) _refusesValue(minValue - 1);
        if (maxValue < type(uint32).max) {
            _refusesValue(maxValue + 1);
            _refusesValue(type(uint32).max);
        }
    }

    function test_WhenValueIsLargest() public {
        Claim memory claim = _usualClaim();
        claim.value = _largestValue();

        vm.prank(actor);
        _stepWith(claim);
    }

    function test_RevertWhen_UntilOutOfRange() public {
        Claim memory claim = _usualClaim();
        claim.until = uint32(block.timestamp) + (_takesUntil() ? 0 : 1);
        uint32 min = _takesUntil() ? claim.until + 1 : 0;

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.UntilOutOfRange.selector, action, claim.until, min, _latest())
        );
        vm.prank(actor);
        _stepWith(claim);
    }

    function _refusesValue(uint32 value) private {
        Claim memory claim = _usualClaim();
        claim.value = value;

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, action, value, minValue, maxValue)
        );
        vm.prank(actor);
        _stepWith(claim);
    }
}
