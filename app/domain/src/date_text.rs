//! Days travel as `2026-04-01`, and only so. Read here and not by the calendar library, because its reader knows every form of
//! date and time zone there is, and would weigh more in a browser than all of the domain's rules.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::{as_text, calendar::Date};

const FORM: &str = "a day is written as 2026-04-01";

/// The day of its text; none where it is no day or is written otherwise.
pub fn read(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// A number of exactly so many figures.
pub(crate) fn digits(text: &str, count: usize) -> Option<i32> {
    let figures = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    figures.then(|| text.parse().ok())?
}

/// Writes the day as text.
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Reads the day from its text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    as_text::read(deserializer, read, FORM)
}

/// The same for a day that may not be known. Its field needs `default` as well.
pub mod optional {
    use super::{Date, Deserialize, Deserializer, Error, FORM, Serializer, read};

    /// Writes the day as text, or null.
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => super::serialize(day, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the day from its text, none from null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            None => Ok(None),
            Some(text) => match read(&text) {
                Some(day) => Ok(Some(day)),
                None => Err(D::Error::custom(FORM)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_day_that_is_written_is_read_again(days in -100_000..2_900_000_i64) {
            let epoch = jiff::civil::date(1970, 1, 1);
            let day = epoch.saturating_add(jiff::SignedDuration::from_hours(24 * days));
            prop_assume!(day.year() >= 0);
            prop_assert_eq!(read(&day.to_string()), Some(day));
        }

        #[test]
        fn what_is_read_is_what_the_library_reads(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
            prop_assert_eq!(read(&text), text.parse().ok());
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2026-4-1",
            "01-04-2026",
            "2026-04-01T00:00",
            "2026-13-01",
            "2026-02-30",
            "+026-04-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
