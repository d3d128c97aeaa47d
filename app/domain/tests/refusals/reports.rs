//! Reports to the Board and to the Council.

use domain::{
    command::Command,
    critical_success_factor::RecordCriticalSuccessFactor,
    indicator_selection::{Reflects, SelectIndicator, Stakeholder},
    report_run::{CollateReport, ReportRunId, StepReport},
    report_step::ReportStepKind,
    role::{GrantRole, Role},
};

use super::measures::KPI;
use crate::small_company::*;

const FACTOR: u128 = 9_700;
const CHOICE: u128 = 9_701;
const RUN: u128 = 9_702;
const ANOTHER: u128 = 9_703;
const GRANT: u128 = 9_704;

/// The first report that a case makes.
pub fn run() -> ReportRunId {
    id(RUN)
}

/// The Board and the Council chose the KPI, from April 2026.
pub fn chosen(small: &mut Small) {
    small.load(RecordCriticalSuccessFactor {
        factor: id(FACTOR),
        service: None,
        name: "Homes are lived in".to_owned(),
        ended: false,
        illustrative: false,
    });
    for (number, chosen_by) in [
        (CHOICE, Stakeholder::Board),
        (CHOICE + 10, Stakeholder::Council),
    ] {
        small.load(SelectIndicator {
            selection: id(number),
            indicator: id(KPI),
            chosen_by,
            from: "2026-04-01".parse().unwrap(),
            reflects: Some(Reflects::CriticalSuccessFactor(id(FACTOR))),
            why: "An empty home is rent lost.".to_owned(),
        });
    }
}

/// The report to somebody for the second quarter.
pub fn collate(to: Stakeholder) -> CollateReport {
    CollateReport {
        run: run(),
        to,
        period: "2026-Q2".parse().unwrap(),
        summary: "Lettings are slower than they were.".to_owned(),
        again: String::new(),
    }
}

pub fn step(step: ReportStepKind) -> StepReport {
    StepReport { run: run(), step }
}

pub fn sent() -> StepReport {
    step(ReportStepKind::Sent {
        how: "With the papers of the Board meeting on 3 December 2026.".to_owned(),
    })
}

fn grant(small: &mut Small, who: u128, role: Role) {
    small.load(GrantRole {
        grant: id(GRANT),
        person: person(who),
        role,
    });
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    if when != "for what nobody chose" {
        chosen(small);
    }
    match command {
        "report_run.collate" => collating(small, when).into(),
        "report_run.step" => stepping(small, when).into(),
        other => panic!("no case for {other}"),
    }
}

fn collating(small: &mut Small, when: &str) -> CollateReport {
    let first = collate(Stakeholder::Board);
    let approved = [
        "of one that is approved",
        "again, without why",
        "again, with why",
    ];
    let there = [
        "once more, before it is approved",
        "in place of another one",
    ];
    if there.contains(&when) || approved.contains(&when) {
        small.must(SUE, first.clone());
    }
    if approved.contains(&when) {
        small.must(ADA, step(ReportStepKind::Approved));
    }
    match when {
        "to residents" => CollateReport {
            to: Stakeholder::Residents,
            ..first
        },
        "for a quarter that is not over" => CollateReport {
            period: "2026-Q3".parse().unwrap(),
            ..first
        },
        "in place of another one" => CollateReport {
            to: Stakeholder::Council,
            ..first
        },
        "again, without why" => CollateReport {
            run: id(ANOTHER),
            ..first
        },
        "again, with why" => CollateReport {
            run: id(ANOTHER),
            again: "A figure was corrected.".to_owned(),
            ..first
        },
        _ => first,
    }
}

fn stepping(small: &mut Small, when: &str) -> StepReport {
    if when == "of a report that is not there" {
        return step(ReportStepKind::Approved);
    }
    small.must(SUE, collate(Stakeholder::Board));
    if when.ends_with("who collated it") {
        grant(small, SUE, Role::AccountableOfficer);
    }
    if when.starts_with("read") {
        grant(small, ROSA, Role::BoardMember);
    }
    if [
        "sent",
        "sent, without how",
        "read",
        "read, before it is sent",
    ]
    .contains(&when)
    {
        small.must(ADA, step(ReportStepKind::Approved));
    }
    if when == "read" {
        small.must(SUE, sent());
    }
    match when {
        _ if when.starts_with("approved") => step(ReportStepKind::Approved),
        "sent, without how" => step(ReportStepKind::Sent { how: String::new() }),
        _ if when.starts_with("sent") => sent(),
        _ if when.starts_with("read") => step(ReportStepKind::Read),
        "collated" => step(ReportStepKind::Collated),
        other => panic!("no case for {other}"),
    }
}
