//! Sending a figure back to its provider, with what is wrong.

use domain::{measurement::ReturnMeasurement, view::month_end::Row};
use leptos::prelude::*;

use crate::{
    components::{Button, Disclosure, TextArea},
    pages::{form::Form, presence::part},
};

/// The form for it, for whoever may check the figure.
pub fn give_back(row: Memo<Option<Row>>) -> AnyView {
    let offered = part(row, |row| {
        let standing = row.standing.as_ref().filter(|_| row.give_back.is_open());
        standing.map(|standing| (standing.measurement, row.code.clone()))
    });
    (move || {
        offered.get().map(|(measurement, code)| {
            let form = Form::new(format!("return-{measurement}"));
            let reason = form.typed("reason", "");
            view! {
                <Disclosure summary=format!("Return {code}")>
                    {returning(&form, reason, measurement)}
                </Disclosure>
            }
        })
    })
    .into_any()
}

fn returning(
    form: &Form,
    reason: RwSignal<String>,
    measurement: domain::measurement::MeasurementId,
) -> impl IntoView + use<> {
    let sent = form.clone();
    let press = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let returned = ReturnMeasurement {
            measurement,
            reason: reason.get_untracked(),
        };
        sent.send(Ok(returned.into()), "The figure is returned.");
    };
    view! {
        <form class="form" novalidate on:submit=press>
            <TextArea id=form.field("reason") name="reason" label="What is wrong with it?" error=form.error("reason") value=reason on_input=move |typed| reason.set(typed) rows=2 />
            <Button id=form.id() submit=true>"Return figure"</Button>
        </form>
    }
}
