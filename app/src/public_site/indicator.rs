//! One indicator: how it stands, how it has gone, what it means, how the figure is worked out, where it is from.

use domain::view::public_indicator::{ColourRule, Page, YearTarget};
use leptos::prelude::*;

use super::{
    Address, Drawing, Setting,
    corrected::corrected,
    document::{About, document},
    measure_table::provenance,
};
use crate::components::{
    Cell, ChartFigure, ColourKey, Column, DataTable, Disclosure, Fact, FactList, PageHeading,
    SourceLine, StatusKind, StatusMark, Step, StepsTable, Tag, YouSaidWeDid, rule_anchor,
};

/// The page of an indicator. Without a picture the table stands open in its place.
pub fn indicator(page: &Page, picture: Option<Drawing>, setting: &Setting) -> String {
    let about = About {
        title: page.name.clone(),
        description: page.lead.clone(),
        here: Some(Address::Indicator(page.code.clone())),
    };
    document(&page.frame, setting, about, || {
        let page = page.clone();
        view! {
            {heading(&page)}
            {over_time(&page, picture)}
            {real_or_chance(&page)}
            {over_a_year(&page)}
            {corrected(&page.corrected)}
            {meaning(&page)}
            <YouSaidWeDid lines=page.you_said.clone() />
            {worked_out(&page)}
            <SourceLine text=source(&page) />
        }
        .into_any()
    })
}

fn heading(page: &Page) -> AnyView {
    let (place, href) = match &page.service {
        Some((name, anchor)) => (
            name.clone(),
            format!("{}#{anchor}", Address::Services.path()),
        ),
        None => ("Results by service".to_owned(), Address::Services.path()),
    };
    let row = page.row.clone();
    let made_up = row.illustrative.map(|words| view! { <Tag text=words /> });
    let mark = page
        .is_published
        .then(|| view! { <StatusMark kind=StatusKind::from(row.mark) /> });
    let said =
        (!page.public_words.is_empty()).then(|| view! { <p>{page.public_words.clone()}</p> });
    let survey = page.survey.clone().map(|words| view! { <p>{words}</p> });
    let trust = page.trust.clone().map(|words| view! { <p>{words}</p> });
    view! {
        <nav class="screen-only" aria-label="Where this page belongs">
            <p class="lone">
                <a href=href>{place}</a>
            </p>
        </nav>
        <PageHeading title=page.name.clone() lead=Some(page.lead.clone())>
            {mark}
            <span>{row.travel_words}</span>
            {made_up}
        </PageHeading>
        {said}
        {survey}
        {trust}
    }
    .into_any()
}

fn over_time(page: &Page, picture: Option<Drawing>) -> Option<AnyView> {
    if page.series.points.is_empty() {
        return None;
    }
    let inside = match picture {
        Some(picture) => {
            let own = page.clone();
            let table = move || figures(&own);
            view! {
                <ChartFigure id="chart" heading=page.series.message.clone() sentence=page.run.clone() table=table>
                    {picture.into_view()}
                </ChartFigure>
            }
            .into_any()
        }
        None => view! {
            <h3>{page.series.message.clone()}</h3>
            <p>{page.run.clone()}</p>
            {figures(page)}
        }
        .into_any(),
    };
    let section = view! {
        <section class="section" aria-labelledby="over-time">
            <h2 id="over-time">"How it has gone"</h2>
            {inside}
        </section>
    };
    Some(section.into_any())
}

/// Whether the latest figure says anything, before anybody makes something of it.
fn real_or_chance(page: &Page) -> Option<AnyView> {
    let variation = page.variation.as_ref()?;
    let facts = variation.facts.iter();
    let facts: Vec<Fact> = facts.map(|fact| Fact::new(fact.term, &fact.is)).collect();
    let facts = (!facts.is_empty()).then(|| view! { <FactList facts=facts /> });
    let rule = format!("{}#{}", Address::Rules.path(), rule_anchor("4.6"));
    let section = view! {
        <section class="section" aria-labelledby="chance">
            <h2 id="chance">"Real or chance?"</h2>
            <p>{variation.answer.clone()}</p>
            {facts}
            <p class="lone">
                <a href=rule>"How we tell the two apart"</a>
            </p>
        </section>
    };
    Some(section.into_any())
}

