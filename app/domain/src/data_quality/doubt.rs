//! What the records themselves show against an indicator's figures (regulation.md 5.3, "automatic signals"). A doubt judges nothing: it
//! says how good a dimension can be called at most while it stands, and what shows it.

use super::{DqDimension, DqLevel, year_before};
use crate::{
    aggregation::Aggregation,
    calendar::{self, Date, Period},
    company::Company,
    definition_sheet::{DefinitionSheet, SheetTerms},
    display,
    figure_step::{FigureStep, StepKind},
    index::Edge,
    indicator::Indicator,
    indicator_selection::IndicatorSelection,
    measurement::{Measurement, MeasurementState},
    objective_measure::ObjectiveMeasure,
    performance_audit::PerformanceAudit,
    provenance::Provenance,
    quantity::{Decimal, Exact, Figure, Unit},
    record::Stored,
    scope::Scope,
    working_day,
};

/// Returns and periods that are looked at (regulation.md 5.3: "of last 12 returns").
const LOOKED_AT: usize = 12;

/// A smaller share than this, in per cent, is not strong (regulation.md 5.3).
const STRONG_FROM: usize = 95;

/// A smaller share than this, in per cent, is weak (regulation.md 5.3).
const WEAK_BELOW: usize = 80;

/// As many corrections in a year make a reliability weak. The source gives no number; this one is ours.
const MANY_CORRECTIONS: usize = 3;

/// As many figures in a row that are the same are asked about. The source does not name it; the number is ours.
const SAME_IN_A_ROW: usize = 6;

/// Further off than this share of what an audit came to, a figure is weak; ours.
const FAR_OFF: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Something that speaks against an indicator's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// In which respect.
    pub dimension: DqDimension,
    /// The best that the data can be called while this stands.
    pub at_most: DqLevel,
    /// What shows it: `2 of the last 12 figures came after the tenth working day.`
    pub evidence: String,
}

