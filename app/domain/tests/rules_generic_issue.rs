//! Generic issues behind complaints (rules.md 4.11), as a table and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use std::collections::BTreeSet;

use domain::{
    calendar::{Date, Grain, Period},
    generic_issue::{
        CANDIDATE_FROM, Complaint, Finding, Issue, Key, Months, Place, WINDOW_DAYS, judge,
    },
    id::Id,
    unit::UnitId,
};
use jiff::ToSpan;
use proptest::prelude::*;
use tables::{Row, rows};
use uuid::Uuid;

fn damp_in_block_a() -> Key {
    Key {
        cause: "damp".to_owned(),
        place: Place::Block("Block-A".to_owned()),
    }
}

fn repairs() -> UnitId {
    Id::new(Uuid::from_u128(77))
}

fn complaint(who: u32, received: Date) -> Complaint {
    Complaint {
        received,
        complainant: format!("R{who}"),
        cause: "damp".to_owned(),
        service: repairs(),
        block: Some("Block-A".to_owned()),
    }
}

/// What stands between commas in a column; nothing for a dash.
fn listed<'a>(row: &'a Row, column: &str) -> Vec<Vec<&'a str>> {
    let parts = row.get(column).split(", ").filter(|part| *part != "–");
    parts.map(|part| part.split(' ').collect()).collect()
}

fn complaints(row: &Row) -> Vec<Complaint> {
    let read = |words: Vec<&str>| {
        let who = words[0].strip_prefix('R').unwrap().parse().unwrap();
        let usual = complaint(who, words[1].parse().unwrap());
        match words.get(2) {
            None => usual,
            Some(block) if block.starts_with("Block") => Complaint {
                block: Some((*block).to_owned()),
                ..usual
            },
            Some(cause) => Complaint {
                cause: (*cause).to_owned(),
                ..usual
            },
        }
    };
    listed(row, "complaints").into_iter().map(read).collect()
}

fn issues(row: &Row) -> Vec<Issue> {
    let read = |(place, words): (u128, Vec<&str>)| {
        let mut key = damp_in_block_a();
        match words.get(1) {
            None => {}
            Some(block) if block.starts_with("Block") => key.place = Place::Block((*block).into()),
            Some(cause) => key.cause = (*cause).into(),
        }
        Issue {
            id: Id::new(Uuid::from_u128(place)),
            key,
            closed: (words[0] != "open").then(|| words[0].parse().unwrap()),
        }
    };
    (1..).zip(listed(row, "issues")).map(read).collect()
}

fn told(finding: Finding) -> String {
    match finding {
        Finding::Nothing => "nothing".to_owned(),
        Finding::Attach(issue) => format!("attach {}", issue.uuid().as_u128()),
        Finding::Reopen(issue) => format!("reopen {}", issue.uuid().as_u128()),
        Finding::Candidate(grounds) => {
            let many = grounds.complainants >= CANDIDATE_FROM;
            let people = many.then(|| format!("{} complainants", grounds.complainants));
            let months = grounds.months.map(|rule| rule.words().to_owned());
            let grounds: Vec<String> = people.into_iter().chain(months).collect();
            format!("candidate: {}", grounds.join(", "))
        }
    }
}

#[test]
fn every_row_of_the_generic_issue_table() {
    for row in rows(include_str!("tables/generic_issue.txt")) {
        let day: Date = row.read("day");
        let months = (row.get("months") != "–").then(|| Months {
            counts: row
                .get("months")
                .split(' ')
                .map(|count| count.parse().unwrap())
                .collect(),
            last: Period::containing(day, Grain::Month).previous(),
        });
        let found = judge(
            &damp_in_block_a(),
            &complaints(&row),
            months.as_ref(),
            &issues(&row),
            day,
        );
        assert_eq!(told(found), row.get("finds"), "{}", row.words());
    }
}

