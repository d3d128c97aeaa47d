//! IndicatorPage.

use leptos::prelude::*;

/// IndicatorPage.
#[component]
pub fn IndicatorPage(id: domain::indicator::IndicatorId) -> impl IntoView {
    let _ = id;
    view! { <h1 id="page-heading" tabindex="-1">"IndicatorPage"</h1> }
}
