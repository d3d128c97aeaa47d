//! Words that are kept as they are written: after a pause, on leaving the field and on leaving the page.

use std::time::Duration;

use domain::rejection::Rejection;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::components::TextArea;

/// How long a pause in typing is.
const PAUSE: Duration = Duration::from_secs(2);

/// What is being written, and what of it is kept.
#[derive(Clone, Copy)]
struct Draft {
    typed: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    /// Whether something was typed since it was last kept.
    touched: StoredValue<bool>,
    pause: StoredValue<Option<TimeoutHandle>>,
    kept: Signal<String>,
    keep: Callback<String, Result<(), Rejection>>,
}

/// A text area whose words need no button. What comes from elsewhere never replaces what is being typed.
#[component]
pub fn KeptText(
    /// The id of the text area.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Who can read it, and that it is kept.
    #[prop(optional, into)]
    hint: String,
    /// What is kept now.
    #[prop(into)]
    kept: Signal<String>,
    /// Keeps the words, or says why not.
    keep: Callback<String, Result<(), Rejection>>,
    /// Lines shown at first.
    #[prop(default = 3)]
    rows: u8,
) -> impl IntoView {
    let draft = Draft {
        typed: RwSignal::new(kept.get_untracked()),
        problem: RwSignal::new(None),
        touched: StoredValue::new(false),
        pause: StoredValue::new(None),
        kept,
        keep,
    };
    Effect::new(move |_| draft.follow());
    on_cleanup(move || draft.save());
    view! {
        <div on:focusout=move |_| draft.save()>
            <TextArea
                id=id.clone()
                name=id
                label=label
                hint=hint
                error=draft.problem
                value=draft.typed
                on_input=move |typed| draft.type_in(typed)
                rows=rows
            />
        </div>
    }
}

impl Draft {
    /// Takes what was kept elsewhere, unless something is being typed here.
    fn follow(self) {
        let kept = self.kept.get();
        let typing = self.touched.get_value();
        if !typing
            && self
                .typed
                .with_untracked(|typed| typed.trim() != kept.trim())
        {
            self.typed.set(kept);
        }
    }

    fn type_in(self, typed: String) {
        self.typed.set(typed);
        self.touched.set_value(true);
        self.stop_waiting();
        let pause = set_timeout_with_handle(
            move || {
                // An emptied field may be on its way to other words: only leaving it says that it is meant.
                if self.typed.with_untracked(|typed| !typed.trim().is_empty()) {
                    self.save();
                }
            },
            PAUSE,
        );
        self.pause.set_value(pause.ok());
    }

    /// Keeps what was typed. It runs as the page goes, too, so nothing here may be gone already.
    fn save(self) {
        self.stop_waiting();
        if self.touched.try_get_value() != Some(true) {
            return;
        }
        let (Some(typed), Some(kept)) = (
            self.typed.try_get_untracked(),
            self.kept.try_get_untracked(),
        ) else {
            return;
        };
        let outcome = if typed.trim() == kept.trim() {
            Ok(())
        } else {
            self.keep.run(typed)
        };
        self.touched
            .try_update_value(|touched| *touched = outcome.is_err());
        self.problem
            .try_set(outcome.err().map(|refused| refused.to_string()));
    }

    fn stop_waiting(self) {
        if let Some(Some(pause)) = self.pause.try_update_value(Option::take) {
            pause.clear();
        }
    }
}
