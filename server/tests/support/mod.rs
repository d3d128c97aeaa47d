//! A database for a test: a SQLite file, and a PostgreSQL database where there is a PostgreSQL.
//!
//! `on_both_engines!` turns one async function into a test for each engine.
#![allow(dead_code)] // Each test program uses a part of this.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

pub mod cluster;
pub mod database;
pub mod disk;
pub mod office;
pub mod process;
pub mod proxy;
pub mod rows;
pub mod writers;

/// Runs `async fn name(at: TestDatabase)` once on a new SQLite file and once on a new PostgreSQL
/// database. Without PostgreSQL the second says so and passes, except where `CI` is set: there it fails.
#[allow(unused_macros)]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($at:ident: TestDatabase) $body:block)*) => {
        $(
            $(#[$meta])*
            mod $name {
                #[allow(unused_imports)]
                use super::*;

                async fn run($at: $crate::support::database::TestDatabase) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    $crate::support::database::on_sqlite(run).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn postgres() {
                    $crate::support::database::on_postgres(run).await;
                }
            }
        )*
    };
}
#[allow(unused_imports)]
pub(crate) use on_both_engines;
