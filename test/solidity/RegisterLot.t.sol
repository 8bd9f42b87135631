// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription, Registration } from "../../contracts/types/Records.sol";
import { Action, ProductKind, Tracking } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { LotTest } from "./support/LotTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice Products whose units are told apart by lot; what else registering and prescribing refuse: see Register.t.sol and
/// Prescribe.t.sol.
contract RegisterLotTest is LotTest {
    string private constant CODE = "/01/09521234543244";
    /// @dev Five products are registered before.
    uint24 private constant NUMBER = 6;

    function test_Register_OfEachPackSize() public {
        uint16[4] memory sizes = [uint16(1), 2, 100, type(uint16).max];
        for (uint256 i = 0; i < sizes.length; ++i) {
            uint256 snapshot = _snapshot();
            _registers(Tracking.Lot, sizes[i]);
            _revertTo(snapshot);
        }
        _registers(Tracking.Serial, 1);
    }

    function test_RevertWhen_PackIsEmpty() public {
        _refuses(Tracking.Lot, 0);
        _refuses(Tracking.Serial, 0);
    }

    /// @dev What has a serial each is not counted by the pack.
    function test_RevertWhen_PackHasSeveral_GivenSerials() public {
        _refuses(Tracking.Serial, 2);
        _refuses(Tracking.Serial, type(uint16).max);
    }

    /// @dev Renewed, it is told apart as before; the entry says all that is registered.
    function test_Renew() public {
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(vaccine, VACCINE_NUMBER, REGISTRAR, Action.Renew, claim);
        (entry.value, entry.until) = (REGISTERED_FROM, REGISTERED_UNTIL + 1);
        // Kind 2, risk class 3, not for a single use, by lot, ten in a pack.
        entry.quantity = 0x000a_1032;
        vm.prank(REGISTRAR);
        ledger.renew(vaccine, PRODUCT_NAME, 0, REGISTERED_UNTIL + 1, claim);

        Logs memory logs = _recorded();
        bytes memory topics = abi.encode(ILedgerEvents.ProductRenewed.selector, vaccine, uint24(0));
        _assertLog(logs, topics, abi.encode(REGISTERED_UNTIL + 1, PRODUCT_NAME));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        uint256 word = _slot(Slots.plus(Slots.product(VACCINE_NUMBER), 1));
        vm.assertEq(word >> 232, (uint256(UNITS_PER_PACK) << 8) | 1, "tracking and units per pack");
    }

    /// @dev Limits of temperature and a witness, but no calibration.
    function test_Prescribe() public {
        Prescription memory prescription = Prescription(true, 0, 20, 80);
        vm.prank(REGISTRAR);
        ledger.prescribe(vaccine, prescription, _claim());

        prescription.calibrationInterval = 1;
        bytes4 selector = ILedgerErrors.WrongTracking.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, vaccine, Tracking.Lot));
        vm.prank(REGISTRAR);
        ledger.prescribe(vaccine, prescription, _claim());
        // A device that is told apart by serial.
        vm.prank(REGISTRAR);
        ledger.prescribe(monitor, prescription, _claim());
    }

    function _registers(Tracking tracking, uint16 unitsPerPack) private {
        Registration memory registration = _of(tracking, unitsPerPack);
        ProductId id = ProductId.wrap(keccak256(abi.encode(keccak256("Product(string code)"), keccak256(bytes(CODE)))));
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(id, NUMBER, REGISTRAR, Action.Register, claim);
        (entry.counterpart, entry.value, entry.until) = (MANUFACTURER, REGISTERED_FROM, REGISTERED_UNTIL);
        entry.quantity = (uint32(unitsPerPack) << 16) | (uint32(uint8(tracking)) << 12) | 0x32;

        vm.prank(REGISTRAR);
        ProductId answered = ledger.register(registration, claim);

        vm.assertEq(ProductId.unwrap(answered), ProductId.unwrap(id), "id");
        Logs memory logs = _recorded();
        bytes memory topics = abi.encode(ILedgerEvents.ProductRegistered.selector, id, NUMBER);
        _assertLog(logs, topics, abi.encode(registration));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        uint256 word = _slot(Slots.plus(Slots.product(NUMBER), 1));
        vm.assertEq(word >> 232, (uint256(unitsPerPack) << 8) | uint8(tracking), "tracking and units per pack");
    }

    function _refuses(Tracking tracking, uint16 unitsPerPack) private {
        Registration memory registration = _of(tracking, unitsPerPack);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidPackSize.selector, unitsPerPack));
        vm.prank(REGISTRAR);
        ledger.register(registration, _claim());
    }

    function _of(Tracking tracking, uint16 unitsPerPack) private pure returns (Registration memory registration) {
        registration = _registration(CODE, ProductKind.Drug, MANUFACTURER);
        registration.tracking = tracking;
        registration.unitsPerPack = unitsPerPack;
    }
}
