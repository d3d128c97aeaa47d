//! Recording a risk, new or anew.

use domain::view::risk::{Typed, Writing, offered, record};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, SelectField, TextArea,
    },
    pages::form::{Form, Opener, ticks},
};

/// The form, for who may.
pub(in crate::pages) fn writing(writing: Memo<Writing>, label: &'static str) -> impl IntoView {
    let offer = Memo::new(move |_| writing.with(|writing| writing.offer.clone()));
    let about = writing.with_untracked(|writing| {
        writing
            .risk
            .map_or_else(|| "new".to_owned(), |risk| risk.to_string())
    });
    let form = Form::new("risk").about(about);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("name");
    view! {
        <div class="screen-only">
            <Opener id="open-risk" label=label offer=offer open=open first=first>
                {fields(form.clone(), writing, open)}
            </Opener>
        </div>
    }
}

/// The places on the matrix: name, and question.
const PLACES: [(&str, &str); 3] = [
    (
        "inherent",
        "How grave is it before anything is done about it?",
    ),
    (
        "current",
        "How grave is it now, with what is done about it?",
    ),
    ("target", "How grave is it to become?"),
];

/// The short fields and the long ones: name, label, hint.
const TEXTS: [(&str, &str, &str); 3] = [
    ("cause", "Why may it happen?", ""),
    ("event", "What may happen?", ""),
    ("effect", "What follows then?", "For residents first."),
];

/// What is typed in the form.
#[derive(Clone, Copy)]
struct Asked {
    name: RwSignal<String>,
    category: RwSignal<String>,
    service: RwSignal<String>,
    owner: RwSignal<String>,
    review_by: RwSignal<String>,
    texts: [RwSignal<String>; 3],
    controls: RwSignal<String>,
    indicators: RwSignal<String>,
    places: [Rated; 3],
}

impl Asked {
    fn of(form: &Form, first: Typed) -> Self {
        let places = first.places;
        let mut places = PLACES.iter().zip(places).map(|((field, _), place)| {
            (
                form.typed(&format!("{field}-likelihood"), place.0),
                form.typed(&format!("{field}-impact"), place.1),
            )
        });
        let mut next = || places.next().unwrap_or_default();
        Self {
            places: [next(), next(), next()],
            name: form.typed("name", first.name),
            category: form.typed("category", first.category),
            service: form.typed("service", first.service),
            owner: form.typed("owner", first.owner),
            review_by: form.typed("review_by", first.review_by),
            texts: [
                form.typed("cause", first.cause),
                form.typed("event", first.event),
                form.typed("effect", first.effect),
            ],
            controls: form.typed("controls", first.controls),
            indicators: form.typed("indicators", first.indicators),
        }
    }

    fn typed(&self) -> Typed {
        let [cause, event, effect] = self.texts.map(|text| text.get_untracked());
        let place =
            |(likelihood, impact): Rated| (likelihood.get_untracked(), impact.get_untracked());
        Typed {
            name: self.name.get_untracked(),
            cause,
            event,
            effect,
            category: self.category.get_untracked(),
            service: self.service.get_untracked(),
            owner: self.owner.get_untracked(),
            places: self.places.map(place),
            controls: self.controls.get_untracked(),
            indicators: self.indicators.get_untracked(),
            review_by: self.review_by.get_untracked(),
        }
    }
}

fn fields(form: Form, writing: Memo<Writing>, open: RwSignal<bool>) -> impl IntoView {
    let now = writing.get_untracked();
    let id = match now.risk {
        Some(risk) => risk.uuid(),
        None => use_client().new_id::<Typed>().uuid(),
    };
    let asked = Asked::of(&form, now.first);
    let (sent, dropped, read) = (form.clone(), form.clone(), asked);
    let shown = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = record(id, &read.typed());
        if sent.send(command.map(Into::into), "The risk is recorded.") {
            open.set(false);
        }
    };
    let all = now.indicators;
    let showing = Memo::new(move |_| {
        asked.service.with(|service| {
            let ticked = asked.indicators.get_untracked();
            offered(&all, service, &ticked)
        })
    });
    let texts = TEXTS
        .into_iter()
        .zip(asked.texts)
        .map(|(ask, value)| long_text(&form, ask, value))
        .collect_view();
    let rated = PLACES
        .into_iter()
        .zip(asked.places)
        .map(|((field, asks), place)| steps(&form, field, asks, place, now.size))
        .collect_view();
    view! {
        <form class="form" novalidate on:submit=submit>
            {line(&form, ("name", asked.name), "What is it called?", "")}
            {texts}
            {line(&form, ("category", asked.category), "Of what kind is it?", "For instance: health and safety, money, data. It can stay empty.")}
            {choose(&form, ("service", asked.service), "Whose risk is it?", now.services)}
            {choose(&form, ("owner", asked.owner), "Who answers for it?", now.people)}
            {rated}
            {long_text(&form, ("controls", "What is done about it?", "One control a line; after a semicolon, how it is known that it works."), asked.controls)}
            {move || {
                let showing = showing.get();
                (!showing.is_empty())
                    .then(|| ticks(&shown, "Which indicators show it coming?", showing, asked.indicators))
            }}
            {day(&form, asked.review_by)}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the risk"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// How likely, and how grave.
type Rated = (RwSignal<String>, RwSignal<String>);

/// Two choices of a step each.
pub(super) fn steps(
    form: &Form,
    field: &'static str,
    asks: &'static str,
    (likelihood, impact): Rated,
    size: u8,
) -> impl IntoView + use<> {
    let options: Vec<ChoiceOption> = (1..=size)
        .map(|step| {
            let words = match step {
                1 => "1, the least".to_owned(),
                step if step == size => format!("{step}, the most"),
                step => step.to_string(),
            };
            ChoiceOption::new(step.to_string(), words)
        })
        .collect();
    let first = form.field(field);
    let second = format!("{first}-impact");
    view! {
        <fieldset class="choice">
            <legend class="field__label">{asks}</legend>
            <SelectField
                id=first
                name=field
                label="How likely is it?"
                error=form.error(field)
                options=options.clone()
                value=likelihood
                on_choose=move |step| likelihood.set(step)
            />
            <SelectField
                id=second
                name=format!("{field}-impact")
                label="How grave is its effect?"
                options=options
                value=impact
                on_choose=move |step| impact.set(step)
            />
        </fieldset>
    }
}

fn line(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    hint: &'static str,
) -> impl IntoView + use<> {
    view! {
        <Field
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
        />
    }
}

fn long_text(
    form: &Form,
    (name, label, hint): (&'static str, &'static str, &'static str),
    value: RwSignal<String>,
) -> impl IntoView + use<> {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            rows=3
        />
    }
}

fn choose(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    choices: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let options: Vec<ChoiceOption> = choices
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect();
    view! {
        <SelectField
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            options=options
            value=value
            on_choose=move |chosen| value.set(chosen)
        />
    }
}

fn day(form: &Form, value: RwSignal<String>) -> impl IntoView + use<> {
    view! {
        <Field
            id=form.field("review_by")
            name="review_by"
            label="Until when is it looked at again?"
            error=form.error("review_by")
            value=value
            on_input=move |text| value.set(text)
            kind=InputKind::Date
            width=FieldWidth::Short
        />
    }
}
