//! The map of a file: which of its columns is which of our fields, and what its words mean (design/import.md).

use std::{collections::BTreeMap, path::Path};

use domain::{
    calendar::{Frequency, Grain, Period},
    quantity::Decimal,
    scoring::{Direction, Tolerance},
};
use serde::Deserialize;

use super::{cell, heading::plain};

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
];

/// `MAP.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Map {
    /// Where the table is and how it is written.
    pub table: Table,
    /// Our field = their heading.
    pub columns: BTreeMap<String, String>,
    /// Their words for ours.
    pub direction: BTreeMap<String, Vec<String>>,
    /// Their column = our period.
    pub periods: BTreeMap<String, String>,
    /// Their column = our indicator.
    pub measures: BTreeMap<String, String>,
    /// What one row needs said by hand, by code.
    pub rows: BTreeMap<String, BTreeMap<String, toml::Value>>,
    /// For what the file does not say.
    pub defaults: BTreeMap<String, toml::Value>,
}

/// `[table]`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// The row of the headings, counted from 1.
    pub header_row: Option<u32>,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// What stands for nothing.
    pub missing: Vec<String>,
    /// What may be made when it is not there yet.
    pub create: Vec<String>,
}

impl Map {
    /// Reads a map; the words of a refusal say what to mend in it.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|why| format!("the map {} cannot be read: {why}", path.display()))?;
        let map: Self = toml::from_str(&text)
            .map_err(|why| format!("the map {} cannot be read: {why}", path.display()))?;
        map.check()?;
        Ok(map)
    }

    fn check(&self) -> Result<(), String> {
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
        for (heading, period) in &self.periods {
            if cell::period(period).is_none() {
                return Err(format!(
                    "the map says that the column “{heading}” is for “{period}”, which is no period; write 2022/23, 2022/23 Q1 or 2022/23 M1"
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
            .filter_map(|(heading, period)| Some((cell::period(period)?, heading.as_str())))
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
    pub fn by_hand_as_given(&self, code: &str, name: &str) -> Option<&toml::Value> {
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
pub fn tolerance(value: &toml::Value) -> Option<Tolerance> {
    let amount = |value: &toml::Value| written(value).parse::<Decimal>().ok();
    let tolerance = match value {
        toml::Value::Table(table) => match (table.get("relative"), table.get("points")) {
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

fn written(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
