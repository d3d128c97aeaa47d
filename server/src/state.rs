//! What every handler works with.

use crate::{auth::Auth, config::Config, import_api::Kept, site::Site, sync::Node};

/// What every handler works with.
pub struct State {
    /// What the administrator set.
    pub config: Config,
    /// Everything there is, and the writer.
    pub node: Node,
    /// Accounts, sign-in and sessions.
    pub auth: Auth,
    /// The files that pages link to.
    pub site: Site,
    /// The staff app's shell, made once at start.
    pub shell: String,
    /// Files that people have sent and not imported yet.
    pub imports: Kept,
}

impl State {
    /// Whether people reach the server over TLS, which decides the cookie.
    pub fn is_tls(&self) -> bool {
        self.config
            .public_url
            .as_ref()
            .is_some_and(|url| url.is_tls())
    }
}
