//! The targets and the figures as they were recorded, with what each was counted from.

use domain::{
    indicator::IndicatorId,
    view::{
        indicator::{FigureRow, Page, TargetRow},
        target::years,
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Cell, Column, DataTable, LinkButton, StatusKind},
    pages::presence::part,
    route::Route,
};

/// The targets, a year a row.
pub fn targets(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let targets = part(page, |page| page.targets.clone());
    let inside = part(page, |page| page.inside);
    let years = move || {
        years(use_client().today()).map(|(year, words)| {
            view! { <LinkButton href=Route::Target(id, year.0).path()>{words}</LinkButton> }
        })
    };
    view! {
        <section class="section" aria-labelledby="targets-heading">
            <h2 id="targets-heading">"Targets"</h2>
            {move || target_table(targets.get())}
            {move || inside.get().then(|| view! { <div class="cluster screen-only">{years()}</div> })}
        </section>
    }
    .into_any()
}

fn target_table(targets: Vec<TargetRow>) -> AnyView {
    if targets.is_empty() {
        return view! { <p>"No target has been set."</p> }.into_any();
    }
    let columns = vec![
        Column::text("Financial year"),
        Column::number("Target"),
        Column::text("Within the year"),
        Column::text("State"),
        Column::text("Where it comes from"),
    ];
    let rows = targets.into_iter().map(|target| {
        vec![
            Cell::Text(target.year),
            Cell::Text(target.value),
            Cell::Text(target.path),
            Cell::Text(match target.revised {
                Some(revised) => format!("{}. {revised}", target.state),
                None => target.state.to_owned(),
            }),
            Cell::Text(
                target
                    .provenance
                    .unwrap_or_else(|| "Recorded by staff".to_owned()),
            ),
        ]
    });
    view! { <DataTable id="targets" caption="Targets by financial year" columns=columns rows=rows.collect() stacks=true /> }
        .into_any()
}

/// Where a figure comes from, and who took which step with it.
fn from(from: String, taken: Vec<String>) -> AnyView {
    let taken = taken.into_iter();
    let taken = taken
        .map(|words| view! { <li>{words}</li> })
        .collect::<Vec<_>>();
    let steps = (!taken.is_empty()).then(|| view! { <ul class="plain">{taken}</ul> });
    view! { {from} {steps} }.into_any()
}

/// The figures, a period a row, latest first.
pub fn figures(page: Memo<Option<Page>>) -> AnyView {
    let figures = part(page, |page| page.figures.clone());
    view! {
        <section class="section" aria-labelledby="figures-heading">
            <h2 id="figures-heading">"Figures"</h2>
            {move || figure_table(figures.get())}
        </section>
    }
    .into_any()
}

fn figure_table(figures: Vec<FigureRow>) -> AnyView {
    if figures.is_empty() {
        return view! { <p>"No figure has been provided yet."</p> }.into_any();
    }
    let counted = figures.iter().any(|figure| !figure.denominator.is_empty());
    let mut columns = vec![Column::text("Period"), Column::number("Figure")];
    if counted {
        columns.extend([Column::number("Numerator"), Column::number("Denominator")]);
    }
    let restated = figures.iter().any(|figure| figure.restated.is_some());
    columns.extend([Column::number("Target"), Column::text("Status")]);
    if restated {
        columns.push(Column::text("By today’s definition"));
    }
    columns.extend([Column::text("State"), Column::text("Where it comes from")]);
    let rows = figures.into_iter().map(|figure| {
        let mut cells = vec![Cell::Text(figure.period), Cell::Text(figure.value)];
        if counted {
            cells.extend([Cell::Text(figure.numerator), Cell::Text(figure.denominator)]);
        }
        let state = match figure.since {
            Some(since) => format!("{}, {since}", figure.state),
            None => figure.state.to_owned(),
        };
        cells.extend([
            Cell::Text(figure.target),
            Cell::Status(StatusKind::from(figure.mark)),
        ]);
        if restated {
            cells.push(match figure.restated {
                Some(mark) => Cell::Status(StatusKind::from(mark)),
                None => Cell::from("The same"),
            });
        }
        cells.extend([
            Cell::Text(state),
            Cell::View(from(figure.from, figure.taken)),
        ]);
        cells
    });
    view! { <DataTable id="figures" caption="Every figure, latest period first" columns=columns rows=rows.collect() stacks=true /> }
        .into_any()
}
