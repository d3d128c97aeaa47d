//! A file that is to be read: where its bytes are and what kind its name says.

use std::{
    fs::File,
    io::{self, Seek},
    path::Path,
};

use super::table::Unreadable;

/// A file that is to be read. One is read at a time: the processes that read it share the place up to which they have come.
#[derive(Debug)]
pub struct Source {
    file: File,
    kind: String,
}

impl Source {
    /// A file that is open, under the name that it has elsewhere.
    pub fn new(file: File, name: &str) -> Self {
        let kind = Path::new(name).extension().and_then(|kind| kind.to_str());
        Self {
            file,
            kind: kind.unwrap_or_default().to_ascii_lowercase(),
        }
    }

    /// A file by its path.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, Unreadable> {
        let file = File::open(path).map_err(|why| Unreadable::File(why.to_string()))?;
        Ok(Self::new(file, &super::name(path)))
    }

    /// What its name ends in, in small letters.
    pub(super) fn kind(&self) -> &str {
        &self.kind
    }

    /// The file from its beginning, for another process.
    pub(super) fn begun(&self) -> io::Result<File> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        Ok(file)
    }
}
