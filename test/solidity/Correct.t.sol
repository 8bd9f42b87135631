// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../../contracts/interfaces/ILedger.sol";
import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    CalibrationResult,
    Duties,
    Instruction,
    Kind,
    Means,
    MemberStatus,
    Outcome,
    ProductState,
    RecallLevel,
    RequisitionState,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { COLLEAGUE } from "./support/Persons.sol";
import { Slots } from "./support/Slots.sol";
import { ANY } from "./support/States.sol";
import { Persons } from "./support/Persons.sol";
import { vm } from "./support/Vm.sol";
import { World } from "./support/World.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @notice What a correction asserts, of whichever subject.
abstract contract CorrectionTest is Persons {
    /// @dev Corrects the entry at `index` as such a correction is: one entry, whose origin is its own subject at the head
    /// that the superseded one led to, and which leaves everything else as it was.
    function _corrects(
        Kind kind,
        bytes32 subject,
        uint256 index,
        address by,
        Action corrected,
        Claim memory claim
    ) internal {
        _wind();
        claim = _whenItWas(subject, index, claim);
        Entry memory entry = _correction(kind, subject, index, by, corrected, claim);
        bytes32 stored = _stored(entry.statusKey);
        bytes memory call = _call(kind, subject, index, claim);

        vm.prank(by);
        (bool success, bytes memory answer) = address(ledger).call(call);

        vm.assertTrue(success && answer.length == 0, "refused");
        Logs memory logs = _recorded();
        _assertEntry(logs, entry);
        _assertEnd(logs);
        vm.assertEq(_stored(entry.statusKey), stored, "all but head and block");
        vm.assertEq(_slot(Slots.corrected(subject, entry.originHead)), _recordedAt(subject, index), "corrected");
        _tick();
    }

    /// @dev Expects a refusal of the correction of the entry at `index`.
    function _refuses(
        bytes memory refusal,
        Kind kind,
        bytes32 subject,
        uint256 index,
        address by,
        Claim memory claim
    ) internal {
        _wind();
        claim = _whenItWas(subject, index, claim);
        Proof[] memory proof = _entriesFrom(subject, index);
        Head previous = Head.wrap(_headBefore(subject, index));
        vm.expectRevert(refusal);
        vm.prank(by);
        ledger.correct(kind, subject, previous, proof, claim);
    }

    function _dutyError(address by, uint16 duties_) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.DutyMissing.selector, memberOf[by], duties_);
    }

    function _authorError(bytes32 subject, uint24 organisation, uint24 author) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotAuthor.selector, subject, organisation, author);
    }

    function _valueError(Action corrected, uint32 value, uint32 min, uint32 max) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, corrected, value, min, max);
    }

    function _untilError(Action corrected, uint32 until) internal pure returns (bytes memory) {
        return _untilError(corrected, until, 0, 0);
    }

    function _untilError(Action corrected, uint32 until, uint32 min, uint32 max) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.UntilOutOfRange.selector, corrected, until, min, max);
    }

    /// @dev The claim, of when the entry at `index` says that it occurred, unless it says since when.
    function _whenItWas(bytes32 subject, uint256 index, Claim memory claim) internal view returns (Claim memory) {
        bool given = claim.occurredAt != 0 && claim.occurredAt != _fullClaim().occurredAt;
        uint32 former = uint32(_entriesFrom(subject, index)[0].facts >> 64);
        return Claim(claim.expected, claim.value, claim.until, given ? claim.occurredAt : former, claim.details);
    }

    /// @dev When the step that the entry at `index` records, or corrects, was recorded.
    function _recordedAt(bytes32 subject, uint256 index) internal view returns (uint32) {
        Proof memory entry = _entriesFrom(subject, index)[0];
        while (entry.facts >> 248 == uint8(Action.Correct)) {
            while (_headBefore(subject, index) != Head.unwrap(entry.originHead)) --index;
            entry = _entriesFrom(subject, --index)[0];
        }
        return uint32(entry.facts >> 32);
    }

    /// @dev The action of the last entry, which the tests below name to be sure that they correct what they think.
    function _last(bytes32 subject, Action corrected) internal returns (uint256 index) {
        _wind();
        index = _length(subject) - 1;
        vm.assertEq(_entriesFrom(subject, index)[0].facts >> 248, uint8(corrected), "action of the last entry");
    }

    function _call(Kind kind, bytes32 subject, uint256 index, Claim memory claim) private view returns (bytes memory) {
        Head previous = Head.wrap(_headBefore(subject, index));
        return abi.encodeCall(ILedger.correct, (kind, subject, previous, _entriesFrom(subject, index), claim));
    }

    function _correction(
        Kind kind,
        bytes32 subject,
        uint256 index,
        address by,
        Action corrected,
        Claim memory claim
    ) private returns (Entry memory entry) {
        ProductId product = monitor;
        if (kind == Kind.Product) {
            product = ProductId.wrap(subject);
            uint24 number = uint24(_slot(Slots.productNumber(subject)));
            entry = _productEntry(product, number, by, Action.Correct, claim);
        } else if (kind == Kind.Requisition) {
            entry = _requisitionEntry(RequisitionId.wrap(subject), by, Action.Correct, RequisitionState.None, claim);
        } else {
            entry = _assetEntry(AssetId.wrap(subject), by, Action.Correct, AssetState.None, claim);
        }
        entry.state = uint8(entry.statusBefore >> 4) & 0xf;
        entry.quantity = uint8(corrected);
        _comesFrom(entry, subject, _headBefore(subject, index + 1), product);
    }

    /// @dev State and flags, and the three slots after the status: parties, custody, shipment, care, dates.
    function _stored(bytes32 statusKey) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    uint8(_slot(statusKey)),
                    _slot(Slots.plus(statusKey, 1)),
                    _slot(Slots.plus(statusKey, 2)),
                    _slot(Slots.plus(statusKey, 3))
                )
            );
    }
}

