//! The fields of a line, each read when it is asked for, by the text that was written: no number passes through floating point.

use std::{borrow::Cow, fmt};

use domain::{
    calendar::{Date, read_date},
    quantity::{Decimal, Exact, Figure},
    scoring::Direction,
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    fault::{Code, Fault},
    number,
};

/// The fields of one JSON object; of two with one name the last.
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// A name without a copy where it has no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(8);
                while let Some((Name(name), value)) = map.next_entry()? {
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

impl<'a> Fields<'a> {
    pub(super) fn of_line(line: &'a [u8]) -> Result<Self, Fault> {
        serde_json::from_slice(line).map_err(|_| {
            Fault::whole(
                Code::BadJson,
                "This line is not a JSON object. Write one object a line, such as {\"fn\":\"period\",\"date\":\"2026-11-21\"}.",
            )
        })
    }

    /// What was written in a field; none where it is left out.
    fn raw(&self, name: &str) -> Option<&'a str> {
        self.0
            .iter()
            .rev()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.get())
    }

    /// As [`Fields::raw`], with `null` read as left out.
    pub(super) fn written(&self, name: &str) -> Option<&'a str> {
        self.raw(name).filter(|text| *text != "null")
    }

    /// Whether a field is there, be it null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// A field that must be there, be it null.
    pub(super) fn require(&self, name: &'static str) -> Result<(), Fault> {
        if self.has(name) {
            Ok(())
        } else {
            Err(Fault::missing(name))
        }
    }

    fn needed(&self, name: &'static str) -> Result<&'a str, Fault> {
        self.written(name).ok_or_else(|| Fault::missing(name))
    }

    pub(super) fn text(&self, name: &'static str) -> Result<Cow<'a, str>, Fault> {
        text(self.needed(name)?, name)
    }

    pub(super) fn object(&self, name: &'static str) -> Result<Fields<'a>, Fault> {
        object(self.needed(name)?, name)
    }

    pub(super) fn number(&self, name: &'static str) -> Result<Decimal, Fault> {
        decimal(self.needed(name)?, name)
    }

    /// None where it is left out or null.
    pub(super) fn optional(&self, name: &'static str) -> Result<Option<Decimal>, Fault> {
        self.written(name)
            .map(|written| decimal(written, name))
            .transpose()
    }

    /// What multiplies a ratio: 1 where it is left out.
    pub(super) fn scale(&self) -> Result<Decimal, Fault> {
        Ok(self.optional("scale")?.unwrap_or(Decimal::ONE))
    }

    /// A whole number, none below zero.
    pub(super) fn count(&self, name: &'static str) -> Result<u64, Fault> {
        whole(self.number(name)?, name)
    }

    /// As [`Fields::count`]; none where it is left out or null.
    pub(super) fn optional_count(&self, name: &'static str) -> Result<Option<u64>, Fault> {
        self.optional(name)?
            .map(|number| whole(number, name))
            .transpose()
    }

    /// True or false; `default` where it is left out or null.
    pub(super) fn flag(&self, name: &'static str, default: bool) -> Result<bool, Fault> {
        match self.written(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(Fault::out_of_range(
                name,
                format!("“{name}” is true or false, and written without quotes."),
            )),
        }
    }

    pub(super) fn date(&self, name: &'static str) -> Result<Date, Fault> {
        let written = self.text(name)?;
        read_date(&written).map_err(|why| Fault::out_of_range(name, why.to_string()))
    }

    /// What was written for each item of a list.
    pub(super) fn list(&self, name: &'static str) -> Result<Vec<&'a str>, Fault> {
        let items: Vec<&RawValue> = serde_json::from_str(self.needed(name)?).map_err(|_| {
            Fault::out_of_range(name, format!("“{name}” is a list, written in [ and ]."))
        })?;
        Ok(items.into_iter().map(RawValue::get).collect())
    }

    pub(super) fn numbers(&self, name: &'static str) -> Result<Vec<Decimal>, Fault> {
        self.list(name)?
            .into_iter()
            .map(|item| decimal(item, name))
            .collect()
    }

    /// Two numbers, such as the bounds of a range or a count out of a whole.
    pub(super) fn pair(&self, name: &'static str) -> Result<(Decimal, Decimal), Fault> {
        match *self.numbers(name)?.as_slice() {
            [first, second] => Ok((first, second)),
            _ => Err(Fault::out_of_range(
                name,
                format!("“{name}” is two numbers, such as [\"95\",\"100\"]."),
            )),
        }
    }

    /// The bounds of a range, in order.
    pub(super) fn range(&self) -> Result<(Decimal, Decimal), Fault> {
        let (lo, hi) = self.pair("range")?;
        if lo > hi {
            return Err(Fault::out_of_range(
                "range",
                "The lower bound of the range is above the upper one. Exchange them.",
            ));
        }
        Ok((lo, hi))
    }

    /// Which way is good; a range brings its bounds.
    pub(super) fn direction(&self) -> Result<Direction, Fault> {
        match &*self.text("direction")? {
            "higher" => Ok(Direction::HigherIsBetter),
            "lower" => Ok(Direction::LowerIsBetter),
            "within" => {
                let (lo, hi) = self.range()?;
                Ok(Direction::WithinRange { lo, hi })
            }
            _ => Err(Fault::out_of_range(
                "direction",
                "“direction” is higher, lower or within.",
            )),
        }
    }

    /// A figure, given as a value or as numerator and denominator; none where it is null.
    pub(super) fn figure(&self) -> Result<Option<Figure>, Fault> {
        if self.has("value") {
            return Ok(self.optional("value")?.map(Figure::Value));
        }
        if !self.has("numerator") && !self.has("denominator") {
            return Err(Fault::missing("value"));
        }
        self.require("numerator")?;
        self.require("denominator")?;
        let (above, below) = (self.optional("numerator")?, self.optional("denominator")?);
        Ok(above
            .zip(below)
            .map(|(above, below)| Figure::ratio(above, below)))
    }

    pub(super) fn exact(&self, name: &'static str) -> Result<Exact, Fault> {
        Ok(Exact::from(self.number(name)?))
    }
}

/// Reads the fields of an object inside a line.
pub(super) fn object<'a>(written: &'a str, field: &'static str) -> Result<Fields<'a>, Fault> {
    serde_json::from_str(written).map_err(|_| {
        Fault::out_of_range(
            field,
            format!("“{field}” holds an object, written in {{ and }}."),
        )
    })
}

/// Reads a number, written as text or as it is.
pub(super) fn decimal(written: &str, field: &'static str) -> Result<Decimal, Fault> {
    if written.starts_with('"') {
        return number::read(&text(written, field)?, field);
    }
    if written.contains(['e', 'E'])
        && written.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    {
        return Decimal::from_scientific(written).map_err(|_| Fault::digits());
    }
    number::read(written, field)
}

fn text<'a>(written: &'a str, field: &'static str) -> Result<Cow<'a, str>, Fault> {
    match serde_json::from_str(written) {
        Ok(Name(text)) => Ok(text),
        Err(_) => Err(Fault::out_of_range(
            field,
            format!("“{field}” is a text, written in quotes."),
        )),
    }
}

fn whole(number: Decimal, field: &'static str) -> Result<u64, Fault> {
    u64::try_from(number.normalize())
        .ok()
        .filter(|count| Decimal::from(*count) == number)
        .ok_or_else(|| {
            Fault::out_of_range(field, format!("“{field}” is a whole number, not below 0."))
        })
}
