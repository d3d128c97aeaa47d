//! "Results over time": the indicators that are found, over the periods that are chosen, in one table to read, print or save.

use domain::{
    calendar::Period,
    view::indicators::{Asked, Cut, Found, Line, Report, Value, report},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Cell, ChoiceOption, ColourKey, Column, DataTable, Disclosure, SelectField, StatusKind,
        StatusShape,
    },
    route::Route,
};

/// The line that opens it. Nothing is put together before somebody does.
pub fn results(found: Memo<Option<Found>>) -> AnyView {
    view! { <Disclosure summary="Results over time">{opened(found)}</Disclosure> }.into_any()
}

fn opened(found: Memo<Option<Found>>) -> AnyView {
    let client = use_client();
    let asked = RwSignal::new(Cut::default().usual(client.today()));
    let shown = client.view(move |sight| {
        let indicators = found.with(|found| found.as_ref().map(|found| found.shown.clone()));
        Some(report(sight, indicators.unwrap_or_default(), asked.get()))
    });
    view! {
        <p class="small muted">"The indicators that are found above. The search and the choices there decide which."</p>
        {choices(asked)}
        {move || shown.get().map(table)}
    }
    .into_any()
}

fn choices(asked: RwSignal<Asked>) -> AnyView {
    let today = use_client().today();
    let cuts: Vec<ChoiceOption> = Cut::ALL
        .iter()
        .enumerate()
        .map(|(place, (_, words))| ChoiceOption::new(place.to_string(), *words))
        .collect();
    let cut = move || asked.with(|asked| asked.cut);
    let place = Signal::derive(move || {
        let place = Cut::ALL.iter().position(|(each, _)| *each == cut());
        place.unwrap_or_default().to_string()
    });
    let choose = move |chosen: String| {
        let chosen = chosen
            .parse()
            .ok()
            .and_then(|place: usize| Cut::ALL.get(place));
        if let Some((cut, _)) = chosen {
            asked.set(cut.usual(today));
        }
    };
    let periods = Signal::derive(move || {
        let periods = cut().periods(today).into_iter();
        periods
            .map(|period| ChoiceOption::new(period.to_string(), period.words()))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="filters">
            <SelectField
                id="report-cut"
                name="cut"
                label="Show"
                options=cuts
                value=place
                on_choose=choose
            />
            {bound("report-from", "From", periods, asked, |asked| &mut asked.from)}
            {bound("report-to", "To", periods, asked, |asked| &mut asked.to)}
        </div>
    }
    .into_any()
}

/// One end of the span.
fn bound(
    id: &'static str,
    label: &'static str,
    periods: Signal<Vec<ChoiceOption>>,
    asked: RwSignal<Asked>,
    end: fn(&mut Asked) -> &mut Period,
) -> AnyView {
    let value = Signal::derive(move || end(&mut asked.get()).to_string());
    let choose = move |chosen: String| {
        if let Ok(period) = chosen.parse() {
            asked.update(|asked| *end(asked) = period);
        }
    };
    view! { <SelectField id=id name=id label=label options=periods value=value on_choose=choose /> }
        .into_any()
}

fn table(report: Report) -> AnyView {
    let Report {
        caption,
        columns,
        lines,
        note,
    } = report;
    let columns = std::iter::once(Column::text("Indicator"))
        .chain(columns.into_iter().map(Column::number))
        .collect();
    let rows = lines.into_iter().map(row).collect();
    view! {
        <DataTable id="results-over-time" caption=caption columns=columns rows=rows />
        <p class="small muted">{note}</p>
        <ColourKey />
    }
    .into_any()
}

fn row(line: Line) -> Vec<Cell> {
    let name = Cell::Link {
        text: line.name,
        href: Route::Indicator(line.indicator).path(),
    };
    std::iter::once(name)
        .chain(line.cells.into_iter().map(cell))
        .collect()
}

/// The figure, and how it stands beside it.
fn cell(Value { words, mark }: Value) -> Cell {
    let Some(mark) = mark else {
        return words.into();
    };
    Cell::View(
        view! {
            {words}
            " "
            <StatusShape kind=StatusKind::from(mark) />
        }
        .into_any(),
    )
}
