// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, Duties, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract RenewTest is EntryTest {
    uint32 private constant UNTIL = REGISTERED_UNTIL + 365 days;

    constructor() WriteTest(REGISTRAR, Duties.APPROVE) EntryTest(Action.Renew, 0, 0) {}

    function test_Renew() public {
        _renews(MANUFACTURER, UNTIL);
    }

    /// @dev Also for the last second, the first second, and a manufacturer that leaves the ledger.
    function test_Renew_WhenPeriodIsAnyOther() public {
        _renews(0, type(uint32).max);
        _tick();
        _renews(MANUFACTURER, REGISTERED_FROM);
    }

    function test_RevertWhen_CallerIsNoRegulator() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, HOSPITAL, Roles.REGULATOR));
        vm.prank(APPROVER);
        _step();
    }

    /// @dev A manufacturer does not renew its own registrations.
    function test_RevertWhen_CallerIsManufacturer() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, MANUFACTURER, Roles.REGULATOR));
        vm.prank(MAKER_CHIEF);
        _step();
    }

    function test_RevertWhen_ProductUnknown() public {
        bytes32[3] memory ids = [bytes32(0), AssetId.unwrap(_enrolled(monitor, SERIAL)), keccak256("none")];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(REGISTRAR);
            ledger.renew(ProductId.wrap(ids[i]), PRODUCT_NAME, MANUFACTURER, UNTIL, _claim());
        }
    }

    /// @dev Suspending a manufacturer must not keep a regulator from ending its registrations.
    function test_Renew_WhenManufacturerIsSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);
        _wind();
        _renews(MANUFACTURER, UNTIL);
    }

    function test_RevertGiven_NewManufacturerSuspended() public {
        _renews(0, UNTIL);
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER),
            MANUFACTURER,
            UNTIL
        );
    }

    function test_RevertWhen_PeriodIsEmpty() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.InvalidPeriod.selector, REGISTERED_FROM, REGISTERED_FROM - 1),
            MANUFACTURER,
            REGISTERED_FROM - 1
        );
    }

    function test_RevertWhen_ManufacturerUnknown() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, 99), 99, UNTIL);
    }

    function test_RevertWhen_ManufacturerDoesNotManufacture() public {
        bytes4 selector = ILedgerErrors.RoleMissing.selector;
        _refuses(abi.encodeWithSelector(selector, RIVAL, Roles.MANUFACTURER), RIVAL, UNTIL);
    }

    function _renews(uint24 manufacturer, uint32 until) private {
        uint256 before = _slot(Slots.plus(Slots.product(MONITOR_NUMBER), 1));
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(monitor, MONITOR_NUMBER, REGISTRAR, Action.Renew, claim);
        entry.counterpart = manufacturer;
        entry.value = REGISTERED_FROM;
        entry.until = until;
        // Kind and risk class stand behind the manufacturer; the monitor is not for single use, and is told apart by serial.
        entry.quantity = uint32(uint8(before >> 24)) | (uint32(uint8(before >> 32)) << 4) | (1 << 16);

        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, manufacturer, until, claim);

        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.ProductRenewed.selector,
            ProductId.unwrap(monitor),
            bytes32(uint256(manufacturer)),
            abi.encode(until, PRODUCT_NAME)
        );
        _assertEntry(logs, entry);
        _assertEnd(logs);
        // Manufacturer in the low 24 bits, the end from bit 80 on; the rest as it was.
        uint256 kept = before & ~((uint256(type(uint32).max) << 80) | type(uint24).max);
        uint256 expected = kept | (uint256(until) << 80) | manufacturer;
        vm.assertEq(_slot(Slots.plus(Slots.product(MONITOR_NUMBER), 1)), expected, "slot 1");
    }

    function _refuses(bytes memory refusal, uint24 manufacturer, uint32 until) private {
        vm.expectRevert(refusal);
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, manufacturer, until, _claim());
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (ProductId.unwrap(monitor), Slots.product(MONITOR_NUMBER));
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.renew(monitor, PRODUCT_NAME, MANUFACTURER, UNTIL, claim);
    }
}