/// @dev The step of the inherited tests: correcting the last entry of a disposed item.
contract CorrectTest is EntryTest, CorrectionTest {
    bytes32 private _item;

    constructor() WriteTest(DISPOSER, Duties.DISPOSE) EntryTest(Action.Dispose, 1, uint32(Means.Lost)) {}

    function setUp() public override(World, Persons) {
        Persons.setUp();
        _item = AssetId.unwrap(_disposed());
        _wind();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       WHICH ENTRY
    //////////////////////////////////////////////////////////////////////////*/

    function test_Correct_TheLast() public {
        _correctsItem(_length(_item) - 1, DISPOSER, Action.Dispose, uint32(Means.MedicalWaste));
    }

    /// @dev Enrolled, shipped, accepted, used, reported faulty, scrapping requested and approved, disposed of.
    function test_Correct_OneInTheMiddle() public {
        _correctsItem(3, NURSE, Action.Use, PLACE);
        _correctsItem(2, INSPECTOR, Action.Accept, 0);
        _correctsItem(5, KEEPER, Action.RequestScrap, 0);
        _correctsItem(6, APPROVER, Action.ApproveScrap, 0);
    }

    /// @dev Before it is the genesis. Whose the item is now does not matter.
    function test_Correct_TheFirst() public {
        vm.assertEq(bytes32(_headBefore(_item, 0)), bytes32(_genesis(address(ledger), _item)), "genesis");
        _correctsItem(0, MAKER, Action.Enrol, uint32(Basis.Manufactured));
    }

    function test_Correct_EachOfAll() public {
        address[8] memory authors = [MAKER, SHIPPER, INSPECTOR, NURSE, NURSE, KEEPER, APPROVER, DISPOSER];
        vm.assertEq(_length(_item), 8, "entries");
        for (uint256 i = 0; i < 8; ++i) {
            Action corrected = Action(uint8(_entriesFrom(_item, i)[0].facts >> 248));
            _correctsItem(i, authors[i], corrected, i == 0 || i == 7 ? 1 : 0);
        }
        vm.assertEq(_length(_item), 16, "entries");
    }

    /// @dev It says again what is corrected, with the same room for a value.
    function test_Correct_ACorrection() public {
        _correctsItem(7, DISPOSER, Action.Dispose, uint32(Means.MedicalWaste));
        _correctsItem(8, CHIEF, Action.Dispose, uint32(Means.Destroyed));
        _correctsItem(9, COLLEAGUE, Action.Dispose, uint32(Means.Lost));

        _refusesItem(_valueError(Action.Dispose, 0, 1, 6), 10, DISPOSER, _claim());
        _refusesItem(_valueError(Action.Dispose, 7, 1, 6), 10, DISPOSER, _claimOf(7));
        _refusesItem(_dutyError(NURSE, Duties.DISPOSE), 10, NURSE, _claimOf(1));
    }

    function test_RevertGiven_Corrected() public {
        _correctsItem(3, NURSE, Action.Use, PLACE);
        _refusesCorrected(3, NURSE, 0);
        _correctsItem(7, DISPOSER, Action.Dispose, uint32(Means.MedicalWaste));
        _refusesCorrected(7, DISPOSER, uint32(Means.Lost));
        // Not even in another head's name: the entry is the same however many follow.
        _refusesCorrected(3, CHIEF, 0);
        _correctsItem(8, NURSE, Action.Use, 0);
        _refusesCorrected(8, NURSE, PLACE);
    }

    /// @dev Two in one block: the second one brings the first along.
    function test_RevertGiven_HistoryMovedOn() public {
        Proof[] memory proof = _entriesFrom(_item, 7);
        Head previous = Head.wrap(_headBefore(_item, 7));
        _correctsItem(3, NURSE, Action.Use, PLACE);

        _refusesMismatch(previous, proof);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                           WHO
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Whoever has a duty that the action is done with: the author may have left.
    function test_Correct_ByAColleague() public {
        _correctsItem(4, KEEPER, Action.ReportFault, 0);
        _correctsItem(7, CHIEF, Action.Dispose, uint32(Means.MedicalWaste));
    }

    function test_Correct_GivenAuthorsKeyReplaced() public {
        address successor = _replaceKey(DISPOSER);
        _refusesItem(_inactive(DISPOSER, MemberStatus.Replaced), 7, DISPOSER, _claimOf(1));
        _correctsItem(7, successor, Action.Dispose, uint32(Means.MedicalWaste));
    }

    function test_Correct_GivenAuthorRevoked() public {
        _setStatusOf(DISPOSER, MemberStatus.Revoked);
        _refusesItem(_inactive(DISPOSER, MemberStatus.Revoked), 7, DISPOSER, _claimOf(1));
        _correctsItem(7, COLLEAGUE, Action.Dispose, uint32(Means.MedicalWaste));
    }

    function test_RevertWhen_AuthorHasTheDutyNoMore() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setDuties(memberOf[DISPOSER], Duties.KEEP);
        _refusesItem(_dutyError(DISPOSER, Duties.DISPOSE), 7, DISPOSER, _claimOf(1));
    }

    /// @dev Nobody corrects what another organisation said, neither the present custodian nor a former one, nor a regulator.
    function test_RevertWhen_EntryIsAnothers() public {
        _refusesItem(_authorError(_item, HOSPITAL, MANUFACTURER), 0, CHIEF, _claimOf(1));
        _refusesItem(_authorError(_item, MANUFACTURER, HOSPITAL), 7, MAKER_CHIEF, _claimOf(1));
        _refusesItem(_authorError(_item, RIVAL, HOSPITAL), 7, RIVAL_CHIEF, _claimOf(1));
        _refusesItem(_authorError(_item, REGULATOR, HOSPITAL), 7, REGISTRAR, _claimOf(1));
        _refusesItem(_authorError(_item, REGULATOR, MANUFACTURER), 0, REGULATOR_ADMIN, _claimOf(1));
    }

    function test_RevertWhen_CorrectionIsAnothers() public {
        _correctsItem(0, MAKER, Action.Enrol, 1);
        _refusesItem(_authorError(_item, HOSPITAL, MANUFACTURER), 8, CHIEF, _claimOf(1));
    }

    /// @dev An administrator corrects nothing, not in the own organisation either.
    function test_RevertWhen_CallerIsAdministrator() public {
        _refusesItem(_dutyError(MAKER_ADMIN, Duties.INSPECT), 0, MAKER_ADMIN, _claimOf(1));
        _refusesItem(_dutyError(MAKER_ADMIN, Duties.SUPPLY), 1, MAKER_ADMIN, _claim());
        uint16[6] memory needed = [
            Duties.INSPECT,
            Duties.USE,
            Duties.USE | Duties.KEEP,
            Duties.KEEP,
            Duties.APPROVE,
            Duties.DISPOSE
        ];
        for (uint256 i = 0; i < needed.length; ++i) {
            _refusesItem(_dutyError(HOSPITAL_ADMIN, needed[i]), 2 + i, HOSPITAL_ADMIN, _claimOf(1));
            _refusesItem(_dutyError(HOSPITAL_DEPUTY, needed[i]), 2 + i, HOSPITAL_DEPUTY, _claimOf(1));
        }
    }

    function test_RevertWhen_DutyIsAnother() public {
        _refusesItem(_dutyError(NURSE, Duties.INSPECT), 2, NURSE, _claim());
        _refusesItem(_dutyError(KEEPER, Duties.USE), 3, KEEPER, _claim());
        _refusesItem(_dutyError(DISPOSER, Duties.USE | Duties.KEEP), 4, DISPOSER, _claim());
        _refusesItem(_dutyError(MAKER, Duties.SUPPLY), 1, MAKER, _claim());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      WHAT IS BROUGHT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_NothingIsBrought() public {
        bytes27 stored = _headBefore(_item, 8);
        _refusesMismatch(Head.wrap(_headBefore(_item, 7)), new Proof[](0));
        // Nor from the stored head on, which is no mismatch of heads.
        _refusesMismatch(Head.wrap(stored), new Proof[](0));
    }

    function test_RevertWhen_PreviousIsWrong() public {
        Proof[] memory proof = _entriesFrom(_item, 7);
        _refusesMismatch(Head.wrap(_headBefore(_item, 6)), proof);
        _refusesMismatch(Head.wrap(_headBefore(_item, 8)), proof);
        _refusesMismatch(Head.wrap(0), proof);
        _refusesMismatch(Head.wrap(_genesis(address(ledger), _item)), proof);
    }

    function test_RevertWhen_EntryIsMissing() public {
        Head previous = Head.wrap(_headBefore(_item, 3));
        Proof[] memory all = _entriesFrom(_item, 3);
        for (uint256 out = 0; out < all.length; ++out) {
            Proof[] memory proof = new Proof[](all.length - 1);
            for (uint256 i = 0; i < proof.length; ++i) proof[i] = all[i < out ? i : i + 1];
            _refusesMismatch(previous, proof);
        }
    }

    function test_RevertWhen_EntryIsTooMany() public {
        Head previous = Head.wrap(_headBefore(_item, 3));
        Proof[] memory all = _entriesFrom(_item, 3);
        for (uint256 twice = 0; twice < all.length; ++twice) {
            Proof[] memory proof = new Proof[](all.length + 1);
            for (uint256 i = 0; i < proof.length; ++i) proof[i] = all[i <= twice ? i : i - 1];
            _refusesMismatch(previous, proof);
        }
    }

    function test_RevertWhen_EntriesAreSwapped() public {
        Proof[] memory proof = _entriesFrom(_item, 6);
        (proof[0], proof[1]) = (proof[1], proof[0]);
        _refusesMismatch(Head.wrap(_headBefore(_item, 6)), proof);
    }

    function test_RevertWhen_EntryIsAltered() public {
        Head previous = Head.wrap(_headBefore(_item, 1));
        for (uint256 i = 0; i < 7; ++i) {
            Proof[] memory proof = _entriesFrom(_item, 1);
            // To take over what another wrote.
            proof[i].organisation = RIVAL;
            _refusesMismatch(previous, proof);

            proof = _entriesFrom(_item, 1);
            proof[i].facts ^= uint256(1) << 248;
            _refusesMismatch(previous, proof);

            proof = _entriesFrom(_item, 1);
            proof[i].origin = bytes32(uint256(proof[i].origin) ^ 1);
            _refusesMismatch(previous, proof);

            proof = _entriesFrom(_item, 1);
            proof[i].originHead = Head.wrap(bytes27(uint216(Head.unwrap(proof[i].originHead)) ^ 1));
            _refusesMismatch(previous, proof);

            proof = _entriesFrom(_item, 1);
            proof[i].details = bytes32(uint256(proof[i].details) ^ 1);
            _refusesMismatch(previous, proof);
        }
    }

    function testFuzz_RevertWhen_EntryIsAltered(uint8 from, uint8 which, uint8 field, uint8 bit) public {
        uint256 first = from % 8;
        Proof[] memory proof = _entriesFrom(_item, first);
        Proof memory entry = proof[which % proof.length];
        field %= 5;
        if (field == 0) entry.organisation ^= uint24(1) << (bit % 24);
        else if (field == 1) entry.facts ^= uint256(1) << bit;
        else if (field == 2) entry.origin ^= bytes32(uint256(1) << bit);
        else if (field == 3)
            entry.originHead = Head.wrap(Head.unwrap(entry.originHead) ^ bytes27(uint216(1) << (bit % 216)));
        else entry.details ^= bytes32(uint256(1) << bit);

        _refusesMismatch(Head.wrap(_headBefore(_item, first)), proof);
    }

    /// @dev Another item's entries, though their author and their duties would do.
    function test_RevertWhen_EntriesAreOfAnotherSubject() public {
        AssetId id = _enrolled(monitor, "P-0002");
        (RequisitionId requisition, AssetId other) = _inTransit(monitor, "P-0003", "other");
        _wind();
        bytes32[3] memory others = [AssetId.unwrap(id), AssetId.unwrap(other), RequisitionId.unwrap(requisition)];
        for (uint256 i = 0; i < others.length; ++i) {
            _refusesMismatch(Head.wrap(_headBefore(others[i], 0)), _entriesFrom(others[i], 0));
            _refusesMismatch(Head.wrap(_genesis(address(ledger), _item)), _entriesFrom(others[i], 0));
        }
    }

    function test_RevertWhen_SubjectUnknown() public {
        Proof[] memory proof = _entriesFrom(_item, 7);
        for (uint8 kind = 0; kind <= uint8(type(Kind).max); ++kind) {
            _refusesUnknown(Kind(kind), 0, proof);
            _refusesUnknown(Kind(kind), keccak256("nothing"), proof);
        }
    }

    /// @dev Each kind's ids name nothing among the others.
    function test_RevertWhen_KindIsWrong() public {
        Proof[] memory proof = _entriesFrom(_item, 7);
        bytes32 requisition = RequisitionId.unwrap(_requested(monitor, 1, "r-2"));
        bytes32 product = ProductId.unwrap(monitor);
        _refusesUnknown(Kind.None, _item, proof);
        _refusesUnknown(Kind.Product, _item, proof);
        _refusesUnknown(Kind.Requisition, _item, proof);
        _refusesUnknown(Kind.None, requisition, proof);
        _refusesUnknown(Kind.Product, requisition, proof);
        _refusesUnknown(Kind.Asset, requisition, proof);
        _refusesUnknown(Kind.None, product, proof);
        _refusesUnknown(Kind.Requisition, product, proof);
        _refusesUnknown(Kind.Asset, product, proof);
    }

    /// @dev A number beyond the enumeration does not even decode.
    function test_RevertWhen_KindIsNone() public {
        bytes memory data = abi.encodeCall(
            ILedger.correct,
            (Kind.Asset, _item, Head.wrap(_headBefore(_item, 7)), _entriesFrom(_item, 7), _claimOf(1))
        );
        for (uint256 i = uint256(type(Kind).max) + 1; i < 256; ++i) {
            assembly ("memory-safe") {
                mstore(add(data, 0x24), i)
            }
            vm.prank(DISPOSER);
            (bool success, bytes memory answer) = address(ledger).call(data);
            vm.assertTrue(!success && answer.length == 0, "not refused");
        }
    }

    /// @dev What a correction builds on is the last head, not the one that it corrects.
    function test_RevertWhen_ExpectedHeadIsTheSuperseded() public {
        Claim memory claim = _claimOf(1);
        claim.expected = Head.wrap(_headBefore(_item, 7));
        _refusesItem(
            abi.encodeWithSelector(
                ILedgerErrors.HeadMoved.selector,
                _item,
                Head.unwrap(claim.expected),
                _headBefore(_item, 8)
            ),
            7,
            DISPOSER,
            claim
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _correctsItem(uint256 index, address by, Action corrected, uint32 value) private {
        _corrects(Kind.Asset, _item, index, by, corrected, _fullClaim(value));
    }

    function _refusesItem(bytes memory refusal, uint256 index, address by, Claim memory claim) private {
        _refuses(refusal, Kind.Asset, _item, index, by, claim);
    }

    function _refusesCorrected(uint256 index, address by, uint32 value) private {
        bytes27 head = _headBefore(_item, index + 1);
        _refusesItem(
            abi.encodeWithSelector(ILedgerErrors.AlreadyCorrected.selector, _item, head),
            index,
            by,
            _claimOf(value)
        );
    }

    function _refusesMismatch(Head previous, Proof[] memory proof) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.ReplayMismatch.selector,
                _item,
                _replayed(_item, Head.unwrap(previous), proof),
                _head(Slots.asset(_item))
            )
        );
        vm.prank(CHIEF);
        ledger.correct(Kind.Asset, _item, previous, proof, _claimOf(1));
    }

    function _refusesUnknown(Kind kind, bytes32 subject, Proof[] memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, subject));
        vm.prank(DISPOSER);
        ledger.correct(kind, subject, Head.wrap(0), proof, _claimOf(1));
    }

    function _inactive(address by, MemberStatus status) private view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.MemberNotActive.selector, memberOf[by], status);
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        return (_item, Slots.asset(_item));
    }

    /// @dev No later than it was recorded.
    function _lastMoment() internal view override returns (uint32) {
        return _recordedAt(_item, _length(_item) - 1);
    }

    function _stepWith(Claim memory claim) internal override {
        uint256 index = _length(_item) - 1;
        claim = _whenItWas(_item, index, claim);
        ledger.correct(Kind.Asset, _item, Head.wrap(_headBefore(_item, index)), _entriesFrom(_item, index), claim);
    }
}

