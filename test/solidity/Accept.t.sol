// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { Parties } from "./support/Stages.sol";
import { SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @dev Goods that are on the ledger already. Those that an acceptance declares: see AcceptDeclared.t.sol.
contract AcceptTest is SubjectTest {
    constructor()
        WriteTest(INSPECTOR, Duties.INSPECT)
        EntryTest(Action.Accept, 0, 0)
        SubjectTest(Kind.Requisition, SHIPPED)
    {}

    /// @dev One item of three is in transit.
    function setUp() public override {
        super.setUp();
        item = _enrolled(monitor, SERIAL);
        requisition = _ordered(monitor, 3, REFERENCE, MANUFACTURER);
        _ship(requisition, item);
    }

    function test_Accept() public {
        _accepts(SERIAL, RequisitionState.Shipped);

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertShipment(item, requisition);
        _assertParties(requisition, _parties(3, 1));
    }

    function test_Accept_WhenLastDelivery() public {
        _accept(requisition, monitor, SERIAL);
        _deliver("P-0002");
        _accepts("P-0002", RequisitionState.Shipped);
        _deliver("P-0003");
        _accepts("P-0003", RequisitionState.Fulfilled);

        _assertParties(requisition, _parties(3, 3));
    }

    /// @dev What is shipped beyond the order is not accepted, and goes back by withdraw.
    function test_RevertGiven_Fulfilled() public {
        _deliver("P-0002");
        _deliver("P-0003");
        AssetId surplus = _deliver("P-0004");
        _accept(requisition, monitor, SERIAL);
        _accept(requisition, monitor, "P-0002");
        _accept(requisition, monitor, "P-0003");

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Requisition,
                RequisitionId.unwrap(requisition),
                Action.Accept,
                RequisitionState.Fulfilled
            ),
            monitor,
            "P-0004"
        );
        _record(MAKER_KEEPER, Action.Withdraw, surplus, 0);
    }

    /// @dev The consignee accepts and holds; the hospital that ordered owns.
    function test_Accept_WhenConsigneeIsAnotherHospital() public {
        (requisition, item) = _consignedToRival();
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _entries(RIVAL_CHIEF, RequisitionState.Fulfilled, claim);

        vm.prank(RIVAL_CHIEF);
        ledger.accept(requisition, monitor, "P-0009", _headOf(monitor, "P-0009"), claim);

        _assertBoth(first, second, monitor);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, HOSPITAL, 0);
    }

    function test_RevertWhen_CallerIsOfTheBuyersOrganisation_GivenAnotherConsignee() public {
        (requisition, item) = _consignedToRival();

        _expectWrongOrganisation(RequisitionId.unwrap(requisition), HOSPITAL, RIVAL);
        vm.prank(INSPECTOR);
        _step();
    }

    function test_RevertWhen_CallerBought() public {
        requisition = _approved(monitor, 1, "bought");
        vm.prank(CHIEF);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        item = _deliver("P-0002");

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.OwnPurchase.selector,
                RequisitionId.unwrap(requisition),
                memberOf[CHIEF]
            )
        );
        vm.prank(CHIEF);
        ledger.accept(requisition, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim());
    }

    function test_RevertWhen_ProductIsAnother() public {
        _refuses(_productError(NEEDLE_NUMBER), needle, SERIAL);
        _refuses(_productError(0), ProductId.wrap(keccak256("none")), SERIAL);
        _refuses(_productError(0), ProductId.wrap(RequisitionId.unwrap(requisition)), SERIAL);
    }

    function test_RevertGiven_ShippedUnderAnotherRequisition() public {
        (RequisitionId other, AssetId another) = _inTransit(monitor, "P-0002", "other");
        bytes4 selector = ILedgerErrors.NotShippedHere.selector;

        _refuses(
            abi.encodeWithSelector(selector, AssetId.unwrap(another), RequisitionId.unwrap(requisition)),
            monitor,
            "P-0002"
        );
        requisition = other;
        _refuses(
            abi.encodeWithSelector(selector, AssetId.unwrap(item), RequisitionId.unwrap(requisition)),
            monitor,
            SERIAL
        );
    }

    function test_RevertGiven_AssetNotInTransit() public {
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item));
        for (uint8 state = 1; state < 16; ++state) {
            if (state == uint8(AssetState.InTransit) || state == uint8(AssetState.Announced)) continue;
            _forceState(Slots.asset(AssetId.unwrap(item)), state, 1);
            _refuses(refusal, monitor, SERIAL);
        }
    }

    /// @dev A counterfeit's serial was never enrolled; only the manufacturer could have.
    function test_RevertGiven_SerialNeverEnrolled() public {
        _refuses(_declarationError(), monitor, "FAKE-1");
    }

    /// @dev What is known by a recall alone has not entered either.
    function test_RevertGiven_SerialOnlyAnnounced() public {
        _forceState(Slots.asset(AssetId.unwrap(item)), uint8(AssetState.Announced), 1);
        _refuses(_declarationError(), monitor, SERIAL);
    }

    /// @dev The date of manufacture of an item on the ledger stands in its first entry.
    function test_RevertWhen_DateIsGiven() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, Action.Accept, START, 0, 0));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(monitor, SERIAL), _claimOf(START));
    }

    /// @dev What a registration lost later does not reach goods made before.
    function test_Accept_GivenRegistrationEnded() public {
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, MANUFACTURER, REGISTERED_FROM, _claim());

        _accepts(SERIAL, RequisitionState.Shipped);
    }

    function _deliver(bytes32 serial) private returns (AssetId asset) {
        asset = _enrolled(monitor, serial);
        _ship(requisition, asset);
    }

    function _consignedToRival() private returns (RequisitionId id, AssetId asset) {
        id = _approved(monitor, 1, "consigned");
        asset = _enrolled(monitor, "P-0009");
        vm.prank(BUYER);
        ledger.order(id, MANUFACTURER, RIVAL, _claim());
        _ship(id, asset);
    }

    function _accepts(bytes32 serial, RequisitionState state) private {
        bytes32 typeHash = keccak256("Item(bytes32 product,bytes32 serial)");
        item = AssetId.wrap(keccak256(abi.encode(typeHash, monitor, serial)));
        Claim memory claim = _fullClaim();
        (Entry memory first, Entry memory second) = _entries(INSPECTOR, state, claim);

        vm.prank(INSPECTOR);
        AssetId answered = ledger.accept(requisition, monitor, serial, _headOf(monitor, serial), claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(item), "id");
        _assertBoth(first, second, monitor);
        _tick();
    }

    function _entries(
        address by,
        RequisitionState state,
        Claim memory claim
    ) private returns (Entry memory first, Entry memory second) {
        first = _requisitionEntry(requisition, by, Action.Accept, state, claim);
        first.counterpart = MANUFACTURER;
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), monitor);
        second = _assetEntry(item, by, Action.Accept, AssetState.Stored, claim);
        second.counterpart = MANUFACTURER;
    }

    function _parties(uint32 quantity, uint32 accepted) private view returns (Parties memory) {
        (uint24 applicant, uint24 buyer) = (memberOf[APPLICANT], memberOf[BUYER]);
        return
            Parties(
                MONITOR_NUMBER,
                HOSPITAL,
                MANUFACTURER,
                HOSPITAL,
                applicant,
                buyer,
                quantity,
                accepted,
                0,
                false,
                true
            );
    }

    function _declarationError() private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ProductId.unwrap(monitor),
                MANUFACTURER
            );
    }

    function _productError(uint24 product) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongProduct.selector,
                RequisitionId.unwrap(requisition),
                product,
                MONITOR_NUMBER
            );
    }

    function _refuses(bytes memory refusal, ProductId product, bytes32 serial) private {
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, product, serial, _headOf(product, serial), _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.accept(RequisitionId.wrap(id), monitor, SERIAL, _headOf(monitor, SERIAL), claim);
    }
}
