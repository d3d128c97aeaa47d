//! The scorecard that a page works with: worked out once for a change, however many parts of the page show it.

use std::sync::Arc;

use domain::{
    calendar::{Date, Period},
    company::Company,
    scorecard::Scorecard,
    sight::Sight,
    view::reading,
};
use leptos::prelude::*;

use crate::client::{Client, follow, use_client};

/// The scorecard of today or of a period. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Card {
    client: Client,
    over: Option<Period>,
    card: Memo<Option<Kept>>,
}

/// A scorecard with the Company that it was worked out from, so that the next one starts from what has changed since.
#[derive(Clone)]
struct Kept {
    company: Company,
    card: Arc<Scorecard>,
    /// Counts the changes that may have moved a figure.
    figures: u64,
}

/// The same while no number on it has changed.
impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.card, &other.card) && self.figures == other.figures
    }
}

impl Kept {
    fn after(before: Option<&Self>, company: &Company, first: impl Fn() -> Scorecard) -> Self {
        let (card, figures) = match before {
            None => (Arc::new(first()), 0),
            Some(before) => {
                let changed = company.changed_since(&before.company);
                let mut card = Scorecard::clone(&before.card);
                card.refreshed(company, &changed);
                let card = if card == *before.card {
                    before.card.clone()
                } else {
                    Arc::new(card)
                };
                let moved = changed.iter().any(|(kind, _)| reading::rests_on(*kind));
                (card, before.figures + u64::from(moved))
            }
        };
        Self {
            company: company.clone(),
            card,
            figures,
        }
    }
}

/// The scorecard of the page around.
pub fn use_card() -> Card {
    expect_context::<Card>()
}

impl Card {
    /// Makes the scorecard of a page, for all of its parts. Every page makes its own: one that an earlier page left behind
    /// went with it.
    pub fn provide() -> Self {
        Self::provide_over(None)
    }

    /// The same for a period, with what is known now; none for today.
    pub fn provide_over(over: Option<Period>) -> Self {
        let client = use_client();
        let today = client.today();
        let card = Self {
            client,
            over,
            card: client.fold(move |before, sight| {
                let company = sight.company();
                Kept::after(before, company, || match over {
                    None => Scorecard::on(company, today),
                    Some(period) => Scorecard::over(company, period, today),
                })
            }),
        };
        provide_context(card);
        card
    }

    /// The day on which its reader looks at it.
    pub fn today(self) -> Date {
        self.client.today()
    }

    /// The period that it is for; none for today.
    pub const fn over(self) -> Option<Period> {
        self.over
    }

    /// A view of what the reader may see and of the scorecard. `None` until the first records have arrived, and where there
    /// is nothing that the reader may see.
    pub fn view<T, F>(self, view: F) -> Memo<Option<T>>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
        F: Fn(&Sight<'_>, &Scorecard) -> Option<T> + Send + Sync + 'static,
    {
        let card = self.card;
        self.client.view(move |sight| {
            card.with(|kept| kept.as_ref().and_then(|kept| view(sight, &kept.card)))
        })
    }

    /// Runs now and at every change, told whether a figure may have moved.
    pub fn follow<F>(self, run: F)
    where
        F: Fn(&Sight<'_>, &Scorecard, bool) + 'static,
    {
        let seen = StoredValue::new(None);
        follow(Box::new(move || {
            self.client.each_change();
            let Some(kept) = self.card.get() else {
                return;
            };
            let moved = seen.get_value() != Some(kept.figures);
            seen.set_value(Some(kept.figures));
            self.client.look(|sight| run(sight, &kept.card, moved));
        }));
    }

    /// A view of figures, worked out again only when something changed that figures rest on.
    pub fn figures<T>(self, view: fn(&Sight<'_>, &Scorecard) -> T) -> RwSignal<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let rows = RwSignal::new(T::default());
        self.follow(move |sight, card, moved| {
            if moved {
                let now = view(sight, card);
                if rows.with_untracked(|before| *before != now) {
                    rows.set(now);
                }
            }
        });
        rows
    }

    /// One look at what is held now, without following it.
    pub fn look(self, look: impl FnOnce(&Sight<'_>, &Scorecard)) {
        if let Some(kept) = self.card.get_untracked() {
            self.client.look(|sight| look(sight, &kept.card));
        }
    }
}
