// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Accounts, named after what their member does. All hold exactly the duty of the name, unless said otherwise.
address constant COUNCIL = address(uint160(uint256(keccak256("council"))));
address constant STRANGER = address(uint160(uint256(keccak256("stranger"))));

address constant HOSPITAL_ADMIN = address(uint160(uint256(keccak256("hospital administrator"))));
address constant HOSPITAL_DEPUTY = address(uint160(uint256(keccak256("hospital's second administrator"))));
address constant APPLICANT = address(uint160(uint256(keccak256("applicant"))));
address constant APPROVER = address(uint160(uint256(keccak256("approver"))));
address constant BUYER = address(uint160(uint256(keccak256("buyer"))));
address constant INSPECTOR = address(uint160(uint256(keccak256("inspector"))));
/// @dev Inspects too, to confirm what the inspector accepted.
address constant WITNESS = address(uint160(uint256(keccak256("witness"))));
address constant NURSE = address(uint160(uint256(keccak256("nurse"))));
address constant KEEPER = address(uint160(uint256(keccak256("keeper"))));
address constant RELEASER = address(uint160(uint256(keccak256("releaser"))));
address constant ENGINEER = address(uint160(uint256(keccak256("engineer"))));
address constant DISPOSER = address(uint160(uint256(keccak256("disposer"))));
/// @dev Holds every duty that a hospital may give: only separation stops this one.
address constant CHIEF = address(uint160(uint256(keccak256("chief"))));

/// @dev The rival is a hospital that trades too; its chief holds every duty of both.
address constant RIVAL_ADMIN = address(uint160(uint256(keccak256("rival administrator"))));
address constant RIVAL_CHIEF = address(uint160(uint256(keccak256("rival chief"))));

/// @dev The maker inspects, the shipper supplies.
address constant MAKER_ADMIN = address(uint160(uint256(keccak256("manufacturer's administrator"))));
address constant MAKER = address(uint160(uint256(keccak256("maker"))));
address constant SHIPPER = address(uint160(uint256(keccak256("shipper"))));
address constant MAKER_KEEPER = address(uint160(uint256(keccak256("manufacturer's keeper"))));
address constant RECALLER = address(uint160(uint256(keccak256("manufacturer's recaller"))));
address constant MAKER_CHIEF = address(uint160(uint256(keccak256("manufacturer's chief"))));

address constant PROVIDER_ADMIN = address(uint160(uint256(keccak256("service provider's administrator"))));
address constant TECHNICIAN = address(uint160(uint256(keccak256("technician"))));
/// @dev Holds every duty that a service provider may give.
address constant PROVIDER_KEEPER = address(uint160(uint256(keccak256("service provider's keeper"))));

address constant REGULATOR_ADMIN = address(uint160(uint256(keccak256("regulator's administrator"))));
address constant REGISTRAR = address(uint160(uint256(keccak256("registrar"))));
/// @dev Recalls.
address constant WARDEN = address(uint160(uint256(keccak256("warden"))));

/// @dev The authority, to which organisations may reserve approvals.
address constant OUTSIDER_ADMIN = address(uint160(uint256(keccak256("authority's administrator"))));
address constant OUTSIDE_APPROVER = address(uint160(uint256(keccak256("outside approver"))));

/// @dev Organisations, in the order of their admission.
uint24 constant HOSPITAL = 1;
uint24 constant RIVAL = 2;
uint24 constant MANUFACTURER = 3;
uint24 constant PROVIDER = 4;
uint24 constant REGULATOR = 5;
uint24 constant OUTSIDER = 6;

/// @dev How many there are of each.
uint24 constant ORGANISATIONS = 6;
uint24 constant MEMBERS = 29;
