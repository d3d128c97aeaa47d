//! Reports to the Board and to the Council: what they say, how far they are, and what has changed since.
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
    pub mod reports;
}

use domain::{
    indicator_selection::Stakeholder,
    measurement::{ApproveMeasurement, RecordMeasurement},
    person::RecordPerson,
    quantity::Figure,
    report_run::CollateReport,
    report_step::ReportStepKind,
    role::{GrantRole, Role},
    sight::Sight,
    view::{
        figures_due,
        mark::Mark,
        permission::Offer,
        report_run::{self, Page},
        reports::{self, Typed},
    },
};
use refusals::{
    measures::{self, KPI},
    reports::{chosen, collate, run, sent, step},
};
use small_company::*;

const VIEWER: u128 = 943;

/// A company whose figure of September is approved, and what the Board and the Council chose.
fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    chosen(&mut small);
    figure(&mut small, 960, "85", "");
    small.load(GrantRole {
        grant: id(961),
        person: person(ROSA),
        role: Role::BoardMember,
    });
    small.load(RecordPerson {
        person: person(VIEWER),
        name: "Vera Hale".to_owned(),
        active: true,
        illustrative: false,
    });
    small.load(GrantRole {
        grant: id(VIEWER),
        person: person(VIEWER),
        role: Role::CouncilViewer,
    });
    small
}

