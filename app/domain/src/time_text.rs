//! Moments travel as `2026-04-01T09:30:00Z`, with a fraction of a second where there is one; read here for the reason that
//! `date_text` gives.

use jiff::{
    Timestamp,
    civil::{DateTime, Time},
    tz::Offset,
};
use serde::{Deserializer, Serializer};

use crate::{
    as_text,
    date_text::{self, digits},
};

/// The moment of its text; none where it is no moment or is written otherwise.
pub fn read(text: &str) -> Option<Timestamp> {
    let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.splitn(3, ':');
    let mut next = || i8::try_from(digits(parts.next()?, 2)?).ok();
    let (hour, minute, second) = (next()?, next()?, next()?);
    let places = u32::try_from(fraction.len()).ok()?;
    let nanosecond =
        digits(fraction, fraction.len())?.checked_mul(10_i32.pow(9_u32.checked_sub(places)?))?;
    let time = Time::new(hour, minute, second, nanosecond).ok()?;
    let moment = DateTime::from_parts(date_text::read(day)?, time);
    Offset::UTC.to_timestamp(moment).ok()
}

/// Writes the moment as text.
pub fn serialize<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(moment)
}

/// Reads the moment from its text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    as_text::read(
        deserializer,
        read,
        "a moment is written as 2026-04-01T09:30:00Z",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_moment_that_is_written_is_read_again(second in 0..250_000_000_000_i64, nanosecond in 0..1_000_000_000) {
            let moment = Timestamp::new(second, nanosecond).unwrap();
            prop_assert_eq!(read(&moment.to_string()), Some(moment));
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2026-04-01",
            "2026-04-01T09:30Z",
            "2026-04-01T09:30:00",
            "2026-04-01T25:30:00Z",
            "2026-04-01T09:30:00+01:00",
            "2026-04-01T09:30:00.1234567890Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
