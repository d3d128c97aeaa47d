//! The map of a file: which of its columns is which of our fields, and what its words mean (design/import.md).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{heading::plain, period_text::period};
use crate::{
    calendar::{Frequency, Grain, Period},
    quantity::Decimal,
    scoring::{Direction, Tolerance},
};

/// Our fields: what `[columns]`, `[defaults]` and `[rows]` may name.
pub const FIELDS: &[&str] = &[
    "code",
    "name",
    "service",
    "source",
    "direction",
    "unit",
    "decimals",
    "frequency",
    "aggregation",
    "tolerance",
    "owner",
    "purpose",
    "formula",
    "target",
    "numerator",
    "denominator",
    "period",
    "value",
    "scale",
    "post",
    "title",
    "reports_to",
    "fte",
    "grade",
    "action",
    "milestone",
    "due",
    "done",
    "status",
    "percent",
    "note",
    "organisation",
    "group",
    "ours",
];

/// `MAP.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Map {
    /// Where the table is and how it is written.
    #[serde(skip_serializing_if = "Table::is_default")]
    pub table: Table,
    /// Our field = their heading.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Their words for ours.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub direction: BTreeMap<String, Vec<String>>,
    /// Their column = our period.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub periods: BTreeMap<String, String>,
    /// Their column = our indicator.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub measures: BTreeMap<String, String>,
    /// What one row needs said by hand, by code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, BTreeMap<String, Value>>,
    /// For what the file does not say.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub defaults: BTreeMap<String, Value>,
}

/// `[table]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// The row of the headings, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What may be made when it is not there yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub create: Vec<String>,
}

impl Table {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Map {
    /// Refuses what no map may name.
    ///
    /// # Errors
    /// Words that say what to mend in it.
    pub fn check(&self) -> Result<(), String> {
        let ours = |section: &str, name: &String| {
            if FIELDS.contains(&name.as_str()) {
                Ok(())
            } else {
                Err(format!(
                    "the map's [{section}] names “{name}”, which is none of our fields: {}",
                    FIELDS.join(", ")
                ))
            }
        };
        for name in self.columns.keys() {
            ours("columns", name)?;
        }
        for name in self.defaults.keys() {
            ours("defaults", name)?;
        }
        for (heading, said) in &self.periods {
            if period(said).is_none() {
                return Err(format!(
                    "the map says that the column “{heading}” is for “{said}”, which is no period; write 2022/23, 2022/23 Q1 or 2022/23 M1"
                ));
            }
        }
        for name in self.direction.keys() {
            if direction(name).is_none() {
                return Err(format!(
                    "the map's [direction] names “{name}”; there are higher, lower and contextual"
                ));
            }
        }
        Ok(())
    }

    /// The period columns, in the order of time.
    pub fn period_columns(&self) -> Vec<(Period, &str)> {
        let mut columns: Vec<(Period, &str)> = self
            .periods
            .iter()
            .filter_map(|(heading, said)| Some((period(said)?, heading.as_str())))
            .collect();
        columns.sort_by_key(|(period, _)| (period.end(), period.grain, *period));
        columns
    }

    /// Which way their word says is good.
    pub fn direction(&self, word: &str) -> Option<Direction> {
        let word = plain(word);
        self.direction
            .iter()
            .find(|(_, words)| words.iter().any(|theirs| plain(theirs) == word))
            .and_then(|(ours, _)| direction(ours))
            .or_else(|| direction(&word))
    }

    /// What is said for all rows, as text.
    pub fn for_all(&self, field: &str) -> Option<String> {
        self.defaults.get(field).map(written)
    }

    /// What is said by hand for the row of a code: by our field, their heading or a period.
    pub fn by_hand(&self, code: &str, name: &str) -> Option<String> {
        self.by_hand_as_given(code, name).map(written)
    }

    /// The same, as the map has it.
    pub fn by_hand_as_given(&self, code: &str, name: &str) -> Option<&Value> {
        self.rows
            .get(code)?
            .iter()
            .find(|(given, _)| plain(given) == plain(name))
            .map(|(_, value)| value)
    }

    /// The tolerance of all rows.
    pub fn tolerance(&self) -> Result<Tolerance, String> {
        self.defaults.get("tolerance").map_or(Ok(Tolerance::DEFAULT), |value| {
            tolerance(value).ok_or_else(|| {
                "the map's tolerance is { relative = \"0.10\" }, { points = \"2\" } or \"zero\"".to_owned()
            })
        })
    }

    /// What values and targets are multiplied by.
    pub fn scale(&self) -> Result<Decimal, String> {
        match self.for_all("scale") {
            None => Ok(Decimal::ONE),
            Some(scale) => read_scale(&scale)
                .ok_or_else(|| format!("the map's scale “{scale}” is not a number above 0")),
        }
    }

    /// Whether something that is not there may be made.
    pub fn may_create(&self, what: &str) -> bool {
        self.table.create.iter().any(|made| made == what)
    }
}

/// What figures are multiplied by, which is above 0.
pub fn read_scale(text: &str) -> Option<Decimal> {
    text.parse().ok().filter(|scale| *scale > Decimal::ZERO)
}

/// Reads a tolerance: `{ relative = "0" }`, `{ points = "2" }`, `"zero"`; a share as a number, `0.02` or `2%`; or `2 points`.
pub fn tolerance(value: &Value) -> Option<Tolerance> {
    let amount = |value: &Value| written(value).parse::<Decimal>().ok();
    let tolerance = match value {
        Value::Object(table) => match (table.get("relative"), table.get("points")) {
            (Some(share), None) => Tolerance::Relative(amount(share)?),
            (None, Some(points)) => Tolerance::AbsolutePoints(amount(points)?),
            _ => return None,
        },
        other => {
            let text = plain(&written(other));
            let points = text
                .strip_suffix("points")
                .or_else(|| text.strip_suffix("pts"));
            match (text.as_str(), points, text.strip_suffix('%')) {
                ("zero", ..) => Tolerance::Zero,
                (_, Some(points), _) => Tolerance::AbsolutePoints(points.trim().parse().ok()?),
                (_, _, Some(share)) => Tolerance::Relative(
                    share.trim().parse::<Decimal>().ok()? / Decimal::ONE_HUNDRED,
                ),
                (share, ..) => Tolerance::Relative(share.parse().ok()?),
            }
        }
    };
    tolerance.checked().ok()
}

fn direction(word: &str) -> Option<Direction> {
    match word {
        "higher" | "h" | "up" | "maximise" => Some(Direction::HigherIsBetter),
        "lower" | "l" | "down" | "minimise" => Some(Direction::LowerIsBetter),
        "contextual" | "c" => Some(Direction::Contextual),
        _ => None,
    }
}

/// Reads how often something is collected.
pub fn frequency(word: &str) -> Option<Frequency> {
    match plain(word).as_str() {
        "monthly" | "month" | "m" => Some(Frequency::Monthly),
        "quarterly" | "quarter" | "q" => Some(Frequency::Quarterly),
        "annual" | "annually" | "yearly" | "year" | "a" => Some(Frequency::Annual),
        _ => None,
    }
}

/// How often something is collected that has figures of this length.
pub const fn frequency_of(grain: Grain) -> Frequency {
    match grain {
        Grain::Month => Frequency::Monthly,
        Grain::Quarter => Frequency::Quarterly,
        Grain::Year => Frequency::Annual,
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
