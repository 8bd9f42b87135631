// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Codes } from "../../contracts/libraries/Codes.sol";
import { vm } from "./support/Vm.sol";

/// @dev Makes the library's internal functions callable, so that their reverts can be expected.
contract CodesHarness {
    function requireProductCode(string calldata code) external pure {
        Codes.requireProductCode(code);
    }

    function requireSerial(bytes32 serial) external pure {
        Codes.requireSerial(serial);
    }

    function requireText(bytes32 text) external pure {
        Codes.requireText(text);
    }
}

contract CodesTest {
    /// @dev GS1 General Specifications, figure 7.11-1, in the order of the standard.
    bytes private constant SET_82 =
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    CodesHarness private _codes = new CodesHarness();

    /*//////////////////////////////////////////////////////////////////////////
                                     PRODUCT CODES
    //////////////////////////////////////////////////////////////////////////*/

    function test_ProductCode() public view {
        // GTIN-14, GTIN-13, GTIN-12 and GTIN-8, each in 14 digits.
        _codes.requireProductCode("/01/10614141000415");
        _codes.requireProductCode("/01/09521234543213");
        _codes.requireProductCode("/01/00614141000418");
        _codes.requireProductCode("/01/00000096385074");
    }

    /// @dev All but zeros, which name nothing.
    function testFuzz_ProductCode(uint256 number) public view {
        vm.assume(number % 1e13 != 0);
        _codes.requireProductCode(string(_code(number)));
    }

    /// @dev The check digit finds every single wrong digit.
    function testFuzz_ProductCode_RevertWhen_OneDigitIsWrong(uint256 number, uint256 place, uint256 digit) public {
        bytes memory code = _code(number);
        place = 4 + (place % 14);
        bytes1 wrong = bytes1(uint8(0x30 + (digit % 10)));
        vm.assume(code[place] != wrong);
        code[place] = wrong;

        _refusesCode(string(code));
    }

    /// @dev Any other character, at any place, digits or not.
    function testFuzz_ProductCode_RevertWhen_OneCharacterIsNoDigit(uint256 number, uint256 place, bytes1 wrong) public {
        vm.assume(wrong < "0" || wrong > "9");
        bytes memory code = _code(number);
        place %= 18;
        vm.assume(code[place] != wrong);
        code[place] = wrong;

        _refusesCode(string(code));
    }

    function test_ProductCode_RevertWhen_FormIsAnother() public {
        string[10] memory codes = [
            "",
            "/01/00000000000000",
            "/01/",
            "09521234543213",
            "/01/9521234543213",
            "/01/095212345432130",
            "/01/09521234543213/21/P-1",
            "/02/09521234543213",
            "01/09521234543213/",
            " /01/9521234543213"
        ];
        for (uint256 i = 0; i < codes.length; ++i) _refusesCode(codes[i]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        SERIALS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Serial_EachCharacter() public {
        uint256 allowed;
        for (uint256 i = 0; i < SET_82.length; ++i) allowed |= 1 << uint8(SET_82[i]);
        vm.assertEq(SET_82.length, 82, "characters");

        for (uint256 i = 0; i < 256; ++i) {
            bytes32 serial = bytes32(bytes1(uint8(i)));
            if ((allowed >> i) & 1 == 0) _refusesSerial(serial);
            else _codes.requireSerial(serial);
        }
    }

    function testFuzz_Serial(uint256 seed, uint256 length) public view {
        _codes.requireSerial(_serial(seed, 1 + (length % 20)));
    }

    function testFuzz_Serial_RevertWhen_TooLong(uint256 seed, uint256 length) public {
        _refusesSerial(_serial(seed, 21 + (length % 12)));
    }

    function testFuzz_Serial_RevertWhen_NotLeftAligned(uint256 seed, uint256 length, uint256 shift) public {
        length = 1 + (length % 20);
        shift = 1 + (shift % (32 - length));
        _refusesSerial(_serial(seed, length) >> (shift * 8));
    }

    /// @dev Something after the end is not seen on a label, and would make two serials of one.
    function testFuzz_Serial_RevertWhen_SomethingFollows(
        uint256 seed,
        uint256 length,
        uint256 gap,
        bytes1 what
    ) public {
        vm.assume(what != 0);
        length = 1 + (length % 20);
        uint256 place = length + 1 + (gap % (31 - length));
        _refusesSerial(_serial(seed, length) | (bytes32(what) >> (place * 8)));
    }

    function test_Serial_RevertWhen_Empty() public {
        _refusesSerial(0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TEXTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Against a second way of saying it: once a zero, zeros to the end, and not at the start.
    function testFuzz_Text(bytes32 text, uint256 cut) public {
        // Random words hold few zeros: cut some off.
        cut %= 33;
        if (cut < 32) text &= ~bytes32(type(uint256).max >> (cut * 8));
        bool ended;
        bool valid = text[0] != 0;
        for (uint256 i = 0; i < 32; ++i) {
            if (text[i] == 0) ended = true;
            else if (ended) valid = false;
        }

        if (valid) _codes.requireText(text);
        else _refusesText(text);
    }

    function test_Text() public {
        _codes.requireText("a");
        _codes.requireText(bytes32(type(uint256).max));
        _refusesText(0);
        _refusesText(bytes32(uint256(1)));
        _refusesText("a\x00b");
    }

    /// @dev A valid code with 13 digits of the number.
    function _code(uint256 number) private pure returns (bytes memory code) {
        code = "/01/00000000000000";
        uint256 sum;
        for (uint256 i = 16; i >= 4; --i) {
            uint256 digit = number % 10;
            number /= 10;
            code[i] = bytes1(uint8(0x30 + digit));
            // From the right, before the check digit: times 3, times 1, and so on.
            sum += (16 - i) % 2 == 0 ? 3 * digit : digit;
        }
        code[17] = bytes1(uint8(0x30 + ((10 - (sum % 10)) % 10)));
    }

    function _serial(uint256 seed, uint256 length) private pure returns (bytes32 serial) {
        for (uint256 i = 0; i < length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            serial |= bytes32(SET_82[seed % 82]) >> (i * 8);
        }
    }

    function _refusesCode(string memory code) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidCode.selector, code));
        _codes.requireProductCode(code);
    }

    function _refusesSerial(bytes32 serial) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidSerial.selector, serial));
        _codes.requireSerial(serial);
    }

    function _refusesText(bytes32 text) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidText.selector, text));
        _codes.requireText(text);
    }
}
