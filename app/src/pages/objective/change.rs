//! Changing an objective: whether it is open, and how it ended.

use domain::{
    objective::{CloseObjective, Ending, ObjectiveId, ReopenObjective},
    rejection::Rejection,
    view::objective::{Offers, Page, ending_words},
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Choice, ChoiceOption, PAGE_HEADING_ID},
    pages::{
        form::{Form, Opener, focus_soon},
        objective::reword::RewordForm,
        presence::part,
    },
};

/// Rewording, reopening and closing, as far as the reader may.
#[component]
pub fn Changes(
    /// The objective's page.
    page: Memo<Option<Page>>,
    /// Which objective.
    objective: ObjectiveId,
) -> impl IntoView {
    let offers = part(page, |page| page.offers.clone());
    let reword = part(page, |page| page.offers.reword.clone());
    let words = part(page, |page| page.words.clone());
    view! {
        <RewordForm objective=objective words=words offer=reword />
        {reopen(offers, objective)}
        {close(offers, objective)}
    }
}

fn reopen(offers: Memo<Offers>, objective: ObjectiveId) -> impl IntoView {
    let form = Form::new("reopen");
    let shown = Memo::new(move |_| offers.with(|offers| offers.reopen.is_shown()));
    move || {
        let form = form.clone();
        shown.get().then(|| {
            let id = form.id();
            let reason = Signal::derive(move || offers.with(|offers| offers.reopen.reason()));
            let press = move |()| {
                let done = "The objective is open to change. Both agree it again.";
                if form.send(Ok(ReopenObjective { objective }.into()), done) {
                    focus_soon(PAGE_HEADING_ID);
                }
            };
            view! { <Button id=id disabled_because=reason on_press=press>"Reopen to change it"</Button> }
        })
    }
}

fn close(offers: Memo<Offers>, objective: ObjectiveId) -> impl IntoView {
    let form = Form::new("close");
    let open = RwSignal::new(false);
    let offer = Signal::derive(move || offers.get().close);
    // A radio group's first answer carries the group's name as its id.
    let first = form.field("ending");
    view! {
        <Opener id="open-close" label="Close objective" offer=offer open=open first=first>
            {close_fields(form.clone(), objective, open)}
        </Opener>
    }
}

const ENDINGS: [(&str, Ending); 4] = [
    ("achieved", Ending::Achieved),
    ("partly", Ending::PartlyAchieved),
    ("not", Ending::NotAchieved),
    ("withdrawn", Ending::Withdrawn),
];

fn close_fields(form: Form, objective: ObjectiveId, open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let options = ENDINGS
        .map(|(key, ending)| ChoiceOption::new(key, ending_words(ending)))
        .to_vec();
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let ending = ENDINGS
            .into_iter()
            .find(|(key, _)| chosen.with_untracked(|chosen| chosen == key));
        let read = ending
            .map(|(_, ending)| CloseObjective { objective, ending }.into())
            .ok_or_else(|| Rejection::field("ending", "Choose how it ended."));
        if sent.send(read, "The objective is closed.") {
            open.set(false);
            // The button that opened this form goes with it.
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Choice name=form.field("ending") legend="How did it end?" options=options error=form.error("ending") value=chosen on_choose=move |key| chosen.set(key) />
            <div class="cluster">
                <Button id=form.id() submit=true kind=ButtonKind::Danger>"Close objective for good"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
