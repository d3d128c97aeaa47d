//! Following the log: another node or the command line may append too.

use std::{error::Error, future::Future, time::Duration};

use super::node::Node;
use crate::error::with_causes;

/// How long to wait before asking again for a database that is away.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
/// The writer has the head in its queue; it gets a moment to take it over before the log is looked at again.
const BREATH: Duration = Duration::from_millis(20);

/// Tells the writer whenever somebody else has appended, until the node stops.
///
/// It holds a handle of the node, whose writer ends with the process.
pub async fn follow(node: Node) {
    let mut follower = until_it_works(|| node.db().follow(), AGAIN_AFTER).await;
    while let Some(head) = follower.past(node.head()).await {
        if !node.catch_up(head).await {
            return;
        }
        tokio::time::sleep(BREATH).await;
    }
}

/// Asks until the answer is good. A database that is away for a while must not leave this node deaf for ever. One line in the log
/// when it begins, and one when it is over.
async fn until_it_works<T, E, F>(mut ask: impl FnMut() -> F, again_after: Duration) -> T
where
    E: Error + 'static,
    F: Future<Output = Result<T, E>>,
{
    let mut told = false;
    loop {
        match ask().await {
            Ok(answer) => {
                if told {
                    tracing::info!("following the log again");
                }
                return answer;
            }
            Err(error) => {
                if !told {
                    tracing::error!(cause = %with_causes(&error), "other nodes cannot be followed; trying again");
                }
                told = true;
                tokio::time::sleep(again_after).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_that_is_away_at_first_is_asked_again() {
        let mut asked = 0;
        let ask = || {
            asked += 1;
            std::future::ready(if asked < 4 {
                Err(std::io::Error::other("away"))
            } else {
                Ok("followed")
            })
        };
        assert_eq!(until_it_works(ask, Duration::ZERO).await, "followed");
        assert_eq!(asked, 4);
    }
}
