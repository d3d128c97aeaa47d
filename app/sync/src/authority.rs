//! The authority: decides every command once, in one order, on everything there is.

use std::{panic, sync::Arc};

use domain::{
    access,
    command::{self, Command},
    company::Company,
    decision::{Actor, Context, Decision},
    person::PersonId,
    record::{Change, Stamp},
    rejection::Rejection,
};
use jiff::Timestamp;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    commit::{self, Commit, Digest, Row},
    message::{Outcome, ReplicaId, Trouble},
};

/// What is known of a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicaState {
    /// Whose it is, from its first command on. A replica never changes person.
    pub person: PersonId,
    /// The last of its commands that was answered.
    pub last_no: u64,
    /// That command's identifier: two devices that take themselves for one replica are told apart by it.
    pub last_uuid: Uuid,
}

/// A command on its way to be decided.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who gives it.
    pub actor: Actor,
    /// The replica and its own number, where a device sends it.
    pub from: Option<(ReplicaId, u64)>,
    /// The command's identifier.
    pub uuid: Uuid,
    /// The command; none where it could not be read, which is answered like any refusal.
    pub command: Option<Command>,
    /// The command as it came, for the log.
    pub text: String,
    /// The server's clock.
    pub now: Timestamp,
}

/// What comes of a submission.
#[derive(Clone, Debug)]
pub enum Received {
    /// It was decided: this is to be made durable, then told.
    Decided(Box<Commit>),
    /// It was answered before; the stored answer goes to the device with its next poke.
    Answered,
    /// It is not taken at all.
    Trouble(Trouble),
}

/// What decides a command.
pub type Rules = fn(&Company, &Command, &Context) -> Decision;

/// Everything there is at one sequence number. Cloning costs nothing, so a batch is decided on a copy that replaces the
/// original only when the database has it.
#[derive(Clone, Debug)]
pub struct Authority {
    company: Company,
    head: u64,
    chain: Digest,
    replicas: imbl::OrdMap<ReplicaId, ReplicaState>,
    rules: Rules,
}

impl Authority {
    /// An authority as loaded from the database.
    pub fn new(
        company: Company,
        head: u64,
        chain: Digest,
        replicas: impl IntoIterator<Item = (ReplicaId, ReplicaState)>,
    ) -> Self {
        Self {
            company,
            head,
            chain,
            replicas: replicas.into_iter().collect(),
            rules: command::decide,
        }
    }

