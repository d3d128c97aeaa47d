//! A device's replica: the base that the server confirmed, and over it what this device decided since (sync.md 2.3).

mod kept;
mod poke;
mod stage;

use std::collections::{BTreeSet, VecDeque};

use domain::{
    command::Given,
    company::Company,
    decision::{Actor, Context},
    id::Id,
    person::PersonId,
    record::Stamp,
    rejection::Rejection,
    scope::Scope,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    claim,
    keep::Keep,
    message::{
        FromDevice, FromServer, Hello, Mode, PokePart, PokeStart, ReplicaId, SCHEMA_VERSION,
        Trouble, WIRE_VERSION, Welcome,
    },
    outbox::{Outbox, Pending},
};

pub use self::{kept::Opened, stage::Stage};

/// A refusal, kept until the person dismisses it, with the command that holds their own words.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What was refused.
    pub pending: Pending,
    /// Why.
    pub rejection: Rejection,
}

/// The same refusal of the same command.
impl PartialEq for Refused {
    fn eq(&self, other: &Self) -> bool {
        self.pending.uuid() == other.pending.uuid() && self.rejection == other.rejection
    }
}

/// What the device's shell is to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Send this.
    Send(FromDevice),
    /// Keep this, whole or not at all and after everything before it; then say [`Replica::kept`].
    Keep(Ticket, Vec<Keep>),
    /// Find what was sent after this number, and say [`Replica::recalled`].
    Recall(u64),
    /// The server was put back to an earlier state: so many commands that it had forgotten are sent again from here. The person
    /// is told, for what others did since may be gone.
    Restored(usize),
    /// What is seen has changed: show it.
    Changed,
    /// Something on the connection does not fit: connect again with the cursor.
    Reconnect,
    /// The page is older than the server: ask the person to reload.
    AskToReload,
    /// Forget the person: empty the store and show the sign-in.
    Wipe,
    /// The session is over: ask the person to sign in; the outbox stays.
    SignIn,
}

/// Names what is on its way to the store.
pub type Ticket = u64;

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// No connection.
    Down,
    /// Said hello, not welcomed yet.
    Greeting,
    /// In step.
    Up,
}

/// What becomes of the sums at the ends of pokes (R7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sums {
    /// They are compared, and were right so far.
    Compared,
    /// One was another: everything is fetched anew.
    Astray,
    /// It was another once more, right after that: this page cannot read some of what it is sent, as when the server is newer. It is
    /// to be loaded again, and until then the sums say nothing.
    Unread,
}

/// A poke that has begun and is not whole yet.
#[derive(Clone, Debug)]
struct Assembly {
    start: PokeStart,
    parts: Vec<PokePart>,
}

/// One replica.
#[derive(Clone, Debug)]
pub struct Replica {
    id: ReplicaId,
    person: PersonId,
    epoch: Option<Uuid>,
    cursor: u64,
    /// The mark of the history at the cursor.
    chain: Option<String>,
    scopes: BTreeSet<Scope>,
    base: Company,
    view: Company,
    outbox: Outbox,
    refused: VecDeque<Refused>,
    assembly: Option<Assembly>,
    /// What has come of a base that comes in pieces.
    stage: Option<Stage>,
    sums: Sums,
    /// The browser had cleared what was kept of the person, and the server has not been told.
    cleared: bool,
    link: Link,
    tickets: VecDeque<Ticket>,
    next_ticket: Ticket,
    /// How far a restored server remembers this replica, while the store is asked for the rest.
    healing: Option<u64>,
}

impl Replica {
    /// A replica that holds nothing yet.
    pub fn new(id: ReplicaId, person: PersonId) -> Self {
        Self {
            id,
            person,
            epoch: None,
            cursor: 0,
            chain: None,
            scopes: BTreeSet::new(),
            base: Company::partial(BTreeSet::new()),
            view: Company::partial(BTreeSet::new()),
            outbox: Outbox::default(),
            refused: VecDeque::new(),
            assembly: None,
            stage: None,
            sums: Sums::Compared,
            cleared: false,
            link: Link::Down,
            tickets: VecDeque::new(),
            next_ticket: 0,
            healing: None,
        }
    }

