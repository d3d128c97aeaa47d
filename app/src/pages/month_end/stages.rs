//! The four stages of a row's period, and saying that one is not needed.

use domain::{
    rejection::Rejection,
    stage::WaiveStage,
    view::month_end::{self as view, Row},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ChoiceOption, Disclosure, SelectField, TextArea},
    pages::{form::Form, presence::part},
};

/// Whether a stage of a row with a figure is open or waived.
pub fn are_shown(row: Memo<Option<Row>>) -> Memo<bool> {
    part(row, |row| {
        row.is_submitted() && row.stages.iter().any(|stage| stage.is != view::COMPLETE)
    })
}

/// The stages in a line, and the form to waive one for whoever may.
pub fn stages(row: Memo<Option<Row>>) -> AnyView {
    let code = part(row, |row| row.code.clone());
    let lines = part(row, |row| row.stages.clone());
    let may = part(row, |row| {
        row.may_waive && row.stages.iter().any(|stage| stage.is == view::OPEN)
    });
    view! {
        <div class="stack stack--tight">
            <p>
                {move || code.get()} ": "
                {move || {
                    let words = lines.get().into_iter();
                    let words: Vec<String> = words.map(|line| format!("{} {}", line.stage, line.is)).collect();
                    words.join(", ")
                }} "."
            </p>
            {move || may.get().then(|| view! {
                <Disclosure summary=format!("Waive a stage of {}", code.get())>{waiving(row)}</Disclosure>
            })}
        </div>
    }
    .into_any()
}

fn waiving(row: Memo<Option<Row>>) -> AnyView {
    let client = use_client();
    let Some(now) = row.get_untracked() else {
        return ().into_any();
    };
    let form = Form::new(format!("waive-{}", now.code));
    let stage = form.typed("level", "");
    let reason = form.typed("reason", "");
    let open = now.stages.iter().filter(|line| line.is == view::OPEN);
    let options: Vec<ChoiceOption> = open
        .map(|line| ChoiceOption::new(line.stage, line.stage))
        .collect();
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let waive = view::stage(&stage.get_untracked()).map(|stage| WaiveStage {
            waiver: client.new_id(),
            indicator: now.indicator,
            period: now.period,
            stage,
            reason: reason.get_untracked(),
        });
        let waive = waive.ok_or_else(|| Rejection::field("level", "Choose a stage."));
        sent.send(waive.map(Into::into), "The stage is waived.");
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField id=form.field("level") name="level" label="Which stage is not needed?" options=Signal::stored(options) error=form.error("level") value=stage on_choose=move |key| stage.set(key) />
            <TextArea id=form.field("reason") name="reason" label="Why is it not needed?" error=form.error("reason") value=reason on_input=move |typed| reason.set(typed) rows=2 />
            <Button id=form.id() submit=true>"Waive stage"</Button>
        </form>
    }
    .into_any()
}
