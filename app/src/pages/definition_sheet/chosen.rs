//! Who chose an indicator, and recording that somebody did.

use domain::{
    indicator::IndicatorId,
    indicator_selection::{EndSelection, IndicatorSelectionId},
    view::{
        day,
        definition_sheet::{Chosen, Page, selection, stakeholders},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, PAGE_HEADING_ID,
        SelectField, TextArea,
    },
    pages::{
        form::{Form, Opener, focus_soon},
        presence::{any, each, part},
    },
};

/// "Who chose it".
pub fn chosen(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let chosen = part(page, |page| page.chosen.clone());
    let there = any(chosen);
    let offer = part(page, |page| page.select.clone());
    let form = Form::new("select").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("chosen_by");
    view! {
        <section class="section" aria-labelledby="chosen-heading">
            <h2 id="chosen-heading">"Who chose it"</h2>
            {move || (!there.get()).then(|| view! { <p>"Nobody is recorded to have chosen it."</p> })}
            <ul class="rows">{each(chosen, |chosen| chosen.selection, selection_line)}</ul>
            <div class="screen-only">
                <Opener id="open-select" label="Record who chose it" offer=offer open=open first=first>
                    {select_form(form.clone(), page, id, open)}
                </Opener>
            </div>
        </section>
    }
    .into_any()
}

fn selection_line(chosen: Memo<Option<Chosen>>) -> impl IntoView {
    let title = part(chosen, |chosen| chosen.title.clone());
    let why = part(chosen, |chosen| chosen.why.clone());
    let reflects = part(chosen, |chosen| chosen.reflects.clone());
    let end = part(chosen, |chosen| {
        chosen.end.is_open().then_some(chosen.selection)
    });
    view! {
        <li>
            <div class="stack stack--tight">
                <h3>{move || title.get()}</h3>
                <p>{move || why.get()}</p>
                {move || {
                    let reflects = reflects.get();
                    (!reflects.is_empty()).then(|| view! { <p class="muted">"Tells of: " {reflects}</p> })
                }}
                {move || end.get().map(|selection| end_button(selection, title.get_untracked()))}
            </div>
        </li>
    }
}

fn end_button(selection: IndicatorSelectionId, about: String) -> AnyView {
    let client = use_client();
    let form = Form::new(format!("end-{selection}"));
    let id = form.id();
    let press = move |()| {
        let command = EndSelection {
            selection,
            until: client.today(),
        };
        if form.send(Ok(command.into()), "The selection is ended.") {
            focus_soon(PAGE_HEADING_ID);
        }
    };
    view! {
        <div class="cluster screen-only">
            <Button id=id kind=ButtonKind::Quiet on_press=press>
                "End this selection today"
                <span class="visually-hidden">": " {about}</span>
            </Button>
        </div>
    }
    .into_any()
}

/// What can be chosen: value and words.
pub fn options(offered: Vec<(String, String)>) -> Vec<ChoiceOption> {
    let offered = offered.into_iter();
    offered
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect()
}

fn select_form(
    form: Form,
    page: Memo<Option<Page>>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let new = client.new_id::<Chosen>().uuid();
    let reflected = part(page, |page| options(page.reflected.clone()));
    let chosen_by = form.typed("chosen_by", "");
    let from = form.typed("from", day::typed(client.today()));
    let reflects = form.typed("reflects", "");
    let why = form.typed("why", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = [chosen_by, from, reflects, why].map(|field| field.get_untracked());
        let command = selection(id, new, typed.each_ref().map(String::as_str));
        if sent.send(command.map(Into::into), "The selection is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("chosen_by")
                name="chosen_by"
                label="Who chose it?"
                error=form.error("chosen_by")
                options=options(stakeholders())
                value=chosen_by
                on_choose=move |chosen| chosen_by.set(chosen)
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
            <SelectField
                id=form.field("reflects")
                name="reflects"
                label="What does it tell of?"
                hint="A critical success factor, or an activity of core business. The Board’s and the Council’s choices say which."
                error=form.error("reflects")
                options=reflected
                value=reflects
                prompt="Nothing named"
                on_choose=move |chosen| reflects.set(chosen)
            />
            <TextArea
                id=form.field("why")
                name="why"
                label="Why was it chosen?"
                error=form.error("why")
                value=why
                on_input=move |typed| why.set(typed)
                rows=2
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record selection"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
