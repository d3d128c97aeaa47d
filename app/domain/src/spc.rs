//! Statistical process control: is a figure signal or noise? XmR charts with the rules of the NHS "Making Data Count"
//! programme (rules.md 4.6). Everything is worked out and compared in whole numbers, n·x against Σx, never in floating point.

mod limits;
mod patterns;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    quantity::{Exact, Unit},
    scoring::Direction,
};

pub(crate) use limits::ranges_told;
use limits::{Baseline, Units};

/// Fewer values than this have no limits: a run chart and no more (rules.md 4.6).
pub const FEWEST: usize = 5;

/// Limits from fewer values than this are "trial limits" (rules.md 4.6).
pub const FIRM_FROM: usize = 12;

/// Decimal places to which a figure that is a quotient is put on a chart; what comes after them moves no limit that anybody sees,
/// and a hundred different denominators cannot be added up exactly.
pub const CHART_PLACES: u32 = 10;

/// Which way a change would be an improvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Improvement {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: high and low are told apart, and not judged.
    None,
}

impl From<Direction> for Improvement {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::HigherIsBetter => Self::Up,
            Direction::LowerIsBetter => Self::Down,
            Direction::WithinRange { .. } | Direction::Contextual => Self::None,
        }
    }
}

/// How limits are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many of the first values the limits rest on; all where none is given, or more than there are.
    pub baseline: Option<usize>,
    /// Whether moving ranges of 3.267 times their mean or more are left out, once. The NHS spreadsheet does not.
    pub screen: bool,
    /// Which way is good.
    pub improvement: Improvement,
}

impl Options {
    /// The usual: all values, screened.
    pub const fn new(improvement: Improvement) -> Self {
        Self {
            baseline: None,
            screen: true,
            improvement,
        }
    }
}

/// How far limits can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Fewer than five values: there are none.
    None,
    /// From five to eleven values, or a baseline of fewer than twelve.
    Trial,
    /// Twelve values or more.
    Firm,
}

/// What a point is (rules.md 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointType {
    /// The usual variation: nothing to act on.
    Common,
    /// A signal of improvement, upwards.
    ImprovementHigh,
    /// A signal of improvement, downwards.
    ImprovementLow,
    /// A signal of concern, upwards.
    ConcernHigh,
    /// A signal of concern, downwards.
    ConcernLow,
    /// A signal upwards where neither way is better.
    NeutralHigh,
    /// A signal downwards where neither way is better.
    NeutralLow,
}

impl PointType {
    fn of(side: Option<Side>, improvement: Improvement) -> Self {
        match (side, improvement) {
            (None, _) => Self::Common,
            (Some(Side::High), Improvement::Up) => Self::ImprovementHigh,
            (Some(Side::High), Improvement::Down) => Self::ConcernHigh,
            (Some(Side::High), Improvement::None) => Self::NeutralHigh,
            (Some(Side::Low), Improvement::Down) => Self::ImprovementLow,
            (Some(Side::Low), Improvement::Up) => Self::ConcernLow,
            (Some(Side::Low), Improvement::None) => Self::NeutralLow,
        }
    }

    /// Whether it is a signal of concern.
    pub const fn is_concern(self) -> bool {
        matches!(self, Self::ConcernHigh | Self::ConcernLow)
    }

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Common => "Usual variation",
            Self::ImprovementHigh | Self::ImprovementLow => "Signal of improvement",
            Self::ConcernHigh | Self::ConcernLow => "Signal of concern",
            Self::NeutralHigh => "Unusually high",
            Self::NeutralLow => "Unusually low",
        }
    }
}

/// Which way a pattern points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    High,
    Low,
}

/// One of the four patterns that are no chance, in the order in which they name a point (rules.md 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Outside the process limits.
    Astronomical,
    /// Seven points, each above the one before, or each below.
    Trend,
    /// Two of three points close to a limit, all three on its side of the mean.
    TwoInThree,
    /// Seven points on one side of the mean.
    Shift,
}

impl Rule {
    /// All four, first to last.
    pub const ALL: [Self; 4] = [
        Self::Astronomical,
        Self::Trend,
        Self::TwoInThree,
        Self::Shift,
    ];

    /// Its number in rules.md 4.6.
    pub const fn number(self) -> u8 {
        match self {
            Self::Astronomical => 1,
            Self::Trend => 2,
            Self::TwoInThree => 3,
            Self::Shift => 4,
        }
    }

    /// What was seen, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Astronomical => "outside the usual range",
            Self::Trend => "one of seven in a row going the same way",
            Self::TwoInThree => "one of two in three close to an end of the usual range",
            Self::Shift => "one of seven in a row on one side of the mean",
        }
    }
}

/// One point of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What it is, by the first rule that flags it.
    pub kind: PointType,
    /// Every rule that flags it, first to last.
    pub rules: Vec<Rule>,
}

/// The lines of a chart, exactly, and not cut off at 0 or 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The mean of the baseline.
    pub mean: Exact,
    /// The lower process limit: the mean less 2.66 mean moving ranges.
    pub lower: Exact,
    /// The upper process limit.
    pub upper: Exact,
    /// Two thirds of the way down to the lower limit.
    pub near_lower: Exact,
    /// Two thirds of the way up to the upper limit.
    pub near_upper: Exact,
    /// The mean moving range that they rest on, after screening.
    pub moving_range: Exact,
}

