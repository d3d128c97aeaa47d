//! Sessions with focus groups: what residents said of targets, what the Company did, and recording both.

use domain::view::{
    focus_group_sessions::{self as view, Page, Session, Typed},
    permission::Offer,
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, PageHeading, SelectField,
        Tag, TextArea,
    },
    pages::{
        form::{Form, Opener, Refusals, Tick, ticks},
        presence::{each, part, present},
    },
};

const LEAD: &str = "Residents say what they make of our targets, and we say what we did. Record the group, and never who was in it.";

/// Sessions with focus groups.
#[component]
pub fn FocusGroupSessionsPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let client = use_client();
    let page = client.view(move |sight| view::page(sight, client.today()));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let sessions = part(page, |page| page.sessions.clone());
    view! {
        <PageHeading title=heading lead=Some(LEAD.to_owned()) />
        {refusals.summary()}
        {recording(page, "session-new".to_owned(), "Record a session", None)}
        {each(sessions, |session| session.session, move |own| session(page, own))}
    }
}

fn session(page: Memo<Option<Page>>, own: Memo<Option<Session>>) -> AnyView {
    let Some(id) = own.with_untracked(|own| own.as_ref().map(|own| own.session)) else {
        return ().into_any();
    };
    let heading = format!("session-{id}");
    let name = part(own, |own| own.name.clone());
    let about = part(own, |own| own.about.clone());
    let said = part(own, |own| own.said.clone());
    let did = part(own, |own| own.did.clone());
    let state = part(own, |own| own.state);
    let illustrative = part(own, |own| own.illustrative);
    let told = |words: Vec<String>| {
        words
            .into_iter()
            .map(|words| view! { <p>{words}</p> })
            .collect_view()
    };
    let answer = move || match did.get() {
        none if none.is_empty() => view! { <p>"We have not answered yet."</p> }.into_any(),
        did => told(did).into_any(),
    };
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{move || name.get()} {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}</h2>
            <p class="muted">{move || about.get()} ". " {move || state.get()} "."</p>
            <h3>"What they said"</h3>
            {move || told(said.get())}
            <h3>"What we did"</h3>
            {answer}
            {recording(page, heading.clone() + "-change", "Change it, or say what we did", Some(own))}
        </section>
    }
    .into_any()
}

fn recording(
    page: Memo<Option<Page>>,
    id: String,
    label: &'static str,
    stands: Option<Memo<Option<Session>>>,
) -> impl IntoView {
    let form = Form::new(id.clone()).kept_about("session", id.clone());
    let open = RwSignal::new(form.is_begun());
    let offer: Memo<Offer> = part(page, |page| page.record.clone());
    let first = form.field("group");
    view! {
        <div class="screen-only">
            <Opener id=format!("open-{id}") label=label offer=offer open=open first=first>
                {fields(form.clone(), page, stands, open)}
            </Opener>
        </div>
    }
}

/// What is typed in the form.
#[derive(Clone, Copy)]
struct Asked {
    group: RwSignal<String>,
    on: RwSignal<String>,
    year: RwSignal<String>,
    indicators: RwSignal<String>,
    said: RwSignal<String>,
    did: RwSignal<String>,
    published: RwSignal<String>,
}

impl Asked {
    fn of(form: &Form, first: Typed) -> Self {
        let published = if first.published { "yes" } else { "" };
        Self {
            group: form.typed("group", first.group),
            on: form.typed("on", first.on),
            year: form.typed("year", first.year),
            indicators: form.typed("indicators", first.indicators),
            said: form.typed("said", first.said),
            did: form.typed("did", first.did),
            published: form.typed("published", published),
        }
    }

    fn typed(&self) -> Typed {
        Typed {
            group: self.group.get_untracked(),
            on: self.on.get_untracked(),
            year: self.year.get_untracked(),
            indicators: self.indicators.get_untracked(),
            said: self.said.get_untracked(),
            did: self.did.get_untracked(),
            published: self
                .published
                .with_untracked(|published| published == "yes"),
        }
    }
}

fn fields(
    form: Form,
    page: Memo<Option<Page>>,
    stands: Option<Memo<Option<Session>>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (indicators, years) = page.with_untracked(|page| {
        page.as_ref()
            .map(|page| (page.indicators.clone(), page.years.clone()))
            .unwrap_or_default()
    });
    let stands = stands.and_then(|own| own.get_untracked());
    let (id, first) = match stands {
        Some(session) => (session.session.uuid(), session.first),
        None => (use_client().new_id::<Page>().uuid(), Typed::default()),
    };
    let asked = Asked::of(&form, first);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::record(id, &asked.typed());
        if sent.send(command.map(Into::into), "The session is recorded.") {
            open.set(false);
        }
    };
    let years: Vec<ChoiceOption> = years
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect();
    let published = Memo::new(move |_| asked.published.with(|published| published == "yes"));
    let publish = move |ticked: bool| {
        asked
            .published
            .set(if ticked { "yes" } else { "" }.to_owned());
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {short(&form, ("group", asked.group), "Which group?", "For instance: tenants of the Victoria blocks.", InputKind::Text)}
            {short(&form, ("on", asked.on), "When?", "", InputKind::Date)}
            <SelectField
                id=form.field("year")
                name="year"
                label="The targets of which year?"
                error=form.error("year")
                options=years
                value=asked.year
                on_choose=move |year| asked.year.set(year)
            />
            {ticks(&form, "Whose targets were discussed?", indicators, asked.indicators)}
            {long(&form, ("said", asked.said), "What did they say?")}
            {long(&form, ("did", asked.did), "What did we do?")}
            <Tick ticked=published on_tick=publish>"Residents read it on the public site, beside these indicators"</Tick>
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the session"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn short(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    hint: &'static str,
    kind: InputKind,
) -> impl IntoView + use<> {
    let width = match kind {
        InputKind::Date => FieldWidth::Short,
        _ => FieldWidth::default(),
    };
    view! {
        <Field
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            kind=kind
            width=width
        />
    }
}

fn long(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
) -> impl IntoView + use<> {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            rows=4
        />
    }
}
