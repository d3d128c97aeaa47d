//! The indicator library beside the register: what can be added, and what is there already.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    id::Id,
    indicator::{Draft, DraftIndicators, IndicatorSource},
    library::{self, Entry},
    sight::Sight,
    view::permission::{self, Offer},
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// `The library has 67 indicators`.
    pub heading: String,
    /// How many of them are in the register, and what adding does.
    pub lead: String,
    /// The parts: one a source.
    pub parts: Vec<Part>,
    /// Whether the reader may add any.
    pub add: Offer,
}

/// The indicators of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// `Key Performance Indicators`.
    pub name: String,
    /// The indicators.
    pub rows: Vec<Row>,
}

/// An indicator of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How it is worked out.
    pub formula: String,
    /// Where the definition is from.
    pub defined_by: String,
    /// Whether the register has it already.
    pub registered: bool,
}

/// The library.
pub fn page(sight: &Sight<'_>) -> Page {
    let entries = library::entries();
    let rows: Vec<(IndicatorSource, Row)> = entries
        .iter()
        .map(|entry| (entry.definition.source, row(sight, entry)))
        .collect();
    let there = rows.iter().filter(|(_, row)| row.registered).count();
    let total = rows.len();
    let parts = IndicatorSource::ALL.map(|source| Part {
        name: format!("{}s", source.words()),
        rows: rows
            .iter()
            .filter(|(of, _)| *of == source)
            .map(|(_, row)| row.clone())
            .collect(),
    });
    Page {
        heading: format!("The library has {total} indicators"),
        lead: format!(
            "{there} of them {} in the register. What is added arrives as a draft, with its numerator, its denominator and where its definition is from.",
            if there == 1 { "is" } else { "are" }
        ),
        parts: parts
            .into_iter()
            .filter(|part| !part.rows.is_empty())
            .collect(),
        add: add(sight, &entries),
    }
}

fn row(sight: &Sight<'_>, entry: &Entry) -> Row {
    let definition = &entry.definition;
    let said: Vec<&str> = [&entry.terms.numerator, &entry.terms.denominator]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(String::as_str)
        .collect();
    Row {
        code: definition.code.clone(),
        name: definition.name.clone(),
        formula: said.join(" ÷ "),
        defined_by: definition.defined_by.clone(),
        registered: library::is_registered(sight.company(), &definition.code),
    }
}

/// Adding is offered to whoever may add the first that is not there.
fn add(sight: &Sight<'_>, entries: &[Entry]) -> Offer {
    let first = entries
        .iter()
        .find(|entry| !library::is_registered(sight.company(), &entry.definition.code));
    match first {
        Some(entry) => {
            let command = DraftIndicators {
                drafts: vec![draft(entry, (Uuid::nil(), Uuid::nil()))],
            };
            match permission::tried(sight, command) {
                Ok(()) => Offer::Open,
                Err(_) => Offer::Hidden,
            }
        }
        None => Offer::Hidden,
    }
}

fn draft(entry: &Entry, (indicator, sheet): (Uuid, Uuid)) -> Draft {
    Draft {
        indicator: Id::new(indicator),
        sheet: Id::new(sheet),
        definition: entry.definition.clone(),
        terms: entry.terms.clone(),
    }
}

/// The drafts of these codes, each under new identifiers.
pub fn drafts(codes: &BTreeSet<String>, mut new_id: impl FnMut() -> Uuid) -> DraftIndicators {
    let chosen = library::entries()
        .into_iter()
        .filter(|entry| codes.contains(&entry.definition.code));
    DraftIndicators {
        drafts: chosen
            .map(|entry| draft(&entry, (new_id(), new_id())))
            .collect(),
    }
}
