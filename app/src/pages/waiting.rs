//! What waits for the server, and what was refused, with the person's own words to take back.

mod choice;
mod pass_on;

use domain::{
    sight::Sight,
    view::{
        conflict::{About, Conflict},
        waiting::{self, Counts, Line, Refusal, Subject, Words},
    },
};
use leptos::prelude::*;
use sync::replica::Refused;
use uuid::Uuid;

use crate::{
    client::{Client, use_client},
    components::{Button, Fact, FactList, PAGE_HEADING_ID, PageHeading},
    pages::form::{Refusals, focus_soon},
    route::Route,
};

/// What was refused, sorted by what its author can do about it.
#[derive(Clone, Default, PartialEq)]
struct Told {
    to_choose: Vec<Conflict>,
    refused: Vec<Refusal>,
}

impl Told {
    fn of(client: Client, refused: &[std::sync::Arc<Refused>]) -> Self {
        let mut told = Self::default();
        for each in refused {
            // What was sent again after a restore was not read yet.
            let known = each.pending.known().cloned();
            let command = known.or_else(|| each.pending.sent.decode());
            let conflict = command
                .as_ref()
                .and_then(|command| choice::of(client, each, command));
            match conflict {
                Some(conflict) => told.to_choose.push(conflict),
                None => {
                    let (name, uuid) = (&each.pending.sent.name, each.pending.uuid());
                    let told_to = |sight: Option<&Sight<'_>>| {
                        waiting::refusal(sight, name, command.as_ref(), uuid, &each.rejection)
                    };
                    let refusal = client.look_now(|sight| told_to(Some(sight)));
                    told.refused.push(refusal.unwrap_or_else(|| told_to(None)));
                }
            }
        }
        told
    }
}

/// What waits, what was refused, and what its author is to choose.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let client = use_client();
    let waiting = Memo::new(move |_| {
        client.each_change();
        lines(client)
    });
    let refused = client.refused();
    let connected = client.is_connected();
    let told = Memo::new(move |_| {
        // What stands on the other side follows every change.
        client.each_change();
        refused.with(|refused| Told::of(client, refused))
    });
    let to_choose = Memo::new(move |_| told.with(|told| told.to_choose.clone()));
    let refused = Memo::new(move |_| told.with(|told| told.refused.clone()));
    let forms = RwSignal::new(client.begun_forms());
    let title = Signal::derive(move || {
        let counts = Counts {
            to_choose: to_choose.with(Vec::len),
            refused: refused.with(Vec::len),
            waiting: waiting.with(Vec::len),
        };
        if counts == Counts::default() && !forms.with(Vec::is_empty) {
            waiting::BEGUN.to_owned()
        } else {
            waiting::heading(counts)
        }
    });
    let lead = Signal::derive(move || {
        let reached = if connected.get() {
            "The server is reached. What waits is on its way."
        } else {
            "The server cannot be reached now. Go on working; what waits is sent when it is back."
        };
        (!waiting.with(Vec::is_empty)).then(|| reached.to_owned())
    });
    view! {
        <PageHeading title=title lead=lead />
        {Refusals::provide().summary()}
        {choice::section(to_choose)}
        {refused_section(refused)}
        {waiting_section(waiting)}
        {begun_section(forms)}
    }
}

/// What waits, each with what it is about.
fn lines(client: Client) -> Vec<Line> {
    let lines = client.pending().into_iter().map(|pending| {
        let known = pending.known().cloned();
        let command = known.or_else(|| pending.sent.decode());
        let line =
            |sight: Option<&Sight<'_>>| waiting::line(sight, &pending.sent.name, command.as_ref());
        client
            .look_now(|sight| line(Some(sight)))
            .unwrap_or_else(|| line(None))
    });
    lines.collect()
}

/// The page that shows a thing whole.
fn route_of(about: About) -> Route {
    match about {
        About::Objective(id) => Route::Objective(id),
        About::OneToOne(id) => Route::OneToOne(id),
        About::Indicator(id) => Route::Indicator(id),
    }
}

/// ": " and what something is about, with its page.
fn about(subject: Option<Subject>) -> Option<AnyView> {
    subject.map(|Subject { words, page }| match page {
        Some(page) => view! { ": " <a href=route_of(page).path()>{words}</a> }.into_any(),
        None => view! { ": " {words} }.into_any(),
    })
}