impl Lines {
    /// The limits as they are shown. They end where figures do: a percentage's at 0 and 100, what is counted at 0. What is compared is
    /// not cut off (rules.md 4.6).
    pub fn shown(&self, unit: Unit) -> (Exact, Exact) {
        match unit {
            Unit::Percent {
                may_exceed_100: false,
            } => (
                self.lower.max(Exact::ZERO),
                self.upper.min(Exact::from(100)),
            ),
            Unit::Percent { .. }
            | Unit::RatePerThousand
            | Unit::CalendarDays
            | Unit::WorkingDays
            | Unit::Hours
            | Unit::Count
                if !self.mean.is_negative() =>
            {
                (self.lower.max(Exact::ZERO), self.upper)
            }
            _ => (self.lower, self.upper),
        }
    }
}

/// Whether a process reaches a target by itself (rules.md 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// The target is on the good side of both limits: it will be met unless the process changes.
    ConsistentlyPassing,
    /// The target is beyond the limit on the improvement side: it will be missed unless the process changes.
    ConsistentlyFailing,
    /// The target is between the limits: hit and miss, by chance.
    Inconsistent,
    /// No target, no direction, no limits or no variation.
    NotApplicable,
}

impl Assurance {
    /// Where a target stands to limits; on a limit is between them.
    pub fn of(lower: &Exact, upper: &Exact, target: &Exact, improvement: Improvement) -> Self {
        let (above, below) = match improvement {
            Improvement::None => return Self::NotApplicable,
            Improvement::Up => (Self::ConsistentlyFailing, Self::ConsistentlyPassing),
            Improvement::Down => (Self::ConsistentlyPassing, Self::ConsistentlyFailing),
        };
        if target > upper {
            above
        } else if target < lower {
            below
        } else {
            Self::Inconsistent
        }
    }

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ConsistentlyPassing => "Will keep meeting the target",
            Self::ConsistentlyFailing => "Will keep missing the target",
            Self::Inconsistent => "Hit and miss",
            Self::NotApplicable => "Not known",
        }
    }
}

/// Values in the order of time, with what can be said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// How far the limits can be trusted.
    pub trust: Trust,
    /// The lines; none for fewer than five values.
    pub lines: Option<Lines>,
    /// One for each value.
    pub points: Vec<Point>,
    /// Which way is good.
    pub improvement: Improvement,
}

/// Why there is no chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoChart {
    /// A baseline of fewer than two values has no moving range.
    #[error("A baseline needs at least two values. Choose more of them, or all.")]
    ShortBaseline,
    /// More digits than whole numbers here hold.
    #[error("The values have too many digits to be worked out exactly. Use fewer digits.")]
    OutOfRange,
}

impl Chart {
    /// Works out a chart of values in the order of time, with no gaps.
    ///
    /// # Errors
    /// See [`NoChart`].
    pub fn of(values: &[Decimal], options: Options) -> Result<Self, NoChart> {
        let count = options
            .baseline
            .map_or(values.len(), |count| count.min(values.len()));
        if values.len() < FEWEST {
            return Ok(Self::without_limits(values.len(), options.improvement));
        }
        if count < 2 {
            return Err(NoChart::ShortBaseline);
        }
        let units = Units::of(values).ok_or(NoChart::OutOfRange)?;
        let baseline = Baseline::of(&units, count, options.screen).ok_or(NoChart::OutOfRange)?;
        let points =
            patterns::points(&units, &baseline, options.improvement).ok_or(NoChart::OutOfRange)?;
        let firm = count >= FIRM_FROM;
        Ok(Self {
            trust: if firm { Trust::Firm } else { Trust::Trial },
            lines: Some(baseline.lines(&units).ok_or(NoChart::OutOfRange)?),
            points,
            improvement: options.improvement,
        })
    }

    fn without_limits(values: usize, improvement: Improvement) -> Self {
        let common = Point {
            kind: PointType::Common,
            rules: Vec::new(),
        };
        Self {
            trust: Trust::None,
            lines: None,
            points: vec![common; values],
            improvement,
        }
    }

    /// The type of the last point: what the variation is now. Common where there is none.
    pub fn variation(&self) -> PointType {
        self.points
            .last()
            .map_or(PointType::Common, |point| point.kind)
    }

    /// Whether nothing varied, so that limits say nothing of a target.
    pub fn is_flat(&self) -> bool {
        self.lines.is_some_and(|lines| lines.moving_range.is_zero())
    }

    /// Whether the process will reach a target by itself.
    pub fn assurance(&self, target: Option<&Exact>) -> Assurance {
        match (self.lines, target) {
            (Some(lines), Some(target)) if !lines.moving_range.is_zero() => {
                Assurance::of(&lines.lower, &lines.upper, target, self.improvement)
            }
            _ => Assurance::NotApplicable,
        }
    }
}

/// A figure as a chart holds it, to [`CHART_PLACES`]; none where it has too many digits.
pub fn plotted(value: &Exact) -> Option<Decimal> {
    value.rounded(CHART_PLACES).map(|value| value.normalize())
}
