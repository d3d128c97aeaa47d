//! The static shell of the staff app: the same bytes for everyone, so it says nothing about anyone.

use std::sync::Arc;

use axum::{
    Router,
    extract::State as Shared,
    http::header,
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::{site::Site, state::State};

/// `/app` and every page below it; which page it is, the app finds out itself.
pub fn router() -> Router<Arc<State>> {
    Router::new()
        .route("/app", get(shell))
        .route("/app/{*page}", get(shell))
}

async fn shell(Shared(state): Shared<Arc<State>>) -> Response {
    (
        [(header::CACHE_CONTROL, "no-cache")],
        Html(state.shell.clone()),
    )
        .into_response()
}

/// The shell for a site, made once at start.
pub fn html(site: &Site) -> String {
    let path = |name| site.path(name);
    format!(
        r#"<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Throughline</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="apple-touch-icon" href="{touch}">
<link rel="manifest" href="{manifest}">
<link rel="stylesheet" href="{css}">
<link rel="preload" as="font" type="font/woff2" crossorigin href="{font}">
<link rel="preload" as="fetch" type="application/wasm" crossorigin href="{wasm}">
<script type="module" src="{start}"></script>
</head>
<body>
<noscript><p>The staff app needs script. The <a href="/">public pages</a> work without it.</p></noscript>
<p id="start-problem" hidden>Throughline could not start in this browser. Reload the page; if that does not help, use a newer browser.</p>
</body>
</html>
"#,
        icon = path("icon.svg"),
        touch = path("icon-180.png"),
        manifest = path("app.webmanifest"),
        css = path("app.css"),
        font = path("atkinson-hyperlegible-next-400.woff2"),
        wasm = path("app.wasm"),
        start = path("start.js"),
    )
}
