// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Action } from "../../contracts/types/Vocabulary.sol";
import { LotLifeHandler } from "./LotLifeHandler.sol";
import { vm } from "./support/Vm.sol";

/// @notice Invariants over random lives of lots: vaccines whose packs have codes, drugs, and gauze that no manufacturer
/// on the ledger makes. Members of two hospitals, of the manufacturer, of a rival that trades and consigns, and of the
/// regulator take likely and unlikely steps while time passes and lots expire. From the events alone, and from what is
/// stored:
///
/// 1. **Batches.** What entered a batch is what its parcels hold, in whatever state they are, disposed of too, and what
///    was dispensed from them and not undone.
/// 2. **Parcels.** What a parcel began with is what it holds, what was split off, and what was dispensed and not
///    undone. It is consumed when it holds nothing. It is handed on as a whole. Nothing but undoing brings back what
///    was consumed, nothing what was disposed of.
/// 3. **Packs.** No more packs were dispensed than entered, and a parcel of packs with codes holds those of its range
///    that were not dispensed.
/// 4. **Ranges.** Each pack of a batch is in the range of exactly one parcel, and the ranges follow from the events.
/// 5. **Usable.** Nothing is dispensed, undone, shipped, accepted or offered while it is quarantined, expired, or
///    recalled (its batch or its product) and not remedied since.
/// 6. **Once.** No pack is dispensed twice without an undoing between. A dispensing commits to its packs, and is undone
///    once at most, within ten days, with the very same packs, by who dispensed it, and has held the parcel since,
///    which was neither remedied nor settled meanwhile.
/// 7. **Heads.** Heads, states and flags follow from the events, the id of a parcel from its origin at the head that
///    this had then. No more was accepted than ordered.
/// 8. **Debts.** What is owed for a parcel is what was dispensed of it under consignment, less what was undone and what
///    was settled, by the debtor, under a requisition to the consignor. It is one sum: of which dispensing, it does not
///    say.
/// 9. **Refusals.** What is refused is refused by one of the ledger's errors, and leaves no trace.
/// 10. **Procurement.** What is a hospital's own was enrolled there, accepted under its requisition, taken from a hospital,
///    its own before, or reassigned. What is dispensed under consignment is owed for: 8.
/// 11. **A way out.** Whatever is neither consumed nor disposed of, its custodian scraps, or sends back to its owner, whoever
///    signed before; what is in transit, its sender withdraws.
contract LotLifeTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    LotLifeHandler private _handler;
    mapping(Action => uint256) private _succeeded;
    mapping(bytes4 selector => uint256) private _refused;
    mapping(uint8 state => uint256) private _wentOut;

    function setUp() public {
        _handler = new LotLifeHandler();
        _handler.setUp();
    }

    /// @dev Read by the runner: otherwise it would call the ledger as well, as nobody in particular.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev Read by the runner: the functions that it may call.
    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(_handler);
        bytes4[28] memory selectors = _selectors();
        targets[0].selectors = new bytes4[](selectors.length + 1);
        for (uint256 i = 0; i < selectors.length; ++i) targets[0].selectors[i] = selectors[i];
        targets[0].selectors[selectors.length] = LotLifeHandler.depart.selector;
    }

    /// @dev 1 and 2.
    function invariant_EveryUnitIsAccountedFor() public view {
        if (_isDue()) _handler.assertBalances();
        _handler.assertKept(2);
    }

    /// @dev 3, 4 and 6.
    function invariant_EveryPackIsInOneParcelAndDispensedOnce() public view {
        if (_isDue()) _handler.assertPacks();
        _handler.assertKept(6);
    }

    /// @dev 5, 7, 8, 9 and 10.
    function invariant_HeadsAndDebtsFollowFromTheEvents() public view {
        if (_isDue()) {
            _handler.assertHeads();
            _handler.assertDebts();
        }
        _handler.assertKept(5);
        _handler.assertKept(7);
        _handler.assertKept(8);
        _handler.assertKept(9);
        _handler.assertKept(10);
    }

    /// @dev Called by the runner at the end of each run: all of them.
    function afterInvariant() public view {
        _handler.assertBalances();
        _handler.assertPacks();
        _handler.assertHeads();
        _handler.assertDebts();
        for (uint256 number = 1; number <= 10; ++number) _handler.assertKept(number);
    }

    /// @dev The handler does reach every action and every refusal: the invariants are not kept by idling.
    function test_HandlerReachesEverything() public {
        for (uint256 life = 0; life < 16; ++life) {
            _handler = new LotLifeHandler();
            _handler.setUp();
            _live(life);
            afterInvariant();
            for (uint8 i = 0; i <= uint8(type(Action).max); ++i) _succeeded[Action(i)] += _handler.succeeded(Action(i));
            for (uint8 i = 0; i < 16; ++i) _wentOut[i] += _handler.wentOut(i);
            for (uint256 i = 0; i < _refusals().length; ++i) {
                _refused[_refusals()[i]] += _handler.refused(_refusals()[i]);
            }
        }

        for (uint256 i = 0; i < _actions().length; ++i) {
            string memory number = vm.toString(uint256(_actions()[i]));
            vm.assertTrue(_succeeded[_actions()[i]] >= 5, string.concat("too seldom: action ", number));
        }
        // 11, from every state of a parcel that is not final.
        uint8[5] memory states = [1, 5, 6, 7, 10];
        for (uint256 i = 0; i < states.length; ++i) {
            string memory number = vm.toString(states[i]);
            vm.assertTrue(_wentOut[states[i]] > 0, string.concat("never left: state ", number));
        }
        for (uint256 i = 0; i < _refusals().length; ++i) {
            vm.assertTrue(_refused[_refusals()[i]] >= 2, string.concat("too seldom: refusal ", vm.toString(i)));
        }
    }

    /// @dev To compare all that is stored takes longer than a step.
    function _isDue() private view returns (bool) {
        return _handler.steps() % 10 == 0;
    }

    function _live(uint256 life) private {
        bytes4[28] memory selectors = _selectors();
        for (uint256 i = 0; i < 400; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(life, i)));
            bytes4 selector = selectors[(seed >> 200) % selectors.length];
            bytes memory data =
                selector == LotLifeHandler.pass.selector
                    ? abi.encodeWithSelector(selector, uint32(seed), uint8(seed >> 32))
                    : abi.encodeWithSelector(selector, seed);
            (bool success, ) = address(_handler).call(data);
            vm.assertTrue(success, string.concat("step ", vm.toString(i), " of life ", vm.toString(life)));
            if (i % 25 == 0) _handler.depart(seed);
        }
    }

    /// @dev What is done most in a life stands there more than once.
    function _selectors() private pure returns (bytes4[28] memory) {
        return
            [
                LotLifeHandler.commission.selector,
                LotLifeHandler.enrolLot.selector,
                LotLifeHandler.buy.selector,
                LotLifeHandler.ship.selector,
                LotLifeHandler.acceptParcel.selector,
                LotLifeHandler.acceptParcel.selector,
                LotLifeHandler.acceptLot.selector,
                LotLifeHandler.refuse.selector,
                LotLifeHandler.settle.selector,
                LotLifeHandler.offer.selector,
                LotLifeHandler.take.selector,
                LotLifeHandler.take.selector,
                LotLifeHandler.split.selector,
                LotLifeHandler.split.selector,
                LotLifeHandler.reassign.selector,
                LotLifeHandler.dispense.selector,
                LotLifeHandler.dispense.selector,
                LotLifeHandler.dispense.selector,
                LotLifeHandler.undo.selector,
                LotLifeHandler.undo.selector,
                LotLifeHandler.keep.selector,
                LotLifeHandler.decideScrap.selector,
                LotLifeHandler.measure.selector,
                LotLifeHandler.recall.selector,
                LotLifeHandler.lift.selector,
                LotLifeHandler.answerRecall.selector,
                LotLifeHandler.redate.selector,
                LotLifeHandler.pass.selector
            ];
    }

    function _actions() private pure returns (Action[37] memory) {
        return
            [
                Action.Apply,
                Action.Approve,
                Action.Reject,
                Action.Cancel,
                Action.Order,
                Action.Ship,
                Action.Accept,
                Action.Refuse,
                Action.Close,
                Action.Enrol,
                Action.Commission,
                Action.Confirm,
                Action.Move,
                Action.Stocktake,
                Action.Withdraw,
                Action.RequestScrap,
                Action.ApproveScrap,
                Action.RejectScrap,
                Action.Dispose,
                Action.Quarantine,
                Action.Release,
                Action.Offer,
                Action.SendBack,
                Action.Decline,
                Action.Take,
                Action.Settle,
                Action.Reassign,
                Action.Monitor,
                Action.Recall,
                Action.Acknowledge,
                Action.Remedy,
                Action.ConfirmRemedy,
                Action.Lift,
                Action.Split,
                Action.Dispense,
                Action.Undo,
                Action.Redate
            ];
    }

    function _refusals() private pure returns (bytes4[43] memory) {
        return
            [
                ILedgerErrors.UnknownAccount.selector,
                ILedgerErrors.WrongOrganisation.selector,
                ILedgerErrors.DutyMissing.selector,
                ILedgerErrors.RoleMissing.selector,
                ILedgerErrors.UnknownSubject.selector,
                ILedgerErrors.SubjectExists.selector,
                ILedgerErrors.WrongState.selector,
                ILedgerErrors.HeadMoved.selector,
                ILedgerErrors.OwnWork.selector,
                ILedgerErrors.OwnPurchase.selector,
                ILedgerErrors.ReplayMismatch.selector,
                ILedgerErrors.NotAuthor.selector,
                ILedgerErrors.OnboardingOver.selector,
                ILedgerErrors.OnlyThroughManufacturer.selector,
                ILedgerErrors.WrongProduct.selector,
                ILedgerErrors.QuantityOutOfRange.selector,
                ILedgerErrors.NotShippedHere.selector,
                ILedgerErrors.Quarantined.selector,
                ILedgerErrors.Recalled.selector,
                ILedgerErrors.NotRecalled.selector,
                ILedgerErrors.RecallOfAnother.selector,
                ILedgerErrors.RecalledJustNow.selector,
                ILedgerErrors.NotRemedied.selector,
                ILedgerErrors.InvalidTerms.selector,
                ILedgerErrors.NotItsOrigin.selector,
                ILedgerErrors.DeadlinePassed.selector,
                ILedgerErrors.Expired.selector,
                ILedgerErrors.WrongExpiry.selector,
                ILedgerErrors.Serialised.selector,
                ILedgerErrors.NotSerialised.selector,
                ILedgerErrors.NotWholePacks.selector,
                ILedgerErrors.PackOutOfRange.selector,
                ILedgerErrors.PartNotAtEnd.selector,
                ILedgerErrors.InvalidMarks.selector,
                ILedgerErrors.AlreadyDispensed.selector,
                ILedgerErrors.MarksMismatch.selector,
                ILedgerErrors.NotDispensed.selector,
                ILedgerErrors.UndoTooLate.selector,
                ILedgerErrors.AlreadyUndone.selector,
                ILedgerErrors.NotUndoable.selector,
                ILedgerErrors.NothingToSettle.selector,
                ILedgerErrors.Unsettled.selector,
                ILedgerErrors.BorrowedGoods.selector
            ];
    }
}
