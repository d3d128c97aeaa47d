//! How far a report is, and the step that comes next.

use domain::{
    report_run::ReportRunId,
    report_step::ReportStepKind,
    view::{
        permission::Offer,
        report_run::{self as view, Page},
    },
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// What was done with the report, and what the reader may do.
pub(super) fn steps(page: Memo<Option<Page>>, id: ReportRunId) -> impl IntoView {
    let taken = part(page, |page| page.steps.clone());
    let approve = part(page, |page| page.next.approve.clone());
    let read = part(page, |page| page.next.read.clone());
    view! {
        <section class="section" aria-labelledby="steps-heading">
            <h2 id="steps-heading">"How far it is"</h2>
            <ul>{move || taken.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            <div class="cluster screen-only">
                {press(id, ReportStepKind::Approved, approve, "Approve the report", "The report is approved.")}
                {sending(page, id)}
                {press(id, ReportStepKind::Read, read, "I have read it", "It is recorded that you have read the report.")}
            </div>
        </section>
    }
}

/// A step that needs no words: a button, or why it cannot be pressed.
fn press(
    id: ReportRunId,
    step: ReportStepKind,
    offer: Memo<Offer>,
    label: &'static str,
    done: &'static str,
) -> impl IntoView {
    let form = StoredValue::new(Form::new(match step {
        ReportStepKind::Approved => "approve",
        _ => "read",
    }));
    let step = StoredValue::new(step);
    let take = move |()| {
        let command = view::step(id, step.get_value());
        form.with_value(|form| form.send(Ok(command.into()), done));
    };
    move || match offer.get() {
        Offer::Hidden => ().into_any(),
        Offer::Blocked(reason) => view! { <p>{reason}</p> }.into_any(),
        Offer::Open => {
            view! { <Button id=form.with_value(Form::id) on_press=take>{label}</Button> }.into_any()
        }
    }
}

fn sending(page: Memo<Option<Page>>, id: ReportRunId) -> impl IntoView {
    let form = Form::new("sent").about(id);
    let open = RwSignal::new(form.is_begun());
    let offer = part(page, |page| page.next.send.clone());
    let first = form.field("how");
    view! {
        <Opener id="open-sent" label="Record that it was sent" offer=offer open=open first=first>
            {how(form.clone(), id, open)}
        </Opener>
    }
}

fn how(form: Form, id: ReportRunId, open: RwSignal<bool>) -> impl IntoView {
    let how = form.typed("how", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::sent(id, &how.get_untracked());
        if sent.send(
            Ok(command.into()),
            "It is recorded that the report was sent.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("how")
                name="how"
                label="How was it sent?"
                hint="For instance: with the papers of the Board meeting on 3 December 2026."
                error=form.error("how")
                value=how
                on_input=move |text| how.set(text)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record that it was sent"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
