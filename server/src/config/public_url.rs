//! The address people type.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

const RIGHT: &str = "it is https://, a host name and nothing after it, such as https://performance.example.org; plain http:// only for this machine, such as http://127.0.0.1:3000";

/// An origin: scheme, host and port, written as browsers write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    tls: bool,
}

impl PublicUrl {
    /// The origin that `text` names. Plain http is for this machine only: elsewhere passwords would
    /// cross the network readable.
    pub fn parse(text: &str) -> Result<Self, String> {
        let right = || RIGHT.to_owned();
        let text = text.trim().to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or_else(right)?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let (tls, default_port) = match scheme {
            "https" => (true, "443"),
            "http" => (false, "80"),
            _ => return Err(right()),
        };
        let (host, port) = split(authority).ok_or_else(right)?;
        if !is_host(host) || port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(right());
        }
        if !tls && !is_this_machine(host) {
            return Err(right());
        }
        let port = port.filter(|port| *port != default_port);
        let origin = match port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Ok(Self { origin, tls })
    }

    pub(super) fn parse_optional(text: &str) -> Result<Option<Self>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        Self::parse(text).map(Some)
    }

    /// As in a browser's Origin header.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether browsers reach it over TLS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        self.tls
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// Host and port of an authority; the host of an IPv6 address keeps its brackets.
fn split(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let (inside, after) = authority.split_once(']')?;
        let host = authority.get(..inside.len().checked_add(1)?)?;
        return match after.strip_prefix(':') {
            Some(port) => Some((host, Some(port))),
            None if after.is_empty() => Some((host, None)),
            None => None,
        };
    }
    match authority.split_once(':') {
        Some((host, port)) => Some((host, Some(port))),
        None => Some((authority, None)),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(address) = bracketed(host) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    !host.is_empty()
        && host
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && host
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.')
}

fn is_this_machine(host: &str) -> bool {
    let address = bracketed(host).unwrap_or(host);
    host == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn bracketed(host: &str) -> Option<&str> {
    host.strip_prefix('[')?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_do() {
        for (text, origin, tls) in [
            (
                "https://Performance.Example.org/",
                "https://performance.example.org",
                true,
            ),
            (
                "https://performance.example.org:443",
                "https://performance.example.org",
                true,
            ),
            (
                "https://performance.example.org:8443",
                "https://performance.example.org:8443",
                true,
            ),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000", false),
            ("http://localhost:80", "http://localhost", false),
            ("http://[::1]:3000", "http://[::1]:3000", false),
        ] {
            let url = PublicUrl::parse(text).unwrap();
            assert_eq!((url.origin(), url.is_tls()), (origin, tls), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_origin_is_refused_with_an_example() {
        for text in [
            "performance.example.org",
            "ftp://example.org",
            "http://performance.example.org",
            "https://example.org/path",
            "https://user@example.org",
            "https://example.org:port",
            "https://exa mple.org",
            "https://",
            "https://[::1",
            "https://-example.org",
        ] {
            let words = PublicUrl::parse(text).unwrap_err();
            assert!(
                words.contains("https://performance.example.org"),
                "{text}: {words}"
            );
        }
    }
}
