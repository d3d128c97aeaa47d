//! A page that its reader is not shown: it is for those who work here and for the Board.

use leptos::prelude::*;

use crate::{
    components::{LinkButton, PageHeading},
    route::Route,
};

/// Says whom the page is for, and where what is published stands.
#[component]
pub fn NotSharedPage() -> impl IntoView {
    let lead = "What is published for everyone stands under Indicators.".to_owned();
    view! {
        <PageHeading title="This page is shared with staff and the Board" lead=Some(lead) />
        <div class="cluster">
            <LinkButton href=Route::Indicators.path()>"Go to Indicators"</LinkButton>
        </div>
    }
}
