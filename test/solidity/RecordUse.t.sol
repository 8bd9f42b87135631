// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { ANY, HELD, IN_USE, RECORDED, STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

contract UseTest is RecordTest(Action.Use, NURSE, Duties.USE, STORED | IN_USE, 0, ANY) {
    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
    }

    function test_Use() public {
        _leadsTo(AssetState.InUse, NURSE, _fullClaim(PLACE));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_Use_GivenEachState() public {
        _leadsFrom(STORED | IN_USE, AssetState.InUse);
    }

    function test_Use_GivenBorrowed() public {
        item = _borrowedAgain();

        _leadsTo(AssetState.InUse, NURSE, _fullClaim(PLACE));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, RIVAL, 0);
    }

    function test_RevertWhen_CallerIsOfTheOwnerOnly() public {
        item = _borrowedAgain();

        _expectWrongOrganisation(AssetId.unwrap(item), RIVAL, HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function test_RevertWhen_CallerIsOfFormerCustodian() public {
        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(MAKER_CHIEF);
        _step();
    }

    /// @dev The item of setUp took the serial; the borrowed one needs a ledger of its own.
    function _borrowedAgain() private returns (AssetId) {
        super.setUp();
        return _borrowed();
    }
}

contract UseOnceTest is RecordTest(Action.Use, NURSE, Duties.USE, STORED | IN_USE, 0, ANY) {
    function setUp() public override {
        super.setUp();
        item = _stored(needle);
    }

    function test_Use_Consumes() public {
        _leadsTo(AssetState.Consumed, NURSE, _fullClaim(PLACE));
        _assertCustody(item, NEEDLE_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_RevertGiven_Consumed() public {
        _record(NURSE, Action.Use, item, 0);

        for (uint8 i = 0; i <= uint8(type(Action).max); ++i) {
            // An adverse event may show later.
            if ((RECORDED >> i) & 1 == 0 || Action(i) == Action.ReportAdverseEvent) continue;
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongState.selector,
                    Kind.Asset,
                    AssetId.unwrap(item),
                    Action(i),
                    AssetState.Consumed
                )
            );
            vm.prank(CHIEF);
            ledger.record(Action(i), item, _claimOf(1));
        }
    }

    /// @dev Storing, moving and maintaining leave a single-use item what it is.
    function test_Store_DoesNotConsume() public {
        Claim memory claim = _fullClaim(PLACE);
        Entry memory entry = _assetEntry(item, KEEPER, Action.Store, AssetState.Stored, claim);

        vm.prank(KEEPER);
        ledger.record(Action.Store, item, claim);

        _assertOnly(entry);
    }
}

contract StoreTest is RecordTest(Action.Store, KEEPER, Duties.KEEP, STORED | IN_USE, 0, ANY) {
    function setUp() public override {
        super.setUp();
        item = _inUse();
    }

    function test_Store() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(PLACE));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_Store_GivenEachState() public {
        _leadsFrom(STORED | IN_USE, AssetState.Stored);
    }

    function test_RevertWhen_OnlyUsing() public {
        _expectDutyMissing(NURSE, Duties.KEEP);
        vm.prank(NURSE);
        _step();
    }
}

contract MoveTest is RecordTest(Action.Move, KEEPER, Duties.KEEP, HELD, 1, ANY) {
    function setUp() public override {
        super.setUp();
        item = _faulty();
    }

    function test_Move() public {
        _leadsTo(AssetState.Faulty, KEEPER, _fullClaim(PLACE));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_Move_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }
}

contract ReportFaultTest is RecordTest(Action.ReportFault, NURSE, Duties.USE | Duties.KEEP, HELD, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _inUse();
    }

    function test_ReportFault_ByUser() public {
        _leadsTo(AssetState.Faulty, NURSE, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    function test_ReportFault_ByKeeper() public {
        _leadsTo(AssetState.Faulty, KEEPER, _fullClaim());
    }

    function test_ReportFault_GivenEachState() public {
        _leadsFrom(HELD, AssetState.Faulty);
    }

    function test_RevertWhen_OnlyMaintaining() public {
        _expectDutyMissing(ENGINEER, Duties.USE | Duties.KEEP);
        vm.prank(ENGINEER);
        _step();
    }

    /// @dev A manufacturer keeps what it made, and may find a fault in it.
    function test_ReportFault_AtManufacturer() public {
        item = _enrolled(monitor, "P-0002");

        _leadsTo(AssetState.Faulty, MAKER_KEEPER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }
}
