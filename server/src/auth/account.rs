//! Accounts as an administrator handles them: `throughline user`.

use uuid::Uuid;

use super::Auth;
use super::audit::Action;
use super::failure::AuthError;
use super::password::Password;
use super::token::OneTimeCode;
use crate::clock::{Micros, micros};
use crate::error::StorageError;
use crate::storage::{AccountRow, AccountState, NewAccount};

/// The most characters of a sign-in name.
const LONGEST_NAME: usize = 100;

/// An account as an administrator sees it: nothing secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is.
    pub person: Uuid,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// Whether the person may come in.
    pub state: AccountState,
    /// Whether a password has yet to be chosen.
    pub must_change: bool,
    /// Wrong passwords since the last right one.
    pub failed_count: i64,
    /// When its person last signed in.
    pub last_sign_in_at: Option<Micros>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            person: row.person,
            sign_in_name: row.sign_in_name,
            state: row.state,
            must_change: row.must_change,
            failed_count: row.failed_count,
            last_sign_in_at: row.last_sign_in_at,
        }
    }
}

impl Auth {
    /// Opens an account for a person and returns the code to hand to them.
    pub async fn add_account(
        &self,
        person: Uuid,
        name: &str,
        actor: &str,
    ) -> Result<OneTimeCode, AuthError> {
        let name = readable(name)?;
        let code = OneTimeCode::random()?;
        let now = self.clock.now();
        let expires_at = now.saturating_add(micros(self.session.code));
        let mut tx = self.db.begin_accounts().await?;
        tx.add_accounts(&[NewAccount {
            person,
            sign_in_key: fold(name),
            sign_in_name: name.to_owned(),
            password: None,
            code: Some((code.hash(), expires_at)),
            created_at: now,
        }])
        .await
        .map_err(taken)?;
        tx.audit(
            now,
            Some(actor),
            Action::AccountAdded.as_str(),
            Some(person),
        )
        .await?;
        tx.commit().await?;
        Ok(code)
    }

    /// Forgets the password, ends the person's sessions and returns a new code to hand to them. Opens an
    /// account that was disabled.
    pub async fn reset_account(&self, name: &str, actor: &str) -> Result<OneTimeCode, AuthError> {
        let person = self.person_of(name).await?;
        let code = OneTimeCode::random()?;
        let now = self.clock.now();
        let expires_at = now.saturating_add(micros(self.session.code));
        let mut tx = self.db.begin_accounts().await?;
        tx.set_code(person, &code.hash(), expires_at).await?;
        let ended = tx.end_sessions_of(person, None, now).await?;
        tx.audit(now, Some(actor), Action::CodeIssued.as_str(), Some(person))
            .await?;
        tx.commit().await?;
        self.tell_ended(person, ended);
        Ok(code)
    }

    /// Closes an account: its sessions end, and its replicas wipe themselves when they next connect.
    /// False if it was closed already.
    pub async fn disable_account(&self, name: &str, actor: &str) -> Result<bool, AuthError> {
        let person = self.person_of(name).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin_accounts().await?;
        if !tx.disable(person).await? {
            return Ok(false);
        }
        let ended = tx.end_sessions_of(person, None, now).await?;
        tx.revoke_replicas(&person.to_string()).await?;
        tx.audit(
            now,
            Some(actor),
            Action::AccountDisabled.as_str(),
            Some(person),
        )
        .await?;
        tx.commit().await?;
        self.tell_ended(person, ended);
        Ok(true)
    }

    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, AuthError> {
        let rows = self.db.accounts().await?;
        Ok(rows.into_iter().map(Account::from).collect())
    }

    /// Opens accounts that share one password, for a demonstration company: one hash for all, which a
    /// real company must never have.
    pub async fn add_demonstration_accounts(
        &self,
        people: &[(Uuid, String)],
        password: &Password,
    ) -> Result<(), AuthError> {
        let phc = self.hasher.hash(password).await?;
        let now = self.clock.now();
        let accounts: Vec<NewAccount> = people
            .iter()
            .map(|(person, name)| {
                Ok(NewAccount {
                    person: *person,
                    sign_in_name: readable(name)?.to_owned(),
                    sign_in_key: fold(name),
                    password: Some(phc.clone()),
                    code: None,
                    created_at: now,
                })
            })
            .collect::<Result<_, AuthError>>()?;
        let mut tx = self.db.begin_accounts().await?;
        tx.add_accounts(&accounts).await.map_err(taken)?;
        for account in &accounts {
            let action = Action::AccountAdded.as_str();
            tx.audit(now, Some("system"), action, Some(account.person))
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn person_of(&self, name: &str) -> Result<Uuid, AuthError> {
        let account = self.db.account(&fold(name)).await?;
        account
            .map(|account| account.person)
            .ok_or(AuthError::NoSuchAccount)
    }
}

/// A sign-in name as it is looked up: people do not remember the case they chose.
pub(super) fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

fn readable(name: &str) -> Result<&str, AuthError> {
    let name = name.trim();
    let plain = name
        .chars()
        .all(|letter| !letter.is_whitespace() && !letter.is_control());
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    if plain && fits {
        Ok(name)
    } else {
        Err(AuthError::Name)
    }
}

fn taken(error: StorageError) -> AuthError {
    match error {
        StorageError::Conflict { .. } => AuthError::Taken,
        other => AuthError::Storage(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_and_bounded() {
        assert_eq!(fold("  J.Smith "), "j.smith");
        assert!(readable("j.smith@example.org").is_ok());
        for name in ["", "  ", "j smith", "j\u{7}smith", &"x".repeat(101)] {
            assert!(matches!(readable(name), Err(AuthError::Name)), "{name:?}");
        }
    }
}
