//! Values that travel as text are read from where the text stands, without a copy of it: a base has hundreds of thousands of them.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// Reads a value from its text with `read`; `form` says how it is written.
pub(crate) fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: fn(&str) -> Option<T>,
    form: &'static str,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text { read, form })
}

struct Text<T> {
    read: fn(&str) -> Option<T>,
    form: &'static str,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.form)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).ok_or_else(|| E::custom(self.form))
    }
}
