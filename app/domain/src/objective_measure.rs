//! Which indicators measure an objective, each with a weight.

use garde::Validate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    cascade::Parent,
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    indicator::IndicatorId,
    objective::ObjectiveId,
    record::noun,
    scorecard::Scorecard,
};

/// Identifies the tie between an objective and an indicator.
pub type ObjectiveMeasureId = Id<ObjectiveMeasure>;

/// That an indicator measures an objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectiveMeasure {
    /// The objective that is measured.
    pub objective: ObjectiveId,
    /// The indicator that measures it.
    pub indicator: IndicatorId,
    /// How much it counts among the objective's measures from the beginning; [`crate::weight::Weight::on`] says how much on a day.
    pub weight: Decimal,
}

noun!(ObjectiveMeasure, ObjectiveMeasure, |measure, _stamp| [
    Reference::new(Edge::MeasureOf, measure.objective.uuid()),
    Reference::new(Edge::MeasuredBy, measure.indicator.uuid()),
]);

/// Says that an indicator measures an objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct MeasureObjective {
    /// The tie's identifier.
    #[garde(skip)]
    pub measure: ObjectiveMeasureId,
    /// The objective that is measured.
    #[garde(skip)]
    pub objective: ObjectiveId,
    /// The indicator that measures it.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// How much it counts among the objective's measures.
    #[garde(custom(form::weight))]
    pub weight: Decimal,
}

impl Decide for MeasureObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let objective = context.find(company, self.objective)?;
        context.find(company, self.indicator)?;
        let measure = ObjectiveMeasure {
            objective: self.objective,
            indicator: self.indicator,
            weight: self.weight,
        };
        let again = company
            .get(self.measure)
            .is_some_and(|there| *there.body == measure);
        if !again {
            let from = (self.weight, context.today());
            Scorecard::check_weight(company, Parent::Objective(self.objective), None, from)?;
        }
        context.create(company, self.measure, objective.scope, measure)
    }
}
