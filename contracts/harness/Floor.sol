// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AccessControl } from "@openzeppelin/contracts/access/AccessControl.sol";

/// @title Floor
/// @notice The least that a recorded step could cost: the gas benchmark compares the ledger with it. Never deployed for
/// real.
contract Floor is AccessControl {
    bytes32 public constant WRITER = keccak256("WRITER");

    mapping(bytes32 subject => bytes32 word) private _words;

    event Put(bytes32 indexed subject, bytes32 word, bytes32 details);

    constructor() {
        _grantRole(WRITER, msg.sender);
    }

    /// @notice Stores a word and logs two.
    function put(bytes32 subject, bytes32 word, bytes32 details) external {
        _put(subject, word, details);
    }

    /// @notice The same, for writers only.
    function putChecked(bytes32 subject, bytes32 word, bytes32 details) external onlyRole(WRITER) {
        _put(subject, word, details);
    }

    function _put(bytes32 subject, bytes32 word, bytes32 details) private {
        _words[subject] = word;
        emit Put(subject, word, details);
    }
}
