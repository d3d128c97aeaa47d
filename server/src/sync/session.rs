//! One device's conversation: what it is told, from its own cursor, and what it sends.

use std::{collections::BTreeSet, sync::Arc};

use domain::{decision::Actor, person::PersonId, scope::Scope};
use jiff::Timestamp;
use sync::{
    authority::{Authority, Submission},
    claim::{self, Earlier},
    commit::{self, Commit},
    message::{
        FromServer, Hello, Mode, PUSH_COMMANDS_MAX, Push, SCHEMA_VERSION, Trouble, WIRE_VERSION,
        Welcome,
    },
    projection::{self, Poke, Standing},
    stage::{self, Left, PIECE_ROWS, Staged},
};

use super::{
    node::{Batch, Node, NodeError, Taken},
    row,
};
use crate::storage::ReplicaState;

/// A device that is further behind than this starts from nothing instead of reading every commit.
const RESUME_MAX: i64 = 2_000;
/// How much may happen while a base comes in pieces before it begins again: hours of a busy day.
const STAGED_MAX: i64 = 20_000;
/// A device since whose cursor more posts, people, roles, units, series and owners than this have changed starts from nothing.
const MOVED_MAX: usize = 100;

/// One device's conversation.
pub struct Session {
    node: Node,
    person: PersonId,
    standing: Standing,
    /// The last commit looked at; the device's cursor stays behind it while nothing is for the device.
    seen: u64,
    pokes: u32,
}

/// What comes of a hello.
pub enum Greeted {
    /// In step: the session goes on.
    Welcome(Box<Session>, Vec<FromServer>),
    /// Not in step yet, or not taken: say this and close.
    Over(FromServer),
}

impl Session {
    /// Answers a hello: from the cursor where that can be, from nothing where it cannot.
    ///
    /// # Errors
    /// When the database cannot be read; the device tries again.
    pub async fn greet(node: Node, person: PersonId, hello: &Hello) -> Result<Greeted, NodeError> {
        let meta = node.db().meta().await?;
        let (backed_up_seq, min_seq) = (row::seq(meta.backed_up_seq), row::seq(meta.min_seq));
        let (epoch, server_time) = (node.epoch(), now(&node));
        let welcome = |last_no, mode| {
            FromServer::Welcome(Welcome {
                epoch,
                person,
                last_no,
                server_time,
                backed_up_seq,
                mode,
            })
        };
        if hello.v != WIRE_VERSION || hello.schema != SCHEMA_VERSION {
            return Ok(Greeted::Over(welcome(0, Mode::UpgradeRequired)));
        }
        let replica = node
            .db()
            .register_replica(hello.replica, &person.to_string(), node.clock().now())
            .await?;
        if replica.principal != person.to_string() {
            return Ok(Greeted::Over(FromServer::Trouble(Trouble::NotYourReplica)));
        }
        if replica.state == ReplicaState::Revoked {
            return Ok(Greeted::Over(welcome(0, Mode::Wipe)));
        }
        let at = node.now();
        let last_no = at.replica(hello.replica).map_or(0, |known| known.last_no);
        log_what_is_odd(hello, last_no);
        let mut session = Self {
            person,
            standing: Standing {
                replica: hello.replica,
                cursor: hello.cursor,
                scopes: BTreeSet::new(),
                // A server that was restored answers from where it stands, not from what it has forgotten.
                last_no: hello.confirmed_no.min(last_no),
            },
            seen: at.head(),
            pokes: 0,
            node,
        };
        // A log that was blanked up to there cannot be gone on with from before (R8).
        let step = match hello.cursor < min_seq {
            true => None,
            false => session.recognised(&at, hello).await?,
        };
        let mode = if step.is_some() {
            Mode::Resume
        } else {
            Mode::Reset
        };
        let poke = match step {
            Some(step) => step,
            None => match session.base(&at, hello, last_no).await? {
                Left::More(piece) => return Ok(Greeted::Over(FromServer::Piece(piece))),
                Left::Last(poke) => Some(poke),
            },
        };
        let mut messages = vec![welcome(last_no, mode)];
        messages.extend(poke.map(|poke| session.poked(poke)).unwrap_or_default());
        Ok(Greeted::Welcome(Box::new(session), messages))
    }

