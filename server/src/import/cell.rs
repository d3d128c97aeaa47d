//! What a cell says: a number, a date, a direction, or nothing (design/import.md). A cell that is not a number is never 0.

pub use domain::import::period_text::{period, period_label};
use domain::{
    calendar::{Date, read_date},
    quantity::{Decimal, Unit},
    scoring::Direction,
};

use super::heading::plain;

/// What stands for nothing, beside the empty cell and what a map adds.
const MISSING: [&str; 14] = [
    "na",
    "n/a",
    "null",
    "#n/a",
    "#ref!",
    "-",
    "–",
    "—",
    "[x]",
    "[z]",
    "[e]",
    "[u]",
    "[s]",
    "no target",
];

/// Whether a cell says that there is nothing.
pub fn is_missing(cell: &str, more: &[String]) -> bool {
    let cell = plain(cell);
    cell.is_empty()
        || MISSING.contains(&cell.as_str())
        || more.iter().any(|word| plain(word) == cell)
}

/// Whether a cell says that nothing was counted out of nothing: `0 of 0`, `0/0`.
pub fn is_no_cases(cell: &str) -> bool {
    matches!(
        plain(cell).as_str(),
        "0 of 0" | "0/0" | "0 / 0" | "0 out of 0"
    )
}

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: Decimal,
    /// Whether it was written with a sign for per cent.
    pub percent: bool,
    /// Whether words around it were passed over, which its reader should see.
    pub from_words: bool,
    /// Which way the words say is good, where they do.
    pub direction: Option<Direction>,
}

/// Words before or after a number that say which way is good.
const AT_LEAST: [&str; 12] = [
    "≥",
    ">=",
    ">",
    "over",
    "greater than",
    "at or above",
    "at least",
    "no less than",
    "not less than",
    "above",
    "more than",
    "minimum of",
];
const AT_MOST: [&str; 14] = [
    "≤",
    "<=",
    "<",
    "under",
    "fewer than",
    "up to",
    "at or below",
    "at most",
    "no more than",
    "not more than",
    "below",
    "less than",
    "maximum of",
    "within",
];
/// What may stand beside a number without changing it.
const UNITS: [&str; 19] = [
    "%",
    "per cent",
    "percent",
    "£",
    "days",
    "day",
    "working days",
    "hours",
    "hour",
    "hrs",
    "minutes",
    "mins",
    "weeks",
    "weeks",
    "homes",
    "per 1,000",
    "per 1,000 homes",
    "or above",
    "or below",
];

/// Reads a number: `1,234.5`, `£685.10`, `33%`, `−4`, and where it is plain `15-day` or `at or above 84%`. Nothing where it is no number,
/// or more than one.
pub fn number(cell: &str) -> Option<Number> {
    let text = plain(cell).replace('\u{2212}', "-");
    if let Some(value) = digits(&text) {
        return Some(Number {
            value,
            percent: false,
            from_words: false,
            direction: None,
        });
    }
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let end = start
        + text
            .get(start..)?
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ',' | '.')))
            .unwrap_or(text.len() - start);
    let negative = text.get(..start)?.ends_with('-');
    let before = text.get(..start)?.trim_end_matches('-').trim();
    let after = text.get(end..)?;
    let value = digits(text.get(start..end)?.trim_end_matches(['.', ',']))?;
    // A second number would have to be chosen from.
    if after.contains(|letter: char| letter.is_ascii_digit()) && !after.contains("per 1,000") {
        return None;
    }
    let (before, after) = (
        before.trim_end_matches('£').trim(),
        after.trim().trim_start_matches('-'),
    );
    let percent = after.starts_with('%');
    let after = after.trim_start_matches('%').trim();
    let direction = if AT_LEAST.contains(&before) || after == "or above" || after == "or more" {
        Some(Direction::HigherIsBetter)
    } else if AT_MOST.contains(&before) || after == "or below" || after == "or less" {
        Some(Direction::LowerIsBetter)
    } else if before.is_empty() {
        None
    } else {
        return None;
    };
    let known = after.is_empty()
        || UNITS.contains(&after)
        || direction.is_some() && after.starts_with("or ");
    known.then_some(Number {
        value: if negative { -value } else { value },
        percent,
        from_words: direction.is_some() || !after.is_empty(),
        direction,
    })
}

