// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Terms } from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { AssetTest } from "./support/AssetTest.sol";
import { PackTest } from "./support/PackTest.sol";
import { Holding } from "./support/Stages.sol";
import { STORED } from "./support/States.sol";
import { vm } from "./support/Vm.sol";

/// @dev Six hundred packs of the hospital's own vaccine, with a code each. The step of the inherited tests splits the first off.
contract SplitPacksTest is PackTest {
    uint32 private constant PACKS = 600;
    uint32 private constant HELD = PACKS * UNITS_PER_PACK;

    constructor() AssetTest(Action.Split, KEEPER, Duties.KEEP, STORED, 0, 0) {}

    function setUp() public override {
        super.setUp();
        (batch, item) = _delivered(LOT, HELD, PACKS_ROOT, REFERENCE);
    }

    function _stepOn(bytes32 id, Claim memory claim) internal override {
        ledger.split(AssetId.wrap(id), UNITS_PER_PACK, 0, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          RANGES
    //////////////////////////////////////////////////////////////////////////*/

    function test_Split_FromTheBeginning() public {
        _assertVaccine(item, HELD, 0, PACKS);
        AssetId part = _splits(KEEPER, 100, 0);

        _assertVaccine(item, HELD - 100, 10, PACKS);
        _assertVaccine(part, 100, 0, 10);
        _assertNoCare(item);
        _assertNoCare(part);
        _assertShipment(part, RequisitionId.wrap(0));
        _assertBatch(batch, VACCINE_NUMBER, EXPIRY, HELD, _noRecall(), PACKS_ROOT);
    }

    function test_Split_FromTheEnd() public {
        AssetId part = _splits(KEEPER, 100, 590);

        _assertVaccine(item, HELD - 100, 0, 590);
        _assertVaccine(part, 100, 590, PACKS);
        _assertNoCare(item);
        _assertNoCare(part);
    }

    function test_Split_TheLeastAndTheMost() public {
        AssetId rest = item;
        AssetId first = _splits(KEEPER, 10, 0);
        AssetId last = _splits(KEEPER, 10, 599);
        AssetId most = _splits(KEEPER, HELD - 30, 2);

        _assertVaccine(first, 10, 0, 1);
        _assertVaccine(last, 10, 599, 600);
        _assertVaccine(most, HELD - 30, 2, 599);
        _assertVaccine(rest, 10, 1, 2);
        _refusesQuantity(10, 1, 9);
    }

    /// @dev What is in the middle is reached by two splits.
    function test_Split_OfAPart() public {
        AssetId rest = item;
        item = _splits(KEEPER, 3000, 300);
        AssetId middle = _splits(KEEPER, 1000, 300);

        _assertVaccine(rest, 3000, 0, 300);
        _assertVaccine(middle, 1000, 300, 400);
        _assertVaccine(item, 2000, 400, 600);
    }

    function test_RevertWhen_PartIsNotAtAnEnd() public {
        _refusesMiddle(100, 10, 20);
        _refusesMiddle(10, 1, 2);
        _refusesMiddle(100, 589, 599);
        _refusesMiddle(HELD - 20, 1, 599);

        _split(item, 100, 0);
        _split(item, 100, 590);
        _refusesMiddle(100, 11, 21);
        _refusesMiddle(100, 579, 589);
    }

    function test_RevertWhen_FirstPackIsOutside() public {
        _refusesOutside(10, 600, 600, 0, 600);
        _refusesOutside(10, type(uint32).max, type(uint32).max, 0, 600);

        AssetId part = _split(item, 100, 0);
        _split(item, 100, 590);
        _refusesOutside(10, 9, 9, 10, 590);
        _refusesOutside(10, 0, 0, 10, 590);
        _refusesOutside(10, 590, 590, 10, 590);

        item = part;
        _refusesOutside(10, 10, 10, 0, 10);
    }

    /// @dev It names the first pack that is too many.
    function test_RevertWhen_PartEndsOutside() public {
        _refusesOutside(100, 591, 600, 0, 600);
        _refusesOutside(20, 599, 600, 0, 600);
        _refusesOutside(HELD - 10, 2, 600, 0, 600);

        _split(item, 100, 590);
        _refusesOutside(20, 589, 590, 0, 590);
    }

    function test_RevertWhen_NotWholePacks() public {
        uint32[5] memory quantities = [uint32(1), 9, 11, 105, HELD - 1];
        for (uint256 i = 0; i < quantities.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ILedgerErrors.NotWholePacks.selector, quantities[i], UNITS_PER_PACK)
            );
            vm.prank(KEEPER);
            ledger.split(item, quantities[i], 0, _claim());
        }
    }

    function test_RevertWhen_QuantityIsOutOfRange() public {
        _refusesQuantity(0, 0, HELD - 1);
        _refusesQuantity(HELD, 0, HELD - 1);
        _refusesQuantity(HELD + 10, 0, HELD - 1);
        _refusesQuantity(type(uint32).max, 0, HELD - 1);

        _dispensePacks(item, _packs(0, 100));
        _refusesQuantity(5000, 100, 4999);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     DISPENSED PACKS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The two sides of the border between two words.
    function test_RevertGiven_DispensedOnTheBorder() public {
        _dispensePacks(item, _marks(0, 1 << 255, 1, 1));

        _refusesDispensed(2560, 0, 255);
        _refusesDispensed(2570, 0, 255);
        _refusesDispensed(3450, 255, 255);
        _refusesDispensed(3440, 256, 256);

        // Up to them, and from behind them; but not all that is left.
        AssetId first = _splits(KEEPER, 2550, 0);
        _refusesQuantity(3430, 257, 3429);
        AssetId last = _splits(KEEPER, 3420, 258);
        _assertVaccine(first, 2550, 0, 255);
        _assertVaccine(last, 3420, 258, 600);
        _assertVaccine(item, 10, 255, 258);
    }

    function test_RevertGiven_DispensedAtTheEdges() public {
        _dispensePacks(item, _pack(0));
        _dispensePacks(item, _pack(599));
        _refusesDispensed(10, 0, 0);
        _refusesDispensed(10, 599, 599);
        _refusesDispensed(5000, 0, 0);
        _refusesDispensed(5000, 100, 599);
        _assertVaccine(item, HELD - 20, 0, 600);
    }

    /// @dev Of more of them, the first is named, wherever in the words it is.
    function test_RevertGiven_MoreDispensed() public {
        _dispensePacks(item, _marks(1, (1 << 10) | (1 << 200), 2, (1 << 3) | (1 << 4)));

        _refusesDispensed(5900, 0, 266);
        _refusesDispensed(2670, 0, 266);
        _refusesDispensed(3340, 266, 266);
        _refusesDispensed(3330, 267, 456);
        _refusesDispensed(1440, 456, 456);
        _refusesDispensed(1430, 457, 515);
        _refusesDispensed(840, 516, 516);
        AssetId part = _splits(KEEPER, 830, 517);
        _assertVaccine(part, 830, 517, 600);
        _assertVaccine(item, HELD - 830 - 40, 0, 517);
    }

    /// @dev What is dispensed outside the part does not matter; the rest has what the part has not.
    function test_Split_GivenDispensedElsewhere() public {
        _dispensePacks(item, _marks(0, 1 << 20, 2, 1 << 80));
        AssetId first = _splits(KEEPER, 200, 0);
        AssetId last = _splits(KEEPER, 70, 593);

        _assertVaccine(first, 200, 0, 20);
        _assertVaccine(last, 70, 593, 600);
        _assertVaccine(item, HELD - 20 - 270, 20, 593);
        _refusesDispensed(10, 20, 20);
        _refusesDispensed(10, 592, 592);
        _assertWord(0, 1 << 20);
        _assertWord(2, 1 << 80);
    }

    /// @dev Of a part that is whole, nothing was dispensed, whatever was of the rest.
    function test_Split_OfAPart_GivenDispensedElsewhere() public {
        _dispensePacks(item, _pack(300));
        (AssetId rest, AssetId part) = (item, _splits(KEEPER, 2000, 0));
        item = part;
        AssetId partOfPart = _splits(KEEPER, 500, 150);

        _assertVaccine(part, 1500, 0, 150);
        _assertVaccine(partOfPart, 500, 150, 200);
        _assertVaccine(rest, HELD - 10 - 2000, 200, 600);
    }

    /// @dev Packs go with their part, and are dispensed from it alone.
    function test_Split_ThenDispense() public {
        AssetId part = _splits(KEEPER, 100, 0);
        _expectPackOutOfRange(9, 10, 600);
        vm.prank(NURSE);
        _callDispensePacks(item, _pack(9), _claim());
        _dispensePacks(item, _pack(10));
        _assertVaccine(item, HELD - 110, 10, 600);

        item = part;
        _expectPackOutOfRange(10, 0, 10);
        vm.prank(NURSE);
        _callDispensePacks(item, _pack(10), _claim());
        _dispensePacks(item, _packs(0, 10));
        _assertVaccine(part, 0, 0, 10);
        _assertState(part, AssetState.Consumed);
        _assertWord(0, (1 << 11) - 1);
    }

    function test_Split_GivenConsigned() public {
        (batch, item) = _consigned("L-2", 200, PACKS_ROOT);
        _dispensePacks(item, _pack(0));
        AssetId part = _splits(KEEPER, 100, 10);

        _assertOwed(item, 10, 10);
        _assertOwed(part, 0, 20);
        Holding memory custody = _parcelCustody(VACCINE_NUMBER, HOSPITAL, MANUFACTURER, batch, 90);
        custody.firstPackAndOne = 1;
        _assertCustody(item, _onTerms(custody, Terms.Consignment));
        (custody.quantity, custody.firstPackAndOne) = (100, 11);
        _assertCustody(part, _onTerms(custody, Terms.Consignment));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       LARGE AND ANY
    //////////////////////////////////////////////////////////////////////////*/

    function test_Split_OfManyPacks() public {
        (batch, item) = _delivered("L-2", 1_000_000, PACKS_ROOT, "many");
        _dispensePacks(item, _pack(0));
        _refusesDispensed(999_980, 0, 0);
        AssetId part = _splits(KEEPER, 999_980, 2);

        _assertVaccine(part, 999_980, 2, 100_000);
        _assertVaccine(item, 10, 0, 2);
    }

    /// @dev As many as a batch can have, all looked through but one.
    function test_Split_OfTheMostPacks() public {
        uint32 most = 1 << 20;
        (batch, item) = _delivered("L-2", most * UNITS_PER_PACK, PACKS_ROOT, "most");
        _dispensePacks(item, _pack(most - 1));
        _refusesDispensed((most - 2) * UNITS_PER_PACK, 2, most - 1);
        AssetId part = _splits(KEEPER, (most - 2) * UNITS_PER_PACK, 0);

        _assertVaccine(part, (most - 2) * UNITS_PER_PACK, 0, most - 2);
        _assertVaccine(item, 10, most - 2, most);
    }

    /// @dev Any range of any quantity, after one pack was dispensed: one refusal or the other, or a part of it.
    function testFuzz_Split(uint32 quantity, uint32 first, uint16 pack) public {
        (quantity, pack) = (quantity % 6100, pack % 600);
        first = first % 4 == 0 ? 0 : first % 700;
        _dispensePacks(item, _pack(pack));
        uint32 held = HELD - UNITS_PER_PACK;
        uint32 end = first + quantity / UNITS_PER_PACK;

        if (quantity == 0 || quantity >= held) return _refusesQuantity(quantity, first, held - 1);
        if (quantity % UNITS_PER_PACK != 0) {
            bytes4 selector = ILedgerErrors.NotWholePacks.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, quantity, UNITS_PER_PACK));
            vm.prank(KEEPER);
            ledger.split(item, quantity, first, _claim());
            quantity -= quantity % UNITS_PER_PACK;
            if (quantity == 0) return;
        }
        if (first >= PACKS) return _refusesOutside(quantity, first, first, 0, PACKS);
        if (end > PACKS) {
            _refusesOutside(quantity, first, PACKS, 0, PACKS);
            first -= end - PACKS;
            end = PACKS;
        }
        if (first != 0 && end != PACKS) return _refusesMiddle(quantity, first, end);
        if (pack >= first && pack < end) return _refusesDispensed(quantity, first, pack);

        AssetId part = _splits(KEEPER, quantity, first);
        _assertVaccine(part, quantity, first, end);
        (uint32 least, uint32 most) = first == 0 ? (end, PACKS) : (0, first);
        _assertVaccine(item, held - quantity, least, most);
    }

    function _refusesQuantity(uint32 quantity, uint32 first, uint32 most) private {
        _expectQuantity(quantity, 1, most);
        vm.prank(KEEPER);
        ledger.split(item, quantity, first, _claim());
    }

    function _refusesMiddle(uint32 quantity, uint32 first, uint32 end) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.PartNotAtEnd.selector, item, first, end));
        vm.prank(KEEPER);
        ledger.split(item, quantity, first, _claim());
    }

    /// @dev Of a parcel with packs from `least` to before `most`.
    function _refusesOutside(uint32 quantity, uint32 first, uint32 pack, uint32 least, uint32 most) private {
        _expectPackOutOfRange(pack, least, most);
        vm.prank(KEEPER);
        ledger.split(item, quantity, first, _claim());
    }

    function _refusesDispensed(uint32 quantity, uint32 first, uint32 pack) private {
        _expectAlreadyDispensed(pack);
        vm.prank(KEEPER);
        ledger.split(item, quantity, first, _claim());
    }
}
