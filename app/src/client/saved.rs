//! What the frame says of the reader's work: whether it is saved, and where, and whether the server can be reached.

use leptos::prelude::*;
use sync::replica::{Link, Replica};

use super::{Client, SessionState, clock, last};
use crate::components::{SaveStatus, Since};

/// What of the reader's work is not simply with the server.
struct Held {
    loaded: bool,
    waiting: usize,
    /// The store has all of it.
    kept: bool,
    to_choose: usize,
    refused: usize,
}

impl Held {
    fn of(replica: Option<&Replica>) -> Self {
        let refused = replica.map_or(0, |replica| replica.refused().len());
        let to_choose = replica.map_or(0, |replica| {
            let refused = replica.refused();
            refused.filter(|each| each.rejection.needs_choice()).count()
        });
        Self {
            loaded: replica.is_some_and(Replica::is_loaded),
            waiting: replica.map_or(0, |replica| replica.pending().len()),
            kept: replica.is_none_or(Replica::is_kept),
            to_choose,
            refused: refused - to_choose,
        }
    }
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Client {
    /// Whether the browser's store holds all that was given.
    pub(super) fn is_kept(self) -> bool {
        let kept = |replica: &Option<Replica>| replica.as_ref().is_none_or(Replica::is_kept);
        self.replica.with_value(kept)
    }

    /// Whether work is saved, and where. What the store does not hold yet is not called saved (R1): until then the words stand. What is
    /// refused is not saved anywhere but here, and pages that nobody has brought up to date are not called saved either.
    pub fn save_status(self) -> Memo<SaveStatus> {
        Memo::new(move |before| {
            self.version.track();
            let link = self.link.get();
            let keeps = !self.store_lost.get() && !self.visits.get();
            let (session, unreached) = (self.session.get(), self.unreached.get());
            let earlier = self.earlier_day.get();
            let held = self
                .replica
                .with_value(|replica| Held::of(replica.as_ref()));
            match counted(held.waiting) {
                waiting if session == SessionState::SignedOut => {
                    SaveStatus::SignedOut(if keeps { waiting } else { 0 })
                }
                0 if held.to_choose > 0 => SaveStatus::NeedsChoice(counted(held.to_choose)),
                0 if held.refused > 0 => SaveStatus::Refused(counted(held.refused)),
                0 => match (earlier, unreached) {
                    (Some(day), _) => SaveStatus::EarlierDay(day),
                    (None, true) => SaveStatus::NoConnection(since()),
                    (None, false) if held.loaded || session == SessionState::ChoosingPassword => {
                        SaveStatus::Saved
                    }
                    (None, false) => SaveStatus::Loading,
                },
                _ if !held.kept => before.copied().unwrap_or(SaveStatus::Loading),
                1 if link == Link::Up && keeps => SaveStatus::SavedOnThisDevice,
                waiting => SaveStatus::Waiting(waiting),
            }
        })
    }

    /// Whether the server can be reached now.
    pub fn is_connected(self) -> Memo<bool> {
        Memo::new(move |_| self.link.get() == Link::Up)
    }

    /// Whether another tab keeps the person's work while the server cannot be reached, so that this one must not be closed yet.
    pub fn holds_alone(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.version.track();
            let away = self.visits.get() && self.link.get() != Link::Up;
            // Where the person signed out in another tab they are told that.
            away && self.waits() && !last::is_forgotten()
        })
    }

    /// The server was reached just now, or could not be.
    pub(super) fn reached(self, reached: bool) {
        if reached {
            last::reach();
        }
        if self.unreached.get_untracked() == reached {
            self.unreached.set(!reached);
        }
    }
}

/// Since when the server has not been reached, where this device knows.
fn since() -> Option<Since> {
    let reached = last::reached()?;
    let day = clock::day_of(reached);
    Some(if day == clock::today() {
        let (hour, minute) = clock::time_of(reached);
        Since::Today(hour, minute)
    } else {
        Since::Day(day)
    })
}