fn figure(small: &mut Small, number: u128, value: &str, correction: &str) {
    let measurement = id(number);
    small.load(RecordMeasurement {
        measurement,
        indicator: id(KPI),
        period: "2026-M06".parse().unwrap(),
        figure: Figure::Value(value.parse().unwrap()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: correction.to_owned(),
    });
    small.load(ApproveMeasurement { measurement });
}

fn of_september(to: Stakeholder) -> CollateReport {
    CollateReport {
        period: "2026-M06".parse().unwrap(),
        ..collate(to)
    }
}

fn page(small: &Small, reader: u128) -> Option<Page> {
    let device = small.device(reader);
    report_run::page(&Sight::on_device(&device, person(reader)), run())
}

fn line(small: &Small, reader: u128) -> Vec<[String; 3]> {
    let device = small.device(reader);
    let page = reports::page(&Sight::on_device(&device, person(reader)), today());
    let of = |line: reports::Line| [line.to, line.state, line.read];
    page.lines.into_iter().map(of).collect()
}

#[test]
fn a_report_says_what_its_readers_chose_and_goes_from_hand_to_hand() {
    let mut small = company();
    small.must(SUE, of_september(Stakeholder::Board));
    let collated = page(&small, SUE).unwrap();
    assert_eq!(
        collated.heading,
        "Report to the Board, September 2026: 1 close to target"
    );
    assert_eq!(collated.summary, "Lettings are slower than they were.");
    assert_eq!(collated.lines[0].reported.name, "VOI01 Homes let in time");
    assert_eq!(collated.lines[0].reported.value, "85.0%");
    assert_eq!(collated.lines[0].reported.target, "at least 90%");
    assert_eq!(
        collated.lines[0].reported.doubt,
        "Data not assessed; 2 doubts about the data"
    );
    assert_eq!(collated.places[0].name, "The whole scorecard");
    assert_eq!(collated.next.approve, Offer::Hidden);
    assert_eq!(page(&small, ADA).unwrap().next.approve, Offer::Open);
    assert!(
        matches!(collated.next.send, Offer::Blocked(why) if why.contains("Nobody has approved"))
    );
    assert_eq!(
        line(&small, SUE),
        [["The Board", "Waits to be approved", ""]]
    );

    small.must(ADA, step(ReportStepKind::Approved));
    assert_eq!(page(&small, SUE).unwrap().next.send, Offer::Open);
    assert_eq!(page(&small, ROSA).unwrap().next.read, Offer::Hidden);
    small.must(SUE, sent());
    assert_eq!(page(&small, ROSA).unwrap().next.read, Offer::Open);
    small.must(ROSA, step(ReportStepKind::Read));
    let told = page(&small, ROSA).unwrap();
    assert_eq!(told.next.read, Offer::Hidden);
    assert_eq!(
        told.steps,
        [
            "Collated on 21 November 2026 by Sue Parr.",
            "Approved on 21 November 2026 by Ada Byron.",
            "Sent on 21 November 2026 by Sue Parr: “With the papers of the Board meeting on 3 December 2026.”",
            "Read by 1 of 1 of the Board’s members: you.",
        ]
    );
    assert_eq!(
        line(&small, ROSA),
        [["The Board", "Sent on 21 November 2026", "Read by 1"]]
    );
}

/// "Two clocks": a correction changes where the figure stands now, and not what was reported.
#[test]
fn what_was_reported_stays_and_a_correction_is_told_beside_it() {
    let mut small = company();
    small.must(SUE, of_september(Stakeholder::Board));
    small.must(ADA, step(ReportStepKind::Approved));
    let before = page(&small, SUE).unwrap();
    assert_eq!(before.since, "Every figure still reads as it was reported.");
    assert_eq!(before.lines[0].now, None);
    figure(&mut small, 962, "94", "Two lettings were counted twice.");
    let after = page(&small, SUE).unwrap();
    assert_eq!(after.lines[0].reported, before.lines[0].reported);
    assert_eq!(after.lines[0].now.as_deref(), Some("94.0%, on target"));
    assert_eq!(
        after.since,
        "1 figure reads otherwise now: it is told beside what was reported."
    );
}

#[test]
fn the_councils_viewers_read_their_report_once_it_is_sent() {
    let mut small = company();
    small.must(SUE, of_september(Stakeholder::Council));
    small.must(ADA, step(ReportStepKind::Approved));
    assert_eq!(page(&small, VIEWER), None);
    assert_eq!(line(&small, VIEWER), [[""; 3]; 0]);
    small.must(SUE, sent());
    let read = page(&small, VIEWER).unwrap();
    assert_eq!(read.lines[0].reported.mark, Mark::CloseToTarget);
    assert_eq!(read.lines[0].reported.doubt, "");
    assert_eq!((read.places.len(), read.since.as_str()), (0, ""));
    assert_eq!(read.next.read, Offer::Open);
    small.must(VIEWER, step(ReportStepKind::Read));
    let told = page(&small, VIEWER).unwrap().steps;
    assert_eq!(
        told,
        [
            "Sent on 21 November 2026: “With the papers of the Board meeting on 3 December 2026.”",
            "Read by 1 of the Council’s viewers: you.",
        ]
    );
    assert_eq!(page(&small, ROSA).unwrap().next.read, Offer::Hidden);
}

#[test]
fn what_nobody_has_approved_is_collated_anew_under_the_same_report() {
    let mut small = company();
    let typed = Typed {
        to: "board".to_owned(),
        period: "2026-M06".to_owned(),
        ..Typed::default()
    };
    let read = |small: &Small| {
        reports::collate(&small.sight(SUE), id(999), &typed)
            .unwrap()
            .run
    };
    assert_eq!(read(&small), id(999));
    small.must(SUE, of_september(Stakeholder::Board));
    assert_eq!(read(&small), run());
    small.must(ADA, step(ReportStepKind::Approved));
    assert_eq!(read(&small), id(999));
    let none = reports::collate(&small.sight(SUE), id(999), &Typed::default());
    assert!(none.is_err());
    let offered = reports::page(&small.sight(SUE), today()).periods;
    assert!(offered.contains(&("2026-M06".to_owned(), "September 2026".to_owned())));
    assert_eq!(reports::page(&small.sight(PRIYA), today()).periods, []);
    assert_eq!(reports::begun(today()).period, "2026-Q2");
}

/// My work names the report to whoever has the next step with it.
#[test]
fn each_is_told_of_the_report_that_waits_for_them() {
    let mut small = company();
    let told = |small: &Small, reader: u128| -> Vec<String> {
        let section = figures_due::section(&small.sight(reader), today());
        let lines = section.map(|section| section.lines).unwrap_or_default();
        let titles = lines.into_iter().map(|line| line.title);
        titles.filter(|title| title.contains("report")).collect()
    };
    let none: [&str; 0] = [];
    small.must(SUE, of_september(Stakeholder::Board));
    assert_eq!(
        told(&small, ADA),
        ["Approve the report to the Board for September 2026"]
    );
    assert_eq!(told(&small, SUE), none);
    small.must(ADA, step(ReportStepKind::Approved));
    assert_eq!(told(&small, ADA), none);
    assert_eq!(
        told(&small, SUE),
        ["Send the report to the Board for September 2026"]
    );
    small.must(SUE, sent());
    assert_eq!(
        told(&small, ROSA),
        ["Read the report to the Board for September 2026"]
    );
    small.must(ROSA, step(ReportStepKind::Read));
    assert_eq!(told(&small, ROSA), none);
}
