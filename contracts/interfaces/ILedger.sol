// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId, ProductId, RequisitionId } from "../types/Ids.sol";
import { Claim, Registration } from "../types/Records.sol";
import { Action, MemberStatus } from "../types/Vocabulary.sol";
import { ILedgerErrors } from "./ILedgerErrors.sol";
import { ILedgerEvents } from "./ILedgerEvents.sol";

/// @title ILedger
/// @notice The shared ledger of what happens to drugs, medical devices and consumables, from application to scrapping.
/// @dev Every write, unless said otherwise:
/// - requires an active member of an organisation that is not suspended, while the ledger is not paused;
/// - requires the duty that its row in the lifecycle table names (docs/lifecycle.md);
/// - emits {Recorded} once for each entry, with {Derived} before it where the entry has an origin.
/// @dev Warning: the ledger proves who signed what and when, and that the rules were kept. It cannot prove that what
/// was signed is true, nor that two accounts are two persons.
interface ILedger is ILedgerErrors, ILedgerEvents {
    /*//////////////////////////////////////////////////////////////////////////
                                       READING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Reads storage slots at one block.
    /// @dev The only reader of the core: layouts are documented in docs/storage.md and decoded by {LedgerLens}.
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
    ///
    /// @param name Its legal name, 1 to 128 bytes of UTF-8.
    /// @param roles A union of {Roles} bits.
    /// @param administrator The account of its first administrator, never a member's before.
    /// @return organisation Its number.
    function admit(string calldata name, uint8 roles, address administrator) external returns (uint24 organisation);

    /// @notice Names a further administrator of an organisation, for instance when it lost the keys of all others.
    /// @dev Emits {MemberAdded}. Works while paused. Requires the council.
    function nameAdministrator(uint24 organisation, address administrator) external returns (uint24 member);

    /// @notice Suspends an organisation or lets it write again. What it wrote stays its own.
    /// @dev Emits {OrganisationSuspensionSet}. Works while paused. Requires the council.
    function setOrganisationSuspension(uint24 organisation, bool suspended) external;

    /// @notice Pauses the ledger or lets it run again.
    /// @dev Emits {PauseSet}. Requires the council.
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
    /// - `account` is not and never was a member's.
    ///
    /// @param account The member's account.
    /// @param duties A union of {Duties} bits.
    /// @return member The member's number, which stays when the account is replaced.
    function addMember(address account, uint16 duties) external returns (uint24 member);

    /// @notice Sets the duties of a member of the caller's organisation who is no administrator.
    /// @dev Emits {DutiesSet}. Requires the duty `administer`.
    function setDuties(uint24 member, uint16 duties) external;

    /// @notice Suspends, resumes or revokes a member of the caller's organisation who is no administrator; the council
    /// does the same with administrators. Revoking is for ever.
    /// @dev Emits {MemberStatusSet}. Requires the duty `administer`, or the council (also while paused).
    /// @param member The member's number.
    /// @param status `Active`, `Suspended` or `Revoked`.
    function setMemberStatus(uint24 member, MemberStatus status) external;

    /// @notice Gives a member of the caller's organisation who is no administrator a new account, for instance after a
    /// key was lost. An administrator who lost theirs is followed by one that the council names.
    /// @dev Emits {AccountReplaced}. Requires the duty `administer`. Number, duties and status stay.
    function replaceAccount(uint24 member, address account) external;

    /// @notice Lets another organisation do duties on the caller's organisation's assets until a time, replacing what
    /// was said before; no duties end it.
    /// @dev Emits {Appointed}. Requires the duty `administer`.
    /// @param provider The other organisation's number.
    /// @param duties A union of {Duties} bits, all allowed by the provider's roles.
    /// @param until Last second, unix seconds, after the block; 0 when `duties` is 0.
    function appoint(uint24 provider, uint16 duties, uint32 until) external;

    /// @notice Gives a place of the caller's organisation the number that entries name it by: the leading 32 bits of
    /// keccak256(name).
    /// @dev Emits {PlaceNamed}. Requires the duty `keep`. Naming a place again changes nothing.
    /// @param name 1 to 32 bytes of UTF-8, left-aligned.
    /// @return place Its number.
    function namePlace(bytes32 name) external returns (uint32 place);

    /*//////////////////////////////////////////////////////////////////////////
                                      PRODUCTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Registers a product.
    /// @dev Emits {ProductRegistered}. The entry commits to all of it: counterpart is the manufacturer, value and until
    /// the first and the last second of registration, quantity kind 8 · risk class 8 · single use 8 from the lowest bit.
    ///
    /// Requirements:
    /// - The caller has the duty `approve` in a regulator.
    /// - The code is canonical and new; kind and risk class are given; the period is not empty.
    /// - The manufacturer, if given, is on the ledger with that role.
    ///
    /// @param registration What the regulator says of it.
    /// @param claim `value` and `until` must be 0.
    /// @return product Its id.
    function register(Registration calldata registration, Claim calldata claim) external returns (ProductId product);

