//! What the columns of a file are likely to be, for somebody to correct: by the map of its sender's last file, by our own names, and by
//! the names that files of the sector have for the same (design/import.md).

use std::collections::BTreeMap;

use super::{
    ImportKind, Map,
    heading::{self, plain},
    period_text::{period, period_label},
    preview::FirstRow,
};

/// A field of ours that a file may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// What a map calls it.
    pub name: &'static str,
    /// What people call it.
    pub words: &'static str,
    /// Whether no row is taken without it.
    pub needed: bool,
    /// What else a file may call it.
    pub also: &'static [&'static str],
}

const fn may(name: &'static str, words: &'static str, also: &'static [&'static str]) -> Field {
    Field {
        name,
        words,
        needed: false,
        also,
    }
}

const fn must(name: &'static str, words: &'static str, also: &'static [&'static str]) -> Field {
    Field {
        needed: true,
        ..may(name, words, also)
    }
}

const CODE: Field = must(
    "code",
    "Code of the indicator",
    &[
        "id",
        "ref",
        "reference",
        "indicator code",
        "measure code",
        "indicator id",
    ],
);
const PERIOD: Field = may(
    "period",
    "Period",
    &["year", "month", "quarter", "date", "reporting period"],
);
const VALUE: Field = may(
    "value",
    "Figure",
    &["actual", "result", "outturn", "performance", "figure"],
);
const NUMERATOR: Field = may("numerator", "Numerator", &["num", "top"]);
const DENOMINATOR: Field = may(
    "denominator",
    "Denominator",
    &["den", "denom", "bottom", "out of"],
);
const SCALE: Field = may("scale", "Multiplied by", &["multiplier"]);
const SERVICE: Field = may(
    "service",
    "Service",
    &["agency", "department", "team", "directorate"],
);

const MEASUREMENTS: &[Field] = &[CODE, PERIOD, VALUE, NUMERATOR, DENOMINATOR, SCALE];
const INDICATORS: &[Field] = &[
    CODE,
    must(
        "name",
        "Name",
        &[
            "indicator",
            "indicator name",
            "measure",
            "title",
            "description",
        ],
    ),
    must(
        "direction",
        "Which way is good",
        &["desired direction", "polarity", "good is"],
    ),
    SERVICE,
    may("source", "Source", &["type of indicator"]),
    may("unit", "Unit", &["unit of measure", "measured in", "units"]),
    may("target", "Target", &["goal"]),
    PERIOD,
    VALUE,
    NUMERATOR,
    DENOMINATOR,
    may("tolerance", "Tolerance", &[]),
    may("owner", "Owner", &["responsible", "lead officer", "lead"]),
    may(
        "frequency",
        "How often it is collected",
        &["collected", "reporting frequency"],
    ),
    may("aggregation", "How periods add up", &["year end is"]),
    may("decimals", "Decimal places", &["decimal places", "dp"]),
    may("purpose", "Purpose", &["why", "rationale"]),
    may(
        "formula",
        "Formula",
        &["calculation", "how it is worked out"],
    ),
    SCALE,
];
const POSTS: &[Field] = &[
    must(
        "title",
        "Title of the post",
        &["job title", "role", "post title"],
    ),
    may(
        "post",
        "Reference of the post",
        &["post reference", "post number", "position", "ref"],
    ),
    may(
        "reports_to",
        "Reports to",
        &["reporting to", "manager", "line manager", "manager post"],
    ),
    may(
        "unit",
        "Team or service",
        &["team", "service", "organisation unit", "department"],
    ),
    may(
        "fte",
        "Full-time equivalent",
        &["full time equivalent", "whole time equivalent", "wte"],
    ),
    may("grade", "Grade", &["pay grade"]),
];
const MILESTONES: &[Field] = &[
    must("service", "Service", SERVICE.also),
    must(
        "action",
        "Action of the plan",
        &["plan action", "objective", "project"],
    ),
    must("milestone", "Milestone", &["task", "step", "deliverable"]),
    may(
        "due",
        "Due",
        &["due date", "deadline", "target date", "by when"],
    ),
    may(
        "done",
        "Done",
        &["completed", "completed on", "completion date"],
    ),
    may("status", "Status", &["progress", "rag"]),
    may(
        "percent",
        "Per cent done",
        &["% complete", "percent complete", "% done"],
    ),
    may("note", "Note", &["comment", "comments", "notes", "update"]),
];
const PEERS: &[Field] = &[
    must(
        "organisation",
        "Organisation",
        &[
            "landlord name",
            "landlord",
            "organisation name",
            "council",
            "provider",
        ],
    ),
    may(
        "group",
        "Group of organisations",
        &["landlord type", "type", "peer group"],
    ),
    may("ours", "Our own organisation, as the file calls it", &[]),
    PERIOD,
];

