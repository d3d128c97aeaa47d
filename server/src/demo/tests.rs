#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod figures;
mod line;
mod people;
mod played;
mod scorecard;

use jiff::civil::{Date, date};

/// The day that the demo is loaded on in these tests.
const TODAY: Date = date(2026, 11, 21);
