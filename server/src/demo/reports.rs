//! Reports that were sent to the Board and to the Council, and one that waits to be approved; illustrative, as their figures are.

use domain::{
    calendar::{Date, Grain, Period},
    indicator_selection::Stakeholder,
    report_run::{CollateReport, ReportRunId, StepReport},
    report_step::ReportStepKind,
};

use super::{
    days,
    id::demo_id,
    plan::{Plan, by},
    structure::Structure,
};

/// Days from the end of a period to its report, and from there to each step that follows.
const COLLATED: i32 = 15;
const APPROVED: i32 = 2;
const SENT: i32 = 4;
const READ: i32 = 6;

/// Days before today on which the first figures were approved and published: none is reported before.
const FIRST: i32 = 70;

/// Who approves, and who has read.
const EXECUTIVE: &str = "marcus-adeyinka";
const BOARD: [&str; 2] = ["lorna-fitzgibbon", "ravi-mistry"];
const COUNCIL: [&str; 1] = ["bridget-allardyce"];

pub(super) fn plan(plan: &mut Plan, structure: &Structure) {
    let quarter = reported(plan.today(), Grain::Quarter);
    let month = reported(plan.today(), Grain::Month);
    let summary = "Illustrative: what tenants feel first is named first.";
    let board = collate(plan, structure, Stakeholder::Board, quarter, summary);
    sent(
        plan,
        structure,
        board,
        "Illustrative: with the papers of the Board’s quarterly meeting.",
        &BOARD,
    );
    let summary = "Illustrative: what the Council chose, for its monthly meeting with us.";
    let council = collate(plan, structure, Stakeholder::Council, month, summary);
    sent(
        plan,
        structure,
        council,
        "Illustrative: by e-mail to the Council’s client team.",
        &COUNCIL,
    );
    collate(plan, structure, Stakeholder::Board, month, "");
}

/// The last period that could be reported, and the report read, by now.
fn reported(today: Date, grain: Grain) -> Period {
    let last = Period::containing(today, grain).previous();
    match days::after(last.end(), COLLATED + READ + 1) <= today {
        true => last,
        false => last.previous(),
    }
}

fn collate(
    plan: &mut Plan,
    structure: &Structure,
    to: Stakeholder,
    period: Period,
    summary: &str,
) -> (ReportRunId, Date) {
    let name = match period.grain {
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
    };
    let run = demo_id(&format!("report/{}/{name}", to.words()));
    let day = days::after(period.end(), COLLATED).max(plan.ago(FIRST));
    plan.on(
        day,
        by(&structure.hands.administrator),
        CollateReport {
            run,
            to,
            period,
            summary: summary.to_owned(),
            again: String::new(),
        },
    );
    (run, day)
}

fn sent(
    plan: &mut Plan,
    structure: &Structure,
    (run, day): (ReportRunId, Date),
    how: &str,
    readers: &[&str],
) {
    let mut step = |after: i32, who: &str, step: ReportStepKind| {
        plan.on(days::after(day, after), by(who), StepReport { run, step });
    };
    step(APPROVED, EXECUTIVE, ReportStepKind::Approved);
    let how = how.to_owned();
    step(
        SENT,
        &structure.hands.administrator,
        ReportStepKind::Sent { how },
    );
    for reader in readers {
        step(READ, reader, ReportStepKind::Read);
    }
}
