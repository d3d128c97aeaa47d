//! The commentary of a row's figure, where one is asked for or there.

use domain::{
    commentary::WriteCommentary,
    view::month_end::{Commented, Entered, Row},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, Disclosure, Fact, FactList, TextArea},
    pages::{form::Form, presence::part},
};

/// Whether a row shows a commentary, or asks for one.
pub fn is_asked(row: Memo<Option<Row>>, said: Memo<Option<Entered>>) -> Memo<bool> {
    let typed = part(said, |said| said.asks_commentary.is_some());
    let stands = part(row, |row| {
        row.commentary.is_some() || row.asks_commentary.is_some()
    });
    Memo::new(move |_| typed.get() || stands.get())
}

/// The commentary as it stands, and the form for one.
pub fn commentary(row: Memo<Option<Row>>, said: Memo<Option<Entered>>) -> AnyView {
    let code = part(row, |row| row.code.clone());
    let written = part(row, |row| row.commentary.clone());
    let may = part(row, |row| row.may_provide);
    let settled = part(row, Row::is_settled);
    let why = Memo::new(move |_| {
        let typed = said.with(|said| said.as_ref().and_then(|said| said.asks_commentary));
        typed.or_else(|| row.with(|row| row.as_ref().and_then(|row| row.asks_commentary)))
    });
    view! {
        <div class="stack">
            {move || match written.get() {
                Some(words) if settled.get() => view! {
                    <Disclosure summary=format!("{}: commentary", code.get())>{facts(&words)}</Disclosure>
                }.into_any(),
                Some(words) => view! {
                    <h3>{code.get()} ": commentary"</h3>
                    {facts(&words)}
                    {may.get().then(|| view! {
                        <Disclosure summary="Write it anew">{form(row, words.clone())}</Disclosure>
                    })}
                }.into_any(),
                None => view! {
                    <h3>{code.get()} ": commentary"</h3>
                    {why.get().map(|why| view! { <p>"This figure " {why} ". It is approved once this says what happened, why, and what happens next."</p> })}
                    {may.get().then(|| form(row, Commented::default()))}
                }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn facts(words: &Commented) -> impl IntoView + use<> {
    let facts = [
        ("What happened", &words.happened),
        ("Why", &words.why),
        ("What happens next", &words.next),
        ("What residents are told", &words.public_words),
    ];
    let facts = facts.into_iter().filter(|(_, is)| !is.is_empty());
    let facts = facts.map(|(term, is)| Fact::new(term, is.clone()));
    view! { <FactList facts=facts.collect() /> }
}

fn form(row: Memo<Option<Row>>, first: Commented) -> AnyView {
    let client = use_client();
    let Some(now) = row.get_untracked() else {
        return ().into_any();
    };
    let about = format!("{}-{}", now.indicator, now.period);
    let form = Form::new(format!("commentary-{}", now.code)).kept_about("commentary", about);
    let field = |name: &'static str, label: &'static str, first: String| {
        let value = form.typed(name, first);
        let area = view! {
            <TextArea
                id=form.field(name)
                name=name
                label=label
                error=form.error(name)
                value=value
                on_input=move |typed| value.set(typed)
                rows=2
            />
        };
        (value, area)
    };
    let (happened, happened_area) = field("happened", "What happened?", first.happened);
    let (why, why_area) = field("why", "Why?", first.why);
    let (next, next_area) = field("next", "What happens next?", first.next);
    let (public, public_area) = field(
        "public_words",
        "What are residents told? Leave it empty to add nothing to the figure.",
        first.public_words,
    );
    let sent = form.clone();
    let (indicator, period) = (now.indicator, now.period);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let write = WriteCommentary {
            commentary: client.new_id(),
            indicator,
            period,
            happened: happened.get_untracked(),
            why: why.get_untracked(),
            next: next.get_untracked(),
            public_words: public.get_untracked(),
        };
        sent.send(Ok(write.into()), "The commentary is saved.");
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {happened_area}
            {why_area}
            {next_area}
            {public_area}
            <Button id=form.id() submit=true>"Save commentary"<span class="visually-hidden">" of " {now.code}</span></Button>
        </form>
    }
    .into_any()
}
