// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Custody } from "../types/Custody.sol";
import { Care } from "../types/Records.sol";
import { Terms } from "../types/Vocabulary.sol";

/// @title Debts
/// @notice What is owed for consigned goods that were used, until it is settled.
library Debts {
    /// @notice Using a consigned item passes its ownership; it is settled later, but before it is consigned again.
    function passOwnership(Care storage care, Custody custody) internal returns (Custody) {
        uint24 debtor = custody.custodian();
        care.consignor = custody.owner();
        care.debtor = debtor;
        return custody.withParties(debtor, debtor, Terms.Owned);
    }

    /// @notice Of a consigned parcel, what was dispensed is owed for; what is left is the consignor's.
    function owe(Care storage care, Custody custody, uint32 quantity) internal {
        care.consignor = custody.owner();
        care.debtor = custody.custodian();
        care.owed += quantity;
    }

    /// @notice So many units less are owed for: they were settled, or not used after all.
    function forgive(Care storage care, uint32 quantity) internal {
        uint32 owed = care.owed;
        if (owed <= quantity) end(care);
        else care.owed = owed - quantity;
    }

    /// @notice Nothing is owed any more.
    function end(Care storage care) internal {
        if (care.consignor == 0) return;

        (care.consignor, care.debtor) = (0, 0);
        if (care.owed != 0) care.owed = 0;
    }
}
