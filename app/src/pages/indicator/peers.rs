//! Where the indicator stands among other organisations, in words, on a line and worked out.

use domain::view::indicator::{Page, Peers};
use leptos::prelude::*;

use crate::{
    components::{Disclosure, Fact, FactList, SourceLine, Step, StepsTable},
    pages::{marks_line::marks_line, presence::part},
};

/// "Against others"; nothing where no others are held.
pub fn peers(page: Memo<Option<Page>>) -> AnyView {
    let peers = part(page, |page| page.peers.clone());
    (move || peers.get().map(section)).into_any()
}

fn section(peers: Peers) -> AnyView {
    let Peers {
        answer,
        facts,
        picture,
        source,
        steps,
    } = peers;
    let facts = facts.into_iter().map(|fact| Fact::new(fact.term, fact.is));
    let worked_out = (!steps.is_empty()).then(|| {
        let steps = move || {
            let steps = steps.iter().map(|step| Step {
                says: step.says.clone(),
                expression: step.expression.clone(),
                value: step.value.clone(),
                href: None,
            });
            view! { <StepsTable id="peers-steps" caption="The place among others, worked out" steps=steps.collect() /> }
        };
        view! { <Disclosure>{steps()}</Disclosure> }
    });
    view! {
        <section class="section" aria-labelledby="peers-heading">
            <h2 id="peers-heading">"Against others"</h2>
            <p>{answer}</p>
            <FactList facts=facts.collect() />
            {marks_line(picture)}
            {worked_out}
            <SourceLine text=source />
        </section>
    }
    .into_any()
}
