//! Sending words that came too late to the new manager. Who will read them is said before the button.

use domain::view::passing_on::PassingOn;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    client::use_client,
    components::{Button, PAGE_HEADING_ID},
    pages::form::{Form, focus_soon},
};

/// The offer, for the refused command that it dismisses, and what that was to do.
pub(super) fn offer(refused: Uuid, doing: &'static str, offer: PassingOn) -> AnyView {
    let PassingOn {
        label,
        readers,
        command,
    } = offer;
    let client = use_client();
    let form = Form::new(format!("pass-on-{refused}"));
    let id = form.id();
    let press = move |()| {
        // Should the server refuse it, the words come back here with the reason.
        if form.send(Ok(command.clone().into()), "Your words are sent on.") {
            client.dismiss(refused);
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <p>{readers}</p>
        <div class="cluster">
            <Button id=id on_press=press>
                {label}
                <span class="visually-hidden">{format!(": “{doing}”")}</span>
            </Button>
        </div>
    }
    .into_any()
}
