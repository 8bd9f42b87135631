// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Action, Basis, Kind, MemberStatus, RecallLevel, Terms, Tracking } from "../types/Vocabulary.sol";

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

    /// @notice Thrown when a step does not name the head that it builds on, though another organisation can change what it means.
    error HeadRequired(bytes32 subject);

    /// @notice Thrown when a step is said to have occurred after the block that records it.
    error OccurredInFuture(uint32 occurredAt, uint32 blockTime);

    /// @notice Thrown when an action is none that the called function takes.
    error UnknownAction(Action action);

    /// @notice Thrown when `value` is outside `min` to `max` for the action.
    error ValueOutOfRange(Action action, uint32 value, uint32 min, uint32 max);

    /// @notice Thrown when `until` is outside `min` to `max` for the action; both are 0 where it has none.
    error UntilOutOfRange(Action action, uint32 until, uint32 min, uint32 max);

    /// @notice Thrown when a step must be backed by a document, and `details` is 0.
    error DetailsRequired(Action action);

    /*//////////////////////////////////////////////////////////////////////////
                                  SEPARATION OF DUTIES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when the applicant decides on the own requisition.
    error OwnRequisition(bytes32 requisition, uint24 member);

    /// @notice Thrown when the outside approver of a requisition would be its supplier.
    error ApproverSupplies(bytes32 requisition, uint24 organisation);

    /// @notice Thrown when the buyer accepts the own purchase.
    error OwnPurchase(bytes32 requisition, uint24 member);

    /// @notice Thrown when a member checks or finishes what the same member signed before.
    error OwnWork(bytes32 asset, Action action, uint24 member);

    /// @notice Thrown when a member approves the same twice.
    error AlreadyApproved(bytes32 subject, uint24 member);

    /// @notice Thrown when the approval that is missing is reserved to the outside approver, or when that one, which has
    /// approved already, would give a second.
    error ApprovalReserved(bytes32 subject, uint24 organisation);

    /*//////////////////////////////////////////////////////////////////////////
                                     CORRECTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when the entries do not lead from the head before them to the stored one.
    error ReplayMismatch(bytes32 subject, bytes27 actual, bytes27 stored);

    /// @notice Thrown when an organisation corrects another's entry.
    error NotAuthor(bytes32 subject, uint24 organisation, uint24 author);

    /// @notice Thrown when an entry is corrected a second time: correct the correction.
    error AlreadyCorrected(bytes32 subject, bytes27 head);

    /*//////////////////////////////////////////////////////////////////////////
                                       POLICIES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when approvals have unknown bits, or reserve some where no outside approver is named.
    error InvalidPolicy(uint64 approvals);

    /// @notice Thrown when an application is urgent, and its organisation's policy does not allow that.
    error UrgencyNotAllowed(uint24 organisation);

    /// @notice Thrown when existing stock is enrolled after the date that the council gave.
    error OnboardingOver(uint24 organisation, uint32 until);

    /*//////////////////////////////////////////////////////////////////////////
                                  PRODUCTS AND GOODS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when a product's code is not canonical, or its check digit is wrong.
    error InvalidCode(string code);

    /// @notice Thrown when a serial is not 1 to 20 characters of GS1's character set 82.
    error InvalidSerial(bytes32 serial);

    /// @notice Thrown when a lot number is not 1 to 20 characters of GS1's character set 82, left-aligned.
    error InvalidLot(bytes32 lot);

    /// @notice Thrown when an own reference is empty or has a zero byte inside.
    error InvalidText(bytes32 text);

    /// @notice Thrown when a product has no kind, or a risk class outside 1 to 3.
    error InvalidProduct(uint8 kind, uint8 riskClass);

    /// @notice Thrown when a pack has no units, or a product that is told apart by serial has other packs than single units.
    error InvalidPackSize(uint16 unitsPerPack);

    /// @notice Thrown when the lowest temperature to keep a product at is above the highest.
    error InvalidLimits(int16 lowest, int16 highest);

    /// @notice Thrown when a registration ends before it begins, or an appointment before now.
    error InvalidPeriod(uint32 from, uint32 until);

    /// @notice Thrown when a registration is amended under which goods have entered.
    error GoodsEntered(bytes32 product);

    /// @notice Thrown when goods that were found, donated or exchanged enter without the day on which they were made.
    error DayOfManufactureMissing(bytes32 product, Basis basis);

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

    /// @notice Thrown when a recall of `target`, the asset, its batch or its product, is open, and the step needs a usable asset.
    error Recalled(bytes32 asset, bytes32 target, RecallLevel level);

    /// @notice Thrown when no recall of the target is open, or none that the asset was not remedied of.
    error NotRecalled(bytes32 target);

    /// @notice Thrown when an organisation would lift, lower or reword a recall that another raised, and is no regulator.
    error RecallOfAnother(bytes32 target, uint24 raisedBy);

    /// @notice Thrown when an asset is remedied in the very second in which it was recalled.
    error RecalledJustNow(bytes32 asset, uint32 raisedAt);

    /// @notice Thrown when a remedy is confirmed that nobody did.
    error NotRemedied(bytes32 asset);

    /// @notice Thrown when the asset's calibration does not hold: it ended, or reaches further than the product's interval now
    /// allows; `until` is 0 if it has none.
    error CalibrationLapsed(bytes32 asset, uint32 until);

    /// @notice Thrown when a monitored span does not end after the last one, or begins after its end.
    error SpanOutOfOrder(bytes32 asset, uint32 from, uint32 to, uint32 last);

    /// @notice Thrown when a calibration is older than the last one, or a correction moves one, or a monitored span, to before it
    /// was said to be.
    error OlderThanLast(bytes32 asset, Action action, uint32 occurredAt, uint32 last);

    /// @notice Thrown when the terms are none that an asset can be offered on.
    error InvalidTerms(Terms terms);

    /// @notice Thrown when an organisation names itself where another is needed: to hand goods to, order from, or approve.
    error OwnOrganisation(uint24 organisation);

    /// @notice Thrown when an asset is sent back to another than its owner, its manufacturer, or whom the entries show that it
    /// came from.
    error NotItsOrigin(bytes32 asset, uint24 organisation);

    /// @notice Thrown when an offer is taken after its last second.
    error DeadlinePassed(bytes32 asset, uint32 deadline);

    /// @notice Thrown when a batch, or goods of it, expired at `expiry`.
    error Expired(bytes32 subject, uint32 expiry);

    /// @notice Thrown when a lot is said to expire at another time than its batch on the ledger.
    error WrongExpiry(bytes32 batch, uint32 expiry, uint32 required);

    /// @notice Thrown when units of the product are not told apart in this way.
    error WrongTracking(bytes32 product, Tracking required);

    /// @notice Thrown when a step is for items or for parcels only, and the asset is of the other kind.
    error NotForParcels(bytes32 asset, Action action);
    error OnlyForParcels(bytes32 asset, Action action);

    /// @notice Thrown when packs that have a code each are dispensed by quantity, or units without a code would enter a batch
    /// whose packs have one each. The subject is the parcel, or the batch.
    error Serialised(bytes32 subject);

    /// @notice Thrown when packs are named of a parcel whose packs have no codes.
    error NotSerialised(bytes32 parcel);

    /// @notice Thrown when a quantity of packs that have a code each is not whole packs.
    error NotWholePacks(uint32 quantity, uint16 unitsPerPack);

    /// @notice Thrown when a pack is not in the parcel's range, which goes from `first` to before `end`.
    error PackOutOfRange(bytes32 parcel, uint32 pack, uint32 first, uint32 end);

    /// @notice Thrown when a part is split out of the middle of a serialised parcel, from `first` to before `end`.
    error PartNotAtEnd(bytes32 parcel, uint32 first, uint32 end);

    /// @notice Thrown when marks are missing or empty, or not in the order of their words.
    error InvalidMarks(uint32 word, uint256 mask);

    /// @notice Thrown when a pack was dispensed before, and is to be dispensed or split off.
    error AlreadyDispensed(bytes32 batch, uint32 pack);

    /// @notice Thrown when an entry that is to be undone dispensed other packs, or committed to another document.
    error MarksMismatch(bytes32 parcel, bytes32 actual, bytes32 committed);

    /// @notice Thrown when an entry that is to be undone is no dispensing.
    error NotDispensed(bytes32 asset, Action action);

    /// @notice Thrown when a dispensing is undone after its last moment.
    error UndoTooLate(bytes32 asset, uint32 last);

    /// @notice Thrown when a dispensing is undone a second time.
    error AlreadyUndone(bytes32 asset, bytes27 head);

    /// @notice Thrown when a dispensing is undone since which its parcel was handed on, remedied or settled, by this action.
    error NotUndoable(bytes32 asset, Action action);

    /// @notice Thrown when there is nothing to settle for the asset.
    error NothingToSettle(bytes32 asset);

    /// @notice Thrown when the entries that a settlement brings do not show who took the goods on consignment.
    error TakerNotShown(bytes32 asset);

    /// @notice Thrown when goods are consigned while an earlier use of them is not settled.
    error Unsettled(bytes32 asset, uint24 consignor);

    /// @notice Thrown when only the owner's own goods will do.
    error BorrowedGoods(bytes32 asset, uint24 owner);

    /// @notice Thrown when a place's number already stands for another name of the organisation.
    error PlaceTaken(uint32 place, string name);

    /*//////////////////////////////////////////////////////////////////////////
                              ORGANISATIONS AND MEMBERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when there is no such organisation.
    error UnknownOrganisation(uint24 organisation);

    /// @notice Thrown when the ledger can hold no further organisation.
    error TooManyOrganisations(uint24 max);

    /// @notice Thrown when a name is empty or over 96 bytes.
    error InvalidName(string name);

    /// @notice Thrown when roles are empty or unknown.
    error InvalidRoles(uint8 roles);

    /// @notice Thrown when duties are not among those that the organisation's roles allow, or a member would have none.
    error DutiesNotAllowed(uint16 duties, uint16 allowed);

    /// @notice Thrown when an account is the zero address, or is or was a member's.
    error AccountTaken(address account);

    /// @notice Thrown when an account's consent to become a member is brought after its last moment.
    error ConsentExpired(address account, uint32 until);

    /// @notice Thrown when an account did not sign that it consents to become a member of this organisation, on this ledger, until
    /// then.
    error ConsentInvalid(address account, uint24 organisation);

    /// @notice Thrown when an organisation's administrators can add no further member, or where `organisation` is 0, nobody can:
    /// `max` is how many there can be.
    error TooManyMembers(uint24 organisation, uint24 max);

    /// @notice Thrown when an administrator acts on a member who is not the organisation's, or is an administrator too.
    error NotYourMember(uint24 member, uint24 organisation);

    /// @notice Thrown when a member would change the own membership.
    error OwnMembership(uint24 member);

    /// @notice Thrown when a status cannot be given to a member: a revoked one stays revoked.
    error InvalidMemberStatus(uint24 member, MemberStatus from, MemberStatus to);

    /// @notice Thrown when the council would leave the ledger without one.
    error CouncilRequired();
}
