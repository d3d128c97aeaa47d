//! `throughline restore`: a backup into an empty database, under a history of its own.

use uuid::Uuid;

use super::{AdminError, open, verify};
use crate::{
    cli,
    storage::{Db, Meta, Options},
    sync::history::Held,
};

/// Verifies the file, copies it, and says what happens next.
pub async fn run(asked: &cli::Restore) -> Result<(), AdminError> {
    let path = &asked.file;
    // The file first: a backup that does not hold must not leave so much as an empty database.
    println!("{}", verify::summed(path)?);
    let backup = Db::open_backup(path).await?;
    let (held, _) = verify::opened(&backup).await?;
    let (config, db) = open(Options::default()).await?;
    let place = config.database.to_string();
    if !db.is_empty().await? {
        return Err(not_empty(&place));
    }
    db.migrate().await?;
    let mut reading = backup.reading().await?;
    let meta = Meta {
        // Devices see by this that what they hold may be more than what is here.
        epoch: Uuid::now_v7(),
        // The file was verified a moment ago, and holds all of it.
        backed_up_seq: held.head,
        ..reading.meta().clone()
    };
    if !db.restore(&mut reading, &meta).await? {
        return Err(not_empty(&place));
    }
    drop(reading);
    backup.close().await;
    db.close().await;
    for line in words(&place, &held, &meta) {
        println!("{line}");
    }
    Ok(())
}

fn not_empty(place: &str) -> AdminError {
    AdminError::Refused(format!(
        "{place} is not empty, and nothing of it was touched. Set THROUGHLINE_DATABASE_URL to a file that is not there yet or to a PostgreSQL database just created, and restore into that"
    ))
}

fn words(place: &str, held: &Held, meta: &Meta) -> Vec<String> {
    let accounts = held
        .sums
        .iter()
        .find(|sum| sum.table == "account")
        .map_or(0, |sum| sum.rows);
    vec![
        format!(
            "Restored into {place}: {} commits and {accounts} accounts, under the new history {}.",
            held.head, meta.epoch
        ),
        "What happens next:".to_owned(),
        "- Start the servers with `throughline serve`. Everybody signs in again; passwords are those of the backup.".to_owned(),
        "- Each device fetches everything anew, and sends again what it did after the backup was made. Work of browsers that were signed out or emptied since is lost: tell people to look.".to_owned(),
        "- Make a backup as soon as the devices are back: `throughline backup FILE`.".to_owned(),
    ]
}
