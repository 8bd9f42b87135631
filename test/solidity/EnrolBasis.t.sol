// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { Ids } from "../../contracts/libraries/Ids.sol";
import { AssetId, ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    Kind,
    MemberStatus,
    RecallLevel
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { Slots } from "./support/Slots.sol";
import { INSPECTED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

/// @notice Items that come otherwise than from their manufacturer or by an order. What was manufactured: see Enrol.t.sol.
contract EnrolBasisTest is EntryTest {
    uint32 private constant UNTIL = START + 90 days;

    constructor() WriteTest(INSPECTOR, Duties.INSPECT) EntryTest(Action.Enrol, 1, uint32(Basis.Exchanged)) {}

    function test_Enrol_WhenFound() public {
        _enrols(INSPECTOR, Basis.Found, "S-1");
    }

    function test_Enrol_WhenDonated() public {
        _enrols(INSPECTOR, Basis.Donated, "S-1");
    }

    function test_Enrol_WhenExchanged() public {
        _enrols(INSPECTOR, Basis.Exchanged, "S-1");
    }

    /// @dev Whoever holds goods: a supplier, a hospital that is one too, a service provider, another manufacturer.
    function test_Enrol_ByEachHolder() public {
        _employ(OUTSIDER, OUTSIDER_ADMIN, address(0xa0), Duties.INSPECT);
        address[4] memory holders = [address(0xa0), RIVAL_CHIEF, PROVIDER_KEEPER, MAKER];
        for (uint256 i = 0; i < holders.length; ++i) {
            bytes32 serial = bytes32(bytes1(uint8(0x41 + i)));
            _enrols(holders[i], Basis.Found, serial);

            // In the organisation that has it, and no other.
            uint24 custodian = organisationOf[holders[i]];
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongOrganisation.selector,
                    Ids.item(foreign, serial),
                    HOSPITAL,
                    custodian
                )
            );
            vm.prank(WITNESS);
            ledger.record(Action.Confirm, Ids.item(foreign, serial), _claim());
        }
    }

    function test_RevertWhen_CallerIsRegulator() public {
        _expectDutyMissing(REGISTRAR, Duties.INSPECT);
        vm.prank(REGISTRAR);
        _step();
    }

    /// @dev It was made by the time that it came.
    function test_Enrol_RevertWhen_ItCameBeforeItWasMade() public {
        Claim memory claim = _claimOf(_basis(Basis.Found));
        claim.occurredAt = REGISTERED_FROM - 365 days;
        uint32 last = uint32(Basis.Found) | ((claim.occurredAt / 1 days) << 8);

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.ValueOutOfRange.selector,
                Action.Enrol,
                claim.value,
                uint32(Basis.Found),
                last
            )
        );
        vm.prank(INSPECTOR);
        ledger.enrol(foreign, "S-1", claim);
    }

    /// @dev A recall announced the item before it came: its history began with that.
    function test_Enrol_GivenAnnouncedByARecall() public {
        vm.prank(WARDEN);
        ledger.recall(foreign, "S-1", RecallLevel.First, Instruction.Stop, _claim());
        _tick();
        AssetId id = Ids.item(foreign, "S-1");
        Entry memory entry = _expected(INSPECTOR, id, _claimOf(_basis(Basis.Found)));
        vm.prank(INSPECTOR);
        ledger.enrol(foreign, "S-1", _claimOf(_basis(Basis.Found)));

        _assertOnly(entry);
        _assertFlags(id, false, true);
        _assertCustody(id, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     EXISTING STOCK
    //////////////////////////////////////////////////////////////////////////*/

    function test_Enrol_WhenExisting() public {
        _allow(HOSPITAL, UNTIL);
        _enrols(INSPECTOR, Basis.Existing, "S-1");
    }

    function test_Enrol_WhenExisting_InTheLastSecond() public {
        _allow(HOSPITAL, UNTIL);
        vm.warp(UNTIL);
        _enrols(INSPECTOR, Basis.Existing, "S-1");
    }

    function test_RevertWhen_Existing_AfterTheLastSecond() public {
        _allow(HOSPITAL, UNTIL);
        vm.warp(UNTIL + 1);
        _refusesExisting(INSPECTOR, HOSPITAL, UNTIL);

        // That it was there before does not help: the ledger's time counts, not what is said.
        Claim memory claim = _claimOf(_basis(Basis.Existing));
        claim.occurredAt = START;
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnboardingOver.selector, HOSPITAL, UNTIL));
        vm.prank(INSPECTOR);
        ledger.enrol(foreign, "S-1", claim);
        // What comes otherwise comes at any time.
        _enrols(INSPECTOR, Basis.Found, "S-1");
    }

    function test_RevertWhen_Existing_GivenNoDate() public {
        _refusesExisting(INSPECTOR, HOSPITAL, 0);
    }

    function test_RevertWhen_Existing_GivenDateWithdrawn() public {
        _allow(HOSPITAL, UNTIL);
        _enrols(INSPECTOR, Basis.Existing, "S-1");
        _allow(HOSPITAL, 0);
        _refusesExisting(INSPECTOR, HOSPITAL, 0);
    }

    /// @dev Each organisation has its own date.
    function test_RevertWhen_Existing_GivenAnothersDate() public {
        _allow(HOSPITAL, UNTIL);
        _refusesExisting(RIVAL_CHIEF, RIVAL, 0);
        _refusesExisting(PROVIDER_KEEPER, PROVIDER, 0);
        _allow(PROVIDER, UNTIL);
        _enrols(PROVIDER_KEEPER, Basis.Existing, "S-1");
    }

    /*//////////////////////////////////////////////////////////////////////////
                               THROUGH THE MANUFACTURER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Where it is on the ledger, nobody brings its goods but itself, and itself as manufactured only.
    function test_RevertGiven_ManufacturerOnTheLedger() public {
        _allow(HOSPITAL, UNTIL);
        _allow(MANUFACTURER, UNTIL);
        for (uint32 basis = uint32(Basis.Existing); basis <= uint32(Basis.Exchanged); ++basis) {
            address[2] memory callers = [INSPECTOR, MAKER];
            for (uint256 i = 0; i < callers.length; ++i) {
                vm.expectRevert(
                    abi.encodeWithSelector(
                        ILedgerErrors.OnlyThroughManufacturer.selector,
                        ProductId.unwrap(monitor),
                        MANUFACTURER
                    )
                );
                vm.prank(callers[i]);
                ledger.enrol(monitor, "S-1", _claimOf(basis));
            }
        }
    }

    /// @dev From the moment that a regulator names it.
    function test_RevertGiven_ManufacturerNamedMeanwhile() public {
        _enrols(INSPECTOR, Basis.Found, "S-1");
        vm.prank(REGISTRAR);
        ledger.renew(foreign, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());

        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ProductId.unwrap(foreign),
                MANUFACTURER
            )
        );
        vm.prank(INSPECTOR);
        ledger.enrol(foreign, "S-2", _claimOf(_basis(Basis.Found)));
    }

    function test_RevertWhen_SerialIsInvalid() public {
        bytes32[3] memory serials = [bytes32(0), "with space", "123456789012345678901"];
        for (uint256 i = 0; i < serials.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.InvalidSerial.selector, serials[i]));
            vm.prank(INSPECTOR);
            ledger.enrol(foreign, serials[i], _claimOf(_basis(Basis.Donated)));
        }
    }

    /// @dev A serial enters once, whoever had it first and on whatever basis.
    function test_RevertGiven_SerialEntered() public {
        _enrols(INSPECTOR, Basis.Found, "S-1");
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, Ids.item(foreign, "S-1"));
        address[2] memory callers = [INSPECTOR, RIVAL_CHIEF];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            ledger.enrol(foreign, "S-1", _claimOf(_basis(Basis.Donated)));
        }
    }

    function _enrols(address by, Basis basis, bytes32 serial) private {
        _enrols(by, _fullClaim(_basis(basis)), serial);
    }

    function _enrols(address by, Claim memory claim, bytes32 serial) private {
        AssetId id = Ids.item(foreign, serial);
        Entry memory entry = _expected(by, id, claim);
        vm.prank(by);
        AssetId answered = ledger.enrol(foreign, serial, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(id), "id");
        Logs memory logs = _recorded();
        bytes32 product = ProductId.unwrap(foreign);
        _assertLog(logs, ILedgerEvents.ItemEntered.selector, AssetId.unwrap(id), product, abi.encode(serial));
        _assertEntry(logs, entry);
        _assertEnd(logs);
        uint24 organisation = organisationOf[by];
        _assertCustody(id, FOREIGN_NUMBER, organisation, organisation, memberOf[by]);
    }

    function _expected(address by, AssetId id, Claim memory claim) private returns (Entry memory entry) {
        entry = _assetEntry(id, by, Action.Enrol, AssetState.Inspected, claim);
        _comesFrom(entry, ProductId.unwrap(foreign), _head(Slots.product(FOREIGN_NUMBER)), foreign);
    }

    function _refusesExisting(address by, uint24 organisation, uint32 until) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.OnboardingOver.selector, organisation, until));
        vm.prank(by);
        ledger.enrol(foreign, "S-9", _claimOf(_basis(Basis.Existing)));
    }

    function _allow(uint24 organisation, uint32 until) private {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(organisation, until);
    }

    function _usualClaim() internal pure override returns (Claim memory) {
        return _claimOf(_basis(Basis.Donated));
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        id = AssetId.unwrap(Ids.item(foreign, SERIAL));
        statusKey = Slots.asset(id);
    }

    function _largestValue() internal pure override returns (uint32) {
        return _basis(Basis.Exchanged);
    }

    function _stepWith(Claim memory claim) internal override {
        ledger.enrol(foreign, SERIAL, claim);
    }
}

/// @notice What came so waits for a second person.
contract ConfirmTest is RecordTest(Action.Confirm, WITNESS, Duties.INSPECT, INSPECTED, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _came(INSPECTOR, Basis.Found, SERIAL);
    }

    function test_Confirm() public {
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
    }

    function test_Confirm_GivenEachBasis() public {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, type(uint32).max);
        for (uint32 basis = uint32(Basis.Existing); basis <= uint32(Basis.Exchanged); ++basis) {
            item = _came(CHIEF, Basis(basis), bytes32(bytes1(uint8(0x41 + basis))));
            _refusesOwnWork(CHIEF);
            _leadsTo(AssetState.Stored, INSPECTOR, _fullClaim());
        }
    }

    function test_Confirm_GivenWitnessedAcceptance() public {
        item = _inspected();
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        _refusesOwnWork(INSPECTOR);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
    }

    /// @dev Two persons saw it come: nothing new is asked of it when its product needs no witness any more.
    function test_Confirm_GivenNoWitnessNeededAnyMore() public {
        item = _inspected();
        Prescription memory prescription;
        _prescribe(monitor, prescription);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
    }

    function test_RevertWhen_CallerEnrolled() public {
        _refusesOwnWork(INSPECTOR);
    }

    function test_RevertWhen_CallerEnrolled_WithAnotherKey() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[INSPECTOR], address(0xc0ffee), _consentOf(address(0xc0ffee)));
        memberOf[address(0xc0ffee)] = memberOf[INSPECTOR];
        _refusesOwnWork(address(0xc0ffee));
    }

    function test_Confirm_GivenWhoEnrolledIsRevoked() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[INSPECTOR], MemberStatus.Revoked);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
    }

    /// @dev Quarantine waits for nobody, and a confirmation does not end it.
    function test_Confirm_GivenQuarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        _assertFlags(item, true, false);
    }

    /// @dev Until then there is nothing to do with it.
    function test_RevertWhen_UsingTheUnconfirmed() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Use,
                AssetState.Inspected
            )
        );
        vm.prank(NURSE);
        ledger.record(Action.Use, item, _claim());
    }

    function test_RevertGiven_Confirmed() public {
        _record(WITNESS, Action.Confirm, item, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Confirm,
                AssetState.Stored
            )
        );
        vm.prank(CHIEF);
        _step();
    }

    function _came(address by, Basis basis, bytes32 serial) private returns (AssetId id) {
        vm.prank(by);
        id = ledger.enrol(foreign, serial, _claimOf(_basis(basis)));
        _tick();
    }
}
