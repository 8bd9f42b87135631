// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedger } from "../../../contracts/interfaces/ILedger.sol";
import { AssetId, Head, ProductId } from "../../../contracts/types/Ids.sol";
import { Claim, Consent, Registration } from "../../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    ProductKind,
    Roles,
    Tracking
} from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";

/// @notice A ledger with six organisations, their members and three registered products.
abstract contract World {
    /// @dev 2026-01-01T00:00:00Z, and a block number that is no small one.
    uint32 internal constant START = 1_767_225_600;
    uint32 internal constant FIRST_BLOCK = 1_000;

    /// @dev The day on which what is found, donated or exchanged was made: a month before.
    uint32 internal constant DAY_MADE = (START - 30 days) / 1 days;

    /// @dev What people call each of the products.
    string internal constant PRODUCT_NAME = unicode"infusion pump 输液泵";
    /// @dev Until when accounts consent: for ever.
    uint32 internal constant ALWAYS = type(uint32).max;

    /// @dev All products are registered from 2025 to 2030.
    uint32 internal constant REGISTERED_FROM = START - 365 days;
    uint32 internal constant REGISTERED_UNTIL = START + 4 * 365 days;

    /// @dev A device made by an organisation on the ledger.
    string internal constant MONITOR_CODE = "/01/09521234543213";
    /// @dev A consumable for one use, made by the same.
    string internal constant NEEDLE_CODE = "/01/09521234543220";
    /// @dev A device whose manufacturer is not on the ledger.
    string internal constant FOREIGN_CODE = "/01/06934567000019";

    uint24 internal constant MONITOR_NUMBER = 1;
    uint24 internal constant NEEDLE_NUMBER = 2;
    uint24 internal constant FOREIGN_NUMBER = 3;

    uint16 internal constant HOSPITAL_DUTIES = 0x3f7;
    uint16 internal constant MANUFACTURER_DUTIES = 0x7da;
    uint16 internal constant PROVIDER_DUTIES = 0x3d2;

    /// @dev The states to come back to: stored, inspected, faulty, repaired.
    bytes4 internal constant BACK = hex"010a0304";

    /// @dev Answers every call by 0x1626ba7e: push4, shl by 224, mstore at 0, return 32 bytes.
    bytes internal constant WALLET = hex"631626ba7e60e01b60005260206000f3";

    Head internal constant ANY_HEAD = Head.wrap(0);

    ILedger internal ledger;
    ProductId internal monitor;
    ProductId internal needle;
    ProductId internal foreign;

    /// @dev What the ledger answered when the members were added.
    mapping(address account => uint24 number) internal memberOf;
    mapping(address account => uint24 organisation) internal organisationOf;
    mapping(address account => uint16 duties) internal dutiesOf;
    /// @dev How many members were added by {_employ}.
    mapping(ILedger home => mapping(uint24 organisation => uint16 members)) internal employed;

    function setUp() public virtual {
        vm.warp(START);
        vm.roll(FIRST_BLOCK);
        ledger = _deploy(COUNCIL);
        vm.recordLogs();

        _admit(HOSPITAL, "First Hospital", Roles.HOSPITAL, HOSPITAL_ADMIN);
        _admit(RIVAL, "Rival Hospital", Roles.HOSPITAL | Roles.SUPPLIER, RIVAL_ADMIN);
        _admit(MANUFACTURER, "Maker", Roles.MANUFACTURER | Roles.SUPPLIER, MAKER_ADMIN);
        _admit(PROVIDER, "Service", Roles.SERVICE_PROVIDER, PROVIDER_ADMIN);
        _admit(REGULATOR, "Regulator", Roles.REGULATOR, REGULATOR_ADMIN);
        vm.prank(COUNCIL);
        _remember(
            HOSPITAL_DEPUTY,
            ledger.nameAdministrator(HOSPITAL, HOSPITAL_DEPUTY, _consentOf(HOSPITAL_DEPUTY)),
            HOSPITAL
        );

        _employ(HOSPITAL, HOSPITAL_ADMIN, APPLICANT, Duties.APPLY);
        _employ(HOSPITAL, HOSPITAL_ADMIN, APPROVER, Duties.APPROVE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, BUYER, Duties.BUY);
        _employ(HOSPITAL, HOSPITAL_ADMIN, INSPECTOR, Duties.INSPECT);
        _employ(HOSPITAL, HOSPITAL_ADMIN, NURSE, Duties.USE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, KEEPER, Duties.KEEP);
        _employ(HOSPITAL, HOSPITAL_ADMIN, RELEASER, Duties.RELEASE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, ENGINEER, Duties.MAINTAIN);
        _employ(HOSPITAL, HOSPITAL_ADMIN, DISPOSER, Duties.DISPOSE);
        _employ(HOSPITAL, HOSPITAL_ADMIN, CHIEF, HOSPITAL_DUTIES);
        _employ(RIVAL, RIVAL_ADMIN, RIVAL_CHIEF, HOSPITAL_DUTIES | Duties.SUPPLY);
        _employ(MANUFACTURER, MAKER_ADMIN, MAKER, Duties.INSPECT);
        _employ(MANUFACTURER, MAKER_ADMIN, SHIPPER, Duties.SUPPLY);
        _employ(MANUFACTURER, MAKER_ADMIN, MAKER_KEEPER, Duties.KEEP);
        _employ(MANUFACTURER, MAKER_ADMIN, MAKER_CHIEF, MANUFACTURER_DUTIES);
        _employ(PROVIDER, PROVIDER_ADMIN, TECHNICIAN, Duties.MAINTAIN);
        _employ(REGULATOR, REGULATOR_ADMIN, REGISTRAR, Duties.APPROVE);
        _employ(REGULATOR, REGULATOR_ADMIN, WARDEN, Duties.RECALL);
        _employ(MANUFACTURER, MAKER_ADMIN, RECALLER, Duties.RECALL);
        _employ(PROVIDER, PROVIDER_ADMIN, PROVIDER_KEEPER, PROVIDER_DUTIES);
        _employ(HOSPITAL, HOSPITAL_ADMIN, WITNESS, Duties.INSPECT);
        _admit(OUTSIDER, "Authority", Roles.SUPPLIER, OUTSIDER_ADMIN);
        _employ(OUTSIDER, OUTSIDER_ADMIN, OUTSIDE_APPROVER, Duties.APPROVE);

        monitor = _register(MONITOR_CODE, ProductKind.Device, MANUFACTURER);
        needle = _register(NEEDLE_CODE, ProductKind.Consumable, MANUFACTURER);
        foreign = _register(FOREIGN_CODE, ProductKind.Device, 0);
        _tick();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      DEFAULTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Says nothing.
    function _claim() internal pure returns (Claim memory claim) {}

    function _claimOf(uint32 value) internal pure returns (Claim memory claim) {
        claim.value = value;
    }

    /// @dev What enrolling says: the basis and, where it is needed, the day of manufacture.
    function _basis(Basis basis) internal pure returns (uint32) {
        bool dated = basis == Basis.Found || basis == Basis.Donated || basis == Basis.Exchanged;
        return uint32(basis) | (dated ? DAY_MADE << 8 : 0);
    }

    /// @dev Builds on the head that the asset has now.
    function _expecting(AssetId asset) internal view returns (Claim memory) {
        return _expecting(asset, _claim());
    }

    /// @dev A copy of the claim that builds on the head that the asset has now, unless it says on which.
    function _expecting(AssetId asset, Claim memory claim) internal view returns (Claim memory) {
        Head expected = Head.unwrap(claim.expected) == 0 ? _headOf(asset) : claim.expected;
        return Claim(expected, claim.value, claim.until, claim.occurredAt, claim.details);
    }

    /// @dev The same for actions that must say on which head they build, otherwise the claim as it is.
    function _expectingFor(Action action, AssetId asset, Claim memory claim) internal view returns (Claim memory) {
        bool needed = action == Action.Take || action == Action.Decline || action == Action.ConfirmRemedy;
        return needed ? _expecting(asset, claim) : claim;
    }

    /// @dev Says all that every action has room for: a document, and a time before the block's.
    function _fullClaim() internal view returns (Claim memory claim) {
        claim.occurredAt = uint32(block.timestamp) - 40 minutes;
        claim.details = keccak256("details");
    }

    function _fullClaim(uint32 value) internal view returns (Claim memory claim) {
        claim = _fullClaim();
        claim.value = value;
    }

    function _registration(
        string memory code,
        ProductKind kind,
        uint24 manufacturer
    ) internal pure returns (Registration memory) {
        return
            Registration({
                code: code,
                name: PRODUCT_NAME,
                kind: kind,
                riskClass: 3,
                singleUse: kind == ProductKind.Consumable,
                tracking: Tracking.Serial,
                unitsPerPack: 1,
                manufacturer: manufacturer,
                registeredFrom: REGISTERED_FROM,
                registeredUntil: REGISTERED_UNTIL
            });
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   TIME AND STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev On to the next block, an hour later.
    function _tick() internal {
        vm.roll(block.number + 1);
        vm.warp(block.timestamp + 1 hours);
    }

    function _slot(bytes32 key) internal view returns (uint256) {
        // No call of the ledger: it may stand between what is expected or pranked and the step.
        return uint256(vm.load(address(ledger), key));
    }

    /// @dev The head that an asset has now; 0 where it is not on the ledger.
    function _headOf(AssetId asset) internal view returns (Head) {
        return Head.wrap(_head(Slots.asset(AssetId.unwrap(asset))));
    }

    /// @dev The same of an item.
    function _headOf(ProductId product, bytes32 serial) internal view returns (Head) {
        return _headOf(_itemOf(product, serial));
    }

    function _itemOf(ProductId product, bytes32 serial) internal pure returns (AssetId) {
        return AssetId.wrap(keccak256(abi.encode(keccak256("Item(bytes32 product,bytes32 serial)"), product, serial)));
    }

    /// @dev A string as it is stored.
    function _text(bytes32 key) internal view returns (string memory text) {
        uint256 word = _slot(key);
        bool long = word & 1 != 0;
        uint256 length = long ? word >> 1 : uint8(word) >> 1;
        bytes memory data;
        if (!long) data = abi.encodePacked(word);
        for (uint256 i = 0; long && i * 32 < length; ++i) {
            data = bytes.concat(data, bytes32(_slot(Slots.plus(keccak256(abi.encode(key)), i))));
        }
        assembly ("memory-safe") {
            mstore(data, length)
        }
        text = string(data);
    }

    function _head(bytes32 statusKey) internal view returns (bytes27) {
        return bytes27(bytes32(_slot(statusKey)));
    }

    /// @dev Puts a subject into another state behind the ledger's back. `back`: the state to come back to: stored, faulty,
    /// repaired, or inspected.
    function _forceState(bytes32 statusKey, uint8 state, uint8 back) internal {
        uint256 kept = _slot(statusKey) & ~uint256(0xf6);
        vm.store(address(ledger), statusKey, bytes32(kept | (uint256(state) << 4) | _remembered(back)));
    }

    /// @dev A state to come back to, as a status remembers it.
    function _remembered(uint8 state) internal pure returns (uint256) {
        return (state == uint8(AssetState.Inspected) ? 1 : state - 1) << 1;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SETTING UP
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev From the built artifact, which the runner links with the library that it needs: the tests compile without
    /// the slow pipeline that the ledger goes through.
    function _deploy(address council) internal returns (ILedger deployed) {
        bytes memory code = bytes.concat(vm.getCode("contracts/Ledger.sol:Ledger"), abi.encode(council));
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        vm.assertTrue(address(deployed) != address(0), "the ledger was not deployed");
    }

    function _employ(uint24 organisation, address administrator, address account, uint16 duties) internal {
        vm.prank(administrator);
        _remember(account, ledger.addMember(account, duties, _consentOf(account)), organisation);
        dutiesOf[account] = duties;
        ++employed[ledger][organisation];
    }

    /// @dev An account's consent to become a member of whatever organisation: it is made a contract that takes anything for its
    /// signature (ERC-1271), as no key of it is known.
    function _consentOf(address account) internal returns (Consent memory) {
        // Zero is nobody's, and precompiles stay what they are.
        if (account.code.length == 0 && uint160(account) > 0x20) vm.etch(account, WALLET);
        return Consent(ALWAYS, "");
    }

    function _admit(uint24 number, string memory name, uint8 roles, address administrator) private {
        vm.prank(COUNCIL);
        vm.assertEq(ledger.admit(name, roles, administrator, _consentOf(administrator)), number, "organisation");
        _remember(administrator, uint24(_slot(bytes32(Slots.COUNTS)) >> 24), number);
    }

    function _register(string memory code, ProductKind kind, uint24 manufacturer) private returns (ProductId) {
        Registration memory registration = _registration(code, kind, manufacturer);
        vm.prank(REGISTRAR);
        return ledger.register(registration, _claim());
    }

    function _remember(address account, uint24 number, uint24 organisation) private {
        memberOf[account] = number;
        organisationOf[account] = organisation;
    }
}
