//! From draft to in force, and out of force again.

use domain::{
    indicator::{ActivateIndicator, IndicatorId},
    rejection::Rejection,
    view::{
        day,
        definition_sheet::{NewIds, Page, retirement},
        permission::Offer,
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, Field, FieldWidth, InputKind, Notice, PAGE_HEADING_ID, TextArea,
    },
    pages::{
        form::{Form, Opener, focus_soon},
        presence::part,
    },
};

/// What is missing, and putting a draft in force.
pub fn lacks(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let lacks = part(page, |page| page.lacks.clone());
    let activate = part(page, |page| page.activate.clone());
    let form = StoredValue::new(Form::new("activate"));
    let press = move |()| {
        let command = ActivateIndicator { indicator: id };
        let sent = form.with_value(|form| form.send(Ok(command.into()), "It is in force."));
        if sent {
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        {move || {
            let lacks = lacks.get();
            (!lacks.is_empty()).then(|| {
                let items = lacks.into_iter().map(|(short, words)| view! {
                    <li><strong>{short}</strong> ": " {words}</li>
                });
                view! { <Notice title="What is missing"><ul>{items.collect_view()}</ul></Notice> }
            })
        }}
        {move || activate.with(Offer::is_shown).then(|| {
            let blocked = Signal::derive(move || activate.with(Offer::reason));
            view! {
                <div class="cluster screen-only">
                    <Button id=form.with_value(Form::id) kind=ButtonKind::Primary disabled_because=blocked on_press=press>
                        "Put in force"
                    </Button>
                </div>
            }
        })}
    }
    .into_any()
}

/// Retiring an indicator in force.
pub fn retiring(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let offer = part(page, |page| page.retire.clone());
    let form = Form::new("retire").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("from");
    view! {
        <div class="screen-only">
            <Opener id="open-retire" label="Retire this indicator" offer=offer open=open first=first>
                {retire_form(form.clone(), id, open)}
            </Opener>
        </div>
    }
    .into_any()
}

fn retire_form(form: Form, id: IndicatorId, open: RwSignal<bool>) -> impl IntoView {
    let client = use_client();
    let ids = new_ids();
    let from = form.typed("from", day::typed(client.today()));
    let reason = form.typed("reason", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = retirement(id, ids, &from.get_untracked(), &reason.get_untracked());
        if sent.send(command.map(Into::into), "The indicator is retired.") {
            open.set(false);
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p>"It keeps its figures and its pages, and counts towards nothing from then on."</p>
            <Field
                id=form.field("from")
                name="from"
                label="From when?"
                error=form.error("from")
                value=from
                on_input=move |typed| from.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <TextArea
                id=form.field("reason")
                name="reason"
                label="Why?"
                error=form.error("reason")
                value=reason
                on_input=move |typed| reason.set(typed)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true kind=ButtonKind::Danger>"Retire indicator"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// The identifiers of a version that is about to be made.
pub fn new_ids() -> NewIds {
    let client = use_client();
    let new = || client.new_id::<Rejection>().uuid();
    NewIds {
        sheet: new(),
        former: new(),
    }
}
