//! Year on year: the same month or quarter of several years side by side (S77; rules.md 4.5, "align by grain and index").

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    calendar::{FinancialYear, Grain, Period, month_name},
    display,
    indicator::Indicator,
    measurement::Measurement,
    record::Stored,
    sight::Sight,
    view::reading::{self, value_text},
};

/// Years side by side.
const MOST_YEARS: usize = 5;

/// Figures looked at: so many years of months.
const MOST_FIGURES: usize = MOST_YEARS * 12;

/// The table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The years, the oldest first: `2025/26`.
    pub years: Vec<String>,
    /// A line a month or quarter of the year.
    pub rows: Vec<YearRow>,
    /// What is to be known beside them; may be empty.
    pub note: String,
}

/// The same period of each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearRow {
    /// `April`; `Q1 (April to June)`.
    pub period: String,
    /// The figure of each year; empty for a period that is not over or from before the first figure, `No data` for a gap.
    pub cells: Vec<String>,
}

/// The years that have figures; none for an annual indicator and where there is one year only.
pub(super) fn years(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Years> {
    let shown = reading::figures(sight, indicator, MOST_FIGURES);
    let (first, last) = (shown.first()?.period, shown.last()?.period);
    let grain = indicator.frequency.grain();
    let mut years: Vec<FinancialYear> = shown
        .iter()
        .map(|figure| figure.period.fy)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .rev()
        .take(MOST_YEARS)
        .collect();
    years.reverse();
    if grain == Grain::Year || years.len() < 2 {
        return None;
    }
    let known: BTreeMap<Period, &Stored<Measurement>> = shown
        .into_iter()
        .map(|figure| (figure.period, figure))
        .collect();
    let cell = |year: FinancialYear, index: u8| {
        let period = Period::of(year, grain, index)?;
        Some(match known.get(&period) {
            Some(figure) => value_text(
                indicator,
                figure.figure.exact(indicator.unit.scale()).as_ref(),
                None,
            ),
            None if period < first || period > last => String::new(),
            None => "No data".to_owned(),
        })
    };
    Some(Years {
        years: years.iter().map(|year| year.label()).collect(),
        rows: (1..=grain.periods_in_a_year())
            .map(|index| YearRow {
                period: name(grain, index),
                cells: years
                    .iter()
                    .map(|year| cell(*year, index).unwrap_or_default())
                    .collect(),
            })
            .collect(),
        note: indicator
            .since
            .filter(|since| *since > first.start())
            .map(|since| {
                format!(
                    "How it is counted or judged changed on {}: figures from before are not to be compared with those after.",
                    display::date(since)
                )
            })
            .unwrap_or_default(),
    })
}

/// What a period is called in any year: April is the first month of a financial year.
fn name(grain: Grain, index: u8) -> String {
    let month = |index: u8| {
        let month = i8::try_from((u32::from(index) + 2) % 12 + 1).unwrap_or(1);
        month_name(month)
    };
    match grain {
        Grain::Quarter => {
            let last = index.saturating_mul(3);
            format!(
                "Q{index} ({} to {})",
                month(last.saturating_sub(2)),
                month(last)
            )
        }
        Grain::Month | Grain::Year => month(index).to_owned(),
    }
}
