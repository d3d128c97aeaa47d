//! How much something counts, and giving it another weight from a day on.

use domain::{
    view::{
        day,
        tie_weight::{TieWeight, setting},
    },
    weight::Weighted,
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Field, FieldWidth, InputKind},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// How much it counts, with "Set another weight" for whom that is.
pub fn weight(
    of: Weighted,
    weight: Memo<Option<TieWeight>>,
    about: Memo<Option<String>>,
) -> AnyView {
    let words = part(weight, |weight| weight.words.clone());
    let offer = part(weight, |weight| weight.set.clone());
    let about = Signal::derive(move || {
        about
            .get()
            .map_or_else(String::new, |name| format!("for “{name}”"))
    });
    let form = Form::new(format!("weight-{}", of.uuid()));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("weight");
    let id = opener(of);
    view! {
        <p class="muted">{move || words.get()}</p>
        <div class="screen-only">
            <Opener id=id label="Set another weight" about=about offer=offer open=open first=first>
                {fields(form.clone(), of, weight, open)}
            </Opener>
        </div>
    }
    .into_any()
}

/// The id of the button that opens the form.
fn opener(of: Weighted) -> String {
    format!("open-weight-{}", of.uuid())
}

fn fields(
    form: Form,
    of: Weighted,
    weight: Memo<Option<TieWeight>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let new = client.new_id::<TieWeight>().uuid();
    let now = weight.with_untracked(|weight| weight.as_ref().map(|weight| weight.now.clone()));
    let weight = form.typed("weight", now.unwrap_or_default());
    let from = form.typed("from", day::typed(client.today()));
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = [weight, from].map(|field| field.get_untracked());
        let command = setting(of, new, typed.each_ref().map(String::as_str));
        if sent.send(command.map(Into::into), "The weight is set.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("weight")
                name="weight"
                label="How much does it count?"
                hint="Beside everything else that counts there. 0 is shown and not scored."
                error=form.error("weight")
                value=weight
                on_input=move |typed| weight.set(typed)
                kind=InputKind::Number
                width=FieldWidth::Number
            />
            <Field
                id=form.field("from")
                name="from"
                label="From when?"
                hint="Scores of earlier days keep the weight of their day."
                error=form.error("from")
                value=from
                on_input=move |typed| from.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Set weight"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
