//! What a device and the server say to each other (sync.md 2.4). The same messages travel over the WebSocket and over HTTP.

use std::sync::Arc;

use domain::{
    command::{Command, Given},
    person::PersonId,
    record::WireRecord,
    rejection::Rejection,
    scope::Scope,
    seq_text,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::stage::{Piece, Staged};

/// Version of the wire; a device that speaks another is asked to reload.
pub const WIRE_VERSION: u16 = 3;
/// Version of the records' shapes.
pub const SCHEMA_VERSION: u16 = 1;
/// Most commands in one push.
pub const PUSH_COMMANDS_MAX: usize = 100;
/// Longest message from a device, in bytes (sync.md 2.4). The server closes on a longer one.
pub const MESSAGE_BYTES_MAX: usize = 256 * 1024;
/// Longest list of commands in one push, in bytes as sent: what is left of a message has room for a hello beside it, as over
/// HTTP.
pub const PUSH_BYTES_MAX: usize = 200 * 1024;
/// Most records in one part of a poke, those that are gone included.
pub const POKE_ROWS_MAX: usize = 200;
/// Most bytes of bodies in one part of a poke, unless one record alone has more.
pub const POKE_BYTES_MAX: usize = 64 * 1024;

/// Identifies a replica: one browser profile of one person, or one more tab of it.
pub type ReplicaId = Uuid;

/// From a device to the server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromDevice {
    /// The first message of a connection: who I am and how far I have got.
    Hello(Hello),
    /// Commands that I have decided and want answered.
    Push(Push),
    /// How far I have applied; for flow control.
    Ack(Ack),
    /// Are you there?
    Ping(Ping),
}

/// From the server to a device.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromServer {
    /// The answer to a hello.
    Welcome(Welcome),
    /// A piece of a base that is too large to come at once: say hello again for the next.
    Piece(Piece),
    /// A poke begins.
    PokeStart(PokeStart),
    /// Rows of a poke.
    PokePart(PokePart),
    /// A poke is whole: apply it.
    PokeEnd(PokeEnd),
    /// I am here.
    Pong(Pong),
    /// I cannot take what you sent.
    Trouble(Trouble),
}

/// Who a device is and how far it has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Version of the wire.
    pub v: u16,
    /// Version of the records' shapes.
    pub schema: u16,
    /// Which replica.
    pub replica: ReplicaId,
    /// The server's history that the replica follows; none when it is new.
    pub epoch: Option<Uuid>,
    /// The sequence number that the replica has reached.
    #[serde(with = "seq_text")]
    pub cursor: u64,
    /// What the last poke said of the history there ([`crate::commit::mark`]); none when it is new. Where the server's history
    /// has another mark at the cursor, the two have parted (a database was put back by hand), and the answer begins from nothing.
    #[serde(default)]
    pub chain: Option<String>,
    /// Digest of the scopes that it holds ([`crate::claim::scope_digest`]); none when it is new. The server works out the
    /// scopes themselves, and answers from nothing where the two do not agree.
    pub scope_digest: Option<String>,
    /// The number that its next command will get.
    #[serde(with = "seq_text")]
    pub next_no: u64,
    /// The last of its commands that it knows to be answered.
    #[serde(with = "seq_text")]
    pub confirmed_no: u64,
    /// How far a base has come that comes in pieces; none where none is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staged: Option<Box<Staged>>,
    /// What it holds is not what the last poke's sum said it should be (R7): the answer begins from nothing, and is logged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub astray: bool,
    /// The browser had cleared what it kept here, though its person had not signed out: what was not sent is lost, which is logged
    /// (sync.md 2.6). Said until a base has come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cleared: bool,
}

/// The answer to a hello.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The server's history.
    pub epoch: Uuid,
    /// Whose session it is.
    pub person: PersonId,
    /// The last command of this replica that was answered.
    #[serde(with = "seq_text")]
    pub last_no: u64,
    /// The server's clock.
    #[serde(with = "domain::time_text")]
    pub server_time: Timestamp,
    /// Everything up to here is in a backup that was read back; what a device sent before it need not be kept (R15).
    #[serde(with = "seq_text")]
    pub backed_up_seq: u64,
    /// How to go on.
    pub mode: Mode,
}

/// How a connection goes on after the welcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// From the replica's cursor.
    Resume,
    /// From nothing: the next poke replaces the base. The outbox stays.
    Reset,
    /// Not before the page is reloaded.
    UpgradeRequired,
    /// Not at all: this device is to forget the person.
    Wipe,
}

/// Commands, densely numbered from `from_no`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Push {
    /// The number of the first.
    #[serde(with = "seq_text")]
    pub from_no: u64,
    /// At most [`PUSH_COMMANDS_MAX`].
    pub commands: Vec<PushedCommand>,
}

