//! A small office for the protocol's tests: an authority, its devices, and the wire between them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::collections::{BTreeSet, VecDeque};

use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    command::Command,
    company::Company,
    decision::Actor,
    entry::{Topic, WriteEntry},
    id::Id,
    objective::{DraftObjective, OrgLevel},
    objective_link::LinkObjective,
    one_to_one::OpenSeries,
    person::{PersonId, RecordPerson},
    perspective::RecordPerspective,
    post::{Grade, RecordPost},
    priority::RecordPriority,
    quantity::Decimal,
    scope::Scope,
    unit::{RecordUnit, UnitKind},
};
use jiff::Timestamp;
use sync::{
    authority::{Authority, Received, Submission},
    claim,
    commit::Commit,
    keep::Keep,
    message::{Answer, FromDevice, FromServer, Mode, Outcome, PushedCommand, Trouble, Welcome},
    projection::{self, Standing},
    replica::{Effect, Replica, Ticket},
    shelf::{Damage, Shelf},
    store::Stored,
};
use uuid::Uuid;

pub const SAM: u128 = 1;
pub const MANAGER: u128 = 2;
pub const OTHER: u128 = 3;
pub const HEAD: u128 = 4;
pub const TEAM_OBJECTIVE: u128 = 50;
pub const SERIES: u128 = 60;
pub const MEETING: u128 = 61;

pub fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

pub fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

/// The authority with the commits it made, as the database would keep them.
#[derive(Clone)]
pub struct Office {
    pub authority: Authority,
    pub commits: Vec<Commit>,
    /// The history that the database holds; another one once a backup was restored.
    pub epoch: Uuid,
    /// Everything up to here is in a backup that was read back.
    pub backed_up_seq: u64,
    /// Everything as it stood at each sequence number; copies cost nothing.
    history: Vec<Company>,
    next: u128,
}

impl Office {
    /// An office of four people in two teams, a team objective that leads to a priority, and one 1:1.
    pub fn open() -> Self {
        let mut office = Self {
            authority: Authority::new(Company::default(), 0, [0; 32], []),
            commits: Vec::new(),
            epoch: Uuid::from_u128(7),
            backed_up_seq: 0,
            history: vec![Company::default()],
            next: 10_000,
        };
        for (number, name) in [
            (SAM, "Sam Okafor"),
            (MANAGER, "Priya Shah"),
            (OTHER, "Ola Berg"),
            (HEAD, "Head Hart"),
        ] {
            office.system(RecordPerson {
                person: id(number),
                name: name.to_owned(),
                active: true,
                illustrative: true,
            });
        }
        for (number, kind, within) in [
            (20, UnitKind::Group, None),
            (21, UnitKind::Service, Some(20)),
            (22, UnitKind::Team, Some(21)),
        ] {
            office.system(RecordUnit {
                unit: id(number),
                name: format!("Unit {number}"),
                kind,
                within: within.map(id),
                purpose: String::new(),
                illustrative: true,
            });
        }
        let posts = [
            (34, HEAD, Grade::ServiceManager, None),
            (32, MANAGER, Grade::TeamManager, Some(34)),
            (31, SAM, Grade::Staff, Some(32)),
            (33, OTHER, Grade::Staff, Some(34)),
        ];
        for (number, holder, grade, above) in posts {
            office.system(RecordPost {
                post: id(number),
                title: format!("Post {number}"),
                unit: Some(id(22)),
                grade,
                reports_to: above.map(id),
                holder: Some(id(holder)),
            });
        }
        office.system(RecordPerspective {
            perspective: id(40),
            name: "Residents".to_owned(),
            place: 1,
            question: String::new(),
        });
        office.system(RecordPriority {
            priority: id(41),
            title: "Homes that are safe".to_owned(),
            outcome: "Residents feel safe at home".to_owned(),
            perspective: id(40),
            place: 1,
            illustrative: true,
        });
        office.system(draft(
            TEAM_OBJECTIVE,
            MANAGER,
            OrgLevel::Team,
            "Answer every hazard report in a day",
        ));
        office.system(LinkObjective {
            link: id(51),
            child: id(TEAM_OBJECTIVE),
            parent: Parent::Priority(id(41)),
            weight: Decimal::ONE,
        });
        office.give(
            Actor::Person(id(MANAGER)),
            OpenSeries {
                series: id(SERIES),
                employee: id(SAM),
                manager: id(MANAGER),
                cadence_days: 28,
                first: id(MEETING),
                first_on: "2026-11-24".parse().unwrap(),
            },
        );
        office
    }

