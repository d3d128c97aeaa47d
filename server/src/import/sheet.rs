//! A table with its headings found: each row's fields by our names.

use std::collections::BTreeMap;

use domain::calendar::Period;

use super::{
    cell, heading,
    map::{FIELDS, Map},
    table::Row,
};

/// Rows at the top among which the headings are looked for.
const LOOKED_AT: usize = 50;

/// A table under its headings.
pub struct Sheet<'a> {
    map: &'a Map,
    headings: Vec<String>,
    columns: BTreeMap<&'a str, usize>,
    periods: Vec<(Period, &'a str, usize)>,
    rows: &'a [Row],
}

impl<'a> Sheet<'a> {
    /// Finds the headings; the words of a refusal say what to mend.
    pub fn find(map: &'a Map, rows: &'a [Row]) -> Result<Self, String> {
        let wanted = wanted(map);
        let fits = |row: &Row| {
            wanted
                .iter()
                .filter(|(_, heading)| heading::find(&row.1, heading).is_some())
                .count()
        };
        let place = match map.table.header_row {
            Some(number) => rows.iter().position(|row| row.0 == number),
            None => rows
                .iter()
                .take(LOOKED_AT)
                .enumerate()
                .map(|(place, row)| (fits(row), std::cmp::Reverse(place)))
                .max()
                .filter(|(fitting, _)| *fitting > 0)
                .map(|(_, std::cmp::Reverse(place))| place),
        };
        let Some((row, place)) = place.and_then(|place| Some((rows.get(place)?, place))) else {
            return Err("no row was found that has the headings; say which it is with header_row under [table]".to_owned());
        };
        let mut columns = BTreeMap::new();
        for (field, heading) in &wanted {
            match heading::find(&row.1, heading) {
                Some(column) => {
                    columns.insert(*field, column);
                }
                None if map.columns.is_empty() => {}
                None => return Err(absent(heading, row)),
            }
        }
        let mut sheet = Self {
            map,
            periods: Vec::new(),
            headings: row.1.clone(),
            columns,
            rows: rows.get(place + 1..).unwrap_or_default(),
        };
        for heading in map.periods.keys().chain(map.measures.keys()) {
            if sheet.column(heading).is_none() {
                return Err(absent(heading, row));
            }
        }
        let known = |name: &str| {
            FIELDS.contains(&name) || sheet.column(name).is_some() || cell::period(name).is_some()
        };
        if let Some((code, name)) = map.rows.iter().find_map(|(code, said)| {
            let unknown = said.keys().find(|name| !known(name))?;
            Some((code, unknown))
        }) {
            return Err(format!(
                "the map's [rows.\"{code}\"] names “{name}”, which is none of our fields, of the file's headings and of its periods"
            ));
        }
        sheet.periods = map
            .period_columns()
            .into_iter()
            .filter_map(|(period, heading)| Some((period, heading, sheet.column(heading)?)))
            .collect();
        Ok(sheet)
    }

    /// The map by which it is read.
    pub const fn map(&self) -> &'a Map {
        self.map
    }

    /// The column of one of their headings.
    pub fn column(&self, heading: &str) -> Option<usize> {
        heading::find(&self.headings, heading)
    }

    /// The column that says out of how many one of their measures was counted, where the file has it: it is called as the
    /// measure is, and “denominator”.
    pub fn denominator_of(&self, heading: &str) -> Option<usize> {
        ["_", " "]
            .iter()
            .find_map(|between| self.column(&format!("{heading}{between}denominator")))
    }

    /// Their headings that nothing is read from.
    pub fn unused(&self) -> Vec<String> {
        let measured: Vec<usize> = self
            .map
            .measures
            .keys()
            .flat_map(|heading| [self.column(heading), self.denominator_of(heading)])
            .flatten()
            .collect();
        let used = |column: usize| {
            measured.contains(&column)
                || self.columns.values().any(|used| *used == column)
                || self.periods.iter().any(|(_, _, used)| *used == column)
        };
        let headings = self.headings.iter().enumerate();
        headings
            .filter(|(column, heading)| !heading.trim().is_empty() && !used(*column))
            .map(|(_, heading)| heading::one_line(heading))
            .collect()
    }

    /// Whether a field has a column.
    pub fn has(&self, field: &str) -> bool {
        self.columns.contains_key(field)
    }

    /// The columns of periods, in the order of time.
    pub fn periods(&self) -> &[(Period, &'a str, usize)] {
        &self.periods
    }

    /// The rows under the headings. A row with one cell in a table of several columns is a note and no row of it.
    pub fn rows(&self) -> impl Iterator<Item = &'a Row> {
        let few = self
            .headings
            .iter()
            .filter(|heading| !heading.trim().is_empty())
            .count()
            < 3;
        self.rows.iter().filter(move |row| few || row.filled() > 1)
    }

    /// What a row says of a field, before anything is said by hand or for all.
    pub fn cell<'b>(&self, row: &'b Row, field: &str) -> &'b str {
        self.columns
            .get(field)
            .map_or("", |column| row.cell(*column))
    }

    /// What a row says of a field: by hand for its code, in its cell, or for all rows. Nothing where that is nothing.
    pub fn said(&self, row: &Row, code: &str, field: &str) -> Option<String> {
        let missing = |text: &str| cell::is_missing(text, &self.map.table.missing);
        if let Some(by_hand) = self.map.by_hand(code, field) {
            return Some(by_hand).filter(|text| !missing(text));
        }
        let written = self.cell(row, field);
        if !missing(written) {
            return Some(written.to_owned());
        }
        self.map.for_all(field)
    }
}

/// Our fields with the headings to look for: those of the map, or our own names where it has none.
fn wanted(map: &Map) -> Vec<(&str, &str)> {
    if map.columns.is_empty() {
        return FIELDS.iter().map(|field| (*field, *field)).collect();
    }
    map.columns
        .iter()
        .map(|(field, heading)| (field.as_str(), heading.as_str()))
        .collect()
}

fn absent(heading: &str, row: &Row) -> String {
    let there: Vec<&str> = row
        .1
        .iter()
        .map(|heading| heading.trim())
        .filter(|heading| !heading.is_empty())
        .collect();
    format!(
        "the map names a column “{heading}”, and row {} has none; it has {}",
        row.0,
        there.join(", ")
    )
}
