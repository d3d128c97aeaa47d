//! Whether a figure is real or chance, in words, with the range that the picture shows.

use domain::view::indicator::{Page, Signal, Variation};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable, Disclosure, Fact, FactList, Step, StepsTable},
    pages::presence::part,
};

/// "Real or chance?"; nothing where it cannot be asked.
pub fn variation(page: Memo<Option<Page>>) -> AnyView {
    let variation = part(page, |page| page.variation.clone());
    (move || variation.get().map(section)).into_any()
}

fn section(variation: Variation) -> AnyView {
    let Variation {
        answer,
        facts,
        signals,
        steps,
        limits,
    } = variation;
    let facts: Vec<Fact> = facts
        .into_iter()
        .map(|fact| Fact::new(fact.term, fact.is))
        .collect();
    let drawn = (!limits.is_empty()).then(|| {
        view! { <p class="muted">"The dotted lines in the picture are the ends of the usual range."</p> }
    });
    let steps = move || {
        let steps = steps.iter().map(|step| Step {
            says: step.says.clone(),
            expression: step.expression.clone(),
            value: step.value.clone(),
            href: None,
        });
        view! {
            <StepsTable id="variation-steps" caption="The usual range, worked out" steps=steps.collect() />
        }
    };
    view! {
        <section class="section" aria-labelledby="variation-heading">
            <h2 id="variation-heading">"Real or chance?"</h2>
            <p>{answer}</p>
            {(!facts.is_empty()).then(|| view! { <FactList facts=facts /> })}
            {drawn}
            {(!signals.is_empty()).then(|| listed(signals))}
            <Disclosure>{steps()}</Disclosure>
        </section>
    }
    .into_any()
}

/// Every figure that was no chance; as a trend has many, they wait to be asked for.
fn listed(signals: Vec<Signal>) -> AnyView {
    let summary = match signals.len() {
        1 => "The figure that was no chance".to_owned(),
        many => format!("All {many} figures that were no chance"),
    };
    view! { <Disclosure summary=summary>{table(signals.clone())}</Disclosure> }.into_any()
}

fn table(signals: Vec<Signal>) -> AnyView {
    let columns = vec![
        Column::text("Period"),
        Column::number("Figure"),
        Column::text("What it was"),
    ];
    let rows = signals.into_iter().map(|signal| {
        vec![
            Cell::Text(signal.period),
            Cell::Text(signal.value),
            Cell::Text(signal.is),
        ]
    });
    view! {
        <DataTable
            id="variation-signals"
            caption="Figures that were no chance, latest first"
            columns=columns
            rows=rows.collect()
            stacks=true
        />
    }
    .into_any()
}
