//! The target and the figures that a row gives.

use domain::{
    calendar::{FinancialYear, Period},
    import::Imported,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementId, MeasurementState},
    provenance::Provenance,
    quantity::{Decimal, Exact, Figure, Unit},
    record::Stored,
    scoring::Direction,
    target::{Target, TargetState},
    trajectory::Trajectory,
};

use super::{Reading, new_id};
use crate::import::{
    cell::{self, Number, period_label},
    map::read_scale,
    plan::Findings,
    table::Row,
};

/// A value beside its numerator and denominator may differ by this much, in the unit: what is printed is rounded.
const ROUNDED_BY: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl Reading<'_> {
    /// The row's target, unless it is there already.
    pub(super) fn target(
        &self,
        row: &Row,
        code: &str,
        (id, indicator): (IndicatorId, &Indicator),
        findings: &mut Findings,
    ) -> Option<Imported> {
        let written = self.sheet.said(row, code, "target")?;
        let read = self.number(("target", code, indicator.unit), &written, findings)?;
        if indicator.direction == Direction::Contextual {
            findings.warning(
                "target",
                &written,
                "target_not_used",
                "This indicator is for information only, so its target is left out.",
            );
            return None;
        }
        match read.direction {
            Some(direction) if direction != indicator.direction => findings.warning(
                "target",
                &written,
                "direction_differs",
                "The words of the target and the direction of the indicator differ; the direction is kept.",
            ),
            _ => {}
        }
        let Some(year) = self.target_year(row, code) else {
            findings.error("target", &written, "no_period", "There is a target, and nothing says for which year. Add a period column or a default period.");
            return None;
        };
        let value = read.value;
        let approved = Target::of(self.company, id, year);
        let there = approved.is_some_and(|there| there.value == value);
        // Rows of one indicator say its target again and again; the first says it.
        if there || self.targeted.contains(&(id, year)) {
            return None;
        }
        let proposed = Target::proposed(self.company, id, year);
        if proposed.is_some_and(|there| there.value == value) {
            return None;
        }
        if let Some(before) = proposed.or(approved) {
            findings.differs(code, "target", plain(before.value), plain(value));
        }
        Some(Imported::Target(
            proposed.map_or_else(new_id, |there| there.id),
            Target {
                indicator: id,
                year,
                value,
                trajectory: Trajectory::Flat,
                state: TargetState::Proposed,
                proposed_by: None,
                provenance: self.provenance(),
                from: None,
            },
        ))
    }

    /// The year that a row's target is for: its own period's, or the latest that it has a figure for.
    fn target_year(&self, row: &Row, code: &str) -> Option<FinancialYear> {
        let own = self.period(row, code).map(|period| period.fy);
        own.or_else(|| self.sheet.periods().last().map(|(period, ..)| period.fy))
    }

    fn period(&self, row: &Row, code: &str) -> Option<Period> {
        cell::period(&self.sheet.said(row, code, "period")?)
    }

    /// The row's figures: one a column of a period, or one for its own period.
    pub(super) fn figures(
        &self,
        row: &Row,
        code: &str,
        (id, indicator): (IndicatorId, &Indicator),
        findings: &mut Findings,
    ) -> Vec<Imported> {
        let mut found = Vec::new();
        let map = self.sheet.map();
        for (period, heading, column) in self.sheet.periods() {
            let label = period_label(*period);
            let by_hand = map
                .by_hand(code, heading)
                .or_else(|| map.by_hand(code, &label));
            let written = by_hand.unwrap_or_else(|| row.cell(*column).to_owned());
            if cell::is_missing(&written, &map.table.missing) {
                continue;
            }
            let read = self.number((&label, code, indicator.unit), &written, findings);
            found.extend(read.map(|read| (*period, Figure::Value(read.value), label)));
        }
        found.extend(self.own_figure(row, code, indicator, findings));
        found
            .into_iter()
            .filter_map(|(period, figure, column)| {
                self.figure((id, indicator), period, figure, &column, findings)
            })
            .collect()
    }

    /// The figure of a row that has its own period.
    fn own_figure(
        &self,
        row: &Row,
        code: &str,
        indicator: &Indicator,
        findings: &mut Findings,
    ) -> Option<(Period, Figure, String)> {
        let mut said = |field: &str, unit: Unit| {
            let written = self.sheet.said(row, code, field)?;
            self.number((field, code, unit), &written, findings)
                .map(|read| read.value)
        };
        // What is counted is no share, so no scale is for it.
        let (above, below) = (
            said("numerator", Unit::Count),
            said("denominator", Unit::Count),
        );
        let value = said("value", indicator.unit);
        if value.is_none() && above.is_none() && below.is_none() {
            return None;
        }
        let Some(period) = self.period(row, code) else {
            let written = self.sheet.said(row, code, "period").unwrap_or_default();
            findings.error("period", &written, "no_period", "There is a figure, and no period that can be read. Write 2022/23, 2022/23 Q1 or 2022/23 M1.");
            return None;
        };
        let figure = match (above, below, value) {
            (Some(above), Some(below), _) if below.is_zero() => {
                let written = format!("{above} of 0");
                if above.is_zero() {
                    no_cases("denominator", &written, findings);
                } else {
                    findings.error("denominator", &written, "divided_by_nothing", "Something is counted out of nothing. Correct the numerator or the denominator.");
                }
                return None;
            }
            (Some(above), Some(below), _) => {
                let ratio = Figure::ratio(above, below);
                self.compare(&ratio, value, indicator.unit, findings);
                ratio
            }
            (_, _, Some(value)) => Figure::Value(value),
            _ => {
                findings.error(
                    "numerator",
                    "",
                    "half_a_ratio",
                    "A numerator and a denominator go together, and one of them is missing.",
                );
                return None;
            }
        };
        Some((period, figure, "value".to_owned()))
    }

    /// Says where a value is not what its numerator and denominator come to.
    fn compare(&self, ratio: &Figure, value: Option<Decimal>, unit: Unit, findings: &mut Findings) {
        let (Some(value), Some(exact)) = (value, ratio.exact(unit.scale())) else {
            return;
        };
        let apart = exact.checked_sub(&Exact::from(value));
        let far = apart.is_some_and(|apart| {
            let apart = if apart.is_negative() {
                apart.negated()
            } else {
                apart
            };
            apart > Exact::from(ROUNDED_BY)
        });
        if far {
            let worked_out = exact.rounded(4).unwrap_or_default().normalize();
            findings.warning(
                "value",
                &value.to_string(),
                "value_differs",
                format!(
                    "The numerator and the denominator come to {worked_out}, which is what is kept."
                ),
            );
        }
    }

    fn figure(
        &self,
        (id, indicator): (IndicatorId, &Indicator),
        period: Period,
        figure: Figure,
        column: &str,
        findings: &mut Findings,
    ) -> Option<Imported> {
        if period.grain < indicator.frequency.grain() {
            findings.error(column, &period_label(period), "period_too_short", "This indicator is collected less often than that. Give the period that it is collected for.");
            return None;
        }
        if self.figured.contains(&(id, period)) {
            findings.error(
                column,
                &period_label(period),
                "duplicate_figure",
                "An earlier row has a figure for this indicator and period. Leave one of them out.",
            );
            return None;
        }
        let exact = figure.exact(indicator.unit.scale());
        if let (
            Unit::Percent {
                may_exceed_100: false,
            },
            Some(exact),
        ) = (indicator.unit, exact)
            && !(Exact::ZERO..=Exact::from(100)).contains(&exact)
        {
            let shown = exact.rounded(2).unwrap_or_default().normalize().to_string();
            findings.warning(column, &shown, "not_0_to_100", "This percentage is not between 0 and 100. It is kept as it is; look whether it is right.");
        }
        let there = standing(self.company, id, period);
        if there.is_some_and(|there| there.figure == figure) {
            return None;
        }
        if let Some(before) = there {
            let field = "value";
            let (from, to) = (figure_words(&before.figure), figure_words(&figure));
            findings.differs(
                &indicator.code,
                field,
                format!("{from} for {}", period_label(period)),
                to,
            );
        }
        let replaced = there.filter(|there| {
            there.state <= MeasurementState::Submitted
                && matches!(there.provenance, Provenance::Imported(_))
        });
        let figure_id: MeasurementId = replaced.map_or_else(new_id, |there| there.id);
        Some(Imported::Measurement(
            figure_id,
            Measurement {
                indicator: id,
                period,
                figure,
                state: MeasurementState::Submitted,
                provided_by: None,
                public_words: String::new(),
                provenance: self.provenance(),
                unseen: Vec::new(),
                set_aside: false,
                correction: String::new(),
            },
        ))
    }

    /// Reads a number in the indicator's unit, saying what is wrong with it or how it was read. The scale is for shares alone, and not
    /// for one with a sign for per cent, which is in the unit already.
    fn number(
        &self,
        (column, code, unit): (&str, &str, Unit),
        written: &str,
        findings: &mut Findings,
    ) -> Option<Number> {
        if cell::is_no_cases(written) {
            no_cases(column, written, findings);
            return None;
        }
        let Some(mut read) = cell::number(written) else {
            findings.error(column, written, "not_a_number", "This is not a number. Correct it, or name it under missing in the map if it stands for nothing.");
            return None;
        };
        if !read.percent && matches!(unit, Unit::Percent { .. } | Unit::RatePerThousand) {
            let Some(value) = self
                .scale(code, findings)
                .and_then(|scale| read.value.checked_mul(scale))
            else {
                findings.error(
                    column,
                    written,
                    "too_long",
                    "This number has too many digits to be kept exactly. Use fewer.",
                );
                return None;
            };
            read.value = value.normalize();
        }
        if read.from_words {
            findings.warning(
                column,
                written,
                "read_from_words",
                format!("This was read as {}.", read.value),
            );
        }
        Some(read)
    }

    /// What the figures of a code are multiplied by.
    fn scale(&self, code: &str, findings: &mut Findings) -> Option<Decimal> {
        let map = self.sheet.map();
        let Some(own) = map.by_hand(code, "scale") else {
            return map.scale().ok();
        };
        let scale = read_scale(&own);
        if scale.is_none() {
            findings.error(
                "scale",
                &own,
                "not_a_number",
                "A scale is a number above 0.",
            );
        }
        scale
    }

    fn provenance(&self) -> Provenance {
        Provenance::Imported(self.given.file.to_owned())
    }
}

fn no_cases(column: &str, written: &str, findings: &mut Findings) {
    findings.warning(
        column,
        written,
        "no_cases",
        "There were no cases, so this is no data and neither 0 nor 100 %.",
    );
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

fn figure_words(figure: &Figure) -> String {
    match figure {
        Figure::Value(value) => plain(*value),
        Figure::Ratio(ratio) => {
            format!("{} of {}", plain(ratio.numerator), plain(ratio.denominator))
        }
    }
}

/// The figure of an indicator for a period that is known last, whatever its state.
fn standing(
    company: &domain::company::Company,
    indicator: IndicatorId,
    period: Period,
) -> Option<&Stored<Measurement>> {
    Measurement::series(company, indicator, period.grain)
        .into_iter()
        .find(|found| found.period == period)
}
