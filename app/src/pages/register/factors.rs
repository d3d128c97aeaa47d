//! What must go right for the Company.

use domain::view::register::{Factor, Page, factor};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Field, Tag},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// The critical success factors, and recording one.
pub fn factors(page: Memo<Option<Page>>) -> AnyView {
    let factors = part(page, |page| page.factors.clone());
    let offer = part(page, |page| page.factor.clone());
    let form = Form::new("factor");
    let open = RwSignal::new(form.is_begun());
    let first = form.field("name");
    let list = move || {
        let factors = factors.get();
        if factors.is_empty() {
            return view! { <p>"None is recorded yet."</p> }.into_any();
        }
        let items = factors.into_iter().map(|Factor { name, illustrative }| {
            view! { <li>{name} {illustrative.then(|| view! { " " <Tag text="Illustrative" /> })}</li> }
        });
        view! { <ul>{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="factors-heading">
            <h2 id="factors-heading">"Critical success factors"</h2>
            {list}
            <div class="screen-only">
                <Opener id="open-factor" label="Record a critical success factor" offer=offer open=open first=first>
                    {factor_form(form.clone(), open)}
                </Opener>
            </div>
        </section>
    }
    .into_any()
}

fn factor_form(form: Form, open: RwSignal<bool>) -> impl IntoView {
    let new = use_client().new_id::<Factor>().uuid();
    let name = form.typed("name", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = factor(new, &name.get_untracked());
        if sent.send(
            Ok(command.into()),
            "The critical success factor is recorded.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("name")
                name="name"
                label="What must go right?"
                error=form.error("name")
                value=name
                on_input=move |typed| name.set(typed)
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record factor"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
