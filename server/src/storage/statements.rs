//! Every SQL text that both engines share, so that both can be asked whether they understand it.

use sqlx::{Executor, SqlStr};

use super::batch::Batch;
use super::engine::{Db, Tx, on_tx};
use super::table::TABLES;
use super::{
    account, append, attempt, audit, backup, check, log, reading, records, replica, retention,
    schema, session,
};
use crate::error::StorageError;

/// Names the SQL texts of a file, and lists them.
macro_rules! statements {
    ($($name:ident = $text:literal;)*) => {
        $(const $name: &str = $text;)*
        pub(super) const STATEMENTS: &[&str] = &[$($name),*];
    };
}
pub(super) use statements;

/// The texts used as they stand.
const SINGLE: [&[&str]; 13] = [
    account::STATEMENTS,
    append::STATEMENTS,
    attempt::STATEMENTS,
    audit::STATEMENTS,
    backup::STATEMENTS,
    check::STATEMENTS,
    log::STATEMENTS,
    reading::STATEMENTS,
    records::STATEMENTS,
    replica::STATEMENTS,
    retention::STATEMENTS,
    schema::STATEMENTS,
    session::STATEMENTS,
];

impl Db {
    /// Asks the engine to prepare every statement and returns how many there are. An error names a
    /// statement that does not fit this engine or this schema.
    pub async fn prepare_all(&self) -> Result<usize, StorageError> {
        let mut tx = self.snapshot().await?;
        let mut texts = every_text();
        texts.push(tx.own_lock());
        let count = texts.len();
        for text in texts {
            prepare(&mut tx, text).await?;
        }
        Ok(count)
    }
}

fn every_text() -> Vec<&'static str> {
    let batches: [&[&'static Batch]; 2] = [&account::BATCHES, &append::BATCHES];
    let repeated = batches
        .iter()
        .copied()
        .flatten()
        .copied()
        .chain(TABLES.iter().map(|table| &table.write))
        .flat_map(|batch| batch.texts())
        .map(String::as_str);
    SINGLE
        .iter()
        .copied()
        .flatten()
        .copied()
        .chain(TABLES.iter().map(|table| table.read))
        .chain(repeated)
        .collect()
}

async fn prepare(tx: &mut Tx, text: &'static str) -> Result<(), StorageError> {
    let sql = SqlStr::from_static(text);
    on_tx!(tx, conn => conn.prepare(sql).await.map(drop)).map_err(|error| {
        let first = text
            .split_whitespace()
            .take(6)
            .collect::<Vec<_>>()
            .join(" ");
        StorageError::Schema(
            format!("the database does not understand the statement \"{first} …\""),
            Some(error.into()),
        )
    })
}