/// What speaks against an indicator's figures on a day, of what `sees` accepts, in the order of the dimensions.
pub fn doubts(
    company: &Company,
    indicator: &Stored<Indicator>,
    today: Date,
    sees: impl Fn(&Scope) -> bool,
) -> Vec<Doubt> {
    let figures: Vec<_> = Measurement::series(company, indicator.id, indicator.frequency.grain())
        .into_iter()
        .filter(|figure| figure.state >= MeasurementState::Approved && sees(&figure.scope))
        .filter(|figure| figure.period.end() <= today)
        .collect();
    let looked = Looked {
        company,
        indicator,
        today,
        last: figures.iter().rev().take(LOOKED_AT).copied().collect(),
        figures: &figures,
        sheet: DefinitionSheet::held(company, indicator.id)
            .next_back()
            .filter(|sheet| sees(&sheet.scope))
            .and_then(|held| Some((calendar::day(held.stamp.at), held.open()?.terms))),
    };
    [
        looked.unchecked(&sees),
        looked.unevidenced(&sees),
        looked.audited(&sees),
        looked.undefined(),
        looked.without_parts(),
        looked.corrected(&sees),
        looked.redefined(),
        looked.repeated(),
        looked.late(&sees),
        looked.measures_nothing(),
        looked.unreviewed(),
        looked.missing(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a doubt is found in.
struct Looked<'a> {
    company: &'a Company,
    indicator: &'a Stored<Indicator>,
    today: Date,
    /// The approved figures, oldest first.
    figures: &'a [&'a Stored<Measurement>],
    /// The last of them, latest first.
    last: Vec<&'a Stored<Measurement>>,
    /// The latest version of the sheet, with when it was written.
    sheet: Option<(Date, SheetTerms)>,
}

impl Looked<'_> {
    /// Figures that staff recorded and that nobody checked: what is published or illustrative was not theirs to check.
    fn unchecked(&self, sees: &impl Fn(&Scope) -> bool) -> Option<Doubt> {
        let own = self.own();
        let checked = |figure: &Stored<Measurement>| {
            FigureStep::taken(self.company, figure.indicator, figure.period, sees)
                .iter()
                .any(|(_, step)| {
                    step.measurement == figure.id
                        && (step.step == StepKind::Checked || step.checked_by.is_some())
                })
        };
        let unchecked = own.iter().filter(|figure| !checked(figure)).count();
        let verb = match unchecked {
            1 => "was checked",
            _ => "were checked",
        };
        share(
            DqDimension::Accuracy,
            (unchecked, own.len()),
            &format!("{verb} by nobody but the one who gave it."),
        )
    }

    /// Figures that were handed in without evidence (S113). The source does not name it; the signal is ours.
    fn unevidenced(&self, sees: &impl Fn(&Scope) -> bool) -> Option<Doubt> {
        let own = self.own();
        let without = |figure: &Stored<Measurement>| {
            FigureStep::taken(self.company, figure.indicator, figure.period, sees)
                .iter()
                .rfind(|(_, step)| {
                    step.measurement == figure.id && step.step == StepKind::Submitted
                })
                .is_some_and(|(_, step)| step.words.is_empty() && step.kept_at.is_empty())
        };
        let found = own.iter().filter(|figure| without(figure)).count();
        let words = match found {
            1 => "was handed in without a word on what it was counted from.",
            _ => "were handed in without a word on what they were counted from.",
        };
        share(DqDimension::Accuracy, (found, own.len()), words)
    }

    /// A figure that came to something else when it was worked out again, and still stands. The source says from when it is right; that
    /// ten times as far off is weak is ours.
    fn audited(&self, sees: &impl Fn(&Scope) -> bool) -> Option<Doubt> {
        let audits = PerformanceAudit::of(self.company, self.indicator.id);
        let unit = self.indicator.unit;
        let (audit, figure, off) = audits
            .into_iter()
            .filter(|(stored, _)| sees(&stored.scope))
            .find_map(|(_, audit)| {
                let figure = self.last.iter().find(|each| each.period == audit.period)?;
                let off = audit.difference(figure, unit)?;
                Some((audit, *figure, off))
            })?;
        let much = audit.recalculated.abs().checked_mul(FAR_OFF)?;
        let is_far = off > much.into() || off < (-much).into();
        let words = |value: &Exact| {
            display::figure(
                self.indicator.unit,
                value,
                self.indicator.decimals,
                None,
                None,
            )
        };
        Some(Doubt {
            dimension: DqDimension::Accuracy,
            at_most: match is_far {
                true => DqLevel::Weak,
                false => DqLevel::Adequate,
            },
            evidence: format!(
                "An audit of {} came to {}; {} still stands.",
                figure.period.words(),
                words(&audit.recalculated.into()),
                words(&figure.figure.exact(unit.scale())?)
            ),
        })
    }

    /// The figures that staff recorded.
    fn own(&self) -> Vec<&&Stored<Measurement>> {
        let own = |figure: &&&Stored<Measurement>| figure.provenance == Provenance::Recorded;
        self.last.iter().filter(own).collect()
    }

    fn undefined(&self) -> Option<Doubt> {
        self.sheet.is_none().then(|| Doubt {
            dimension: DqDimension::Validity,
            at_most: DqLevel::Weak,
            evidence: "It has no definition sheet.".to_owned(),
        })
    }

    /// A rule that divides, under a sheet that does not say what by what, or over figures that were given without their parts.
    fn without_parts(&self) -> Option<Doubt> {
        let divides = matches!(
            self.indicator.aggregation,
            Aggregation::RatioOfSums | Aggregation::SumOverLast | Aggregation::SumOverMean
        );
        if !divides {
            return None;
        }
        let plain = self
            .last
            .iter()
            .filter(|figure| matches!(figure.figure, Figure::Value(_)))
            .count();
        let (_, terms) = self.sheet.as_ref()?;
        let (at_most, evidence) = match plain {
            0 if terms.numerator.is_empty() || terms.denominator.is_empty() => (
                DqLevel::Adequate,
                "The definition sheet does not say what is counted out of what.".to_owned(),
            ),
            0 => return None,
            some => (
                DqLevel::Weak,
                format!(
                    "{some} of the last {} figures {} given without numerator and denominator.",
                    self.last.len(),
                    if some == 1 { "was" } else { "were" }
                ),
            ),
        };
        Some(Doubt {
            dimension: DqDimension::Validity,
            at_most,
            evidence,
        })
    }

    /// Figures that others had read and that were corrected in the last twelve months.
    fn corrected(&self, sees: &impl Fn(&Scope) -> bool) -> Option<Doubt> {
        let since = year_before(self.today);
        let corrections = self
            .company
            .pointing::<Measurement>(Edge::MeasurementOf, self.indicator.id.uuid())
            .filter(|figure| figure.state >= MeasurementState::Approved && sees(&figure.scope))
            .filter(|figure| !figure.correction.is_empty())
            .filter(|figure| calendar::day(figure.stamp.at) > since)
            .count();
        let words = match corrections {
            0 => return None,
            1 => "1 figure was corrected after its approval in the last 12 months.".to_owned(),
            many => {
                format!("{many} figures were corrected after their approval in the last 12 months.")
            }
        };
        Some(Doubt {
            dimension: DqDimension::Reliability,
            at_most: match corrections < MANY_CORRECTIONS {
                true => DqLevel::Adequate,
                false => DqLevel::Weak,
            },
            evidence: words,
        })
    }

    fn redefined(&self) -> Option<Doubt> {
        let since = self.indicator.since.filter(|since| {
            *since > year_before(self.today)
                && self
                    .figures
                    .iter()
                    .any(|figure| figure.period.end() < *since)
        })?;
        Some(Doubt {
            dimension: DqDimension::Reliability,
            at_most: DqLevel::Adequate,
            evidence: format!(
                "How it is counted or judged changed on {}: figures from before are not like those after.",
                display::date(since)
            ),
        })
    }

    /// The same figure again and again, as of a number that is copied. None and all are ends that can be kept.
    fn repeated(&self) -> Option<Doubt> {
        let run: Vec<_> = self.figures.iter().rev().take(SAME_IN_A_ROW).collect();
        let (first, rest) = run.split_first()?;
        let scale = self.indicator.unit.scale();
        let value = first.figure.exact(scale)?;
        let at_an_end = value.is_zero()
            || self.indicator.unit == Unit::YesNo
            || matches!(self.indicator.unit, Unit::Percent { .. })
                && value == Decimal::ONE_HUNDRED.into();
        let same = rest.iter().all(|figure| figure.figure == first.figure);
        (run.len() == SAME_IN_A_ROW && same && !at_an_end).then(|| Doubt {
            dimension: DqDimension::Reliability,
            at_most: DqLevel::Adequate,
            evidence: format!("The last {SAME_IN_A_ROW} figures are exactly the same."),
        })
    }

    /// Returns that were handed in after the tenth working day (rules.md 4.12); those of which no hand-in is recorded say nothing.
    fn late(&self, sees: &impl Fn(&Scope) -> bool) -> Option<Doubt> {
        let handed_in = |period: Period| {
            FigureStep::taken(self.company, self.indicator.id, period, sees)
                .iter()
                .find(|(_, step)| step.step == StepKind::Submitted)
                .map(|(stored, _)| calendar::day(stored.stamp.at))
        };
        let returns: Vec<bool> = self
            .last
            .iter()
            .filter_map(|figure| {
                let due = working_day::return_deadline(figure.period).ok()?;
                Some(handed_in(figure.period)? > due)
            })
            .collect();
        let late = returns.iter().filter(|late| **late).count();
        share(
            DqDimension::Timeliness,
            (late, returns.len()),
            "came after the tenth working day.",
        )
    }

    /// It measures no objective and nobody chose it.
    fn measures_nothing(&self) -> Option<Doubt> {
        let id = self.indicator.id;
        let measures = self
            .company
            .pointing::<ObjectiveMeasure>(Edge::MeasuredBy, id.uuid())
            .next()
            .is_some();
        let chosen = IndicatorSelection::of(self.company, id)
            .any(|(_, selection)| selection.stands_on(self.today));
        (!measures && !chosen).then(|| Doubt {
            dimension: DqDimension::Relevance,
            at_most: DqLevel::Adequate,
            evidence: "It measures no objective, and nobody is recorded to have chosen it."
                .to_owned(),
        })
    }

    fn unreviewed(&self) -> Option<Doubt> {
        let (written, _) = self.sheet.as_ref()?;
        (*written < year_before(self.today)).then(|| Doubt {
            dimension: DqDimension::Relevance,
            at_most: DqLevel::Adequate,
            evidence: format!(
                "The definition sheet was last reviewed on {}, more than a year ago.",
                display::date(*written)
            ),
        })
    }

    /// Periods whose return is due and that have no approved figure, since the first that has one.
    fn missing(&self) -> Option<Doubt> {
        let first = self.figures.first()?.period;
        let grain = self.indicator.frequency.grain();
        let mut period = Period::containing(self.today, grain).previous();
        while working_day::return_deadline(period).is_ok_and(|due| due >= self.today) {
            period = period.previous();
        }
        let mut due = 0;
        let mut there = 0;
        while period >= first && due < LOOKED_AT {
            due += 1;
            there += usize::from(self.figures.iter().any(|figure| figure.period == period));
            period = period.previous();
        }
        let missing = due - there;
        let verb = if missing == 1 { "has" } else { "have" };
        shared(
            DqDimension::Completeness,
            (missing, due),
            format!("{missing} of the last {due} periods that are due {verb} no approved figure."),
        )
    }
}

/// A doubt where too large a part of the figures that were looked at is not as it should be.
fn share(dimension: DqDimension, (bad, all): (usize, usize), words: &str) -> Option<Doubt> {
    let evidence = match all {
        1 => format!("The one figure that is known {words}"),
        _ => format!("{bad} of the last {all} figures {words}"),
    };
    shared(dimension, (bad, all), evidence)
}

fn shared(dimension: DqDimension, (bad, all): (usize, usize), evidence: String) -> Option<Doubt> {
    if bad == 0 {
        return None;
    }
    let good = 100 * (all - bad);
    Some(Doubt {
        dimension,
        at_most: if good < WEAK_BELOW * all {
            DqLevel::Weak
        } else if good < STRONG_FROM * all {
            DqLevel::Adequate
        } else {
            return None;
        },
        evidence,
    })
}
