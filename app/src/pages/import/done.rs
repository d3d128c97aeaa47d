//! The file was imported: taking it back, and where what came can be seen.

use domain::{import::ImportKind, view::import::done as words};
use leptos::prelude::*;

use super::steps::Steps;
use crate::{components::LinkButton, pages::imports::TakeBack, route::Route};

/// What was imported.
pub fn done(steps: Steps) -> impl IntoView {
    let file = steps
        .opened
        .with_untracked(|opened| opened.as_ref().map(|opened| opened.file.clone()))
        .unwrap_or_default();
    let (route, see) = match steps.what.get_untracked() {
        ImportKind::Posts => (Route::People, "See the organisation"),
        ImportKind::Milestones => (Route::Imports, "See all imports"),
        _ => (Route::Indicators, "See the indicators"),
    };
    steps.done.get_untracked().map(|taken| {
        view! {
            <section class="section stack" aria-labelledby="done-heading">
                <h2 id="done-heading" tabindex="-1">{words(&taken, &file)}</h2>
                <p>"It waits as proposals: figures to be checked, targets to be approved, indicators to be put in force."</p>
                <div class="cluster">
                    <LinkButton href=route.path()>{see}</LinkButton>
                    <LinkButton href=Route::Imports.path()>"See what was imported"</LinkButton>
                </div>
                <div><TakeBack import=taken.import file=file /></div>
            </section>
        }
    })
}
