//! The kinds of target, each of them an existing direction with a value and a way through the year (peers.md 5.6, `TargetKind`).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::grounds::Grounds;
use crate::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency},
    display,
    indicator::Indicator,
    quantity::{Exact, Unit},
    rejection::Rejection,
    scoring::Direction,
};

/// What kind of target it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// So much or more, in every period.
    AtLeast,
    /// So much or less, in every period.
    AtMost,
    /// Within the range of the definition.
    Within,
    /// From the baseline to so much by the end of the year.
    Reach,
    /// So many in the year.
    Cumulative,
    /// It is so, or it is not.
    YesNo,
    /// Done by a day.
    Milestone {
        /// Which day.
        #[serde(with = "crate::date_text")]
        by: Date,
    },
    /// No worse than last year's outturn.
    NoWorseThanLastYear,
    /// No worse than the middle one of the peers.
    NoWorseThanPeerMedian,
    /// Followed, and not held against anything.
    TrackOnly,
}

impl TargetKind {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "At least so much, in every period",
            Self::AtMost => "At most so much, in every period",
            Self::Within => "Within the range of the definition",
            Self::Reach => "From today’s level to so much by the end of the year",
            Self::Cumulative => "So many in the year, building up",
            Self::YesNo => "Yes",
            Self::Milestone { .. } => "Done by a day",
            Self::NoWorseThanLastYear => "No worse than last year",
            Self::NoWorseThanPeerMedian => "No worse than the middle of the peers",
            Self::TrackOnly => "Track only: followed, and not held against anything",
        }
    }

    /// Whether an indicator can have a target of this kind.
    pub fn fits(self, indicator: &Indicator) -> bool {
        let direction = indicator.direction;
        let yes_no = indicator.unit == Unit::YesNo;
        let one_way = matches!(
            direction,
            Direction::HigherIsBetter | Direction::LowerIsBetter
        );
        match self {
            Self::AtLeast => direction == Direction::HigherIsBetter && !yes_no,
            Self::AtMost => direction == Direction::LowerIsBetter && !yes_no,
            Self::Within => matches!(direction, Direction::WithinRange { .. }),
            Self::Reach | Self::NoWorseThanLastYear => one_way && !yes_no,
            // Peers are of a year, and a period is no year where the year adds up.
            Self::NoWorseThanPeerMedian => {
                let of_a_year = indicator.frequency == Frequency::Annual;
                one_way && !yes_no && (of_a_year || !builds_up(indicator.aggregation))
            }
            Self::Cumulative => one_way && !yes_no && builds_up(indicator.aggregation),
            Self::YesNo | Self::Milestone { .. } => yes_no && one_way,
            Self::TrackOnly => indicator.is_scored(),
        }
    }

    /// The value that this kind has by itself; none where somebody sets it, or it cannot be worked out.
    pub fn fixed(self, indicator: &Indicator, grounds: &Grounds) -> Option<Decimal> {
        let rounded = |value: &Exact| no_looser(indicator, value);
        match self {
            Self::NoWorseThanLastYear => grounds
                .last_year
                .and_then(|(_, outturn)| outturn.level(indicator, self))
                .as_ref()
                .and_then(rounded),
            Self::NoWorseThanPeerMedian => grounds.median().as_ref().and_then(rounded),
            Self::Within => match indicator.direction {
                Direction::WithinRange { lo, .. } => Some(lo),
                _ => None,
            },
            Self::YesNo | Self::Milestone { .. } => Some(match indicator.direction {
                Direction::LowerIsBetter => Decimal::ZERO,
                _ => Decimal::ONE,
            }),
            Self::TrackOnly => Some(Decimal::ZERO),
            Self::AtLeast | Self::AtMost | Self::Reach | Self::Cumulative => None,
        }
    }

    /// Whether somebody sets its value.
    pub const fn is_set_by_hand(self) -> bool {
        matches!(
            self,
            Self::AtLeast | Self::AtMost | Self::Reach | Self::Cumulative
        )
    }

    /// Refuses a kind that the indicator cannot have, and a value that is not what the kind comes to.
    pub(super) fn check(
        self,
        indicator: &Indicator,
        (year, value): (FinancialYear, Decimal),
        grounds: &Grounds,
    ) -> Result<(), Rejection> {
        if let Self::Milestone { by } = self
            && FinancialYear::containing(by) != year
        {
            return Err(Rejection::field(
                "milestone_by",
                "This day is not in the year of the target. Choose a day in it.",
            ));
        }
        if !self.fits(indicator) {
            return Err(Rejection::field(
                "kind",
                "This kind of target does not fit the way the indicator is measured. Choose another kind.",
            ));
        }
        if self.is_set_by_hand() {
            return Ok(());
        }
        match self.fixed(indicator, grounds) {
            Some(fixed) if fixed == value => Ok(()),
            Some(fixed) => Err(Rejection::field(
                "value",
                &format!(
                    "This kind of target comes to {} by what is known now. Look at it again, then propose it.",
                    display::figure(
                        indicator.unit,
                        &Exact::from(fixed),
                        indicator.decimals,
                        None,
                        None
                    )
                ),
            )),
            None => Err(Rejection::field(
                "kind",
                "There is nothing yet to work this target out from. Choose another kind, or wait until the figures are there.",
            )),
        }
    }
}

/// A value as the indicator's figures are shown, and no easier to reach than it is: "no worse than 17.96" is not "at most 18.0".
fn no_looser(indicator: &Indicator, value: &Exact) -> Option<Decimal> {
    let shown = value.rounded(indicator.decimals)?;
    let step = Decimal::new(1, indicator.decimals);
    let strict = match indicator.direction {
        Direction::LowerIsBetter if Exact::from(shown) > *value => shown - step,
        Direction::HigherIsBetter if Exact::from(shown) < *value => shown + step,
        _ => shown,
    };
    Some(strict.normalize())
}

/// Whether the figures of an indicator add up over the year.
pub(super) const fn builds_up(rule: Aggregation) -> bool {
    match rule {
        Aggregation::Sum | Aggregation::SumOverLast | Aggregation::SumOverMean => true,
        Aggregation::RatioOfSums
        | Aggregation::Last
        | Aggregation::Mean
        | Aggregation::WeightedMean
        | Aggregation::None => false,
    }
}