    /// @notice Renews, shortens or ends a product's registration, or names its manufacturer.
    /// @dev Emits {ProductRenewed}. The entry commits to the same as a registration's. Requires the duty `approve` in a regulator.
    /// @param product The product.
    /// @param manufacturer The manufacturer's number; 0 if it is not on the ledger.
    /// @param registeredUntil Last second at which units may be made, unix seconds.
    /// @param claim `value` and `until` must be 0.
    function renew(ProductId product, uint24 manufacturer, uint32 registeredUntil, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                    REQUISITIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Applies to buy (申请). Origin of the entry: the product.
    /// @param product What to buy.
    /// @param quantity How many, at least 1.
    /// @param ownReference The organisation's own number for it, 1 to 32 bytes, left-aligned, never used before.
    /// @param claim `value` and `until` must be 0.
    /// @return requisition Its id.
    function applyFor(
        ProductId product,
        uint32 quantity,
        bytes32 ownReference,
        Claim calldata claim
    ) external returns (RequisitionId requisition);

    /// @notice Approves a requisition (审批): another member than the applicant, of the same organisation.
    function approve(RequisitionId requisition, Claim calldata claim) external;

    /// @notice Rejects a requisition: another member than the applicant, of the same organisation.
    function reject(RequisitionId requisition, Claim calldata claim) external;

    /// @notice Cancels a requisition that is not yet ordered.
    function cancel(RequisitionId requisition, Claim calldata claim) external;

    /// @notice Orders what was approved (采购). The entry's counterpart is the supplier, its value the consignee.
    /// @param requisition The requisition.
    /// @param supplier The supplier's number; 0 if it is not on the ledger, which only goods may have whose
    /// manufacturer is not on the ledger either.
    /// @param consignee The hospital that will accept the goods; 0 for the organisation itself.
    /// @param claim `value` and `until` must be 0.
    function order(RequisitionId requisition, uint24 supplier, uint24 consignee, Claim calldata claim) external;

    /// @notice Ships goods under a requisition. Two entries where the asset is on the ledger: the requisition's
    /// (origin: the asset) and the asset's (origin: the requisition at its new head), which goes in transit.
    /// @param requisition The requisition.
    /// @param asset The asset; 0 only if the product's manufacturer is not on the ledger.
    /// @param quantity How many: 1 for an asset.
    /// @param claim `value` and `until` must be 0.
    function ship(RequisitionId requisition, AssetId asset, uint32 quantity, Claim calldata claim) external;

    /// @notice Accepts one delivered item (验收): takes the asset that was shipped, or, where the product's manufacturer
    /// is not on the ledger, declares it. Two entries: the requisition's (origin: the asset, if it was on the ledger)
    /// and the asset's (origin: the requisition at its new head).
    /// @dev Requirements:
    /// - The caller has the duty `inspect` in the consignee, and did not place the order.
    /// - The goods are of the requisition's product.
    /// - An asset on the ledger is usable and in transit under this requisition; a declared one was never on the ledger, and was
    /// made while the product was registered.
    ///
    /// @param requisition The requisition.
    /// @param product The product as read from the goods.
    /// @param serial The serial as read from the goods, 1 to 20 characters, left-aligned.
    /// @param claim `value`: date of manufacture of a declared item, unix seconds; 0 for one on the ledger.
    /// @return asset The asset's id.
    function accept(
        RequisitionId requisition,
        ProductId product,
        bytes32 serial,
        Claim calldata claim
    ) external returns (AssetId asset);

    /// @notice Refuses delivered goods; the asset is stored at the supplier again.
    /// @param requisition The requisition.
    /// @param asset The asset; 0 if it is not on the ledger.
    /// @param claim `value`: a {RefusalReason}.
    function refuse(RequisitionId requisition, AssetId asset, Claim calldata claim) external;

    /// @notice Closes a requisition whose deliveries ended. Goods still in transit go back by withdraw.
    function close(RequisitionId requisition, Claim calldata claim) external;

    /*//////////////////////////////////////////////////////////////////////////
                                       ASSETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Enters an item that the caller's organisation manufactured. Origin of the entry: the product.
    /// @dev Requires the duty `inspect` in the product's manufacturer. Emits {ItemEntered}.
    /// @param product The product.
    /// @param serial Its serial, 1 to 20 characters of GS1's character set 82, left-aligned.
    /// @param claim `value`: {Basis.Manufactured}; `occurredAt`: when it was made, while the product was registered.
    /// @return asset The asset's id.
    function enrol(ProductId product, bytes32 serial, Claim calldata claim) external returns (AssetId asset);

    /// @notice Records a step that follows its row in the lifecycle table alone: use, store, move, withdraw, maintain,
    /// report fault, repair, reinstate, request, approve and reject scrap, dispose, quarantine, release.
    /// @dev The hottest function: its selector is among the lowest, since dispatch goes through them in order.
    /// @param action The action.
    /// @param asset The asset.
    /// @param claim `value`: a place, {Outcome}, {Means} or {QuarantineReason}; `until`: when the next maintenance is due.
    function record(Action action, AssetId asset, Claim calldata claim) external;
}
