//! A node: everything in memory, one writer that decides and makes durable, and the commits as they happen.

use std::sync::{Arc, PoisonError, RwLock};

use domain::{company::Company, decision::Actor, id::Id};
use sync::{
    authority::{Authority, Received, ReplicaState, Rules, Submission},
    commit::Commit,
    message::{Outcome, Trouble},
};
use tokio::sync::{broadcast, mpsc, oneshot};
use uuid::Uuid;

use super::{
    follow, incident,
    row::{self, Unreadable},
};
use crate::{
    clock::Clock,
    error::{StorageError, with_causes},
    storage::{AppendTx, CommitRow, Db},
};

/// Most pushes that are looked at together.
const GROUP_MAX: usize = 256;
/// Most commands that share one transaction (group commit), one push apart: other nodes wait meanwhile, and a database takes a lock
/// away from a node that thinks for too long.
const COMMANDS_MAX: usize = 1_000;
/// Most commits read at once when another node was ahead.
const CATCH_UP_MAX: i64 = 1_000;
/// How many batches a slow session may fall behind before it reads from the database.
const BATCH_BACKLOG: usize = 1_024;

/// What can go wrong between a command and its answer. Nothing was answered as saved; the same command may be sent again, and has its
/// effect once even where the database took it and its answer was lost.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// The database did not take it.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The database holds what cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The writer has stopped.
    #[error("the server is stopping; nothing was saved. It is sent again when the server is back")]
    Stopped,
}

/// What became of one submission.
#[derive(Clone, Debug)]
pub enum Taken {
    /// Decided and durable.
    Decided {
        /// Its place in the order.
        seq: u64,
        /// What became of it.
        outcome: Outcome,
    },
    /// Answered before.
    Answered,
    /// Not taken.
    Trouble(Trouble),
}

/// Commits that became durable together, and everything as it is after them.
#[derive(Debug)]
pub struct Batch {
    /// In order.
    pub commits: Vec<Commit>,
    /// After the last of them.
    pub after: Authority,
}

enum Work {
    Decide(
        Vec<Submission>,
        oneshot::Sender<Result<Vec<Taken>, NodeError>>,
    ),
    /// Somebody else has appended up to here.
    CatchUp(i64),
}

/// Everything at one moment. The Company is shared once more, for the public pages, which ask for it with every request.
#[derive(Clone)]
struct Now {
    authority: Authority,
    company: Arc<Company>,
}

impl Now {
    fn of(authority: Authority) -> Self {
        let company = Arc::new(authority.company().clone());
        Self { authority, company }
    }
}

/// A handle to the node. Cloning gives another to the same.
#[derive(Clone)]
pub struct Node {
    db: Db,
    clock: Clock,
    epoch: Uuid,
    state: Arc<RwLock<Now>>,
    work: mpsc::Sender<Work>,
    batches: broadcast::Sender<Arc<Batch>>,
}

impl Node {
    /// Loads everything and starts the writer and the follower.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn start(db: Db, clock: Clock) -> Result<Self, NodeError> {
        Self::start_deciding_by(domain::command::decide, db, clock).await
    }

    /// The same, which decides by these rules.
    pub(super) async fn start_deciding_by(
        rules: Rules,
        db: Db,
        clock: Clock,
    ) -> Result<Self, NodeError> {
        let (authority, epoch) = load(&db).await?;
        let authority = authority.deciding_by(rules);
        let state = Arc::new(RwLock::new(Now::of(authority.clone())));
        let (work, asked) = mpsc::channel(GROUP_MAX * 4);
        let (batches, _) = broadcast::channel(BATCH_BACKLOG);
        let writer = Writer {
            db: db.clone(),
            state: state.clone(),
            batches: batches.clone(),
            authority,
        };
        tokio::spawn(writer.run(asked));
        let node = Self {
            db,
            clock,
            epoch,
            state,
            work,
            batches,
        };
        tokio::spawn(follow::follow(node.clone()));
        Ok(node)
    }

    /// Everything there is, at this moment.
    pub fn now(&self) -> Authority {
        // The lock is held only to clone or to replace; a panic in between cannot leave half a value.
        self.state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .authority
            .clone()
    }

    /// The Company at this moment, with its sequence number.
    pub fn company(&self) -> (u64, Arc<Company>) {
        let now = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (now.authority.head(), now.company.clone())
    }

    /// The history that this database holds.
    pub const fn epoch(&self) -> Uuid {
        self.epoch
    }

    /// The database.
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// The clock.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The sequence number reached, as the database counts.
    pub(super) fn head(&self) -> i64 {
        let now = self.state.read().unwrap_or_else(PoisonError::into_inner);
        row::stored_seq(now.authority.head())
    }

    /// Tells the writer that somebody else has appended up to here; false when it has stopped.
    pub(super) async fn catch_up(&self, head: i64) -> bool {
        self.work.send(Work::CatchUp(head)).await.is_ok()
    }

    /// Batches from now on.
    pub fn batches(&self) -> broadcast::Receiver<Arc<Batch>> {
        self.batches.subscribe()
    }

    /// Decides commands and makes them durable; when this returns, a power cut loses nothing of what was decided.
    ///
    /// # Errors
    /// When the database did not say that it took them.
    pub async fn submit(&self, submissions: Vec<Submission>) -> Result<Vec<Taken>, NodeError> {
        let (answer, answered) = oneshot::channel();
        self.work
            .send(Work::Decide(submissions, answer))
            .await
            .map_err(|_| NodeError::Stopped)?;
        answered.await.map_err(|_| NodeError::Stopped)?
    }
}

