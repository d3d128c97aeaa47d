//! What is written down around accounts, and how it is told: to the person it was done to, and to an administrator.

use std::time::Duration;

use uuid::Uuid;

use super::{Auth, account::fold, failure::AuthError};
use crate::{
    clock::{Micros, micros},
    storage::AuditRow,
};

/// How long a person is told of a one-time code for their account. Signing in does not shorten it: whoever used the code in
/// their place could then make the news go away.
const TOLD_FOR: Duration = Duration::from_secs(30 * 24 * 3600);

/// A one-time code that an administrator had made for somebody's account: it must not be a quiet way in (access.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeIssued {
    /// When it was made.
    pub issued_at: Micros,
    /// When somebody came in with it; nothing while nobody has.
    pub used_at: Option<Micros>,
}

/// One thing that happened, for an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Micros,
    /// What, in words.
    pub what: String,
    /// Whose account: the name to sign in with, or the person's id where the account is gone.
    pub account: Option<String>,
    /// Who did it, in the same way; nothing when nobody was signed in.
    pub by: Option<String>,
}

impl Auth {
    /// The codes made for a person's account of late, latest first. The one that opened the account is not among them.
    pub async fn codes_issued(&self, person: Uuid) -> Result<Vec<CodeIssued>, AuthError> {
        let since = self.clock.now().saturating_sub(micros(TOLD_FOR));
        let rows = self.db.audit_about(person, since).await?;
        Ok(codes(&rows))
    }

    /// What happened around accounts, latest first: the last `limit` things, or those of one account.
    pub async fn audit(
        &self,
        name: Option<&str>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, AuthError> {
        let accounts = self.db.accounts().await?;
        let rows = match name {
            None => {
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                self.db.audit_latest(limit).await?
            }
            Some(name) => {
                let account = self.db.account(&fold(name)).await?;
                let person = account.ok_or(AuthError::NoSuchAccount)?.person;
                let mut rows = self.db.audit_about(person, Micros::MIN).await?;
                rows.reverse();
                rows.truncate(limit);
                rows
            }
        };
        let named = |id: &str| {
            accounts
                .iter()
                .find(|account| account.person.to_string() == id)
                .map_or_else(|| id.to_owned(), |account| account.sign_in_name.clone())
        };
        Ok(rows
            .into_iter()
            .map(|row| AuditEntry {
                at: row.at,
                what: words(&row.action).to_owned(),
                account: row.subject.map(|person| named(&person.to_string())),
                by: row.actor.as_deref().map(named),
            })
            .collect())
    }
}

fn codes(rows: &[AuditRow]) -> Vec<CodeIssued> {
    let mut codes: Vec<CodeIssued> = Vec::new();
    for row in rows {
        if row.action == Action::CodeIssued.as_str() {
            codes.push(CodeIssued {
                issued_at: row.at,
                used_at: None,
            });
        } else if row.action == Action::CodeUsed.as_str()
            && let Some(code) = codes.last_mut()
        {
            // A new code takes the place of the one before, so a use is of the latest.
            code.used_at.get_or_insert(row.at);
        }
    }
    codes.reverse();
    codes
}

/// An action as an administrator reads it; one that a newer program wrote stays as it is.
fn words(action: &str) -> &str {
    Action::ALL
        .into_iter()
        .find(|known| known.as_str() == action)
        .map_or(action, |known| known.words())
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    SignedIn,
    SignInFailed,
    /// The failure that made an account wait.
    SignInLocked,
    SignedOut,
    SignedOutEverywhere,
    PasswordChanged,
    AccountAdded,
    CodeIssued,
    CodeUsed,
    AccountDisabled,
}

impl Action {
    const ALL: [Self; 10] = [
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignInLocked,
        Self::SignedOut,
        Self::SignedOutEverywhere,
        Self::PasswordChanged,
        Self::AccountAdded,
        Self::CodeIssued,
        Self::CodeUsed,
        Self::AccountDisabled,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::SignedIn => "signed in",
            Self::SignInFailed => "wrong name or password",
            Self::SignInLocked => "too many wrong passwords, has to wait",
            Self::SignedOut => "signed out",
            Self::SignedOutEverywhere => "signed out everywhere",
            Self::PasswordChanged => "password changed",
            Self::AccountAdded => "account opened",
            Self::CodeIssued => "one-time code issued, sessions ended",
            Self::CodeUsed => "signed in with a one-time code",
            Self::AccountDisabled => "account closed",
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignInLocked => "sign_in_locked",
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::PasswordChanged => "password_changed",
            Self::AccountAdded => "account_added",
            Self::CodeIssued => "code_issued",
            Self::CodeUsed => "code_used",
            Self::AccountDisabled => "account_disabled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(no: i64, action: &str) -> AuditRow {
        AuditRow {
            no,
            at: no * 100,
            actor: None,
            action: action.to_owned(),
            subject: None,
            chain: [0; 32],
        }
    }

    #[test]
    fn each_code_is_told_with_its_own_use() {
        let rows = [
            row(1, "code_used"),
            row(2, "code_issued"),
            row(3, "sign_in_failed"),
            row(4, "code_used"),
            row(5, "code_issued"),
            row(6, "code_issued"),
        ];
        let told: Vec<_> = codes(&rows)
            .into_iter()
            .map(|code| (code.issued_at, code.used_at))
            .collect();
        assert_eq!(told, [(600, None), (500, None), (200, Some(400))]);
    }

    #[test]
    fn every_action_has_words_of_its_own() {
        let all: std::collections::BTreeSet<&str> = Action::ALL
            .into_iter()
            .map(|action| words(action.as_str()))
            .collect();
        assert_eq!(all.len(), Action::ALL.len());
        assert_eq!(words("levitated"), "levitated");
    }
}