#[test]
fn a_complaint_counts_with_its_service_and_with_its_block() {
    let day = "2026-11-28".parse().unwrap();
    let one = complaint(1, day);
    let service = Key {
        cause: "damp".to_owned(),
        place: Place::Service(repairs()),
    };
    assert_eq!(one.keys(), [service.clone(), damp_in_block_a()]);
    let no_block = Complaint { block: None, ..one };
    assert_eq!(no_block.keys(), std::slice::from_ref(&service));
    // Three blocks, one complaint each: nothing for a block, and a candidate for the service.
    let everywhere: Vec<Complaint> = (1..=3)
        .map(|who| Complaint {
            block: Some(format!("Block-{who}")),
            ..complaint(who, day)
        })
        .collect();
    for key in everywhere.iter().flat_map(Complaint::keys) {
        let found = judge(&key, &everywhere, None, &[], day);
        let expected = match key == service {
            true => "candidate: 3 complainants",
            false => "nothing",
        };
        assert_eq!(told(found), expected, "{key:?}");
    }
}

#[test]
fn a_month_that_is_not_over_says_nothing() {
    let day = "2026-11-28".parse().unwrap();
    let mut months = Months {
        counts: vec![2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 9],
        last: Period::containing(day, Grain::Month),
    };
    let found = |months: &Months| judge(&damp_in_block_a(), &[], Some(months), &[], day);
    assert_eq!(found(&months), Finding::Nothing);
    months.last = months.last.previous();
    assert_ne!(found(&months), Finding::Nothing);
    let none = Months {
        counts: Vec::new(),
        ..months
    };
    assert_eq!(none.signal(), None);
}

/// Complaints about damp in Block A by a handful of people within about half a year.
fn any_complaints() -> impl Strategy<Value = Vec<Complaint>> {
    let one =
        (1_u32..6, 0_i64..200).prop_map(|(who, after)| complaint(who, first_day() + after.days()));
    proptest::collection::vec(one, 0..12)
}

fn first_day() -> Date {
    "2026-04-01".parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The rule as it is written, day by day.
    #[test]
    fn three_people_in_ninety_days_and_the_day_make_a_candidate(complaints in any_complaints(), after in 0_i64..220) {
        let day = first_day() + after.days();
        let mut people = BTreeSet::new();
        for back in 0..=WINDOW_DAYS {
            let received = day - back.days();
            people.extend(complaints.iter().filter(|one| one.received == received).map(|one| one.complainant.clone()));
        }
        let found = judge(&damp_in_block_a(), &complaints, None, &[], day);
        prop_assert_eq!(matches!(found, Finding::Candidate(_)), people.len() >= 3);
        prop_assert_eq!(found == Finding::Nothing, people.len() < 3);
    }

    /// The order in which they came to be known makes no difference, and neither does anybody's second complaint on a day.
    #[test]
    fn order_and_repetition_change_nothing(complaints in any_complaints(), after in 0_i64..220, closed in proptest::option::of(0_i64..200)) {
        let day = first_day() + after.days();
        let issue = closed.map(|closed| Issue {
            id: Id::new(Uuid::from_u128(1)),
            key: damp_in_block_a(),
            closed: Some(first_day() + closed.days()),
        });
        let issues: Vec<Issue> = issue.into_iter().collect();
        let found = judge(&damp_in_block_a(), &complaints, None, &issues, day);
        let twice: Vec<Complaint> = complaints.iter().rev().chain(&complaints).cloned().collect();
        prop_assert_eq!(judge(&damp_in_block_a(), &twice, None, &issues, day), found);
    }

    /// One more complaint never takes a candidate, an attachment or a reopening back.
    #[test]
    fn one_more_complaint_never_makes_less_of_it(complaints in any_complaints(), after in 0_i64..220, open: bool, closed in 0_i64..200) {
        let day = first_day() + after.days();
        let issues = [Issue {
            id: Id::new(Uuid::from_u128(1)),
            key: damp_in_block_a(),
            closed: (!open).then(|| first_day() + closed.days()),
        }];
        let mut reached = false;
        for count in 0..=complaints.len() {
            let found = judge(&damp_in_block_a(), &complaints[..count], None, &issues, day);
            prop_assert!(!reached || found != Finding::Nothing);
            prop_assert!(!open || !matches!(found, Finding::Candidate(_) | Finding::Reopen(_)));
            reached = found != Finding::Nothing;
        }
    }
}
