//! A file on its way in: from whom it may come, which of its columns is which field of ours, and what would come of every row.

use crate::{
    display,
    folded::Folded,
    import::{
        Import, ImportKind, Map, guess, heading,
        preview::{Change, Fate, FirstRow, Preview, ROWS_AT_ONCE, Remark, RowFate, Taken},
    },
    sight::Sight,
};

/// Cells shown as an example of a column.
const EXAMPLES: usize = 3;
/// Characters of an example.
const EXAMPLE_LETTERS: usize = 40;

/// Who sent files before, by name.
pub fn senders(sight: &Sight<'_>) -> Vec<String> {
    let mut names: Vec<String> = sight
        .all::<Folded<Import>>()
        .filter_map(|import| Some(import.open()?.sender?.name))
        .collect();
    names.sort_by_key(|name| heading::plain(name));
    names.dedup_by_key(|name| heading::plain(name));
    names
}

/// How the last file of a kind from a sender was read, where that was kept. A file that was taken back tells it too.
pub fn last_map(sight: &Sight<'_>, sender: &str, what: ImportKind) -> Option<Map> {
    let mut found: Vec<_> = sight.all::<Folded<Import>>().collect();
    found.sort_by_key(|import| std::cmp::Reverse(import.stamp.seq));
    found.into_iter().find_map(|import| {
        let import = import.open().filter(|import| import.what == what)?;
        import.sender.filter(|from| from.is(sender))?.map
    })
}

/// The columns of a file beside our fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Our fields, in the order of asking.
    pub fields: Vec<FieldLine>,
    /// Their headings, for choosing from.
    pub headings: Vec<String>,
    /// Their columns that fill no field: each may be a period's or, of peers, an indicator's.
    pub others: Vec<OtherColumn>,
    /// What is missing and needed, as a sentence; empty where nothing is.
    pub lacking: String,
}

/// A field of ours and the column that fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLine {
    /// What a map calls it.
    pub name: &'static str,
    /// `Code of the indicator`.
    pub label: &'static str,
    /// Whether no row is taken without it.
    pub needed: bool,
    /// Their heading; empty where none is chosen.
    pub heading: String,
    /// `HS01, HS02, HS03`; empty where no column is chosen.
    pub examples: String,
}

/// A column of theirs that fills no field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherColumn {
    /// Their heading.
    pub heading: String,
    /// The period or the indicator that it is for; empty where nothing is read from it.
    pub is_for: String,
    /// The first of its cells.
    pub examples: String,
}

/// The columns of a file as a map reads them.
pub fn columns(what: ImportKind, first: &[FirstRow], map: &Map) -> Columns {
    let Some(at) = map
        .table
        .header_row
        .and_then(|number| first.iter().position(|row| row.number == number))
    else {
        return Columns {
            lacking: "Say which row has the headings.".to_owned(),
            ..Columns::default()
        };
    };
    let all = first.get(at).map_or(&[][..], |row| row.cells.as_slice());
    let below = first.get(at + 1..).unwrap_or_default();
    let fields: Vec<FieldLine> = guess::fields(what)
        .iter()
        .map(|field| {
            // As the file writes it, which may differ in what nobody sees.
            let chosen = map
                .columns
                .get(field.name)
                .and_then(|chosen| all.get(heading::find(all, chosen)?))
                .map(|heading| heading::one_line(heading))
                .unwrap_or_default();
            FieldLine {
                name: field.name,
                label: field.words,
                needed: field.needed && !map.defaults.contains_key(field.name),
                examples: examples(all, below, &chosen),
                heading: chosen,
            }
        })
        .collect();
    let headings: Vec<String> = all
        .iter()
        .map(|heading| heading::one_line(heading))
        .filter(|heading| !heading.is_empty())
        .collect();
    let fills = |heading: &String| {
        let own = std::slice::from_ref(heading);
        let mut chosen = map.columns.values();
        chosen.any(|chosen| heading::find(own, chosen).is_some())
    };
    let said = if what == ImportKind::Peers {
        &map.measures
    } else {
        &map.periods
    };
    let is_for = |heading: &String| {
        let own = std::slice::from_ref(heading);
        let found = said
            .iter()
            .find(|(theirs, _)| heading::find(own, theirs).is_some());
        found.map(|(_, is_for)| is_for.clone()).unwrap_or_default()
    };
    let others = headings
        .iter()
        .filter(|heading| !fills(heading))
        .map(|heading| OtherColumn {
            is_for: is_for(heading),
            examples: examples(all, below, heading),
            heading: heading.clone(),
        })
        .collect();
    Columns {
        lacking: lacking(&fields),
        fields,
        headings,
        others,
    }
}

