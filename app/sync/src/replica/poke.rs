//! Applying a poke: rows, cursor and answers in one step, in memory and in the store (sync.md R4, R5).

use domain::record::Kind;

use super::{Assembly, Base, Effect, Refused, Replica};
use crate::{
    message::{Answer, Outcome, PokeEnd, PokePart, PokeStart},
    store::{Batch, Table, number},
};

impl Replica {
    /// Applies a whole poke if it fits, then decides what waits again.
    pub(super) fn poke(&mut self, end: PokeEnd) -> Vec<Effect> {
        let Some(Assembly { start, parts }) = self.assembly.take() else {
            return vec![Effect::Reconnect];
        };
        if start.id != end.id {
            return vec![Effect::Reconnect];
        }
        if !start.reset {
            // A step without rows may end where it began, when it only brings answers.
            if start.to < self.cursor {
                return Vec::new();
            }
            if start.base != self.cursor {
                return vec![Effect::Reconnect];
            }
        }
        let before = self.held();
        let Some(after) = stepped(&before, &start, &parts) else {
            return vec![Effect::Reconnect];
        };
        let mut batch = self.shelf.take_in(after.standing(), start, parts);
        self.base = after.company;
        self.scopes = after.scopes;
        self.cursor = after.cursor;
        self.take_answers(&mut batch, end.last_no, end.answers);
        self.note(&mut batch);
        self.rebase();
        self.keep_and_show(batch)
    }

    /// What was answered leaves the outbox, and is kept until a backup holds it; what was refused is told.
    fn take_answers(&mut self, batch: &mut Batch, last_no: u64, answers: Vec<Answer>) {
        for pending in self.outbox.confirm(last_no) {
            batch.delete(Table::Outbox, number(pending.no()));
            self.shelf.sent(batch, &pending.sent, self.cursor);
            let answer = answers.iter().find(|answer| answer.no == pending.no());
            if let Some(Answer {
                outcome: Outcome::Rejected(rejection),
                ..
            }) = answer
            {
                let refused = Refused {
                    pending,
                    rejection: rejection.clone(),
                };
                batch.put(Table::Refusal, refused.pending.uuid(), &refused.row());
                self.refused.push_back(refused);
            }
        }
    }
}

/// The base after a poke. None where it holds what cannot be read: then the poke is not for this page.
pub(super) fn stepped(before: &Base, start: &PokeStart, parts: &[PokePart]) -> Option<Base> {
    let mut after = if start.reset {
        Base::default()
    } else {
        before.clone()
    };
    after.cursor = start.to;
    for dropped in &start.scopes_drop {
        after.company.purge(*dropped);
        after.scopes.remove(dropped);
    }
    after.scopes.extend(&start.scopes_add);
    for part in parts {
        for (kind, id) in &part.removes {
            if let Ok(kind) = kind.parse::<Kind>() {
                after.company.remove(kind, *id);
            }
        }
        for record in &part.puts {
            // A kind that is newer than this page is passed over.
            if let Some(version) = record.decode().ok()? {
                after.company.put(version);
            }
        }
    }
    after.company.set_held(after.scopes.clone());
    Some(after)
}
