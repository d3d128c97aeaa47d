//! A small office for the protocol's tests: an authority, its devices, and the wire between them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod device;

use std::{collections::BTreeSet, panic, sync::OnceLock};

use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    command::{self, Command},
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
    rejection::Rejection,
    scope::Scope,
    unit::{RecordUnit, UnitKind},
};
use jiff::Timestamp;
use sync::{
    authority::{Authority, Received, Submission},
    claim,
    commit::{self, Commit},
    message::{Answer, Outcome, WIRE_VERSION},
};
use uuid::Uuid;

#[allow(unused_imports, reason = "not every test has a device")]
pub use device::{Device, Place, Room};

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
    /// How often it was put back to an earlier state.
    pub life: u64,
    /// Everything up to here is in a backup that was read back.
    pub backed_up_seq: u64,
    /// Commands up to here were blanked, and no device is answered from before it (R8).
    pub min_seq: u64,
    /// The version of the wire that the server speaks.
    pub wire: u16,
    /// Whose accounts were closed.
    closed: BTreeSet<PersonId>,
    /// Everything as it stood at each sequence number; copies cost nothing.
    history: Vec<Company>,
    next: u128,
}

impl Office {
    /// An office of four people in two teams, a team objective that leads to a priority, and one 1:1.
    pub fn open() -> Self {
        // Made once: a copy costs nothing.
        static OPEN: OnceLock<Office> = OnceLock::new();
        OPEN.get_or_init(Self::found).clone()
    }

    fn found() -> Self {
        let mut office = Self {
            authority: new_authority(),
            commits: Vec::new(),
            epoch: Uuid::from_u128(7),
            life: 0,
            backed_up_seq: 0,
            min_seq: 0,
            wire: WIRE_VERSION,
            closed: BTreeSet::new(),
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

    /// Closes a person's account: from now on their devices are told to forget them.
    pub fn close(&mut self, person: u128) {
        self.closed.insert(id(person));
    }

    /// Blanks what people asked for up to here, and why they were refused.
    pub fn blank(&mut self, until: u64) {
        self.min_seq = until;
        let old = self.commits.iter_mut().filter(|each| each.seq <= until);
        for commit in old {
            commit.command = r#"{"redacted":true}"#.to_owned();
            if let Outcome::Rejected(why) = &mut commit.outcome {
                *why = Rejection::Unreadable;
            }
        }
    }

    /// Whether a person's account was closed.
    pub fn is_closed(&self, person: PersonId) -> bool {
        self.closed.contains(&person)
    }

    /// What was decided after a sequence number; the first commit has the number 1, and none is missing.
    pub fn commits_after(&self, seq: u64) -> &[Commit] {
        let from = usize::try_from(seq).unwrap().min(self.commits.len());
        &self.commits[from..]
    }

    /// The office as it was at a sequence number.
    pub fn as_it_was(&self, seq: u64) -> Self {
        let commits = self.commits.iter().filter(|commit| commit.seq <= seq);
        let mut authority = new_authority();
        for commit in commits.clone() {
            authority.follow(commit).unwrap();
        }
        Self {
            epoch: self.epoch,
            life: self.life,
            history: self
                .history
                .iter()
                .take(usize::try_from(seq).unwrap() + 1)
                .cloned()
                .collect(),
            authority,
            commits: commits.cloned().collect(),
            backed_up_seq: self.backed_up_seq.min(seq),
            min_seq: self.min_seq.min(seq),
            wire: self.wire,
            closed: self.closed.clone(),
            next: self.next,
        }
    }

    /// Everything as it stood at a sequence number, by playing the commits again.
    pub fn company_at(&self, seq: u64) -> Company {
        self.as_it_was(seq).authority.company().clone()
    }

    /// The same, as it was noted.
    pub fn company_then(&self, seq: u64) -> &Company {
        &self.history[usize::try_from(seq).unwrap()]
    }

    /// The scopes of a person at a sequence number, worked out backwards as a server does.
    pub fn scopes_at(&self, seq: u64, person: PersonId) -> BTreeSet<Scope> {
        let since = self.commits_after(seq);
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

    /// The mark of the history at a sequence number.
    pub fn mark_at(&self, seq: u64) -> Option<String> {
        let before = usize::try_from(seq.checked_sub(1)?).ok()?;
        let commit = self.commits.get(before)?;
        Some(commit::mark(&commit.chain))
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

/// Whoever writes this makes a rule fail as nobody foresaw, on the server alone.
pub const UNFORESEEN: &str = "What makes a rule panic";

fn new_authority() -> Authority {
    let authority = Authority::new(Company::default(), 0, [0; 32], []);
    authority.deciding_by(|company, command, context| match command {
        // Without a word on the way: it is meant to.
        Command::WriteEntry(entry) if entry.text == UNFORESEEN => {
            panic::resume_unwind(Box::new(()))
        }
        _ => command::decide(company, command, context),
    })
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
        read: None,
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
