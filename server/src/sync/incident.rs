//! Commands that failed in a way nobody foresaw: told to the administrator, and kept for them.
//!
//! The protocol's design tries such a command three times. Deciding is a pure function of the log, so a second try fails like
//! the first: it is refused at once, which holds up nobody, and the person's words stay on their device.

use domain::rejection::Rejection;
use sync::{commit::Commit, message::Outcome};
use uuid::Uuid;

use super::row;
use crate::storage::DeadLetter;

/// Where to read on; the rule's own words might hold what a person wrote, so they stay out of the table.
const ERROR: &str = "a rule panicked; the line before the incident in the server's log says where";

/// The incident number of a commit that failed.
fn incident(commit: &Commit) -> Option<&str> {
    match &commit.outcome {
        Outcome::Rejected(Rejection::Internal { incident }) => Some(incident),
        _ => None,
    }
}

/// What a device's failed command is kept as. One of the command line has its administrator before it.
pub fn letter(commit: &Commit) -> Option<DeadLetter> {
    let incident = incident(commit)?;
    let (replica, no) = commit.from?;
    Some(DeadLetter {
        replica,
        command_no: row::stored_seq(no),
        at: commit.at.as_microsecond(),
        command: commit.command.clone(),
        error: ERROR.to_owned(),
        incident: Uuid::parse_str(incident).unwrap_or(commit.uuid),
    })
}

/// Tells the administrator, once the refusal is durable: the number that the person was shown, and nothing that they wrote.
pub fn tell(commits: &[Commit]) {
    for commit in commits {
        if let Some(incident) = incident(commit) {
            tracing::error!(
                incident,
                seq = commit.seq,
                "a command failed in a way nobody foresaw; it is kept in dead_letter"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::decision::Actor;

    use super::*;

    fn commit(outcome: Outcome, from: Option<(Uuid, u64)>) -> Commit {
        Commit {
            seq: 12,
            at: "2026-11-21T10:00:00Z".parse().unwrap(),
            actor: Actor::System,
            from,
            uuid: Uuid::from_u128(5),
            command: r#"{"name":"entry.write","args":{}}"#.to_owned(),
            outcome,
            rows: Vec::new(),
            digest: [0; 32],
            chain: [0; 32],
        }
    }

    #[test]
    fn what_nobody_foresaw_is_kept_under_the_number_that_the_person_was_shown() {
        let failed = Outcome::Rejected(Rejection::Internal {
            incident: Uuid::from_u128(77).to_string(),
        });
        let replica = Uuid::from_u128(9);
        let kept = letter(&commit(failed.clone(), Some((replica, 3)))).unwrap();
        assert_eq!((kept.replica, kept.command_no), (replica, 3));
        assert_eq!(kept.incident, Uuid::from_u128(77));
        assert_eq!(kept.command, r#"{"name":"entry.write","args":{}}"#);
        assert_eq!(kept.at, 1_795_255_200_000_000);
        assert_eq!(letter(&commit(failed, None)), None);
        for foreseen in [
            Outcome::Applied,
            Outcome::Noop,
            Outcome::Rejected(Rejection::NotFound),
        ] {
            assert_eq!(letter(&commit(foreseen, Some((replica, 3)))), None);
        }
    }
}
