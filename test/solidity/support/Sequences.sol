// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Basis, Kind, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { LotTest } from "./LotTest.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @notice For tests of what several steps do together: goods that came otherwise than by a requisition, and the refusals that
/// more than one of these tests expect.
abstract contract Sequences is LotTest {
    /// @dev Of the rival, beside its chief: holds every duty of a hospital.
    address internal constant RIVAL_SECOND = address(uint160(uint256(keccak256("rival second"))));
    bytes32 internal constant FOREIGN_SERIAL = "F-0001";

    /*//////////////////////////////////////////////////////////////////////////
                                         GOODS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Of products whose manufacturer is not on the ledger: the rival found them, and stores them.
    function _rivalsItem() internal returns (AssetId item) {
        vm.prank(_rivalSecond());
        item = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
        _record(RIVAL_CHIEF, Action.Confirm, item, 0);
    }

    function _rivalsParcel(uint32 quantity) internal returns (AssetId parcel) {
        vm.prank(_rivalSecond());
        parcel = ledger.enrolLot(gauze, _lot(LOT, quantity), _claimOf(_basis(Basis.Found)));
        _tick();
        _record(RIVAL_CHIEF, Action.Confirm, parcel, 0);
    }

    /// @dev The hospital has it from the rival, on these terms.
    function _fromRival(AssetId asset, Terms terms) internal {
        _handOver(RIVAL_CHIEF, asset, HOSPITAL, INSPECTOR, terms);
    }

    /// @dev A part of a parcel, split off by the hospital's keeper.
    function _split(AssetId parcel, uint32 quantity) internal returns (AssetId part) {
        vm.prank(KEEPER);
        part = ledger.split(parcel, quantity, 0, _claim());
        _tick();
    }

    /// @dev A second person confirms wherever it comes in.
    function _witnessed() internal pure returns (Prescription memory prescription) {
        prescription.witnessed = true;
    }

    function _rivalSecond() internal returns (address) {
        if (memberOf[RIVAL_SECOND] == 0) _employ(RIVAL, RIVAL_ADMIN, RIVAL_SECOND, HOSPITAL_DUTIES);
        return RIVAL_SECOND;
    }

    function _suspendOrganisation(uint24 organisation, bool suspended) internal {
        vm.prank(COUNCIL);
        ledger.setOrganisationSuspension(organisation, suspended);
    }

    /// @dev Builds on this head.
    function _naming(Head head) internal pure returns (Claim memory claim) {
        claim.expected = head;
    }

    function _headOf(RequisitionId requisition) internal view returns (Head) {
        return Head.wrap(_head(Slots.requisition(RequisitionId.unwrap(requisition))));
    }

    function _stateOf(AssetId asset) internal view returns (AssetState) {
        return AssetState(uint8(_slot(Slots.asset(AssetId.unwrap(asset))) >> 4) & 0xf);
    }

    /// @dev Who signed last, as custody remembers it.
    function _signer(AssetId asset) internal view returns (uint24) {
        return uint24(_slot(Slots.plus(Slots.asset(AssetId.unwrap(asset)), 1)) >> 72);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The asset's history moved on from `expected` to where it is now.
    function _expectMoved(AssetId asset, Head expected) internal {
        bytes27 now_ = Head.unwrap(_headOf(asset));
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, AssetId.unwrap(asset), Head.unwrap(expected), now_)
        );
    }

    function _expectHeadRequired(AssetId asset) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.HeadRequired.selector, AssetId.unwrap(asset)));
    }

    function _expectState(AssetId asset, Action action, AssetState state) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(asset),
                action,
                uint8(state)
            )
        );
    }

    function _expectOwnWork(AssetId asset, Action action, address by) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.OwnWork.selector, AssetId.unwrap(asset), action, memberOf[by])
        );
    }

    function _expectSuspended(uint24 organisation) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, organisation));
    }

    function _expectRoleMissing(uint24 organisation, uint8 roles) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, organisation, roles));
    }

    function _expectNotItsOrigin(AssetId asset, uint24 organisation) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, AssetId.unwrap(asset), organisation)
        );
    }

    function _expectValue(Action action, uint32 value, uint32 min, uint32 max) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, action, value, min, max));
    }
}
