//! One device: a whole replica, as a browser has it, on a socket of its own.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use domain::{command::Command, person::PersonId};
use futures::{SinkExt, StreamExt};
use jiff::Timestamp;
use sync::{
    message::{FromDevice, FromServer, Outcome},
    replica::{Effect, Link, Replica},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use uuid::Uuid;

use crate::http;

/// How long nothing may come from a server that owes something.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection.
pub type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A device, and what it has noted.
pub struct Device {
    pub replica: Replica,
    line: Option<Line>,
    address: SocketAddr,
    cookie: String,
    /// Bytes of messages, in either direction.
    pub up: usize,
    pub down: usize,
    /// When each command was given, and when its answer was here with what it changed.
    pub given: BTreeMap<Uuid, Instant>,
    pub answered: BTreeMap<Uuid, Instant>,
    /// When each record of the kind that is watched was here, however it came.
    pub seen: BTreeMap<Uuid, Instant>,
    pub refused: usize,
    /// The records that were made here.
    pub records: Vec<Uuid>,
    /// How many records of the kind that is watched were here on connecting.
    known: usize,
    pub last_heard: Option<Instant>,
    watched: &'static str,
}

impl Device {
    /// A new device of a person, not connected.
    pub fn new(
        address: SocketAddr,
        cookie: String,
        person: PersonId,
        watched: &'static str,
    ) -> Self {
        Self {
            replica: Replica::new(Uuid::now_v7(), person),
            line: None,
            address,
            cookie,
            up: 0,
            down: 0,
            given: BTreeMap::new(),
            answered: BTreeMap::new(),
            seen: BTreeMap::new(),
            refused: 0,
            records: Vec::new(),
            known: 0,
            last_heard: None,
            watched,
        }
    }

    /// Connects, says hello, and returns once everything that was missed is here. A new device asks for everything over HTTP
    /// first, piece by piece, as a browser does.
    pub async fn connect(&mut self) {
        while !self.replica.is_loaded() {
            let hello = serde_json::to_string(&self.replica.connected()).expect("a hello");
            let (_, body) = http::post(self.address, "/sync/pull", &self.cookie, &hello).await;
            self.take(&body).await;
            self.replica.disconnected();
        }
        self.line = Some(dial(self.address, &self.cookie).await);
        let hello = self.replica.connected();
        self.say(hello).await;
        while self.replica.link() != Link::Up || !self.replica.is_loaded() {
            self.hear().await;
        }
        self.known = self.seen.len();
    }

    /// How many records of the kind that is watched have come since, or were made here.
    pub fn watched_since_connecting(&self) -> usize {
        self.seen.len() - self.known
    }

    /// Keeps the connection and nothing else.
    pub fn only_the_line(self) -> Option<Line> {
        self.line
    }

    /// Goes on at another server.
    pub async fn move_to(&mut self, address: SocketAddr) {
        self.cut();
        self.address = address;
        self.connect().await;
    }

    /// The network is gone.
    pub fn cut(&mut self) {
        self.line = None;
        self.replica.disconnected();
    }

    /// Gives a command, as a page does: it is shown here at once and sent if there is a network.
    pub async fn give(&mut self, command: impl Into<Command>, record: Uuid) {
        let (uuid, now) = (Uuid::now_v7(), Instant::now());
        self.given.insert(uuid, now);
        self.seen.insert(record, now);
        self.records.push(record);
        let effects = self
            .replica
            .submit(command.into(), uuid, Timestamp::now())
            .expect("a command that the rules take");
        self.carry_out(effects).await;
    }

    /// Waits for one frame from the server, and applies it.
    pub async fn hear(&mut self) {
        let line = self.line.as_mut().expect("a network");
        let heard = tokio::time::timeout(PATIENCE, line.next()).await;
        match heard.expect("a word from the server") {
            Some(Ok(Message::Text(text))) => self.take(text.as_str()).await,
            Some(Ok(Message::Close(_)) | Err(_)) | None => panic!("the server hung up"),
            Some(Ok(_)) => {}
        }
    }

    /// The same for as long as something comes, and no longer than until then.
    pub async fn hear_until(&mut self, until: Instant) {
        assert!(self.is_heard_until(until).await, "the server hung up");
    }

    /// The same; false where the server has hung up.
    pub async fn is_heard_until(&mut self, until: Instant) -> bool {
        loop {
            let Some(line) = self.line.as_mut() else {
                return false;
            };
            let until = tokio::time::Instant::from_std(until);
            match tokio::time::timeout_at(until, line.next()).await {
                Err(_) => return true,
                Ok(Some(Ok(Message::Text(text)))) => self.take(text.as_str()).await,
                Ok(Some(Ok(Message::Close(_)) | Err(_)) | None) => return false,
                Ok(Some(Ok(_))) => {}
            }
        }
    }

    async fn take(&mut self, text: &str) {
        self.down += text.len();
        let messages: Vec<FromServer> = serde_json::from_str(text).expect("messages");
        let mut new = Vec::new();
        let mut answers = Vec::new();
        let mut effects = Vec::new();
        for message in messages {
            match &message {
                FromServer::PokePart(part) => {
                    let puts = part.puts.iter().filter(|put| put.kind == self.watched);
                    new.extend(puts.map(|put| put.id));
                }
                FromServer::Piece(piece) => {
                    let puts = piece.puts.iter().filter(|put| put.kind == self.watched);
                    new.extend(puts.map(|put| put.id));
                }
                FromServer::PokeEnd(end) => answers.extend(end.answers.iter().map(|answer| {
                    let refused = matches!(answer.outcome, Outcome::Rejected(_));
                    (answer.uuid, refused)
                })),
                _ => {}
            }
            effects.extend(self.replica.receive(message));
        }
        let now = Instant::now();
        self.last_heard = Some(now);
        for record in new {
            self.seen.entry(record).or_insert(now);
        }
        for (command, refused) in answers {
            self.answered.insert(command, now);
            self.refused += usize::from(refused);
        }
        self.carry_out(effects).await;
    }

    /// Does what the replica asks for. Its store is memory: whatever it asks to be kept is kept.
    async fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut todo = std::collections::VecDeque::from(effects);
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::Send(message) => self.say(message).await,
                Effect::Keep(ticket, _) => todo.extend(self.replica.kept(ticket)),
                Effect::Changed => {}
                other => panic!("a device of the fleet is asked for {other:?}"),
            }
        }
    }

    async fn say(&mut self, message: FromDevice) {
        if let Some(line) = &mut self.line {
            let text = serde_json::to_string(&message).expect("a message");
            self.up += text.len();
            if line.send(Message::text(text)).await.is_err() {
                self.line = None;
            }
        }
    }
}

async fn dial(address: SocketAddr, cookie: &str) -> Line {
    let mut request = format!("ws://{address}/sync")
        .into_client_request()
        .expect("an address");
    let headers = request.headers_mut();
    headers.insert(
        "origin",
        format!("http://{address}").parse().expect("a header"),
    );
    headers.insert("cookie", cookie.parse().expect("a header"));
    let (line, _) = connect_async(request).await.expect("a socket");
    // A browser sends small messages at once.
    if let MaybeTlsStream::Plain(stream) = line.get_ref() {
        stream.set_nodelay(true).expect("a socket's option");
    }
    line
}
