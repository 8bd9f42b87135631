// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, ProductId } from "../../../contracts/types/Ids.sol";
import { Recall } from "../../../contracts/types/Recall.sol";
import { Care, Claim } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Duties } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entry } from "./Entries.sol";
import { EntryTest } from "./EntryTest.sol";
import { RecallStages } from "./RecallStages.sol";
import { Slots } from "./Slots.sol";
import { vm } from "./Vm.sol";
import { WriteTest } from "./WriteTest.sol";

/// @notice What raising and lifting a recall refuse alike: of the monitor, or of one that is stored at its manufacturer.
abstract contract RecallTest is EntryTest, RecallStages {
    bytes32 internal immutable serial;
    /// @dev Whether the actor is of a regulator.
    bool internal immutable byRegulator;
    AssetId internal item;

    constructor(
        Action action_,
        address actor_,
        bytes32 serial_
    ) WriteTest(actor_, Duties.RECALL) EntryTest(action_, 0, 0) {
        serial = serial_;
        byRegulator = actor_ == WARDEN;
    }

    function setUp() public virtual override {
        super.setUp();
        item = _enrolled(monitor, SERIAL);
    }

    /// @dev The step on another product.
    function _stepOn(ProductId product, Claim memory claim) internal virtual;

    function _stepWith(Claim memory claim) internal override {
        _stepOn(monitor, claim);
    }

    function _subject() internal view override returns (bytes32 id, bytes32 statusKey) {
        if (serial == ALL_ITEMS) return (ProductId.unwrap(monitor), Slots.product(MONITOR_NUMBER));
        id = AssetId.unwrap(item);
        statusKey = Slots.asset(id);
    }

    /// @dev The entry of the target, whose state stays.
    function _targetEntry(address by, AssetState state, Claim memory claim) internal returns (Entry memory entry) {
        if (serial == ALL_ITEMS) return _productEntry(monitor, MONITOR_NUMBER, by, action, claim);
        entry = _assetEntry(item, by, action, state, claim);
    }

    /// @dev The target has this recall, and nothing else of it changed.
    function _assertTarget(Recall recall) internal view {
        bool ofItem = serial != ALL_ITEMS;
        _assertProductRecall(MONITOR_NUMBER, ofItem ? Recall.wrap(0) : recall);
        Care memory care;
        if (ofItem) care.recall = recall;
        _assertCare(item, care);
        _assertFlags(item, false, ofItem && Recall.unwrap(recall) != 0);
        _assertCustody(item, MONITOR_NUMBER, MANUFACTURER, MANUFACTURER, 0);
        // What the regulator registered and prescribed.
        uint168 word = uint168(_slot(Slots.plus(Slots.product(MONITOR_NUMBER), 1)));
        bytes memory registered = abi.encodePacked(uint56(0), REGISTERED_UNTIL, REGISTERED_FROM, uint8(0), uint8(3));
        vm.assertEq(
            abi.encodePacked(word),
            bytes.concat(registered, abi.encodePacked(uint8(1), MANUFACTURER)),
            "slot 1"
        );
    }

    function test_RevertWhen_ProductUnknown() public {
        bytes32[3] memory ids = [bytes32(0), keccak256("none"), AssetId.unwrap(item)];
        Claim memory claim = _usualClaim();
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.UnknownSubject.selector, ids[i]));
            vm.prank(actor);
            _stepOn(ProductId.wrap(ids[i]), claim);
        }
    }

    /// @dev Neither who holds or trades the goods, nor another manufacturer.
    function test_RevertWhen_CallerIsNotConcerned() public {
        address[5] memory others = [CHIEF, RIVAL_CHIEF, PROVIDER_KEEPER, OUTSIDE_APPROVER, _anotherManufacturer()];
        for (uint256 i = 0; i < others.length; ++i) {
            _expectWrongOrganisation(organisationOf[others[i]], MANUFACTURER);
            vm.prank(others[i]);
            _step();
        }
    }

    function test_RevertGiven_ManufacturerReplaced() public {
        vm.prank(REGISTRAR);
        ledger.renew(monitor, PRODUCT_NAME, 0, REGISTERED_UNTIL, _claim());
        // Who raised a recall lifts it all the same: once.
        if (action == Action.Lift && !byRegulator) {
            vm.prank(RECALLER);
            _step();
        }

        _expectWrongOrganisation(MANUFACTURER, 0);
        vm.prank(RECALLER);
        _step();
    }

    function test_RevertWhen_MemberHasOtherDuties() public {
        address[4] memory others = [REGISTRAR, MAKER, SHIPPER, MAKER_KEEPER];
        for (uint256 i = 0; i < others.length; ++i) {
            _expectDutyMissing(others[i], Duties.RECALL);
            vm.prank(others[i]);
            _step();
        }
    }

    function _expectWrongOrganisation(uint24 organisation, uint24 required) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILedgerErrors.WrongOrganisation.selector, monitor, organisation, required)
        );
    }
}
