//! The scorecard that a page works with: worked out once for a change, however many parts of the page show it.

use std::sync::Arc;

use domain::{calendar::Date, scorecard::Scorecard, sight::Sight};
use leptos::prelude::*;

use crate::client::{Client, use_client};

/// Today's scorecard. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Card {
    client: Client,
    today: Date,
    card: Memo<Option<Arc<Scorecard>>>,
}

/// The scorecard of the page around.
pub fn use_card() -> Card {
    expect_context::<Card>()
}

impl Card {
    /// Makes the scorecard of a page, for all of its parts. Every page makes its own: one that an earlier page left behind
    /// went with it.
    pub fn provide() -> Self {
        let client = use_client();
        let today = client.today();
        let card = Self {
            client,
            today,
            card: client.view(move |sight| Arc::new(Scorecard::on(sight.company(), today))),
        };
        provide_context(card);
        card
    }

    /// The day that it is for.
    pub const fn today(self) -> Date {
        self.today
    }

    /// A view of what the reader may see and of the scorecard. `None` until the first records have arrived.
    pub fn view<T, F>(self, view: F) -> Memo<Option<T>>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
        F: Fn(&Sight<'_>, &Scorecard) -> T + Send + Sync + 'static,
    {
        let card = self.card;
        let seen = self
            .client
            .view(move |sight| card.with(|card| card.as_ref().map(|card| view(sight, card))));
        Memo::new(move |_| seen.get().flatten())
    }
}