/// Digits with or without a sign, thousands and a fraction, and pounds before or a per cent sign after them without more ado.
fn digits(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let grouped = whole.contains(',');
    let groups_fit = !grouped
        || whole
            .split(',')
            .enumerate()
            .all(|(place, group)| match place {
                0 => (1..=3).contains(&group.len()),
                _ => group.len() == 3,
            });
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.replace(',', "");
    if !groups_fit || !all(&whole) || !all(fraction) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { &whole };
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    // A Decimal holds 28 digits; what a program wrote after the twentieth is noise.
    let kept = fraction.get(..fraction.len().min(20))?;
    Decimal::from_str_exact(&format!("{sign}{whole}.{kept}"))
        .ok()
        .map(|number| number.normalize())
}

/// Reads a date; nothing for `00 Jan 1900` and the like.
pub fn date(cell: &str) -> Option<Date> {
    let day = cell.split_once('T').map_or(cell, |(day, _)| day);
    read_date(day.trim()).ok().filter(|date| date.year() > 1900)
}

/// Reads a unit by its usual names; nothing where it has none of them.
pub fn unit(cell: &str) -> Option<Unit> {
    Some(match plain(cell).as_str() {
        "%" | "percent" | "per cent" | "percentage" | "% (percent)" => Unit::Percent {
            may_exceed_100: false,
        },
        "per 1,000" | "per 1,000 homes" | "/1,000" | "rate" | "rate per 1,000" => {
            Unit::RatePerThousand
        }
        "day" | "days" | "calendar days" | "average days" => Unit::CalendarDays,
        "wd" | "working days" => Unit::WorkingDays,
        "hour" | "hours" | "hrs" => Unit::Hours,
        "£" | "gbp" | "pounds" | "money" | "currency" | "$" => Unit::Money,
        "£/home" | "£ per home" | "£ per unit" | "money per unit" => Unit::MoneyPerUnit,
        "score" | "points" | "index" => Unit::Score,
        "yes/no" | "y/n" => Unit::YesNo,
        "number" | "count" | "no" | "no." | "#" | "integer" => Unit::Count,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(cell: &str) -> String {
        number(cell).map_or_else(
            || "none".to_owned(),
            |read| {
                let way = match read.direction {
                    Some(Direction::HigherIsBetter) => " up",
                    Some(_) => " down",
                    None => "",
                };
                let words = if read.from_words { " words" } else { "" };
                let sign = if read.percent { "%" } else { "" };
                format!("{}{sign}{way}{words}", read.value)
            },
        )
    }

    #[test]
    fn numbers_are_read_where_they_are_plain() {
        for (cell, read) in [
            ("63.6", "63.6"),
            (" 1,234.50 ", "1234.5"),
            ("£685.10", "685.1"),
            ("-£4", "none"),
            ("33%", "33%"),
            ("\u{2212}4", "-4"),
            (".5", "0.5"),
            ("68.48484848484848484848484848", "68.48484848484848484848"),
            ("15-day", "15 words"),
            ("18.1 days", "18.1 words"),
            ("at or above 84%", "84% up words"),
            ("less than 12 hours", "12 down words"),
            ("95% or above", "95% up words"),
            ("5,670 (4.2%)", "none"),
            ("12,34", "none"),
            ("1.2.3", "none"),
            ("TBD", "none"),
            ("≥ 84%", "84% up words"),
            (">=84%", "84% up words"),
            ("<5%", "5% down words"),
            ("under 5", "5 down words"),
            ("about 40", "none"),
            ("2014-06-30", "none"),
            ("", "none"),
        ] {
            assert_eq!(told(cell), read, "{cell}");
        }
    }

    #[test]
    fn nothing_is_told_from_something() {
        for cell in [
            "",
            " \u{a0}",
            "\u{200b}",
            "NA",
            "N/A",
            "n/a",
            "NULL",
            "#N/A",
            "#REF!",
            "[X]",
            "[Z]",
            "[E]",
            "[U]",
            "[S]",
            "[s]",
            " [E]\u{a0}",
            "-",
            "–",
            "—",
            "No target",
            "tbc",
        ] {
            assert!(is_missing(cell, &["TBC".to_owned()]), "{cell}");
        }
        for cell in ["0", "0%", "TBD", "none", "E", "[E] 5", "[Y]"] {
            assert!(!is_missing(cell, &[]), "{cell}");
        }
    }

    #[test]
    fn days_that_are_none_are_none() {
        assert_eq!(date("2014-12-31").unwrap().to_string(), "2014-12-31");
        assert_eq!(date("31/12/2014").unwrap().to_string(), "2014-12-31");
        assert_eq!(date("00 Jan 1900"), None);
        assert_eq!(date("30 February 2014"), None);
    }
}
