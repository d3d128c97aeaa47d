//! What comes of a review: who does what until when, and that it is done.

use domain::{
    equality_review::EqualityReviewId,
    view::equality_review::{self as view, Action, Page, Review, TypedAction},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, SelectField, Tag, TagKind,
        TextArea,
    },
    pages::{
        form::{Form, Opener},
        presence::{any, each, part},
    },
};

/// The actions, and planning another for who may.
pub(super) fn actions(
    page: Memo<Option<Page>>,
    own: Memo<Option<Review>>,
    review: EqualityReviewId,
) -> impl IntoView {
    let actions = part(own, |own| own.actions.clone());
    let acts = any(actions);
    let offer = part(own, |own| own.plan.clone());
    let form = Form::new(format!("equality-action-{review}")).kept_about("equality-action", review);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("what");
    view! {
        <h3>"What came of it"</h3>
        {move || (!acts.get()).then(|| view! { <p>"Nothing is planned yet."</p> })}
        <ul class="rows">{each(actions, |action| action.action, action)}</ul>
        <div class="screen-only">
            <Opener id=format!("open-action-{review}") label="Plan what comes of it" offer=offer open=open first=first>
                {fields(form.clone(), page, review, open)}
            </Opener>
        </div>
    }
}

fn action(own: Memo<Option<Action>>) -> AnyView {
    let Some(id) = own.with_untracked(|own| own.as_ref().map(|own| own.action)) else {
        return ().into_any();
    };
    let what = part(own, |own| own.what.clone());
    let who = part(own, |own| own.who.clone());
    let state = part(own, |own| (own.state.clone(), own.overdue));
    let offer = part(own, |own| own.complete.clone());
    let form = Form::new(format!("equality-done-{id}")).kept_about("equality-done", id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("done");
    view! {
        <li><div class="stack">
            <p>{move || what.get()}</p>
            <p class="muted">{move || who.get()}</p>
            {move || match state.get() {
                (words, true) => view! { <p><Tag kind=TagKind::Gap text=words /></p> }.into_any(),
                (words, false) => view! { <p>{words}</p> }.into_any(),
            }}
            <div class="screen-only">
                <Opener id=format!("open-done-{id}") label="Say that it is done" offer=offer open=open first=first>
                    {done(form.clone(), id, open)}
                </Opener>
            </div>
        </div></li>
    }
    .into_any()
}

fn fields(
    form: Form,
    page: Memo<Option<Page>>,
    review: EqualityReviewId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let new = use_client().new_id::<Action>().uuid();
    let people = part(page, |page| {
        let people = page.people.iter();
        people
            .map(|(value, words)| ChoiceOption::new(value, words))
            .collect::<Vec<_>>()
    });
    let what = form.typed("what", "");
    let who = form.typed("who", "");
    let due = form.typed("due", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = TypedAction {
            what: what.get_untracked(),
            who: who.get_untracked(),
            due: due.get_untracked(),
        };
        if sent.send(
            view::plan(new, review, &typed).map(Into::into),
            "It is planned.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("what")
                name="what"
                label="What is done?"
                error=form.error("what")
                value=what
                on_input=move |text| what.set(text)
                rows=2
            />
            <SelectField
                id=form.field("who")
                name="who"
                label="Who does it?"
                hint="They find it under My work."
                error=form.error("who")
                options=people
                value=who
                on_choose=move |chosen| who.set(chosen)
            />
            <Field
                id=form.field("due")
                name="due"
                label="Until when?"
                error=form.error("due")
                value=due
                on_input=move |text| due.set(text)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Plan it"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn done(
    form: Form,
    id: domain::equality_review::EqualityActionId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = form.typed("done", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::complete(id, &words.get_untracked());
        if sent.send(Ok(command.into()), "It is recorded what was done.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("done")
                name="done"
                label="What was done?"
                error=form.error("done")
                value=words
                on_input=move |text| words.set(text)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record that it is done"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
