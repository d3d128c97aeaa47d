//! What the project promises about itself: its folders, its arrows, its sizes and its bans, with a list of exceptions that may
//! only shrink.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Files over the limit, with the reason. A file that is under the limit again has to leave the list.
const LONG_FILES: &[(&str, &str)] = &[];
/// Functions over the limit, as `file:function`, with the reason.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

const FILE_MAX: usize = 600;
const FILE_P95_MAX: usize = 400;
const FILE_MEDIAN_MAX: usize = 150;
const FUNCTION_MAX: usize = 70;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The files of the project by their paths from the root; build results and packages are not among them.
fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(listed.status.success(), "git lists the files");
    let mut files: Vec<String> = String::from_utf8(listed.stdout)
        .unwrap()
        .lines()
        .filter(|path| root().join(path).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    assert!(files.len() > 100, "only {} files were found", files.len());
    files
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn rust_files() -> Vec<String> {
    files()
        .into_iter()
        .filter(|path| path.ends_with(".rs"))
        .collect()
}

/// The lines of a file that are not its tests.
fn code(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or(text)
        .to_owned()
}

#[test]
fn the_top_level_is_the_one_that_was_agreed() {
    let agreed: BTreeSet<&str> = [
        "Cargo.toml",
        "app",
        "server",
        "style",
        "public",
        "end2end",
        "README.md",
    ]
    .into();
    let tools: BTreeSet<&str> = [
        "Cargo.lock",
        "Makefile",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "rustfmt.toml",
        "clippy.toml",
        "deny.toml",
    ]
    .into();
    let found: BTreeSet<String> = files()
        .iter()
        .map(|path| path.split('/').next().unwrap().to_owned())
        .collect();
    for name in &found {
        let known = agreed.contains(name.as_str())
            || tools.contains(name.as_str())
            || name.starts_with('.');
        assert!(known, "{name} stands at the top level");
    }
    for name in agreed {
        assert!(found.contains(name), "{name} is missing at the top level");
    }
}

#[test]
fn no_drawer_is_called_utils_common_or_helpers() {
    for path in files() {
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap();
            assert!(
                !["utils", "util", "common", "helpers", "helper", "misc"].contains(&stem),
                "{path}"
            );
        }
    }
}

#[test]
fn the_arrows_point_one_way() {
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let dependencies = package["dependencies"].as_array().unwrap();
        let normal = dependencies
            .iter()
            .filter(|dependency| dependency["kind"] != "dev")
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        arrows.insert(
            package["name"].as_str().unwrap().to_owned(),
            normal.collect(),
        );
    }
    let own = |name: &str| -> BTreeSet<&str> {
        arrows[name]
            .iter()
            .map(String::as_str)
            .filter(|other| arrows.contains_key(*other))
            .collect()
    };
    assert_eq!(own("domain"), BTreeSet::new());
    assert_eq!(own("sync"), ["domain"].into());
    assert_eq!(own("app"), ["domain", "sync"].into());
    assert_eq!(own("server"), ["app", "domain", "sync"].into());
    for pure in ["domain", "sync"] {
        for banned in [
            "tokio",
            "sqlx",
            "axum",
            "leptos",
            "rand",
            "getrandom",
            "chrono",
            "web-sys",
            "js-sys",
            "futures",
        ] {
            assert!(!arrows[pure].contains(banned), "{pure} depends on {banned}");
        }
    }
}

#[test]
fn the_core_reads_no_clock_and_draws_nothing() {
    let banned = [
        "Timestamp::now",
        "Zoned::now",
        "SystemTime",
        "Instant::now",
        "now_v7",
        "new_v4",
        "HashMap",
        "HashSet",
        "std::fs",
        "std::net",
        "std::env",
        "async fn",
        "println!",
        "std::thread",
    ];
    for path in rust_files() {
        if !(path.starts_with("app/domain/src") || path.starts_with("app/sync/src")) {
            continue;
        }
        for (number, line) in code(&read(&path)).lines().enumerate() {
            let line = line.split("//").next().unwrap();
            for word in banned {
                assert!(!line.contains(word), "{path}:{}: {word}", number + 1);
            }
        }
    }
}

#[test]
fn only_storage_names_sqlx() {
    for path in rust_files()
        .iter()
        .filter(|path| path.starts_with("server/src") && !path.starts_with("server/src/storage/"))
    {
        let text = read(path);
        let naming = text
            .lines()
            .any(|line| line.split("//").next().unwrap().contains("sqlx::"));
        assert!(!naming, "{path} names sqlx");
    }
}