    /// What the command line does; it has to be accepted.
    pub fn system(&mut self, command: impl Into<Command>) {
        let outcome = self.give(Actor::System, command);
        assert!(!matches!(outcome, Outcome::Rejected(_)), "{outcome:?}");
    }

    pub fn give(&mut self, actor: Actor, command: impl Into<Command>) -> Outcome {
        self.next += 1;
        let command = command.into();
        let submission = Submission {
            actor,
            from: None,
            uuid: Uuid::from_u128(self.next),
            text: serde_json::to_string(&command).unwrap(),
            command: Some(command),
            now: now(),
        };
        match self.receive(&submission) {
            Received::Decided(commit) => commit.outcome,
            other => panic!("not decided: {other:?}"),
        }
    }

    /// The office as it was at a sequence number.
    pub fn as_it_was(&self, seq: u64) -> Self {
        let commits = self.commits.iter().filter(|commit| commit.seq <= seq);
        let mut authority = Authority::new(Company::default(), 0, [0; 32], []);
        for commit in commits.clone() {
            authority.follow(commit).unwrap();
        }
        Self {
            epoch: self.epoch,
            history: self
                .history
                .iter()
                .take(usize::try_from(seq).unwrap() + 1)
                .cloned()
                .collect(),
            authority,
            commits: commits.cloned().collect(),
            backed_up_seq: self.backed_up_seq.min(seq),
            next: self.next,
        }
    }

    /// Everything as it stood at a sequence number, by playing the commits again.
    pub fn company_at(&self, seq: u64) -> Company {
        self.as_it_was(seq).authority.company().clone()
    }

    /// The scopes of a person at a sequence number, worked out backwards as a server does.
    pub fn scopes_at(&self, seq: u64, person: PersonId) -> BTreeSet<Scope> {
        let since = self.commits.iter().filter(|commit| commit.seq > seq);
        let then = usize::try_from(seq)
            .ok()
            .and_then(|seq| self.history.get(seq).cloned())
            .unwrap_or_default();
        let earlier = claim::movers(since)
            .into_iter()
            .map(|(kind, id)| claim::Earlier {
                kind,
                id,
                version: then.version(kind, id),
            });
        claim::scopes_then(self.authority.company(), earlier, person)
    }

    /// The answers to what a replica sent after this number.
    pub fn answers(&self, replica: Uuid, after_no: u64) -> Vec<Answer> {
        let commits = self.commits.iter();
        let theirs = commits.filter(
            |commit| matches!(commit.from, Some((from, no)) if from == replica && no > after_no),
        );
        theirs.filter_map(Commit::answer).collect()
    }

    pub fn receive(&mut self, submission: &Submission) -> Received {
        let received = self.authority.receive(submission);
        if let Received::Decided(commit) = &received {
            self.commits.push((**commit).clone());
            self.history.push(self.authority.company().clone());
        }
        received
    }
}

pub fn draft(number: u128, owner: u128, level: OrgLevel, title: &str) -> DraftObjective {
    DraftObjective {
        objective: id(number),
        title: title.to_owned(),
        success_measure: "Measured each month".to_owned(),
        level,
        owner: id(owner),
        unit: Some(id(22)),
        year: FinancialYear(2026),
        due: None,
        contributes_to: None,
        illustrative: true,
    }
}

