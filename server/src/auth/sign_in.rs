//! Signing in, and choosing a password.

use std::{net::IpAddr, time::Duration};

use uuid::Uuid;

use super::Auth;
use super::account::fold;
use super::audit::Action;
use super::failure::AuthError;
use super::hasher::Verdict;
use super::lockout::{KNOWN, wait};
use super::password::Password;
use super::token::{OneTimeCode, Token};
use crate::clock::{Micros, micros};
use crate::error::StorageError;
use crate::storage::{AccountRow, AccountState, AccountTx, Digest, SessionRow, Tally, sha256};

/// Somebody came in.
#[derive(Debug)]
pub struct SignedIn {
    /// For the cookie.
    pub token: Token,
    /// The session it opens.
    pub session: SessionRow,
}

/// The device on which somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// Their own, or one that they alone use.
    Own,
    /// One that is handed on, as a tablet of a team: a session there lasts a working day at most (sync.md 2.6).
    Shared,
}

/// How long a session on a shared device lasts at most.
const SHARED_LONGEST: Duration = Duration::from_secs(8 * 3600);

/// An attempt that counts as a failure until it turns out otherwise.
struct Attempt {
    id: Uuid,
    key: String,
    tally: Tally,
}

impl Auth {
    /// Opens a session for whoever knows the password of `name`, or an unused one-time code. Then
    /// `session.must_change` is set, and all they may do is choose a password.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &Password,
        from: IpAddr,
        device: Device,
    ) -> Result<SignedIn, AuthError> {
        let key = fold(name);
        let attempt = self.begin_attempt(&key, from).await?;
        let account = self.db.account(&key).await?;
        let verdict = self.look(&attempt, account.as_ref(), password).await?;
        let code = OneTimeCode::parse(password.as_str()).map(|code| code.hash());
        let now = self.clock.now();
        let open = account.filter(|account| account.state == AccountState::Active);
        let mut tx = self.db.begin_accounts().await?;
        let (account, by_code) = match (open, code) {
            (Some(account), _) if verdict.right => (account, false),
            (Some(account), Some(code)) if tx.use_code(account.person, &code, now).await? => {
                (account, true)
            }
            (account, _) => {
                let person = account.map(|account| account.person);
                return Err(self.fail(tx, &attempt, person).await?);
            }
        };
        tx.succeed_attempt(attempt.id).await?;
        tx.note_success(account.person, now).await?;
        let action = if by_code {
            Action::CodeUsed
        } else {
            Action::SignedIn
        };
        let person = account.person;
        tx.audit(
            now,
            Some(&person.to_string()),
            action.as_str(),
            Some(person),
        )
        .await?;
        let signed_in = self
            .open_session(&mut tx, person, account.must_change, device)
            .await?;
        tx.commit().await?;
        if verdict.right && verdict.stale {
            self.refresh_hash(&account, password).await?;
        }
        Ok(signed_in)
    }

    /// Sets a new password, ends every session of the person and opens a new one. Whoever has a
    /// password has to know it; whoever came in with a code does not.
    pub async fn change_password(
        &self,
        person: Uuid,
        current: Option<&Password>,
        new: &Password,
        from: IpAddr,
        device: Device,
    ) -> Result<SignedIn, AuthError> {
        let account = self.db.account_of(person).await?;
        let account = account.ok_or(AuthError::NoSuchAccount)?;
        let problems = new.problems(&account.sign_in_name);
        if !problems.is_empty() {
            return Err(AuthError::Password(problems));
        }
        if !account.must_change {
            let current = current.ok_or(AuthError::WrongNameOrPassword)?;
            self.prove(&account, current, from).await?;
        }
        let phc = self.hasher.hash(new).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin_accounts().await?;
        tx.set_password(person, &phc).await?;
        let ended = tx.end_sessions_of(person, None, now).await?;
        let actor = person.to_string();
        tx.audit(
            now,
            Some(&actor),
            Action::PasswordChanged.as_str(),
            Some(person),
        )
        .await?;
        let signed_in = self.open_session(&mut tx, person, false, device).await?;
        tx.commit().await?;
        self.tell_ended(person, ended);
        Ok(signed_in)
    }

    /// Somebody who is signed in shows that they know the password. Wrong ones count as at sign-in: a
    /// session left open on a desk must not become a place to guess.
    pub async fn prove(
        &self,
        account: &AccountRow,
        password: &Password,
        from: IpAddr,
    ) -> Result<(), AuthError> {
        let attempt = self
            .begin_attempt(&fold(&account.sign_in_name), from)
            .await?;
        let verdict = self.look(&attempt, Some(account), password).await?;
        let mut tx = self.db.begin_accounts().await?;
        if !verdict.right {
            return Err(self.fail(tx, &attempt, Some(account.person)).await?);
        }
        tx.succeed_attempt(attempt.id).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Refuses if there were too many failures; otherwise writes the attempt down, in the same
    /// transaction as the count.
    async fn begin_attempt(&self, key: &str, from: IpAddr) -> Result<Attempt, AuthError> {
        let name = self.salted(b"name", key.as_bytes());
        let address = self.salted(b"address", &network(from));
        let now = self.clock.now();
        let since = now.saturating_sub(micros(self.lockout.window));
        let known_since = now.saturating_sub(micros(KNOWN));
        // First without the lock: a flood of refused attempts must not hold up anybody's writing.
        let tally = self.db.tally(&name, &address, since, known_since).await?;
        self.refuse_if_waiting(&tally, now)?;
        let mut tx = self.db.begin_accounts().await?;
        let tally = tx.tally(&name, &address, since, known_since).await?;
        self.refuse_if_waiting(&tally, now)?;
        let id = Uuid::now_v7();
        tx.record_attempt(id, now, &name, &address).await?;
        tx.commit().await?;
        Ok(Attempt {
            id,
            key: key.to_owned(),
            tally,
        })
    }

    fn refuse_if_waiting(&self, tally: &Tally, now: Micros) -> Result<(), AuthError> {
        match wait(tally, &self.lockout, now) {
            None => Ok(()),
            Some(rest) => Err(AuthError::Wait {
                seconds: rest.as_secs().max(1),
            }),
        }
    }

    /// Compares the password, or does the same work in vain. An attempt that the hasher had no room for
    /// does not count.
    async fn look(
        &self,
        attempt: &Attempt,
        account: Option<&AccountRow>,
        password: &Password,
    ) -> Result<Verdict, AuthError> {
        let stored = account
            .and_then(|account| account.password.as_deref())
            .filter(|_| !password.is_absurd());
        let bounded = if password.is_absurd() {
            &Password::from("")
        } else {
            password
        };
        match self.hasher.compare(bounded, stored).await {
            Err(AuthError::Busy) => {
                let mut tx = self.db.begin_accounts().await?;
                tx.withdraw_attempt(attempt.id).await?;
                tx.commit().await?;
                Err(AuthError::Busy)
            }
            answer => answer,
        }
    }

    /// Writes a failure down. The same statements run whether or not the account exists.
    async fn fail(
        &self,
        mut tx: AccountTx,
        attempt: &Attempt,
        person: Option<Uuid>,
    ) -> Result<AuthError, StorageError> {
        let now = self.clock.now();
        tx.note_failure(&attempt.key).await?;
        tx.audit(now, None, Action::SignInFailed.as_str(), person)
            .await?;
        let failures = attempt.tally.name.saturating_add(1);
        if failures == i64::from(self.lockout.account) {
            tx.audit(now, None, Action::SignInLocked.as_str(), person)
                .await?;
        }
        tx.commit().await?;
        Ok(AuthError::WrongNameOrPassword)
    }

    async fn open_session(
        &self,
        tx: &mut AccountTx,
        person: Uuid,
        must_change: bool,
        device: Device,
    ) -> Result<SignedIn, AuthError> {
        let token = Token::random()?;
        let now = self.clock.now();
        let longest = match device {
            Device::Own => self.session.longest,
            Device::Shared => self.session.longest.min(SHARED_LONGEST),
        };
        let expires_at = now.saturating_add(micros(longest));
        tx.open_session(&token.id(), person, now, expires_at)
            .await?;
        let session = SessionRow {
            id: token.id(),
            person,
            created_at: now,
            seen_at: now,
            expires_at,
            must_change,
        };
        Ok(SignedIn { token, session })
    }

    /// The cost was raised since: hash again, now that the password is at hand. When the hasher has no
    /// room, the next sign-in does it.
    async fn refresh_hash(
        &self,
        account: &AccountRow,
        password: &Password,
    ) -> Result<(), AuthError> {
        let Some(old) = account.password.as_deref() else {
            return Ok(());
        };
        let new = match self.hasher.hash(password).await {
            Err(AuthError::Busy) => return Ok(()),
            answer => answer?,
        };
        let mut tx = self.db.begin_accounts().await?;
        tx.rehash(account.person, old, &new).await?;
        tx.commit().await?;
        Ok(())
    }

    fn salted(&self, what: &[u8], value: &[u8]) -> Digest {
        sha256(&[&self.salt, what, value])
    }
}

/// What counts as one address: a whole IPv4 address; of IPv6 the first 64 bits, the rest being the
/// visitor's to choose.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().into_iter().take(8).collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_visitor_is_one_network() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
