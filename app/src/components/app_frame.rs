//! The frame of the app's pages: the bar with the name and the state of the work, the places, and the page.

use leptos::prelude::*;

use super::{Place, Places, SaveState, SaveStatus};

/// Skip link, top bar, places, and the page in `<main>`.
#[component]
pub fn AppFrame(
    /// The organisation's name.
    #[prop(into)]
    brand: String,
    /// Where the name leads.
    #[prop(into)]
    home: String,
    /// Five at most.
    #[prop(into)]
    places: Signal<Vec<Place>>,
    /// The `href` of the place that the page belongs to; empty for none.
    #[prop(into)]
    current: Signal<String>,
    /// Whether work is saved, and where.
    #[prop(into)]
    save: Signal<SaveStatus>,
    /// Where a person chooses between two versions.
    #[prop(optional_no_strip, into)]
    choice_href: Option<String>,
    /// What stands below the page on paper: as at when, and for whom.
    #[prop(into)]
    printed: Signal<String>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main" on:click=skip>
            "Skip to main content"
        </a>
        <div class="app-frame">
            <header class="top-bar">
                {brand_link(brand, home)}
                <SaveState status=save choice_href=choice_href />
            </header>
            <Places places=places current=current />
            <main class="page" id="main" tabindex="-1">
                {children()}
                <p class="print-only">{move || printed.get()}</p>
            </main>
        </div>
    }
}

/// With script the link moves the focus itself: the router would take it for a change of page.
fn skip(event: leptos::ev::MouseEvent) {
    #[cfg(feature = "csr")]
    {
        event.prevent_default();
        super::error_summary::focus_element("main");
    }
    #[cfg(not(feature = "csr"))]
    let _ = event;
}

/// The organisation's name beside three stops on a line.
pub(super) fn brand_link(brand: String, home: String) -> impl IntoView {
    view! {
        <a class="brand" href=home>
            <svg class="brand__mark" viewBox="0 0 36 12" width="36" height="12" aria-hidden="true">
                <path d="M6 6H30" fill="none" stroke="currentColor" stroke-width="2" />
                <circle cx="6" cy="6" r="5" fill="currentColor" />
                <circle cx="18" cy="6" r="5" fill="currentColor" />
                <circle cx="30" cy="6" r="5" fill="currentColor" />
            </svg>
            <span>{brand}</span>
        </a>
    }
}
