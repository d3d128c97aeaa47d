//! The connection to the server: a first load over HTTP, where it is compressed, then a WebSocket that reconnects by itself.

use futures::{
    FutureExt, SinkExt, StreamExt,
    channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded},
    future::{Either, poll_fn, select},
    pin_mut, select,
};
use gloo::{
    events::EventListener,
    net::{
        http::Request,
        websocket::{Message, State, futures::WebSocket},
    },
    timers::future::TimeoutFuture,
};
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use sync::{
    message::{FromDevice, FromServer, Hello, Ping, Push, ReplicaId, Trouble},
    replica::{Link, Replica},
};

use super::{Client, SessionState};

/// Milliseconds between pings (sync.md 2.4).
const PING_MS: u32 = 15_000;
/// A socket that says nothing for so long after a ping is dead, whatever the browser thinks (R9).
const SILENCE_MS: u32 = 5_000;
/// A socket that is not open and welcomed by then is given up: some networks swallow it without a word (R9).
const CONNECT_MS: u32 = 8_000;
/// First and longest wait before connecting again.
const RETRY_MS: (u32, u32) = (200, 5_000);

/// What the rest of the client may ask of the connection.
pub struct Outgoing {
    messages: UnboundedSender<Ask>,
}

enum Ask {
    Send(FromDevice),
    Reconnect,
    /// The network or the page is back: do not wait any longer.
    Wake,
}

impl Outgoing {
    /// Sends a message on the open socket; without one it is dropped, since the replica sends its outbox again after each hello.
    pub fn send(&self, message: FromDevice) {
        let _closed = self.messages.unbounded_send(Ask::Send(message));
    }

    /// Closes the socket and opens another.
    pub fn reconnect(&self) {
        let _closed = self.messages.unbounded_send(Ask::Reconnect);
    }

    fn wake(&self) {
        let _closed = self.messages.unbounded_send(Ask::Wake);
    }
}

/// Opens the connection of the person who has just signed in. It ends when the client forgets them.
pub fn open(client: Client) {
    let (messages, asked) = unbounded();
    client.outgoing.set_value(Some(Outgoing { messages }));
    listen_for_return(client);
    spawn_local(run(client, asked));
}

/// Back online, or back on screen: try at once, since a tablet's socket may have died in silence.
fn listen_for_return(client: Client) {
    let wake = move || {
        client.outgoing.with_value(|outgoing| {
            if let Some(outgoing) = outgoing {
                outgoing.wake();
            }
        });
    };
    EventListener::new(&gloo::utils::window(), "online", move |_| wake()).forget();
    EventListener::new(&gloo::utils::document(), "visibilitychange", move |_| {
        wake()
    })
    .forget();
}

async fn run(client: Client, mut asked: UnboundedReceiver<Ask>) {
    let mut wait = RETRY_MS.0;
    while client.replica.with_value(Option::is_some) {
        if !load(client).await {
            client.reached(false);
        } else {
            match converse(client, &mut asked).await {
                Ended::Forgotten => return,
                Ended::AfterWelcome => wait = RETRY_MS.0,
                // As long as it asks for, and longer each time.
                Ended::Busy(ms) => wait = wait.max(ms),
                // A browser does not say why a socket was refused; a session that is over is the one reason to stop trying.
                Ended::BeforeWelcome if client.is_signed_out().await => {}
                // Some networks break sockets and let everything else through.
                Ended::BeforeWelcome => {
                    let reached = exchange(client, &mut asked).await;
                    client.reached(reached);
                }
            }
        }
        client.replica.update_value(|replica| {
            if let Some(replica) = replica {
                replica.disconnected();
            }
        });
        client.link.set(Link::Down);
        if client
            .session
            .with_untracked(|session| *session == SessionState::SignedOut)
        {
            return;
        }
        let pause = TimeoutFuture::new(jittered(wait));
        pin_mut!(pause);
        // Anything asked meanwhile ends the wait early only if it says that the network is back.
        loop {
            match select(pause.as_mut(), asked.next()).await {
                Either::Left(_) | Either::Right((Some(Ask::Wake), _)) => break,
                Either::Right((None, _)) => return,
                Either::Right((Some(_), _)) => {}
            }
        }
        wait = (wait * 2).min(RETRY_MS.1);
    }
}

/// Half to all of the wait, so that many devices do not come back in step.
fn jittered(wait: u32) -> u32 {
    let half = f64::from(wait) / 2.0;
    let drawn = half + js_sys::Math::random() * half;
    // A float of at most 5,000 that is not negative.
    format!("{drawn:.0}").parse().unwrap_or(wait)
}

/// The first load, over HTTP because it is large and compresses well. True where there is something to go on from.
async fn load(client: Client) -> bool {
    let loaded = client
        .replica
        .with_value(|replica| replica.as_ref().is_some_and(Replica::is_loaded));
    if loaded && client.staged().is_none() {
        return true;
    }
    pull(client).await
}

/// Fetches what was missed, piece by piece where it is a large base. True where it came.
async fn pull(client: Client) -> bool {
    loop {
        let before = client.staged();
        let Some(hello) = hello(client) else {
            return false;
        };
        if !post(client, "/sync/pull", &hello).await {
            return false;
        }
        let now = client.staged();
        if now.is_none() || now == before {
            return now.is_none();
        }
    }
}

/// One exchange over HTTP: what was missed, then what waits. A push that was already taken is only answered again. True where the
/// server was reached.
async fn exchange(client: Client, asked: &mut UnboundedReceiver<Ask>) -> bool {
    if !pull(client).await {
        return false;
    }
    while let Ok(Ask::Send(message)) = asked.try_recv() {
        let FromDevice::Push(push) = message else {
            continue;
        };
        let Some(FromDevice::Hello(hello)) = hello(client) else {
            break;
        };
        if !post(client, "/sync/push", &PushWithHello { hello, push }).await {
            return false;
        }
    }
    true
}