/// @notice What a correction may say of each action, and what it leaves alone.
contract CorrectAssetTest is CorrectionTest {
    bytes32 private _item;

    function setUp() public override {
        super.setUp();
        _item = AssetId.unwrap(_stored(monitor));
    }

    /// @dev The place of a use is any number; a use has no until.
    function test_Correct_Use() public {
        _does(NURSE, Action.Use, 0, 0);
        _allows(NURSE, Action.Use, 0);
        _does(NURSE, Action.Use, 0, 0);
        _allows(NURSE, Action.Use, ANY);
        _does(NURSE, Action.Use, 0, 0);
        _refusesUntil(NURSE, Action.Use, 0);
    }

    function test_Correct_Move() public {
        _does(KEEPER, Action.Move, PLACE, 0);
        _refusesValue(KEEPER, Action.Move, 0, 1, ANY);
        _refusesUntil(KEEPER, Action.Move, 1);
        _allows(KEEPER, Action.Move, ANY);
    }

    function test_Correct_Stocktake() public {
        _does(KEEPER, Action.Stocktake, 1, 0);
        _refusesValue(KEEPER, Action.Stocktake, 2, 0, 1);
        _allows(KEEPER, Action.Stocktake, 0);
    }

    /// @dev The remark is the lowest 8 bits, the others are a figure.
    function test_Correct_Note() public {
        _does(KEEPER, Action.Note, 1, 0);
        _refusesValue(KEEPER, Action.Note, 0, 1, 6);
        _refusesValue(KEEPER, Action.Note, 0xffff_ff00, 1, 6);
        _refusesValue(KEEPER, Action.Note, 7, 1, 6);
        _refusesUntil(KEEPER, Action.Note, 1);
        _allows(KEEPER, Action.Note, 0xffff_ff06);
    }

    /// @dev When the next maintenance is due: said wrong at first, and past by now, but not when it was recorded.
    function test_Correct_Maintain() public {
        _does(ENGINEER, Action.Maintain, uint32(Outcome.Passed), uint32(block.timestamp) + 180 days);
        _refusesValue(ENGINEER, Action.Maintain, 0, 1, 2);
        _refusesValue(ENGINEER, Action.Maintain, 3, 1, 2);
        Claim memory claim = _fullClaim(uint32(Outcome.NeedsRepair));
        uint256 index = _last(_item, Action.Maintain);
        uint32 recordedAt = _recordedAt(_item, index);
        claim.until = recordedAt;
        _refuses(
            _untilError(Action.Maintain, recordedAt, recordedAt + 1, ANY),
            Kind.Asset,
            _item,
            index,
            ENGINEER,
            claim
        );
        claim.until = recordedAt + 1;
        _correctsLast(ENGINEER, Action.Maintain, claim);
    }

    /// @dev That the calibration holds for a shorter time, or failed, is said; the ledger goes on with what it knew.
    function test_Correct_Calibrate() public {
        uint32 until = uint32(block.timestamp) + 365 days;
        _does(ENGINEER, Action.Calibrate, uint32(CalibrationResult.Passed), until);
        _refusesValue(ENGINEER, Action.Calibrate, 0, 1, 2);
        Claim memory claim = _fullClaim(uint32(CalibrationResult.Passed));
        claim.until = until - 90 days;
        _correctsLast(ENGINEER, Action.Calibrate, claim);
        _corrects(Kind.Asset, _item, _length(_item) - 1, ENGINEER, Action.Calibrate, _fullClaim(2));

        vm.assertEq(uint32(_slot(Slots.plus(Slots.asset(_item), 1)) >> 160), until, "calibrated until");
        _assertFlags(AssetId.wrap(_item), false, false);
    }

    /// @dev And a failed one does not end the quarantine.
    function test_Correct_CalibrationThatFailed() public {
        _does(ENGINEER, Action.Calibrate, uint32(CalibrationResult.Failed), 0);
        Claim memory claim = _fullClaim(uint32(CalibrationResult.Passed));
        claim.until = uint32(block.timestamp) + 1;
        _correctsLast(ENGINEER, Action.Calibrate, claim);

        _assertFlags(AssetId.wrap(_item), true, false);
        vm.assertEq(uint32(_slot(Slots.plus(Slots.asset(_item), 1)) >> 160), 0, "calibrated until");
    }

    /// @dev Faulty stays faulty: a correction is no way out.
    function test_Correct_ReportFault() public {
        _does(NURSE, Action.ReportFault, 0, 0);
        _refusesValue(KEEPER, Action.ReportFault, 1, 0, 0);
        _allows(KEEPER, Action.ReportFault, 0);
        _assertState(AssetId.wrap(_item), AssetState.Faulty);
    }

    function test_Correct_QuarantineAndRelease() public {
        _does(KEEPER, Action.Quarantine, 1, 0);
        _refusesValue(KEEPER, Action.Quarantine, 6, 1, 5);
        _allows(KEEPER, Action.Quarantine, 5);
        _assertFlags(AssetId.wrap(_item), true, false);
        _does(RELEASER, Action.Release, 0, 0);
        _refusesValue(RELEASER, Action.Release, 1, 0, 0);
        _refusesUntil(RELEASER, Action.Release, 0);
        _allows(RELEASER, Action.Release, 0);
    }

    /// @dev Terms and the due date stand in the value, the deadline in the until: another offer would be another step.
    function test_Correct_Offer() public {
        uint32 until = uint32(block.timestamp) + 1 days;
        _offer(KEEPER, AssetId.wrap(_item), RIVAL, Terms.Loan);
        uint32 loan = uint32(Terms.Loan);
        uint256 index = _last(_item, Action.Offer);
        uint32[3] memory values = [uint32(Terms.Rental), loan | (20_000 << 8), 0];
        for (uint256 i = 0; i < values.length; ++i) _refusesValue(KEEPER, Action.Offer, values[i], loan, loan);
        _refusesUntilBut(KEEPER, Action.Offer, loan, until);
        Claim memory claim = _fullClaim(loan);
        claim.until = until;
        _corrects(Kind.Asset, _item, index, KEEPER, Action.Offer, claim);

        // It still is a loan when it is taken.
        vm.prank(RIVAL_CHIEF);
        ledger.take(AssetId.wrap(_item), _expecting(AssetId.wrap(_item)));
        _assertCustody(AssetId.wrap(_item), MONITOR_NUMBER, RIVAL, HOSPITAL, 0);
        _tick();
        _refusesValue(RIVAL_CHIEF, Action.Take, 1, 0, 0);
        _refusesUntil(RIVAL_CHIEF, Action.Take, 0);
        _allows(RIVAL_CHIEF, Action.Take, 0);
    }

    function test_Correct_SendBack() public {
        Claim memory claim;
        claim.until = uint32(block.timestamp) + 1 days;
        vm.prank(KEEPER);
        ledger.sendBack(AssetId.wrap(_item), MANUFACTURER, _wayOf(AssetId.wrap(_item)), claim);
        _tick();
        _refusesValue(KEEPER, Action.SendBack, 1, 0, 0);
        _refusesUntilBut(KEEPER, Action.SendBack, 0, claim.until);
        uint32 until = claim.until;
        claim = _fullClaim();
        claim.until = until;
        _correctsLast(KEEPER, Action.SendBack, claim);
    }

    function test_Correct_Monitor() public {
        vm.prank(KEEPER);
        ledger.monitor(AssetId.wrap(_item), 20, 80, 0, _claim());
        _tick();
        _refusesUntil(KEEPER, Action.Monitor, 0);
        _allows(KEEPER, Action.Monitor, (uint32(81) << 16) | 19);
    }

    function test_Correct_ReportAdverseEvent() public {
        _does(NURSE, Action.ReportAdverseEvent, 1, 0);
        _refusesValue(NURSE, Action.ReportAdverseEvent, 0, 1, 4);
        _refusesValue(NURSE, Action.ReportAdverseEvent, 5, 1, 4);
        _refusesUntil(NURSE, Action.ReportAdverseEvent, 1);
        _allows(KEEPER, Action.ReportAdverseEvent, 4);
    }

    /// @dev By the manufacturer, which does not hold the item.
    function test_Correct_ReportAdverseEvent_ByTheManufacturer() public {
        _does(RECALLER, Action.ReportAdverseEvent, 1, 0);
        uint256 index = _last(_item, Action.ReportAdverseEvent);
        _refuses(_authorError(_item, HOSPITAL, MANUFACTURER), Kind.Asset, _item, index, NURSE, _claimOf(2));
        _allows(MAKER_KEEPER, Action.ReportAdverseEvent, 2);
    }

    /// @dev What a provider wrote is the provider's to correct, also when its appointment is over.
    function test_Correct_ByFormerProvider() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN, uint32(block.timestamp) + 1 days);
        _does(TECHNICIAN, Action.Maintain, 1, 0);
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, 0, 0);

        uint256 index = _last(_item, Action.Maintain);
        _refuses(_authorError(_item, HOSPITAL, PROVIDER), Kind.Asset, _item, index, ENGINEER, _claimOf(2));
        _refuses(_dutyError(PROVIDER_ADMIN, Duties.MAINTAIN), Kind.Asset, _item, index, PROVIDER_ADMIN, _claimOf(2));
        _allows(TECHNICIAN, Action.Maintain, 2);
    }

    function test_Correct_Reassign() public {
        vm.prank(REGISTRAR);
        ledger.reassign(AssetId.wrap(_item), RIVAL, RIVAL, _claim());
        _tick();
        uint256 index = _last(_item, Action.Reassign);
        _refuses(_authorError(_item, RIVAL, REGULATOR), Kind.Asset, _item, index, RIVAL_CHIEF, _claim());
        _refuses(_dutyError(WARDEN, Duties.APPROVE), Kind.Asset, _item, index, WARDEN, _claim());
        _refuses(_valueError(Action.Reassign, HOSPITAL, 0, 0), Kind.Asset, _item, index, REGISTRAR, _claimOf(HOSPITAL));
        _allows(REGISTRAR, Action.Reassign, 0);
        _assertCustody(AssetId.wrap(_item), MONITOR_NUMBER, RIVAL, RIVAL, 0);
    }

    /// @dev An item that a recall alone announced has a history too, and its own flag stays.
    function test_Correct_Recall_GivenAnnounced() public {
        vm.prank(RECALLER);
        ledger.recall(monitor, "X-1", RecallLevel.Second, Instruction.Stop, _claim());
        _tick();
        _item = keccak256(
            abi.encode(keccak256("Item(bytes32 product,bytes32 serial)"), ProductId.unwrap(monitor), bytes32("X-1"))
        );
        uint256 index = _last(_item, Action.Recall);
        vm.assertEq(index, 0, "first");
        _refuses(_dutyError(MAKER, Duties.RECALL), Kind.Asset, _item, index, MAKER, _claim());
        _refuses(_authorError(_item, REGULATOR, MANUFACTURER), Kind.Asset, _item, index, WARDEN, _claim());
        _allows(MAKER_CHIEF, Action.Recall, 0);
        _assertState(AssetId.wrap(_item), AssetState.Announced);
        _assertFlags(AssetId.wrap(_item), false, true);
    }

    function test_Correct_AnswersToARecall() public {
        vm.prank(WARDEN);
        ledger.recall(monitor, 0, RecallLevel.Second, Instruction.CorrectOnSite, _claim());
        _tick();
        address[3] memory holders = [KEEPER, ENGINEER, RELEASER];
        Action[3] memory answers = [Action.Acknowledge, Action.Remedy, Action.ConfirmRemedy];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(holders[i]);
            ledger.answerRecall(
                AssetId.wrap(_item),
                answers[i],
                _expectingFor(answers[i], AssetId.wrap(_item), _claim())
            );
            _tick();
            _refusesValue(holders[i], answers[i], 1, 0, 0);
            _refusesUntil(holders[i], answers[i], 0);
            _allows(holders[i], answers[i], 0);
        }
    }

    /// @dev Everywhere the item may be, a correction leaves it there: held, in transit, waiting, consumed. A forced state
    /// stands in no entry, but the head is the true one.
    function test_Correct_GivenEachState() public {
        uint256 index = _last(_item, Action.Accept);
        for (uint8 state = 1; state <= uint8(type(AssetState).max); ++state) {
            _forceState(Slots.asset(_item), state, 1 + (state % 4));
            _corrects(Kind.Asset, _item, index, INSPECTOR, Action.Accept, _fullClaim());
            index = _length(_item) - 1;
        }
    }

    function _does(address by, Action action, uint32 value, uint32 until) private {
        Claim memory claim = _claimOf(value);
        claim.until = until;
        vm.prank(by);
        ledger.record(action, AssetId.wrap(_item), _expectingFor(action, AssetId.wrap(_item), claim));
        _tick();
    }

    function _allows(address by, Action action, uint32 value) private {
        _correctsLast(by, action, _fullClaim(value));
    }

    function _correctsLast(address by, Action action, Claim memory claim) private {
        _corrects(Kind.Asset, _item, _last(_item, action), by, action, claim);
    }

    function _refusesValue(address by, Action action, uint32 value, uint32 min, uint32 max) private {
        uint256 index = _last(_item, action);
        _refuses(_valueError(action, value, min, max), Kind.Asset, _item, index, by, _claimOf(value));
    }

    /// @dev Any other than the former one.
    function _refusesUntilBut(address by, Action action, uint32 value, uint32 former) private {
        uint256 index = _last(_item, action);
        uint32[4] memory ends = [0, former - 1, former + 1, ANY];
        for (uint256 i = 0; i < ends.length; ++i) {
            Claim memory claim = _claimOf(value);
            claim.until = ends[i];
            _refuses(_untilError(action, ends[i], former, former), Kind.Asset, _item, index, by, claim);
        }
    }

    function _refusesUntil(address by, Action action, uint32 value) private {
        Claim memory claim = _claimOf(value);
        claim.until = uint32(block.timestamp) + 1 days;
        uint256 index = _last(_item, action);
        _refuses(_untilError(action, claim.until), Kind.Asset, _item, index, by, claim);
    }
}

