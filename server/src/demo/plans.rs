//! Plans of the year, how they were judged and how they stood, and a review of diversity and equality; illustrative.

use domain::{
    calendar::{FinancialYear, Grain, Period},
    equality_review::{CompleteEqualityAction, PlanEqualityAction, RecordEqualityReview},
    governance_body::BodyKind,
    plan::{PlanId, PlanSections, WritePlan},
    plan_step::{Judgement, PlanDecision, PlanReview, PlanStepKind, StepPlan},
    target_case::Equality,
};
use serde::Deserialize;

use super::{
    DemoError, days,
    error::read,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by, person},
    structure::{self, Structure},
};

/// Days before today on which plans are written, and from there until they are judged.
const WRITTEN: i32 = 80;
const JUDGED: i32 = 5;

/// Days before today on which the last quarter’s standing is said, each of those who say it so many days after the one before.
const SAID: i32 = 40;
const BETWEEN: i32 = 7;

/// Days before today on which the review of diversity and equality is recorded.
const REVIEWED: i32 = 60;

/// Who judges plans, and speaks for the Executive Management Team.
const EXECUTIVE: &str = "marcus-adeyinka";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanData {
    service: Option<String>,
    written_by: String,
    judged: Option<String>,
    #[serde(default)]
    words: String,
    vision: String,
    #[serde(default)]
    inputs: String,
    #[serde(default)]
    processes: String,
    results: String,
    measures: Vec<String>,
    differs: Option<String>,
    reviews: Vec<String>,
}

#[derive(Deserialize)]
struct EqualityData {
    findings: String,
    action: Vec<ActionData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionData {
    what: String,
    who: String,
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
struct PlansFile {
    plan: Vec<PlanData>,
    equality: EqualityData,
}

pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<(), DemoError> {
    let file: PlansFile = read("plans.toml", include_str!("../../demo/plans.toml"))?;
    let last = Period::containing(plan.today(), Grain::Quarter).previous();
    for data in &file.plan {
        let id = write(plan, data, plan.year());
        judge(plan, data, id);
        // In a year's first quarter the one before it is of the year before, and so is the plan that stood in it.
        let of_quarter = match last.fy == plan.year() {
            true => id,
            false => write(plan, data, last.fy),
        };
        review(plan, structure, data, of_quarter, last);
    }
    equality(plan, structure, &file.equality);
    Ok(())
}

fn write(plan: &mut Plan, data: &PlanData, year: FinancialYear) -> PlanId {
    let whose = data.service.as_deref().unwrap_or("company");
    let id = demo_id(&format!("plan/{whose}/{}", year.0));
    plan.on(
        plan.ago(WRITTEN),
        by(&data.written_by),
        WritePlan {
            plan: id,
            service: data.service.as_deref().map(structure::unit),
            year,
            says: PlanSections {
                vision: data.vision.clone(),
                inputs: data.inputs.clone(),
                processes: data.processes.clone(),
                results: data.results.clone(),
                measures: data.measures.iter().map(|code| indicator(code)).collect(),
                equality: data.differs.as_deref().map(|differs| Equality {
                    differs: differs != "no",
                    words: match differs {
                        "no" => String::new(),
                        words => words.to_owned(),
                    },
                }),
            },
            illustrative: true,
        },
    );
    id
}

fn judge(plan: &mut Plan, data: &PlanData, id: PlanId) {
    let Some(judged) = &data.judged else {
        return;
    };
    plan.on(
        plan.ago(WRITTEN - JUDGED),
        by(EXECUTIVE),
        StepPlan {
            plan: id,
            step: PlanStepKind::Judged(Judgement {
                version: 1,
                fit: judged == "fit",
                words: data.words.clone(),
            }),
        },
    );
}

/// How it stood in the last quarter, as far as somebody has said so.
fn review(plan: &mut Plan, structure: &Structure, data: &PlanData, id: PlanId, quarter: Period) {
    for (place, who) in (0..).zip(&data.reviews) {
        let (at, by_whom, words) = match who.as_str() {
            "executive" => (
                Some(BodyKind::ExecutiveManagementTeam),
                EXECUTIVE,
                "Illustrative: the team agreed with the line management, and asks for the next quarter’s figures first.",
            ),
            "operations" => (
                Some(BodyKind::OperationsManagementTeam),
                structure.hands.administrator.as_str(),
                "Illustrative: nothing that other services have to change for.",
            ),
            _ => (
                None,
                data.written_by.as_str(),
                "Illustrative: what the plan names is under way; the results follow its figures on the scorecard.",
            ),
        };
        plan.on(
            plan.ago(SAID - BETWEEN * place),
            by(by_whom),
            StepPlan {
                plan: id,
                step: PlanStepKind::Reviewed(PlanReview {
                    quarter,
                    at,
                    decision: PlanDecision::Continue,
                    words: words.to_owned(),
                }),
            },
        );
    }
}

fn equality(plan: &mut Plan, structure: &Structure, data: &EqualityData) {
    let review = demo_id("equality-review");
    let recorded = plan.ago(REVIEWED);
    let administrator = by(&structure.hands.administrator);
    plan.on(
        recorded,
        administrator,
        RecordEqualityReview {
            review,
            on: days::before(recorded, BETWEEN),
            findings: data.findings.clone(),
            illustrative: true,
        },
    );
    for each in &data.action {
        let action = demo_id(&format!("equality-action/{}", each.who));
        plan.on(
            recorded,
            administrator,
            PlanEqualityAction {
                action,
                review,
                what: each.what.clone(),
                who: person(&each.who),
                due: days::after(plan.today(), SAID),
                illustrative: true,
            },
        );
        if !each.done.is_empty() {
            plan.on(
                days::after(recorded, SAID),
                by(&each.who),
                CompleteEqualityAction {
                    action,
                    done: each.done.clone(),
                },
            );
        }
    }
}
