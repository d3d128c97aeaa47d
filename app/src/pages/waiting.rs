//! WaitingPage.

use leptos::prelude::*;

/// WaitingPage.
#[component]
pub fn WaitingPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"WaitingPage"</h1> }
}
