//! OneToOnesPage.

use leptos::prelude::*;

/// OneToOnesPage.
#[component]
pub fn OneToOnesPage() -> impl IntoView {
    
    view! { <h1 id="page-heading" tabindex="-1">"OneToOnesPage"</h1> }
}
