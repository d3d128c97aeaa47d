//! CascadePage.

use leptos::prelude::*;

/// CascadePage.
#[component]
pub fn CascadePage(from: Option<domain::cascade::Parent>) -> impl IntoView {
    let _ = from;
    view! { <h1 id="page-heading" tabindex="-1">"CascadePage"</h1> }
}
