// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, BatchId } from "../../../contracts/types/Ids.sol";
import { Care, Claim, Mark } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Kind, QuarantineReason } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { AssetTest } from "./AssetTest.sol";
import { Entry, Logs } from "./Entries.sol";
import { LotTest } from "./LotTest.sol";
import { Slots } from "./Slots.sol";
import { Holding } from "./Stages.sol";
import { vm } from "./Vm.sol";
import { World } from "./World.sol";

/// @notice Splits and dispenses parcels; what every step on one refuses. `item` is the parcel of the tests' step, of `batch`.
abstract contract PackTest is AssetTest, LotTest {
    BatchId internal batch;

    function setUp() public virtual override(LotTest, World) {
        LotTest.setUp();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         MARKS
    //////////////////////////////////////////////////////////////////////////*/

    function _marks(uint32 word, uint256 mask) internal pure returns (Mark[] memory marks) {
        marks = new Mark[](1);
        marks[0] = Mark(word, mask);
    }

    function _marks(
        uint32 word,
        uint256 mask,
        uint32 nextWord,
        uint256 nextMask
    ) internal pure returns (Mark[] memory marks) {
        marks = new Mark[](2);
        marks[0] = Mark(word, mask);
        marks[1] = Mark(nextWord, nextMask);
    }

    /// @dev One pack.
    function _pack(uint32 pack) internal pure returns (Mark[] memory) {
        return _marks(pack / 256, 1 << (pack % 256));
    }

    /// @dev All packs from `first` to before `end`.
    function _packs(uint32 first, uint32 end) internal pure returns (Mark[] memory marks) {
        uint32 word = first / 256;
        marks = new Mark[]((end - 1) / 256 - word + 1);
        for (uint32 i = 0; i < marks.length; ++i) marks[i].word = word + i;
        for (uint32 pack = first; pack < end; ++pack) marks[pack / 256 - word].mask |= 1 << (pack % 256);
    }

    /// @dev What an entry that dispenses packs has as its details, from the documentation.
    function _commitment(bytes32 details, Mark[] memory marks) internal pure returns (bytes32) {
        bytes memory words;
        for (uint256 i = 0; i < marks.length; ++i) words = abi.encodePacked(words, abi.encode(marks[i]));
        return keccak256(abi.encode(keccak256("Packs(bytes32 details,bytes32 marks)"), details, keccak256(words)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         STEPS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The call alone, for whoever is to make it.
    function _callDispense(AssetId parcel, uint32 quantity, Claim memory claim) internal {
        ledger.dispense(parcel, quantity, claim);
    }

    /// @dev The call alone, for whoever is to make it.
    function _callDispensePacks(AssetId parcel, Mark[] memory marks, Claim memory claim) internal {
        ledger.dispensePacks(parcel, marks, claim);
    }

    function _dispensePacks(AssetId parcel, Mark[] memory marks) internal {
        vm.prank(NURSE);
        _callDispensePacks(parcel, marks, _claim());
        _tick();
    }

    function _split(AssetId parcel, uint32 quantity, uint32 firstPack) internal returns (AssetId part) {
        vm.prank(KEEPER);
        part = ledger.split(parcel, quantity, firstPack, _claim());
        _tick();
    }

    function _quarantine(AssetId parcel) internal {
        _record(KEEPER, Action.Quarantine, parcel, uint32(QuarantineReason.Suspected));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS EXPECTED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Dispensing by quantity: one entry, and nothing else.
    function _dispenses(address by, uint32 quantity, AssetState state) internal {
        Claim memory claim = _fullClaim(PLACE);
        Entry memory entry = _parcelEntry(item, by, Action.Dispense, state, quantity, claim);

        vm.prank(by);
        _callDispense(item, quantity, claim);

        _assertOnly(entry);
        _tick();
    }

    /// @dev Dispensing packs: an event for each word, then one entry that commits to them, and nothing else.
    function _dispensesPacks(Mark[] memory marks, uint32 quantity, AssetState state) internal {
        Claim memory claim = _fullClaim(PLACE);
        Entry memory entry = _parcelEntry(item, NURSE, Action.Dispense, state, quantity, claim);
        entry.details = _commitment(claim.details, marks);

        vm.prank(NURSE);
        _callDispensePacks(item, marks, claim);

        Logs memory logs = _recorded();
        for (uint256 i = 0; i < marks.length; ++i) {
            bytes32 selector = ILedgerEvents.PacksDispensed.selector;
            bytes memory topics = abi.encode(selector, _batchTopic(), marks[i].word, item);
            _assertLog(logs, topics, abi.encode(marks[i].mask, claim.details));
        }
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _tick();
    }

    /// @dev Splitting: the rest's entry, then the part's, which comes from the rest at its new head, and nothing else. Both say
    /// which pack is the part's first.
    function _splits(address by, uint32 quantity, uint32 firstPack) internal returns (AssetId part) {
        Claim memory claim = _fullClaim();
        Entry memory first = _parcelEntry(item, by, Action.Split, AssetState.Stored, quantity, claim);
        first.value = firstPack;
        part = _parcelOf(AssetId.unwrap(item), _headOf(first));
        Entry memory second = _parcelEntry(part, by, Action.Split, AssetState.Stored, quantity, claim);
        second.value = firstPack;

        vm.prank(by);
        AssetId answer = ledger.split(item, quantity, firstPack, claim);

        _assertBoth(first, second, _class(batch));
        vm.assertEq(AssetId.unwrap(answer), AssetId.unwrap(part), "id of the part");
        _tick();
    }

    /// @dev What the events of a batch's packs name it by.
    function _batchTopic() internal view returns (bytes32) {
        return bytes32(uint256(_batchNumber(batch)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The hospital's own gauze.
    function _assertGauze(AssetId parcel, uint32 quantity) internal view {
        _assertCustody(parcel, _parcelCustody(GAUZE_NUMBER, HOSPITAL, HOSPITAL, batch, quantity));
    }

    /// @dev The hospital's own vaccine, in packs with codes from `first` to before `end`.
    function _assertVaccine(AssetId parcel, uint32 quantity, uint32 first, uint32 end) internal view {
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, HOSPITAL, batch, quantity);
        custody.firstPackAndOne = first + 1;
        _assertCustody(parcel, custody);
        _assertCareOfParcel(parcel, 0, end);
    }

    /// @dev Which packs of a word were dispensed.
    function _assertWord(uint32 word, uint256 mask) internal view {
        vm.assertEq(_slot(Slots.dispensedPacks(_batchNumber(batch), word)), mask, "dispensed packs");
    }

    function _assertNoCare(AssetId parcel) internal view {
        Care memory care;
        _assertCare(parcel, care);
    }

    /// @dev What the hospital owes to the manufacturer for a parcel, of which nothing else is noted.
    function _assertOwed(AssetId parcel, uint32 owed, uint32 endPack) internal view {
        _assertCare(parcel, owed == 0 ? _debt(0, 0) : _debt(MANUFACTURER, HOSPITAL));
        _assertCareOfParcel(parcel, owed, endPack);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        REFUSALS
    //////////////////////////////////////////////////////////////////////////*/

    function _expectState(AssetId parcel, AssetState state) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongState.selector, Kind.Asset, AssetId.unwrap(parcel), action, state)
        );
    }

    function _expectQuarantined(AssetId parcel) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, parcel));
    }

    function _expectNotSerialised(AssetId parcel) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NotSerialised.selector, parcel));
    }

    function _expectOnlyForParcels(AssetId asset) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnlyForParcels.selector, asset, action));
    }

    function _expectPackOutOfRange(uint32 pack, uint32 first, uint32 end) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.PackOutOfRange.selector, item, pack, first, end));
    }

    function _expectAlreadyDispensed(uint32 pack) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AlreadyDispensed.selector, batch, pack));
    }
}
