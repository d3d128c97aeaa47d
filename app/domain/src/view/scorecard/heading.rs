//! The scorecard in one line: the heading and the sentences under it.

use super::{Head, place::severity};
use crate::{
    scorecard::Scorecard,
    scoring::Rag,
    view::{called, mark::Mark},
};

const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// The perspectives that are furthest from target: one, or several that stand alike; none where all that are known are on
/// target.
pub(super) fn furthest<'a>(card: &Scorecard, perspectives: &'a [Head]) -> Vec<&'a Head> {
    let standing = |head: &Head| {
        let score = head.place.standing(card).attainment?.score?;
        Some((head.mark.map(severity), score))
    };
    let off = || {
        perspectives
            .iter()
            .filter(|head| head.score.is_some() && head.mark != Some(Mark::OnTarget))
    };
    let worst = off().filter_map(standing).min();
    off().filter(|head| standing(head) == worst).collect()
}

/// Which perspective is furthest from target; or that all are on it, or that too little is known.
pub(super) fn heading(furthest: &[&Head], perspectives: &[Head]) -> String {
    if perspectives.is_empty() {
        return "The Balanced Scorecard has no perspectives yet".to_owned();
    }
    let known = perspectives
        .iter()
        .filter(|head| head.score.is_some())
        .count();
    match furthest {
        [] if known == 0 => "Too little is measured yet to say how we are doing".to_owned(),
        [] => on_target(known, perspectives.len()),
        [only] => format!("{} is furthest from target", only.name),
        several => {
            let names: Vec<String> = several.iter().map(|head| head.name.clone()).collect();
            format!("{} are furthest from target", called::list(&names, "and"))
        }
    }
}

fn on_target(known: usize, all: usize) -> String {
    let count = |count: usize| {
        count
            .checked_sub(1)
            .and_then(|place| NUMBERS.get(place))
            .map_or_else(|| count.to_string(), |word| (*word).to_owned())
    };
    match (known, all) {
        (1, 1) => "The one perspective is on target".to_owned(),
        _ if known == all => format!("All {} perspectives are on target", count(all)),
        _ => format!(
            "Every perspective with enough data is on target: {} of {}",
            count(known),
            count(all)
        ),
    }
}

/// Where the whole stands, how many measures stand where, and whether a safety measure is off target.
pub(super) fn lead(overall: &Head, card: &Scorecard) -> String {
    let mut lead = match &overall.score {
        Some(score) => {
            let stands = overall.mark.map(Mark::words).unwrap_or_default();
            format!(
                "The scorecard stands at {score} of 100, {}. {}.",
                stands.to_lowercase(),
                overall.counts
            )
        }
        None => "Too few measures have a figure for an overall score.".to_owned(),
    };
    let unsafe_measures = card
        .readings()
        .filter(|(_, reading)| reading.safety_critical && reading.attainment.rag == Rag::Red)
        .count();
    match unsafe_measures {
        0 => {}
        1 => lead.push_str(" One safety measure is off target."),
        many => lead.push_str(&format!(" {many} safety measures are off target.")),
    }
    lead
}
