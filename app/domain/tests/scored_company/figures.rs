//! Short ways to write ids, figures and a percentage.

use super::*;

pub fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn value(text: &str) -> Figure {
    Figure::Value(decimal(text))
}

pub fn ratio(numerator: &str, denominator: &str) -> Figure {
    Figure::ratio(decimal(numerator), decimal(denominator))
}

/// An indicator in per cent by the month, more being better; change what differs.
pub fn percent(code: &str, name: &str) -> Indicator {
    Indicator {
        code: code.to_owned(),
        name: name.to_owned(),
        purpose: String::new(),
        formula: "So many of these out of so many of those".to_owned(),
        source: IndicatorSource::Lpi,
        service: None,
        unit: Measure::Percent {
            may_exceed_100: false,
        },
        direction: Direction::HigherIsBetter,
        decimals: 1,
        frequency: Frequency::Monthly,
        aggregation: Aggregation::RatioOfSums,
        tolerance: Tolerance::DEFAULT,
        tags: Tags::default(),
        plain_words: format!("What {code} means for you."),
        defined_by: "The regulator".to_owned(),
        state: domain::indicator::IndicatorState::Active,
        mirrors: None,
        since: None,
    }
}
