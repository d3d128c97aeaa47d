//! The versions of a definition: what is different in each from the one before, side by side.

use domain::view::definition_sheet::{Page, Version};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable},
    pages::presence::part,
};

/// The versions, the latest first; nothing where there is one alone.
pub fn versions(page: Memo<Option<Page>>) -> AnyView {
    let versions = part(page, |page| page.versions.clone());
    (move || {
        let versions = versions.get();
        (versions.len() > 1).then(|| {
            let all = versions.into_iter().zip(1..);
            view! {
                <section class="section" aria-labelledby="versions-heading">
                    <h2 id="versions-heading">"Versions"</h2>
                    <p>"A period is judged by the version in force at its end, so that colours stay as they were reported."</p>
                    {all.map(|(version, place)| one(version, place)).collect_view()}
                </section>
            }
        })
    })
    .into_any()
}

fn one(version: Version, place: usize) -> AnyView {
    let Version {
        title,
        reason,
        by,
        differences,
    } = version;
    let caption = format!("{title}: what is different from the version before");
    let table = (!differences.is_empty()).then(|| {
        let columns = vec![
            Column::text("Term"),
            Column::text("Before"),
            Column::text("From then"),
        ];
        let said = |text: String| match text.is_empty() {
            true => "Not said".to_owned(),
            false => text,
        };
        let rows = differences.into_iter().map(|difference| {
            vec![
                Cell::from(difference.term),
                said(difference.was).into(),
                said(difference.is).into(),
            ]
        });
        let rows = rows.collect();
        view! { <DataTable id=format!("version-{place}") caption=caption columns=columns rows=rows stacks=true /> }
    });
    view! {
        <h3>{title}</h3>
        {(!reason.is_empty()).then(|| view! { <p>{reason}</p> })}
        {(!by.is_empty()).then(|| view! { <p class="muted">{by} "."</p> })}
        {table}
    }
    .into_any()
}
