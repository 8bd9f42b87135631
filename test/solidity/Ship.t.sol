// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Ids } from "../../contracts/libraries/Ids.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { ORDERED, SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract ShipTest is SubjectTest {
    AssetId private constant NOT_ON_LEDGER = AssetId.wrap(0);

    constructor()
        WriteTest(SHIPPER, Duties.SUPPLY)
        EntryTest(Action.Ship, 0, 0)
        SubjectTest(Kind.Requisition, ORDERED | SHIPPED)
    {}

    function setUp() public override {
        super.setUp();
        item = _enrolled(monitor, SERIAL);
        requisition = _ordered(monitor, 3, REFERENCE, MANUFACTURER);
    }

    function test_Ship() public {
        _ships();
    }

    function test_Ship_GivenShipped() public {
        _ship(requisition, item);
        item = _enrolled(monitor, "P-0002");

        _ships();
    }

    /// @dev The state to come back to is the one it was shipped from, whatever was remembered before.
    function test_Ship_RemembersStored() public {
        bytes32 statusKey = Slots.asset(AssetId.unwrap(item));
        _forceState(statusKey, uint8(AssetState.Stored), 3);

        _ships();
        vm.assertEq((_slot(statusKey) >> 1) & 3, 0, "state before");
    }

    function test_Ship_WhenNotOnTheLedger() public {
        requisition = _ordered(foreign, 3, "foreign", MANUFACTURER);

        _shipsUnlisted(2);
        _tick();
        _shipsUnlisted(1);
    }

    function test_RevertWhen_NotOnTheLedger_GivenManufacturerIs() public {
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ProductId.unwrap(monitor),
                MANUFACTURER
            ),
            NOT_ON_LEDGER,
            1
        );
    }

    function test_RevertWhen_QuantityOutOfRange() public {
        _refuses(_quantityError(0, 1), item, 0);
        _refuses(_quantityError(2, 1), item, 2);
    }

    /// @dev Never more than is neither accepted nor on its way; what was refused can be shipped again.
    function test_RevertWhen_QuantityOutOfRange_GivenNotOnTheLedger() public {
        requisition = _ordered(foreign, 3, "foreign", MANUFACTURER);
        _refuses(_quantityError(0, 3), NOT_ON_LEDGER, 0);
        _refuses(_quantityError(4, 3), NOT_ON_LEDGER, 4);

        _shipsUnlisted(3);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-1", ANY_HEAD, _claimOf(START));
        _refuses(_quantityError(1, 0), NOT_ON_LEDGER, 1);

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, NOT_ON_LEDGER, 1, ANY_HEAD, _claimOf(1));
        _refuses(_quantityError(2, 1), NOT_ON_LEDGER, 2);
        _wind();
        _shipsUnlisted(1);
    }

    /// @dev Goods on their way when their manufacturer joined the ledger, and others that came through it, are more than was
    /// ordered together: still a refusal, not an underflow.
    function test_RevertWhen_QuantityOutOfRange_GivenManufacturerJoinedMeanwhile() public {
        requisition = _ordered(foreign, 2, "foreign", MANUFACTURER);
        _shipsUnlisted(2);
        vm.prank(REGISTRAR);
        ledger.renew(foreign, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());
        AssetId listed = _enrolled(foreign, "F-1");
        _ship(requisition, listed);
        _accept(requisition, foreign, "F-1");
        vm.prank(REGISTRAR);
        ledger.renew(foreign, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());

        _refuses(_quantityError(1, 0), NOT_ON_LEDGER, 1);
    }

    /// @dev What was not shipped can be neither accepted nor refused.
    function test_RevertWhen_MoreArrivesThanWasShipped() public {
        requisition = _ordered(foreign, 3, "foreign", MANUFACTURER);
        _shipsUnlisted(1);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-1", ANY_HEAD, _claimOf(START));

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                Ids.item(foreign, "F-2"),
                RequisitionId.unwrap(requisition)
            )
        );
        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, "F-2", ANY_HEAD, _claimOf(START));

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.NotShippedHere.selector, 0, RequisitionId.unwrap(requisition))
        );
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, NOT_ON_LEDGER, 1, ANY_HEAD, _claimOf(1));
    }

    function test_RevertWhen_AssetUnknown() public {
        bytes32[3] memory ids = [keccak256("none"), ProductId.unwrap(monitor), RequisitionId.unwrap(requisition)];
        for (uint256 i = 0; i < ids.length; ++i) {
            _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]), AssetId.wrap(ids[i]), 1);
        }
    }

    function test_RevertGiven_AssetIsAnothers() public {
        RequisitionId other = _ordered(monitor, 1, "other", MANUFACTURER);
        _ship(other, item);
        _accept(other, monitor, SERIAL);

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongOrganisation.selector,
                AssetId.unwrap(item),
                MANUFACTURER,
                HOSPITAL
            ),
            item,
            1
        );
    }

    function test_RevertGiven_AssetInAnotherState() public {
        for (uint8 state = uint8(AssetState.InUse); state < 16; ++state) {
            _forceState(Slots.asset(AssetId.unwrap(item)), state, 1);
            _refuses(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongState.selector,
                    Kind.Asset,
                    AssetId.unwrap(item),
                    Action.Ship,
                    state
                ),
                item,
                1
            );
        }
    }

    function test_RevertWhen_AssetIsOfAnotherProduct() public {
        item = _enrolled(needle, SERIAL);

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongProduct.selector,
                RequisitionId.unwrap(requisition),
                NEEDLE_NUMBER,
                MONITOR_NUMBER
            ),
            item,
            1
        );
    }

    /// @dev The rival trades, and holds an item that the hospital owns: it cannot sell that one.
    function test_RevertGiven_AssetIsBorrowed() public {
        RequisitionId lent = _approved(monitor, 1, "lent");
        vm.prank(BUYER);
        ledger.order(lent, MANUFACTURER, RIVAL, _claim());
        _ship(lent, item);
        vm.prank(RIVAL_CHIEF);
        ledger.accept(lent, monitor, SERIAL, _headOf(monitor, SERIAL), _claim());
        _assertCustody(item, MONITOR_NUMBER, RIVAL, HOSPITAL, 0);

        requisition = _ordered(monitor, 1, "from the rival", RIVAL);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), HOSPITAL));
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    /// @dev A supplier that is not on the ledger ships nothing there: no organisation has number 0.
    function test_RevertGiven_SupplierNotOnTheLedger() public {
        requisition = _ordered(foreign, 3, "foreign", 0);

        _expectWrongOrganisation(RequisitionId.unwrap(requisition), MANUFACTURER, 0);
        vm.prank(SHIPPER);
        _step();
    }

    function _ships() private {
        Claim memory claim = _fullClaim();
        Entry memory first = _requisitionEntry(requisition, SHIPPER, Action.Ship, RequisitionState.Shipped, claim);
        first.counterpart = HOSPITAL;
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        Entry memory second = _assetEntry(item, SHIPPER, Action.Ship, AssetState.InTransit, claim);
        second.counterpart = HOSPITAL;

        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, claim);

        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertShipment(item, requisition);
    }

    function _shipsUnlisted(uint32 quantity) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _requisitionEntry(requisition, SHIPPER, Action.Ship, RequisitionState.Shipped, claim);
        entry.counterpart = HOSPITAL;
        entry.quantity = quantity;

        vm.prank(SHIPPER);
        ledger.ship(requisition, NOT_ON_LEDGER, quantity, ANY_HEAD, claim);

        _assertOnly(entry);
    }

    function _quantityError(uint32 quantity, uint32 most) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, quantity, 1, most);
    }

    function _refuses(bytes memory refusal, AssetId asset, uint32 quantity) private {
        vm.expectRevert(refusal);
        vm.prank(SHIPPER);
        ledger.ship(requisition, asset, quantity, ANY_HEAD, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.ship(RequisitionId.wrap(id), item, 1, ANY_HEAD, claim);
    }
}
