//! "Our scorecard": the Balanced Scorecard for residents, its four scores first and then what stands under each.

use domain::view::public_scorecard::{Page, Part};
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
    measure_table::results,
};
use crate::components::{
    Cell, ColourKey, Column, DataTable, Disclosure, PageHeading, SourceLine, StatusKind,
    StatusMark, Step, StepsTable, rule_anchor,
};

/// The page.
pub fn scorecard(page: &Page, setting: &Setting) -> String {
    let about = About {
        title: "Our scorecard".to_owned(),
        description: format!("Our Balanced Scorecard. {}", page.lead),
        here: Some(Address::Scorecard),
    };
    let Page {
        heading,
        lead,
        overall,
        perspectives,
        source,
        ..
    } = page.clone();
    document(&page.frame, setting, about, || {
        view! {
            <PageHeading title=heading lead=Some(lead) />
            {what_it_is()}
            {glance(&overall, &perspectives)}
            {perspectives.into_iter().map(perspective).collect_view()}
            <SourceLine text=source />
        }
        .into_any()
    })
}

/// What a score is, in the words of the page of rules, which it leads to.
fn what_it_is() -> AnyView {
    let rule = format!("{}#{}", Address::Rules.path(), rule_anchor("4.7"));
    view! {
        <p>
            "Our Balanced Scorecard looks at our work from several sides. Each side has a score from 0 to 100, put together from its measures. A score of 90 or more is on target, from 60 it is close to target, and below 60 it is off target. "
            <a href=rule>"How scores are worked out"</a>
            ". It rests on published figures only: our Board sees each figure earlier, once it is approved."
        </p>
    }
    .into_any()
}

fn glance(overall: &Part, perspectives: &[Part]) -> Option<AnyView> {
    if perspectives.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("Side of our work"),
        Column::number("Score of 100"),
        Column::text("Status"),
        Column::text("Measures"),
    ];
    let whole = Cell::Text(overall.name.clone());
    let rows = std::iter::once((whole, overall))
        .chain(perspectives.iter().map(|part| {
            let name = Cell::Link {
                text: part.name.clone(),
                href: format!("#{}", part.anchor),
            };
            (name, part)
        }))
        .map(|(name, part)| {
            vec![
                name,
                Cell::Text(part.score.clone().unwrap_or_else(|| "No score".to_owned())),
                part.mark.map_or_else(
                    || "Not measured yet".into(),
                    |mark| Cell::Status(mark.into()),
                ),
                measures(part).into(),
            ]
        })
        .collect();
    let steps = worked_out(&overall.anchor, overall);
    let glance = view! {
        <DataTable
            id="glance"
            caption="The whole scorecard and each side of our work"
            columns=columns
            rows=rows
        />
        <div class="stack stack--tight">{rests_on(overall)} {steps}</div>
        <ColourKey />
    };
    Some(glance.into_any())
}

/// How many stand where, and why the colour is not that of the score, where it is not.
fn measures(part: &Part) -> String {
    match &part.safety {
        Some(safety) => format!("{}. {safety}", part.counts),
        None => part.counts.clone(),
    }
}

fn perspective(part: Part) -> AnyView {
    let stands = part.score.as_ref().zip(part.mark).map(|(score, mark)| {
        view! {
            <p class="cluster">
                <strong>{format!("{score} of 100")}</strong>
                <StatusMark kind=StatusKind::from(mark) />
            </p>
        }
    });
    let counts = (!part.weight.is_empty()).then(|| {
        view! { <p class="small muted">{format!("Counts for {} of the whole scorecard.", part.weight)}</p> }
    });
    let table = (!part.measures.is_empty()).then(|| {
        let caption = format!("{}: latest published results", part.name);
        results(
            &format!("{}-results", part.anchor),
            &caption,
            part.measures.clone(),
        )
    });
    let nothing = part.measures.is_empty().then(|| {
        view! { <p>"No figure that counts here has been published yet."</p> }
    });
    let question = (!part.question.is_empty()).then(|| view! { <p>{part.question.clone()}</p> });
    view! {
        <section class="section" aria-labelledby=part.anchor.clone()>
            <h2 id=part.anchor.clone()>{part.name.clone()}</h2>
            {question}
            {stands}
            {rests_on(&part)}
            {counts}
            {table}
            {nothing}
            {worked_out(&part.anchor, &part)}
        </section>
    }
    .into_any()
}

/// How much of it is known, and what caps its colour.
fn rests_on(part: &Part) -> AnyView {
    let coverage = (!part.coverage.is_empty())
        .then(|| view! { <p class="small">{format!("{}.", part.coverage)}</p> });
    let safety = part.safety.clone().map(|safety| {
        view! {
            <p>
                <strong>{format!("{safety}, so this is close to target at best, whatever its score.")}</strong>
            </p>
        }
    });
    view! { {coverage} {safety} }.into_any()
}

fn worked_out(key: &str, part: &Part) -> Option<AnyView> {
    if part.working.is_empty() {
        return None;
    }
    let steps: Vec<Step> = part
        .working
        .iter()
        .map(|step| Step {
            says: step.says.clone(),
            expression: step.expression.clone(),
            value: step.value.clone(),
            href: None,
        })
        .collect();
    let id = format!("{key}-working");
    let caption = format!("How the score is worked out: {}", part.name);
    let working = view! {
        <Disclosure>
            <StepsTable id=id.clone() caption=caption.clone() steps=steps.clone() />
        </Disclosure>
    };
    Some(working.into_any())
}
