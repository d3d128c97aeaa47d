//! ScorecardPage.

use leptos::prelude::*;

/// ScorecardPage.
#[component]
pub fn ScorecardPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"ScorecardPage"</h1> }
}
