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

fn fields(
    form: Form,
    objective: ObjectiveId,
    words: Memo<ObjectiveWords>,
    open: RwSignal<bool>,
) -> impl IntoView {
    // As it was when the form was opened; what changes meanwhile stands above the form and not in it.
    let read = RwSignal::new(words.get_untracked());
    let ObjectiveWords {
        title,
        success_measure,
        due,
    } = read.get_untracked();
    let title = form.typed("title", title);
    let success_measure = form.typed("success_measure", success_measure);
    let due = form.typed("due", due.map(day::typed).unwrap_or_default());
    // Somebody else has changed it, and the person has been told: whoever saves once more has chosen.
    let told = RwSignal::new(false);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = || -> Result<RewordObjective, Rejection> {
            Ok(RewordObjective {
                objective,
                title: title.get_untracked(),
                success_measure: success_measure.get_untracked(),
                due: typed::optional_day("due", &due.get_untracked())?,
                read: Some(read.get_untracked()),
            })
        };
        if sent.send(typed().map(Into::into), "The wording is changed.") {
            open.set(false);
        } else if sent.needs_choice() {
            read.set(words.get_untracked());
            told.set(true);
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
            {move || told.get().then(|| view! {
                <p>"Above is the wording as it stands now. Save once more to put yours in its place, or cancel to leave it."</p>
            })}
            <div class="cluster">
                <Button id=form.id() submit=true>"Save the wording"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
