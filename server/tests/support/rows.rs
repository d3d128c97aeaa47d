//! Rows of the log, made up for tests.

use server::storage::{CommitRow, Digest, Meta, Outcome, VersionRow, sha256};
use uuid::Uuid;

/// The chain rule that these tests use: any function of the three will do for storage.
pub fn link(before: &Digest, seq: i64, digest: &Digest) -> Digest {
    sha256(&[before, &seq.to_be_bytes(), digest])
}

/// The next commit after `meta`, by `system`, with these versions.
pub fn commit(meta: &Meta, versions: Vec<VersionRow>) -> CommitRow {
    let seq = meta.head_seq + 1;
    let digest = sha256(&[format!("{versions:?}").as_bytes()]);
    CommitRow {
        seq,
        at: 1_790_000_000_000_000 + seq,
        actor: "system".to_owned(),
        replica: None,
        command_no: None,
        command_uuid: Some(Uuid::now_v7()),
        command: format!(r#"{{"name":"test","seq":{seq}}}"#),
        outcome: Outcome::Applied,
        rejection: None,
        digest,
        chain: link(&meta.chain, seq, &digest),
        versions,
    }
}

/// `count` commits in a row, each with what `versions` makes for its number.
pub fn commits(
    meta: &Meta,
    count: usize,
    versions: impl Fn(i64) -> Vec<VersionRow>,
) -> Vec<CommitRow> {
    let mut head = meta.clone();
    (0..count)
        .map(|_| {
            let row = commit(&head, versions(head.head_seq + 1));
            head.head_seq = row.seq;
            head.chain = row.chain;
            row
        })
        .collect()
}

/// A version that puts a record.
pub fn put(ord: i64, id: Uuid, scope: &str, body: &str) -> VersionRow {
    VersionRow {
        ord,
        kind: "objective".to_owned(),
        id,
        scope: scope.to_owned(),
        prev_scope: None,
        body: Some(body.to_owned()),
    }
}

/// A version that removes a record.
pub fn remove(ord: i64, id: Uuid, scope: &str) -> VersionRow {
    VersionRow {
        body: None,
        ..put(ord, id, scope, "")
    }
}
