//! The end of a 1:1: that it was held, when the next one is, and that both confirm what is written.

use domain::{
    one_to_one::{ConfirmOneToOne, HoldOneToOne, MoveOneToOne, OneToOneId},
    rejection::Rejection,
    view::{
        one_to_one::{Holding, Page},
        typed,
    },
};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{Button, ButtonKind, Field, FieldWidth, InputKind},
    pages::{
        form::{Form, Opener, focus_soon},
        presence::part,
    },
    route::Route,
};

/// The id of the section's heading, which takes the focus when a button has gone.
const HEADING: &str = "closing";

/// The section "Close this 1:1".
#[component]
pub fn Closing(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
) -> impl IntoView {
    let holding = part(page, |page| Some(page.holding.clone()));
    let held = Memo::new(move |_| holding.get().and_then(|holding| holding.held));
    let next = Memo::new(move |_| holding.get().and_then(|holding| holding.next));
    let heading = part(page, |page| page.confirming.heading);
    let to_hold = Memo::new(move |_| {
        holding.with(|holding| {
            holding
                .as_ref()
                .is_some_and(|holding| holding.hold.is_shown())
        })
    });
    view! {
        <section class="section">
            <h2 id=HEADING tabindex="-1">{move || heading.get()}</h2>
            {move || held.get().map(|held| view! { <p>{held}</p> })}
            {move || next.get().map(|(id, day)| view! {
                <p>"The next one is on " <a href=Route::OneToOne(id).path()>{day}</a> "."</p>
            })}
            {move || to_hold.get().then(|| hold(holding, meeting))}
            {moving(holding, meeting)}
            {confirming(page, meeting)}
        </section>
    }
    .into_any()
}

/// What has been filled in of holding a 1:1.
#[derive(Clone, Copy)]
struct Filled {
    held_on: RwSignal<String>,
    next_on: RwSignal<String>,
    next: OneToOneId,
}

impl Filled {
    fn new(client: Client, holding: Memo<Option<Holding>>) -> Self {
        let now = |of: fn(&Holding) -> String| {
            RwSignal::new(
                holding.with_untracked(|holding| holding.as_ref().map(of).unwrap_or_default()),
            )
        };
        Self {
            held_on: now(|holding| holding.held_on.clone()),
            next_on: now(|holding| holding.next_on.clone()),
            next: client.new_id(),
        }
    }

    fn read(self, meeting: OneToOneId) -> Result<HoldOneToOne, Rejection> {
        Ok(HoldOneToOne {
            one_to_one: meeting,
            held_on: typed::day("held_on", &self.held_on.get_untracked())?,
            next: self.next,
            next_on: typed::day("next_on", &self.next_on.get_untracked())?,
        })
    }
}

fn hold(holding: Memo<Option<Holding>>, meeting: OneToOneId) -> impl IntoView {
    let client = use_client();
    let form = Form::new("hold");
    let filled = Filled::new(client, holding);
    let hint =
        holding.with_untracked(|holding| holding.as_ref().map(|holding| holding.next_hint.clone()));
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let done = "Recorded as held. Now both of you confirm it.";
        if sent.send(filled.read(meeting).map(Into::into), done) {
            focus_soon(HEADING);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("held_on")
                name="held_on"
                label="Held on"
                error=form.error("held_on")
                value=filled.held_on
                on_input=move |typed| filled.held_on.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <Field
                id=form.field("next_on")
                name="next_on"
                label="Next 1:1 on"
                hint=hint.unwrap_or_default()
                error=form.error("next_on")
                value=filled.next_on
                on_input=move |typed| filled.next_on.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <Button id=form.id() submit=true kind=ButtonKind::Primary>"Record that it was held"</Button>
        </form>
    }
}

fn moving(holding: Memo<Option<Holding>>, meeting: OneToOneId) -> impl IntoView {
    let form = Form::new("move");
    let open = RwSignal::new(false);
    let offer = Memo::new(move |_| {
        holding
            .get()
            .map(|holding| holding.change_day)
            .unwrap_or_default()
    });
    let first = form.field("scheduled_for");
    view! {
        <div class="cluster">
            <Opener id="open-move" label="Move it to another day" offer=offer open=open first=first>
                {move_fields(form.clone(), holding, meeting, open)}
            </Opener>
        </div>
    }
}

fn move_fields(
    form: Form,
    holding: Memo<Option<Holding>>,
    meeting: OneToOneId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let planned = move || {
        let planned = holding
            .with_untracked(|holding| holding.as_ref().map(|holding| holding.planned.clone()));
        planned.unwrap_or_default()
    };
    let read = RwSignal::new(planned());
    let day = RwSignal::new(planned());
    let told = RwSignal::new(false);
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let moved = typed::day("scheduled_for", &day.get_untracked()).map(|scheduled_for| {
            MoveOneToOne {
                one_to_one: meeting,
                scheduled_for,
                read: typed::day("scheduled_for", &read.get_untracked()).ok(),
            }
            .into()
        });
        if sent.send(moved, "The 1:1 is moved.") {
            open.set(false);
        } else if sent.needs_choice() {
            read.set(planned());
            told.set(true);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("scheduled_for")
                name="scheduled_for"
                label="The new day"
                error=form.error("scheduled_for")
                value=day
                on_input=move |typed| day.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            {move || told.get().then(|| view! {
                <p>"The heading has the day as it stands now. Press again to move it to yours, or cancel to leave it."</p>
            })}
            <div class="cluster">
                <Button id=form.id() submit=true>"Move this 1:1"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn confirming(page: Memo<Option<Page>>, meeting: OneToOneId) -> impl IntoView {
    let words = part(page, |page| page.confirming.words.clone());
    let confirm = part(page, |page| page.confirming.confirm.clone());
    let shown = Memo::new(move |_| confirm.with(|confirm| confirm.is_shown()));
    // Once it was held, confirming is the one thing left to do.
    let held = part(page, |page| page.holding.held.is_some());
    let wording = part(page, |page| Some(page.confirming.wording));
    let reason = Signal::derive(move || confirm.with(|confirm| confirm.reason()));
    let form = Form::new("confirm");
    view! {
        <ul>{move || words.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
        {move || {
            let form = form.clone();
            let kind = if held.get() { ButtonKind::Primary } else { ButtonKind::Secondary };
            shown.get().then(|| {
                let id = form.id();
                let press = move |()| {
                    let confirm = ConfirmOneToOne {
                        one_to_one: meeting,
                        expected: wording.get_untracked(),
                    };
                    if form.send(Ok(confirm.into()), "You have confirmed this 1:1.") {
                        focus_soon(HEADING);
                    }
                };
                view! {
                    <div class="cluster">
                        <Button id=id kind=kind disabled_because=reason on_press=press>"Confirm this 1:1"</Button>
                    </div>
                }
            })
        }}
    }
    .into_any()
}
