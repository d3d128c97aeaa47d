//! The target of each period of the year, as a table.

use domain::view::target::Found;
use leptos::prelude::*;

use crate::{
    components::{Column, DataTable, Disclosure},
    pages::presence::{any, part},
};

/// What each period asks, as the answers stand.
pub(super) fn year(found: Memo<Option<Found>>) -> impl IntoView {
    let path = part(found, |found| found.path.clone());
    let some = any(path);
    let table = move || {
        let rows = path
            .get()
            .into_iter()
            .map(|row| vec![row.period.into(), row.target.into()]);
        let columns = vec![Column::text("Period"), Column::number("Target")];
        view! {
            <DataTable id="year" caption="The target of each period" columns=columns rows=rows.collect() />
        }
    };
    move || {
        some.get()
            .then(|| view! { <Disclosure summary="The target of each period">{table}</Disclosure> })
    }
}
