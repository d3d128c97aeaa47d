//! What people type into the fields of a page, read into what a command takes, or refused in words beside the field.

use rust_decimal::Decimal;

use crate::{
    calendar::{Date, read_date},
    rejection::Rejection,
};

/// How far one press of − or + moves a progress.
pub const PROGRESS_STEP: i32 = 10;

/// Progress typed as a whole number, with or without its per cent sign.
///
/// # Errors
/// Refuses the field "progress" where it is no whole number. Whether it is at most 100 is the command's own rule, save
/// for numbers that no command could carry.
pub fn progress(text: &str) -> Result<u16, Rejection> {
    let number = text.trim().trim_end_matches('%').trim_end();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse() {
        Ok(progress) if digits => Ok(progress),
        _ if digits => Err(Rejection::field(
            "progress",
            &format!("Progress is from 0 to 100 per cent; this says {number}."),
        )),
        _ => Err(Rejection::field(
            "progress",
            "Enter progress as a whole number from 0 to 100.",
        )),
    }
}

/// A progress one step further on (or back), from whatever is in the field, and never past 0 or 100.
pub fn progress_stepped(text: &str, by: i32) -> String {
    let from = progress(text).map_or(0, i32::from);
    from.saturating_add(by).clamp(0, 100).to_string()
}

/// A day that has to be given.
///
/// # Errors
/// Refuses the field where it is empty or no date.
pub fn day(field: &str, text: &str) -> Result<Date, Rejection> {
    optional_day(field, text)?.ok_or_else(|| Rejection::field(field, "Enter a date."))
}

/// A day that may be left empty.
///
/// # Errors
/// Refuses the field where it holds something that is no date.
pub fn optional_day(field: &str, text: &str) -> Result<Option<Date>, Rejection> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    read_date(text.trim())
        .map(Some)
        .map_err(|error| Rejection::field(field, &error.to_string()))
}

/// A whole number of days typed into a field.
///
/// # Errors
/// Refuses the field where it is no whole number.
pub fn days(field: &str, text: &str) -> Result<u16, Rejection> {
    text.trim()
        .parse()
        .map_err(|_| Rejection::field(field, "Enter a whole number of days, such as 28."))
}

/// A number as people type or paste it: `1,234.5`, `£685.10`, `33%`, `−4`.
///
/// # Errors
/// Says what is wrong, in words for beside the field.
pub fn number(text: &str) -> Result<Decimal, String> {
    let refused = || {
        format!(
            "“{}” is no number. Enter digits, such as 1,234.5.",
            text.trim()
        )
    };
    let plain = text.trim().replace('\u{2212}', "-");
    let (sign, rest) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let digits = rest.trim_start_matches('£').trim_end_matches('%').trim();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let fits = all_digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && all_digits(group))
        && all_digits(fraction);
    if !fits {
        return Err(refused());
    }
    let number = format!("{sign}{}.{fraction}", whole.replace(',', ""));
    let number: Decimal = number.parse().map_err(|_| refused())?;
    Ok(number.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(refused: Result<u16, Rejection>) -> String {
        refused
            .unwrap_err()
            .on_field("progress")
            .unwrap()
            .to_owned()
    }

    #[test]
    fn progress_is_read_as_it_is_typed() {
        assert_eq!(progress(" 45 % "), Ok(45));
        assert_eq!(progress("140"), Ok(140), "the command refuses it");
        for text in ["", "half", "4.5", "-5", "+5"] {
            let whole = "Enter progress as a whole number from 0 to 100.";
            assert_eq!(words(progress(text)), whole, "{text}");
        }
        assert_eq!(
            words(progress("70000")),
            "Progress is from 0 to 100 per cent; this says 70000."
        );
    }

    #[test]
    fn a_step_stays_between_nothing_and_all() {
        let steps = [("45", 10), ("95", 10), ("5", -10), ("", 10), ("140", -10)];
        let after = steps.map(|(text, by)| progress_stepped(text, by));
        assert_eq!(after, ["55", "100", "0", "10", "100"]);
    }

    #[test]
    fn a_number_is_read_as_a_spreadsheet_writes_it() {
        for (text, is) in [
            ("1,234.5", "1234.5"),
            (" 96.10% ", "96.1"),
            ("£685.10", "685.1"),
            ("\u{2212}4", "-4"),
            ("0", "0"),
        ] {
            assert_eq!(
                number(text).map(|number| number.to_string()),
                Ok(is.to_owned()),
                "{text}"
            );
        }
        for text in ["n/a", "1,23", "12.", "1.2.3", "", "4-5", "12 of 15", "1e3"] {
            assert!(number(text).unwrap_err().contains("is no number"), "{text}");
        }
    }

    #[test]
    fn a_day_may_be_missing_only_where_it_may() {
        assert_eq!(optional_day("due", "  "), Ok(None));
        assert_eq!(
            day("due", "").unwrap_err().on_field("due"),
            Some("Enter a date.")
        );
        assert!(
            optional_day("due", "soon")
                .unwrap_err()
                .on_field("due")
                .unwrap()
                .contains("“soon”")
        );
    }
}
