//! The SHA-256 of a backup, in a file beside it, as `sha256sum --check` reads it.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::storage::{Digest, from_hex, to_hex};

/// The file beside a backup: its name and `.sha256`.
pub fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".sha256");
    PathBuf::from(name)
}

/// The SHA-256 of a file.
pub fn of(file: &Path) -> io::Result<Digest> {
    let mut hash = Sha256::new();
    let mut from = File::open(file)?;
    let mut piece = vec![0; 1 << 16];
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
}

/// Writes the digest of `file` beside it, on to the disk.
pub fn write(file: &Path, digest: &Digest) -> io::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut beside = File::create(beside(file))?;
    writeln!(beside, "{}  {name}", to_hex(digest))?;
    beside.sync_all()
}

/// The digest written beside `file`; nothing where there is no such file.
///
/// # Errors
/// When it cannot be read, or holds something else.
pub fn read(file: &Path) -> io::Result<Option<Digest>> {
    let text = match std::fs::read_to_string(beside(file)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let digest = text.split_whitespace().next().and_then(from_hex);
    match digest {
        Some(digest) => Ok(Some(digest)),
        None => Err(io::Error::other("it does not begin with a SHA-256")),
    }
}
