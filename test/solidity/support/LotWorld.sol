// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ProductId, RequisitionId } from "../../../contracts/types/Ids.sol";
import { Prescription, Registration } from "../../../contracts/types/Records.sol";
import { Action, Duties, ProductKind, Roles, Tracking } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entries } from "./Entries.sol";
import { vm } from "./Vm.sol";

/// @dev Two members of each organisation that holds goods hold every duty that it may give. These join those of the
/// world.
address constant COLLEAGUE = address(uint160(uint256(keccak256("lots: colleague"))));
address constant RIVAL_DEPUTY = address(uint160(uint256(keccak256("lots: rival deputy"))));
address constant MAKER_DEPUTY = address(uint160(uint256(keccak256("lots: manufacturer's deputy"))));
address constant SECOND_ADMIN = address(uint160(uint256(keccak256("lots: second hospital's administrator"))));
address constant SECOND_CHIEF = address(uint160(uint256(keccak256("lots: second hospital's chief"))));
address constant SECOND_DEPUTY = address(uint160(uint256(keccak256("lots: second hospital's deputy"))));

/// @dev The second hospital, admitted after those of the world. The rival is the supplier that consigns.
uint24 constant SECOND = 7;

/// @notice Three products that are told apart by lot: a vaccine whose packs have codes, a drug, and gauze that no
/// manufacturer on the ledger makes; and requisitions that are large enough for whole lives.
abstract contract LotWorld is Entries {
    string internal constant VACCINE_CODE = "/01/09521234543237";
    string internal constant DRUG_CODE = "/01/09521234543244";
    string internal constant GAUZE_CODE = "/01/06934567000026";
    /// @dev How many of them make a pack.
    uint16 internal constant UNITS = 3;
    uint16 internal constant DRUG_UNITS = 10;
    uint32 internal constant PLENTY = 1_000_000_000;

    ProductId internal vaccine;
    ProductId internal drug;
    ProductId internal gauze;
    RequisitionId[] internal _requisitions;

    function setUp() public virtual override {
        super.setUp();
        vm.prank(COUNCIL);
        vm.assertEq(
            ledger.admit("Second Hospital", Roles.HOSPITAL, SECOND_ADMIN, _consentOf(SECOND_ADMIN)),
            SECOND,
            "second hospital"
        );
        uint16 trades = HOSPITAL_DUTIES | Duties.SUPPLY;
        _employ(SECOND, SECOND_ADMIN, SECOND_CHIEF, HOSPITAL_DUTIES);
        _employ(SECOND, SECOND_ADMIN, SECOND_DEPUTY, HOSPITAL_DUTIES);
        _employ(HOSPITAL, HOSPITAL_ADMIN, COLLEAGUE, HOSPITAL_DUTIES);
        _employ(RIVAL, RIVAL_ADMIN, RIVAL_DEPUTY, trades);
        _employ(MANUFACTURER, MAKER_ADMIN, MAKER_DEPUTY, MANUFACTURER_DUTIES);
        vm.prank(COUNCIL);
        ledger.allowOnboarding(HOSPITAL, START + 20 days);

        vaccine = _registerLots(VACCINE_CODE, ProductKind.Drug, UNITS, MANUFACTURER);
        drug = _registerLots(DRUG_CODE, ProductKind.Drug, DRUG_UNITS, MANUFACTURER);
        gauze = _registerLots(GAUZE_CODE, ProductKind.Consumable, 1, 0);
        // At 2 to 8 degrees.
        vm.prank(REGISTRAR);
        ledger.prescribe(vaccine, Prescription(false, 0, 20, 80), _claim());
        _tick();

        _orderPlenty(vaccine, CHIEF, BUYER, MANUFACTURER, 0);
        _orderPlenty(vaccine, CHIEF, CHIEF, RIVAL, 0);
        _orderPlenty(vaccine, SECOND_CHIEF, SECOND_CHIEF, MANUFACTURER, 0);
        _orderPlenty(vaccine, SECOND_CHIEF, SECOND_DEPUTY, MANUFACTURER, HOSPITAL);
        _orderPlenty(vaccine, SECOND_CHIEF, SECOND_DEPUTY, RIVAL, 0);
        _orderPlenty(drug, CHIEF, BUYER, MANUFACTURER, 0);
        _orderPlenty(drug, CHIEF, BUYER, RIVAL, SECOND);
        _orderPlenty(drug, SECOND_CHIEF, SECOND_CHIEF, RIVAL, 0);
        _orderPlenty(gauze, CHIEF, BUYER, 0, 0);
        _orderPlenty(gauze, CHIEF, BUYER, RIVAL, 0);
        _orderPlenty(gauze, SECOND_CHIEF, SECOND_DEPUTY, 0, HOSPITAL);
        _orderPlenty(drug, RIVAL_CHIEF, RIVAL_DEPUTY, MANUFACTURER, 0);
        _orderPlenty(vaccine, RIVAL_CHIEF, RIVAL_CHIEF, MANUFACTURER, 0);
    }

    /// @dev References are given in order.
    function _reference() internal view returns (bytes32) {
        return bytes32(bytes(vm.toString(_requisitions.length)));
    }

    function _registerLots(
        string memory code,
        ProductKind kind,
        uint16 unitsPerPack,
        uint24 manufacturer
    ) private returns (ProductId) {
        Registration memory registration = _registration(code, kind, manufacturer);
        registration.tracking = Tracking.Lot;
        registration.unitsPerPack = unitsPerPack;
        vm.prank(REGISTRAR);
        return ledger.register(registration, _claim());
    }

    function _orderPlenty(
        ProductId product,
        address applicant,
        address buyer,
        uint24 supplier,
        uint24 consignee
    ) private {
        vm.prank(applicant);
        RequisitionId id = ledger.applyFor(product, PLENTY, _reference(), _claim());
        vm.prank(
            applicant == CHIEF
                ? APPROVER
                : applicant == RIVAL_CHIEF
                    ? RIVAL_DEPUTY
                    : SECOND_DEPUTY
        );
        ledger.decide(id, Action.Approve, _claim());
        vm.prank(buyer);
        ledger.order(id, supplier, consignee, _claim());
        _requisitions.push(id);
    }
}
