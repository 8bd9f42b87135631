// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../interfaces/ILedgerEvents.sol";
import { Facts } from "../libraries/Facts.sol";
import { History, Origin } from "../libraries/History.sol";
import { Ids } from "../libraries/Ids.sol";
import { Lifecycle, Row } from "../libraries/Lifecycle.sol";
import { Marks } from "../libraries/Marks.sol";
import { AssetId, BatchId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { newMembership } from "../types/Membership.sol";
import { Claim, Mark } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import { Action, Kind, MemberStatus } from "../types/Vocabulary.sol";

/// @title Mirror
/// @notice Shows what the ledger's libraries compute, so that tests compare the SDK's mirror of them. Never deployed for
/// real.
contract Mirror is ILedgerEvents {
    Status private _status;

    function row(Kind kind, Action action) external pure returns (Row) {
        return kind == Kind.Asset ? Lifecycle.ofAsset(action) : Lifecycle.ofRequisition(action);
    }

    /// @notice The state after an action; reverts with WrongState where there is none.
    function next(Kind kind, Action action, Status status) external pure returns (uint8) {
        Row found = kind == Kind.Asset ? Lifecycle.ofAsset(action) : Lifecycle.ofRequisition(action);
        return Lifecycle.next(found, kind, action, status, 0);
    }

    function product(string calldata code) external pure returns (ProductId) {
        return Ids.product(code);
    }

    function item(ProductId id, bytes32 serial) external pure returns (AssetId) {
        return Ids.item(id, serial);
    }

    function requisition(uint24 organisation, bytes32 ownReference) external pure returns (RequisitionId) {
        return Ids.requisition(organisation, ownReference);
    }

    function batch(ProductId id, bytes32 lot) external pure returns (BatchId) {
        return Ids.batch(id, lot);
    }

    function parcel(bytes32 origin, Head originHead) external pure returns (AssetId) {
        return Ids.parcel(origin, originHead);
    }

    /// @notice What an entry that dispenses packs has as its details.
    function packsCommitment(bytes32 details, Mark[] calldata marks) external pure returns (bytes32) {
        return Marks.commitment(details, marks);
    }

    function genesis(bytes32 subject) external view returns (Head) {
        return History.genesis(subject);
    }

    /// @notice The status that the next entry builds on.
    function set(Status status) external {
        _status = status;
    }

    function append(
        bytes32 subject,
        uint24 organisation,
        uint24 member,
        uint256 said,
        Claim calldata claim,
        Origin calldata origin
    ) external {
        _status =
            origin.subject == 0
                ? History.begin(
                    _status,
                    subject,
                    newMembership(member, organisation, 0, MemberStatus.Active, 0),
                    said,
                    claim
                )
                : History.append(
                    _status,
                    subject,
                    newMembership(member, organisation, 0, MemberStatus.Active, 0),
                    said,
                    claim,
                    origin
                );
    }

    function head() external view returns (Head) {
        return _status.head();
    }

    function facts(
        Action action,
        uint8 state,
        uint24 counterpart,
        uint32 quantity,
        uint32 value,
        uint32 until
    ) external pure returns (uint256) {
        return Facts.pack(action, state, counterpart, quantity, value, until);
    }
}