async fn load(db: &Db) -> Result<(Authority, Uuid), NodeError> {
    let mut company = Company::default();
    let mut problem = None;
    let meta = db
        .load(|stored| match row::record(stored) {
            Ok(Some(version)) => company.put(version),
            Ok(None) => {}
            Err(error) => problem = Some(error),
        })
        .await?;
    if let Some(error) = problem {
        return Err(error.into());
    }
    let replicas = db.replicas().await?.into_iter().filter_map(|replica| {
        let person = Uuid::parse_str(&replica.principal).ok()?;
        let known = ReplicaState {
            person: Id::new(person),
            last_no: row::seq(replica.last_command_no),
            last_uuid: replica.last_command_uuid,
        };
        Some((replica.id, known))
    });
    let authority = Authority::new(company, row::seq(meta.head_seq), meta.chain, replicas);
    Ok((authority, meta.epoch))
}

struct Writer {
    db: Db,
    state: Arc<RwLock<Now>>,
    batches: broadcast::Sender<Arc<Batch>>,
    authority: Authority,
}

impl Writer {
    async fn run(mut self, mut asked: mpsc::Receiver<Work>) {
        let mut group = Vec::with_capacity(GROUP_MAX);
        while asked.recv_many(&mut group, GROUP_MAX).await > 0 {
            let mut decide = Vec::new();
            for work in group.drain(..) {
                match work {
                    Work::Decide(submissions, answer) => decide.push((submissions, answer)),
                    Work::CatchUp(head) => self.catch_up_to(head).await,
                }
            }
            let (mut submissions, mut answers): (Vec<_>, Vec<_>) = decide.into_iter().unzip();
            while !submissions.is_empty() {
                let later = submissions.split_off(together(&submissions));
                match self.group(&submissions).await {
                    Ok(taken) => {
                        for (answer, taken) in answers.drain(..taken.len()).zip(taken) {
                            // A device that has gone learns of its commands when it is back.
                            let _gone = answer.send(Ok(taken));
                        }
                    }
                    // What was to come after is not tried: each try could take as long.
                    Err(error) => {
                        fail(answers, error);
                        break;
                    }
                }
                submissions = later;
            }
        }
    }

    async fn catch_up_to(&mut self, head: i64) {
        if head <= row::stored_seq(self.authority.head()) {
            return;
        }
        if let Err(error) = self.catch_up(head).await {
            tracing::error!(cause = %with_causes(&error), "another node's commits could not be read");
        }
    }

    /// Takes over what another node made durable, in order.
    async fn catch_up(&mut self, head: i64) -> Result<(), NodeError> {
        while let Some(from) = self.behind(head) {
            let stored = self.db.commits_after(from, CATCH_UP_MAX).await?;
            if stored.is_empty() {
                return Ok(());
            }
            self.take_over(stored)?;
        }
        Ok(())
    }

