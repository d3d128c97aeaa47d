//! Asking for a change in an objective before agreeing it: an entry of the 1:1, which its two people alone read.

use domain::{
    entry::{Topic, WriteEntry},
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    rejection::Rejection,
    view::permission::Offer,
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, TextArea},
    pages::form::{Form, Opener},
};

/// "Ask for a change", with the form that it opens.
#[component]
pub fn ChangeForm(
    /// Which objective.
    objective: ObjectiveId,
    /// Its title, for who hears the button alone.
    #[prop(into)]
    title: Signal<String>,
    /// The 1:1 in which it is written.
    #[prop(into)]
    one_to_one: Signal<Option<OneToOneId>>,
    /// Whether it can be asked for.
    #[prop(into)]
    offer: Signal<Offer>,
) -> impl IntoView {
    let within = one_to_one
        .get_untracked()
        .map(|one_to_one| one_to_one.to_string());
    let form = Form::new(format!("change-{objective}")).about(within.unwrap_or_default());
    let open = RwSignal::new(form.is_begun());
    let first = form.field("text");
    let opener = format!("open-{}", form.id());
    let about = Signal::derive(move || format!("in “{}”", title.get()));
    view! {
        <Opener id=opener label="Ask for a change" about=about offer=offer open=open first=first>
            {fields(form.clone(), objective, one_to_one, open)}
        </Opener>
    }
}

fn fields(
    form: Form,
    objective: ObjectiveId,
    one_to_one: Signal<Option<OneToOneId>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let entry = use_client().new_id();
    let text = form.typed("text", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = one_to_one
            .get_untracked()
            .ok_or(Rejection::NotFound)
            .map(|one_to_one| {
                WriteEntry {
                    entry,
                    one_to_one,
                    topic: Topic::ChangeAsked,
                    text: text.get_untracked(),
                    objective: Some(objective),
                    read: None,
                }
                .into()
            });
        if sent.send(read, "The change is asked for.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("text")
                name="text"
                label="What should change, and why?"
                hint="Written into your 1:1, for the two of you alone."
                error=form.error("text")
                value=text
                on_input=move |typed| text.set(typed)
                rows=3
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Ask for this change"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
