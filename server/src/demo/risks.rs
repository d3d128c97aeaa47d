//! The register of risks; illustrative.

use domain::risk::{Control, Place, RecordRisk, ReviewRisk, RiskWords};
use serde::Deserialize;

use super::{
    DemoError, days,
    error::read,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by, person},
    structure::{self, Structure},
};

/// Days before today on which risks are recorded, and from there until each is looked at again.
const RECORDED: i32 = 78;
const LOOKED_AT: i32 = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskData {
    slug: String,
    name: String,
    cause: String,
    event: String,
    effect: String,
    category: String,
    service: Option<String>,
    owner: String,
    inherent: (u8, u8),
    current: (u8, u8),
    target: (u8, u8),
    controls: Vec<(String, String)>,
    indicators: Vec<String>,
    reviews: Vec<(u8, u8, String)>,
    /// Days from today to the day until which it is looked at again.
    next: i32,
}

#[derive(Deserialize)]
struct RisksFile {
    risk: Vec<RiskData>,
}

pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<(), DemoError> {
    let file: RisksFile = read("risks.toml", include_str!("../../demo/risks.toml"))?;
    for data in &file.risk {
        record(plan, structure, data);
    }
    Ok(())
}

const fn place((likelihood, impact): (u8, u8)) -> Place {
    Place { likelihood, impact }
}

fn record(plan: &mut Plan, structure: &Structure, data: &RiskData) {
    let risk = demo_id(&format!("risk/{}", data.slug));
    let review_by = match data.next {
        ahead if ahead >= 0 => days::after(plan.today(), ahead),
        past => days::before(plan.today(), -past),
    };
    let first = plan.ago(RECORDED);
    plan.on(
        first,
        by(&structure.hands.administrator),
        RecordRisk {
            risk,
            says: RiskWords {
                name: data.name.clone(),
                cause: data.cause.clone(),
                event: data.event.clone(),
                effect: data.effect.clone(),
                category: data.category.clone(),
                service: data.service.as_deref().map(structure::unit),
                owner: person(&data.owner),
                inherent: place(data.inherent),
                target: place(data.target),
                controls: data
                    .controls
                    .iter()
                    .map(|(description, assurance)| Control {
                        description: description.clone(),
                        assurance: assurance.clone(),
                    })
                    .collect(),
                indicators: data.indicators.iter().map(|code| indicator(code)).collect(),
            },
            current: place(data.current),
            review_by,
            illustrative: true,
        },
    );
    for (time, (likelihood, impact, words)) in (1..).zip(&data.reviews) {
        plan.on(
            days::after(first, LOOKED_AT * time),
            by(&data.owner),
            ReviewRisk {
                risk,
                current: place((*likelihood, *impact)),
                words: words.clone(),
                review_by: Some(review_by),
            },
        );
    }
}
