//! Where the line is broken: priorities nobody carries, and objectives that hang loose.

use std::collections::BTreeSet;

use crate::{
    objective::{Objective, ObjectiveId, ObjectiveState},
    priority::CorporatePriority,
    scorecard::{Contribution, Scorecard},
    sight::Sight,
    view::{
        explanation::{Entry, Place, serving, what_counts},
        scorecard::whose,
    },
};

/// One gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The priority or the objective.
    pub entry: Entry,
    /// What it is called.
    pub title: String,
    /// What is missing, and what to do.
    pub words: String,
}

/// The gaps both ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Priorities without an objective, or with fewer than five people behind them.
    pub carried_by_nobody: Vec<Gap>,
    /// Objectives that lead to no priority.
    pub loose: Vec<Gap>,
}

impl Gaps {
    /// The gaps in a line.
    pub(super) fn heading(&self) -> String {
        let carried = match self.carried_by_nobody.len() {
            0 => None,
            1 => Some("One priority is carried by too few people".to_owned()),
            many => Some(format!("{many} priorities are carried by too few people")),
        };
        let loose = match self.loose.len() {
            0 => None,
            1 => Some("one objective hangs loose".to_owned()),
            many => Some(format!("{many} objectives hang loose")),
        };
        match (carried, loose) {
            (None, None) => {
                "Every priority is carried, and every objective leads to one".to_owned()
            }
            (Some(carried), None) => carried,
            (None, Some(loose)) => crate::view::called::sentence(&loose),
            (Some(carried), Some(loose)) => format!("{carried}; {loose}"),
        }
    }
}

/// Finds the gaps, given the objectives that some priority reaches.
pub(super) fn gaps(sight: &Sight<'_>, card: &Scorecard, reached: &BTreeSet<ObjectiveId>) -> Gaps {
    let carried_by_nobody = sight
        .all::<CorporatePriority>()
        .filter_map(|priority| {
            let place = Place::Priority(priority.id);
            let objectives = what_counts(sight, card, place);
            let linked = objectives
                .iter()
                .any(|part| matches!(part, Contribution::Objective(..)));
            let words = match (linked, serving(sight, place)) {
                (false, _) => "No objective leads to it. Link one to it, or draft one.".to_owned(),
                (true, None) => {
                    "Fewer than five people’s own objectives lead to it. Agree some in 1:1s."
                        .to_owned()
                }
                (true, Some(_)) => return None,
            };
            Some(Gap {
                entry: Entry::Priority(priority.id),
                title: priority.title.clone(),
                words,
            })
        })
        .collect();
    let loose = sight
        .all::<Objective>()
        .filter(|objective| {
            !reached.contains(&objective.id) && objective.state != ObjectiveState::Closed
        })
        .map(|objective| Gap {
            entry: Entry::Objective(objective.id),
            title: objective.title.clone(),
            words: loose_words(sight, objective),
        })
        .collect();
    Gaps {
        carried_by_nobody,
        loose,
    }
}

fn loose_words(sight: &Sight<'_>, objective: &Objective) -> String {
    let whose = whose(sight, objective);
    let what = objective.level.words();
    let state = match objective.state {
        ObjectiveState::Drafted => ", drafted",
        ObjectiveState::Agreed | ObjectiveState::Closed => "",
    };
    let of = if whose.is_empty() {
        String::new()
    } else {
        format!(" of {whose}")
    };
    format!("{what}{of}{state}. It leads to no priority. Link it to something that does.")
}
