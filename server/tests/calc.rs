//! `throughline calc` (design/calc.md): every question of `tables/calc.txt` and its answer, in one sitting.
//!
//! Run with `UPDATE_GOLDEN=1` to write the answers anew, then read the difference line by line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::{fmt::Write as _, fs, io::BufReader, path::Path};

fn answers(questions: &str) -> Vec<String> {
    let mut out = Vec::new();
    server::calc::run(BufReader::new(questions.as_bytes()), &mut out).unwrap();
    String::from_utf8(out)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_question_has_the_answer_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/calc.txt");
    let table = fs::read_to_string(&path).unwrap();
    let question = |line: &str| line.strip_prefix('>').map(|rest| rest.trim().to_owned());
    let asked: Vec<String> = table.lines().filter_map(question).collect();
    let mut given = answers(&format!("{}\n", asked.join("\n"))).into_iter();
    assert_eq!(given.len(), asked.len(), "one answer a line");
    let mut written = String::new();
    for line in table.lines().filter(|line| !line.starts_with('<')) {
        writeln!(written, "{line}").unwrap();
        if line.starts_with('>') {
            writeln!(written, "< {}", given.next().unwrap()).unwrap();
        }
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &written).unwrap();
    }
    for (stands, comes) in table.lines().zip(written.lines()) {
        assert_eq!(stands, comes);
    }
    assert_eq!(table, written);
}

#[test]
fn a_line_without_an_end_and_one_that_is_no_text_are_answered_too() {
    let mut out = Vec::new();
    let lines: &[u8] = b"\xff\xfe\n{\"fn\":\"period\",\"date\":\"2026-11-21\"}";
    server::calc::run(BufReader::new(lines), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].contains("bad_json"), "{out}");
    assert!(lines[1].contains("2026/27"), "{out}");
}
