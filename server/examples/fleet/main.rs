//! Drives many devices through the real protocol against a server of its own, and prints a JSON object for each workload.
//!
//! ```text
//! cargo run --release -p server --example fleet -- PROGRAM [WORKLOAD…]
//! cargo run --release -p server --example fleet -- fill DATABASE RECORDS
//! ```
//! The second only puts so many records more into a database that holds the demo company, for measurements elsewhere.
//!
//! PROGRAM is the built `throughline`; a WORKLOAD is one of `light paced hot initial offline idle nodes`, all of them where none
//! is named; `nodes` is three servers on a PostgreSQL, whose address THROUGHLINE_TEST_POSTGRES says. Every device is a whole
//! replica of the crate `sync`, so what is measured is from giving a command to having applied
//! what came of it, permissions, rules and a durable commit included.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod device;
mod figures;
mod http;
mod nodes;
mod office;
mod people;
mod workload;

use std::path::PathBuf;

const ALL: [&str; 7] = [
    "light", "paced", "hot", "initial", "offline", "idle", "nodes",
];

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if_eq("fill").is_some() {
        let database = words.next().expect("the address of a database");
        let more = words.next().and_then(|more| more.parse().ok());
        office::filled(&database, more.expect("a number of records")).await;
        return;
    }
    let program = PathBuf::from(words.next().expect("the path of the built program"));
    let named: Vec<String> = words.collect();
    let chosen: Vec<&str> = match named.as_slice() {
        [] => ALL.to_vec(),
        named => named.iter().map(String::as_str).collect(),
    };
    for name in chosen {
        let reports = match name {
            "light" => vec![workload::paced(&program, "paced light", 3, 5).await],
            "paced" => vec![workload::paced(&program, "paced", 8, 10).await],
            "hot" => vec![workload::hot(&program).await],
            "initial" => vec![
                workload::initial(&program, 10_000).await,
                workload::initial(&program, 50_000).await,
            ],
            "offline" => vec![workload::offline(&program).await],
            "idle" => vec![workload::idle(&program).await],
            "nodes" => nodes::all(&program).await,
            other => panic!(
                "no workload is called {other}; there are {}",
                ALL.join(", ")
            ),
        };
        for report in reports {
            println!("{report}");
        }
    }
}
