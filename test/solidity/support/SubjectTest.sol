// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Kind } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { EntryTest } from "./EntryTest.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @notice What every step refuses that continues the history of a requisition or an asset.
abstract contract SubjectTest is EntryTest {
    /// @dev The subject of the tests' step; set up by each test, with all that the step needs.
    RequisitionId internal requisition;
    AssetId internal item;

    /// @dev Whether a provider may be appointed to the step: that is what callers of other organisations lack then.
    bool internal appointable;

    Kind internal immutable kind;
    /// @dev The states from which the step is allowed, one bit each.
    uint256 internal immutable statesFrom;

    constructor(Kind kind_, uint256 statesFrom_) {
        kind = kind_;
        statesFrom = statesFrom_;
    }

    /// @dev The step on another subject.
    function _stepOn(bytes32 id, Claim memory claim) internal virtual;

    function _stepWith(Claim memory claim) internal override {
        (bytes32 id, ) = _subject();
        _stepOn(id, claim);
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        if (kind == Kind.Asset) {
            id = AssetId.unwrap(item);
            return (id, Slots.asset(id));
        }
        id = RequisitionId.unwrap(requisition);
        return (id, Slots.requisition(id));
    }

    function test_RevertGiven_SubjectUnknown() public {
        _refusesSubject(0);
        _refusesSubject(keccak256("nothing"));
    }

    /// @dev Each kind's ids are its own: those of the others name nothing here.
    function test_RevertWhen_SubjectIsOfAnotherKind() public {
        _refusesSubject(ProductId.unwrap(monitor));
        if (kind != Kind.Requisition) {
            _refusesSubject(RequisitionId.unwrap(_requested(monitor, 1, "another kind")));
        }
        if (kind != Kind.Asset) _refusesSubject(AssetId.unwrap(_enrolled(monitor, "another-kind")));
    }

    function test_RevertGiven_AnotherState() public {
        (bytes32 id, bytes32 statusKey) = _subject();
        // 0 is a subject that is not there: see above.
        for (uint8 state = 1; state < 16; ++state) {
            if ((statesFrom >> state) & 1 != 0) continue;
            _forceState(statusKey, state, 1);

            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.WrongState.selector, kind, id, action, state));
            vm.prank(actor);
            _step();
        }
    }

    /// @dev The rival's chief holds every duty, only not here.
    function test_RevertWhen_CallerIsOfAnotherOrganisation() public virtual {
        (bytes32 id, ) = _subject();
        if (appointable) _expectNotAppointed(RIVAL, organisationOf[actor]);
        else _expectWrongOrganisation(id, RIVAL, organisationOf[actor]);
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function _expectNotAppointed(uint24 organisation, uint24 custodian) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, organisation, custodian, duties));
    }

    function _expectWrongOrganisation(bytes32 id, uint24 organisation, uint24 required) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, id, organisation, required));
    }

    function _refusesSubject(bytes32 id) private {
        Claim memory claim = _usualClaim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, id));
        vm.prank(actor);
        _stepOn(id, claim);
    }
}
