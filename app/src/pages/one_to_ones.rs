//! My 1:1s, on either side: when the next one is, what is overdue, and where to start a series.

use domain::{
    one_to_one::OpenSeries,
    person::PersonId,
    rejection::Rejection,
    view::{
        self,
        one_to_ones::{InTime, Meeting, Month, Page, Series, Start},
        permission::Offer,
        typed,
    },
};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{
        Button, ButtonKind, Column, DataTable, Disclosure, Field, FieldWidth, InputKind,
        PageHeading, Tag, TagKind,
    },
    pages::{
        form::{Form, Opener, Refusals},
        presence::{any, each, part, present},
    },
    route::Route,
};

/// My 1:1s.
#[component]
pub fn OneToOnesPage() -> impl IntoView {
    let client = use_client();
    let refusals = Refusals::provide();
    let page = client.view(move |sight| Some(view::one_to_ones::page(sight, client.today())));
    present(page, move |page| here(page, refusals).into_any())
}

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead =
        Some("What is written in a 1:1 is read by its two people and nobody else.".to_owned());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {section(part(page, |page| page.mine.clone()), "With your manager")}
        {section(part(page, |page| page.reports.clone()), "With the people you manage")}
        {section(part(page, |page| page.past.clone()), "Earlier series")}
        {in_time(part(page, |page| page.in_time.clone()))}
    }
}

/// How many 1:1s of others were held in time, for whoever may see their dates.
fn in_time(told: Memo<Option<InTime>>) -> impl IntoView {
    let there = Memo::new(move |_| told.with(Option::is_some));
    let words = part(told, |told| told.words.clone());
    let months = part(told, |told| told.months.clone());
    move || {
        there.get().then(|| view! {
            <section class="section" aria-labelledby="in-time-heading">
                <h2 id="in-time-heading">"Held in time"</h2>
                <p class="figures">{move || words.get()}</p>
                <p>"1:1s of the last twelve months whose dates you may see, held on the day they were due or within five working days."</p>
                <Disclosure summary="Month by month">
                    {move || by_month(months.get())}
                </Disclosure>
            </section>
        })
    }
}

fn by_month(months: Vec<Month>) -> impl IntoView {
    let columns = vec![
        Column::text("Month"),
        Column::number("Held in time"),
        Column::number("Rate"),
    ];
    let rows = months
        .into_iter()
        .map(|month| vec![month.name.into(), month.held.into(), month.rate.into()]);
    view! {
        <DataTable
            id="in-time"
            caption="1:1s that were due in each month, and those of them that were held in time"
            columns=columns
            rows=rows.collect()
        />
    }
}

fn section(all: Memo<Vec<Series>>, heading: &'static str) -> impl IntoView {
    let any = any(all);
    move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <h2>{heading}</h2>
                    <ul class="rows">{each(all, |series| (series.with, series.id), series)}</ul>
                </section>
            }
        })
    }
}

fn series(series: Memo<Option<Series>>) -> impl IntoView {
    let name = part(series, |series| series.name.clone());
    let open = part(series, |series| series.open);
    let next = part(series, |series| series.next.clone());
    let overdue = part(series, |series| series.overdue);
    let particulars = part(series, particulars);
    let held = part(series, |series| series.held.clone());
    let start = part(series, |series| series.start.clone());
    view! {
        <li>
            <div class="stack stack--tight">
                {move || match open.get() {
                    Some(id) => view! { <a href=Route::OneToOne(id).path()>{move || format!("1:1 with {}", name.get())}</a> }.into_any(),
                    None => view! { <span>{move || name.get()}</span> }.into_any(),
                }}
                <span class="cluster">
                    {move || overdue.get().then(|| view! { <Tag kind=TagKind::Strong text="Overdue".to_owned() /> })}
                    <span>{move || next.get()}</span>
                    <span class="muted">{move || particulars.get()}</span>
                </span>
                {earlier(held)}
            </div>
            {move || start.get().map(|start| starting(start, name.get()))}
        </li>
    }
    .into_any()
}

fn particulars(series: &Series) -> String {
    [series.last.as_str(), series.cadence.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}

fn earlier(held: Memo<Vec<Meeting>>) -> impl IntoView {
    let any = any(held);
    move || {
        any.get().then(|| {
            view! {
                <Disclosure summary="1:1s that were held">
                    <ul class="rows">{each(held, |held| held.id, meeting)}</ul>
                </Disclosure>
            }
        })
    }
}

fn meeting(meeting: Memo<Option<Meeting>>) -> impl IntoView {
    let href = part(meeting, |meeting| Route::OneToOne(meeting.id).path());
    let on = part(meeting, |meeting| meeting.on.clone());
    let words = part(meeting, |meeting| meeting.words.clone());
    view! {
        <li>
            <a href=move || href.get()>{move || on.get()}</a>
            <span class="muted">{move || words.get()}</span>
        </li>
    }
}

/// What has been filled in of a new series.
#[derive(Clone, Copy)]
struct Filled {
    first_on: RwSignal<String>,
    cadence: RwSignal<String>,
    employee: PersonId,
    manager: PersonId,
}

fn starting(start: Start, name: String) -> impl IntoView {
    let form = Form::new(format!("start-{}-{}", start.employee, start.manager));
    let open = RwSignal::new(false);
    let first = form.field("first_on");
    let opener = format!("open-{}", form.id());
    view! {
        <div class="cluster">
            <Opener
                id=opener
                label="Start 1:1s"
                about=Signal::stored(format!("with {name}"))
                offer=Signal::stored(Offer::Open)
                open=open
                first=first
            >
                {fields(form.clone(), &start, open)}
            </Opener>
        </div>
    }
}

fn fields(form: Form, start: &Start, open: RwSignal<bool>) -> impl IntoView + use<> {
    let client = use_client();
    let filled = Filled {
        first_on: RwSignal::new(start.first.clone()),
        cadence: RwSignal::new(start.cadence.to_string()),
        employee: start.employee,
        manager: start.manager,
    };
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if sent.send(
            filled.read(client).map(Into::into),
            "The series of 1:1s is started.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <Field
                id=form.field("first_on")
                name="first_on"
                label="First 1:1 on"
                error=form.error("first_on")
                value=filled.first_on
                on_input=move |typed| filled.first_on.set(typed)
                kind=InputKind::Date
                width=FieldWidth::Short
            />
            <Field
                id=form.field("cadence_days")
                name="cadence_days"
                label="Days from one to the next"
                hint="28 is usual; from 7 to 56."
                error=form.error("cadence_days")
                value=filled.cadence
                on_input=move |typed| filled.cadence.set(typed)
                kind=InputKind::Number
                width=FieldWidth::Number
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Start this series"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

impl Filled {
    fn read(self, client: Client) -> Result<OpenSeries, Rejection> {
        Ok(OpenSeries {
            series: client.new_id(),
            employee: self.employee,
            manager: self.manager,
            cadence_days: typed::days("cadence_days", &self.cadence.get_untracked())?,
            first: client.new_id(),
            first_on: typed::day("first_on", &self.first_on.get_untracked())?,
        })
    }
}