    /// Which replica.
    pub const fn id(&self) -> ReplicaId {
        self.id
    }

    /// Whose it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What the person sees: the base with what waits on top.
    pub const fn view(&self) -> &Company {
        &self.view
    }

    /// What the server has confirmed.
    pub const fn base(&self) -> &Company {
        &self.base
    }

    /// The sequence number reached.
    pub const fn cursor(&self) -> u64 {
        self.cursor
    }

    /// Whether the first poke has arrived, so that absent means absent.
    pub const fn is_loaded(&self) -> bool {
        self.epoch.is_some() && self.cursor > 0
    }

    /// How the connection stands.
    pub const fn link(&self) -> Link {
        self.link
    }

    /// What waits for an answer.
    pub fn pending(&self) -> impl ExactSizeIterator<Item = &Pending> {
        self.outbox.pending()
    }

    /// What was refused and not dismissed.
    pub fn refused(&self) -> impl ExactSizeIterator<Item = &Refused> {
        self.refused.iter()
    }

    /// The person has read a refusal.
    pub fn dismiss(&mut self, command: Uuid) -> Vec<Effect> {
        self.refused
            .retain(|refused| refused.pending.uuid() != command);
        vec![Effect::Changed, self.keep(vec![Keep::Dismissed(command)])]
    }

    /// The connection is open: say who this is.
    pub fn connected(&mut self) -> FromDevice {
        self.link = Link::Greeting;
        self.healing = None;
        self.assembly = None;
        self.outbox.disconnected();
        FromDevice::Hello(Hello {
            v: WIRE_VERSION,
            schema: SCHEMA_VERSION,
            replica: self.id,
            epoch: self.epoch,
            cursor: self.cursor,
            chain: self.chain.clone(),
            scope_digest: self.epoch.map(|_| claim::scope_digest(&self.scopes)),
            next_no: self.outbox.next_no(),
            confirmed_no: self.outbox.confirmed_no(),
            staged: self.mark(),
            astray: self.sums == Sums::Astray,
            cleared: self.cleared,
        })
    }

    /// The browser had cleared what it kept of the person, who had not signed out: the server is told with the next hello.
    pub const fn was_cleared(&mut self) {
        self.cleared = true;
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.link = Link::Down;
        self.healing = None;
        self.assembly = None;
        self.outbox.disconnected();
    }

    /// Decides a command here and now, so that the page answers at once, and queues it for the server.
    ///
    /// # Errors
    /// The refusal, when the rules already say no to what this device holds; then nothing is queued.
    pub fn submit(
        &mut self,
        given: impl Into<Given>,
        uuid: Uuid,
        now: Timestamp,
    ) -> Result<Vec<Effect>, Rejection> {
        let mut view = self.view.clone();
        let given = given.into();
        Self::overlay(&mut view, self.person, &given, uuid, now)?;
        let given = self.outbox.add(given, uuid, now, self.cursor);
        let given = given.cloned().ok_or(Rejection::Unreadable)?;
        self.view = view;
        Ok(self.keep_and_show(vec![Keep::Given(given)]))
    }

    /// Takes what the server says.
    pub fn receive(&mut self, message: FromServer) -> Vec<Effect> {
        match message {
            FromServer::Welcome(welcome) => self.welcome(&welcome),
            FromServer::Piece(piece) => self.piece(piece),
            FromServer::PokeStart(start) => {
                self.assembly = Some(Assembly {
                    start,
                    parts: Vec::new(),
                });
                Vec::new()
            }
            FromServer::PokePart(part) => match &mut self.assembly {
                Some(assembly) if assembly.start.id == part.id => {
                    assembly.parts.push(part);
                    Vec::new()
                }
                _ => vec![Effect::Reconnect],
            },
            FromServer::PokeEnd(end) => self.poke(end),
            FromServer::Pong(_) => Vec::new(),
            FromServer::Trouble(trouble) => self.trouble(&trouble),
        }
    }

