//! Where the line is broken, one way and the other.

use domain::view::cascade::Gap;
use leptos::prelude::*;

use crate::{
    components::{Tag, TagKind},
    pages::scorecard::href,
};

/// A list of gaps under its heading; nothing where there are none.
pub fn gap_list(heading: &'static str, id: &str, gaps: &[Gap]) -> Option<AnyView> {
    if gaps.is_empty() {
        return None;
    }
    let heading_id = format!("{id}-heading");
    let rows = gaps.iter().cloned().map(|gap| {
        view! {
            <li>
                <div class="stack stack--tight">
                    <a href=href(gap.entry)>{gap.title}</a>
                    <span class="muted">{gap.words}</span>
                </div>
                <Tag kind=TagKind::Gap text="Gap" />
            </li>
        }
    });
    let list = view! {
        <section class="section" aria-labelledby=heading_id>
            <h2 id=heading_id.clone()>{heading}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    };
    Some(list.into_any())
}
