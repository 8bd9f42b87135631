// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, Duties, RequisitionState, Urgency } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { Parties } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract ApplyForTest is EntryTest {
    constructor() WriteTest(APPLICANT, Duties.APPLY) EntryTest(Action.Apply, 0, uint32(Urgency.Urgent)) {}

    /// @dev The hospital may apply urgently.
    function setUp() public override {
        super.setUp();
        _setPolicy(0, 0, true);
    }

    function test_ApplyFor() public {
        _applies(monitor, MONITOR_NUMBER, 7, REFERENCE);
    }

    function test_ApplyFor_WhenUrgent() public {
        _applies(monitor, MONITOR_NUMBER, 7, REFERENCE, Urgency.Urgent);
    }

    function test_RevertWhen_UrgencyIsNotAllowed() public {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UrgencyNotAllowed.selector, RIVAL));
        vm.prank(RIVAL_CHIEF);
        ledger.applyFor(monitor, 1, REFERENCE, _claimOf(uint32(Urgency.Urgent)));
    }

    function test_ApplyFor_GivenManufacturerUnknown() public {
        _applies(foreign, FOREIGN_NUMBER, type(uint32).max, bytes32(type(uint256).max));
    }

    /// @dev The reference is the organisation's own: another may use the same.
    function test_ApplyFor_WhenAnotherUsesTheReference() public {
        vm.prank(RIVAL_CHIEF);
        RequisitionId other = ledger.applyFor(monitor, 1, REFERENCE, _claim());

        RequisitionId own = _applies(monitor, MONITOR_NUMBER, 7, REFERENCE);
        vm.assertTrue(own != other, "own id");
    }

    function testFuzz_ApplyFor(uint32 quantity, bytes1 first, uint248 random) public {
        vm.assume(quantity != 0 && first != 0);
        // Any byte but zero, 32 times: a text needs no more.
        bytes memory text = abi.encodePacked(first, random);
        for (uint256 i = 0; i < 32; ++i) if (text[i] == 0) text[i] = first;

        _applies(monitor, MONITOR_NUMBER, quantity, bytes32(text));
    }

    function test_RevertWhen_ProductUnknown() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, bytes32(0)), ProductId.wrap(0), 1);
        bytes32 requisition = RequisitionId.unwrap(_requested(monitor, 1, "another"));
        _refuses(
            abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, requisition),
            ProductId.wrap(requisition),
            1
        );
    }

    function test_RevertWhen_QuantityIsZero() public {
        _refuses(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, 0, 1, type(uint32).max), monitor, 0);
    }

    function test_RevertWhen_ReferenceIsNoText() public {
        bytes32[3] memory texts = [bytes32(0), bytes32("a\x00b"), bytes32("\x00ab")];
        for (uint256 i = 0; i < texts.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidText.selector, texts[i]));
            vm.prank(APPLICANT);
            ledger.applyFor(monitor, 1, texts[i], _claim());
        }
    }

    function test_RevertGiven_ReferenceUsed() public {
        RequisitionId id = _requested(monitor, 1, REFERENCE);
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, RequisitionId.unwrap(id));
        _refuses(refusal, monitor, 1);

        vm.prank(APPLICANT);
        ledger.decide(id, Action.Cancel, _claim());
        _refuses(refusal, foreign, 2);
    }

    function _applies(
        ProductId product,
        uint24 number,
        uint32 quantity,
        bytes32 ownReference
    ) private returns (RequisitionId id) {
        return _applies(product, number, quantity, ownReference, Urgency.Ordinary);
    }

    function _applies(
        ProductId product,
        uint24 number,
        uint32 quantity,
        bytes32 ownReference,
        Urgency urgency
    ) private returns (RequisitionId id) {
        bytes32 expectedId = _id(ownReference);
        Claim memory claim = _fullClaim(uint32(urgency));
        Entry memory entry = _requisitionEntry(
            RequisitionId.wrap(expectedId),
            APPLICANT,
            Action.Apply,
            RequisitionState.Requested,
            claim
        );
        entry.quantity = quantity;
        _comesFrom(entry, ProductId.unwrap(product), _head(Slots.product(number)), product);

        vm.prank(APPLICANT);
        id = ledger.applyFor(product, quantity, ownReference, claim);

        vm.assertEq(RequisitionId.unwrap(id), expectedId, "id");
        Logs memory logs = _recorded();
        bytes32 organisation = bytes32(uint256(HOSPITAL));
        _assertLog(logs, ILedgerEvents.RequisitionOpened.selector, expectedId, organisation, abi.encode(ownReference));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        bool urgent = urgency == Urgency.Urgent;
        _assertParties(id, Parties(number, HOSPITAL, 0, 0, memberOf[APPLICANT], 0, quantity, 0, 0, urgent, false));
    }

    function _refuses(bytes memory refusal, ProductId product, uint32 quantity) private {
        vm.expectRevert(refusal);
        vm.prank(APPLICANT);
        ledger.applyFor(product, quantity, REFERENCE, _claim());
    }

    function _id(bytes32 ownReference) private pure returns (bytes32) {
        bytes32 typeHash = keccak256("Requisition(uint24 organisation,bytes32 reference)");
        return keccak256(abi.encode(typeHash, HOSPITAL, ownReference));
    }

    function _subject() internal pure override returns (bytes32 id, bytes32 statusKey) {
        id = _id(REFERENCE);
        statusKey = Slots.requisition(id);
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.applyFor(monitor, 1, REFERENCE, claim);
    }
}
