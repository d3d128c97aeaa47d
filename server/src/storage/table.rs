//! The tables that a backup holds, column by column, so that one text moves them between the engines.
//!
//! Sessions and attempts to sign in are not among them: a restored server must not let anybody in whom it would not have let
//! in. `meta` is one row and travels by itself.

use super::batch::Batch;

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    Text,
    Number,
    Flag,
}

/// One value of one row.
pub(super) enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
    Flag(bool),
}

impl Cell {
    /// The value as bytes that no other value has.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(None) | Self::Number(None) => b"-".to_vec(),
            Self::Text(Some(text)) => [b"+", text.as_bytes()].concat(),
            Self::Number(Some(number)) => [b"+".as_slice(), &number.to_be_bytes()].concat(),
            Self::Flag(flag) => vec![u8::from(*flag)],
        }
    }
}

/// A table that is copied whole.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Holds)],
    /// Every row.
    pub(super) read: &'static str,
    /// Adds rows.
    pub(super) write: Batch,
}

macro_rules! placeholder {
    ($column:ident) => {
        "$"
    };
}

macro_rules! table {
    ($name:ident by $key:literal: $first:ident $of:ident $(, $column:ident $holds:ident)* $(,)?) => {
        Table {
            name: stringify!($name),
            columns: &[(stringify!($first), Holds::$of) $(, (stringify!($column), Holds::$holds))*],
            read: concat!(
                "SELECT ", stringify!($first) $(, ", ", stringify!($column))*,
                " FROM ", stringify!($name), " ORDER BY ", $key,
            ),
            write: Batch::new(
                concat!(
                    "INSERT INTO ", stringify!($name),
                    " (", stringify!($first) $(, ", ", stringify!($column))*, ") VALUES",
                ),
                &[placeholder!($first) $(, placeholder!($column))*],
                "",
            ),
        }
    };
}

/// In an order in which each row finds those it points at.
pub(super) static TABLES: [Table; 7] = [
    table!(replica by "id":
        id Text, principal Text, created_at Number, last_seen_at Number, last_command_no Number,
        poison_no Number, poison_tries Number, state Text),
    table!(commit_log by "seq":
        seq Number, at Number, actor Text, replica Text, command_no Number, command_uuid Text,
        command Text, outcome Text, rejection Text, digest Text, chain Text),
    table!(version by "seq, ord":
        seq Number, ord Number, kind Text, id Text, scope Text, prev_scope Text, body Text),
    table!(record by "kind, id": kind Text, id Text, scope Text, seq Number, body Text),
    table!(dead_letter by "replica, command_no":
        replica Text, command_no Number, at Number, command Text, error Text, incident Text),
    table!(account by "person":
        person Text, sign_in_name Text, sign_in_key Text, password Text, state Text,
        failed_count Number, code_hash Text, code_expires_at Number, must_change Flag,
        created_at Number, last_sign_in_at Number),
    table!(audit by "no":
        no Number, at Number, actor Text, action Text, subject Text, chain Text),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::error::StorageError;
    use crate::storage::{Db, Options, engine::on_db};

    /// Not in a backup, on purpose; `meta` travels by itself.
    const LEFT_OUT: [&str; 4] = ["meta", "session", "sign_in_attempt", "_sqlx_migrations"];

    /// A column that a later migration adds has to be copied too, and a table copied or left out on purpose.
    #[tokio::test]
    async fn every_column_of_the_schema_is_copied() -> Result<(), StorageError> {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("schema.db");
        let url = format!("sqlite:{}", path.display()).parse().unwrap();
        let db = Db::open(&url, Options::default()).await.unwrap();
        db.migrate().await.unwrap();
        let columns = "SELECT sqlite_master.name, part.name FROM sqlite_master
            JOIN pragma_table_info(sqlite_master.name) AS part WHERE sqlite_master.type = 'table'";
        let found: Vec<(String, String)> = on_db!(&db, pool => sqlx::query_as(columns)
            .fetch_all(pool).await?);
        let found: BTreeSet<(String, String)> = found
            .into_iter()
            .filter(|(table, _)| !LEFT_OUT.contains(&table.as_str()))
            .collect();
        let copied: BTreeSet<(String, String)> = TABLES
            .iter()
            .flat_map(|table| {
                table
                    .columns
                    .iter()
                    .map(|(column, _)| (table.name, *column))
            })
            .map(|(table, column)| (table.to_owned(), column.to_owned()))
            .collect();
        assert_eq!(copied, found);
        db.close().await;
        Ok(())
    }

    #[test]
    fn nothing_is_not_an_empty_text() {
        assert_ne!(
            Cell::Text(None).bytes(),
            Cell::Text(Some(String::new())).bytes()
        );
    }
}