    fn welcome(&mut self, welcome: &Welcome) -> Vec<Effect> {
        if welcome.person != self.person {
            return vec![Effect::SignIn];
        }
        match welcome.mode {
            Mode::UpgradeRequired => vec![Effect::AskToReload],
            Mode::Wipe => vec![Effect::Wipe],
            Mode::Resume | Mode::Reset => {
                self.link = Link::Up;
                let recall = self.heal(welcome);
                let another = self.epoch.is_some_and(|epoch| epoch != welcome.epoch);
                // Where something is sent again, that is told once it is known how much.
                let restored = (another && recall.is_none()).then_some(Effect::Restored(0));
                // In another history the same number is something else.
                let same = self.epoch == Some(welcome.epoch) && welcome.mode == Mode::Resume;
                // A server that has forgotten answers was restored, and what it has a backup of is not what this device was answered.
                let remembers = same && recall.is_none();
                let backed_up = remembers.then_some(Keep::BackedUp(welcome.backed_up_seq));
                // What this device has goes on, so no other base is wanted.
                let unwanted = same.then(|| self.stage.take()).flatten();
                let unwanted = unwanted.map(|_| Keep::NoPieces);
                self.epoch = Some(welcome.epoch);
                let mut effects =
                    self.keep_and_show(backed_up.into_iter().chain(unwanted).collect());
                effects.extend(recall.or(restored));
                effects
            }
        }
    }

    fn trouble(&mut self, trouble: &Trouble) -> Vec<Effect> {
        match trouble {
            Trouble::Gap { .. } | Trouble::Forked | Trouble::Busy { .. } | Trouble::Unreadable => {
                self.outbox.resend();
                vec![Effect::Reconnect]
            }
            // Somebody else has signed in to this browser, in another tab: what waits here is still this person's.
            Trouble::NeedsSignIn | Trouble::NotYourReplica => vec![Effect::SignIn],
        }
    }

    /// Decides again, on the new base, what is not answered yet. What fails here stays queued: the server decides.
    fn rebase(&mut self) {
        let mut view = self.base.clone();
        for pending in self.outbox.pending() {
            let Some(command) = &pending.command else {
                continue;
            };
            let _advisory = Self::overlay(
                &mut view,
                self.person,
                command,
                pending.uuid(),
                pending.sent.claimed_at,
            );
        }
        self.view = view;
    }

    fn overlay(
        view: &mut Company,
        person: PersonId,
        given: &Given,
        uuid: Uuid,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        let context = Context {
            actor: Actor::Person(person),
            now,
            command: uuid,
        };
        let changes = given.decide(view, &context)?;
        let stamp = Stamp {
            seq: Stamp::PENDING_SEQ,
            at: now,
        };
        for change in &changes {
            view.apply(change, stamp);
        }
        Ok(())
    }

    /// What others wait for goes first. A command does not wait for the store: where a crash takes one that was sent, its number is
    /// given again, and the server tells the two apart by their identifiers.
    pub(super) fn keep_and_show(&mut self, what: Vec<Keep>) -> Vec<Effect> {
        let pushed = self.push();
        let kept = self.keep(what);
        pushed.into_iter().chain([kept, Effect::Changed]).collect()
    }

    fn push(&mut self) -> Option<Effect> {
        if self.link != Link::Up || self.healing.is_some() {
            return None;
        }
        self.outbox
            .push()
            .map(|push| Effect::Send(FromDevice::Push(push)))
    }

    /// The name of the person, once their record has arrived.
    pub fn name(&self) -> Option<String> {
        self.view
            .get::<domain::person::Person>(Id::new(self.person.uuid()))
            .map(|person| person.name.clone())
    }
}
