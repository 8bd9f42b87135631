// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Membership } from "../types/Membership.sol";
import { LedgerStorage, Policy, Product, Votes } from "../types/Records.sol";
import { Purpose } from "../types/Vocabulary.sol";

/// @title Quorum
/// @notice How many approvals a decision needs, and from whom. In a policy's word, 3 bits stand for each purpose, kind
/// and risk class, from the lowest: buying device 1, 2, 3, drug 1, 2, 3, consumable 1, 2, 3, then scrapping alike. The
/// lower two are the number of approvals, 0 for one; the third reserves one of them to the outside approver.
library Quorum {
    uint64 private constant CELLS = (1 << 54) - 1;
    /// @dev The third bit of each of the 18 cells.
    uint64 private constant RESERVED = (CELLS / 7) * 4;

    /// @dev Where the regulators' floor stands.
    uint24 internal constant FLOOR = 0;

    /// @notice Refuses unknown bits, and reserved approvals where there is nobody to give them.
    function requireValid(uint64 approvals, bool outsideApprover) internal pure {
        if (approvals & ~CELLS != 0 || (!outsideApprover && approvals & RESERVED != 0)) {
            revert ILedgerErrors.InvalidPolicy(approvals);
        }
    }

    /// @notice How many approvals are needed: the stricter of the regulators' floor and the organisation's own policy;
    /// and the outside approver, one of them being reserved to it; 0 if none is.
    function required(
        LedgerStorage storage self,
        Purpose purpose,
        uint24 organisation,
        Product storage product
    ) internal view returns (uint256 quorum, uint24 outside) {
        uint256 shift = 3 * ((uint256(purpose) * 3 + uint256(product.kind) - 1) * 3 + product.riskClass - 1);
        Policy storage policy = self.policies[organisation];
        uint256 own = policy.approvals >> shift;
        uint256 floor = (self.policies[FLOOR].approvals >> shift) & 3;
        quorum = own & 3;
        if (quorum < floor) quorum = floor;
        if (quorum == 0) quorum = 1;
        if (own & 4 != 0) outside = policy.outsideApprover;
    }

    /// @notice Counts an approval.
    /// @return complete Whether it was the last one needed.
    function vote(
        LedgerStorage storage self,
        bytes32 subject,
        Membership actor,
        uint256 quorum,
        uint24 outside
    ) internal returns (bool complete) {
        Votes memory votes = self.votes[subject];
        uint24 member = actor.member();
        if (_contains(votes, member)) revert ILedgerErrors.AlreadyApproved(subject, member);
        // Nobody looks at who approved where one approval is enough.
        if (quorum == 1 && outside == 0) return true;

        uint256 count =
            votes.first == 0
                ? 1
                : votes.second == 0
                    ? 2
                    : 3;
        complete = count >= quorum;
        if (outside != 0) {
            // It gives one of them, and the last one is not another's before it has.
            bool given = _isFrom(votes, outside);
            bool second = given && actor.organisation() == outside;
            bool last = !given && complete && actor.organisation() != outside;
            if (second || last) revert ILedgerErrors.ApprovalReserved(subject, outside);
        }

        uint24 organisation = actor.organisation();
        if (count == 1) (votes.first, votes.firstOf) = (member, organisation);
        else if (count == 2) (votes.second, votes.secondOf) = (member, organisation);
        else (votes.third, votes.thirdOf) = (member, organisation);
        self.votes[subject] = votes;
    }

    /// @notice Whether a member is among those who approved, where one approval was not enough.
    function hasVoted(LedgerStorage storage self, bytes32 subject, uint24 member) internal view returns (bool) {
        return _contains(self.votes[subject], member);
    }

    /// @notice Whether one of the approvals is an organisation's, where one was not enough.
    function hasVotedFor(
        LedgerStorage storage self,
        bytes32 subject,
        uint24 organisation
    ) internal view returns (bool) {
        return _isFrom(self.votes[subject], organisation);
    }

    function _isFrom(Votes memory votes, uint24 organisation) private pure returns (bool) {
        return votes.firstOf == organisation || votes.secondOf == organisation || votes.thirdOf == organisation;
    }

    function _contains(Votes memory votes, uint24 member) private pure returns (bool) {
        return votes.first == member || votes.second == member || votes.third == member;
    }
}