/// A command on its way. Name and arguments stay opaque, so that what cannot be read is still answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushedCommand {
    /// The replica's own dense number.
    #[serde(with = "seq_text")]
    pub no: u64,
    /// The command's identifier, the same however often it is sent.
    pub uuid: Uuid,
    /// Version of the command's arguments.
    pub ver: u16,
    /// What the device had seen when it decided.
    #[serde(with = "seq_text")]
    pub base_seq: u64,
    /// The device's clock; data, never order.
    #[serde(with = "domain::time_text")]
    pub claimed_at: Timestamp,
    /// The command's name.
    pub name: String,
    /// The command's arguments.
    pub args: Arc<RawValue>,
}

/// Bytes of a command on the wire beside its name and arguments, rounded up.
const COMMAND_FRAME: usize = 256;

impl PushedCommand {
    /// How much of a message it takes, at most.
    pub fn bytes(&self) -> usize {
        COMMAND_FRAME + self.name.len() + self.args.get().len()
    }

    /// The same with the rules of every command, for a device that goes on with what waited.
    pub fn read(&self) -> Option<Given> {
        self.decode().map(Given::from)
    }

    /// Reads the command; none where its name is not known or its arguments cannot be read.
    pub fn decode(&self) -> Option<Command> {
        Command::parse(&self.name, self.args.get()).ok().flatten()
    }
}

/// How far a device has applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The sequence number reached.
    #[serde(with = "seq_text")]
    pub cursor: u64,
}

/// Are you there?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ping {
    /// Any number; the pong carries it back.
    pub t: u32,
}

/// I am here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pong {
    /// The ping's number.
    pub t: u32,
    /// The last sequence number that had anything for this session; not the head, which would tell of what is hidden.
    #[serde(with = "seq_text")]
    pub due_seq: u64,
}

/// A poke begins: an atomic step of the replica from one sequence number to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PokeStart {
    /// Which poke of this connection.
    pub id: u32,
    /// Where the replica has to stand for it to apply.
    #[serde(with = "seq_text")]
    pub base: u64,
    /// Where it stands afterwards.
    #[serde(with = "seq_text")]
    pub to: u64,
    /// Whether the base is replaced as a whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reset: bool,
    /// Whether the pieces that came before it, the first of which was read at `base`, belong to it: what it says goes over them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub staged: bool,
    /// Scopes that the person may see from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes_add: Vec<Scope>,
    /// Scopes that the person may not see any more: their records go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes_drop: Vec<Scope>,
}

/// Rows of a poke.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PokePart {
    /// Which poke.
    pub id: u32,
    /// Records as they now are.
    pub puts: Vec<WireRecord>,
    /// Records that are gone, by kind and id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<(String, Uuid)>,
}

/// A poke is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PokeEnd {
    /// Which poke.
    pub id: u32,
    /// The last command of this replica that is answered by now.
    #[serde(with = "seq_text")]
    pub last_no: u64,
    /// The answers that this poke brings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// The mark of the server's history where the poke ends ([`crate::commit::mark`]); none where it ends where it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<String>,
    /// What the replica then holds, summed up ([`domain::tally::Tally`], R7); none where it ends where it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The replica's number of it.
    #[serde(with = "seq_text")]
    pub no: u64,
    /// The command's identifier.
    pub uuid: Uuid,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It changed something.
    Applied,
    /// There was nothing to change.
    Noop,
    /// It was refused.
    Rejected(Rejection),
}

/// Why the server cannot take what was sent. The device keeps its outbox through all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Numbers are missing; send from this one.
    #[error("The server expects command {expected} next.")]
    Gap {
        /// The number that comes next.
        #[serde(with = "seq_text")]
        expected: u64,
    },
    /// The session is over.
    #[error("You are signed out. Sign in again; what is waiting on this device is kept.")]
    NeedsSignIn,
    /// The replica is another person's.
    #[error("This device holds another person's work. Sign out here first, then sign in again.")]
    NotYourReplica,
    /// Under this number the server has answered another command: a copy of this device's store has been at work, or a crash took
    /// what was sent before it was kept. What waits goes on from the server's number.
    #[error(
        "Another copy of this device has sent work under the same number. What waits here is kept and sent again."
    )]
    Forked,
    /// The message could not be read.
    #[error("The server could not read this message. Reload the page.")]
    Unreadable,
    /// Too much at once; try again after so many milliseconds.
    #[error("The server is busy. Your change is kept and will be sent again shortly.")]
    Busy {
        /// When to try again.
        retry_ms: u32,
    },
}
