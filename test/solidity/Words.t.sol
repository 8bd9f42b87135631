// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Facts } from "../../contracts/libraries/Facts.sol";
import { Ids } from "../../contracts/libraries/Ids.sol";
import { AssetId, Head, ProductId, RequisitionId } from "../../contracts/types/Ids.sol";
import { Membership, newMembership } from "../../contracts/types/Membership.sol";
import { Status } from "../../contracts/types/Status.sol";
import { Action, MemberStatus } from "../../contracts/types/Vocabulary.sol";
import { vm } from "./support/Vm.sol";

/// @notice What is packed into one word: each field comes out as it went in, and touches no other.
contract WordsTest {
    /// @dev The states to come back to: stored, inspected, faulty, repaired.
    bytes4 private constant BACK = hex"010a0304";

    /*//////////////////////////////////////////////////////////////////////////
                                         FACTS
    //////////////////////////////////////////////////////////////////////////*/

    struct Said {
        uint8 action;
        uint8 state;
        uint24 counterpart;
        uint32 quantity;
        uint32 value;
        uint32 until;
    }

    function testFuzz_Facts(
        Said memory said,
        uint24 member,
        uint32 occurredAt,
        uint32 recordedAt,
        uint32 previousBlock
    ) public {
        said.action %= uint8(type(Action).max) + 1;
        vm.warp(recordedAt);

        uint256 facts = Facts.complete(
            Facts.pack(Action(said.action), said.state, said.counterpart, said.quantity, said.value, said.until),
            member,
            occurredAt,
            previousBlock
        );

        bytes memory high = abi.encodePacked(said.action, said.state, member, said.counterpart, said.quantity);
        bytes memory low = abi.encodePacked(said.value, said.until, occurredAt, recordedAt, previousBlock);
        vm.assertEq(bytes.concat(high, low), abi.encode(facts), "facts");
        vm.assertEq(Facts.state(facts), said.state, "state");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         STATUS
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Status_Reads(bytes27 head, uint32 lastBlock, uint8 low) public pure {
        Status status = Status.wrap(uint256(bytes32(abi.encodePacked(head, lastBlock, low))));

        vm.assertEq(bytes32(Head.unwrap(status.head())), bytes32(head), "head");
        vm.assertEq(status.lastBlock(), lastBlock, "last block");
        vm.assertEq(status.state(), low / 16, "state");
        vm.assertEq(status.before(), uint8(BACK[(low % 8) / 2]), "state before");
    }

    function testFuzz_Status_Append(uint256 word, bytes27 head, uint32 number, uint8 state) public {
        state %= 16;
        vm.roll(number);

        Status status = Status.wrap(word).append(Head.wrap(head), state);

        // What was remembered stays, and so do the spare bits.
        bytes memory expected = abi.encodePacked(head, number, uint8((state * 16) | (word & 0xf)));
        vm.assertEq(abi.encode(Status.unwrap(status)), expected, "status");
    }

    function testFuzz_Status_Remember(uint256 word, uint8 state) public pure {
        state = uint8(BACK[state % 4]);
        word = (word & ~uint256(0xf0)) | (uint256(state) << 4);

        Status status = Status.wrap(word).remember();

        vm.assertEq(status.before(), state, "state before");
        vm.assertEq(status.state(), state, "state");
        vm.assertEq(Status.unwrap(status) | 6, word | 6, "the rest");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       MEMBERSHIP
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Membership(
        uint24 member,
        uint24 organisation,
        uint16 duties,
        uint8 status,
        uint8 roles
    ) public pure {
        status %= uint8(type(MemberStatus).max) + 1;

        Membership membership = newMembership(member, organisation, duties, MemberStatus(status), roles);

        vm.assertEq(membership.member(), member, "member");
        vm.assertEq(membership.organisation(), organisation, "organisation");
        vm.assertEq(membership.duties(), duties, "duties");
        vm.assertEq(uint8(membership.status()), status, "status");
        vm.assertEq(membership.roles(), roles, "roles");
        bytes memory expected = abi.encodePacked(uint176(0), roles, status, duties, organisation, member);
        vm.assertEq(abi.encode(Membership.unwrap(membership)), expected, "word");

        membership = membership.withDuties(~duties).withStatus(MemberStatus.Revoked);
        expected = abi.encodePacked(uint176(0), roles, MemberStatus.Revoked, ~duties, organisation, member);
        vm.assertEq(abi.encode(Membership.unwrap(membership)), expected, "word with others");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          IDS
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Ids(string memory code, bytes32 product, bytes32 text, uint24 organisation) public pure {
        bytes32 productHash = keccak256("Product(string code)");
        bytes32 itemHash = keccak256("Item(bytes32 product,bytes32 serial)");
        bytes32 requisitionHash = keccak256("Requisition(uint24 organisation,bytes32 reference)");

        vm.assertEq(
            ProductId.unwrap(Ids.product(code)),
            keccak256(abi.encode(productHash, keccak256(bytes(code)))),
            "product"
        );
        vm.assertEq(
            AssetId.unwrap(Ids.item(ProductId.wrap(product), text)),
            keccak256(abi.encode(itemHash, product, text)),
            "item"
        );
        vm.assertEq(
            RequisitionId.unwrap(Ids.requisition(organisation, text)),
            keccak256(abi.encode(requisitionHash, organisation, text)),
            "requisition"
        );
    }

    /// @dev The same words for an item and a requisition give different ids, for they are of different kinds.
    function testFuzz_Ids_OfDifferentKindsDiffer(uint24 number, bytes32 text) public pure {
        bytes32 item = AssetId.unwrap(Ids.item(ProductId.wrap(bytes32(uint256(number))), text));
        bytes32 requisition = RequisitionId.unwrap(Ids.requisition(number, text));
        vm.assertTrue(item != requisition, "kinds");
    }

    function testFuzz_Ids_DifferWithEachPart(bytes32 product, bytes32 other, bytes32 text, uint24 number) public pure {
        vm.assume(other != product && other != text);
        AssetId item = Ids.item(ProductId.wrap(product), text);
        vm.assertTrue(AssetId.unwrap(item) != AssetId.unwrap(Ids.item(ProductId.wrap(other), text)), "product");
        vm.assertTrue(AssetId.unwrap(item) != AssetId.unwrap(Ids.item(ProductId.wrap(product), other)), "serial");
        RequisitionId requisition = Ids.requisition(number, text);
        vm.assertTrue(requisition != Ids.requisition(number ^ 1, text), "organisation");
        vm.assertTrue(requisition != Ids.requisition(number, other), "reference");
    }
}
