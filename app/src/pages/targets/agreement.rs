//! How far the year's set is: that it is agreed, that it is locked, and what was asked to change since.

use domain::{
    calendar::FinancialYear,
    indicator_set::SetStep,
    view::{
        permission::Offer,
        targets::{Agreement, Page, step},
    },
};
use leptos::prelude::*;

use super::set::listed;
use crate::{
    components::{Button, ButtonKind, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// How far the set is, and the step that comes next.
pub(super) fn agreement(page: Memo<Option<Page>>, year: FinancialYear) -> impl IntoView {
    let agreement = part(page, |page| page.agreement.clone());
    view! {
        <section class="section" aria-labelledby="agreed-heading">
            <h2 id="agreed-heading">"Whether the set is agreed"</h2>
            {move || stands(agreement.get())}
            <div class="cluster screen-only">
                {agreeing(agreement, year)}
                {locking(agreement, year)}
            </div>
        </section>
    }
}

fn stands(agreement: Agreement) -> impl IntoView {
    let steps = agreement.steps.into_iter();
    view! {
        {steps.map(|words| view! { <p>{words}</p> }).collect_view()}
        <p>{agreement.means}</p>
        {listed("Changes since it was locked", agreement.changes)}
    }
}

fn agreeing(agreement: Memo<Agreement>, year: FinancialYear) -> impl IntoView {
    let form = Form::new("agreed").about(year.0);
    let open = RwSignal::new(form.is_begun());
    let offer = Memo::new(move |_| agreement.with(|agreement| agreement.agree.clone()));
    let first = form.field("at");
    view! {
        <Opener id="open-agreed" label="Record that the set is agreed" offer=offer open=open first=first>
            {where_agreed(form.clone(), year, open)}
        </Opener>
    }
}

fn where_agreed(form: Form, year: FinancialYear, open: RwSignal<bool>) -> impl IntoView {
    let at = form.typed("at", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let at = at.get_untracked().trim().to_owned();
        let agreed = step(year, SetStep::Agreed { at });
        if sent.send(Ok(agreed.into()), "It is recorded that the set is agreed.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("at")
                name="at"
                label="Where and when was it agreed?"
                hint="For instance: Performance Committee, 24 March 2026, minute 7."
                error=form.error("at")
                value=at
                on_input=move |text| at.set(text)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record that it is agreed"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// Asked once more before it is done: there is no way back from it.
fn locking(agreement: Memo<Agreement>, year: FinancialYear) -> impl IntoView {
    let form = Form::new("lock").about(year.0);
    let open = RwSignal::new(false);
    let offer: Memo<Offer> = Memo::new(move |_| agreement.with(|agreement| agreement.lock.clone()));
    let first = form.id();
    view! {
        <Opener id="open-lock" label="Lock the set" offer=offer open=open first=first>
            {confirm(form.clone(), year, open)}
        </Opener>
    }
}

fn confirm(form: Form, year: FinancialYear, open: RwSignal<bool>) -> impl IntoView {
    let (sent, dropped) = (form.clone(), form.clone());
    let lock = move |()| {
        let locked = step(year, SetStep::Locked);
        if sent.send(Ok(locked.into()), "The set is locked.") {
            open.set(false);
        }
    };
    view! {
        <div class="form">
            <p>"From then on every new or changed target of " {year.label()} " says why the set is changed. It cannot be unlocked."</p>
            <div class="cluster">
                <Button id=form.id() on_press=lock>"Lock the set for " {year.label()}</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </div>
    }
}