/// What somebody writes in the 1:1 about their work.
pub fn entry(number: u128, text: &str) -> WriteEntry {
    WriteEntry {
        entry: id(number),
        one_to_one: id(MEETING),
        topic: Topic::Work,
        text: text.to_owned(),
        objective: None,
    }
}

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
            outgoing: Vec::new(),
            next: 0,
            number,
        }
    }

    fn person(&self) -> PersonId {
        self.replica.person()
    }

    /// Says hello and takes what the server answers.
    pub fn connect(&mut self, office: &Office) {
        let FromDevice::Hello(hello) = self.replica.connected() else {
            panic!("a hello comes first")
        };
        let head = office.authority.head();
        let scopes = office.authority.scopes(self.person());
        let last_no = office
            .authority
            .replica(hello.replica)
            .map_or(0, |known| known.last_no);
        let held = office.scopes_at(hello.cursor, self.person());
        let resumes = hello.epoch == Some(office.epoch)
            && (1..=head).contains(&hello.cursor)
            && hello.scope_digest == Some(claim::scope_digest(&held));
        self.reset = !resumes;
        let standing = Standing {
            replica: hello.replica,
            cursor: hello.cursor,
            scopes: held,
            last_no: hello.confirmed_no,
        };
        self.say(FromServer::Welcome(Welcome {
            epoch: office.epoch,
            person: self.person(),
            last_no,
            server_time: now(),
            backed_up_seq: office.backed_up_seq,
            mode: if resumes { Mode::Resume } else { Mode::Reset },
        }));
        let poke = if resumes {
            let new = office
                .commits
                .iter()
                .filter(|commit| commit.seq > hello.cursor);
            projection::step(office.authority.company(), new, &standing, &scopes)
        } else {
            let mut poke = projection::snapshot(office.authority.company(), head, &scopes, last_no);
            poke.answers = office.answers(hello.replica, hello.confirmed_no);
            Some(poke)
        };
        self.epoch = Some(office.epoch);
        self.standing = Some(Standing {
            scopes,
            cursor: poke.as_ref().map_or(hello.cursor, |poke| poke.to),
            ..standing
        });
        self.seen = head;
        if let Some(poke) = poke {
            self.poke(poke);
        }
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

    fn poke(&mut self, poke: projection::Poke) {
        self.pokes += 1;
        for message in poke.messages(self.pokes) {
            // Through text, as on the wire.
            let text = serde_json::to_string(&message).unwrap();
            self.say(serde_json::from_str(&text).unwrap());
        }
    }

    fn say(&mut self, message: FromServer) {
        let effects = self.replica.receive(message);
        self.carry_out(effects);
    }

    /// Does what the replica asks of its shell.
    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) => self.outgoing.push(message),
                Effect::Keep(ticket, what) => self.ask(Task::Keep(ticket, what)),
                Effect::Recall(no) => self.ask(Task::Recall(no)),
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

    /// Whether the device has taken in everything there is, of this history.
    pub fn is_in_step(&self, office: &Office) -> bool {
        self.standing.is_some()
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
        // Any trouble ends in a new connection.
        if !trouble.is_empty() {
            self.disconnect();
        }
        trouble
    }

    /// Takes what has happened since.
    pub fn hear(&mut self, office: &Office) {
        let Some(standing) = self.standing.clone() else {
            return;
        };
        let new: Vec<&Commit> = office
            .commits
            .iter()
            .filter(|commit| commit.seq > self.seen)
            .collect();
        self.seen = office.authority.head();
        let scopes = office.authority.scopes(self.person());
        if let Some(poke) = projection::step(office.authority.company(), new, &standing, &scopes) {
            self.standing = Some(Standing {
                scopes,
                cursor: poke.to,
                last_no: poke.last_no,
                ..standing
            });
            self.poke(poke);
        }
    }

    /// What the device holds, as words, for comparing with what it should hold.
    pub fn holds(&self) -> Vec<String> {
        words(self.replica.base(), &held_scopes(self.replica.base()))
    }
}

fn held_scopes(company: &Company) -> BTreeSet<Scope> {
    let mut scopes: BTreeSet<Scope> =
        [Scope::Public, Scope::Staff, Scope::Council, Scope::Hr].into();
    for number in 0..100 {
        scopes.extend([
            Scope::Objectives(id(number)),
            Scope::OneToOne(id(number)),
            Scope::Own(id(number)),
            Scope::Drafts(id(number)),
        ]);
    }
    scopes.retain(|scope| company.in_scope(*scope).next().is_some());
    scopes
}

/// Every record of these scopes, as words.
pub fn words(company: &Company, scopes: &BTreeSet<Scope>) -> Vec<String> {
    scopes
        .iter()
        .flat_map(|scope| company.in_scope(*scope))
        .map(|(kind, id)| {
            let version = company.version(kind, id).unwrap();
            format!(
                "{kind} {id} {} {} {}",
                version.scope,
                version.stamp.seq,
                version.body.json().unwrap()
            )
        })
        .collect()
}

/// What a person's device should hold: everything of their scopes, and nothing else.
pub fn should_hold(office: &Office, person: u128) -> Vec<String> {
    words(
        office.authority.company(),
        &office.authority.scopes(id(person)),
    )
}
