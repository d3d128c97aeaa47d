//! Targets: proposed by the indicator's owner and approved by the Performance Committee.

use domain::{
    calendar::FinancialYear,
    target::{ApproveTarget, ProposeTarget},
    trajectory::Trajectory,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError,
    id::demo_id,
    indicators::{IndicatorData, indicator},
    plan::{Plan, by},
    sources::{Sources, provider},
    structure::Structure,
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
    structure: &Structure,
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
                by(&structure.hands.approver),
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
