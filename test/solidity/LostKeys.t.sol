// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Passage, Policy } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    MemberStatus,
    Outcome,
    RefusalReason,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { vm } from "./support/Vm.sol";

/// @notice What SECURITY.md says to do when keys are lost or stolen, row by row. Whoever has a stolen key acts under its account:
/// the thief below is the keeper, or an administrator, and the rival the accomplice.
contract LostKeysTest is Sequences {
    /// @dev One approval to buy, and one to scrap, a device of risk class 3, reserved.
    uint64 private constant RESERVED = (uint64(4) << 6) | (uint64(4) << 33);

    address private constant SUCCESSOR = address(0xd1);
    address private constant NEW_ADMIN = address(0xd2);
    address private constant NEW_KEEPER = address(0xd3);
    /// @dev Whom the thief of an administrator's key adds.
    address private constant FOREIGNER = address(0xd4);

    /*//////////////////////////////////////////////////////////////////////////
                                     A MEMBER'S KEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_MembersKeyLost() public {
        AssetId item = _stored(monitor);
        uint24 keeper = memberOf[KEEPER];
        _replaceKeeper();

        // The same member, by another account.
        _record(SUCCESSOR, Action.Move, item, PLACE);
        _assertMember(SUCCESSOR, keeper, HOSPITAL, Duties.KEEP, MemberStatus.Active);
        // Whoever finds the key has nothing of it, for ever.
        _expectNotActive(keeper, MemberStatus.Replaced);
        vm.prank(KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        address[2] memory administrators = [HOSPITAL_ADMIN, RIVAL_ADMIN];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, KEEPER));
            vm.prank(administrators[i]);
            ledger.addMember(KEEPER, Duties.KEEP, _consentOf(KEEPER));
        }
    }

    function test_MembersKeyStolen() public {
        AssetId item = _stored(monitor);
        uint24 keeper = memberOf[KEEPER];
        _offer(KEEPER, item, RIVAL, Terms.Owned);

        _setStatus(HOSPITAL_ADMIN, keeper, MemberStatus.Suspended);
        _expectNotActive(keeper, MemberStatus.Suspended);
        vm.prank(KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        _record(CHIEF, Action.Withdraw, item, 0);
        _refusesTake(item);

        // The number stays suspended until the administrator says otherwise.
        _replaceKeeper();
        _expectNotActive(keeper, MemberStatus.Suspended);
        vm.prank(SUCCESSOR);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        _setStatus(HOSPITAL_ADMIN, keeper, MemberStatus.Active);
        _record(SUCCESSOR, Action.Move, item, PLACE);
        _expectNotActive(keeper, MemberStatus.Replaced);
        vm.prank(KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
    }

    /// @dev Not even a pause keeps a stolen key: administrators take away meanwhile, and give nothing.
    function test_MembersKeyStolen_GivenPaused() public {
        uint24 keeper = memberOf[KEEPER];
        vm.prank(COUNCIL);
        ledger.setPause(true);

        _setStatus(HOSPITAL_ADMIN, keeper, MemberStatus.Suspended);
        bytes memory paused = abi.encodeWithSelector(ILedgerErrors.LedgerPaused.selector);
        vm.expectRevert(paused);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(keeper, MemberStatus.Active);
        vm.expectRevert(paused);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(keeper, SUCCESSOR, _consentOf(SUCCESSOR));
        vm.expectRevert(paused);
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(NEW_KEEPER, Duties.KEEP, _consentOf(NEW_KEEPER));
        vm.expectRevert(paused);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(memberOf[CHIEF], Duties.KEEP);

        _setStatus(HOSPITAL_ADMIN, keeper, MemberStatus.Revoked);
        _assertMember(KEEPER, keeper, HOSPITAL, Duties.KEEP, MemberStatus.Revoked);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  AN ADMINISTRATOR'S KEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_AdministratorsKeyStolen() public {
        uint24 administrator = memberOf[HOSPITAL_ADMIN];
        // The thief cannot touch the other administrator, whom nobody but the council can.
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.NotYourMember.selector, memberOf[HOSPITAL_DEPUTY], HOSPITAL)
        );
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[HOSPITAL_DEPUTY], MemberStatus.Revoked);

        _setStatus(COUNCIL, administrator, MemberStatus.Revoked);
        uint24 named = _nameAdministrator();

        _expectNotActive(administrator, MemberStatus.Revoked);
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(FOREIGNER, Duties.KEEP, _consentOf(FOREIGNER));
        _employ(HOSPITAL, NEW_ADMIN, NEW_KEEPER, Duties.KEEP);
        _assertMember(NEW_ADMIN, named, HOSPITAL, Duties.ADMINISTER, MemberStatus.Active);
        // Revoking is for ever, the council's too.
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.InvalidMemberStatus.selector,
                administrator,
                MemberStatus.Revoked,
                MemberStatus.Active
            )
        );
        vm.prank(COUNCIL);
        ledger.setMemberStatus(administrator, MemberStatus.Active);
    }

    /*//////////////////////////////////////////////////////////////////////////
                              ALL OF AN ORGANISATION'S KEYS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The thief offers everything to the accomplice; who cleans up while the hospital is suspended is in time.
    function test_AllKeysStolen() public {
        (AssetId item, AssetId parcel) = _allOffered();
        AssetId other = _offeredToHospital(monitor, "P-0002", Terms.Loan);
        _suspendOrganisation(HOSPITAL, true);
        _refusesTakeOfSuspended(item);
        _refusesTakeOfSuspended(parcel);
        _thiefDoesNothingMore(other);

        uint24[2] memory administrators = [memberOf[HOSPITAL_ADMIN], memberOf[HOSPITAL_DEPUTY]];
        for (uint256 i = 0; i < 2; ++i) _setStatus(COUNCIL, administrators[i], MemberStatus.Revoked);
        _nameAdministrator();
        _cleanUp();

        // Nobody but the new keeper can do anything, and the new keeper nothing but take back.
        _expectSuspended(HOSPITAL);
        vm.prank(NEW_KEEPER);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        Claim memory claim = _fullClaim();
        Entry memory entry = _assetEntry(item, NEW_KEEPER, Action.Withdraw, AssetState.Stored, claim);
        vm.prank(NEW_KEEPER);
        ledger.record(Action.Withdraw, item, claim);
        _assertOnly(entry);
        _record(NEW_KEEPER, Action.Withdraw, parcel, 0);

        _suspendOrganisation(HOSPITAL, false);
        _refusesTake(item);
        _refusesTake(parcel);
        address[4] memory thieves = [KEEPER, FOREIGNER, HOSPITAL_ADMIN, HOSPITAL_DEPUTY];
        for (uint256 i = 0; i < thieves.length; ++i) {
            _expectNotActive(memberOf[thieves[i]], MemberStatus.Revoked);
            vm.prank(thieves[i]);
            ledger.record(Action.Move, item, _claimOf(PLACE));
        }
        _record(NEW_KEEPER, Action.Move, item, PLACE);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev An offer that nobody withdrew can be taken once the suspension ends: hence the order above.
    function test_AllKeysStolen_GivenOfferNotWithdrawn() public {
        (AssetId item, ) = _allOffered();
        _suspendOrganisation(HOSPITAL, true);
        _suspendOrganisation(HOSPITAL, false);

        _take(RIVAL_CHIEF, item);
        _assertCustody(item, MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    /// @dev The accomplice may send away what it is offered, which does no harm.
    function test_AllKeysStolen_GivenDeclinedByAccomplice() public {
        (AssetId item, ) = _allOffered();
        _suspendOrganisation(HOSPITAL, true);

        _record(RIVAL_CHIEF, Action.Decline, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /// @dev The thief made the accomplice outside approver and provider, and applied: neither acts before all that is undone.
    function test_AllKeysStolen_GivenAccomplicesNamed() public {
        AssetId item = _stored(monitor);
        _appointProvider(Duties.MAINTAIN);
        _setPolicy(RESERVED, RIVAL, true);
        RequisitionId requisition = _requested(monitor, 1, "by the thief");
        _record(KEEPER, Action.RequestScrap, item, 0);
        _suspendOrganisation(HOSPITAL, true);
        _expectSuspended(HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        ledger.decide(requisition, Action.Approve, _claim());
        _expectSuspended(HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        ledger.decideScrap(item, Action.ApproveScrap, _expecting(item));

        uint24[2] memory administrators = [memberOf[HOSPITAL_ADMIN], memberOf[HOSPITAL_DEPUTY]];
        for (uint256 i = 0; i < 2; ++i) _setStatus(COUNCIL, administrators[i], MemberStatus.Revoked);
        _nameAdministrator();
        vm.prank(NEW_ADMIN);
        ledger.setPolicy(Policy(0, 0, false));
        vm.prank(NEW_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);
        _suspendOrganisation(HOSPITAL, false);

        _expectNotAsked(RequisitionId.unwrap(requisition));
        vm.prank(RIVAL_CHIEF);
        ledger.decide(requisition, Action.Approve, _claim());
        _expectNotAsked(AssetId.unwrap(item));
        vm.prank(RIVAL_CHIEF);
        ledger.decideScrap(item, Action.ApproveScrap, _expecting(item));
        vm.prank(APPROVER);
        ledger.decideScrap(item, Action.RejectScrap, _claim());
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, PROVIDER, HOSPITAL, Duties.MAINTAIN)
        );
        vm.prank(TECHNICIAN);
        ledger.record(Action.Maintain, item, _claimOf(uint32(Outcome.Passed)));
    }

    /// @dev What is sent back goes to who supplied it, though its sender is suspended: withdrawn in time, it stays.
    function test_AllKeysStolen_GivenSentBack() public {
        AssetId item = _stored(monitor);
        _sendBack(KEEPER, item, MANUFACTURER);
        _suspendOrganisation(HOSPITAL, true);
        uint256 snapshot = _snapshot();
        _take(MAKER, item);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);

        _revertTo(snapshot);
        _employ(HOSPITAL, HOSPITAL_ADMIN, NEW_KEEPER, Duties.KEEP);
        _record(NEW_KEEPER, Action.Withdraw, item, 0);
        _expectState(item, Action.Take, AssetState.Stored);
        vm.prank(MAKER);
        ledger.take(item, _expecting(item));
        // What was taken, a regulator gives back.
        _revertTo(snapshot);
        _take(MAKER, item);
        _suspendOrganisation(HOSPITAL, false);
        _reassign(HOSPITAL, HOSPITAL, item);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev Of what was shipped: the accomplice is the consignee.
    function test_AllKeysStolen_OfASupplier() public {
        AssetId item = _enrolled(monitor, SERIAL);
        RequisitionId requisition = _ordered(monitor, 1, REFERENCE, MANUFACTURER);
        _ship(requisition, item);
        _suspendOrganisation(MANUFACTURER, true);

        _expectSuspended(MANUFACTURER);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(item), _claim());
        _expectSuspended(MANUFACTURER);
        vm.prank(SHIPPER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        uint24 shipper = memberOf[SHIPPER];
        _setStatus(MAKER_ADMIN, shipper, MemberStatus.Revoked);
        _record(MAKER_KEEPER, Action.Withdraw, item, 0);

        _suspendOrganisation(MANUFACTURER, false);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item)));
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(item), _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                          WHILE AN ORGANISATION IS SUSPENDED
    //////////////////////////////////////////////////////////////////////////*/

    function test_Accept_RevertGiven_SupplierSuspended() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);
        _suspendOrganisation(MANUFACTURER, true);

        _expectSuspended(MANUFACTURER);
        vm.prank(INSPECTOR);
        ledger.accept(requisition, monitor, SERIAL, _headOf(item), _claim());

        _suspendOrganisation(MANUFACTURER, false);
        _accept(requisition, monitor, SERIAL);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_AcceptParcel_RevertGiven_SupplierSuspended() public {
        (RequisitionId requisition, , AssetId parcel) = _shippedParcel(LOT, 100, PACKS_ROOT, REFERENCE);
        _suspendOrganisation(MANUFACTURER, true);

        _expectSuspended(MANUFACTURER);
        vm.prank(INSPECTOR);
        ledger.acceptParcel(requisition, parcel, _headOf(parcel), _claim());

        _suspendOrganisation(MANUFACTURER, false);
        _acceptParcel(requisition, parcel);
        _assertState(requisition, RequisitionState.Fulfilled);
    }

    /// @dev What it sends away is sent away.
    function test_Refuse_GivenSupplierSuspended() public {
        (RequisitionId requisition, AssetId item) = _inTransit(monitor, SERIAL, REFERENCE);
        _suspendOrganisation(MANUFACTURER, true);

        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), _claimOf(uint32(RefusalReason.Other)));

        _assertState(item, AssetState.Stored);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev Goods that are not on the ledger are whoever's has them: their acceptance declares them.
    function test_Accept_GivenDeclaredAndSupplierSuspended() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, AssetId.wrap(0), 1, ANY_HEAD, _claim());
        _suspendOrganisation(RIVAL, true);

        vm.prank(INSPECTOR);
        ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));
        _assertState(requisition, RequisitionState.Fulfilled);
    }

    function test_Take_GivenSenderSuspended() public {
        AssetId item = _handed(monitor, SERIAL, Terms.Loan);
        _sendBack(KEEPER, item, MANUFACTURER);
        AssetId other = _enrolled(monitor, "P-0002");
        _offer(MAKER_KEEPER, other, HOSPITAL, Terms.Loan);
        _suspendOrganisation(HOSPITAL, true);
        _suspendOrganisation(MANUFACTURER, true);

        _expectSuspended(MANUFACTURER);
        vm.prank(MAKER);
        ledger.take(item, _expecting(item));
        _suspendOrganisation(MANUFACTURER, false);
        // Its own comes home.
        _take(MAKER, item);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);

        _suspendOrganisation(HOSPITAL, false);
        _suspendOrganisation(MANUFACTURER, true);
        _expectSuspended(MANUFACTURER);
        vm.prank(INSPECTOR);
        ledger.take(other, _expecting(other));
    }

    /// @dev A suspended organisation's providers do not act for it, each by the duty that it is appointed to.
    function test_Appointed_RevertGiven_CustodianSuspended() public {
        AssetId item = _stored(monitor);
        _appointProvider(Duties.MAINTAIN | Duties.KEEP);
        _suspendOrganisation(HOSPITAL, true);

        _expectSuspended(HOSPITAL);
        vm.prank(TECHNICIAN);
        ledger.record(Action.Maintain, item, _claimOf(uint32(Outcome.Passed)));
        _expectSuspended(HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        ledger.monitor(item, 40, 50, 0, _claim());
        // Whoever was not appointed is told so first.
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, RIVAL, HOSPITAL, Duties.MAINTAIN));
        vm.prank(RIVAL_CHIEF);
        ledger.record(Action.Maintain, item, _claimOf(uint32(Outcome.Passed)));

        _suspendOrganisation(HOSPITAL, false);
        _record(TECHNICIAN, Action.Maintain, item, uint32(Outcome.Passed));
    }

    /// @dev Withdrawing, and what administrators do: nothing else.
    function test_Suspended_RevertWhen_AnythingElse() public {
        AssetId item = _stored(monitor);
        _suspendOrganisation(HOSPITAL, true);

        _expectSuspended(HOSPITAL);
        vm.prank(KEEPER);
        ledger.namePlace("ward 3");
        Claim memory claim = _dayClaim();
        Passage[] memory way;
        _expectSuspended(HOSPITAL);
        vm.prank(KEEPER);
        ledger.sendBack(item, MANUFACTURER, way, claim);
        _expectSuspended(HOSPITAL);
        vm.prank(KEEPER);
        ledger.offer(item, RIVAL, Terms.Loan, claim);
        _expectSuspended(HOSPITAL);
        vm.prank(KEEPER);
        ledger.record(Action.Quarantine, item, _claimOf(1));

        // There is nothing to withdraw.
        _expectState(item, Action.Withdraw, AssetState.Stored);
        vm.prank(KEEPER);
        ledger.record(Action.Withdraw, item, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev By the thief, who has the keeper's key and the administrator's, and added a member.
    function _allOffered() private returns (AssetId item, AssetId parcel) {
        item = _stored(monitor);
        (, parcel) = _delivered(LOT, 100, PACKS_ROOT, "another");
        _employ(HOSPITAL, HOSPITAL_ADMIN, FOREIGNER, HOSPITAL_DUTIES);
        _offer(KEEPER, item, RIVAL, Terms.Owned);
        _offer(FOREIGNER, parcel, RIVAL, Terms.Owned);
    }

    /// @dev By the administrator whom the council named, while the hospital is suspended.
    function _cleanUp() private {
        uint24[2] memory stolen = [memberOf[KEEPER], memberOf[FOREIGNER]];
        for (uint256 i = 0; i < 2; ++i) _setStatus(NEW_ADMIN, stolen[i], MemberStatus.Revoked);
        _employ(HOSPITAL, NEW_ADMIN, NEW_KEEPER, Duties.USE);
        uint24 keeper = memberOf[NEW_KEEPER];
        vm.prank(NEW_ADMIN);
        ledger.setDuties(keeper, Duties.KEEP);
        uint24 inspector = memberOf[INSPECTOR];
        vm.prank(NEW_ADMIN);
        ledger.replaceAccount(inspector, SUCCESSOR, _consentOf(SUCCESSOR));
        _assertMember(SUCCESSOR, inspector, HOSPITAL, Duties.INSPECT, MemberStatus.Active);
    }

    /// @dev Neither takes what others offer, nor enters goods, nor takes theirs back.
    function _thiefDoesNothingMore(AssetId other) private {
        _expectSuspended(HOSPITAL);
        vm.prank(FOREIGNER);
        ledger.take(other, _expecting(other));
        _expectSuspended(HOSPITAL);
        vm.prank(FOREIGNER);
        ledger.enrol(foreign, "F-0002", _claimOf(_basis(Basis.Found)));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongOrganisation.selector,
                AssetId.unwrap(other),
                HOSPITAL,
                MANUFACTURER
            )
        );
        vm.prank(FOREIGNER);
        ledger.record(Action.Withdraw, other, _claim());
    }

    function _refusesTakeOfSuspended(AssetId asset) private {
        _expectSuspended(HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        ledger.take(asset, _expecting(asset));
    }

    function _refusesTake(AssetId asset) private {
        _expectState(asset, Action.Take, AssetState.Stored);
        vm.prank(RIVAL_CHIEF);
        ledger.take(asset, _expecting(asset));
    }

    function _replaceKeeper() private {
        uint24 keeper = memberOf[KEEPER];
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(keeper, SUCCESSOR, _consentOf(SUCCESSOR));
        (memberOf[SUCCESSOR], organisationOf[SUCCESSOR]) = (keeper, HOSPITAL);
    }

    function _nameAdministrator() private returns (uint24 member) {
        vm.prank(COUNCIL);
        member = ledger.nameAdministrator(HOSPITAL, NEW_ADMIN, _consentOf(NEW_ADMIN));
        (memberOf[NEW_ADMIN], organisationOf[NEW_ADMIN]) = (member, HOSPITAL);
    }

    function _setStatus(address by, uint24 member, MemberStatus status) private {
        vm.prank(by);
        ledger.setMemberStatus(member, status);
    }

    function _expectNotAsked(bytes32 subject) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, subject, RIVAL, HOSPITAL));
    }

    function _expectNotActive(uint24 member, MemberStatus status) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, member, status));
    }
}
