// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Facts } from "./Facts.sol";
import { Goods } from "./Goods.sol";
import { History } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Prescription, Product, Registration } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, ProductKind, ProductState, Roles, Tracking } from "../types/Vocabulary.sol";

/// @title Registrations
/// @notice Registering products and prescribing their care, which only regulators do. Linked into the ledger, whose
/// storage it works on; what each function does and requires stands in {ILedger}.
library Registrations {
    using Access for LedgerStorage;

    function register(
        LedgerStorage storage self,
        Registration calldata registration,
        Claim calldata claim
    ) external returns (ProductId id) {
        Membership actor = self.regulator();
        Codes.requireProductCode(registration.code);
        id = Ids.product(registration.code);
        if (self.productNumbers[id] != 0) revert ILedgerErrors.SubjectExists(ProductId.unwrap(id));
        if (registration.kind == ProductKind.None || registration.riskClass == 0 || registration.riskClass > 3) {
            revert ILedgerErrors.InvalidProduct(uint8(registration.kind), registration.riskClass);
        }
        uint16 units = registration.unitsPerPack;
        if (units == 0 || (units != 1 && registration.tracking == Tracking.Serial)) {
            revert ILedgerErrors.InvalidPackSize(units);
        }

        uint24 number = ++self.counts.products;
        self.productNumbers[id] = number;
        Product storage product = self.products[number];
        product.id = id;
        product.kind = registration.kind;
        product.riskClass = registration.riskClass;
        product.singleUse = registration.singleUse;
        product.tracking = registration.tracking;
        product.unitsPerPack = registration.unitsPerPack;
        product.registeredFrom = registration.registeredFrom;
        emit ILedgerEvents.ProductRegistered(ProductId.unwrap(id), number, registration);

        _record(self, product, actor, Action.Register, registration.manufacturer, registration.registeredUntil, claim);
    }

    function renew(
        LedgerStorage storage self,
        ProductId id,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));

        emit ILedgerEvents.ProductRenewed(ProductId.unwrap(id), manufacturer, registeredUntil);
        _record(self, self.products[number], actor, Action.Renew, manufacturer, registeredUntil, claim);
    }

    function prescribe(
        LedgerStorage storage self,
        ProductId id,
        Prescription calldata prescription,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        if (prescription.lowest > prescription.highest) {
            revert ILedgerErrors.InvalidLimits(prescription.lowest, prescription.highest);
        }
        Product storage product = self.products[number];
        // What is told apart by lot is not calibrated one by one.
        if (prescription.calibrationInterval != 0) Goods.requireTracking(product, Tracking.Serial);
        Status status = product.status;
        Lifecycle.requireClaim(Row.wrap(0), Action.Prescribe, claim);
        History.requireHead(status, ProductId.unwrap(id), claim.expected);

        product.witnessed = prescription.witnessed;
        product.calibrationInterval = prescription.calibrationInterval;
        product.lowest = prescription.lowest;
        product.highest = prescription.highest;
        emit ILedgerEvents.CarePrescribed(ProductId.unwrap(id), prescription);
        uint32 care = uint32(prescription.calibrationInterval) | (prescription.witnessed ? uint32(1) << 16 : 0);
        uint32 limits = Facts.temperatures(prescription.lowest, prescription.highest);
        uint256 facts = Facts.pack(Action.Prescribe, uint8(ProductState.Registered), 0, care, limits, 0);
        product.status = History.append(status, ProductId.unwrap(id), actor, facts, claim);
    }

    /// @dev What registering and renewing share. Both entries commit to all that is registered then: counterpart is the
    /// manufacturer, value the first and until the last second of registration, quantity what the product is.
    function _record(
        LedgerStorage storage self,
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
            self.requireCounterpart(manufacturer, Roles.MANUFACTURER);
        }
        if (registeredUntil < product.registeredFrom)
            revert ILedgerErrors.InvalidPeriod(product.registeredFrom, registeredUntil);
        Lifecycle.requireClaim(Row.wrap(0), action, claim);
        History.requireHead(product.status, subject, claim.expected);

        product.manufacturer = manufacturer;
        product.registeredUntil = registeredUntil;
        product.status = History.begin(
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

    /// @dev From the lowest bit: kind 4 · risk class 4 · single use 4 · tracking 4 · units per pack 16.
    function _description(Product storage product) private view returns (uint32) {
        uint32 singleUse = product.singleUse ? 1 : 0;
        uint32 tracking = uint8(product.tracking);
        uint32 named = uint32(uint8(product.kind)) | (uint32(product.riskClass) << 4) | (singleUse << 8);
        return named | (tracking << 12) | (uint32(product.unitsPerPack) << 16);
    }
}
