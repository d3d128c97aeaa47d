//! What to talk about.

use super::Around;
use crate::{
    agenda_item::{AgendaItem, AgendaItemId},
    index::Edge,
    person::PersonId,
    view::called,
};

/// One thing to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaLine {
    /// Which item.
    pub id: AgendaItemId,
    /// What about.
    pub text: String,
    /// "You", "Priya", "Priya Natarajan, the manager before"; empty where it was loaded.
    pub by: String,
    /// Whether it was talked about.
    pub covered: bool,
}

pub(super) fn lines(around: &Around<'_, '_>) -> Vec<AgendaLine> {
    around
        .sight
        .pointing::<AgendaItem>(Edge::PartOf, around.meeting.id.uuid())
        .map(|item| AgendaLine {
            id: item.id,
            text: item.text.clone(),
            by: item
                .author
                .map(|by| written_by(around, by))
                .unwrap_or_default(),
            covered: item.covered,
        })
        .collect()
}

/// Only a former manager's words come from anyone but the two.
fn written_by(around: &Around<'_, '_>, by: PersonId) -> String {
    if around.series.is_party(by) {
        called::sentence(&called::you_or_first(around.sight, by))
    } else {
        format!("{}, the manager before", called::name(around.sight, by))
    }
}
