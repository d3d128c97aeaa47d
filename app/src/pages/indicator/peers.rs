//! Where the indicator stands among other organisations, in words, on a line and worked out.

use domain::{
    indicator::IndicatorId,
    view::indicator::{self as view, PeerGroup, Peers},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        ChoiceOption, Disclosure, Fact, FactList, SelectField, SourceLine, Step, StepsTable,
    },
    pages::{marks_line::marks_line, presence::part},
};

/// "Against others"; nothing where no others are held.
pub fn peers(id: IndicatorId) -> AnyView {
    let group = RwSignal::new(String::new());
    let found = use_client().view(move |sight| group.with(|group| view::peers(sight, id, group)));
    // Built anew only where others are held than before: what is being chosen keeps the focus.
    let all = part(found, |found| Some(found.all));
    (move || all.get().map(|all| section(found, group, all))).into_any()
}

fn section(found: Memo<Option<Peers>>, group: RwSignal<String>, all: usize) -> AnyView {
    let answer = part(found, |found| found.answer.clone());
    let source = part(found, |found| found.source.clone());
    view! {
        <section class="section" aria-labelledby="peers-heading">
            <h2 id="peers-heading">"Against others"</h2>
            {choice(found, group, all)}
            <p role="status">{move || answer.get()}</p>
            {move || found.with(|found| found.as_ref().map(worked_out))}
            {move || view! { <SourceLine text=source.get() /> }}
        </section>
    }
    .into_any()
}

/// Which of them to be held against, where the source tells groups apart.
fn choice(found: Memo<Option<Peers>>, group: RwSignal<String>, all: usize) -> impl IntoView {
    let groups = part(found, |found| found.groups.clone());
    let is_choice = Memo::new(move |_| groups.with(|groups| !groups.is_empty()));
    let option = |PeerGroup { name, size }| {
        let label = format!("{name} ({size})");
        ChoiceOption::new(name, label)
    };
    let options = Signal::derive(move || groups.get().into_iter().map(option).collect::<Vec<_>>());
    let everybody = format!("All organisations ({all})");
    move || {
        let prompt = everybody.clone();
        is_choice.get().then(|| {
            view! {
                <div class="cluster choices screen-only">
                    <SelectField
                        id="peers-group"
                        name="peers-group"
                        label="Held against which organisations?"
                        options=options
                        value=group
                        prompt=prompt
                        on_choose=move |chosen| group.set(chosen)
                    />
                </div>
            }
        })
    }
}

fn worked_out(found: &Peers) -> AnyView {
    let facts = found.facts.iter();
    let facts = facts.map(|fact| Fact::new(fact.term, fact.is.clone()));
    let steps = found.steps.clone();
    let steps = (!steps.is_empty()).then(|| {
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
        <FactList facts=facts.collect() />
        {marks_line(found.picture.clone())}
        {steps}
    }
    .into_any()
}
