//! A file on its way in, as a person reads it: its columns beside our fields, and what would come of every row.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    id::Id,
    import::{
        ImportKind, Map, Sender, TakeImport, UndoImport, guess,
        preview::{Change, Fate, Fates, FirstRow, Preview, Remark, RowFate},
    },
    view::{
        import::{self as view, columns, told},
        imports,
    },
};
use small_company::*;
use uuid::Uuid;

fn rows(rows: &[&[&str]]) -> Vec<FirstRow> {
    let rows = rows.iter().zip(1..);
    rows.map(|(cells, number)| FirstRow {
        number,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    })
    .collect()
}

fn dirty() -> Vec<FirstRow> {
    rows(&[
        &["Measures (illustrative)"],
        &[
            "Ref\u{a0}",
            "Indicator1",
            "Desired  Direction",
            "Target for the year",
            "2024/25",
            "Remark",
        ],
        &["HS01", "Homes let in time", "Up", "95%", "94.2", ""],
        &["HS02", "Days to let a home", "Down", "17", "19.5", "late"],
    ])
}

fn guessed(what: ImportKind, first: &[FirstRow], last: Option<&Map>) -> Map {
    let row = guess::header_row(first, last);
    let headings = first.iter().find(|each| Some(each.number) == row);
    let mut map = guess::map(what, &headings.unwrap().cells, last);
    map.table.header_row = row;
    map
}

#[test]
fn columns_are_guessed_from_what_they_are_called() {
    let first = dirty();
    let page = columns(
        ImportKind::Indicators,
        &first,
        &guessed(ImportKind::Indicators, &first, None),
    );
    let filled: Vec<String> = page
        .fields
        .iter()
        .filter(|line| !line.heading.is_empty())
        .map(|line| format!("{}: {} ({})", line.label, line.heading, line.examples))
        .collect();
    assert_eq!(
        filled,
        [
            "Code of the indicator: Ref (HS01 · HS02)",
            "Name: Indicator1 (Homes let in time · Days to let a home)",
            "Which way is good: Desired Direction (Up · Down)",
            "Target: Target for the year (95% · 17)",
        ]
    );
    let others: Vec<String> = page
        .others
        .iter()
        .map(|other| {
            format!(
                "{} for {} ({})",
                other.heading, other.is_for, other.examples
            )
        })
        .collect();
    assert_eq!(
        others,
        ["2024/25 for 2024/25 (94.2 · 19.5)", "Remark for  (late)"]
    );
    assert_eq!(page.lacking, "");
    let posts = columns(
        ImportKind::Posts,
        &first,
        &guessed(ImportKind::Posts, &first, None),
    );
    assert_eq!(posts.lacking, "Still needed: Title of the post.");
}

#[test]
fn the_senders_last_map_comes_first_and_what_fits_no_longer_is_named() {
    let mut last = Map::default();
    for (field, heading) in [("name", "Remark"), ("target", "Aim")] {
        last.columns.insert(field.to_owned(), heading.to_owned());
    }
    let first = dirty();
    let map = guessed(ImportKind::Indicators, &first, Some(&last));
    assert_eq!(map.columns["name"], "Remark");
    assert_eq!(map.columns["target"], "Target for the year");
    assert_eq!(guess::unfit(&first[1].cells, &last), ["Aim"]);
}

fn taken(import: u128, file: &str, sender: Option<Sender>) -> TakeImport {
    TakeImport {
        import: Id::new(Uuid::from_u128(import)),
        what: ImportKind::Indicators,
        file: file.to_owned(),
        rows: 45,
        accepted: 43,
        records: Vec::new(),
        sender,
        handed_in: false,
    }
}

