//! The real server as a process of its own, spoken to over loopback as a browser would.

use std::{
    collections::{BTreeSet, VecDeque},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use domain::scope::Scope;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::{Child, Command},
    sync::Mutex,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use uuid::Uuid;

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");
/// What `throughline demo` prints as everybody's password.
pub const PASSWORD: &str = "leigh-to-shoebury";

pub struct Process {
    pub address: SocketAddr,
    /// The words before the program's name, where it runs somewhere else than we do.
    place: Vec<String>,
    database: String,
    child: Mutex<Child>,
}

fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/site")
}

pub fn command(database: &str) -> Command {
    command_in(&[], database)
}

fn command_in(place: &[String], database: &str) -> Command {
    let mut words = place.iter().map(String::as_str).chain([PROGRAM]);
    let mut command = Command::new(words.next().unwrap());
    command
        .args(words)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("THROUGHLINE_DATABASE_URL", database)
        .env("THROUGHLINE_SITE", site())
        .env("THROUGHLINE_ARGON2_WEAK_FOR_TESTS", "yes")
        .kill_on_drop(true);
    command
}

/// Loads the demo company into an empty database.
pub async fn load_demo(database: &str) {
    load_demo_in(&[], database).await;
}

/// The same with these words before the program's name.
pub async fn load_demo_in(place: &[String], database: &str) {
    let done = command_in(place, database)
        .arg("demo")
        .output()
        .await
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

impl Process {
    /// Starts a server on a database that has a company.
    pub async fn start(database: &str) -> Self {
        Self::start_in(Vec::new(), database).await
    }

    /// The same with these words before the program's name.
    pub async fn start_in(place: Vec<String>, database: &str) -> Self {
        // The port is free when it is asked for; should somebody else take it, the server says so and the test fails.
        let address = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        Self::start_at(place, database, address).await
    }

    async fn start_at(place: Vec<String>, database: &str, address: SocketAddr) -> Self {
        let child = command_in(&place, database)
            .arg("serve")
            .env("THROUGHLINE_LISTEN", address.to_string())
            .env("THROUGHLINE_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let process = Self {
            address,
            place,
            database: database.to_owned(),
            child: Mutex::new(child),
        };
        let started = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "the server did not start"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        process
    }

    /// Ends it without a word, as a power cut would.
    pub async fn kill(&self) {
        self.child.lock().await.kill().await.unwrap();
    }

    /// The same server again, on the same database and at the same address.
    pub async fn again(&self) -> Self {
        Self::start_at(self.place.clone(), &self.database, self.address).await
    }

    /// One request; the answer's status, headers and body.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        cookie: &str,
        body: Option<&Value>,
    ) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!("{method} {path}");
        self.send(&head, cookie, "application/json", body.as_bytes())
            .await
    }

    /// The same with a body of any kind.
    pub async fn send(&self, head: &str, cookie: &str, kind: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "{head} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
            host = self.address,
            length = body.len(),
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        // What is too long is answered before all of it was read.
        let _refused = stream.write_all(body).await;
        let mut bytes = Vec::new();
        let _reset = stream.read_to_end(&mut bytes).await;
        Answer::read(&String::from_utf8_lossy(&bytes))
    }

    /// The most memory that the server ever had, in kilobytes, as the system counts it.
    pub async fn most_memory(&self) -> u64 {
        let id = self.child.lock().await.id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        line.unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap()
    }

    /// Signs in and returns the cookie.
    pub async fn sign_in(&self, name: &str) -> (String, Uuid) {
        let credentials = json!({"sign_in": name, "password": PASSWORD});
        let answer = self
            .request("POST", "/api/session", "", Some(&credentials))
            .await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let who: Value = serde_json::from_str(&answer.body).unwrap();
        (cookie, who["person"].as_str().unwrap().parse().unwrap())
    }

    /// Everything a person's device is sent at first.
    pub async fn pull(&self, cookie: &str, replica: Uuid) -> Vec<Value> {
        let answer = self
            .request("POST", "/sync/pull", cookie, Some(&hello(replica, None)))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// An open socket that has said hello.
    pub async fn socket(&self, cookie: &str, replica: Uuid) -> Socket {
        let mut socket = self.bare_socket(cookie).await.unwrap();
        socket.say(&hello(replica, None)).await;
        socket
    }

    /// A socket that has said nothing yet; none where the server refuses it.
    pub async fn bare_socket(&self, cookie: &str) -> Option<Socket> {
        Socket::open(self.address, cookie).await
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer");
        let mut lines = head.lines();
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let chunked = headers
            .iter()
            .any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let body = if chunked {
            unchunked(body)
        } else {
            body.to_owned()
        };
        Self {
            status,
            headers,
            body,
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    whole
}

/// How far a device has come.
#[derive(Clone, Default)]
pub struct Reached {
    pub epoch: Value,
    pub cursor: Value,
    /// The mark of the history there.
    pub chain: Value,
}

/// What a device says it holds.
#[derive(Clone, Default)]
pub struct Claim {
    pub at: Reached,
    pub scopes: BTreeSet<Scope>,
}

/// A hello of a new device, or of one that claims to hold something.
pub fn hello(replica: Uuid, claim: Option<&Claim>) -> Value {
    let mut hello = json!({"v": sync::message::WIRE_VERSION, "schema": 1, "replica": replica, "epoch": null, "cursor": "0", "scope_digest": null, "next_no": "1", "confirmed_no": "0"});
    if let Some(claim) = claim {
        hello["epoch"] = claim.at.epoch.clone();
        hello["cursor"] = claim.at.cursor.clone();
        hello["chain"] = claim.at.chain.clone();
        hello["scope_digest"] = json!(sync::claim::scope_digest(&claim.scopes));
    }
    json!({"hello": hello})
}

/// A push of commands, numbered from `no`.
pub fn push(no: u64, commands: &[(&str, Value)]) -> Value {
    let commands: Vec<Value> = (no..)
        .zip(commands)
        .map(|(no, (name, args))| {
            json!({"no": no.to_string(), "uuid": Uuid::now_v7(), "ver": 1, "base_seq": "0", "claimed_at": "2026-11-21T10:00:00Z", "name": name, "args": args})
        })
        .collect();
    json!({"push": {"from_no": no.to_string(), "commands": commands}})
}

pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Messages of the last frame that nobody has asked for yet.
    heard: VecDeque<Value>,
    /// What the pokes that were heard leave a device with, `to` being where the one under way ends.
    pub held: Claim,
    to: Value,
}

impl Socket {
    /// A socket that has said nothing yet; none where the server refuses it.
    pub async fn open(address: SocketAddr, cookie: &str) -> Option<Self> {
        let mut request = format!("ws://{address}/sync")
            .into_client_request()
            .unwrap();
        let headers = request.headers_mut();
        headers.insert("origin", format!("http://{address}").parse().unwrap());
        headers.insert("cookie", cookie.parse().unwrap());
        let (stream, _) = connect_async(request).await.ok()?;
        Some(Self {
            stream,
            heard: VecDeque::new(),
            held: Claim::default(),
            to: Value::Null,
        })
    }

    pub async fn say(&mut self, message: &Value) {
        let _closed = self.stream.send(Message::text(message.to_string())).await;
    }

    pub async fn say_text(&mut self, text: &str) {
        let _closed = self.stream.send(Message::text(text)).await;
    }

    /// The next message; none when the server has closed or says nothing for ten seconds.
    pub async fn hear(&mut self) -> Option<Value> {
        while self.heard.is_empty() {
            let heard = tokio::time::timeout(Duration::from_secs(10), self.stream.next())
                .await
                .ok()??;
            match heard.ok()? {
                Message::Text(text) => self.heard = serde_json::from_str(&text).ok()?,
                Message::Close(_) => return None,
                _ => {}
            }
        }
        let message = self.heard.pop_front()?;
        self.follow(&message);
        Some(message)
    }

    /// Notes how far a message brings a device; its scopes stay, except at a reset.
    fn follow(&mut self, message: &Value) {
        if let Some(welcome) = message.get("welcome") {
            self.held.at.epoch = welcome["epoch"].clone();
        }
        if let Some(start) = message.get("poke_start") {
            self.to = start["to"].clone();
            if start["reset"] == true {
                self.held.scopes = serde_json::from_value(start["scopes_add"].clone()).unwrap();
            }
        }
        if let Some(chain) = message["poke_end"].get("chain") {
            self.held.at.cursor = self.to.clone();
            self.held.at.chain = chain.clone();
        }
    }

    /// Listens until an answer to a command arrives, or the conversation ends.
    pub async fn answer(&mut self, no: u64) -> Option<Value> {
        let no = no.to_string();
        loop {
            let message = self.hear().await?;
            if message.get("trouble").is_some() {
                return Some(message);
            }
            let answers = message["poke_end"]["answers"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            if let Some(answer) = answers
                .into_iter()
                .find(|answer| answer["no"] == no.as_str())
            {
                return Some(answer);
            }
        }
    }
}
