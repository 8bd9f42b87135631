// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, Duties, Kind, RequisitionState, Roles } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Parties } from "./support/Stages.sol";
import { APPROVED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract OrderTest is SubjectTest {
    uint24 private constant NOBODY = 99;

    constructor() WriteTest(BUYER, Duties.BUY) EntryTest(Action.Order, 0, 0) SubjectTest(Kind.Requisition, APPROVED) {}

    function setUp() public override {
        super.setUp();
        requisition = _approved(monitor, 3, REFERENCE);
    }

    function test_Order() public {
        _orders(MANUFACTURER, 0, HOSPITAL);
    }

    function test_Order_WhenConsigneeIsNamed() public {
        _orders(MANUFACTURER, HOSPITAL, HOSPITAL);
    }

    function test_Order_WhenConsigneeIsAnotherHospital() public {
        _orders(MANUFACTURER, RIVAL, RIVAL);
    }

    /// @dev A trader need not be the manufacturer.
    function test_Order_WhenSupplierIsTrader() public {
        _orders(RIVAL, 0, HOSPITAL);
    }

    function test_Order_WhenSupplierIsNotOnTheLedger() public {
        requisition = _approved(foreign, 3, "foreign");
        Claim memory claim = _fullClaim();
        Entry memory entry = _orderEntry(0, HOSPITAL, claim);

        vm.prank(BUYER);
        ledger.order(requisition, 0, 0, claim);

        _assertOnly(entry);
        _assertParties(
            requisition,
            Parties(FOREIGN_NUMBER, HOSPITAL, 0, HOSPITAL, memberOf[APPLICANT], memberOf[BUYER], 3, 0, 0, false, true)
        );
    }

    function test_RevertWhen_SupplierIsNotOnTheLedger_GivenManufacturerIs() public {
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ProductId.unwrap(monitor),
                MANUFACTURER
            ),
            0,
            0
        );
    }

    function test_RevertWhen_SupplierUnknown() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, NOBODY), NOBODY, 0);
    }

    function test_RevertWhen_SupplierDoesNotSupply() public {
        bytes4 selector = ILedgerErrors.RoleMissing.selector;
        uint8 roles = Roles.SUPPLIER | Roles.MANUFACTURER;
        _refuses(abi.encodeWithSelector(selector, HOSPITAL, roles), HOSPITAL, 0);
        _refuses(abi.encodeWithSelector(selector, PROVIDER, roles), PROVIDER, 0);
        _refuses(abi.encodeWithSelector(selector, REGULATOR, roles), REGULATOR, 0);
    }

    function test_RevertGiven_SupplierSuspended() public {
        _suspend(MANUFACTURER);
        _refuses(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, MANUFACTURER), MANUFACTURER, 0);
    }

    function test_RevertWhen_ConsigneeUnknown() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownOrganisation.selector, NOBODY), MANUFACTURER, NOBODY);
    }

    function test_RevertWhen_ConsigneeIsNoHospital() public {
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, MANUFACTURER, Roles.HOSPITAL),
            MANUFACTURER,
            MANUFACTURER
        );
    }

    function test_RevertGiven_ConsigneeSuspended() public {
        _suspend(RIVAL);
        _refuses(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, RIVAL), MANUFACTURER, RIVAL);
    }

    function _orders(uint24 supplier, uint24 named, uint24 consignee) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _orderEntry(supplier, consignee, claim);

        vm.prank(BUYER);
        ledger.order(requisition, supplier, named, claim);

        _assertOnly(entry);
        _assertParties(
            requisition,
            Parties(
                MONITOR_NUMBER,
                HOSPITAL,
                supplier,
                consignee,
                memberOf[APPLICANT],
                memberOf[BUYER],
                3,
                0,
                0,
                false,
                true
            )
        );
    }

    function _orderEntry(uint24 supplier, uint24 consignee, Claim memory claim) private returns (Entry memory entry) {
        entry = _requisitionEntry(requisition, BUYER, Action.Order, RequisitionState.Ordered, claim);
        entry.counterpart = supplier;
        entry.quantity = 3;
        entry.value = consignee;
    }

    function _suspend(uint24 organisation) private {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, true);
    }

    /// @dev Nobody delivers to itself: goods that it had already would fulfil what it ordered.
    function test_RevertWhen_SupplierIsTheConsignee() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.OwnOrganisation.selector, RIVAL), RIVAL, RIVAL);
    }

    function test_RevertWhen_SupplierIsTheOrganisationItself() public {
        _employ(RIVAL, RIVAL_ADMIN, address(0xa1), Duties.APPROVE);
        vm.prank(RIVAL_CHIEF);
        RequisitionId own = ledger.applyFor(monitor, 1, "own", _claim());
        vm.prank(address(0xa1));
        ledger.decide(own, Action.Approve, _claim());

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OwnOrganisation.selector, RIVAL));
        vm.prank(RIVAL_CHIEF);
        ledger.order(own, RIVAL, HOSPITAL, _claim());
    }

    function _refuses(bytes memory refusal, uint24 supplier, uint24 consignee) private {
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        ledger.order(requisition, supplier, consignee, _claim());
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.order(RequisitionId.wrap(id), MANUFACTURER, 0, claim);
    }
}
