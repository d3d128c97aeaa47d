//! How sure the answers of a survey are, wave by wave.

use domain::view::indicator::{Page, Survey, Wave};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable, Disclosure, Step, StepsTable},
    pages::presence::part,
};

/// "How sure is it?"; nothing of what is no survey.
pub fn survey(page: Memo<Option<Page>>) -> AnyView {
    let survey = part(page, |page| page.survey.clone());
    (move || survey.get().map(section)).into_any()
}

fn section(survey: Survey) -> AnyView {
    let Survey {
        answer,
        notes,
        waves,
        steps,
    } = survey;
    let worked_out = (!steps.is_empty()).then(|| {
        let steps = move || {
            let steps = steps.iter().map(|step| Step {
                says: step.says.clone(),
                expression: step.expression.clone(),
                value: step.value.clone(),
                href: None,
            });
            view! { <StepsTable id="survey-steps" caption="How sure it is, worked out" steps=steps.collect() /> }
        };
        view! { <Disclosure>{steps()}</Disclosure> }
    });
    view! {
        <section class="section" aria-labelledby="survey-heading">
            <h2 id="survey-heading">"How sure is it?"</h2>
            <p>{answer}</p>
            {(!notes.is_empty()).then(|| view! { <p>{notes}</p> })}
            {table(waves)}
            {worked_out}
        </section>
    }
    .into_any()
}

fn table(waves: Vec<Wave>) -> impl IntoView {
    let columns = vec![
        Column::text("Period"),
        Column::number("Share"),
        Column::number("Most likely between"),
        Column::number("Answers"),
        Column::text("Since the time before"),
    ];
    let rows = waves.into_iter().map(|wave| {
        vec![
            Cell::Text(wave.period),
            Cell::Text(wave.value),
            Cell::Text(wave.between),
            Cell::Text(wave.answers),
            Cell::Text(wave.since),
        ]
    });
    view! {
        <DataTable id="survey" caption="Each time it was asked, latest first" columns=columns rows=rows.collect() stacks=true />
    }
}
