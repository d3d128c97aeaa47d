//! How figures are reported, and who has read it (strategy §7; S112).

use uuid::Uuid;

use crate::{
    calendar, display,
    folded::Folded,
    id::Id,
    person::Person,
    procedure::{Procedure, ProcedureId, ReadProcedure, RecordProcedure},
    record::Stored,
    role::Role,
    sight::Sight,
    view::{called, permission::is_now},
};

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The answer: `1 procedure waits for you to read it`.
    pub heading: String,
    /// Whom that concerns.
    pub lead: &'static str,
    /// Whether the reader records procedures.
    pub records: bool,
    /// The procedures that hold, by name.
    pub procedures: Vec<Line>,
}

/// A procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub procedure: ProcedureId,
    /// What it is called.
    pub name: String,
    /// `Version 2, since 3 November 2026`.
    pub version: String,
    /// Its number.
    pub number: u32,
    /// What is to be done, a paragraph each.
    pub text: Vec<String>,
    /// The same as it was typed: other words would be another version.
    pub typed: String,
    /// Whether it is made up.
    pub illustrative: bool,
    /// `You read this version on 5 November 2026.`; empty where the reader has not.
    pub read: String,
    /// `12 of the 20 whom it concerns have read this version.`
    pub readers: String,
    /// Those who have not, by name; for who records procedures alone.
    pub missing: Vec<String>,
}

const LEAD: &str =
    "Whoever owns, provides or checks the figures of an indicator knows how they are reported.";

/// How figures are reported; none for who is not staff.
pub fn page(sight: &Sight<'_>) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let records = is_now(sight)
        && sight
            .person()
            .is_some_and(|person| Role::SupportServices.has(sight.company(), person));
    let concerned: Vec<&Stored<Person>> = sight
        .all::<Person>()
        .filter(|person| person.active && Procedure::concerns(sight.company(), person.id))
        .collect();
    let procedures: Vec<Line> = held(sight)
        .into_iter()
        .map(|(stored, procedure)| line(sight, stored, procedure, &concerned, records))
        .collect();
    let is_theirs = concerned
        .iter()
        .any(|person| Some(person.id) == sight.person());
    let unread = procedures
        .iter()
        .filter(|line| line.read.is_empty())
        .count();
    Some(Page {
        heading: match (procedures.len(), unread) {
            (0, _) => "No procedure is recorded yet".to_owned(),
            (_, 1) if is_theirs => "1 procedure waits for you to read it".to_owned(),
            (_, many) if is_theirs && many > 0 => {
                format!("{many} procedures wait for you to read them")
            }
            (1, _) => "1 procedure for reporting figures".to_owned(),
            (all, _) => format!("{all} procedures for reporting figures"),
        },
        lead: LEAD,
        records,
        procedures,
    })
}

/// The procedures that hold, by name.
fn held<'a>(sight: &Sight<'a>) -> Vec<(&'a Stored<Folded<Procedure>>, Procedure)> {
    let mut held: Vec<_> = sight
        .all::<Folded<Procedure>>()
        .filter_map(|stored| Some((stored, stored.open()?)))
        .filter(|(_, procedure)| !procedure.ended)
        .collect();
    held.sort_by(|(one, a), (other, b)| (&a.name, one.id).cmp(&(&b.name, other.id)));
    held
}

fn line(
    sight: &Sight<'_>,
    stored: &Stored<Folded<Procedure>>,
    procedure: Procedure,
    concerned: &[&Stored<Person>],
    records: bool,
) -> Line {
    let readings = Procedure::readings(sight.company(), stored.id, procedure.version);
    let missing: Vec<String> = concerned
        .iter()
        .filter(|person| readings.iter().all(|(_, reader)| *reader != person.id))
        .map(|person| called::you_or_name(sight, person.id))
        .collect();
    let own = readings
        .iter()
        .find(|(_, reader)| Some(*reader) == sight.person());
    Line {
        procedure: stored.id,
        version: format!(
            "Version {}, since {}",
            procedure.version,
            display::date(calendar::day(stored.stamp.at))
        ),
        number: procedure.version,
        text: procedure
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        typed: procedure.text,
        illustrative: procedure.illustrative,
        read: own.map_or_else(String::new, |(stamp, _)| {
            format!(
                "You read this version on {}.",
                display::date(calendar::day(stamp.at))
            )
        }),
        readers: format!(
            "{} of the {} whom it concerns have read this version.",
            concerned.len() - missing.len(),
            concerned.len()
        ),
        missing: match records {
            true => missing,
            false => Vec::new(),
        },
        name: procedure.name,
    }
}

/// The procedures that the reader is to read and has not: which, and what each is called. My work names them.
pub(super) fn unread(sight: &Sight<'_>) -> Vec<(ProcedureId, String)> {
    let Some(reader) = sight.person() else {
        return Vec::new();
    };
    let unread: Vec<_> = held(sight)
        .into_iter()
        .filter(|(stored, procedure)| {
            let readings = Procedure::readings(sight.company(), stored.id, procedure.version);
            readings.iter().all(|(_, by)| *by != reader)
        })
        .map(|(stored, procedure)| (stored.id, procedure.name))
        .collect();
    match unread.is_empty() || !Procedure::concerns(sight.company(), reader) {
        true => Vec::new(),
        false => unread,
    }
}

/// The command that records one, from what was typed.
pub fn record(procedure: Uuid, name: &str, text: &str) -> RecordProcedure {
    RecordProcedure {
        procedure: Id::new(procedure),
        name: name.to_owned(),
        text: text.to_owned(),
        ended: false,
        illustrative: false,
    }
}

/// The command that says that it was read.
pub const fn read(line: &Line) -> ReadProcedure {
    ReadProcedure {
        procedure: line.procedure,
        version: line.number,
    }
}
