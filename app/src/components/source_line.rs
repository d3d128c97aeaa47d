//! Where figures are from, and as at when: on the page, and so on the paper.

use leptos::prelude::*;

/// "Source: South Essex Homes, Q1 performance page. As at 21 November 2026."
#[component]
pub fn SourceLine(
    /// The whole line.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="source-line">{text}</p> }
}