fn examples(headings: &[String], below: &[FirstRow], wanted: &str) -> String {
    let Some(column) = heading::find(headings, wanted).filter(|_| !wanted.is_empty()) else {
        return String::new();
    };
    let filled = below
        .iter()
        .filter_map(|row| row.cells.get(column))
        .map(|cell| heading::one_line(cell))
        .filter(|cell| !cell.is_empty());
    let shown: Vec<String> = filled
        .take(EXAMPLES)
        .map(|cell| cell.chars().take(EXAMPLE_LETTERS).collect())
        .collect();
    shown.join(" · ")
}

fn lacking(fields: &[FieldLine]) -> String {
    let without: Vec<&str> = fields
        .iter()
        .filter(|field| field.needed && field.heading.is_empty())
        .map(|field| field.label)
        .collect();
    if without.is_empty() {
        return String::new();
    }
    format!("Still needed: {}.", without.join(", "))
}

/// The fields that have no column, each with its label and what is said of it for all rows.
pub fn said_for_all(what: ImportKind, map: &Map) -> Vec<(&'static str, &'static str, String)> {
    guess::fields(what)
        .iter()
        .filter(|field| !map.columns.contains_key(field.name))
        .map(|field| {
            let said = map.for_all(field.name).unwrap_or_default();
            (field.name, field.words, said)
        })
        .collect()
}

/// That a file was imported: `43 of 45 rows of figures.xlsx were imported`.
pub fn done(taken: &Taken, file: &str) -> String {
    match (taken.accepted, taken.rows) {
        (1, 1) => format!("The row of {file} was imported"),
        (accepted, all) if accepted == all => format!("All {} of {file} were imported", rows(all)),
        (accepted, all) => format!(
            "{} of {} of {file} {} imported",
            display::count(accepted.into()),
            rows(all),
            if accepted == 1 { "was" } else { "were" }
        ),
    }
}

/// What a preview says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `43 rows can be imported; 2 are left out`.
    pub title: String,
    /// How many are new, changed, there already, and should be looked at.
    pub counts: Vec<(String, String)>,
    /// Columns that nothing is read from, as a sentence; empty where there are none.
    pub unused: String,
    /// What the button says; none where nothing can be imported.
    pub take: Option<String>,
    /// Whether it brings figures, which can be handed in as returns.
    pub figures: bool,
    /// Why nothing can be imported, or nothing of it at all.
    pub refused: Option<String>,
    /// The rows.
    pub rows: Vec<Line>,
    /// `Rows 1 to 100 of 4,300`.
    pub shown: String,
    /// Whether there are rows before and after these.
    pub more: (bool, bool),
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `Row 9: HS05 · Rent collected`.
    pub label: String,
    /// `Left out`, `Changes`, `New`, `There already`.
    pub fate: &'static str,
    /// What is wrong, should be looked at or changes, a sentence each.
    pub words: Vec<String>,
}

