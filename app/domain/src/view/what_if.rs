//! What if: what is supposed, which colours would flip, and what was decided before (strategy §3).

mod choice;
mod flip;
mod made;

use crate::{
    calendar::{Date, Grain, Period},
    folded::Folded,
    governance_body::{BodyKind, GovernanceBody},
    role::Role,
    scorecard::Scorecard,
    sight::Sight,
    view::explanation::Place,
    what_if::{Supposition, supposed},
};

pub use choice::{Answer, Choices, Typed, choices, suppose};
pub use flip::{Flip, Subject};
pub use made::{Made, made};

/// Quarters looked back at: two years.
const QUARTERS: usize = 8;

/// The page, for what is supposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `3 colours would change today`.
    pub heading: String,
    /// Where the scorecard would stand.
    pub lead: String,
    /// What is supposed, in the order in which it was.
    pub supposed: Vec<Line>,
    /// The colours that would be others today.
    pub today: Vec<Flip>,
    /// The bodies that can decide a change.
    pub bodies: Vec<Answer>,
    /// Whether the reader is one who can record such a decision.
    pub may_record: bool,
}

/// One thing supposed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place among what is supposed.
    pub place: usize,
    /// `Residents and customers counts 40 instead of 25`.
    pub words: String,
}

/// What is supposed, as a text that a device can keep, and back. What cannot be read is nothing.
pub fn written(suppositions: &[Supposition]) -> String {
    serde_json::to_string(suppositions).unwrap_or_default()
}

/// The reverse of [`written`].
pub fn read(text: &str) -> Vec<Supposition> {
    serde_json::from_str(text).unwrap_or_default()
}

/// With one more; of two about the same the later one holds.
pub fn with(text: &str, supposition: Supposition) -> String {
    let mut all = read(text);
    all.retain(|each| each.about() != supposition.about() || !each.is_like(&supposition));
    all.push(supposition);
    written(&all)
}

/// Without the one at this place.
pub fn without(text: &str, place: usize) -> String {
    let mut all = read(text);
    if place < all.len() {
        all.remove(place);
    }
    written(&all)
}

/// The page.
pub fn page(sight: &Sight<'_>, card: &Scorecard, suppositions: &[Supposition]) -> Page {
    let branch = supposed(sight.company(), suppositions);
    let supposed_card = Scorecard::on(&branch, card.day());
    let after = sight.over(&branch);
    let today = flip::today((sight, card), (&after, &supposed_card));
    Page {
        heading: heading(suppositions, today.len()),
        lead: lead(card, &supposed_card, suppositions),
        supposed: suppositions
            .iter()
            .enumerate()
            .filter_map(|(place, each)| {
                let words = choice::words(sight, card.day(), each)?;
                Some(Line { place, words })
            })
            .collect(),
        today,
        bodies: bodies(sight),
        may_record: !sight.is_earlier()
            && sight
                .person()
                .is_some_and(|person| Role::SupportServices.has(sight.company(), person)),
    }
}

/// The eight quarters before a day, latest first: what [`past`] is asked about, one after the other.
pub fn quarters(day: Date) -> Vec<Period> {
    let quarter = Period::containing(day, Grain::Quarter);
    std::iter::successors(Some(quarter.previous()), |each| Some(each.previous()))
        .take(QUARTERS)
        .collect()
}

/// The places whose colour would have been another in an earlier period, from the figures as they are known today.
pub fn past(sight: &Sight<'_>, suppositions: &[Supposition], period: Period) -> Vec<Flip> {
    let branch = supposed(sight.company(), suppositions);
    let (before, after) = (
        Scorecard::over(sight.company(), period, period.end()),
        Scorecard::over(&branch, period, period.end()),
    );
    flip::places(
        (sight, &before),
        (&sight.over(&branch), &after),
        &period.words(),
    )
}

/// The earlier figures of the indicators that are supposed about whose colour would have been another, latest first.
pub fn past_figures(sight: &Sight<'_>, suppositions: &[Supposition]) -> Vec<Flip> {
    let branch = supposed(sight.company(), suppositions);
    flip::figures(sight, &sight.over(&branch), suppositions)
}

fn heading(suppositions: &[Supposition], today: usize) -> String {
    match (suppositions.len(), today) {
        (0, _) => "What if something counted differently?".to_owned(),
        (_, 0) => "No colour would change today".to_owned(),
        (_, 1) => "One colour would change today".to_owned(),
        (_, many) => format!("{many} colours would change today"),
    }
}

fn lead(card: &Scorecard, branch: &Scorecard, suppositions: &[Supposition]) -> String {
    if suppositions.is_empty() {
        return "Try another weight, tolerance or target. Nothing is changed by trying, and nobody else sees it.".to_owned();
    }
    let score = |card: &Scorecard| {
        let score = Place::Company.standing(card).attainment?.score?;
        Some(crate::display::score(score))
    };
    match (score(card), score(branch)) {
        (Some(is), Some(would)) if is == would => {
            format!("The scorecard would stand at {would} of 100, as it does.")
        }
        (Some(is), Some(would)) => {
            format!("The scorecard would stand at {would} of 100 instead of {is}.")
        }
        (None, Some(would)) => format!(
            "The scorecard would stand at {would} of 100. Today too few measures have a figure for a score."
        ),
        (Some(is), None) => format!(
            "The scorecard would have no score any more, instead of {is} of 100: too few measures that count have a figure."
        ),
        (None, None) => "Too few measures have a figure for an overall score.".to_owned(),
    }
}

fn bodies(sight: &Sight<'_>) -> Vec<Answer> {
    sight
        .all::<Folded<GovernanceBody>>()
        .filter_map(|body| Some((body.id, body.open()?)))
        .filter(|(_, body)| matches!(body.kind, BodyKind::Board | BodyKind::PerformanceCommittee))
        .map(|(id, body)| Answer {
            key: id.to_string(),
            label: body.name,
        })
        .collect()
}
