//! The activities of a service's core business, and the indicators that cover each (strategy §2; S49).
//!
//! Where Key Performance Indicators do not measure an activity, a local one must be identified: one that neither covers is a gap.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    indicator::{IndicatorId, IndicatorSource, IndicatorState},
    record::Change,
    scope::Scope,
    unit::UnitId,
};

/// Identifies an activity.
pub type CoreBusinessActivityId = FoldedId<CoreBusinessActivity>;

/// Something that a service is there to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoreBusinessActivity {
    /// Which service.
    pub service: UnitId,
    /// What it does, in a line.
    pub name: String,
    /// The indicators that tell how well.
    #[serde(default)]
    pub covered_by: Vec<IndicatorId>,
    /// Whether the service no longer does it.
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for CoreBusinessActivity {
    fn about(&self) -> Vec<About> {
        vec![(self.service.uuid(), 0)]
    }
}

folded_noun!(CoreBusinessActivity, CoreBusinessActivity);

impl CoreBusinessActivity {
    /// The activities of a service that it still does.
    pub fn of(
        company: &Company,
        service: UnitId,
    ) -> impl Iterator<Item = (CoreBusinessActivityId, Self)> {
        folded_on::<Self>(company, service.uuid())
            .filter_map(|held| Some((held.id, held.open()?)))
            .filter(|(_, activity)| !activity.ended)
    }

    /// Whether a Key or a Local Performance Indicator in force covers it (S49).
    pub fn is_covered(&self, company: &Company) -> bool {
        let mut covering = self.covered_by.iter().filter_map(|id| company.get(*id));
        covering.any(|indicator| {
            indicator.state == IndicatorState::Active
                && matches!(
                    indicator.source,
                    IndicatorSource::Kpi | IndicatorSource::Lpi
                )
        })
    }
}

/// Records an activity of a service, or changes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordCoreBusinessActivity {
    /// Its identifier.
    #[garde(skip)]
    pub activity: CoreBusinessActivityId,
    /// Which service.
    #[garde(skip)]
    pub service: UnitId,
    /// What it does, in a line.
    #[garde(custom(form::title))]
    pub name: String,
    /// The indicators that tell how well.
    #[garde(skip)]
    #[serde(default)]
    pub covered_by: Vec<IndicatorId>,
    /// Whether the service no longer does it.
    #[garde(skip)]
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordCoreBusinessActivity {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        context.find(company, self.service)?;
        let mut covered_by = self.covered_by.clone();
        covered_by.sort();
        covered_by.dedup();
        for indicator in &covered_by {
            context.find(company, *indicator)?;
        }
        let activity = CoreBusinessActivity {
            service: self.service,
            name: self.name.trim().to_owned(),
            covered_by,
            ended: self.ended,
            illustrative: self.illustrative,
        };
        let folded = Folded::fold(&activity)?;
        Ok(vec![Change::put(self.activity, Scope::Staff, folded)])
    }
}
