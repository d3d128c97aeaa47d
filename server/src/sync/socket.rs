//! The WebSocket: one conversation, until either side closes it or the session ends.

use std::{mem::take, sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::ws::{Message, WebSocket},
};
use domain::{id::Id, person::PersonId};
use sync::message::{FromDevice, FromServer, Hello, Pong, Trouble};
use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::{Instant, Interval, interval_at, timeout},
};

use super::{
    node::{Batch, NodeError},
    pulse::{ASK_EVERY, Beat, GONE_AFTER, Pulse},
    session::{Greeted, Session},
};
use crate::{
    auth::{SessionEnded, Token},
    error::with_causes,
    state::State,
    storage::SessionRow,
};

/// How long a new connection may take to say hello.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// How often a session is looked up again: one that runs out is not announced, and one in use must not run idle.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// Where a frame ends that would be longer with the next message.
const FRAME_BYTES: usize = 64 * 1_024;

/// Why a conversation ends; the device connects again where it may.
enum Ending {
    Closed,
    SignedOut,
}

/// What a conversation hears next.
enum Heard {
    Device(Message),
    Batch(Arc<Batch>),
    /// It fell behind the batches and reads the log instead.
    Missed,
    Nothing,
    Ending(Ending),
}

/// Holds one conversation.
pub async fn converse(
    mut socket: WebSocket,
    state: Arc<State>,
    token: Token,
    signed_in: SessionRow,
) {
    let every = |period| interval_at(Instant::now() + period, period);
    let conversation = Conversation {
        look_again: every(LOOK_AGAIN),
        ask_again: every(ASK_EVERY),
        ended: state.auth.ended(),
        batches: state.node.batches(),
        person: Id::new(signed_in.person),
        state,
        token,
        signed_in,
    };
    if let Ending::SignedOut = conversation.hold(&mut socket).await {
        // The device may be gone already.
        let _gone = say(&mut socket, FromServer::Trouble(Trouble::NeedsSignIn)).await;
    }
    let _gone = send(&mut socket, Message::Close(None)).await;
}

struct Conversation {
    state: Arc<State>,
    token: Token,
    signed_in: SessionRow,
    person: PersonId,
    ended: broadcast::Receiver<SessionEnded>,
    batches: broadcast::Receiver<Arc<Batch>>,
    look_again: Interval,
    ask_again: Interval,
}

impl Conversation {
    async fn hold(mut self, socket: &mut WebSocket) -> Ending {
        let Ok(Some(hello)) = timeout(HELLO_WITHIN, hello(socket)).await else {
            return Ending::Closed;
        };
        let greeted = Session::greet(self.state.node.clone(), self.person, &hello).await;
        let mut session = match greeted {
            Ok(Greeted::Welcome(session, said)) => {
                if say_all(socket, &said).await.is_none() {
                    return Ending::Closed;
                }
                session
            }
            Ok(Greeted::Over(why)) => {
                let _gone = say(socket, why).await;
                return Ending::Closed;
            }
            Err(error) => {
                trouble(socket, &error).await;
                return Ending::Closed;
            }
        };
        let mut pulse = Pulse::new(Instant::now());
        loop {
            let said = match self.next(socket, &mut pulse).await {
                Heard::Device(message) => self.hear(&mut session, message).await,
                Heard::Batch(batch) => Ok(Some(session.batch(&batch))),
                Heard::Missed => session.missed().await,
                Heard::Nothing => Ok(Some(Vec::new())),
                Heard::Ending(ending) => return ending,
            };
            match said {
                Ok(Some(said)) if say_all(socket, &said).await.is_some() => {}
                Ok(_) => return Ending::Closed,
                Err(error) => {
                    trouble(socket, &error).await;
                    return Ending::Closed;
                }
            }
        }
    }

