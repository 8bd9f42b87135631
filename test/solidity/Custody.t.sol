// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";
import { ILedger } from "../../contracts/interfaces/ILedger.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Kind,
    RecallLevel,
    Roles,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Slots } from "./support/Slots.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

/// @notice What must not be, tried as a call of its own and behind a good one in a multicall.
abstract contract NeverTest is TransferStages {
    string private constant WARD = "Ward 7";

    AssetId internal item;
    RequisitionId internal requisition;

    /// @dev The call is refused; so is a multicall of a good call and this one, by the same error, and none of it is
    /// done. Whoever calls keeps goods, and so may name a place.
    function _never(address by, bytes memory call, bytes memory refusal) internal {
        bytes memory before = _stored();
        _refusesCall(by, call, refusal);

        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ILedger.namePlace, (WARD));
        calls[1] = call;
        _refusesCall(by, abi.encodeCall(Multicall.multicall, (calls)), refusal);
        vm.assertEq(_slot(_ward(by)), 0, "the good call was done");
        vm.assertEq(_stored(), before, "something was done");
    }

    function _neverRecords(address by, Action action, bytes memory refusal) internal {
        _never(by, abi.encodeCall(ILedger.record, (action, item, _expectingFor(action, item, _claimOf(1)))), refusal);
    }

    /// @dev The same two calls, the second one good too: both are done.
    function _canBoth(address by, bytes memory call) internal {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(ILedger.namePlace, (WARD));
        calls[1] = call;
        vm.prank(by);
        Multicall(address(ledger)).multicall(calls);
        vm.assertEq(bytes(_text(_ward(by))), bytes(WARD), "the good call");
    }

    function _stateError(Action action, AssetState state) internal view returns (bytes memory) {
        return
            abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Asset, AssetId.unwrap(item), action, state);
    }

    function _organisationError(uint24 organisation, uint24 required) internal view returns (bytes memory) {
        return _organisationError(AssetId.unwrap(item), organisation, required);
    }

    function _organisationError(
        bytes32 subject,
        uint24 organisation,
        uint24 required
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, subject, organisation, required);
    }

    function _shipmentError(RequisitionId id) internal view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.NotShippedHere.selector,
                AssetId.unwrap(item),
                RequisitionId.unwrap(id)
            );
    }

    function _existsError() internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item));
    }

    function _acceptCall(
        RequisitionId id,
        ProductId product,
        bytes32 serial,
        uint32 madeAt
    ) internal view returns (bytes memory) {
        return abi.encodeCall(ILedger.accept, (id, product, serial, _headOf(product, serial), _claimOf(madeAt)));
    }

    function _refuseCall(RequisitionId id) internal view returns (bytes memory) {
        return abi.encodeCall(ILedger.refuse, (id, item, 1, _headOf(item), _claimOf(1)));
    }

    function _offerCall(uint24 to, Terms terms) internal view returns (bytes memory) {
        return abi.encodeCall(ILedger.offer, (item, to, terms, _dayClaim()));
    }

    function _sendBackCall(uint24 to) internal returns (bytes memory) {
        return abi.encodeCall(ILedger.sendBack, (item, to, _wayOf(item), _dayClaim()));
    }

    function _takeCall() internal view returns (bytes memory) {
        return abi.encodeCall(ILedger.take, (item, _expecting(item)));
    }

    function _shipCall(RequisitionId id) internal view returns (bytes memory) {
        return abi.encodeCall(ILedger.ship, (id, item, 1, ANY_HEAD, _claim()));
    }

    function _enrolCall(ProductId product, bytes32 serial, Basis basis) internal pure returns (bytes memory) {
        return abi.encodeCall(ILedger.enrol, (product, serial, _claimOf(_basis(basis))));
    }

    function _refusesCall(address by, bytes memory call, bytes memory refusal) private {
        vm.prank(by);
        (bool success, bytes memory answer) = address(ledger).call(call);
        vm.assertTrue(!success, "done");
        vm.assertEq(answer, refusal, "refusal");
    }

    /// @dev The item's slots, and those of its requisition.
    function _stored() private view returns (bytes memory) {
        bytes32 key = Slots.requisition(RequisitionId.unwrap(requisition));
        return bytes.concat(_words(item), bytes32(_slot(key)), bytes32(_slot(Slots.plus(key, 1))));
    }

    function _ward(address by) private view returns (bytes32) {
        return Slots.place(organisationOf[by], uint32(bytes4(keccak256(bytes(WARD)))));
    }
}

