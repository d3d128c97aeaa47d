//! What a page shows as the cells of a spreadsheet, as a table: `tables/spreadsheet.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::spreadsheet::{Cell, Sheet, csv, names};

fn is(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "nothing".to_owned(),
        Cell::Number { value, format } => format!("{value} as {format}"),
        Cell::Text(_) => "words".to_owned(),
    }
}

#[test]
fn what_is_shown_is_a_number_or_words_and_never_a_formula() {
    for row in tables::rows(include_str!("tables/spreadsheet.txt")) {
        let shown = row.get("shown");
        assert_eq!(is(&Cell::read(shown)), row.get("is"), "{}", row.words());
        let sheet = Sheet {
            caption: String::new(),
            rows: vec![vec![shown.to_owned()]],
        };
        let line = csv(&sheet);
        let cell = line.trim_start_matches('\u{feff}').trim_end();
        assert_eq!(cell, row.get("csv"), "{}", row.words());
    }
}

#[test]
fn what_is_tabbed_or_broken_over_lines_is_one_line() {
    assert_eq!(
        Cell::read("\tOff\n target "),
        Cell::Text("Off target".to_owned())
    );
}

#[test]
fn sheets_have_names_that_every_program_takes_and_none_twice() {
    let long = "Every figure, latest period first, with what it was counted from";
    assert_eq!(
        names([
            "Targets: 2026/27 [all]",
            "",
            long,
            long,
            "targets 2026 27 all"
        ]),
        [
            "Targets 2026 27 all",
            "Table",
            "Every figure, latest period fir",
            "Every figure, latest period 2",
            "targets 2026 27 all 2",
        ]
    );
}
