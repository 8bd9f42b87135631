// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Registration } from "../../contracts/types/Records.sol";
import { Action, Duties, ProductKind, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract RegisterTest is EntryTest {
    string private constant CODE = "/01/06934567000026";
    /// @dev Three products are registered before.
    uint24 private constant NUMBER = 4;

    constructor() WriteTest(REGISTRAR, Duties.APPROVE) EntryTest(Action.Register, 0, 0) {}

    function test_Register() public {
        _registers(_registration(CODE, ProductKind.Device, MANUFACTURER));
    }

    function test_Register_WhenManufacturerIsNotOnTheLedger() public {
        _registers(_registration(CODE, ProductKind.Consumable, 0));
    }

    function testFuzz_Register(uint8 kind, uint8 riskClass, bool singleUse, uint32 from, uint32 until) public {
        Registration memory registration = _registration(CODE, ProductKind((kind % 3) + 1), MANUFACTURER);
        registration.riskClass = (riskClass % 3) + 1;
        registration.singleUse = singleUse;
        (registration.registeredFrom, registration.registeredUntil) = from < until ? (from, until) : (until, from);

        _registers(registration);
    }

    function test_RevertWhen_CallerIsNoRegulator() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, HOSPITAL, Roles.REGULATOR));
        vm.prank(APPROVER);
        _step();
    }

    function test_RevertWhen_CodeIsInvalid() public {
        string[5] memory codes = [
            "",
            "09521234543213",
            "/01/09521234543214",
            "/01/9521234543213",
            "/01/0952123454321X"
        ];
        for (uint256 i = 0; i < codes.length; ++i) {
            Registration memory registration = _registration(codes[i], ProductKind.Device, 0);
            _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidCode.selector, codes[i]), registration);
        }
    }

    function test_RevertGiven_CodeRegistered() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, monitor),
            _registration(MONITOR_CODE, ProductKind.Drug, 0)
        );
    }

    function test_RevertWhen_KindIsMissing() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.InvalidProduct.selector, 0, 3),
            _registration(CODE, ProductKind.None, 0)
        );
    }

    function test_RevertWhen_RiskClassIsOutOfRange() public {
        Registration memory registration = _registration(CODE, ProductKind.Drug, 0);
        uint8[3] memory classes = [0, 4, 255];
        for (uint256 i = 0; i < classes.length; ++i) {
            registration.riskClass = classes[i];
            _refuses(
                abi.encodeWithSelector(ILedgerErrors.InvalidProduct.selector, ProductKind.Drug, classes[i]),
                registration
            );
        }
    }

    function test_RevertWhen_PeriodIsEmpty() public {
        Registration memory registration = _registration(CODE, ProductKind.Device, 0);
        registration.registeredUntil = REGISTERED_FROM - 1;
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.InvalidPeriod.selector, REGISTERED_FROM, REGISTERED_FROM - 1),
            registration
        );
    }

    function test_RevertWhen_ManufacturerUnknown() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, 99),
            _registration(CODE, ProductKind.Device, 99)
        );
    }

    function test_RevertWhen_ManufacturerDoesNotManufacture() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, RIVAL, Roles.MANUFACTURER),
            _registration(CODE, ProductKind.Device, RIVAL)
        );
    }

    function test_RevertGiven_ManufacturerSuspended() public {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(MANUFACTURER, true);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER),
            _registration(CODE, ProductKind.Device, MANUFACTURER)
        );
    }

    function _registers(Registration memory registration) private {
        bytes32 expectedId = _id(registration.code);
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(ProductId.wrap(expectedId), NUMBER, REGISTRAR, Action.Register, claim);
        entry.counterpart = registration.manufacturer;
        entry.value = registration.registeredFrom;
        entry.until = registration.registeredUntil;
        uint32 singleUse = registration.singleUse ? 1 : 0;
        entry.quantity = uint32(uint8(registration.kind)) | (uint32(registration.riskClass) << 4) | (singleUse << 8);
        uint32 tracking = uint8(registration.tracking);
        entry.quantity |= (tracking << 12) | (uint32(registration.unitsPerPack) << 16);

        vm.prank(REGISTRAR);
        ProductId id = ledger.register(registration, claim);

        vm.assertEq(ProductId.unwrap(id), expectedId, "id");
        Logs memory logs = _recorded();
        bytes32 number = bytes32(uint256(NUMBER));
        bytes32 selector = ILedgerEvents.ProductRegistered.selector;
        _assertLog(logs, selector, expectedId, number, abi.encode(registration));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _assertStored(id, registration);
    }

    function _assertStored(ProductId id, Registration memory registration) private view {
        vm.assertEq(_slot(Slots.productNumber(ProductId.unwrap(id))), NUMBER, "number");
        vm.assertEq(_slot(bytes32(Slots.COUNTS)) >> 48, NUMBER, "products");
        bytes memory word = abi.encodePacked(
            registration.unitsPerPack,
            registration.tracking,
            // No recall, and no care prescribed.
            uint64(0),
            uint56(0),
            registration.registeredUntil,
            registration.registeredFrom,
            registration.singleUse,
            registration.riskClass,
            registration.kind,
            registration.manufacturer
        );
        vm.assertEq(_slot(Slots.plus(Slots.product(NUMBER), 1)), uint256(bytes32(word)), "slot 1");
        vm.assertEq(_slot(Slots.plus(Slots.product(NUMBER), 2)), uint256(ProductId.unwrap(id)), "slot 2");
    }

    function _refuses(bytes memory refusal, Registration memory registration) private {
        vm.expectRevert(refusal);
        vm.prank(REGISTRAR);
        ledger.register(registration, _claim());
    }

    function _id(string memory code) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Product(string code)"), keccak256(bytes(code))));
    }

    function _subject() internal pure override returns (bytes32 id, bytes32 statusKey) {
        return (_id(CODE), Slots.product(NUMBER));
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.register(_registration(CODE, ProductKind.Device, MANUFACTURER), claim);
    }
}
