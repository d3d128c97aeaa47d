//! Colours that would be others.

use crate::{
    display,
    indicator::{Indicator, IndicatorId},
    objective::{Objective, ObjectiveId},
    perspective::Perspective,
    priority::CorporatePriority,
    scorecard::{Scorecard, Standing},
    sight::Sight,
    view::{
        called,
        explanation::Place,
        mark::Mark,
        reading::{self, Against},
    },
    what_if::Supposition,
};

/// Figures looked at: ten years of months.
const MOST_FIGURES: usize = 120;

/// What would have another colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole, a perspective or a priority.
    Scorecard,
    /// An objective.
    Objective(ObjectiveId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// One colour that would be another.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// What would have it.
    pub subject: Subject,
    /// What that is called.
    pub name: String,
    /// `Today`, `2026/27 Q2 (July to September)`, or the period of a figure.
    pub when: String,
    /// How it stands.
    pub before: Mark,
    /// Its score: `74`; empty where there is none.
    pub score_before: String,
    /// How it would stand.
    pub after: Mark,
    /// The score that it would have.
    pub score_after: String,
}

type Side<'a, 'b> = (&'a Sight<'b>, &'a Scorecard);

/// Everything on the scorecard that would stand otherwise today: the whole first, indicators last.
pub(super) fn today(before: Side<'_, '_>, after: Side<'_, '_>) -> Vec<Flip> {
    let mut flips = places(before, after, "Today");
    let counting = before.0.all::<Indicator>().filter(|each| each.counts());
    let indicators = counting.filter_map(|indicator| {
        let (was, is) = (
            before.1.reading(indicator.id)?.attainment,
            after.1.reading(indicator.id)?.attainment,
        );
        let score = |score: Option<_>| score.map(display::score).unwrap_or_default();
        (was.rag != is.rag).then(|| Flip {
            subject: Subject::Indicator(indicator.id),
            name: named(indicator),
            when: "Today".to_owned(),
            before: was.rag.into(),
            score_before: score(was.score),
            after: is.rag.into(),
            score_after: score(is.score),
        })
    });
    flips.extend(indicators);
    flips
}

/// The places that would stand otherwise, each with the words for when.
pub(super) fn places(before: Side<'_, '_>, after: Side<'_, '_>, when: &str) -> Vec<Flip> {
    all_places(before.0)
        .into_iter()
        .filter_map(|place| {
            let (was, is) = (place.standing(before.1), place.standing(after.1));
            let (mark, would) = (mark(&was)?, mark(&is)?);
            (mark != would).then_some((place, was, is, mark, would))
        })
        .filter_map(|(place, was, is, before_mark, after_mark)| {
            Some(Flip {
                subject: match place {
                    Place::Objective(id) => Subject::Objective(id),
                    _ => Subject::Scorecard,
                },
                name: called::sentence(&place.name(before.0)?),
                when: when.to_owned(),
                before: before_mark,
                score_before: score(&was),
                after: after_mark,
                score_after: score(&is),
            })
        })
        .collect()
}

/// The figures of the indicators that are supposed about that would have another colour, but for the latest ones, which stand under today.
pub(super) fn figures(
    before: &Sight<'_>,
    after: &Sight<'_>,
    suppositions: &[Supposition],
) -> Vec<Flip> {
    let mut flips = Vec::new();
    let mut told: Vec<IndicatorId> = Vec::new();
    for supposition in suppositions {
        let (Supposition::Tolerance { indicator, .. } | Supposition::Target { indicator, .. }) =
            supposition
        else {
            continue;
        };
        if !told.contains(indicator) {
            told.push(*indicator);
            flips.extend(earlier_figures(before, after, *indicator));
        }
    }
    flips
}

fn earlier_figures(before: &Sight<'_>, after: &Sight<'_>, id: IndicatorId) -> Vec<Flip> {
    let (Some(is), Some(would)) = (before.get(id), after.get(id)) else {
        return Vec::new();
    };
    let shown = reading::figures(before, is, MOST_FIGURES);
    let earlier = shown.iter().rev().skip(1);
    earlier
        .filter_map(|figure| {
            let was = Against::of(before, is, figure);
            let then = Against::of(after, would, figure);
            let (mark, other) = (was.attainment.rag, then.attainment.rag);
            let score = |score: Option<_>| score.map(display::score).unwrap_or_default();
            (mark != other).then(|| Flip {
                subject: Subject::Indicator(id),
                name: named(is),
                when: figure.period.words(),
                before: mark.into(),
                score_before: score(was.attainment.score),
                after: other.into(),
                score_after: score(then.attainment.score),
            })
        })
        .collect()
}

fn named(indicator: &Indicator) -> String {
    format!("{} {}", indicator.code, indicator.name)
}

/// From the whole down to the objectives that all staff see.
fn all_places(sight: &Sight<'_>) -> Vec<Place> {
    let perspectives = sight
        .all::<Perspective>()
        .map(|each| Place::Perspective(each.id));
    let priorities = sight
        .all::<CorporatePriority>()
        .map(|each| Place::Priority(each.id));
    let objectives = sight
        .all::<Objective>()
        .map(|each| Place::Objective(each.id));
    std::iter::once(Place::Company)
        .chain(perspectives)
        .chain(priorities)
        .chain(objectives)
        .collect()
}

fn mark(standing: &Standing) -> Option<Mark> {
    standing.attainment.map(|roll| roll.rag.into())
}

fn score(standing: &Standing) -> String {
    let score = standing.attainment.and_then(|roll| roll.score);
    score.map(display::score).unwrap_or_default()
}
