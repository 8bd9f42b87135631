// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId } from "../../../contracts/types/Ids.sol";
import { Recall } from "../../../contracts/types/Recall.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action, Instruction, RecallLevel } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Slots } from "./Slots.sol";
import { Stages } from "./Stages.sol";
import { vm } from "./Vm.sol";

/// @notice Raises, lifts and answers recalls, one block each, and says what is stored of them.
abstract contract RecallStages is Stages {
    /// @dev The serial that stands for all of a product.
    bytes32 internal constant ALL_ITEMS = 0;

    function _recall(
        address by,
        RecallLevel level,
        Instruction instruction,
        ProductId product,
        bytes32 serial
    ) internal {
        vm.prank(by);
        ledger.recall(product, serial, level, instruction, _claim());
        _tick();
    }

    function _lift(address by, ProductId product, bytes32 serial) internal {
        Claim memory claim = _fullClaim();
        vm.prank(by);
        ledger.lift(product, serial, claim);
        _tick();
    }

    function _answer(address by, AssetId asset, Action action) internal {
        vm.prank(by);
        ledger.answerRecall(asset, action, _expectingFor(action, asset, _claim()));
        _tick();
    }

    /// @dev By the engineer, and confirmed by the releaser.
    function _remedy(AssetId asset) internal {
        _answer(ENGINEER, asset, Action.Remedy);
        _answer(RELEASER, asset, Action.ConfirmRemedy);
    }

    /// @dev A member with every duty in a manufacturer of other products.
    function _anotherManufacturer() internal returns (address chief) {
        (address administrator, uint24 number) = (address(0xa7), ORGANISATIONS + 1);
        chief = address(0xa8);
        vm.prank(COUNCIL);
        vm.assertEq(ledger.admit("Another Maker", 2, administrator, _consentOf(administrator)), number, "organisation");
        _employ(number, administrator, chief, MANUFACTURER_DUTIES);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS STORED
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Raised now, by the regulator or the manufacturer.
    function _raised(RecallLevel level, Instruction instruction, bool byRegulator) internal view returns (Recall) {
        return _raised(level, instruction, byRegulator ? REGULATOR : MANUFACTURER, byRegulator);
    }

    /// @dev Raised now, and this organisation's.
    function _raised(
        RecallLevel level,
        Instruction instruction,
        uint24 raisedBy,
        bool byRegulator
    ) internal view returns (Recall) {
        uint8 said = uint8(level) | (uint8(instruction) << 4) | (byRegulator ? 0x80 : 0);
        return Recall.wrap(uint64(bytes8(abi.encodePacked(said, raisedBy, uint32(block.timestamp)))));
    }

    function _assertProductRecall(uint24 product, Recall recall) internal view {
        uint256 word = _slot(Slots.plus(Slots.product(product), 1));
        vm.assertEq(uint64(word >> 168), Recall.unwrap(recall), "recall of the product");
    }

    function _expectRecalled(AssetId asset, bytes32 target, RecallLevel level) internal {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.Recalled.selector, AssetId.unwrap(asset), target, level));
    }
}
