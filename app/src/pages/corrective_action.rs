//! A corrective action as a line of a list, with what its reader may do about it: decide, or close it.

use domain::{
    corrective_action::{CloseCorrectiveAction, CorrectiveActionId, DecideCorrectiveAction},
    view::corrective_action::ActionLine,
};
use leptos::prelude::*;

use crate::{
    components::{Button, Disclosure, TextArea},
    pages::form::Form,
};

/// One corrective action.
pub fn line(line: ActionLine) -> impl IntoView {
    let ActionLine {
        action,
        state,
        words,
        outcome,
        decide,
        close,
    } = line;
    let said = (!outcome.is_empty()).then(|| view! { <p>{outcome}</p> });
    view! {
        <li>
            <span><strong>{state} ": "</strong> {words}</span>
            {said}
            {decide.then(|| deciding(action))}
            {close.then(|| closing(action))}
        </li>
    }
}

fn closing(action: CorrectiveActionId) -> impl IntoView {
    let form = Form::new(format!("close-{action}"));
    let taken = form.typed("taken", "");
    let sent = form.clone();
    let press = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let close = CloseCorrectiveAction {
            action,
            taken: taken.get_untracked(),
        };
        sent.send(Ok(close.into()), "The corrective action is closed.");
    };
    view! {
        <Disclosure summary="Close this corrective action">
            <form class="form" novalidate on:submit=press.clone()>
                <TextArea id=form.field("taken") name="taken" label="What was done?" error=form.error("taken") value=taken on_input=move |typed| taken.set(typed) rows=2 />
                <Button id=form.id() submit=true>"Close corrective action"</Button>
            </form>
        </Disclosure>
    }
}

/// What the Board or the Performance Committee says to revising an ambition or a target.
fn deciding(action: CorrectiveActionId) -> impl IntoView {
    let form = Form::new(format!("decide-{action}"));
    let words = form.typed("words", "");
    let (agrees, refuses) = (form.clone(), form.clone());
    let send = move |form: &Form, agreed: bool| {
        let decide = DecideCorrectiveAction {
            action,
            agreed,
            words: words.get_untracked(),
        };
        form.send(Ok(decide.into()), "The decision is recorded.");
    };
    view! {
        <div class="form">
            <TextArea id=form.field("words") name="words" label="What was decided, and why?" error=form.error("words") value=words on_input=move |typed| words.set(typed) rows=2 />
            <div class="cluster">
                <Button id=form.id() on_press=move |()| send(&agrees, true)>"Record that it is agreed"</Button>
                <Button on_press=move |()| send(&refuses, false)>"Record that it is not agreed"</Button>
            </div>
        </div>
    }
}
