//! What stands under the places that were opened, looked over once a change, however many they are: if each followed the
//! scorecard by itself, a change would take longer to be told to all than to be worked out.

use domain::{
    scorecard::Scorecard,
    sight::Sight,
    view::{
        explanation::Place,
        reading::Row,
        scorecard::{self as view, Head},
    },
};
use leptos::prelude::*;

use super::Card;

/// The opened places of the page. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Places {
    card: Card,
    opened: StoredValue<Vec<Opened>>,
}

/// What stands under one place.
#[derive(Clone, Copy)]
pub struct Opened {
    place: Place,
    /// The priorities or objectives.
    pub heads: RwSignal<Option<Vec<Head>>>,
    /// The indicators.
    pub rows: RwSignal<Option<Vec<Row>>>,
}

impl Places {
    /// Makes those of a page.
    pub fn provide(card: Card) {
        let opened = StoredValue::new(Vec::new());
        card.follow(move |sight, card, moved| {
            for opened in opened.get_value() {
                Opened::look(opened, sight, card, moved);
            }
        });
        provide_context(Self { card, opened });
    }

    /// Opens a place, for as long as what asks for it stands.
    pub fn open(self, place: Place) -> Opened {
        let opened = Opened {
            place,
            heads: RwSignal::new(None),
            rows: RwSignal::new(None),
        };
        self.card.look(|sight, card| opened.look(sight, card, true));
        self.opened.update_value(|all| all.push(opened));
        on_cleanup(move || {
            let _ = self
                .opened
                .try_update_value(|all| all.retain(|each| each.heads != opened.heads));
        });
        opened
    }
}

impl Opened {
    /// Looks again; at the indicators only where a figure may have moved.
    fn look(self, sight: &Sight<'_>, card: &Scorecard, moved: bool) {
        show(self.heads, view::places(sight, card, self.place));
        if moved {
            show(self.rows, view::indicators(sight, card, self.place));
        }
    }
}

/// Only what reads differently is told to anybody.
fn show<T: PartialEq + Send + Sync + 'static>(shown: RwSignal<Option<T>>, now: T) {
    if shown.try_with_untracked(|before| before.as_ref() != Some(&now)) == Some(true) {
        shown.set(Some(now));
    }
}
