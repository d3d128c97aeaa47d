//! "How this is worked out", under the numbers of the scorecard. Nothing is worked out before somebody asks.

use std::sync::Arc;

use domain::{
    cascade::Parent,
    indicator::IndicatorId,
    scorecard::Scorecard,
    sight::Sight,
    unit::UnitId,
    view::{
        explanation::{self, Entry, Place, Working},
        service_scorecard::{self, ServicePlace},
    },
};
use leptos::prelude::*;

use super::use_card;
use crate::{
    components::{Disclosure, Step, StepsTable},
    route::Route,
};

/// What answers "how?" for one number.
type Answer = Arc<dyn Fn(&Sight<'_>, &Scorecard) -> Working + Send + Sync>;

/// The workings of what stands above the line that opens them.
#[derive(Clone)]
pub struct Workings(Vec<(String, Answer)>);

/// How a place's score and its delivery came about; each in a table of its own, under a name that no other has.
pub fn of_place(place: Place, key: &str) -> Workings {
    Workings(vec![
        (
            format!("{key}-score"),
            Arc::new(move |sight: &Sight<'_>, card: &Scorecard| {
                explanation::attainment(sight, card, place)
            }),
        ),
        (
            format!("{key}-delivery"),
            Arc::new(move |sight: &Sight<'_>, card: &Scorecard| {
                explanation::delivery(sight, card, place)
            }),
        ),
    ])
}

/// How an indicator's latest figure came about and came to its score.
pub fn of_indicator(indicator: IndicatorId, key: &str) -> Workings {
    Workings(vec![(
        format!("{key}-figure"),
        Arc::new(move |sight: &Sight<'_>, card: &Scorecard| {
            explanation::figure(sight, card, indicator)
        }),
    )])
}

/// How both numbers of a place on a service's scorecard came about.
pub fn of_service(service: UnitId, place: ServicePlace, key: &str) -> Workings {
    Workings(vec![
        (
            format!("{key}-score"),
            Arc::new(move |sight: &Sight<'_>, card: &Scorecard| {
                service_scorecard::attainment(sight, card, service, place)
            }),
        ),
        (
            format!("{key}-delivery"),
            Arc::new(move |sight: &Sight<'_>, card: &Scorecard| {
                service_scorecard::delivery(sight, card, service, place)
            }),
        ),
    ])
}

/// A line that opens the workings of the numbers above it.
#[component]
pub fn WorkedOut(
    /// In the order of the numbers.
    workings: Workings,
) -> impl IntoView {
    let card = use_card();
    view! {
        <Disclosure>
            {workings.0.iter().cloned().map(|(id, answer)| {
                let working = card.view(move |sight, card| Some(answer(sight, card)));
                move || working.get().map(|working| steps(id.clone(), working))
            }).collect_view()}
        </Disclosure>
    }
}

fn steps(id: String, working: Working) -> impl IntoView {
    let steps = working.steps.into_iter().map(step).collect();
    view! { <StepsTable id=id caption=working.caption steps=steps /> }
}

fn step(step: explanation::Step) -> Step {
    Step {
        says: step.says,
        expression: step.expression,
        value: step.value,
        href: step.entry.map(href),
    }
}

/// Where what a step rests on has its page.
pub fn href(entry: Entry) -> String {
    match entry {
        Entry::Indicator(id) => Route::Indicator(id),
        Entry::Objective(id) => Route::Objective(id),
        Entry::Priority(id) => Route::Cascade(Some(Parent::Priority(id))),
    }
    .path()
}
