// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action, Kind, MemberStatus } from "../types/Vocabulary.sol";

/// @title ILedgerErrors
/// @notice Every way in which the ledger refuses, declared once. Whatever is refused changes nothing.
interface ILedgerErrors {
    /*//////////////////////////////////////////////////////////////////////////
                                    WHO MAY WRITE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when the ledger is paused.
    error LedgerPaused();

    /// @notice Thrown when the account belongs to no member.
    error UnknownAccount(address account);

    /// @notice Thrown when the member is suspended or revoked, or the account was replaced by another.
    error MemberNotActive(uint24 member, MemberStatus status);

    /// @notice Thrown when the organisation is suspended.
    error OrganisationSuspended(uint24 organisation);

    /// @notice Thrown when the member holds none of the duties, one of which is needed.
    error DutyMissing(uint24 member, uint16 duties);

    /// @notice Thrown when the step belongs to another organisation; `required` is 0 if there is none on the ledger.
    error WrongOrganisation(bytes32 subject, uint24 organisation, uint24 required);

    /// @notice Thrown when an organisation acts on another's asset without its leave for that duty.
    error NotAppointed(uint24 provider, uint24 custodian, uint16 duties);

    /// @notice Thrown when the organisation has none of the roles, one of which is needed.
    error RoleMissing(uint24 organisation, uint8 roles);

    /*//////////////////////////////////////////////////////////////////////////
                                       HISTORY
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when the ledger has no such subject.
    error UnknownSubject(bytes32 subject);

    /// @notice Thrown when the ledger already has the subject: its code or reference was used before.
    error SubjectExists(bytes32 subject);

    /// @notice Thrown when the action is not allowed in the subject's state.
    error WrongState(Kind kind, bytes32 subject, Action action, uint8 state);

    /// @notice Thrown when the history has moved on from the head that the step builds on.
    error HeadMoved(bytes32 subject, bytes27 expected, bytes27 actual);

    /// @notice Thrown when a step is said to have occurred after the block that records it.
    error OccurredInFuture(uint32 occurredAt, uint32 blockTime);

    /// @notice Thrown when the action is not one that {ILedger.record} takes.
    error UnknownAction(Action action);

    /// @notice Thrown when `value` is outside `min` to `max` for the action.
    error ValueOutOfRange(Action action, uint32 value, uint32 min, uint32 max);

    /// @notice Thrown when `until` is not after the block, or given to an action that has none.
    error UntilOutOfRange(Action action, uint32 until, uint32 blockTime);

    /*//////////////////////////////////////////////////////////////////////////
                                  SEPARATION OF DUTIES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when the applicant decides on the own requisition.
    error OwnRequisition(bytes32 requisition, uint24 member);

    /// @notice Thrown when the buyer accepts the own purchase.
    error OwnPurchase(bytes32 requisition, uint24 member);

    /// @notice Thrown when a member checks or finishes what the same member signed the step before.
    error OwnWork(bytes32 asset, Action action, uint24 member);

    /*//////////////////////////////////////////////////////////////////////////
                                  PRODUCTS AND GOODS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when a product's code is not canonical, or its check digit is wrong.
    error InvalidCode(string code);

    /// @notice Thrown when a serial is not 1 to 20 characters of GS1's character set 82.
    error InvalidSerial(bytes32 serial);

    /// @notice Thrown when a short text is empty or has a zero byte inside.
    error InvalidText(bytes32 text);

    /// @notice Thrown when a product has no kind, or a risk class outside 1 to 3.
    error InvalidProduct(uint8 kind, uint8 riskClass);

    /// @notice Thrown when a registration ends before it begins.
    error InvalidPeriod(uint32 from, uint32 until);

    /// @notice Thrown when a unit was made outside its product's registration.
    error NotRegisteredThen(bytes32 product, uint32 madeAt, uint32 from, uint32 until);

    /// @notice Thrown when the manufacturer is on the ledger, so that its goods enter only through it.
    error OnlyThroughManufacturer(bytes32 product, uint24 manufacturer);

    /// @notice Thrown when the goods are of another product than the requisition's. Both are product numbers.
    error WrongProduct(bytes32 subject, uint24 product, uint24 required);

    /// @notice Thrown when the quantity is outside `min` to `max`.
    error QuantityOutOfRange(uint32 quantity, uint32 min, uint32 max);

    /// @notice Thrown when the asset, or, where it is 0, any goods that are not on the ledger yet, is not on its way under
    /// this requisition.
    error NotShippedHere(bytes32 asset, bytes32 requisition);

    /// @notice Thrown when the asset is quarantined, and the step needs a usable one, or would quarantine it again.
    error Quarantined(bytes32 asset);

    /// @notice Thrown when an asset is released that is not quarantined.
    error NotQuarantined(bytes32 asset);

    /// @notice Thrown when only the owner's own goods will do.
    error BorrowedGoods(bytes32 asset, uint24 owner);

    /// @notice Thrown when a place's number already stands for another name of the organisation.
    error PlaceTaken(uint32 place, bytes32 name);

    /*//////////////////////////////////////////////////////////////////////////
                              ORGANISATIONS AND MEMBERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when there is no such organisation.
    error UnknownOrganisation(uint24 organisation);

    /// @notice Thrown when the ledger can hold no further organisation.
    error TooManyOrganisations(uint24 max);

    /// @notice Thrown when a name is empty or over 128 bytes.
    error InvalidName(string name);

    /// @notice Thrown when roles are empty or unknown.
    error InvalidRoles(uint8 roles);

    /// @notice Thrown when duties are none, or not `allowed` in an organisation of these roles.
    error DutiesNotAllowed(uint16 duties, uint16 allowed);

    /// @notice Thrown when an account is the zero address, or is or was a member's.
    error AccountTaken(address account);

    /// @notice Thrown when an administrator acts on a member who is not the organisation's, or is an administrator too.
    error NotYourMember(uint24 member, uint24 organisation);

    /// @notice Thrown when a member would change the own membership.
    error OwnMembership(uint24 member);

    /// @notice Thrown when a status cannot be given to a member: a revoked one stays revoked.
    error InvalidMemberStatus(uint24 member, MemberStatus from, MemberStatus to);

    /// @notice Thrown when the council would leave the ledger without one.
    error CouncilRequired();
}
