//! Days travel as `2026-04-01`. A text that is no day is refused in words of our own: those of the calendar library name every
//! form of date there is, and would weigh more in a browser than all of its rules.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::calendar::Date;

/// Writes the day as text.
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Reads the day from its text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse()
        .map_err(|_| D::Error::custom("a day is written as 2026-04-01"))
}

/// The same for a day that may not be known. Its field needs `default` as well.
pub mod optional {
    use super::*;

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
        Option::<String>::deserialize(deserializer)?
            .map(|text| text.parse())
            .transpose()
            .map_err(|_| D::Error::custom("a day is written as 2026-04-01"))
    }
}
