//! ObjectivePage.

use leptos::prelude::*;

/// ObjectivePage.
#[component]
pub fn ObjectivePage(id: domain::objective::ObjectiveId) -> impl IntoView {
    let _ = id;
    view! { <h1 id="page-heading" tabindex="-1">"ObjectivePage"</h1> }
}
