//! Scores put together by weight, on the scorecard and down the cascade (rules.md 4.7).
//!
//! A measure is a leaf. A branch is put together from its children, which are measures or branches already put
//! together, so that coverage, lowest and highest follow the leaves through the products of the normalised weights.

mod count_line;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::scoring::{Attainment, Rag, SCORE_PLACES};

pub use count_line::CountLine;

/// Below this share of the weights a score is withheld: 0.60.
pub const MINIMUM_COVERAGE: Decimal = Decimal::from_parts(6, 0, 0, false, 1);

/// A branch is green from this score.
pub const GREEN_FROM: Decimal = Decimal::from_parts(90, 0, 0, false, 0);

/// A branch is amber from this score.
pub const AMBER_FROM: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// Limits are compared at this many places: scores are kept to 12, and what a recurring decimal loses there must not
/// cost a branch its colour. (100 + 86.666… + 83.333…) ÷ 3 is 90.
const COMPARED_PLACES: u32 = 10;

/// A measure within a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// 0 to 100; none where the measure should have a score and has none.
    pub score: Option<Decimal>,
    /// How much it counts: 0 or more; 0 is shown and not scored.
    pub weight: Decimal,
    /// Whether it is safety-critical and off target.
    #[serde(default)]
    pub safety_red: bool,
}

/// What a branch is put together from.
#[derive(Clone, Copy, Debug)]
pub enum Child<'a> {
    /// A measure that is scored, or should be.
    Measure(Part),
    /// A measure without a target, for information only: counted, never scored, and no gap in the coverage.
    NoTarget,
    /// A branch already put together, with its weight in this one.
    Branch {
        /// Its own result.
        roll: &'a Roll,
        /// How much it counts here: 0 or more.
        weight: Decimal,
    },
}

impl Child<'_> {
    /// A measure as it was scored.
    pub fn measure(attainment: &Attainment, weight: Decimal, safety_critical: bool) -> Self {
        if attainment.rag == Rag::NoTarget {
            return Self::NoTarget;
        }
        Self::Measure(Part {
            score: attainment.score,
            weight,
            safety_red: safety_critical && attainment.rag == Rag::Red,
        })
    }
}

/// Where a branch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollRag {
    /// A score of 90 or more, and no safety-critical measure off target.
    Green,
    /// A score of 60 or more; or more than 90 and held here by a safety-critical measure.
    Amber,
    /// A score below 60.
    Red,
    /// Too few of the measures have a score: the branch has none.
    NotEnoughData,
    /// None of the measures has a target, or none has a weight: there is nothing that could have a score.
    NothingToScore,
}

impl RollRag {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Green => Rag::Green.words(),
            Self::Amber => Rag::Amber.words(),
            Self::Red => Rag::Red.words(),
            Self::NotEnoughData => "Not enough data",
            Self::NothingToScore => Rag::NoTarget.words(),
        }
    }
}

/// A branch put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    /// 0 to 100, cut off after 12 places; none where the coverage is too low.
    pub score: Option<Decimal>,
    /// The share of the weights that has a score, 0 to 1.
    pub coverage: Decimal,
    /// The score if everything missing were 0.
    pub lowest: Decimal,
    /// The score if everything missing were 100.
    pub highest: Decimal,
    /// Where it stands.
    pub rag: RollRag,
    /// Whether a safety-critical measure below is off target, so that this can be amber at best; the page says
    /// "safety measure off target". The score is not changed.
    pub safety_capped: bool,
    /// How many measures stand where.
    pub counts: CountLine,
}

/// Why a branch cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RollupError {
    /// Nothing in it can have a score.
    #[error("There is nothing to put together: no measure here can have a score.")]
    NothingToScore,
    /// Every weight is zero.
    #[error(
        "All the weights are 0, so nothing would count. Give at least one of them a weight above 0."
    )]
    AllWeightsZero,
    /// A weight below zero.
    #[error("A weight of {weight} is below zero. Use 0 or more.")]
    NegativeWeight {
        /// What was given.
        weight: Decimal,
    },
    /// A score that is none.
    #[error("A score of {score} is not between 0 and 100.")]
    ScoreOutOfRange {
        /// What was given.
        score: Decimal,
    },
    /// More digits than can be added up.
    #[error("The weights have too many digits to be added up. Use fewer digits.")]
    OutOfRange,
}

