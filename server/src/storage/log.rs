//! The log as rows: what was answered, in order, and what it did to records.

use uuid::Uuid;

use super::digest::{Digest, from_hex};
use super::engine::{Db, on_db, on_tx};
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    META = "SELECT epoch, head_seq, min_seq, chain, backed_up_seq FROM meta WHERE id = 1";

    COMMITS_AFTER = "
        SELECT seq, at, actor, replica, command_no, command_uuid, command, outcome, rejection, digest, chain
        FROM commit_log WHERE seq > $1 ORDER BY seq LIMIT $2";

    VERSIONS_BETWEEN = "
        SELECT seq, ord, kind, id, scope, prev_scope, body
        FROM version WHERE seq > $1 AND seq <= $2 ORDER BY seq, ord";

    LAST_BEFORE = "
        SELECT seq FROM commit_log WHERE at < $1 ORDER BY seq DESC LIMIT 1";

    OUTCOMES = "
        SELECT command_no, command_uuid, seq, at, outcome, rejection
        FROM commit_log WHERE replica = $1 AND command_no >= $2 AND command_no <= $3 ORDER BY command_no";
}

/// Where the log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Made with the database, and again when a backup is restored.
    pub epoch: Uuid,
    /// The number of the last commit; 0 in a new database.
    pub head_seq: i64,
    /// A cursor below this cannot be answered by a difference.
    pub min_seq: i64,
    /// The chain value at `head_seq`; zeros in a new database.
    pub chain: Digest,
    /// The last number a verified backup holds.
    pub backed_up_seq: i64,
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was carried out.
    Applied,
    /// It was refused; [`CommitRow::rejection`] says why.
    Rejected,
    /// It was right and changed nothing.
    Noop,
}

impl Outcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Rejected => "rejected",
            Self::Noop => "noop",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "applied" => Some(Self::Applied),
            "rejected" => Some(Self::Rejected),
            "noop" => Some(Self::Noop),
            _ => None,
        }
    }
}

/// One answered command with the versions it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitRow {
    /// Its place in the log: the head plus one.
    pub seq: i64,
    /// When it was decided.
    pub at: Micros,
    /// The person's id, or `system`.
    pub actor: String,
    /// The replica it came from, unless it came from the server or the command line.
    pub replica: Option<Uuid>,
    /// The replica's own number for it.
    pub command_no: Option<i64>,
    /// The command's id, which stays when it is renumbered.
    pub command_uuid: Option<Uuid>,
    /// The command, as JSON.
    pub command: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused, as JSON.
    pub rejection: Option<String>,
    /// The digest of its changes.
    pub digest: Digest,
    /// The chain value up to and with this commit.
    pub chain: Digest,
    /// What it did to records, in order.
    pub versions: Vec<VersionRow>,
}

/// One version of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its place among the changes of its commit.
    pub ord: i64,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The scope it is in from here on.
    pub scope: String,
    /// The scope it left, if it moved.
    pub prev_scope: Option<String>,
    /// The record as JSON; nothing if it was removed.
    pub body: Option<String>,
}

/// The answer to one command, for a device that missed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The replica's number of the command.
    pub command_no: i64,
    /// The command's id.
    pub command_uuid: Option<Uuid>,
    /// Its place in the log.
    pub seq: i64,
    /// When it was decided.
    pub at: Micros,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused, as JSON.
    pub rejection: Option<String>,
}

impl Db {
    /// Where the log stands now.
    pub async fn meta(&self) -> Result<Meta, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredMeta>(META).fetch_one(pool).await?).read()
    }

    /// At most `limit` commits after `seq`, in order, with their versions: what a node reads that
    /// follows another's writes.
    pub async fn commits_after(
        &self,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<CommitRow>, StorageError> {
        let commits = on_db!(self, pool => sqlx::query_as::<_, StoredCommit>(COMMITS_AFTER)
            .bind(seq).bind(limit).fetch_all(pool).await?);
        let Some(last) = commits.last().map(|commit| commit.seq) else {
            return Ok(Vec::new());
        };
        // Rows of the log are never added behind the head, so the two reads agree.
        let versions = on_db!(self, pool => sqlx::query_as::<_, StoredVersion>(VERSIONS_BETWEEN)
            .bind(seq).bind(last).fetch_all(pool).await?);
        together(commits, versions)
    }

    /// The number of the last commit before a moment; 0 where there was none.
    pub async fn last_before(&self, at: Micros) -> Result<i64, StorageError> {
        let last = on_db!(self, pool => sqlx::query_scalar::<_, i64>(LAST_BEFORE)
            .bind(at).fetch_optional(pool).await?);
        Ok(last.unwrap_or(0))
    }

    /// The answers to a replica's commands from `from_no` to `to_no`, in order.
    pub async fn outcomes(
        &self,
        replica: Uuid,
        from_no: i64,
        to_no: i64,
    ) -> Result<Vec<OutcomeRow>, StorageError> {
        let rows = on_db!(self, pool => sqlx::query_as::<_, StoredOutcome>(OUTCOMES)
            .bind(replica.to_string()).bind(from_no).bind(to_no).fetch_all(pool).await?);
        rows.into_iter().map(StoredOutcome::read).collect()
    }
}

