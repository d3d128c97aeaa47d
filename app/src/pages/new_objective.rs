//! A new objective for a person: theirs, or of the unit that they lead.

use domain::{
    objective::ObjectiveId,
    person::PersonId,
    view::{self, new_objective::Page},
};
use leptos::prelude::*;

use super::objective::DraftForm;
use crate::{
    client::use_client,
    components::{Notice, NoticeKind, PageHeading},
    navigation::use_navigation,
    pages::{
        form::{Form, Refusals},
        presence::{part, present},
    },
    route::Route,
};

/// A new objective for a person.
#[component]
pub fn NewObjectivePage(
    /// Whose it will be.
    person: PersonId,
) -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| view::new_objective::page(sight, person, client.today()));
    present(page, move |page| here(page, person, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, person: PersonId, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.agreed_by.clone()));
    let refused = part(page, |page| page.refused.clone());
    let many = part(page, |page| page.many.clone());
    let form = Form::new("draft").about(person);
    let navigation = use_navigation();
    let drafted = Callback::new(move |id: ObjectiveId| {
        navigation.open(&Route::Objective(id).path());
    });
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || many.get().map(|many| view! { <Notice title=many /> })}
        {move || match refused.get() {
            Some(why) => view! { <Notice kind=NoticeKind::Refusal title=why /> }.into_any(),
            None => view! { <DraftForm page=page on_draft=drafted on_cancel=None form=form.clone() primary=true /> }.into_any(),
        }}
    }
}
