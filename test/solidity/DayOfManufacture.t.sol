// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Lot, Registration } from "../../contracts/types/Records.sol";
import { Action, AssetState, Basis, ProductKind, Tracking } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Sequences } from "./support/Sequences.sol";
import { vm } from "./support/Vm.sol";

/// @notice When goods were made that enter by no acceptance: on a day, counted from 1970, within the registration. The same of
/// an item and of a lot.
abstract contract DayOfManufactureTest is Sequences {
    /// @dev The days on which the registration begins and ends, and today.
    uint32 internal constant FIRST_DAY = REGISTERED_FROM / 1 days;
    uint32 internal constant LAST_DAY = REGISTERED_UNTIL / 1 days;
    uint32 internal constant TODAY = START / 1 days;

    Basis[3] private _dated = [Basis.Found, Basis.Donated, Basis.Exchanged];

    function setUp() public virtual override {
        super.setUp();
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, type(uint32).max);
    }

    /// @dev The call alone.
    function _enter(Claim memory claim) internal virtual returns (AssetId);
    function _entered() internal view virtual returns (ProductId);
    /// @dev As the regulator registered it.
    function _registered() internal pure virtual returns (Registration memory);

    function test_OnEachDayWithin() public {
        uint32[3] memory days_ = [FIRST_DAY, DAY_MADE, TODAY];
        for (uint256 i = 0; i < 3; ++i) for (uint256 j = 0; j < 3; ++j) _enters(_dated[i], days_[j]);
    }

    /// @dev All of the last day, and none after it, once the registration has ended.
    function test_OnTheLastDay() public {
        vm.warp(uint256(REGISTERED_UNTIL) + 10 days);
        for (uint256 i = 0; i < 3; ++i) {
            _enters(_dated[i], LAST_DAY);
            _refuses(_dated[i], LAST_DAY + 1, _notRegistered(LAST_DAY + 1));
        }
    }

    /// @dev A registration that begins in the middle of a day: made at some moment of that day, perhaps after it began.
    function test_OnTheFirstDay_GivenItBeganAtNoon() public {
        _registeredFrom(REGISTERED_FROM + 12 hours);

        _enters(Basis.Found, FIRST_DAY);
        _refuses(
            Basis.Found,
            FIRST_DAY - 1,
            abi.encodeWithSelector(
                ILedgerErrors.NotRegisteredThen.selector,
                _entered(),
                (FIRST_DAY - 1) * 1 days,
                REGISTERED_FROM + 12 hours,
                REGISTERED_UNTIL
            )
        );
    }

    function test_RevertWhen_BeforeTheRegistration() public {
        uint32[2] memory days_ = [FIRST_DAY - 1, 1];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = 0; j < 2; ++j) _refuses(_dated[i], days_[j], _notRegistered(days_[j]));
        }
    }

    function test_RevertWhen_Missing() public {
        for (uint256 i = 0; i < 3; ++i) {
            _refuses(
                _dated[i],
                0,
                abi.encodeWithSelector(ILedgerErrors.DayOfManufactureMissing.selector, _entered(), _dated[i])
            );
        }
    }

    /// @dev The time zone is the chain's: a day begins at midnight, UTC.
    function test_RevertWhen_InTheFuture() public {
        uint32[3] memory days_ = [TODAY + 1, LAST_DAY, type(uint24).max];
        Basis[4] memory each = [Basis.Existing, Basis.Found, Basis.Donated, Basis.Exchanged];
        for (uint256 i = 0; i < 4; ++i) {
            for (uint256 j = 0; j < 3; ++j) _refuses(each[i], days_[j], _future(each[i], days_[j], TODAY));
        }
        vm.warp(uint256(START) + 1 days - 1);
        _refuses(Basis.Found, TODAY + 1, _future(Basis.Found, TODAY + 1, TODAY));
        vm.warp(uint256(START) + 1 days + 1 hours);
        _enters(Basis.Found, TODAY + 1);
    }

    /// @dev None was made after it came.
    function test_RevertWhen_AfterItCame() public {
        vm.warp(uint256(START) + 2 days);
        Claim memory claim = _claimOf(uint32(Basis.Found) | ((TODAY + 1) << 8));
        claim.occurredAt = START + 1 days - 1;
        vm.expectRevert(_future(Basis.Found, TODAY + 1, TODAY));
        vm.prank(INSPECTOR);
        _enter(claim);

        claim.occurredAt = START + 1 days;
        vm.prank(INSPECTOR);
        _assertState(_enter(claim), AssetState.Inspected);
    }

    /// @dev Existing stock may be older than any registration, and need not say how old.
    function test_Existing() public {
        uint32[5] memory days_ = [0, 1, FIRST_DAY - 1, DAY_MADE, TODAY];
        for (uint256 i = 0; i < 5; ++i) _enters(Basis.Existing, days_[i]);
    }

    /// @dev When it came is no matter: long after the registration ended.
    function test_GivenRegistrationEnded() public {
        vm.warp(uint256(REGISTERED_UNTIL) + 365 days);
        _enters(Basis.Donated, DAY_MADE);
    }

    function _enters(Basis basis, uint32 day) private {
        uint256 snapshot = _snapshot();
        Claim memory claim = _fullClaim(uint32(basis) | (day << 8));
        vm.prank(INSPECTOR);
        AssetId asset = _enter(claim);
        _assertState(asset, AssetState.Inspected);
        _wind();
        uint256 facts = _entriesFrom(AssetId.unwrap(asset), 0)[0].facts;
        vm.assertEq(uint32(facts >> 128), claim.value, "value");
        _revertTo(snapshot);
    }

    function _refuses(Basis basis, uint32 day, bytes memory refusal) private {
        Claim memory claim = _claimOf(uint32(basis) | (day << 8));
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        _enter(claim);
    }

    function _notRegistered(uint32 day) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.NotRegisteredThen.selector,
                _entered(),
                day * 1 days,
                REGISTERED_FROM,
                REGISTERED_UNTIL
            );
    }

    function _future(Basis basis, uint32 day, uint32 today) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.ValueOutOfRange.selector,
                Action.Enrol,
                uint32(basis) | (day << 8),
                uint32(basis),
                uint32(basis) | (today << 8)
            );
    }

    /// @dev Amends when the registration begins.
    function _registeredFrom(uint32 from) private {
        Registration memory registration = _registered();
        registration.registeredFrom = from;
        vm.prank(REGISTRAR);
        ledger.amend(registration, _claim());
    }
}

