//! What was recorded on an objective, newest first.

use crate::{
    check_in::{CheckIn, CheckInId},
    display,
    index::Edge,
    objective::ObjectiveId,
    sight::Sight,
    view::{called, explanation::day},
};

/// Progress as somebody recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Which check-in.
    pub id: CheckInId,
    /// "60%".
    pub percent: String,
    /// "21 November 2026".
    pub on: String,
    /// "you", "Priya Natarajan"; empty where it was loaded.
    pub by: String,
    /// What happened; empty where nobody wrote it.
    pub note: String,
}

pub(super) fn history(sight: &Sight<'_>, objective: ObjectiveId) -> Vec<Recorded> {
    sight
        .pointing::<CheckIn>(Edge::CheckInOn, objective.uuid())
        .rev()
        .map(|check_in| Recorded {
            id: check_in.id,
            percent: format!("{}%", check_in.progress),
            on: display::date(day(check_in.stamp.at)),
            by: check_in
                .by
                .map(|by| called::you_or_name(sight, by))
                .unwrap_or_default(),
            note: check_in.note.clone(),
        })
        .collect()
}
