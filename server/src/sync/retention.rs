//! What people asked for is kept in their words for as long as a device may ask about it, and not longer (sync.md R8).

use std::time::Duration;

use domain::rejection::Rejection;

use super::node::{Node, NodeError};
use crate::clock::micros;

/// How long a command is kept as it was given, and why it was refused.
const KEPT: Duration = Duration::from_secs(400 * 24 * 60 * 60);
/// Between two groups those who write have their turn.
const BREATH: Duration = Duration::from_millis(50);
/// What takes its place.
const BLANK: &str = r#"{"redacted":true}"#;

impl Node {
    /// Blanks commands that are older than 400 days, and returns how many. What they did to records stays, and so does the chain.
    ///
    /// # Errors
    /// When the database did not take it; nothing has changed.
    pub async fn blank_old_commands(&self) -> Result<i64, NodeError> {
        let before = self.clock().now().saturating_sub(micros(KEPT));
        // A variant without fields can always be written.
        let rejection = serde_json::to_string(&Rejection::Unreadable).unwrap_or_default();
        let mut all = 0_i64;
        loop {
            let mut tx = self.db().begin_append().await?;
            let blanked = tx.blank_commands(before, BLANK, &rejection).await?;
            tx.commit().await?;
            if blanked == 0 {
                return Ok(all);
            }
            all = all.saturating_add(blanked);
            tokio::time::sleep(BREATH).await;
        }
    }
}
