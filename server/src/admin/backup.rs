//! `throughline backup`: one state of the database in one file, looked over before it counts.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{
    AdminError, checksum, open,
    verify::{self, lines},
};
use crate::{
    cli,
    clock::Clock,
    storage::{Db, Digest, Meta, Options, TableSum, to_hex},
    sync::history::{self, Held},
};

/// Writes the file, verifies it, and only then notes in the database how far it reaches.
pub async fn run(asked: &cli::Backup) -> Result<(), AdminError> {
    let target = &asked.file;
    refuse_existing(target)?;
    let (config, db) = open(Options {
        create: false,
        ..Options::default()
    })
    .await?;
    super::same_schema(&db).await?;
    let part = Part::beside(target);
    let (meta, copied) = copy(&db, &part.0).await?;
    let held = look_over(&part.0, &meta, &copied).await?;
    let digest = put_in_place(&part, target)?;
    db.raise_backed_up(&meta).await?;
    println!("Backed up {} to {}.", config.database, target.display());
    for line in lines(&held) {
        println!("{line}");
    }
    println!("SHA-256 {}", to_hex(&digest));
    println!(
        "It was verified. Devices may now forget what they sent up to commit {}.",
        meta.head_seq
    );
    db.close().await;
    Ok(())
}

/// A file that is there may be last night's backup, or the database itself.
fn refuse_existing(target: &Path) -> Result<(), AdminError> {
    if target.exists() {
        return Err(AdminError::Refused(format!(
            "{} is there already and stays as it is; give another name, such as one with the date in it",
            target.display()
        )));
    }
    Ok(())
}

/// The snapshot ends with this: it does not stay open while the copy is looked over.
async fn copy(db: &Db, part: &Path) -> Result<(Meta, Vec<TableSum>), AdminError> {
    let mut reading = db.reading().await?;
    let copied = reading.copy_to(part, Clock::System.now()).await?;
    Ok((reading.meta().clone(), copied))
}

async fn look_over(part: &Path, meta: &Meta, copied: &[TableSum]) -> Result<Held, AdminError> {
    let held = match verify::file(part).await {
        Ok((held, _)) => held,
        Err(AdminError::NotHeld(broken)) => return Err(AdminError::Unsound(broken)),
        Err(other) => return Err(other),
    };
    history::compare(copied, &held.sums).map_err(AdminError::Unsound)?;
    if (held.head, held.chain) != (meta.head_seq, meta.chain) {
        return Err(AdminError::Unsound(history::NotHeld::OtherEnd(held.head)));
    }
    Ok(held)
}

/// Gives the file its name once it is on the disk, with its digest beside it.
fn put_in_place(part: &Part, target: &Path) -> Result<Digest, AdminError> {
    let failed = |source: io::Error| AdminError::File {
        what: "the backup cannot be written to",
        file: target.to_owned(),
        source,
    };
    let digest = checksum::of(&part.0).map_err(failed)?;
    File::open(&part.0)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    refuse_existing(target)?;
    checksum::write(target, &digest).map_err(failed)?;
    fs::rename(&part.0, target).map_err(failed)?;
    // The name is in the folder, which has to reach the disk too.
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)?;
    Ok(digest)
}

/// The file while it is being written; taken away when it does not become a backup.
struct Part(PathBuf);

impl Part {
    fn beside(target: &Path) -> Self {
        let mut name = OsString::from(target);
        name.push(format!(".{}.part", std::process::id()));
        Self(PathBuf::from(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Once it has its name, there is nothing here.
        let _gone = fs::remove_file(&self.0);
        let mut journal = OsString::from(&self.0);
        journal.push("-journal");
        let _gone = fs::remove_file(journal);
    }
}
