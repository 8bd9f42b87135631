// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head, RequisitionId } from "../../contracts/types/Ids.sol";
import { Claim, Entry as Proof, Passage } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Basis,
    Duties,
    Instruction,
    QuarantineReason,
    RecallLevel,
    RefusalReason,
    Terms
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { Holding } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice What goods go back by, in whatever condition they are.
abstract contract WayBack is Sequences {
    /// @dev The hospital's keeper sends it back, and the rival's chief takes it: two entries, each as it should be.
    function _goesBackToRival(AssetId asset, uint32 quantity, AssetState state) internal {
        _goesBack(KEEPER, asset, quantity, state, RIVAL, RIVAL_CHIEF);
    }

    function _goesBack(
        address by,
        AssetId asset,
        uint32 quantity,
        AssetState state,
        uint24 to,
        address taker
    ) internal {
        Claim memory claim = _fullClaim();
        claim.until = uint32(block.timestamp) + 1 days;
        Entry memory entry = _parcelEntry(asset, by, Action.SendBack, AssetState.InTransit, quantity, claim);
        entry.counterpart = to;
        vm.prank(by);
        ledger.sendBack(asset, to, _wayOf(asset), claim);
        _assertOnly(entry);
        _tick();

        claim = _expecting(asset, _fullClaim());
        entry = _parcelEntry(asset, taker, Action.Take, state, quantity, claim);
        (entry.counterpart, entry.value) = (organisationOf[by], uint32(Terms.Returned));
        vm.prank(taker);
        ledger.take(asset, claim);
        _assertOnly(entry);
        _tick();
    }

    /// @dev The hospital's keeper brings this way, which is refused.
    function _refusesWay(bytes memory refusal, AssetId asset, uint24 to, Passage[] memory way) internal {
        _refusesWay(refusal, KEEPER, asset, to, way);
    }

    function _refusesWay(bytes memory refusal, address by, AssetId asset, uint24 to, Passage[] memory way) internal {
        Claim memory claim = _dayClaim();
        vm.expectRevert(refusal);
        vm.prank(by);
        ledger.sendBack(asset, to, way, claim);
    }

    function _originError(AssetId asset, uint24 to) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.NotItsOrigin.selector, AssetId.unwrap(asset), to);
    }

    /// @dev The entries lead to `actual`, where the history, or the part that was split off then, says `stored`.
    function _replayError(AssetId asset, bytes27 actual, Head stored) internal pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILedgerErrors.ReplayMismatch.selector,
                AssetId.unwrap(asset),
                actual,
                Head.unwrap(stored)
            );
    }

    function _leadsTo(AssetId asset, Passage memory passage) internal pure returns (bytes27) {
        return _replayed(AssetId.unwrap(asset), Head.unwrap(passage.previous), passage.entries);
    }

    function _none() internal pure returns (Passage[] memory way) {}
}

