//! One line up to a perspective. A page may show several, so a line is a list here and not a landmark.

use domain::{cascade::Parent, view::line::Stop};
use leptos::prelude::*;

use crate::route::Route;

/// What stands at the end of a line that leads to no perspective.
const BROKEN: &str = "It leads no further";

/// A line from a person or an objective up to a perspective.
#[component]
pub fn LineUp(
    /// Lowest stop first.
    stops: Vec<Stop>,
) -> impl IntoView {
    let whole = matches!(stops.last(), Some(Stop::Perspective(_)));
    let gap = (!whole).then(|| {
        view! {
            <li class="line__stop line__stop--gap">
                <span class="line__kind">"Gap"</span>
                <span class="line__name">{BROKEN}</span>
            </li>
        }
    });
    view! {
        <ol class="line__stops" aria-label="The line up to the scorecard">
            {stops.into_iter().map(stop_item).collect_view()}
            {gap}
        </ol>
    }
}

fn stop_item(stop: Stop) -> impl IntoView {
    let (kind, name, href) = match stop {
        Stop::Person(id, name) => ("Person", name, Some(Route::Person(id).path())),
        Stop::Objective(id, title) => ("Objective", title, Some(Route::Objective(id).path())),
        Stop::Priority(id, title) => (
            "Priority",
            title,
            Some(Route::Cascade(Some(Parent::Priority(id))).path()),
        ),
        Stop::Perspective(name) => ("Perspective", name, Some(Route::Scorecard.path())),
    };
    let name = match href {
        Some(href) => view! { <a class="line__name" href=href>{name}</a> }.into_any(),
        None => view! { <span class="line__name">{name}</span> }.into_any(),
    };
    view! {
        <li class="line__stop">
            <span class="line__kind">{kind}</span>
            {name}
        </li>
    }
}
