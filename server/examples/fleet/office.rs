//! The server that is measured, with the demo company, and its people signed in.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use domain::{company::Company, decision::Actor, person::PersonId};
use jiff::Timestamp;
use server::{
    clock::Clock,
    demo,
    storage::Db,
    sync::{Node, node},
};
use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::{Child, Command},
};

const PASSWORD: &str = "leigh-to-shoebury";
/// No page is asked for, so the site may be any.
const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture/site");

use crate::{
    device::Device,
    http,
    people::{owners, progress},
};

/// One process.
struct Server {
    address: SocketAddr,
    child: Child,
}

/// One process, or several, on a database of their own.
pub struct Office {
    /// What it holds at the start.
    pub company: Company,
    servers: Vec<Server>,
    cookies: BTreeMap<PersonId, String>,
    _folder: Option<TempDir>,
}

/// The program, told where the database is.
fn command(program: &PathBuf, database: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env("THROUGHLINE_DATABASE_URL", database)
        .env("THROUGHLINE_SITE", SITE)
        .env("THROUGHLINE_LOG", "error")
        .stdout(Stdio::null())
        .kill_on_drop(true);
    command
}

impl Server {
    async fn start(program: &PathBuf, database: &str) -> Self {
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|probe| probe.local_addr())
            .expect("a free port");
        let child = command(program, database)
            .arg("serve")
            .env("THROUGHLINE_LISTEN", address.to_string())
            .spawn()
            .expect("the server");
        let started = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "the server did not start"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Self { address, child }
    }
}

impl Office {
    /// Loads the demo company, with so many records more that all staff see, and serves it.
    pub async fn open(program: &PathBuf, more: usize) -> Self {
        let folder = TempDir::new().expect("a folder for the database");
        let database = format!("sqlite:{}", folder.path().join("fleet.db").display());
        let mut office = Self::on(program, &database, more, 1).await;
        office._folder = Some(folder);
        office
    }

    /// The same on a database that is empty, with so many servers.
    pub async fn on(program: &PathBuf, database: &str, more: usize, servers: usize) -> Self {
        let loaded = command(program, database).arg("demo").status().await;
        assert!(loaded.expect("the program").success(), "no demo company");
        let mut office = Self {
            company: filled(database, more).await,
            servers: Vec::new(),
            cookies: BTreeMap::new(),
            _folder: None,
        };
        for _ in 0..servers {
            office.servers.push(Server::start(program, database).await);
        }
        office
    }

    /// The first server's process.
    pub fn process(&self) -> u32 {
        self.servers[0].child.id().expect("a running server")
    }

    /// Where a server listens.
    pub fn address(&self, server: usize) -> SocketAddr {
        self.servers[server].address
    }

    /// Ends a server without a word, as a power cut would.
    pub async fn kill(&mut self, server: usize) {
        let killed = self.servers[server].child.kill().await;
        killed.expect("a running server");
    }

    /// A new device of a person, which is not connected yet. It notes when records of one kind arrive.
    pub async fn device(&mut self, person: PersonId, watched: &'static str) -> Device {
        self.device_at(0, person, watched).await
    }

    /// The same at one of several servers.
    pub async fn device_at(
        &mut self,
        server: usize,
        person: PersonId,
        watched: &'static str,
    ) -> Device {
        let cookie = self.cookie(person).await;
        Device::new(self.address(server), cookie, person, watched)
    }

    /// The cookie of a person, who signs in once.
    async fn cookie(&mut self, person: PersonId) -> String {
        if let Some(cookie) = self.cookies.get(&person) {
            return cookie.clone();
        }
        let people = demo::sign_ins().expect("the demo's people");
        let known = people.iter().find(|known| known.person == person);
        let body = serde_json::json!({"sign_in": known.expect("somebody who can sign in").sign_in, "password": PASSWORD});
        let cookie = self.sign_in(&body.to_string()).await;
        self.cookies.insert(person, cookie.clone());
        cookie
    }

    async fn sign_in(&self, body: &str) -> String {
        let (head, _) = http::post(self.address(0), "/api/session", "", body).await;
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .and_then(|cookie| cookie.split(';').next());
        cookie.expect("a session").to_owned()
    }
}

/// Records so much more progress, past the network, and gives what the company then holds.
pub async fn filled(database: &str, more: usize) -> Company {
    let address = database.parse().expect("an address");
    let db = Db::open(&address, Default::default())
        .await
        .expect("the database");
    let node = Node::start(db, Clock::System).await.expect("the database");
    let company = node.now().company().clone();
    let found = owners(&company);
    let commands: Vec<_> = (0..more)
        .map(|number| {
            let owner = found[number % found.len()];
            let (record, _) = progress(owner, number);
            node::system(record.into(), Actor::Person(owner.person), Timestamp::now())
        })
        .collect();
    for group in commands.chunks(500) {
        node.submit(group.to_vec()).await.expect("the database");
    }
    let company = node.now().company().clone();
    node.db().close().await;
    company
}
