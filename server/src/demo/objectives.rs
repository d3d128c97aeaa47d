//! Corporate, group, service and team objectives, what they lead to and what measures them.

use domain::{
    cascade::Parent,
    objective::{DraftObjective, ObjectiveId, OrgLevel},
    objective_measure::MeasureObjective,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError,
    error::read,
    id::demo_id,
    indicators::indicator,
    objective_line::{Line, Reached, plan_line},
    plan::{Plan, by, person},
    structure::{Structure, unit},
};

const FILES: [(&str, &str); 3] = [
    ("corporate.toml", include_str!("../../demo/corporate.toml")),
    ("services.toml", include_str!("../../demo/services.toml")),
    ("teams.toml", include_str!("../../demo/teams.toml")),
];

/// Days before today on which progress is recorded, oldest first.
const CHECKED_IN: [i32; 3] = [49, 28, 7];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectiveData {
    slug: String,
    level: OrgLevel,
    owner: String,
    unit: Option<String>,
    #[serde(default)]
    to: Vec<String>,
    title: String,
    success: String,
    #[serde(default = "march")]
    due_month: u8,
    #[serde(default)]
    state: Reached,
    #[serde(default)]
    progress: Vec<u16>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    measured_by: Vec<String>,
}

#[derive(Deserialize)]
struct ObjectivesFile {
    objective: Vec<ObjectiveData>,
}

/// The twelfth month of the financial year.
pub(super) const fn march() -> u8 {
    12
}

/// What a file means by `priority/safe-homes` or `voids-relet`.
pub(super) fn parent(name: &str) -> Parent {
    if name.starts_with("priority/") {
        Parent::Priority(demo_id(name))
    } else {
        Parent::Objective(demo_id(&format!("objective/{name}")))
    }
}

pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<(), DemoError> {
    let managers = structure.managers();
    for (file, text) in FILES {
        let objectives: ObjectivesFile = read(file, text)?;
        for data in &objectives.objective {
            let manager = managers
                .get(&data.owner)
                .ok_or_else(|| DemoError::UnknownPerson {
                    file,
                    slug: data.owner.clone(),
                })?;
            let line = data.line(plan, manager.as_deref());
            let objective = line.draft.objective;
            plan_line(plan, plan.ago(drafted(data.level)), &line);
            for code in &data.measured_by {
                plan.on(
                    plan.ago(drafted(data.level)),
                    by(&data.owner),
                    MeasureObjective {
                        measure: demo_id(&format!("objective-measure/{}/{code}", data.slug)),
                        objective,
                        indicator: indicator(code),
                        weight: Decimal::ONE,
                    },
                );
            }
        }
    }
    Ok(())
}

/// Days before today on which objectives of a level are drafted: what stands above comes first.
const fn drafted(level: OrgLevel) -> i32 {
    match level {
        OrgLevel::Board => 80,
        OrgLevel::Emt => 78,
        OrgLevel::Service => 76,
        OrgLevel::Team => 74,
        OrgLevel::Individual => 71,
    }
}

impl ObjectiveData {
    fn line<'a>(&'a self, plan: &Plan, manager: Option<&'a str>) -> Line<'a> {
        let mut links = self.to.iter().map(|to| {
            let link = demo_id(&format!("objective-link/{}/{to}", self.slug));
            (link, parent(to))
        });
        let first = links.next();
        let days = CHECKED_IN.iter().rev().map(|days| plan.ago(*days));
        let mut progress: Vec<_> = self
            .progress
            .iter()
            .rev()
            .zip(days)
            .map(|(done, day)| (*done, day, None))
            .collect();
        progress.reverse();
        Line {
            draft: DraftObjective {
                objective: demo_id(&format!("objective/{}", self.slug)),
                title: self.title.clone(),
                success_measure: self.success.clone(),
                level: self.level,
                owner: person(&self.owner),
                unit: self.unit.as_deref().map(unit),
                year: plan.year(),
                due: plan.due(self.due_month),
                contributes_to: first,
                illustrative: true,
            },
            more: links.collect(),
            owner: &self.owner,
            manager,
            reached: self.state,
            progress,
            note: &self.note,
        }
    }
}

/// The personal objective of this number, from 1, of a person.
pub(super) fn personal(who: &str, number: usize) -> ObjectiveId {
    demo_id(&format!("objective/personal/{who}/{number}"))
}