    /// The step from where the device says it stands; none where that is another history, too far back, or not what its
    /// person could see there. Nothing that a device claims is taken for what it holds: its scopes are worked out here.
    async fn recognised(
        &mut self,
        at: &Authority,
        hello: &Hello,
    ) -> Result<Option<Option<Poke>>, NodeError> {
        let follows =
            hello.epoch == Some(self.node.epoch()) && (1..=at.head()).contains(&hello.cursor);
        if !follows || hello.astray {
            return Ok(None);
        }
        if self.mark(at).await? != hello.chain {
            return Ok(None);
        }
        let Some(commits) = self.missing(at, RESUME_MAX).await? else {
            return Ok(None);
        };
        let Some(earlier) = self.earlier(&commits).await? else {
            return Ok(None);
        };
        let held = claim::scopes_then(at.company(), earlier, self.person);
        if hello.scope_digest != Some(claim::scope_digest(&held)) {
            return Ok(None);
        }
        self.standing.scopes = held;
        Ok(Some(self.step(at, &commits)))
    }

    /// The mark of this history where the device stands.
    async fn mark(&self, at: &Authority) -> Result<Option<String>, NodeError> {
        if self.standing.cursor == at.head() {
            return Ok(Some(commit::mark(at.chain())));
        }
        let before = row::stored_seq(self.standing.cursor).saturating_sub(1);
        let there = self.node.db().commits_after(before, 1).await?;
        Ok(there.first().map(|there| commit::mark(&there.chain)))
    }

    /// The commits between the device and now; none where they are more than `most`.
    async fn missing(&self, at: &Authority, most: i64) -> Result<Option<Vec<Commit>>, NodeError> {
        let from = row::stored_seq(self.standing.cursor);
        if row::stored_seq(at.head()).saturating_sub(from) > most {
            return Ok(None);
        }
        let mut commits = Vec::new();
        for stored in self.node.db().commits_after(from, most).await? {
            let commit = row::commit(stored)?;
            if commit.seq <= at.head() {
                commits.push(commit);
            }
        }
        Ok(Some(commits))
    }

    /// The records that decided who sees what, as they stood at the device's cursor; none where they are too many.
    async fn earlier(&self, commits: &[Commit]) -> Result<Option<Vec<Earlier>>, NodeError> {
        let moved = claim::movers(commits);
        if moved.len() > MOVED_MAX {
            return Ok(None);
        }
        let cursor = row::stored_seq(self.standing.cursor);
        let mut earlier = Vec::with_capacity(moved.len());
        for (kind, id) in moved {
            let history = self.node.db().versions_of(kind.name(), id).await?;
            let stood = history.into_iter().rfind(|version| version.seq <= cursor);
            let version = match stood {
                Some(stood) => row::earlier(kind, id, stood)?,
                None => None,
            };
            earlier.push(Earlier { kind, id, version });
        }
        Ok(Some(earlier))
    }

    fn step(&self, at: &Authority, commits: &[Commit]) -> Option<Poke> {
        let scopes = at.scopes(self.person);
        projection::step(at.company(), commits, &self.standing, &scopes)
    }

    /// Everything, for a device that starts from nothing, with the answers it has missed: in pieces where it is large (R13).
    async fn base(
        &mut self,
        at: &Authority,
        hello: &Hello,
        last_no: u64,
    ) -> Result<Left<Poke>, NodeError> {
        let (scopes, epoch) = (at.scopes(self.person), self.node.epoch());
        let missed = self.standing.last_no.saturating_add(1);
        let answers = self.answers(missed, last_no).await?;
        let staged = self.staged(at, hello, &scopes).await?;
        let rest = match stage::next(at, epoch, &scopes, staged, PIECE_ROWS) {
            Left::More(piece) => return Ok(Left::More(piece)),
            Left::Last(rest) => rest,
        };
        let since = match staged {
            Some(_) => self.missing(at, STAGED_MAX).await?,
            None => None,
        };
        self.standing.scopes.clone_from(&scopes);
        let whole = || projection::snapshot(at, &scopes, last_no);
        let left = match (staged, since) {
            (Some(_), Some(commits)) => {
                Left::Last(stage::last(at, &commits, &self.standing, rest, last_no))
            }
            // More has happened since the first piece than is read at once.
            (Some(_), None) => stage::next(at, epoch, &scopes, None, PIECE_ROWS).map(|_| whole()),
            (None, _) => Left::Last(whole()),
        };
        Ok(left.map(|poke| Poke { answers, ..poke }))
    }

