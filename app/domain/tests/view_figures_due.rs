//! What My work says of figures and decisions, gravest first: `tables/figures_due.txt` (S75, S102).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod plans;
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod targets;
}

use domain::{
    calendar::{Date, FinancialYear, Period},
    command::Command,
    commentary::WriteCommentary,
    corrective_action::{
        CloseCorrectiveAction, DecideCorrectiveAction, PlanCorrectiveAction, ResponseKind,
    },
    indicator::Indicator,
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementId, PublishMeasurement,
        RecordMeasurement, ReturnMeasurement, SubmitMeasurement,
    },
    quantity::Figure,
    role::{GrantRole, Role},
    sight::Sight,
    target::{ApproveTarget, ProposeTarget},
    target_case::{Case, Fee},
    trajectory::Trajectory,
    view::{
        figures_due::{Section, Target, section},
        month_end::Return,
    },
};
use jiff::civil::date;
use refusals::{
    measures::{self, KPI},
    plans,
    targets::{case, heard},
};
use small_company::*;

const TABLE: &str = include_str!("tables/figures_due.txt");

/// The month whose return is due.
const MONTH: &str = "2026-M07";
const ACTION: u128 = 9_600;
const TARGET: u128 = 9_650;

fn who(name: &str) -> u128 {
    match name {
        "ada" => ADA,
        "dana" => DANA,
        "priya" => PRIYA,
        "sam" => SAM,
        "jo" => JO,
        "sue" => SUE,
        "tom" => TOM,
        other => panic!("{other} is nobody here"),
    }
}

fn figure(number: &str) -> MeasurementId {
    id(9_000 + number.parse::<u128>().unwrap())
}

fn record(
    measurement: MeasurementId,
    indicator: u128,
    period: &str,
    of: &str,
) -> RecordMeasurement {
    RecordMeasurement {
        measurement,
        indicator: id(indicator),
        period: period.parse().unwrap(),
        figure: Figure::Value(of.parse().unwrap()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    }
}

/// Loads a figure as it stood: published, or approved for staff alone.
fn loaded(small: &mut Small, indicator: u128, period: &str, published: bool) {
    let measurement = small.new_id();
    small.load(record(measurement, indicator, period, "92"));
    small.load(ApproveMeasurement { measurement });
    if published {
        small.load(PublishMeasurement { measurement });
    }
}

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    small.load(heard(FinancialYear(2027), Fee::Agreed));
    loaded(&mut small, KPI, "2026-M06", true);
    // Nobody is asked to write a plan or to hold a review: `plans_due.txt` has those.
    small.load(plans::complete());
    small.load(plans::judged(1, true, ""));
    small.load(plans::equality("2026-11-01"));
    small
}

/// "priya submits 95"
fn step(small: &Small, words: &str) -> (u128, Command) {
    let mut parts = words.splitn(3, ' ');
    let (by, does, what) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap_or_default(),
    );
    let command = match does {
        "provides" | "corrects" => {
            let stands =
                Measurement::standing(&small.company, id(KPI), MONTH.parse().unwrap(), |_| true);
            RecordMeasurement {
                replaces: stands.into_iter().map(|stands| stands.id).collect(),
                correction: "Two lettings were counted twice.".to_owned(),
                ..record(figure(what), KPI, MONTH, what)
            }
            .into()
        }
        "explains" => WriteCommentary {
            commentary: id(9_500),
            indicator: id(KPI),
            period: MONTH.parse().unwrap(),
            happened: "Eleven of forty homes were let late.".to_owned(),
            why: "The contractor was short of plasterers.".to_owned(),
            next: "A second contractor starts on 1 December 2026.".to_owned(),
            public_words: String::new(),
        }
        .into(),
        "submits" | "checks" | "returns" => on_the_road(does, figure(what)),
        "approves" if what == "it" => ApproveTarget {
            target: id(TARGET),
            expected: None,
        }
        .into(),
        "approves" | "publishes" => on_the_road(does, figure(what)),
        "proposes" => propose(what != "without its case").into(),
        "joins" => GrantRole {
            grant: id(9_700),
            person: person(who(by)),
            role: Role::BoardMember,
        }
        .into(),
        other => act(other, what),
    };
    // Who is on the Board is for Support Services to record.
    let by = if does == "joins" { SUE } else { who(by) };
    (by, command)
}

fn on_the_road(does: &str, measurement: MeasurementId) -> Command {
    match does {
        "submits" => SubmitMeasurement {
            measurement,
            evidence: String::new(),
            kept_at: String::new(),
        }
        .into(),
        "checks" => CheckMeasurement { measurement }.into(),
        "returns" => ReturnMeasurement {
            measurement,
            reason: "A letting of September is in it.".to_owned(),
        }
        .into(),
        "approves" => ApproveMeasurement { measurement }.into(),
        "publishes" => PublishMeasurement { measurement }.into(),
        other => panic!("nobody {other} a figure"),
    }
}

/// "priya plans sam 2026-11-27"
fn act(does: &str, what: &str) -> Command {
    let plan = |kind, words: &str, beyond: &str| {
        let (by, due) = what.split_once(' ').unwrap();
        PlanCorrectiveAction {
            action: id(ACTION),
            indicator: id(KPI),
            period: MONTH.parse().unwrap(),
            kind,
            what: words.to_owned(),
            by: person(who(by)),
            due: due.parse().unwrap(),
            beyond_control: beyond.to_owned(),
        }
        .into()
    };
    match does {
        "plans" => plan(
            ResponseKind::RealignResources,
            "Move two plasterers from repairs.",
            "",
        ),
        "revises" => plan(ResponseKind::ReviseTarget, "Aim for 85.", "The flood."),
        "decides" => DecideCorrectiveAction {
            action: id(ACTION),
            agreed: true,
            words: "The flood was foreseen by nobody.".to_owned(),
        }
        .into(),
        "closes" => CloseCorrectiveAction {
            action: id(ACTION),
            taken: "They moved.".to_owned(),
        }
        .into(),
        other => panic!("nobody {other} here"),
    }
}

