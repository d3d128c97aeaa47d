//! What can go wrong when somebody wants to come in.

use super::password::PasswordProblem;
use crate::error::{Cause, StorageError};

/// Why a sign-in, a new password or a change of an account did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// One answer for a name that does not exist, a wrong password, a lapsed code and a closed
    /// account: it tells nobody which.
    #[error("The name or the password is not right.")]
    WrongNameOrPassword,

    /// Too many wrong passwords for this account or from this address.
    #[error("Too many wrong passwords. Try again in {}.", in_words(*.seconds))]
    Wait {
        /// Until the next attempt is looked at.
        seconds: u64,
    },

    /// More people are signing in than the server can check at once.
    #[error("Many people are signing in right now. Try again in a few seconds.")]
    Busy,

    /// The new password breaks a rule.
    #[error("{}", sentences(.0))]
    Password(Vec<PasswordProblem>),

    /// A sign-in name cannot be used as written.
    #[error("A sign-in name has 1 to 100 characters and no spaces, such as j.smith.")]
    Name,

    /// The sign-in name is somebody else's, or the person has an account already.
    #[error(
        "There is an account with this name, or this person has one already; `throughline user list` shows them."
    )]
    Taken,

    /// No account has this name.
    #[error("There is no account with this name; `throughline user list` shows them.")]
    NoSuchAccount,

    /// The operating system gave no random numbers, or a hash could not be computed.
    #[error("Passwords and sessions cannot be made on this machine right now.")]
    Machine(#[source] Cause),

    /// The database did not do what it was asked.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn in_words(seconds: u64) -> String {
    match (seconds, seconds.div_ceil(60)) {
        (0 | 1, _) => "1 second".to_owned(),
        (2..=90, _) => format!("{seconds} seconds"),
        (_, minutes) => format!("{minutes} minutes"),
    }
}

fn sentences(problems: &[PasswordProblem]) -> String {
    let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_words() {
        for (seconds, words) in [
            (1, "1 second"),
            (30, "30 seconds"),
            (90, "90 seconds"),
            (91, "2 minutes"),
            (900, "15 minutes"),
        ] {
            let error = AuthError::Wait { seconds };
            assert_eq!(
                error.to_string(),
                format!("Too many wrong passwords. Try again in {words}.")
            );
        }
    }
}
