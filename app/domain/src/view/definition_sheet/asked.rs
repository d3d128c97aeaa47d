//! What the form of a definition sheet asks, in order, with what stands.

use rust_decimal::Decimal;

use super::typed::{AGGREGATIONS, DIRECTIONS, FREQUENCIES, TAGS, TOLERANCES, UNITS, key_of};
use crate::{
    aggregation::Aggregation,
    calendar::Frequency,
    definition_sheet::{Audience, SheetTerms},
    indicator::{Indicator, IndicatorSource},
    ownership::Ownership,
    person::{Person, PersonId},
    record::Stored,
    scoring::{Direction, Tolerance},
    sight::Sight,
    unit::{Unit, UnitKind},
    view::day::typed as typed_day,
};

/// A question of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The field.
    pub name: &'static str,
    /// The question.
    pub label: &'static str,
    /// How to answer it; may be empty.
    pub hint: &'static str,
    /// The part of the form that it stands in.
    pub group: Group,
    /// How it is answered.
    pub answer: Answer,
    /// What stands.
    pub value: String,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What it is.
    What,
    /// How it is worked out and judged.
    How,
    /// Where its usual range begins anew.
    Limits,
    /// What moves it, and why it is here.
    Why,
    /// Who provides and reads it.
    Who,
    /// Tags.
    Tags,
}

impl Group {
    /// The parts in order.
    pub const ALL: [Self; 6] = [
        Self::What,
        Self::How,
        Self::Limits,
        Self::Why,
        Self::Who,
        Self::Tags,
    ];

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::What => "What it is",
            Self::How => "How it is worked out and judged",
            Self::Limits => "Where its usual range begins anew",
            Self::Why => "What moves it, and why it is measured",
            Self::Who => "Who provides it and who reads it",
            Self::Tags => "What else is true of it",
        }
    }
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// In a line.
    Line,
    /// In a text.
    Text,
    /// With a number.
    Number,
    /// With a day.
    Day,
    /// From a list: value and words, with the words for none.
    Choice(Vec<(String, String)>, &'static str),
    /// Yes or no.
    Tick,
}

const NONE: &str = "Choose one";

fn line(group: Group, name: &'static str, label: &'static str, value: &str) -> Asked {
    asking(group, name, label, Answer::Line, value.to_owned())
}

fn text(group: Group, name: &'static str, label: &'static str, value: &str) -> Asked {
    asking(group, name, label, Answer::Text, value.to_owned())
}

fn asking(
    group: Group,
    name: &'static str,
    label: &'static str,
    answer: Answer,
    value: String,
) -> Asked {
    Asked {
        name,
        label,
        hint: "",
        group,
        answer,
        value,
    }
}

impl Asked {
    fn hinted(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}

pub(super) fn asked(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    terms: &SheetTerms,
) -> Vec<Asked> {
    let mut all = what(sight, indicator);
    all.extend(how(indicator, terms));
    all.extend(judged(indicator));
    all.extend(rebase(sight, terms));
    all.extend(why(sight, indicator, terms));
    all.extend(who(sight, terms));
    all.extend(TAGS.iter().map(|(name, label, of)| {
        let ticked = *of(&mut indicator.tags.clone());
        let value = if ticked { "yes" } else { "" };
        asking(Group::Tags, name, label, Answer::Tick, value.to_owned())
    }));
    all
}

fn what(sight: &Sight<'_>, indicator: &Indicator) -> Vec<Asked> {
    let group = Group::What;
    let sources = IndicatorSource::ALL.map(|source| (source.words(), source));
    let mut services: Vec<(String, String)> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (unit.id.to_string(), unit.name.clone()))
        .collect();
    services.sort_by(|one, other| one.1.cmp(&other.1));
    let service = indicator.service.map(|id| id.to_string());
    vec![
        line(group, "code", "Code", &indicator.code),
        line(group, "name", "Name", &indicator.name),
        choice(
            group,
            "source",
            "Source",
            &sources,
            key_of(&sources, &indicator.source),
        ),
        asking(
            group,
            "service",
            "Service",
            Answer::Choice(services, "The whole Company"),
            service.unwrap_or_default(),
        ),
        text(group, "purpose", "Why is it measured?", &indicator.purpose),
        text(
            group,
            "plain_words",
            "What does it mean, in a sentence for residents?",
            &indicator.plain_words,
        ),
        line(
            group,
            "defined_by",
            "Where is the definition from?",
            &indicator.defined_by,
        ),
    ]
}

