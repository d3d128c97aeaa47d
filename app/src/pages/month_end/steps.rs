//! The steps over all rows: one button for each that something is ready for, with what is not ready and why.

use domain::view::month_end::{StepLine, StepOf, step_line};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::{
    components::{Button, ButtonKind, Field, PAGE_HEADING_ID},
    pages::form::{Form, focus_soon},
};

/// Submit, check, approve, publish.
pub fn steps(sheet: Sheet) -> impl IntoView {
    let form = Form::new("submit-figures");
    let evidence = form.typed("evidence", "");
    let kept_at = form.typed("kept_at", "");
    let submit = Memo::new(move |_| {
        let step = StepOf::Submit {
            evidence: evidence.get(),
            kept_at: kept_at.get(),
        };
        sheet.entered.with(|rows| step_line(&step, rows))
    });
    let ready = Memo::new(move |_| submit.with(|line| !line.label.is_empty()));
    let of = form.clone();
    let fields = move || {
        ready.get().then(|| view! {
            <Field
                id=of.field("evidence")
                name="evidence"
                label="What were they counted from?"
                hint="For whoever checks or audits them: which report, and on which day it was run."
                error=of.error("evidence")
                value=evidence
                on_input=move |typed| evidence.set(typed)
            />
            <Field id=of.field("kept_at") name="kept_at" label="Where is that kept?" error=of.error("kept_at") value=kept_at on_input=move |typed| kept_at.set(typed) />
        })
    };
    let later = [
        ("check-figures", StepOf::Check),
        ("approve-figures", StepOf::Approve),
        ("publish-figures", StepOf::Publish),
    ];
    let later = later.map(|(id, step)| {
        let line = Memo::new(move |_| sheet.entered.with(|rows| step_line(&step, rows)));
        one(sheet, Form::new(id), line)
    });
    view! {
        <section class="section screen-only" aria-labelledby="steps-heading">
            <h2 id="steps-heading">"What is next"</h2>
            {fields}
            {one(sheet, form, submit)}
            {later.into_iter().collect_view()}
        </section>
    }
}

fn one(sheet: Sheet, form: Form, line: Memo<StepLine>) -> AnyView {
    let label = Memo::new(move |_| line.with(|line| line.label.clone()));
    let not_ready = Memo::new(move |_| line.with(|line| line.not_ready.clone()));
    let press = {
        let form = form.clone();
        move |()| {
            let line = line.get_untracked();
            let typed = sheet.entered.get_untracked();
            let all = line
                .commands
                .into_iter()
                .all(|sending| form.send(Ok(sending.into()), &line.done));
            for (row, _) in typed.iter().filter(|(_, entered)| entered.is_ready()) {
                sheet.forget(row);
            }
            if all {
                focus_soon(PAGE_HEADING_ID);
            }
        }
    };
    let id = form.id();
    view! {
        {move || (!label.with(String::is_empty)).then(|| view! {
            <div class="cluster">
                <Button kind=ButtonKind::Primary id=id.clone() on_press=press.clone()>{label.get()}</Button>
            </div>
        })}
        {move || {
            let words = not_ready.get();
            (!words.is_empty()).then(|| view! {
                <ul class="not-ready">{words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            })
        }}
    }
    .into_any()
}
