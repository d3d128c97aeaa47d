//! Agreeing an objective: exactly the wording that is on the screen.

use domain::{
    objective::{AgreeObjective, ObjectiveId},
    objective_words::ObjectiveWords,
    rejection::Rejection,
    view::permission::Offer,
    wording::Wording,
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind},
    pages::form::{Form, focus_soon},
};

/// "Agree objective"; while it cannot be agreed it says why.
#[component]
pub fn AgreeButton(
    /// Which objective.
    objective: ObjectiveId,
    /// Its title, for who hears the button alone.
    #[prop(into)]
    title: Signal<String>,
    /// What is on the screen: its digest, and its words.
    #[prop(into)]
    read: Signal<Option<(Wording, ObjectiveWords)>>,
    /// Whether it can be agreed.
    #[prop(into)]
    offer: Signal<Offer>,
    /// The id of what takes the focus when the button has gone.
    #[prop(into)]
    after: String,
    /// The one thing to do on the page.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let form = Form::new(format!("agree-{objective}"));
    let shown = Memo::new(move |_| offer.with(Offer::is_shown));
    let reason = Signal::derive(move || offer.with(Offer::reason));
    let kind = if primary {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    move || {
        let (form, after) = (form.clone(), after.clone());
        shown.get().then(|| {
            let id = form.id();
            let agree = move |()| {
                let read = read.get_untracked().ok_or(Rejection::NotFound);
                let read = read.map(|(expected, words)| {
                    AgreeObjective {
                        objective,
                        expected,
                        read: Some(words),
                    }
                    .into()
                });
                if form.send(read, "You have agreed this objective.") {
                    focus_soon(after.clone());
                }
            };
            view! {
                <Button id=id kind=kind disabled_because=reason on_press=agree>
                    "Agree objective"
                    <span class="visually-hidden">{move || format!(" “{}”", title.get())}</span>
                </Button>
            }
        })
    }
}
