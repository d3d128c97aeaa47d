//! What contributes to an objective and what measures it.

use crate::{
    calendar::Date,
    id::Id,
    index::Edge,
    indicator::IndicatorId,
    objective::{Objective, ObjectiveId},
    objective_link::ObjectiveLink,
    objective_measure::{ObjectiveMeasure, ObjectiveMeasureId},
    people_progress::PeopleProgress,
    scorecard::{Scorecard, staff_sees},
    sight::Sight,
    view::{
        called,
        mark::Mark,
        reading,
        tie_weight::{self, TieWeight},
    },
    weight::Weighted,
};

/// An objective that contributes to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// Which objective.
    pub id: ObjectiveId,
    /// Its title.
    pub title: String,
    /// "Team objective, Priya Natarajan’s".
    pub whose: String,
    /// "Drafted", "Agreed", "Closed".
    pub word: &'static str,
    /// Whole per cent; none where nobody has recorded any.
    pub progress: Option<u8>,
    /// `Counts 2 since 1 July 2026.`; none where it counts 1, as it always did, or is a person's own.
    pub counts: Option<String>,
}

/// An indicator that measures an objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// By which tie.
    pub tie: ObjectiveMeasureId,
    /// Which indicator.
    pub id: IndicatorId,
    /// "TP01 Overall satisfaction".
    pub name: String,
    /// Its latest figure and target in a sentence.
    pub sentence: String,
    /// How it stands.
    pub mark: Mark,
    /// How much it counts among all that counts towards the objective.
    pub weight: TieWeight,
}

pub(super) fn contributors(
    sight: &Sight<'_>,
    objective: ObjectiveId,
    today: Date,
) -> Vec<Contributor> {
    let mut found: Vec<Contributor> = sight
        .pointing::<ObjectiveLink>(Edge::LinkTo, objective.uuid())
        .filter_map(|link| Some((link, sight.get::<Objective>(link.child)?)))
        .map(|(link, child)| Contributor {
            id: child.id,
            title: child.title.clone(),
            whose: format!(
                "{}, {}",
                child.level.words(),
                called::your_or_names(sight, child.owner)
            ),
            word: super::state_word(child.state),
            progress: super::progress(sight, child, today),
            counts: staff_sees(&link.scope)
                .then(|| tie_weight::of(sight, Weighted::Link(link.id), today))
                .filter(|weight| weight.is_told)
                .map(|weight| weight.words),
        })
        .collect();
    found.sort_by(|one, other| (&one.title, one.id).cmp(&(&other.title, other.id)));
    found
}

/// "7 people, 64%": what all staff are told of people's own objectives, and nothing of fewer than five.
pub(super) fn people(sight: &Sight<'_>, objective: ObjectiveId) -> Option<String> {
    sight
        .get::<PeopleProgress>(Id::new(objective.uuid()))
        .map(|progress| super::people_words(progress))
}

pub(super) fn measures(
    sight: &Sight<'_>,
    card: &Scorecard,
    objective: ObjectiveId,
) -> Vec<Measured> {
    sight
        .pointing::<ObjectiveMeasure>(Edge::MeasureOf, objective.uuid())
        .filter_map(|measure| Some((measure.id, reading::row(sight, card, measure.indicator)?)))
        .map(|(tie, row)| Measured {
            tie,
            id: row.indicator,
            name: format!("{} {}", row.code, row.name),
            sentence: row.sentence,
            mark: row.mark,
            weight: tie_weight::of(sight, Weighted::Measure(tie), card.day()),
        })
        .collect()
}
