//! What a device decides on what it holds, before the server decides it on everything.

use std::collections::{BTreeSet, VecDeque};

use domain::{
    command::Given,
    company::Company,
    decision::{Actor, Context, Decision},
    person::PersonId,
    record::{Change, Kind, Stamp},
    rejection::Rejection,
    scope::Scope,
};
use sync::{
    commit::{Commit, Row},
    message::{Outcome, Push},
    outbox::Pending,
};

use super::{Device, Office};

/// What the authority alone works out: the device gets it with the answer (`domain::command::derive`).
const OF_THE_AUTHORITY: [Kind; 1] = [Kind::PeopleProgress];

/// What the authority answers to whoever names what they may not see, whatever reason the device had to refuse it.
const HIDES: Rejection = Rejection::NotFound;

/// What is seen, as commands are decided on it one after the other.
struct Foresight {
    person: PersonId,
    seen: Company,
}

impl Foresight {
    /// Decides what waits, and shows it.
    fn decide(&mut self, given: &Given, pending: &Pending) -> Decision {
        let context = Context {
            actor: Actor::Person(self.person),
            now: pending.sent.claimed_at,
            command: pending.uuid(),
        };
        let changes = given.decide(&self.seen, &context)?;
        let stamp = Stamp {
            seq: Stamp::PENDING_SEQ,
            at: context.now,
        };
        for change in &changes {
            self.seen.apply(change, stamp);
        }
        Ok(changes)
    }
}

/// What a device foresees of a push, command by command: the records as words, or the refusal.
#[derive(Default)]
pub struct Foreseen {
    decisions: VecDeque<Result<Vec<String>, Rejection>>,
    scopes: BTreeSet<Scope>,
}

impl Device {
    fn foresight(&self) -> Foresight {
        Foresight {
            person: self.person(),
            seen: self.replica.base().clone(),
        }
    }

    /// Property 13: what is seen is the base with what waits decided on it again, and nothing that is left of earlier steps.
    pub fn shows_what_it_holds(&self) {
        let mut foresight = self.foresight();
        for pending in self.replica.pending() {
            if let Some(given) = &pending.command {
                let _advisory = foresight.decide(given, pending);
            }
        }
        let (seen, shown) = (self.replica.view(), foresight.seen);
        let others = seen.changed_since(&shown).into_iter();
        let versions = others.map(|(kind, id)| (seen.version(kind, id), shown.version(kind, id)));
        let otherwise: Vec<_> = versions.filter(|(is, should)| is != should).collect();
        assert_eq!(
            otherwise,
            [],
            "seen otherwise than the base with what waits"
        );
    }

    /// What the device foresees of a push; nothing where anything has happened since its base, or where it can read no more of it.
    pub(super) fn foresees(&self, office: &Office, push: &Push) -> Foreseen {
        let mut foresight = self.foresight();
        let since = |at: u64| office.commits_after(at).is_empty();
        let stands = self.stands(office).is_some_and(|at| since(at.cursor));
        let waits = self.replica.pending().filter(|_| stands);
        let sent = push.commands.iter().zip(waits);
        let same = sent.take_while(|(sent, waits)| sent.uuid == waits.uuid());
        let (company, scopes) = (
            office.authority.company(),
            office.authority.scopes(self.person()),
        );
        // To others an identifier may be taken by what they do not see.
        let hidden = |change: &Change| {
            let (kind, id) = change.subject();
            let there = company.version(kind, id);
            there.is_some_and(|there| !scopes.contains(&there.scope))
        };
        let decisions = same.map_while(|(_, waits)| {
            let decision = foresight.decide(waits.command.as_ref()?, waits);
            if decision.iter().flatten().any(hidden) {
                return None;
            }
            Some(decision.map(|changes| changes.iter().map(words_of_change).collect()))
        });
        Foreseen {
            decisions: decisions.collect(),
            scopes,
        }
    }
}

impl Foreseen {
    /// Property 14: what the server decides of the next command, before which nothing else has happened, is what the device has
    /// foreseen. True where the two were compared: the device sees everything that the command touched.
    pub(super) fn is_what_became(&mut self, commit: &Commit) -> bool {
        let Some(foreseen) = self.decisions.pop_front() else {
            return false;
        };
        let is_seen = |row: &&Row| {
            let mut scopes = row.previous.iter().chain([&row.scope]);
            scopes.all(|scope| self.scopes.contains(scope))
        };
        let by_rule = |row: &&Row| !OF_THE_AUTHORITY.contains(&row.kind);
        let rows: Vec<_> = commit.rows.iter().filter(by_rule).collect();
        if !rows.iter().all(is_seen) {
            self.decisions.clear();
            return false;
        }
        let became = match &commit.outcome {
            Outcome::Applied | Outcome::Noop => Ok(rows.into_iter().map(words_of_row).collect()),
            // A rule that fails on the server alone; what follows in the push was decided without it.
            Outcome::Rejected(Rejection::Internal { .. }) => {
                self.decisions.clear();
                return false;
            }
            Outcome::Rejected(rejection) => Err(rejection.clone()),
        };
        let hides = became == Err(HIDES) && foreseen.is_err();
        assert!(
            hides || foreseen == became,
            "{} was foreseen as {foreseen:?} and is {became:?}",
            commit.command
        );
        true
    }
}

fn words_of_change(change: &Change) -> String {
    let (kind, id) = change.subject();
    match change {
        Change::Put { scope, body, .. } => format!("{kind} {id} {scope} {}", body.json().unwrap()),
        Change::Remove { .. } => format!("{kind} {id} goes"),
    }
}

fn words_of_row(row: &Row) -> String {
    let Row {
        kind, id, scope, ..
    } = row;
    match &row.body {
        Some(body) => format!("{kind} {id} {scope} {}", body.get()),
        None => format!("{kind} {id} goes"),
    }
}
