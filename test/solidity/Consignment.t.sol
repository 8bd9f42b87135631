// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Care, Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, RecallLevel, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { RecordTest } from "./support/RecordTest.sol";
import { ANY, IN_USE, STORED } from "./support/States.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";

/// @dev Using consigned goods passes ownership; what is owed for them is noted.
contract UseConsignedTest is TransferStages, RecordTest(Action.Use, NURSE, Duties.USE, STORED | IN_USE, 0, ANY) {
    function setUp() public override {
        super.setUp();
        item = _handed(monitor, SERIAL, Terms.Consignment);
    }

    function test_Use_PassesOwnership() public {
        _leadsTo(AssetState.InUse, NURSE, _fullClaim(PLACE));

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));
    }

    function test_Use_GivenInUse() public {
        _forceInUse();
        _leadsTo(AssetState.InUse, NURSE, _fullClaim(PLACE));

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));
    }

    function test_Use_ConsumesWhatIsForOneUse() public {
        item = _handed(needle, SERIAL, Terms.Consignment);
        _leadsTo(AssetState.Consumed, NURSE, _fullClaim(PLACE));

        _assertCustody(item, NEEDLE_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));
    }

    /// @dev What is owned now is used as any other, and owed for once.
    function test_Use_Again() public {
        _record(NURSE, Action.Use, item, 0);
        _leadsTo(AssetState.InUse, NURSE, _fullClaim(PLACE));

        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));
    }

    /// @dev Its recall stands beside the debt, in the same word.
    function test_Use_GivenRecallLifted() public {
        _recall(monitor, SERIAL);
        vm.prank(ENGINEER);
        ledger.answerRecall(item, Action.Remedy, _claim());
        uint32 remediedAt = uint32(block.timestamp);
        vm.prank(RELEASER);
        ledger.answerRecall(item, Action.ConfirmRemedy, _expecting(item));
        _lift(monitor, SERIAL);

        _leadsTo(AssetState.InUse, NURSE, _fullClaim());
        Care memory care = _debt(MANUFACTURER, HOSPITAL);
        care.remediedAt = remediedAt;
        _assertCare(item, care);
    }

    /// @dev Storing, moving, maintaining and finding faulty leave consigned goods the consignor's.
    function test_OtherStepsPassNothing() public {
        _record(KEEPER, Action.Store, item, 0);
        _record(KEEPER, Action.Move, item, PLACE);
        _record(ENGINEER, Action.Maintain, item, 1);
        _record(KEEPER, Action.ReportFault, item, 0);

        _assertConsigned();
    }

    /// @dev On no other terms does use pass anything.
    function test_Use_OnOtherTerms() public {
        Terms[3] memory others = [Terms.Loan, Terms.Rental, Terms.Trial];
        bytes32[3] memory serials = [bytes32("P-2"), "P-3", "P-4"];
        for (uint256 i = 0; i < others.length; ++i) {
            item = _handed(monitor, serials[i], others[i]);
            _leadsTo(AssetState.InUse, NURSE, _fullClaim());
            _assertCustody(item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), others[i]));
            _assertCare(item, _debt(0, 0));
            _tick();
        }
    }

    function test_RevertGiven_NotUsable() public {
        _record(KEEPER, Action.Quarantine, item, 1);
        _refuses(abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, AssetId.unwrap(item)));

        _record(RELEASER, Action.Release, item, 0);
        _recall(monitor, 0);
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.Recalled.selector,
                AssetId.unwrap(item),
                ProductId.unwrap(monitor),
                RecallLevel.Second
            )
        );
        _assertConsigned();
    }

    function test_Use_GivenSettledBefore() public {
        _usedAndSentBack();
        _settle(_ordered(monitor, 1, REFERENCE, MANUFACTURER), item);
        _handOver(MAKER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Consignment);

        _leadsTo(AssetState.InUse, NURSE, _fullClaim());
        _assertCustody(item, MONITOR_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));
    }

    /// @dev What was not used goes back, and nothing is owed.
    function test_SendBack_Unused() public {
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);

        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        _assertCare(item, _debt(0, 0));
    }

    /// @dev Used, stored and sent back to the manufacturer, which took it.
    function _usedAndSentBack() private {
        _record(NURSE, Action.Use, item, 0);
        _record(KEEPER, Action.Store, item, 0);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
    }

    function _forceInUse() private {
        (, bytes32 statusKey) = _subject();
        _forceState(statusKey, uint8(AssetState.InUse), 1);
    }

    function _assertConsigned() private view {
        _assertCustody(item, _onTerms(_custody(MONITOR_NUMBER, HOSPITAL, MANUFACTURER, 0), Terms.Consignment));
        _assertCare(item, _debt(0, 0));
    }

    function _refuses(bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(NURSE);
        _step();
    }
}
