//! How figures are reported, who has read it, and recording it.

use domain::view::{
    permission::Offer,
    procedures::{self as view, Line, Page},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Disclosure, Field, PageHeading, Tag, TextArea},
    pages::{
        form::{Form, Opener, Refusals},
        presence::{any, each, part, present},
    },
};

/// How figures are reported.
#[component]
pub fn ProceduresPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let page = use_client().view(view::page);
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.to_owned()));
    let records = part(page, |page| page.records);
    let lines = part(page, |page| page.procedures.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {each(lines, |line| line.procedure, move |line| procedure(line, records))}
        {recording("procedure-new".to_owned(), "Record a procedure", None, records)}
    }
}

fn procedure(line: Memo<Option<Line>>, records: Memo<bool>) -> impl IntoView {
    let Some(first) = line.get_untracked() else {
        return ().into_any();
    };
    let heading = format!("procedure-{}", first.procedure);
    let name = part(line, |line| line.name.clone());
    let version = part(line, |line| line.version.clone());
    let text = part(line, |line| line.text.clone());
    let illustrative = part(line, |line| line.illustrative);
    let said = part(line, |line| line.read.clone());
    let readers = part(line, |line| line.readers.clone());
    let missing = part(line, |line| line.missing.clone());
    let lacks = any(missing);
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{move || name.get()} {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}</h2>
            <p class="muted">{move || version.get()}</p>
            {move || text.get().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            {reading(line, said)}
            <p class="muted">{move || readers.get()}</p>
            {move || lacks.get().then(|| view! {
                <Disclosure summary="Who has not read it">
                    <ul>{missing.get().into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
                </Disclosure>
            })}
            {recording(heading.clone() + "-change", "Change it", Some(line), records)}
        </section>
    }
    .into_any()
}

/// That the reader has read it, or the button that says so.
fn reading(line: Memo<Option<Line>>, said: Memo<String>) -> impl IntoView {
    let key = line.get_untracked().map(|line| line.procedure.to_string());
    let form = StoredValue::new(Form::new(format!("read-{}", key.unwrap_or_default())));
    let press = move |()| {
        if let Some(line) = line.get_untracked() {
            let command = view::read(&line);
            form.with_value(|form| {
                form.send(Ok(command.into()), "It is recorded that you have read it.")
            });
        }
    };
    move || {
        match said.get() {
        none if none.is_empty() => view! {
            <div class="cluster screen-only">
                <Button id=form.with_value(Form::id) on_press=press>"I have read and understood it"</Button>
            </div>
        }
        .into_any(),
        said => view! { <p>{said}</p> }.into_any(),
    }
    }
}

/// Recording a procedure, or other words for one, for who may.
fn recording(
    id: String,
    label: &'static str,
    stands: Option<Memo<Option<Line>>>,
    records: Memo<bool>,
) -> impl IntoView {
    let form = Form::new(id.clone()).kept_about("procedure", id.clone());
    let open = RwSignal::new(form.is_begun());
    let offer = Memo::new(move |_| match records.get() {
        true => Offer::Open,
        false => Offer::Hidden,
    });
    let first = form.field("name");
    view! {
        <div class="screen-only">
            <Opener id=format!("open-{id}") label=label offer=offer open=open first=first>
                {fields(form.clone(), stands, open)}
            </Opener>
        </div>
    }
}

fn fields(form: Form, stands: Option<Memo<Option<Line>>>, open: RwSignal<bool>) -> impl IntoView {
    let stands = stands.and_then(|line| line.get_untracked());
    let (procedure, first_name, first_text) = match stands {
        Some(line) => (line.procedure.uuid(), line.name, line.typed),
        None => {
            let new = use_client().new_id::<Page>().uuid();
            (new, String::new(), String::new())
        }
    };
    let name = form.typed("name", first_name);
    let text = form.typed("text", first_text);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::record(procedure, &name.get_untracked(), &text.get_untracked());
        if sent.send(Ok(command.into()), "The procedure is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("name")
                name="name"
                label="What is it called?"
                error=form.error("name")
                value=name
                on_input=move |typed| name.set(typed)
            />
            <TextArea
                id=form.field("text")
                name="text"
                label="What is to be done?"
                hint="Other words are another version, which everybody whom it concerns reads again."
                error=form.error("text")
                value=text
                on_input=move |typed| text.set(typed)
                rows=8
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record procedure"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
