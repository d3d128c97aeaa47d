//! The outbox: commands that were decided on this device and are not answered yet. Precious: nothing but an answer empties it.

use std::{collections::VecDeque, sync::Arc};

use domain::command::{Command, Given};
use jiff::Timestamp;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::message::{Answer, Outcome, PUSH_BYTES_MAX, PUSH_COMMANDS_MAX, Push, PushedCommand};

/// The name of what stands in for a command whose row is lost.
const LOST: &str = "lost";

/// A command that waits for its answer, as it was written down: it is sent as it stands, even by a page that cannot read it.
#[derive(Clone, Debug)]
pub struct Pending {
    /// What is sent, and what the store keeps.
    pub sent: PushedCommand,
    /// The command; none where this page cannot read what another version of it, or a damaged store, left here.
    pub command: Option<Arc<Given>>,
}

impl Pending {
    pub(crate) fn of(sent: PushedCommand, read: fn(&PushedCommand) -> Option<Given>) -> Self {
        let command = read(&sent).map(Arc::new);
        Self { sent, command }
    }

    /// Stands in for a command whose row is lost: the server refuses it in words, and the numbers stay dense.
    fn lost(no: u64) -> Self {
        let sent = PushedCommand {
            no,
            uuid: Uuid::from_u128(u128::from(no)),
            ver: 1,
            base_seq: 0,
            claimed_at: Timestamp::UNIX_EPOCH,
            name: LOST.to_owned(),
            args: Arc::from(RawValue::NULL.to_owned()),
        };
        Self {
            sent,
            command: None,
        }
    }

    /// Whether an answer is to this command. One that only stands in for another knows no more of it than the number.
    fn is_of(&self, answer: &Answer) -> bool {
        self.uuid() == answer.uuid || (self.sent.name == LOST && self.no() == answer.no)
    }

    /// What it says, where this page can read it.
    pub fn known(&self) -> Option<&Command> {
        self.command.as_ref().map(|given| &given.command)
    }

    /// The replica's own dense number.
    pub const fn no(&self) -> u64 {
        self.sent.no
    }

    /// The command's identifier.
    pub const fn uuid(&self) -> Uuid {
        self.sent.uuid
    }
}

/// Commands in the order they were given, densely numbered (sync.md R1).
#[derive(Clone, Debug)]
pub struct Outbox {
    pending: VecDeque<Pending>,
    next_no: u64,
    confirmed_no: u64,
    /// The last number that is on its way; one push at a time (prefix fence), save after [`Outbox::renumber`].
    in_flight: Option<u64>,
    /// The last number that may have reached the server.
    sent_no: u64,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            pending: VecDeque::new(),
            next_no: 1,
            confirmed_no: 0,
            in_flight: None,
            sent_no: 0,
        }
    }
}

impl Outbox {
    /// An outbox as a store kept it. Rows that are missing or cannot be read are stood in for.
    pub fn kept(
        rows: impl IntoIterator<Item = PushedCommand>,
        next_no: u64,
        confirmed_no: u64,
        read: fn(&PushedCommand) -> Option<Given>,
    ) -> Self {
        let mut outbox = Self {
            next_no: confirmed_no + 1,
            confirmed_no,
            ..Self::default()
        };
        for row in rows.into_iter().filter(|row| row.no > confirmed_no) {
            outbox.stand_in(row.no);
            outbox.next_no = row.no + 1;
            outbox.pending.push_back(Pending::of(row, read));
        }
        outbox.stand_in(next_no);
        // Whoever kept it may have sent all of it.
        outbox.sent_no = outbox.next_no - 1;
        outbox
    }

    /// Fills the numbers up to this one.
    fn stand_in(&mut self, until: u64) {
        for no in self.next_no..until {
            self.pending.push_back(Pending::lost(no));
        }
        self.next_no = self.next_no.max(until);
    }

    /// Adds a command, gives it the next number, and returns what the store is to keep. None where it cannot be written as
    /// JSON: then it did not come from a form.
    pub fn add(
        &mut self,
        given: Given,
        uuid: Uuid,
        claimed_at: Timestamp,
        base_seq: u64,
    ) -> Option<&PushedCommand> {
        let sent = PushedCommand {
            no: self.next_no,
            uuid,
            ver: 1,
            base_seq,
            claimed_at,
            name: given.command.name().to_owned(),
            args: Arc::from(RawValue::from_string(given.args().ok()?).ok()?),
        };
        self.next_no += 1;
        self.pending.push_back(Pending {
            sent,
            command: Some(Arc::new(given)),
        });
        self.pending.back().map(|pending| &pending.sent)
    }

