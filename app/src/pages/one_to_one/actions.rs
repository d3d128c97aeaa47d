//! What was to be done since the last 1:1, and what will be done after this one.

use domain::{
    action::{ActionId, AddAction, CompleteAction},
    one_to_one::OneToOneId,
    person::PersonId,
    rejection::Rejection,
    view::{
        one_to_one::{ActionLine, Page, Party},
        typed,
    },
};
use leptos::prelude::*;

use super::is_open;
use crate::{
    client::{Client, use_client},
    components::{Button, Choice, ChoiceOption, Field, FieldWidth, InputKind, Tag},
    pages::{
        form::{Form, Tick, focus_soon},
        presence::{any, each, part},
    },
};

/// The section of what was to be done; nothing where there is none.
#[component]
pub fn LastActions(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
) -> impl IntoView {
    let lines = part(page, |page| page.last_actions.clone());
    let any = any(lines);
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"Actions from last time"</h2>
                    <ul class="rows">{each(lines, |line| line.id, item)}</ul>
                </section>
            }
        })
    }
}

/// The section of what will be done.
#[component]
pub fn NewActions(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
) -> impl IntoView {
    let lines = part(page, |page| page.actions.clone());
    let any = any(lines);
    let open = is_open(page);
    view! {
        <section class="section">
            <h2>"New actions"</h2>
            {move || (!any.get()).then(|| view! { <p class="muted">"No action is agreed in this 1:1 yet."</p> })}
            <ul class="rows">{each(lines, |line| line.id, item)}</ul>
            {move || open.get().then(|| adding(page, meeting))}
        </section>
    }
}

fn item(line: Memo<Option<ActionLine>>) -> impl IntoView {
    let id = part(line, |line| Some(line.id));
    let done = part(line, |line| line.done);
    let late = part(line, |line| line.late);
    let open = part(line, |line| line.open);
    let text = part(line, |line| line.text.clone());
    let who = part(line, |line| line.who.clone());
    let form = Form::new(format!("action-{}", key(id)));
    let told = move || if done.get() { "Done: " } else { "Not done: " };
    view! {
        <li>
            {move || {
                let form = form.clone();
                if open.get() {
                    let tick = move |done| {
                        let complete = id.get_untracked().map(|action| CompleteAction { action, done }.into());
                        form.send(complete.ok_or(Rejection::NotFound), "");
                    };
                    view! { <Tick ticked=done on_tick=Callback::new(tick)>{move || text.get()}</Tick> }.into_any()
                } else {
                    view! { <span>{told} {move || text.get()}</span> }.into_any()
                }
            }}
            <span class="cluster">
                {move || late.get().then(|| view! { <Tag text="Late".to_owned() /> })}
                <span class="muted">{move || who.get()}</span>
            </span>
        </li>
    }
}

fn key(id: Memo<Option<ActionId>>) -> String {
    id.get_untracked()
        .map(|id| id.to_string())
        .unwrap_or_default()
}

/// What has been filled in of a new action.
#[derive(Clone, Copy)]
struct Filled {
    text: RwSignal<String>,
    who: RwSignal<String>,
    due: RwSignal<String>,
}

fn adding(page: Memo<Option<Page>>, meeting: OneToOneId) -> impl IntoView {
    let client = use_client();
    let form = Form::new("action").about(meeting);
    // By the next 1:1, unless they say otherwise.
    let due = page.with_untracked(|page| page.as_ref().map(|page| page.holding.next_on.clone()));
    let filled = Filled {
        text: form.typed("text", ""),
        who: form.typed("who", ""),
        due: form.typed("due", due.unwrap_or_default()),
    };
    let people = part(page, |page| page.people.clone());
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = people.with_untracked(|people| filled.read(client, meeting, people));
        if sent.send(read.map(Into::into), "The action is added.") {
            filled.text.set(String::new());
            focus_soon(sent.field("text"));
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {fields(&form, people, filled)}
            <Button id=form.id() submit=true>"Add action"</Button>
        </form>
    }
}

impl Filled {
    fn read(
        self,
        client: Client,
        meeting: OneToOneId,
        people: &[Party],
    ) -> Result<AddAction, Rejection> {
        let key = self.who.get_untracked();
        let who: Option<PersonId> = people
            .iter()
            .find(|person| person.key == key)
            .map(|person| person.id);
        Ok(AddAction {
            action: client.new_id(),
            one_to_one: meeting,
            text: self.text.get_untracked(),
            who: who.ok_or_else(|| Rejection::field("who", "Choose who will do it."))?,
            due: typed::optional_day("due", &self.due.get_untracked())?,
        })
    }
}

fn fields(form: &Form, people: Memo<Vec<Party>>, filled: Filled) -> impl IntoView + use<> {
    let options = people
        .get_untracked()
        .into_iter()
        .map(|person| ChoiceOption::new(person.key, person.called))
        .collect();
    view! {
        <Field
            id=form.field("text")
            name="text"
            label="What will be done?"
            error=form.error("text")
            value=filled.text
            on_input=move |typed| filled.text.set(typed)
        />
        <Choice name=form.field("who") legend="Who will do it?" options=options error=form.error("who") value=filled.who on_choose=move |key| filled.who.set(key) />
        <Field
            id=form.field("due")
            name="due"
            label="By when?"
            error=form.error("due")
            value=filled.due
            on_input=move |typed| filled.due.set(typed)
            kind=InputKind::Date
            width=FieldWidth::Short
        />
    }
}
