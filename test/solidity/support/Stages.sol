// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import {
    Action,
    AssetState,
    Basis,
    MemberStatus,
    Means,
    RequisitionState
} from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entries } from "./Entries.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @dev Slot 1 of a requisition.
struct Parties {
    uint24 product;
    uint24 organisation;
    uint24 supplier;
    uint24 consignee;
    uint24 applicant;
    uint24 buyer;
    uint32 quantity;
    uint32 accepted;
}

/// @notice Brings requisitions and assets to a state, by the steps that really lead there, one block each.
abstract contract Stages is Entries {
    bytes32 internal constant REFERENCE = "2026-031";
    bytes32 internal constant SERIAL = "P-0001";
    uint32 internal constant PLACE = 0x1c0_0003;

    /*//////////////////////////////////////////////////////////////////////////
                                     REQUISITIONS
    //////////////////////////////////////////////////////////////////////////*/

    function _requested(ProductId product, uint32 quantity, bytes32 ownReference) internal returns (RequisitionId id) {
        vm.prank(APPLICANT);
        id = ledger.applyFor(product, quantity, ownReference, _claim());
        _tick();
    }

    function _approved(ProductId product, uint32 quantity, bytes32 ownReference) internal returns (RequisitionId id) {
        id = _requested(product, quantity, ownReference);
        vm.prank(APPROVER);
        ledger.approve(id, _claim());
        _tick();
    }

    /// @dev Ordered from `supplier` (0: not on the ledger), to be delivered to the hospital itself.
    function _ordered(
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        uint24 supplier
    ) internal returns (RequisitionId id) {
        id = _approved(product, quantity, ownReference);
        vm.prank(BUYER);
        ledger.order(id, supplier, 0, _claim());
        _tick();
    }

    function _ship(RequisitionId requisition, AssetId asset) internal {
        vm.prank(SHIPPER);
        ledger.ship(requisition, asset, 1, _claim());
        _tick();
    }

    function _accept(RequisitionId requisition, ProductId product, bytes32 serial) internal returns (AssetId asset) {
        vm.prank(INSPECTOR);
        asset = ledger.accept(requisition, product, serial, _claim());
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Stored at the manufacturer.
    function _enrolled(ProductId product, bytes32 serial) internal returns (AssetId asset) {
        vm.prank(MAKER);
        asset = ledger.enrol(product, serial, _claimOf(uint32(Basis.Manufactured)));
        _tick();
    }

    /// @dev Shipped by the manufacturer to the hospital, alone under a requisition for two.
    function _inTransit(
        ProductId product,
        bytes32 serial,
        bytes32 ownReference
    ) internal returns (RequisitionId requisition, AssetId asset) {
        asset = _enrolled(product, serial);
        requisition = _ordered(product, 2, ownReference, MANUFACTURER);
        _ship(requisition, asset);
    }

    /// @dev Stored at the hospital.
    function _stored(ProductId product) internal returns (AssetId asset) {
        RequisitionId requisition;
        (requisition, asset) = _inTransit(product, SERIAL, REFERENCE);
        _accept(requisition, product, SERIAL);
    }

    /// @dev Stored at the hospital, which another one owns: the rival had it delivered there.
    function _borrowed() internal returns (AssetId asset) {
        asset = _enrolled(monitor, SERIAL);
        vm.prank(RIVAL_CHIEF);
        RequisitionId requisition = ledger.applyFor(monitor, 1, REFERENCE, _claim());
        _employ(RIVAL, RIVAL_ADMIN, address(0xa1), HOSPITAL_DUTIES);
        vm.prank(address(0xa1));
        ledger.approve(requisition, _claim());
        vm.prank(RIVAL_CHIEF);
        ledger.order(requisition, MANUFACTURER, HOSPITAL, _claim());
        _ship(requisition, asset);
        _accept(requisition, monitor, SERIAL);
    }

    function _inUse() internal returns (AssetId asset) {
        asset = _stored(monitor);
        _record(NURSE, Action.Use, asset, 0);
    }

    function _faulty() internal returns (AssetId asset) {
        asset = _inUse();
        _record(NURSE, Action.ReportFault, asset, 0);
    }

    /// @dev By the engineer.
    function _repaired() internal returns (AssetId asset) {
        asset = _faulty();
        _record(ENGINEER, Action.Repair, asset, 0);
    }

    /// @dev By the keeper, of a faulty item.
    function _scrapRequested() internal returns (AssetId asset) {
        asset = _faulty();
        _record(KEEPER, Action.RequestScrap, asset, 0);
    }

    /// @dev By the approver.
    function _scrapApproved() internal returns (AssetId asset) {
        asset = _scrapRequested();
        _record(APPROVER, Action.ApproveScrap, asset, 0);
    }

    function _disposed() internal returns (AssetId asset) {
        asset = _scrapApproved();
        _record(DISPOSER, Action.Dispose, asset, uint32(Means.Destroyed));
    }

    function _record(address by, Action action, AssetId asset, uint32 value) internal {
        vm.prank(by);
        ledger.record(action, asset, _claimOf(value));
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    function _assertCustody(
        AssetId asset,
        uint24 product,
        uint24 custodian,
        uint24 owner,
        uint24 lastSigner
    ) internal view {
        uint256 word = _slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 1));
        bytes12 expected = bytes12(abi.encodePacked(lastSigner, owner, custodian, product));
        vm.assertEq(bytes32(word), bytes32(uint256(uint96(expected))), "custody");
    }

    function _assertShipment(AssetId asset, RequisitionId requisition) internal view {
        uint256 word = _slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 2));
        vm.assertEq(bytes32(word), RequisitionId.unwrap(requisition), "shipment");
    }

    function _assertMember(
        address account,
        uint24 member,
        uint24 organisation,
        uint16 duties,
        MemberStatus status
    ) internal view {
        bytes12 word = bytes12(abi.encodePacked(uint24(0), status, duties, organisation, member));
        vm.assertEq(_slot(Slots.membership(account)), uint96(word), "membership");
    }

    function _assertState(AssetId asset, AssetState state) internal view {
        vm.assertEq((_slot(Slots.asset(AssetId.unwrap(asset))) >> 4) & 0xf, uint8(state), "state of the asset");
    }

    function _assertState(RequisitionId requisition, RequisitionState state) internal view {
        uint256 status = _slot(Slots.requisition(RequisitionId.unwrap(requisition)));
        vm.assertEq((status >> 4) & 0xf, uint8(state), "state of the requisition");
    }

    function _assertParties(RequisitionId requisition, Parties memory parties) internal view {
        bytes memory expected = abi.encodePacked(
            uint48(0),
            parties.accepted,
            parties.quantity,
            parties.buyer,
            parties.applicant,
            parties.consignee,
            parties.supplier,
            parties.organisation,
            parties.product
        );
        uint256 word = _slot(Slots.plus(Slots.requisition(RequisitionId.unwrap(requisition)), 1));
        vm.assertEq(abi.encode(word), expected, "parties");
    }
}
