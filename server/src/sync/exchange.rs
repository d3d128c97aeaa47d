//! The same exchange over HTTP: for the first load, which is large and compresses well, and for networks that break sockets.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State as Shared, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::id::Id;
use serde::Deserialize;
use sync::message::{FromDevice, FromServer, Hello, MESSAGE_BYTES_MAX, Push, Trouble};

use super::{
    session::{Greeted, Session},
    socket,
};
use crate::{auth::origin, error::with_causes, session_api::SignedInPerson, state::State};

/// What a socket reads at once. Most of them are idle, and each keeps this room for as long as it is open.
const READ_BUFFER: usize = 8 * 1_024;

/// `/sync`, `/sync/pull` and `/sync/push`.
pub fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/sync", get(upgrade))
        .route("/sync/pull", post(pull))
        .route("/sync/push", post(push))
        .layer(DefaultBodyLimit::max(MESSAGE_BYTES_MAX))
}

async fn upgrade(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    who: SignedInPerson,
    upgrade: WebSocketUpgrade,
) -> Response {
    if let Err(why) = origin::upgrade_allowed(&headers, state.config.public_url.as_ref()) {
        tracing::warn!(%why, "a socket was refused");
        return StatusCode::FORBIDDEN.into_response();
    }
    upgrade
        .read_buffer_size(READ_BUFFER)
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX)
        .on_upgrade(move |socket| socket::converse(socket, state, who.token, who.session))
}

/// A hello is answered with everything the device has missed, at once.
async fn pull(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Json(message): Json<FromDevice>,
) -> Response {
    let FromDevice::Hello(hello) = message else {
        return unreadable();
    };
    match Session::greet(state.node.clone(), Id::new(who.session.person), &hello).await {
        Ok(Greeted::Welcome(_, messages)) => Json(messages).into_response(),
        Ok(Greeted::Over(why)) => Json([why]).into_response(),
        Err(error) => busy(&error),
    }
}

/// A push by HTTP says who is pushing, since there is no conversation around it.
#[derive(Deserialize)]
struct PushWithHello {
    hello: Hello,
    push: Push,
}

/// A push is answered with the poke that it brings.
async fn push(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Json(asked): Json<PushWithHello>,
) -> Response {
    let person = Id::new(who.session.person);
    let mut messages = match Session::greet(state.node.clone(), person, &asked.hello).await {
        Ok(Greeted::Welcome(mut session, mut messages)) => match session.push(asked.push).await {
            Ok(said) => {
                messages.extend(said);
                match session.missed().await {
                    // What is too much for one answer the next hello asks for.
                    Ok(missed) => messages.extend(missed.unwrap_or_default()),
                    Err(error) => return busy(&error),
                }
                messages
            }
            Err(error) => return busy(&error),
        },
        Ok(Greeted::Over(why)) => vec![why],
        Err(error) => return busy(&error),
    };
    messages.shrink_to_fit();
    Json(messages).into_response()
}

fn unreadable() -> Response {
    let said = FromServer::Trouble(Trouble::Unreadable);
    (StatusCode::BAD_REQUEST, Json([said])).into_response()
}

/// The answer while the database does not answer.
pub fn busy(error: &super::NodeError) -> Response {
    tracing::warn!(cause = %with_causes(error), "a device was asked to try again");
    let said = FromServer::Trouble(Trouble::Busy { retry_ms: 1_000 });
    (StatusCode::SERVICE_UNAVAILABLE, Json([said])).into_response()
}
