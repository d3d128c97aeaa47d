//! What was to be done since the last 1:1, and what will be done after this one.

use super::{Around, before};
use crate::{
    action::{Action, ActionId},
    display,
    index::Edge,
    one_to_one::OneToOneId,
    record::Stored,
    view::called,
};

/// Something one of the two does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// Which action.
    pub id: ActionId,
    /// What will be done.
    pub text: String,
    /// "You, by 30 November 2026", "Priya".
    pub who: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether its day has passed and it is not done.
    pub late: bool,
    /// Whether it can be ticked off here.
    pub open: bool,
}

/// What the last 1:1 agreed, done or not, after what is still open from the ones before.
pub(super) fn last(around: &Around<'_, '_>) -> Vec<ActionLine> {
    let earlier: Vec<OneToOneId> = before(around.sight, around.meeting, around.series)
        .map(|meeting| meeting.id)
        .collect();
    let previous = around.previous.map(|previous| previous.id);
    let mut actions: Vec<_> = around
        .sight
        .pointing::<Action>(Edge::ActionOf, around.series.id.uuid())
        .filter(|action| {
            earlier.contains(&action.one_to_one)
                && (!action.done || Some(action.one_to_one) == previous)
        })
        .collect();
    actions.sort_by_key(|action| (Some(action.one_to_one) == previous, action.id));
    actions
        .into_iter()
        .map(|action| line(around, action))
        .collect()
}

/// What this 1:1 agreed.
pub(super) fn new(around: &Around<'_, '_>) -> Vec<ActionLine> {
    around
        .sight
        .pointing::<Action>(Edge::PartOf, around.meeting.id.uuid())
        .map(|action| line(around, action))
        .collect()
}

fn line(around: &Around<'_, '_>, action: &Stored<Action>) -> ActionLine {
    let who = called::sentence(&called::you_or_first(around.sight, action.who));
    let late = !action.done && action.due.is_some_and(|due| due < around.today);
    ActionLine {
        id: action.id,
        text: action.text.clone(),
        who: match action.due {
            Some(due) if late => format!("{who}, was due on {}", display::date(due)),
            Some(due) => format!("{who}, by {}", display::date(due)),
            None => who,
        },
        done: action.done,
        late,
        open: around.series.check_current(around.sight.company()).is_ok(),
    }
}
