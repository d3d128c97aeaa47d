//! The proxies in front of the server.

use std::net::IpAddr;

/// Proxies whose word about where a request came from counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpAddr>);

impl TrustedProxies {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.parse::<IpAddr>()
                    .map(|address| address.to_canonical())
                    .map_err(|_| {
                        "it is the addresses of your proxies with commas between, such as 10.0.0.5,10.0.0.6, or nothing".to_owned()
                    })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether this address is one of them.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }
}
