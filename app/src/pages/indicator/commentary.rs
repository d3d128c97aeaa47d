//! Why the figure is where it is, and who is doing what about it.

use domain::view::indicator::{Answer, Page, Said};
use leptos::prelude::*;

use crate::{
    components::{Disclosure, Fact, FactList, LinkButton},
    pages::{corrective_action, presence::part},
    route::Route,
};

/// What was said with the latest figure, the corrective actions, and what was said with others.
pub fn commentary(page: Memo<Option<Page>>) -> AnyView {
    let answer = part(page, |page| page.answer.clone());
    (move || answer.get().map(section)).into_any()
}

fn section(answer: Answer) -> impl IntoView {
    let Answer {
        now,
        lacks,
        writes,
        actions,
        others,
    } = answer;
    let lacks = lacks
        .into_iter()
        .map(|words| view! { <p>{words}</p> })
        .collect_view();
    let actions = (!actions.is_empty()).then(|| {
        let lines = actions.into_iter().map(corrective_action::line);
        view! {
            <h3>"Corrective actions"</h3>
            <ul class="rows">{lines.collect_view()}</ul>
        }
    });
    let others = (!others.is_empty()).then(|| {
        view! {
            <Disclosure summary="What was said with other figures">
                {others.iter().map(|said| view! { <h3>{said.period.clone()}</h3> {facts(said)} }).collect_view()}
            </Disclosure>
        }
    });
    view! {
        <section class="section" aria-labelledby="commentary-heading">
            <h2 id="commentary-heading">"Why, and what is being done"</h2>
            {now.map(|said| facts(&said))}
            {lacks}
            {writes.then(|| view! {
                <div class="cluster screen-only">
                    <LinkButton href=Route::MonthEnd(None).path()>"Month end: where it is written"</LinkButton>
                </div>
            })}
            {actions}
            {others}
        </section>
    }
}

fn facts(said: &Said) -> impl IntoView + use<> {
    let by = (!said.by.is_empty()).then(|| format!(", written by {}", said.by));
    let facts = vec![
        Fact::new("What happened", said.happened.clone()),
        Fact::new("Why", said.why.clone()),
        Fact::new("What happens next", said.next.clone()),
    ];
    view! {
        <FactList facts=facts />
        <p class="muted">{said.period.clone()} {by}</p>
    }
}
