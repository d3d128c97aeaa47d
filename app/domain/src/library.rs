//! The indicator library: definitions that a register can begin from, in `library/indicators.txt` (strategy §2; S45, S48, S52).
//!
//! What is measured and which way is good are facts, with the source named; a draft that is made of them is completed by whoever
//! administers the register.

use serde::{Deserialize, de::value::StrDeserializer};

use crate::{
    aggregation::Aggregation,
    calendar::Frequency,
    company::Company,
    definition_sheet::SheetTerms,
    indicator::{Indicator, IndicatorSource, IndicatorState, Tags},
    quantity::Unit,
    scoring::{Direction, Tolerance},
};

const TABLE: &str = include_str!("library/indicators.txt");

/// A definition of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What the register and the colours rest on.
    pub definition: Indicator,
    /// What else its sheet says.
    pub terms: SheetTerms,
}

/// The library, in its order. A row that cannot be read is left out, and a test sees to it that none is.
pub fn entries() -> Vec<Entry> {
    rows().filter_map(|row| entry(&row)).collect()
}

/// How many rows the library has.
pub fn len() -> usize {
    rows().count()
}

/// Whether an indicator with this code is in the register already, upper and lower case being one.
pub fn is_registered(company: &Company, code: &str) -> bool {
    company
        .all::<Indicator>()
        .any(|indicator| indicator.code.eq_ignore_ascii_case(code))
}

/// The rows under the names of the columns.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| {
            line.split('|')
                .map(|cell| match cell.trim() {
                    "–" => "",
                    cell => cell,
                })
                .collect()
        })
}

fn entry(row: &[&str]) -> Option<Entry> {
    let [
        code,
        name,
        source,
        tags,
        unit,
        good,
        collected,
        together,
        tolerance,
        numerator,
        denominator,
        formula,
        standard,
        benchmark_code,
        defined_by,
    ] = row.try_into().ok()?;
    let unit = unit_of(unit)?;
    Some(Entry {
        definition: Indicator {
            code: code.to_owned(),
            name: name.to_owned(),
            purpose: String::new(),
            formula: formula.to_owned(),
            source: source_of(source)?,
            service: None,
            unit,
            direction: direction_of(good)?,
            decimals: unit.default_decimals(),
            frequency: named::<Frequency>(collected)?,
            aggregation: named::<Aggregation>(together)?,
            tolerance: match tolerance {
                "none" => Tolerance::Zero,
                "10%" => Tolerance::DEFAULT,
                _ => return None,
            },
            tags: tags_of(tags)?,
            plain_words: String::new(),
            defined_by: defined_by.to_owned(),
            state: IndicatorState::Draft,
            mirrors: None,
            since: None,
        },
        terms: SheetTerms {
            numerator: numerator.to_owned(),
            denominator: denominator.to_owned(),
            survey: tags.split(' ').any(|word| word == SURVEY),
            standard: standard.to_owned(),
            benchmark_code: benchmark_code.to_owned(),
            ..SheetTerms::default()
        },
    })
}

/// A value by its name on the wire.
fn named<'a, T: Deserialize<'a>>(name: &'a str) -> Option<T> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(name)).ok()
}

fn source_of(word: &str) -> Option<IndicatorSource> {
    Some(match word {
        "kpi" => IndicatorSource::Kpi,
        "lpi" => IndicatorSource::Lpi,
        "standard" => IndicatorSource::ServiceStandard,
        "vfm" => IndicatorSource::ValueForMoney,
        _ => return None,
    })
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "percent" => Unit::Percent {
            may_exceed_100: false,
        },
        "percent_above_100" => Unit::Percent {
            may_exceed_100: true,
        },
        "per_1000" => Unit::RatePerThousand,
        "days" => Unit::CalendarDays,
        "working_days" => Unit::WorkingDays,
        "count" => Unit::Count,
        "pounds_each" => Unit::MoneyPerUnit,
        _ => return None,
    })
}

fn direction_of(word: &str) -> Option<Direction> {
    Some(match word {
        "higher" => Direction::HigherIsBetter,
        "lower" => Direction::LowerIsBetter,
        "information" => Direction::Contextual,
        _ => return None,
    })
}

/// Among the tags: that the figures are the answers of a survey, which the sheet says.
const SURVEY: &str = "survey";

fn tags_of(words: &str) -> Option<Tags> {
    let mut tags = Tags::default();
    for word in words.split_whitespace().filter(|word| *word != SURVEY) {
        *match word {
            "benchmarked" => &mut tags.benchmarked,
            "diversity" => &mut tags.diversity,
            "residents" => &mut tags.resident_priority,
            "safety" => &mut tags.safety_critical,
            "statutory" => &mut tags.statutory,
            _ => return None,
        } = true;
    }
    Some(tags)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_can_be_read_and_has_a_code_of_its_own() {
        let entries = entries();
        assert_eq!(entries.len(), len());
        assert!(entries.len() >= 60, "{}", entries.len());
        let codes: BTreeSet<&str> = entries
            .iter()
            .map(|entry| entry.definition.code.as_str())
            .collect();
        assert_eq!(codes.len(), entries.len());
        for entry in &entries {
            let code = &entry.definition.code;
            assert_eq!(entry.definition.checked(), Ok(()), "{code}");
            let divided = entry.definition.formula.contains('÷');
            assert_eq!(divided, !entry.terms.denominator.is_empty(), "{code}");
            assert!(!entry.definition.defined_by.is_empty(), "{code}");
        }
    }

    /// The regulator's 22 measures in 26 lines, and exactly four diversity indicators (S111).
    #[test]
    fn it_holds_every_tenant_satisfaction_measure_and_four_diversity_indicators() {
        let entries = entries();
        let tagged = |of: fn(&Tags) -> bool| {
            let found = entries.iter().filter(|entry| of(&entry.definition.tags));
            found.count()
        };
        assert_eq!(tagged(|tags| tags.statutory), 26);
        assert_eq!(tagged(|tags| tags.diversity), 4);
        let safety = entries
            .iter()
            .filter(|entry| entry.definition.tags.safety_critical);
        for entry in safety {
            assert_eq!(entry.definition.tolerance, Tolerance::Zero);
        }
    }
}
