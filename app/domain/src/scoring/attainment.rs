//! Attainment: 100 for a target met, 50 at the edge of the tolerance, 0 at twice the tolerance (rules.md 4.1).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Direction, Rag, Tolerance};
use crate::quantity::{Exact, Wide};

/// Decimal places that a score and a shortfall are kept to. They are cut off there, never rounded up: a score so kept
/// is 100 only where the target is met, and is at least 50 exactly where the true score is.
pub const SCORE_PLACES: u32 = 12;

/// 100 × 10¹², which turns a share into a score of [`SCORE_PLACES`] places.
const SCORE_UNITS: u128 = 100_000_000_000_000;

/// 10¹², which turns a share into a shortfall of [`SCORE_PLACES`] places.
const SHORTFALL_UNITS: u128 = 1_000_000_000_000;

/// How one figure does against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attainment {
    /// Green exactly where the score is 100, amber from 50, red below.
    pub rag: Rag,
    /// 0 to 100, cut off after [`SCORE_PLACES`] places; none without a target or a figure. Doing better than the
    /// target earns no more, so that one measure cannot make up for another.
    pub score: Option<Decimal>,
    /// By how much the target is missed, cut off likewise: a share of the target (0.0215 is 2.15 %), or points of the
    /// unit under an absolute tolerance. None without a target or a figure, where a target of zero is missed and a
    /// share of it means nothing, and past 10¹⁶.
    pub shortfall: Option<Decimal>,
}

impl Attainment {
    /// No score: for a figure without a target, or a target without a figure.
    pub const fn unscored(rag: Rag) -> Self {
        Self {
            rag,
            score: None,
            shortfall: None,
        }
    }
}

/// A missed target, as exact fractions.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shortfall {
    /// The target is met.
    None,
    /// Missed by numerator over denominator: a share of the target, or points.
    Of { numerator: Wide, denominator: Wide },
    /// A target of zero is missed and the tolerance is a share of it.
    OfZero,
}

/// Holds a value against a target (rules.md 4.1). For `WithinRange` the bounds are the target, and `target` is not
/// looked at.
pub fn attain(
    direction: Direction,
    value: Option<&Exact>,
    target: Option<Decimal>,
    tolerance: Tolerance,
) -> Attainment {
    attain_exact(
        direction,
        value,
        target.map(Exact::from).as_ref(),
        tolerance,
    )
}

/// As [`attain`], for a target that may be a fraction, such as a month's share of a year's target.
pub fn attain_exact(
    direction: Direction,
    value: Option<&Exact>,
    target: Option<&Exact>,
    tolerance: Tolerance,
) -> Attainment {
    let has_target = match direction {
        Direction::HigherIsBetter | Direction::LowerIsBetter => target.is_some(),
        Direction::WithinRange { .. } => true,
        Direction::Contextual => false,
    };
    if !has_target {
        return Attainment::unscored(Rag::NoTarget);
    }
    let Some(value) = value else {
        return Attainment::unscored(Rag::NoData);
    };
    match direction.reference(value, target) {
        Some(reference) => graded(
            shortfall(direction, value, &reference, tolerance),
            allowance(tolerance),
        ),
        None => Attainment::unscored(Rag::NoTarget),
    }
}

/// By how much a value misses what it is held against.
pub(crate) fn shortfall(
    direction: Direction,
    value: &Exact,
    reference: &Exact,
    tolerance: Tolerance,
) -> Shortfall {
    if direction.is_met(value, reference) {
        return Shortfall::None;
    }
    let gap = value.distance(reference);
    match tolerance {
        Tolerance::AbsolutePoints(_) => Shortfall::Of {
            numerator: gap.numerator,
            denominator: gap.denominator,
        },
        Tolerance::Relative(_) | Tolerance::Zero if reference.is_zero() => Shortfall::OfZero,
        // |value − reference| ÷ |reference|: the reference's own denominator cancels.
        Tolerance::Relative(_) | Tolerance::Zero => Shortfall::Of {
            numerator: gap.numerator,
            denominator: Wide::from(value.denominator().unsigned_abs())
                .times(reference.numerator().unsigned_abs()),
        },
    }
}

/// The tolerance as a fraction; nothing where none is allowed, by `Zero` or by an amount of zero or less.
pub(crate) fn allowance(tolerance: Tolerance) -> Option<Exact> {
    let amount = Exact::from(tolerance.amount());
    (amount > Exact::ZERO).then_some(amount)
}

fn graded(shortfall: Shortfall, allowance: Option<Exact>) -> Attainment {
    let missed = |shortfall| Attainment {
        rag: Rag::Red,
        score: Some(Decimal::ZERO),
        shortfall,
    };
    match (shortfall, allowance) {
        (Shortfall::None, _) => Attainment {
            rag: Rag::Green,
            score: Some(Decimal::ONE_HUNDRED),
            shortfall: Some(Decimal::ZERO),
        },
        (Shortfall::OfZero, _) => missed(None),
        (
            Shortfall::Of {
                numerator,
                denominator,
            },
            None,
        ) => missed(kept(numerator, denominator, SHORTFALL_UNITS)),
        (
            Shortfall::Of {
                numerator,
                denominator,
            },
            Some(allowance),
        ) => within(numerator, denominator, &allowance),
    }
}

/// With s the shortfall and a the allowance: amber where s ≤ a, and score = 100 × (2a − s) ÷ 2a, not below 0.
fn within(numerator: Wide, denominator: Wide, allowance: &Exact) -> Attainment {
    let used = numerator.times(allowance.denominator().unsigned_abs());
    let allowed = denominator.times(allowance.numerator().unsigned_abs());
    let twice = allowed.times(2);
    let score = match twice.minus(used) {
        Some(unused) => kept(unused, twice, SCORE_UNITS),
        None => Some(Decimal::ZERO),
    };
    Attainment {
        rag: if used <= allowed {
            Rag::Amber
        } else {
            Rag::Red
        },
        score,
        shortfall: kept(numerator, denominator, SHORTFALL_UNITS),
    }
}

fn kept(numerator: Wide, denominator: Wide, units: u128) -> Option<Decimal> {
    let whole = i128::try_from(numerator.times(units).divided_by(denominator)?).ok()?;
    let decimal = Decimal::try_from_i128_with_scale(whole, SCORE_PLACES).ok()?;
    Some(decimal.normalize())
}
