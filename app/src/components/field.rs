//! A question with a one-line answer: label, hint, error, box. The frame is shared by every kind of field.

use leptos::prelude::*;

/// What is typed into the box; it decides the keyboard on a tablet and what the browser may fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// A line of text.
    #[default]
    Text,
    /// A number, typed as text: a wheel or an arrow never changes it by accident.
    Number,
    /// A password.
    Password,
    /// A date, with the browser's own picker.
    Date,
}

impl InputKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Password => "password",
            Self::Date => "date",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("decimal"),
            Self::Text | Self::Password | Self::Date => None,
        }
    }
}

/// How long an answer is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// As long as a line of text.
    #[default]
    Line,
    /// A name, a date.
    Short,
    /// A figure.
    Number,
}

impl FieldWidth {
    const fn class(self) -> &'static str {
        match self {
            Self::Line => "field__control",
            Self::Short => "field__control field__control--short",
            Self::Number => "field__control field__control--number",
        }
    }
}

/// A label, a hint, an error and a one-line input.
#[component]
pub fn Field(
    /// The `id` of the input, which an error summary links to.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// How to answer it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answer so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Called with the whole answer at each change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional)] width: FieldWidth,
    /// What the browser may fill in: "username", "current-password".
    #[prop(optional, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    // Without script only the attribute counts; with script only the property does.
    let attribute = cfg!(feature = "ssr").then(|| value.get_untracked());
    let control = view! {
        <input
            id=id.clone()
            name=name
            class=width.class()
            type=kind.input_type()
            inputmode=kind.input_mode()
            autocomplete=autocomplete
            aria-describedby=described_by(&id, &hint, error)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            value=attribute
            prop:value=move || value.get()
            on:input:target=move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(event.target().value());
                }
            }
        />
    };
    field_frame(id, label, hint, error, control.into_any())
}

/// The ids that describe a control: its hint, and its error while there is one.
pub(super) fn described_by(
    id: &str,
    hint: &str,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let error_id = format!("{id}-error");
    Signal::derive(move || {
        let error_id = error.with(Option::is_some).then(|| error_id.clone());
        let ids: Vec<String> = hint_id.iter().cloned().chain(error_id).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// Label, hint and error around a control.
pub(super) fn field_frame(
    id: String,
    label: String,
    hint: String,
    error: Signal<Option<String>>,
    control: AnyView,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> });
    let problem = move || error_text(&error_id, error);
    view! {
        <div class=move || if error.with(Option::is_some) { "field field--wrong" } else { "field" }>
            <label class="field__label" for=id>
                {label}
            </label>
            {hint}
            {problem}
            {control}
        </div>
    }
}

/// What is wrong with an answer, beside the question.
pub(super) fn error_text(id: &str, error: Signal<Option<String>>) -> impl IntoView + use<> {
    let id = id.to_owned();
    error.get().map(|error| {
        view! {
            <p class="field__error" id=id>
                <span class="visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    })
}
