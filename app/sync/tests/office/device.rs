//! A device and the server's end of its connection: the replica, what its browser's database holds, and what is on its way.

use std::collections::{BTreeSet, VecDeque};

use domain::{command::Command, decision::Actor, person::PersonId};
use sync::{
    authority::{Received, Submission},
    claim,
    commit::Commit,
    keep::Keep,
    message::{FromDevice, FromServer, Hello, Mode, PushedCommand, Trouble, Welcome},
    projection::{self, Standing},
    replica::{Effect, Replica, Ticket},
    shelf::{Damage, Shelf},
    stage::{self, Left, Staged},
    store::{Stored, Table},
};
use uuid::Uuid;

use super::{Office, held_scopes, id, now, words};

/// Records in a piece of a base: so few that this office has several.
const PIECE: usize = 7;

/// Something that a replica asked its browser for.
pub enum Task {
    Keep(Ticket, Vec<Keep>),
    Recall(u64),
}

/// A device and the server's end of its connection.
pub struct Device {
    pub replica: Replica,
    /// What the browser's database holds.
    pub stored: Stored,
    /// What the browser has not done yet; empty unless [`Device::slow_store`].
    pub uncommitted: VecDeque<Task>,
    shelf: Shelf,
    pub slow_store: bool,
    standing: Option<Standing>,
    /// The history that the last connection was to.
    epoch: Option<Uuid>,
    seen: u64,
    pokes: u32,
    reset: bool,
    /// A poke was lost on this connection.
    missed: bool,
    /// How often it has asked for everything because its sum was another (R7).
    pub astray: usize,
    /// The server counts a record of a kind that this page passes over.
    pub newer_server: bool,
    pub asked_to_reload: usize,
    outgoing: Vec<FromDevice>,
    next: u128,
    number: u128,
}

impl Device {
    pub fn of(person: u128, number: u128) -> Self {
        Self {
            replica: Replica::new(Uuid::from_u128(900 + number), id(person)),
            stored: Stored::default(),
            uncommitted: VecDeque::new(),
            shelf: Shelf::default(),
            slow_store: false,
            standing: None,
            epoch: None,
            seen: 0,
            pokes: 0,
            reset: false,
            missed: false,
            astray: 0,
            newer_server: false,
            asked_to_reload: 0,
            outgoing: Vec::new(),
            next: 0,
            number,
        }
    }

    fn person(&self) -> PersonId {
        self.replica.person()
    }

    /// Says hello until the device is in step.
    pub fn connect(&mut self, office: &Office) {
        while !self.hello(office) {}
    }

    /// Says hello so often at most, each time for another piece of a base; where there are more, the line is cut.
    pub fn connect_for(&mut self, office: &Office, hellos: u64) {
        for _ in 0..hellos {
            if self.hello(office) {
                return;
            }
        }
        self.disconnect();
    }

    /// Says hello once and takes what the server answers. True unless a base has more pieces than came.
    fn hello(&mut self, office: &Office) -> bool {
        let FromDevice::Hello(hello) = self.replica.connected() else {
            panic!("a hello comes first")
        };
        self.astray += usize::from(hello.astray && hello.staged.is_none());
        let head = office.authority.head();
        let scopes = office.authority.scopes(self.person());
        let last_no = office
            .authority
            .replica(hello.replica)
            .map_or(0, |known| known.last_no);
        let held = office.scopes_at(hello.cursor, self.person());
        let resumes = hello.epoch == Some(office.epoch)
            && !hello.astray
            && (1..=head).contains(&hello.cursor)
            && hello.chain == office.mark_at(hello.cursor)
            && hello.scope_digest == Some(claim::scope_digest(&held));
        self.reset = !resumes;
        let mut standing = Standing {
            replica: hello.replica,
            cursor: hello.cursor,
            scopes: held,
            last_no: hello.confirmed_no.min(last_no),
        };
        let poke = if resumes {
            let new = office
                .commits
                .iter()
                .filter(|commit| commit.seq > hello.cursor);
            projection::step(office.authority.company(), new, &standing, &scopes)
        } else {
            match self.base(office, &hello, &mut standing, last_no) {
                Left::More(piece) => {
                    self.standing = None;
                    self.hear_message(FromServer::Piece(piece));
                    return false;
                }
                Left::Last(poke) => Some(poke),
            }
        };
        self.hear_message(FromServer::Welcome(Welcome {
            epoch: office.epoch,
            person: self.person(),
            last_no,
            server_time: now(),
            backed_up_seq: office.backed_up_seq,
            mode: if resumes { Mode::Resume } else { Mode::Reset },
        }));
        self.epoch = Some(office.epoch);
        self.missed = false;
        self.standing = Some(Standing {
            scopes,
            cursor: poke.as_ref().map_or(hello.cursor, |poke| poke.to),
            ..standing
        });
        self.seen = head;
        if let Some(poke) = poke {
            self.poke(poke);
        }
        true
    }

