//! A chart and everything it says: the message as its heading, the picture, the sentence, the table.

use leptos::prelude::*;

use super::{Disclosure, SourceLine};

/// A figure whose picture is never the only carrier of what it shows.
#[component]
pub fn ChartFigure(
    /// Names the figure; one on a page. The picture's element is `{id}-picture`, with `data-chart` set to this.
    #[prop(into)]
    id: String,
    /// The message: "Repairs have been on target since May".
    #[prop(into)]
    heading: String,
    /// What a colleague would say about it.
    #[prop(into)]
    sentence: String,
    /// The same figures as a table (`DataTable`).
    #[prop(into)]
    table: ViewFn,
    /// Where the figures are from, and as at when.
    #[prop(optional, into)]
    source: Option<String>,
    /// The picture, where the server draws it; the browser fills the element later.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading_id = format!("{id}-heading");
    let sentence_id = format!("{id}-sentence");
    view! {
        <figure class="chart-figure" aria-labelledby=heading_id>
            <h3 id=heading_id.clone()>{heading}</h3>
            <div
                class="chart"
                id=format!("{id}-picture")
                data-chart=id
                role="img"
                aria-labelledby=heading_id.clone()
                aria-describedby=sentence_id.clone()
            >
                {children.map(|children| children())}
            </div>
            <figcaption class="chart-figure__words">
                <p id=sentence_id>{sentence}</p>
                <Disclosure summary="Show as table">{table.run()}</Disclosure>
                {source.map(|source| view! { <SourceLine text=source /> })}
            </figcaption>
        </figure>
    }
}
