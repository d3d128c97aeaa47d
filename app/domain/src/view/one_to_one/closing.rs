//! The end of a 1:1: that it was held, when the next one is, and that both confirm what is written.

use super::{Around, nobody};
use crate::{
    display,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, MoveOneToOne, OneToOne, OneToOneId},
    view::{called, day, permission::Offer},
    wording::Wording,
    working_day,
};

/// Recording that a 1:1 was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// "Held on 24 November 2026."; none before.
    pub held: Option<String>,
    /// Recording it.
    pub hold: Offer,
    /// The day to begin with, as a date field holds it: today.
    pub held_on: String,
    /// A day for the next one, from today and the series' days between; empty where none can be worked out.
    pub next_on: String,
    /// How that day came about, or why there is none.
    pub next_hint: String,
    /// The next 1:1, once there is one: which, and "Tuesday 22 December".
    pub next: Option<(OneToOneId, String)>,
    /// Moving this one to another day.
    pub change_day: Offer,
    /// The day it is planned for, as a date field holds it.
    pub planned: String,
}

/// Confirming what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirming {
    /// "Close this 1:1"; "How this 1:1 was closed" once both have confirmed.
    pub heading: &'static str,
    /// One sentence for each of the two: "Priya has confirmed this 1:1."
    pub words: Vec<String>,
    /// The digest of what is written, for confirming exactly that.
    pub wording: Wording,
    /// Confirming it.
    pub confirm: Offer,
}

pub(super) fn holding(around: &Around<'_, '_>) -> Holding {
    let Around {
        sight,
        meeting,
        series,
        today,
        open,
        ..
    } = *around;
    let cadence = series.cadence_days;
    let (next_on, next_hint) = match working_day::next_one_to_one(today, cadence) {
        Ok(next) => (
            day::typed(next),
            format!(
                "{cadence} days from today, on a working day. Choose another day if that suits you both better."
            ),
        ),
        Err(why) => (String::new(), why.to_string()),
    };
    let hold = HoldOneToOne {
        one_to_one: meeting.id,
        held_on: today,
        next: nobody(),
        next_on: today.tomorrow().unwrap_or(today),
    };
    let changeable = open && meeting.held_on.is_none();
    let change_day = MoveOneToOne {
        one_to_one: meeting.id,
        scheduled_for: meeting.scheduled_for,
        read: None,
    };
    Holding {
        held: meeting
            .held_on
            .map(|on| format!("Held on {}.", display::date(on))),
        hold: Offer::when(changeable, sight, hold),
        held_on: day::typed(today),
        next_on,
        next_hint,
        next: OneToOne::after(sight.company(), meeting)
            .map(|next| (next.id, day::spoken(next.scheduled_for, today))),
        change_day: Offer::when(changeable, sight, change_day),
        planned: day::typed(meeting.scheduled_for),
    }
}

pub(super) fn confirming(around: &Around<'_, '_>) -> Confirming {
    let Around {
        sight,
        meeting,
        series,
        reader,
        ..
    } = *around;
    let words = [series.employee, series.manager]
        .map(|person| {
            let who = called::sentence(&called::you_or_first(sight, person));
            let has = if person == reader { "have" } else { "has" };
            if meeting.confirmed_by.contains(&person) {
                format!("{who} {has} confirmed this 1:1.")
            } else {
                format!("{who} {has} not confirmed it yet.")
            }
        })
        .into();
    Confirming {
        heading: if meeting.is_confirmed() {
            "How this 1:1 was closed"
        } else {
            "Close this 1:1"
        },
        words,
        wording: meeting.wording(sight.company(), meeting.id),
        confirm: Offer::when(
            !meeting.confirmed_by.contains(&reader),
            sight,
            ConfirmOneToOne {
                one_to_one: meeting.id,
                expected: None,
            },
        ),
    }
}