contract CorrectRequisitionTest is CorrectionTest {
    bytes32 private _id;

    /// @dev Applied for, approved by the authority and the hospital, ordered, shipped, accepted: fulfilled.
    function setUp() public override {
        super.setUp();
        _setPolicy(uint64(6) << 6, OUTSIDER, false);
        RequisitionId id = _requested(monitor, 1, REFERENCE);
        vm.prank(OUTSIDE_APPROVER);
        ledger.decide(id, Action.Approve, _claim());
        vm.prank(APPROVER);
        ledger.decide(id, Action.Approve, _claim());
        vm.prank(BUYER);
        ledger.order(id, MANUFACTURER, 0, _claim());
        _ship(id, _enrolled(monitor, SERIAL));
        _accept(id, monitor, SERIAL);
        _id = RequisitionId.unwrap(id);
        _wind();
        vm.assertEq(_length(_id), 6, "entries");
    }

    function test_Correct_EachOfAll() public {
        address[6] memory authors = [APPLICANT, OUTSIDE_APPROVER, APPROVER, BUYER, SHIPPER, INSPECTOR];
        Action[6] memory actions = [
            Action.Apply,
            Action.Approve,
            Action.Approve,
            Action.Order,
            Action.Ship,
            Action.Accept
        ];
        for (uint256 i = 0; i < 6; ++i) _correctsIt(i, authors[i], actions[i], 0);
        // And a correction.
        _correctsIt(6, APPLICANT, Action.Apply, 0);
        _assertState(RequisitionId.wrap(_id), RequisitionState.Fulfilled);
    }

    function test_Correct_TheFirst() public {
        vm.assertEq(bytes32(_headBefore(_id, 0)), bytes32(_genesis(address(ledger), _id)), "genesis");
        _correctsIt(0, APPLICANT, Action.Apply, 0);
    }

    /// @dev What was on the ledger was not declared: no date of manufacture.
    function test_Correct_TheLast() public {
        _refusesIt(_valueError(Action.Accept, START, 0, 0), 5, INSPECTOR, START);
        _correctsIt(5, INSPECTOR, Action.Accept, 0);
    }

    /// @dev The date of manufacture of what was declared: by when it was accepted, and while the product was registered.
    function test_Correct_DateOfManufacture() public {
        _setPolicy(0, 0, false);
        RequisitionId id = _ordered(foreign, 1, "declared", 0);
        uint32 acceptedAt = uint32(block.timestamp);
        vm.prank(INSPECTOR);
        ledger.accept(id, foreign, "F-1", ANY_HEAD, _claimOf(START));
        _tick();
        monitor = foreign;
        _id = RequisitionId.unwrap(id);
        uint256 index = _last(_id, Action.Accept);
        _refusesIt(_valueError(Action.Accept, 0, 1, acceptedAt), index, INSPECTOR, 0);
        _refusesIt(_valueError(Action.Accept, acceptedAt + 1, 1, acceptedAt), index, INSPECTOR, acceptedAt + 1);
        uint32 early = REGISTERED_FROM - 1;
        bytes4 selector = ILedgerErrors.NotRegisteredThen.selector;
        _refusesIt(
            abi.encodeWithSelector(selector, foreign, early, REGISTERED_FROM, REGISTERED_UNTIL),
            index,
            INSPECTOR,
            early
        );
        _correctsIt(index, INSPECTOR, Action.Accept, REGISTERED_FROM);
        _correctsIt(index + 1, INSPECTOR, Action.Accept, acceptedAt);
    }

    /// @dev The acceptance of an item stands in two histories, and is corrected in each.
    function test_Correct_BothOfAnAcceptance() public {
        bytes32 item = keccak256(
            abi.encode(keccak256("Item(bytes32 product,bytes32 serial)"), ProductId.unwrap(monitor), SERIAL)
        );
        _correctsIt(5, INSPECTOR, Action.Accept, 0);
        _corrects(Kind.Asset, item, 2, INSPECTOR, Action.Accept, _fullClaim());
    }

    function test_RevertGiven_Corrected() public {
        _correctsIt(3, BUYER, Action.Order, 0);
        _refusesIt(
            abi.encodeWithSelector(ILedgerErrors.AlreadyCorrected.selector, _id, _headBefore(_id, 4)),
            3,
            CHIEF,
            0
        );
    }

    /// @dev What the authority approved is not the hospital's to correct, nor the other way round.
    function test_RevertWhen_EntryIsAnothers() public {
        _refusesIt(_authorError(_id, HOSPITAL, OUTSIDER), 1, APPROVER, 0);
        _refusesIt(_authorError(_id, OUTSIDER, HOSPITAL), 2, OUTSIDE_APPROVER, 0);
        _refusesIt(_authorError(_id, HOSPITAL, MANUFACTURER), 4, CHIEF, 0);
        _refusesIt(_authorError(_id, MANUFACTURER, HOSPITAL), 3, MAKER_CHIEF, 0);
    }

    /// @dev A purchase's action that is an asset's too is done with the duty that the purchase asks for.
    function test_RevertWhen_DutyMissing() public {
        uint16[6] memory needed = [
            Duties.APPLY,
            Duties.APPROVE,
            Duties.APPROVE,
            Duties.BUY,
            Duties.SUPPLY,
            Duties.INSPECT
        ];
        address[6] memory callers = [NURSE, OUTSIDER_ADMIN, HOSPITAL_ADMIN, APPLICANT, MAKER, BUYER];
        for (uint256 i = 0; i < 6; ++i) _refusesIt(_dutyError(callers[i], needed[i]), i, callers[i], 0);
    }

    function test_RevertWhen_ValueOutOfRange() public {
        _refusesIt(_valueError(Action.Apply, 1, 0, 0), 0, APPLICANT, 1);
        _refusesIt(_valueError(Action.Apply, 2, 0, 0), 0, APPLICANT, 2);
        _refusesIt(_valueError(Action.Approve, 1, 0, 0), 2, APPROVER, 1);
        _refusesIt(_valueError(Action.Order, HOSPITAL, 0, 0), 3, BUYER, HOSPITAL);
        _refusesIt(_valueError(Action.Ship, 1, 0, 0), 4, SHIPPER, 1);
    }

    function test_RevertWhen_UntilIsGiven() public {
        address[6] memory authors = [APPLICANT, OUTSIDE_APPROVER, APPROVER, BUYER, SHIPPER, INSPECTOR];
        Claim memory claim;
        claim.until = START + 365 days;
        for (uint256 i = 0; i < 6; ++i) {
            Action action = Action(uint8(_entriesFrom(_id, i)[0].facts >> 248));
            _refuses(_untilError(action, claim.until), Kind.Requisition, _id, i, authors[i], claim);
        }
    }

    /// @dev Rejected, cancelled and closed are final too.
    function test_Correct_GivenOtherFinalStates() public {
        RequisitionId id = _requested(foreign, 1, "rejected");
        vm.prank(OUTSIDE_APPROVER);
        ledger.decide(id, Action.Reject, _claim());
        _correctsNew(id, OUTSIDE_APPROVER, Action.Reject, RequisitionState.Rejected);

        id = _requested(foreign, 1, "cancelled");
        vm.prank(APPLICANT);
        ledger.decide(id, Action.Cancel, _claim());
        _correctsNew(id, APPLICANT, Action.Cancel, RequisitionState.Cancelled);

        _setPolicy(0, 0, false);
        id = _ordered(foreign, 1, "closed", 0);
        vm.prank(BUYER);
        ledger.decide(id, Action.Close, _claim());
        _correctsNew(id, BUYER, Action.Close, RequisitionState.Closed);
    }

    /// @dev A correction is no approval: who applied still may not decide, nor anybody twice.
    function test_Correct_CountsForNothing() public {
        RequisitionId id = _requested(monitor, 1, "half approved");
        vm.prank(APPROVER);
        ledger.decide(id, Action.Approve, _claim());
        _corrects(Kind.Requisition, RequisitionId.unwrap(id), 1, CHIEF, Action.Approve, _fullClaim());
        _assertState(id, RequisitionState.Requested);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AlreadyApproved.selector, id, memberOf[APPROVER]));
        vm.prank(APPROVER);
        ledger.decide(id, Action.Approve, _claim());
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.ApprovalReserved.selector, id, OUTSIDER));
        vm.prank(CHIEF);
        ledger.decide(id, Action.Approve, _claim());
    }

    function _correctsIt(uint256 index, address by, Action corrected, uint32 value) private {
        _corrects(Kind.Requisition, _id, index, by, corrected, _fullClaim(value));
    }

    /// @dev Its product is the foreign one.
    function _correctsNew(RequisitionId id, address by, Action corrected, RequisitionState state) private {
        _tick();
        monitor = foreign;
        bytes32 subject = RequisitionId.unwrap(id);
        _corrects(Kind.Requisition, subject, _last(subject, corrected), by, corrected, _fullClaim());
        _assertState(id, state);
    }

    function _refusesIt(bytes memory refusal, uint256 index, address by, uint32 value) private {
        _refuses(refusal, Kind.Requisition, _id, index, by, _claimOf(value));
    }
}

