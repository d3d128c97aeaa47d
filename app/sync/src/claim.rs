//! What a device says it holds, held against what it may have been sent (sync.md R6, R8).
//!
//! A device is not asked for its scopes: it says a digest of them, and the authority works out for itself which scopes its
//! person had at the device's cursor. Where the two agree the device goes on from there; where they do not it starts from
//! nothing. So a claim can cost a device a longer answer and can never bring it anything.

use std::collections::BTreeSet;

use domain::{
    access,
    company::Company,
    person::PersonId,
    record::{Kind, Version},
    scope::Scope,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::commit::Commit;

/// A digest of a set of scopes: SHA-256 of their names in order, one a line, as hexadecimal text.
pub fn scope_digest(scopes: &BTreeSet<Scope>) -> String {
    let mut hash = Sha256::new();
    for scope in scopes {
        hash.update(scope.to_string().as_bytes());
        hash.update(b"\n");
    }
    let digest: [u8; 32] = hash.finalize().into();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The records in these commits that decide who sees what.
pub fn movers<'a>(commits: impl IntoIterator<Item = &'a Commit>) -> BTreeSet<(Kind, Uuid)> {
    commits
        .into_iter()
        .flat_map(|commit| &commit.rows)
        .filter(|row| row.moves_scopes())
        .map(|row| (row.kind, row.id))
        .collect()
}

/// A record as it stood earlier; no version where there was none then.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Uuid,
    /// What it was.
    pub version: Option<Version>,
}

/// The scopes that a person had at an earlier sequence number: as now, with everything in [`movers`] put back.
pub fn scopes_then(
    now: &Company,
    earlier: impl IntoIterator<Item = Earlier>,
    person: PersonId,
) -> BTreeSet<Scope> {
    let mut then = now.clone();
    for record in earlier {
        match record.version {
            Some(version) => then.put(version),
            None => then.remove(record.kind, record.id),
        }
    }
    access::scopes(&then, person)
}
