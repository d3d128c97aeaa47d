//! A device and the server's end of its connection: the replica, what its browser's database holds, and what is on its way.

mod browser;
mod foresight;
mod line;
mod tab;

use std::collections::VecDeque;

use domain::{access, command::Command, company::Company, decision::Actor, person::PersonId};
use jiff::{SignedDuration, Timestamp};
use sync::{
    authority::{Received, Submission},
    claim,
    keep::{Bookmark, Keep},
    message::{
        FromDevice, FromServer, Hello, MESSAGE_BYTES_MAX, Mode, PUSH_COMMANDS_MAX, PushedCommand,
        Trouble, WIRE_VERSION, Welcome,
    },
    projection::{self, Standing},
    replica::{Effect, Replica, Ticket},
    shelf::{Found, Shelf},
    stage::{self, Left, Staged},
    store::{Fence, Stored},
};
use uuid::Uuid;

pub use browser::Room;
use foresight::Foreseen;
pub use tab::Place;

use super::{Office, held_scopes, id, now, words};

/// Records in a piece of a base: so few that this office has several.
const PIECE: usize = 7;

/// Something that a replica asked its browser for.
#[derive(Clone)]
pub enum Task {
    Keep(Ticket, Vec<Keep>),
    Recall(u64),
}

/// A device and the server's end of its connection.
#[derive(Clone)]
pub struct Device {
    pub replica: Replica,
    /// What the browser's database holds.
    pub stored: Stored,
    /// What the browser has not done yet; empty unless [`Device::slow_store`].
    pub uncommitted: VecDeque<Task>,
    shelf: Shelf,
    /// How much room the browser's database has.
    pub room: Room,
    /// What this tab is to the browser's database, which it may share.
    pub place: Place,
    /// What it has written there as the one that keeps.
    fence: Option<Fence>,
    /// What it found as it took the database over, until its own work is answered.
    pub taking: Option<(Shelf, Found)>,
    /// The browser has frozen it.
    pub asleep: bool,
    /// How often a write was refused because another had taken its place.
    pub refused_writes: u64,
    visits: u128,
    /// The browser keeps nothing any more, until the next start.
    pub store_lost: bool,
    /// How often the browser has cleared its database.
    evictions: u128,
    /// The browser has cleared its database, and the server has not been told.
    pub untold: bool,
    /// The account was closed: nothing is here any more, and nobody opens it.
    pub gone: bool,
    /// How often what the server decided was held against what the device had foreseen.
    pub compared: u64,
    /// How often it was so far behind that what had happened since was blanked.
    pub too_far_back: u64,
    /// How often the server spoke another version of the wire than its page.
    pub other_version: u64,
    /// The version of the wire that its page speaks.
    pub wire: u16,
    /// How far the device's clock is off.
    pub clock: SignedDuration,
    /// What the device's clock said of each command.
    pub claimed: Vec<Timestamp>,
    pub slow_store: bool,
    standing: Option<Standing>,
    /// The history that the last connection was to.
    epoch: Option<Uuid>,
    /// How often that server had been put back by then, and the same of what the browser's database holds.
    pub lives: [Option<u64>; 2],
    /// What the replica last asked to be kept of where it stands.
    stands: Option<Bookmark>,
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
            room: Room::Plenty,
            place: Place::Keeps,
            fence: None,
            taking: None,
            asleep: false,
            refused_writes: 0,
            visits: 0,
            store_lost: false,
            evictions: 0,
            untold: false,
            gone: false,
            compared: 0,
            too_far_back: 0,
            other_version: 0,
            wire: WIRE_VERSION,
            clock: SignedDuration::ZERO,
            claimed: Vec::new(),
            slow_store: false,
            standing: None,
            epoch: None,
            lives: [None; 2],
            stands: None,
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
        assert!(
            !hello.cleared || !self.replica.is_loaded(),
            "told again after a base has come"
        );
        self.untold &= !hello.cleared;
        if office.is_closed(self.person()) {
            self.welcome(office, 0, Mode::Wipe);
            return true;
        }
        if office.wire != self.wire {
            self.is_of_another_version(office);
            return true;
        }
        let head = office.authority.head();
        let scopes = office.authority.scopes(self.person());
        let last_no = office
            .authority
            .replica(hello.replica)
            .map_or(0, |known| known.last_no);
        let held = office.scopes_at(hello.cursor, self.person());
        let recognised = hello.epoch == Some(office.epoch)
            && !hello.astray
            && (1..=head).contains(&hello.cursor)
            && hello.chain == office.mark_at(hello.cursor)
            && hello.scope_digest == Some(claim::scope_digest(&held));
        let resumes = recognised && hello.cursor >= office.min_seq;
        self.too_far_back += u64::from(recognised && !resumes);
        self.reset = !resumes;
        let mut standing = Standing {
            replica: hello.replica,
            cursor: hello.cursor,
            scopes: held,
            last_no: hello.confirmed_no.min(last_no),
        };
        let poke = if resumes {
            let new = office.commits_after(hello.cursor);
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
        let mode = if resumes { Mode::Resume } else { Mode::Reset };
        self.welcome(office, last_no, mode);
        self.epoch = Some(office.epoch);
        self.lives[0] = Some(office.life);
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

    fn welcome(&mut self, office: &Office, last_no: u64, mode: Mode) {
        self.hear_message(FromServer::Welcome(Welcome {
            epoch: office.epoch,
            person: self.person(),
            last_no,
            server_time: now(),
            backed_up_seq: office.backed_up_seq,
            mode,
        }));
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
                    let since: Vec<_> = since.cloned().collect();
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
        let (reset, before) = (poke.reset, self.replica.cursor());
        for message in poke.messages(self.pokes) {
            self.hear_message(message);
        }
        // Property 5: only a base that comes whole, of whichever history, may end before where the device stood.
        assert!(
            reset || self.replica.cursor() >= before,
            "a cursor went back"
        );
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
                Effect::Wipe => self.wipe(),
                _ => {}
            }
        }
    }

    fn ask(&mut self, task: Task) {
        if let Task::Keep(_, what) = &task {
            self.stands = what.iter().find_map(|keep| match keep {
                Keep::Bookmark(bookmark) => Some(bookmark.clone()),
                _ => None,
            });
        }
        self.uncommitted.push_back(task);
        if !self.slow_store || !self.keeps() {
            self.commit();
        }
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

    /// Whether the device has taken in everything there is, of this history.
    pub fn is_in_step(&self, office: &Office) -> bool {
        self.standing.is_some()
            && !self.missed
            && self.epoch == Some(office.epoch)
            && self.seen == office.authority.head()
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
        let claimed = now() + self.clock;
        let effects = self.replica.submit(command.into(), uuid, claimed)?;
        self.claimed.push(claimed);
        self.carry_out(effects);
        Ok(())
    }

    /// A command of this replica, as the server takes it in somebody's session.
    fn submission(&self, command: PushedCommand, session: PersonId) -> Submission {
        Submission {
            actor: Actor::Person(session),
            from: Some((self.replica.id(), command.no)),
            uuid: command.uuid,
            command: command.decode(),
            text: String::new(),
            now: now(),
        }
    }

    /// Sends what waits; the server decides it. Without a connection nothing is sent.
    pub fn send(&mut self, office: &mut Office) -> Vec<Trouble> {
        let mut trouble = Vec::new();
        // Whoever has no account has no session.
        if office.is_closed(self.person()) {
            self.disconnect();
            return vec![Trouble::NeedsSignIn];
        }
        for message in std::mem::take(&mut self.outgoing) {
            // Property 28: the server closes on a message that is longer than it takes.
            let bytes = serde_json::to_string(&message).unwrap().len();
            assert!(bytes <= MESSAGE_BYTES_MAX, "{bytes} bytes");
            let FromDevice::Push(push) = message else {
                continue;
            };
            assert!(push.commands.len() <= PUSH_COMMANDS_MAX);
            let mut foreseen = self.foresees(office, &push);
            for command in push.commands {
                let submission = self.submission(command, self.person());
                match office.receive(&submission) {
                    Received::Decided(commit) => {
                        self.compared += u64::from(foreseen.is_what_became(&commit));
                    }
                    Received::Answered => foreseen = Foreseen::default(),
                    Received::Trouble(what) => {
                        trouble.push(what);
                        // After trouble the rest of a push is not looked at.
                        break;
                    }
                }
            }
        }
        if trouble.contains(&Trouble::Forked) {
            // What the answers did goes before them.
            self.hear(office);
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
        if office.is_closed(self.person()) {
            self.disconnect();
        }
        let standing = self.standing.clone()?;
        let new = office.commits_after(self.seen);
        if new.is_empty() {
            return None;
        }
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

    /// Where the device stands in the server's history, as it has asked to be kept; none before it has a base, and where it has not
    /// been told that the server was put back.
    pub fn stands(&self, office: &Office) -> Option<&Bookmark> {
        let known = self.lives[0] == Some(office.life);
        let stands = self.stands.as_ref().filter(|at| known && at.cursor > 0)?;
        assert_eq!(stands.cursor, self.replica.cursor());
        (stands.chain == office.mark_at(stands.cursor)).then_some(stands)
    }

    /// Whether the device holds exactly what its person may see of this.
    pub fn agrees(&self, company: &Company) -> bool {
        let base = self.replica.base();
        let scopes = access::scopes(company, self.person());
        let records = scopes.iter().flat_map(|scope| company.in_scope(*scope));
        let mut due = 0;
        for (kind, id) in records {
            due += 1;
            if base.version(kind, id) != company.version(kind, id) {
                return false;
            }
        }
        due == base.len()
    }

    /// What the device holds, as words, for comparing with what it should hold.
    pub fn holds(&self) -> Vec<String> {
        words(self.replica.base(), &held_scopes(self.replica.base()))
    }
}
