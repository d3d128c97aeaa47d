//! The WebSocket: one conversation, until either side closes it or the session ends.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use domain::{id::Id, person::PersonId};
use sync::message::{FromDevice, FromServer, Hello, Pong, Trouble};
use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::{Instant, interval_at, timeout},
};

use super::{
    node::{Batch, NodeError},
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

/// Why a conversation ends; the device connects again where it may.
enum Ending {
    Closed,
    SignedOut,
}

/// Holds one conversation.
pub async fn converse(
    mut socket: WebSocket,
    state: Arc<State>,
    token: Token,
    signed_in: SessionRow,
) {
    let conversation = Conversation {
        ended: state.auth.ended(),
        batches: state.node.batches(),
        person: Id::new(signed_in.person),
        state,
        token,
        signed_in,
    };
    if let Ending::SignedOut = conversation.hold(&mut socket).await {
        // The device may be gone already.
        let _gone = say(&mut socket, &FromServer::Trouble(Trouble::NeedsSignIn)).await;
    }
    let _gone = socket.send(Message::Close(None)).await;
}

struct Conversation {
    state: Arc<State>,
    token: Token,
    signed_in: SessionRow,
    person: PersonId,
    ended: broadcast::Receiver<SessionEnded>,
    batches: broadcast::Receiver<Arc<Batch>>,
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
            Ok(Greeted::Refused(why)) => {
                let _gone = say(socket, &why).await;
                return Ending::Closed;
            }
            Err(error) => {
                trouble(socket, &error).await;
                return Ending::Closed;
            }
        };
        let mut look_again = interval_at(Instant::now() + LOOK_AGAIN, LOOK_AGAIN);
        loop {
            let said = tokio::select! {
                heard = socket.recv() => match heard {
                    Some(Ok(message)) => match self.hear(&mut session, message).await {
                        Ok(Some(said)) => said,
                        Ok(None) => return Ending::Closed,
                        Err(error) => { trouble(socket, &error).await; return Ending::Closed; }
                    },
                    Some(Err(_)) | None => return Ending::Closed,
                },
                batch = self.batches.recv() => match batch {
                    Ok(batch) => session.batch(&batch),
                    Err(RecvError::Lagged(_)) => match session.missed().await {
                        Ok(said) => said,
                        Err(error) => { trouble(socket, &error).await; return Ending::Closed; }
                    },
                    Err(RecvError::Closed) => return Ending::Closed,
                },
                ended = self.ended.recv() => match ended {
                    Ok(ended) if ended.id == self.signed_in.id => return Ending::SignedOut,
                    Ok(_) => Vec::new(),
                    Err(_) if self.is_live().await => Vec::new(),
                    Err(_) => return Ending::SignedOut,
                },
                _ = look_again.tick() => {
                    if !self.is_live().await { return Ending::SignedOut; }
                    Vec::new()
                }
            };
            if say_all(socket, &said).await.is_none() {
                return Ending::Closed;
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
                say(socket, &FromServer::Trouble(Trouble::Unreadable)).await?;
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
        &FromServer::Trouble(Trouble::Busy { retry_ms: 1_000 }),
    )
    .await;
}

async fn say_all(socket: &mut WebSocket, messages: &[FromServer]) -> Option<()> {
    for message in messages {
        say(socket, message).await?;
    }
    Some(())
}

async fn say(socket: &mut WebSocket, message: &FromServer) -> Option<()> {
    let text = serde_json::to_string(message).ok()?;
    socket.send(Message::Text(text.into())).await.ok()
}
