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
        let read = self.number("target", &written, findings)?;
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
        let value = self.scaled(&read);
        let there = Target::of(self.company, id, year).is_some_and(|there| there.value == value);
        // Rows of one indicator say its target again and again; the first says it.
        if there || self.targeted.contains(&(id, year)) {
            return None;
        }
        let proposed = Target::proposed(self.company, id, year);
        if proposed.is_some_and(|there| there.value == value) {
            return None;
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
            let read = self.number(&label, &written, findings);
            found.extend(read.map(|read| (*period, Figure::Value(self.scaled(&read)), label)));
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
        let value = self.said_number(row, code, "value", findings);
        let above = self.said_number(row, code, "numerator", findings);
        let below = self.said_number(row, code, "denominator", findings);
        if value.is_none() && above.is_none() && below.is_none() {
            return None;
        }
        let Some(period) = self.period(row, code) else {
            let written = self.sheet.said(row, code, "period").unwrap_or_default();
            findings.error("period", &written, "no_period", "There is a figure, and no period that can be read. Write 2022/23, 2022/23 Q1 or 2022/23 M1.");
            return None;
        };
        let value = value.map(|value| self.scaled(&value));
        let figure = match (above, below) {
            (_, Some(below)) if below.value.is_zero() => {
                let written = above.map_or_else(String::new, |above| above.value.to_string());
                findings.warning(
                    "denominator",
                    &format!("{written} of 0"),
                    "no_cases",
                    "There were no cases, so this is no data and neither 0 nor 100 %.",
                );
                return None;
            }
            (Some(above), Some(below)) => {
                let ratio = Figure::ratio(above.value, below.value);
                self.compare(&ratio, value, indicator.unit, findings);
                ratio
            }
            _ => Figure::Value(value?),
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
        let replaced = there.filter(|there| {
            there.state <= MeasurementState::Submitted && there.provided_by.is_none()
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
            },
        ))
    }

    fn said_number(
        &self,
        row: &Row,
        code: &str,
        field: &str,
        findings: &mut Findings,
    ) -> Option<Number> {
        let written = self.sheet.said(row, code, field)?;
        self.number(field, &written, findings)
    }

    /// Reads a number, saying what is wrong with it or how it was read.
    fn number(&self, column: &str, written: &str, findings: &mut Findings) -> Option<Number> {
        let Some(read) = cell::number(written) else {
            findings.error(column, written, "not_a_number", "This is not a number. Correct it, or name it under missing in the map if it stands for nothing.");
            return None;
        };
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

    /// A number in the indicator's unit. One with a sign for per cent is in it already.
    fn scaled(&self, read: &Number) -> Decimal {
        // A map whose scale cannot be read was refused before any row was.
        let scale = self.sheet.map().scale().unwrap_or(Decimal::ONE);
        if read.percent {
            read.value
        } else {
            read.value
                .checked_mul(scale)
                .unwrap_or(read.value)
                .normalize()
        }
    }

    fn provenance(&self) -> Provenance {
        Provenance::Imported(self.given.file.to_owned())
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
