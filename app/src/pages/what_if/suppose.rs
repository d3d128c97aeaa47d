//! The form for one more thing to try.

use domain::view::what_if::{self as view, Answer, Choices, Typed};
use leptos::prelude::*;

use super::kept::Kept;
use crate::{
    client::use_client,
    components::{Button, Choice, ChoiceOption, Field, FieldWidth, InputKind, SelectField},
    pages::form::Form,
};

const WHAT: [(&str, &str); 3] = [
    (
        "weight",
        "How much something counts towards what is above it",
    ),
    (
        "tolerance",
        "How far from its target an indicator is still close",
    ),
    ("target", "An indicator’s target for a year"),
];

const BY: [(&str, &str); 3] = [
    ("percent", "Per cent of the target"),
    ("points", "Points, in the indicator’s own unit"),
    ("none", "No tolerance: on target or off target"),
];

/// What is chosen and typed.
#[derive(Clone, Copy)]
struct Fields {
    what: RwSignal<String>,
    of: RwSignal<String>,
    by: RwSignal<String>,
    year: RwSignal<String>,
    value: RwSignal<String>,
}

/// "Try something".
pub fn suppose(kept: Kept) -> AnyView {
    let client = use_client();
    let today = client.today();
    let choices = client.view(move |sight| Some(view::choices(sight, today)));
    let choices = Memo::new(move |_| choices.get().unwrap_or_default());
    let form = Form::new("suppose");
    let fields = Fields {
        what: RwSignal::new("weight".to_owned()),
        of: RwSignal::new(String::new()),
        by: RwSignal::new("percent".to_owned()),
        year: RwSignal::new(String::new()),
        value: RwSignal::new(String::new()),
    };
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match view::suppose(&fields.typed()) {
            Ok(supposition) => {
                kept.supposed
                    .update(|text| *text = view::with(text, supposition));
                fields.value.set(String::new());
                sent.accept("It is tried. Nothing is changed by that.");
            }
            Err(rejection) => sent.refuse(rejection),
        }
    };
    view! {
        <section class="section screen-only" aria-labelledby="try-heading">
            <h2 id="try-heading">"Try something"</h2>
            <form class="form" novalidate on:submit=submit>
                {asked(&form, fields, choices)}
                <div class="cluster">
                    <Button id=form.id() submit=true>"Try it"</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

impl Fields {
    fn typed(self) -> Typed {
        Typed {
            what: self.what.get_untracked(),
            of: self.of.get_untracked(),
            by: self.by.get_untracked(),
            year: self.year.get_untracked(),
            value: self.value.get_untracked(),
        }
    }
}

fn asked(form: &Form, fields: Fields, choices: Memo<Choices>) -> AnyView {
    let what = fields.what;
    let choose = move |chosen: String| {
        what.set(chosen);
        fields.of.set(String::new());
    };
    let of = Signal::derive(move || {
        choices.with(|choices| match what.get().as_str() {
            "tolerance" => options(&choices.tolerances),
            "target" => options(&choices.targets),
            _ => options(&choices.weights),
        })
    });
    let (by_form, value_form) = (form.clone(), form.clone());
    let more = move || match what.get().as_str() {
        "tolerance" => by(&by_form, fields),
        "target" => year(&by_form, fields, choices),
        _ => ().into_any(),
    };
    let number = move || {
        let none = what.get() == "tolerance" && fields.by.get() == "none";
        (!none).then(|| value(&value_form, fields))
    };
    view! {
        <Choice
            name=form.field("what")
            legend="What would you change?"
            options=listed(&WHAT)
            value=what
            error=form.error("what")
            on_choose=choose
        />
        <SelectField
            id=form.field("of")
            name="of"
            label="Of which?"
            error=form.error("of")
            options=of
            value=fields.of
            on_choose=move |key| fields.of.set(key)
        />
        {more}
        {number}
    }
    .into_any()
}

fn by(form: &Form, fields: Fields) -> AnyView {
    view! {
        <Choice
            name=form.field("by")
            legend="How is the tolerance counted?"
            options=listed(&BY)
            value=fields.by
            error=form.error("by")
            on_choose=move |key| fields.by.set(key)
        />
    }
    .into_any()
}

fn year(form: &Form, fields: Fields, choices: Memo<Choices>) -> AnyView {
    let years = Signal::derive(move || choices.with(|choices| options(&choices.years)));
    view! {
        <SelectField
            id=form.field("year")
            name="year"
            label="For which financial year?"
            error=form.error("year")
            options=years
            value=fields.year
            on_choose=move |key| fields.year.set(key)
        />
    }
    .into_any()
}

fn value(form: &Form, fields: Fields) -> AnyView {
    view! {
        <Field
            id=form.field("value")
            name="value"
            label="What should it be instead?"
            error=form.error("value")
            value=fields.value
            on_input=move |typed| fields.value.set(typed)
            kind=InputKind::Number
            width=FieldWidth::Number
        />
    }
    .into_any()
}

fn listed(options: &[(&str, &str)]) -> Vec<ChoiceOption> {
    options
        .iter()
        .map(|(value, label)| ChoiceOption::new(*value, *label))
        .collect()
}

pub(super) fn options(answers: &[Answer]) -> Vec<ChoiceOption> {
    answers
        .iter()
        .map(|answer| ChoiceOption::new(answer.key.clone(), answer.label.clone()))
        .collect()
}
