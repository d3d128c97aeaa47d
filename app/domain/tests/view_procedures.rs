//! Procedures: who is to read them, who has, and what another version asks for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod procedures;
}

use domain::view::{
    figures_due,
    procedures::{self as view, Page},
};
use refusals::{
    measures,
    procedures::{procedure, read, record},
};
use small_company::*;

fn page(small: &Small, reader: u128) -> Page {
    view::page(&small.sight(reader)).unwrap()
}

fn waits(small: &Small, reader: u128) -> Vec<String> {
    let section = figures_due::section(&small.sight(reader), today());
    let lines = section.map(|section| section.lines).unwrap_or_default();
    let titles = lines.into_iter().map(|line| line.title);
    titles.filter(|title| title.contains("procedure")).collect()
}

#[test]
fn who_owns_figures_reads_each_version() {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    assert_eq!(page(&small, PRIYA).heading, "No procedure is recorded yet");
    small.must(SUE, record("By the tenth working day."));
    assert_eq!(
        page(&small, PRIYA).heading,
        "1 procedure waits for you to read it"
    );
    assert_eq!(
        page(&small, SAM).heading,
        "1 procedure for reporting figures"
    );
    assert_eq!(waits(&small, PRIYA), ["Read the procedure “Month end”"]);
    assert_eq!(waits(&small, SAM), [""; 0]);
    let told = page(&small, SUE);
    assert_eq!(
        told.procedures[0].version,
        "Version 1, since 21 November 2026"
    );
    assert_eq!(
        told.procedures[0].readers,
        "0 of the 1 whom it concerns have read this version."
    );
    assert_eq!(told.procedures[0].missing, ["Priya Natarajan"]);
    assert_eq!(page(&small, PRIYA).procedures[0].missing, [""; 0]);

    small.must(PRIYA, read(procedure(), 1));
    assert_eq!(waits(&small, PRIYA), [""; 0]);
    assert_eq!(
        page(&small, PRIYA).procedures[0].read,
        "You read this version on 21 November 2026."
    );
    small.must(
        SUE,
        record("By the eighth working day.\n\nChecked by the tenth."),
    );
    assert_eq!(waits(&small, PRIYA), ["Read the procedure “Month end”"]);
    assert_eq!(page(&small, PRIYA).procedures[0].number, 2);
    assert_eq!(page(&small, PRIYA).procedures[0].read, "");
    small.must(
        SUE,
        view::record(
            procedure().uuid(),
            "The month’s end",
            &page(&small, SUE).procedures[0].typed,
        ),
    );
    assert_eq!(
        page(&small, PRIYA).procedures[0].number,
        2,
        "another name is no other version"
    );
}
