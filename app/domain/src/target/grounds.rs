//! What a target is set on: who owns it, how the service has done, what others reach, what chance alone does (strategy §2).
//!
//! It is worked out from what all staff see, so that it is the same on every device and on the server.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{RevisionAsked, Target, TargetId, TargetKind, kind::builds_up};
use crate::{
    aggregation::aggregate,
    benchmark::{self, Others, Quartile, Quartiles, standing},
    benchmark_set::BenchmarkSet,
    calendar::{Date, FinancialYear, Frequency, Period},
    company::Company,
    corrective_action::CorrectiveActionId,
    definition_sheet::Rebase,
    index::Edge,
    indicator::{Indicator, IndicatorSource},
    indicator_set::{Heard, IndicatorSet},
    measurement::{Measurement, MeasurementState},
    ownership::Ownership,
    quantity::{Exact, Figure},
    record::Stored,
    spc::{Chart, Improvement, Lines, Options, plotted},
    target_case::BaselineFrom,
};

/// Earlier years that are shown beside the input.
const YEARS: usize = 4;
/// Figures that the process limits rest on at most: ten years of months.
const MOST_FIGURES: usize = 120;

/// What other organisations reached, in the latest period that is held of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peers {
    /// Which period.
    pub period: Period,
    /// Where it is from.
    pub source: String,
    /// Their figures, with ours once where the source has it (rules.md 4.9), and without what is no data.
    pub values: Vec<Decimal>,
    /// Where their quarters begin.
    pub quartiles: Quartiles,
}

/// What a year, or twelve months, came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outturn {
    /// By the indicator's own rule (rules.md 4.4).
    pub value: Exact,
    /// Periods that have a figure.
    pub reported: usize,
    /// Periods that should have one.
    pub expected: usize,
}

impl Outturn {
    /// ` (11 of 12 periods)`, for what is not whole; empty for the rest (rules.md 4.4: never filled in).
    pub fn missing_words(&self) -> String {
        match self.reported == self.expected {
            true => String::new(),
            false => format!(" ({} of {} periods)", self.reported, self.expected),
        }
    }

    /// The same in the unit of a target of this kind: what adds up over the year is held in each period, save where the target
    /// builds up too, so a year's sum is then shared out over its periods.
    pub fn level(&self, indicator: &Indicator, kind: TargetKind) -> Option<Exact> {
        if kind == TargetKind::Cumulative || !builds_up(indicator.aggregation) {
            return Some(self.value);
        }
        let periods = i64::try_from(self.reported).ok()?;
        self.value.checked_div(&Exact::from(periods))
    }
}

/// What a target is set on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// Whether a Key Performance Indicator is without an owner who is an active manager (TV01).
    pub ownerless: bool,
    /// The outturns of earlier years that are over and have every figure or some, oldest first.
    pub outturns: Vec<(FinancialYear, Outturn)>,
    /// The last of them, where it is of the last year that is over.
    pub last_year: Option<(FinancialYear, Outturn)>,
    /// The last twelve months, and the last period of them.
    pub last_months: Option<(Period, Outturn)>,
    /// What others reach.
    pub peers: Option<Peers>,
    /// What the figures vary between by chance (rules.md 4.6).
    pub limits: Option<Lines>,
    /// The target that is approved for the year already, and that another one would revise.
    pub original: Option<(TargetId, Decimal)>,
    /// Whether that one is public.
    pub original_is_public: bool,
    /// What was heard about the year, and whether its management fee is agreed (TV13).
    pub heard: Option<Heard>,
    /// From which day on the year's set is locked; none while it is not (TV10, S58).
    pub locked: Option<Date>,
    /// What was asked of the Board and the Performance Committee about the target, the latest first (TV15).
    pub revisions_asked: Vec<RevisionAsked>,
}

impl Grounds {
    /// What a target of an indicator for a year is set on, on a day.
    pub fn of(
        company: &Company,
        indicator: &Stored<Indicator>,
        year: FinancialYear,
        today: Date,
    ) -> Self {
        let figures = figures(company, indicator);
        let outturns = outturns(indicator, &figures, year, today);
        let over = FinancialYear::containing(today)
            .previous()
            .min(year.previous());
        let original = Target::of(company, indicator.id, year);
        let owner = Ownership::on(company, indicator.id, today);
        Self {
            ownerless: indicator.source == IndicatorSource::Kpi
                && !owner.is_some_and(|owner| Ownership::is_kept_by(company, owner)),
            last_year: outturns.last().filter(|(year, _)| *year == over).copied(),
            outturns,
            last_months: last_months(indicator, &figures, today),
            peers: peers(company, indicator),
            limits: limits(company, indicator, &figures),
            original: original.map(|original| (original.id, original.value)),
            original_is_public: original
                .is_some_and(|original| original.scope == crate::scope::Scope::Public),
            heard: IndicatorSet::heard(company, year),
            locked: IndicatorSet::locked_on(company, year),
            revisions_asked: RevisionAsked::on(company, indicator.id, year),
        }
    }

    /// What was asked with a corrective action; none where it is not among those that a target of this indicator and year can name.
    pub fn revision_asked(&self, action: CorrectiveActionId) -> Option<&RevisionAsked> {
        self.revisions_asked
            .iter()
            .find(|asked| asked.action == action)
    }