impl super::engine::Tx {
    /// The row of `meta` as this transaction sees it.
    pub(super) async fn meta(&mut self) -> Result<Meta, StorageError> {
        on_tx!(self, conn => sqlx::query_as::<_, StoredMeta>(META).fetch_one(conn).await?).read()
    }

    /// [`Db::commits_after`] as this transaction sees them.
    pub(super) async fn commits_after(
        &mut self,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<CommitRow>, StorageError> {
        let commits = on_tx!(&mut *self, conn => sqlx::query_as::<_, StoredCommit>(COMMITS_AFTER)
            .bind(seq).bind(limit).fetch_all(conn).await?);
        let Some(last) = commits.last().map(|commit| commit.seq) else {
            return Ok(Vec::new());
        };
        let versions = on_tx!(self, conn => sqlx::query_as::<_, StoredVersion>(VERSIONS_BETWEEN)
            .bind(seq).bind(last).fetch_all(conn).await?);
        together(commits, versions)
    }
}

/// Commits with their versions; both are in order.
fn together(
    commits: Vec<StoredCommit>,
    versions: Vec<StoredVersion>,
) -> Result<Vec<CommitRow>, StorageError> {
    let mut versions = versions.into_iter().peekable();
    let mut rows = Vec::with_capacity(commits.len());
    for commit in commits {
        let mut row = commit.read()?;
        while let Some(version) = versions.next_if(|version| version.seq == row.seq) {
            row.versions.push(version.read()?);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// A stored value that is not what the column holds.
pub(super) fn damaged(place: &str) -> StorageError {
    StorageError::Damaged {
        place: place.to_owned(),
        cause: None,
    }
}

/// A stored id.
pub(super) fn read_uuid(text: &str, place: &str) -> Result<Uuid, StorageError> {
    Uuid::try_parse(text).map_err(|error| StorageError::Damaged {
        place: place.to_owned(),
        cause: Some(error.into()),
    })
}

fn read_optional_uuid(text: Option<&str>, place: &str) -> Result<Option<Uuid>, StorageError> {
    text.map(|text| read_uuid(text, place)).transpose()
}

/// A stored digest.
pub(super) fn read_digest(text: &str, place: &str) -> Result<Digest, StorageError> {
    from_hex(text).ok_or_else(|| damaged(place))
}

stored! {
    pub(super) struct StoredMeta {
        epoch: String,
        head_seq: i64,
        min_seq: i64,
        chain: String,
        backed_up_seq: i64,
    }
}

impl StoredMeta {
    pub(super) fn read(self) -> Result<Meta, StorageError> {
        Ok(Meta {
            epoch: read_uuid(&self.epoch, "meta.epoch")?,
            head_seq: self.head_seq,
            min_seq: self.min_seq,
            chain: read_digest(&self.chain, "meta.chain")?,
            backed_up_seq: self.backed_up_seq,
        })
    }
}

stored! {
    struct StoredCommit {
        seq: i64,
        at: i64,
        actor: String,
        replica: Option<String>,
        command_no: Option<i64>,
        command_uuid: Option<String>,
        command: String,
        outcome: String,
        rejection: Option<String>,
        digest: String,
        chain: String,
    }
}

impl StoredCommit {
    fn read(self) -> Result<CommitRow, StorageError> {
        Ok(CommitRow {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            replica: read_optional_uuid(self.replica.as_deref(), "commit_log.replica")?,
            command_no: self.command_no,
            command_uuid: read_optional_uuid(
                self.command_uuid.as_deref(),
                "commit_log.command_uuid",
            )?,
            command: self.command,
            outcome: Outcome::parse(&self.outcome).ok_or_else(|| damaged("commit_log.outcome"))?,
            rejection: self.rejection,
            digest: read_digest(&self.digest, "commit_log.digest")?,
            chain: read_digest(&self.chain, "commit_log.chain")?,
            versions: Vec::new(),
        })
    }
}

stored! {
    struct StoredVersion {
        seq: i64,
        ord: i64,
        kind: String,
        id: String,
        scope: String,
        prev_scope: Option<String>,
        body: Option<String>,
    }
}

impl StoredVersion {
    fn read(self) -> Result<VersionRow, StorageError> {
        Ok(VersionRow {
            ord: self.ord,
            kind: self.kind,
            id: read_uuid(&self.id, "version.id")?,
            scope: self.scope,
            prev_scope: self.prev_scope,
            body: self.body,
        })
    }
}

stored! {
    struct StoredOutcome {
        command_no: i64,
        command_uuid: Option<String>,
        seq: i64,
        at: i64,
        outcome: String,
        rejection: Option<String>,
    }
}

impl StoredOutcome {
    fn read(self) -> Result<OutcomeRow, StorageError> {
        Ok(OutcomeRow {
            command_no: self.command_no,
            command_uuid: read_optional_uuid(
                self.command_uuid.as_deref(),
                "commit_log.command_uuid",
            )?,
            seq: self.seq,
            at: self.at,
            outcome: Outcome::parse(&self.outcome).ok_or_else(|| damaged("commit_log.outcome"))?,
            rejection: self.rejection,
        })
    }
}
