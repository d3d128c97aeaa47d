//! The definition of an indicator, term by term, in the strategy's words.

use crate::{
    aggregation::Aggregation,
    definition_sheet::DefinitionSheet,
    display, explain,
    indicator::{Indicator, Tags},
    quantity::Exact,
    record::Stored,
    scoring::{Direction, Tolerance},
    sight::Sight,
    unit::Unit,
    view::{
        definition_sheet::sheet_facts,
        reading::{target_text, unit_word},
    },
};

/// A term and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The term: `Formula`.
    pub term: &'static str,
    /// What it is.
    pub is: String,
}

/// The same with what the definition sheet says beside them.
pub(super) fn facts_with_sheet(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<Fact> {
    let mut facts = facts(sight, indicator);
    if let Some((_, sheet)) = DefinitionSheet::latest(sight.company(), indicator.id) {
        facts.extend(sheet_facts(sight, &sheet.terms));
    }
    facts
}

/// What the indicator itself says.
pub(in crate::view) fn facts(sight: &Sight<'_>, indicator: &Indicator) -> Vec<Fact> {
    let service = indicator
        .service
        .and_then(|service| sight.get::<Unit>(service))
        .map_or_else(
            || "The whole Company".to_owned(),
            |service| service.name.clone(),
        );
    let mirrored = indicator
        .mirrors
        .and_then(|mirrored| sight.get::<Indicator>(mirrored))
        .map(|mirrored| {
            format!(
                "{} {}, where its figures and targets are entered",
                mirrored.code, mirrored.name
            )
        })
        .unwrap_or_default();
    let terms = [
        ("Code", indicator.code.clone()),
        ("Source", indicator.source.words().to_owned()),
        ("What it means", indicator.plain_words.clone()),
        ("Purpose", indicator.purpose.clone()),
        ("Formula", indicator.formula.clone()),
        ("Unit", unit_word(indicator.unit).to_owned()),
        ("Which way is good", direction(indicator)),
        ("Collected", indicator.frequency.words().to_owned()),
        (
            "Periods are put together",
            aggregation(indicator.aggregation).to_owned(),
        ),
        ("Close to target", tolerance(indicator)),
        ("Service", service),
        ("Mirrors", mirrored),
        ("Also", tags(indicator.tags)),
        ("Defined by", indicator.defined_by.clone()),
    ];
    terms
        .into_iter()
        .filter(|(_, is)| !is.is_empty())
        .map(|(term, is)| Fact { term, is })
        .collect()
}

fn direction(indicator: &Indicator) -> String {
    match indicator.direction {
        Direction::HigherIsBetter => "Higher is better".to_owned(),
        Direction::LowerIsBetter => "Lower is better".to_owned(),
        Direction::WithinRange { .. } => target_text(indicator, None)
            .map(|range| format!("Within {range}"))
            .unwrap_or_default(),
        Direction::Contextual => "Neither: for information only, without a target".to_owned(),
    }
}

const fn aggregation(rule: Aggregation) -> &'static str {
    match rule {
        Aggregation::Sum => "Added up",
        Aggregation::RatioOfSums => "All numerators divided by all denominators",
        Aggregation::SumOverLast => "All numerators divided by the last denominator",
        Aggregation::SumOverMean => "All numerators divided by the mean denominator",
        Aggregation::Last => "The last figure stands",
        Aggregation::Mean => "The mean of the periods",
        Aggregation::WeightedMean => "The weighted mean of the periods",
        Aggregation::None => "They cannot be",
    }
}

fn tolerance(indicator: &Indicator) -> String {
    if !indicator.is_scored() {
        return String::new();
    }
    match indicator.tolerance {
        Tolerance::Zero => "Never: any gap is off target".to_owned(),
        Tolerance::Relative(share) => {
            let percent = explain::value(&Exact::from(share * rust_decimal::Decimal::ONE_HUNDRED));
            format!("Within {percent}% of the target")
        }
        Tolerance::AbsolutePoints(points) => {
            let places = points.normalize().scale();
            format!(
                "Within {} of the target",
                match indicator.unit {
                    crate::quantity::Unit::Percent { .. } =>
                        format!("{} points", display::number(&Exact::from(points), places)),
                    unit => display::figure(unit, &Exact::from(points), places, None, None),
                }
            )
        }
    }
}

fn tags(tags: Tags) -> String {
    [
        (tags.safety_critical, "Safety-critical"),
        (tags.statutory, "Required by the regulator"),
        (tags.resident_priority, "Matters to residents"),
        (tags.diversity, "Diversity indicator"),
        (tags.benchmarked, "Compared with others"),
        (tags.board_reported, "Reported to the Board"),
        (tags.council_reported, "Reported to the Council"),
    ]
    .into_iter()
    .filter_map(|(is, words)| is.then_some(words))
    .collect::<Vec<_>>()
    .join(", ")
}
