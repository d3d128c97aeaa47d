//! One person: the days of their 1:1s, and for whom.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{scorecard::Scorecard, view::person::page};
use jiff::civil::date;
use small_company::*;

fn days(small: &Small, by: u128) -> Vec<String> {
    let sight = small.sight(by);
    let card = Scorecard::on(sight.company(), today());
    page(&sight, &card, person(SAM), today())
        .unwrap()
        .one_to_one_days
}

#[test]
fn the_days_of_a_one_to_one_are_for_the_line_and_human_resources() {
    let mut small = Small::new();
    small.series(SAM, PRIYA, date(2026, 11, 24));
    for by in [SAM, PRIYA, DANA, HAL] {
        assert_eq!(days(&small, by), ["Planned for 24 November 2026"], "{by}");
    }
    for by in [ADA, JO, ROSA, SUE, TOM] {
        assert!(days(&small, by).is_empty(), "{by}");
    }
}
