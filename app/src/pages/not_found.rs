//! A path that is no page.

use leptos::prelude::*;

use crate::{
    components::{LinkButton, PageHeading},
    route::Route,
};

/// Says that there is no such page, and where to go.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lead =
        "The address may be mistyped, or the page has moved. Nothing of yours is lost.".to_owned();
    view! {
        <PageHeading title="There is no page here" lead=Some(lead) />
        <div class="cluster">
            <LinkButton href=Route::MyWork.path()>"Go to My work"</LinkButton>
            <LinkButton href=Route::OneToOnes.path()>"Go to 1:1s"</LinkButton>
        </div>
    }
}
