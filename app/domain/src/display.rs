//! Numbers, money, shares and dates as people read them (rules.md 4.2). Nothing here is computed with again.

mod honest;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    calendar::{Date, month_name},
    quantity::{Exact, Unit},
    scoring::Direction,
};

pub use honest::{Just, Rounded, honest};
use honest::{Limit, rounded_within};

/// The minus sign for a screen; files keep the hyphen.
pub const MINUS: &str = "\u{2212}";

/// What is said of a number with more digits than can be written.
const TOO_LONG: &str = "a number too long to show";

/// A figure with its unit: `99.98%`, `18.1 days`, `4,240`, `61.26 per 1,000`, `£1,234.50`, `Yes`. Rounded half away
/// from zero to `decimals`, and honestly: see [`honest`].
pub fn figure(
    unit: Unit,
    value: &Exact,
    decimals: u32,
    direction: Option<Direction>,
    target: Option<Decimal>,
) -> String {
    // Whole pounds have no pence, as in their target beside them.
    let decimals = match unit {
        Unit::Money | Unit::MoneyPerUnit if value.rounded(0).map(Exact::from) == Some(*value) => 0,
        _ => decimals,
    };
    let Some(rounded) = honest(value, decimals, unit.scale(), direction, target) else {
        return TOO_LONG.to_owned();
    };
    let number = grouped(&rounded.value.abs().to_string());
    let sign = if rounded.value < Decimal::ZERO {
        MINUS
    } else {
        ""
    };
    let counted = |one: &str, many: &str| {
        let word = if number == "1" { one } else { many };
        format!("{sign}{number} {word}")
    };
    let text = match unit {
        Unit::Percent { .. } => format!("{sign}{number}%"),
        Unit::RatePerThousand => format!("{sign}{number} per 1,000"),
        Unit::CalendarDays => counted("day", "days"),
        Unit::WorkingDays => counted("working day", "working days"),
        Unit::Hours => counted("hour", "hours"),
        Unit::Money | Unit::MoneyPerUnit => format!("{sign}£{number}"),
        Unit::YesNo if rounded.value == Decimal::ONE => "Yes".to_owned(),
        Unit::YesNo if rounded.value.is_zero() => "No".to_owned(),
        Unit::Count | Unit::Score | Unit::YesNo => format!("{sign}{number}"),
    };
    rounded.with_word(&text)
}

/// A plain number for people, thousands grouped: `−1,234.5`.
pub fn number(value: &Exact, decimals: u32) -> String {
    value
        .rounded(decimals)
        .map_or_else(|| TOO_LONG.to_owned(), |rounded| signed(rounded, ""))
}

/// How many there are, thousands grouped: `52,169`.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// Pounds and pence: `£1,234.50`, `−£0.75`.
pub fn money(pounds: Decimal) -> String {
    match Exact::from(pounds).rounded(2) {
        Some(rounded) => signed(rounded, "£"),
        None => TOO_LONG.to_owned(),
    }
}

/// A score from 0 to 100 without decimals, or with as many as keep it from reading as a limit it does not reach: 89.7
/// is amber and must not read `90`.
pub fn score(score: Decimal) -> String {
    let limits = [0, 50, 60, 90, 100].map(|at| {
        let at = Exact::from(at);
        Some(if at.is_zero() {
            Limit::either_side(at)
        } else {
            Limit::reached_from_below(at)
        })
    });
    rounded_within(&Exact::from(score), 0, &limits)
        .map_or_else(|| TOO_LONG.to_owned(), |rounded| rounded.text())
}

/// One count out of another as a whole per cent, `83%`; with decimals where it would otherwise read 0% or 100% and is
/// not. None where there is nothing to be a share of.
pub fn share(part: u32, whole: u32) -> Option<String> {
    let share = Exact::new(i128::from(part) * 100, i128::from(whole))?;
    Some(percent(&share))
}

/// How much of a branch its score rests on: `based on 75% of measures` (rules.md 4.7). The coverage is a share, 0 to 1.
pub fn coverage(coverage: Decimal) -> String {
    let percentage = Exact::from(coverage).checked_mul(&Exact::from(100));
    let share = percentage.map_or_else(|| TOO_LONG.to_owned(), |percentage| percent(&percentage));
    format!("based on {share} of measures")
}

/// A date as people read it: `21 November 2026`.
pub fn date(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// A number for a file that machines read: ASCII, no grouping, no words, all its decimals up to ten and cut off there,
/// so that it never reads as a limit it does not reach. Empty for a number too long to write.
pub fn for_file(value: &Exact) -> String {
    let kept = value.truncated(10).map(|kept| kept.normalize());
    kept.map(|kept| kept.to_string()).unwrap_or_default()
}

/// A number as typed and computed with, without grouping: `−12.5`.
pub(crate) fn plain(number: Decimal) -> String {
    number.to_string().replace('-', MINUS)
}

fn percent(value: &Exact) -> String {
    let unit = Unit::Percent {
        may_exceed_100: false,
    };
    figure(unit, value, 0, None, None)
}

fn signed(rounded: Decimal, before: &str) -> String {
    let sign = if rounded < Decimal::ZERO { MINUS } else { "" };
    format!("{sign}{before}{}", grouped(&rounded.abs().to_string()))
}

/// Digits with a comma before every three of the whole part.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::with_capacity(digits.len() + whole.len() / 3 + 1);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Rounded half away from zero, for a number that is already a decimal (rules.md 4.2).
pub fn half_away(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}
