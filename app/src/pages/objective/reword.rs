//! Changing the words of an objective that is not agreed yet: on its own page, and where the two go through it in a 1:1.

use domain::{
    objective::{ObjectiveId, RewordObjective},
    objective_words::ObjectiveWords,
    rejection::Rejection,
    view::{day, permission::Offer, typed},
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Field, FieldWidth, InputKind, TextArea},
    pages::form::{Form, Opener},
};

/// "Change the wording", with the form that it opens.
#[component]
pub fn RewordForm(
    /// Which objective.
    objective: ObjectiveId,
    /// Its words as they stand.
    words: Memo<ObjectiveWords>,
    /// Whether it can be changed.
    #[prop(into)]
    offer: Signal<Offer>,
) -> impl IntoView {
    let form = Form::new(format!("reword-{objective}"));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("title");
    let about = Signal::derive(move || words.with(|words| format!("of “{}”", words.title)));
    view! {
        <Opener id=format!("open-reword-{objective}") label="Change the wording" about=about offer=offer open=open first=first>
            {fields(form.clone(), objective, words, open)}
        </Opener>
    }
}

/// What is being typed, and the words that it is written over.
#[derive(Clone, Copy)]
struct Typing {
    title: RwSignal<String>,
    success_measure: RwSignal<String>,
    due: RwSignal<String>,
    read: RwSignal<ObjectiveWords>,
}

impl Typing {
    /// Begins from the words as they stand; what was typed on an earlier visit was written over those that stood then.
    fn new(form: &Form, now: ObjectiveWords) -> Self {
        let over = form.typed("read", "");
        let kept = over.with_untracked(|over| serde_json::from_str(over).ok());
        let read = RwSignal::new(kept.unwrap_or_else(|| now.clone()));
        let typing = Self {
            title: form.typed("title", now.title),
            success_measure: form.typed("success_measure", now.success_measure),
            due: form.typed("due", now.due.map(day::typed).unwrap_or_default()),
            read,
        };
        Effect::new(move |before: Option<()>| {
            let (words, read) = (typing.words(), read.get());
            if before.is_some() {
                let begun = words != Ok(read.clone());
                let kept = begun.then(|| serde_json::to_string(&read).ok()).flatten();
                over.set(kept.unwrap_or_default());
            }
        });
        typing
    }

    fn words(self) -> Result<ObjectiveWords, Rejection> {
        Ok(ObjectiveWords {
            title: self.title.get(),
            success_measure: self.success_measure.get(),
            due: typed::optional_day("due", &self.due.get())?,
        })
    }

    fn command(self, objective: ObjectiveId) -> Result<RewordObjective, Rejection> {
        let words = untrack(|| self.words())?;
        Ok(RewordObjective {
            objective,
            title: words.title,
            success_measure: words.success_measure,
            due: words.due,
            read: Some(self.read.get_untracked()),
        })
    }

    /// Somebody else has changed the same part, and the person has been told. What only the other changed is taken over; whoever
    /// saves once more has chosen their own in the rest.
    fn write_over(self, now: ObjectiveWords) {
        if let Ok(mine) = untrack(|| self.words()) {
            let over = mine.over(&self.read.get_untracked(), &now);
            self.title.set(over.title);
            self.success_measure.set(over.success_measure);
            self.due.set(over.due.map(day::typed).unwrap_or_default());
        }
        self.read.set(now);
    }
}

fn fields(
    form: Form,
    objective: ObjectiveId,
    words: Memo<ObjectiveWords>,
    open: RwSignal<bool>,
) -> impl IntoView {
    // As it was when the form was opened; what changes meanwhile stands above the form and not in it.
    let typing = Typing::new(&form, words.get_untracked());
    let Typing {
        title,
        success_measure,
        due,
        ..
    } = typing;
    let told = RwSignal::new(None::<String>);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = typing.command(objective).map(Into::into);
        if sent.send(command, "The wording is changed.") {
            open.set(false);
        } else if sent.needs_choice() {
            let now = words.get_untracked();
            told.set(Some(now.title.clone()));
            typing.write_over(now);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p>"Whoever has agreed the old wording is asked to agree the new one."</p>
            <Field id=form.field("title") name="title" label="What will be done?" error=form.error("title") value=title on_input=move |typed| title.set(typed) />
            <TextArea
                id=form.field("success_measure")
                name="success_measure"
                label="How will we know that it is done?"
                error=form.error("success_measure")
                value=success_measure
                on_input=move |typed| success_measure.set(typed)
                rows=2
            />
            <Field
                id=form.field("due")
                name="due"
                label="By when?"
                error=form.error("due")
                value=due
                on_input=move |typed| due.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            {move || told.get().map(|title| view! {
                <p>{format!("It now says “{title}”. Save once more to put yours in its place, or cancel to leave it.")}</p>
            })}
            <div class="cluster">
                <Button id=form.id() submit=true>"Save the wording"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