/// @notice In which condition, and by which way they came.
contract WayBackTest is WayBack {
    /*//////////////////////////////////////////////////////////////////////////
                                   IN WHICH CONDITION
    //////////////////////////////////////////////////////////////////////////*/

    function test_GivenTaken() public {
        AssetId item = _bought();

        _goesBackToRival(item, 1, AssetState.Stored);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
    }

    function test_GivenTakenAndQuarantined() public {
        AssetId item = _bought();
        _record(KEEPER, Action.Quarantine, item, uint32(QuarantineReason.Damaged));

        _goesBackToRival(item, 1, AssetState.Stored);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
        _assertFlags(item, true, false);
    }

    function test_GivenTakenAndRecalled() public {
        AssetId item = _bought();
        _recall(WARDEN, RecallLevel.First, Instruction.SendBack, foreign, FOREIGN_SERIAL);
        _recall(WARDEN, RecallLevel.First, Instruction.SendBack, foreign, ALL_ITEMS);

        _goesBackToRival(item, 1, AssetState.Stored);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
        _assertFlags(item, false, true);
    }

    function test_GivenTakenAndExpired() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Owned);
        vm.warp(uint256(EXPIRY) + 1);

        _goesBackToRival(parcel, 100, AssetState.Stored);

        _assertParcel(parcel, RIVAL, RIVAL, 100);
    }

    function test_GivenTakenAndFaulty() public {
        AssetId item = _bought();
        _record(NURSE, Action.ReportFault, item, 0);

        _goesBackToRival(item, 1, AssetState.Faulty);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
    }

    function test_GivenTakenAndRepaired() public {
        AssetId item = _bought();
        _record(NURSE, Action.ReportFault, item, 0);
        _record(ENGINEER, Action.Repair, item, 0);

        _goesBackToRival(item, 1, AssetState.Repaired);
    }

    /// @dev Taken, and not confirmed by a second person: it need not be, to go back.
    function test_GivenInspected() public {
        _prescribeWitness();
        AssetId item = _bought();
        _assertState(item, AssetState.Inspected);

        _goesBackToRival(item, 1, AssetState.Inspected);

        // Who took it back waits for another.
        _assertSigner(item, RIVAL_CHIEF);
        _expectOwnWork(item, Action.Confirm, RIVAL_CHIEF);
        vm.prank(RIVAL_CHIEF);
        ledger.record(Action.Confirm, item, _claim());
        _record(RIVAL_SECOND, Action.Confirm, item, 0);
        _assertState(item, AssetState.Stored);
    }

    /// @dev It does not come back confirmed, nor for its acceptor to confirm.
    function test_GivenInspectedAndWithdrawn() public {
        AssetId item = _inspected();
        _sendBack(KEEPER, item, MANUFACTURER);
        _record(KEEPER, Action.Withdraw, item, 0);

        _assertState(item, AssetState.Inspected);
        _expectOwnWork(item, Action.Confirm, INSPECTOR);
        vm.prank(INSPECTOR);
        ledger.record(Action.Confirm, item, _claim());
        _record(WITNESS, Action.Confirm, item, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     BY WHICH WAY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Consigned, used and paid for: it is the hospital's, and came from the rival all the same.
    function test_GivenSettled() public {
        AssetId item = _rivalsItem();
        _fromRival(item, Terms.Consignment);
        _record(NURSE, Action.Use, item, 0);
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, RIVAL);
        _settle(requisition, item);
        _record(KEEPER, Action.Store, item, 0);

        _goesBackToRival(item, 1, AssetState.Stored);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
        _assertShipment(item, RequisitionId.wrap(0));
    }

    /// @dev What was to be delivered under a requisition, and refused, goes back to who sold it before.
    function test_GivenOnwardShipmentRefused() public {
        AssetId item = _soldToRival();
        RequisitionId requisition = _ordered(foreign, 1, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        _tick();
        vm.prank(INSPECTOR);
        ledger.refuse(requisition, item, 1, _headOf(item), _claimOf(uint32(RefusalReason.Damaged)));
        _tick();

        _goesBack(RIVAL_CHIEF, item, 1, AssetState.Stored, HOSPITAL, INSPECTOR);

        _assertItem(item, HOSPITAL, HOSPITAL, Terms.Owned);
    }

    /// @dev The same, where the onward shipment was withdrawn.
    function test_GivenOnwardShipmentWithdrawn() public {
        AssetId item = _soldToRival();
        RequisitionId requisition = _ordered(foreign, 1, "from the rival", RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        _tick();
        _record(RIVAL_CHIEF, Action.Withdraw, item, 0);

        _goesBack(RIVAL_CHIEF, item, 1, AssetState.Stored, HOSPITAL, INSPECTOR);
    }

    /// @dev Accepted under a requisition; its supplier is not its manufacturer, which is not on the ledger.
    function test_GivenAccepted() public {
        AssetId item = _rivalsItem();
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        _accept(requisition, foreign, FOREIGN_SERIAL);

        _goesBackToRival(item, 1, AssetState.Stored);

        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
    }

    /// @dev Declared at its acceptance: it came from there, though it never was on the ledger there.
    function test_GivenDeclared() public {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, RIVAL);
        vm.prank(RIVAL_CHIEF);
        ledger.ship(requisition, AssetId.wrap(0), 1, ANY_HEAD, _claim());
        vm.prank(INSPECTOR);
        AssetId item = ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));
        _tick();

        _goesBackToRival(item, 1, AssetState.Stored);
    }

    /// @dev Of what one owns, every way that it came counts: twice from the rival, and from the authority between.
    function test_GivenSeveralWays() public {
        AssetId item = _bought();
        _handOver(KEEPER, item, OUTSIDER, _outsideInspector(), Terms.Owned);
        _goesBack(OUTSIDE_APPROVER, item, 1, AssetState.Stored, HOSPITAL, INSPECTOR);

        // It was sent back, and still came from the rival once.
        _goesBackToRival(item, 1, AssetState.Stored);
    }

    /// @dev The way may begin at any entry before it came, and ends with the last one.
    function test_FromWhicheverEntryOn() public {
        AssetId item = _bought();
        bytes32 subject = AssetId.unwrap(item);
        _wind();
        uint256 taken = _length(subject) - 1;
        for (uint256 i = 0; i <= taken; ++i) {
            Claim memory claim = _dayClaim();
            uint256 snapshot = _snapshot();
            vm.prank(KEEPER);
            ledger.sendBack(item, RIVAL, _wayOf(item, i), claim);
            _revertTo(snapshot);
        }

        // Later than it came: that says nothing of it.
        _record(KEEPER, Action.Move, item, PLACE);
        _refusesWay(_originError(item, RIVAL), item, RIVAL, _wayOf(item, taken + 1));
    }

    /// @dev The owner and the manufacturer are known without a way; a wrong one is not even looked at.
    function test_GivenKnown() public {
        AssetId item = _handed(monitor, SERIAL, Terms.Loan);
        Passage[] memory way = new Passage[](1);
        Claim memory claim = _dayClaim();

        vm.prank(KEEPER);
        ledger.sendBack(item, MANUFACTURER, way, claim);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WHOSE IT IS THEN
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Ordered by the rival from the authority, for the hospital, which only holds it: it goes back, and stays the rival's.
    function test_GivenBorrowedByAcceptance() public {
        AssetId item = _deliveredForRival();
        _assertItem(item, HOSPITAL, RIVAL, Terms.Loan);

        _goesBack(KEEPER, item, 1, AssetState.Stored, OUTSIDER, _outsideInspector());

        _assertItem(item, OUTSIDER, RIVAL, Terms.Loan);
        // From there only to its owner: it came there by being sent back.
        _refusesWay(_originError(item, HOSPITAL), OUTSIDE_APPROVER, item, HOSPITAL, _wayOf(item));
        _goesBack(OUTSIDE_APPROVER, item, 1, AssetState.Stored, RIVAL, RIVAL_CHIEF);
        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
    }

    function test_GivenBorrowed() public {
        Terms[4] memory each = [Terms.Loan, Terms.Rental, Terms.Consignment, Terms.Trial];
        AssetId item = _rivalsItem();
        for (uint256 i = 0; i < each.length; ++i) {
            _fromRival(item, each[i]);
            _assertItem(item, HOSPITAL, RIVAL, each[i]);

            _goesBackToRival(item, 1, AssetState.Stored);

            _assertItem(item, RIVAL, RIVAL, Terms.Owned);
        }
    }

    /// @dev A borrower may send what is recalled where it was made; its owner stays its owner.
    function test_GivenBorrowed_ToTheManufacturer() public {
        AssetId item = _enrolled(monitor, SERIAL);
        _buy(item, monitor, SERIAL, _orderedByRival(monitor, "for the rival"));
        _fromRival(item, Terms.Consignment);
        _recall(WARDEN, RecallLevel.First, Instruction.SendBack, monitor, ALL_ITEMS);

        _goesBack(KEEPER, item, 1, AssetState.Stored, MANUFACTURER, MAKER);

        _assertItem(item, MANUFACTURER, RIVAL, Terms.Loan);
        // It does not become the maker's by that: who borrows does not offer, ship or scrap.
        Claim memory claim = _claim();
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.BorrowedGoods.selector, AssetId.unwrap(item), RIVAL));
        vm.prank(MAKER_KEEPER);
        ledger.record(Action.RequestScrap, item, claim);
        _goesBack(MAKER_KEEPER, item, 1, AssetState.Stored, RIVAL, RIVAL_CHIEF);
        _assertItem(item, RIVAL, RIVAL, Terms.Owned);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   PARTS OF A PARCEL
    //////////////////////////////////////////////////////////////////////////*/

    function test_GivenPart() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Owned);
        AssetId part = _split(parcel, 30);
        // The rest goes on meanwhile.
        _dispense(parcel, 10);

        vm.assertEq(_wayOf(part).length, 2, "passages");
        _goesBackToRival(part, 30, AssetState.Stored);

        _assertParcel(part, RIVAL, RIVAL, 30);
        _goesBackToRival(parcel, 60, AssetState.Stored);
    }

    function test_GivenPartOfAPart() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Owned);
        AssetId part = _split(parcel, 30);
        _record(KEEPER, Action.Move, part, PLACE);
        AssetId partOfPart = _split(part, 10);
        _record(KEEPER, Action.Move, partOfPart, PLACE);

        vm.assertEq(_wayOf(partOfPart).length, 3, "passages");
        _goesBackToRival(partOfPart, 10, AssetState.Stored);

        _assertParcel(partOfPart, RIVAL, RIVAL, 10);
    }

    function test_GivenPartOfAPart_Borrowed() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Loan);
        AssetId partOfPart = _split(_split(parcel, 30), 10);

        _goesBackToRival(partOfPart, 10, AssetState.Stored);

        _assertParcel(partOfPart, RIVAL, RIVAL, 10);
    }

    /// @dev The part was split off before the rest came: that is not the part's way.
    function test_RevertGiven_PartSplitOffBefore() public {
        AssetId parcel = _rivalsParcel(100);
        vm.prank(RIVAL_CHIEF);
        AssetId part = ledger.split(parcel, 30, 0, _claim());
        _tick();
        _fromRival(parcel, Terms.Owned);
        _handOver(RIVAL_CHIEF, part, OUTSIDER, _outsideInspector(), Terms.Owned);

        _refusesWay(_originError(part, HOSPITAL), OUTSIDE_APPROVER, part, HOSPITAL, _wayOf(part));
        _goesBack(OUTSIDE_APPROVER, part, 30, AssetState.Stored, RIVAL, RIVAL_CHIEF);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev By offer and take: it is the hospital's.
    function _bought() private returns (AssetId item) {
        item = _rivalsItem();
        _fromRival(item, Terms.Owned);
    }

    /// @dev The hospital's, from a supplier that is not on the ledger, and handed to the rival for good.
    function _soldToRival() private returns (AssetId item) {
        RequisitionId requisition = _ordered(foreign, 1, REFERENCE, 0);
        vm.prank(INSPECTOR);
        item = ledger.accept(requisition, foreign, FOREIGN_SERIAL, ANY_HEAD, _claimOf(MADE));
        _tick();
        _handOver(KEEPER, item, RIVAL, RIVAL_CHIEF, Terms.Owned);
    }

    function _deliveredForRival() private returns (AssetId item) {
        address inspector = _outsideInspector();
        vm.prank(inspector);
        item = ledger.enrol(foreign, FOREIGN_SERIAL, _claimOf(_basis(Basis.Found)));
        _tick();
        _record(OUTSIDE_APPROVER, Action.Confirm, item, 0);

        vm.prank(RIVAL_CHIEF);
        RequisitionId requisition = ledger.applyFor(foreign, 1, REFERENCE, _claim());
        vm.prank(_rivalSecond());
        ledger.decide(requisition, Action.Approve, _claim());
        vm.prank(RIVAL_CHIEF);
        ledger.order(requisition, OUTSIDER, HOSPITAL, _claim());
        vm.prank(OUTSIDE_APPROVER);
        ledger.ship(requisition, item, 1, ANY_HEAD, _claim());
        _tick();
        _accept(requisition, foreign, FOREIGN_SERIAL);
    }

    /// @dev Inspects for the authority, whose approver keeps and ships besides.
    function _outsideInspector() private returns (address inspector) {
        inspector = address(0xf1);
        if (memberOf[inspector] != 0) return inspector;
        _employ(OUTSIDER, OUTSIDER_ADMIN, inspector, Duties.INSPECT);
        vm.prank(OUTSIDER_ADMIN);
        ledger.setDuties(memberOf[OUTSIDE_APPROVER], Duties.INSPECT | Duties.KEEP | Duties.SUPPLY);
    }

    function _prescribeWitness() private {
        _prescribe(foreign, _witnessed());
    }

    function _assertItem(AssetId item, uint24 custodian, uint24 owner, Terms terms) private view {
        uint24 product =
            AssetId.unwrap(_itemOf(monitor, SERIAL)) == AssetId.unwrap(item) ? MONITOR_NUMBER : FOREIGN_NUMBER;
        _assertCustody(item, _onTerms(_custody(product, custodian, owner, _signer(item)), terms));
    }

    function _assertParcel(AssetId parcel, uint24 custodian, uint24 owner, uint32 quantity) private view {
        Holding memory custody = _parcelCustody(GAUZE_NUMBER, custodian, owner, _batchOf(gauze, LOT), quantity);
        custody.lastSigner = _signer(parcel);
        _assertCustody(parcel, custody);
    }

    function _assertSigner(AssetId asset, address by) private view {
        vm.assertEq(_signer(asset), memberOf[by], "last signer");
    }
}

