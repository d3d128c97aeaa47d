//! Serving the site's files: compressed at build time, cached for ever where the name holds a hash.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Request, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Asset, Site};
use crate::state::State;

/// A hashed name is a promise that its content never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The service worker is how a browser learns of a new build, so it asks for it anew each time.
const ANEW: HeaderValue = HeaderValue::from_static("no-cache");
const WORKER: &str = "/sw.js";
/// A fixed name may change with the next build.
const BRIEFLY: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// `/assets/…` and the few files whose paths are fixed.
pub fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/assets/{name}", get(file))
        .route("/robots.txt", get(file))
        .route("/licences.txt", get(file))
        .route(WORKER, get(file))
}

async fn file(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    match state.site.at(request.uri().path()) {
        Some(asset) => send(&state.site, asset, request.headers()).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn send(site: &Site, asset: &Asset, asked: &HeaderMap) -> Response {
    let (suffix, encoding) = encoding(asset, asked);
    let mut path = site
        .folder()
        .join(asset.path.trim_start_matches('/'))
        .into_os_string();
    path.push(suffix);
    let Ok(bytes) = tokio::fs::read(PathBuf::from(path)).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    if let Ok(media_type) = HeaderValue::from_str(&asset.media_type) {
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    let cached = if asset.path.starts_with("/assets/") {
        FOR_EVER
    } else if asset.path == WORKER {
        ANEW
    } else {
        BRIEFLY
    };
    headers.insert(header::CACHE_CONTROL, cached);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest form that the browser takes.
fn encoding(asset: &Asset, asked: &HeaderMap) -> (&'static str, Option<&'static str>) {
    let takes = |name: &str| {
        asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value
                    .split(',')
                    .any(|part| part.trim().split(';').next() == Some(name))
            })
    };
    if asset.br.is_some() && takes("br") {
        (".br", Some("br"))
    } else if asset.gzip.is_some() && takes("gzip") {
        (".gz", Some("gzip"))
    } else {
        ("", None)
    }
}
