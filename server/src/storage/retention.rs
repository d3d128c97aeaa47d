//! How long the log keeps commands in their own words (sync.md R8).

use super::append::AppendTx;
use super::engine::on_tx;
use super::statements::statements;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    // The first commit that is young enough, of those that were not blanked before.
    FIRST_KEPT = "SELECT seq FROM commit_log WHERE seq > $1 AND at >= $2 ORDER BY seq LIMIT 1";

    BLANK = "
        UPDATE commit_log SET command = $3, rejection = CASE WHEN outcome = 'rejected' THEN $4 END
        WHERE seq > $1 AND seq <= $2";

    BLANK_LETTERS = "UPDATE dead_letter SET command = $2 WHERE at < $1 AND command <> $2";

    RAISE_MIN = "UPDATE meta SET min_seq = $1 WHERE id = 1";
}

/// Commands that are blanked in one transaction, at most: nobody can write meanwhile.
const GROUP: i64 = 1_000;

impl AppendTx {
    /// Puts `command` in the place of commands that were decided before this moment, and `rejection` in the place of why one was
    /// refused, a group at a time. Their numbers, outcomes, digests and what they did to records stay. Devices that stand before
    /// them start from nothing. Returns how many there were; none where nothing is left to blank.
    pub async fn blank_commands(
        &mut self,
        before: Micros,
        command: &str,
        rejection: &str,
    ) -> Result<i64, StorageError> {
        let (from, head) = (self.meta().min_seq, self.meta().head_seq);
        on_tx!(self.tx(), conn => {
            sqlx::query(BLANK_LETTERS).bind(before).bind(command).execute(conn).await?;
        });
        let first_kept = on_tx!(self.tx(), conn => sqlx::query_scalar::<_, i64>(FIRST_KEPT)
            .bind(from).bind(before).fetch_optional(conn).await?);
        let until = first_kept.map_or(head, |kept| kept.saturating_sub(1));
        let until = until.min(from.saturating_add(GROUP));
        if until <= from {
            return Ok(0);
        }
        on_tx!(self.tx(), conn => {
            sqlx::query(BLANK).bind(from).bind(until).bind(command).bind(rejection).execute(conn).await?;
        });
        on_tx!(self.tx(), conn => {
            sqlx::query(RAISE_MIN).bind(until).execute(conn).await?;
        });
        Ok(until.saturating_sub(from))
    }
}
