//! "How this is worked out", under a number of the scorecard. Nothing is worked out before somebody asks.

use std::sync::Arc;

use domain::{
    cascade::Parent,
    scorecard::Scorecard,
    sight::Sight,
    view::explanation::{self, Entry, Working},
};
use leptos::prelude::*;

use super::use_card;
use crate::{
    components::{Disclosure, Step, StepsTable},
    route::Route,
};

/// What answers "how?" for a number.
pub type Asked = Arc<dyn Fn(&Sight<'_>, &Scorecard) -> Working + Send + Sync>;

/// A line that opens the working of a number.
#[component]
pub fn WorkedOut(
    /// Which number: "score", "delivery".
    number: &'static str,
    /// Names the table; one on a page.
    #[prop(into)]
    id: String,
    /// Gives the working.
    how: Asked,
) -> impl IntoView {
    let card = use_card();
    view! {
        <Disclosure summary=format!("How this is worked out: {number}")>
            {
                let how = Arc::clone(&how);
                let working = card.view(move |sight, card| how(sight, card));
                let id = id.clone();
                move || working.get().map(|working| steps(id.clone(), working))
            }
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
