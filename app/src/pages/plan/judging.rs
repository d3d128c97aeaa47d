//! Saying whether a plan is fit for its purpose, for the Executive Management Team.

use domain::view::plan::{self as view, Judging, Page};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// The two answers.
pub(super) fn judging(page: Memo<Option<Page>>) -> impl IntoView {
    let judging = part(page, |page| page.judging.clone());
    view! {
        <div class="cluster screen-only">
            {answer(judging, true)}
            {answer(judging, false)}
        </div>
    }
}

fn answer(judging: Memo<Judging>, fit: bool) -> impl IntoView {
    let form = match fit {
        true => Form::new("judge-fit"),
        false => Form::new("judge-not-fit"),
    };
    let open = RwSignal::new(form.is_begun());
    let offer = Memo::new(move |_| {
        judging.with(|judging| match fit {
            true => judging.fit.clone(),
            false => judging.not_fit.clone(),
        })
    });
    let label = match fit {
        true => "It is fit for its purpose",
        false => "It is not fit yet",
    };
    let first = form.field("words");
    let id = format!("open-{}", form.id());
    view! {
        <Opener id=id label=label offer=offer open=open first=first>
            {fields(form.clone(), judging, fit, open)}
        </Opener>
    }
}

fn fields(form: Form, judging: Memo<Judging>, fit: bool, open: RwSignal<bool>) -> impl IntoView {
    // What was read is what is judged: a version that comes while this is open is refused.
    let read = judging.get_untracked();
    let words = form.typed("words", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(plan) = read.plan else {
            return;
        };
        let command = view::judge(plan, read.version, fit, &words.get_untracked());
        if sent.send(
            Ok(command.into()),
            "It is recorded what was found of the plan.",
        ) {
            open.set(false);
        }
    };
    let (asks, hint, says) = match fit {
        true => (
            "Anything to say with it?",
            "You say that it sets the right vision, and that it can be delivered with the people and the money that it names.",
            "Record that it is fit for its purpose",
        ),
        false => (
            "What has to change?",
            "Whoever leads the service reads it under My work.",
            "Record that it is not fit yet",
        ),
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("words")
                name="words"
                label=asks
                hint=hint
                error=form.error("words")
                value=words
                on_input=move |text| words.set(text)
                rows=3
            />
            <div class="cluster">
                <Button id=form.id() submit=true>{says}</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