/// Puts measures together, withholding the score below a coverage of 0.60.
///
/// # Errors
/// See [`RollupError`]; an empty list is `NothingToScore`.
pub fn roll(parts: &[Part]) -> Result<Roll, RollupError> {
    roll_tree(parts.iter().copied().map(Child::Measure), MINIMUM_COVERAGE)
}

/// Puts measures and branches together, withholding the score below `minimum_coverage` (a share, 0 to 1). A branch
/// whose own score is withheld counts as missing.
///
/// # Errors
/// See [`RollupError`].
pub fn roll_tree<'a>(
    children: impl IntoIterator<Item = Child<'a>>,
    minimum_coverage: Decimal,
) -> Result<Roll, RollupError> {
    let mut sums = Sums::default();
    for child in children {
        sums.add(&child)?;
    }
    sums.roll(minimum_coverage).ok_or_else(|| sums.error())
}

/// As [`roll_tree`], for a branch of the scorecard: one in which nothing can have a score still has its count line, and a
/// safety-critical measure in it still caps what is above (rules.md 4.7). None where there is nothing in it at all, and
/// where the weights cannot be added up.
pub fn roll_branch<'a>(
    children: impl IntoIterator<Item = Child<'a>>,
    minimum_coverage: Decimal,
) -> Option<Roll> {
    let mut sums = Sums::default();
    let mut empty = true;
    for child in children {
        sums.add(&child).ok()?;
        empty = false;
    }
    if empty {
        return None;
    }
    sums.roll(minimum_coverage)
        .or_else(|| sums.weights.is_zero().then(|| sums.nothing_to_score()))
}

/// One pass over the children, without allocating.
#[derive(Default)]
struct Sums {
    scoring_children: usize,
    weights: Decimal,
    weights_with_score: Decimal,
    scores: Decimal,
    coverage: Decimal,
    lowest: Decimal,
    /// The bounds of the children's scores, which rounding must not leave.
    bounds: Option<(Decimal, Decimal)>,
    safety_red: bool,
    counts: CountLine,
}

/// What one child brings, whether measure or branch.
pub(crate) struct Standing {
    pub(crate) score: Option<Decimal>,
    pub(crate) coverage: Decimal,
    pub(crate) lowest: Decimal,
    pub(crate) highest: Decimal,
}

impl Standing {
    const MISSING: Self = Self {
        score: None,
        coverage: Decimal::ZERO,
        lowest: Decimal::ZERO,
        highest: Decimal::ONE_HUNDRED,
    };

    /// What a child brings and its weight; none for one that cannot have a score.
    pub(crate) fn of(child: &Child<'_>) -> Option<(Self, Decimal)> {
        match child {
            Child::NoTarget => None,
            Child::Measure(part) => {
                let standing = part.score.map_or(Self::MISSING, |score| Self {
                    score: Some(score),
                    coverage: Decimal::ONE,
                    lowest: score,
                    highest: score,
                });
                Some((standing, part.weight))
            }
            Child::Branch { roll, .. } if roll.rag == RollRag::NothingToScore => None,
            Child::Branch { roll, weight } => {
                let standing = roll.score.map_or(Self::MISSING, |score| Self {
                    score: Some(score),
                    coverage: roll.coverage,
                    lowest: roll.lowest,
                    highest: roll.highest,
                });
                Some((standing, *weight))
            }
        }
    }
}

impl Sums {
    fn add(&mut self, child: &Child<'_>) -> Result<(), RollupError> {
        self.safety_red |= match child {
            Child::NoTarget => false,
            Child::Measure(part) => part.safety_red,
            Child::Branch { roll, .. } => roll.safety_capped,
        };
        let Some((standing, weight)) = Standing::of(child) else {
            match child {
                Child::Branch { roll, .. } => self.counts.add(&roll.counts),
                _ => self.counts.no_target = self.counts.no_target.saturating_add(1),
            }
            return Ok(());
        };
        if weight < Decimal::ZERO {
            return Err(RollupError::NegativeWeight { weight });
        }
        if let Some(score) = standing
            .score
            .filter(|score| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(score))
        {
            return Err(RollupError::ScoreOutOfRange { score });
        }
        self.scoring_children += 1;
        if weight.is_zero() {
            return Ok(());
        }
        match child {
            Child::Branch { roll, .. } => self.counts.add(&roll.counts),
            _ => self.counts.count(standing.score),
        }
        self.weigh(&standing, weight).ok_or(RollupError::OutOfRange)
    }

