//! Completing a draft's definition sheet, and revising one in force with a reason and a day.

use std::collections::BTreeMap;

use domain::{
    indicator::{Indicator, IndicatorId},
    rejection::Rejection,
    view::definition_sheet::{Answer, Asked, Group, Page, revision},
};
use leptos::prelude::*;

use super::steps::new_ids;
use crate::{
    client::{Client, use_client},
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, PAGE_HEADING_ID,
        SelectField, TextArea,
    },
    pages::{
        form::{Form, Opener, Tick, focus_soon},
        presence::part,
    },
};

/// The fields by their names, as they are typed.
type Typing = BTreeMap<&'static str, RwSignal<String>>;

/// "Revise the definition", with the form that it opens.
pub fn revise(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let offer = part(page, |page| page.revise.clone());
    let in_force = part(page, |page| page.in_force);
    let form = Form::new("definition").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("code");
    // A draft that is put in force while its sheet is open is revised from then on, and no longer completed.
    let opener = move || {
        let label = match in_force.get() {
            true => "Revise the definition",
            false => "Complete the definition",
        };
        let form = form.clone();
        view! {
            <Opener id="open-definition" label=label offer=offer open=open first=first.clone()>
                {fields(form.clone(), page, id, open)}
            </Opener>
        }
    };
    view! { <div class="screen-only">{opener}</div> }.into_any()
}

fn fields(
    form: Form,
    page: Memo<Option<Page>>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    // As it was when the form was opened; what changes meanwhile stands above the form and not in it.
    let asked = part(page, |page| page.asked.clone()).get_untracked();
    let in_force = part(page, |page| page.in_force).get_untracked();
    let expected = part(page, |page| page.wording).get_untracked();
    let ids = new_ids();
    let mut typing: Typing = asked
        .iter()
        .map(|asked| (asked.name, form.typed(asked.name, asked.value.clone())))
        .collect();
    typing.insert("from", form.typed("from", ""));
    typing.insert("reason", form.typed("reason", ""));
    let groups = Group::ALL
        .into_iter()
        .map(|group| questions(&form, group, &asked, &typing));
    let groups = groups.collect_view();
    let version = in_force.then(|| version(&form, &typing));
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = |name: &str| {
            let field = typing.get(name);
            field.map(|field| field.get_untracked()).unwrap_or_default()
        };
        let command = stands(client, id)
            .ok_or(Rejection::NotFound)
            .and_then(|stands| revision(&stands, ids, expected, &read));
        let done = command.as_ref().map_or("", |command| command.done());
        if sent.send(command.map(Into::into), done) {
            open.set(false);
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {groups}
            {version}
            <div class="cluster">
                <Button id=form.id() submit=true>
                    {if in_force { "Save as a new version" } else { "Save the draft" }}
                </Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn stands(client: Client, id: IndicatorId) -> Option<domain::record::Stored<Indicator>> {
    client
        .look(|sight| sight.get::<Indicator>(id).cloned())
        .flatten()
}

/// From when, and why: of a version in force.
fn version(form: &Form, typing: &Typing) -> Option<AnyView> {
    let (from, reason) = (*typing.get("from")?, *typing.get("reason")?);
    Some(view! {
        <fieldset class="form__part">
            <legend><h3>"The new version"</h3></legend>
            <Field
                id=form.field("from")
                name="from"
                label="From when is it in force?"
                hint="A period is judged by the definition in force at its end. The colours of earlier periods stay as they were reported."
                error=form.error("from")
                value=from
                on_input=move |typed| from.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <TextArea
                id=form.field("reason")
                name="reason"
                label="Why is it revised?"
                error=form.error("reason")
                value=reason
                on_input=move |typed| reason.set(typed)
                rows=2
            />
        </fieldset>
    }
    .into_any())
}

fn questions(form: &Form, group: Group, asked: &[Asked], typing: &Typing) -> AnyView {
    let questions = asked
        .iter()
        .filter(|asked| asked.group == group)
        .filter_map(|asked| Some(question(form, asked, *typing.get(asked.name)?)));
    view! {
        <fieldset class="form__part">
            <legend><h3>{group.words()}</h3></legend>
            {questions.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn question(form: &Form, asked: &Asked, value: RwSignal<String>) -> AnyView {
    let Asked {
        name, label, hint, ..
    } = *asked;
    let (id, error) = (form.field(name), form.error(name));
    let on_input = move |typed| value.set(typed);
    match &asked.answer {
        Answer::Line => {
            view! { <Field id=id name=name label=label hint=hint error=error value=value on_input=on_input /> }.into_any()
        }
        Answer::Number => view! {
            <Field
                id=id
                name=name
                label=label
                hint=hint
                error=error
                value=value
                on_input=on_input
                kind=InputKind::Number
                width=FieldWidth::Number
            />
        }
        .into_any(),
        Answer::Day => view! {
            <Field
                id=id
                name=name
                label=label
                hint=hint
                error=error
                value=value
                on_input=on_input
                kind=InputKind::Date
                width=FieldWidth::Short
            />
        }
        .into_any(),
        Answer::Text => {
            view! { <TextArea id=id name=name label=label hint=hint error=error value=value on_input=on_input rows=2 /> }
                .into_any()
        }
        Answer::Choice(offered, none) => {
            let offered: Vec<_> = offered
                .iter()
                .map(|(value, words)| ChoiceOption::new(value, words))
                .collect();
            view! {
                <SelectField
                    id=id
                    name=name
                    label=label
                    hint=hint
                    error=error
                    options=offered
                    value=value
                    prompt=*none
                    on_choose=on_input
                />
            }
            .into_any()
        }
        Answer::Tick => {
            let ticked = Signal::derive(move || value.with(|value| !value.is_empty()));
            let on_tick = move |ticked: bool| value.set(if ticked { "yes".to_owned() } else { String::new() });
            view! { <Tick ticked=ticked on_tick=on_tick>{label}</Tick> }.into_any()
        }
    }
}
