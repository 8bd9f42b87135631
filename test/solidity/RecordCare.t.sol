// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import { Action, AssetState, Duties, Harm, Remark } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecallStages } from "./support/RecallStages.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { ENTERED, HELD } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev A remark in the lowest 8 bits of the value, a figure above.
contract NoteTest is RecordTest(Action.Note, KEEPER, Duties.KEEP, HELD, 1, uint32(Remark.Other)) {
    function setUp() public override {
        super.setUp();
        item = _inUse();
    }

    function test_Note() public {
        _leadsTo(AssetState.InUse, KEEPER, _fullClaim(uint32(Remark.Firmware)));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertFlags(item, false, false);
    }

    function test_Note_OfEachRemark_WithAnyFigure() public {
        uint32[4] memory figures = [uint32(0), 1, 12_345, type(uint24).max];
        for (uint32 remark = 1; remark <= uint32(type(Remark).max); ++remark) {
            for (uint256 i = 0; i < figures.length; ++i) {
                _leadsTo(AssetState.InUse, KEEPER, _fullClaim(remark | (figures[i] << 8)));
            }
        }
    }

    function test_Note_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }

    /// @dev A figure makes no remark: the code itself must be one.
    function test_RevertWhen_RemarkIsNone_WithFigure() public {
        uint32[4] memory values = [uint32(0x100), 0xffff_ff00, 0x107, 0x1ff];
        for (uint256 i = 0; i < values.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILedgerErrors.ValueOutOfRange.selector,
                    Action.Note,
                    values[i],
                    1,
                    uint32(type(Remark).max)
                )
            );
            vm.prank(KEEPER);
            ledger.record(Action.Note, item, _claimOf(values[i]));
        }
    }
}

/// @dev Of an item there is one, or none.
contract StocktakeTest is RecordTest(Action.Stocktake, KEEPER, Duties.KEEP, HELD, 0, 1) {
    function setUp() public override {
        super.setUp();
        item = _stored(monitor);
    }

    function test_Stocktake() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(1));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertFlags(item, false, false);
    }

    /// @dev What is missed is where it was, until someone says what became of it.
    function test_Stocktake_WhenMissing() public {
        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(0));
        _tick();
        _record(NURSE, Action.Use, item, 0);
    }

    function test_Stocktake_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }

    /// @dev Who has it counts it, and not who owns it.
    function test_Stocktake_GivenBorrowed() public {
        super.setUp();
        item = _borrowed();
        _expectWrongOrganisation(AssetId.unwrap(item), RIVAL, HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        _step();

        _leadsTo(AssetState.Stored, KEEPER, _fullClaim(1));
    }
}

/// @dev Of an item in use, by the custodian, the manufacturer of the product, and any regulator.
contract ReportAdverseEventTest is
    RecordTest(
        Action.ReportAdverseEvent,
        NURSE,
        Duties.USE | Duties.KEEP | Duties.RECALL,
        ENTERED,
        1,
        uint32(Harm.Death)
    ),
    RecallStages
{
    function setUp() public override {
        super.setUp();
        item = _inUse();
    }

    function test_ReportAdverseEvent() public {
        _leadsTo(AssetState.InUse, NURSE, _fullClaim(uint32(Harm.Injury)));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        // A report alone quarantines nothing.
        _assertFlags(item, false, false);
    }

    function test_ReportAdverseEvent_OfEachHarm() public {
        for (uint32 harm = 1; harm <= uint32(type(Harm).max); ++harm) {
            _leadsTo(AssetState.InUse, NURSE, _fullClaim(harm));
        }
    }

    /// @dev In final states too: what happened may be known late.
    function test_ReportAdverseEvent_GivenEachState() public {
        _leadsFrom(ENTERED, AssetState.None);
    }

    function test_ReportAdverseEvent_ByEachDutyOfTheCustodian() public {
        _leadsTo(AssetState.InUse, KEEPER, _fullClaim(1));
        _leadsTo(AssetState.InUse, CHIEF, _fullClaim(1));
        address[3] memory others = [ENGINEER, RELEASER, INSPECTOR];
        for (uint256 i = 0; i < others.length; ++i) _refusesDuty(others[i]);
    }

    function test_ReportAdverseEvent_ByManufacturer() public {
        _leadsTo(AssetState.InUse, RECALLER, _fullClaim(uint32(Harm.Malfunction)));
        _leadsTo(AssetState.InUse, MAKER_KEEPER, _fullClaim(uint32(Harm.Malfunction)));
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _refusesDuty(MAKER);
        _refusesDuty(SHIPPER);
    }

    function test_ReportAdverseEvent_ByRegulator() public {
        _leadsTo(AssetState.InUse, WARDEN, _fullClaim(uint32(Harm.Death)));
        _refusesDuty(REGISTRAR);
    }

    function test_ReportAdverseEvent_ByManufacturerAndRegulator_GivenDisposed() public {
        _record(NURSE, Action.ReportFault, item, 0);
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
        _record(DISPOSER, Action.Dispose, item, 1);

        _leadsTo(AssetState.Disposed, RECALLER, _fullClaim(uint32(Harm.Death)));
        _leadsTo(AssetState.Disposed, WARDEN, _fullClaim(uint32(Harm.Death)));
        _leadsTo(AssetState.Disposed, KEEPER, _fullClaim(uint32(Harm.Death)));
    }

    function test_RevertWhen_CallerIsAnotherManufacturer() public {
        address chief = _anotherManufacturer();
        _expectWrongOrganisation(AssetId.unwrap(item), organisationOf[chief], HOSPITAL);
        vm.prank(chief);
        _step();
    }

    function test_RevertGiven_ManufacturerReplaced() public {
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());

        _expectWrongOrganisation(AssetId.unwrap(item), MANUFACTURER, HOSPITAL);
        vm.prank(RECALLER);
        _step();
    }

    function test_RevertWhen_CallerIsAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, PROVIDER_DUTIES, uint32(block.timestamp) + 1 days);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    /// @dev The owner that lent it is not concerned either: the custodian knows what happened.
    function test_RevertWhen_CallerOwnsTheBorrowed() public {
        super.setUp();
        item = _borrowed();
        _expectWrongOrganisation(AssetId.unwrap(item), RIVAL, HOSPITAL);
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function _refusesDuty(address by) private {
        _expectDutyMissing(by, duties);
        vm.prank(by);
        _step();
    }
}
