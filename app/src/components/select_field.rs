//! A question answered from a list too long for radio buttons.

use leptos::prelude::*;

use super::choice::ChoiceOption;
use super::field::{described_by, field_frame};

/// A label, a hint, an error and a native select.
#[component]
pub fn SelectField(
    /// The `id` of the select, which an error summary links to.
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
    /// The answers.
    #[prop(into)]
    options: Signal<Vec<ChoiceOption>>,
    /// The value of the answer so far; empty for none.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Called with the value of the answer chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
    /// What stands first, for no answer yet.
    #[prop(default = "Choose one".into(), into)]
    prompt: String,
) -> impl IntoView {
    let chosen = move |option: &str| value.with(|value| value == option);
    let items = move || {
        let options = options.get().into_iter();
        options
            .map(|ChoiceOption { value, label }| {
                let selected = chosen(&value);
                view! {
                    <option value=value selected=selected>
                        {label}
                    </option>
                }
            })
            .collect_view()
    };
    let control = view! {
        <select
            id=id.clone()
            name=name
            class="field__control"
            aria-describedby=described_by(&id, &hint, error)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            on:change:target=move |event| {
                if let Some(on_choose) = on_choose {
                    on_choose.run(event.target().value());
                }
            }
        >
            <option value="" selected=move || value.with(String::is_empty)>
                {prompt}
            </option>
            {items}
        </select>
    };
    field_frame(id, label, hint, error, control.into_any())
}