/// A push by HTTP says who is pushing, since there is no conversation around it.
#[derive(Serialize)]
struct PushWithHello {
    hello: Hello,
    push: Push,
}

/// Sends a message and takes in what is answered. True where there was an answer.
async fn post(client: Client, path: &str, message: &impl Serialize) -> bool {
    let Ok(request) = Request::post(path).json(message) else {
        return false;
    };
    let asker = replica_of(client);
    match request.send().await {
        Ok(response) if response.ok() => match response.json::<Vec<FromServer>>().await {
            // What was said to a replica that this tab has left is not for the next one.
            Ok(_) if replica_of(client) != asker => false,
            Ok(messages) => {
                for message in messages {
                    receive(client, message);
                }
                true
            }
            Err(_) => false,
        },
        Ok(response) if response.status() == 401 => {
            client.session.set(SessionState::SignedOut);
            false
        }
        _ => false,
    }
}

fn hello(client: Client) -> Option<FromDevice> {
    client
        .replica
        .try_update_value(|replica| replica.as_mut().map(|replica| replica.connected()))
        .flatten()
}

fn replica_of(client: Client) -> Option<ReplicaId> {
    client
        .replica
        .with_value(|replica| replica.as_ref().map(Replica::id))
}

fn receive(client: Client, message: FromServer) {
    let in_step = matches!(
        message,
        FromServer::Welcome(_) | FromServer::PokeEnd(_) | FromServer::Pong(_)
    );
    let effects = client
        .replica
        .try_update_value(|replica| replica.as_mut().map(|replica| replica.receive(message)))
        .flatten()
        .unwrap_or_default();
    let link = client.replica.with_value(|replica| {
        replica
            .as_ref()
            .map_or(Link::Down, |replica| replica.link())
    });
    if client.link.get_untracked() != link {
        client.link.set(link);
    }
    if in_step && link == Link::Up {
        client.reached(true);
    }
    client.tell_fetched();
    client.carry_out(effects);
}

/// How a conversation over one socket ended.
enum Ended {
    BeforeWelcome,
    AfterWelcome,
    /// The server is busy and asked for so many milliseconds.
    Busy(u32),
    Forgotten,
}

async fn converse(client: Client, asked: &mut UnboundedReceiver<Ask>) -> Ended {
    let Ok(mut socket) = WebSocket::open(&address()) else {
        return Ended::BeforeWelcome;
    };
    // A socket that was refused is ready too, for nothing.
    let ready = poll_fn(|context| socket.poll_ready_unpin(context));
    let in_time = TimeoutFuture::new(CONNECT_MS);
    pin_mut!(ready, in_time);
    let ready = matches!(select(ready, in_time).await, Either::Left((Ok(()), _)));
    if !ready || !matches!(socket.state(), State::Open) {
        return Ended::BeforeWelcome;
    }
    let (mut write, read) = socket.split();
    let mut read = read.fuse();
    let Some(first) = hello(client).and_then(|hello| text(&hello)) else {
        return Ended::Forgotten;
    };
    if write.send(first).await.is_err() {
        return Ended::BeforeWelcome;
    }
    let asker = replica_of(client);
    let mut ended = Ended::BeforeWelcome;
    let mut quiet = true;
    let mut tick = TimeoutFuture::new(CONNECT_MS).fuse();
    loop {
        select! {
            heard = read.next() => match heard {
                Some(Ok(Message::Text(json))) => {
                    quiet = false;
                    let Ok(messages) = serde_json::from_str::<Vec<FromServer>>(&json) else { return ended };
                    if replica_of(client) != asker { return ended; }
                    for message in messages {
                        if matches!(message, FromServer::Welcome(_)) {
                            ended = Ended::AfterWelcome;
                            tick = TimeoutFuture::new(PING_MS).fuse();
                        }
                        if let FromServer::Trouble(Trouble::Busy { retry_ms }) = message {
                            ended = Ended::Busy(retry_ms);
                        }
                        receive(client, message);
                    }
                }
                Some(Ok(Message::Bytes(_))) => {}
                Some(Err(_)) | None => return ended,
            },
            ask = asked.next() => match ask {
                Some(Ask::Send(message)) => {
                    let Some(message) = text(&message) else { return ended };
                    if write.send(message).await.is_err() { return ended; }
                }
                Some(Ask::Reconnect) => return ended,
                Some(Ask::Wake) => {
                    quiet = true;
                    tick = TimeoutFuture::new(SILENCE_MS).fuse();
                    if ping(&mut write).await.is_none() { return ended; }
                }
                None => return Ended::Forgotten,
            },
            () = tick => {
                if quiet { return ended; }
                quiet = true;
                tick = TimeoutFuture::new(PING_MS).fuse();
                if ping(&mut write).await.is_none() { return ended; }
            }
        }
    }
}

async fn ping(write: &mut futures::stream::SplitSink<WebSocket, Message>) -> Option<()> {
    let message = text(&FromDevice::Ping(Ping { t: 0 }))?;
    write.send(message).await.ok()
}

fn text(message: &FromDevice) -> Option<Message> {
    serde_json::to_string(message).ok().map(Message::Text)
}

fn address() -> String {
    let location = gloo::utils::window().location();
    let secure = location
        .protocol()
        .is_ok_and(|protocol| protocol == "https:");
    let host = location.host().unwrap_or_default();
    let scheme = if secure { "wss" } else { "ws" };
    format!("{scheme}://{host}/sync")
}
