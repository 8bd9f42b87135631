// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Policy, Registration } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Kind,
    Means,
    MemberStatus,
    ProductKind,
    Purpose,
    RequisitionState
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import {
    COLLEAGUE,
    FOURTH_APPROVER,
    OUTSIDE_COLLEAGUE,
    Persons,
    SECOND_APPROVER,
    THIRD_APPROVER
} from "./support/Persons.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";

/// @notice How many approvals a decision needs, and from whom: the same for buying and for scrapping. The chief applied, or
/// requested the scrapping.
abstract contract QuorumTest is Persons {
    /// @dev What the model of the fuzz test knows.
    struct Model {
        uint8 own;
        uint8 floor;
        bool reserved;
        address[] given;
        bool outside;
    }

    Purpose private immutable _purpose;
    Action internal immutable approval;
    Action internal immutable rejection;
    /// @dev Before, after all approvals, and after a rejection.
    uint8 internal immutable pending;
    uint8 internal immutable approved;
    uint8 internal immutable rejected;

    bytes32 internal subject;
    Model private _model;

    constructor(
        Purpose purpose_,
        Action approval_,
        Action rejection_,
        uint8 pending_,
        uint8 approved_,
        uint8 rejected_
    ) {
        _purpose = purpose_;
        (approval, rejection) = (approval_, rejection_);
        (pending, approved, rejected) = (pending_, approved_, rejected_);
    }

    function setUp() public override {
        super.setUp();
        subject = _open(foreign, "S-1");
    }

    /// @dev The chief's step on a product that nobody on the ledger makes, after which others decide.
    function _open(ProductId product, bytes32 name) internal virtual returns (bytes32);

    /// @dev One call.
    function _decide(bytes32 id, Action action, Claim memory claim) internal virtual;

    function _entryOf(
        address by,
        Action action,
        uint8 state,
        Claim memory claim
    ) internal virtual returns (Entry memory);

    function _ownError(Action action, uint24 member) internal view virtual returns (bytes memory);

    function _stateOf(bytes32 id) internal view virtual returns (uint8);

    /// @dev What else is stored: who approved last, if it is complete.
    function _assertOutcome(bool complete, address last) internal view virtual;

    /*//////////////////////////////////////////////////////////////////////////
                                       HOW MANY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Nobody looks at who approved where one is enough, and nothing is stored.
    function test_OneApproval() public {
        _approves(APPROVER, true);
        _assertVotes(subject, [address(0), address(0), address(0)]);
    }

    function test_OneApproval_WhenSaidSo() public {
        _own(1, false);
        _approves(APPROVER, true);
        _assertVotes(subject, [address(0), address(0), address(0)]);
    }

    function test_TwoApprovals() public {
        _own(2, false);
        _approves(APPROVER, false);
        _assertVotes(subject, [APPROVER, address(0), address(0)]);
        _approves(SECOND_APPROVER, true);
        _assertVotes(subject, [APPROVER, SECOND_APPROVER, address(0)]);
    }

    function test_ThreeApprovals() public {
        _own(3, false);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _assertVotes(subject, [APPROVER, SECOND_APPROVER, address(0)]);
        _approves(THIRD_APPROVER, true);
        _assertVotes(subject, [APPROVER, SECOND_APPROVER, THIRD_APPROVER]);
    }

    function test_FloorPrevails() public {
        _own(1, false);
        _floor(2);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, true);
    }

    function test_FloorPrevails_WithoutPolicy() public {
        _floor(3);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _approves(THIRD_APPROVER, true);
    }

    function test_PolicyPrevails() public {
        _own(3, false);
        _floor(2);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _approves(THIRD_APPROVER, true);
    }

    /// @dev No more than were needed.
    function test_RevertGiven_Complete() public {
        _own(2, false);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, true);

        _refuses(_stateError(approval, approved), THIRD_APPROVER, approval);
        _refuses(_stateError(rejection, approved), THIRD_APPROVER, rejection);
    }

    /// @dev Each kind of product in each risk class has 3 bits of its own, from the lowest: device 1, 2, 3, drug 1, 2, 3,
    /// consumable 1, 2, 3, first for buying, then for scrapping.
    function test_EachCell() public {
        for (uint8 kind = 1; kind <= 3; ++kind) {
            for (uint8 riskClass = 1; riskClass <= 3; ++riskClass) {
                uint256 cell = uint256(_purpose) * 9 + (kind - 1) * 3 + (riskClass - 1);
                bytes32 name = bytes32(bytes1(uint8(0x41 + cell)));
                subject = _open(_registerOf(kind, riskClass), name);
                // Two here and three everywhere else; then the same as a floor.
                uint64 others = 0x1b_6db6_db6d_b6db & ~(uint64(7) << uint64(3 * cell));
                _setPolicy(others | (uint64(2) << uint64(3 * cell)), 0, false);
                _approves(APPROVER, false);
                _setPolicy(others | (uint64(1) << uint64(3 * cell)), 0, false);
                _setFloor(others | (uint64(2) << uint64(3 * cell)));
                _approves(SECOND_APPROVER, true);
                _setFloor(0);
            }
        }
    }

    function testFuzz_StricterOfFloorAndPolicy(uint64 policy, uint64 floor, uint8 kind, uint8 riskClass) public {
        (kind, riskClass) = (1 + (kind % 3), 1 + (riskClass % 3));
        (policy, floor) = (policy & 0x1b_6db6_db6d_b6db, floor & 0x1b_6db6_db6d_b6db);
        subject = _open(_registerOf(kind, riskClass), "fuzz");
        _setPolicy(policy, 0, false);
        _setFloor(floor);

        uint256 shift = 3 * (uint256(_purpose) * 9 + (kind - 1) * 3 + (riskClass - 1));
        uint256 needed = 1;
        if ((policy >> shift) & 3 > needed) needed = (policy >> shift) & 3;
        if ((floor >> shift) & 3 > needed) needed = (floor >> shift) & 3;
        address[3] memory approvers = [APPROVER, SECOND_APPROVER, THIRD_APPROVER];
        for (uint256 i = 0; i < needed; ++i) _approves(approvers[i], i + 1 == needed);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          WHO
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_CallerApprovedBefore() public {
        _own(3, false);
        _approves(APPROVER, false);
        _refusesTwice(APPROVER);
        _approves(SECOND_APPROVER, false);
        _refusesTwice(APPROVER);
        _refusesTwice(SECOND_APPROVER);
    }

    /// @dev One approval being enough now does not make one member's two of it.
    function test_RevertWhen_CallerApprovedBefore_GivenQuorumLowered() public {
        _own(3, false);
        _approves(APPROVER, false);
        _own(2, false);
        _refusesTwice(APPROVER);
        _own(1, false);
        _refusesTwice(APPROVER);
        _setPolicy(0, 0, false);
        _refusesTwice(APPROVER);

        _approves(SECOND_APPROVER, true);
    }

    /// @dev A new account does not make the approver another member.
    function test_RevertWhen_CallerApprovedBefore_WithAnotherKey() public {
        _own(2, false);
        _approves(APPROVER, false);
        address successor = _replaceKey(APPROVER);

        _refusesTwice(successor);
        _refuses(_inactive(APPROVER, MemberStatus.Replaced), APPROVER, approval);
        _approves(SECOND_APPROVER, true);
    }

    function test_RevertWhen_CallerIsFirstPerson() public {
        _own(3, false);
        _refuses(_ownError(approval, memberOf[CHIEF]), CHIEF, approval);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _refuses(_ownError(approval, memberOf[CHIEF]), CHIEF, approval);
        _refuses(_ownError(rejection, memberOf[CHIEF]), CHIEF, rejection);

        address successor = _replaceKey(CHIEF);
        _refuses(_ownError(approval, memberOf[CHIEF]), successor, approval);
        _refuses(_ownError(rejection, memberOf[CHIEF]), successor, rejection);
    }

    function test_RevertWhen_CallerIsOfAnotherOrganisation() public {
        _own(2, true);
        _refuses(_organisationError(RIVAL), RIVAL_CHIEF, approval);
        _refuses(_organisationError(RIVAL), RIVAL_CHIEF, rejection);
        _refuses(_organisationError(REGULATOR), REGISTRAR, approval);
    }

    function test_RevertWhen_DutyMissing() public {
        _own(2, true);
        bytes4 selector = ILedgerErrors.DutyMissing.selector;
        address[3] memory callers = [KEEPER, HOSPITAL_ADMIN, OUTSIDER_ADMIN];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(selector, memberOf[callers[i]], Duties.APPROVE);
            _refuses(refusal, callers[i], approval);
            _refuses(refusal, callers[i], rejection);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 THE OUTSIDE APPROVER
    //////////////////////////////////////////////////////////////////////////*/

    function test_Reserved_OneApproval() public {
        _own(1, true);
        _refusesReserved(APPROVER);
        _approves(OUTSIDE_APPROVER, true);
        _assertVotes(subject, [OUTSIDE_APPROVER, address(0), address(0)]);
    }

    /// @dev No number said, one reserved: that one.
    function test_Reserved_WhenNoNumberIsSaid() public {
        _own(0, true);
        _refusesReserved(APPROVER);
        _approves(OUTSIDE_APPROVER, true);
    }

    function test_Reserved_OutsideLast() public {
        _own(2, true);
        _approves(APPROVER, false);
        _refusesReserved(SECOND_APPROVER);
        _approves(OUTSIDE_APPROVER, true);
        _assertVotes(subject, [APPROVER, OUTSIDE_APPROVER, address(0)]);
    }

    function test_Reserved_OutsideFirst() public {
        _own(2, true);
        _approves(OUTSIDE_APPROVER, false);
        _assertVotes(subject, [OUTSIDE_APPROVER, address(0), address(0)]);
        _approves(APPROVER, true);
        _assertVotes(subject, [OUTSIDE_APPROVER, APPROVER, address(0)]);
    }

    function test_Reserved_OutsideInBetween() public {
        _own(3, true);
        _approves(APPROVER, false);
        _approves(OUTSIDE_APPROVER, false);
        _approves(SECOND_APPROVER, true);
        _assertVotes(subject, [APPROVER, OUTSIDE_APPROVER, SECOND_APPROVER]);
    }

    function test_Reserved_ThreeApprovals() public {
        _own(3, true);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _refusesReserved(THIRD_APPROVER);
        _approves(OUTSIDE_COLLEAGUE, true);
    }

    /// @dev One of the approvals is the outside's, the others are not.
    function test_RevertWhen_OutsideApprovesTwice() public {
        _own(3, true);
        _approves(OUTSIDE_APPROVER, false);
        _refusesReserved(OUTSIDE_COLLEAGUE);
        _refusesTwice(OUTSIDE_APPROVER);
        _approves(APPROVER, false);
        _refusesReserved(OUTSIDE_COLLEAGUE);
        _refusesTwice(OUTSIDE_APPROVER);
        _approves(SECOND_APPROVER, true);
    }

    /// @dev A floor counts approvals; who gives them is the organisation's to say.
    function test_Reserved_GivenFloor() public {
        _own(1, true);
        _floor(2);
        _approves(OUTSIDE_APPROVER, false);
        _refusesReserved(OUTSIDE_COLLEAGUE);
        _approves(APPROVER, true);
    }

    function test_Reserved_OutsideRejects() public {
        _own(2, true);
        _approves(APPROVER, false);
        _rejects(OUTSIDE_APPROVER);
    }

    /// @dev Who approved may have second thoughts.
    function test_RejectedByWhoApproved() public {
        _own(2, true);
        _approves(OUTSIDE_APPROVER, false);
        _rejects(OUTSIDE_APPROVER);
    }

    /// @dev Named, but no approval of these is reserved to it.
    function test_RevertWhen_OutsideDecidesWhatIsNotReserved() public {
        _setPolicy(0x3f_ffff_ffff_ffff & ~(uint64(4) << _shift()), OUTSIDER, false);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, approval);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, rejection);
    }

    /// @dev Each organisation's outside approver is its own.
    function test_RevertWhen_CallerIsAnothersOutsideApprover() public {
        vm.prank(RIVAL_ADMIN);
        ledger.setPolicy(Policy(0x3f_ffff_ffff_ffff, OUTSIDER, false));

        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, approval);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, rejection);
        _approves(APPROVER, true);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     IN THE MIDDLE
    //////////////////////////////////////////////////////////////////////////*/

    function test_GivenPolicyRaised() public {
        _own(2, false);
        _approves(APPROVER, false);
        _own(3, false);
        _approves(SECOND_APPROVER, false);
        _approves(THIRD_APPROVER, true);
    }

    function test_GivenFloorRaised() public {
        _own(2, false);
        _approves(APPROVER, false);
        _floor(3);
        _approves(SECOND_APPROVER, false);
        _approves(THIRD_APPROVER, true);
    }

    /// @dev What is enough now was not enough when it was given: one more is needed to say so.
    function test_GivenPolicyLowered() public {
        _own(3, false);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _own(2, false);
        _refusesTwice(SECOND_APPROVER);
        _approves(THIRD_APPROVER, true);
    }

    function test_GivenFloorLowered() public {
        _floor(3);
        _approves(APPROVER, false);
        _setFloor(0);
        _approves(SECOND_APPROVER, true);
        // Nothing is noted of an only approval: the former one stands there still.
        _assertVotes(subject, [APPROVER, address(0), address(0)]);
    }

    function test_GivenOutsideApproverNamed() public {
        _own(3, false);
        _approves(APPROVER, false);
        _approves(SECOND_APPROVER, false);
        _own(3, true);
        _refusesReserved(THIRD_APPROVER);
        _approves(OUTSIDE_APPROVER, true);
    }

    function test_GivenOutsideApproverNoMore() public {
        _own(2, true);
        _approves(APPROVER, false);
        _own(2, false);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, approval);
        _approves(SECOND_APPROVER, true);
    }

    /// @dev What the former outside approver gave counts, but is not the new one's, who has to give its own.
    function test_GivenOutsideApproverReplaced() public {
        _own(3, true);
        _approves(OUTSIDE_APPROVER, false);
        _setPolicy(uint64(7) << _shift(), RIVAL, false);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_COLLEAGUE, approval);
        _approves(APPROVER, false);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, subject, RIVAL),
            SECOND_APPROVER,
            approval
        );
        _approves(RIVAL_CHIEF, true);
    }

    function test_GivenOutsideApproverReplaced_BeforeItApproved() public {
        _own(2, true);
        _approves(APPROVER, false);
        _setPolicy(uint64(6) << _shift(), RIVAL, false);
        _refuses(_organisationError(OUTSIDER), OUTSIDE_APPROVER, approval);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, subject, RIVAL),
            SECOND_APPROVER,
            approval
        );
        _approves(RIVAL_CHIEF, true);
    }

    /// @dev An approval stays what it was, whatever becomes of who gave it.
    function test_GivenApproverRevoked() public {
        _own(2, false);
        _approves(APPROVER, false);
        _setStatusOf(APPROVER, MemberStatus.Revoked);
        _refuses(_inactive(APPROVER, MemberStatus.Revoked), APPROVER, approval);
        _approves(SECOND_APPROVER, true);
    }

    function test_GivenApproverSuspended() public {
        _own(2, false);
        _approves(APPROVER, false);
        _setStatusOf(APPROVER, MemberStatus.Suspended);
        _refuses(_inactive(APPROVER, MemberStatus.Suspended), APPROVER, approval);
        _setStatusOf(APPROVER, MemberStatus.Active);
        _refusesTwice(APPROVER);
        _approves(SECOND_APPROVER, true);
    }

    function test_GivenApproverWithOtherDuties() public {
        _own(2, false);
        _approves(APPROVER, false);
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(memberOf[APPROVER], Duties.KEEP);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[APPROVER], Duties.APPROVE),
            APPROVER,
            approval
        );
        _approves(SECOND_APPROVER, true);
    }

    function test_GivenOrganisationSuspended() public {
        _own(2, false);
        _approves(APPROVER, false);
        _suspend(HOSPITAL, true);
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, HOSPITAL);
        _refuses(refusal, SECOND_APPROVER, approval);
        _refuses(refusal, SECOND_APPROVER, rejection);
        _suspend(HOSPITAL, false);
        _approves(SECOND_APPROVER, true);
    }

    /// @dev Who is asked outside decides as soon as who asks may write again.
    function test_GivenOrganisationSuspended_FromOutside() public {
        _own(2, true);
        _suspend(HOSPITAL, true);
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, HOSPITAL);
        _refuses(refusal, OUTSIDE_APPROVER, approval);
        _refuses(refusal, OUTSIDE_APPROVER, rejection);
        _suspend(HOSPITAL, false);
        _approves(OUTSIDE_APPROVER, false);
        _rejects(OUTSIDE_COLLEAGUE);
    }

    /// @dev Until it may write again, or the policy names another.
    function test_GivenOutsideApproverSuspended() public {
        _own(2, true);
        _approves(APPROVER, false);
        _suspend(OUTSIDER, true);
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.OrganisationSuspended.selector, OUTSIDER),
            OUTSIDE_APPROVER,
            approval
        );
        _refusesReserved(SECOND_APPROVER);

        uint256 snapshot = _snapshot();
        _suspend(OUTSIDER, false);
        _approves(OUTSIDE_APPROVER, true);
        _revertTo(snapshot);

        _own(2, false);
        _approves(SECOND_APPROVER, true);
    }

    /// @dev Two in one block, each building on the head that it saw: only the first gets through.
    function test_RevertWhen_HeadMovedByAnotherApproval() public {
        _own(3, false);
        Claim memory claim;
        Entry memory entry = _entryOf(APPROVER, approval, pending, claim);
        claim.expected = Head.wrap(bytes27(bytes32(entry.statusBefore)));
        vm.prank(APPROVER);
        _decide(subject, approval, claim);
        _assertOnly(entry);

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, subject, claim.expected, _head(entry.statusKey))
        );
        vm.prank(SECOND_APPROVER);
        _decide(subject, approval, claim);
    }

    /// @dev Whoever comes, in any order, while policy and floor change: as a model of the rules says.
    function testFuzz_AnyOrder(uint256 seed) public {
        address[7] memory callers = [
            APPROVER,
            SECOND_APPROVER,
            THIRD_APPROVER,
            FOURTH_APPROVER,
            CHIEF,
            OUTSIDE_APPROVER,
            OUTSIDE_COLLEAGUE
        ];
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (i == 0 || seed % 6 == 0) {
                (_model.own, _model.floor) = (uint8(seed >> 8) % 4, uint8(seed >> 16) % 4);
                _model.reserved = uint8(seed >> 24) % 2 == 0;
                _own(_model.own, _model.reserved);
                _floor(_model.floor);
            }
            address by = callers[uint32(seed >> 32) % callers.length];
            (bytes memory refusal, bool complete) = _predict(by);
            if (refusal.length != 0) {
                _refuses(refusal, by, approval);
                continue;
            }
            _approves(by, complete);
            if (complete) return;
            _model.given.push(by);
            if (organisationOf[by] == OUTSIDER) _model.outside = true;
        }
        vm.assertEq(_stateOf(subject), pending, "state");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _predict(address by) private view returns (bytes memory refusal, bool complete) {
        bool outside = organisationOf[by] == OUTSIDER;
        if (outside && !_model.reserved) return (_organisationError(OUTSIDER), false);
        if (by == CHIEF) return (_ownError(approval, memberOf[CHIEF]), false);
        for (uint256 i = 0; i < _model.given.length; ++i) {
            if (_model.given[i] == by) return (_twiceError(by), false);
        }
        uint256 needed = _model.own > _model.floor ? _model.own : _model.floor;
        complete = _model.given.length + 1 >= needed;
        if (!_model.reserved) return ("", complete);
        bool missing = complete && !_model.outside && !outside;
        if (missing || (outside && _model.outside)) return (_reservedError(), false);
    }

    /// @dev What the hospital wants for the goods of these tests, devices of class 3.
    function _own(uint8 approvals, bool reserved) internal {
        uint64 cell = approvals | (reserved ? 4 : 0);
        _setPolicy(cell << _shift(), reserved ? OUTSIDER : 0, false);
    }

    function _floor(uint8 approvals) private {
        _setFloor(uint64(approvals) << _shift());
    }

    function _shift() internal view returns (uint64) {
        return 3 * (uint64(uint8(_purpose)) * 9 + 2);
    }

    function _approves(address by, bool complete) internal {
        _writes(by, approval, complete ? approved : pending);
        _assertOutcome(complete, by);
    }

    function _rejects(address by) internal {
        _writes(by, rejection, rejected);
    }

    function _writes(address by, Action action, uint8 state) private {
        Claim memory claim = _fullClaim();
        Entry memory entry = _entryOf(by, action, state, claim);
        vm.prank(by);
        _decide(subject, action, claim);
        _assertOnly(entry);
        _tick();
    }

    function _refuses(bytes memory refusal, address by, Action action) internal {
        vm.expectRevert(refusal);
        vm.prank(by);
        _decide(subject, action, _claim());
    }

    function _refusesTwice(address by) internal {
        _refuses(_twiceError(by), by, approval);
    }

    function _refusesReserved(address by) internal {
        _refuses(_reservedError(), by, approval);
    }

    function _twiceError(address by) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.AlreadyApproved.selector, subject, memberOf[by]);
    }

    function _reservedError() private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, subject, OUTSIDER);
    }

    function _organisationError(uint24 organisation) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, subject, organisation, HOSPITAL);
    }

    function _inactive(address by, MemberStatus status) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[by], status);
    }

    function _stateError(Action action, uint8 state) internal view virtual returns (bytes memory);

    function _registerOf(uint8 kind, uint8 riskClass) private returns (ProductId) {
        bytes memory digits = abi.encodePacked("0952123454", 0x30 + kind, 0x30 + riskClass, "0");
        uint256 sum;
        for (uint256 i = 0; i < 13; ++i) sum += (uint8(digits[i]) - 0x30) * (i % 2 == 0 ? 3 : 1);
        string memory code = string(abi.encodePacked("/01/", digits, uint8(0x30 + ((10 - (sum % 10)) % 10))));
        Registration memory registration = _registration(code, ProductKind(kind), 0);
        registration.riskClass = riskClass;
        vm.prank(REGISTRAR);
        return ledger.register(registration, _claim());
    }
}

