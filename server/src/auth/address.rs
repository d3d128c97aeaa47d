//! Where a request came from.

use std::net::IpAddr;

use axum::http::HeaderMap;

use crate::config::TrustedProxies;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The visitor's address. Anybody can send an X-Forwarded-For header, so it counts only from a trusted
/// proxy, and then from the right: each proxy adds the address that it saw itself.
#[must_use]
pub fn visitor(peer: IpAddr, headers: &HeaderMap, proxies: &TrustedProxies) -> IpAddr {
    let said = headers
        .get_all(FORWARDED_FOR)
        .into_iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(','))
        .map(|part| part.trim().parse::<IpAddr>().ok())
        .collect::<Vec<_>>();
    let mut visitor = peer.to_canonical();
    for hop in said.into_iter().rev() {
        let Some(address) = hop.filter(|_| proxies.contains(visitor)) else {
            break;
        };
        visitor = address.to_canonical();
    }
    visitor
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Config;

    fn proxies(text: &str) -> TrustedProxies {
        let environment = BTreeMap::from([("THROUGHLINE_TRUST_PROXY".to_owned(), text.to_owned())]);
        Config::read(&environment, None).unwrap().proxies
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        for (peer, trusted, said, expected) in [
            ("192.0.2.9", "", vec![], "192.0.2.9"),
            ("192.0.2.9", "", vec!["198.51.100.1"], "192.0.2.9"),
            ("10.0.0.5", "10.0.0.5", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.5", "10.0.0.5", vec![], "10.0.0.5"),
            // The visitor sent a header of their own; the proxy added what it saw.
            (
                "10.0.0.5",
                "10.0.0.5",
                vec!["127.0.0.1, 198.51.100.1"],
                "198.51.100.1",
            ),
            (
                "10.0.0.5",
                "10.0.0.5",
                vec!["127.0.0.1", "198.51.100.1"],
                "198.51.100.1",
            ),
            (
                "10.0.0.5",
                "10.0.0.5, 10.0.0.6",
                vec!["198.51.100.1, 10.0.0.6"],
                "198.51.100.1",
            ),
            (
                "::ffff:10.0.0.5",
                "10.0.0.5",
                vec!["2001:db8::1"],
                "2001:db8::1",
            ),
            ("10.0.0.5", "10.0.0.5", vec!["nonsense"], "10.0.0.5"),
        ] {
            let mut headers = HeaderMap::new();
            for line in &said {
                headers.append(FORWARDED_FOR, line.parse().unwrap());
            }
            let found = visitor(peer.parse().unwrap(), &headers, &proxies(trusted));
            assert_eq!(
                found,
                expected.parse::<IpAddr>().unwrap(),
                "{peer} {said:?}"
            );
        }
    }
}
