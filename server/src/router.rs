//! Every route in one place, with what holds for all of them: where a request may come from, and what a page may do.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State as Shared},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::CompressionLevel;
use tower_http::compression::{
    CompressionLayer, Predicate,
    predicate::{NotForContentType, SizeAbove},
};

use crate::{auth::origin, import_api, session_api, site, staff_shell, state::State, sync};

/// What a page may load and do. `wasm-unsafe-eval` is what compiling WebAssembly needs; nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// Headers that every answer carries.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// The whole server, with the public pages of `public`.
pub fn router(state: Arc<State>, public: Router) -> Router {
    let tls = state.is_tls();
    // Figures and names of a signed-in person are compressed only where nothing that another site chose stands beside a secret.
    // The quickest level: a base is a twentieth larger than at the fourth, and half of its time would be spent compressing it.
    let compressed = CompressionLayer::new()
        .quality(CompressionLevel::Precise(1))
        .compress_when(SizeAbove::new(1_024).and(NotForContentType::new("application/wasm")));
    let personal = Router::new()
        .merge(session_api::router())
        .merge(import_api::router())
        .merge(sync::router())
        .layer(compressed)
        .layer(middleware::map_response(never_kept));
    Router::new()
        .merge(personal)
        .merge(staff_shell::router())
        .merge(site::router())
        .with_state(state.clone())
        .merge(public)
        .layer(middleware::from_fn_with_state(state, own_requests_only))
        .layer(middleware::map_response(move |response| {
            guarded(response, tls)
        }))
}

/// Refuses what another site makes a browser do (quality: Sec-Fetch-Site, Origin).
async fn own_requests_only(
    Shared(state): Shared<Arc<State>>,
    request: Request,
    next: Next,
) -> Response {
    match origin::allowed(
        request.method(),
        request.headers(),
        state.config.public_url.as_ref(),
    ) {
        Ok(()) => next.run(request).await,
        Err(why) => {
            tracing::warn!(%why, path = request.uri().path(), "a request was refused");
            StatusCode::FORBIDDEN.into_response()
        }
    }
}

/// What is one person's is kept by no cache.
async fn never_kept(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn guarded(mut response: Response, tls: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A page that needs less than this says so itself, as the public ones do.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if tls {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}
