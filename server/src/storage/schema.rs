//! Bringing a database to the schema this program was built for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sqlx::SqlStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use uuid::Uuid;

use super::digest::to_hex;
use super::engine::{Db, on_db, on_tx};
use super::statements::statements;
use crate::error::StorageError;

/// `server/migrations`, in order. None is ever edited: databases remember what was run on them.
const MIGRATIONS: [(i64, &str, &str); 3] = [
    (FIRST, "log", include_str!("../../migrations/0001_log.sql")),
    (
        2,
        "accounts",
        include_str!("../../migrations/0002_accounts.sql"),
    ),
    (
        3,
        "audit of a person",
        include_str!("../../migrations/0003_audit_of_a_person.sql"),
    ),
];

static MIGRATOR: LazyLock<Migrator> = LazyLock::new(|| {
    let migrations = MIGRATIONS.map(|(version, about, sql)| {
        let sql = SqlStr::from_static(sql);
        Migration::new(version, about.into(), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.into())
});

/// Triggers that [`Db::migrate`] sets on either engine.
pub(super) const GUARDS: i64 = 4;

/// The number of the first migration: where it is missing, there is no schema at all.
pub(super) const FIRST: i64 = 1;

statements! {
    FIRST_META = "INSERT INTO meta (id, epoch, chain) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING";
    APPLIED = "SELECT version FROM _sqlx_migrations";
}

impl Db {
    /// Applies the migrations that are missing and returns how many there were. Run twice, it does
    /// nothing the second time.
    pub async fn migrate(&self) -> Result<usize, StorageError> {
        let missing = self.missing_migrations().await?.len();
        match self {
            Self::Sqlite(db) => MIGRATOR.run(db.writer()).await,
            Self::Postgres(db) => MIGRATOR.run(&db.line().pool).await,
        }
        .map_err(failed)?;
        if self.guards().await? < GUARDS {
            match self {
                Self::Sqlite(db) => db.add_guards().await?,
                Self::Postgres(db) => db.add_guards().await?,
            }
        }
        let mut tx = self.write().await?;
        on_tx!(&mut tx, conn => {
            sqlx::query(FIRST_META)
                .bind(Uuid::now_v7().to_string())
                .bind(to_hex(&[0; 32]))
                .execute(conn)
                .await?;
        });
        tx.commit().await?;
        Ok(missing)
    }

    /// The numbers of the migrations that this database does not have yet.
    pub async fn missing_migrations(&self) -> Result<Vec<i64>, StorageError> {
        let applied = self.applied().await?;
        Ok(MIGRATOR
            .iter()
            .map(|migration| migration.version)
            .filter(|version| !applied.contains(version))
            .collect())
    }

    /// Whether a newer Throughline has added to the schema what this one knows nothing of, and would leave out of a copy.
    pub async fn is_of_newer_version(&self) -> Result<bool, StorageError> {
        let known: BTreeSet<i64> = MIGRATOR.iter().map(|migration| migration.version).collect();
        Ok(!self.applied().await?.is_subset(&known))
    }

    async fn applied(&self) -> Result<BTreeSet<i64>, StorageError> {
        let applied =
            on_db!(self, pool => sqlx::query_scalar::<_, i64>(APPLIED).fetch_all(pool).await);
        match applied {
            Ok(versions) => Ok(versions.into_iter().collect()),
            // A new database has no such table.
            Err(sqlx::Error::Database(_)) => Ok(BTreeSet::new()),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn guards(&self) -> Result<i64, StorageError> {
        match self {
            Self::Sqlite(db) => db.guards().await,
            Self::Postgres(db) => db.guards().await,
        }
    }
}

fn failed(error: MigrateError) -> StorageError {
    let words = match &error {
        MigrateError::VersionMissing(version) => format!(
            "this database has migration {version}, which this program does not know; it was used by a newer Throughline, so run that one"
        ),
        MigrateError::VersionMismatch(version) => format!(
            "migration {version} of this database is not the one this program holds; restore the file in server/migrations, for migrations are never edited"
        ),
        MigrateError::Dirty(version) => format!(
            "migration {version} was interrupted; restore the backup taken before it and run `throughline migrate` again"
        ),
        _ => "the schema could not be brought up to date".to_owned(),
    };
    StorageError::Schema(words, Some(error.into()))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::MIGRATIONS;

    #[test]
    fn every_file_of_the_folder_is_a_migration_under_its_own_number() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed = MIGRATIONS
            .map(|(version, about, _)| format!("{version:04}_{}.sql", about.replace(' ', "_")));
        assert_eq!(files, listed);
    }
}
