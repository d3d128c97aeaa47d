//! Illustrative series of figures, worked out between two values.

use domain::{
    calendar::{FinancialYear, Period},
    provenance::Provenance,
    quantity::{Figure, Unit},
};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

use super::{draw::noise, figures::Loaded, indicators::IndicatorData, plan::Plan};

/// Where a series begins unless it says otherwise.
const SERIES_FROM: FinancialYear = FinancialYear(2024);

/// An illustrative series from one value to another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesData {
    from: Decimal,
    to: Decimal,
    /// How far a figure may lie from the line between the two.
    wobble: Decimal,
    /// The denominator, where figures are ratios.
    of: Option<Decimal>,
    of_wobble: Option<Decimal>,
    start: Option<Period>,
    /// Decimal places of the numerator.
    #[serde(default)]
    places: u32,
}

/// The illustrative figures of every period that is over and that nothing is written down for.
pub(super) fn series(plan: &Plan, data: &IndicatorData) -> Vec<Loaded> {
    let Some(series) = &data.series else {
        return Vec::new();
    };
    let grain = data.frequency.grain();
    let first = series
        .start
        .unwrap_or_else(|| Period::containing(SERIES_FROM.first_day(), grain));
    let last = Period::containing(plan.today(), grain).previous();
    let periods: Vec<Period> = std::iter::successors(Some(first), |period| Some(period.next()))
        .take_while(|period| *period <= last)
        .collect();
    let steps = periods.len().saturating_sub(1);
    let line = periods.iter().enumerate().filter(|(_, period)| {
        !data
            .figures
            .iter()
            .any(|written| written.period == **period)
    });
    line.map(|(step, period)| Loaded {
        period: *period,
        figure: series.figure(data, *period, step, steps),
        provenance: Provenance::Illustrative,
        words: String::new(),
    })
    .collect()
}

impl SeriesData {
    fn figure(&self, data: &IndicatorData, period: Period, step: usize, steps: usize) -> Figure {
        // The last figure is the one that the file names, and the one before it lies near: the page must show what the
        // file says.
        let strength = match steps.saturating_sub(step) {
            0 => Decimal::ZERO,
            1 => Decimal::new(25, 2),
            _ => Decimal::ONE,
        };
        let drawn = |what: &str| strength * noise(&format!("{}/{period}/{what}", data.code));
        let share = Decimal::from(step)
            .checked_div(Decimal::from(steps))
            .unwrap_or(Decimal::ONE);
        let rate = self.from + (self.to - self.from) * share + self.wobble * drawn("rate");
        let rate = rate.max(Decimal::ZERO);
        let Some(of) = self.of else {
            return Figure::Value(rounded(rate, data.decimals()));
        };
        let denominator = rounded(
            of + self.of_wobble.unwrap_or_default() * drawn("of"),
            of.scale(),
        );
        let numerator = rounded(rate * denominator / data.unit.scale(), self.places);
        let most = if data.unit
            == (Unit::Percent {
                may_exceed_100: false,
            }) {
            denominator
        } else {
            Decimal::MAX
        };
        Figure::ratio(numerator.min(most), denominator)
    }
}

fn rounded(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
