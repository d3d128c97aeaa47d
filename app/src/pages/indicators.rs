//! IndicatorsPage.

use leptos::prelude::*;

/// IndicatorsPage.
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"IndicatorsPage"</h1> }
}