#[test]
fn nothing_bypasses_escaping() {
    for path in rust_files()
        .iter()
        .filter(|path| path.starts_with("app/src") || path.starts_with("server/src"))
    {
        let text = code(&read(path));
        for (number, line) in text.lines().enumerate() {
            let line = line.split("//").next().unwrap();
            let textarea = line.contains("<textarea") && !path.ends_with("components/text_area.rs");
            let inner = line.contains("inner_html") && !path.contains("public_site/drawing");
            let style = line.contains(" style=") && line.contains('<');
            assert!(
                !textarea && !inner && !style,
                "{path}:{}: {line}",
                number + 1
            );
        }
    }
}

#[test]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> = rust_files()
        .into_iter()
        .filter(|path| !path.contains("/tests/"))
        .map(|path| (read(&path).lines().count(), path))
        .collect();
    sizes.sort();
    let at = |share: f64| sizes[((sizes.len() - 1) as f64 * share) as usize].0;
    assert!(
        at(0.5) <= FILE_MEDIAN_MAX,
        "the median file has {} lines",
        at(0.5)
    );
    assert!(
        at(0.95) <= FILE_P95_MAX,
        "the 95th percentile has {} lines",
        at(0.95)
    );
    let others = files().into_iter().filter(|path| {
        [".css", ".js", ".mjs", ".ts", ".sh", ".sql"]
            .iter()
            .any(|end| path.ends_with(end))
    });
    let all = rust_files()
        .into_iter()
        .chain(others)
        .map(|path| (read(&path).lines().count(), path));
    let long: BTreeSet<String> = all
        .filter(|(lines, _)| *lines > FILE_MAX)
        .map(|(_, path)| path)
        .collect();
    let excepted: BTreeSet<String> = LONG_FILES
        .iter()
        .map(|(path, _)| (*path).to_owned())
        .collect();
    assert_eq!(
        long, excepted,
        "files over {FILE_MAX} lines, and the exceptions named for it"
    );
}

#[test]
fn functions_stay_short() {
    let mut long = BTreeSet::new();
    for path in rust_files()
        .iter()
        .filter(|path| !path.contains("/tests/") && !path.ends_with("/tests.rs"))
    {
        for (name, lines) in functions(&code(&read(path))) {
            if lines > FUNCTION_MAX {
                long.insert(format!("{path}:{name}"));
            }
        }
    }
    let excepted: BTreeSet<String> = LONG_FUNCTIONS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(
        long, excepted,
        "functions over {FUNCTION_MAX} lines, and the exceptions named for it"
    );
}

/// Each function's name and length, by the brace that closes at the indent at which it began.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let Some(after) = trimmed.split_once("fn ").filter(|(before, _)| {
            before.split_whitespace().all(|word| {
                ["pub", "const", "async", "unsafe"].contains(&word) || word.starts_with("pub(")
            })
        }) else {
            continue;
        };
        // A signature that ends in a semicolon has no body.
        let signature = lines[start..]
            .iter()
            .find_map(|line| line.chars().find(|letter| matches!(letter, '{' | ';')));
        if signature == Some(';') {
            continue;
        }
        let indent = line.len() - trimmed.len();
        let closing = format!("{}}}", " ".repeat(indent));
        if let Some(length) = lines[start..].iter().position(|line| *line == closing) {
            let name = after.1.split(['(', '<']).next().unwrap().to_owned();
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn every_dependency_takes_its_version_from_one_place() {
    for path in files()
        .iter()
        .filter(|path| path.ends_with("Cargo.toml") && path.as_str() != "Cargo.toml")
    {
        let manifest: toml::Table = read(path).parse().unwrap();
        for section in ["dependencies", "dev-dependencies"] {
            for (name, value) in manifest
                .get(section)
                .and_then(toml::Value::as_table)
                .into_iter()
                .flatten()
            {
                let shared = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(shared, "{path}: {name} has a version of its own");
            }
        }
    }
}

#[test]
fn nothing_names_the_machine_it_was_made_on() {
    // Written in two halves, so that this file does not find itself.
    let banned = [
        ["/work", "/main"],
        ["/work", "/shared"],
        ["../", "shared"],
        ["crates", ".io"],
        ["registry.", "npmjs"],
    ];
    for path in files() {
        if ["Cargo.lock", "LICENSE"].contains(&path.as_str())
            || path.ends_with("package-lock.json")
            || path.ends_with(".png")
        {
            continue;
        }
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for halves in banned {
            // The one place that looks for the folder of real data beside the checkout.
            if path == ".ci/env.sh" && halves[0] == "../" {
                continue;
            }
            assert!(
                !text.contains(&halves.concat()),
                "{path} names {}",
                halves.concat()
            );
        }
    }
}
