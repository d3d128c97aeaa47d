//! The numbers that the records of the company are known by.

pub const RESIDENTS: u128 = 10;
pub const HOMES: u128 = 11;
pub const STAFF: u128 = 12;

pub const HEARD: u128 = 20;
pub const SAFE: u128 = 21;
pub const LET: u128 = 22;
pub const EMPTY: u128 = 23;

/// Corporate, for "Residents are heard"; measured by TP10 and EST02.
pub const LISTEN: u128 = 30;
/// Corporate, for "Every home is safe"; measured by BS01 and BS02.
pub const CHECKS: u128 = 31;
/// Corporate, for "Homes are let"; measured by VOI01.
pub const RELET: u128 = 32;
/// Service, below [`RELET`] with weight 1; 40% done.
pub const WORKS: u128 = 33;
/// Team, below [`RELET`] with weight 2; five people serve it.
pub const KEYS: u128 = 34;
/// Team, leading nowhere.
pub const LOOSE: u128 = 35;
/// Sam's own, below [`KEYS`] and, of the other priority, [`LISTEN`].
pub const SAMS: u128 = 36;
/// Sam's own, drafted, leading nowhere.
pub const SAMS_DRAFT: u128 = 37;

pub const TP10: u128 = 50;
pub const EST02: u128 = 51;
pub const BS01: u128 = 52;
pub const BS02: u128 = 53;
pub const VOI01: u128 = 54;
/// For information only.
pub const NM01: u128 = 55;

pub const PRIYA: u128 = 70;
pub const SAM: u128 = 71;
pub const OTHERS: [u128; 4] = [72, 73, 74, 75];
pub const ROSA: u128 = 76;
pub const ADA: u128 = 77;

pub const HOMES_GROUP: u128 = 90;
pub const REPAIRS: u128 = 91;
pub const VOIDS: u128 = 92;
