//! The decision that a revised target rests on, with its way to the corrective action.

use domain::view::target::Decision;
use leptos::prelude::*;

use crate::route::Route;

/// What was decided; a link to where the corrective action stands.
pub(super) fn decision(decision: Decision) -> impl IntoView {
    let Decision { words, stands_on } = decision;
    let words = match stands_on.map(|indicator| Route::Indicator(indicator).path()) {
        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    view! { <p>"The decision that it rests on: " {words}</p> }
}
