//! How something stands, as one closed set for figures and for roll-ups: on a page always a shape, a word and a colour.

use serde::{Deserialize, Serialize};

use crate::{rollup::RollRag, scoring::Rag};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The target is met.
    OnTarget,
    /// Within the tolerance.
    CloseToTarget,
    /// Outside the tolerance.
    OffTarget,
    /// For information only.
    NoTarget,
    /// A figure is due and has not come. It is not zero.
    NoData,
    /// A score withheld: too little of what is below is known.
    NotEnoughData,
}

impl Mark {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OnTarget => Rag::Green.words(),
            Self::CloseToTarget => Rag::Amber.words(),
            Self::OffTarget => Rag::Red.words(),
            Self::NoTarget => Rag::NoTarget.words(),
            Self::NoData => Rag::NoData.words(),
            Self::NotEnoughData => RollRag::NotEnoughData.words(),
        }
    }
}

impl From<Rag> for Mark {
    fn from(rag: Rag) -> Self {
        match rag {
            Rag::Green => Self::OnTarget,
            Rag::Amber => Self::CloseToTarget,
            Rag::Red => Self::OffTarget,
            Rag::NoTarget => Self::NoTarget,
            Rag::NoData => Self::NoData,
        }
    }
}

impl From<RollRag> for Mark {
    fn from(rag: RollRag) -> Self {
        match rag {
            RollRag::Green => Self::OnTarget,
            RollRag::Amber => Self::CloseToTarget,
            RollRag::Red => Self::OffTarget,
            RollRag::NotEnoughData => Self::NotEnoughData,
            RollRag::NothingToScore => Self::NoTarget,
        }
    }
}
