//! A database of its own, and the program at it: files are imported and reports read as an administrator would.
#![allow(dead_code)] // Each test program uses a part of this.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

pub mod hostile;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// What a command came to.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// The one JSON object that was printed.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {self:?}"))
    }

    /// The codes of the problems, with how many rows have each: `no_code 1, not_a_number 2`.
    pub fn problems(&self) -> String {
        let mut counts = std::collections::BTreeMap::new();
        for problem in self.json()["problems"].as_array().unwrap() {
            *counts
                .entry(problem["code"].as_str().unwrap().to_owned())
                .or_insert(0) += 1;
        }
        let told: Vec<String> = counts
            .iter()
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        told.join(", ")
    }

    /// How many records of a kind are new or different.
    pub fn changed(&self, kind: &str) -> u64 {
        self.json()["changed"][kind].as_u64().unwrap_or(0)
    }
}

pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A file of this desk.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    pub fn run(&self, arguments: &[&str]) -> Answer {
        let database = format!("sqlite:{}", self.folder.path().join("desk.db").display());
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_throughline"))
            .args(arguments)
            .env("THROUGHLINE_DATABASE_URL", database)
            .env_remove("THROUGHLINE_CONFIG")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Answer {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Imports a file with a map, which may be empty.
    pub fn import(&self, file: &Path, what: &str, map: &str, more: &[&str]) -> Answer {
        let map = self.file("map.toml", map);
        let mut arguments = vec!["import", file.to_str().unwrap(), "--as", what, "--json"];
        if fs::metadata(&map).unwrap().len() > 0 {
            arguments.extend(["--map", map.to_str().unwrap()]);
        }
        arguments.extend(more);
        self.run(&arguments)
    }

    /// The lines of a report.
    pub fn report(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = vec!["report"];
        all.extend(arguments);
        all.push("--json");
        let answer = self.run(&all);
        assert_eq!(answer.code, 0, "{answer:?}");
        answer
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The figure of an indicator.
    pub fn value(&self, indicator: &str, period: &str) -> Value {
        self.report(&["value", "--indicator", indicator, "--period", period])
            .remove(0)
    }
}

/// A workbook with one sheet of rows of text and numbers, as small as it may be.
pub fn xlsx(rows: &str) -> Vec<u8> {
    workbook(rows, "<sst/>")
}

/// The same, with what its cells of text may point at.
pub fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", strings),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            ),
        ),
    ])
}

/// Files in an archive.
pub fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell of text at a place such as B2.
pub fn text(place: &str, words: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

/// The folder of real public data; none where it is not there, which is said.
pub fn data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("THROUGHLINE_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: {test}: THROUGHLINE_DATA names no folder of real data");
    }
    folder
}
