//! The places of the app: a bar at the bottom on a tablet or phone, at the top on a desktop.

use leptos::prelude::*;

/// A place a person can go to from anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name: "My work", "1:1s", "Scorecard", "Indicators", "More".
    pub label: String,
    /// Where it is.
    pub href: String,
}

impl Place {
    /// A place with its name and where it is.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// The navigation bar. Five places at most, for any role.
#[component]
pub fn Places(
    /// In the order of use.
    #[prop(into)]
    places: Signal<Vec<Place>>,
    /// The `href` of the place that the page belongs to; empty for none.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let item = move |place: Place| {
        let own = place.href.clone();
        view! {
            <li>
                <a
                    class="places__place"
                    href=place.href
                    aria-current=move || current.with(|current| *current == own).then_some("page")
                >
                    {place.label}
                </a>
            </li>
        }
    };
    view! {
        <nav class="places" aria-label="Places">
            <ul class="places__list">
                {move || places.get().into_iter().map(item).collect_view()}
            </ul>
        </nav>
    }
}