/// @dev A rival hospital, whose chief holds every duty there is, claims what is on its way to another.
contract ClaimedByRivalTest is NeverTest {
    function test_RevertWhen_Shipped() public {
        (requisition, item) = _inTransit(monitor, SERIAL, REFERENCE);
        RequisitionId own = _shippedToRival();

        _never(RIVAL_CHIEF, _acceptCall(own, monitor, SERIAL, 0), _shipmentError(own));
        _never(RIVAL_CHIEF, _refuseCall(own), _shipmentError(own));
        bytes memory refusal = _organisationError(RequisitionId.unwrap(requisition), RIVAL, HOSPITAL);
        _never(RIVAL_CHIEF, _acceptCall(requisition, monitor, SERIAL, 0), refusal);
        _never(RIVAL_CHIEF, _refuseCall(requisition), refusal);
        _never(RIVAL_CHIEF, _takeCall(), _organisationError(RIVAL, 0));
        _neverRecords(RIVAL_CHIEF, Action.Decline, _organisationError(RIVAL, 0));
        _neverRecords(RIVAL_CHIEF, Action.Withdraw, _organisationError(RIVAL, MANUFACTURER));
        _neverInTransit();

        // Whose it is, accepts it.
        _canBoth(CHIEF, _acceptCall(requisition, monitor, SERIAL, 0));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_RevertWhen_Offered() public {
        item = _offeredToHospital(monitor, SERIAL, Terms.Loan);
        RequisitionId own = _shippedToRival();

        _never(RIVAL_CHIEF, _takeCall(), _organisationError(RIVAL, HOSPITAL));
        _neverRecords(RIVAL_CHIEF, Action.Decline, _organisationError(RIVAL, HOSPITAL));
        _neverRecords(RIVAL_CHIEF, Action.Withdraw, _organisationError(RIVAL, MANUFACTURER));
        _never(RIVAL_CHIEF, _acceptCall(own, monitor, SERIAL, 0), _shipmentError(own));
        _never(RIVAL_CHIEF, _refuseCall(own), _shipmentError(own));
        _neverInTransit();

        // The deadline makes it nobody's but the sender's.
        vm.warp(block.timestamp + 2 days);
        _never(RIVAL_CHIEF, _takeCall(), _organisationError(RIVAL, HOSPITAL));
        _never(CHIEF, _takeCall(), abi.encodeWithSelector(ILedgerErrors.DeadlinePassed.selector, item, _deadline()));
        _canBoth(MAKER_CHIEF, abi.encodeCall(ILedger.record, (Action.Withdraw, item, _claim())));
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    function test_RevertWhen_SentBack() public {
        item = _handed(monitor, SERIAL, Terms.Loan);
        _sendBack(KEEPER, item, MANUFACTURER);
        RequisitionId own = _shippedToRival();

        _never(RIVAL_CHIEF, _takeCall(), _organisationError(RIVAL, MANUFACTURER));
        _never(CHIEF, _takeCall(), _organisationError(HOSPITAL, MANUFACTURER));
        _neverRecords(RIVAL_CHIEF, Action.Decline, _organisationError(RIVAL, MANUFACTURER));
        _neverRecords(RIVAL_CHIEF, Action.Withdraw, _organisationError(RIVAL, HOSPITAL));
        _never(RIVAL_CHIEF, _acceptCall(own, monitor, SERIAL, 0), _shipmentError(own));
        _neverInTransit();

        _canBoth(MAKER_CHIEF, _takeCall());
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev Delivered before, it is not on its way under the old requisition when it is offered on: not even the hospital
    /// that accepted it accepts it a second time, nor refuses it.
    function test_RevertWhen_OfferedAfterDelivery() public {
        item = _stored(monitor);
        requisition = _shipment(item);
        _offer(KEEPER, item, PROVIDER, Terms.Trial);

        _never(CHIEF, _acceptCall(requisition, monitor, SERIAL, 0), _shipmentError(requisition));
        _never(CHIEF, _refuseCall(requisition), _shipmentError(requisition));
        _never(CHIEF, _takeCall(), _organisationError(HOSPITAL, PROVIDER));
        _never(RIVAL_CHIEF, _takeCall(), _organisationError(RIVAL, PROVIDER));

        _canBoth(PROVIDER_KEEPER, _takeCall());
    }

    /// @dev What another has in its store.
    function test_RevertWhen_Stored() public {
        item = _stored(monitor);
        requisition = _shipment(item);
        RequisitionId own = _shippedToRival();
        RequisitionId sale = _ordered(monitor, 1, "sale", RIVAL);

        _never(RIVAL_CHIEF, _acceptCall(own, monitor, SERIAL, 0), _existsError());
        _never(RIVAL_CHIEF, _refuseCall(own), _stateError(Action.Refuse, AssetState.Stored));
        _never(RIVAL_CHIEF, _takeCall(), _stateError(Action.Take, AssetState.Stored));
        bytes memory refusal = _organisationError(RIVAL, HOSPITAL);
        _never(RIVAL_CHIEF, _offerCall(RIVAL, Terms.Owned), refusal);
        _never(RIVAL_CHIEF, _sendBackCall(MANUFACTURER), refusal);
        _never(RIVAL_CHIEF, _shipCall(sale), refusal);
        _neverRecords(RIVAL_CHIEF, Action.Use, refusal);
        _neverRecords(RIVAL_CHIEF, Action.Move, refusal);
        _neverRecords(RIVAL_CHIEF, Action.Quarantine, refusal);
        _neverEnrols();
    }

    /// @dev A product whose manufacturer is not on the ledger is declared by whoever accepts it: each serial once.
    function test_RevertWhen_DeclaredByAnother() public {
        RequisitionId bought = _ordered(foreign, 1, REFERENCE, 0);
        vm.prank(INSPECTOR);
        item = ledger.accept(bought, foreign, "F-1", ANY_HEAD, _claimOf(START));
        requisition = bought;
        _tick();
        RequisitionId own = _boughtByRival();

        _never(RIVAL_CHIEF, _acceptCall(own, foreign, "F-1", START), _existsError());
        _neverEnrolsDeclarable();

        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _never(RIVAL_CHIEF, _acceptCall(own, foreign, "F-1", START), _shipmentError(own));
        _neverEnrolsDeclarable();

        // Under the same, it declares what is its own.
        _canBoth(RIVAL_CHIEF, _acceptCall(own, foreign, "F-2", START));
    }

    /// @dev What does for every item in transit.
    function _neverInTransit() private {
        RequisitionId sale = _ordered(monitor, 1, "sale", RIVAL);
        _never(RIVAL_CHIEF, _offerCall(RIVAL, Terms.Owned), _stateError(Action.Offer, AssetState.InTransit));
        _never(RIVAL_CHIEF, _sendBackCall(RIVAL), _stateError(Action.SendBack, AssetState.InTransit));
        _never(RIVAL_CHIEF, _shipCall(sale), _stateError(Action.Ship, AssetState.InTransit));
        _neverRecords(RIVAL_CHIEF, Action.Use, _stateError(Action.Use, AssetState.InTransit));
        _neverRecords(RIVAL_CHIEF, Action.Store, _stateError(Action.Store, AssetState.InTransit));
        _neverRecords(RIVAL_CHIEF, Action.Confirm, _stateError(Action.Confirm, AssetState.InTransit));
        _neverEnrols();
    }

    /// @dev By enrolling it, naming itself, or recalling it. The manufacturer itself enrols a serial once.
    function _neverEnrols() private {
        _never(
            RIVAL_CHIEF,
            _enrolCall(monitor, SERIAL, Basis.Manufactured),
            _organisationError(ProductId.unwrap(monitor), RIVAL, MANUFACTURER)
        );
        for (uint8 i = uint8(Basis.Existing); i <= uint8(Basis.Exchanged); ++i) {
            _never(
                RIVAL_CHIEF,
                _enrolCall(monitor, SERIAL, Basis(i)),
                abi.encodeWithSelector(
                    ILedgerErrors.OnlyThroughManufacturer.selector,
                    ProductId.unwrap(monitor),
                    MANUFACTURER
                )
            );
        }
        _never(MAKER_CHIEF, _enrolCall(monitor, SERIAL, Basis.Manufactured), _existsError());
        _never(
            RIVAL_CHIEF,
            abi.encodeCall(ILedger.reassign, (item, RIVAL, RIVAL, _claim())),
            abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, RIVAL, Roles.REGULATOR)
        );
        _never(
            RIVAL_CHIEF,
            abi.encodeCall(ILedger.recall, (monitor, SERIAL, RecallLevel.First, Instruction.SendBack, _claim())),
            _organisationError(ProductId.unwrap(monitor), RIVAL, MANUFACTURER)
        );
    }

    function _neverEnrolsDeclarable() private {
        for (uint8 i = uint8(Basis.Found); i <= uint8(Basis.Exchanged); ++i) {
            _never(RIVAL_CHIEF, _enrolCall(foreign, "F-1", Basis(i)), _existsError());
            _never(CHIEF, _enrolCall(foreign, "F-1", Basis(i)), _existsError());
        }
    }

    /// @dev A requisition of the rival's, under which another item than the one claimed is on its way.
    function _shippedToRival() private returns (RequisitionId own) {
        own = _orderedByRival(monitor, "rival's");
        _ship(own, _enrolled(monitor, "P-0099"));
    }

    /// @dev A requisition of the rival's from a supplier that is not on the ledger: it may declare what it gets.
    function _boughtByRival() private returns (RequisitionId own) {
        address second = address(0xa4);
        _employ(RIVAL, RIVAL_ADMIN, second, HOSPITAL_DUTIES);
        vm.prank(RIVAL_CHIEF);
        own = ledger.applyFor(foreign, 1, "rival's", _claim());
        vm.prank(second);
        ledger.decide(own, Action.Approve, _claim());
        vm.prank(second);
        ledger.order(own, 0, 0, _claim());
        _tick();
    }

    function _deadline() private view returns (uint32) {
        return uint32(_slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 1)) >> 128);
    }
}

