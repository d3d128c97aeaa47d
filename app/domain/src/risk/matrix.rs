//! How grave a risk is: likelihood × impact on a matrix of four or of five steps (rules.md 4.13).

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The matrix on which the Company rates its risks (rules.md 4.13: "configurable 4 or 5").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matrix {
    /// Four steps of likelihood and four of impact.
    #[default]
    FourByFour,
    /// Five of each.
    FiveByFive,
}

impl Matrix {
    /// How many steps it has in each direction; the first is 1.
    pub const fn size(self) -> u8 {
        match self {
            Self::FourByFour => 4,
            Self::FiveByFive => 5,
        }
    }

    /// A place on it.
    ///
    /// # Errors
    /// See [`OffMatrix`].
    pub fn rate(self, likelihood: u8, impact: u8) -> Result<Rating, OffMatrix> {
        let most = self.size();
        let on = 1..=most;
        if !on.contains(&likelihood) {
            return Err(OffMatrix::Likelihood { likelihood, most });
        }
        if !on.contains(&impact) {
            return Err(OffMatrix::Impact { impact, most });
        }
        Ok(Rating {
            matrix: self,
            likelihood,
            impact,
        })
    }
}

/// A likelihood or an impact that the matrix does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OffMatrix {
    /// The likelihood.
    #[error("A likelihood of {likelihood} is not on the matrix. Choose one from 1 to {most}.")]
    Likelihood {
        /// What was given.
        likelihood: u8,
        /// The highest that there is.
        most: u8,
    },
    /// The impact.
    #[error("An impact of {impact} is not on the matrix. Choose one from 1 to {most}.")]
    Impact {
        /// What was given.
        impact: u8,
        /// The highest that there is.
        most: u8,
    },
}

/// A place on the matrix. There is none beside it: only [`Matrix::rate`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rating {
    matrix: Matrix,
    likelihood: u8,
    impact: u8,
}

impl Rating {
    /// Likelihood × impact (rules.md 4.13).
    pub const fn score(self) -> u8 {
        // At most 5 × 5, since both are on the matrix.
        self.likelihood.saturating_mul(self.impact)
    }

    /// What the score is called on the matrix of four by four. None on five by five, whose bands rules.md 4.13 does not give: to borrow
    /// these would call 16 of 25 what 16 of 16 is.
    pub const fn band(self) -> Option<Band> {
        match (self.matrix, self.score()) {
            (Matrix::FiveByFive, _) => None,
            (Matrix::FourByFour, ..=3) => Some(Band::Low),
            (Matrix::FourByFour, ..=6) => Some(Band::Medium),
            (Matrix::FourByFour, ..=9) => Some(Band::High),
            (Matrix::FourByFour, _) => Some(Band::Severe),
        }
    }
}

/// What a score is called (rules.md 4.13: 1–3, 4–6, 8–9 and 12–16 of a matrix of four by four; no product lies between).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// 1 to 3.
    Low,
    /// 4 to 6.
    Medium,
    /// 8 and 9.
    High,
    /// 12 and 16.
    Severe,
}

impl Band {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Severe => "Severe",
        }
    }
}

/// The three ratings of a risk. They are compared by their scores, so all are on one matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// Before anything is done about it.
    pub inherent: Rating,
    /// With what is done today.
    pub current: Rating,
    /// What it is to come down to.
    pub target: Rating,
}

impl Levels {
    /// The three, each as likelihood and impact.
    ///
    /// # Errors
    /// See [`OffMatrix`].
    pub fn on(
        matrix: Matrix,
        inherent: (u8, u8),
        current: (u8, u8),
        target: (u8, u8),
    ) -> Result<Self, OffMatrix> {
        let rate = |(likelihood, impact)| matrix.rate(likelihood, impact);
        Ok(Self {
            inherent: rate(inherent)?,
            current: rate(current)?,
            target: rate(target)?,
        })
    }

    /// What is not as it is expected: inherent ≥ current ≥ target, "warn otherwise" (rules.md 4.13). It stops nobody, since a control can
    /// fail and a risk can be accepted as it is.
    pub fn warnings(&self) -> Vec<Unexpected> {
        let (inherent, current, target) = (
            self.inherent.score(),
            self.current.score(),
            self.target.score(),
        );
        let controls =
            (current > inherent).then_some(Unexpected::CurrentAboveInherent { current, inherent });
        let aim = (target > current).then_some(Unexpected::TargetAboveCurrent { target, current });
        controls.into_iter().chain(aim).collect()
    }
}

/// Two ratings that stand the wrong way round (rules.md 4.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unexpected {
    /// What is done about the risk makes it worse.
    #[error(
        "The current score of {current} is above the inherent score of {inherent}: what is done about a risk should not make it worse. Check both."
    )]
    CurrentAboveInherent {
        /// With what is done today.
        current: u8,
        /// Before anything is done.
        inherent: u8,
    },
    /// What is aimed at is worse than what there is.
    #[error(
        "The target score of {target} is above the current score of {current}: the risk is lower today than it is to become. Check both."
    )]
    TargetAboveCurrent {
        /// What it is to come down to.
        target: u8,
        /// With what is done today.
        current: u8,
    },
}
