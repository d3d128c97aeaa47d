//! What was reported on a day, beside the same day restated: read from the server, since a device keeps only how things stand.

mod choose;

use domain::{
    calendar::Date,
    company::Company,
    display,
    sight::Sight,
    view::restatement::{self as view, About, Line, Page, Told},
};
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use crate::{
    client::{NotShown, use_client},
    components::{
        Button, Cell, Column, DataTable, LinkButton, Notice, NoticeKind, PageHeading, SourceLine,
        StatusKind, StatusMark,
    },
    pages::{
        presence::{part, present},
        save_tables::SaveTables,
    },
    route::Route,
};

/// How far the reading of the day has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Coming,
    Missed(NotShown),
    Here,
}

/// A day as it was reported, beside the same day restated.
#[component]
pub fn RestatementPage(
    /// The day.
    day: Date,
) -> impl IntoView {
    let client = use_client();
    let reading = RwSignal::new(Reading::Coming);
    let reported = StoredValue::new(None::<Company>);
    let read = move || {
        reading.set(Reading::Coming);
        spawn_local_scoped_with_cancellation(async move {
            reading.set(match client.as_reported(day).await {
                Ok(company) => {
                    reported.set_value(Some(company));
                    Reading::Here
                }
                Err(why) => Reading::Missed(why),
            });
        });
    };
    read();
    let again = Callback::new(move |()| read());
    move || {
        match reading.get() {
        Reading::Coming => view! { <PageHeading title=told(day) lead=Some("Reading what was reported.".to_owned()) /> }
            .into_any(),
        Reading::Missed(why) => missed(day, why, again).into_any(),
        Reading::Here => {
            let page = client.view(move |sight| {
                reported.with_value(|then| restated(then.as_ref()?, sight, day, client.today()))
            });
            present(page, move |page| here(page, day).into_any()).into_any()
        }
    }
    }
}

fn told(day: Date) -> String {
    format!("{}: as reported, and restated", display::date(day))
}

/// None where the reader has lost sight of something since the day was read: nothing of it is shown any more.
fn restated(then: &Company, now: &Sight<'_>, day: Date, today: Date) -> Option<Page> {
    let person = now.person()?;
    now.company()
        .holds_all_of(then)
        .then(|| view::page(&Sight::earlier(then, person), now, day, today))
}

fn missed(day: Date, why: NotShown, again: Callback<()>) -> impl IntoView {
    view! {
        <PageHeading title=told(day) />
        <Notice kind=NoticeKind::Refusal title="That day cannot be shown">
            <p>{why}</p>
            <Button on_press=again>"Try again"</Button>
        </Notice>
        {choose::choose(day)}
        {back()}
    }
}

fn back() -> impl IntoView {
    view! {
        <div class="cluster screen-only">
            <LinkButton href=Route::Scorecard.path()>"Back to the Balanced Scorecard"</LinkButton>
        </div>
    }
}

fn here(page: Memo<Option<Page>>, day: Date) -> impl IntoView {
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let places = part(page, |page| page.places.clone());
    let services = part(page, |page| page.services.clone());
    let indicators = part(page, |page| page.indicators.clone());
    let same = part(page, |page| page.same.clone());
    let source = part(page, |page| page.source.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {choose::choose(day)}
        <section class="section" aria-labelledby="places-heading">
            <h2 id="places-heading">"The scorecard"</h2>
            {move || table("restated-places", "Scores of the whole and of each perspective, as reported and restated", "Place", places.get())}
        </section>
        <section class="section" aria-labelledby="indicators-heading">
            <h2 id="indicators-heading">"Indicators that read otherwise"</h2>
            {move || match indicators.get() {
                none if none.is_empty() => view! { <p>"None."</p> }.into_any(),
                some => table("restated-indicators", "Indicators that read otherwise than they were reported", "Indicator", some),
            }}
            <p class="muted">{move || same.get()}</p>
        </section>
        <section class="section" aria-labelledby="services-heading">
            <h2 id="services-heading">"The services"</h2>
            {move || table("restated-services", "Scores of each service, as reported and restated", "Service", services.get())}
        </section>
        <SaveTables />
        {back()}
        {move || view! { <SourceLine text=source.get() /> }}
    }
}

fn table(id: &'static str, caption: &'static str, of: &'static str, lines: Vec<Line>) -> AnyView {
    let columns = vec![
        Column::text(of),
        Column::text("As reported"),
        Column::text("Restated now"),
        Column::text("Why"),
    ];
    let rows = lines.into_iter().map(|line| {
        let why = match line.is_same() {
            true => "The same".to_owned(),
            false => line.why.join(" "),
        };
        vec![
            named(line.about, line.name),
            stands(line.then),
            stands(line.now),
            Cell::Text(why),
        ]
    });
    view! { <DataTable id=id caption=caption columns=columns rows=rows.collect() stacks=true /> }
        .into_any()
}

fn named(about: About, name: String) -> Cell {
    let href = match about {
        About::Scorecard => return Cell::Text(name),
        About::Service(id) => Route::ServiceScorecard(id, None).path(),
        About::Indicator(id) => Route::Indicator(id).path(),
    };
    Cell::Link { text: name, href }
}

fn stands(told: Told) -> Cell {
    let mark = told
        .mark
        .map(|mark| view! { <StatusMark kind=Signal::stored(StatusKind::from(mark)) /> " " });
    Cell::View(view! { {mark} {told.words} }.into_any())
}