    /// A baseline, as people read it: rounded as the indicator's figures are, so that what is compared is what is shown.
    pub fn baseline(
        &self,
        indicator: &Indicator,
        kind: TargetKind,
        from: BaselineFrom,
    ) -> Option<Decimal> {
        let outturn = match from {
            BaselineFrom::LastYear => self.last_year.map(|(_, outturn)| outturn),
            BaselineFrom::LastTwelveMonths => self.last_months.map(|(_, outturn)| outturn),
            BaselineFrom::NewIndicator => None,
        }?;
        let level = outturn.level(indicator, kind)?;
        level
            .rounded(indicator.decimals)
            .map(|level| level.normalize())
    }

    /// The middle one of the peers.
    pub fn median(&self) -> Option<Exact> {
        self.peers.as_ref().and_then(|peers| peers.quartiles.q50)
    }

    /// Whether a level is among the best quarter of the peers.
    pub(super) fn is_first_quartile(&self, indicator: &Indicator, level: &Exact) -> bool {
        self.peers.as_ref().is_some_and(|peers| {
            let others = Others::from(peers.values.clone());
            standing(indicator.direction, level, &others).quartile == Some(Quartile::First)
        })
    }
}

/// The approved figures of an indicator by period; of several for one the latest known, as a correction is a new record.
fn figures(company: &Company, indicator: &Stored<Indicator>) -> BTreeMap<Period, Figure> {
    let grain = indicator.frequency.grain();
    let mut found: BTreeMap<Period, &Stored<Measurement>> = BTreeMap::new();
    for each in company
        .pointing::<Measurement>(Edge::MeasurementOf, indicator.id.uuid())
        .filter(|each| each.period.grain == grain && each.state >= MeasurementState::Approved)
    {
        found
            .entry(each.period)
            .and_modify(|kept| {
                if (kept.stamp, kept.id) < (each.stamp, each.id) {
                    *kept = each;
                }
            })
            .or_insert(each);
    }
    found
        .into_iter()
        .map(|(period, each)| (period, each.figure.clone()))
        .collect()
}

/// Periods put together by the indicator's own rule; a single one is its own figure.
fn together(indicator: &Indicator, periods: &[Option<Figure>]) -> Option<Outturn> {
    let scale = indicator.unit.scale();
    let value = match periods {
        [only] => only.as_ref().and_then(|figure| figure.exact(scale)),
        some if some.iter().any(Option::is_some) => {
            aggregate(indicator.aggregation, scale, some).ok()?.value
        }
        _ => None,
    }?;
    Some(Outturn {
        value,
        reported: periods.iter().flatten().count(),
        expected: periods.len(),
    })
}

fn outturns(
    indicator: &Indicator,
    figures: &BTreeMap<Period, Figure>,
    year: FinancialYear,
    today: Date,
) -> Vec<(FinancialYear, Outturn)> {
    let grain = indicator.frequency.grain();
    let mut years: Vec<FinancialYear> = figures.keys().map(|period| period.fy).collect();
    years.dedup();
    years.retain(|each| *each < year && each.last_day() < today);
    let first = years.len().saturating_sub(YEARS);
    years
        .into_iter()
        .skip(first)
        .filter_map(|each| {
            let periods: Vec<Option<Figure>> = (1..=grain.periods_in_a_year())
                .filter_map(|index| Period::of(each, grain, index))
                .map(|period| figures.get(&period).cloned())
                .collect();
            Some((each, together(indicator, &periods)?))
        })
        .collect()
}

/// The twelve months to the last figure; none where that is too old to count, or where they add up and one is missing: a part is no year.
fn last_months(
    indicator: &Indicator,
    figures: &BTreeMap<Period, Figure>,
    today: Date,
) -> Option<(Period, Outturn)> {
    let (last, _) = figures.last_key_value()?;
    if last.is_out_of_date(today) {
        return None;
    }
    let mut periods = vec![*last];
    while let Some(earliest) = periods.last().copied()
        && periods.len() < usize::from(last.grain.periods_in_a_year())
    {
        periods.push(earliest.previous());
    }
    periods.reverse();
    let found: Vec<Option<Figure>> = periods
        .iter()
        .map(|period| figures.get(period).cloned())
        .collect();
    let outturn = together(indicator, &found)?;
    let is_whole = outturn.reported == outturn.expected;
    (is_whole || !builds_up(indicator.aggregation)).then_some((*last, outturn))
}

fn peers(company: &Company, indicator: &Stored<Indicator>) -> Option<Peers> {
    let set = BenchmarkSet::latest(company, indicator.id)?;
    let values = set.others("").sorted();
    Some(Peers {
        period: set.period,
        source: set.source.clone(),
        quartiles: benchmark::quartiles(&values),
        values,
    })
}

fn limits(
    company: &Company,
    indicator: &Stored<Indicator>,
    figures: &BTreeMap<Period, Figure>,
) -> Option<Lines> {
    if indicator.frequency == Frequency::Annual {
        return None;
    }
    let (latest, _) = figures.last_key_value()?;
    let since = Rebase::since(company, indicator.id, *latest);
    let first = figures.len().saturating_sub(MOST_FIGURES);
    let values: Vec<Decimal> = figures
        .iter()
        .skip(first)
        .filter(|(period, _)| since.is_none_or(|since| since <= period.start()))
        .filter_map(|(_, figure)| plotted(&figure.exact(indicator.unit.scale())?))
        .collect();
    let options = Options::new(Improvement::from(indicator.direction));
    Chart::of(&values, options).ok()?.lines
}
