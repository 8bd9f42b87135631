// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, Head, ProductId, RequisitionId } from "../types/Ids.sol";
import { Claim, Consent, Entry, Lot, Mark, Passage, Policy, Prescription, Registration } from "../types/Records.sol";
import { Action, Instruction, Kind, MemberStatus, RecallLevel, Terms } from "../types/Vocabulary.sol";
import { ILedgerErrors } from "./ILedgerErrors.sol";
import { ILedgerEvents } from "./ILedgerEvents.sol";

/// @title ILedger
/// @notice The shared ledger of what happens to drugs, medical devices and consumables, from application to scrapping.
/// @dev Every write, unless said otherwise:
/// - requires an active member of an organisation that is not suspended, while the ledger is not paused; a suspended
/// organisation can still withdraw what it offered or shipped, and its administrators do all that they do;
/// - requires the duty that its row in the lifecycle table names (docs/lifecycle.md);
/// - requires `claim.expected`, where it is given, to be the subject's head; it must be given where another organisation could
/// change what the step means (take, decline, confirm remedy; of accept, refuse and settle, `expectedAsset` where the asset is on
/// the ledger; of approve and reject scrap, for the outside approver);
/// - emits {Recorded} once for each entry, with {Derived} before it where the entry has an origin.
/// @dev Warning: the ledger proves who signed what and when, and that the rules were kept. It cannot prove that what
/// was signed is true, nor that two accounts are two persons.
interface ILedger is ILedgerErrors, ILedgerEvents {
    /*//////////////////////////////////////////////////////////////////////////
                                       READING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Reads storage slots at one block.
    /// @dev The only reader of the core: layouts are documented in docs/storage.md and most of them decoded by {LedgerLens}.
    /// @param keys The slots.
    /// @return values What they hold, in the same order.
    function readSlots(bytes32[] calldata keys) external view returns (bytes32[] memory values);

    /*//////////////////////////////////////////////////////////////////////////
                                       COUNCIL
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Admits an organisation with its first administrator.
    /// @dev Emits {OrganisationAdmitted} and {MemberAdded}. Works while paused.
    ///
    /// Requirements:
    /// - The caller is the council.
    /// - A regulator has no other role, but for that of an endorser.
    /// - The administrator consents, as to {addMember}; the number that is consented to is the next one.
    ///
    /// @param name Its legal name, 1 to 96 bytes of UTF-8.
    /// @param roles A union of {Roles} bits.
    /// @param administrator The account of its first administrator, never a member's before.
    /// @param consent That account's consent.
    /// @return organisation Its number: one more than the last one's, but for multiples of 256, which are left out.
    function admit(
        string calldata name,
        uint8 roles,
        address administrator,
        Consent calldata consent
    ) external returns (uint24 organisation);

    /// @notice Names a further administrator of an organisation, for instance when it lost the keys of all others.
    /// @dev Emits {MemberAdded}. Works while paused. Requires the council, and the administrator's consent as {addMember} does.
    /// @param organisation Its number.
    /// @param administrator The account, never a member's before.
    /// @param consent That account's consent.
    /// @return member The administrator's number.
    function nameAdministrator(
        uint24 organisation,
        address administrator,
        Consent calldata consent
    ) external returns (uint24 member);

    /// @notice Suspends an organisation or lets it write again. What it wrote stays its own.
    /// @dev Emits {OrganisationSuspensionSet}. Works while paused. Requires the council.
    /// @param organisation Its number.
    /// @param suspended Whether it is suspended from now on.
    function setOrganisationSuspension(uint24 organisation, bool suspended) external;

    /// @notice Sets until when an organisation may enrol the stock that it had before it joined (存量).
    /// @dev Emits {OnboardingSet}. Works while paused. Requires the council.
    /// @param organisation Its number.
    /// @param until Last second, unix seconds; 0 ends it.
    function allowOnboarding(uint24 organisation, uint32 until) external;

    /// @notice Pauses the ledger or lets it run again. Recalls are raised all the same.
    /// @dev Emits {PauseSet}. Requires the council.
    /// @param paused Whether it is paused from now on.
    function setPause(bool paused) external;

