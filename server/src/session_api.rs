//! Signing in and out, as the staff app asks for it.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Json, Router,
    extract::{ConnectInfo, FromRequestParts, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    auth::{
        AuthError, CodeIssued, Device, KEEP_SESSIONS, Password, SignedIn, Token, address, cookie,
    },
    clock,
    error::with_causes,
    state::State,
    storage::SessionRow,
};

/// `/api/session`, `/api/sessions` and `/api/password`.
pub fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/api/session", get(who).post(sign_in).delete(sign_out))
        .route("/api/sessions", delete(sign_out_everywhere))
        .route("/api/password", post(choose_password))
}

/// Somebody with an open session. Whoever has yet to choose a password is not let in by this.
pub struct SignedInPerson {
    /// Their session's token.
    pub token: Token,
    /// Their session.
    pub session: SessionRow,
}

/// Somebody with an open session, even one that may only choose a password.
struct AnySession(SignedInPerson);

impl FromRequestParts<Arc<State>> for AnySession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Response> {
        let token = cookie::read(&parts.headers, state.is_tls()).ok_or_else(signed_out)?;
        match state.auth.session(&token).await {
            Ok(Some(session)) => Ok(Self(SignedInPerson { token, session })),
            Ok(None) => Err(signed_out()),
            Err(error) => Err(refused(&error)),
        }
    }
}

impl FromRequestParts<Arc<State>> for SignedInPerson {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Response> {
        let AnySession(who) = AnySession::from_request_parts(parts, state).await?;
        if who.session.must_change {
            return Err(words(
                StatusCode::FORBIDDEN,
                "Choose a password of your own first.",
            ));
        }
        Ok(who)
    }
}

#[derive(Serialize)]
struct Who {
    person: Uuid,
    must_change: bool,
    /// One-time codes that were made for this account of late, latest first, for the app to show: a reset is no quiet way in.
    codes: Vec<Code>,
}

/// A one-time code: when it was made, when somebody came in with it, and both as a sentence.
#[derive(Serialize)]
struct Code {
    issued_at: Timestamp,
    used_at: Option<Timestamp>,
    words: String,
}

impl Code {
    fn of(code: &CodeIssued) -> Self {
        let time = |at| Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let (issued_at, used_at) = (time(code.issued_at), code.used_at.map(time));
        let used = match used_at {
            Some(at) => format!("and used on {}", clock::in_words(at)),
            None => "and has not been used".to_owned(),
        };
        Self {
            issued_at,
            used_at,
            words: format!(
                "A one-time code for your account was issued on {} {used}. If that was not you, tell your administrator.",
                clock::in_words(issued_at)
            ),
        }
    }
}

/// What the app is told of a session that is open.
async fn told(state: &State, session: &SessionRow) -> Result<Who, AuthError> {
    let codes = state.auth.codes_issued(session.person).await?;
    Ok(Who {
        person: session.person,
        must_change: session.must_change,
        codes: codes.iter().map(Code::of).collect(),
    })
}

#[derive(Serialize)]
struct Words<'a> {
    words: &'a str,
}

#[derive(Deserialize)]
struct Credentials {
    sign_in: String,
    password: String,
    /// Others use the device too.
    #[serde(default)]
    shared: bool,
}

const fn device(shared: bool) -> Device {
    if shared { Device::Shared } else { Device::Own }
}

#[derive(Deserialize)]
struct NewPassword {
    current: Option<String>,
    new: String,
    #[serde(default)]
    shared: bool,
}

/// Who is signed in. That nobody is, is an answer and no refusal: the app asks before anybody has had a chance to sign in. A
/// device whose account was closed is told so, and that is an answer too: 205, begin anew.
async fn who(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    who: Result<AnySession, Response>,
) -> Response {
    match who {
        Ok(AnySession(who)) => match told(&state, &who.session).await {
            Ok(who) => Json(who).into_response(),
            Err(error) => refused(&error),
        },
        Err(refused) if refused.status() == StatusCode::UNAUTHORIZED => {
            match nobody(&state, &headers).await {
                Ok(answer) => answer,
                Err(error) => self::refused(&error),
            }
        }
        Err(refused) => refused,
    }
}

