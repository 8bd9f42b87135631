// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { ProductId, RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Requisition } from "../types/Records.sol";
import { Action, Duties, Purpose, RequisitionState, Roles, Urgency } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { Codes } from "./Codes.sol";
import { Entering } from "./Entering.sol";
import { Facts } from "./Facts.sol";
import { History, Origin } from "./History.sol";
import { Ids } from "./Ids.sol";
import { Lifecycle } from "./Lifecycle.sol";
import { Orders } from "./Orders.sol";
import { Quorum } from "./Quorum.sol";

/// @title Requisitions
/// @notice From the application to the order. Linked into the ledger, whose storage it works on; what each function requires
/// stands in {ILedger}.
library Requisitions {
    using Access for LedgerStorage;

    /// @notice Applies to buy.
    /// @param self The ledger's storage.
    /// @param product What to buy.
    /// @param quantity How many base units.
    /// @param ownReference The organisation's own number for it, left-aligned.
    /// @param claim `value`: an {Urgency}.
    /// @return id The requisition.
    function applyFor(
        LedgerStorage storage self,
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        Claim calldata claim
    ) external returns (RequisitionId id) {
        Membership actor = self.memberWith(Duties.APPLY);
        uint24 number = self.productNumbers[product];
        if (number == 0) revert ILedgerErrors.UnknownSubject(ProductId.unwrap(product));
        if (quantity == 0) revert ILedgerErrors.QuantityOutOfRange(0, 1, type(uint32).max);
        Codes.requireText(ownReference);
        id = Ids.requisition(actor.organisation(), ownReference);
        Requisition storage requisition = self.requisitions[id];
        bytes32 subject = RequisitionId.unwrap(id);
        if (requisition.status.state() != 0) revert ILedgerErrors.SubjectExists(subject);
        Lifecycle.requireClaim(Lifecycle.ofRequisition(Action.Apply), Action.Apply, claim);
        bool urgent = claim.value == uint32(Urgency.Urgent);
        if (urgent && !self.policies[actor.organisation()].urgent) {
            revert ILedgerErrors.UrgencyNotAllowed(actor.organisation());
        }
        History.requireHead(requisition.status, subject, claim.expected);

        requisition.product = number;
        requisition.urgent = urgent;
        requisition.organisation = actor.organisation();
        requisition.applicant = actor.member();
        requisition.quantity = quantity;
        emit ILedgerEvents.RequisitionOpened(subject, actor.organisation(), ownReference);
        requisition.status = History.append(
            requisition.status,
            subject,
            actor,
            Facts.pack(Action.Apply, uint8(RequisitionState.Requested), 0, quantity, claim.value, 0),
            claim,
            Origin({
                subject: ProductId.unwrap(product),
                head: self.products[number].status.head(),
                class: ProductId.unwrap(product)
            })
        );
    }

    /// @notice Approves, rejects, cancels or closes.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param action Approve, reject, cancel or close.
    /// @param claim What the signer says.
    function decide(LedgerStorage storage self, RequisitionId id, Action action, Claim calldata claim) external {
        if (!Lifecycle.ofRequisition(action).has(Lifecycle.DECIDE)) revert ILedgerErrors.UnknownAction(action);
        (Requisition storage requisition, Membership actor, uint8 to) = Orders.begin(self, action, id, claim);
        bool judges = action == Action.Approve || action == Action.Reject;
        if (judges && actor.member() == requisition.applicant) {
            revert ILedgerErrors.OwnRequisition(RequisitionId.unwrap(id), actor.member());
        }
        if (action == Action.Approve) to = _approve(self, requisition, id, actor);

        Orders.append(requisition, id, actor, Facts.pack(action, to, 0, 0, 0, 0), claim);
    }

    /// @notice Orders what was approved, or is urgent.
    /// @param self The ledger's storage.
    /// @param id The requisition.
    /// @param supplier The supplier's number; 0 if it is not on the ledger.
    /// @param consignee The hospital that will accept the goods; 0 for the organisation itself.
    /// @param claim What the signer says.
    function order(
        LedgerStorage storage self,
        RequisitionId id,
        uint24 supplier,
        uint24 consignee,
        Claim calldata claim
    ) external {
        (Requisition storage requisition, Membership actor, uint8 to) = Orders.begin(self, Action.Order, id, claim);
        if (supplier == 0) Entering.requireDeclarable(self.products[requisition.product]);
        else self.requireCounterpart(supplier, Roles.SUPPLIER | Roles.MANUFACTURER);
        if (consignee == 0) consignee = requisition.organisation;
        self.requireCounterpart(consignee, Roles.HOSPITAL);
        if (supplier == requisition.organisation || supplier == consignee) {
            revert ILedgerErrors.OwnOrganisation(supplier);
        }
        if (supplier != 0 && _approves(self, requisition, id, supplier)) {
            revert ILedgerErrors.ApproverSupplies(RequisitionId.unwrap(id), supplier);
        }

        requisition.supplier = supplier;
        requisition.consignee = consignee;
        requisition.buyer = actor.member();
        uint256 facts = Facts.pack(Action.Order, to, supplier, requisition.quantity, consignee, 0);
        Orders.append(requisition, id, actor, facts, claim);
    }

    function _quorum(
        LedgerStorage storage self,
        Requisition storage requisition
    ) private view returns (uint256 quorum, uint24 outside) {
        return Quorum.required(self, Purpose.Buy, requisition.organisation, self.products[requisition.product]);
    }

    /// @dev Whether an organisation is the outside approver of a purchase, or was when it approved it.
    function _approves(
        LedgerStorage storage self,
        Requisition storage requisition,
        RequisitionId id,
        uint24 organisation
    ) private view returns (bool) {
        if (Quorum.hasVotedFor(self, RequisitionId.unwrap(id), organisation)) return true;
        if (organisation != self.policies[requisition.organisation].outsideApprover) return false;

        (, uint24 outside) = _quorum(self, requisition);
        return organisation == outside;
    }

    /// @dev Counts an approval; the state that it leads to.
    function _approve(
        LedgerStorage storage self,
        Requisition storage requisition,
        RequisitionId id,
        Membership actor
    ) private returns (uint8) {
        (uint256 quorum, uint24 outside) = _quorum(self, requisition);
        // What was ordered urgently is approved afterwards.
        if (outside != 0 && actor.organisation() == outside && outside == requisition.supplier) {
            revert ILedgerErrors.ApproverSupplies(RequisitionId.unwrap(id), outside);
        }
        RequisitionState from = RequisitionState(requisition.status.state());
        if (!Quorum.vote(self, RequisitionId.unwrap(id), actor, quorum, outside)) return uint8(from);

        requisition.approved = true;
        if (from == RequisitionState.Requested) return uint8(RequisitionState.Approved);
        bool complete = requisition.accepted == requisition.quantity;
        return uint8(complete ? RequisitionState.Fulfilled : from);
    }
}
