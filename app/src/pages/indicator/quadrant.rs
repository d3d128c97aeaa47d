//! What something costs beside what is reached for it, among other organisations: four fields, in one of which is ours.

use domain::{
    indicator::IndicatorId,
    view::indicator::{self as view, Beside, Cell, Quadrants},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Cell as Shown, ChoiceOption, Column, DataTable, Disclosure, SelectField, SourceLine, Step,
        StepsTable,
    },
    pages::presence::part,
};

/// "Cost and performance"; nothing of what is no cost or has nobody to be held against.
pub fn quadrant(id: IndicatorId) -> AnyView {
    let beside = RwSignal::new(String::new());
    let found = use_client()
        .view(move |sight| beside.with(|beside| view::quadrants(sight, id, beside.parse().ok())));
    // Built anew only where it was not there before: what is being chosen keeps the focus.
    let is_there = Memo::new(move |_| found.with(Option::is_some));
    (move || is_there.get().then(|| section(found, beside))).into_any()
}

fn section(found: Memo<Option<Quadrants>>, beside: RwSignal<String>) -> AnyView {
    let answer = part(found, |found| found.answer.clone());
    let learn_from = part(found, |found| found.learn_from.clone());
    let source = part(found, |found| found.source.clone());
    let cells = part(found, |found| found.cells.clone());
    let steps = part(found, |found| found.steps.clone());
    let measures = part(found, |found| found.measures.clone());
    let chosen = part(found, |found| found.chosen.to_string());
    let option = |Beside { indicator, name }| ChoiceOption::new(indicator.to_string(), name);
    let options =
        Signal::derive(move || measures.get().into_iter().map(option).collect::<Vec<_>>());
    view! {
        <section class="section" aria-labelledby="quadrant-heading">
            <h2 id="quadrant-heading">"Cost and performance"</h2>
            <div class="cluster choices screen-only">
                <SelectField
                    id="quadrant-beside"
                    name="quadrant-beside"
                    label="Held beside which measure?"
                    options=options
                    value=chosen
                    on_choose=move |key| beside.set(key)
                />
            </div>
            <p role="status">{move || answer.get()}</p>
            {move || fields(&cells.get())}
            <p>{move || learn_from.get()}</p>
            {move || worked_out(&steps.get())}
            {move || view! { <SourceLine text=source.get() /> }}
        </section>
    }
    .into_any()
}

/// The four fields: performance down, cost across.
fn fields(cells: &[Cell]) -> AnyView {
    let columns = vec![
        Column::text("Performance"),
        Column::text("Low cost"),
        Column::text("High cost"),
    ];
    let rows = ["High performance", "Low performance"]
        .into_iter()
        .zip(cells.chunks(2));
    let rows = rows.map(|(name, pair)| {
        let pair = pair.iter().map(|cell| Shown::Text(who(*cell)));
        std::iter::once(Shown::from(name)).chain(pair).collect()
    });
    view! {
        <DataTable
            id="quadrant"
            caption="Ours, and the organisations that are in both sources, either side of the middle"
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
    .into_any()
}

fn who(cell: Cell) -> String {
    let others = match cell.others {
        0 => None,
        1 => Some("1 other".to_owned()),
        many => Some(format!("{many} others")),
    };
    let all: Vec<String> = cell
        .ours
        .then(|| "Ours".to_owned())
        .into_iter()
        .chain(others)
        .collect();
    match all.is_empty() {
        true => "Nobody".to_owned(),
        false => all.join(" and "),
    }
}

fn worked_out(steps: &[domain::explain::Step]) -> AnyView {
    let steps: Vec<Step> = steps
        .iter()
        .map(|step| Step {
            says: step.says.clone(),
            expression: step.expression.clone(),
            value: step.value.clone(),
            href: None,
        })
        .collect();
    (!steps.is_empty())
        .then(|| {
            view! {
                <Disclosure>
                    <StepsTable id="quadrant-steps" caption="Cost and performance, worked out" steps=steps.clone() />
                </Disclosure>
            }
        })
        .into_any()
}
