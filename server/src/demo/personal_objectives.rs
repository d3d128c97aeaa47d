//! People's own objectives: drafted by the person, agreed with their manager, followed up in their 1:1s.

use std::collections::BTreeMap;

use domain::{
    objective::{DraftObjective, OrgLevel},
    one_to_one::OneToOneId,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    DemoError,
    error::read,
    id::demo_id,
    objective_line::{Line, Reached, plan_line},
    objectives::{march, parent, personal},
    plan::{Plan, person},
    schedule::Schedule,
    structure::{Structure, unit},
};

const FILES: [(&str, &str); 4] = [
    (
        "personal_homes.toml",
        include_str!("../../demo/personal_homes.toml"),
    ),
    (
        "personal_housing.toml",
        include_str!("../../demo/personal_housing.toml"),
    ),
    (
        "personal_residents.toml",
        include_str!("../../demo/personal_residents.toml"),
    ),
    (
        "personal_resources.toml",
        include_str!("../../demo/personal_resources.toml"),
    ),
];

/// Days before today on which people draft their objectives.
const DRAFTED: i32 = 71;

/// Days before today on which someone without held 1:1s records progress, the latest first.
const WITHOUT_ONE_TO_ONE: [i32; 3] = [8, 30, 51];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonalData {
    who: String,
    to: Option<String>,
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
}

#[derive(Deserialize)]
struct PersonalFile {
    personal: Vec<PersonalData>,
}

pub(super) fn plan(
    plan: &mut Plan,
    structure: &Structure,
    schedule: &Schedule,
) -> Result<(), DemoError> {
    let managers = structure.managers();
    let units: BTreeMap<String, Option<&str>> = structure
        .posts
        .iter()
        .map(|post| (post.slug(), post.unit.as_deref()))
        .collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (file, text) in FILES {
        let objectives: PersonalFile = read(file, text)?;
        for data in &objectives.personal {
            let manager = managers
                .get(&data.who)
                .ok_or_else(|| DemoError::UnknownPerson {
                    file,
                    slug: data.who.clone(),
                })?;
            let number = numbers.entry(data.who.clone()).or_default();
            *number += 1;
            let line = Line {
                draft: data.draft(plan, *number, units.get(&data.who).copied().flatten()),
                more: Vec::new(),
                owner: &data.who,
                manager: manager.as_deref(),
                reached: data.state,
                progress: data.progress(plan, schedule),
                note: &data.note,
            };
            plan_line(plan, plan.ago(DRAFTED), &line);
        }
    }
    Ok(())
}

impl PersonalData {
    fn draft(&self, plan: &Plan, number: usize, of: Option<&str>) -> DraftObjective {
        let link = demo_id(&format!("objective-link/personal/{}/{number}", self.who));
        DraftObjective {
            objective: personal(&self.who, number),
            title: self.title.clone(),
            success_measure: self.success.clone(),
            level: OrgLevel::Individual,
            owner: person(&self.who),
            unit: of.map(unit),
            year: plan.year(),
            due: plan.due(self.due_month),
            contributes_to: self.to.as_deref().map(|to| (link, parent(to))),
            illustrative: true,
        }
    }

    /// Progress in the last 1:1s that were held, as many as there are values.
    fn progress(&self, plan: &Plan, schedule: &Schedule) -> Vec<(u16, Date, Option<OneToOneId>)> {
        let held = schedule
            .of(&self.who)
            .map(|series| series.held.as_slice())
            .unwrap_or_default();
        let in_them = held.iter().rev().map(|held| (held.on, Some(held.id)));
        let without = WITHOUT_ONE_TO_ONE
            .iter()
            .map(|days| (plan.ago(*days), None));
        let days: Vec<_> = if held.is_empty() {
            without.collect()
        } else {
            in_them.collect()
        };
        let latest = self.progress.iter().rev().zip(days);
        let mut progress: Vec<_> = latest
            .map(|(done, (day, held))| (*done, day, held))
            .collect();
        progress.reverse();
        progress
    }
}
