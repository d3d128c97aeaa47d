//! How things stood at the end of an earlier day, read from the versions that the log keeps.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    calendar::{self, Date},
    date_text,
    id::Id,
    person::PersonId,
};
use sync::earlier::Earlier;
use tokio::sync::Semaphore;

use super::{Node, NodeError, exchange::busy, row};
use crate::{session_api::SignedInPerson, state::State};

/// Earlier days that are read at once: each takes a connection for as long as it reads, and those who write need one too.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// `/sync/earlier/{day}`.
pub fn router() -> Router<Arc<State>> {
    Router::new().route("/sync/earlier/{day}", get(earlier))
}

async fn earlier(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(day): Path<String>,
) -> Response {
    let Some(day) = date_text::read(&day) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match stood(&state.node, Id::new(who.session.person), day).await {
        Ok(stood) => Json(stood).into_response(),
        Err(error) => busy(&error),
    }
}

/// What a person may see now, as it stood at the end of a day: a scope that they have lost since is not shown for the time
/// when they had it, and one that they have gained is shown from its beginning, as its history is theirs to read.
async fn stood(node: &Node, person: PersonId, day: Date) -> Result<Earlier, NodeError> {
    // It is never closed.
    let _turn = AT_ONCE.acquire().await;
    let end = calendar::end_of(day).as_microsecond();
    let seq = node.db().last_before(end).await?;
    let scopes = node.now().scopes(person);
    let mut records = Vec::new();
    let mut unreadable = None;
    node.db()
        .load_as_of(seq, |record| match row::wire(record) {
            Ok(record) if scopes.contains(&record.scope) => records.push(record),
            Ok(_) => {}
            Err(why) => unreadable = Some(why),
        })
        .await?;
    if let Some(why) = unreadable {
        return Err(why.into());
    }
    Ok(Earlier {
        person,
        day,
        seq: row::seq(seq),
        scopes: scopes.into_iter().collect(),
        records,
    })
}
