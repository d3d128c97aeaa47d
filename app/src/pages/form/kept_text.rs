//! Words that are kept as they are written: on this device with every pause, and given after a longer one, on leaving the field and on
//! leaving the page.

use std::time::Duration;

use domain::rejection::Rejection;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    client::{Client, use_client},
    components::{Button, TextArea},
};

/// How long a pause in typing is after which the words are given.
const PAUSE: Duration = Duration::from_secs(2);

/// What is being written, and what of it is kept.
#[derive(Clone, Copy)]
struct Draft {
    client: Client,
    /// What its fields begin with where they are kept on this device.
    kept_as: StoredValue<String>,
    typed: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    /// What stood here when the person began to write.
    read: StoredValue<String>,
    /// What the person wrote elsewhere meanwhile, which they have to choose about.
    other: RwSignal<Option<String>>,
    /// Whether something was typed since it was last kept.
    touched: StoredValue<bool>,
    pause: StoredValue<Option<TimeoutHandle>>,
    kept: Signal<String>,
    keep: Callback<Written, Result<(), Rejection>>,
}

/// Words, and those that stood there when their author began to write.
#[derive(Clone, Debug)]
pub struct Written {
    /// The words.
    pub text: String,
    /// What stood there.
    pub read: String,
}

/// A text area whose words need no button. What comes from elsewhere never replaces what is being typed, nor the other way round: where
/// the person wrote on another device meanwhile, they choose.
#[component]
pub fn KeptText(
    /// The id of the text area.
    #[prop(into)]
    id: String,
    /// What names it on this device, visit after visit; it ends in `-`.
    #[prop(into)]
    kept_as: String,
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
    keep: Callback<Written, Result<(), Rejection>>,
    /// Lines shown at first.
    #[prop(default = 3)]
    rows: u8,
) -> impl IntoView {
    let draft = Draft {
        client: use_client(),
        kept_as: StoredValue::new(kept_as),
        typed: RwSignal::new(kept.get_untracked()),
        problem: RwSignal::new(None),
        read: StoredValue::new(String::new()),
        other: RwSignal::new(None),
        touched: StoredValue::new(false),
        pause: StoredValue::new(None),
        kept,
        keep,
    };
    draft.take_up();
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
                printed=true
            />
        </div>
        {move || draft.other.get().map(|other| choice(draft, other))}
    }
}

/// What the person wrote here and elsewhere, neither having seen the other.
fn choice(draft: Draft, other: String) -> impl IntoView {
    let theirs = StoredValue::new(other.clone());
    let put = move |text: String| {
        draft.typed.set(text);
        theirs.with_value(|theirs| draft.read.set_value(theirs.clone()));
        draft.touched.set_value(true);
        draft.save();
    };
    let mine = move || draft.typed.get_untracked();
    let leave = move |()| {
        draft.other.set(None);
        draft.problem.set(None);
        draft.typed.set(theirs.get_value());
        draft.put_down();
    };
    view! {
        <div class="stack stack--tight">
            <p>"On another device or in another tab you wrote: "</p>
            <p class="said">{other}</p>
            <div class="cluster">
                <Button on_press=move |()| put(mine())>"Put what I wrote here in its place"</Button>
                <Button on_press=move |()| put(format!("{}\n\n{}", theirs.get_value(), mine()))>"Keep both"</Button>
                <Button on_press=leave>"Leave it as it stands"</Button>
            </div>
        </div>
    }
}

impl Draft {
    fn field(self, name: &str) -> String {
        self.kept_as
            .with_value(|kept_as| format!("{kept_as}{name}"))
    }

    /// Goes on with what was typed on an earlier visit and not given.
    fn take_up(self) {
        let Some(typed) = self.client.draft(&self.field("text")) else {
            return;
        };
        let read = self.client.draft(&self.field("read"));
        self.read
            .set_value(read.unwrap_or_else(|| self.kept.get_untracked()));
        self.touched.set_value(true);
        self.type_in(typed);
    }

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
        if !self.touched.get_value() {
            self.read.set_value(self.kept.get_untracked());
            self.touched.set_value(true);
        }
        let read = self.read.get_value();
        let (text, before) = (self.field("text"), self.field("read"));
        self.client.write_draft(&before, Some(read));
        self.client.write_draft(&text, Some(typed.clone()));
        self.typed.set(typed);
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
        let (Some(text), Some(kept), Some(read)) = (
            self.typed.try_get_untracked(),
            self.kept.try_get_untracked(),
            self.read.try_get_value(),
        ) else {
            return;
        };
        let outcome = if text.trim() == kept.trim() {
            Ok(())
        } else {
            self.keep.run(Written { text, read })
        };
        if outcome.is_ok() {
            self.put_down();
        }
        let differs = outcome.as_ref().is_err_and(Rejection::needs_choice);
        let other = differs.then_some(kept);
        // Made anew it would be gone from under the finger that presses in it.
        if self
            .other
            .try_get_untracked()
            .is_some_and(|before| before != other)
        {
            self.other.set(other);
        }
        self.problem
            .try_set(outcome.err().map(|refused| refused.to_string()));
    }

    /// Nothing is being typed any more: what comes from elsewhere is followed again.
    fn put_down(self) {
        self.touched.try_update_value(|touched| *touched = false);
        if let Some(kept_as) = self.kept_as.try_get_value() {
            self.client.give_drafts(&kept_as);
        }
    }

    fn stop_waiting(self) {
        if let Some(Some(pause)) = self.pause.try_update_value(Option::take) {
            pause.clear();
        }
    }
}