/// @dev A faulty device becomes stored by nothing but a repair and another member's check of it, whoever hands it to
/// whom.
contract LaunderingTest is NeverTest {
    function setUp() public override {
        super.setUp();
        item = _faulty();
        requisition = _shipment(item);
        _appointProvider(PROVIDER_DUTIES);
    }

    function test_Faulty_AtItsCustodian() public {
        _isStuck(CHIEF);
        _isNotHandedOn(CHIEF);
    }

    function test_Faulty_WhileOffered() public {
        _offer(KEEPER, item, PROVIDER, Terms.Loan);

        // The requisition that it once came under is open still.
        _never(CHIEF, _acceptCall(requisition, monitor, SERIAL, 0), _shipmentError(requisition));
        _never(CHIEF, _refuseCall(requisition), _shipmentError(requisition));
        _isStuckInTransit(CHIEF);
        _isStuckInTransit(PROVIDER_KEEPER);
    }

    function test_Faulty_WhileSentBack() public {
        _sendBack(KEEPER, item, MANUFACTURER);

        _never(CHIEF, _acceptCall(requisition, monitor, SERIAL, 0), _shipmentError(requisition));
        _never(CHIEF, _refuseCall(requisition), _shipmentError(requisition));
        _isStuckInTransit(CHIEF);
        _isStuckInTransit(MAKER_CHIEF);
    }

    function test_Faulty_Taken() public {
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);

        _isStuck(PROVIDER_KEEPER);
        bytes memory borrowed = abi.encodeWithSelector(
            ILedgerErrors.BorrowedGoods.selector,
            AssetId.unwrap(item),
            HOSPITAL
        );
        _never(PROVIDER_KEEPER, _offerCall(HOSPITAL, Terms.Loan), borrowed);
        _never(PROVIDER_KEEPER, abi.encodeCall(ILedger.record, (Action.RequestScrap, item, _claim())), borrowed);
        _never(
            PROVIDER_KEEPER,
            _sendBackCall(RIVAL),
            abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, AssetId.unwrap(item), RIVAL)
        );
    }

    function test_Faulty_TakenAndSentBack() public {
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);
        _sendBack(PROVIDER_KEEPER, item, HOSPITAL);
        _isStuckInTransit(PROVIDER_KEEPER);
        _isStuckInTransit(CHIEF);
        _take(INSPECTOR, item);

        _isStuck(CHIEF);
        _isNotHandedOn(CHIEF);
    }

    function test_Faulty_Withdrawn() public {
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _record(KEEPER, Action.Withdraw, item, 0);
        _isStuck(CHIEF);

        _sendBack(KEEPER, item, MANUFACTURER);
        _record(KEEPER, Action.Withdraw, item, 0);
        _isStuck(CHIEF);
    }

    function test_Faulty_Declined() public {
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _record(PROVIDER_KEEPER, Action.Decline, item, 0);
        _isStuck(CHIEF);

        _sendBack(KEEPER, item, MANUFACTURER);
        _record(MAKER, Action.Decline, item, 0);
        _isStuck(CHIEF);
    }

    /// @dev The supplier that takes it back has it faulty: it cannot ship it to the next hospital.
    function test_Faulty_SentBackToTheSupplier() public {
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        RequisitionId next = _ordered(monitor, 1, "next", MANUFACTURER);

        _isStuck(MAKER_CHIEF);
        _isNotHandedOn(MAKER_CHIEF);
        _never(MAKER_CHIEF, _shipCall(next), _stateError(Action.Ship, AssetState.Faulty));
        _never(MAKER_CHIEF, _shipCall(requisition), _stateError(Action.Ship, AssetState.Faulty));
        _never(MAKER_CHIEF, _enrolCall(monitor, SERIAL, Basis.Manufactured), _existsError());
    }

    function test_Faulty_Reassigned() public {
        _reassign(RIVAL, RIVAL, item);
        _isStuck(RIVAL_CHIEF);
        _isNotHandedOn(RIVAL_CHIEF);
    }

    function test_Faulty_ReassignedInTransit() public {
        _offer(KEEPER, item, PROVIDER, Terms.Loan);
        _reassign(RIVAL, RIVAL, item);
        _isStuckInTransit(RIVAL_CHIEF);
        _never(CHIEF, _acceptCall(requisition, monitor, SERIAL, 0), _shipmentError(requisition));
        _never(CHIEF, _refuseCall(requisition), _shipmentError(requisition));
        _never(PROVIDER_KEEPER, _takeCall(), _organisationError(PROVIDER, 0));

        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);
        _isStuck(RIVAL_CHIEF);
    }

    function test_Faulty_ReassignedWhileBeingScrapped() public {
        _record(KEEPER, Action.RequestScrap, item, 0);
        _reassign(RIVAL, RIVAL, item);

        _isStuck(RIVAL_CHIEF);
    }

    /// @dev Repaired is not stored either, and who repaired it does not say that it may be used, however far it travelled.
    function test_Repaired_Elsewhere() public {
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);
        _record(PROVIDER_KEEPER, Action.Repair, item, 0);
        _neverRecords(PROVIDER_KEEPER, Action.Store, _stateError(Action.Store, AssetState.Repaired));
        _never(
            PROVIDER_KEEPER,
            abi.encodeCall(ILedger.record, (Action.Reinstate, item, _claim())),
            abi.encodeWithSelector(
                ILedgerErrors.OwnWork.selector,
                AssetId.unwrap(item),
                Action.Reinstate,
                memberOf[PROVIDER_KEEPER]
            )
        );
        _sendBack(PROVIDER_KEEPER, item, HOSPITAL);
        _isStuckInTransit(CHIEF);
        _take(INSPECTOR, item);

        _neverRecords(CHIEF, Action.Store, _stateError(Action.Store, AssetState.Repaired));
        _neverRecords(CHIEF, Action.Use, _stateError(Action.Use, AssetState.Repaired));
        _never(CHIEF, _offerCall(RIVAL, Terms.Owned), _stateError(Action.Offer, AssetState.Repaired));
        _neverRecords(PROVIDER_KEEPER, Action.Reinstate, _organisationError(PROVIDER, HOSPITAL));

        _record(RELEASER, Action.Reinstate, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /// @dev The way out and back does not make anybody forget who repaired it.
    function test_Repaired_ByWhoSendsIt() public {
        _record(CHIEF, Action.Repair, item, 0);
        _sendBack(CHIEF, item, MANUFACTURER);
        _record(CHIEF, Action.Withdraw, item, 0);
        bytes memory refusal = abi.encodeWithSelector(
            ILedgerErrors.OwnWork.selector,
            AssetId.unwrap(item),
            Action.Reinstate,
            memberOf[CHIEF]
        );
        bytes memory call = abi.encodeCall(ILedger.record, (Action.Reinstate, item, _claim()));
        _never(CHIEF, call, refusal);

        _sendBack(CHIEF, item, MANUFACTURER);
        _record(MAKER, Action.Decline, item, 0);
        _never(CHIEF, call, refusal);

        _reassign(HOSPITAL, RIVAL, item);
        _never(CHIEF, call, refusal);
    }

    /// @dev Any forty steps of anybody, likely and unlikely ones, of which none repairs.
    function testFuzz_Faulty_WhateverHappens(uint256 seed) public {
        for (uint256 i = 0; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _try(seed);
            _assertFaulty();
        }
    }

    function _try(uint256 seed) private {
        address[4] memory members = [CHIEF, RIVAL_CHIEF, MAKER_CHIEF, PROVIDER_KEEPER];
        uint24[4] memory organisations = [HOSPITAL, RIVAL, MANUFACTURER, PROVIDER];
        uint24 to = organisations[(seed >> 8) & 3];
        bytes memory call = _pick(seed, to);
        // Mostly by its custodian, or whom it is on its way to.
        uint256 custody = _slot(Slots.plus(Slots.asset(AssetId.unwrap(item)), 1));
        uint24 likely = uint24(custody >> (seed & 0x10000 == 0 ? 24 : 104));
        address by = members[(seed >> 18) & 3];
        for (uint256 i = 0; i < 4; ++i) {
            if (organisations[i] == likely && seed & 0xe0000000 != 0) by = members[i];
        }
        vm.prank(seed & 0x1f == 0 ? REGISTRAR : by);
        (bool success, ) = address(ledger).call(call);
        if (success) vm.roll(block.number + 1);
    }

    function _pick(uint256 seed, uint24 to) private returns (bytes memory) {
        uint256 step = seed & 0x1f;
        if (step == 0) {
            return abi.encodeCall(ILedger.reassign, (item, to, seed & 0x1000 == 0 ? to : HOSPITAL, _claim()));
        }
        if (step < 5) return _offerCall(to, seed & 0x2000 == 0 ? Terms.Loan : Terms.Owned);
        if (step < 10) return _sendBackCall(to);
        if (step < 16) return _takeCall();
        if (step < 17) return _acceptCall(requisition, monitor, SERIAL, 0);
        if (step < 18) return _refuseCall(requisition);
        if (step < 19) return _shipCall(requisition);
        if (step < 20) return abi.encodeCall(ILedger.decideScrap, (item, Action.RejectScrap, _expecting(item)));
        Action[7] memory actions = [
            Action.Withdraw,
            Action.Decline,
            Action.Store,
            Action.Use,
            Action.Confirm,
            Action.Reinstate,
            Action.RequestScrap
        ];
        Action action = actions[(seed >> 20) % 7];
        return abi.encodeCall(ILedger.record, (action, item, _expectingFor(action, item, _claim())));
    }

    /// @dev It is faulty, or will be when it comes back from where it is.
    function _assertFaulty() private view {
        uint256 state = (_slot(Slots.asset(AssetId.unwrap(item))) >> 4) & 0xf;
        if (state == uint8(AssetState.InTransit) || state == uint8(AssetState.ScrapRequested)) {
            state = _stateBefore(item);
        }
        vm.assertEq(state, uint8(AssetState.Faulty), "laundered");
    }

    /// @dev Nothing that its custodian's member does makes it stored or used.
    function _isStuck(address by) private {
        _assertState(item, AssetState.Faulty);
        Action[5] memory actions = [Action.Store, Action.Use, Action.Confirm, Action.Reinstate, Action.Withdraw];
        for (uint256 i = 0; i < actions.length; ++i) {
            _neverRecords(by, actions[i], _stateError(actions[i], AssetState.Faulty));
        }
        _never(by, _takeCall(), _stateError(Action.Take, AssetState.Faulty));
    }

    /// @dev Nor does it reach anybody but a service provider that its custodian appointed.
    function _isNotHandedOn(address by) private {
        uint24 own = organisationOf[by];
        uint24[4] memory others = [HOSPITAL, RIVAL, MANUFACTURER, OUTSIDER];
        for (uint256 i = 0; i < others.length; ++i) {
            if (others[i] == own) continue;
            _never(
                by,
                _offerCall(others[i], Terms.Loan),
                abi.encodeWithSelector(ILedgerErrors.RoleMissing.selector, others[i], Roles.SERVICE_PROVIDER)
            );
            _never(
                by,
                _offerCall(others[i], Terms.Owned),
                abi.encodeWithSelector(ILedgerErrors.InvalidTerms.selector, Terms.Owned)
            );
        }
        if (own == HOSPITAL) return;
        _never(
            by,
            _offerCall(PROVIDER, Terms.Loan),
            abi.encodeWithSelector(ILedgerErrors.NotAppointed.selector, PROVIDER, own, Duties.MAINTAIN)
        );
    }

    function _isStuckInTransit(address by) private {
        Action[5] memory actions = [Action.Store, Action.Use, Action.Confirm, Action.Reinstate, Action.Repair];
        for (uint256 i = 0; i < actions.length; ++i) {
            _neverRecords(by, actions[i], _stateError(actions[i], AssetState.InTransit));
        }
        _never(by, _offerCall(RIVAL, Terms.Owned), _stateError(Action.Offer, AssetState.InTransit));
        _never(by, _sendBackCall(MANUFACTURER), _stateError(Action.SendBack, AssetState.InTransit));
    }
}
