//! No table lies about unread: each is read by a test and listed in `tables/mod.rs`, where each listed one is there (rules.md 4: every
//! worked example is a row).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use std::{collections::BTreeSet, fs, path::Path};

/// The vectors of peers.md 5.7 that are to be rows of `peers.txt`.
const VECTORS: [&str; 11] = ["1", "2", "3", "4", "5", "6", "7", "8", "11", "13", "14"];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The names of the tables that lie in the folder.
fn there() -> BTreeSet<String> {
    let files = fs::read_dir(folder().join("tables")).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt"))
        .collect()
}

/// What a text names between `before` and `after`.
fn named(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split_once(after))
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".txt"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_table_is_listed_and_read_by_a_test() {
    let there = there();
    assert!(there.len() > 40, "only {} tables were found", there.len());
    let listed = fs::read_to_string(folder().join("tables/mod.rs")).unwrap();
    // Every other piece between backquotes is a name.
    let listed: BTreeSet<String> = listed
        .split('`')
        .filter(|name| name.ends_with(".txt"))
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, there, "listed in tables/mod.rs, and there");
    let mut read = BTreeSet::new();
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            read.extend(named(&text, "include_str!(\"tables/", "\")"));
        }
    }
    assert_eq!(read, there, "read by a test, and there");
}

#[test]
fn every_rule_of_chapter_four_is_listed() {
    let listed = fs::read_to_string(folder().join("tables/mod.rs")).unwrap();
    for rule in 1..=13 {
        let line = format!("//! - 4.{rule} ");
        assert!(listed.contains(&line), "{line}");
    }
}

#[test]
fn every_vector_that_others_get_wrong_is_a_row() {
    let rows = tables::rows(include_str!("tables/peers.txt"));
    let numbers: BTreeSet<&str> = rows.iter().map(|row| row.get("no")).collect();
    assert_eq!(numbers, BTreeSet::from(VECTORS));
}
