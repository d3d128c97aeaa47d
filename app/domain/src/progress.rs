//! How far something has come: between where it started and its target, or kept or not kept (design/calc.md, `progress`).

use thiserror::Error;

use crate::quantity::Exact;

/// What is to be reached or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// From a start to a target, upwards or downwards.
    Reach {
        /// Where it began.
        start: Exact,
        /// Where it should come to.
        target: Exact,
    },
    /// Never below; the limit itself is kept.
    AtLeast(Exact),
    /// Never above; the limit itself is kept.
    AtMost(Exact),
    /// From the first to the second, both included.
    Within(Exact, Exact),
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// 0 to 100, exactly.
    pub percent: Exact,
    /// Whether it is reached or kept.
    pub met: bool,
}

/// Why there is no progress to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoProgress {
    /// There is no way from a start to the same number.
    #[error("The start is the target. Use “at least” or “at most” for what is to be kept.")]
    StartIsTarget,
    /// More is done than there is, or there is nothing to do.
    #[error(
        "Give how many are done out of how many there are: at least one, and not fewer than are done."
    )]
    NotAShare,
    /// More digits than an exact fraction holds.
    #[error("The numbers have too many digits to be worked out exactly. Use fewer digits.")]
    OutOfRange,
}

impl Progress {
    /// Kept or not: all or nothing.
    pub fn kept(met: bool) -> Self {
        Self {
            percent: Exact::from(if met { 100 } else { 0 }),
            met,
        }
    }

    /// Of a value towards an aim. Going past the target is 100, going back behind the start 0.
    ///
    /// # Errors
    /// `StartIsTarget`, `OutOfRange`.
    pub fn of(aim: Aim, value: &Exact) -> Result<Self, NoProgress> {
        match aim {
            Aim::AtLeast(target) => Ok(Self::kept(*value >= target)),
            Aim::AtMost(target) => Ok(Self::kept(*value <= target)),
            Aim::Within(low, high) => Ok(Self::kept((low..=high).contains(value))),
            Aim::Reach { start, target } => {
                if start == target {
                    return Err(NoProgress::StartIsTarget);
                }
                let share = value
                    .checked_sub(&start)
                    .zip(target.checked_sub(&start))
                    .and_then(|(gone, way)| gone.checked_div(&way))
                    .and_then(|share| share.checked_mul(&Exact::from(100)))
                    .ok_or(NoProgress::OutOfRange)?;
                let percent = share.clamp(Exact::ZERO, Exact::from(100));
                Ok(Self {
                    percent,
                    met: percent == Exact::from(100),
                })
            }
        }
    }

    /// Of milestones: so many done of so many.
    ///
    /// # Errors
    /// `NotAShare`.
    pub fn of_milestones(done: u32, of: u32) -> Result<Self, NoProgress> {
        if of == 0 || done > of {
            return Err(NoProgress::NotAShare);
        }
        let percent = Exact::new(i128::from(done) * 100, i128::from(of));
        Ok(Self {
            percent: percent.ok_or(NoProgress::NotAShare)?,
            met: done == of,
        })
    }
}
