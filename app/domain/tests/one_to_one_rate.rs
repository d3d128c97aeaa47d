//! The rate of 1:1s that were held in time (rules.md 4.12), as a table: `tables/one_to_one_rate.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

use domain::{
    calendar::{Date, Grain, Period},
    one_to_one::{HoldOneToOne, OneToOneDate},
    one_to_one_rate::OneToOneRate,
    view::one_to_ones,
};
use small_company::*;

#[test]
fn each_counts_as_the_table_says() {
    for row in tables::rows(include_str!("tables/one_to_one_rate.txt")) {
        let due: Date = row.read("due");
        let date = OneToOneDate {
            employee: person(SAM),
            scheduled_for: due,
            held_on: row.optional("held"),
        };
        let (held, all) = match row.get("counts") {
            "in time" => (1, 1),
            "late" => (0, 1),
            _ => (0, 0),
        };
        let month = Period::containing(due, Grain::Month);
        let rate = OneToOneRate::of([&date], month, row.read("today"));
        assert_eq!((rate.held, rate.due), (held, all), "{}", row.words());
        let other = OneToOneRate::of([&date], month.previous(), row.read("today"));
        assert_eq!(other, OneToOneRate::default(), "{}", row.words());
    }
}

#[test]
fn counts_are_added_up_and_told_to_whoever_may_see_the_dates() {
    let mut small = Small::new();
    let (_, late) = small.series(SAM, PRIYA, "2026-10-01".parse().unwrap());
    let next = small.new_id();
    small.must(
        PRIYA,
        HoldOneToOne {
            one_to_one: late,
            held_on: "2026-10-20".parse().unwrap(),
            next,
            next_on: "2026-11-10".parse().unwrap(),
        },
    );
    let after = small.new_id();
    small.must(
        SAM,
        HoldOneToOne {
            one_to_one: next,
            held_on: "2026-11-12".parse().unwrap(),
            next: after,
            next_on: "2026-12-08".parse().unwrap(),
        },
    );
    let told = one_to_ones::page(&small.sight(PRIYA), today())
        .in_time
        .unwrap();
    assert_eq!(told.words, "1 of 2, 50%");
    let months: Vec<_> = told
        .months
        .iter()
        .map(|month| {
            (
                month.name.as_str(),
                month.held.as_str(),
                month.rate.as_str(),
            )
        })
        .collect();
    assert_eq!(
        months,
        [
            ("November 2026", "1 of 1", "100%"),
            ("October 2026", "0 of 1", "0%")
        ]
    );
    assert_eq!(
        one_to_ones::page(&small.sight(HAL), today()).in_time,
        Some(told)
    );
    // Their own are no rate, and nobody else's dates are theirs to see.
    assert_eq!(one_to_ones::page(&small.sight(SAM), today()).in_time, None);
    assert_eq!(one_to_ones::page(&small.sight(SUE), today()).in_time, None);
}
