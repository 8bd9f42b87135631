// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../contracts/interfaces/ILedgerErrors.sol";
import { Consent } from "../../contracts/types/Records.sol";
import { Action, AssetState, Duties, MemberStatus, Roles } from "../../contracts/types/Vocabulary.sol";
import { AssetId } from "../../contracts/types/Ids.sol";
import "./support/Actors.sol";
import { Entry } from "./support/Entries.sol";
import { Slots } from "./support/Slots.sol";
import { Stages } from "./support/Stages.sol";
import { vm } from "./support/Vm.sol";

/// @notice Accounts become members by their own signature alone: here by real keys. What is signed is computed a second time,
/// from the documentation.
contract ConsentTest is Stages {
    /// @dev Of the person who joins, and of another.
    uint256 private constant KEY = 0xa11ce;
    uint256 private constant OTHER_KEY = 0xb0b;
    /// @dev The order of the curve: s and it less s sign the same.
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint24 private constant NEXT = MEMBERS + 1;

    address private immutable person = vm.addr(KEY);
    /// @dev Of a consent that holds for an hour.
    uint32 private _until;

    function setUp() public override {
        super.setUp();
        _until = uint32(block.timestamp) + 1 hours;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IT IS FOR
    //////////////////////////////////////////////////////////////////////////*/

    function test_AddMember() public {
        Consent memory consent = _signed(KEY, HOSPITAL);

        vm.prank(HOSPITAL_ADMIN);
        vm.assertEq(ledger.addMember(person, Duties.KEEP, consent), NEXT, "member");

        _assertMember(person, NEXT, HOSPITAL, Duties.KEEP, MemberStatus.Active);
        // It acts as that member.
        (memberOf[person], organisationOf[person]) = (NEXT, HOSPITAL);
        AssetId item = _stored(monitor);
        Entry memory entry = _assetEntry(item, person, Action.Move, AssetState.Stored, _claimOf(PLACE));
        vm.prank(person);
        ledger.record(Action.Move, item, _claimOf(PLACE));
        _assertOnly(entry);
    }

    function test_ReplaceAccount() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        uint24 keeper = memberOf[KEEPER];

        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(keeper, person, consent);

        _assertMember(person, keeper, HOSPITAL, Duties.KEEP, MemberStatus.Active);
        vm.prank(person);
        ledger.namePlace("ward 3");
    }

    function test_NameAdministrator() public {
        Consent memory consent = _signed(KEY, RIVAL);

        vm.prank(COUNCIL);
        vm.assertEq(ledger.nameAdministrator(RIVAL, person, consent), NEXT, "member");

        _assertMember(person, NEXT, RIVAL, Duties.ADMINISTER, MemberStatus.Active);
        uint24 chief = memberOf[RIVAL_CHIEF];
        vm.prank(person);
        ledger.setDuties(chief, Duties.KEEP);
    }

    /// @dev To the number that the organisation will have.
    function test_Admit() public {
        Consent memory consent = _signed(KEY, ORGANISATIONS + 1);

        vm.prank(COUNCIL);
        vm.assertEq(ledger.admit("Clinic", Roles.HOSPITAL, person, consent), ORGANISATIONS + 1, "organisation");

        _assertMember(person, NEXT, ORGANISATIONS + 1, Duties.ADMINISTER, MemberStatus.Active);
    }

    /// @dev Another organisation got that number in the meantime.
    function test_Admit_RevertGiven_NumberIsTaken() public {
        Consent memory consent = _signed(KEY, ORGANISATIONS + 1);
        address administrator = address(0xd1);
        vm.prank(COUNCIL);
        ledger.admit("Another Clinic", Roles.HOSPITAL, administrator, _consentOf(administrator));

        _expectInvalid(person, ORGANISATIONS + 2);
        vm.prank(COUNCIL);
        ledger.admit("Clinic", Roles.HOSPITAL, person, consent);
    }

    /// @dev Nothing was left behind of who was refused.
    function test_RevertWhen_NobodySigned() public {
        _refuses(_invalid(person, HOSPITAL), person, Consent(_until, ""));

        vm.assertEq(_slot(Slots.membership(person)), 0, "membership");
        vm.assertEq(uint24(_slot(bytes32(Slots.COUNTS)) >> 24), MEMBERS, "members");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       UNTIL WHEN
    //////////////////////////////////////////////////////////////////////////*/

    function test_InTheLastSecond() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        vm.warp(_until);

        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(person, Duties.KEEP, consent);
    }

    function test_RevertGiven_Expired() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        Consent memory consentToRival = _signed(KEY, RIVAL);
        Consent memory consentToNext = _signed(KEY, ORGANISATIONS + 1);
        vm.warp(uint256(_until) + 1);
        bytes memory expired = abi.encodeWithSelector(ILedgerErrors.ConsentExpired.selector, person, _until);
        uint24 keeper = memberOf[KEEPER];

        _refuses(expired, person, consent);
        vm.expectRevert(expired);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(keeper, person, consent);
        vm.expectRevert(expired);
        vm.prank(COUNCIL);
        ledger.nameAdministrator(RIVAL, person, consentToRival);
        vm.expectRevert(expired);
        vm.prank(COUNCIL);
        ledger.admit("Clinic", Roles.HOSPITAL, person, consentToNext);
    }

    /// @dev What was signed is the last moment, too.
    function test_RevertWhen_ProlongedByWhoBringsIt() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        consent.until += 1;

        _refuses(_invalid(person, HOSPITAL), person, consent);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TO WHOM
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ToAnotherOrganisation() public {
        Consent memory consent = _signed(KEY, RIVAL);
        _refuses(_invalid(person, HOSPITAL), person, consent);

        vm.prank(RIVAL_ADMIN);
        ledger.addMember(person, Duties.KEEP, consent);
    }

    function test_RevertWhen_ToAnotherLedger() public {
        address another = address(_deploy(COUNCIL));
        Consent memory consent = Consent(_until, _sign(KEY, _digest(person, HOSPITAL, _until, block.chainid, another)));

        _refuses(_invalid(person, HOSPITAL), person, consent);
    }

    function test_RevertWhen_OnAnotherChain() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        _refuses(_invalid(person, HOSPITAL), person, consent);

        vm.chainId(here);
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(person, Duties.KEEP, consent);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        BY WHOM
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_SignedByAnother() public {
        bytes32 digest = _digest(person, HOSPITAL, _until, block.chainid, address(ledger));

        _refuses(_invalid(person, HOSPITAL), person, Consent(_until, _sign(OTHER_KEY, digest)));
    }

    /// @dev One's own consent does not make another account a member.
    function test_RevertWhen_ForAnotherAccount() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        address other = vm.addr(OTHER_KEY);

        _refuses(_invalid(other, HOSPITAL), other, consent);
    }

    function test_RevertWhen_SignatureIsAltered() public {
        bytes memory signature = _signed(KEY, HOSPITAL).signature;
        for (uint256 i = 0; i < signature.length; i += 8) {
            bytes memory altered = bytes.concat(signature);
            altered[i] ^= 0x01;
            _refuses(_invalid(person, HOSPITAL), person, Consent(_until, altered));
        }
    }

    /// @dev The other s that signs the same: there is one signature of each consent.
    function test_RevertWhen_SignatureIsMalleable() public {
        bytes32 digest = _digest(person, HOSPITAL, _until, block.chainid, address(ledger));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest);
        bytes memory other = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.assertEq(ecrecover(digest, v == 27 ? 28 : 27, r, bytes32(ORDER - uint256(s))), person, "it does sign");

        _refuses(_invalid(person, HOSPITAL), person, Consent(_until, other));
    }

    /// @dev Neither nothing, nor 64 bytes of a compact one, nor 66.
    function test_RevertWhen_SignatureHasAnotherLength() public {
        bytes memory signature = _signed(KEY, HOSPITAL).signature;
        bytes memory short = bytes.concat(signature);
        assembly ("memory-safe") {
            mstore(short, 64)
        }
        bytes[3] memory others = [bytes(""), short, bytes.concat(signature, hex"00")];
        for (uint256 i = 0; i < others.length; ++i) {
            _refuses(_invalid(person, HOSPITAL), person, Consent(_until, others[i]));
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                          ONCE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Whoever was a member once does not become one again by the same consent, nor by another.
    function test_RevertGiven_BroughtBefore() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        vm.prank(HOSPITAL_ADMIN);
        uint24 member = ledger.addMember(person, Duties.KEEP, consent);
        _refuses(_taken(person), person, consent);

        vm.prank(HOSPITAL_ADMIN);
        ledger.setMemberStatus(member, MemberStatus.Revoked);
        _refuses(_taken(person), person, consent);
        Consent memory toRival = _signed(KEY, RIVAL);
        vm.expectRevert(_taken(person));
        vm.prank(RIVAL_ADMIN);
        ledger.addMember(person, Duties.KEEP, toRival);
    }

    function test_RevertGiven_ReplacedSince() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        vm.prank(HOSPITAL_ADMIN);
        uint24 member = ledger.addMember(person, Duties.KEEP, consent);
        address successor = vm.addr(OTHER_KEY);
        Consent memory successors = _signed(OTHER_KEY, HOSPITAL);
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(member, successor, successors);

        // Back to the first account: it was a member's.
        vm.expectRevert(_taken(person));
        vm.prank(HOSPITAL_ADMIN);
        ledger.replaceAccount(member, person, consent);
    }

    /// @dev Who is taken is told first, whatever is wrong besides.
    function test_RevertGiven_TakenAndExpired() public {
        vm.warp(uint256(_until) + 1);

        _refuses(_taken(NURSE), NURSE, Consent(_until, ""));
        _refuses(_taken(address(0)), address(0), Consent(_until, ""));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   CONTRACT ACCOUNTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev ERC-1271: whatever it takes for its signature. It acts as the member, too.
    function test_GivenContract() public {
        address wallet = address(0xd1);
        vm.etch(wallet, WALLET);

        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(wallet, Duties.KEEP, Consent(_until, "anything"));

        _assertMember(wallet, NEXT, HOSPITAL, Duties.KEEP, MemberStatus.Active);
        AssetId item = _stored(monitor);
        vm.prank(wallet);
        ledger.record(Action.Move, item, _claimOf(PLACE));
    }

    /// @dev Asked with this digest and signature, and nothing else.
    function test_GivenContractThatChecks() public {
        CheckingWallet wallet = new CheckingWallet();
        bytes32 digest = _digest(address(wallet), HOSPITAL, _until, block.chainid, address(ledger));
        wallet.approve(digest, "by the board");

        _refuses(_invalid(address(wallet), HOSPITAL), address(wallet), Consent(_until, "by nobody"));
        _refuses(_invalid(address(wallet), HOSPITAL), address(wallet), Consent(_until + 1, "by the board"));
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(address(wallet), Duties.KEEP, Consent(_until, "by the board"));
    }

    function test_RevertGiven_ContractSaysNo() public {
        // Answers by 0xffffffff; by less than a word; not at all; by a failure.
        bytes[4] memory codes = [
            bytes(hex"63ffffffff60e01b60005260206000f3"),
            hex"631626ba7e60e01b60005260046000f3",
            hex"00",
            hex"60006000fd"
        ];
        for (uint160 i = 0; i < codes.length; ++i) {
            address wallet = address(0xd1 + i);
            vm.etch(wallet, codes[i]);
            _refuses(_invalid(wallet, HOSPITAL), wallet, Consent(_until, "anything"));
        }
    }

    /// @dev An account whose key signed and that has become a contract since answers as one.
    function test_RevertGiven_BecameContract() public {
        Consent memory consent = _signed(KEY, HOSPITAL);
        vm.etch(person, hex"60006000fd");

        _refuses(_invalid(person, HOSPITAL), person, consent);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev By the key's own account, on this ledger, until the usual moment.
    function _signed(uint256 key, uint24 organisation) private view returns (Consent memory) {
        bytes32 digest = _digest(vm.addr(key), organisation, _until, block.chainid, address(ledger));
        return Consent(_until, _sign(key, digest));
    }

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev EIP-712, from the documentation.
    function _digest(
        address account,
        uint24 organisation,
        uint32 until,
        uint256 chainId,
        address home
    ) private pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Medtrace"),
                keccak256("1"),
                chainId,
                home
            )
        );
        bytes32 typeHash = keccak256("Consent(address account,uint24 organisation,uint32 until)");
        bytes32 hash = keccak256(abi.encode(typeHash, account, organisation, until));
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }

    function _refuses(bytes memory refusal, address account, Consent memory consent) private {
        vm.expectRevert(refusal);
        vm.prank(HOSPITAL_ADMIN);
        ledger.addMember(account, Duties.KEEP, consent);
    }

    function _invalid(address account, uint24 organisation) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.ConsentInvalid.selector, account, organisation);
    }

    function _taken(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILedgerErrors.AccountTaken.selector, account);
    }

    function _expectInvalid(address account, uint24 organisation) private {
        vm.expectRevert(_invalid(account, organisation));
    }
}

/// @notice A contract account that takes one signature of one digest.
contract CheckingWallet {
    bytes32 private _digest;
    bytes32 private _signature;

    function approve(bytes32 digest, bytes calldata signature) external {
        (_digest, _signature) = (digest, keccak256(signature));
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return digest == _digest && keccak256(signature) == _signature ? bytes4(0x1626ba7e) : bytes4(0);
    }
}
