//! A backup: a SQLite file with the same schema whichever engine it came from, and one table more that says what it should hold.

use std::path::Path;

use super::digest::to_hex;
use super::engine::{Db, Tx, on_db, on_tx};
use super::log::{Meta, damaged, read_digest};
use super::postgres;
use super::reading::{Reading, TableSum, copy, sums};
use super::schema::FIRST;
use super::sqlite::Sqlite;
use super::statements::statements;
use super::table::TABLES;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    SET_META = "UPDATE meta SET epoch = $1, head_seq = $2, min_seq = $3, chain = $4, backed_up_seq = $5 WHERE id = 1";

    RAISE = "UPDATE meta SET backed_up_seq = $1 WHERE id = 1 AND epoch = $2 AND backed_up_seq < $1";
}

/// Only a backup has these tables, which is also how one is told from a database in use.
const CONTENTS: &str = "
    CREATE TABLE backup (id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1), made_at BIGINT NOT NULL);
    CREATE TABLE backup_sum (name TEXT NOT NULL PRIMARY KEY, count BIGINT NOT NULL, digest TEXT NOT NULL);";

const SAY_WHEN: &str = "INSERT INTO backup (id, made_at) VALUES (1, $1)";
const SAY_SUM: &str = "INSERT INTO backup_sum (name, count, digest) VALUES ($1, $2, $3)";
const WHEN: &str = "SELECT made_at FROM backup WHERE id = 1";
const SUMS: &str = "SELECT name, count, digest FROM backup_sum";

/// What a backup says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// When it was made.
    pub made_at: Micros,
    /// What each table came to in the database that it was made from.
    pub sums: Vec<TableSum>,
}

impl Reading {
    /// Writes this state into a new file and returns what was read. The file is whole once this returns, and on the disk.
    pub async fn copy_to(
        &mut self,
        path: &Path,
        now: Micros,
    ) -> Result<Vec<TableSum>, StorageError> {
        let file = Db::Sqlite(Sqlite::create_copy(path).await?);
        let copied = self.fill(&file, now).await;
        file.close().await;
        copied
    }

    async fn fill(&mut self, file: &Db, now: Micros) -> Result<Vec<TableSum>, StorageError> {
        file.migrate().await?;
        let mut tx = file.write().await?;
        let meta = self.meta().clone();
        set_meta(&mut tx, &meta).await?;
        let copied = copy(&mut self.tx, &mut tx).await?;
        on_tx!(&mut tx, conn => {
            sqlx::raw_sql(CONTENTS).execute(&mut *conn).await?;
            sqlx::query(SAY_WHEN).bind(now).execute(&mut *conn).await?;
            for sum in &copied {
                sqlx::query(SAY_SUM)
                    .bind(sum.table).bind(sum.rows).bind(to_hex(&sum.digest))
                    .execute(&mut *conn).await?;
            }
        });
        tx.commit().await?;
        Ok(copied)
    }
}

impl Db {
    /// Opens a backup to read it. Nothing in it can be changed through this.
    pub async fn open_backup(path: &Path) -> Result<Self, StorageError> {
        let words = |what: &str| StorageError::Address(format!("{}: {what}", path.display()));
        if !path.is_file() {
            return Err(words("there is no such file"));
        }
        let no_backup = "this is not a backup made by `throughline backup`";
        let file = match Sqlite::open_copy(path).await {
            Ok(file) => Self::Sqlite(file),
            Err(StorageError::Damaged { .. }) => return Err(words(no_backup)),
            Err(error) => return Err(error),
        };
        let found =
            on_db!(&file, pool => sqlx::query_scalar::<_, Micros>(WHEN).fetch_optional(pool).await);
        let refused = match found {
            Ok(Some(_)) if file.is_of_newer_version().await? => {
                words("this backup was made by a newer Throughline; use that one")
            }
            Ok(Some(_)) if file.missing_migrations().await?.is_empty() => return Ok(file),
            Ok(Some(_)) => words(
                "this backup was made by an earlier Throughline; restore it with the version that made it, then run `throughline migrate` with this one",
            ),
            Ok(None) | Err(sqlx::Error::Database(_)) => words(no_backup),
            Err(error) => error.into(),
        };
        file.close().await;
        Err(refused)
    }

    /// What a backup says about itself; asked of anything else, this is an error.
    pub async fn contents(&self) -> Result<Contents, StorageError> {
        let (made_at, rows) = on_db!(self, pool => (
            sqlx::query_scalar::<_, Micros>(WHEN).fetch_one(pool).await?,
            sqlx::query_as::<_, (String, i64, String)>(SUMS).fetch_all(pool).await?,
        ));
        let mut sums = Vec::with_capacity(TABLES.len());
        for table in &TABLES {
            let (_, count, digest) = rows
                .iter()
                .find(|(name, _, _)| name == table.name)
                .ok_or_else(|| damaged("backup_sum.name"))?;
            sums.push(TableSum {
                table: table.name,
                rows: *count,
                digest: read_digest(digest, "backup_sum.digest")?,
            });
        }
        Ok(Contents { made_at, sums })
    }

    /// Notes that a verified backup holds everything up to `head_seq` of this history. It never goes back.
    pub async fn raise_backed_up(&self, held: &Meta) -> Result<(), StorageError> {
        let mut tx = self.write().await?;
        on_tx!(&mut tx, conn => {
            sqlx::query(RAISE).bind(held.head_seq).bind(held.epoch.to_string()).execute(conn).await?;
        });
        tx.commit().await
    }

    /// Whether nothing was ever put into this database: no schema yet, or not one row that a backup would hold.
    pub async fn is_empty(&self) -> Result<bool, StorageError> {
        let missing = self.missing_migrations().await?;
        if missing.first() == Some(&FIRST) {
            return Ok(true);
        }
        if !missing.is_empty() {
            return Ok(false);
        }
        Ok(nothing(&self.reading().await?.sums().await?))
    }

    /// Takes over everything that `from` holds, under a history of its own: `meta` with another epoch. False, and nothing
    /// written, where this database is not empty. What it comes to is compared before anything becomes visible.
    pub async fn restore(&self, from: &mut Reading, meta: &Meta) -> Result<bool, StorageError> {
        let mut tx = self.write().await?;
        // A server that runs on this database, empty as it is, waits.
        let lock = tx.own_lock();
        on_tx!(&mut tx, conn => sqlx::query(lock).fetch_one(conn).await.map(drop)?);
        if let Tx::Postgres(tx) = &mut tx {
            postgres::lock_accounts(tx).await?;
        }
        if !nothing(&sums(&mut tx).await?) {
            tx.rollback().await?;
            return Ok(false);
        }
        let read = copy(&mut from.tx, &mut tx).await?;
        if sums(&mut tx).await? != read {
            tx.rollback().await?;
            return Err(damaged(
                "what was just written, which does not read back as it was",
            ));
        }
        set_meta(&mut tx, meta).await?;
        if let Tx::Postgres(tx) = &mut tx {
            postgres::announce(tx, meta.head_seq).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

fn nothing(sums: &[TableSum]) -> bool {
    sums.iter().all(|sum| sum.rows == 0)
}

async fn set_meta(tx: &mut Tx, meta: &Meta) -> Result<(), StorageError> {
    on_tx!(tx, conn => {
        sqlx::query(SET_META)
            .bind(meta.epoch.to_string())
            .bind(meta.head_seq)
            .bind(meta.min_seq)
            .bind(to_hex(&meta.chain))
            .bind(meta.backed_up_seq)
            .execute(conn)
            .await?;
    });
    Ok(())
}
