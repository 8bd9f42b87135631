// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AssetId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, MemberStatus, Outcome } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AppointableTest } from "./support/AppointableTest.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { FAULTY, HELD, REPAIRED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

contract MaintainTest is
    RecordTest(Action.Maintain, ENGINEER, Duties.MAINTAIN, HELD, 1, uint32(Outcome.NeedsRepair)),
    AppointableTest(TECHNICIAN, AssetState.InUse)
{
    function setUp() public override {
        super.setUp();
        item = _inUse();
    }

    function test_Maintain() public {
        Claim memory claim = _fullClaim(uint32(Outcome.Passed));
        claim.until = uint32(block.timestamp) + 180 days;

        _leadsTo(AssetState.InUse, ENGINEER, claim);
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
    }

    /// @dev What needs repair stays in its state until someone reports the fault.
    function test_Maintain_WhenRepairIsNeeded() public {
        _leadsTo(AssetState.InUse, ENGINEER, _fullClaim(uint32(Outcome.NeedsRepair)));
    }

    function test_Maintain_WhenDueInTheNextSecond() public {
        Claim memory claim = _fullClaim(uint32(Outcome.Passed));
        claim.until = uint32(block.timestamp) + 1;

        _leadsTo(AssetState.InUse, ENGINEER, claim);
    }

    function test_Maintain_GivenEachState() public {
        _leadsFrom(HELD, AssetState.None);
    }

    /// @dev Maintaining after a repair does not make another the repairer: the engineer still cannot reinstate.
    function test_Maintain_KeepsTheRepairer() public {
        _record(NURSE, Action.ReportFault, item, 0);
        _record(CHIEF, Action.Repair, item, 0);
        _record(ENGINEER, Action.Maintain, item, uint32(Outcome.Passed));

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[CHIEF]);
    }

    function _takesUntil() internal pure override returns (bool) {
        return true;
    }
}

contract RepairTest is
    RecordTest(Action.Repair, ENGINEER, Duties.MAINTAIN, FAULTY, 0, 0),
    AppointableTest(TECHNICIAN, AssetState.Repaired)
{
    function setUp() public override {
        super.setUp();
        item = _faulty();
    }

    function test_Repair() public {
        _leadsTo(AssetState.Repaired, ENGINEER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[ENGINEER]);
    }

    function test_Repair_ByProvider_NamesTheTechnician() public {
        _appoint(Duties.MAINTAIN);
        _record(TECHNICIAN, Action.Repair, item, 0);

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[TECHNICIAN]);
    }

    /// @dev A repair that did not hold: the second repairer replaces the first.
    function test_Repair_GivenRepairedBefore() public {
        _record(ENGINEER, Action.Repair, item, 0);
        _record(KEEPER, Action.ReportFault, item, 0);

        _leadsTo(AssetState.Repaired, CHIEF, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[CHIEF]);
    }
}

contract ReinstateTest is RecordTest(Action.Reinstate, RELEASER, Duties.RELEASE, REPAIRED, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _repaired();
    }

    function test_Reinstate() public {
        _leadsTo(AssetState.Stored, RELEASER, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[ENGINEER]);
    }

    function test_RevertWhen_CallerRepaired() public {
        super.setUp();
        item = _faulty();
        _record(CHIEF, Action.Repair, item, 0);

        _refusesOwnWork(CHIEF);
    }

    /// @dev Neither moving nor maintaining in between, nor a new account, makes the repairer another.
    function test_RevertWhen_CallerRepaired_AfterOtherSteps() public {
        super.setUp();
        item = _faulty();
        _record(CHIEF, Action.Repair, item, 0);
        _record(KEEPER, Action.Move, item, PLACE);
        _record(ENGINEER, Action.Maintain, item, uint32(Outcome.Passed));
        _refusesOwnWork(CHIEF);

        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[CHIEF], address(0xc0ffee), _consentOf(address(0xc0ffee)));
        memberOf[address(0xc0ffee)] = memberOf[CHIEF];
        _refusesOwnWork(address(0xc0ffee));
    }

    /// @dev An appointment covers maintaining, never the check of it.
    function test_RevertWhen_CallerIsAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, Duties.MAINTAIN | Duties.KEEP, uint32(block.timestamp) + 1 days);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(TECHNICIAN);
        _step();
    }

    /// @dev A repair begun by a member since revoked is finished by any other.
    function test_Reinstate_GivenRepairerRevoked() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[ENGINEER], MemberStatus.Revoked);

        _leadsTo(AssetState.Stored, CHIEF, _fullClaim());
    }
}
