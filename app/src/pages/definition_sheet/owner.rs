//! Who owns an indicator, and handing it to somebody.

use domain::{
    indicator::IndicatorId,
    view::{
        day,
        definition_sheet::{Page, handing_over},
        permission::Offer,
    },
};
use leptos::prelude::*;

use super::chosen::options;
use crate::{
    client::use_client,
    components::{Button, ButtonKind, Field, FieldWidth, InputKind, SelectField},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// "Who owns it".
pub fn owner(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let owners = part(page, |page| page.owner.clone().unwrap_or_default().owners);
    let offer = part(page, |page| match &page.owner {
        Some(owner) if !owner.offered.is_empty() => Offer::Open,
        _ => Offer::Hidden,
    });
    let form = Form::new("owner").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("owner");
    let is_shown = part(page, |page| page.owner.is_some());
    let section = move || {
        view! {
            <section class="section" aria-labelledby="owner-heading">
                <h2 id="owner-heading">"Who owns it"</h2>
                {move || match owners.get() {
                    none if none.is_empty() => view! { <p>"Nobody yet."</p> }.into_any(),
                    some => {
                        let items = some.into_iter().map(|words| view! { <li>{words}</li> });
                        view! { <ul>{items.collect_view()}</ul> }.into_any()
                    }
                }}
                <div class="screen-only">
                    <Opener id="open-owner" label="Hand it to somebody" offer=offer open=open first=first>
                        {hand_over(form.clone(), page, id, open)}
                    </Opener>
                </div>
            </section>
        }
    };
    (move || is_shown.get().then(section.clone())).into_any()
}

fn hand_over(
    form: Form,
    page: Memo<Option<Page>>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let new = client.new_id::<Page>().uuid();
    let people = part(page, |page| {
        options(page.owner.clone().unwrap_or_default().offered)
    });
    let owner = form.typed("owner", "");
    let from = form.typed("from", day::typed(client.today()));
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = [owner, from].map(|field| field.get_untracked());
        let command = handing_over(id, new, typed.each_ref().map(String::as_str));
        if sent.send(command.map(Into::into), "It has another owner.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("owner")
                name="owner"
                label="Who is to own it?"
                hint="A Key Performance Indicator is owned by a team, service or group manager or an executive."
                error=form.error("owner")
                options=people
                value=owner
                on_choose=move |chosen| owner.set(chosen)
            />
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
            <div class="cluster">
                <Button id=form.id() submit=true>"Hand over"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