    /// Waits for whatever comes first. The order matters where several have come: a session that is over hears nothing more,
    /// then what is owed by the clock, then what others did, and only then what this device asks for.
    async fn next(&mut self, socket: &mut WebSocket, pulse: &mut Pulse) -> Heard {
        tokio::select! {
            biased;
            ended = self.ended.recv() => match ended {
                Ok(ended) if ended.id != self.signed_in.id => Heard::Nothing,
                Err(_) if self.is_live().await => Heard::Nothing,
                Ok(_) | Err(_) => Heard::Ending(Ending::SignedOut),
            },
            _ = self.look_again.tick() => {
                if self.is_live().await { Heard::Nothing } else { Heard::Ending(Ending::SignedOut) }
            }
            _ = self.ask_again.tick() => match pulse.beat(Instant::now()) {
                Beat::There => Heard::Nothing,
                Beat::Ask => match send(socket, Message::Ping(Bytes::new())).await {
                    Some(()) => Heard::Nothing,
                    None => Heard::Ending(Ending::Closed),
                },
                Beat::Gone => Heard::Ending(Ending::Closed),
            },
            batch = self.batches.recv() => match batch {
                Ok(batch) => Heard::Batch(batch),
                Err(RecvError::Lagged(_)) => Heard::Missed,
                Err(RecvError::Closed) => Heard::Ending(Ending::Closed),
            },
            heard = socket.recv() => {
                pulse.heard(Instant::now());
                match heard {
                    Some(Ok(message)) => Heard::Device(message),
                    Some(Err(_)) | None => Heard::Ending(Ending::Closed),
                }
            }
        }
    }

    /// What a message is answered with; none where the device has closed.
    async fn hear(
        &self,
        session: &mut Session,
        message: Message,
    ) -> Result<Option<Vec<FromServer>>, NodeError> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Ok(Some(vec![FromServer::Trouble(Trouble::Unreadable)])),
            Message::Ping(_) | Message::Pong(_) => return Ok(Some(Vec::new())),
            Message::Close(_) => return Ok(None),
        };
        Ok(Some(match serde_json::from_str::<FromDevice>(&text) {
            Ok(FromDevice::Push(push)) => session.push(push).await?,
            Ok(FromDevice::Ping(ping)) => vec![FromServer::Pong(Pong {
                t: ping.t,
                due_seq: session.due_seq(),
            })],
            Ok(FromDevice::Ack(_)) => Vec::new(),
            Ok(FromDevice::Hello(_)) | Err(_) => vec![FromServer::Trouble(Trouble::Unreadable)],
        }))
    }

    async fn is_live(&self) -> bool {
        match self.state.auth.session(&self.token).await {
            Ok(session) => session.is_some(),
            // The database is away: what is open stays open, since nothing can be written meanwhile either.
            Err(_) => true,
        }
    }
}

async fn hello(socket: &mut WebSocket) -> Option<Hello> {
    loop {
        match socket.recv().await?.ok()? {
            Message::Text(text) => {
                if let Ok(FromDevice::Hello(hello)) = serde_json::from_str(&text) {
                    return Some(hello);
                }
                say(socket, FromServer::Trouble(Trouble::Unreadable)).await?;
                return None;
            }
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Binary(_) | Message::Close(_) => return None,
        }
    }
}

/// The database did not take it: said to the device, which keeps its work and tries again, and logged once.
async fn trouble(socket: &mut WebSocket, error: &NodeError) {
    tracing::warn!(cause = %with_causes(error), "a device was asked to try again");
    let _gone = say(
        socket,
        FromServer::Trouble(Trouble::Busy { retry_ms: 1_000 }),
    )
    .await;
}

/// Says one thing after another in one frame, as the answers over HTTP are one list: a device hears a whole poke at once. Only what
/// is too long for that goes in several, because a socket keeps the room of its longest frame for as long as it is open.
async fn say_all(socket: &mut WebSocket, messages: &[FromServer]) -> Option<()> {
    let mut frame = String::new();
    for message in messages {
        let message = serde_json::to_string(message).ok()?;
        if !frame.is_empty() && frame.len() + message.len() > FRAME_BYTES {
            frame.push(']');
            send(socket, Message::Text(take(&mut frame).into())).await?;
        }
        frame.push(if frame.is_empty() { '[' } else { ',' });
        frame.push_str(&message);
    }
    if frame.is_empty() {
        return Some(());
    }
    frame.push(']');
    send(socket, Message::Text(frame.into())).await
}

async fn say(socket: &mut WebSocket, message: FromServer) -> Option<()> {
    say_all(socket, &[message]).await
}

/// Sends, or finds that the device takes nothing any more: a line that is dead fills up and would hold this for ever.
async fn send(socket: &mut WebSocket, message: Message) -> Option<()> {
    timeout(GONE_AFTER, socket.send(message)).await.ok()?.ok()
}
