//! One of a few, as radio buttons.

use leptos::prelude::*;

use super::field::{described_by, error_text};

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl ChoiceOption {
    /// An answer with the value sent and the words read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A question with a few answers, one of which is chosen.
#[component]
pub fn Choice(
    /// The name it is sent under; the first answer's `id` is this too, for an error summary to link to.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers, at most about six.
    options: Vec<ChoiceOption>,
    /// The value of the answer chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the value of the answer chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let described_by = described_by(&name, "", error);
    let error_id = format!("{name}-error");
    let items = options.into_iter().enumerate().map(|(position, option)| {
        let id = (position == 0).then(|| name.clone());
        let own = option.value.clone();
        let chosen = Signal::derive(move || value.with(|value| *value == own));
        let attribute = cfg!(feature = "ssr").then(|| chosen.get_untracked());
        view! {
            <label class="choice__option">
                <input
                    type="radio"
                    id=id
                    name=name.clone()
                    value=option.value
                    checked=attribute
                    prop:checked=move || chosen.get()
                    on:change:target=move |event| {
                        if let Some(on_choose) = on_choose {
                            on_choose.run(event.target().value());
                        }
                    }
                />
                <span>{option.label}</span>
            </label>
        }
    });
    view! {
        <fieldset
            class=move || if error.with(Option::is_some) { "choice field--wrong" } else { "choice" }
            aria-describedby=described_by
        >
            <legend class="choice__legend">{legend}</legend>
            {move || error_text(&error_id, error)}
            <div class="choice__options">{items.collect_view()}</div>
        </fieldset>
    }
}
