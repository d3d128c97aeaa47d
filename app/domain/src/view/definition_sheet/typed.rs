//! What was typed into the form of a definition sheet, read into the command, or refused beside its field.

use rust_decimal::Decimal;

use super::NewIds;
use crate::{
    aggregation::Aggregation,
    calendar::Frequency,
    definition_sheet::{Audience, Rebase, ReviseDefinition, SheetTerms},
    id::Id,
    indicator::{Indicator, IndicatorSource, IndicatorState, Tags},
    quantity::Unit,
    record::Stored,
    rejection::Rejection,
    scoring::{Direction, Tolerance},
    view::typed,
    wording::Wording,
};

/// The units, in the order in which they are offered.
pub(super) const UNITS: &[(&str, Unit)] = &[
    (
        "Per cent",
        Unit::Percent {
            may_exceed_100: false,
        },
    ),
    (
        "Per cent, which may be above 100",
        Unit::Percent {
            may_exceed_100: true,
        },
    ),
    ("Number", Unit::Count),
    ("Per 1,000 homes", Unit::RatePerThousand),
    ("Calendar days", Unit::CalendarDays),
    ("Working days", Unit::WorkingDays),
    ("Hours", Unit::Hours),
    ("Pounds", Unit::Money),
    ("Pounds each", Unit::MoneyPerUnit),
    ("Score", Unit::Score),
    ("Yes or no", Unit::YesNo),
];

/// How often it is collected.
pub(super) const FREQUENCIES: &[(&str, Frequency)] = &[
    ("Every month", Frequency::Monthly),
    ("Every quarter", Frequency::Quarterly),
    ("Every year", Frequency::Annual),
];

/// How periods are put together.
pub(super) const AGGREGATIONS: &[(&str, Aggregation)] = &[
    (
        "All numerators divided by all denominators",
        Aggregation::RatioOfSums,
    ),
    ("Added up", Aggregation::Sum),
    ("The last figure stands", Aggregation::Last),
    (
        "All numerators divided by the last denominator",
        Aggregation::SumOverLast,
    ),
    (
        "All numerators divided by the mean denominator",
        Aggregation::SumOverMean,
    ),
    ("The mean of the periods", Aggregation::Mean),
    ("They cannot be", Aggregation::None),
];

/// Which way is good.
pub(super) const DIRECTIONS: &[&str] = &[
    "Higher is better",
    "Lower is better",
    "Within a range",
    "Neither: for information only",
];

/// What is still close to target.
pub(super) const TOLERANCES: &[&str] = &[
    "So many per cent of the target",
    "So much in the unit",
    "Nothing: any gap is off target",
];

/// A tag: its field, its words, and where it is kept.
pub(super) type Tag = (&'static str, &'static str, fn(&mut Tags) -> &mut bool);

/// The tags (glossary 2.1).
pub(super) const TAGS: &[Tag] = &[
    ("tag_safety", "Safety-critical", |tags| {
        &mut tags.safety_critical
    }),
    ("tag_statutory", "Required by the regulator", |tags| {
        &mut tags.statutory
    }),
    ("tag_residents", "Matters to residents", |tags| {
        &mut tags.resident_priority
    }),
    ("tag_diversity", "Diversity indicator", |tags| {
        &mut tags.diversity
    }),
    ("tag_benchmarked", "Compared with others", |tags| {
        &mut tags.benchmarked
    }),
    ("tag_board", "Reported to the Board", |tags| {
        &mut tags.board_reported
    }),
    ("tag_council", "Reported to the Council", |tags| {
        &mut tags.council_reported
    }),
];

/// The place of what stands among what is offered.
pub(super) fn key_of<T: PartialEq>(offered: &[(&str, T)], stands: &T) -> String {
    let place = offered.iter().position(|(_, value)| value == stands);
    place.map(|place| place.to_string()).unwrap_or_default()
}

/// What was typed: each field by its name.
pub type Typed<'a> = &'a dyn Fn(&str) -> String;

/// The revision that was typed over an indicator.
///
/// # Errors
/// Refuses a field that cannot be read.
pub fn revision(
    stands: &Stored<Indicator>,
    ids: NewIds,
    expected: Option<Wording>,
    typed: Typed<'_>,
) -> Result<ReviseDefinition, Rejection> {
    let draft = stands.state == IndicatorState::Draft;
    let from = match draft {
        true => None,
        false => Some(typed::day("from", &typed("from"))?),
    };
    Ok(ReviseDefinition {
        indicator: stands.id,
        sheet: Id::new(ids.sheet),
        former: Id::new(ids.former),
        from,
        reason: typed("reason"),
        definition: definition(stands, typed)?,
        terms: Box::new(terms(typed)?),
        expected,
    })
}

