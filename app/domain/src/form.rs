//! What a field may hold, checked the same way in the browser and on the server.

use garde::Validate;
use rust_decimal::Decimal;

use crate::rejection::{FieldProblem, Rejection};

/// Longest title, in characters: it stands in one table cell and in one line of a 1:1.
pub const TITLE_MAX: usize = 200;
/// Longest text, in characters: two printed pages.
pub const TEXT_MAX: usize = 4_000;

/// A short line that says something: 3 to [`TITLE_MAX`] characters.
pub fn title(value: &str, _: &()) -> garde::Result {
    let length = value.trim().chars().count();
    match length {
        0 => Err(garde::Error::new(
            "Write something here; it cannot stay empty.",
        )),
        1..=2 => Err(garde::Error::new("Write at least 3 characters here.")),
        _ if length > TITLE_MAX => Err(too_long(TITLE_MAX, length)),
        _ => one_line(value),
    }
}

/// A name: 1 to [`TITLE_MAX`] characters.
pub fn name(value: &str, _: &()) -> garde::Result {
    let length = value.trim().chars().count();
    match length {
        0 => Err(garde::Error::new(
            "Write something here; it cannot stay empty.",
        )),
        _ if length > TITLE_MAX => Err(too_long(TITLE_MAX, length)),
        _ => one_line(value),
    }
}

/// Text that must say something: 1 to [`TEXT_MAX`] characters.
pub fn text(value: &str, context: &()) -> garde::Result {
    if value.trim().is_empty() {
        return Err(garde::Error::new(
            "Write something here; it cannot stay empty.",
        ));
    }
    optional_text(value, context)
}

/// Text that may be empty: at most [`TEXT_MAX`] characters.
pub fn optional_text(value: &str, _: &()) -> garde::Result {
    let length = value.chars().count();
    if length > TEXT_MAX {
        return Err(too_long(TEXT_MAX, length));
    }
    if value
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t' | '\r'))
    {
        return Err(garde::Error::new(
            "This holds characters that cannot be shown. Type it again rather than pasting it.",
        ));
    }
    Ok(())
}

/// Whole per cent of progress: 0 to 100.
pub fn percent(value: &u16, _: &()) -> garde::Result {
    if *value > 100 {
        return Err(garde::Error::new(format!(
            "Progress is from 0 to 100 per cent; this says {value}."
        )));
    }
    Ok(())
}

/// A weight: 0 or more, at most 1,000.
pub fn weight(value: &Decimal, _: &()) -> garde::Result {
    if value.is_sign_negative() && !value.is_zero() || *value > Decimal::ONE_THOUSAND {
        return Err(garde::Error::new("A weight is a number from 0 to 1,000."));
    }
    Ok(())
}

/// Days between 1:1s: 7 to 56 (regulation.md 5.4).
pub fn cadence(value: &u16, _: &()) -> garde::Result {
    if !(7..=56).contains(value) {
        return Err(garde::Error::new(
            "1:1s are held every 7 to 56 days; 28 is usual.",
        ));
    }
    Ok(())
}

fn too_long(max: usize, length: usize) -> garde::Error {
    garde::Error::new(format!(
        "Use at most {} characters; this has {}.",
        thousands(max),
        thousands(length)
    ))
}

fn one_line(value: &str) -> garde::Result {
    if value.chars().any(char::is_control) {
        return Err(garde::Error::new("Keep this to one line."));
    }
    Ok(())
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// Checks all fields of a command's arguments and names each that does not pass.
pub fn check<T: Validate<Context = ()>>(arguments: &T) -> Result<(), Rejection> {
    arguments.validate().map_err(|report| Rejection::Fields {
        fields: report
            .iter()
            .map(|(path, error)| FieldProblem {
                field: path.to_string(),
                words: error.message().to_owned(),
            })
            .collect(),
    })
}
