//! What would turn the indicator green, in words and worked out.

use domain::view::indicator::{Outlook, Page};
use leptos::prelude::*;

use crate::{
    components::{Disclosure, Fact, FactList, Step, StepsTable},
    pages::presence::part,
};

/// "What would turn this green"; nothing where nothing can be said.
pub fn outlook(page: Memo<Option<Page>>) -> AnyView {
    let outlook = part(page, |page| page.outlook.clone());
    (move || outlook.get().map(section)).into_any()
}

fn section(outlook: Outlook) -> AnyView {
    let Outlook {
        heading,
        facts,
        steps,
    } = outlook;
    let facts = facts.into_iter().map(|fact| Fact::new(fact.term, fact.is));
    let steps = move || {
        let steps = steps.iter().map(|step| Step {
            says: step.says.clone(),
            expression: step.expression.clone(),
            value: step.value.clone(),
            href: None,
        });
        view! {
            <StepsTable id="outlook-steps" caption="The rest of the year, worked out" steps=steps.collect() />
        }
    };
    view! {
        <section class="section" aria-labelledby="outlook-heading">
            <h2 id="outlook-heading">{heading}</h2>
            <FactList facts=facts.collect() />
            <Disclosure>{steps()}</Disclosure>
        </section>
    }
    .into_any()
}
