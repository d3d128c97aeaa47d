//! The cookie that carries a session's token.

use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use super::token::Token;

/// With this prefix a browser takes the cookie only over TLS, for this host alone and for every path:
/// a neighbouring site cannot plant one.
const SECURE_NAME: &str = "__Host-throughline";

/// Without TLS, on this machine only.
const PLAIN_NAME: &str = "throughline";

/// The cookie's name.
#[must_use]
pub fn name(tls: bool) -> &'static str {
    if tls { SECURE_NAME } else { PLAIN_NAME }
}

/// The value of a Set-Cookie header that carries a token. The server says when its session ends; the browser keeps it longer,
/// so that a device can still be told that its account was closed.
#[must_use]
pub fn set(token: &Token, tls: bool, kept: Duration) -> String {
    write(&token.expose(), tls, kept.as_secs())
}

/// The value of a Set-Cookie header that takes the token away.
#[must_use]
pub fn clear(tls: bool) -> String {
    write("", tls, 0)
}

/// The token that a browser sent. Two different cookies of our name mean that somebody planted one, so
/// neither counts.
#[must_use]
pub fn read(headers: &HeaderMap, tls: bool) -> Option<Token> {
    let mut values = headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name(tls))
        .map(|(_, value)| value);
    let first = values.next()?;
    if values.any(|other| other != first) {
        return None;
    }
    Token::parse(first)
}

/// Lax rather than Strict, so that following a link from an e-mail finds the reader signed in.
fn write(value: &str, tls: bool, seconds: u64) -> String {
    let secure = if tls { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        name(tls)
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sent(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, line.parse().unwrap());
        }
        headers
    }

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host() {
        let token = Token::random().unwrap();
        let hex = token.expose();
        assert_eq!(
            set(&token, true, Duration::from_secs(43_200)),
            format!(
                "__Host-throughline={hex}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure"
            )
        );
        assert_eq!(
            clear(false),
            "throughline=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }

    #[test]
    fn only_our_own_cookie_is_read() {
        let (token, other) = (Token::random().unwrap(), Token::random().unwrap());
        let ours = format!("__Host-throughline={}", token.expose());
        let planted = format!("__Host-throughline={}", other.expose());
        let plain = format!("throughline={}", token.expose());
        for (lines, expected) in [
            (vec![ours.clone()], Some(&token)),
            (vec![format!("theme=dark; {ours}; x=1")], Some(&token)),
            (vec!["theme=dark".to_owned(), ours.clone()], Some(&token)),
            (vec![ours.clone(), ours.clone()], Some(&token)),
            (vec![ours.clone(), planted], None),
            (vec![plain], None),
            (vec!["__Host-throughline=short".to_owned()], None),
            (vec![], None),
        ] {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_eq!(
                read(&sent(&lines), true).as_ref(),
                expected,
                "{}",
                lines.len()
            );
        }
    }
}
