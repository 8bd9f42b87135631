// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Passage } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Duties,
    Kind,
    RequisitionState,
    Terms,
    Urgency
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { EntryTest } from "./support/EntryTest.sol";
import { Slots } from "./support/Slots.sol";
import { Parties } from "./support/Stages.sol";
import { ENTERED, ORDERED, SHIPPED } from "./support/States.sol";
import { SubjectTest } from "./support/SubjectTest.sol";
import { TransferStages } from "./support/TransferStages.sol";
import { vm } from "./support/Vm.sol";
import { WriteTest } from "./support/WriteTest.sol";

contract SettleTest is TransferStages, SubjectTest {
    constructor()
        WriteTest(BUYER, Duties.BUY)
        EntryTest(Action.Settle, 0, 0)
        SubjectTest(Kind.Requisition, ORDERED | SHIPPED)
    {}

    /// @dev A needle of the manufacturer's was used up at the hospital, which has ordered three.
    function setUp() public override {
        super.setUp();
        item = _unsettled(needle, SERIAL);
        requisition = _ordered(needle, 3, REFERENCE, MANUFACTURER);
    }

    function test_Settle() public {
        _settles(RequisitionState.Shipped, AssetState.Consumed);

        _assertCustody(item, NEEDLE_NUMBER, HOSPITAL, HOSPITAL, 0);
        _assertShipment(item, RequisitionId.wrap(0));
        _assertParties(requisition, _parties(3, 1));
    }

    /// @dev Each counts as one delivered; the last one fulfils.
    function test_Settle_TheLastOne() public {
        _settles(RequisitionState.Shipped, AssetState.Consumed);
        item = _unsettled(needle, "P-0002");
        _settles(RequisitionState.Shipped, AssetState.Consumed);
        item = _unsettled(needle, "P-0003");
        _settles(RequisitionState.Fulfilled, AssetState.Consumed);

        _assertParties(requisition, _parties(3, 3));
    }

    /// @dev Beside what is delivered under the same requisition.
    function test_Settle_AfterDeliveries() public {
        AssetId delivered = _enrolled(needle, "P-0002");
        _ship(requisition, delivered);
        _accept(requisition, needle, "P-0002");
        delivered = _enrolled(needle, "P-0003");
        _ship(requisition, delivered);
        _settles(RequisitionState.Shipped, AssetState.Consumed);
        _accept(requisition, needle, "P-0003");

        _assertState(requisition, RequisitionState.Fulfilled);
        _assertParties(requisition, _parties(3, 3));
    }

    /// @dev Wherever it is by now, and in any state: what is owed does not go with the goods.
    function test_Settle_GivenEachStateOfTheAsset() public {
        for (uint8 state = 1; state < 16; ++state) {
            if ((ENTERED >> state) & 1 == 0) continue;
            uint256 snapshot = _snapshot();
            _forceState(Slots.asset(AssetId.unwrap(item)), state, 1);
            _settles(RequisitionState.Shipped, AssetState(state));
            _revertTo(snapshot);
        }
    }

    function test_Settle_GivenSentBackMeanwhile() public {
        item = _unsettled(monitor, "P-0002");
        _record(KEEPER, Action.Store, item, 0);
        _sendBack(KEEPER, item, MANUFACTURER);
        _take(MAKER, item);
        requisition = _ordered(monitor, 1, "monitor", MANUFACTURER);

        _settles(monitor, RequisitionState.Fulfilled, AssetState.Stored);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
    }

    /// @dev A requisition whose goods another hospital receives is still the one of whoever ordered.
    function test_Settle_GivenAnotherConsignee() public {
        requisition = _approved(needle, 1, "consignee");
        vm.prank(BUYER);
        ledger.order(requisition, MANUFACTURER, RIVAL, _claim());
        _tick();

        _settles(RequisitionState.Fulfilled, AssetState.Consumed);
    }

    /// @dev What was ordered urgently is not fulfilled before it is approved, and takes no more than was ordered.
    function test_RevertGiven_AllDeliveredAndNotApproved() public {
        _urgentlyOrdered();
        _settles(RequisitionState.Shipped, AssetState.Consumed);
        item = _unsettled(needle, "P-0002");

        _refuses(abi.encodeWithSelector(ILedgerErrors.QuantityOutOfRange.selector, 1, 1, 0));
        _assertCare(item, _debt(MANUFACTURER, HOSPITAL));

        vm.prank(APPROVER);
        ledger.decide(requisition, Action.Approve, _claim());
        _assertState(requisition, RequisitionState.Fulfilled);
        _refuses(_requisitionError(RequisitionState.Fulfilled));
    }

    function test_RevertGiven_Fulfilled() public {
        requisition = _ordered(needle, 1, "one", MANUFACTURER);
        _settles(RequisitionState.Fulfilled, AssetState.Consumed);
        item = _unsettled(needle, "P-0002");

        _refuses(_requisitionError(RequisitionState.Fulfilled));
    }

    /// @dev An urgent requisition that is not ordered owes nothing to anybody yet.
    function test_RevertGiven_NotOrdered() public {
        requisition = _requested(needle, 1, "requested");
        _refuses(_requisitionError(RequisitionState.Requested));

        requisition = _approved(needle, 1, "approved");
        _refuses(_requisitionError(RequisitionState.Approved));
    }

    function test_RevertGiven_Closed() public {
        vm.prank(BUYER);
        ledger.decide(requisition, Action.Close, _claim());

        _refuses(_requisitionError(RequisitionState.Closed));
    }

    function test_RevertGiven_Settled() public {
        _settles(RequisitionState.Shipped, AssetState.Consumed);

        _refusesNothing();
    }

    function test_RevertGiven_NotUsed() public {
        item = _handed(needle, "P-0002", Terms.Consignment);

        _refusesNothing();
    }

    function test_RevertGiven_NeverConsigned() public {
        item = _enrolled(needle, "P-0002");
        _refusesNothing();

        item = _handed(needle, "P-0003", Terms.Loan);
        _record(NURSE, Action.Use, item, 0);
        _refusesNothing();

        _ship(requisition, item = _enrolled(needle, "P-0004"));
        _accept(requisition, needle, "P-0004");
        _record(NURSE, Action.Use, item, 0);
        _refusesNothing();
    }

    /// @dev Another's debt is not the hospital's to settle.
    function test_RevertGiven_UsedByAnother() public {
        item = _enrolled(needle, "P-0002");
        _handOver(MAKER_KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Consignment);
        _record(RIVAL_CHIEF, Action.Use, item, 0);
        _assertCare(item, _debt(MANUFACTURER, RIVAL));
        _refusesNothing();

        requisition = _orderedByRival(needle, "rival's");
        vm.prank(RIVAL_BUYER);
        _step();
        _assertCare(item, _debt(0, 0));
    }

    /// @dev And the hospital's debt is not the rival's, by a requisition of its own.
    function test_RevertWhen_RequisitionIsAnothers() public {
        requisition = _orderedByRival(needle, "rival's");

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.NothingToSettle.selector, AssetId.unwrap(item)));
        vm.prank(RIVAL_CHIEF);
        _step();
    }

    function test_RevertGiven_OrderedFromAnother() public {
        uint24[2] memory others = [RIVAL, OUTSIDER];
        bytes32[2] memory references = [bytes32("from the rival"), "from another"];
        for (uint256 i = 0; i < others.length; ++i) {
            requisition = _ordered(needle, 1, references[i], others[i]);
            _refusesSupplier(others[i], MANUFACTURER);
        }
    }

    /// @dev A supplier that is not on the ledger is nobody's consignor.
    function test_RevertGiven_SupplierNotOnTheLedger() public {
        item = _donatedToRival("F-1");
        _handOver(RIVAL_CHIEF, item, HOSPITAL, INSPECTOR, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
        requisition = _ordered(foreign, 1, "not on the ledger", 0);

        _refusesSupplier(0, RIVAL);
    }

    function test_RevertGiven_AnotherProduct() public {
        requisition = _ordered(monitor, 1, "monitor", MANUFACTURER);

        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongProduct.selector,
                RequisitionId.unwrap(requisition),
                NEEDLE_NUMBER,
                MONITOR_NUMBER
            )
        );
    }

    function test_RevertWhen_AssetUnknown() public {
        bytes32[4] memory ids = [
            bytes32(0),
            keccak256("none"),
            ProductId.unwrap(needle),
            RequisitionId.unwrap(requisition)
        ];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(BUYER);
            ledger.settle(requisition, AssetId.wrap(ids[i]), new Passage[](0), ANY_HEAD, _claim());
        }
    }

    /// @dev What a recall alone announced was never here.
    function test_RevertGiven_AssetNotEntered() public {
        for (uint8 state = 1; state < 16; ++state) {
            if ((ENTERED >> state) & 1 != 0) continue;
            _forceState(Slots.asset(AssetId.unwrap(item)), state, 1);
            _refuses(
                abi.encodeWithSelector(
                    ILedgerErrors.WrongState.selector,
                    Kind.Asset,
                    AssetId.unwrap(item),
                    Action.Settle,
                    state
                )
            );
        }
    }

    function test_RevertWhen_HeadOfTheAssetMoved() public {
        bytes27 expected = bytes27(keccak256("some other head"));
        bytes27 stored = _head(Slots.asset(AssetId.unwrap(item)));

        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.HeadMoved.selector, AssetId.unwrap(item), expected, stored)
        );
        vm.prank(BUYER);
        ledger.settle(requisition, item, _wayOf(item), Head.wrap(expected), _claim());

        vm.prank(BUYER);
        ledger.settle(requisition, item, _wayOf(item), Head.wrap(stored), _claim());
    }

    /// @dev Whom it is owed to cannot say that it is settled.
    function test_RevertWhen_CallerIsOfTheConsignor() public {
        _expectWrongOrganisation(RequisitionId.unwrap(requisition), MANUFACTURER, HOSPITAL);
        vm.prank(SHIPPER);
        _step();
    }

    function _settles(RequisitionState state, AssetState assetState) private {
        _settles(needle, state, assetState);
    }

    /// @dev Two entries, with each other as origin; then nothing is owed.
    function _settles(ProductId product, RequisitionState state, AssetState assetState) private {
        RequisitionId shipment = _shipment(item);
        Claim memory claim = _fullClaim();
        Entry memory first = _requisitionEntry(requisition, BUYER, Action.Settle, state, claim);
        first.counterpart = MANUFACTURER;
        first.quantity = 1;
        _comesFrom(first, AssetId.unwrap(item), _head(Slots.asset(AssetId.unwrap(item))), product);
        Entry memory second = _assetEntry(item, BUYER, Action.Settle, assetState, claim);
        second.counterpart = MANUFACTURER;

        vm.prank(BUYER);
        ledger.settle(requisition, item, _wayOf(item), _headOf(item), claim);

        _assertBoth(first, second, product);
        _assertCare(item, _debt(0, 0));
        _assertShipment(item, shipment);
        _tick();
    }

    /// @dev One needle, not approved yet.
    function _urgentlyOrdered() private {
        _setPolicy(0, 0, true);
        vm.prank(APPLICANT);
        requisition = ledger.applyFor(needle, 1, "urgent", _claimOf(uint32(Urgency.Urgent)));
        vm.prank(BUYER);
        ledger.order(requisition, MANUFACTURER, 0, _claim());
        _tick();
    }

    function _parties(uint32 quantity, uint32 accepted) private view returns (Parties memory parties) {
        parties.product = NEEDLE_NUMBER;
        parties.organisation = HOSPITAL;
        parties.supplier = MANUFACTURER;
        parties.consignee = HOSPITAL;
        parties.applicant = memberOf[APPLICANT];
        parties.buyer = memberOf[BUYER];
        parties.quantity = quantity;
        parties.accepted = accepted;
        parties.approved = true;
    }

    function _requisitionError(RequisitionState state) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.WrongState.selector,
                Kind.Requisition,
                RequisitionId.unwrap(requisition),
                Action.Settle,
                state
            );
    }

    function _refusesNothing() private {
        _refuses(abi.encodeWithSelector(ILedgerErrors.NothingToSettle.selector, AssetId.unwrap(item)));
    }

    function _refusesSupplier(uint24 supplier, uint24 consignor) private {
        _refuses(
            abi.encodeWithSelector(
                ILedgerErrors.WrongOrganisation.selector,
                RequisitionId.unwrap(requisition),
                supplier,
                consignor
            )
        );
    }

    function _refuses(bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        _step();
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.settle(RequisitionId.wrap(id), item, _wayOf(item), _headOf(item), claim);
    }
}