contract QuorumOfBuyingTest is
    QuorumTest(
        Purpose.Buy,
        Action.Approve,
        Action.Reject,
        uint8(RequisitionState.Requested),
        uint8(RequisitionState.Approved),
        uint8(RequisitionState.Rejected)
    )
{
    /// @dev An outside approver decides, and does nothing else.
    function test_RevertWhen_OutsideDoesMoreThanDecide() public {
        _own(1, true);
        _employ(OUTSIDER, OUTSIDER_ADMIN, address(0xa0), 0x3da);
        _refuses(_organisationError(OUTSIDER), address(0xa0), Action.Cancel);
        _approves(OUTSIDE_APPROVER, true);

        vm.expectRevert(_organisationError(OUTSIDER));
        vm.prank(address(0xa0));
        ledger.order(RequisitionId.wrap(subject), MANUFACTURER, 0, _claim());
        vm.prank(BUYER);
        ledger.order(RequisitionId.wrap(subject), MANUFACTURER, 0, _claim());
        _refuses(_organisationError(OUTSIDER), address(0xa0), Action.Close);
    }

    /// @dev What the scrapping of the same goods needs is another cell.
    function test_ScrappingIsAnotherMatter() public {
        _setPolicy(0x3f_ffff_f800_0000 & 0x1b_6db6_db6d_b6db, 0, false);
        _approves(APPROVER, true);
    }

    function test_RevertWhen_ActionIsNoDecision() public {
        uint256 others;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            Action action = Action(i);
            bool decides = action == Action.Approve || action == Action.Reject;
            if (decides || action == Action.Cancel || action == Action.Close) continue;
            ++others;
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, action);
            _refuses(refusal, APPROVER, action);
            _refuses(refusal, STRANGER, action);
        }
        vm.assertEq(others, 49, "actions that are no decisions");
    }

    function _open(ProductId product, bytes32 name) internal override returns (bytes32) {
        vm.prank(CHIEF);
        RequisitionId id = ledger.applyFor(product, 3, name, _claim());
        _tick();
        return RequisitionId.unwrap(id);
    }

    function _decide(bytes32 id, Action action, Claim memory claim) internal override {
        ledger.decide(RequisitionId.wrap(id), action, claim);
    }

    function _entryOf(
        address by,
        Action action,
        uint8 state,
        Claim memory claim
    ) internal override returns (Entry memory) {
        return _requisitionEntry(RequisitionId.wrap(subject), by, action, RequisitionState(state), claim);
    }

    function _ownError(Action, uint24 member) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OwnRequisition.selector, subject, member);
    }

    function _stateError(Action action, uint8 state) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Requisition, subject, action, state);
    }

    function _stateOf(bytes32 id) internal view override returns (uint8) {
        return uint8(_slot(Slots.requisition(id)) >> 4) & 0xf;
    }

    function _assertOutcome(bool complete, address) internal view override {
        uint256 word = _slot(Slots.plus(Slots.requisition(subject), 1));
        vm.assertEq(word >> 248, complete ? 1 : 0, "approved");
        vm.assertEq(uint24(word >> 96), memberOf[CHIEF], "applicant");
    }
}

