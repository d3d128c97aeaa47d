//! What a page saves, read again by the importer: figures as figures, words as words, and nothing that a spreadsheet would work out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod desk;

use std::{fs::File, path::Path, process::Command};

use app::workbook::workbook;
use desk::Desk;
use domain::spreadsheet::{Sheet, csv};

fn sheet(caption: &str, rows: &[&[&str]]) -> Sheet {
    Sheet {
        caption: caption.to_owned(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect(),
    }
}

/// The cells of a file as the importer's own process reads them from its standard input.
fn read(file: &Path, kind: &str, sheet: Option<&str>) -> Vec<Vec<String>> {
    let answer = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(["read-table", kind])
        .args(sheet.map(|name| format!("--sheet={name}")))
        .stdin(File::open(file).unwrap())
        .output()
        .unwrap();
    let out = String::from_utf8(answer.stdout).unwrap();
    let lines = out.lines().filter(|line| line.starts_with('['));
    lines
        .map(|line| {
            let (_, cells): (u32, Vec<String>) = serde_json::from_str(line).unwrap();
            cells
        })
        .collect()
}

const SHOWN: &[&[&str]] = &[
    &["Indicator", "Latest", "Change", "Cost", "Said"],
    &["HS01 Homes let", "63.6%", "−4.1%", "£1,234.50", "=1+1"],
    &["HS02 Calls", "1,200", "0", "−£20", "+44 1702 000000"],
    &["@home", "18.4 days", "", "", "He said \"no\", twice"],
];

#[test]
fn a_workbook_has_figures_as_figures_and_words_as_words() {
    let desk = Desk::new();
    let tables = [
        sheet("Furthest from target: all", SHOWN),
        sheet("Second", &[&["A"], &["1"]]),
    ];
    let file = desk.file("saved.xlsx", workbook(&tables).unwrap());
    assert_eq!(
        read(&file, "xlsx", Some("Furthest from target all")),
        [
            vec!["Indicator", "Latest", "Change", "Cost", "Said"],
            vec!["HS01 Homes let", "63.6", "-4.1", "1234.5", "=1+1"],
            vec!["HS02 Calls", "1200", "0", "-20", "+44 1702 000000"],
            vec!["@home", "18.4", "", "", "He said \"no\", twice"],
        ]
    );
    assert_eq!(read(&file, "xlsx", Some("Second")), [["A"], ["1"]]);
}

#[test]
fn a_csv_file_has_what_was_shown_and_no_formula() {
    let desk = Desk::new();
    let file = desk.file("saved.csv", csv(&sheet("Any", SHOWN)));
    assert_eq!(
        read(&file, "csv", None),
        [
            vec!["Indicator", "Latest", "Change", "Cost", "Said"],
            vec!["HS01 Homes let", "63.6%", "-4.1%", "£1,234.50", "'=1+1"],
            vec!["HS02 Calls", "1,200", "0", "-£20", "'+44 1702 000000"],
            vec!["'@home", "18.4 days", "", "", "He said \"no\", twice"],
        ]
    );
}

const MAP: &str = r#"
[columns]
code = "Code"
name = "Indicator"
direction = "Which way is good"
unit = "Unit"
target = "Target"
[direction]
higher = ["Higher is better"]
lower = ["Lower is better"]
[periods]
"2022/23" = "2022/23"
[defaults]
source = "lpi"
"#;

#[test]
fn a_table_that_was_saved_comes_back_the_same_either_way() {
    let table = sheet(
        "The register",
        &[
            &[
                "Code",
                "Indicator",
                "Which way is good",
                "Unit",
                "Target",
                "2022/23",
            ],
            &[
                "HS01",
                "Homes let in time",
                "Higher is better",
                "%",
                "95%",
                "94.2%",
            ],
            &[
                "HS02",
                "Calls answered",
                "Higher is better",
                "number",
                "1,200",
                "1,345",
            ],
            &[
                "HS03",
                "Days to let a home",
                "Lower is better",
                "days",
                "17",
                "18.1",
            ],
        ],
    );
    let values = |name: &str, content: Vec<u8>| {
        let desk = Desk::new();
        let file = desk.file(name, content);
        let taken = desk.import(&file, "indicators", MAP, &[]);
        assert_eq!(taken.code, 0, "{taken:?}");
        ["HS01", "HS02", "HS03"].map(|code| desk.value(code, "2022/23"))
    };
    let from_workbook = values(
        "saved.xlsx",
        workbook(std::slice::from_ref(&table)).unwrap(),
    );
    let from_csv = values("saved.csv", csv(&table).into_bytes());
    assert_eq!(from_workbook, from_csv);
    let read: Vec<_> = from_csv.iter().map(|answer| &answer["value"]).collect();
    assert_eq!(read, ["94.2000", "1345.0000", "18.1000"]);
}
