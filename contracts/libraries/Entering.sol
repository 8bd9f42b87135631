// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { AssetId, ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Product } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, AssetState, Basis, Tracking } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Ids } from "./Ids.sol";

/// @title Entering
/// @notice Which goods enter the ledger, through whom, and made when.
library Entering {
    /// @notice The id of an item that gets its history now, or had it announced by a recall; a serial enters once,
    /// whatever became of it.
    function newItem(
        LedgerStorage storage self,
        ProductId id,
        uint24 product,
        bytes32 serial
    ) internal returns (AssetId item) {
        Codes.requireSerial(serial);
        item = Ids.item(id, serial);
        uint8 state = self.assets[item].status.state();
        if (state == uint8(AssetState.Announced)) return item;
        if (state != 0) revert ILedgerErrors.SubjectExists(AssetId.unwrap(item));

        note(self.products[product]);
        emit ILedgerEvents.ItemEntered(AssetId.unwrap(item), ProductId.unwrap(id), serial);
    }

    /// @notice Notes that goods of the product have entered: its registration is not amended any more.
    function note(Product storage product) internal {
        Status status = product.status;
        if (!status.entered()) product.status = status.withEntered();
    }

    /// @notice Requires a unit to have been made while its product was registered (Regulations on Medical Devices,
    /// 2021: goods made while the registration held may be sold and used after it).
    function requireRegistered(Product storage product, uint32 madeAt) internal view {
        requireRegistered(product, madeAt, product.registeredUntil);
    }

    /// @notice The same, where the registration may end another day by now.
    /// @param until Last second at which the unit may have been made.
    function requireRegistered(Product storage product, uint32 madeAt, uint32 until) internal view {
        uint32 from = product.registeredFrom;
        if (madeAt < from || madeAt > until) {
            revert ILedgerErrors.NotRegisteredThen(ProductId.unwrap(product.id), madeAt, from, until);
        }
    }

    /// @notice Requires goods that the ledger does not have yet to be such as enter without their manufacturer.
    function requireDeclarable(Product storage product) internal view {
        if (product.manufacturer != 0) {
            revert ILedgerErrors.OnlyThroughManufacturer(ProductId.unwrap(product.id), product.manufacturer);
        }
    }

    /// @notice Requires declared goods to have been made by `latest`, while their product was registered.
    /// @param until Last second at which they may have been made by its registration.
    function requireDeclared(Product storage product, uint32 madeAt, uint32 latest, uint32 until) internal view {
        if (madeAt == 0 || madeAt > latest) revert ILedgerErrors.ValueOutOfRange(Action.Accept, madeAt, 1, latest);
        requireRegistered(product, madeAt, until);
    }

    /// @notice On which basis goods may enter, and the state that they enter in.
    function requireBasis(
        LedgerStorage storage self,
        Membership actor,
        Product storage product,
        Claim calldata claim
    ) internal view returns (uint8) {
        uint8 basis = uint8(claim.value);
        bool manufactured = basis == uint8(Basis.Manufactured);
        if (manufactured) {
            Access.requireOrganisation(actor, ProductId.unwrap(product.id), product.manufacturer);
        } else {
            requireDeclarable(product);
            uint32 until = self.organisations[actor.organisation()].onboardingUntil;
            if (basis == uint8(Basis.Existing) && block.timestamp > until) {
                revert ILedgerErrors.OnboardingOver(actor.organisation(), until);
            }
        }

        uint32 occurredAt = claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
        requireMade(product, claim.value, occurredAt, product.registeredUntil);
        return uint8(manufactured ? AssetState.Stored : AssetState.Inspected);
    }

    /// @notice Requires what enrolling says of the manufacture to hold: goods are made while their product is registered. Of
    /// those that were manufactured here, when they entered says it; of those that were found, donated or exchanged, the day
    /// does; existing stock may be older than any registration, and need not name its day.
    /// @param value What enrolling says: basis 8 · day of manufacture 24, from the lowest bit.
    /// @param occurredAt When they were manufactured, or came, unix seconds: none was made after that.
    /// @param until Last second at which they may have been made by its registration.
    function requireMade(Product storage product, uint32 value, uint32 occurredAt, uint32 until) internal view {
        (uint8 basis, uint256 day) = (uint8(value), value >> 8);
        if (basis == uint8(Basis.Manufactured)) {
            if (day != 0) revert ILedgerErrors.ValueOutOfRange(Action.Enrol, value, basis, basis);
            return requireRegistered(product, occurredAt, until);
        }

        bool existing = basis == uint8(Basis.Existing);
        if (day == 0) {
            if (existing) return;
            revert ILedgerErrors.DayOfManufactureMissing(ProductId.unwrap(product.id), Basis(basis));
        }
        uint256 start = day * 1 days;
        if (start > occurredAt) {
            revert ILedgerErrors.ValueOutOfRange(Action.Enrol, value, basis, basis | ((occurredAt / 1 days) << 8));
        }
        // Made at some moment of that day.
        uint32 from = product.registeredFrom;
        if (existing || (start + 1 days > from && start <= until)) return;
        revert ILedgerErrors.NotRegisteredThen(ProductId.unwrap(product.id), uint32(start), from, until);
    }

    /// @notice Requires units of a product to be told apart in this way.
    function requireTracking(Product storage product, Tracking tracking) internal view {
        if (product.tracking != tracking) {
            revert ILedgerErrors.WrongTracking(ProductId.unwrap(product.id), product.tracking);
        }
    }
}
