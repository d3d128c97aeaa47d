//! Targets: of the years so far as they were loaded, of the year to come as owners propose them, with what speaks for them.

use domain::{
    calendar::{FinancialYear, Grain, Period},
    corrective_action::{
        CloseCorrectiveAction, CorrectiveActionId, DecideCorrectiveAction, PlanCorrectiveAction,
        ResponseKind,
    },
    decision::Actor,
    indicator_set::{Heard, SetStep, StepIndicatorSet},
    provenance::Provenance,
    target::{ApproveTarget, ProposeTarget, TargetKind},
    target_case::{Audience, Baseline, BaselineFrom, Case, Consultation, Equality, Fee, Revision},
    trajectory::Trajectory,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError,
    id::demo_id,
    indicators::{IndicatorData, indicator},
    plan::{Plan, by, person},
    sources::{Sources, provider},
};

/// Days before today on which targets are proposed and approved.
const PROPOSED: i32 = 81;
const APPROVED: i32 = 78;

/// The target of one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetData {
    year: i16,
    value: Decimal,
    published: Option<String>,
}

/// A target for each year from the first figure to the present one.
pub(super) fn plan(
    plan: &mut Plan,
    data: &IndicatorData,
    sources: &Sources,
    first: FinancialYear,
) -> Result<(), DemoError> {
    let mut year = first;
    while year <= plan.year() {
        let own = data.targets.iter().find(|target| target.year == year.0);
        if let Some(value) = own.map(|own| own.value).or(data.target) {
            let key = own.and_then(|own| own.published.as_deref());
            let provenance = sources.provenance(&data.code, key)?;
            let target = demo_id(&format!("target/{}/{}", data.code, year.0));
            plan.on(
                plan.ago(PROPOSED),
                provider(&data.owner, &provenance),
                ProposeTarget {
                    target,
                    indicator: indicator(&data.code),
                    year,
                    value,
                    trajectory: if data.builds_up {
                        Trajectory::Cumulative { weights: None }
                    } else {
                        Trajectory::Flat
                    },
                    provenance,
                    expected: None,
                    case: None,
                },
            );
            plan.on(
                plan.ago(APPROVED),
                // What was approved before there was Throughline is loaded.
                Actor::System,
                ApproveTarget {
                    target,
                    expected: None,
                },
            );
        }
        year = year.next();
    }
    Ok(())
}

/// Days before today on which the targets of the year to come are proposed.
const ASKED: i32 = 24;
const SET_OUT: i32 = 12;

/// Days before today on which this year's set was agreed and locked.
const LOCKED: i32 = 77;

/// That this year's set was agreed and locked. Made up, and its words say so.
fn locked(plan: &mut Plan, administrator: &str) {
    let year = plan.year();
    let at = "Illustrative: the Performance Committee’s meeting in March.".to_owned();
    for step in [SetStep::Agreed { at }, SetStep::Locked] {
        plan.on(
            plan.ago(LOCKED),
            by(administrator),
            StepIndicatorSet { year, step },
        );
    }
}

/// What was heard of this year and of the one to come, whose management fee is not agreed yet. Made up, and its words say so.
fn heard(plan: &mut Plan, administrator: &str) {
    let year = plan.year();
    for (day, year, stakeholders, fee) in [
        (PROPOSED, year, "safe homes came first", Fee::Agreed),
        (
            ASKED,
            year.next(),
            "shorter waits came first",
            Fee::NotAgreed,
        ),
    ] {
        plan.on(
            plan.ago(day),
            by(administrator),
            StepIndicatorSet {
                year,
                step: SetStep::Heard(Heard {
                    stakeholders: format!(
                        "Illustrative: at the residents’ focus group {stakeholders}."
                    ),
                    fee,
                }),
            },
        );
    }
}