    /*//////////////////////////////////////////////////////////////////////////
                                   ADMINISTRATORS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Adds a member to the caller's organisation.
    /// @dev Emits {MemberAdded}.
    ///
    /// Requirements:
    /// - The caller has the duty `administer`.
    /// - `duties` are allowed by the organisation's roles; `administer` never is, only the council gives it.
    /// - `account` is not and never was a member's, and consents: it signed the EIP-712 struct
    /// Consent(address account,uint24 organisation,uint32 until) in the domain (name "Medtrace", version "1", chain id, ledger),
    /// and `until` has not passed. A contract account answers as ERC-1271 says.
    /// - At most 65,535 members of an organisation are added by its administrators; the last 65,535 numbers are the council's.
    ///
    /// @param account The member's account.
    /// @param duties A union of {Duties} bits.
    /// @param consent The account's consent.
    /// @return member The member's number, which stays when the account is replaced.
    function addMember(address account, uint16 duties, Consent calldata consent) external returns (uint24 member);

    /// @notice Sets the duties of a member of the caller's organisation who is no administrator.
    /// @dev Emits {DutiesSet}. Requires the duty `administer`.
    /// @param member The member's number.
    /// @param duties All duties from now on, a union of {Duties} bits.
    function setDuties(uint24 member, uint16 duties) external;

    /// @notice Suspends, resumes or revokes a member of the caller's organisation who is no administrator; the council
    /// does the same with administrators. Revoking is for ever.
    /// @dev Emits {MemberStatusSet}. Requires the duty `administer`, or the council (also while paused). Administrators suspend
    /// and revoke while paused, too: stolen keys must not wait for its end.
    /// @param member The member's number.
    /// @param status `Active`, `Suspended` or `Revoked`.
    function setMemberStatus(uint24 member, MemberStatus status) external;

    /// @notice Gives a member of the caller's organisation who is no administrator a new account, for instance after a
    /// key was lost. An administrator who lost theirs is followed by one that the council names.
    /// @dev Emits {AccountReplaced}. Requires the duty `administer`, and the new account's consent as {addMember} does. Number,
    /// duties and status stay.
    /// @param member The member's number.
    /// @param account The new account, never a member's before.
    /// @param consent That account's consent.
    function replaceAccount(uint24 member, address account, Consent calldata consent) external;

    /// @notice Lets another organisation do duties on the caller's organisation's assets until a time, replacing what
    /// was said before; no duties end it. It holds only as long as the caller's organisation is not suspended.
    /// @dev Emits {Appointed}. Requires the duty `administer`.
    /// @param provider The other organisation's number.
    /// @param duties A union of {Duties} bits, all allowed by the provider's roles.
    /// @param until Last second, unix seconds, after the block; 0 when `duties` is 0.
    function appoint(uint24 provider, uint16 duties, uint32 until) external;

    /// @notice Sets how the caller's organisation decides on buying and scrapping, replacing what was set before. It
    /// holds for every approval from then on.
    /// @dev Emits {PolicySet}.
    ///
    /// Requirements:
    /// - The caller has the duty `administer`.
    /// - The outside approver, if named, is another active organisation whose members can approve.
    ///
    /// @param policy The approvals' layout is {Quorum}'s; a regulators' floor above them prevails.
    function setPolicy(Policy calldata policy) external;

    /// @notice Sets the least number of approvals that every organisation's decisions need.
    /// @dev Emits {FloorSet}. Requires the duty `approve` in a regulator.
    /// @param approvals As in a {Policy}, with none reserved.
    function setFloor(uint64 approvals) external;

    /// @notice Gives a place of the caller's organisation the number that entries name it by: the leading 32 bits of
    /// keccak256(name).
    /// @dev Emits {PlaceNamed}. Requires a duty whose steps say a place: `use` or `keep`. Naming a place again changes nothing.
    /// @param name 1 to 96 bytes of UTF-8.
    /// @return place Its number.
    function namePlace(string calldata name) external returns (uint32 place);

    /*//////////////////////////////////////////////////////////////////////////
                                      PRODUCTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Registers a product.
    /// @dev Emits {ProductRegistered}. The entry commits to all of it: counterpart is the manufacturer, value and until
    /// the first and the last second of registration, quantity kind 4 · risk class 4 · single use 4 · tracking 4 · units per
    /// pack 16 from the lowest bit. The name is in the event and in storage.
    ///
    /// Requirements:
    /// - The caller has the duty `approve` in a regulator.
    /// - The code is canonical and new; name, kind, risk class and units per pack are given; the period is not empty.
    /// - The manufacturer, if given, is on the ledger with that role.
    ///
    /// @param registration What the regulator says of it.
    /// @param claim `value` and `until` must be 0.
    /// @return product Its id.
    function register(Registration calldata registration, Claim calldata claim) external returns (ProductId product);

