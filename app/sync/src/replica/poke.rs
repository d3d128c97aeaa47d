//! Applying a poke: rows, cursor and answers in one step, in memory and in the store (sync.md R4, R5).

use std::collections::BTreeSet;

use domain::{
    company::Company, record::Kind, rejection::Rejection, scope::Scope,
    view::conflict::writes_again,
};

use super::{Assembly, Effect, Refused, Replica, Sums};
use crate::{
    keep::Keep,
    message::{Answer, Outcome, PokeEnd, PokePart, PokeStart},
    outbox::Pending,
};

impl Replica {
    /// Applies a whole poke if it fits, then decides what waits again.
    pub(super) fn poke(&mut self, end: PokeEnd) -> Vec<Effect> {
        let Some(Assembly { start, mut parts }) = self.assembly.take() else {
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
        if start.staged {
            let Some(mut pieces) = self.pieces(start.base) else {
                return vec![Effect::Reconnect];
            };
            pieces.append(&mut parts);
            parts = pieces;
        }
        let Some((base, scopes)) = self.stepped(&start, &parts) else {
            return vec![Effect::Reconnect];
        };
        let held = base.tally(&scopes).to_string();
        let differs = end.sum.as_ref().is_some_and(|sum| *sum != held);
        let reload = match (differs, self.sums) {
            (true, Sums::Compared) => {
                // Something was lost on the way, or kept wrongly: everything is fetched anew (R7).
                self.sums = Sums::Astray;
                return vec![Effect::Reconnect];
            }
            (true, Sums::Astray) if !start.reset => return vec![Effect::Reconnect],
            (true, Sums::Astray) => {
                self.sums = Sums::Unread;
                true
            }
            (false, Sums::Astray) if start.reset => {
                self.sums = Sums::Compared;
                false
            }
            _ => false,
        };
        self.cleared = false;
        if start.reset {
            self.stage = None;
        }
        self.base = base;
        self.scopes = scopes;
        self.cursor = start.to;
        self.chain = end.chain.or(self.chain.take());
        let mut keep = vec![Keep::Poke(start, parts)];
        self.take_answers(&mut keep, end.last_no, end.answers);
        if self.outbox.is_forked() {
            self.outbox.renumber(self.outbox.confirmed_no());
            keep.push(self.waiting());
        }
        self.rebase();
        let mut effects = self.keep_and_show(keep);
        if reload {
            effects.push(Effect::AskToReload);
        }
        effects
    }

    /// What was answered leaves the outbox, and is kept until a backup holds it; what was refused is told.
    fn take_answers(&mut self, keep: &mut Vec<Keep>, last_no: u64, answers: Vec<Answer>) {
        for (pending, outcome) in self.outbox.confirm(last_no, answers) {
            keep.push(Keep::Answered(pending.sent.clone()));
            if let Outcome::Rejected(rejection) = outcome {
                self.forget_written_over(keep, &pending, &rejection);
                keep.push(Keep::Refused(pending.sent.clone(), rejection.clone()));
                self.refused.push_back(Refused { pending, rejection });
            }
        }
    }

    /// Of words that are to be chosen between, those that their author wrote over on this device are no choice any more.
    fn forget_written_over(
        &mut self,
        keep: &mut Vec<Keep>,
        pending: &Pending,
        rejection: &Rejection,
    ) {
        let Some(later) = pending.known().filter(|_| rejection.needs_choice()) else {
            return;
        };
        self.refused.retain(|before| {
            let earlier = before
                .pending
                .known()
                .filter(|_| before.rejection.needs_choice());
            let stays = !earlier.is_some_and(|earlier| writes_again(later, earlier));
            if !stays {
                keep.push(Keep::Dismissed(before.pending.uuid()));
            }
            stays
        });
    }

    /// The base after a poke, with its scopes. None where it holds what cannot be read: then the poke is not for this page.
    fn stepped(&self, start: &PokeStart, parts: &[PokePart]) -> Option<(Company, BTreeSet<Scope>)> {
        let (mut base, mut scopes) = if start.reset {
            (Company::partial(BTreeSet::new()), BTreeSet::new())
        } else {
            (self.base.clone(), self.scopes.clone())
        };
        for dropped in &start.scopes_drop {
            base.purge(*dropped);
            scopes.remove(dropped);
        }
        scopes.extend(&start.scopes_add);
        for part in parts {
            for (kind, id) in &part.removes {
                if let Ok(kind) = kind.parse::<Kind>() {
                    base.remove(kind, *id);
                }
            }
            for record in &part.puts {
                // A kind that is newer than this page is passed over, and so is what came in a piece before its scope was lost.
                let version = record.decode().ok()?;
                if let Some(version) = version.filter(|version| scopes.contains(&version.scope)) {
                    base.put(version);
                }
            }
        }
        base.set_held(scopes.clone());
        Some((base, scopes))
    }
}
