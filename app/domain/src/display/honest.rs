//! Honest rounding: a rounded number never reads as a target or bound that the exact one does not reach.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::plain;
use crate::{quantity::Exact, scoring::Direction};

/// Decimals to go to before a word is put in front instead (rules.md 4.2).
const MOST_DECIMALS: u32 = 4;

/// A word before a number that four decimals cannot tell from its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Just {
    /// The exact number is a little lower.
    Under,
    /// The exact number is a little higher.
    Over,
}

/// A number rounded for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// With as many decimal places as are to be shown.
    pub value: Decimal,
    /// A word before it, where rounding alone would say too much.
    pub just: Option<Just>,
}

impl Rounded {
    /// As people read it, without a unit: `95.0`, `−0.1`, `just under 100.0`.
    pub fn text(&self) -> String {
        self.with_word(&plain(self.value))
    }

    /// The word, where there is one, before a number that already has its unit.
    pub(super) fn with_word(self, number: &str) -> String {
        match self.just {
            None => number.to_owned(),
            Some(Just::Under) => format!("just under {number}"),
            Some(Just::Over) => format!("just over {number}"),
        }
    }
}

/// A number that a rounded one must not seem to reach.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    at: Exact,
    reached_from: Side,
}

#[derive(Clone, Copy)]
enum Side {
    Below,
    Above,
    Either,
}

impl Limit {
    pub(super) const fn reached_from_below(at: Exact) -> Self {
        Self {
            at,
            reached_from: Side::Below,
        }
    }

    pub(super) const fn reached_from_above(at: Exact) -> Self {
        Self {
            at,
            reached_from: Side::Above,
        }
    }

    pub(super) const fn either_side(at: Exact) -> Self {
        Self {
            at,
            reached_from: Side::Either,
        }
    }

    /// Whether the number shown reaches the limit while the exact one does not.
    fn misread(&self, exact: &Exact, shown: &Exact) -> bool {
        let (truly, seemingly) = (exact.cmp(&self.at), shown.cmp(&self.at));
        match self.reached_from {
            Side::Below => truly == Ordering::Less && seemingly != Ordering::Less,
            Side::Above => truly == Ordering::Greater && seemingly != Ordering::Greater,
            Side::Either => truly != Ordering::Equal && seemingly != truly,
        }
    }
}

/// Rounds half away from zero to `decimals`, adding decimals up to four where the rounded number would reach the target
/// (in the indicator's direction; from either side where that is not known) and the exact one does not, and a word
/// where four are not enough. A `scale` of 100 means per cent, where 0 and 100 are such limits too (rules.md 4.2).
/// None for a number with more digits than can be written.
pub fn honest(
    value: &Exact,
    decimals: u32,
    scale: Decimal,
    direction: Option<Direction>,
    target: Option<Decimal>,
) -> Option<Rounded> {
    let target = target.map(Exact::from);
    let [first, second] = match direction {
        Some(Direction::HigherIsBetter) => [target.map(Limit::reached_from_below), None],
        Some(Direction::LowerIsBetter) => [target.map(Limit::reached_from_above), None],
        Some(Direction::WithinRange { lo, hi }) => [
            Some(Limit::reached_from_below(Exact::from(lo))),
            Some(Limit::reached_from_above(Exact::from(hi))),
        ],
        Some(Direction::Contextual) | None => [target.map(Limit::either_side), None],
    };
    let bound =
        |at: i64| (scale == Decimal::ONE_HUNDRED).then(|| Limit::either_side(Exact::from(at)));
    rounded_within(value, decimals, &[first, second, bound(0), bound(100)])
}

/// As [`honest`], for limits already chosen.
pub(super) fn rounded_within(
    value: &Exact,
    decimals: u32,
    limits: &[Option<Limit>],
) -> Option<Rounded> {
    let at_first = value.rounded(decimals)?;
    for places in decimals..=MOST_DECIMALS.max(decimals) {
        let Some(shown) = value.rounded(places) else {
            break;
        };
        let seen = Exact::from(shown);
        if !limits
            .iter()
            .flatten()
            .any(|limit| limit.misread(value, &seen))
        {
            return Some(Rounded {
                value: shown,
                just: None,
            });
        }
    }
    let just = if Exact::from(at_first) > *value {
        Just::Under
    } else {
        Just::Over
    };
    Some(Rounded {
        value: at_first,
        just: Some(just),
    })
}