/// What stands on the pages beside the targets of earlier years: a target of the year to come that only waits for the management fee,
/// one whose staff have yet to be asked, and one of this year that was revised. All of it is illustrative.
pub(super) fn set_out(plan: &mut Plan, administrator: &str) {
    heard(plan, administrator);
    locked(plan, administrator);
    let year = plan.year().next();
    let asked = plan.ago(ASKED);
    let day = plan.ago(SET_OUT);
    for (code, owner, value, case) in [
        (
            "REP02",
            "danny-kowalczyk",
            Decimal::from(11),
            case(year.first_day(), Some(asked)),
        ),
        (
            "VOI02",
            "priya-natarajan",
            Decimal::ONE,
            case(year.first_day(), None),
        ),
    ] {
        plan.on(day, by(owner), proposal(code, year, value, case));
    }
    let action = decided(plan, "REP02", "danny-kowalczyk");
    // It counts from the month after this one, so that what was reported stands.
    let this = plan.year();
    let next_month = Period::containing(plan.today(), Grain::Month).next();
    let revised = Case {
        revision: Some(Revision {
            because: "The contractor for out-of-hours repairs stopped trading, and the new one starts in January.".to_owned(),
            action: Some(action),
            beyond_control: String::new(),
            decided_by: None,
            decided_on: None,
        }),
        ..case(next_month.start().min(this.last_day()), Some(asked))
    };
    let proposed = proposal("REP02", this, Decimal::from(13), revised);
    let approve = ApproveTarget {
        target: proposed.target,
        expected: None,
    };
    plan.on(day, Actor::System, proposed);
    plan.on(day, Actor::System, approve);
}

/// The corrective action that revises a target, from an earlier figure of it to the Committee's decision.
fn decided(plan: &mut Plan, code: &str, owner: &str) -> CorrectiveActionId {
    let action = demo_id(&format!("corrective-action/{code}/revise-target"));
    let asked = plan.ago(ASKED);
    plan.on(
        asked,
        by(owner),
        PlanCorrectiveAction {
            action,
            indicator: indicator(code),
            // Its figure is approved by then.
            period: Period::containing(asked, Grain::Month).previous().previous(),
            kind: ResponseKind::ReviseTarget,
            what: "Illustrative: 13 days until the new contractor for out-of-hours repairs has started.".to_owned(),
            by: person(owner),
            due: plan.ago(SET_OUT),
            beyond_control: "Illustrative: the contractor went into administration.".to_owned(),
        },
    );
    let day = plan.ago(SET_OUT);
    plan.on(
        day,
        by("ravi-mistry"),
        DecideCorrectiveAction {
            action,
            agreed: true,
            words: "Illustrative: for this year only.".to_owned(),
        },
    );
    plan.on(
        day,
        by(owner),
        CloseCorrectiveAction {
            action,
            taken: String::new(),
        },
    );
    action
}

fn proposal(code: &str, year: FinancialYear, value: Decimal, case: Case) -> ProposeTarget {
    ProposeTarget {
        target: demo_id(&format!("target/{code}/{}/set-out", year.0)),
        indicator: indicator(code),
        year,
        value,
        trajectory: Trajectory::Flat,
        provenance: Provenance::Illustrative,
        expected: None,
        case: Some(Box::new(case)),
    }
}

fn case(effective_from: Date, asked: Option<Date>) -> Case {
    Case {
        kind: TargetKind::AtMost,
        baseline: Some(Baseline {
            from: BaselineFrom::LastTwelveMonths,
            value: None,
            because: String::new(),
        }),
        outside: None,
        consultation: asked.map(|on| Consultation::Held {
            group: "The team that delivers it".to_owned(),
            on,
            view: "It can be reached once every job has a first visit within the week.".to_owned(),
            influence: "First visits are watched from April on.".to_owned(),
        }),
        stakeholders: String::new(),
        fee: Fee::NotAgreed,
        equality: Some(Equality {
            differs: false,
            words: String::new(),
        }),
        audience: Audience::StaffAndPublic,
        effective_from,
        stretch: None,
        action: None,
        reasons: Vec::new(),
        revision: None,
    }
}