fn how(indicator: &Indicator, terms: &SheetTerms) -> Vec<Asked> {
    let group = Group::How;
    let decimals = indicator.decimals.to_string();
    vec![
        text(
            group,
            "formula",
            "How is it worked out?",
            &indicator.formula,
        ),
        text(group, "numerator", "What is counted?", &terms.numerator),
        text(group, "denominator", "Out of what?", &terms.denominator),
        asking(
            group,
            "survey",
            "It is the answers of a survey",
            Answer::Tick,
            if terms.survey { "yes" } else { "" }.to_owned(),
        ),
        choice::<crate::quantity::Unit>(
            group,
            "unit",
            "Unit",
            UNITS,
            key_of(UNITS, &indicator.unit),
        ),
        asking(
            group,
            "decimals",
            "Decimal places",
            Answer::Number,
            decimals,
        )
        .hinted("0 to 4."),
        choice::<Frequency>(
            group,
            "frequency",
            "Collected",
            FREQUENCIES,
            key_of(FREQUENCIES, &indicator.frequency),
        ),
        choice::<Aggregation>(
            group,
            "aggregation",
            "How periods are put together",
            AGGREGATIONS,
            key_of(AGGREGATIONS, &indicator.aggregation),
        ),
    ]
}

/// Which way is good, and what is still close to target.
fn judged(indicator: &Indicator) -> Vec<Asked> {
    let group = Group::How;
    let (lo, hi) = match indicator.direction {
        Direction::WithinRange { lo, hi } => (number(lo), number(hi)),
        _ => (String::new(), String::new()),
    };
    let amount = match indicator.tolerance {
        Tolerance::Zero => String::new(),
        Tolerance::Relative(share) => number(share * Decimal::ONE_HUNDRED),
        Tolerance::AbsolutePoints(points) => number(points),
    };
    let direction = match indicator.direction {
        Direction::HigherIsBetter => 0,
        Direction::LowerIsBetter => 1,
        Direction::WithinRange { .. } => 2,
        Direction::Contextual => 3,
    };
    let tolerance = match indicator.tolerance {
        Tolerance::Relative(_) => 0,
        Tolerance::AbsolutePoints(_) => 1,
        Tolerance::Zero => 2,
    };
    vec![
        words(
            group,
            "direction",
            "Which way is good?",
            DIRECTIONS,
            direction,
        ),
        asking(group, "lo", "Lower end of the range", Answer::Number, lo)
            .hinted("Only where a range is good."),
        asking(group, "hi", "Upper end of the range", Answer::Number, hi)
            .hinted("Only where a range is good."),
        words(
            group,
            "tolerance_kind",
            "What is still close to target?",
            TOLERANCES,
            tolerance,
        ),
        asking(group, "tolerance", "How much of it", Answer::Number, amount)
            .hinted("10 for 10 per cent of the target; in the unit where it is in the unit."),
    ]
}

/// Where the limits of the chart begin anew.
fn rebase(sight: &Sight<'_>, terms: &SheetTerms) -> Vec<Asked> {
    let group = Group::Limits;
    let stands = terms.rebase.as_ref();
    vec![
        asking(
            group,
            "rebase_from",
            "From which day does another way of working count?",
            Answer::Day,
            stands.map_or_else(String::new, |rebase| typed_day(rebase.from)),
        )
        .hinted("Leave it empty where the usual range rests on all figures. From the first period that begins on this day or later, it is worked out anew."),
        line(
            group,
            "rebase_why",
            "What was changed?",
            stands.map_or("", |rebase| &rebase.why),
        ),
        asking(
            group,
            "rebase_agreed_by",
            "Who agreed?",
            Answer::Choice(managers(sight), "Nobody yet"),
            stands.map_or_else(String::new, |rebase| rebase.agreed_by.to_string()),
        )
        .hinted("Somebody other than you, a manager or above."),
    ]
}

/// Everybody who is active, by name.
fn people(sight: &Sight<'_>) -> Vec<(String, String)> {
    people_who(sight, |_| true)
}

/// Those who can agree that limits begin anew.
fn managers(sight: &Sight<'_>) -> Vec<(String, String)> {
    people_who(sight, |person| {
        Ownership::is_kept_by(sight.company(), person)
    })
}

