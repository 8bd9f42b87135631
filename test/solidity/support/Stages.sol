// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Care, Claim, Policy, Prescription } from "../../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    MemberStatus,
    Means,
    RequisitionState,
    Terms
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
    uint32 underway;
    bool urgent;
    bool approved;
}

/// @dev Slot 1 of an asset.
struct Holding {
    uint24 product;
    uint24 custodian;
    uint24 owner;
    uint24 lastSigner;
    Terms terms;
    Terms offeredTerms;
    // While a scrapping is under way: who had signed before.
    uint24 offeredTo;
    uint32 deadline;
    // Of an item.
    uint32 calibratedUntil;
    uint32 calibratedAt;
    // Of a parcel.
    uint32 quantity;
    uint32 batch;
    uint32 firstPackAndOne;
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
        ledger.decide(id, Action.Approve, _claim());
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
        ledger.ship(requisition, asset, 1, ANY_HEAD, _claim());
        _tick();
    }

    function _accept(RequisitionId requisition, ProductId product, bytes32 serial) internal returns (AssetId asset) {
        vm.prank(INSPECTOR);
        asset = ledger.accept(requisition, product, serial, _headOf(product, serial), _claim());
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Stored at the manufacturer.
    function _enrolled(ProductId product, bytes32 serial) internal returns (AssetId asset) {
        vm.prank(MAKER);
        asset = ledger.enrol(product, serial, _claimOf(_basis(Basis.Manufactured)));
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

    /// @dev Accepted at the hospital, and waiting for a second person: from now on monitors need one.
    function _inspected() internal returns (AssetId asset) {
        Prescription memory prescription;
        prescription.witnessed = true;
        _prescribe(monitor, prescription);
        asset = _stored(monitor);
        _assertState(asset, AssetState.Inspected);
    }

    /// @dev Offered by the hospital, for a day.
    function _offered(uint24 to, Terms terms) internal returns (AssetId asset) {
        asset = _stored(monitor);
        _offer(KEEPER, asset, to, terms);
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
        ledger.decide(requisition, Action.Approve, _claim());
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
        _approveScrap(APPROVER, asset);
    }

    function _disposed() internal returns (AssetId asset) {
        asset = _scrapApproved();
        _record(DISPOSER, Action.Dispose, asset, uint32(Means.Destroyed));
    }

    function _record(address by, Action action, AssetId asset, uint32 value) internal {
        vm.prank(by);
        ledger.record(action, asset, _expectingFor(action, asset, _claimOf(value)));
        _tick();
    }

    function _approveScrap(address by, AssetId asset) internal {
        vm.prank(by);
        ledger.decideScrap(asset, Action.ApproveScrap, _expecting(asset));
        _tick();
    }

    function _rejectScrap(address by, AssetId asset) internal {
        vm.prank(by);
        ledger.decideScrap(asset, Action.RejectScrap, _expecting(asset));
        _tick();
    }

    /// @dev For a day.
    function _offer(address by, AssetId asset, uint24 to, Terms terms) internal {
        Claim memory claim;
        claim.until = uint32(block.timestamp) + 1 days;
        vm.prank(by);
        ledger.offer(asset, to, terms, claim);
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         RULES
    //////////////////////////////////////////////////////////////////////////*/

    function _prescribe(ProductId product, Prescription memory prescription) internal {
        vm.prank(REGISTRAR);
        ledger.prescribe(product, prescription, _claim());
        _tick();
    }

    function _setPolicy(uint64 approvals, uint24 outsideApprover, bool urgent) internal {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setPolicy(Policy(approvals, outsideApprover, urgent));
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev As after an acceptance: the owner's, or on loan from it; not offered, and never calibrated.
    function _custody(
        uint24 product,
        uint24 custodian,
        uint24 owner,
        uint24 lastSigner
    ) internal pure returns (Holding memory custody) {
        custody.product = product;
        custody.custodian = custodian;
        custody.owner = owner;
        custody.lastSigner = lastSigner;
        custody.terms = custodian == owner ? Terms.Owned : Terms.Loan;
    }

    function _assertCustody(
        AssetId asset,
        uint24 product,
        uint24 custodian,
        uint24 owner,
        uint24 lastSigner
    ) internal view {
        _assertCustody(asset, _custody(product, custodian, owner, lastSigner));
    }

    function _assertCustody(AssetId asset, Holding memory custody) internal view {
        bytes memory expected = abi.encodePacked(
            custody.batch,
            custody.batch == 0 ? custody.calibratedAt : custody.firstPackAndOne,
            custody.batch == 0 ? custody.calibratedUntil : custody.quantity,
            custody.deadline,
            custody.offeredTo,
            uint8(custody.terms) | (uint8(custody.offeredTerms) << 4),
            custody.lastSigner,
            custody.owner,
            custody.custodian,
            custody.product
        );
        vm.assertEq(abi.encode(_slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 1))), expected, "custody");
    }

    function _assertCare(AssetId asset, Care memory care) internal view {
        bytes memory expected = abi.encodePacked(
            uint24(0),
            care.recall,
            care.debtor,
            care.consignor,
            care.monitoredAt,
            care.remedier,
            care.remedyAt,
            care.remediedAt
        );
        vm.assertEq(abi.encode(_slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 3))), expected, "care");
    }

    /// @dev Of the bits that are no state: quarantined, and recalled itself.
    function _assertFlags(AssetId asset, bool quarantined, bool recalled) internal view {
        uint256 status = _slot(Slots.asset(AssetId.unwrap(asset)));
        vm.assertTrue((status & 8 != 0) == quarantined, "quarantined");
        vm.assertTrue((status & 1 != 0) == recalled, "recalled");
    }

    function _assertPolicy(uint24 organisation, Policy memory policy) internal view {
        bytes memory expected = abi.encodePacked(uint160(0), policy.urgent, policy.outsideApprover, policy.approvals);
        vm.assertEq(abi.encode(_slot(Slots.policy(organisation))), expected, "policy");
    }

    /// @dev Who has approved, in order, each for its organisation; what nobody has given yet is address 0.
    function _assertVotes(bytes32 subject, address[3] memory by) internal view {
        uint256 expected = 0;
        for (uint256 i = 0; i < 3; ++i) {
            if (by[i] == address(0)) continue;
            expected |= uint256(memberOf[by[i]]) << (24 * i);
            expected |= uint256(organisationOf[by[i]]) << (72 + 24 * i);
        }
        vm.assertEq(_slot(Slots.votes(subject)), expected, "votes");
    }

    /// @dev Its members are those that {_employ} added.
    function _assertOrganisation(uint24 organisation, uint8 roles, uint32 onboardingUntil) internal view {
        bytes memory expected = abi.encodePacked(uint200(0), employed[ledger][organisation], onboardingUntil, roles);
        vm.assertEq(abi.encode(_slot(Slots.organisation(organisation))), expected, "organisation");
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
        uint8 roles = uint8(_slot(Slots.organisation(organisation)));
        bytes12 word = bytes12(abi.encodePacked(uint16(0), roles, status, duties, organisation, member));
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
            parties.approved,
            parties.urgent,
            parties.underway,
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
