//! A service's indicators as a table whose rows change in place.

use domain::{
    indicator::IndicatorId,
    unit::UnitId,
    view::{
        indicators::{Found, Page, ServicePart},
        mark::Mark,
        reading::Row,
    },
};
use leptos::prelude::*;

use crate::{
    components::{
        Column, LinkButton, Sparkline, StatusKind, StatusMark, TableFrame, Tag, TagKind,
        stacked_cell,
    },
    pages::presence::part,
    route::Route,
};

/// One service's indicators.
#[component]
pub fn ServiceTable(
    /// The service; none for the whole Company.
    service: Option<UnitId>,
    /// The register.
    page: Memo<Option<Page>>,
    /// What of it is shown.
    found: Memo<Option<Found>>,
) -> impl IntoView {
    let own = Memo::new(move |_| {
        page.with(|page| {
            let services = page.as_ref().map(|page| &page.services);
            services
                .into_iter()
                .flatten()
                .find(|part| part.service == service)
                .cloned()
        })
    });
    let name = part(own, |own| own.name.clone());
    let scorecard = part(own, |own| own.scorecard);
    let counts = part(found, move |found| found.services.get(&service).cloned());
    let rows = part(own, |own| {
        own.rows.iter().map(|row| row.indicator).collect::<Vec<_>>()
    });
    let id = service.map_or_else(
        || "whole-company".to_owned(),
        |service| format!("service-{service}"),
    );
    let heading_id = format!("{id}-heading");
    let caption = name.with_untracked(|name| format!("{name}: latest figures against target"));
    let columns = [
        Column::text("Indicator"),
        Column::text("Status"),
        Column::number("Latest"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("Since the period before"),
        Column::text("Over time"),
    ];
    view! {
        <section class="section" aria-labelledby=heading_id hidden=move || counts.with(Option::is_none)>
            <h2 id=heading_id.clone()>{move || name.get()}</h2>
            <p class="figures">{move || counts.get()}</p>
            {move || scorecard.get().map(|service| {
                let href = Route::ServiceScorecard(service, None).path();
                view! {
                    <div class="screen-only">
                        <LinkButton href=href>"Scorecard of " {move || name.get()}</LinkButton>
                    </div>
                }
            })}
            <TableFrame id=id caption=caption columns=columns.to_vec() stacks=true>
                <For each=move || rows.get() key=|id| *id children=move |id| table_row(&columns, id, own, (page, found)) />
            </TableFrame>
        </section>
    }
    .into_any()
}

fn table_row(
    columns: &[Column; 7],
    id: IndicatorId,
    own: Memo<Option<ServicePart>>,
    (page, found): (Memo<Option<Page>>, Memo<Option<Found>>),
) -> impl IntoView + use<> {
    let [_, status, latest, target, period, since, over_time] = columns;
    let row = Memo::new(move |_| {
        own.with(|own| {
            let rows = own.as_ref().map(|own| &own.rows);
            rows.into_iter()
                .flatten()
                .find(|row| row.indicator == id)
                .cloned()
        })
    });
    let text = move |of: fn(&Row) -> String| {
        let text = part(row, of);
        move || text.get()
    };
    let mark =
        Memo::new(move |_| row.with(|row| row.as_ref().map_or(Mark::NoData, |row| row.mark)));
    let shown = part(found, move |found| found.shown.contains(&id));
    let state = part(page, move |page| {
        let looked = page.looked.get(&id);
        looked
            .filter(|looked| !looked.in_force)
            .map(|looked| looked.state)
    });
    let doubts = part(page, move |page| page.doubts.get(&id).cloned());
    let illustrative = part(row, |row| row.illustrative.clone());
    let unsure = part(row, |row| row.unsure);
    let drawn = part(row, |row| (row.points.clone(), row.target_point));
    view! {
        <tr role="row" hidden=move || !shown.get()>
            <th scope="row" role="rowheader">
                <a href=Route::Indicator(id).path()>{text(|row| row.code.clone())} " " {text(|row| row.name.clone())}</a>
                {move || state.get().map(|words| view! { " " <Tag kind=TagKind::Strong text=words /> })}
                {move || illustrative.get().map(|words| view! { " " <Tag text=words /> })}
                {move || unsure.get().map(|words| view! { " " <Tag kind=TagKind::Gap text=words /> })}
                {move || doubts.get().map(|words| view! { " " <Tag kind=TagKind::Gap text=words /> })}
            </th>
            {stacked_cell(status, view! { <StatusMark kind=Signal::derive(move || StatusKind::from(mark.get())) /> }.into_any())}
            {stacked_cell(latest, text(|row| row.value.clone()).into_any())}
            {stacked_cell(target, text(|row| row.target.clone()).into_any())}
            {stacked_cell(period, text(|row| row.period_short.clone()).into_any())}
            {stacked_cell(since, text(|row| row.moved.clone()).into_any())}
            {stacked_cell(over_time, (move || {
                let (points, target) = drawn.get();
                (points.len() > 1).then(|| view! { <Sparkline points=points target=target /> })
            }).into_any())}
        </tr>
    }
    .into_any()
}
