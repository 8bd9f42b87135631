// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { ILedgerEvents } from "../../contracts/interfaces/ILedgerEvents.sol";
import { AssetId, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Kind, RequisitionState } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry, Logs } from "./support/Entries.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice Accepting goods whose manufacturer is not on the ledger: the acceptance declares them.
contract AcceptDeclaredTest is Stages {
    uint32 private constant MADE = START - 30 days;

    RequisitionId private _requisition;

    function setUp() public override {
        super.setUp();
        _requisition = _ordered(foreign, 2, REFERENCE, 0);
    }

    function test_Accept_GivenSupplierNotOnTheLedger() public {
        _declares("F-1", 0, RequisitionState.Shipped);
        _declares("F-2", 0, RequisitionState.Fulfilled);
    }

    function test_Accept_GivenSupplierOnTheLedger() public {
        _requisition = _ordered(foreign, 1, "from a supplier", MANUFACTURER);
        vm.prank(SHIPPER);
        ledger.ship(_requisition, AssetId.wrap(0), 1, ANY_HEAD, _claim());

        _declares("F-1", MANUFACTURER, RequisitionState.Fulfilled);
    }

    function test_Accept_WhenMadeAtTheEdgesOfTheRegistration() public {
        _acceptMadeAt("F-1", REGISTERED_FROM);
        vm.warp(REGISTERED_UNTIL + 365 days);
        _acceptMadeAt("F-2", REGISTERED_UNTIL);
    }

    function test_RevertWhen_SupplierOnTheLedgerHasNotShipped() public {
        _requisition = _ordered(foreign, 1, "from a supplier", MANUFACTURER);

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Requisition,
                RequisitionId.unwrap(_requisition),
                Action.Accept,
                RequisitionState.Ordered
            ),
            "F-1",
            MADE
        );
    }

    function test_RevertWhen_DateIsMissing() public {
        _refuses(_dateError(0), "F-1", 0);
    }

    function test_RevertWhen_DateIsInFuture() public {
        uint32 tomorrow = uint32(block.timestamp) + 1;
        _refuses(_dateError(tomorrow), "F-1", tomorrow);
        _refuses(_dateError(type(uint32).max), "F-1", type(uint32).max);
        _acceptMadeAt("F-1", tomorrow - 1);
    }

    function test_RevertWhen_MadeOutsideTheRegistration() public {
        vm.warp(REGISTERED_UNTIL + 365 days);
        uint32[2] memory dates = [REGISTERED_FROM - 1, REGISTERED_UNTIL + 1];
        for (uint256 i = 0; i < dates.length; ++i) {
            _refuses(
                abi.encodeWithSelector(
                    ILedgerErrors.NotRegisteredThen.selector,
                    foreign,
                    dates[i],
                    REGISTERED_FROM,
                    REGISTERED_UNTIL
                ),
                "F-1",
                dates[i]
            );
        }
    }

    function test_RevertWhen_SerialIsInvalid() public {
        bytes32[4] memory serials = [
            bytes32(0),
            bytes32("with space"),
            bytes32("123456789012345678901"),
            bytes32("a\x00b")
        ];
        for (uint256 i = 0; i < serials.length; ++i) {
            _refuses(abi.encodeWithSelector(ILedgerErrors.InvalidSerial.selector, serials[i]), serials[i], MADE);
        }
    }

    /// @dev A serial enters once, whatever became of the item.
    function test_RevertGiven_SerialAccepted() public {
        AssetId item = _acceptMadeAt("F-1", MADE);
        bytes memory refusal = abi.encodeWithSelector(ILedgerErrors.SubjectExists.selector, AssetId.unwrap(item));
        _refuses(refusal, "F-1", MADE);

        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);
        _record(DISPOSER, Action.Dispose, item, 1);
        _refuses(refusal, "F-1", MADE);
    }

    /// @dev Once the manufacturer is on the ledger, only it brings its goods.
    function test_RevertGiven_ManufacturerNamedMeanwhile() public {
        vm.prank(REGISTRAR);
        ledger.renew(foreign, PRODUCT_NAME, MANUFACTURER, REGISTERED_UNTIL, _claim());

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ProductId.unwrap(foreign),
                MANUFACTURER
            ),
            "F-1",
            MADE
        );
    }

    /// @dev Nobody accepts into another's store: the order names the hospital itself as consignee.
    function test_RevertWhen_CallerIsOfAnotherOrganisation() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILedgerErrors.WrongOrganisation.selector,
                RequisitionId.unwrap(_requisition),
                RIVAL,
                HOSPITAL
            )
        );
        vm.prank(RIVAL_CHIEF);
        ledger.accept(_requisition, foreign, "F-1", ANY_HEAD, _claimOf(MADE));
    }

    function _declares(bytes32 serial, uint24 supplier, RequisitionState state) private {
        bytes32 typeHash = keccak256("Item(bytes32 product,bytes32 serial)");
        AssetId item = AssetId.wrap(keccak256(abi.encode(typeHash, foreign, serial)));
        Claim memory claim = _fullClaim(MADE);
        Entry memory first = _requisitionEntry(_requisition, INSPECTOR, Action.Accept, state, claim);
        first.counterpart = supplier;
        first.quantity = 1;
        Entry memory second = _assetEntry(item, INSPECTOR, Action.Accept, AssetState.Stored, claim);
        second.counterpart = supplier;

        vm.prank(INSPECTOR);
        AssetId answered = ledger.accept(_requisition, foreign, serial, ANY_HEAD, claim);

        vm.assertEq(AssetId.unwrap(answered), AssetId.unwrap(item), "id");
        Logs memory logs = _recorded();
        _assertLog(
            logs,
            ILedgerEvents.ItemEntered.selector,
            AssetId.unwrap(item),
            ProductId.unwrap(foreign),
            abi.encode(serial)
        );
        _comesFrom(second, first.subject, _assertEntry(logs, first), foreign);
        _assertEntry(logs, second);
        _assertEnd(logs);
        _assertCustody(item, FOREIGN_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertShipment(item, RequisitionId.wrap(0));
    }

    function _acceptMadeAt(bytes32 serial, uint32 madeAt) private returns (AssetId item) {
        vm.prank(INSPECTOR);
        item = ledger.accept(_requisition, foreign, serial, ANY_HEAD, _claimOf(madeAt));
        _assertState(item, AssetState.Stored);
    }

    function _dateError(uint32 madeAt) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(ILedgerErrors.ValueOutOfRange.selector, Action.Accept, madeAt, 1, block.timestamp);
    }

    function _refuses(bytes memory refusal, bytes32 serial, uint32 madeAt) private {
        vm.expectRevert(refusal);
        vm.prank(INSPECTOR);
        ledger.accept(_requisition, foreign, serial, ANY_HEAD, _claimOf(madeAt));
    }
}
