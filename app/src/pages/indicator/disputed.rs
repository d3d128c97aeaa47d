//! Two figures for one period, side by side, for whoever may choose between them.

use domain::view::indicator::{DisputedPeriod, Page, Side};
use leptos::prelude::*;

use crate::{
    components::{Button, Fact, FactList, PAGE_HEADING_ID},
    pages::{
        form::{Form, focus_soon},
        presence::part,
    },
};

/// "Disputed", a period after the other; nothing where nothing is.
pub fn disputed(page: Memo<Option<Page>>) -> AnyView {
    let disputed = part(page, |page| page.disputed.clone());
    (move || {
        let periods = disputed.get();
        (!periods.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="disputed-heading">
                <h2 id="disputed-heading">"Disputed"</h2>
                <p>"More than one figure was given for the same period, by people who had not seen the others. All are kept, and none goes further until one is chosen. One that was approved before counts until then."</p>
                <ul class="rows">{periods.into_iter().map(period).collect_view()}</ul>
            </section>
        })
    })
    .into_any()
}

fn period(disputed: DisputedPeriod) -> AnyView {
    let DisputedPeriod {
        period,
        sides,
        not_yours,
    } = disputed;
    let sides = sides.into_iter().map(|each| side(each, &period));
    view! {
        <li>
            <div class="stack choosing">
                <h3>"Disputed: " {period.clone()}</h3>
                <div class="sides">{sides.collect_view()}</div>
                {not_yours.map(|why| view! { <p class="muted">{why}</p> })}
            </div>
        </li>
    }
    .into_any()
}

fn side(side: Side, period: &str) -> AnyView {
    let Side {
        measurement,
        value,
        facts,
        choose,
    } = side;
    let about = format!(": {value} for {period}");
    let choose = choose.map(|choose| {
        let form = Form::new(format!("choose-{measurement}"));
        let id = form.id();
        let press = move |()| {
            if form.send(Ok(choose.clone().into()), "The figure is chosen.") {
                focus_soon(PAGE_HEADING_ID);
            }
        };
        view! {
            <div class="cluster">
                <Button id=id on_press=press>
                    "Choose this figure"
                    <span class="visually-hidden">{about}</span>
                </Button>
            </div>
        }
    });
    let facts = facts
        .into_iter()
        .map(|fact| Fact::new(fact.field, fact.text));
    view! {
        <div class="stack stack--tight">
            <h4>{value}</h4>
            <FactList facts=facts.collect() />
            {choose}
        </div>
    }
    .into_any()
}
