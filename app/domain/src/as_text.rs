//! Values that travel as text are read from where the text stands, without a copy of it: a base has hundreds of thousands of them.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// Reads a value from its text with `read`; `form` says how it is written.
///
/// What is compiled for every kind of value is only a few lines: in a browser each of them is fetched before the first page.
#[inline(never)]
pub(crate) fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: fn(&str) -> Option<T>,
    form: &'static str,
) -> Result<T, D::Error> {
    let mut found = None;
    visit(deserializer, form, &mut |text| found = read(text))?;
    found.ok_or_else(|| D::Error::custom(form))
}

#[inline(never)]
fn visit<'de, D: Deserializer<'de>>(
    deserializer: D,
    form: &'static str,
    take: &mut dyn FnMut(&str),
) -> Result<(), D::Error> {
    deserializer.deserialize_str(Text { form, take })
}

struct Text<'t> {
    form: &'static str,
    take: &'t mut dyn FnMut(&str),
}

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.form)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        (self.take)(text);
        Ok(())
    }
}
