//! Published figures that were corrected: both versions, when each was published, and why.

use domain::view::corrected::CorrectedPeriod;
use leptos::prelude::*;

use crate::components::{Cell, Column, DataTable};

/// "Corrected figures"; nothing where none was.
pub fn corrected(periods: &[CorrectedPeriod]) -> Option<AnyView> {
    if periods.is_empty() {
        return None;
    }
    let tables = periods.iter().enumerate().map(period).collect_view();
    let section = view! {
        <section class="section" aria-labelledby="corrected">
            <h2 id="corrected">"Corrected figures"</h2>
            <p>"These figures were corrected after they had been published. Both are shown, the latest first."</p>
            {tables}
        </section>
    };
    Some(section.into_any())
}

fn period((place, corrected): (usize, &CorrectedPeriod)) -> AnyView {
    let columns = vec![
        Column::text("Result"),
        Column::text("Now"),
        Column::text("Recorded"),
        Column::text("Why it changed"),
    ];
    let rows = corrected.versions.iter().map(|version| {
        vec![
            Cell::Text(version.value.clone()),
            Cell::from(version.counts),
            Cell::Text(version.state.clone()),
            Cell::Text(version.why.clone()),
        ]
    });
    view! { <DataTable id=format!("corrected-{place}") caption=corrected.period.clone() columns=columns rows=rows.collect() /> }
        .into_any()
}
