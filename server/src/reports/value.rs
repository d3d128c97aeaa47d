//! The figure of an indicator, against its target.

use std::fmt;

use domain::{
    calendar::Period, company::Company, measurement::MeasurementState,
    period_reading::PeriodReading, quantity::Exact, scoring::Rag,
};
use serde::Serialize;

use super::{by_code, four, parts};
use crate::import::period_label;

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The indicator's code.
    pub indicator: String,
    /// The period.
    pub period: String,
    /// The figure, to four places.
    pub value: Option<String>,
    /// What was counted, where the period's own figure is a ratio.
    pub numerator: Option<String>,
    /// Out of how many.
    pub denominator: Option<String>,
    /// The target, to four places.
    pub target: Option<String>,
    /// Where the figure stands against it.
    pub rag: Rag,
    /// 0 to 100, to four places.
    pub score: Option<String>,
    /// Where the figure stands in its approval.
    pub status: Option<MeasurementState>,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        write!(
            f,
            "{} {}: {}, target {}, {}",
            self.indicator,
            self.period,
            or_none(&self.value),
            or_none(&self.target),
            self.rag.words()
        )
    }
}

/// The figure of the indicator with a code; none where there is no such indicator.
pub fn value(company: &Company, code: &str, period: Period) -> Option<Value> {
    let indicator = by_code(company, code)?;
    let found = PeriodReading::of(company, indicator, period);
    let (numerator, denominator) = parts(found.figure.as_ref());
    Some(Value {
        indicator: code.to_owned(),
        period: period_label(period),
        value: found.value.as_ref().and_then(four),
        numerator,
        denominator,
        target: found.against.target.as_ref().and_then(four),
        rag: found.against.attainment.rag,
        score: found
            .against
            .attainment
            .score
            .and_then(|score| four(&Exact::from(score))),
        status: found.state,
    })
}
