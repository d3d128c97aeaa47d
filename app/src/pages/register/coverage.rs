//! The core business of each service, activity by activity, with the indicators that cover it.

use domain::{
    rejection::Rejection,
    unit::UnitId,
    view::{
        permission::Offer,
        register::{Activity, Coverage, Page, activity, covering},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, Cell, ChoiceOption, Column, DataTable, Field, SelectField, Tag, TagKind,
    },
    pages::{
        form::{Form, Opener},
        presence::{each, part},
    },
};

/// Every service.
pub fn coverage(page: Memo<Option<Page>>) -> AnyView {
    let services = part(page, |page| page.coverage.clone());
    let service = move |own: Memo<Option<Coverage>>| one(page, own);
    view! {
        <section class="section" aria-labelledby="coverage-heading">
            <h2 id="coverage-heading">"Core business and what covers it"</h2>
            {each(services, |service| service.service, service)}
        </section>
    }
    .into_any()
}

fn one(page: Memo<Option<Page>>, own: Memo<Option<Coverage>>) -> AnyView {
    let Some(service) = own.with_untracked(|own| own.as_ref().map(|own| own.service)) else {
        return ().into_any();
    };
    let name = part(own, |own| own.name.clone());
    let counts = part(own, |own| own.counts.clone());
    let activities = part(own, |own| own.activities.clone());
    let offer = part(own, |own| own.record.clone());
    let form = Form::new(format!("activity-{service}"));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("name");
    view! {
        <h3>{move || name.get()}</h3>
        <p>{move || counts.get()} "."</p>
        {move || {
            let activities = activities.get();
            (!activities.is_empty()).then(|| table(service, &name.get_untracked(), activities))
        }}
        <div class="screen-only">
            <Opener
                id=format!("open-activity-{service}")
                label="Record an activity"
                about=Signal::derive(move || format!("of {}", name.get()))
                offer=offer
                open=open
                first=first
            >
                {activity_form(form.clone(), page, service, open)}
            </Opener>
            {cover(page, own, service)}
        </div>
    }
    .into_any()
}

fn table(service: UnitId, name: &str, activities: Vec<Activity>) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Activity"),
        Column::text("Key Performance Indicators"),
        Column::text("Local indicators"),
        Column::text("Others"),
        Column::text("Covered"),
    ];
    let none = |codes: String| match codes.is_empty() {
        true => "None".to_owned(),
        false => codes,
    };
    let rows = activities.into_iter().map(|activity| {
        let kind = match activity.covered {
            true => TagKind::Plain,
            false => TagKind::Gap,
        };
        let words = activity.covered_words();
        let made_up = activity
            .illustrative
            .then(|| view! { " " <Tag text="Illustrative" /> });
        vec![
            Cell::View(view! { {activity.name} {made_up} }.into_any()),
            none(activity.key).into(),
            none(activity.local).into(),
            none(activity.other).into(),
            Cell::View(view! { <Tag kind=kind text=words /> }.into_any()),
        ]
    });
    let rows = rows.collect();
    let caption = format!("{name}: activities and the indicators that cover them");
    view! { <DataTable id=format!("coverage-{service}") caption=caption columns=columns rows=rows stacks=true /> }
}

/// The indicators that can cover an activity.
fn indicators(page: Memo<Option<Page>>) -> Memo<Vec<ChoiceOption>> {
    part(page, |page| {
        page.covering
            .iter()
            .map(|(value, words)| ChoiceOption::new(value, words))
            .collect::<Vec<_>>()
    })
}

/// "Say what covers an activity", where there is one.
fn cover(page: Memo<Option<Page>>, own: Memo<Option<Coverage>>, service: UnitId) -> AnyView {
    let offer = part(own, |own| match own.activities.is_empty() {
        true => Offer::Hidden,
        false => own.record.clone(),
    });
    let name = part(own, |own| own.name.clone());
    let form = Form::new(format!("cover-{service}"));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("activity");
    view! {
        <Opener
            id=format!("open-cover-{service}")
            label="Say what covers an activity"
            about=Signal::derive(move || format!("of {}", name.get()))
            offer=offer
            open=open
            first=first
        >
            {cover_form(form.clone(), page, own, open)}
        </Opener>
    }
    .into_any()
}

fn cover_form(
    form: Form,
    page: Memo<Option<Page>>,
    own: Memo<Option<Coverage>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let activities = part(own, |own| {
        let activities = own.activities.iter();
        activities
            .map(|activity| ChoiceOption::new(activity.id.to_string(), &activity.name))
            .collect::<Vec<_>>()
    });
    let activity = form.typed("activity", "");
    let indicator = form.typed("indicator", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (activity, indicator) = (activity.get_untracked(), indicator.get_untracked());
        let command = client
            .look(|sight| covering(sight, &activity, &indicator))
            .unwrap_or(Err(Rejection::NotFound));
        if sent.send(
            command.map(Into::into),
            "What covers the activity is recorded.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("activity")
                name="activity"
                label="Which activity?"
                error=form.error("activity")
                options=activities
                value=activity
                on_choose=move |chosen| activity.set(chosen)
            />
            <SelectField
                id=form.field("indicator")
                name="indicator"
                label="Which indicator tells how well?"
                error=form.error("indicator")
                options=indicators(page)
                value=indicator
                on_choose=move |chosen| indicator.set(chosen)
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record what covers it"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn activity_form(
    form: Form,
    page: Memo<Option<Page>>,
    service: UnitId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let new = use_client().new_id::<Activity>().uuid();
    let name = form.typed("name", "");
    let covered_by = form.typed("covered_by", "");
    let offered = indicators(page);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let covered_by = covered_by.with_untracked(|covered_by| covered_by.parse().ok());
        let command = activity(service, new, &name.get_untracked(), covered_by);
        if sent.send(Ok(command.into()), "The activity is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("name")
                name="name"
                label="What does the service do?"
                error=form.error("name")
                value=name
                on_input=move |typed| name.set(typed)
            />
            <SelectField
                id=form.field("covered_by")
                name="covered_by"
                label="Which indicator tells how well?"
                options=offered
                value=covered_by
                prompt="None yet"
                on_choose=move |chosen| covered_by.set(chosen)
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record activity"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
