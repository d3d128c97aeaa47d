//! A stretch of network between the server and its database that can be cut, held up, or swallow what is sent.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What a transaction that moves the head of the log sends just before it ends.
const MOVES_HEAD: &[u8] = b"throughline_head";
const COMMIT: &[u8] = b"COMMIT";

/// What is lost of the next commit to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The commit, and with it everything after it on that connection.
    Commit,
    /// The answer: the database has committed and nobody hears of it.
    Answer,
}

/// Connections are numbered from 1.
#[derive(Default)]
struct Weather {
    /// Nothing passes for now.
    held: bool,
    /// Connections up to this one pass nothing any more, and are not closed either.
    buried: u64,
    /// Connections up to this one are closed.
    cut: u64,
    /// What the next commit to the log loses; which connection it was is buried then.
    losing: Option<Lost>,
    lost: usize,
}

pub struct Proxy {
    pub address: SocketAddr,
    target: SocketAddr,
    weather: watch::Sender<Weather>,
    opened: Arc<AtomicU64>,
    /// Keeps the port while nobody listens, so that connections are refused and nobody else gets it.
    _port: TcpSocket,
    listening: Option<JoinHandle<()>>,
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseport(true).unwrap();
    socket.bind(address).unwrap();
    socket
}

impl Proxy {
    pub fn start(target: SocketAddr) -> Self {
        let port = bound("127.0.0.1:0".parse().unwrap());
        let mut proxy = Self {
            address: port.local_addr().unwrap(),
            target,
            weather: watch::Sender::new(Weather::default()),
            opened: Arc::default(),
            _port: port,
            listening: None,
        };
        proxy.accept();
        proxy
    }

    /// New connections are taken.
    pub fn accept(&mut self) {
        let listener = bound(self.address).listen(64).unwrap();
        let (target, opened) = (self.target, self.opened.clone());
        let weather = self.weather.subscribe();
        let changing = self.weather.clone();
        self.listening = Some(tokio::spawn(async move {
            listen(listener, target, opened, weather, changing).await;
        }));
    }

    /// New connections are refused, and those there are closed.
    pub async fn refuse(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _aborted = listening.await;
        }
        let opened = self.opened.load(Ordering::SeqCst);
        self.weather.send_modify(|weather| weather.cut = opened);
    }

    /// Nothing passes, in either direction, until it is let through.
    pub fn hold(&self) {
        self.weather.send_modify(|weather| weather.held = true);
    }

    pub fn let_through(&self) {
        self.weather.send_modify(|weather| weather.held = false);
    }

    /// The connections there are pass nothing any more, and nobody is told.
    pub fn bury(&self) {
        let opened = self.opened.load(Ordering::SeqCst);
        self.weather.send_modify(|weather| weather.buried = opened);
    }

    /// Loses this of the next commit to the log.
    pub fn lose(&self, what: Lost) {
        self.weather
            .send_modify(|weather| weather.losing = Some(what));
    }

    /// Waits until so many were lost since the start.
    pub async fn lost(&self, times: usize) {
        let mut weather = self.weather.subscribe();
        weather
            .wait_for(|weather| weather.lost >= times)
            .await
            .unwrap();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
        }
        // Whatever was held or buried ends with the test.
        self.weather.send_modify(|weather| weather.cut = u64::MAX);
    }
}

async fn listen(
    listener: TcpListener,
    target: SocketAddr,
    opened: Arc<AtomicU64>,
    weather: watch::Receiver<Weather>,
    changing: watch::Sender<Weather>,
) {
    loop {
        let Ok((near, _)) = listener.accept().await else {
            return;
        };
        let number = opened.fetch_add(1, Ordering::SeqCst) + 1;
        let (mut weather, changing) = (weather.clone(), changing.clone());
        tokio::spawn(async move {
            let mut cut = weather.clone();
            tokio::select! {
                () = carry(near, target, number, &mut weather, changing) => {}
                _ = cut.wait_for(|weather| weather.cut >= number) => {}
            }
        });
    }
}

async fn carry(
    near: TcpStream,
    target: SocketAddr,
    number: u64,
    weather: &mut watch::Receiver<Weather>,
    changing: watch::Sender<Weather>,
) {
    let Ok(far) = TcpStream::connect(target).await else {
        return;
    };
    near.set_nodelay(true).unwrap();
    far.set_nodelay(true).unwrap();
    let (near_read, near_write) = near.into_split();
    let (far_read, far_write) = far.into_split();
    let up = Pipe {
        number,
        weather: weather.clone(),
        watches: Some((changing, false)),
        deaf: watch::Sender::new(None),
    };
    let deaf = up.deaf.subscribe();
    let down = Pipe {
        number,
        weather: weather.clone(),
        watches: None,
        deaf: watch::Sender::new(None),
    };
    tokio::join!(
        up.pass(near_read, far_write, None),
        down.pass(far_read, near_write, Some(deaf)),
    );
}

/// One direction of a connection.
struct Pipe {
    number: u64,
    weather: watch::Receiver<Weather>,
    /// Towards the database: who is told of a loss, and whether the head of the log is being moved.
    watches: Option<(watch::Sender<Weather>, bool)>,
    /// What this connection has lost.
    deaf: watch::Sender<Option<Lost>>,
}

impl Pipe {
    async fn pass(
        mut self,
        mut from: OwnedReadHalf,
        mut to: OwnedWriteHalf,
        deaf: Option<watch::Receiver<Option<Lost>>>,
    ) {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = from.read(&mut bytes).await {
            self.lose(&bytes[..count]);
            let number = self.number;
            let open = |weather: &Weather| !weather.held && weather.buried < number;
            if self.weather.wait_for(open).await.is_err() {
                return;
            }
            let lost = deaf
                .as_ref()
                .map_or(*self.deaf.borrow(), |deaf| *deaf.borrow());
            // The database hears a commit whose answer is lost; nothing else of a connection that lost something passes.
            let passes = match lost {
                None => true,
                Some(Lost::Answer) => deaf.is_none(),
                Some(Lost::Commit) => false,
            };
            if !passes {
                std::future::pending::<()>().await;
            }
            if to.write_all(&bytes[..count]).await.is_err() {
                break;
            }
        }
        if self.deaf.borrow().is_some() {
            // Nor does the database hear that the connection was closed.
            std::future::pending::<()>().await;
        }
        let _gone = to.shutdown().await;
    }

    /// Looks for a commit to the log that is to be lost.
    fn lose(&mut self, bytes: &[u8]) {
        let Some((weather, moving)) = &mut self.watches else {
            return;
        };
        *moving |= has(bytes, MOVES_HEAD);
        if *moving && has(bytes, COMMIT) {
            *moving = false;
            weather.send_if_modified(|weather| {
                let lost = weather.losing.take();
                weather.lost += usize::from(lost.is_some());
                if lost.is_some() {
                    self.deaf.send_replace(lost);
                }
                lost.is_some()
            });
        }
    }
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|found| found == words)
}
