//! Benchmarking: where a figure stands among other organisations' (rules.md 4.9; strategy §2, "measured against others").

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{quantity::Exact, scoring::Direction};

/// Fewer peers than this have no quartiles.
pub const QUARTILES_FROM: usize = 8;

/// Fewer peers than this have no median either.
pub const MEDIAN_FROM: usize = 4;

/// A quarter of the peers; the first is the best (rules.md 4.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quartile {
    /// The best quarter.
    First,
    /// Better than the median.
    Second,
    /// Worse than the median.
    Third,
    /// The worst quarter.
    Fourth,
}

impl Quartile {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "First quartile (best quarter)",
            Self::Second => "Second quartile",
            Self::Third => "Third quartile",
            Self::Fourth => "Fourth quartile",
        }
    }
}

/// The figures that one of ours is held against. Ours is not among them unless the source includes it, and then it counts once
/// (rules.md 4.9): where the quarters begin follows from the list as the source has it, a place from the figures of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    figures: Vec<Decimal>,
    ours: Option<Decimal>,
}

impl Others {
    /// The figures of other organisations, and ours as the source has it, where it has.
    pub const fn new(figures: Vec<Decimal>, ours: Option<Decimal>) -> Self {
        Self { figures, ours }
    }

    /// Of how many figures the quarters are: those of others, and ours where the source has it.
    pub fn listed(&self) -> usize {
        self.figures.len() + usize::from(self.ours.is_some())
    }

    /// Ours, as the source has it.
    pub const fn ours(&self) -> Option<Decimal> {
        self.ours
    }

    /// The whole list, from low to high.
    pub fn sorted(&self) -> Vec<Decimal> {
        let mut sorted: Vec<Decimal> = self.figures.iter().copied().chain(self.ours).collect();
        sorted.sort_unstable();
        sorted
    }
}

impl From<Vec<Decimal>> for Others {
    /// Figures of others alone.
    fn from(figures: Vec<Decimal>) -> Self {
        Self::new(figures, None)
    }
}

/// Where the peers' quarters begin, in their own unit, from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    /// A quarter of the peers are below it; none with fewer than eight peers.
    pub q25: Option<Exact>,
    /// The median; none with fewer than four.
    pub q50: Option<Exact>,
    /// A quarter of the peers are above it; none with fewer than eight.
    pub q75: Option<Exact>,
}

/// A figure among its peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where the quarters begin.
    pub quartiles: Quartiles,
    /// Which quarter the figure is in; none with fewer than eight peers, and where neither way is better.
    pub quartile: Option<Quartile>,
    /// One more than the peers that are strictly better; equals share a rank. None where neither way is better.
    pub rank: Option<usize>,
    /// How many there are, itself included.
    pub of: usize,
}

/// The quartiles of peers, by linear interpolation between them (R's type 7, `QUARTILE.INC`). None of them where digits run out.
pub fn quartiles(peers: &[Decimal]) -> Quartiles {
    let mut sorted = peers.to_vec();
    sorted.sort_unstable();
    let at = |quarters, from| {
        (sorted.len() >= from)
            .then(|| interpolated(&sorted, quarters))
            .flatten()
    };
    Quartiles {
        q25: at(1, QUARTILES_FROM),
        q50: at(2, MEDIAN_FROM),
        q75: at(3, QUARTILES_FROM),
    }
}

/// The value at (n − 1) × quarters ÷ 4 of sorted ones, counted from 0.
fn interpolated(sorted: &[Decimal], quarters: usize) -> Option<Exact> {
    let place = (sorted.len() - 1) * quarters;
    let (whole, rest) = (place / 4, place % 4);
    let here = Exact::from(*sorted.get(whole)?);
    if rest == 0 {
        return Some(here);
    }
    let next = Exact::from(*sorted.get(whole + 1)?);
    let share = Exact::new(i128::try_from(rest).ok()?, 4)?;
    here.checked_add(&next.checked_sub(&here)?.checked_mul(&share)?)
}

/// Where a figure of ours stands among others.
pub fn standing(direction: Direction, value: &Exact, others: &Others) -> Standing {
    let quartiles = quartiles(&others.sorted());
    let better = |peer: &Decimal| {
        let peer = Exact::from(*peer);
        match direction {
            Direction::HigherIsBetter => peer > *value,
            Direction::LowerIsBetter => peer < *value,
            Direction::WithinRange { .. } | Direction::Contextual => false,
        }
    };
    let judged = matches!(
        direction,
        Direction::HigherIsBetter | Direction::LowerIsBetter
    );
    Standing {
        quartiles,
        quartile: quarter(direction, value, &quartiles),
        rank: judged.then(|| 1 + others.figures.iter().filter(|peer| better(peer)).count()),
        of: others.figures.len() + 1,
    }
}

fn quarter(direction: Direction, value: &Exact, limits: &Quartiles) -> Option<Quartile> {
    let (low, median, high) = (limits.q25?, limits.q50?, limits.q75?);
    let reached = |limit: &Exact| match direction {
        Direction::LowerIsBetter => value <= limit,
        _ => value >= limit,
    };
    let (best, worst) = match direction {
        Direction::HigherIsBetter => (high, low),
        Direction::LowerIsBetter => (low, high),
        Direction::WithinRange { .. } | Direction::Contextual => return None,
    };
    Some(if reached(&best) {
        Quartile::First
    } else if reached(&median) {
        Quartile::Second
    } else if reached(&worst) {
        Quartile::Third
    } else {
        Quartile::Fourth
    })
}
