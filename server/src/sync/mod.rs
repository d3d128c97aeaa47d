//! The authority and its devices: one writer decides, every session follows.
//!
//! [`node`] is the only place that appends; [`session`] is one device's conversation, the same over the socket and over HTTP;
//! no state in a session is authoritative.

mod earlier;
mod exchange;
mod follow;
pub mod history;
mod incident;
pub mod node;
mod pulse;
mod retention;
mod row;
mod session;
mod socket;
#[cfg(test)]
mod tests;

pub use node::{Batch, Node, NodeError, Taken};

/// Every route under `/sync`.
pub fn router() -> axum::Router<std::sync::Arc<crate::state::State>> {
    exchange::router().merge(earlier::router())
}