contract DayOfManufactureItemTest is DayOfManufactureTest {
    function _enter(Claim memory claim) internal override returns (AssetId) {
        return ledger.enrol(foreign, FOREIGN_SERIAL, claim);
    }

    function _entered() internal view override returns (ProductId) {
        return foreign;
    }

    /// @dev What was made here says it by when it entered.
    function test_RevertWhen_ManufacturedNamesDay() public {
        uint32 value = uint32(Basis.Manufactured) | (DAY_MADE << 8);
        _expectValue(Action.Enrol, value, 1, 1);
        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, _claimOf(value));
    }

    function test_RevertWhen_ManufacturedOutsideTheRegistration() public {
        Claim memory claim = _claimOf(uint32(Basis.Manufactured));
        claim.occurredAt = REGISTERED_FROM - 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotRegisteredThen.selector,
                monitor,
                REGISTERED_FROM - 1,
                REGISTERED_FROM,
                REGISTERED_UNTIL
            )
        );
        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, claim);

        claim.occurredAt = REGISTERED_FROM;
        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, claim);
    }

    function _registered() internal pure override returns (Registration memory) {
        return _registration(FOREIGN_CODE, ProductKind.Device, 0);
    }
}

contract DayOfManufactureLotTest is DayOfManufactureTest {
    function _enter(Claim memory claim) internal override returns (AssetId) {
        return ledger.enrolLot(gauze, _label(), claim);
    }

    function _entered() internal view override returns (ProductId) {
        return gauze;
    }

    /// @dev What was manufactured is commissioned.
    function test_RevertWhen_Manufactured() public {
        uint32[2] memory values = [uint32(1), 1 | (DAY_MADE << 8)];
        for (uint256 i = 0; i < 2; ++i) {
            _expectValue(Action.Enrol, values[i], 2, 5);
            vm.prank(MAKER);
            ledger.enrolLot(gauze, _label(), _claimOf(values[i]));
        }
    }

    /// @dev A lot that does not expire.
    function _label() private pure returns (Lot memory) {
        return Lot(LOT, 10, type(uint32).max);
    }

    function _registered() internal pure override returns (Registration memory registration) {
        registration = _registration(GAUZE_CODE, ProductKind.Consumable, 0);
        registration.tracking = Tracking.Lot;
    }
}