    /// What a device has of a base in pieces, if that can be gone on with; it then stands where the first piece was read.
    async fn staged<'h>(
        &mut self,
        at: &Authority,
        hello: &'h Hello,
        scopes: &BTreeSet<Scope>,
    ) -> Result<Option<&'h Staged>, NodeError> {
        let Some(staged) = hello.staged.as_deref() else {
            return Ok(None);
        };
        self.standing.cursor = staged.at;
        let mark = self.mark(at).await?;
        Ok(Some(staged).filter(|staged| staged.goes_on(self.node.epoch(), mark.as_ref(), scopes)))
    }

    async fn answers(
        &self,
        from_no: u64,
        last_no: u64,
    ) -> Result<Vec<sync::message::Answer>, NodeError> {
        let from = row::stored_seq(from_no);
        let stored = self
            .node
            .db()
            .outcomes(self.standing.replica, from, row::stored_seq(last_no))
            .await?;
        Ok(stored.iter().map(row::answer).collect::<Result<_, _>>()?)
    }

    /// The messages of a poke, after which the device stands where it ends.
    fn poked(&mut self, poke: Poke) -> Vec<FromServer> {
        let mut scopes: BTreeSet<Scope> = if poke.reset {
            BTreeSet::new()
        } else {
            std::mem::take(&mut self.standing.scopes)
        };
        for dropped in &poke.scopes_drop {
            scopes.remove(dropped);
        }
        if !poke.scopes_drop.is_empty() {
            // Which scopes, and why, is nobody's affair here; that it happened is (sync.md 2.6).
            tracing::info!(replica = %self.standing.replica, scopes = poke.scopes_drop.len(), "a device is told to forget what its person may not see any more");
        }
        scopes.extend(&poke.scopes_add);
        self.standing.scopes = scopes;
        self.standing.cursor = poke.to;
        self.standing.last_no = self.standing.last_no.max(poke.last_no);
        self.pokes = self.pokes.wrapping_add(1);
        poke.messages(self.pokes)
    }

    /// What a batch of commits has for this device.
    pub fn batch(&mut self, batch: &Arc<Batch>) -> Vec<FromServer> {
        let new: Vec<&Commit> = batch
            .commits
            .iter()
            .filter(|commit| commit.seq > self.seen)
            .collect();
        if new.is_empty() {
            return Vec::new();
        }
        self.seen = batch.after.head();
        let scopes = if new.iter().any(|commit| commit.moves_scopes()) {
            batch.after.scopes(self.person)
        } else {
            self.standing.scopes.clone()
        };
        projection::step(batch.after.company(), new, &self.standing, &scopes)
            .map(|poke| self.poked(poke))
            .unwrap_or_default()
    }

    /// What this device has missed, when it fell behind the batches; none where that is too much for a conversation, which a
    /// new hello begins again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn missed(&mut self) -> Result<Option<Vec<FromServer>>, NodeError> {
        let at = self.node.now();
        let Some(commits) = self.missing(&at, RESUME_MAX).await? else {
            return Ok(None);
        };
        self.seen = at.head();
        let poke = self.step(&at, &commits);
        Ok(Some(poke.map(|poke| self.poked(poke)).unwrap_or_default()))
    }

    /// Takes a push. What was decided is told by the batch; this returns only what the batch will not say.
    ///
    /// # Errors
    /// When the database did not say that it took it.
    pub async fn push(&mut self, push: Push) -> Result<Vec<FromServer>, NodeError> {
        let dense = (push.from_no..)
            .zip(&push.commands)
            .all(|(no, command)| command.no == no);
        if push.commands.len() > PUSH_COMMANDS_MAX || !dense {
            return Ok(vec![FromServer::Trouble(Trouble::Unreadable)]);
        }
        let at = now(&self.node);
        let submissions = push
            .commands
            .into_iter()
            .map(|command| Submission {
                actor: Actor::Person(self.person),
                from: Some((self.standing.replica, command.no)),
                uuid: command.uuid,
                command: command.decode(),
                text: logged(&command.name, command.args.get()),
                now: at,
            })
            .collect();
        let taken = self.node.submit(submissions).await?;
        let again = taken
            .iter()
            .filter(|taken| matches!(taken, Taken::Answered))
            .count();
        let mut said = Vec::new();
        let forked = taken
            .iter()
            .any(|taken| matches!(taken, Taken::Trouble(Trouble::Forked)));
        if forked || again > 0 {
            let last_no = if forked {
                // What was answered under these numbers: the device goes on after it.
                let known = self.node.now().replica(self.standing.replica);
                known.map_or(0, |known| known.last_no)
            } else {
                let count = u64::try_from(again).unwrap_or(0);
                push.from_no.saturating_add(count).saturating_sub(1)
            };
            // Whoever decided them may have been another node, another copy of the device, or this one without hearing that it took:
            // what they changed goes first.
            if self.node.now().head() > self.seen {
                said.extend(self.missed().await?.unwrap_or_default());
            }
            said.extend(self.answered(push.from_no, last_no).await?);
        }
        said.extend(taken.into_iter().filter_map(|taken| match taken {
            Taken::Trouble(trouble) => Some(FromServer::Trouble(trouble)),
            Taken::Decided { .. } | Taken::Answered => None,
        }));
        Ok(said)
    }

    /// A step without rows, for commands that were answered before they were sent again (R2). Answered ones come first in a push.
    async fn answered(&mut self, from_no: u64, last_no: u64) -> Result<Vec<FromServer>, NodeError> {
        let poke = Poke {
            base: self.standing.cursor,
            to: self.standing.cursor,
            reset: false,
            staged: false,
            scopes_add: Vec::new(),
            scopes_drop: Vec::new(),
            puts: Vec::new(),
            removes: Vec::new(),
            last_no,
            answers: self.answers(from_no, last_no).await?,
            chain: None,
            sum: None,
        };
        Ok(self.poked(poke))
    }

    /// The device's cursor, for a pong.
    pub const fn due_seq(&self) -> u64 {
        self.standing.cursor
    }
}

