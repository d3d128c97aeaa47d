//! What is proposed, with its checks, for whoever approves it.

use domain::view::{
    permission::Offer,
    target::{Found, Page, Proposed},
};
use leptos::prelude::*;

use super::{checks, decision};
use crate::{
    components::{Button, Disclosure},
    pages::{form::Form, presence::part},
};

/// The proposed target; nothing where none is proposed.
pub(super) fn proposed(page: Memo<Option<Page>>) -> impl IntoView {
    let proposed = part(page, |page| page.proposed.clone());
    let there = Memo::new(move |_| proposed.with(Option::is_some));
    move || there.get().then(|| shown(proposed))
}

fn shown(proposed: Memo<Option<Proposed>>) -> impl IntoView {
    let words = part(proposed, |proposed| proposed.words.clone());
    let found = part(proposed, |proposed| proposed.found.clone());
    let named = part(proposed, |proposed| proposed.decision.clone());
    let because = Signal::derive(move || {
        proposed.with(|proposed| {
            proposed
                .as_ref()
                .and_then(|proposed| proposed.offer.reason())
        })
    });
    let hidden = part(proposed, |proposed| proposed.offer == Offer::Hidden);
    let form = Form::new("approve");
    let (id, own) = (form.id(), StoredValue::new(form.clone()));
    let press = move |()| {
        if let Some(proposed) = proposed.get_untracked() {
            form.send(
                Ok(proposed.approve.into()),
                "The target is approved. Everybody who may see it does.",
            );
        }
    };
    let press = Callback::new(press);
    view! {
        <section class="section" aria-labelledby="proposed-heading">
            <h2 id="proposed-heading">"What is proposed"</h2>
            <p>{move || words.get()}</p>
            {move || named.get().map(decision::decision)}
            <p>{move || found.with(|found| found.summary.clone())}</p>
            {move || listed(found.get(), own)}
            {move || (!hidden.get()).then(|| view! {
                <div class="cluster">
                    <Button id=id.clone() on_press=press disabled_because=because>"Approve target"</Button>
                </div>
            })}
        </section>
    }
}

fn listed(found: Found, form: StoredValue<Form>) -> impl IntoView {
    let rows = StoredValue::new(found.rows);
    let some = rows.with_value(|rows| !rows.is_empty());
    some.then(|| {
        view! {
            <Disclosure summary="Every check of it">
                {rows.with_value(|rows| form.with_value(|form| checks::closed_list(rows.clone(), Some(form))))}
            </Disclosure>
        }
    })
}