fn definition(stands: &Indicator, typed: Typed<'_>) -> Result<Indicator, Rejection> {
    let mut tags = stands.tags;
    for (name, _, of) in TAGS {
        *of(&mut tags) = !typed(name).is_empty();
    }
    let sources = IndicatorSource::ALL.map(|source| (source.words(), source));
    let decimals = typed("decimals").trim().parse().ok();
    Ok(Indicator {
        code: typed("code").trim().to_owned(),
        name: typed("name").trim().to_owned(),
        purpose: typed("purpose").trim().to_owned(),
        formula: typed("formula").trim().to_owned(),
        source: chosen(&sources, "source", typed)?,
        service: typed("service").parse().ok(),
        unit: chosen(UNITS, "unit", typed)?,
        direction: direction(typed)?,
        decimals: decimals.filter(|decimals| *decimals <= 4).ok_or_else(|| {
            Rejection::field("decimals", "Enter a whole number of places from 0 to 4.")
        })?,
        frequency: chosen(FREQUENCIES, "frequency", typed)?,
        aggregation: chosen(AGGREGATIONS, "aggregation", typed)?,
        tolerance: tolerance(typed)?,
        tags,
        plain_words: typed("plain_words").trim().to_owned(),
        defined_by: typed("defined_by").trim().to_owned(),
        mirrors: typed("mirrors").parse().ok(),
        ..stands.clone()
    })
}

fn terms(typed: Typed<'_>) -> Result<SheetTerms, Rejection> {
    Ok(SheetTerms {
        numerator: typed("numerator"),
        denominator: typed("denominator"),
        survey: !typed("survey").is_empty(),
        rebase: rebase(typed)?,
        drivers_short_term: typed("drivers_short_term"),
        drivers_long_term: typed("drivers_long_term"),
        source_system: typed("source_system"),
        data_provider: typed("data_provider").parse().ok(),
        checker: typed("checker").parse().ok(),
        audience: match typed("audience").as_str() {
            "" => Audience::Public,
            _ => Audience::Staff(typed("audience_reason")),
        },
        standard: typed("standard"),
        benchmark_code: typed("benchmark_code"),
        service_standard_text: typed("service_standard_text"),
        why_local: typed("why_local"),
    })
}

/// Where limits begin anew; none where no day was given.
fn rebase(typed: Typed<'_>) -> Result<Option<Rebase>, Rejection> {
    let from = typed("rebase_from");
    if from.trim().is_empty() {
        return Ok(None);
    }
    let agreed_by = typed("rebase_agreed_by").parse().map_err(|_| {
        Rejection::field(
            "rebase_agreed_by",
            "Choose who agreed that the limits begin anew.",
        )
    })?;
    Ok(Some(Rebase {
        from: typed::day("rebase_from", &from)?,
        why: typed("rebase_why"),
        agreed_by,
    }))
}

fn chosen<T: Copy>(
    offered: &[(&str, T)],
    field: &'static str,
    typed: Typed<'_>,
) -> Result<T, Rejection> {
    place(field, typed)
        .and_then(|place| offered.get(place))
        .map(|(_, value)| *value)
        .ok_or_else(|| Rejection::field(field, "Choose one of the list."))
}

fn place(field: &str, typed: Typed<'_>) -> Option<usize> {
    typed(field).parse().ok()
}

fn direction(typed: Typed<'_>) -> Result<Direction, Rejection> {
    match place("direction", typed) {
        Some(0) => Ok(Direction::HigherIsBetter),
        Some(1) => Ok(Direction::LowerIsBetter),
        Some(2) => Direction::within(number("lo", typed)?, number("hi", typed)?).ok_or_else(|| {
            Rejection::field(
                "hi",
                "The upper end of the range is below the lower one. Exchange them.",
            )
        }),
        Some(3) => Ok(Direction::Contextual),
        _ => Err(Rejection::field("direction", "Choose one of the list.")),
    }
}

fn tolerance(typed: Typed<'_>) -> Result<Tolerance, Rejection> {
    match place("tolerance_kind", typed) {
        Some(0) => Ok(Tolerance::Relative(
            number("tolerance", typed)? / Decimal::ONE_HUNDRED,
        )),
        Some(1) => Ok(Tolerance::AbsolutePoints(number("tolerance", typed)?)),
        Some(2) => Ok(Tolerance::Zero),
        _ => Err(Rejection::field(
            "tolerance_kind",
            "Choose one of the list.",
        )),
    }
}

fn number(field: &'static str, typed: Typed<'_>) -> Result<Decimal, Rejection> {
    let text = typed(field);
    let text = text
        .trim()
        .trim_end_matches('%')
        .trim_end()
        .replace(',', "");
    text.parse()
        .map_err(|_| Rejection::field(field, "Enter a number, such as 10 or 2.5."))
}
