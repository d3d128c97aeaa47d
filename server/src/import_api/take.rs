//! Takes a file as its preview said, in one commit, and takes an import back.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    command::{self, Command},
    decision::{Actor, Context},
    folded::Folded,
    id::Id,
    import::{
        Import, ImportId, Sender, TakeImport,
        preview::{Reading, Take, Taken as Done},
    },
    person::PersonId,
    record::Stored,
    rejection::Rejection,
};
use sync::message::Outcome;
use uuid::Uuid;

use super::{failure::Failure, found, importer, planned, told::Told};
use crate::{
    import::{self, Plan},
    session_api::SignedInPerson,
    state::State,
    sync::{Taken, node},
};

/// What is told of a plan, with why the rules would refuse it: it is decided, and nothing of it is kept.
pub async fn tried(
    state: &Arc<State>,
    person: PersonId,
    file: &str,
    mut plan: Plan,
) -> Result<Told, Failure> {
    let command = command(&mut plan, Id::new(Uuid::now_v7()), file, None, false);
    let context = Context {
        actor: Actor::Person(person),
        now: state.node.clock().timestamp(),
        command: Uuid::nil(),
    };
    let (_, company) = state.node.company();
    let decide = move || command::decide(&company, &command, &context).err();
    let refused = tokio::task::spawn_blocking(decide)
        .await
        .map_err(Failure::machine)?;
    Ok(Told::of(&plan, refused.map(|why| why.to_string())))
}

fn command(
    plan: &mut Plan,
    import: ImportId,
    file: &str,
    sender: Option<Sender>,
    handed_in: bool,
) -> Command {
    TakeImport {
        import,
        what: plan.what,
        file: file.to_owned(),
        rows: plan.rows,
        accepted: plan.accepted,
        records: std::mem::take(&mut plan.records),
        sender,
        handed_in,
    }
    .into()
}

/// Takes a file, if what would come of it is still what its preview said; else the answer is a new preview.
pub async fn take(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(file): Path<Uuid>,
    Json(asked): Json<Take>,
) -> Result<Response, Failure> {
    let person = importer(&state, &who)?;
    if let Some(done) = done_before(&state, asked.import, person)? {
        return Ok(Json(done).into_response());
    }
    let upload = found(&state, &who, file)?;
    let mut desk = upload.desk.lock().await;
    // It may have been taken while this waited for its turn.
    if let Some(done) = done_before(&state, asked.import, person)? {
        return Ok(Json(done).into_response());
    }
    let told = desk
        .told
        .clone()
        .filter(|(_, told)| told.mark == asked.mark);
    let (reading, told) = told.ok_or(Failure::OtherPreview)?;
    let plan = planned(&state, &upload, desk.source.clone(), &reading).await?;
    let mut taking = plan.clone();
    let now = Arc::new(tried(&state, person, &upload.name, plan).await?);
    if !now.says_the_same(&told) {
        desk.told = Some((reading, now.clone()));
        return Ok((StatusCode::CONFLICT, Json(now.page(0, false))).into_response());
    }
    let done = Done {
        import: asked.import,
        rows: taking.rows,
        accepted: taking.accepted,
    };
    let sender = sender(&asked, reading);
    let command = command(
        &mut taking,
        asked.import,
        &upload.name,
        sender,
        asked.hand_in,
    );
    submit(&state, person, command)
        .await?
        .map_err(|why| Failure::Words(why.to_string()))?;
    Ok(Json(done).into_response())
}

fn sender(asked: &Take, reading: Reading) -> Option<Sender> {
    let name = asked.sender.trim();
    (!name.is_empty()).then(|| Sender {
        name: name.to_owned(),
        map: asked.remember.then_some(reading.map),
    })
}

/// The same import, where it was taken already by the same person: a second try answers as the first.
fn done_before(state: &State, import: ImportId, person: PersonId) -> Result<Option<Done>, Failure> {
    let (_, company) = state.node.company();
    let Some(there) = company.get(import) else {
        return Ok(None);
    };
    let there: &Stored<Folded<Import>> = there;
    match there.open() {
        Some(taken) if taken.taken_by == Some(person) => Ok(Some(Done {
            import,
            rows: taken.rows,
            accepted: taken.accepted,
        })),
        _ => Err(Failure::NoImport),
    }
}

/// Takes an import back.
pub async fn undo(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(import): Path<Uuid>,
) -> Result<StatusCode, Failure> {
    let person = importer(&state, &who)?;
    let (_, company) = state.node.company();
    let undo = import::undo(state.node.db(), &company, import).await?;
    match submit(&state, person, undo.into()).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Rejection::ChangedSince) => Err(Failure::WorkedOn),
        Err(why) => Err(Failure::Words(why.to_string())),
    }
}

/// Has the person's command decided and made durable.
async fn submit(
    state: &State,
    person: PersonId,
    command: Command,
) -> Result<Result<(), Rejection>, Failure> {
    let now = state.node.clock().timestamp();
    let given = node::system(command, Actor::Person(person), now);
    for taken in state.node.submit(vec![given]).await? {
        match taken {
            Taken::Decided {
                outcome: Outcome::Rejected(why),
                ..
            } => return Ok(Err(why)),
            Taken::Trouble(why) => return Err(Failure::machine(why)),
            Taken::Decided { .. } | Taken::Answered => {}
        }
    }
    Ok(Ok(()))
}
