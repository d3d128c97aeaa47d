//! The register around the indicators: what must go right, core business, and who chose which indicator.

use domain::{
    core_business_activity::RecordCoreBusinessActivity,
    critical_success_factor::RecordCriticalSuccessFactor,
    indicator_selection::{Reflects, SelectIndicator, Stakeholder},
};
use serde::Deserialize;

use super::{
    DemoError,
    error::read,
    figures,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by},
    structure::{Structure, unit},
};

/// Days before today on which it is recorded: after the indicators are defined.
const RECORDED: i32 = 81;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactorData {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActivityData {
    service: String,
    name: String,
    covered_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SelectionData {
    indicator: String,
    chosen_by: Stakeholder,
    factor: Option<String>,
    why: String,
}

#[derive(Deserialize)]
struct RegisterFile {
    factor: Vec<FactorData>,
    activity: Vec<ActivityData>,
    selection: Vec<SelectionData>,
}

/// `statutory` are the codes of the regulator's measures.
pub(super) fn plan(
    plan: &mut Plan,
    structure: &Structure,
    statutory: &[String],
) -> Result<(), DemoError> {
    let file: RegisterFile = read("register.toml", include_str!("../../demo/register.toml"))?;
    let (day, administrator) = (plan.ago(RECORDED), by(&structure.hands.administrator));
    for data in &file.factor {
        let factor = RecordCriticalSuccessFactor {
            factor: demo_id(&format!("factor/{}", data.slug)),
            service: None,
            name: data.name.clone(),
            ended: false,
            illustrative: true,
        };
        plan.on(day, administrator, factor);
    }
    for data in &file.activity {
        let activity = RecordCoreBusinessActivity {
            activity: demo_id(&format!("activity/{}/{}", data.service, data.name)),
            service: unit(&data.service),
            name: data.name.clone(),
            covered_by: data.covered_by.iter().map(|code| indicator(code)).collect(),
            ended: false,
            illustrative: true,
        };
        plan.on(day, administrator, activity);
    }
    let regulator = statutory.iter().map(|code| SelectionData {
        indicator: code.clone(),
        chosen_by: Stakeholder::Regulator,
        factor: None,
        why: "A Tenant Satisfaction Measure, which every registered provider reports.".to_owned(),
    });
    for data in file.selection.into_iter().chain(regulator) {
        let name = format!("selection/{}/{:?}", data.indicator, data.chosen_by);
        let selection = SelectIndicator {
            selection: demo_id(&name),
            indicator: indicator(&data.indicator),
            chosen_by: data.chosen_by,
            from: figures::FIRST_YEAR.first_day(),
            reflects: data.factor.map(|factor| {
                Reflects::CriticalSuccessFactor(demo_id(&format!("factor/{factor}")))
            }),
            why: data.why,
        };
        plan.on(day, administrator, selection);
    }
    Ok(())
}
