//! The form of a target: every question of the view, answered into one place that the checks read at each key.

use domain::{
    calendar::{Date, FinancialYear},
    indicator::IndicatorId,
    rejection::Rejection,
    target::checks::Code,
    view::target::{self as view, Answers, Ask, Input, Page},
};
use leptos::prelude::*;

use super::{checks, year};
use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, Choice, ChoiceOption, Field, FieldWidth, InputKind, SelectField,
        TextArea,
    },
    pages::{
        form::{Form, Tick},
        presence::part,
    },
};

/// What stands in every field. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    fields: StoredValue<Vec<(&'static str, RwSignal<String>)>>,
}

impl Typed {
    /// The fields of every question and of every reason, each with what was typed earlier or what stands.
    fn begin(form: &Form, page: &Page) -> Self {
        let asked = page.parts.iter().flat_map(|part| &part.asks);
        let fields = asked
            .map(|ask| ask.field)
            .chain(Code::ALL.map(Code::field))
            .map(|field| (field, form.typed(field, page.first.get(field))));
        Self {
            fields: StoredValue::new(fields.collect()),
        }
    }

    /// One field.
    pub(super) fn field(self, name: &str) -> RwSignal<String> {
        self.fields
            .with_value(|fields| {
                fields
                    .iter()
                    .find(|(field, _)| *field == name)
                    .map(|(_, typed)| *typed)
            })
            .unwrap_or_default()
    }

    fn answers(self) -> Answers {
        let mut answers = Answers::default();
        self.fields.with_value(|fields| {
            for (field, typed) in fields {
                answers.put(field, typed.get());
            }
        });
        answers
    }
}

/// The form, with what the checks say beside it.
pub(super) fn form(page: Memo<Option<Page>>, title: &'static str) -> impl IntoView {
    let about = page.get_untracked().map(|page| {
        let form = Form::new("target").about(format!("{}-{}", page.id, page.year.0));
        let typed = Typed::begin(&form, &page);
        filled(&form, typed, (page.id, page.year), &page)
    });
    let does = part(page, |page| page.does);
    view! {
        <section class="section screen-only" aria-labelledby="set-heading">
            <h2 id="set-heading">{title}</h2>
            {about.map(|about| about(does))}
        </section>
    }
}

type Shown = Box<dyn FnOnce(Memo<&'static str>) -> AnyView>;

fn filled(form: &Form, typed: Typed, (id, of): (IndicatorId, FinancialYear), page: &Page) -> Shown {
    let client = use_client();
    let today: Date = client.today();
    let answers = Memo::new(move |_| typed.answers());
    let found = client.view(move |sight| Some(view::found(sight, id, of, &answers.get(), today)));
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = client.new_id();
        let read =
            client.look(|sight| view::given(sight, (id, of), &answers.get_untracked(), new, today));
        sent.send(
            read.unwrap_or(Err(Rejection::NotFound)),
            "The target is proposed.",
        );
    };
    let parts = page
        .parts
        .iter()
        .map(|part| {
            let asks = part
                .asks
                .iter()
                .map(|ask| question(form, ask, typed, answers));
            view! {
                <h3>{part.heading}</h3>
                {asks.collect_view()}
            }
        })
        .collect_view();
    let (own, button) = (form.clone(), form.id());
    Box::new(move |does| {
        view! {
            <form class="form" novalidate on:submit=submit>
                {parts}
                {year::year(found)}
                {checks::checks(&own, found, typed)}
                <div class="cluster">
                    <Button id=button submit=true kind=ButtonKind::Primary>{move || does.get()}</Button>
                </div>
            </form>
        }
        .into_any()
    })
}

/// A question, where it is asked as the other answers stand.
fn question(form: &Form, ask: &Ask, typed: Typed, answers: Memo<Answers>) -> impl IntoView + use<> {
    let (form, ask) = (form.clone(), ask.clone());
    let condition = ask.clone();
    let asked = Memo::new(move |_| answers.with(|answers| condition.is_asked(answers)));
    move || asked.get().then(|| control(&form, &ask, typed))
}

fn control(form: &Form, ask: &Ask, typed: Typed) -> AnyView {
    let value = typed.field(ask.field);
    let (id, error) = (form.field(ask.field), form.error(ask.field));
    let on_input = Callback::new(move |text| value.set(text));
    let options = |some: &[(String, String)]| -> Vec<ChoiceOption> {
        some.iter()
            .map(|(value, label)| ChoiceOption::new(value, label))
            .collect()
    };
    let line = |kind, width| {
        view! {
            <Field
                id=id.clone()
                name=ask.field
                label=ask.label
                hint=ask.hint.clone()
                error=error
                value=value
                on_input=on_input
                kind=kind
                width=width
            />
        }
        .into_any()
    };
    match &ask.input {
        Input::Number => line(InputKind::Number, FieldWidth::Number),
        Input::Day => line(InputKind::Date, FieldWidth::Short),
        Input::Line => line(InputKind::Text, FieldWidth::Line),
        Input::Lines => view! {
            <TextArea
                id=id.clone()
                name=ask.field
                label=ask.label
                hint=ask.hint.clone()
                error=error
                value=value
                on_input=on_input
                rows=2
                printed=true
            />
        }
        .into_any(),
        Input::Tick => {
            let ticked = Signal::derive(move || value.with(|value| value == "yes"));
            let tick = move |on: bool| value.set(if on { "yes" } else { "" }.to_owned());
            let label = ask.label;
            view! { <Tick ticked=ticked on_tick=tick>{label}</Tick> }.into_any()
        }
        Input::One(some) => view! {
            <Choice name=id.clone() legend=ask.label options=options(some) value=value error=error on_choose=on_input />
        }
        .into_any(),
        Input::Listed(some) => view! {
            <SelectField
                id=id.clone()
                name=ask.field
                label=ask.label
                hint=ask.hint.clone()
                error=error
                options=options(some)
                value=value
                on_choose=on_input
                prompt="None"
            />
        }
        .into_any(),
    }
}