/// @notice Proofs that show no way, or none that counts.
contract WrongWayTest is WayBack {
    /*//////////////////////////////////////////////////////////////////////////
                                    NOT ITS ENTRIES
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_NoWay() public {
        AssetId item = _bought();

        _refusesWay(_originError(item, RIVAL), item, RIVAL, _none());
    }

    function test_RevertWhen_PassageIsEmpty() public {
        AssetId item = _bought();
        Passage[] memory way = new Passage[](1);
        way[0].previous = _headOf(item);

        bytes memory refusal = _replayError(item, Head.unwrap(_headOf(item)), _headOf(item));
        _refusesWay(refusal, item, RIVAL, way);
    }

    /// @dev Every word of an entry is committed to: another counterpart, organisation, origin, head of the origin or document.
    function test_RevertWhen_EntryIsForged() public {
        AssetId item = _bought();
        for (uint256 i = 0; i < 5; ++i) {
            Passage[] memory way = _wayOf(item);
            Proof memory taken = way[0].entries[way[0].entries.length - 1];
            if (i == 0) taken.facts ^= uint256(RIVAL ^ PROVIDER) << 192;
            if (i == 1) taken.organisation = RIVAL;
            if (i == 2) taken.origin = keccak256("another origin");
            if (i == 3) taken.originHead = Head.wrap(bytes27(keccak256("another head")));
            if (i == 4) taken.details = keccak256("another document");

            _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, PROVIDER, way);
        }
    }

    function test_RevertWhen_PreviousIsAnother() public {
        AssetId item = _bought();
        Passage[] memory way = _wayOf(item, 1);
        way[0].previous = Head.wrap(_genesis(address(ledger), AssetId.unwrap(item)));

        _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, RIVAL, way);
    }

    function test_RevertWhen_EntryIsLeftOut() public {
        AssetId item = _bought();
        Passage[] memory whole = _wayOf(item);
        for (uint256 left = 0; left < whole[0].entries.length; ++left) {
            Passage[] memory way = new Passage[](1);
            way[0] = Passage(whole[0].previous, _without(whole[0].entries, left));

            _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, RIVAL, way);
        }
    }

    function test_RevertWhen_EntriesAreReordered() public {
        AssetId item = _bought();
        Passage[] memory way = _wayOf(item);
        Proof[] memory entries = way[0].entries;
        (entries[1], entries[2]) = (entries[2], entries[1]);

        _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, RIVAL, way);
    }

    function test_RevertWhen_EntryIsAdded() public {
        AssetId item = _handed(monitor, SERIAL, Terms.Loan);
        Passage[] memory way = _wayOf(item);
        Proof[] memory entries = new Proof[](way[0].entries.length + 1);
        for (uint256 i = 0; i + 1 < entries.length; ++i) entries[i] = way[0].entries[i];
        entries[entries.length - 1] = entries[entries.length - 2];
        entries[entries.length - 1].facts ^= uint256(MANUFACTURER ^ RIVAL) << 192;
        way[0].entries = entries;

        _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, RIVAL, way);
    }

    /// @dev What led to the head before the last entry does not show that nothing happened since.
    function test_RevertWhen_WayIsNotUpToDate() public {
        AssetId item = _bought();
        Passage[] memory way = _wayOf(item);
        _record(KEEPER, Action.Move, item, PLACE);

        _refusesWay(_replayError(item, _leadsTo(item, way[0]), _headOf(item)), item, RIVAL, way);
    }

    function test_RevertWhen_WayIsAnotherAssets() public {
        AssetId item = _bought();
        vm.prank(INSPECTOR);
        AssetId other = ledger.enrol(foreign, "F-0002", _claimOf(_basis(Basis.Found)));
        _tick();
        _record(WITNESS, Action.Confirm, other, 0);
        Passage[] memory way = _wayOf(item);

        _refusesWay(_replayError(other, _leadsTo(other, way[0]), _headOf(other)), other, RIVAL, way);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   PASSAGES OF PARTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Beyond what was not split off another parcel there is nothing.
    function test_RevertWhen_PassageIsBeyond() public {
        AssetId item = _bought();
        Passage[] memory way = new Passage[](2);
        way[0] = _wayOf(item)[0];
        way[1] = way[0];

        bytes memory refusal = _replayError(item, Head.unwrap(way[1].previous), _headOf(item));
        _refusesWay(refusal, item, PROVIDER, way);
    }

    /// @dev Once the way is shown, what is brought besides is not looked at.
    function test_WhenPassageIsBeyondTheWay() public {
        AssetId item = _bought();
        Passage[] memory way = new Passage[](2);
        way[0] = _wayOf(item)[0];
        Claim memory claim = _dayClaim();

        vm.prank(KEEPER);
        ledger.sendBack(item, RIVAL, way, claim);
    }

    /// @dev From its second entry on, a part does not show what it was split off.
    function test_RevertWhen_PartsOwnFirstEntryIsLeftOut() public {
        (AssetId part, ) = _part();
        _record(KEEPER, Action.Move, part, PLACE);
        Passage[] memory way = _wayOf(part);
        way[0].entries = _without(way[0].entries, 0);
        way[0].previous = Head.wrap(_headBefore(AssetId.unwrap(part), 1));

        bytes memory refusal = _replayError(part, Head.unwrap(way[1].previous), _headOf(part));
        _refusesWay(refusal, part, RIVAL, way);
    }

    /// @dev The rest records a split too, with no origin.
    function test_RevertWhen_RestsSplitStandsInForTheParts() public {
        (AssetId part, AssetId rest) = _part();
        _record(KEEPER, Action.Move, rest, PLACE);
        Passage[] memory way = new Passage[](2);
        way[0] = _wayOf(rest, _length(AssetId.unwrap(rest)) - 2)[0];
        way[1] = _wayOf(part)[1];

        bytes memory refusal = _replayError(rest, Head.unwrap(way[1].previous), _headOf(rest));
        _refusesWay(refusal, rest, PROVIDER, way);
    }

    /// @dev What happened to the rest since is not the part's.
    function test_RevertWhen_RestsPassageGoesOn() public {
        (AssetId part, AssetId rest) = _part();
        Head then = Head.wrap(_headBefore(AssetId.unwrap(rest), _entriesOf(rest)));
        _record(KEEPER, Action.Move, rest, PLACE);
        Passage[] memory way = _wayOf(part);
        way[1] = _wayOf(rest)[0];

        _refusesWay(_replayError(rest, _leadsTo(rest, way[1]), then), part, RIVAL, way);
    }

    function test_RevertWhen_RestsPassageIsCutShort() public {
        (AssetId part, AssetId rest) = _part();
        Head then = _headOf(rest);
        Passage[] memory way = _wayOf(part);
        way[1].entries = _without(way[1].entries, way[1].entries.length - 1);

        _refusesWay(_replayError(rest, _leadsTo(rest, way[1]), then), part, RIVAL, way);
    }

    function test_RevertWhen_RestsPassageIsAnotherParcels() public {
        (AssetId part, AssetId rest) = _part();
        Head then = _headOf(rest);
        Passage[] memory way = _wayOf(part);
        way[1] = way[0];

        _refusesWay(_replayError(rest, _leadsTo(rest, way[1]), then), part, RIVAL, way);
    }

    function test_RevertWhen_RestsPassageIsMissing() public {
        (AssetId part, ) = _part();
        Passage[] memory way = new Passage[](1);
        way[0] = _wayOf(part)[0];

        _refusesWay(_originError(part, RIVAL), part, RIVAL, way);
    }

    function test_RevertWhen_PassagesAreInTheOtherOrder() public {
        (AssetId part, ) = _part();
        Passage[] memory way = _wayOf(part);
        (way[0], way[1]) = (way[1], way[0]);

        _refusesWay(_replayError(part, _leadsTo(part, way[0]), _headOf(part)), part, RIVAL, way);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  WAYS THAT DO NOT COUNT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The hospital sold what it had from the rival to the provider, and borrows it again: the rival is nobody to it now.
    function test_RevertGiven_BorrowedSince() public {
        AssetId item = _bought();
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Owned);
        _handOver(PROVIDER_KEEPER, item, HOSPITAL, INSPECTOR, Terms.Loan);

        _refusesWay(_originError(item, RIVAL), item, RIVAL, _wayOf(item));
        _goesBack(KEEPER, item, 1, AssetState.Stored, PROVIDER, PROVIDER_KEEPER);
    }

    function test_RevertGiven_BorrowedSince_AndSplit() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Owned);
        _handOver(KEEPER, parcel, PROVIDER, PROVIDER_KEEPER, Terms.Owned);
        _handOver(PROVIDER_KEEPER, parcel, HOSPITAL, INSPECTOR, Terms.Loan);
        AssetId part = _split(_split(parcel, 30), 10);

        _refusesWay(_originError(part, RIVAL), part, RIVAL, _wayOf(part));
        _goesBack(KEEPER, part, 10, AssetState.Stored, PROVIDER, PROVIDER_KEEPER);
    }

    /// @dev The part was lent anew; the rest's older coming is no way of it.
    function test_RevertGiven_PartBorrowedSince() public {
        (AssetId part, ) = _part();
        _handOver(KEEPER, part, PROVIDER, PROVIDER_KEEPER, Terms.Owned);
        _handOver(PROVIDER_KEEPER, part, HOSPITAL, INSPECTOR, Terms.Loan);

        _refusesWay(_originError(part, RIVAL), part, RIVAL, _wayOf(part));
    }

    /// @dev Whose they were before a regulator reassigned them, borrowed goods may not be any more.
    function test_RevertGiven_BorrowedAndReassigned() public {
        AssetId item = _rivalsItem();
        _fromRival(item, Terms.Loan);
        _reassign(HOSPITAL, PROVIDER, item);

        _refusesWay(_originError(item, RIVAL), item, RIVAL, _wayOf(item));
        _goesBack(KEEPER, item, 1, AssetState.Stored, PROVIDER, PROVIDER_KEEPER);
    }

    function test_RevertGiven_BorrowedReassignedAndSplit() public {
        AssetId parcel = _rivalsParcel(100);
        _fromRival(parcel, Terms.Loan);
        _reassign(HOSPITAL, PROVIDER, parcel);
        AssetId part = _split(parcel, 30);

        _refusesWay(_originError(part, RIVAL), part, RIVAL, _wayOf(part));
        _goesBack(KEEPER, part, 30, AssetState.Stored, PROVIDER, PROVIDER_KEEPER);
    }

    /// @dev What one owns goes the way that it came, whoever said that one does.
    function test_GivenOwnedByReassignment() public {
        AssetId item = _rivalsItem();
        _fromRival(item, Terms.Loan);
        _reassign(HOSPITAL, HOSPITAL, item);

        _goesBackToRival(item, 1, AssetState.Stored);
    }

    /// @dev What was lent and came back did not come from the borrower.
    function test_RevertGiven_OnlySentBackFromThere() public {
        AssetId item = _bought();
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Loan);
        _goesBack(PROVIDER_KEEPER, item, 1, AssetState.Stored, HOSPITAL, INSPECTOR);

        _refusesWay(_originError(item, PROVIDER), item, PROVIDER, _wayOf(item));
    }

    /// @dev Who sent goods back does not get them again by sending them back: two would pass a parcel to and fro for ever.
    function test_RevertGiven_SoldAndSentBack() public {
        AssetId item = _bought();
        _goesBackToRival(item, 1, AssetState.Stored);

        _refusesWay(_originError(item, HOSPITAL), RIVAL_CHIEF, item, HOSPITAL, _wayOf(item));
    }

    /// @dev It came to another from there, not to who sends it.
    function test_RevertGiven_CameToAnother() public {
        AssetId item = _bought();
        _handOver(KEEPER, item, PROVIDER, PROVIDER_KEEPER, Terms.Owned);

        _refusesWay(_originError(item, RIVAL), PROVIDER_KEEPER, item, RIVAL, _wayOf(item));
        _goesBack(PROVIDER_KEEPER, item, 1, AssetState.Stored, HOSPITAL, INSPECTOR);
    }

    /// @dev What was declined or withdrawn never came.
    function test_RevertGiven_OnlyOffered() public {
        AssetId item = _bought();
        _offer(KEEPER, item, PROVIDER, Terms.Owned);
        _record(PROVIDER_KEEPER, Action.Decline, item, 0);

        _refusesWay(_originError(item, PROVIDER), item, PROVIDER, _wayOf(item));
    }

    function _bought() private returns (AssetId item) {
        item = _rivalsItem();
        _fromRival(item, Terms.Owned);
    }

    /// @dev 30 of 100 that the hospital had from the rival.
    function _part() private returns (AssetId part, AssetId rest) {
        rest = _rivalsParcel(100);
        _fromRival(rest, Terms.Owned);
        part = _split(rest, 30);
        _wind();
    }

    function _entriesOf(AssetId asset) private returns (uint256) {
        _wind();
        return _length(AssetId.unwrap(asset));
    }

    function _without(Proof[] memory entries, uint256 index) private pure returns (Proof[] memory others) {
        others = new Proof[](entries.length - 1);
        for (uint256 i = 0; i < others.length; ++i) others[i] = entries[i < index ? i : i + 1];
    }
}