    /// The same deciding by other rules than the domain's. None of those is known to panic, so what becomes of one that does is
    /// tested with rules that do.
    #[must_use]
    pub fn deciding_by(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// Everything, at this sequence number.
    pub const fn company(&self) -> &Company {
        &self.company
    }

    /// The sequence number reached.
    pub const fn head(&self) -> u64 {
        self.head
    }

    /// The chain's last link.
    pub const fn chain(&self) -> &Digest {
        &self.chain
    }

    /// What is known of a replica.
    pub fn replica(&self, id: ReplicaId) -> Option<ReplicaState> {
        self.replicas.get(&id).copied()
    }

    /// Decides a command (sync.md R2, R3): exactly once a number, in order, and a refusal takes its place too.
    pub fn receive(&mut self, submission: &Submission) -> Received {
        if let Some((replica, no)) = submission.from {
            let Some(person) = submission.actor.person() else {
                return Received::Trouble(Trouble::NotYourReplica);
            };
            let last_no = match self.replica(replica) {
                Some(known) if known.person != person => {
                    return Received::Trouble(Trouble::NotYourReplica);
                }
                // What follows in the same push was decided by another device than this replica's numbers say.
                Some(known) if known.last_no == no && known.last_uuid != submission.uuid => {
                    return Received::Trouble(Trouble::Forked);
                }
                Some(known) => known.last_no,
                None => 0,
            };
            if no <= last_no {
                return Received::Answered;
            }
            if no > last_no + 1 {
                return Received::Trouble(Trouble::Gap {
                    expected: last_no + 1,
                });
            }
        }
        let (outcome, rows) = match self.decide(submission) {
            Ok(rows) if rows.is_empty() => (Outcome::Noop, rows),
            Ok(rows) => (Outcome::Applied, rows),
            Err(rejection) => (Outcome::Rejected(rejection), Vec::new()),
        };
        Received::Decided(Box::new(self.commit(submission, outcome, rows)))
    }

    fn decide(&mut self, submission: &Submission) -> Result<Vec<Row>, Rejection> {
        let Some(command) = &submission.command else {
            return Err(Rejection::Unreadable);
        };
        let context = Context {
            actor: submission.actor,
            now: submission.now,
            command: submission.uuid,
        };
        let stamp = Stamp {
            seq: self.head + 1,
            at: submission.now,
        };
        let before = self.company.clone();
        // A rule that panics must not stop everyone else's work; the incident is the command's own identifier.
        let decided = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            let changes = (self.rules)(&before, command, &context)?;
            let mut after = before.clone();
            for change in &changes {
                after.apply(change, stamp);
            }
            let derived = command::derive(&before, &after, &changes);
            for change in &derived {
                after.apply(change, stamp);
            }
            let rows = rows(&before, changes.iter().chain(&derived))?;
            Ok((after, rows))
        }));
        let (after, rows) = decided.unwrap_or_else(|_| Err(internal(submission.uuid)))?;
        self.company = after;
        Ok(rows)
    }

    fn commit(&mut self, submission: &Submission, outcome: Outcome, rows: Vec<Row>) -> Commit {
        self.head += 1;
        let digest = commit::digest(&rows);
        self.chain = commit::chain(&self.chain, self.head, &digest);
        let commit = Commit {
            seq: self.head,
            at: submission.now,
            actor: submission.actor,
            from: submission.from,
            uuid: submission.uuid,
            command: submission.text.clone(),
            outcome,
            rows,
            digest,
            chain: self.chain,
        };
        self.note_replica(&commit);
        commit
    }

    fn note_replica(&mut self, commit: &Commit) {
        if let (Some((replica, last_no)), Some(person)) = (commit.from, commit.actor.person()) {
            let state = ReplicaState {
                person,
                last_no,
                last_uuid: commit.uuid,
            };
            self.replicas.insert(replica, state);
        }
    }

    /// Takes over a commit that another node made durable.
    pub fn follow(&mut self, commit: &Commit) -> Result<(), serde_json::Error> {
        let stamp = Stamp {
            seq: commit.seq,
            at: commit.at,
        };
        for row in &commit.rows {
            self.company.apply(&row.change()?, stamp);
        }
        self.head = commit.seq;
        self.chain = commit.chain;
        self.note_replica(commit);
        Ok(())
    }

    /// The scopes of a person at this sequence number.
    pub fn scopes(&self, person: PersonId) -> std::collections::BTreeSet<domain::scope::Scope> {
        access::scopes(&self.company, person)
    }
}

fn rows<'a>(
    before: &Company,
    changes: impl Iterator<Item = &'a Change>,
) -> Result<Vec<Row>, Rejection> {
    let mut rows = Vec::new();
    for change in changes {
        let (kind, id) = change.subject();
        let previous = before.version(kind, id).map(|version| version.scope);
        let (scope, body) = match change {
            Change::Put { scope, body, .. } => {
                let json = body.json().and_then(RawValue::from_string);
                (*scope, Some(Arc::from(json.map_err(|_| internal(id))?)))
            }
            Change::Remove { .. } => match previous {
                Some(previous) => (previous, None),
                None => continue,
            },
        };
        rows.push(Row {
            kind,
            id,
            scope,
            previous,
            body,
        });
    }
    Ok(rows)
}

fn internal(incident: Uuid) -> Rejection {
    Rejection::Internal {
        incident: incident.to_string(),
    }
}
