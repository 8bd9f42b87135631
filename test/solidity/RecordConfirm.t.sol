// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Prescription } from "../../contracts/types/Records.sol";
import { Action, AssetState, Basis, Duties, Kind, MemberStatus } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { INSPECTED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev An item that the inspector accepted, of a product that needs a second person.
contract ConfirmTest is RecordTest(Action.Confirm, WITNESS, Duties.INSPECT, INSPECTED, 0, 0) {
    function setUp() public override {
        super.setUp();
        item = _inspected();
    }

    function test_Confirm() public {
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        // Who accepted it stays remembered, which nothing looks at any more.
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        _assertFlags(item, false, false);
    }

    function test_RevertWhen_CallerAccepted() public {
        _refusesOwnWork(INSPECTOR);

        _leadsTo(AssetState.Stored, CHIEF, _fullClaim());
    }

    /// @dev Nor does a new account make the inspector another.
    function test_RevertWhen_CallerAccepted_GivenAccountReplaced() public {
        address successor = address(0xc0ffee);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(memberOf[INSPECTOR], successor, _consentOf(successor));
        memberOf[successor] = memberOf[INSPECTOR];

        _refusesOwnWork(successor);
    }

    /// @dev Nor do the steps in between that are allowed before, whoever takes them.
    function test_RevertWhen_CallerAccepted_AfterOtherSteps() public {
        AssetId other = _enrolled(monitor, "P-0002");
        requisition = _ordered(monitor, 1, "2026-032", MANUFACTURER);
        _ship(requisition, other);
        vm.prank(CHIEF);
        ledger.accept(requisition, monitor, "P-0002", _headOf(monitor, "P-0002"), _claim());
        _tick();
        item = other;
        _refusesOwnWork(CHIEF);

        _record(CHIEF, Action.Quarantine, item, 1);
        _record(CHIEF, Action.Release, item, 0);
        _record(KEEPER, Action.Quarantine, item, 1);
        _record(NURSE, Action.ReportAdverseEvent, item, 1);
        _refusesOwnWork(CHIEF);
    }

    function test_Confirm_GivenInspectorRevoked() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(memberOf[INSPECTOR], MemberStatus.Revoked);

        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
    }

    /// @dev Confirming releases nothing.
    function test_Confirm_GivenQuarantined() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        _assertFlags(item, true, false);
    }

    /// @dev An appointment never covers it.
    function test_RevertWhen_CallerIsAppointed() public {
        vm.prank(HOSPITAL_ADMIN);
        ledger.appoint(PROVIDER, PROVIDER_DUTIES, uint32(block.timestamp) + 1 days);

        _expectWrongOrganisation(AssetId.unwrap(item), PROVIDER, HOSPITAL);
        vm.prank(PROVIDER_KEEPER);
        _step();
    }

    /// @dev The second person is the consignee's, as the first one is; the owner only ordered.
    function test_Confirm_GivenAnotherConsignee() public {
        item = _consignedToRival();
        _refusesOwnWork(RIVAL_CHIEF);
        _expectWrongOrganisation(AssetId.unwrap(item), HOSPITAL, RIVAL);
        vm.prank(WITNESS);
        _step();

        address second = address(0xa1);
        _employ(RIVAL, RIVAL_ADMIN, second, Duties.INSPECT);
        _leadsTo(AssetState.Stored, second, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, RIVAL, HOSPITAL, memberOf[RIVAL_CHIEF]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                          DECLARED, AND ENROLLED ON OTHER BASES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Confirm_GivenDeclared() public {
        _prescribe(foreign, Prescription(true, 0, 0, 0));
        requisition = _ordered(foreign, 1, "2026-032", 0);
        vm.prank(INSPECTOR);
        item = ledger.accept(requisition, foreign, "F-1", ANY_HEAD, _claimOf(START));
        _tick();
        _assertState(item, AssetState.Inspected);

        _confirmedByAnother();
    }

    /// @dev Whether the product is witnessed or not.
    function test_Confirm_GivenEnrolledOnEachBasis() public {
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, type(uint32).max);
        bytes32[4] memory serials = [bytes32("F-2"), "F-3", "F-4", "F-5"];
        for (uint32 basis = uint32(Basis.Existing); basis <= uint32(type(Basis).max); ++basis) {
            vm.prank(INSPECTOR);
            item = ledger.enrol(foreign, serials[basis - 2], _claimOf(_basis(Basis(basis))));
            _tick();

            _confirmedByAnother();
        }
    }

    /// @dev What its manufacturer enrolled needs nobody's confirmation, even of a witnessed product.
    function test_RevertGiven_Manufactured() public {
        item = _enrolled(monitor, "P-0002");
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Asset,
                AssetId.unwrap(item),
                Action.Confirm,
                AssetState.Stored
            )
        );
        vm.prank(MAKER_CHIEF);
        _step();
    }

    /// @dev Confirmed by another, and used then.
    function _confirmedByAnother() private {
        _refusesOwnWork(INSPECTOR);
        _leadsTo(AssetState.Stored, WITNESS, _fullClaim());
        _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, memberOf[INSPECTOR]);
        _tick();
        _record(NURSE, Action.Use, item, 0);
    }

    function _consignedToRival() private returns (AssetId asset) {
        asset = _enrolled(monitor, "P-0009");
        RequisitionId consigned = _approved(monitor, 1, "consigned");
        vm.prank(BUYER);
        ledger.order(consigned, MANUFACTURER, RIVAL, _claim());
        _ship(consigned, asset);
        vm.prank(RIVAL_CHIEF);
        ledger.accept(consigned, monitor, "P-0009", _headOf(monitor, "P-0009"), _claim());
        _tick();
        _assertState(asset, AssetState.Inspected);
    }
}
