//! Files that people have sent and not imported yet. They have no name on the disk, so nobody else opens them and nothing of them is left
//! when the process ends, however it ends.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{import::preview::Reading, person::PersonId};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use super::{failure::Failure, told::Told};
use crate::{clock::Micros, import::Source};

/// How long a file is kept.
const KEEP: Micros = 3_600 * 1_000_000;
/// Files of one person that are kept, the last ones.
const MOST_EACH: usize = 3;
/// Files that are kept in all.
const MOST: usize = 30;
/// Files that are read at once: each takes a process with up to 256 MB.
const READ_AT_ONCE: usize = 2;

/// A file that somebody has sent.
#[derive(Debug)]
pub struct Upload {
    /// Who sent it, for whom alone it is kept.
    person: PersonId,
    /// When.
    at: Micros,
    /// Its name.
    pub name: String,
    /// What is done with it, one thing at a time.
    pub desk: tokio::sync::Mutex<OnDesk>,
}

/// A file with what was last told of it.
#[derive(Debug)]
pub struct OnDesk {
    /// The file.
    pub source: Arc<Source>,
    /// How it was last read, and what was told.
    pub told: Option<(Reading, Arc<Told>)>,
}

/// The files that are kept.
#[derive(Debug)]
pub struct Kept {
    files: Mutex<BTreeMap<Uuid, Arc<Upload>>>,
    turns: Semaphore,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            files: Mutex::default(),
            turns: Semaphore::new(READ_AT_ONCE),
        }
    }
}

impl Kept {
    /// Keeps a file, and no longer those that are too many or too old.
    pub fn keep(&self, person: PersonId, at: Micros, name: String, source: Source) -> Uuid {
        let id = secret();
        let upload = Upload {
            person,
            at,
            name,
            desk: tokio::sync::Mutex::new(OnDesk {
                source: Arc::new(source),
                told: None,
            }),
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, file| is_kept(file, at));
        files.insert(id, Arc::new(upload));
        drop_oldest(&mut files, MOST_EACH, |file| file.person == person);
        drop_oldest(&mut files, MOST, |_| true);
        id
    }

    /// The file of this person under this identifier.
    ///
    /// # Errors
    /// Where it is not kept for them.
    pub fn find(&self, id: Uuid, person: PersonId, now: Micros) -> Result<Arc<Upload>, Failure> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, file| is_kept(file, now));
        let found = files.get(&id).filter(|file| file.person == person);
        found.cloned().ok_or(Failure::Gone)
    }

    /// A turn at reading.
    ///
    /// # Errors
    /// Where as many files are read as can be at once.
    pub fn turn(&self) -> Result<SemaphorePermit<'_>, Failure> {
        self.turns.try_acquire().map_err(|_| Failure::Busy)
    }
}

/// An identifier that nobody guesses; it opens nothing without its person's session besides.
fn secret() -> Uuid {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Uuid::from_bytes(bytes),
        Err(_) => Uuid::now_v7(),
    }
}

const fn is_kept(file: &Upload, now: Micros) -> bool {
    now - file.at < KEEP
}

fn drop_oldest(files: &mut BTreeMap<Uuid, Arc<Upload>>, most: usize, of: impl Fn(&Upload) -> bool) {
    loop {
        let of_them = files.iter().filter(|(_, file)| of(file));
        if of_them.clone().count() <= most {
            return;
        }
        let oldest = of_them.min_by_key(|(id, file)| (file.at, **id));
        let Some(oldest) = oldest.map(|(id, _)| *id) else {
            return;
        };
        files.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::Id;

    fn source() -> Source {
        Source::new(tempfile::tempfile().unwrap(), "a.csv")
    }

    #[test]
    fn a_file_is_kept_for_an_hour_for_who_sent_it_and_three_of_them_at_most() {
        let kept = Kept::default();
        let (sue, sam) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
        let keep = |at| kept.keep(sue, at, "a.csv".to_owned(), source());
        let first = keep(0);
        assert!(kept.find(first, sue, KEEP - 1).is_ok());
        assert!(matches!(kept.find(first, sam, 1), Err(Failure::Gone)));
        let later: Vec<Uuid> = (1..4).map(keep).collect();
        assert!(matches!(kept.find(first, sue, 4), Err(Failure::Gone)));
        assert!(later.iter().all(|id| kept.find(*id, sue, 4).is_ok()));
        let last = later.last().copied().unwrap();
        assert!(matches!(kept.find(last, sue, KEEP + 3), Err(Failure::Gone)));
    }

    #[test]
    fn two_are_read_at_once_and_the_next_is_told_to_wait() {
        let kept = Kept::default();
        let turns = (kept.turn().unwrap(), kept.turn().unwrap());
        assert!(matches!(kept.turn(), Err(Failure::Busy)));
        drop(turns);
        assert!(kept.turn().is_ok());
    }
}
