//! Whether a history holds: worked out again from the first commit to the head, and every record held against its versions.

use sync::commit::{self, Digest};

use super::row::{self, Unreadable};
use crate::{
    error::StorageError,
    storage::{CommitRow, Contents, Reading, TableSum},
};

/// How many commits are read at once.
const GROUP: i64 = 500;
/// What takes the place of a body when a person's data is taken out; its digest stays.
const REDACTED: &str = r#"{"redacted":true}"#;

/// A history that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The number of its last commit.
    pub head: i64,
    /// The last link of its chain.
    pub chain: Digest,
    /// How many commits made a version that was redacted later, so that only the chain vouches for them.
    pub redacted: i64,
    /// What each table comes to.
    pub sums: Vec<TableSum>,
}

/// The first place at which a history does not hold.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// It cannot be read at all.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A value that is none.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A gap in the log.
    #[error("commit {0} is missing")]
    Missing(i64),
    /// Versions that are not those of their commit.
    #[error(
        "commit {0}: the versions it made were altered, added to or taken away; they do not come to its digest"
    )]
    Altered(i64),
    /// A link that does not follow.
    #[error(
        "commit {0} does not follow from the one before it: its number, digest or chain was altered"
    )]
    Unchained(i64),
    /// The log and `meta` disagree about the end.
    #[error("the log goes on to commit {found}, past the head {head} that is noted for it")]
    PastHead {
        /// The head, as noted.
        head: i64,
        /// The last commit.
        found: i64,
    },
    /// The chain ends elsewhere than noted.
    #[error("commit {0}, the last, does not end the chain as it is noted for the head")]
    OtherEnd(i64),
    /// A version of no commit.
    #[error("there are versions of commit {0}, and no such commit")]
    Alone(i64),
    /// A record that is not what its history says.
    #[error("the record {kind} {id} of commit {seq} is not its last version")]
    Record {
        /// The kind of record.
        kind: String,
        /// The record.
        id: String,
        /// The commit it says it comes from.
        seq: i64,
    },
    /// A record that is not there.
    #[error("the record {kind} {id} is missing; commit {seq} made its last version")]
    NoRecord {
        /// The kind of record.
        kind: String,
        /// The record.
        id: String,
        /// The commit that made its last version.
        seq: i64,
    },
    /// A replica that is not there.
    #[error("commit {0} came from a replica that is missing")]
    NoReplica(i64),
    /// A replica that counts otherwise than the log.
    #[error(
        "the replica {replica} says that its command {says} was answered last, the log says {answered}"
    )]
    Replica {
        /// The replica.
        replica: String,
        /// What its row says.
        says: i64,
        /// What the log says.
        answered: i64,
    },
    /// The audit chain is broken.
    #[error("row {0} of the audit was altered, or one before it is missing")]
    Audit(i64),
    /// A table is not what it was when the backup was made.
    #[error(
        "the table {table} has {found} rows where the backup was made of {wanted}: rows are missing or were added"
    )]
    Count {
        /// The table.
        table: &'static str,
        /// How many rows it has.
        found: i64,
        /// How many it should have.
        wanted: i64,
    },
    /// A table has as many rows as it should, and others.
    #[error("a row of the table {0} was altered since the backup was made")]
    Content(&'static str),
}

/// Works everything out again; `contents` is what a backup says it was made of.
///
/// # Errors
/// The first place at which it does not hold.
pub async fn verify(reading: &mut Reading, contents: Option<&Contents>) -> Result<Held, NotHeld> {
    let (head, chain, redacted) = log(reading).await?;
    if let Some(seq) = reading.first_version_alone().await? {
        return Err(NotHeld::Alone(seq));
    }
    records(reading).await?;
    replicas(reading).await?;
    if let Some(no) = reading.first_broken_audit_row().await? {
        return Err(NotHeld::Audit(no));
    }
    let sums = reading.sums().await?;
    if let Some(contents) = contents {
        compare(&contents.sums, &sums)?;
    }
    Ok(Held {
        head,
        chain,
        redacted,
        sums,
    })
}

/// The first table that does not come to what it should.
///
/// # Errors
/// That table.
pub fn compare(wanted: &[TableSum], found: &[TableSum]) -> Result<(), NotHeld> {
    for (wanted, found) in wanted.iter().zip(found) {
        if wanted.rows != found.rows {
            return Err(NotHeld::Count {
                table: wanted.table,
                found: found.rows,
                wanted: wanted.rows,
            });
        }
        if wanted != found {
            return Err(NotHeld::Content(wanted.table));
        }
    }
    Ok(())
}

/// Follows the log; returns its last number and link, and how many of its commits were redacted.
async fn log(reading: &mut Reading) -> Result<(i64, Digest, i64), NotHeld> {
    let (mut seq, mut chain, mut redacted) = (0_i64, Digest::default(), 0_i64);
    let meta = reading.meta().clone();
    loop {
        let group = reading.commits_after(seq, GROUP).await?;
        if group.is_empty() {
            break;
        }
        for stored in group {
            seq = seq.saturating_add(1);
            if stored.seq != seq {
                return Err(NotHeld::Missing(seq));
            }
            if stored.chain != commit::chain(&chain, row::seq(seq), &stored.digest) {
                return Err(NotHeld::Unchained(seq));
            }
            chain = stored.chain;
            if !made(stored)? {
                redacted = redacted.saturating_add(1);
            }
        }
    }
    if seq < meta.head_seq {
        return Err(NotHeld::Missing(seq.saturating_add(1)));
    }
    if seq > meta.head_seq {
        return Err(NotHeld::PastHead {
            head: meta.head_seq,
            found: seq,
        });
    }
    if chain != meta.chain {
        return Err(NotHeld::OtherEnd(seq));
    }
    Ok((seq, chain, redacted))
}

/// Whether the versions are those of the commit; false where one was redacted and nobody can say.
fn made(stored: CommitRow) -> Result<bool, NotHeld> {
    let (seq, digest) = (stored.seq, stored.digest);
    let redacted = stored
        .versions
        .iter()
        .any(|version| version.body.as_deref() == Some(REDACTED));
    if redacted {
        return Ok(false);
    }
    let texts: Vec<(String, Option<String>)> = stored
        .versions
        .iter()
        .map(|version| (version.scope.clone(), version.body.clone()))
        .collect();
    let rows = row::rows(stored.versions, seq)?;
    // Reading forgives a space at the end, which is an alteration all the same.
    let as_written = rows.iter().zip(&texts).all(|(row, (scope, body))| {
        row.scope.to_string() == *scope
            && row.body.as_ref().map(|body| body.get()) == body.as_deref()
    });
    if !as_written || commit::digest(&rows) != digest {
        return Err(NotHeld::Altered(seq));
    }
    Ok(true)
}

async fn records(reading: &mut Reading) -> Result<(), NotHeld> {
    if let Some(record) = reading.first_record_missing().await? {
        return Err(NotHeld::NoRecord {
            kind: record.kind,
            id: record.id,
            seq: record.seq,
        });
    }
    if let Some(record) = reading.first_record_unlike_versions().await? {
        return Err(NotHeld::Record {
            kind: record.kind,
            id: record.id,
            seq: record.seq,
        });
    }
    Ok(())
}

async fn replicas(reading: &mut Reading) -> Result<(), NotHeld> {
    if let Some(seq) = reading.first_commit_without_replica().await? {
        return Err(NotHeld::NoReplica(seq));
    }
    if let Some(count) = reading.first_replica_unlike_log().await? {
        return Err(NotHeld::Replica {
            replica: count.replica,
            says: count.says,
            answered: count.answered,
        });
    }
    Ok(())
}
