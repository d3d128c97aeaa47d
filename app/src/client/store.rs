//! Where a replica is kept between visits. Load and batch commit only, so nothing can be awaited inside a transaction.

use sync::replica::Replica;

/// Where a replica is kept between visits.
pub trait ClientStore {
    /// What was kept for this person; none when nothing was, or it could not be read.
    fn load(&mut self) -> Option<Replica>;
    /// Keeps the replica as it is now, whole or not at all.
    fn commit(&mut self, replica: &Replica);
    /// Forgets everything.
    fn clear(&mut self);
}

/// Keeps nothing beyond the page: the replica comes from the server at each visit.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    kept: Option<Replica>,
}

impl ClientStore for MemoryStore {
    fn load(&mut self) -> Option<Replica> {
        self.kept.clone()
    }

    fn commit(&mut self, replica: &Replica) {
        self.kept = Some(replica.clone());
    }

    fn clear(&mut self) {
        self.kept = None;
    }
}
