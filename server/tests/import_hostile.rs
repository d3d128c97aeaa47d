//! Files made to do harm, or merely odd: read or refused within the limits, and nothing stored of what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod desk;

use std::fmt::Write as _;

use desk::{
    Desk,
    hostile::{self, HEADINGS, ROW, sheet},
    text, workbook, xlsx,
};

/// Refused as a file, with words that hold these, and nothing is stored.
fn refused(name: &str, bytes: impl AsRef<[u8]>, words: &str) {
    let desk = Desk::new();
    let file = desk.file(name, bytes);
    let answer = desk.import(&file, "indicators", "", &[]);
    assert_eq!(answer.code, 2, "{name}: {answer:?}");
    assert!(answer.err.contains(words), "{name}: {answer:?}");
    let stored = desk.report(&["rag", "--by", "source", "--period", "2022/23"]);
    assert!(stored.is_empty(), "{name}: {stored:?}");
}

/// Read, with the one figure that it holds.
fn read(name: &str, bytes: impl AsRef<[u8]>) {
    let desk = Desk::new();
    let file = desk.file(name, bytes);
    let answer = desk.import(&file, "indicators", "", &[]);
    assert_eq!(answer.code, 0, "{name}: {answer:?}");
    assert_eq!(desk.value("A1", "2022/23")["value"], "5.0000", "{name}");
}

#[test]
fn what_is_made_to_do_harm_is_refused() {
    for (name, bytes, words) in hostile::refused() {
        refused(name, bytes, words);
    }
}

#[test]
fn a_cell_far_down_takes_no_memory() {
    let low = format!(
        r#"<row r="1048576">{}</row>"#,
        text("A1048576", "A note at the very end")
    );
    read("low.xlsx", xlsx(&sheet(&low)));
}

#[test]
fn a_million_shared_strings_are_read_within_the_memory_of_the_child() {
    let mut strings = String::from("<sst>");
    for number in 0..1_000_000 {
        write!(strings, "<si><t>string number {number}</t></si>").unwrap();
    }
    strings.push_str("</sst>");
    let book = workbook(&sheet(""), &strings);
    read("strings.xlsx", book);
}

#[test]
fn encodings_and_quotes_as_they_come() {
    let utf16: Vec<u8> = format!("\u{feff}{HEADINGS}\n{ROW}\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    read("utf16.csv", utf16);
    read(
        "windows.csv",
        [
            HEADINGS.as_bytes(),
            b"\r\nA1,Caf\xe9 \x96 one,higher,5,2022/23\r\n",
        ]
        .concat(),
    );
    read(
        "quotes.csv",
        format!("{HEADINGS}\nA1,\"He said \"\"no \"\"\"\"never\"\"\"\"\"\"\",higher,5,2022/23\n"),
    );
    read(
        "semicolons.csv",
        format!("{HEADINGS}\n{ROW}\n").replace(',', ";"),
    );
}

#[test]
fn a_formula_is_text_and_is_never_worked_out() {
    let desk = Desk::new();
    let file = desk.file(
        "formula.csv",
        format!("{HEADINGS}\nA1,\"=HYPERLINK(\"\"http://example.org\"\")\",higher,=1+4,2022/23\n"),
    );
    let answer = desk.import(&file, "indicators", "", &[]);
    assert_eq!(
        (answer.code, answer.problems()),
        (3, "not_a_number 1".to_owned()),
        "{answer:?}"
    );
}
