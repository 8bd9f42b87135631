// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription, Registration } from "../../contracts/types/Records.sol";
import {
    Action,
    Basis,
    Duties,
    Instruction,
    ProductKind,
    RecallLevel,
    Roles,
    Tracking
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { LotTest } from "./support/LotTest.sol";
import { Sequences } from "./support/Sequences.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @notice What was registered wrongly is said anew, as long as nothing has entered under it.
contract AmendTest is Sequences, WriteTest(REGISTRAR, Duties.APPROVE), EntryTest(Action.Amend, 0, 0) {
    function setUp() public override(LotTest, World) {
        LotTest.setUp();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       EVERYTHING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The needle, as whoever registered it took it for something else altogether.
    function test_Amend_Everything() public {
        Registration memory registration = Registration({
            code: NEEDLE_CODE,
            name: unicode"vaccine 疫苗",
            kind: ProductKind.Drug,
            riskClass: 1,
            singleUse: false,
            tracking: Tracking.Lot,
            unitsPerPack: 12,
            manufacturer: 0,
            registeredFrom: START,
            registeredUntil: START + 1
        });
        _amends(needle, NEEDLE_NUMBER, registration);

        // From now on it is that.
        registration.name = PRODUCT_NAME;
        registration.manufacturer = MANUFACTURER;
        registration.registeredUntil = REGISTERED_UNTIL;
        _amends(needle, NEEDLE_NUMBER, registration);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.WrongTracking.selector, needle, Tracking.Lot));
        vm.prank(MAKER);
        ledger.enrol(needle, SERIAL, _claimOf(_basis(Basis.Manufactured)));
        _commissioned(needle, LOT, 12, PACKS_ROOT);
    }

    /// @dev Also to what it was: it says so again.
    function test_Amend_Nothing() public {
        _amends(needle, NEEDLE_NUMBER, _usual());
    }

    /// @dev What was prescribed stays, and so does a recall of the whole product.
    function test_Amend_KeepsCareAndRecall() public {
        _prescribe(needle, Prescription(true, 0, 20, 80));
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, needle, ALL_ITEMS);
        uint256 before = _slot(Slots.plus(Slots.product(NEEDLE_NUMBER), 1));
        Registration memory registration = _usual();
        registration.riskClass = 1;
        _amend(registration);

        uint256 word = _slot(Slots.plus(Slots.product(NEEDLE_NUMBER), 1));
        // Manufacturer 24, kind 8, risk class 8.
        vm.assertEq(word, before ^ (uint256(3 ^ 1) << 32), "slot 1");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    WHAT HAS ENTERED
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_ItemEntered() public {
        _enrolled(needle, SERIAL);

        _refuses(_entered(needle), _usual());
        // For ever, whatever becomes of it.
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, needle, ALL_ITEMS);
        _refuses(_entered(needle), _usual());
    }

    function test_RevertGiven_ItemDeclared() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));

        _refuses(_entered(foreign), _registration(FOREIGN_CODE, ProductKind.Device, 0));
    }

    function test_RevertGiven_ItemAnnounced() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, needle, SERIAL);
        _refuses(_entered(needle), _usual());

        _lift(WARDEN, needle, SERIAL);
        _refuses(_entered(needle), _usual());
    }

    function test_RevertGiven_BatchCommissioned() public {
        _commissioned(vaccine, LOT, 100, PACKS_ROOT);

        _refuses(_entered(vaccine), _ofVaccine());
    }

    function test_RevertGiven_BatchDeclared() public {
        _declared(LOT, 10, REFERENCE);

        _refuses(_entered(gauze), _registration(GAUZE_CODE, ProductKind.Consumable, 0));
    }

    function test_RevertGiven_BatchEnrolled() public {
        _rivalsParcel(10);

        _refuses(_entered(gauze), _registration(GAUZE_CODE, ProductKind.Consumable, 0));
    }

    function test_RevertGiven_BatchAnnounced() public {
        _recallBatch(WARDEN, RecallLevel.First, Instruction.Stop, vaccine, LOT);

        _refuses(_entered(vaccine), _ofVaccine());
    }

    /// @dev Goods of another product are no goods of it.
    function test_Amend_GivenOthersEntered() public {
        _enrolled(monitor, SERIAL);
        _commissioned(vaccine, LOT, 100, PACKS_ROOT);

        _amends(needle, NEEDLE_NUMBER, _usual());
    }

    /// @dev An application brings nothing, nor does an order, nor what is shipped and not on the ledger.
    function test_Amend_GivenRequisitions() public {
        _ordered(needle, 5, "needles", MANUFACTURER);
        _amends(needle, NEEDLE_NUMBER, _usual());

        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, AssetId.wrap(0), 1, ANY_HEAD, _claim());
        Registration memory registration = _registration(FOREIGN_CODE, ProductKind.Device, 0);
        registration.tracking = Tracking.Lot;
        _amends(foreign, FOREIGN_NUMBER, registration);
        // What was ordered as an item comes as a lot.
        vm.prank(INSPECTOR);
        ledger.acceptLot(requisition, foreign, _lot(LOT, 1), _claimOf(MADE));
    }

    function test_Amend_GivenProductRecalledAndRenewed() public {
        _recall(WARDEN, RecallLevel.First, Instruction.Stop, needle, ALL_ITEMS);
        vm.prank(REGISTRAR);
        ledger.renew(needle, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());

        _amends(needle, NEEDLE_NUMBER, _usual());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS NOT SAID
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_CodeIsUnknown() public {
        string[3] memory codes = ["", "/01/06934567000033", "/01/0952123454321"];
        for (uint256 i = 0; i < codes.length; ++i) {
            Registration memory registration = _usual();
            registration.code = codes[i];
            bytes32 id = keccak256(abi.encode(keccak256("Product(string code)"), keccak256(bytes(codes[i]))));
            _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, id), registration);
        }
    }

    function test_RevertWhen_ProductIsInvalid() public {
        uint8[2][4] memory kinds = [[uint8(0), 3], [1, 0], [1, 4], [3, 255]];
        for (uint256 i = 0; i < kinds.length; ++i) {
            Registration memory registration = _usual();
            (registration.kind, registration.riskClass) = (ProductKind(kinds[i][0]), kinds[i][1]);
            bytes memory refusal = abi.encodeWithSelector(
                ILedgerErrors.InvalidProduct.selector,
                kinds[i][0],
                kinds[i][1]
            );
            _refuses(refusal, registration);
        }
    }

    function test_RevertWhen_PackSizeIsInvalid() public {
        Registration memory registration = _usual();
        for (uint16 units = 0; units <= 2; units += 2) {
            registration.unitsPerPack = units;
            _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidPackSize.selector, units), registration);
        }
        (registration.unitsPerPack, registration.tracking) = (0, Tracking.Lot);
        _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidPackSize.selector, 0), registration);
    }

    function test_RevertWhen_NameIsInvalid() public {
        Registration memory registration = _usual();
        string[2] memory names = ["", string(new bytes(97))];
        for (uint256 i = 0; i < names.length; ++i) {
            registration.name = names[i];
            _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidName.selector, names[i]), registration);
        }
    }

    function test_RevertWhen_PeriodIsEmpty() public {
        Registration memory registration = _usual();
        (registration.registeredFrom, registration.registeredUntil) = (START, START - 1);

        _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidPeriod.selector, START, START - 1), registration);
    }

    function test_RevertWhen_ManufacturerIsNone() public {
        Registration memory registration = _usual();
        registration.manufacturer = ORGANISATIONS + 1;
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, ORGANISATIONS + 1), registration);
        registration.manufacturer = RIVAL;
        _refuses(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, RIVAL, Roles.MANUFACTURER), registration);
    }

    /// @dev One that it had already may be suspended.
    function test_Amend_GivenManufacturerSuspended() public {
        _suspendOrganisation(MANUFACTURER, true);

        _amends(needle, NEEDLE_NUMBER, _usual());
        Registration memory registration = _registration(FOREIGN_CODE, ProductKind.Device, MANUFACTURER);
        _refuses(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER), registration);
    }

    /// @dev What is told apart by lot is not calibrated one by one.
    function test_RevertWhen_ToLots_GivenCalibrated() public {
        _prescribe(needle, Prescription(false, 30, 0, 0));
        Registration memory registration = _usual();
        registration.tracking = Tracking.Lot;
        _refuses(abi.encodeWithSelector(ILedgerErrors.WrongTracking.selector, needle, Tracking.Serial), registration);

        _prescribe(needle, Prescription(false, 0, 0, 0));
        _amends(needle, NEEDLE_NUMBER, registration);
    }

    function test_RevertWhen_CallerIsNoRegulator() public {
        Registration memory registration = _usual();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, MANUFACTURER, Roles.REGULATOR));
        vm.prank(MAKER_CHIEF);
        ledger.amend(registration, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One entry, its event, and all that is stored.
    function _amends(ProductId product, uint24 number, Registration memory r) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _productEntry(product, number, REGISTRAR, Action.Amend, claim);
        entry.counterpart = r.manufacturer;
        entry.quantity =
            uint32(uint8(r.kind)) |
            (uint32(r.riskClass) << 4) |
            (r.singleUse ? 1 << 8 : 0) |
            (uint32(uint8(r.tracking)) << 12) |
            (uint32(r.unitsPerPack) << 16);
        (entry.value, entry.until) = (r.registeredFrom, r.registeredUntil);
        uint256 low = _slot(Slots.product(number)) & 0xf;

        vm.prank(REGISTRAR);
        ledger.amend(r, claim);

        Logs memory logs = _recorded();
        _assertLog(logs, abi.encode(ILedgerEvents.ProductAmended.selector, product), abi.encode(r));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        vm.assertEq(_slot(Slots.product(number)) & 0xf, low, "flags");
        bytes memory dates = abi.encodePacked(
            r.registeredUntil,
            r.registeredFrom,
            r.singleUse,
            r.riskClass,
            uint8(r.kind),
            r.manufacturer
        );
        uint256 word = _slot(Slots.plus(Slots.product(number), 1));
        vm.assertEq(abi.encodePacked(uint112(word)), dates, "what it is");
        vm.assertEq(
            abi.encodePacked(uint24(word >> 232)),
            abi.encodePacked(r.unitsPerPack, uint8(r.tracking)),
            "units"
        );
        vm.assertEq(bytes(_text(Slots.plus(Slots.product(number), 3))), bytes(r.name), "name");
        _tick();
    }

    function _refuses(bytes memory refusal, Registration memory registration) private {
        vm.expectRevert(refusal);
        vm.prank(REGISTRAR);
        ledger.amend(registration, _claim());
    }

    function _amend(Registration memory registration) private {
        vm.prank(REGISTRAR);
        ledger.amend(registration, _claim());
    }

    function _entered(ProductId product) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.GoodsEntered.selector, product);
    }

    function _usual() private pure returns (Registration memory) {
        return _registration(NEEDLE_CODE, ProductKind.Consumable, MANUFACTURER);
    }

    function _ofVaccine() private pure returns (Registration memory) {
        return _registration(VACCINE_CODE, ProductKind.Drug, MANUFACTURER);
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (ProductId.unwrap(needle), Slots.product(NEEDLE_NUMBER));
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.amend(_usual(), claim);
    }
}
