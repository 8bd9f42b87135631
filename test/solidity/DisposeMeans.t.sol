// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, BatchId, ProductId } from "../../contracts/types/Ids.sol";
import { Claim, Prescription } from "../../contracts/types/Records.sol";
import {
    Action,
    AssetState,
    Instruction,
    Means,
    QuarantineReason,
    RecallLevel
} from "../../contracts/types/Vocabulary.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Sequences } from "./support/Sequences.sol";
import { vm } from "./support/Vm.sol";

/// @notice What is quarantined, recalled or expired is not handed on by scrapping it: it is destroyed, or lost.
contract DisposeMeansTest is Sequences {
    Means[3] private _handingOn = [Means.Sold, Means.TradedIn, Means.Donated];
    Means[3] private _ending = [Means.Destroyed, Means.MedicalWaste, Means.Lost];

    /*//////////////////////////////////////////////////////////////////////////
                                         ITEMS
    //////////////////////////////////////////////////////////////////////////*/

    function test_GivenNothingAgainstIt() public {
        AssetId item = _scrapApproved();

        _disposesEachWay(item, 1);
    }

    function test_RevertGiven_Quarantined() public {
        AssetId item = _scrapApproved();
        _record(KEEPER, Action.Quarantine, item, uint32(QuarantineReason.Suspected));

        _refusesToHandOn(item, 1, abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, item));
        _record(RELEASER, Action.Release, item, 0);
        _disposesEachWay(item, 1);
    }

    function test_RevertGiven_ItemRecalled() public {
        AssetId item = _scrapApproved();
        _recall(WARDEN, RecallLevel.Second, Instruction.SendBack, monitor, SERIAL);

        _refusesToHandOn(item, 1, _recalled(item, AssetId.unwrap(item)));
        _lift(WARDEN, monitor, SERIAL);
        _disposesEachWay(item, 1);
    }

    function test_RevertGiven_ProductRecalled() public {
        AssetId item = _scrapApproved();
        _recall(WARDEN, RecallLevel.Second, Instruction.SendBack, monitor, ALL_ITEMS);

        _refusesToHandOn(item, 1, _recalled(item, ProductId.unwrap(monitor)));
    }

    /// @dev Remedied before it was scrapped: the recall is of no account any more.
    function test_GivenRecalledAndRemedied() public {
        AssetId item = _faulty();
        _recall(WARDEN, RecallLevel.Second, Instruction.CorrectOnSite, monitor, ALL_ITEMS);
        _remedy(item);
        _record(KEEPER, Action.RequestScrap, item, 0);
        _approveScrap(APPROVER, item);

        _disposesEachWay(item, 1);
    }

    /// @dev A calibration that lapsed does not matter to who buys it for parts.
    function test_GivenNotCalibrated() public {
        AssetId item = _scrapApproved();
        _prescribe(monitor, Prescription(false, 30, 0, 0));

        _disposesEachWay(item, 1);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PARCELS
    //////////////////////////////////////////////////////////////////////////*/

    function test_Parcel_GivenNothingAgainstIt() public {
        (, AssetId parcel) = _parcel();

        _disposesEachWay(parcel, 100);
    }

    function test_Parcel_RevertGiven_Expired() public {
        (, AssetId parcel) = _parcel();
        vm.warp(uint256(EXPIRY) + 1);

        _refusesToHandOn(parcel, 100, abi.encodeWithSelector(ILedgerErrors.Expired.selector, parcel, EXPIRY));
    }

    function test_Parcel_GivenLastSecond() public {
        (, AssetId parcel) = _parcel();
        vm.warp(EXPIRY);

        _disposesEachWay(parcel, 100);
    }

    function test_Parcel_RevertGiven_BatchRecalled() public {
        (BatchId batch, AssetId parcel) = _parcel();
        _recallBatch(WARDEN, RecallLevel.Second, Instruction.SendBack, vaccine, LOT);

        _refusesToHandOn(parcel, 100, _recalled(parcel, BatchId.unwrap(batch)));
        _liftBatch(WARDEN, vaccine, LOT);
        _disposesEachWay(parcel, 100);
    }

    function test_Parcel_RevertGiven_Quarantined() public {
        (, AssetId parcel) = _parcel();
        _record(KEEPER, Action.Quarantine, parcel, uint32(QuarantineReason.Damaged));

        _refusesToHandOn(parcel, 100, abi.encodeWithSelector(ILedgerErrors.Quarantined.selector, parcel));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Of the vaccine, whose scrapping is approved.
    function _parcel() private returns (BatchId batch, AssetId parcel) {
        (batch, parcel) = _delivered(LOT, 100, PACKS_ROOT, REFERENCE);
        _record(KEEPER, Action.RequestScrap, parcel, 0);
        _approveScrap(APPROVER, parcel);
    }

    function _refusesToHandOn(AssetId asset, uint32 quantity, bytes memory refusal) private {
        for (uint256 i = 0; i < 3; ++i) {
            Claim memory claim = _claimOf(uint32(_handingOn[i]));
            vm.expectRevert(refusal);
            vm.prank(DISPOSER);
            ledger.record(Action.Dispose, asset, claim);
        }
        for (uint256 i = 0; i < 3; ++i) _disposes(asset, quantity, _ending[i]);
    }

    function _disposesEachWay(AssetId asset, uint32 quantity) private {
        for (uint256 i = 0; i < 3; ++i) {
            _disposes(asset, quantity, _handingOn[i]);
            _disposes(asset, quantity, _ending[i]);
        }
    }

    /// @dev As one of several ways: it is as if it had not been disposed of afterwards.
    function _disposes(AssetId asset, uint32 quantity, Means means) private {
        uint256 snapshot = _snapshot();
        Claim memory claim = _fullClaim(uint32(means));
        Entry memory entry = _parcelEntry(asset, DISPOSER, Action.Dispose, AssetState.Disposed, quantity, claim);
        vm.prank(DISPOSER);
        ledger.record(Action.Dispose, asset, claim);
        _assertOnly(entry);
        _revertTo(snapshot);
    }

    function _recalled(AssetId asset, bytes32 target) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.Recalled.selector, asset, target, RecallLevel.Second);
    }
}
