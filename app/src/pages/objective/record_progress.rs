//! Recording progress on an objective, on its own page or in a 1:1.

use domain::{
    check_in::RecordProgress,
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    rejection::Rejection,
    view::{permission::Offer, typed},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Field, FieldWidth, InputKind, TextArea},
    pages::form::{Form, Opener},
};

/// "Record progress", with the form that it opens.
#[component]
pub fn ProgressForm(
    /// Which objective.
    objective: ObjectiveId,
    /// Its title, for who hears the button alone.
    #[prop(into)]
    title: Signal<String>,
    /// The 1:1 in which it is recorded.
    #[prop(optional_no_strip)]
    one_to_one: Option<OneToOneId>,
    /// The progress so far.
    #[prop(into)]
    progress: Signal<Option<u8>>,
    /// Whether it can be recorded.
    #[prop(into)]
    offer: Signal<Offer>,
) -> impl IntoView {
    let form = Form::new(format!("progress-{objective}"));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("progress");
    let opener = format!("open-{}", form.id());
    view! {
        <Opener id=opener label="Record progress" about=Signal::derive(move || on(&title.get())) offer=offer open=open first=first>
            {fields(form.clone(), objective, one_to_one, progress, open)}
        </Opener>
    }
}

fn on(title: &str) -> String {
    format!("on “{title}”")
}

fn fields(
    form: Form,
    objective: ObjectiveId,
    one_to_one: Option<OneToOneId>,
    progress: Signal<Option<u8>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    // What was recorded so far is where the next step begins; later changes leave the field alone.
    let so_far = progress.get_untracked().map(|percent| percent.to_string());
    let percent = form.typed("progress", so_far.unwrap_or_default());
    let note = form.typed("note", "");
    let check_in = client.new_id();
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = || -> Result<RecordProgress, Rejection> {
            Ok(RecordProgress {
                check_in,
                objective,
                progress: typed::progress(&percent.get_untracked())?,
                note: note.get_untracked(),
                one_to_one,
            })
        };
        if sent.send(read().map(Into::into), "Progress recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("progress")
                name="progress"
                label="Progress in per cent"
                hint="A whole number from 0 to 100."
                error=form.error("progress")
                value=percent
                on_input=move |typed| percent.set(typed)
                kind=InputKind::Number
                width=FieldWidth::Number
            />
            {steps(percent)}
            <TextArea
                id=form.field("note")
                name="note"
                label="What happened (you may leave this empty)"
                error=form.error("note")
                value=note
                on_input=move |typed| note.set(typed)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Save progress"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// − and +, for fingers.
fn steps(percent: RwSignal<String>) -> impl IntoView {
    let step =
        move |by: i32| percent.update(|percent| *percent = typed::progress_stepped(percent, by));
    view! {
        <div class="cluster">
            <Button on_press=move |()| step(-typed::PROGRESS_STEP)>
                <span aria-hidden="true">"−10"</span>
                <span class="visually-hidden">"10 per cent less"</span>
            </Button>
            <Button on_press=move |()| step(typed::PROGRESS_STEP)>
                <span aria-hidden="true">"+10"</span>
                <span class="visually-hidden">"10 per cent more"</span>
            </Button>
        </div>
    }
}
