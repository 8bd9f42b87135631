// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { RequisitionId } from "../types/Ids.sol";
import { Membership } from "../types/Membership.sol";
import { Claim, LedgerStorage, Product, Requisition } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, Kind, Purpose, RequisitionState } from "../types/Vocabulary.sol";
import { Access } from "./Access.sol";
import { History } from "./History.sol";
import { Lifecycle, Row } from "./Lifecycle.sol";
import { Quorum } from "./Quorum.sol";

/// @title Orders
/// @notice What every step on a requisition requires, from its approval to its last delivery, and how it is recorded.
library Orders {
    using Access for LedgerStorage;

    /// @notice Requires what the row does: member, state, organisation, duty, claim, head.
    /// @return requisition The requisition.
    /// @return actor Who writes.
    /// @return to The state that the step leads to.
    function begin(
        LedgerStorage storage self,
        Action action,
        RequisitionId id,
        Claim calldata claim
    ) internal view returns (Requisition storage requisition, Membership actor, uint8 to) {
        actor = self.member();
        requisition = self.requisitions[id];
        Status status = requisition.status;
        bytes32 subject = RequisitionId.unwrap(id);

        Row row = Lifecycle.ofRequisition(action);
        to = Lifecycle.next(row, Kind.Requisition, action, status, subject);
        if (_isExcluded(requisition, action, RequisitionState(status.state()))) {
            revert ILedgerErrors.WrongState(Kind.Requisition, subject, action, status.state());
        }
        bool judges = action == Action.Approve || action == Action.Reject;
        if (judges && actor.organisation() == _outsideApprover(self, requisition)) {
            self.requireActive(requisition.organisation);
        } else {
            Access.requireOrganisation(actor, subject, _responsible(requisition, action));
        }
        Access.requireDuty(actor, row.duties());
        Lifecycle.requireClaim(row, action, claim);
        History.requireHead(status, subject, claim.expected);
    }

    /// @notice Appends an entry without an origin.
    function append(
        Requisition storage requisition,
        RequisitionId id,
        Membership actor,
        uint256 facts,
        Claim calldata claim
    ) internal {
        requisition.status = History.append(requisition.status, RequisitionId.unwrap(id), actor, facts, claim);
    }

    /// @dev What the table leaves to a closer look: the exceptions of urgent orders, and of suppliers not on the ledger.
    function _isExcluded(
        Requisition storage requisition,
        Action action,
        RequisitionState from
    ) private view returns (bool) {
        if (action == Action.Approve && from != RequisitionState.Requested) return requisition.approved;
        if (action == Action.Order && from == RequisitionState.Requested) return !requisition.urgent;
        if (action == Action.Accept && from == RequisitionState.Ordered) return requisition.supplier != 0;
        return false;
    }

    /// @dev The organisation outside that one approval is reserved to; 0 if there is none.
    function _outsideApprover(
        LedgerStorage storage self,
        Requisition storage requisition
    ) private view returns (uint24 outside) {
        Product storage product = self.products[requisition.product];
        (, outside) = Quorum.required(self, Purpose.Buy, requisition.organisation, product);
    }

    /// @dev Whose step it is.
    function _responsible(Requisition storage requisition, Action action) private view returns (uint24) {
        if (action == Action.Ship) return requisition.supplier;
        if (action == Action.Accept || action == Action.Refuse) return requisition.consignee;
        return requisition.organisation;
    }
}
