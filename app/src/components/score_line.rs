//! One line of a scorecard: a perspective, priority or objective with its score, status, coverage and counts.

use leptos::prelude::*;

use super::{CountLine, Counts, StatusKind, StatusMark};

/// What a line of a scorecard shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreReading {
    /// From 0 to 100 as it is displayed ("73.9"); `None` while too little is known.
    pub score: Option<String>,
    /// How the score stands.
    pub status: StatusKind,
    /// How much of it is known: "Based on 75% of measures". Empty when all is.
    pub coverage: String,
    /// How many of its measures stand where.
    pub counts: Counts,
}

/// A line of a scorecard. The children are what opens under it: "How this is worked out".
#[component]
pub fn ScoreLine(
    /// The perspective, priority or objective.
    #[prop(into)]
    name: String,
    /// Where its own page is.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// Its figures.
    #[prop(into)]
    reading: Signal<ScoreReading>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let name = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let figure = move || match reading.get().score {
        Some(score) => view! {
            <span class="score__number">{score}</span>
            <span class="small muted">"of 100"</span>
        }
        .into_any(),
        None => view! { <span class="muted">"No score"</span> }.into_any(),
    };
    let status = Signal::derive(move || reading.with(|reading| reading.status));
    let counts = Signal::derive(move || reading.with(|reading| reading.counts));
    let coverage = move || {
        let coverage = reading.with(|reading| reading.coverage.clone());
        (!coverage.is_empty()).then(|| view! { <span class="muted">{coverage}</span> })
    };
    view! {
        <section class="score">
            <h3 class="score__name">{name}</h3>
            <p class="score__figure">{figure}</p>
            <div class="score__words">
                <StatusMark kind=status />
                <CountLine counts=counts />
                {coverage}
            </div>
            {children.map(|children| view! { <div class="score__more">{children()}</div> })}
        </section>
    }
}
