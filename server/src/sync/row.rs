//! Commits as storage keeps them, and back.

use std::sync::Arc;

use domain::{
    decision::Actor,
    id::Id,
    record::{Kind, Version, WireRecord},
    rejection::Rejection,
    scope::Scope,
};
use jiff::Timestamp;
use serde_json::value::RawValue;
use sync::{
    commit::{Commit, Row},
    message::Outcome,
};
use uuid::Uuid;

use crate::storage::{self, CommitRow, HistoryRow, OutcomeRow, RecordRow, VersionRow};

/// What storage holds that cannot be read: a defect or a damaged database, never a person's mistake.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A kind, scope, actor or number that is none.
    #[error(
        "the database holds {what} that cannot be read in commit {seq}; run `throughline check`"
    )]
    Value {
        /// What it should be.
        what: &'static str,
        /// Where it stands.
        seq: i64,
    },
    /// A body that does not fit its kind.
    #[error("a record of kind {kind} in commit {seq} cannot be read; run `throughline check`")]
    Body {
        /// Its kind.
        kind: String,
        /// Where it stands.
        seq: i64,
        /// What serde says.
        #[source]
        source: serde_json::Error,
    },
}

fn bad(what: &'static str, seq: i64) -> Unreadable {
    Unreadable::Value { what, seq }
}

/// A sequence number as the database counts.
pub fn stored_seq(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// A sequence number as the protocol counts.
pub fn seq(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

/// A commit as storage keeps it.
pub fn stored(commit: &Commit) -> CommitRow {
    let (outcome, rejection) = match &commit.outcome {
        Outcome::Applied => (storage::Outcome::Applied, None),
        Outcome::Noop => (storage::Outcome::Noop, None),
        // A rejection is an enum of strings, which JSON can always hold.
        Outcome::Rejected(why) => (storage::Outcome::Rejected, serde_json::to_string(why).ok()),
    };
    CommitRow {
        seq: stored_seq(commit.seq),
        at: commit.at.as_microsecond(),
        actor: commit.actor.to_string(),
        replica: commit.from.map(|(replica, _)| replica),
        command_no: commit.from.map(|(_, no)| stored_seq(no)),
        command_uuid: Some(commit.uuid),
        command: commit.command.clone(),
        outcome,
        rejection,
        digest: commit.digest,
        chain: commit.chain,
        versions: (0..)
            .zip(&commit.rows)
            .map(|(ord, row)| version(ord, row))
            .collect(),
    }
}

fn version(ord: i64, row: &Row) -> VersionRow {
    VersionRow {
        ord,
        kind: row.kind.name().to_owned(),
        id: row.id,
        scope: row.scope.to_string(),
        prev_scope: row.previous.map(|scope| scope.to_string()),
        body: row.body.as_ref().map(|body| body.get().to_owned()),
    }
}

/// A commit as it was kept.
pub fn commit(stored: CommitRow) -> Result<Commit, Unreadable> {
    let at = stored.seq;
    let rows = rows(stored.versions, at)?;
    Ok(Commit {
        seq: seq(stored.seq),
        at: time(stored.at, at)?,
        actor: actor(&stored.actor, at)?,
        from: stored
            .replica
            .zip(stored.command_no)
            .map(|(replica, no)| (replica, seq(no))),
        uuid: stored.command_uuid.unwrap_or(Uuid::nil()),
        command: stored.command,
        outcome: outcome(stored.outcome, stored.rejection.as_deref(), at)?,
        rows,
        digest: stored.digest,
        chain: stored.chain,
    })
}

/// The versions that commit `at` made, as they were kept.
pub fn rows(versions: Vec<VersionRow>, at: i64) -> Result<Vec<Row>, Unreadable> {
    versions
        .into_iter()
        .map(|version| row(version, at))
        .collect()
}

fn row(version: VersionRow, at: i64) -> Result<Row, Unreadable> {
    let body = version
        .body
        .map(|body| RawValue::from_string(body).map(Arc::from))
        .transpose()
        .map_err(|source| Unreadable::Body {
            kind: version.kind.clone(),
            seq: at,
            source,
        })?;
    Ok(Row {
        kind: version
            .kind
            .parse()
            .map_err(|_| bad("a kind of record", at))?,
        id: version.id,
        scope: scope(&version.scope, at)?,
        previous: version
            .prev_scope
            .map(|text| scope(&text, at))
            .transpose()?,
        body,
    })
}

/// A record as it stood at an earlier commit; none where it had been removed.
pub fn earlier(kind: Kind, id: Uuid, stood: HistoryRow) -> Result<Option<Version>, Unreadable> {
    let Some(body) = stood.body else {
        return Ok(None);
    };
    record(RecordRow {
        kind: kind.name().to_owned(),
        id,
        scope: stood.scope,
        seq: stood.seq,
        at: stood.at,
        body,
    })
}

/// The answer to a command that was decided before.
pub fn answer(row: &OutcomeRow) -> Result<sync::message::Answer, Unreadable> {
    Ok(sync::message::Answer {
        no: seq(row.command_no),
        uuid: row.command_uuid.unwrap_or(Uuid::nil()),
        outcome: outcome(row.outcome, row.rejection.as_deref(), row.seq)?,
    })
}

/// The latest version of a record, as it is loaded.
pub fn record(row: RecordRow) -> Result<Option<Version>, Unreadable> {
    let at = row.seq;
    let wire = wire(row)?;
    if wire.kind.parse::<Kind>().is_err() {
        return Err(bad("a kind of record", at));
    }
    wire.decode()
        .map_err(|source| unreadable(&wire.kind, at, source))
}

/// A version of a record, as it travels.
pub fn wire(row: RecordRow) -> Result<WireRecord, Unreadable> {
    let body = RawValue::from_string(row.body);
    let body = body.map_err(|source| unreadable(&row.kind, row.seq, source))?;
    Ok(WireRecord {
        scope: scope(&row.scope, row.seq)?,
        seq: seq(row.seq),
        at: time(row.at, row.seq)?,
        id: row.id,
        body: Arc::from(body),
        kind: row.kind,
    })
}

fn unreadable(kind: &str, seq: i64, source: serde_json::Error) -> Unreadable {
    Unreadable::Body {
        kind: kind.to_owned(),
        seq,
        source,
    }
}

fn outcome(
    stored: storage::Outcome,
    rejection: Option<&str>,
    at: i64,
) -> Result<Outcome, Unreadable> {
    Ok(match stored {
        storage::Outcome::Applied => Outcome::Applied,
        storage::Outcome::Noop => Outcome::Noop,
        storage::Outcome::Rejected => Outcome::Rejected(
            rejection
                .and_then(|json| serde_json::from_str::<Rejection>(json).ok())
                .ok_or_else(|| bad("a rejection", at))?,
        ),
    })
}

fn scope(text: &str, at: i64) -> Result<Scope, Unreadable> {
    text.parse().map_err(|_| bad("a scope", at))
}

fn time(micros: i64, at: i64) -> Result<Timestamp, Unreadable> {
    Timestamp::from_microsecond(micros).map_err(|_| bad("a time", at))
}

fn actor(text: &str, at: i64) -> Result<Actor, Unreadable> {
    if text == "system" {
        return Ok(Actor::System);
    }
    Uuid::parse_str(text)
        .map(|person| Actor::Person(Id::new(person)))
        .map_err(|_| bad("an actor", at))
}
