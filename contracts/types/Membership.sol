// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MemberStatus, Roles } from "./Vocabulary.sol";

/// @notice An account's membership in one word, so that a step reads it once: member 24 · organisation 24 · duties 16 ·
/// status 8 · the organisation's roles 8, which never change, from the lowest bit.
type Membership is uint256;

using {
    member,
    organisation,
    duties,
    status,
    roles,
    isActive,
    isRegulator,
    withDuties,
    withStatus
} for Membership global;

function newMembership(
    uint24 member_,
    uint24 organisation_,
    uint16 duties_,
    MemberStatus status_,
    uint8 roles_
) pure returns (Membership) {
    return
        Membership.wrap(
            uint256(member_) |
                (uint256(organisation_) << 24) |
                (uint256(duties_) << 48) |
                (uint256(uint8(status_)) << 64) |
                (uint256(roles_) << 72)
        );
}

function member(Membership membership) pure returns (uint24) {
    return uint24(Membership.unwrap(membership));
}

function organisation(Membership membership) pure returns (uint24) {
    return uint24(Membership.unwrap(membership) >> 24);
}

function duties(Membership membership) pure returns (uint16) {
    return uint16(Membership.unwrap(membership) >> 48);
}

function status(Membership membership) pure returns (MemberStatus) {
    return MemberStatus(uint8(Membership.unwrap(membership) >> 64));
}

function roles(Membership membership) pure returns (uint8) {
    return uint8(Membership.unwrap(membership) >> 72);
}

function isRegulator(Membership membership) pure returns (bool) {
    return membership.roles() & Roles.REGULATOR != 0;
}

function withDuties(Membership membership, uint16 duties_) pure returns (Membership) {
    return Membership.wrap((Membership.unwrap(membership) & ~(uint256(0xffff) << 48)) | (uint256(duties_) << 48));
}

function withStatus(Membership membership, MemberStatus status_) pure returns (Membership) {
    return Membership.wrap((Membership.unwrap(membership) & ~(uint256(0xff) << 64)) | (uint256(uint8(status_)) << 64));
}

/// @dev Whether its status is {MemberStatus.Active}, without decoding it.
function isActive(Membership membership) pure returns (bool) {
    return (Membership.unwrap(membership) >> 64) & 0xff == uint8(MemberStatus.Active);
}
