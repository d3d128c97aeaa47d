//! Which objectives an indicator measures, and saying that it measures one (strategy §2: no Key Performance Indicator hangs loose).

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    calendar::Date,
    id::Id,
    index::Edge,
    indicator::{Indicator, IndicatorId},
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_measure::{MeasureObjective, ObjectiveMeasure},
    record::Stored,
    rejection::Rejection,
    sight::Sight,
    view::{permission::tried, tie_weight},
    weight::Weighted,
};

/// What it measures, and what it could.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Each objective that the reader sees, with its title and weight: `counts 3 since 1 July 2026` where that is not 1.
    pub objectives: Vec<(ObjectiveId, String)>,
    /// What the reader may say that it measures: value and words; empty for whom that is not.
    pub offered: Vec<(String, String)>,
}

pub(super) fn measured(sight: &Sight<'_>, indicator: &Stored<Indicator>, today: Date) -> Measured {
    let measures: Vec<&Stored<ObjectiveMeasure>> = sight
        .pointing::<ObjectiveMeasure>(Edge::MeasuredBy, indicator.id.uuid())
        .collect();
    let objectives = measures
        .iter()
        .filter_map(|measure| {
            let title = &sight.get::<Objective>(measure.objective)?.title;
            let words = match tie_weight::in_short(sight, Weighted::Measure(measure.id), today) {
                None => title.clone(),
                Some(counts) => format!("{title}, {counts}"),
            };
            Some((measure.objective, words))
        })
        .collect();
    let is_there = |id: ObjectiveId| measures.iter().any(|measure| measure.objective == id);
    let mut offered: Vec<_> = sight
        .all::<Objective>()
        .filter(|objective| {
            objective.level != OrgLevel::Individual
                && objective.state == ObjectiveState::Agreed
                && !is_there(objective.id)
        })
        .filter(|objective| {
            let command = MeasureObjective {
                measure: Id::new(Uuid::nil()),
                objective: objective.id,
                indicator: indicator.id,
                weight: Decimal::ONE,
            };
            tried(sight, command).is_ok()
        })
        .map(|objective| (objective.level, objective.title.clone(), objective.id))
        .collect();
    offered.sort();
    Measured {
        objectives,
        offered: offered
            .into_iter()
            .map(|(level, title, id)| (id.to_string(), format!("{}: {title}", level.words())))
            .collect(),
    }
}

/// What saying it says, from what was chosen and typed.
///
/// # Errors
/// Refuses a field that cannot be read.
pub fn measuring(
    indicator: IndicatorId,
    measure: Uuid,
    [objective, weight]: [&str; 2],
) -> Result<MeasureObjective, Rejection> {
    Ok(MeasureObjective {
        measure: Id::new(measure),
        objective: objective
            .parse()
            .map_err(|_| Rejection::field("objective", "Choose what it measures."))?,
        indicator,
        weight: weight
            .trim()
            .parse()
            .map_err(|_| Rejection::field("weight", "Enter a number, such as 1 or 2.5."))?,
    })
}
