//! Surveys: how sure a share of answers is, whether it changed between two waves, and how many answers are needed (rules.md 4.8).
//! Only the intervals are in floating point; shares and sample sizes are exact.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::quantity::Exact;

/// The normal quantile of a 95 % interval.
const Z: f64 = 1.959_963_985;

/// 1.96² × 0.25, as the regulator's sample size has it, in ten thousandths.
const SAMPLE_UNITS: i128 = 9_604;

/// Fewer answers than this are called "a small number of answers".
pub const FEW_ANSWERS: u32 = 30;

/// Fewer answers than this are not shown to the public.
pub const SUPPRESSED_BELOW: u32 = 10;

/// A 95 % interval, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Its lower end, not below 0.
    pub low: f64,
    /// Its upper end, not above 100.
    pub high: f64,
}

impl Interval {
    /// Whether it holds a target, so that the truth could be on either side of it.
    pub fn holds(&self, target: Decimal) -> bool {
        target
            .to_f64()
            .is_some_and(|target| (self.low..=self.high).contains(&target))
    }
}

/// So many of so many answers; weighted answers have fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    count: Decimal,
    of: Decimal,
}

impl Share {
    /// None where the count is below zero or above the whole.
    pub fn new(count: Decimal, of: Decimal) -> Option<Self> {
        (count >= Decimal::ZERO && count <= of).then_some(Self { count, of })
    }

    /// The share in per cent, exactly; none where nobody answered.
    pub fn percent(&self) -> Option<Exact> {
        Exact::quotient(Decimal::ONE_HUNDRED, self.count, self.of).ok()
    }

    /// Wilson's 95 % interval; none where nobody answered (rules.md 4.8).
    pub fn interval(&self) -> Option<Interval> {
        if self.of.is_zero() {
            return None;
        }
        let (count, n) = (self.count.to_f64()?, self.of.to_f64()?);
        let p = count / n;
        let z2 = Z * Z;
        let centre = p + z2 / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let below = 1.0 + z2 / n;
        // None and all are the ends themselves, which floating point misses by a hair.
        let low = if self.count.is_zero() {
            0.0
        } else {
            (100.0 * (centre - half) / below).max(0.0)
        };
        let high = if self.count == self.of {
            100.0
        } else {
            (100.0 * (centre + half) / below).min(100.0)
        };
        Some(Interval { low, high })
    }
}

/// Kish's effective number of weighted answers, (Σw)² ÷ Σw²: what an interval of weighted answers rests on (rules.md 4.8). Each pair is a
/// number of answers and their weight. None where the weights come to nothing.
pub fn effective_answers(groups: &[(u32, Decimal)]) -> Option<Exact> {
    let (mut sum, mut squares) = (Exact::ZERO, Exact::ZERO);
    for (answers, weight) in groups {
        let weight = Exact::from(*weight);
        let weighted = Exact::from(i64::from(*answers)).checked_mul(&weight)?;
        sum = sum.checked_add(&weighted)?;
        squares = squares.checked_add(&weighted.checked_mul(&weight)?)?;
    }
    sum.checked_mul(&sum)?.checked_div(&squares)
}

/// What can be said of a change between two waves, higher taken as better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is above zero.
    Improved,
    /// The whole interval is below zero.
    Worsened,
    /// It could be chance.
    NoClearChange,
}

impl Verdict {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Improved => "Higher than before",
            Self::Worsened => "Lower than before",
            Self::NoClearChange => "No clear change",
        }
    }
}

/// A change between two waves of a survey, in points of per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaveChange {
    /// After less before, exactly.
    pub difference: Exact,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// What can be said.
    pub verdict: Verdict,
}

/// Newcombe's interval of the difference, from the Wilson intervals of both (rules.md 4.8); none where nobody answered in one of them.
pub fn change(before: &Share, after: &Share) -> Option<WaveChange> {
    let difference = after.percent()?.checked_sub(&before.percent()?)?;
    let (was, is) = (before.interval()?, after.interval()?);
    let share = |share: &Share| Some(100.0 * share.count.to_f64()? / share.of.to_f64()?);
    let (p, q) = (share(before)?, share(after)?);
    let (low, high) = (
        (q - p) - (q - is.low).hypot(was.high - p),
        (q - p) + (is.high - q).hypot(p - was.low),
    );
    let verdict = if low > 0.0 {
        Verdict::Improved
    } else if high < 0.0 {
        Verdict::Worsened
    } else {
        Verdict::NoClearChange
    };
    Some(WaveChange {
        difference,
        low,
        high,
        verdict,
    })
}

/// How many answers are needed from so many homes for a margin, given as a fraction, rounded up:
/// n₀ = 1.96² × 0.25 ÷ e², n = n₀ ÷ (1 + (n₀ − 1) ÷ N). None for no homes, a margin that is not between 0 and 1, or too many digits.
pub fn sample(homes: u64, margin: Decimal) -> Option<u64> {
    if homes == 0 || margin <= Decimal::ZERO || margin >= Decimal::ONE {
        return None;
    }
    let margin = Exact::from(margin);
    let first = Exact::new(SAMPLE_UNITS, 10_000)?.checked_div(&margin.checked_mul(&margin)?)?;
    let homes = Exact::from(i64::try_from(homes).ok()?);
    let one = Exact::from(1);
    let below = first
        .checked_sub(&one)?
        .checked_div(&homes)?
        .checked_add(&one)?;
    let needed = first.checked_div(&below)?;
    let whole = needed.numerator().div_euclid(needed.denominator());
    let more = i128::from(needed.numerator().rem_euclid(needed.denominator()) > 0);
    u64::try_from(whole + more).ok()
}

/// The margin that is asked of a landlord with so many homes, as a fraction; none for no homes. The bands are those of rules.md 4.8, which
/// marks them as not confirmed, so no page shows them as a rule of the regulator.
pub fn margin_asked(homes: u64) -> Option<Decimal> {
    let percent = match homes {
        0 => return None,
        1..2_500 => 5,
        2_500..10_000 => 4,
        10_000..25_000 => 3,
        25_000.. => 2,
    };
    Some(Decimal::new(percent, 2))
}

/// The margin that was reached with so many answers from so many homes, in points of per cent:
/// 1.96 × √(0.25 ÷ n × (N − n) ÷ (N − 1)). None where there are more answers than homes, or fewer than one.
pub fn achieved_margin(answers: u32, homes: u32) -> Option<f64> {
    if answers == 0 || answers > homes || homes < 2 {
        return None;
    }
    let (n, all) = (f64::from(answers), f64::from(homes));
    Some(100.0 * 1.96 * (0.25 / n * (all - n) / (all - 1.0)).sqrt())
}