fn propose(with_case: bool) -> ProposeTarget {
    let case = Case {
        effective_from: date(2027, 4, 1),
        ..case()
    };
    ProposeTarget {
        target: id(TARGET),
        indicator: id(KPI),
        year: FinancialYear(2027),
        value: 95.into(),
        trajectory: Trajectory::Flat,
        provenance: Default::default(),
        expected: None,
        case: with_case.then(|| Box::new(case)),
    }
}

fn after(day: Date, steps: &str) -> Small {
    let mut small = company();
    small.on(day);
    for words in steps.split(';').map(str::trim).filter(|step| *step != "–") {
        let (by, command) = step(&small, words);
        let answer = small.give(by, command);
        assert_eq!(answer, Ok(()), "{words} in {steps}");
    }
    small
}

/// The section for a reader, which reads the same on their device as where everything is known.
fn seen(small: &Small, reader: u128, day: Date) -> Option<Section> {
    let device = small.device(reader);
    let on_device = section(&Sight::on_device(&device, person(reader)), day);
    assert_eq!(on_device, section(&small.sight(reader), day));
    on_device
}

fn lines(section: Option<Section>) -> Vec<String> {
    let section = section.unwrap_or_default();
    let lines = section.lines.into_iter().chain(section.rest);
    lines
        .map(|line| format!("{} ({})", line.title, line.detail))
        .collect()
}

#[test]
fn each_reader_reads_what_waits_for_them_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(TABLE) {
        let day = row.read("day");
        let small = after(day, row.get("what happened"));
        let mut found = lines(seen(&small, who(row.get("reader")), day)).join(" / ");
        if found.is_empty() {
            found = "–".to_owned();
        }
        if found != row.get("reads") {
            wrong.push(format!("{}: reads {found}", row.words()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One service's figures for one month are one line, which leads to that return.
#[test]
fn figures_are_counted_by_service_and_month() {
    let mut small = company();
    for (place, code) in ["VOI02", "VOI03", "VOI04"].into_iter().enumerate() {
        let definition = Indicator {
            code: code.to_owned(),
            ..measures::definition()
        };
        let number = 920 + 2 * place as u128;
        let owner = if code == "VOI04" { DANA } else { PRIYA };
        small.load(measures::define(number, Some(owner), definition));
        loaded(&mut small, number, "2026-M05", true);
    }
    let found = seen(&small, PRIYA, today()).unwrap();
    let shown = |month: &str| {
        Target::Return(Return {
            service: Some(id(202)),
            month: month.parse::<Period>().unwrap(),
        })
    };
    let targets: Vec<Target> = found.lines.iter().map(|line| line.target).collect();
    assert_eq!(targets, [shown("2026-M06"), shown(MONTH)]);
    assert_eq!(
        lines(Some(found)),
        [
            "Submit 3 figures of Property services for September 2026 (Overdue by 27 working days: due by 14 October 2026. VOI02, VOI03 and VOI04 of Dana Cole.)",
            "Submit 4 figures of Property services for October 2026 (Overdue by 5 working days: due by 13 November 2026. VOI01, VOI02, VOI03 and VOI04 of Dana Cole.)",
        ]
    );
}

/// What is approved for staff and never published is no publisher’s to do, but the first figure there is.
#[test]
fn what_is_kept_for_staff_waits_for_no_publisher() {
    let mut small = company();
    let definition = Indicator {
        code: "VOI02".to_owned(),
        ..measures::definition()
    };
    small.load(measures::define(930, Some(PRIYA), definition));
    let to_publish = |small: &Small| {
        lines(seen(small, SUE, today()))
            .into_iter()
            .filter(|line| line.starts_with("Publish"))
            .collect::<Vec<_>>()
    };
    loaded(&mut small, 930, "2026-M05", false);
    assert_eq!(
        to_publish(&small),
        ["Publish 1 figure of Property services for August 2026 (VOI02.)"]
    );
    loaded(&mut small, 930, "2026-M06", false);
    assert_eq!(to_publish(&small), [""; 0]);
}

#[test]
fn a_long_list_keeps_the_less_pressing_apart_and_an_earlier_day_shows_nothing() {
    let mut small = company();
    for place in 0..14 {
        let action = small.new_id();
        small.must(
            PRIYA,
            PlanCorrectiveAction {
                action,
                indicator: id(KPI),
                period: MONTH.parse().unwrap(),
                kind: ResponseKind::RealignResources,
                what: format!("Do the {place}th."),
                by: person(PRIYA),
                due: date(2026, 11, 20),
                beyond_control: String::new(),
            },
        );
    }
    let found = seen(&small, PRIYA, today()).unwrap();
    assert_eq!(found.lines.len(), 12);
    assert_eq!(
        (found.rest.len(), found.more.as_str()),
        (3, "3 more, less pressing than these")
    );
    let earlier = Sight::earlier(&small.company, person(PRIYA));
    assert_eq!(section(&earlier, today()), None);
}
