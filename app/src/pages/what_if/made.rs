//! Changes of the scorecard that were decided before.

use domain::view::what_if::{self as view, Made};
use leptos::prelude::*;

use crate::pages::scorecard::Card;

/// "What was decided before"; nothing where nothing was.
pub fn made(card: Card) -> AnyView {
    let made = card.view(|sight, card| Some(view::made(sight, card.day())));
    (move || {
        let made = made.get().unwrap_or_default();
        (!made.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="made-heading">
                    <h2 id="made-heading">"What was decided before"</h2>
                    <ul class="rows">{made.into_iter().map(item).collect_view()}</ul>
                </section>
            }
        })
    })
    .into_any()
}

fn item(made: Made) -> impl IntoView {
    let changes = made
        .changes
        .into_iter()
        .map(|change| view! { <li>{change}</li> });
    view! {
        <li>
            <div class="stack stack--tight">
                <h3>{made.from}</h3>
                <ul>{changes.collect_view()}</ul>
                <p>{made.reason}</p>
                <p class="muted">{made.decided}</p>
            </div>
        </li>
    }
}