    /// A base, in pieces of a few records.
    fn base(
        &self,
        office: &Office,
        hello: &Hello,
        standing: &mut Standing,
        last_no: u64,
    ) -> Left<projection::Poke> {
        let scopes = office.authority.scopes(self.person());
        let goes_on = |staged: &&Staged| {
            staged.goes_on(office.epoch, office.mark_at(staged.at).as_ref(), &scopes)
        };
        let staged = hello.staged.as_deref().filter(goes_on);
        let next = stage::next(&office.authority, office.epoch, &scopes, staged, PIECE);
        next.map(|rest| {
            let mut poke = match staged {
                Some(staged) => {
                    standing.cursor = staged.at;
                    standing.scopes.clone_from(&scopes);
                    let since = office.commits.iter().filter(|each| each.seq > staged.at);
                    let since: Vec<Commit> = since.cloned().collect();
                    stage::last(&office.authority, &since, standing, rest, last_no)
                }
                None => projection::snapshot(&office.authority, &scopes, last_no),
            };
            poke.answers = office.answers(hello.replica, hello.confirmed_no);
            poke
        })
    }

    /// Connects again where the connection was given up.
    pub fn stay_connected(&mut self, office: &Office) {
        if self.standing.is_none() {
            self.connect(office);
        }
    }

    /// Whether the last connection had to start from nothing.
    pub const fn was_reset(&self) -> bool {
        self.reset
    }

    fn poke(&mut self, mut poke: projection::Poke) {
        if self.newer_server {
            poke.sum = poke.sum.map(|_| "00000000000000ff".to_owned());
        }
        self.pokes += 1;
        for message in poke.messages(self.pokes) {
            self.hear_message(message);
        }
    }

    /// Through text, as on the wire.
    fn hear_message(&mut self, message: FromServer) {
        let text = serde_json::to_string(&message).unwrap();
        let effects = self.replica.receive(serde_json::from_str(&text).unwrap());
        self.carry_out(effects);
    }

