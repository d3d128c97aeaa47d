//! "How are we doing?", in the five lines of the Company's own page.

use domain::view::public_home::{Action, Ambitions, Knowing, Measure, Page, Telling, Wanted};
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
    measure_table::{off_target, results},
};
use crate::components::{
    Cell, ColourKey, Column, DataTable, PageHeading, SourceLine, StatusKind, StatusMark, Tag,
};

/// The home page.
pub fn home(page: &Page, setting: &Setting) -> String {
    let about = About {
        title: "How are we doing?".to_owned(),
        description: page.lead.clone(),
        here: Some(Address::Home),
    };
    let Page {
        lead,
        clear,
        knowing,
        action,
        wanted,
        telling,
        source,
        ..
    } = page.clone();
    document(&page.frame, setting, about, || {
        view! {
            <PageHeading title="How are we doing?" lead=Some(lead) />
            {being_clear(clear)}
            {knowing_whether(knowing)}
            {taking_action(action)}
            {what_customers_want(wanted)}
            {telling_residents(telling)}
            <SourceLine text=source />
        }
        .into_any()
    })
}

fn section(id: &'static str, heading: &'static str, inside: AnyView) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {inside}
        </section>
    }
    .into_any()
}

fn illustrative(when: bool) -> Option<impl IntoView> {
    when.then(|| view! { <Tag text="Illustrative" /> })
}

fn being_clear(clear: Ambitions) -> AnyView {
    let all_illustrative = clear.all_illustrative;
    let statement = (!clear.statement.is_empty()).then(|| {
        view! {
            <p class="heading__lead">{clear.statement} " " {illustrative(clear.statement_illustrative)}</p>
        }
    });
    let perspectives = clear.perspectives.into_iter().map(|perspective| {
        let priorities = perspective.priorities.into_iter().map(|priority| {
            view! {
                <li>
                    <span class="stack stack--tight">
                        <strong>{priority.title} " " {illustrative(priority.illustrative && !all_illustrative)}</strong>
                        <span>{priority.outcome}</span>
                    </span>
                </li>
            }
        });
        view! {
            <div class="stack stack--tight">
                <h3>{perspective.name}</h3>
                {(!perspective.question.is_empty()).then(|| view! { <p>{perspective.question}</p> })}
                <ul class="rows">{priorities.collect_view()}</ul>
            </div>
        }
    });
    section(
        "clear",
        "Being clear what we want to do",
        view! {
            {statement}
            <p>"These are our priorities, and what you will notice when they are met." " " {illustrative(all_illustrative)}</p>
            <div class="columns">{perspectives.collect_view()}</div>
        }
        .into_any(),
    )
}

fn knowing_whether(knowing: Knowing) -> AnyView {
    let columns = vec![
        Column::text("Service"),
        Column::number("On target"),
        Column::number("Close to target"),
        Column::number("Off target"),
        Column::number("No target"),
        Column::number("Not published"),
    ];
    let rows = knowing.services.into_iter().map(|service| {
        let counts = service.counts;
        let name = Cell::Link {
            text: service.name,
            href: format!("{}#{}", Address::Services.path(), service.anchor),
        };
        let numbers = [counts.on, counts.close, counts.off, counts.no_target]
            .map(|number| number.to_string());
        let unpublished = service.unpublished.to_string();
        std::iter::once(name)
            .chain(numbers.into_iter().chain([unpublished]).map(Cell::Text))
            .collect()
    });
    let rows = rows.collect();
    section(
        "knowing",
        "Knowing whether we are doing it – or not",
        view! {
            <p>"We have an agreed set of indicators and targets, against which we measure ourselves."</p>
            <ColourKey />
            <p class="small muted">"A few measures have a narrower key: the page of each measure says which holds for it."</p>
            <p>{format!("{}.", knowing.counts)}</p>
            {sentences("Furthest from target", knowing.furthest)}
            {sentences("On target and improving", knowing.going_well)}
            <DataTable id="services" caption="How many measures stand where, by service" columns=columns rows=rows />
        }
        .into_any(),
    )
}

/// A few measures, each with the sentence that a colleague would say.
fn sentences(heading: &'static str, measures: Vec<Measure>) -> Option<AnyView> {
    if measures.is_empty() {
        return None;
    }
    let items = measures.into_iter().map(|Measure { row, from, .. }| {
        let href = Address::Indicator(row.code).path();
        let made_up = row.illustrative.is_some();
        view! {
            <li>
                <span class="stack stack--tight">
                    <a href=href>{row.name}</a>
                    <span>{row.sentence}</span>
                </span>
                <span class="cluster">
                    <StatusMark kind=StatusKind::from(row.mark) />
                    {made_up.then(|| view! { <Tag text=from /> })}
                </span>
            </li>
        }
    });
    let list = view! {
        <h3>{heading}</h3>
        <ul class="rows">{items.collect_view()}</ul>
    };
    Some(list.into_any())
}

fn taking_action(action: Action) -> AnyView {
    let table = (!action.off.is_empty()).then(|| {
        off_target(
            "off-target",
            "Off target now: what keeps people safe first, then the furthest from target",
            action.off,
            action.anything_said,
        )
    });
    section(
        "action",
        "Taking quick and effective action if anything goes wrong",
        view! {
            <p>
                "Our Board receives reports on the progress we are making on our plans, performance indicators and budgets at each meeting. "
                "If there are any problems, the Board tells us what actions we need to take, or guides us in revising our plans or objectives."
            </p>
            <p>{action.summary}</p>
            {table}
        }
        .into_any(),
    )
}

fn what_customers_want(wanted: Wanted) -> AnyView {
    let table = (!wanted.measures.is_empty()).then(|| {
        results(
            "wanted-results",
            "What residents told us is important to them: latest results",
            wanted.measures,
        )
    });
    section(
        "wanted",
        "Making sure we are doing what customers want",
        view! {
            <p>
                "Through our Focus Groups and surveys, our residents tell us their views on our achievements, "
                "and tell us if they think we need to concentrate more closely on some activities."
            </p>
            <p>{wanted.summary}</p>
            {table}
        }
        .into_any(),
    )
}

fn telling_residents(telling: Telling) -> AnyView {
    let newest = telling
        .newest
        .map(|newest| format!(" The newest figures are for {newest}."));
    let mut words = format!(
        "Each of the {} measures that we publish has a page that says what it means, how it has gone and where its figures are from.",
        telling.measures
    );
    if telling.unpublished > 0 {
        words.push_str(&format!(
            " For {} more no figure has been published yet.",
            telling.unpublished
        ));
    }
    section(
        "telling",
        "Telling our residents and other stakeholders how we are performing",
        view! {
            <p>{words} {newest}</p>
            <ul>
                <li>
                    <a href=Address::Scorecard.path()>"Our Balanced Scorecard"</a>
                </li>
                <li>
                    <a href=Address::Promises.path()>"Our promises, and whether we keep them"</a>
                </li>
                <li>
                    <a href=Address::Services.path()>"Targets and results by service"</a>
                </li>
                <li>
                    <a href=Address::Figures.path()>"Every published figure as a file for a spreadsheet (CSV)"</a>
                </li>
            </ul>
        }
        .into_any(),
    )
}
