//! Imports as the staff app asks for them (design/import.md): a file is sent, looked at, taken in its person's name, and taken back. The
//! same reader and the same planners as on the command line.

mod failure;
mod kept;
mod receive;
mod take;
mod told;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, Query, State as Shared},
    routing::post,
};
use domain::{
    import::{
        Map,
        preview::{FirstRow, Opened, Preview, Reading},
    },
    person::PersonId,
    sight::Sight,
    view::imports::may_import,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    import::{self, Given, Plan, Source, Table},
    session_api::SignedInPerson,
    state::State,
};
use failure::Failure;
pub use kept::Kept;
use kept::Upload;

/// Rows that a page is shown as they were read, so that it can find the headings among them.
const FIRST_ROWS: usize = 40;
/// Letters of a cell there: a heading is shorter, a paragraph need not be sent.
const FIRST_LETTERS: usize = 300;
/// Bytes of a map.
const MOST_MAP: usize = 1_000_000;

/// Every route under `/api/imports`.
pub fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/api/imports", post(receive::receive))
        .route("/api/imports/{file}/open", post(open))
        .route("/api/imports/{file}/preview", post(preview).get(more))
        .route("/api/imports/{file}/take", post(take::take))
        .route("/api/imports/{import}/undo", post(take::undo))
        .route("/api/imports/map/read", post(read_map))
        .route("/api/imports/map/write", post(write_map))
        .layer(DefaultBodyLimit::max(MOST_MAP))
}

/// The person, who has to be one that imports.
fn importer(state: &State, who: &SignedInPerson) -> Result<PersonId, Failure> {
    let person = PersonId::new(who.session.person);
    let (_, company) = state.node.company();
    if may_import(&Sight::of(&company, person)) {
        Ok(person)
    } else {
        Err(Failure::NotAllowed)
    }
}

fn found(state: &State, who: &SignedInPerson, file: Uuid) -> Result<Arc<Upload>, Failure> {
    let person = importer(state, who)?;
    state.imports.find(file, person, state.node.clock().now())
}

#[derive(Deserialize)]
struct Sheet {
    sheet: Option<String>,
}

/// The first rows of another sheet of a file.
async fn open(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(file): Path<Uuid>,
    Json(asked): Json<Sheet>,
) -> Result<Json<Opened>, Failure> {
    let upload = found(&state, &who, file)?;
    opened(&state, file, &upload, asked.sheet).await.map(Json)
}

/// A file as it is read at first.
async fn opened(
    state: &State,
    id: Uuid,
    upload: &Upload,
    sheet: Option<String>,
) -> Result<Opened, Failure> {
    let desk = upload.desk.lock().await;
    let table = table(state, desk.source.clone(), sheet, Map::default()).await?;
    let cut = |cell: &String| cell.chars().take(FIRST_LETTERS).collect();
    let first = table.rows.iter().take(FIRST_ROWS).map(|row| FirstRow {
        number: row.0,
        cells: row.1.iter().map(cut).collect(),
    });
    Ok(Opened {
        id,
        file: upload.name.clone(),
        rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        first: first.collect(),
        sheets: table.sheets,
    })
}

/// Reads a file, where it has a turn.
async fn table(
    state: &State,
    source: Arc<Source>,
    sheet: Option<String>,
    map: Map,
) -> Result<Table, Failure> {
    let _turn = state.imports.turn()?;
    let read = move || import::read(&source, sheet.as_deref(), &map);
    tokio::task::spawn_blocking(read)
        .await
        .map_err(Failure::machine)?
        .map_err(|why| Failure::Words(sentence(&why)))
}

/// Words of the command line as a sentence of a page.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let dot = if words.ends_with('.') { "" } else { "." };
    format!("{}{}{dot}", first.unwrap_or_default(), letters.as_str())
}

/// What would come of a file as things stand now.
async fn planned(
    state: &Arc<State>,
    upload: &Upload,
    source: Arc<Source>,
    reading: &Reading,
) -> Result<Plan, Failure> {
    let Table { rows, .. } =
        table(state, source, reading.sheet.clone(), reading.map.clone()).await?;
    let (_, company) = state.node.company();
    let (file, today) = (upload.name.clone(), state.node.clock().today());
    let reading = reading.clone();
    let plan = move || {
        let given = Given { file: &file, today };
        import::plan_table(&company, &rows, (reading.what, &reading.map), &given)
    };
    tokio::task::spawn_blocking(plan)
        .await
        .map_err(Failure::machine)?
        .map_err(|why| Failure::Words(sentence(&why)))
}

/// What would come of a file: the first page of it.
async fn preview(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(file): Path<Uuid>,
    Json(reading): Json<Reading>,
) -> Result<Json<Preview>, Failure> {
    let upload = found(&state, &who, file)?;
    let mut desk = upload.desk.lock().await;
    let plan = planned(&state, &upload, desk.source.clone(), &reading).await?;
    let person = PersonId::new(who.session.person);
    let told = Arc::new(take::tried(&state, person, &upload.name, plan).await?);
    desk.told = Some((reading, told.clone()));
    Ok(Json(told.page(0, false)))
}

#[derive(Deserialize)]
struct Page {
    mark: Uuid,
    page: usize,
    #[serde(default)]
    only_problems: bool,
}

/// Another page of a preview.
async fn more(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Path(file): Path<Uuid>,
    Query(asked): Query<Page>,
) -> Result<Json<Preview>, Failure> {
    let upload = found(&state, &who, file)?;
    let desk = upload.desk.lock().await;
    match &desk.told {
        Some((_, told)) if told.mark == asked.mark => {
            Ok(Json(told.page(asked.page, asked.only_problems)))
        }
        _ => Err(Failure::OtherPreview),
    }
}

/// A map that somebody has as `MAP.toml`.
async fn read_map(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    text: String,
) -> Result<Json<Map>, Failure> {
    importer(&state, &who)?;
    import::read_map(&text)
        .map(Json)
        .map_err(|why| Failure::Words(sentence(&why)))
}

/// A map as `MAP.toml`, for the command line.
async fn write_map(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Json(map): Json<Map>,
) -> Result<String, Failure> {
    importer(&state, &who)?;
    import::map_text(&map).map_err(|why| Failure::Words(sentence(&why)))
}
