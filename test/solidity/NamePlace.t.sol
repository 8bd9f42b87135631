// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Duties } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Logs } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract NamePlaceTest is WriteTest(KEEPER, Duties.USE | Duties.KEEP) {
    function test_NamePlace() public {
        _names("ICU-3");
    }

    function testFuzz_NamePlace(bytes1 first, uint248 random) public {
        vm.assume(first != 0);
        bytes memory text = abi.encodePacked(first, random);
        for (uint256 i = 0; i < 32; ++i) if (text[i] == 0) text[i] = first;
        _names(string(text));
    }

    function test_NamePlace_GivenNamed() public {
        _names("ICU-3");
        _wind();
        vm.prank(NURSE);
        uint32 place = ledger.namePlace("ICU-3");

        vm.assertEq(place, _numberOf("ICU-3"), "place");
        _assertEnd(_recorded());
    }

    function test_NamePlace_WhenAnotherOrganisationHasTheName() public {
        _names("ICU-3");
        vm.prank(RIVAL_CHIEF);
        ledger.namePlace("ICU-3");

        vm.assertEq(bytes(_text(Slots.place(RIVAL, _numberOf("ICU-3")))), "ICU-3", "the rival's");
    }

    /// @dev A real pair of names whose hashes begin with the same 32 bits.
    function test_RevertGiven_PlaceTaken() public {
        (string memory first, string memory second) = ("Bed 45381", "Bed 69924");
        vm.assertEq(_numberOf(first), _numberOf(second), "the pair");
        _names(first);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.PlaceTaken.selector, _numberOf(first), first));
        vm.prank(KEEPER);
        ledger.namePlace(second);

        // Another organisation has numbers of its own.
        vm.prank(RIVAL_CHIEF);
        ledger.namePlace(second);
    }

    function test_RevertWhen_NameIsEmptyOrTooLong() public {
        string[2] memory names = ["", string(new bytes(97))];
        for (uint256 i = 0; i < names.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidName.selector, names[i]));
            vm.prank(KEEPER);
            ledger.namePlace(names[i]);
        }
    }

    function _names(string memory name) private {
        uint32 number = _numberOf(name);
        _wind();
        vm.prank(KEEPER);
        uint32 place = ledger.namePlace(name);

        vm.assertEq(place, number, "place");
        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.PlaceNamed.selector,
            bytes32(uint256(HOSPITAL)),
            bytes32(uint256(number)),
            abi.encode(name)
        );
        _assertEnd(logs);
        vm.assertEq(bytes(_text(Slots.place(HOSPITAL, number))), bytes(name), "name");
    }

    function _numberOf(string memory name) private pure returns (uint32) {
        return uint32(bytes4(keccak256(bytes(name))));
    }

    function _step() internal override {
        ledger.namePlace("ICU-3");
    }
}