#[test]
fn the_list_tells_every_import_and_remembers_its_sender() {
    let mut small = Small::new();
    let mut map = Map::default();
    map.columns.insert("code".to_owned(), "ID".to_owned());
    let sender = |map: Option<&Map>| {
        Some(Sender {
            name: "HouseMark".to_owned(),
            map: map.cloned(),
        })
    };
    small.must(SUE, taken(1, "first.csv", sender(Some(&map))));
    small.must(SUE, taken(2, "second.csv", sender(None)));
    let undo = UndoImport {
        import: Id::new(Uuid::from_u128(1)),
        records: Vec::new(),
    };
    small.must(SUE, undo);
    let sight = small.sight(SUE);
    let page = imports::page(&sight);
    assert_eq!(page.heading, "2 files were imported");
    assert!(page.may_import);
    let told: Vec<String> = page
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} from {}, {}, {}",
                row.file,
                row.sender,
                row.rows,
                if row.undone { "taken back" } else { "there" }
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "first.csv from HouseMark, 43 of 45 rows, taken back",
            "second.csv from HouseMark, 43 of 45 rows, there"
        ]
    );
    assert_eq!(view::senders(&sight), ["HouseMark"]);
    // The later file said nothing of its columns, so those of the earlier one count, though it was taken back.
    assert_eq!(
        view::last_map(&sight, " housemark", ImportKind::Indicators),
        Some(map)
    );
    assert_eq!(view::last_map(&sight, "HouseMark", ImportKind::Posts), None);
    let other = imports::page(&small.sight(PRIYA));
    assert!(!other.may_import && other.rows.is_empty());
}

fn preview(fates: Fates, rows: Vec<RowFate>) -> Preview {
    Preview {
        mark: Uuid::nil(),
        what: ImportKind::Measurements,
        fates,
        counts: [(
            "measurements".to_owned(),
            usize::try_from(fates.new + fates.changed).unwrap(),
        )]
        .into(),
        unused: vec!["Remark".to_owned()],
        refused: None,
        of: rows.len(),
        rows,
        page: 0,
        only_problems: false,
    }
}

#[test]
fn a_preview_says_what_becomes_of_each_row_and_the_button_what_it_does() {
    let remark = |refuses| Remark {
        column: "target".to_owned(),
        value: "TBC".to_owned(),
        words: "This is not a number.".to_owned(),
        refuses,
    };
    let change = Change {
        field: "value".to_owned(),
        from: "18.1 for 2022/23".to_owned(),
        to: "18.4".to_owned(),
    };
    let row = |row, fate, remarks, changes| RowFate {
        row,
        label: "HS05".to_owned(),
        fate,
        remarks,
        changes,
    };
    let fates = Fates {
        new: 1,
        changed: 1,
        refused: 1,
        to_look_at: 1,
        unchanged: 0,
    };
    let rows = vec![
        row(9, Fate::Refused, vec![remark(true)], vec![]),
        row(4, Fate::Changed, vec![remark(false)], vec![change]),
        row(5, Fate::New, vec![], vec![]),
    ];
    let page = told(&preview(fates, rows));
    assert_eq!(page.title, "2 rows can be imported; 1 is left out");
    assert_eq!(page.take.as_deref(), Some("Import 2 rows; leave out 1"));
    assert_eq!(page.unused, "Nothing is read from Remark.");
    assert_eq!(page.shown, "Rows 1 to 3 of 3, problems first");
    let lines: Vec<String> = page
        .rows
        .iter()
        .map(|line| {
            format!(
                "{} | {} | {}",
                line.label,
                line.fate,
                line.words.join(" / ")
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Row 9: HS05 | Left out | Target “TBC”: This is not a number.",
            "Row 4: HS05 | Changes | Look at it: Target “TBC”: This is not a number. / Figure: from 18.1 for 2022/23 to 18.4",
            "Row 5: HS05 | New | ",
        ]
    );
}

#[test]
fn where_nothing_can_be_imported_it_says_why() {
    for (fates, title, why) in [
        (
            Fates {
                refused: 2,
                ..Fates::default()
            },
            "No row can be imported",
            "Every row is left out.",
        ),
        (
            Fates {
                unchanged: 2,
                ..Fates::default()
            },
            "2 rows can be imported",
            "All of it is there already",
        ),
        (
            Fates::default(),
            "There is no row under the headings",
            "Every row is left out.",
        ),
    ] {
        let page = told(&preview(fates, Vec::new()));
        assert_eq!((page.title.as_str(), page.take), (title, None));
        assert!(page.refused.unwrap().starts_with(why), "{title}");
    }
    let mut whole = preview(
        Fates {
            new: 1,
            ..Fates::default()
        },
        Vec::new(),
    );
    whole.refused = Some("Support Services can do this.".to_owned());
    let page = told(&whole);
    assert_eq!((page.take, page.refused), (None, whole.refused));
}
