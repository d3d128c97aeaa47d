//! What an administrator types: each command acts on the database as a node of its own, so a running server sees what it wrote.

mod backup;
mod calc;
mod check;
mod checksum;
mod demo;
mod import;
mod library;
mod report;
mod restore;
mod serve;
mod user;
mod verify;

use std::process::ExitCode;

use crate::{
    auth::{Auth, AuthError},
    cli::{Cli, Command},
    clock::Clock,
    config::{Config, ConfigError},
    error::StorageError,
    site::SiteError,
    storage::{Db, Options},
    sync::{NodeError, history::NotHeld},
};

/// Why a command ended without doing what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database did not do what it was asked.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log could not be read or written.
    #[error(transparent)]
    Node(#[from] NodeError),
    /// An account could not be made or changed.
    #[error(transparent)]
    Auth(#[from] AuthError),
    /// The site is not there.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The demo's data cannot be used.
    #[error(transparent)]
    Demo(#[from] crate::demo::DemoError),
    /// The address is taken or not allowed.
    #[error(
        "the server cannot listen on {address}: {source}. Stop what is using it, or set THROUGHLINE_LISTEN"
    )]
    Listen {
        /// Where it was to listen.
        address: std::net::SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database or the backup that was looked at does not hold.
    #[error("it does not hold; this is the first place")]
    NotHeld(#[from] NotHeld),
    /// What was just copied does not hold, so it is no backup.
    #[error(
        "no backup was made. Keep the last good one, and run `throughline verify` to see whether the database itself is damaged: what was copied from it does not hold, and this is the first place"
    )]
    Unsound(#[source] NotHeld),
    /// A file cannot be read or written.
    #[error("{what} {}", file.display())]
    File {
        /// What cannot be done to it.
        what: &'static str,
        /// Which.
        file: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Standard input or output failed under the calculator.
    #[error("numbers could not be read or written")]
    Calc(#[source] std::io::Error),
    /// A file that was to be imported, or its map, cannot be read.
    #[error(transparent)]
    Import(#[from] crate::import::Unreadable),
    /// An import cannot be taken back.
    #[error(transparent)]
    Undo(#[from] crate::import::CannotUndo),
    /// Every row of a file was refused.
    #[error("every row was refused, so nothing was stored")]
    AllRefused,
    /// Something else, in words.
    #[error("{0}")]
    Refused(String),
}

impl AdminError {
    /// The program's exit code: 2 where a file could not be read, 3 where nothing of it could be taken (design/import.md).
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Import(_) => ExitCode::from(2),
            Self::AllRefused => ExitCode::from(3),
            _ => ExitCode::FAILURE,
        }
    }
}

/// Does what was typed.
///
/// # Errors
/// See [`AdminError`]; its words are for the administrator.
pub async fn run(cli: Cli) -> Result<(), AdminError> {
    match cli.command {
        Command::Serve => serve::run().await,
        Command::Demo(asked) => demo::run(&asked).await,
        Command::User(asked) => user::run(asked).await,
        Command::Calc => calc::run(),
        Command::Import(asked) => import::run(&asked).await,
        Command::Library(asked) => library::run(&asked).await,
        Command::Report(asked) => report::run(&asked).await,
        // The program did that before it came here.
        Command::ReadTable(_) => Ok(()),
        Command::Migrate => migrate().await,
        Command::Check(asked) => check::run(&asked).await,
        Command::Backup(asked) => backup::run(&asked).await,
        Command::Verify(asked) => verify::run(&asked).await,
        Command::Restore(asked) => restore::run(&asked).await,
    }
}

/// The configuration and an open database.
async fn open(options: Options) -> Result<(Config, Db), AdminError> {
    let config = Config::from_environment()?;
    for unknown in &config.unknown {
        eprintln!("{unknown}");
    }
    let db = Db::open(&config.database, options).await?;
    Ok((config, db))
}

/// Refuses a database whose schema is not this version's.
async fn same_schema(db: &Db) -> Result<(), AdminError> {
    if db.is_of_newer_version().await? {
        return Err(AdminError::Refused(
            "The database was used by a newer Throughline; use that one.".to_owned(),
        ));
    }
    if db.missing_migrations().await?.is_empty() {
        return Ok(());
    }
    Err(AdminError::Refused(
        "The database does not have this version's schema. Back it up with the version that it was made by, then run `throughline migrate`.".to_owned(),
    ))
}

/// Accounts and sessions on a database.
async fn auth(config: &Config, db: &Db) -> Result<Auth, AuthError> {
    Auth::new(
        db.clone(),
        config.argon2,
        config.session,
        config.lockout,
        Clock::System,
    )
    .await
}

async fn migrate() -> Result<(), AdminError> {
    let (_, db) = open(Options::default()).await?;
    match db.migrate().await? {
        0 => println!("The database has this version's schema already."),
        1 => println!("1 migration applied."),
        many => println!("{many} migrations applied."),
    }
    Ok(())
}
