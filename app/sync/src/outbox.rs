//! The outbox: commands that were decided on this device and are not answered yet. Precious: nothing but an answer empties it.

use std::{collections::VecDeque, sync::Arc};

use domain::command::Command;
use jiff::Timestamp;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::message::{PUSH_BYTES_MAX, PUSH_COMMANDS_MAX, Push, PushedCommand};

/// A command that waits for its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// The replica's own dense number.
    pub no: u64,
    /// The command's identifier.
    pub uuid: Uuid,
    /// The command.
    pub command: Arc<Command>,
    /// The device's clock when it was given.
    pub claimed_at: Timestamp,
    /// What the device had seen.
    pub base_seq: u64,
}

impl Pending {
    fn pushed(&self) -> Result<PushedCommand, serde_json::Error> {
        Ok(PushedCommand {
            no: self.no,
            uuid: self.uuid,
            ver: 1,
            base_seq: self.base_seq,
            claimed_at: self.claimed_at,
            name: self.command.name().to_owned(),
            args: Arc::from(RawValue::from_string(self.command.args()?)?),
        })
    }
}

/// Commands in the order they were given, densely numbered (sync.md R1).
#[derive(Clone, Debug, PartialEq)]
pub struct Outbox {
    pending: VecDeque<Pending>,
    next_no: u64,
    confirmed_no: u64,
    /// The last number that is on its way; one push at a time (prefix fence).
    in_flight: Option<u64>,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            pending: VecDeque::new(),
            next_no: 1,
            confirmed_no: 0,
            in_flight: None,
        }
    }
}

impl Outbox {
    /// Adds a command and gives it the next number.
    pub fn add(&mut self, command: Command, uuid: Uuid, claimed_at: Timestamp, base_seq: u64) {
        self.pending.push_back(Pending {
            no: self.next_no,
            uuid,
            command: Arc::new(command),
            claimed_at,
            base_seq,
        });
        self.next_no += 1;
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

    /// The next push, unless one is on its way or nothing waits: as many commands as may travel together and as fit into
    /// [`PUSH_BYTES_MAX`], and always one, or the queue would stand still. What cannot be written as JSON cannot have been read
    /// from a form, so an unwritable command ends the push before it.
    pub fn push(&mut self) -> Option<Push> {
        if self.in_flight.is_some() {
            return None;
        }
        let mut commands = Vec::new();
        let mut bytes = 0;
        for pending in self.pending.iter().take(PUSH_COMMANDS_MAX) {
            let Ok(command) = pending.pushed() else {
                break;
            };
            bytes += command.bytes();
            if bytes > PUSH_BYTES_MAX && !commands.is_empty() {
                break;
            }
            commands.push(command);
        }
        let from_no = commands.first()?.no;
        self.in_flight = commands.last().map(|last| last.no);
        Some(Push { from_no, commands })
    }

    /// The connection is gone, and with it whatever was on its way.
    pub const fn disconnected(&mut self) {
        self.in_flight = None;
    }

    /// Answers up to `last_no` have been applied: those commands leave the outbox, together with the poke (R4).
    pub fn confirm(&mut self, last_no: u64) -> Vec<Pending> {
        let mut confirmed = Vec::new();
        while let Some(first) = self.pending.front().filter(|first| first.no <= last_no) {
            confirmed.push(first.clone());
            self.pending.pop_front();
        }
        self.confirmed_no = self.confirmed_no.max(last_no);
        // A replica that lost its store learns its numbers from the server.
        self.next_no = self.next_no.max(last_no + 1);
        if self.in_flight.is_some_and(|last| last <= last_no) {
            self.in_flight = None;
        }
        confirmed
    }

    /// A server of another history (restored from a backup) knows this replica's commands up to `last_no`: what waits goes on from
    /// there, or its numbers would leave a gap that nobody can fill.
    pub fn renumber(&mut self, last_no: u64) {
        self.confirmed_no = last_no;
        self.next_no = last_no + 1;
        self.in_flight = None;
        for pending in &mut self.pending {
            pending.no = self.next_no;
            self.next_no += 1;
        }
    }

    /// The server asks for another number first: send again from there.
    pub const fn resend(&mut self) {
        self.in_flight = None;
    }
}