/// What a preview says.
pub fn told(preview: &Preview) -> Told {
    let fates = preview.fates;
    let taken = fates.new + fates.changed + fates.unchanged;
    let whole = preview.refused.is_none();
    let brings = preview.counts.values().any(|count| *count > 0);
    let left_out = match fates.refused {
        0 => String::new(),
        left => format!("; leave out {}", display::count(left.into())),
    };
    let counts = [
        ("New", fates.new),
        ("Changed", fates.changed),
        ("There already", fates.unchanged),
        ("To look at", fates.to_look_at),
        ("Left out", fates.refused),
    ];
    let first = preview.page * ROWS_AT_ONCE;
    let last = first + preview.rows.len();
    let count = |number: usize| display::count(u64::try_from(number).unwrap_or(u64::MAX));
    Told {
        title: title(taken, fates.refused),
        counts: counts
            .map(|(term, count)| (term.to_owned(), display::count(count.into())))
            .into(),
        unused: match preview.unused.as_slice() {
            [] => String::new(),
            unused => format!("Nothing is read from {}.", unused.join(", ")),
        },
        take: (whole && taken > 0 && brings).then(|| format!("Import {}{left_out}", rows(taken))),
        figures: preview
            .counts
            .get("measurements")
            .is_some_and(|count| *count > 0),
        refused: preview.refused.clone().or_else(|| nothing(taken, brings)),
        rows: preview.rows.iter().map(line).collect(),
        shown: match preview.of {
            0 => "No row to show".to_owned(),
            of => format!(
                "Rows {} to {} of {}, problems first",
                count(first + 1),
                count(last),
                count(of)
            ),
        },
        more: (preview.page > 0, last < preview.of),
    }
}

fn nothing(taken: u32, brings: bool) -> Option<String> {
    if taken == 0 {
        Some(
            "Every row is left out. Mend the columns above or the file, then read it again."
                .to_owned(),
        )
    } else if !brings {
        Some("All of it is there already, so there is nothing to import.".to_owned())
    } else {
        None
    }
}

fn rows(count: u32) -> String {
    let word = if count == 1 { "row" } else { "rows" };
    format!("{} {word}", display::count(count.into()))
}

fn title(taken: u32, refused: u32) -> String {
    match (taken, refused) {
        (0, 0) => "There is no row under the headings".to_owned(),
        (0, _) => "No row can be imported".to_owned(),
        (taken, 0) => format!("{} can be imported", rows(taken)),
        (taken, 1) => format!("{} can be imported; 1 is left out", rows(taken)),
        (taken, left) => format!(
            "{} can be imported; {} are left out",
            rows(taken),
            display::count(left.into())
        ),
    }
}

fn line(fate: &RowFate) -> Line {
    let remark = |remark: &Remark| {
        let lead = if remark.refuses { "" } else { "Look at it: " };
        match remark.value.as_str() {
            "" => format!("{lead}{} {}", named(&remark.column), remark.words),
            value => format!(
                "{lead}{} “{value}”: {}",
                named(&remark.column),
                remark.words
            ),
        }
    };
    let change = |change: &Change| {
        let from = if change.from.is_empty() {
            "nothing"
        } else {
            &change.from
        };
        let to = if change.to.is_empty() {
            "nothing"
        } else {
            &change.to
        };
        format!("{}: from {from} to {to}", named(&change.field))
    };
    let words = fate.remarks.iter().map(remark);
    Line {
        label: match fate.label.as_str() {
            "" => format!("Row {}", fate.row),
            label => format!("Row {}: {label}", fate.row),
        },
        fate: match fate.fate {
            Fate::Refused => "Left out",
            Fate::Changed => "Changes",
            Fate::New => "New",
            Fate::Unchanged => "There already",
        },
        words: words.chain(fate.changes.iter().map(change)).collect(),
    }
}

/// What people call a field; a column of theirs keeps its heading.
fn named(field: &str) -> String {
    let known = ImportKind::ALL
        .iter()
        .flat_map(|what| guess::fields(*what))
        .find(|known| known.name == field);
    known.map_or_else(|| field.to_owned(), |known| known.words.to_owned())
}
