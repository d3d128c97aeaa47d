//! What residents said, and what the Company did.

use domain::view::focus_group_sessions::YouSaid;
use leptos::prelude::*;

use super::Tag;

/// Session by session, the latest first; nothing where there is none.
#[component]
pub fn YouSaidWeDid(
    /// What was said and done.
    lines: Vec<YouSaid>,
) -> impl IntoView {
    let told = |paragraphs: Vec<String>| {
        paragraphs
            .into_iter()
            .map(|words| view! { <p>{words}</p> })
            .collect_view()
    };
    let each = lines.into_iter().map(move |line| {
        let made_up = line
            .illustrative
            .then(|| view! { " " <Tag text="Illustrative" /> });
        let did = (!line.did.is_empty()).then(|| {
            view! {
                <h4>"What we did"</h4>
                {told(line.did)}
            }
        });
        view! {
            <h3>{line.who} {made_up}</h3>
            <h4>"What they said"</h4>
            {told(line.said)}
            {did}
        }
    });
    let each = each.collect_view();
    (!each.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="you-said">
                <h2 id="you-said">"You said, we did"</h2>
                {each}
            </section>
        }
    })
}
