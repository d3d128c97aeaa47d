//! The corrective action that a row's figure asks for, and those that there are.

use domain::{
    corrective_action::{PlanCorrectiveAction, ResponseKind},
    rejection::Rejection,
    view::{
        month_end::{self as view, Row},
        typed,
    },
};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{Button, ChoiceOption, Field, FieldWidth, InputKind, SelectField, TextArea},
    pages::{corrective_action::line, form::Form, presence::part},
};

/// Whether a row asks for a corrective action, or has one.
pub fn is_asked(row: Memo<Option<Row>>) -> Memo<bool> {
    part(row, |row| {
        row.asks_action.is_some() || !row.actions.is_empty()
    })
}

/// The corrective actions, and the form for one where it is asked for.
pub fn response(row: Memo<Option<Row>>) -> AnyView {
    let code = part(row, |row| row.code.clone());
    let asks = part(row, |row| row.asks_action.filter(|_| row.is_submitted()));
    let waits = part(row, |row| row.asks_action.is_some() && !row.is_submitted());
    let actions = part(row, |row| row.actions.clone());
    let may = part(row, |row| row.may_act);
    view! {
        <div class="stack">
            <h3>{move || code.get()} ": corrective action"</h3>
            {move || {
                let actions = actions.get();
                (!actions.is_empty()).then(|| view! {
                    <ul class="rows">{actions.into_iter().map(line).collect_view()}</ul>
                })
            }}
            {move || waits.get().then(|| view! { <p>"A corrective action is needed for this figure once it is submitted."</p> })}
            {move || asks.get().map(|why| view! {
                <p>
                    "This figure " {why} ". "
                    {if may.get() { "Say what is done about it, by whom and by when." } else { "Its service says what is done about it." }}
                </p>
                {may.get().then(|| form(row))}
            })}
        </div>
    }
    .into_any()
}

/// What has been filled in of a new action.
#[derive(Clone, Copy)]
struct Filled {
    kind: RwSignal<String>,
    what: RwSignal<String>,
    who: RwSignal<String>,
    due: RwSignal<String>,
    beyond: RwSignal<String>,
}

impl Filled {
    fn of(form: &Form) -> Self {
        Self {
            kind: form.typed("level", ""),
            what: form.typed("what", ""),
            who: form.typed("who", ""),
            due: form.typed("due", ""),
            beyond: form.typed("beyond_control", ""),
        }
    }

    fn chosen(self) -> Option<ResponseKind> {
        self.kind.with(|kind| view::response(kind))
    }

    fn read(self, client: Client, row: &Row) -> Result<PlanCorrectiveAction, Rejection> {
        let who = self.who.get_untracked();
        Ok(PlanCorrectiveAction {
            action: client.new_id(),
            indicator: row.indicator,
            period: row.period,
            kind: self
                .chosen()
                .ok_or_else(|| Rejection::field("level", "Choose one of the six responses."))?,
            what: self.what.get_untracked(),
            by: who
                .parse()
                .map_err(|_| Rejection::field("who", "Choose who does it."))?,
            due: typed::day("due", &self.due.get_untracked())?,
            beyond_control: self.beyond.get_untracked(),
        })
    }
}

fn form(row: Memo<Option<Row>>) -> AnyView {
    let client = use_client();
    let Some(now) = row.get_untracked() else {
        return ().into_any();
    };
    let about = format!("{}-{}", now.indicator, now.period);
    let form = Form::new(format!("response-{}", now.code)).kept_about("response", about);
    let filled = Filled::of(&form);
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = row
            .get_untracked()
            .ok_or(Rejection::NotFound)
            .and_then(|row| filled.read(client, &row));
        sent.send(read.map(Into::into), "The corrective action is planned.");
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {fields(&form, filled)}
            <Button id=form.id() submit=true>"Plan corrective action"<span class="visually-hidden">" for " {now.code}</span></Button>
        </form>
    }
    .into_any()
}

fn fields(form: &Form, filled: Filled) -> impl IntoView + use<> {
    let client = use_client();
    let kinds = view::responses()
        .map(|(key, words)| ChoiceOption::new(key, words))
        .collect::<Vec<_>>();
    let people = client.view(|sight| Some(view::people(sight)));
    let people = Signal::derive(move || {
        let people = people.get().unwrap_or_default().into_iter();
        people
            .map(|person| ChoiceOption::new(person.key, person.name))
            .collect::<Vec<_>>()
    });
    let beyond = Memo::new(move |_| filled.chosen().is_some_and(ResponseKind::needs_decision));
    let of = form.clone();
    view! {
        <SelectField id=form.field("level") name="level" label="Which response?" options=Signal::stored(kinds) error=form.error("level") value=filled.kind on_choose=move |key| filled.kind.set(key) />
        <TextArea id=form.field("what") name="what" label="What is done?" error=form.error("what") value=filled.what on_input=move |typed| filled.what.set(typed) rows=2 />
        <SelectField id=form.field("who") name="who" label="By whom?" options=people error=form.error("who") value=filled.who on_choose=move |key| filled.who.set(key) />
        <Field id=form.field("due") name="due" label="By when?" error=form.error("due") value=filled.due on_input=move |typed| filled.due.set(typed) kind=InputKind::Date width=FieldWidth::Short />
        {move || beyond.get().then(|| view! {
            <TextArea
                id=of.field("beyond_control")
                name="beyond_control"
                label="What is beyond the Company’s control?"
                hint="The Board or the Performance Committee decides on this."
                error=of.error("beyond_control")
                value=filled.beyond
                on_input=move |typed| filled.beyond.set(typed)
                rows=2
            />
        })}
    }
}
