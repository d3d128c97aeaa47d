//! Changes of the scorecard that were decided, with their reasons.

use super::choice;
use crate::{
    calendar::Date,
    display,
    folded::Folded,
    scorecard_change::{ScorecardChange, ScorecardChangeId},
    sight::Sight,
    what_if::Supposition,
};

/// A change that was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Which one.
    pub change: ScorecardChangeId,
    /// `From 1 April 2027`.
    pub from: String,
    /// Who decided it, and when.
    pub decided: String,
    /// What became what.
    pub changes: Vec<String>,
    /// Why.
    pub reason: String,
}

/// Every change that was decided, the one that holds latest first.
pub fn made(sight: &Sight<'_>, day: Date) -> Vec<Made> {
    let mut all: Vec<(Date, Made)> = sight
        .all::<Folded<ScorecardChange>>()
        .filter_map(|stored| {
            let change = stored.open()?;
            let body = sight.get(change.decided_by)?.open()?;
            let made = Made {
                change: stored.id,
                from: format!("From {}", display::date(change.from)),
                decided: format!(
                    "Decided by {} on {}",
                    body.name,
                    display::date(change.decided_on)
                ),
                changes: change
                    .changes
                    .iter()
                    .filter_map(|each| became(sight, day, each))
                    .collect(),
                reason: change.reason,
            };
            Some((change.from, made))
        })
        .collect();
    all.sort_by_key(|(from, made)| std::cmp::Reverse((*from, made.change)));
    all.into_iter().map(|(_, made)| made).collect()
}

/// Without what stood before: since then it may have changed again.
fn became(sight: &Sight<'_>, day: Date, change: &Supposition) -> Option<String> {
    let words = choice::words(sight, day, change)?;
    Some(match words.split_once(" instead of ") {
        Some((became, _)) => became.to_owned(),
        None => words,
    })
}
