// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";

/// @title Codes
/// @notice The codes that ids are computed from, checked: only one form of each is accepted.
library Codes {
    /// @dev GS1 General Specifications, character set 82, as a bitmap over ASCII.
    uint256 private constant CHARACTER_SET_82 = 0x07fffffe87fffffeffffffe600000000;

    /// @notice Checks a product's canonical code: "/01/" and a GTIN of 14 digits with its check digit (GS1 General
    /// Specifications, section 7.9).
    function requireProductCode(string memory code) internal pure {
        bytes memory text = bytes(code);
        if (text.length != 18 || bytes4(bytes32(text)) != "/01/") revert ILedgerErrors.InvalidCode(code);

        uint256 sum = 0;
        for (uint256 i = 4; i < 18; ++i) {
            uint256 digit = uint256(uint8(text[i])) ^ 0x30;
            if (digit > 9) revert ILedgerErrors.InvalidCode(code);
            sum += i % 2 == 0 ? digit * 3 : digit;
        }
        // All zeros would pass, and name nothing.
        if (sum % 10 != 0 || sum == 0) revert ILedgerErrors.InvalidCode(code);
    }

    /// @notice Checks a serial number: 1 to 20 characters of GS1's character set 82 (AI 21), left-aligned, then zeros.
    function requireSerial(bytes32 serial) internal pure {
        if (!_isOfSet82(serial)) revert ILedgerErrors.InvalidSerial(serial);
    }

    /// @notice Checks a lot number (AI 10): as a serial.
    function requireLot(bytes32 lot) internal pure {
        if (!_isOfSet82(lot)) revert ILedgerErrors.InvalidLot(lot);
    }

    function _isOfSet82(bytes32 text) private pure returns (bool) {
        uint256 length;
        while (length < 20 && text[length] != 0) {
            if ((CHARACTER_SET_82 >> uint8(text[length])) & 1 == 0) return false;
            ++length;
        }
        return length != 0 && text << (length * 8) == 0;
    }

    /// @notice Checks a name (of an organisation, a product, a place): 1 to 96 bytes.
    function requireName(string memory name) internal pure {
        uint256 length = bytes(name).length;
        if (length == 0 || length > 96) revert ILedgerErrors.InvalidName(name);
    }

    /// @notice Checks an own reference: 1 to 32 bytes, left-aligned, no zero inside.
    function requireText(bytes32 text) internal pure {
        uint256 length;
        while (length < 32 && text[length] != 0) ++length;
        if (length == 0 || (length < 32 && text << (length * 8) != 0)) revert ILedgerErrors.InvalidText(text);
    }
}