    /// @notice Says anew what a product is, where it was registered wrongly, as long as no goods of it have entered and no recall
    /// named an item or a batch of it.
    /// @dev Emits {ProductAmended}. The entry commits to the same as a registration's. Requirements: those of {register}, but for
    /// a registered code; what needs calibration is told apart by serial.
    /// @param registration All that the regulator says of it, the code of a registered product first.
    /// @param claim `value` and `until` must be 0.
    function amend(Registration calldata registration, Claim calldata claim) external;

    /// @notice Renews, shortens or ends a product's registration, or names the product or its manufacturer.
    /// @dev Emits {ProductRenewed}. The entry commits to the same as a registration's. Requires the duty `approve` in a regulator.
    /// @param product The product.
    /// @param name What people call it, 1 to 96 bytes of UTF-8.
    /// @param manufacturer The manufacturer's number; 0 if it is not on the ledger.
    /// @param registeredUntil Last second at which units may be made, unix seconds.
    /// @param claim `value` and `until` must be 0.
    function renew(
        ProductId product,
        string calldata name,
        uint24 manufacturer,
        uint32 registeredUntil,
        Claim calldata claim
    ) external;

    /// @notice Prescribes how a product is cared for: a witness wherever it comes in (双人验收), calibration (强检,
    /// Metrology Law, article 9), limits of temperature.
    /// @dev Emits {CarePrescribed}. The entry commits to all of it: quantity is interval 16 · witnessed 1, value lowest
    /// 16 · highest 16, from the lowest bit. Requires the duty `approve` in a regulator.
    /// @param product The product.
    /// @param prescription What is prescribed, replacing what was before.
    /// @param claim `value` and `until` must be 0.
    function prescribe(ProductId product, Prescription calldata prescription, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                    REQUISITIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Applies to buy (申请). Origin of the entry: the product.
    /// @param product What to buy.
    /// @param quantity How many, at least 1.
    /// @param ownReference The organisation's own number for it, 1 to 32 bytes, left-aligned, never used before.
    /// @param claim `value`: an {Urgency}; urgent only where the organisation's policy allows it.
    /// @return requisition Its id.
    function applyFor(
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        Claim calldata claim
    ) external returns (RequisitionId requisition);

    /// @notice Approves, rejects, cancels or closes a requisition.
    /// @dev - Approve (审批): in its organisation or, where its policy reserves an approval, as the outside approver; another
    /// member than the applicant, and each member once. It is approved once as many have as the stricter of the regulators'
    /// floor and the policy wants. What was ordered urgently is approved afterwards.
    /// - Reject: whoever may approve it. From outside, neither while its organisation is suspended.
    /// - Cancel: while it is not ordered.
    /// - Close: when its deliveries ended. Goods still in transit go back by withdraw.
    ///
    /// @param requisition The requisition.
    /// @param action Approve, reject, cancel or close.
    /// @param claim `value` and `until` must be 0.
    function decide(RequisitionId requisition, Action action, Claim calldata claim) external;

    /// @notice Orders what was approved, or is urgent (采购). The entry's counterpart is the supplier, its value the consignee.
    /// @param requisition The requisition.
    /// @param supplier The supplier's number; 0 if it is not on the ledger, which only goods may have whose
    /// manufacturer is not on the ledger either.
    /// The organisation itself, the consignee and the outside approver are no suppliers of theirs.
    /// @param consignee The hospital that will accept the goods; 0 for the organisation itself.
    /// @param claim `value` and `until` must be 0.
    function order(RequisitionId requisition, uint24 supplier, uint24 consignee, Claim calldata claim) external;

    /// @notice Ships goods under a requisition. Two entries where the asset is on the ledger: the requisition's
    /// (origin: the asset) and the asset's (origin: the requisition at its new head), which goes in transit.
    /// @param requisition The requisition.
    /// @param asset The asset; 0 only if the product's manufacturer is not on the ledger.
    /// @param quantity How many: of an asset, all that it holds.
    /// @param expectedAsset The head of the asset that the step builds on; 0 for any, and where there is none.
    /// `claim.expected` is the requisition's.
    /// @param claim `value` and `until` must be 0.
    function ship(
        RequisitionId requisition,
        AssetId asset,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external;

    /// @notice Accepts one delivered item (验收): takes the asset that was shipped, or, where the product's manufacturer
    /// is not on the ledger, declares it. Two entries: the requisition's (origin: the asset, if it was on the ledger)
    /// and the asset's (origin: the requisition at its new head).
    /// @dev Requirements:
    /// - The caller has the duty `inspect` in the consignee, and did not place the order.
    /// - The goods are of the requisition's product.
    /// - No more is accepted than was ordered.
    /// - An asset on the ledger is usable and in transit under this requisition, from a supplier that is not suspended; a
    /// declared one never entered the ledger, is not recalled, and was made while the product was registered.
    ///
    /// Of a witnessed product, it waits for another member's confirmation.
    ///
    /// @param requisition The requisition.
    /// @param product The product as read from the goods.
    /// @param serial The serial as read from the goods, 1 to 20 characters, left-aligned.
    /// @param expectedAsset The head of the asset that the step builds on; 0 for one that is declared. `claim.expected` is the
    /// requisition's.
    /// @param claim `value`: date of manufacture of a declared item, unix seconds; 0 for one on the ledger.
    /// @return asset The asset's id.
    function accept(
        RequisitionId requisition,
        ProductId product,
        bytes32 serial,
        Head expectedAsset,
        Claim calldata claim
    ) external returns (AssetId asset);

    /// @notice Accepts one delivered parcel as it was shipped (验收), all of it. Entries as of {accept}.
    /// @dev Requirements: those of {accept} for an asset on the ledger. To accept a part, its sender withdraws and splits it
    /// first.
    /// @param requisition The requisition.
    /// @param parcel The parcel.
    /// @param expectedAsset The head of the parcel that the step builds on. `claim.expected` is the requisition's.
    /// @param claim `value` and `until` must be 0.
    function acceptParcel(RequisitionId requisition, AssetId parcel, Head expectedAsset, Claim calldata claim) external;

    /// @notice Accepts units of a lot that no manufacturer on the ledger made: declares its batch, if it is new, and gives the
    /// parcel its history. Three entries: the batch's (origin: the product), the requisition's (origin: the batch at its new
    /// head) and the parcel's (origin: the requisition at its new head).
    /// @dev Requirements: those of {accept} for goods that it declares. The lot has not expired, nor is it recalled; it expires
    /// when its batch does.
    /// @param requisition The requisition.
    /// @param product The product as read from the goods.
    /// @param lot What the label says, and how many units come.
    /// @param claim `value`: date of manufacture, unix seconds.
    /// @return parcel The parcel's id.
    function acceptLot(
        RequisitionId requisition,
        ProductId product,
        Lot calldata lot,
        Claim calldata claim
    ) external returns (AssetId parcel);

    /// @notice Refuses delivered goods; the asset is stored at the supplier again.
    /// @param requisition The requisition.
    /// @param asset The asset; 0 if it is not on the ledger.
    /// @param quantity How many: of an asset, all that it holds; of other goods, at most what is not accepted yet.
    /// @param expectedAsset The head of the asset that the step builds on; 0 where there is none. `claim.expected` is the
    /// requisition's.
    /// @param claim `value`: a {RefusalReason}.
    function refuse(
        RequisitionId requisition,
        AssetId asset,
        uint32 quantity,
        Head expectedAsset,
        Claim calldata claim
    ) external;

    /// @notice Settles consigned goods (寄售) that the caller's organisation used: links them to a requisition that was
    /// ordered from the consignor. Two entries, as when accepting.
    /// @dev Requires another member than who took the goods, which the ledger learns by replaying the entries since.
    /// @param requisition The requisition, of which they count as delivered: of a parcel, as many units as are owed for and it
    /// has room for.
    /// @param asset The asset, in any state, wherever it is now.
    /// @param way The asset's entries since it was taken on consignment; of a part that was split off since, its own from the first
    /// on, then the rest's until then.
    /// @param expectedAsset The head of the asset that the step builds on. `claim.expected` is the requisition's.
    /// @param claim `value` and `until` must be 0.
    function settle(
        RequisitionId requisition,
        AssetId asset,
        Passage[] calldata way,
        Head expectedAsset,
        Claim calldata claim
    ) external;

    /*//////////////////////////////////////////////////////////////////////////
                                       ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Enters an item that no acceptance brings. Origin of the entry: the product.
    /// @dev Requires the duty `inspect`. Emits {ItemEntered}, unless a recall announced the item.
    /// - Manufactured: in the product's manufacturer, while the product was registered. It is stored.
    /// - Existing (存量), until the date that the council gave the organisation; found (盘盈); donated; exchanged: of a
    /// product whose manufacturer is not on the ledger. What was found, donated or exchanged was made on a day within the
    /// registration. It waits for another member's confirmation.
    ///
    /// @param product The product.
    /// @param serial Its serial, 1 to 20 characters of GS1's character set 82, left-aligned.
    /// @param claim `value`: a {Basis} 8 · the day of manufacture 24, counted from 1970-01-01, from the lowest bit (0 for what is
    /// manufactured, and where existing stock does not say it); `occurredAt`: when it was made, or came.
    /// @return asset The asset's id.
    function enrol(ProductId product, bytes32 serial, Claim calldata claim) external returns (AssetId asset);

    /// @notice Commissions a lot that the manufacturer made: its batch, and one parcel with all of it. Two entries: the
    /// batch's (origin: the product) and the parcel's, which is enrolled as manufactured (origin: the batch at its new head).
    /// @dev Requires the duty `inspect` in the product's manufacturer. Each lot once; one that was declared before is not
    /// commissioned. Emits {BatchEntered}, unless a recall announced it. `claim.expected` is the batch's.
    /// @param product The product, whose units are told apart by lot.
    /// @param lot What its labels say, and how many base units it has: whole packs, if it is serialised, at most 2²⁰.
    /// @param packsRoot The root of the tree over its packs' codes (一物一码); 0 if its packs have none. Emits {BatchSerialised}.
    /// @param claim `occurredAt`: when it was made, while the product was registered; `value` and `until` must be 0.
    /// @return parcel The parcel's id.
    function commission(
        ProductId product,
        Lot calldata lot,
        bytes32 packsRoot,
        Claim calldata claim
    ) external returns (AssetId parcel);

    /// @notice Says when a lot expires, where it was declared wrongly, or its shelf life was changed.
    /// @dev Requires the duty `approve` in a regulator. The entry's until is the expiry.
    /// @param product The product.
    /// @param lot The lot, which has entered.
    /// @param expiry Last second at which its units are usable, unix seconds.
    /// @param claim `value` and `until` must be 0.
    function redate(ProductId product, bytes32 lot, uint32 expiry, Claim calldata claim) external;

    /// @notice Enters units of a lot that no acceptance brings, as {enrol} does an item. Two entries: the batch's (origin: the
    /// product) and the parcel's (origin: the batch at its new head). It waits for another member's confirmation.
    /// @dev `claim.expected` is the batch's. A batch whose packs have a code each takes no further units.
    /// @param product The product, whose units are told apart by lot, and whose manufacturer is not on the ledger.
    /// @param lot What the label says, and how many units come.
    /// @param claim `value`: as of {enrol}, with a {Basis} other than manufactured; `occurredAt`: when they came.
    /// @return parcel The parcel's id.
    function enrolLot(ProductId product, Lot calldata lot, Claim calldata claim) external returns (AssetId parcel);

    /// @notice Dispenses from a parcel (发放); the last of it consumes it. Of consigned goods, what is dispensed is owed for.
    /// @dev Requires the duty `use` in the custodian; a usable parcel, stored, whose packs have no codes.
    /// @param parcel The parcel.
    /// @param quantity How many base units, at most what it holds.
    /// @param claim `value`: the place, 0 for none; `until` must be 0.
    function dispense(AssetId parcel, uint32 quantity, Claim calldata claim) external;

    /// @notice Dispenses packs of a serialised parcel, each once ever. All else as of {dispense}.
    /// @dev Emits {PacksDispensed} for each word. The entry's details are the keccak256 of the type hash of
    /// Packs(bytes32 details,bytes32 marks), `claim.details`, and the keccak256 of the marks, word and mask 32 bytes each.
    /// @param parcel The parcel.
    /// @param marks Which packs, by ascending words, all in the parcel's range.
    /// @param claim `value`: the place, 0 for none; `until` must be 0.
    function dispensePacks(AssetId parcel, Mark[] calldata marks, Claim calldata claim) external;

    /// @notice Takes a dispensing back, once and within ten days (after Commission Delegated Regulation (EU) 2016/161,
    /// article 13). Origin of the entry: the parcel itself, at the head that the dispensing led to.
    /// @dev Requires the duty `use` in the organisation that dispensed, and has held the parcel since; the parcel is usable but
    /// for what was dispensed, and was neither remedied nor settled since. The ledger replays the entries from the dispensing on.
    /// Emits {PacksRestored} for each word.
    /// @param parcel The parcel, stored or consumed.
    /// @param previous The head before the dispensing.
    /// @param entries The dispensing and all entries after it.
    /// @param marks The packs that were dispensed; none where the parcel is not serialised.
    /// @param document The document behind that dispensing of packs, as committed to then; 0 for none.
    /// @param claim `value` and `until` must be 0.
    function undo(
        AssetId parcel,
        Head previous,
        Entry[] calldata entries,
        Mark[] calldata marks,
        bytes32 document,
        Claim calldata claim
    ) external;

    /// @notice Splits a parcel: a part of it becomes a parcel of its own, with the same custody, flags and remedies. Two
    /// entries: the rest's, which keeps its history, and the part's (origin: the rest at its new head). Their value is the part's
    /// first pack.
    /// @dev Requires the duty `keep` in the custodian. Of a serialised parcel, the part is a range of whole packs at one of its
    /// ends, none of them dispensed: a dispensing can then be undone where it was recorded.
    /// @param parcel The parcel, stored.
    /// @param quantity How many base units the part has, fewer than the parcel holds.
    /// @param firstPack The index of the part's first pack; 0 where the parcel is not serialised.
    /// @param claim `value` and `until` must be 0.
    /// @return part The part's id.
    function split(
        AssetId parcel,
        uint32 quantity,
        uint32 firstPack,
        Claim calldata claim
    ) external returns (AssetId part);

    /// @notice Records a step that follows its row in the lifecycle table alone: confirm, use, store, move, stocktake,
    /// note, withdraw, decline, maintain, calibrate, report fault, repair, reinstate, request scrap, dispose, quarantine,
    /// release, report adverse event.
    /// @dev The hottest function: its selector is among the lowest, since dispatch goes through them in order. What is sold,
    /// traded in or donated is not quarantined, recalled or expired; a calibration is not older than the last one.
    /// @param action The action.
    /// @param asset The asset.
    /// @param claim `value`: a place, {Outcome}, {CalibrationResult}, {Means}, {QuarantineReason}, {Harm}, the quantity
    /// counted, or a {Remark} 8 · figure 24 from the lowest bit; `until`: when the next maintenance is due, or the last
    /// second at which a passed calibration holds, no later than the product's interval after it was done.
    function record(Action action, AssetId asset, Claim calldata claim) external;

    /// @notice Records what the cold chain measured; outside the product's limits the asset is quarantined at once.
    /// @dev Requires the duty `keep` in the custodian or an appointed provider. The entry's value is lowest 16 · highest
    /// 16 from the lowest bit, its until the span's beginning, and it occurred at the span's end.
    /// @param asset The asset, held or in transit.
    /// @param lowest Lowest reading of the span, in tenths of a degree Celsius.
    /// @param highest Highest one.
    /// @param from When the span began, unix seconds; 0 for a single reading.
    /// @param claim `occurredAt`: when it ended, after the end of the last one; `value` and `until` must be 0.
    function monitor(AssetId asset, int16 lowest, int16 highest, uint32 from, Claim calldata claim) external;

    /// @notice Approves or rejects scrapping.
    /// @dev - Approve: as a requisition is approved, the custodian's own goods, by others than who requested it. None of those
    /// who approved may dispose.
    /// - Reject: the asset goes back to the state it was in.
    ///
    /// @param asset The asset.
    /// @param action Approve scrap or reject scrap.
    /// @param claim `value` and `until` must be 0.
    function decideScrap(AssetId asset, Action action, Claim calldata claim) external;

    /// @notice Names a new custodian and owner, for closures, overdue loans and wrong acceptances. Offers, shipments and
    /// what was owed for consigned goods end. The state stays, but for a scrapping under way, which ends too: the asset is in
    /// the state before.
    /// @dev Requires the duty `approve` in a regulator. The entry's counterpart is the custodian, its value the owner.
    /// @param asset The asset, in no final state.
    /// @param custodian The organisation that is to hold it.
    /// @param owner The organisation that is to own it.
    /// @param claim `value` and `until` must be 0.
    function reassign(AssetId asset, uint24 custodian, uint24 owner, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                      TRANSFERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Offers an asset to another organisation, which has it in custody once it takes it.
    /// @dev Requirements:
    /// - The caller has the duty `keep` in the custodian, which owns the asset.
    /// - The asset is stored and usable; or faulty and not recalled, for a service provider that is appointed to maintain, on
    /// loan.
    /// - As owned to a hospital, the caller's organisation is a hospital too (调拨): what others supply is bought.
    /// - On consignment, the caller's organisation is a supplier or manufacturer, from which it can be ordered to settle, and
    /// an earlier use of the asset is settled.
    ///
    /// The entry's counterpart is the addressee, its value terms 8 · due day 24 from the lowest bit.
    /// @param asset The asset.
    /// @param to The addressee: active, and of a role that holds goods.
    /// @param terms Owned, loan, rental, consignment or trial.
    /// @param claim `until`: the last second to take it, at most 30 days away; `value`: the day on which it is due back,
    /// counted from 1970-01-01; 0 for none.
    function offer(AssetId asset, uint24 to, Terms terms, Claim calldata claim) external;

    /// @notice Sends an asset back: to its owner, to its manufacturer, or to whoever it came from, by a requisition or an offer;
    /// ownership goes too, if the sender owns it. Also when quarantined, recalled or expired.
    /// @dev Requires the duty `keep` in the custodian. That it came from the addressee, the ledger learns by replaying the entries
    /// since; what was itself sent back did not come that way. Of what is borrowed, only who gave it last counts.
    /// @param asset The asset, inspected, stored, faulty or repaired.
    /// @param to The addressee, active.
    /// @param way The asset's entries since it came from the addressee; of a part that was split off since, its own from the first
    /// on, then the rest's until then. None where the addressee is the owner or the manufacturer.
    /// @param claim `until`: the last second to take it, at most 30 days away; `value` must be 0.
    function sendBack(AssetId asset, uint24 to, Passage[] calldata way, Claim calldata claim) external;

    /// @notice Takes what was offered or sent back; the state is the one before it went in transit, but that what is stored of a
    /// witnessed product waits for another member's confirmation.
    /// @dev Requires the duty `inspect` in the addressee, until the last second; from a suspended sender, or recalled, only what
    /// was sent back. The entry's counterpart is the sender, its value the terms, {Terms.Returned} if it was sent back.
    /// @param asset The asset.
    /// @param claim `expected` must be given; `value` and `until` must be 0.
    function take(AssetId asset, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                       RECALLS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Recalls a product or one item of it, or raises its recall anew, which clears earlier remedies. Works at
    /// any time, while paused too, and for an item that has not entered the ledger.
    /// @dev Requires the duty `recall` in the product's manufacturer, a regulator, or the organisation whose recall is open.
    /// Beside a regulator, only who raised a recall lowers or rewords it, whoever is the manufacturer since; others may make it
    /// more serious, and it stays whose it was. The entry's value is level 8 · instruction 8 from the lowest bit.
    /// @param product The product.
    /// @param serial The item's serial; 0 for the whole product.
    /// @param level How serious it is.
    /// @param instruction What holders are to do.
    /// @param claim `value` and `until` must be 0.
    function recall(
        ProductId product,
        bytes32 serial,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external;

    /// @notice Recalls a batch, as {recall} does a product: at any time, while paused too, and before it has entered the ledger.
    /// @param product The product, whose units are told apart by lot.
    /// @param lot The lot, 1 to 20 characters, left-aligned.
    /// @param level How serious it is.
    /// @param instruction What holders are to do.
    /// @param claim `value` and `until` must be 0.
    function recallBatch(
        ProductId product,
        bytes32 lot,
        RecallLevel level,
        Instruction instruction,
        Claim calldata claim
    ) external;

    /// @notice Lifts a recall. The document behind it, which must be given, is the report on its effectiveness.
    /// @dev Requires the duty `recall` in a regulator, or in the organisation that raised it; a regulator's, in a regulator.
    /// @param product The product.
    /// @param serial The item's serial; 0 for the recall of the whole product.
    /// @param claim `details`: the report; `value` and `until` must be 0.
    function lift(ProductId product, bytes32 serial, Claim calldata claim) external;

    /// @notice Lifts the recall of a batch, as {lift} does.
    /// @param product The product.
    /// @param lot The lot.
    /// @param claim `details`: the report; `value` and `until` must be 0.
    function liftBatch(ProductId product, bytes32 lot, Claim calldata claim) external;

    /// @notice Records what a holder does about a recall: acknowledge, remedy or confirm remedy. Origin of the entry: the
    /// batch or the product, whichever is recalled, or was last.
    /// @dev - Acknowledge: the custodian knows of the recall of the asset, of its batch or of its product. Duty `keep` in the custodian, in
    /// any state, final ones too.
    /// - Remedy: what the recall asks for was done with the asset; it counts once another member confirms it. Duty
    /// `maintain` in the custodian or an appointed provider, and a recall that it was not remedied of, raised in an earlier
    /// second.
    /// - Confirm remedy: the asset is clear of what was recalled before the remedy was done. Duty `release` in the custodian,
    /// of another member than who did it; `expected` must be given.
    ///
    /// @param asset The asset.
    /// @param action Acknowledge, remedy or confirm remedy.
    /// @param claim `value` and `until` must be 0.
    function answerRecall(AssetId asset, Action action, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                     CORRECTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Supersedes an entry's value, until, time and document, once. What followed from the entry (state, custody,
    /// calibration) stays: a correction is a statement, not a step back.
    /// @dev The ledger replays the entries from the one to correct on, and so knows its author without having stored it.
    /// Origin of the entry: its own subject, at the head that the superseded entry led to; its quantity is the action
    /// corrected. Works after final states. Where the ledger itself composes an action's value or until (those of products,
    /// batches and recalls, order, take, reassign, the expiry of a parcel's enrolling, split, the span of monitor), a correction
    /// says nothing of it, by 0.
    ///
    /// Requirements:
    /// - The caller is of the entry's organisation, and has a duty with which its action is done.
    /// - The entries lead from `previous` to the stored head.
    /// - It says nothing that the step itself would have refused: it occurred by the time that the step was recorded; what must
    /// be made while registered was; a calibration holds no longer than the interval; readings are in order, and what is read or
    /// calibrated is not moved to before it was said to be; means hand goods on only where such were said; a lift has its report.
    /// Where the product was renewed or prescribed since, no later date of manufacture, and no longer calibration, than was said.
    /// - Basis, urgency, and the terms and last second of an offer stay as they were.
    ///
    /// @param kind Product, requisition, batch or asset.
    /// @param subject Its id.
    /// @param previous The head before the entry to correct.
    /// @param entries The entry to correct and all after it.
    /// @param claim `value`, `until`, `occurredAt` and `details` as they should have been.
    function correct(
        Kind kind,
        bytes32 subject,
        Head previous,
        Entry[] calldata entries,
        Claim calldata claim
    ) external;
}