/// Says whose account was closed, since the device may be in other hands by now.
const CLOSED_PERSON: &str = "throughline-closed";

async fn nobody(state: &State, headers: &HeaderMap) -> Result<Response, AuthError> {
    let closed = match cookie::read(headers, state.is_tls()) {
        Some(token) => state.auth.closed(&token).await?,
        None => None,
    };
    Ok(match closed {
        Some(person) => {
            let named = [(CLOSED_PERSON, person.to_string())];
            (StatusCode::RESET_CONTENT, named).into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

async fn sign_in(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(asked): Json<Credentials>,
) -> Response {
    let from = address::visitor(peer.ip(), &headers, &state.config.proxies);
    let password = Password::from(asked.password.as_str());
    let device = device(asked.shared);
    let signed_in = state.auth.sign_in(&asked.sign_in, &password, from, device);
    match signed_in.await {
        Ok(signed_in) => opened(&state, &signed_in).await,
        Err(error) => refused(&error),
    }
}

async fn choose_password(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    AnySession(who): AnySession,
    Json(asked): Json<NewPassword>,
) -> Response {
    let from = address::visitor(peer.ip(), &headers, &state.config.proxies);
    let current = asked.current.as_deref().map(Password::from);
    let new = Password::from(asked.new.as_str());
    let changed = state
        .auth
        .change_password(
            who.session.person,
            current.as_ref(),
            &new,
            from,
            device(asked.shared),
        )
        .await;
    match changed {
        Ok(signed_in) => opened(&state, &signed_in).await,
        Err(error) => refused(&error),
    }
}

async fn sign_out(Shared(state): Shared<Arc<State>>, AnySession(who): AnySession) -> Response {
    match state.auth.sign_out(&who.session.id).await {
        Ok(()) => closed(&state),
        Err(error) => refused(&error),
    }
}

async fn sign_out_everywhere(
    Shared(state): Shared<Arc<State>>,
    AnySession(who): AnySession,
) -> Response {
    match state.auth.sign_out_everywhere(who.session.person).await {
        Ok(_) => closed(&state),
        Err(error) => refused(&error),
    }
}

async fn opened(state: &State, signed_in: &SignedIn) -> Response {
    let who = match told(state, &signed_in.session).await {
        Ok(who) => who,
        Err(error) => return refused(&error),
    };
    let cookie = cookie::set(&signed_in.token, state.is_tls(), KEEP_SESSIONS);
    with_cookie(Json(who).into_response(), &cookie)
}

fn closed(state: &State) -> Response {
    with_cookie(
        StatusCode::NO_CONTENT.into_response(),
        &cookie::clear(state.is_tls()),
    )
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn signed_out() -> Response {
    words(StatusCode::UNAUTHORIZED, "You are not signed in.")
}

/// What a person is told; what only an administrator can mend is logged here, once, and told in general words.
fn refused(error: &AuthError) -> Response {
    let status = match error {
        AuthError::WrongNameOrPassword => StatusCode::UNAUTHORIZED,
        AuthError::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
        AuthError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        AuthError::Password(_) | AuthError::Name => StatusCode::UNPROCESSABLE_ENTITY,
        AuthError::Taken | AuthError::NoSuchAccount => StatusCode::CONFLICT,
        AuthError::Machine(_) | AuthError::Storage(_) => {
            tracing::error!(cause = %with_causes(error), "a sign-in could not be looked at");
            return words(
                StatusCode::SERVICE_UNAVAILABLE,
                "The server cannot look at this right now. Try again in a minute.",
            );
        }
    };
    words(status, &error.to_string())
}

fn words(status: StatusCode, words: &str) -> Response {
    (status, Json(Words { words })).into_response()
}
