//! What the reader may do now, asked of the rules themselves: the command is tried and nothing of it is kept.

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use crate::{
    access,
    calendar::Date,
    command::Given,
    decision::{Actor, Context},
    record::{Change, Noun, Stored},
    rejection::Rejection,
    sight::Sight,
};

/// Something that a page could offer its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Offer {
    /// Not the reader's to do, or there is nothing to do: the page leaves it out.
    #[default]
    Hidden,
    /// It can be done now.
    Open,
    /// It cannot be done now, with the reason and what to do first.
    Blocked(String),
}

impl Offer {
    /// What the rules say to a command of the reader's.
    pub fn of(sight: &Sight<'_>, command: impl Into<Given>) -> Self {
        if sight.is_earlier() {
            return Self::Hidden;
        }
        match tried(sight, command) {
            Ok(()) => Self::Open,
            Err(rejection) => Self::Blocked(rejection.to_string()),
        }
    }

    /// The same on a day, for what rests on which day it is.
    pub fn on_day(sight: &Sight<'_>, today: Date, command: impl Into<Given>) -> Self {
        if sight.is_earlier() {
            return Self::Hidden;
        }
        match tried_on(sight, today, command) {
            Ok(()) => Self::Open,
            Err(rejection) => Self::Blocked(rejection.to_string()),
        }
    }

    /// The same, left out unless a condition holds.
    pub fn when(shown: bool, sight: &Sight<'_>, command: impl Into<Given>) -> Self {
        if shown {
            Self::of(sight, command)
        } else {
            Self::Hidden
        }
    }

    /// Whether the page shows it at all.
    pub const fn is_shown(&self) -> bool {
        !matches!(self, Self::Hidden)
    }

    /// Whether it can be done now.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Why it cannot be done now.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Blocked(reason) => Some(reason.clone()),
            Self::Hidden | Self::Open => None,
        }
    }
}

/// Whether the pages show today, so that something can be done.
pub const fn is_now(sight: &Sight<'_>) -> bool {
    !sight.is_earlier()
}

/// Whether the rules would take a command of the reader's.
///
/// # Errors
/// The refusal. Nothing is kept either way.
pub fn tried(sight: &Sight<'_>, command: impl Into<Given>) -> Result<(), Rejection> {
    if sight.is_earlier() {
        return Err(Rejection::EarlierDay);
    }
    // A view reads no clock, so no day is yet to come.
    tried_at(sight, Timestamp::MAX, command.into())
}

/// The same on a day, for what rests on which day it is.
///
/// # Errors
/// The refusal. Nothing is kept either way.
pub fn tried_on(
    sight: &Sight<'_>,
    today: Date,
    command: impl Into<Given>,
) -> Result<(), Rejection> {
    let noon = TimeZone::UTC
        .to_timestamp(today.at(12, 0, 0, 0))
        .unwrap_or(Timestamp::MAX);
    tried_at(sight, noon, command.into())
}

fn tried_at(sight: &Sight<'_>, now: Timestamp, command: Given) -> Result<(), Rejection> {
    if sight.is_earlier() {
        return Err(Rejection::EarlierDay);
    }
    let person = sight.person().ok_or(Rejection::NeedsPerson)?;
    let context = Context {
        actor: Actor::Person(person),
        // Decisions put neither into a body; nothing here is applied.
        now,
        command: Uuid::nil(),
    };
    command.decide(sight.company(), &context).map(|_| ())
}

/// Whether the reader may change a record, whatever its state; none where they may, else who can.
pub fn read_only<T: Noun>(sight: &Sight<'_>, stored: &Stored<T>) -> Option<String> {
    if sight.is_earlier() {
        return Some(Rejection::EarlierDay.to_string());
    }
    let Some(person) = sight.person() else {
        return Some(Rejection::NeedsPerson.to_string());
    };
    let same = Change::put(stored.id, stored.scope, (*stored.body).clone());
    access::check_change(sight.company(), Actor::Person(person), &same)
        .err()
        .map(|rejection| rejection.to_string())
}