    /// The number that the next command gets.
    pub const fn next_no(&self) -> u64 {
        self.next_no
    }

    /// The last command that is known to be answered.
    pub const fn confirmed_no(&self) -> u64 {
        self.confirmed_no
    }

    /// What waits, oldest first.
    pub fn pending(&self) -> impl ExactSizeIterator<Item = &Pending> {
        self.pending.iter()
    }

    /// The next push, unless one is on its way or nothing waits: as many commands as may travel together and as
    /// fit into [`PUSH_BYTES_MAX`], and always one, or the queue would stand still.
    pub fn push(&mut self) -> Option<Push> {
        if self.in_flight.is_some() {
            return None;
        }
        let mut commands: Vec<PushedCommand> = Vec::new();
        let mut bytes = 0;
        for pending in self.pending.iter().take(PUSH_COMMANDS_MAX) {
            bytes += pending.sent.bytes();
            if bytes > PUSH_BYTES_MAX && !commands.is_empty() {
                break;
            }
            commands.push(pending.sent.clone());
        }
        let from_no = commands.first()?.no;
        self.in_flight = commands.last().map(|last| last.no);
        self.sent_no = self
            .in_flight
            .map_or(self.sent_no, |no| no.max(self.sent_no));
        Some(Push { from_no, commands })
    }

    /// The connection is gone, and with it whatever was on its way.
    pub const fn disconnected(&mut self) {
        self.in_flight = None;
    }

    /// Answers up to `last_no` have been applied: those commands leave the outbox, together with the poke (R4). An answer is to a
    /// command, not to a number: where another copy of this device has used the number, the command stays, and where it was numbered
    /// anew since it was sent, it goes.
    pub fn confirm(&mut self, last_no: u64, answers: Vec<Answer>) -> Vec<(Pending, Outcome)> {
        let mut confirmed = Vec::new();
        for answer in answers {
            let place = self.pending.iter().position(|each| each.is_of(&answer));
            let answered = place.and_then(|place| self.pending.remove(place));
            confirmed.extend(answered.map(|pending| (pending, answer.outcome)));
        }
        self.confirmed_no = self.confirmed_no.max(last_no);
        // A replica that lost its store learns its numbers from the server.
        self.next_no = self.next_no.max(last_no + 1);
        if self.in_flight.is_some_and(|last| last <= last_no) {
            self.in_flight = None;
        }
        confirmed
    }

    /// Whether what waits does not follow the last answer number by number: numbers of this device were given to other commands.
    pub fn is_forked(&self) -> bool {
        let due = self.confirmed_no + 1..;
        !self
            .pending
            .iter()
            .zip(due)
            .all(|(pending, no)| pending.no() == no)
    }

    /// Puts commands that were answered once back in front, for a server that has forgotten them (restored from a backup).
    pub fn put_back(&mut self, sent: Vec<PushedCommand>) {
        for sent in sent.into_iter().rev() {
            // Not read again: what the server had is shown again once it has it back.
            self.pending.push_front(Pending {
                sent,
                command: None,
            });
        }
    }

    /// What waits goes on from the last number that the server has answered: another order of numbers would leave a gap that
    /// nobody can fill, or claim an answer that was to something else.
    ///
    /// It may be sent under its new numbers while a push with the old ones is still on its way. Of that one the server takes nothing,
    /// sooner or later: under the first of its numbers that waits here it has answered something else, so it either stops there
    /// ([`Trouble::Forked`](crate::message::Trouble::Forked)) or is beyond all of them. Nor can the device wait for it: where it is
    /// beyond, no answer tells that the push has come.
    pub fn renumber(&mut self, last_no: u64) {
        self.confirmed_no = last_no;
        self.next_no = last_no + 1;
        self.in_flight = None;
        for pending in &mut self.pending {
            pending.sent.no = self.next_no;
            self.next_no += 1;
        }
        // Some of it was sent under other numbers.
        self.sent_no = self.next_no - 1;
    }

    /// Whether something that waits may have reached the server.
    pub fn awaits_answer(&self) -> bool {
        self.pending
            .front()
            .is_some_and(|first| first.no() <= self.sent_no)
    }

    /// Takes in what waited in another outbox and was never sent from there, under the next number.
    pub fn take_in(&mut self, pending: Pending) -> PushedCommand {
        let sent = PushedCommand {
            no: self.next_no,
            ..pending.sent
        };
        self.next_no += 1;
        self.pending.push_back(Pending {
            sent: sent.clone(),
            ..pending
        });
        sent
    }

    /// The server asks for another number first: send again from there.
    pub const fn resend(&mut self) {
        self.in_flight = None;
    }
}
