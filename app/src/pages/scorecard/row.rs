//! An indicator under what it measures.

use domain::{
    indicator::IndicatorId,
    view::{mark::Mark, reading::Row},
};
use leptos::prelude::*;

use super::worked_out::{WorkedOut, of_indicator};
use crate::{
    components::{StatusKind, StatusMark, Tag, TagKind},
    pages::presence::part,
    route::Route,
};

/// An indicator's latest figure against its target, and how its score is worked out.
#[component]
pub fn IndicatorRow(
    /// Which indicator.
    indicator: IndicatorId,
    /// The way to it on this page.
    key: String,
    /// The indicators of the place around.
    rows: Memo<Option<Vec<Row>>>,
) -> impl IntoView {
    let row = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter()
                .flatten()
                .find(|row| row.indicator == indicator)
                .cloned()
        })
    });
    let name = part(row, |row| format!("{} {}", row.code, row.name));
    let reads = part(row, |row| row.reads.clone());
    let travel = part(row, |row| row.travel_words.clone());
    let mark =
        Memo::new(move |_| row.with(|row| row.as_ref().map_or(Mark::NoData, |row| row.mark)));
    let illustrative = part(row, |row| row.illustrative.clone());
    let unsure = part(row, |row| row.unsure);
    view! {
        <li>
            <div class="stack stack--tight">
                <a href=Route::Indicator(indicator).path()>{move || name.get()}</a>
                <span class="figures">{move || reads.get()}</span>
                <span class="muted">{move || travel.get()}</span>
            </div>
            <div class="cluster">
                <StatusMark kind=Signal::derive(move || StatusKind::from(mark.get())) />
                {move || unsure.get().map(|words| view! { <Tag kind=TagKind::Gap text=words /> })}
                {move || illustrative.get().map(|words| view! { <Tag text=words /> })}
            </div>
            <WorkedOut workings=of_indicator(indicator, &key) />
        </li>
    }
    .into_any()
}