contract QuorumOfScrappingTest is
    QuorumTest(
        Purpose.Scrap,
        Action.ApproveScrap,
        Action.RejectScrap,
        uint8(AssetState.ScrapRequested),
        uint8(AssetState.ScrapApproved),
        uint8(AssetState.Stored)
    )
{
    /// @dev A rejection ends the round: the next one begins with nothing.
    function test_RejectScrap_ClearsTheVotes() public {
        _own(2, true);
        _approves(APPROVER, false);
        _rejects(SECOND_APPROVER);
        _assertVotes(subject, [address(0), address(0), address(0)]);

        _record(COLLEAGUE, Action.RequestScrap, AssetId.wrap(subject), 0);
        vm.expectRevert(_ownError(approval, memberOf[COLLEAGUE]));
        vm.prank(COLLEAGUE);
        ledger.decideScrap(AssetId.wrap(subject), approval, _expecting(AssetId.wrap(subject)));
        _approves(OUTSIDE_APPROVER, false);
        _rejects(OUTSIDE_APPROVER);
        _assertVotes(subject, [address(0), address(0), address(0)]);

        _record(KEEPER, Action.RequestScrap, AssetId.wrap(subject), 0);
        _approves(OUTSIDE_COLLEAGUE, false);
        // Who requested it in the first round did not in this one.
        _approves(CHIEF, true);
        _assertVotes(subject, [OUTSIDE_COLLEAGUE, CHIEF, address(0)]);
    }

    function test_RevertWhen_ApproverDisposes() public {
        _approves(COLLEAGUE, true);
        _refusesDisposal(COLLEAGUE);
        _disposes(DISPOSER);
    }

    /// @dev None of the three, not the last one alone.
    function test_RevertWhen_OneOfThreeApproversDisposes() public {
        address[3] memory approvers = _disposingApprovers();
        _own(3, false);
        for (uint256 i = 0; i < 3; ++i) _approves(approvers[i], i == 2);
        for (uint256 i = 0; i < 3; ++i) _refusesDisposal(approvers[i]);
        for (uint256 i = 0; i < 3; ++i) _refusesDisposal(_replaceKey(approvers[i]));
        // Who requested it may.
        _disposes(CHIEF);
    }

    function test_RevertWhen_OneOfTwoApproversDisposes() public {
        address[3] memory approvers = _disposingApprovers();
        _own(2, false);
        _approves(approvers[0], false);
        _approves(approvers[1], true);
        _refusesDisposal(approvers[0]);
        _refusesDisposal(approvers[1]);
        _disposes(approvers[2]);
    }

    function test_RevertWhen_ApproverDisposes_GivenQuorumLoweredMeanwhile() public {
        address[3] memory approvers = _disposingApprovers();
        _own(3, false);
        _approves(approvers[0], false);
        _own(1, false);
        _approves(approvers[1], true);
        _refusesDisposal(approvers[0]);
        _refusesDisposal(approvers[1]);
        _disposes(approvers[2]);
    }

    /// @dev Rejected rounds do not count.
    function test_Dispose_ByApproverOfARejectedRound() public {
        address[3] memory approvers = _disposingApprovers();
        _own(2, false);
        _approves(approvers[0], false);
        _rejects(approvers[1]);
        _record(CHIEF, Action.RequestScrap, AssetId.wrap(subject), 0);
        _approves(approvers[1], false);
        _approves(approvers[2], true);
        _disposes(approvers[0]);
    }

    function test_BuyingIsAnotherMatter() public {
        _setPolicy(0x7ff_ffff & 0x1b_6db6_db6d_b6db, 0, false);
        _approves(APPROVER, true);
    }

    function test_RevertWhen_ActionIsNoDecision() public {
        uint256 others;
        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            Action action = Action(i);
            if (action == Action.ApproveScrap || action == Action.RejectScrap) continue;
            ++others;
            bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.UnknownAction.selector, action);
            _refuses(refusal, APPROVER, action);
            _refuses(refusal, STRANGER, action);
        }
        vm.assertEq(others, 51, "actions that are no decisions");
    }

    /// @dev The item came by donation.
    function _open(ProductId product, bytes32 name) internal override returns (bytes32) {
        vm.prank(INSPECTOR);
        AssetId id = ledger.enrol(product, name, _claimOf(_basis(Basis.Donated)));
        _record(WITNESS, Action.Confirm, id, 0);
        _record(CHIEF, Action.RequestScrap, id, 0);
        return AssetId.unwrap(id);
    }

    function _decide(bytes32 id, Action action, Claim memory claim) internal override {
        ledger.decideScrap(AssetId.wrap(id), action, _expecting(AssetId.wrap(id), claim));
    }

    function _entryOf(
        address by,
        Action action,
        uint8 state,
        Claim memory claim
    ) internal override returns (Entry memory) {
        return _assetEntry(AssetId.wrap(subject), by, action, AssetState(state), claim);
    }

    function _ownError(Action action, uint24 member) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.OwnWork.selector, subject, action, member);
    }

    function _stateError(Action action, uint8 state) internal view override returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Asset, subject, action, state);
    }

    function _stateOf(bytes32 id) internal view override returns (uint8) {
        return uint8(_slot(Slots.asset(id)) >> 4) & 0xf;
    }

    /// @dev Until it is complete, the one that may not decide is who requested it.
    function _assertOutcome(bool complete, address last) internal view override {
        uint256 custody = _slot(Slots.plus(Slots.asset(subject), 1));
        if (complete) vm.assertEq(uint24(custody >> 72), memberOf[last], "last signer");
        vm.assertTrue(complete || uint24(custody >> 72) != memberOf[last], "not the last signer");
        vm.assertEq(uint48(custody >> 24), (uint48(HOSPITAL) << 24) | HOSPITAL, "custodian and owner");
    }

    function _disposingApprovers() private returns (address[3] memory approvers) {
        for (uint160 i = 0; i < 3; ++i) {
            approvers[i] = address(0xd0 + i);
            _employ(HOSPITAL, HOSPITAL_ADMIN, approvers[i], Duties.APPROVE | Duties.DISPOSE);
        }
    }

    function _refusesDisposal(address by) private {
        vm.expectRevert(_ownError(Action.Dispose, memberOf[by]));
        vm.prank(by);
        ledger.record(Action.Dispose, AssetId.wrap(subject), _claimOf(uint32(Means.Destroyed)));
    }

    function _disposes(address by) private {
        Claim memory claim = _fullClaim(uint32(Means.MedicalWaste));
        Entry memory entry = _entryOf(by, Action.Dispose, uint8(AssetState.Disposed), claim);
        vm.prank(by);
        ledger.record(Action.Dispose, AssetId.wrap(subject), claim);
        _assertOnly(entry);
    }
}
