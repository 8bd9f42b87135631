// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Facts } from "../../contracts/libraries/Facts.sol";
import { Custody, newCustody, newParcel } from "../../contracts/types/Custody.sol";
import { newRecall, Recall } from "../../contracts/types/Recall.sol";
import { Instruction, RecallLevel, Terms } from "../../contracts/types/Vocabulary.sol";
import { vm } from "./support/Vm.sol";

/// @notice What is packed into one word of custody, recalls and temperatures: each field comes out as it went in, and
/// touches no other.
contract CareWordsTest {
    /*//////////////////////////////////////////////////////////////////////////
                                        RECALLS
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_Recall(
        uint32 raisedAt,
        uint24 raisedBy,
        uint8 level,
        uint8 instruction,
        bool byRegulator
    ) public pure {
        level %= uint8(type(RecallLevel).max) + 1;
        instruction %= uint8(type(Instruction).max) + 1;

        Recall recall = newRecall(raisedAt, raisedBy, RecallLevel(level), Instruction(instruction), byRegulator);

        vm.assertEq(recall.raisedAt(), raisedAt, "raised at");
        vm.assertEq(recall.raisedBy(), raisedBy, "raised by");
        vm.assertEq(uint8(recall.level()), level, "level");
        vm.assertEq(uint8(recall.instruction()), instruction, "instruction");
        vm.assertTrue(recall.byRegulator() == byRegulator, "by a regulator");
        vm.assertEq(recall.said(), uint16(bytes2(abi.encodePacked(instruction, level))), "said");
        vm.assertTrue(
            recall.isOpen() == (raisedAt != 0 || raisedBy != 0 || level != 0 || instruction != 0 || byRegulator),
            "open"
        );
        bytes memory expected = abi.encodePacked(
            level | (instruction << 4) | (byRegulator ? 0x80 : 0),
            raisedBy,
            raisedAt
        );
        vm.assertEq(abi.encodePacked(Recall.unwrap(recall)), expected, "word");
    }

    function test_Recall_WhenNone() public pure {
        Recall none = Recall.wrap(0);
        vm.assertTrue(!none.isOpen() && !none.byRegulator(), "open");
        vm.assertEq(none.said(), 0, "said");
        vm.assertEq(uint8(none.level()), uint8(RecallLevel.None), "level");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      TEMPERATURES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Neither sign reaches into the other half.
    function testFuzz_Temperatures(int16 lowest, int16 highest) public pure {
        uint32 value = Facts.temperatures(lowest, highest);

        vm.assertEq(abi.encodePacked(value), abi.encodePacked(highest, lowest), "value");
        vm.assertTrue(int16(uint16(value)) == lowest && int16(uint16(value >> 16)) == highest, "halves");
    }

    function test_Temperatures() public pure {
        vm.assertEq(Facts.temperatures(0, 0), 0, "none");
        vm.assertEq(Facts.temperatures(-1, 0), 0x0000_ffff, "lowest");
        vm.assertEq(Facts.temperatures(0, -1), 0xffff_0000, "highest");
        vm.assertEq(Facts.temperatures(type(int16).min, type(int16).max), 0x7fff_8000, "extremes");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        CUSTODY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev In the order of the word, from the highest bit.
    struct Fields {
        uint32 batch;
        uint32 firstPackAndOne;
        uint32 figure;
        uint32 deadline;
        uint24 offeredTo;
        uint8 offeredTerms;
        uint8 terms;
        uint24 lastSigner;
        uint24 owner;
        uint24 custodian;
        uint24 product;
    }

    function testFuzz_Custody_Reads(Fields memory fields) public pure {
        Custody custody = _custody(fields);

        vm.assertEq(custody.product(), fields.product, "product");
        vm.assertEq(custody.custodian(), fields.custodian, "custodian");
        vm.assertEq(custody.owner(), fields.owner, "owner");
        vm.assertEq(custody.lastSigner(), fields.lastSigner, "last signer");
        vm.assertEq(uint8(custody.terms()), fields.terms, "terms");
        vm.assertEq(uint8(custody.offeredTerms()), fields.offeredTerms, "offered terms");
        vm.assertEq(custody.offeredTo(), fields.offeredTo, "offered to");
        vm.assertEq(custody.deadline(), fields.deadline, "deadline");
        vm.assertEq(custody.calibratedUntil(), fields.figure, "calibrated until");
        vm.assertEq(custody.calibratedAt(), fields.firstPackAndOne, "calibrated at");
        vm.assertEq(custody.batch(), fields.batch, "batch");
        vm.assertTrue(custody.isParcel() == (fields.batch != 0), "parcel");
        vm.assertEq(custody.quantity(), fields.batch == 0 ? 1 : fields.figure, "quantity");
        if (fields.batch != 0) vm.assertTrue(custody.isSerialised() == (fields.firstPackAndOne != 0), "serialised");
        if (fields.firstPackAndOne != 0) {
            vm.assertEq(custody.firstPack(), fields.firstPackAndOne - 1, "first pack");
        }
        vm.assertTrue(custody.isBorrowed() == (fields.owner != fields.custodian), "borrowed");
    }

    function testFuzz_Custody_New(uint24 product) public pure {
        vm.assertEq(Custody.unwrap(newCustody(product)), product, "word");
    }

    function testFuzz_Custody_WithParties(
        Fields memory fields,
        uint24 custodian,
        uint24 owner,
        uint8 terms
    ) public pure {
        terms %= uint8(type(Terms).max) + 1;
        Custody changed = _custody(fields).withParties(custodian, owner, Terms(terms));

        (fields.custodian, fields.owner, fields.terms) = (custodian, owner, terms);
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithLastSigner(Fields memory fields, uint24 member) public pure {
        Custody changed = _custody(fields).withLastSigner(member);

        fields.lastSigner = member;
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithOffer(Fields memory fields, uint8 terms, uint24 to, uint32 deadline) public pure {
        terms %= uint8(type(Terms).max) + 1;
        Custody changed = _custody(fields).withOffer(Terms(terms), to, deadline);

        (fields.offeredTerms, fields.offeredTo, fields.deadline) = (terms, to, deadline);
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithoutOffer(Fields memory fields) public pure {
        Custody changed = _custody(fields).withoutOffer();

        (fields.offeredTerms, fields.offeredTo, fields.deadline) = (0, 0, 0);
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithCalibration(Fields memory fields, uint32 doneAt, uint32 until) public pure {
        Custody changed = _custody(fields).withCalibration(doneAt, until);

        (fields.firstPackAndOne, fields.figure) = (doneAt, until);
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithQuantity(Fields memory fields, uint32 quantity) public pure {
        Custody changed = _custody(fields).withQuantity(quantity);

        fields.figure = quantity;
        _assertIs(changed, fields);
    }

    /// @dev Never more than it holds.
    function testFuzz_Custody_WithLess(Fields memory fields, uint32 quantity) public pure {
        quantity = quantity <= fields.figure ? quantity : fields.figure;
        Custody changed = _custody(fields).withLess(quantity);

        fields.figure -= quantity;
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_WithFirstPack(Fields memory fields, uint32 firstPack) public pure {
        if (firstPack == type(uint32).max) --firstPack;
        Custody changed = _custody(fields).withFirstPack(firstPack);

        fields.firstPackAndOne = firstPack + 1;
        _assertIs(changed, fields);
    }

    function testFuzz_Custody_NewParcel(uint24 product, uint32 batch, uint32 quantity) public pure {
        Fields memory fields;
        (fields.product, fields.batch, fields.figure) = (product, batch, quantity);
        _assertIs(newParcel(product, batch, quantity), fields);
    }

    function testFuzz_Custody_Differs(uint256 a, uint256 b) public pure {
        vm.assertTrue((Custody.wrap(a) != Custody.wrap(b)) == (a != b), "differs");
        vm.assertTrue(!(Custody.wrap(a) != Custody.wrap(a)), "is the same");
    }

    /// @dev With terms that there are.
    function _custody(Fields memory fields) private pure returns (Custody) {
        fields.terms %= uint8(type(Terms).max) + 1;
        fields.offeredTerms %= uint8(type(Terms).max) + 1;
        return Custody.wrap(uint256(bytes32(_word(fields))));
    }

    function _assertIs(Custody custody, Fields memory fields) private pure {
        vm.assertEq(abi.encode(Custody.unwrap(custody)), _word(fields), "custody");
    }

    function _word(Fields memory fields) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                fields.batch,
                fields.firstPackAndOne,
                fields.figure,
                fields.deadline,
                fields.offeredTo,
                fields.terms | (fields.offeredTerms << 4),
                fields.lastSigner,
                fields.owner,
                fields.custodian,
                fields.product
            );
    }
}
