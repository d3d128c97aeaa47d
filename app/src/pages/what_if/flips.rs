//! The colours that would be others, today and on earlier days.

use domain::view::what_if::{self as view, Flip, Page, Subject};
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use super::kept::Kept;
use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, StatusKind, StatusMark},
    pages::{presence::part, scorecard::Card},
    route::Route,
};

/// What would be another colour today.
pub fn today(page: Memo<Option<Page>>) -> AnyView {
    let flips = part(page, |page| page.today.clone());
    view! {
        <section class="section" aria-labelledby="today-heading">
            <h2 id="today-heading">"Today"</h2>
            {move || table("flips-today", "Colours that would change today", flips.get(), "No colour would change today.")}
        </section>
    }
    .into_any()
}

/// What would have been another colour earlier: one quarter after the other, so that the page answers meanwhile.
pub fn earlier(card: Card, kept: Kept) -> AnyView {
    let client = use_client();
    let found = RwSignal::new(Vec::<Flip>::new());
    let all = view::quarters(card.today()).len();
    let left = RwSignal::new(0_usize);
    let run = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let supposed = kept.supposed.with(|text| view::read(text));
        run.update_value(|run| *run = run.wrapping_add(1));
        let own = run.get_value();
        let quarters = view::quarters(card.today());
        left.set(quarters.len());
        let figures = client.look(|sight| view::past_figures(sight, &supposed));
        found.set(figures.unwrap_or_default());
        spawn_local_scoped_with_cancellation(async move {
            for quarter in quarters {
                TimeoutFuture::new(0).await;
                // Something else is tried by now: what was begun for it goes on instead.
                if run.try_get_value() != Some(own) {
                    return;
                }
                let more = client.look(|sight| view::past(sight, &supposed, quarter));
                found.update(|found| found.extend(more.unwrap_or_default()));
                left.update(|left| *left = left.saturating_sub(1));
            }
        });
    });
    let state = move || {
        match left.get() {
        0 => "Every quarter of the past two years was looked at, with the figures as they are known today.".to_owned(),
        left => format!("{left} of {all} quarters are still being looked at."),
    }
    };
    view! {
        <section class="section" aria-labelledby="earlier-heading">
            <h2 id="earlier-heading">"As it would have been before"</h2>
            <p class="muted">{state}</p>
            {move || table(
                "flips-earlier",
                "Colours that would have been different: figures of earlier periods, then places of the scorecard for each quarter",
                found.get(),
                "No earlier colour would have been different.",
            )}
        </section>
    }
    .into_any()
}

fn table(id: &'static str, caption: &'static str, flips: Vec<Flip>, none: &'static str) -> AnyView {
    if flips.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let columns = vec![
        Column::text("What"),
        Column::text("When"),
        Column::text("It is"),
        Column::text("It would be"),
    ];
    let rows = flips.into_iter().map(|flip| {
        let name = match flip.subject {
            Subject::Scorecard => Cell::Text(flip.name),
            Subject::Objective(id) => Cell::Link {
                text: flip.name,
                href: Route::Objective(id).path(),
            },
            Subject::Indicator(id) => Cell::Link {
                text: flip.name,
                href: Route::Indicator(id).path(),
            },
        };
        let stands = |mark, score: String| {
            let of = (!score.is_empty()).then(|| format!(" {score} of 100"));
            Cell::View(
                view! { <StatusMark kind=Signal::stored(StatusKind::from(mark)) /> {of} }
                    .into_any(),
            )
        };
        vec![
            name,
            Cell::Text(flip.when),
            stands(flip.before, flip.score_before),
            stands(flip.after, flip.score_after),
        ]
    });
    view! { <DataTable id=id caption=caption columns=columns rows=rows.collect() stacks=true /> }
        .into_any()
}