/// The fields that a file of a kind may fill, in the order of asking.
pub const fn fields(what: ImportKind) -> &'static [Field] {
    match what {
        ImportKind::Indicators => INDICATORS,
        ImportKind::Measurements => MEASUREMENTS,
        ImportKind::Posts => POSTS,
        ImportKind::Milestones => MILESTONES,
        ImportKind::Peers => PEERS,
    }
}

/// The row of the headings, by its number: the one that has the most of what the sender's last file had, or else is filled furthest.
pub fn header_row(first: &[FirstRow], last: Option<&Map>) -> Option<u32> {
    let fits = |row: &FirstRow| {
        let fitting = last.map_or(0, |map| {
            let headings = map.columns.values();
            headings
                .filter(|heading| heading::find(&row.cells, heading).is_some())
                .count()
        });
        let filled = row
            .cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count();
        (fitting, filled)
    };
    // Of two that fit alike the upper one: `max_by_key` keeps the last.
    let best = first.iter().rev().max_by_key(|row| fits(row))?;
    Some(best.number)
}

/// How a file with these headings is likely to be read. What the sender's last map names and this file lacks is left out;
/// [`unfit`] tells it.
pub fn map(what: ImportKind, headings: &[String], last: Option<&Map>) -> Map {
    let mut map = last.cloned().unwrap_or_default();
    let there = |heading: &String| heading::find(headings, heading).is_some();
    map.columns.retain(|_, heading| there(heading));
    map.periods.retain(|heading, _| there(heading));
    map.measures.retain(|heading, _| there(heading));
    for field in fields(what) {
        if map.columns.contains_key(field.name) || map.defaults.contains_key(field.name) {
            continue;
        }
        let taken: Vec<&String> = map.columns.values().collect();
        let free = |heading: &&String| {
            !heading.trim().is_empty() && !taken.contains(heading) && period(heading).is_none()
        };
        if let Some(heading) = called(field, headings.iter().filter(free)) {
            let heading = heading.clone();
            map.columns.insert(field.name.to_owned(), heading);
        }
    }
    if last.is_none() && may_have_periods(what) && !map.columns.contains_key("period") {
        map.periods = period_columns(headings);
    }
    map
}

/// Whether a file of a kind may have a column for each period.
pub const fn may_have_periods(what: ImportKind) -> bool {
    matches!(what, ImportKind::Indicators | ImportKind::Measurements)
}

fn period_columns(headings: &[String]) -> BTreeMap<String, String> {
    headings
        .iter()
        .filter_map(|heading| Some((heading.clone(), period_label(period(heading)?))))
        .collect()
}

/// The heading that a field is likely to be under: one that is called like it, or begins so ("Target for the year").
fn called<'a>(
    field: &Field,
    headings: impl Iterator<Item = &'a String> + Clone,
) -> Option<&'a String> {
    let names = || {
        [field.name, field.words]
            .into_iter()
            .chain(field.also.iter().copied())
    };
    let one = |heading: &&String, name: &str| {
        heading::find(std::slice::from_ref(*heading), name).is_some()
    };
    let begins = |heading: &&String, name: &str| {
        plain(heading)
            .strip_prefix(&plain(name))
            .is_some_and(|rest| rest.starts_with([' ', '(', ':']))
    };
    names()
        .find_map(|name| headings.clone().find(|heading| one(heading, name)))
        .or_else(|| headings.clone().find(|heading| begins(heading, field.name)))
}

/// The headings that the sender's last map names and this file lacks.
pub fn unfit(headings: &[String], last: &Map) -> Vec<String> {
    let named = last
        .columns
        .values()
        .chain(last.periods.keys())
        .chain(last.measures.keys());
    named
        .filter(|heading| heading::find(headings, heading).is_none())
        .cloned()
        .collect()
}
