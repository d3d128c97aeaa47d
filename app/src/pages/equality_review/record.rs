//! Recording a review of diversity and equality.

use domain::view::equality_review::{self as view, Page};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Field, FieldWidth, InputKind, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// "Record a review", for who may.
pub(super) fn record(page: Memo<Option<Page>>) -> impl IntoView {
    let offer = part(page, |page| page.record.clone());
    let form = Form::new("equality");
    let open = RwSignal::new(form.is_begun());
    let first = form.field("on");
    view! {
        <div class="screen-only">
            <Opener id="open-equality" label="Record a review" offer=offer open=open first=first>
                {fields(form.clone(), open)}
            </Opener>
        </div>
    }
}

fn fields(form: Form, open: RwSignal<bool>) -> impl IntoView {
    let new = use_client().new_id::<Page>().uuid();
    let on = form.typed("on", "");
    let findings = form.typed("findings", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = view::record(new, &on.get_untracked(), &findings.get_untracked());
        if sent.send(read.map(Into::into), "The review is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("on")
                name="on"
                label="When was it held?"
                error=form.error("on")
                value=on
                on_input=move |text| on.set(text)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <TextArea
                id=form.field("findings")
                name="findings"
                label="What was looked at, and what was found?"
                hint="Of groups of people, and never of one person. What comes of it is recorded next."
                error=form.error("findings")
                value=findings
                on_input=move |text| findings.set(text)
                rows=6
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record review"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