    fn weigh(&mut self, standing: &Standing, weight: Decimal) -> Option<()> {
        self.weights = self.weights.checked_add(weight)?;
        let Some(score) = standing.score else {
            return Some(());
        };
        let weighted = score.checked_mul(weight)?;
        self.weights_with_score = self.weights_with_score.checked_add(weight)?;
        self.scores = self.scores.checked_add(weighted)?;
        // What has no gap brings its whole weight and the same score whatever is missing elsewhere.
        let (coverage, lowest) = if standing.coverage == Decimal::ONE {
            (weight, weighted)
        } else {
            (
                standing.coverage.checked_mul(weight)?,
                standing.lowest.checked_mul(weight)?,
            )
        };
        self.coverage = self.coverage.checked_add(coverage)?;
        self.lowest = self.lowest.checked_add(lowest)?;
        let (low, high) = self.bounds.unwrap_or((score, score));
        self.bounds = Some((low.min(score), high.max(score)));
        Some(())
    }

    fn roll(&self, minimum_coverage: Decimal) -> Option<Roll> {
        let mean = |sum: Decimal, weights| {
            Some(
                sum.checked_div(weights)?
                    .trunc_with_scale(SCORE_PLACES)
                    .normalize(),
            )
        };
        let of_all = |sum: Decimal| mean(sum, self.weights);
        let complete = self.coverage == self.weights;
        let coverage = if complete {
            Decimal::ONE
        } else {
            of_all(self.coverage)?
        };
        let score = match self.bounds {
            Some((low, high)) if reaches(coverage, minimum_coverage) => {
                Some(mean(self.scores, self.weights_with_score)?.clamp(low, high))
            }
            _ => None,
        };
        let (lowest, highest) = match score {
            Some(score) if complete => (score, score),
            // What is missing counts 100 instead of 0.
            _ => {
                let missing = self
                    .weights
                    .checked_sub(self.coverage)?
                    .checked_mul(Decimal::ONE_HUNDRED)?;
                (
                    of_all(self.lowest)?,
                    of_all(self.lowest.checked_add(missing)?)?,
                )
            }
        };
        Some(Roll {
            score,
            coverage,
            lowest,
            highest,
            rag: colour(score, self.safety_red),
            safety_capped: self.safety_red,
            counts: self.counts,
        })
    }

    /// A branch in which nothing can have a score: nothing is missing either, so it is no gap in the coverage above.
    const fn nothing_to_score(&self) -> Roll {
        Roll {
            score: None,
            coverage: Decimal::ZERO,
            lowest: Decimal::ZERO,
            highest: Decimal::ONE_HUNDRED,
            rag: RollRag::NothingToScore,
            safety_capped: self.safety_red,
            counts: self.counts,
        }
    }

    /// Why [`Sums::roll`] had nothing to divide.
    fn error(&self) -> RollupError {
        if self.scoring_children == 0 {
            RollupError::NothingToScore
        } else if self.weights.is_zero() {
            RollupError::AllWeightsZero
        } else {
            RollupError::OutOfRange
        }
    }
}

/// The colour of a branch's score, with the safety gate (rules.md 4.7).
pub fn colour(score: Option<Decimal>, safety_red: bool) -> RollRag {
    match score {
        None => RollRag::NotEnoughData,
        Some(score) if reaches(score, GREEN_FROM) && !safety_red => RollRag::Green,
        Some(score) if reaches(score, AMBER_FROM) => RollRag::Amber,
        Some(_) => RollRag::Red,
    }
}

fn reaches(number: Decimal, limit: Decimal) -> bool {
    let rounded =
        || number.round_dp_with_strategy(COMPARED_PLACES, RoundingStrategy::MidpointAwayFromZero);
    number >= limit || rounded() >= limit
}
