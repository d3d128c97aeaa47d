//! One new database for one test, taken away when the test is over.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures::FutureExt;
use server::storage::{DatabaseUrl, Db, Options};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

use super::cluster;

/// A database with the schema in place.
#[derive(Clone)]
pub struct TestDatabase {
    pub url: DatabaseUrl,
    /// A handle, opened once. [`TestDatabase::node`] opens another, as a second process would.
    pub db: Db,
}

impl TestDatabase {
    async fn new(url: &str) -> Self {
        let url: DatabaseUrl = url.parse().unwrap();
        let db = Db::open(&url, options()).await.unwrap();
        db.migrate().await.unwrap();
        Self { url, db }
    }

    /// Another node on the same database.
    pub async fn node(&self) -> Db {
        Db::open(&self.url, options()).await.unwrap()
    }

    /// The address as a setting says it.
    pub fn address(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.to_string(),
        }
    }

    /// Runs SQL as somebody with a tool would, past all rules of the server.
    pub async fn tamper(&self, sql: &str) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let url = format!("sqlite:{}", path.display());
                let mut connection = SqliteConnection::connect(&url).await?;
                let done = sqlx::query(sql).execute(&mut connection).await;
                connection.close().await?;
                Ok(done?.rows_affected())
            }
            DatabaseUrl::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await?;
                let done = sqlx::query(sql).execute(&mut connection).await;
                connection.close().await?;
                Ok(done?.rows_affected())
            }
        }
    }

    /// One column of text, read past the server.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let url = format!("sqlite:{}", path.display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                let rows = sqlx::query_scalar(sql).fetch_all(&mut connection).await;
                connection.close().await.unwrap();
                rows.unwrap()
            }
            DatabaseUrl::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                let rows = sqlx::query_scalar(sql).fetch_all(&mut connection).await;
                connection.close().await.unwrap();
                rows.unwrap()
            }
        }
    }
}

pub fn options() -> Options {
    Options {
        poll: Duration::from_millis(50),
        ..Options::default()
    }
}

pub async fn on_sqlite<F: Future<Output = ()>>(test: fn(TestDatabase) -> F) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.db");
    let at = TestDatabase::new(&format!("sqlite:{}", path.display())).await;
    let db = at.db.clone();
    test(at).await;
    db.close().await;
}

pub async fn on_postgres<F: Future<Output = ()>>(test: fn(TestDatabase) -> F) {
    let (url, admin, name) = match empty_postgres().await {
        Ok(made) => made,
        // Where every check has to run, a check that cannot run has failed.
        Err(reason) if std::env::var_os("CI").is_some() => {
            panic!("{reason}; CI is set, and half of the storage tests would not run")
        }
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let at = TestDatabase::new(&url).await;
    let db = at.db.clone();
    // The database goes away after a failure too.
    let outcome = AssertUnwindSafe(test(at)).catch_unwind().await;
    db.close().await;
    let mut connection = PgConnection::connect(admin).await.unwrap();
    let sql = AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure);
    }
}

/// Makes an empty database; returns its address, the cluster's, and its name.
async fn empty_postgres() -> Result<(String, &'static str, String), &'static str> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let admin = tokio::task::spawn_blocking(cluster::url).await.unwrap()?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("throughline_test_{}_{count}", std::process::id());
    let mut connection = PgConnection::connect(admin).await.unwrap();
    let sql = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    let (server, _) = admin.rsplit_once('/').unwrap();
    Ok((format!("{server}/{name}"), admin, name))
}
