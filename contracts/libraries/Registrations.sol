// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";
import { ProductId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Prescription, Product, Registration } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, ProductKind, ProductState, Roles, Tracking } from "../types/Vocabulary.sol";

/// @title Registrations
/// @notice Registering products and prescribing their care, which only regulators do. Linked into the ledger, whose
/// storage it works on; what each function requires stands in {ILedger}.
library Registrations {
    using Access for LedgerStorage;

    /// @notice Registers a product.
    /// @param self The ledger's storage.
    /// @param registration What the regulator says of it.
    /// @param claim What the signer says.
    /// @return id The product.
    function register(
        LedgerStorage storage self,
        Registration calldata registration,
        Claim calldata claim
    ) external returns (ProductId id) {
        Membership actor = self.regulator();
        Codes.requireProductCode(registration.code);
        id = Ids.product(registration.code);
        if (self.productNumbers[id] != 0) revert ILedgerErrors.SubjectExists(ProductId.unwrap(id));

        uint24 number = ++self.counts.products;
        self.productNumbers[id] = number;
        self.products[number].id = id;
        emit ILedgerEvents.ProductRegistered(ProductId.unwrap(id), number, registration);
        _describe(self, self.products[number], actor, Action.Register, registration, claim);
    }

    /// @notice Says anew what a product is, as long as nothing has entered under it.
    /// @param self The ledger's storage.
    /// @param registration All that the regulator says of it.
    /// @param claim What the signer says.
    function amend(LedgerStorage storage self, Registration calldata registration, Claim calldata claim) external {
        Membership actor = self.regulator();
        ProductId id = Ids.product(registration.code);
        Product storage product = _product(self, id);
        if (product.status.entered()) revert ILedgerErrors.GoodsEntered(ProductId.unwrap(id));
        // What is told apart by lot is not calibrated one by one.
        if (product.calibrationInterval != 0 && registration.tracking == Tracking.Lot) {
            revert ILedgerErrors.WrongTracking(ProductId.unwrap(id), Tracking.Serial);
        }

        emit ILedgerEvents.ProductAmended(ProductId.unwrap(id), registration);
        _describe(self, product, actor, Action.Amend, registration, claim);
    }

    /// @notice Renews, shortens or ends a registration, or names the product or its manufacturer.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param name What people call it.
    /// @param manufacturer The manufacturer's number; 0 if it is not on the ledger.
    /// @param registeredUntil Last second at which units may be made, unix seconds.
    /// @param claim What the signer says.
    function renew(
        LedgerStorage storage self,
        ProductId id,
        string calldata name,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        Product storage product = _product(self, id);

        emit ILedgerEvents.ProductRenewed(ProductId.unwrap(id), manufacturer, registeredUntil, name);
        _record(self, product, actor, Action.Renew, name, manufacturer, registeredUntil, claim);
        product.changedAt = uint32(block.timestamp);
    }

    /// @notice Prescribes how a product is cared for.
    /// @param self The ledger's storage.
    /// @param id The product.
    /// @param prescription What is prescribed.
    /// @param claim What the signer says.
    function prescribe(
        LedgerStorage storage self,
        ProductId id,
        Prescription calldata prescription,
        Claim calldata claim
    ) external {
        Membership actor = self.regulator();
        Product storage product = _product(self, id);
        if (prescription.lowest > prescription.highest) {
            revert ILedgerErrors.InvalidLimits(prescription.lowest, prescription.highest);
        }
        // What is told apart by lot is not calibrated one by one.
        if (prescription.calibrationInterval != 0) Entering.requireTracking(product, Tracking.Serial);
        Status status = product.status;
        Lifecycle.requireNoClaim(Action.Prescribe, claim);
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
        product.changedAt = uint32(block.timestamp);
    }

    function _product(LedgerStorage storage self, ProductId id) private view returns (Product storage) {
        uint24 number = self.productNumbers[id];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(id));
        return self.products[number];
    }

    /// @dev What registering and amending share: all that says what the product is.
    function _describe(
        LedgerStorage storage self,
        Product storage product,
        Membership actor,
        Action action,
        Registration calldata registration,
        Claim calldata claim
    ) private {
        if (registration.kind == ProductKind.None || registration.riskClass == 0 || registration.riskClass > 3) {
            revert ILedgerErrors.InvalidProduct(uint8(registration.kind), registration.riskClass);
        }
        uint16 units = registration.unitsPerPack;
        if (units == 0 || (units != 1 && registration.tracking == Tracking.Serial)) {
            revert ILedgerErrors.InvalidPackSize(units);
        }

        product.kind = registration.kind;
        product.riskClass = registration.riskClass;
        product.singleUse = registration.singleUse;
        product.tracking = registration.tracking;
        product.unitsPerPack = units;
        product.registeredFrom = registration.registeredFrom;
        (uint24 manufacturer, uint32 until) = (registration.manufacturer, registration.registeredUntil);
        _record(self, product, actor, action, registration.name, manufacturer, until, claim);
    }

    /// @dev What registering, amending and renewing share. Their entries commit to all that is registered then, but for the
    /// name: counterpart is the manufacturer, value the first and until the last second of registration, quantity what the
    /// product is.
    function _record(
        LedgerStorage storage self,
        Product storage product,
        Membership actor,
        Action action,
        string calldata name,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) private {
        bytes32 subject = ProductId.unwrap(product.id);
        Codes.requireName(name);
        // A registration can be ended while its manufacturer is suspended.
        if (manufacturer != 0 && manufacturer != product.manufacturer) {
            self.requireCounterpart(manufacturer, Roles.MANUFACTURER);
        }
        if (registeredUntil < product.registeredFrom)
            revert ILedgerErrors.InvalidPeriod(product.registeredFrom, registeredUntil);
        Lifecycle.requireNoClaim(action, claim);
        History.requireHead(product.status, subject, claim.expected);

        product.name = name;
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
