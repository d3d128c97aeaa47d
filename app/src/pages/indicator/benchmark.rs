//! Where the figure stands among other organisations'.

use domain::view::indicator::{Comparison, Page};
use leptos::prelude::*;

use crate::{
    components::{Disclosure, Fact, FactList, SourceLine, Step, StepsTable},
    pages::{marks, presence::part},
};

/// "Compared with others"; nothing where none are held.
pub fn benchmark(page: Memo<Option<Page>>) -> AnyView {
    let comparison = part(page, |page| page.comparison.clone());
    (move || comparison.get().map(section)).into_any()
}

fn section(comparison: Comparison) -> impl IntoView {
    let Comparison {
        answer,
        facts,
        marks,
        steps,
        source,
    } = comparison;
    let facts: Vec<Fact> = facts
        .into_iter()
        .map(|fact| Fact::new(fact.term, fact.is))
        .collect();
    let worked_out = (!steps.is_empty()).then(|| {
        let steps: Vec<Step> = steps
            .into_iter()
            .map(|step| Step {
                says: step.says,
                expression: step.expression,
                value: step.value,
                href: None,
            })
            .collect();
        view! {
            <Disclosure>
                <StepsTable id="comparison-steps" caption="The comparison, worked out" steps=steps.clone() />
            </Disclosure>
        }
    });
    view! {
        <section class="section" aria-labelledby="comparison-heading">
            <h2 id="comparison-heading">"Compared with others"</h2>
            <p>{answer}</p>
            <FactList facts=facts />
            {marks::drawn(marks)}
            <SourceLine text=source />
            {worked_out}
        </section>
    }
}
