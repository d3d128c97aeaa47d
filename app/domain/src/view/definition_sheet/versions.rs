//! The versions of a definition side by side: when each came into force, why, and what is different from the one before.

use crate::{
    calendar::day,
    definition_sheet::DefinitionSheet,
    display,
    indicator::Indicator,
    record::Stored,
    sight::Sight,
    view::{
        called,
        definition_sheet::{sheet_facts, state_words},
        indicator::{Fact, definition_facts},
    },
};

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// `From 1 April 2027`, or `As it was first defined`.
    pub title: String,
    /// Why it was revised; empty for the first.
    pub reason: String,
    /// `Revised by Priya Natarajan on 21 November 2026`; empty where it was loaded.
    pub by: String,
    /// What is different from the version before.
    pub differences: Vec<Difference>,
}

/// A term that was one thing and is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The term: `Close to target`.
    pub term: &'static str,
    /// What it was; empty where it was not said.
    pub was: String,
    /// What it is; empty where it is no longer said.
    pub is: String,
}

pub(super) fn versions(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<Version> {
    let held: Vec<_> = DefinitionSheet::held(sight.company(), indicator.id)
        .filter(|held| sight.sees(&held.scope))
        .filter_map(|held| Some((held.stamp.at, held.open()?)))
        .collect();
    let mut versions: Vec<Version> = Vec::new();
    let mut before: Option<Vec<Fact>> = None;
    for (at, sheet) in held {
        let said = said(sight, &sheet);
        versions.push(Version {
            title: sheet.from.map_or_else(
                || "As it was first defined".to_owned(),
                |from| format!("From {}", display::date(from)),
            ),
            by: match sheet.by.filter(|_| sight.is_staff()) {
                Some(by) if sheet.from.is_some() => format!(
                    "Revised by {} on {}",
                    called::you_or_name(sight, by),
                    display::date(day(at))
                ),
                _ => String::new(),
            },
            reason: sheet.reason,
            differences: before
                .as_ref()
                .map(|before| differences(before, &said))
                .unwrap_or_default(),
        });
        before = Some(said);
    }
    versions.reverse();
    versions
}

fn said(sight: &Sight<'_>, sheet: &DefinitionSheet) -> Vec<Fact> {
    let mut said = definition_facts(sight, &sheet.definition);
    said.push(Fact {
        term: "State",
        is: state_words(sheet.definition.state).to_owned(),
    });
    said.extend(sheet_facts(sight, &sheet.terms));
    said
}

fn differences(before: &[Fact], now: &[Fact]) -> Vec<Difference> {
    let of = |facts: &[Fact], term: &str| {
        let found = facts.iter().find(|fact| fact.term == term);
        found.map(|fact| fact.is.clone()).unwrap_or_default()
    };
    let gone = before
        .iter()
        .filter(|fact| now.iter().all(|other| other.term != fact.term));
    now.iter()
        .chain(gone)
        .map(|fact| Difference {
            term: fact.term,
            was: of(before, fact.term),
            is: of(now, fact.term),
        })
        .filter(|difference| difference.was != difference.is)
        .collect()
}
