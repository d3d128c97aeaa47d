//! The mission, the perspectives with their weights, and the corporate priorities.

use domain::{
    mission::SetMission,
    perspective::{PerspectiveId, RecordPerspective},
    priority::RecordPriority,
    weight::{SetWeight, Weighted},
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError,
    error::read,
    id::demo_id,
    plan::{Plan, by},
    structure::Structure,
};

/// Days before today on which the scorecard is recorded.
const RECORDED: i32 = 83;

#[derive(Deserialize)]
struct MissionData {
    company: String,
    statement: String,
    telephone: String,
    minicom: String,
    email: String,
    web: String,
    address: String,
    accountable_officer: String,
}

#[derive(Deserialize)]
struct PerspectiveData {
    slug: String,
    name: String,
    question: String,
    weight: Decimal,
}

#[derive(Deserialize)]
struct PriorityData {
    slug: String,
    perspective: String,
    title: String,
    outcome: String,
}

#[derive(Deserialize)]
struct CompanyFile {
    mission: MissionData,
    perspective: Vec<PerspectiveData>,
    priority: Vec<PriorityData>,
}

pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<(), DemoError> {
    let file: CompanyFile = read("company.toml", include_str!("../../demo/company.toml"))?;
    let (day, administrator) = (plan.ago(RECORDED), by(&structure.hands.administrator));
    let mission = file.mission;
    plan.on(
        day,
        administrator,
        SetMission {
            mission: demo_id("mission"),
            company: mission.company,
            statement: mission.statement,
            telephone: mission.telephone,
            minicom: mission.minicom,
            email: mission.email,
            web: mission.web,
            address: mission.address,
            accountable_officer: mission.accountable_officer,
            illustrative: true,
        },
    );
    for (data, place) in file.perspective.iter().zip(1..) {
        plan.on(
            day,
            administrator,
            RecordPerspective {
                perspective: perspective(&data.slug),
                name: data.name.clone(),
                place,
                question: data.question.clone(),
            },
        );
        plan.on(
            day,
            administrator,
            SetWeight {
                weight_id: demo_id(&format!("weight/{}", data.slug)),
                of: Weighted::Perspective(perspective(&data.slug)),
                from: plan.year().first_day(),
                weight: data.weight,
            },
        );
    }
    for (data, place) in file.priority.iter().zip(1..) {
        plan.on(
            day,
            administrator,
            RecordPriority {
                priority: demo_id(&format!("priority/{}", data.slug)),
                title: data.title.clone(),
                outcome: data.outcome.clone(),
                perspective: perspective(&data.perspective),
                place,
                illustrative: true,
            },
        );
    }
    Ok(())
}

fn perspective(slug: &str) -> PerspectiveId {
    demo_id(&format!("perspective/{slug}"))
}
