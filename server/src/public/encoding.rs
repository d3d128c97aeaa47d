//! Compressing a page, and choosing the form that a browser takes.

use std::convert::Infallible;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, HeaderValue, Request, Response, header},
};
use sha2::{Digest, Sha256};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::{CompressionLevel, compression::CompressionLayer};

use super::files::{File, Form};

/// Nearly the smallest that brotli can do, at a tenth of the time of the smallest.
const LEVEL: CompressionLevel = CompressionLevel::Precise(9);

/// Bytes of the digest in a tag: two pages do not share 64 bits of it.
const TAG_BYTES: usize = 8;

/// A page as it is and in each compressed form.
pub(super) async fn forms(
    plain: Bytes,
    media_type: &HeaderValue,
) -> Result<[Form; 3], axum::Error> {
    let tag = Sha256::digest(&plain)
        .iter()
        .take(TAG_BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    let brotli = compressed(plain.clone(), media_type, "br").await?;
    let gzip = compressed(plain.clone(), media_type, "gzip").await?;
    let form = |encoding: Option<&'static str>, bytes| Form {
        tag: format!(
            "\"{tag}{}{}\"",
            if encoding.is_some() { "-" } else { "" },
            encoding.unwrap_or_default()
        ),
        encoding,
        bytes,
    };
    Ok([
        form(None, plain),
        form(Some("br"), brotli),
        form(Some("gzip"), gzip),
    ])
}

/// The bytes that the server's compression makes of them, made once instead of for every request.
async fn compressed(
    plain: Bytes,
    media_type: &HeaderValue,
    encoding: &'static str,
) -> Result<Bytes, axum::Error> {
    let media_type = media_type.clone();
    let sender = service_fn(move |_: Request<Body>| {
        let mut response = Response::new(Body::from(plain.clone()));
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type.clone());
        std::future::ready(Ok::<_, Infallible>(response))
    });
    let mut request = Request::new(Body::empty());
    request
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding));
    let Ok(response) = CompressionLayer::new()
        .quality(LEVEL)
        .layer(sender)
        .oneshot(request)
        .await;
    to_bytes(Body::new(response.into_body()), usize::MAX).await
}

/// The smallest form that the browser takes.
pub(super) fn choose<'a>(file: &'a File, asked: &HeaderMap) -> &'a Form {
    let [plain, compressed @ ..] = &file.forms;
    compressed
        .iter()
        .filter(|form| form.encoding.is_some_and(|encoding| takes(asked, encoding)))
        .min_by_key(|form| form.bytes.len())
        .unwrap_or(plain)
}

/// Whether the browser says that it takes a compression: it names it, and not with a weight of nothing.
fn takes(asked: &HeaderMap, encoding: &str) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|said| {
            let mut parts = said.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let refused = parts.any(|part| {
                part.strip_prefix("q=")
                    .and_then(|weight| weight.parse::<f32>().ok())
                    .is_some_and(|weight| weight <= 0.0)
            });
            named && !refused
        })
}

/// Whether the browser has the page already, in any of its forms.
pub(super) fn has(asked: &HeaderMap, file: &File) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| file.forms.iter().any(|form| form.tag == tag))
}