/// What was typed into forms and not sent, since the form may be on a page that is hard to find again, or gone.
fn begun_section(forms: RwSignal<Vec<(String, Vec<String>)>>) -> impl IntoView {
    let client = use_client();
    let discard = move |form: &str| {
        client.drop_drafts(form);
        forms.set(client.begun_forms());
        focus_soon(PAGE_HEADING_ID);
    };
    move || {
        let forms = forms.get();
        (!forms.is_empty()).then(|| {
            let rows = forms.into_iter().map(|(form, texts)| {
                let doing = waiting::filling_in(&form);
                let subject = client.look_now(|sight| waiting::about_form(sight, &form)).flatten();
                let texts = texts.into_iter().map(|text| view! { <p>{text}</p> });
                view! {
                    <li>
                        <div class="stack stack--tight">
                            <h3>{doing} {about(subject)}</h3>
                            {texts.collect_view()}
                        </div>
                        <Button on_press=move |()| discard(&form)>
                            "Throw away"
                            <span class="visually-hidden">{format!(" what you typed for “{doing}”")}</span>
                        </Button>
                    </li>
                }
            });
            view! {
                <section class="section">
                    <h2>"What you typed and did not save"</h2>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

fn refused_section(refusals: Memo<Vec<Refusal>>) -> impl IntoView {
    let any = Memo::new(move |_| refusals.with(|refusals| !refusals.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>"What was refused"</h2>
                    <ul class="rows">
                        <For each=move || refusals.get() key=offered children=refusal />
                    </ul>
                </section>
            }
        })
    }
}

/// What a line is told apart by: its command, and to whom its words can be sent by now.
fn offered(refusal: &Refusal) -> (Uuid, Option<String>) {
    let to = refusal
        .pass_on
        .as_ref()
        .map(|pass_on| pass_on.label.clone());
    (refusal.command, to)
}

fn refusal(refusal: Refusal) -> impl IntoView {
    let Refusal {
        command,
        doing,
        about: subject,
        why,
        words,
        pass_on,
    } = refusal;
    let facts = facts(words);
    let holds_words = !facts.is_empty();
    view! {
        <li>
            <div class="stack stack--tight">
                <h3>{doing} {about(subject)}</h3>
                <p>{why}</p>
                {holds_words.then(|| view! {
                    <p class="muted">"Your words, to copy:"</p>
                    <FactList facts=facts />
                })}
                {pass_on.map(|pass_on| pass_on::offer(command, doing, pass_on))}
            </div>
            {dismissing(command, doing, holds_words)}
        </li>
    }
}

/// Putting a refusal away. Where it holds the person's words, which are kept nowhere else, it is asked once more.
fn dismissing(command: Uuid, doing: &'static str, holds_words: bool) -> impl IntoView {
    let client = use_client();
    let asked = RwSignal::new(false);
    let what = format!(" “{doing}”");
    let dismiss = move || {
        client.dismiss(command);
        focus_soon(PAGE_HEADING_ID);
    };
    move || {
        let what = what.clone();
        if asked.get() {
            let throw = format!("throw-{command}");
            focus_soon(throw.clone());
            view! {
                <div class="stack stack--tight">
                    <p>"Your words are kept nowhere else."</p>
                    <div class="cluster">
                        <Button id=throw on_press=move |()| dismiss()>
                            "Throw them away"
                            <span class="visually-hidden">{what}</span>
                        </Button>
                        <Button on_press=move |()| asked.set(false)>"Keep them"</Button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! {
                <Button on_press=move |()| if holds_words { asked.set(true) } else { dismiss() }>
                    "Dismiss"
                    <span class="visually-hidden">{what}</span>
                </Button>
            }
            .into_any()
        }
    }
}

fn facts(words: Vec<Words>) -> Vec<Fact> {
    words
        .into_iter()
        .map(|Words { field, text }| Fact::new(field, text))
        .collect()
}

fn waiting_section(waiting: Memo<Vec<Line>>) -> impl IntoView {
    move || {
        let lines = waiting.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| {
                let begins = Some(line.begins).filter(|begins| !begins.is_empty());
                view! {
                    <li>
                        {line.doing} {about(line.about)}
                        {begins.map(|begins| view! { <p class="muted">{begins}</p> })}
                    </li>
                }
            });
            view! {
                <section class="section">
                    <h2>"What waits for the server"</h2>
                    <ol>{lines.collect_view()}</ol>
                </section>
            }
        })
    }
}