/// The year to date and twelve months as facts: they are read on a telephone without scrolling sideways.
fn over_a_year(page: &Page) -> Option<AnyView> {
    let spans = page.spans.as_ref()?;
    let rows = spans.rows.iter();
    let facts = rows.map(|span| Fact::new(&span.span, span.sentence()));
    let note = (!spans.note.is_empty()).then(|| view! { <p>{spans.note.clone()}</p> });
    let section = view! {
        <section class="section" aria-labelledby="over-a-year">
            <h2 id="over-a-year">"Over a year"</h2>
            <FactList facts=facts.collect() />
            {note}
        </section>
    };
    Some(section.into_any())
}

/// Newest first: what a reader looks for stands at the top.
fn figures(page: &Page) -> AnyView {
    let mut columns = vec![Column::text("Period"), Column::number("Result")];
    if page.has_ratios {
        columns.extend([Column::number("Counted"), Column::number("Out of")]);
    }
    columns.extend([
        Column::number("Target"),
        Column::text("Status"),
        Column::text("Where it is from"),
    ]);
    let points = page.series.points.iter().zip(&page.from).rev();
    let rows = points.map(|(point, from)| {
        let mut cells: Vec<Cell> = vec![
            point.period_words.clone().into(),
            point.value_text.clone().into(),
        ];
        if page.has_ratios {
            cells.push(point.numerator.clone().unwrap_or_default().into());
            cells.push(point.denominator.clone().unwrap_or_default().into());
        }
        cells.push(point.target_text.clone().into());
        cells.push(Cell::Status(point.mark.into()));
        cells.push(provenance(from));
        cells
    });
    let rows = rows.collect();
    let caption = format!("{}: every published figure, newest first", page.name);
    view! { <DataTable id="figures" caption=caption columns=columns rows=rows /> }.into_any()
}

fn meaning(page: &Page) -> AnyView {
    let facts = page
        .facts
        .iter()
        .map(|fact| Fact::new(&fact.term, &fact.is));
    let facts: Vec<Fact> = facts.collect();
    let plain = (!page.plain_words.is_empty()).then(|| view! { <p>{page.plain_words.clone()}</p> });
    view! {
        <section class="section" aria-labelledby="meaning">
            <h2 id="meaning">"What it means"</h2>
            {plain}
            {colours(&page.colours)}
            <FactList facts=facts />
            {(!page.targets.is_empty()).then(|| targets(&page.targets))}
        </section>
    }
    .into_any()
}

fn colours(rule: &ColourRule) -> AnyView {
    match rule {
        ColourRule::Within(tolerance) => view! { <ColourKey tolerance=tolerance.clone() /> }.into_any(),
        ColourRule::NoAmber => view! {
            <p>"Green: meeting the target. Red: anything else. There is no Amber for this measure: nothing short of the target is close to it."</p>
        }
        .into_any(),
        ColourRule::NoColour => {
            view! { <p>"This measure is shown for information. It has no target, and so no colour."</p> }.into_any()
        }
    }
}

fn targets(targets: &[YearTarget]) -> AnyView {
    let columns = vec![
        Column::text("Financial year"),
        Column::number("Target"),
        Column::text("Where it is from"),
    ];
    let rows = targets.iter().map(|target| {
        vec![
            target.year.clone().into(),
            target.target.clone().into(),
            provenance(&target.from),
        ]
    });
    let rows = rows.collect();
    let revised = targets
        .iter()
        .filter_map(|target| target.revised.clone())
        .map(|words| view! { <p>{words}</p> });
    view! {
        <DataTable id="targets" caption="What we aim for by the end of each year" columns=columns rows=rows />
        {revised.collect_view()}
    }
    .into_any()
}

fn worked_out(page: &Page) -> Option<AnyView> {
    if page.working.is_empty() {
        return None;
    }
    let steps: Vec<Step> = page
        .working
        .iter()
        .map(|step| Step {
            says: step.says.clone(),
            expression: step.expression.clone(),
            value: step.value.clone(),
            href: None,
        })
        .collect();
    let caption = format!("{}, {}", page.name, page.row.period);
    let working = view! {
        <Disclosure>
            <StepsTable id="working" caption=caption.clone() steps=steps.clone() />
        </Disclosure>
    };
    Some(working.into_any())
}

fn source(page: &Page) -> String {
    let mut words = String::new();
    for source in &page.sources {
        words.push_str(&format!("{source}. "));
    }
    if page.has_illustrative {
        words.push_str("What is marked illustrative is made up to show how these pages work, and is no statement about the Company. ");
    }
    words.push_str(&format!("As at {}.", page.frame.as_at));
    words
}
