//! The scorecard in one line: the heading and the sentences under it.

use super::{Head, place::severity};
use crate::{scorecard::Scorecard, scoring::Rag, view::mark::Mark};

const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// Which perspective is furthest from target; or that all are on it, or that too little is known.
pub(super) fn heading(card: &Scorecard, perspectives: &[&Head]) -> String {
    if perspectives.is_empty() {
        return "The Balanced Scorecard has no perspectives yet".to_owned();
    }
    let known: Vec<&&Head> = perspectives
        .iter()
        .filter(|head| head.score.is_some())
        .collect();
    let standing = |head: &Head| {
        (
            head.mark.map(severity),
            head.place
                .standing(card)
                .attainment
                .and_then(|roll| roll.score),
        )
    };
    let Some(worst) = known.iter().copied().min_by_key(|head| standing(head)) else {
        return "Too little is measured yet to say how we are doing".to_owned();
    };
    if worst.mark == Some(Mark::OnTarget) {
        return on_target(known.len(), perspectives.len());
    }
    let furthest: Vec<&str> = known
        .iter()
        .filter(|head| standing(head) == standing(worst))
        .map(|head| head.name.as_str())
        .collect();
    match furthest.as_slice() {
        [] => String::new(),
        [only] => format!("{only} is furthest from target"),
        [first, rest @ ..] => {
            let rest = rest.join(" and ");
            format!("{first} and {rest} are furthest from target")
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
