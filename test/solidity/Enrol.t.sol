// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Basis, Duties } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract EnrolTest is EntryTest {
    constructor() WriteTest(MAKER, Duties.INSPECT) EntryTest(Action.Enrol, 1, uint32(Basis.Exchanged)) {}

    function test_Enrol() public {
        _enrols(SERIAL, uint32(block.timestamp) - 40 minutes);
    }

    function test_Enrol_WhenSerialIsLongest() public {
        _enrols("!\"%&'()*+,-./09:;<=>", uint32(block.timestamp));
    }

    /// @dev The same serial of another product is another item.
    function test_Enrol_WhenAnotherProductHasTheSerial() public {
        _enrolled(needle, SERIAL);
        _enrols(SERIAL, uint32(block.timestamp));
    }

    function test_Enrol_WhenMadeAtTheEdgesOfTheRegistration() public {
        _enrols("E-1", REGISTERED_FROM);
        vm.warp(REGISTERED_UNTIL);
        _enrols("E-2", REGISTERED_UNTIL);
        vm.warp(REGISTERED_UNTIL + 365 days);
        _enrols("E-3", REGISTERED_UNTIL);
    }

    /// @dev What comes otherwise waits for another member than who enrolled it, who is remembered.
    function test_Enrol_WhenNotManufactured() public {
        uint32[3] memory bases = [_basis(Basis.Found), _basis(Basis.Donated), _basis(Basis.Exchanged)];
        bytes32[3] memory serials = [bytes32("F-1"), "F-2", "F-3"];
        for (uint256 i = 0; i < bases.length; ++i) {
            Claim memory claim = _fullClaim(bases[i]);
            AssetId item = AssetId.wrap(_id(foreign, serials[i]));
            Entry memory entry = _assetEntry(item, INSPECTOR, Action.Enrol, AssetState.Inspected, claim);
            _comesFrom(entry, ProductId.unwrap(foreign), _head(Slots.product(FOREIGN_NUMBER)), foreign);

            vm.prank(INSPECTOR);
            ledger.enrol(foreign, serials[i], claim);

            _assertEntered(item, foreign, serials[i], entry);
            _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        }
    }

    function test_RevertWhen_MadeOutsideTheRegistration() public {
        _refusesDate(REGISTERED_FROM - 1, REGISTERED_FROM - 1);
        vm.warp(REGISTERED_UNTIL + 1);
        _refusesDate(REGISTERED_UNTIL + 1, REGISTERED_UNTIL + 1);
        // Not said: made now.
        _refusesDate(0, REGISTERED_UNTIL + 1);
    }

    function test_RevertWhen_ProductUnknown() public {
        RequisitionId requisition = _requested(monitor, 1, REFERENCE);
        bytes32[3] memory ids = [bytes32(0), keccak256("none"), RequisitionId.unwrap(requisition)];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(MAKER);
            ledger.enrol(ProductId.wrap(ids[i]), SERIAL, _usualClaim());
        }
    }

    /// @dev A hospital that inspects goods manufactures none.
    function test_RevertWhen_CallerIsNotOfTheManufacturer() public {
        _expectWrongOrganisation(monitor, HOSPITAL, MANUFACTURER);
        vm.prank(INSPECTOR);
        _step();
    }

    /// @dev Nor does anyone enter goods whose manufacturer is not on the ledger but by accepting them.
    function test_RevertGiven_ManufacturerNotOnTheLedger() public {
        _expectWrongOrganisation(foreign, MANUFACTURER, 0);
        vm.prank(MAKER);
        ledger.enrol(foreign, SERIAL, _usualClaim());
    }

    /// @dev A regulator may name another manufacturer, for instance after a sale; the former one is out.
    function test_RevertGiven_ManufacturerReplaced() public {
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());

        _expectWrongOrganisation(monitor, MANUFACTURER, 0);
        vm.prank(MAKER);
        _step();
    }

    function test_RevertWhen_SerialIsInvalid() public {
        bytes32[4] memory serials = [
            bytes32(0),
            bytes32("with space"),
            bytes32("123456789012345678901"),
            bytes32("a\x00b")
        ];
        for (uint256 i = 0; i < serials.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidSerial.selector, serials[i]));
            vm.prank(MAKER);
            ledger.enrol(monitor, serials[i], _usualClaim());
        }
    }

    function test_RevertGiven_SerialEnrolled() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _refusesExisting(item);
    }

    /// @dev Disposed of, the serial is used up: nothing comes back under it.
    function test_RevertGiven_ItemDisposed() public {
        AssetId item = _disposed();
        _refusesExisting(item);
    }

    function _enrols(bytes32 serial, uint32 madeAt) private {
        Claim memory claim = _fullClaim(_basis(Basis.Manufactured));
        claim.occurredAt = madeAt;
        AssetId expectedId = AssetId.wrap(_id(monitor, serial));
        Entry memory entry = _assetEntry(expectedId, MAKER, Action.Enrol, AssetState.Stored, claim);
        _comesFrom(entry, ProductId.unwrap(monitor), _head(Slots.product(MONITOR_NUMBER)), monitor);

        vm.prank(MAKER);
        AssetId item = ledger.enrol(monitor, serial, claim);

        vm.assertEq(AssetId.unwrap(item), AssetId.unwrap(expectedId), "id");
        _assertEntered(item, monitor, serial, entry);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    function _assertEntered(AssetId item, ProductId product, bytes32 serial, Entry memory entry) private {
        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.ItemEntered.selector,
            AssetId.unwrap(item),
            ProductId.unwrap(product),
            abi.encode(serial)
        );
        _assertEntry(logs, entry);
        _assertEnd(logs);
    }

    function _refusesDate(uint32 occurredAt, uint32 madeAt) private {
        Claim memory claim = _usualClaim();
        claim.occurredAt = occurredAt;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotRegisteredThen.selector,
                monitor,
                madeAt,
                REGISTERED_FROM,
                REGISTERED_UNTIL
            )
        );
        vm.prank(MAKER);
        ledger.enrol(monitor, SERIAL, claim);
    }

    function _refusesExisting(AssetId item) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item)));
        vm.prank(MAKER);
        _step();
    }

    function _expectWrongOrganisation(ProductId product, uint24 organisation, uint24 required) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, product, organisation, required)
        );
    }

    function _id(ProductId product, bytes32 serial) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Item(bytes32 product,bytes32 serial)"), product, serial));
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        id = _id(monitor, SERIAL);
        statusKey = Slots.asset(id);
    }

    /// @dev Only what was manufactured is the manufacturer's to enrol; goods come otherwise where it is not on the ledger.
    function _largestValue() internal pure override returns (uint32) {
        return _basis(Basis.Exchanged);
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.enrol(claim.value == _largestValue() ? foreign : monitor, SERIAL, claim);
    }
}
