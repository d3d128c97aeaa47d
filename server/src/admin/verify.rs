//! `throughline verify`: whether the database, or a backup of one, holds together from the first commit to the last.

use std::path::Path;

use jiff::Timestamp;

use super::{AdminError, checksum, open, same_schema};
use crate::{
    cli,
    clock::in_words,
    storage::{Contents, Db, Options, to_hex},
    sync::history::{self, Held},
};

/// Prints what holds, and ends with an error that names the first place which does not.
pub async fn run(asked: &cli::Verify) -> Result<(), AdminError> {
    let held = match &asked.file {
        Some(path) => {
            println!("{}", summed(path)?);
            let (held, contents) = file(path).await?;
            let made = Timestamp::from_microsecond(contents.made_at).unwrap_or_default();
            println!("{} is a backup made on {}.", path.display(), in_words(made));
            held
        }
        None => {
            let (config, db) = open(Options {
                create: false,
                ..Options::default()
            })
            .await?;
            same_schema(&db).await?;
            let mut reading = db.reading().await?;
            let meta = reading.meta().clone();
            let held = history::verify(&mut reading, None).await?;
            println!("{} was read as it is at this moment.", config.database);
            println!(
                "A verified backup reaches to commit {}.",
                meta.backed_up_seq
            );
            held
        }
    };
    for line in lines(&held) {
        println!("{line}");
    }
    println!("Everything holds.");
    Ok(())
}

/// Verifies a backup by what is in it.
pub async fn file(path: &Path) -> Result<(Held, Contents), AdminError> {
    let backup = Db::open_backup(path).await?;
    let verified = opened(&backup).await;
    backup.close().await;
    verified
}

/// The same for a backup that is open.
pub async fn opened(backup: &Db) -> Result<(Held, Contents), AdminError> {
    let contents = backup.contents().await?;
    let mut reading = backup.reading().await?;
    let held = history::verify(&mut reading, Some(&contents)).await?;
    Ok((held, contents))
}

/// Holds a backup against the digest beside it, and says what came of it.
pub fn summed(path: &Path) -> Result<String, AdminError> {
    if !path.is_file() {
        return Err(AdminError::Refused(format!(
            "{}: there is no such file",
            path.display()
        )));
    }
    let failed = |source| AdminError::File {
        what: "the SHA-256 cannot be worked out for",
        file: path.to_owned(),
        source,
    };
    let found = checksum::of(path).map_err(failed)?;
    let beside = checksum::beside(path);
    let written = checksum::read(path).map_err(|source| AdminError::File {
        what: "the SHA-256 cannot be read from",
        file: beside.clone(),
        source,
    })?;
    match written {
        None => Ok(format!(
            "SHA-256 {}; there is no {} to hold it against.",
            to_hex(&found),
            beside.display()
        )),
        Some(written) if written == found => {
            Ok(format!("SHA-256 {}, as written beside it.", to_hex(&found)))
        }
        Some(written) => Err(AdminError::Refused(format!(
            "{} is not the file that was backed up: its SHA-256 is {}, and {} says {}",
            path.display(),
            to_hex(&found),
            beside.display(),
            to_hex(&written)
        ))),
    }
}

/// What holds, in a few lines.
pub fn lines(held: &Held) -> Vec<String> {
    let rows = |name: &str| {
        held.sums
            .iter()
            .find(|sum| sum.table == name)
            .map_or(0, |sum| sum.rows)
    };
    let redacted = match held.redacted {
        0 => String::new(),
        some => format!(", {some} of them redacted since and held by the chain alone"),
    };
    vec![
        format!(
            "log       {} commits, chained from the first to the head{redacted}",
            held.head
        ),
        format!("chain     {} at the head", to_hex(&held.chain)),
        format!("versions  {}, as their commits made them", rows("version")),
        format!("records   {}, each its last version", rows("record")),
        format!("audit     {} rows, chained", rows("audit")),
        format!(
            "besides   {} accounts, {} replicas, {} commands that failed",
            rows("account"),
            rows("replica"),
            rows("dead_letter")
        ),
    ]
}