fn people_who(sight: &Sight<'_>, may: impl Fn(PersonId) -> bool) -> Vec<(String, String)> {
    let mut people: Vec<(String, String)> = sight
        .all::<Person>()
        .filter(|person| person.active && may(person.id))
        .map(|person| (person.id.to_string(), person.name.clone()))
        .collect();
    people.sort_by(|one, other| one.1.cmp(&other.1));
    people
}

fn why(sight: &Sight<'_>, indicator: &Stored<Indicator>, terms: &SheetTerms) -> Vec<Asked> {
    let group = Group::Why;
    let mut others: Vec<(String, String)> = sight
        .all::<Indicator>()
        .filter(|other| other.id != indicator.id && other.mirrors.is_none() && other.counts())
        .map(|other| {
            (
                other.id.to_string(),
                format!("{} {}", other.code, other.name),
            )
        })
        .collect();
    others.sort_by(|one, other| one.1.cmp(&other.1));
    let mirrors = indicator.mirrors.map(|id| id.to_string());
    vec![
        text(
            group,
            "drivers_short_term",
            "What moves it within months?",
            &terms.drivers_short_term,
        ),
        text(
            group,
            "drivers_long_term",
            "What moves it over years?",
            &terms.drivers_long_term,
        ),
        line(
            group,
            "standard",
            "Standard that it answers to",
            &terms.standard,
        ),
        line(
            group,
            "benchmark_code",
            "Benchmark code",
            &terms.benchmark_code,
        )
        .hinted("Its code in the benchmarking club or the regulator’s list."),
        text(
            group,
            "service_standard_text",
            "What is promised to residents?",
            &terms.service_standard_text,
        )
        .hinted("For a service standard: the promise as it is published."),
        asking(
            group,
            "mirrors",
            "Indicator that it mirrors",
            Answer::Choice(others, "None: it has figures of its own"),
            mirrors.unwrap_or_default(),
        )
        .hinted("For a service standard: its figures and targets are entered once, on the other."),
        text(
            group,
            "why_local",
            "Why is it needed beside the Key Performance Indicators?",
            &terms.why_local,
        )
        .hinted("For a local indicator: what they do not cover, or do not fully reflect."),
    ]
}

fn who(sight: &Sight<'_>, terms: &SheetTerms) -> Vec<Asked> {
    let group = Group::Who;
    let people = people(sight);
    let person = |who: Option<PersonId>| who.map(|id| id.to_string());
    let (audience, reason) = match &terms.audience {
        Audience::Public => ("", String::new()),
        Audience::Staff(why) => ("staff", why.clone()),
    };
    let staff = vec![("staff".to_owned(), "Staff alone".to_owned())];
    vec![
        line(
            group,
            "source_system",
            "Which system is it from?",
            &terms.source_system,
        ),
        asking(
            group,
            "data_provider",
            "Who provides the figures?",
            Answer::Choice(people.clone(), "Nobody yet"),
            person(terms.data_provider).unwrap_or_default(),
        )
        .hinted("They enter this indicator’s figures and see its service’s figures before these are approved, for as long as they are named."),
        asking(
            group,
            "checker",
            "Who checks them?",
            Answer::Choice(people, "Nobody yet"),
            person(terms.checker).unwrap_or_default(),
        )
        .hinted("Somebody else than who provides them. They check this indicator’s figures, and see the same."),
        asking(
            group,
            "audience",
            "Who reads it?",
            Answer::Choice(staff, "Staff and residents"),
            audience.to_owned(),
        ),
        asking(
            group,
            "audience_reason",
            "Why do residents not see it?",
            Answer::Line,
            reason,
        )
        .hinted("Only where it is for staff alone."),
    ]
}

fn choice<T>(
    group: Group,
    name: &'static str,
    label: &'static str,
    offered: &[(&'static str, T)],
    stands: String,
) -> Asked {
    let offered = offered.iter().zip(0_usize..);
    let offered = offered.map(|((words, _), place)| (place.to_string(), (*words).to_owned()));
    asking(
        group,
        name,
        label,
        Answer::Choice(offered.collect(), NONE),
        stands,
    )
}

fn words(
    group: Group,
    name: &'static str,
    label: &'static str,
    offered: &[&'static str],
    stands: usize,
) -> Asked {
    let offered: Vec<(&'static str, ())> = offered.iter().map(|words| (*words, ())).collect();
    choice(group, name, label, &offered, stands.to_string())
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}
