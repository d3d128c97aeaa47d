//! Which requests come from our own pages.
//!
//! A browser sends our cookie with requests that other sites cause. It also says truthfully where a
//! request comes from: `Sec-Fetch-Site`, or where that is missing `Origin`. So no token is needed in
//! forms. Safe methods pass, because nothing may change on them.

use axum::http::header::{AsHeaderName, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};

use crate::config::PublicUrl;

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Why a request does not count as our own. For the log; the visitor is told no more than "refused".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CrossSite {
    /// The browser says another site caused it.
    #[error("the browser says that another site caused the request")]
    FetchMetadata,
    /// The origin is another.
    #[error("the origin of the request is not ours")]
    Origin,
    /// Neither header is there.
    #[error("the request does not say where it comes from")]
    Unknown,
}

/// Whether a request may be acted on. `own` is the address people type; without one it is the Host
/// header, if that names this machine.
pub fn allowed(
    method: &Method,
    headers: &HeaderMap,
    own: Option<&PublicUrl>,
) -> Result<(), CrossSite> {
    if method.is_safe() {
        return Ok(());
    }
    match only(headers, SEC_FETCH_SITE) {
        Found::One("same-origin" | "none") => Ok(()),
        Found::One(_) | Found::Unclear => Err(CrossSite::FetchMetadata),
        Found::Missing => same_origin(headers, own),
    }
}

/// Whether a request may become a WebSocket. That is a GET, but what follows it acts, and a browser lets
/// any site open one: so the origin has to be there and be ours.
pub fn upgrade_allowed(headers: &HeaderMap, own: Option<&PublicUrl>) -> Result<(), CrossSite> {
    match only(headers, SEC_FETCH_SITE) {
        Found::Missing | Found::One("same-origin") => same_origin(headers, own),
        _ => Err(CrossSite::FetchMetadata),
    }
}

fn same_origin(headers: &HeaderMap, own: Option<&PublicUrl>) -> Result<(), CrossSite> {
    let origin = match only(headers, ORIGIN) {
        Found::One(origin) => origin,
        Found::Missing => return Err(CrossSite::Unknown),
        Found::Unclear => return Err(CrossSite::Origin),
    };
    let ours = match own {
        Some(url) => url.origin() == origin,
        None => by_host(headers).is_some_and(|url| url.origin() == origin),
    };
    if ours { Ok(()) } else { Err(CrossSite::Origin) }
}

/// Only names of this machine pass [`PublicUrl`] with plain http, so a foreign name that resolves to
/// this machine does not count.
fn by_host(headers: &HeaderMap) -> Option<PublicUrl> {
    match only(headers, HOST) {
        Found::One(host) => PublicUrl::parse(&format!("http://{host}")).ok(),
        _ => None,
    }
}

enum Found<'a> {
    Missing,
    One(&'a str),
    /// More than one, or not text.
    Unclear,
}

fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Found<'_> {
    let mut values = headers.get_all(name).into_iter();
    match (values.next(), values.next()) {
        (None, _) => Found::Missing,
        (Some(value), None) => value.to_str().map_or(Found::Unclear, Found::One),
        _ => Found::Unclear,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    const OWN: &str = "https://performance.example.org";

    #[test]
    fn requests_that_change_something() {
        let own = PublicUrl::parse(OWN).unwrap();
        let site = "sec-fetch-site";
        for (pairs, expected) in [
            (vec![(site, "same-origin")], Ok(())),
            (vec![(site, "none")], Ok(())),
            (vec![(site, "same-site")], Err(CrossSite::FetchMetadata)),
            (vec![(site, "cross-site")], Err(CrossSite::FetchMetadata)),
            (
                vec![(site, "cross-site"), ("origin", OWN)],
                Err(CrossSite::FetchMetadata),
            ),
            (
                vec![(site, "none"), (site, "cross-site")],
                Err(CrossSite::FetchMetadata),
            ),
            (vec![("origin", OWN)], Ok(())),
            (
                vec![("origin", "http://performance.example.org")],
                Err(CrossSite::Origin),
            ),
            (
                vec![("origin", "https://performance.example.org.evil.example")],
                Err(CrossSite::Origin),
            ),
            (
                vec![("origin", "https://evil.example")],
                Err(CrossSite::Origin),
            ),
            (vec![("origin", "null")], Err(CrossSite::Origin)),
            (
                vec![("origin", OWN), ("origin", "https://evil.example")],
                Err(CrossSite::Origin),
            ),
            (
                vec![("origin", "https://evil.example"), ("host", "evil.example")],
                Err(CrossSite::Origin),
            ),
            (vec![], Err(CrossSite::Unknown)),
        ] {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                let found = allowed(&method, &headers(&pairs), Some(&own));
                assert_eq!(found, expected, "{method} {pairs:?}");
            }
        }
    }

    #[test]
    fn reading_is_open_to_links_from_anywhere() {
        let own = PublicUrl::parse(OWN).unwrap();
        let elsewhere = headers(&[("sec-fetch-site", "cross-site")]);
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            assert_eq!(allowed(&method, &elsewhere, Some(&own)), Ok(()));
        }
    }

    #[test]
    fn sockets() {
        let own = PublicUrl::parse(OWN).unwrap();
        for (pairs, expected) in [
            (vec![("origin", OWN)], Ok(())),
            (
                vec![("origin", OWN), ("sec-fetch-site", "same-origin")],
                Ok(()),
            ),
            (
                vec![("sec-fetch-site", "same-origin")],
                Err(CrossSite::Unknown),
            ),
            (
                vec![("origin", "https://evil.example")],
                Err(CrossSite::Origin),
            ),
            (
                vec![("origin", OWN), ("sec-fetch-site", "cross-site")],
                Err(CrossSite::FetchMetadata),
            ),
            (vec![], Err(CrossSite::Unknown)),
        ] {
            assert_eq!(
                upgrade_allowed(&headers(&pairs), Some(&own)),
                expected,
                "{pairs:?}"
            );
        }
    }

    #[test]
    fn without_an_address_of_its_own_only_this_machine_counts() {
        for (host, origin, expected) in [
            ("127.0.0.1:3000", "http://127.0.0.1:3000", Ok(())),
            ("localhost:3000", "http://localhost:3000", Ok(())),
            (
                "localhost:3000",
                "http://127.0.0.1:3000",
                Err(CrossSite::Origin),
            ),
            // A name that somebody pointed at this machine.
            (
                "evil.example:3000",
                "http://evil.example:3000",
                Err(CrossSite::Origin),
            ),
        ] {
            let headers = headers(&[("host", host), ("origin", origin)]);
            assert_eq!(allowed(&Method::POST, &headers, None), expected, "{host}");
            assert_eq!(upgrade_allowed(&headers, None), expected, "{host}");
        }
    }
}
