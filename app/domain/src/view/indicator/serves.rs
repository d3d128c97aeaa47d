//! Which objectives an indicator measures, and how many people's own objectives serve those.

use crate::{
    index::Edge,
    indicator::IndicatorId,
    objective::{Objective, ObjectiveId},
    objective_measure::ObjectiveMeasure,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        explanation::{Place, serving},
        mark::Mark,
        scorecard::{whole_percent, whose},
    },
};

/// An objective that the indicator measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Which objective.
    pub objective: ObjectiveId,
    /// `Service objective`.
    pub kind: &'static str,
    /// What is to be done.
    pub title: String,
    /// The unit and the owner.
    pub whose: String,
    /// How it stands by its measures; none where too little is known to say.
    pub mark: Option<Mark>,
    /// Delivery progress; none where nothing was recorded.
    pub delivery: Option<u8>,
    /// `7 people’s own objectives serve it`, or that fewer than five do.
    pub people: String,
}

pub(super) fn measured(
    sight: &Sight<'_>,
    card: &Scorecard,
    indicator: IndicatorId,
) -> Vec<Measured> {
    let mut all: Vec<(Measured, crate::objective::OrgLevel)> = sight
        .pointing::<ObjectiveMeasure>(Edge::MeasuredBy, indicator.uuid())
        .filter_map(|measure| sight.get::<Objective>(measure.objective))
        .map(|objective| {
            let place = Place::Objective(objective.id);
            let standing = place.standing(card);
            let measured = Measured {
                objective: objective.id,
                kind: objective.level.words(),
                title: objective.title.clone(),
                whose: whose(sight, objective),
                mark: standing.attainment.map(|roll| roll.rag.into()),
                delivery: standing.delivery.and_then(whole_percent),
                people: serving(sight, place).map_or_else(
                    || "Fewer than five people’s own objectives serve it".to_owned(),
                    |progress| format!("{} people’s own objectives serve it", progress.people),
                ),
            };
            (measured, objective.level)
        })
        .collect();
    all.sort_by(|(a, above), (b, below)| (above, &a.title).cmp(&(below, &b.title)));
    all.into_iter().map(|(measured, _)| measured).collect()
}
