//! What something costs beside what is reached for it, each against the median of the peers, so that cheap and poor is seen
//! (rules.md 4.9; strategy §2, "benchmark our costs").

use crate::{
    benchmark::{Others, quartiles},
    indicator::Indicator,
    quantity::{Exact, Unit},
    scoring::Direction,
};

/// Where a cost and a measure stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quadrant {
    /// The better half of both.
    LowCostHighPerformance,
    /// Dear, and good.
    HighCostHighPerformance,
    /// Cheap, and poor.
    LowCostLowPerformance,
    /// The worse half of both.
    HighCostLowPerformance,
}

impl Quadrant {
    /// All four: those of high performance first, of two the one of low cost.
    pub const ALL: [Self; 4] = [
        Self::LowCostHighPerformance,
        Self::HighCostHighPerformance,
        Self::LowCostLowPerformance,
        Self::HighCostLowPerformance,
    ];

    /// Of a cost that is in the better half or not, and a measure that is.
    pub const fn of(low_cost: bool, high_performance: bool) -> Self {
        match (low_cost, high_performance) {
            (true, true) => Self::LowCostHighPerformance,
            (false, true) => Self::HighCostHighPerformance,
            (true, false) => Self::LowCostLowPerformance,
            (false, false) => Self::HighCostLowPerformance,
        }
    }

    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LowCostHighPerformance => "Low cost and high performance",
            Self::HighCostHighPerformance => "High cost and high performance",
            Self::LowCostLowPerformance => "Low cost and low performance",
            Self::HighCostLowPerformance => "High cost and low performance",
        }
    }
}

/// Whether a figure is in the better half of its peers. On the median it is, as a figure on the limit of a quartile is in the better one.
/// None with fewer than four peers, and where neither way is better.
pub fn in_better_half(direction: Direction, value: &Exact, others: &Others) -> Option<bool> {
    let median = quartiles(&others.sorted()).q50?;
    match direction {
        Direction::HigherIsBetter => Some(*value >= median),
        Direction::LowerIsBetter => Some(*value <= median),
        Direction::WithinRange { .. } | Direction::Contextual => None,
    }
}

impl Indicator {
    /// Whether it is what something costs: money, of which less is better.
    pub const fn is_cost(&self) -> bool {
        matches!(self.unit, Unit::Money | Unit::MoneyPerUnit)
            && matches!(self.direction, Direction::LowerIsBetter)
    }

    /// Whether it can be held beside a cost: what is reached, of which more or less is better.
    pub const fn is_reached(&self) -> bool {
        !matches!(self.unit, Unit::Money | Unit::MoneyPerUnit)
            && matches!(
                self.direction,
                Direction::HigherIsBetter | Direction::LowerIsBetter
            )
    }
}
