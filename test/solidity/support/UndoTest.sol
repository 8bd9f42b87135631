// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, Head } from "../../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Mark } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Duties } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { AssetTest } from "./AssetTest.sol";
import { Entry, Logs } from "./Entries.sol";
import { PackTest } from "./PackTest.sol";
import { CONSUMED, STORED } from "./States.sol";
import { Persons } from "./Persons.sol";
import { vm } from "./Vm.sol";

/// @notice Takes dispensings of `item` back, by the entries that were recorded. The step of the inherited tests takes the one
/// at `index` back. As what is expected is recorded anew, other entries are to be wound before that: see {Tape}.
abstract contract UndoTest is PackTest, Persons {
    /// @dev Of the entry that dispensed, what it dispensed, and the document behind it.
    uint256 internal index;
    Mark[] internal marked;
    bytes32 internal document;

    constructor() AssetTest(Action.Undo, NURSE, Duties.USE, STORED | CONSUMED, 0, 0) {}

    function setUp() public virtual override(PackTest, Persons) {
        Persons.setUp();
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        Head previous = Head.wrap(_headBefore(AssetId.unwrap(item), index));
        ledger.undo(AssetId.wrap(id), previous, _entriesFrom(AssetId.unwrap(item), index), marked, document, claim);
    }

    /// @dev The index of the item's last entry, which has this action.
    function _last(Action recorded) internal returns (uint256 last) {
        _wind();
        last = _length(AssetId.unwrap(item)) - 1;
        vm.assertEq(_entryAt(last).facts >> 248, uint8(recorded), "action of the last entry");
    }

    function _entryAt(uint256 position) internal view returns (Proof memory) {
        return _entriesFrom(AssetId.unwrap(item), position)[0];
    }

    /// @dev The head that an entry led to.
    function _headAt(uint256 position) internal view returns (bytes27) {
        return _headBefore(AssetId.unwrap(item), position + 1);
    }

    /// @dev Takes the dispensing at `index` back: an event for each of its words, then one entry, whose origin is the parcel at
    /// the head that the dispensing led to, and nothing else.
    function _undoes(address by, uint32 quantity) internal {
        _wind();
        Claim memory claim = _fullClaim();
        Entry memory entry = _parcelEntry(item, by, Action.Undo, AssetState.Stored, quantity, claim);
        _comesFrom(entry, AssetId.unwrap(item), _headAt(index), _class(batch));

        vm.prank(by);
        _stepWith(claim);

        Logs memory logs = _recorded();
        for (uint256 i = 0; i < marked.length; ++i) {
            bytes memory topics = abi.encode(ILedgerEvents.PacksRestored.selector, _batchTopic(), marked[i].word, item);
            _assertLog(logs, topics, abi.encode(marked[i].mask));
        }
        _assertEntry(logs, entry);
        _assertEnd(logs);
        _tick();
    }

    /// @dev Expects a refusal of taking the dispensing at `index` back.
    function _refuses(bytes memory refusal) internal {
        _refuses(refusal, NURSE);
    }

    function _refuses(bytes memory refusal, address by) internal {
        _wind();
        vm.expectRevert(refusal);
        vm.prank(by);
        _step();
    }

    function _undoneError() internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.AlreadyUndone.selector, item, _headAt(index));
    }

    function _inTheWay(Action since) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotUndoable.selector, item, since);
    }
}
