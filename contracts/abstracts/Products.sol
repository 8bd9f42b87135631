// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../interfaces/ILedger.sol";
import { Access } from "../libraries/Access.sol";
import { Codes } from "../libraries/Codes.sol";
import { Facts } from "../libraries/Facts.sol";
import { History } from "../libraries/History.sol";
import { Ids } from "../libraries/Ids.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Product, Registration } from "../types/Records.sol";
import { Action, Duties, ProductKind, ProductState, Roles } from "../types/Vocabulary.sol";
import { LedgerState } from "./LedgerState.sol";

/// @title Products
/// @notice Registrations, which only regulators make.
abstract contract Products is LedgerState {
    using Access for LedgerStorage;

    /// @inheritdoc ILedger
    function register(Registration calldata registration, Claim calldata claim) external returns (ProductId id) {
        Membership actor = _regulator();
        Codes.requireProductCode(registration.code);
        id = Ids.product(registration.code);
        if (_ledger.productNumbers[id] != 0) revert SubjectExists(ProductId.unwrap(id));
        if (registration.kind == ProductKind.None || registration.riskClass == 0 || registration.riskClass > 3) {
            revert InvalidProduct(uint8(registration.kind), registration.riskClass);
        }

        uint24 number = ++_ledger.counts.products;
        _ledger.productNumbers[id] = number;
        Product storage product = _ledger.products[number];
        product.id = id;
        product.kind = registration.kind;
        product.riskClass = registration.riskClass;
        product.singleUse = registration.singleUse;
        product.registeredFrom = registration.registeredFrom;
        emit ProductRegistered(ProductId.unwrap(id), number, registration);

        _record(product, actor, Action.Register, registration.manufacturer, registration.registeredUntil, claim);
    }

    /// @inheritdoc ILedger
    function renew(ProductId id, uint24 manufacturer, uint32 registeredUntil, Claim calldata claim) external {
        Membership actor = _regulator();
        uint24 number = _ledger.productNumbers[id];
        if (number == 0) revert UnknownSubject(ProductId.unwrap(id));

        emit ProductRenewed(ProductId.unwrap(id), manufacturer, registeredUntil);
        _record(_ledger.products[number], actor, Action.Renew, manufacturer, registeredUntil, claim);
    }

    function _regulator() private view returns (Membership actor) {
        actor = _ledger.memberWith(Duties.APPROVE);
        if (_ledger.roles[actor.organisation()] & Roles.REGULATOR == 0) {
            revert RoleMissing(actor.organisation(), Roles.REGULATOR);
        }
    }

    /// @dev What registering and renewing share. Both entries commit to all that is registered then: counterpart is the
    /// manufacturer, value the first and until the last second of registration, quantity what the product is.
    function _record(
        Product storage product,
        Membership actor,
        Action action,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) private {
        bytes32 subject = ProductId.unwrap(product.id);
        // A registration can be ended while its manufacturer is suspended.
        if (manufacturer != 0 && manufacturer != product.manufacturer) {
            _ledger.requireCounterpart(manufacturer, Roles.MANUFACTURER);
        }
        if (registeredUntil < product.registeredFrom) revert InvalidPeriod(product.registeredFrom, registeredUntil);
        Lifecycle.requireClaim(Row.wrap(0), action, claim);
        History.requireHead(product.status, subject, claim.expected);

        product.manufacturer = manufacturer;
        product.registeredUntil = registeredUntil;
        product.status = History.append(
            product.status,
            subject,
            actor,
            Facts.pack(
                action,
                uint8(ProductState.Registered),
                manufacturer,
                _description(product),
                product.registeredFrom,
                registeredUntil
            ),
            claim
        );
    }

    /// @dev From the lowest bit: kind 8 · risk class 8 · single use 8.
    function _description(Product storage product) private view returns (uint32) {
        uint32 singleUse = product.singleUse ? 1 : 0;
        return uint32(uint8(product.kind)) | (uint32(product.riskClass) << 8) | (singleUse << 16);
    }
}
