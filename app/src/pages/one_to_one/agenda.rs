//! What to talk about: either of the two adds to it and ticks it off.

use domain::{
    agenda_item::{AddAgendaItem, AgendaItemId, CoverAgendaItem},
    one_to_one::OneToOneId,
    rejection::Rejection,
    view::one_to_one::{AgendaLine, Page},
};
use leptos::prelude::*;

use super::is_open;
use crate::{
    client::use_client,
    components::{Button, Field},
    pages::{
        form::{Form, Tick, focus_soon},
        presence::{any, each, part},
    },
};

/// The section "What to talk about".
#[component]
pub fn Agenda(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
) -> impl IntoView {
    let lines = part(page, |page| page.agenda.clone());
    let any = any(lines);
    let open = is_open(page);
    view! {
        <section class="section">
            <h2>"What to talk about"</h2>
            {move || (!any.get()).then(|| view! { <p class="muted">"Nothing is on the agenda yet."</p> })}
            <ul class="rows">{each(lines, |line| line.id, move |line| item(line, open))}</ul>
            {move || open.get().then(|| adding(meeting))}
        </section>
    }
}

fn item(line: Memo<Option<AgendaLine>>, open: Memo<bool>) -> impl IntoView {
    let id = part(line, |line| Some(line.id));
    let covered = part(line, |line| line.covered);
    let text = part(line, |line| line.text.clone());
    let by = part(line, |line| line.by.clone());
    let form = Form::new(format!("agenda-{}", key(id)));
    let told = move || if covered.get() { "Talked about: " } else { "" };
    view! {
        <li>
            {move || {
                let form = form.clone();
                if open.get() {
                    let tick = move |covered| {
                        let cover = id.get_untracked().map(|item| CoverAgendaItem { item, covered }.into());
                        form.send(cover.ok_or(Rejection::NotFound), "");
                    };
                    view! { <Tick ticked=covered on_tick=Callback::new(tick)>{move || text.get()}</Tick> }.into_any()
                } else {
                    view! { <span>{told} {move || text.get()}</span> }.into_any()
                }
            }}
            <span class="muted">{move || by.get()}</span>
        </li>
    }
}

fn key(id: Memo<Option<AgendaItemId>>) -> String {
    id.get_untracked()
        .map(|id| id.to_string())
        .unwrap_or_default()
}

fn adding(meeting: OneToOneId) -> impl IntoView {
    let client = use_client();
    let form = Form::new("agenda").about(meeting);
    let text = form.typed("text", "");
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let add = AddAgendaItem {
            item: client.new_id(),
            one_to_one: meeting,
            text: text.get_untracked(),
        };
        if sent.send(Ok(add.into()), "Added to the agenda.") {
            text.set(String::new());
            // Ready for the next one.
            focus_soon(sent.field("text"));
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field id=form.field("text") name="text" label="Something to talk about" error=form.error("text") value=text on_input=move |typed| text.set(typed) />
            <Button id=form.id() submit=true>"Add to the agenda"</Button>
        </form>
    }
}
