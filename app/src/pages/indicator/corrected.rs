//! Figures that were corrected after others had seen them: all versions of a period, each with why, who and when.

use domain::view::{corrected::CorrectedPeriod, indicator::Page};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable},
    pages::presence::part,
};

/// "Corrected figures", a period after the other; nothing where none was.
pub fn corrected(page: Memo<Option<Page>>) -> AnyView {
    let corrected = part(page, |page| page.corrected.clone());
    (move || {
        let periods = corrected.get();
        (!periods.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="corrected-heading">
                <h2 id="corrected-heading">"Corrected figures"</h2>
                <p>"These figures were corrected after they had been approved. Each version stands as it was recorded, the latest first."</p>
                {periods.into_iter().enumerate().map(period).collect_view()}
            </section>
        })
    })
    .into_any()
}

fn period((place, corrected): (usize, CorrectedPeriod)) -> AnyView {
    let columns = vec![
        Column::text("Figure"),
        Column::text("Now"),
        Column::text("Recorded"),
        Column::text("Why it changed"),
    ];
    let rows = corrected.versions.into_iter().map(|version| {
        let taken = version.taken.into_iter();
        let taken = taken.map(|words| view! { <li>{words}</li> }).collect_view();
        vec![
            Cell::Text(version.value),
            Cell::from(version.counts),
            Cell::View(view! { {version.state} <ul>{taken}</ul> }.into_any()),
            Cell::Text(version.why),
        ]
    });
    view! { <DataTable id=format!("corrected-{place}") caption=corrected.period columns=columns rows=rows.collect() stacks=true /> }
        .into_any()
}