    /// The same under the lock. What this node itself appended is among it where the database's answer to a commit was lost.
    async fn catch_up_locked(&mut self, tx: &mut AppendTx) -> Result<(), NodeError> {
        while let Some(from) = self.behind(tx.meta().head_seq) {
            let stored = tx.commits_after(from, CATCH_UP_MAX).await?;
            if stored.is_empty() {
                return Ok(());
            }
            self.take_over(stored)?;
        }
        Ok(())
    }

    /// How far this node has come, where the log is further.
    fn behind(&self, head: i64) -> Option<i64> {
        let from = row::stored_seq(self.authority.head());
        (from < head).then_some(from)
    }

    fn take_over(&mut self, stored: Vec<CommitRow>) -> Result<(), NodeError> {
        let commits: Vec<Commit> = stored
            .into_iter()
            .map(row::commit)
            .collect::<Result<_, _>>()?;
        let mut after = self.authority.clone();
        for commit in &commits {
            after.follow(commit).map_err(|source| Unreadable::Body {
                kind: "followed".to_owned(),
                seq: row::stored_seq(commit.seq),
                source,
            })?;
        }
        self.publish(after, commits);
        Ok(())
    }

    /// Decides a group on a copy, makes it durable in one transaction, and only then lets anyone see it.
    async fn group(&mut self, groups: &[Vec<Submission>]) -> Result<Vec<Vec<Taken>>, NodeError> {
        let mut tx = self.db.begin_append().await?;
        self.catch_up_locked(&mut tx).await?;
        let mut after = self.authority.clone();
        let mut commits = Vec::new();
        let taken = groups
            .iter()
            .map(|submissions| decide(&mut after, submissions, &mut commits))
            .collect();
        if commits.is_empty() {
            tx.abandon().await?;
            return Ok(taken);
        }
        let rows: Vec<CommitRow> = commits.iter().map(row::stored).collect();
        tx.append(&rows).await?;
        for letter in commits.iter().filter_map(incident::letter) {
            tx.dead_letter(&letter).await?;
        }
        tx.commit().await?;
        incident::tell(&commits);
        self.publish(after, commits);
        Ok(taken)
    }

    fn publish(&mut self, after: Authority, commits: Vec<Commit>) {
        self.authority = after.clone();
        let now = Now::of(after.clone());
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = now;
        // Nobody may be listening.
        let _listeners = self.batches.send(Arc::new(Batch { commits, after }));
    }
}

/// How many pushes from the first on share a transaction: as many as are small enough together, and one at least.
fn together(pushes: &[Vec<Submission>]) -> usize {
    let mut commands = 0_usize;
    let fit = pushes.iter().take_while(|push| {
        commands = commands.saturating_add(push.len());
        commands <= COMMANDS_MAX
    });
    fit.count().max(1)
}

/// Decides the commands of one push; after trouble the rest of it is not looked at.
fn decide(
    after: &mut Authority,
    submissions: &[Submission],
    commits: &mut Vec<Commit>,
) -> Vec<Taken> {
    let mut taken = Vec::with_capacity(submissions.len());
    for submission in submissions {
        match after.receive(submission) {
            Received::Decided(commit) => {
                taken.push(Taken::Decided {
                    seq: commit.seq,
                    outcome: commit.outcome.clone(),
                });
                commits.push(*commit);
            }
            Received::Answered => taken.push(Taken::Answered),
            Received::Trouble(trouble) => {
                taken.push(Taken::Trouble(trouble));
                break;
            }
        }
    }
    taken
}

/// Tells everyone in the group to try again. Logged once, here.
fn fail(answers: Vec<oneshot::Sender<Result<Vec<Taken>, NodeError>>>, error: NodeError) {
    tracing::error!(cause = %with_causes(&error), commands = answers.len(), "a group of commands was not saved");
    let mut answers = answers.into_iter();
    if let Some(first) = answers.next() {
        let _gone = first.send(Err(error));
    }
    for answer in answers {
        let _gone = answer.send(Ok(vec![Taken::Trouble(Trouble::Busy { retry_ms: 1_000 })]));
    }
}

/// A submission that no device sends: by the command line, which acts as a node of its own, or of an import.
pub fn system(command: domain::command::Command, actor: Actor, now: jiff::Timestamp) -> Submission {
    Submission {
        actor,
        from: None,
        uuid: Uuid::now_v7(),
        text: serde_json::to_string(&command).unwrap_or_default(),
        command: Some(command),
        now,
    }
}