contract CorrectProductTest is CorrectionTest {
    bytes32 private _id;

    /// @dev Registered, renewed, prescribed, recalled, and the recall lifted.
    function setUp() public override {
        super.setUp();
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL + 365 days, _claim());
        _prescribe(monitor, Prescription(true, 365, -100, 80));
        vm.prank(RECALLER);
        ledger.recall(monitor, 0, RecallLevel.Third, Instruction.Inspect, _claim());
        vm.prank(WARDEN);
        ledger.lift(monitor, 0, _fullClaim());
        _tick();
        _id = ProductId.unwrap(monitor);
        _wind();
        vm.assertEq(_length(_id), 5, "entries");
    }

    function test_Correct_EachOfAll() public {
        address[5] memory authors = [REGISTRAR, REGISTRAR, REGISTRAR, RECALLER, WARDEN];
        Action[5] memory actions = [Action.Register, Action.Renew, Action.Prescribe, Action.Recall, Action.Lift];
        for (uint256 i = 0; i < 5; ++i) _correctsIt(i, authors[i], actions[i]);
        _correctsIt(5, REGISTRAR, Action.Register);
        vm.assertEq((_slot(Slots.product(MONITOR_NUMBER)) >> 4) & 0xf, uint8(ProductState.Registered), "state");
    }

    function test_Correct_TheFirst() public {
        vm.assertEq(bytes32(_headBefore(_id, 0)), bytes32(_genesis(address(ledger), _id)), "genesis");
        _correctsIt(0, REGISTRAR, Action.Register);
    }

    /// @dev An open recall is as open afterwards.
    function test_Correct_GivenRecalled() public {
        vm.prank(WARDEN);
        ledger.recall(monitor, 0, RecallLevel.First, Instruction.Stop, _claim());
        _tick();
        _correctsIt(_last(_id, Action.Recall), WARDEN, Action.Recall);
    }

    function test_RevertGiven_Corrected() public {
        _correctsIt(1, REGISTRAR, Action.Renew);
        _refusesIt(
            abi.encodeWithSelector(ILedgerErrors.AlreadyCorrected.selector, _id, _headBefore(_id, 2)),
            1,
            REGISTRAR,
            _claim()
        );
    }

    function test_RevertWhen_EntryIsAnothers() public {
        _refusesIt(_authorError(_id, MANUFACTURER, REGULATOR), 0, MAKER_CHIEF, _claim());
        _refusesIt(_authorError(_id, REGULATOR, MANUFACTURER), 3, WARDEN, _claim());
        _refusesIt(_authorError(_id, MANUFACTURER, REGULATOR), 4, RECALLER, _claim());
        _refusesIt(_authorError(_id, HOSPITAL, REGULATOR), 0, APPROVER, _claim());
    }

    /// @dev Registrations are corrected with the duty to approve, recalls with the duty to recall.
    function test_RevertWhen_DutyMissing() public {
        for (uint256 i = 0; i < 3; ++i) {
            _refusesIt(_dutyError(WARDEN, Duties.APPROVE), i, WARDEN, _claim());
            _refusesIt(_dutyError(REGULATOR_ADMIN, Duties.APPROVE), i, REGULATOR_ADMIN, _claim());
        }
        _refusesIt(_dutyError(MAKER, Duties.RECALL), 3, MAKER, _claim());
        _refusesIt(_dutyError(MAKER_ADMIN, Duties.RECALL), 3, MAKER_ADMIN, _claim());
        _refusesIt(_dutyError(REGISTRAR, Duties.RECALL), 4, REGISTRAR, _claim());
        _refusesIt(_dutyError(REGULATOR_ADMIN, Duties.RECALL), 4, REGULATOR_ADMIN, _claim());
    }

    /// @dev What was registered, prescribed or recalled is the ledger's to say: only renewing or recalling changes it.
    function test_RevertWhen_ValueOrUntilIsGiven() public {
        address[5] memory authors = [REGISTRAR, REGISTRAR, REGISTRAR, RECALLER, WARDEN];
        Action[5] memory actions = [Action.Register, Action.Renew, Action.Prescribe, Action.Recall, Action.Lift];
        Claim memory claim;
        claim.until = REGISTERED_UNTIL;
        for (uint256 i = 0; i < 5; ++i) {
            _refusesIt(_valueError(actions[i], 1, 0, 0), i, authors[i], _claimOf(1));
            _refusesIt(_untilError(actions[i], REGISTERED_UNTIL), i, authors[i], claim);
        }
    }

    function _correctsIt(uint256 index, address by, Action corrected) private {
        _corrects(Kind.Product, _id, index, by, corrected, _fullClaim());
    }

    function _refusesIt(bytes memory refusal, uint256 index, address by, Claim memory claim) private {
        _refuses(refusal, Kind.Product, _id, index, by, claim);
    }
}