    /// Does what the replica asks of its shell.
    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) => self.outgoing.push(message),
                Effect::Keep(ticket, what) => self.ask(Task::Keep(ticket, what)),
                Effect::Recall(no) => self.ask(Task::Recall(no)),
                Effect::Reconnect => self.disconnect(),
                Effect::AskToReload => self.asked_to_reload += 1,
                _ => {}
            }
        }
    }

    fn ask(&mut self, task: Task) {
        self.uncommitted.push_back(task);
        if !self.slow_store {
            self.commit();
        }
    }

    /// The browser does what it was asked to, in order.
    pub fn commit(&mut self) {
        while let Some(task) = self.uncommitted.pop_front() {
            let effects = match task {
                Task::Keep(ticket, what) => {
                    let batch = self.shelf.keep(what);
                    self.stored.commit(&batch);
                    self.replica.kept(ticket)
                }
                Task::Recall(no) => self.replica.recalled(self.shelf.sent_after(no)),
            };
            self.carry_out(effects);
        }
    }

    /// The browser is killed and started again: what it had not committed is gone.
    pub fn restart(&mut self) -> Option<Damage> {
        self.disconnect();
        self.uncommitted.clear();
        let fresh = Uuid::from_u128(5_000 + self.number);
        let (shelf, found) = Shelf::open(&self.stored, self.person());
        self.shelf = shelf;
        let opened = Replica::resume(found, self.person(), fresh, PushedCommand::decode);
        self.replica = opened.replica;
        self.carry_out(opened.effects);
        opened.damage
    }

    /// What is on its way never arrives: the socket is dead and nobody has noticed.
    pub fn lose_what_is_sent(&mut self) {
        self.outgoing.clear();
    }

    /// A step without rows: what the server has answered under this replica's numbers.
    fn answered(&mut self, office: &Office) {
        let Some(standing) = self.standing.clone() else {
            return;
        };
        let answers = office.answers(standing.replica, 0);
        self.poke(projection::Poke {
            base: standing.cursor,
            to: standing.cursor,
            reset: false,
            scopes_add: Vec::new(),
            scopes_drop: Vec::new(),
            puts: Vec::new(),
            removes: Vec::new(),
            staged: false,
            sum: None,
            last_no: answers.last().map_or(0, |answer| answer.no),
            answers,
            chain: None,
        });
    }

    /// What has happened since is sent, and never arrives: the next poke does not begin where the device stands.
    pub fn miss(&mut self, office: &Office) {
        if let Some(poke) = self.news(office) {
            self.missed = poke.to > poke.base;
        }
    }

    /// What has happened since arrives without one of its records, as from a server that does not say everything.
    pub fn hear_without_one(&mut self, office: &Office) {
        if let Some(mut poke) = self.news(office) {
            let lost = poke.puts.pop().is_some();
            let before = self.replica.cursor();
            self.poke(poke);
            // Not a moment is shown of it (R7).
            assert!(
                !lost || self.replica.cursor() == before,
                "a record is missing and not missed"
            );
        }
    }

    /// Whether the device has taken in everything there is, of this history.
    pub fn is_in_step(&self, office: &Office) -> bool {
        self.standing.is_some()
            && !self.missed
            && self.epoch == Some(office.epoch)
            && self.seen == office.authority.head()
    }

    /// Scopes of which the browser's database holds a row, whatever the shelf makes of it.
    pub fn scopes_on_disk(&self) -> BTreeSet<String> {
        let cache = |table| matches!(table, Table::Chunk | Table::Journal | Table::Stage);
        let rows = self.stored.rows().filter(|(table, ..)| cache(*table));
        rows.flat_map(|(_, _, text)| text.split("\"scope\":\"").skip(1))
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    }

    pub fn disconnect(&mut self) {
        self.replica.disconnected();
        self.standing = None;
        self.outgoing.clear();
    }

    pub fn do_now(
        &mut self,
        command: impl Into<Command>,
    ) -> Result<(), domain::rejection::Rejection> {
        self.next += 1;
        let uuid = Uuid::from_u128(self.number * 1_000_000 + self.next);
        let effects = self.replica.submit(command.into(), uuid, now())?;
        self.carry_out(effects);
        Ok(())
    }

    /// Sends what waits; the server decides it. Without a connection nothing is sent.
    pub fn send(&mut self, office: &mut Office) -> Vec<Trouble> {
        let mut trouble = Vec::new();
        for message in std::mem::take(&mut self.outgoing) {
            // The server closes on a message that is longer than it takes.
            if serde_json::to_string(&message).unwrap().len() > sync::message::MESSAGE_BYTES_MAX {
                self.disconnect();
                break;
            }
            let FromDevice::Push(push) = message else {
                continue;
            };
            for command in push.commands {
                let submission = Submission {
                    actor: Actor::Person(self.person()),
                    from: Some((self.replica.id(), command.no)),
                    uuid: command.uuid,
                    command: command.decode(),
                    text: String::new(),
                    now: now(),
                };
                if let Received::Trouble(what) = office.receive(&submission) {
                    trouble.push(what);
                    // After trouble the rest of a push is not looked at.
                    break;
                }
            }
        }
        if trouble.contains(&Trouble::Forked) {
            self.answered(office);
        }
        // Any trouble ends in a new connection.
        if !trouble.is_empty() {
            self.disconnect();
        }
        trouble
    }

    /// Takes what has happened since.
    pub fn hear(&mut self, office: &Office) {
        if let Some(poke) = self.news(office) {
            self.poke(poke);
        }
    }

    /// What the server has for the device, which stands behind it from then on.
    fn news(&mut self, office: &Office) -> Option<projection::Poke> {
        let standing = self.standing.clone()?;
        let new: Vec<&Commit> = office
            .commits
            .iter()
            .filter(|commit| commit.seq > self.seen)
            .collect();
        self.seen = office.authority.head();
        let scopes = office.authority.scopes(self.person());
        let poke = projection::step(office.authority.company(), new, &standing, &scopes)?;
        self.standing = Some(Standing {
            scopes,
            cursor: poke.to,
            last_no: poke.last_no,
            ..standing
        });
        Some(poke)
    }

    /// What the device holds, as words, for comparing with what it should hold.
    pub fn holds(&self) -> Vec<String> {
        words(self.replica.base(), &held_scopes(self.replica.base()))
    }
}
