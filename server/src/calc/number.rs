//! Numbers as the calculator takes and gives them: exact in, four decimal places out.

use domain::{
    display::half_away,
    quantity::{Decimal, Exact},
};
use serde::{Serialize, Serializer};

use super::fault::{Code, Fault};

/// Decimal places of every number that was worked out.
const PLACES: u32 = 4;

/// A number that was worked out, as text with four decimal places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Four(Decimal);

impl Four {
    pub(super) fn of(number: &Exact) -> Result<Self, Fault> {
        number.rounded(PLACES).map(Self).ok_or_else(Fault::digits)
    }

    /// None stays none.
    pub(super) fn some(number: Option<&Exact>) -> Result<Option<Self>, Fault> {
        number.map(Self::of).transpose()
    }

    pub(super) fn of_float(number: f64) -> Result<Self, Fault> {
        Decimal::from_f64_retain(number)
            .map(Self::from)
            .ok_or_else(Fault::digits)
    }
}

impl From<Decimal> for Four {
    fn from(number: Decimal) -> Self {
        Self(half_away(number, PLACES))
    }
}

impl Serialize for Four {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A hair below zero is 0.0000 and not -0.0000.
        let shown = if self.0.is_zero() {
            Decimal::ZERO
        } else {
            self.0
        };
        serializer.collect_str(&format_args!("{shown:.4}"))
    }
}

/// Reads a number: digits with or without a sign and a fraction.
pub(super) fn read(text: &str, field: &'static str) -> Result<Decimal, Fault> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(Fault::new(
            Code::NotANumber,
            field,
            format!("“{field}” is not a number. Write it in digits, such as \"63.6\"."),
        ));
    }
    Decimal::from_str_exact(text).map_err(|_| {
        Fault::out_of_range(
            field,
            format!("“{field}” has more digits than can be worked with. Use 28 at most."),
        )
    })
}
