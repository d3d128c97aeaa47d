//! Which objectives an indicator measures, and saying that it measures one.

use domain::{
    indicator::IndicatorId,
    view::{
        definition_sheet::{Page, measuring},
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
    route::Route,
};

/// "What it measures".
pub fn measured(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let objectives = part(page, |page| {
        page.measured.clone().unwrap_or_default().objectives
    });
    let offer = part(page, |page| match &page.measured {
        Some(measured) if !measured.offered.is_empty() => Offer::Open,
        _ => Offer::Hidden,
    });
    let form = Form::new("measured").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("objective");
    let is_shown = part(page, |page| page.measured.is_some());
    let section = move || {
        view! {
            <section class="section" aria-labelledby="measured-heading">
                <h2 id="measured-heading">"What it measures"</h2>
                {move || match objectives.get() {
                    none if none.is_empty() => view! {
                    <p>"No objective yet. Whoever answers for an objective says here that it measures it."</p>
                }
                .into_any(),
                    some => {
                        let items = some.into_iter().map(|(objective, words)| view! {
                            <li><a href=Route::Objective(objective).path()>{words}</a></li>
                        });
                        view! { <ul class="rows">{items.collect_view()}</ul> }.into_any()
                    }
                }}
                <div class="screen-only">
                    <Opener id="open-measured" label="Say what it measures" offer=offer open=open first=first>
                        {say(form.clone(), page, id, open)}
                    </Opener>
                </div>
            </section>
        }
    };
    (move || is_shown.get().then(section.clone())).into_any()
}

fn say(
    form: Form,
    page: Memo<Option<Page>>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let new = client.new_id::<Page>().uuid();
    let offered = part(page, |page| {
        options(page.measured.clone().unwrap_or_default().offered)
    });
    let objective = form.typed("objective", "");
    let weight = form.typed("weight", "1");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = [objective, weight].map(|field| field.get_untracked());
        let command = measuring(id, new, typed.each_ref().map(String::as_str));
        if sent.send(command.map(Into::into), "It measures that objective.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("objective")
                name="objective"
                label="Which objective does it measure?"
                error=form.error("objective")
                options=offered
                value=objective
                on_choose=move |chosen| objective.set(chosen)
            />
            <Field
                id=form.field("weight")
                name="weight"
                label="How much does it count there?"
                hint="1 unless it counts more or less than the other indicators of the objective. 0 is shown and not scored."
                error=form.error("weight")
                value=weight
                on_input=move |typed| weight.set(typed)
                kind=InputKind::Number
                width=FieldWidth::Number
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Save what it measures"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
