//! Takes a file in, piece by piece: it is never whole in memory.

use std::{fs::File, io::Write, sync::Arc};

use axum::{
    Json,
    body::Body,
    extract::{Query, State as Shared},
    http::{HeaderMap, header},
};
use domain::{form::TITLE_MAX, import::preview::Opened};
use futures::StreamExt;
use serde::Deserialize;

use super::{failure::Failure, importer, opened};
use crate::{
    import::{MOST_BYTES, Source},
    session_api::SignedInPerson,
    state::State,
};

#[derive(Deserialize)]
pub struct Named {
    name: String,
}

/// Keeps a file for whoever sent it, and answers with its first rows.
pub async fn receive(
    Shared(state): Shared<Arc<State>>,
    who: SignedInPerson,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Opened>, Failure> {
    let person = importer(&state, &who)?;
    let announced = headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MOST_BYTES) {
        return Err(Failure::TooLarge);
    }
    let name = cleaned(&named.name).ok_or(Failure::Empty)?;
    let source = Source::new(written(body).await?, &name);
    let now = state.node.clock().now();
    let id = state.imports.keep(person, now, name, source);
    let upload = state.imports.find(id, person, now)?;
    opened(&state, id, &upload, None).await.map(Json)
}

/// The body in a file without a name.
async fn written(body: Body) -> Result<File, Failure> {
    let mut file = tempfile::tempfile().map_err(Failure::machine)?;
    let mut pieces = body.into_data_stream();
    let mut length = 0_u64;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Failure::Broken)?;
        length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if length > MOST_BYTES {
            return Err(Failure::TooLarge);
        }
        // The system takes it at once: a piece is small, and what it writes goes to memory of its own first.
        file.write_all(&piece).map_err(Failure::machine)?;
    }
    if length == 0 {
        return Err(Failure::Empty);
    }
    Ok(file)
}

/// A file's name without folders and what cannot be seen; none where nothing is left.
fn cleaned(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next()?;
    let seen: String = last.chars().filter(|letter| !letter.is_control()).collect();
    let seen = seen.trim();
    // The end says what kind of file it is.
    let from = seen.chars().count().saturating_sub(TITLE_MAX);
    let kept: String = seen.chars().skip(from).collect();
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folders_and_nothing_that_cannot_be_seen() {
        for (name, kept) in [
            ("figures.csv", Some("figures.csv")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\Users\\sue\\Q2 figures.xlsx ", Some("Q2 figures.xlsx")),
            ("a\nb\u{0}.csv", Some("ab.csv")),
            ("folder/", None),
            ("", None),
        ] {
            assert_eq!(cleaned(name).as_deref(), kept, "{name}");
        }
        let long = cleaned(&format!("{}.ods", "a".repeat(300))).unwrap_or_default();
        assert!(long.ends_with(".ods") && long.len() == TITLE_MAX);
    }
}