/// What an operator should know of a hello. Logged once, here.
fn log_what_is_odd(hello: &Hello, last_no: u64) {
    if hello.confirmed_no > last_no {
        tracing::warn!(
            replica = %hello.replica,
            from = last_no + 1,
            to = hello.confirmed_no,
            "a device remembers commands that this server has forgotten, as after a restore; it is to send them again"
        );
    }
    // It stays so until its new base is whole; once is enough.
    if hello.astray && hello.staged.is_none() {
        tracing::error!(
            replica = %hello.replica,
            cursor = hello.cursor,
            "a device held something else than it was sent, and fetches everything anew; tell the developers if it happens again"
        );
    }
    if hello.cleared && hello.staged.is_none() {
        tracing::warn!(
            replica = %hello.replica,
            "a browser had cleared what it kept for somebody who was signed in there; what had not reached the server from it is lost"
        );
    }
}

/// The command as the log keeps it.
fn logged(name: &str, args: &str) -> String {
    // A name is any text a device sent, so it is written as JSON; the arguments are JSON already.
    let name = serde_json::to_string(name).unwrap_or_default();
    format!("{{\"name\":{name},\"args\":{args}}}")
}

fn now(node: &Node) -> Timestamp {
    Timestamp::from_microsecond(node.clock().now()).unwrap_or(Timestamp::UNIX_EPOCH)
}
