//! Accounts as rows, and the transaction in which everything around them is written.

use uuid::Uuid;

use super::batch::Batch;
use super::digest::{Digest, to_hex};
use super::engine::{Db, Tx, on_db, on_tx};
use super::log::{damaged, read_digest, read_uuid};
use super::postgres;
use super::statements::statements;
use super::stored::stored;
use crate::clock::Micros;
use crate::error::StorageError;

statements! {
    BY_KEY = "
        SELECT person, sign_in_name, password, state, failed_count, code_hash, code_expires_at,
               must_change, created_at, last_sign_in_at
        FROM account WHERE sign_in_key = $1";

    BY_PERSON = "
        SELECT person, sign_in_name, password, state, failed_count, code_hash, code_expires_at,
               must_change, created_at, last_sign_in_at
        FROM account WHERE person = $1";

    ALL = "
        SELECT person, sign_in_name, password, state, failed_count, code_hash, code_expires_at,
               must_change, created_at, last_sign_in_at
        FROM account ORDER BY sign_in_key";

    SET_PASSWORD = "
        UPDATE account SET password = $2, must_change = FALSE, failed_count = 0,
                           code_hash = NULL, code_expires_at = NULL
        WHERE person = $1";

    REHASH = "UPDATE account SET password = $3 WHERE person = $1 AND password = $2";

    SET_CODE = "
        UPDATE account SET password = NULL, must_change = TRUE, failed_count = 0, state = 'active',
                           code_hash = $2, code_expires_at = $3
        WHERE person = $1";

    USE_CODE = "
        UPDATE account SET code_hash = NULL, code_expires_at = NULL
        WHERE person = $1 AND code_hash = $2 AND code_expires_at > $3";

    DISABLE = "
        UPDATE account SET state = 'disabled', code_hash = NULL, code_expires_at = NULL
        WHERE person = $1 AND state = 'active'";

    NOTE_SUCCESS = "UPDATE account SET failed_count = 0, last_sign_in_at = $2 WHERE person = $1";

    NOTE_FAILURE = "UPDATE account SET failed_count = failed_count + 1 WHERE sign_in_key = $1";
}

static INSERT_ACCOUNTS: Batch = Batch::new(
    "INSERT INTO account (person, sign_in_name, sign_in_key, password, code_hash, code_expires_at, must_change, created_at) VALUES",
    &["$"; 8],
    "",
);

pub(super) static BATCHES: [&Batch; 1] = [&INSERT_ACCOUNTS];

/// Whether a person may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// They may.
    Active,
    /// An administrator closed the account.
    Disabled,
}

/// An account.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Whose it is.
    pub person: Uuid,
    /// The name to sign in with, as the person writes it.
    pub sign_in_name: String,
    /// The password as a PHC string; nothing until one was chosen.
    pub password: Option<String>,
    /// Whether the person may come in.
    pub state: AccountState,
    /// Wrong passwords since the last right one.
    pub failed_count: i64,
    /// The SHA-256 of a one-time code.
    pub code_hash: Option<Digest>,
    /// When the code lapses.
    pub code_expires_at: Option<Micros>,
    /// Whether a password must be chosen before anything else.
    pub must_change: bool,
    /// When the account was made.
    pub created_at: Micros,
    /// When its person last signed in.
    pub last_sign_in_at: Option<Micros>,
}

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Whose it is.
    pub person: Uuid,
    /// The name to sign in with, as the person writes it.
    pub sign_in_name: String,
    /// The same, folded for finding it.
    pub sign_in_key: String,
    /// The password as a PHC string.
    pub password: Option<String>,
    /// The SHA-256 of a one-time code and when it lapses.
    pub code: Option<(Digest, Micros)>,
    /// Now.
    pub created_at: Micros,
}

/// A transaction around accounts, sessions, attempts and their audit. There is one at a time, because
/// the audit chain and the counting of attempts need it; it does not hold up the log on PostgreSQL.
pub struct AccountTx {
    pub(super) tx: Tx,
}

impl Db {
    /// Begins a transaction around accounts. Dropped without [`AccountTx::commit`], it leaves nothing.
    pub async fn begin_accounts(&self) -> Result<AccountTx, StorageError> {
        let mut tx = self.write().await?;
        if let Tx::Postgres(tx) = &mut tx {
            postgres::lock_accounts(tx).await?;
        }
        Ok(AccountTx { tx })
    }

    /// The account with this folded sign-in name.
    pub async fn account(&self, key: &str) -> Result<Option<AccountRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAccount>(BY_KEY)
            .bind(key).fetch_optional(pool).await?)
        .map(StoredAccount::read)
        .transpose()
    }

    /// The account of a person.
    pub async fn account_of(&self, person: Uuid) -> Result<Option<AccountRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAccount>(BY_PERSON)
            .bind(person.to_string()).fetch_optional(pool).await?)
        .map(StoredAccount::read)
        .transpose()
    }

    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StorageError> {
        on_db!(self, pool => sqlx::query_as::<_, StoredAccount>(ALL).fetch_all(pool).await?)
            .into_iter()
            .map(StoredAccount::read)
            .collect()
    }
}

impl AccountTx {
    /// Makes what was done durable.
    pub async fn commit(self) -> Result<(), StorageError> {
        self.tx.commit().await
    }

    /// Makes accounts. A person or a name that has one already is a [`StorageError::Conflict`].
    pub async fn add_accounts(&mut self, accounts: &[NewAccount]) -> Result<(), StorageError> {
        for (sql, piece) in INSERT_ACCOUNTS.pieces(accounts) {
            on_tx!(&mut self.tx, conn => {
                let mut query = sqlx::query(sql);
                for row in piece {
                    query = query
                        .bind(row.person.to_string())
                        .bind(row.sign_in_name.as_str())
                        .bind(row.sign_in_key.as_str())
                        .bind(row.password.as_deref())
                        .bind(row.code.map(|(hash, _)| to_hex(&hash)))
                        .bind(row.code.map(|(_, expires_at)| expires_at))
                        .bind(row.password.is_none())
                        .bind(row.created_at);
                }
                query.execute(conn).await?;
            });
        }
        Ok(())
    }

    /// Sets a password that its person chose; a code that was still open lapses.
    pub async fn set_password(&mut self, person: Uuid, phc: &str) -> Result<bool, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(SET_PASSWORD)
            .bind(person.to_string()).bind(phc)
            .execute(conn).await?.rows_affected())
            > 0)
    }

    /// Replaces a hash by one of the same password with today's cost, unless it changed meanwhile.
    pub async fn rehash(&mut self, person: Uuid, old: &str, new: &str) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(REHASH).bind(person.to_string()).bind(old).bind(new).execute(conn).await?;
        });
        Ok(())
    }

    /// Forgets the password, opens the account and lets a one-time code in instead.
    pub async fn set_code(
        &mut self,
        person: Uuid,
        hash: &Digest,
        expires_at: Micros,
    ) -> Result<bool, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(SET_CODE)
            .bind(person.to_string()).bind(to_hex(hash)).bind(expires_at)
            .execute(conn).await?.rows_affected())
            > 0)
    }

    /// Uses a code up; false if it lapsed, was used or was never given.
    pub async fn use_code(
        &mut self,
        person: Uuid,
        hash: &Digest,
        now: Micros,
    ) -> Result<bool, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(USE_CODE)
            .bind(person.to_string()).bind(to_hex(hash)).bind(now)
            .execute(conn).await?.rows_affected())
            > 0)
    }

    /// Closes an account; false if it was closed already.
    pub async fn disable(&mut self, person: Uuid) -> Result<bool, StorageError> {
        Ok(on_tx!(&mut self.tx, conn => sqlx::query(DISABLE)
            .bind(person.to_string())
            .execute(conn).await?.rows_affected())
            > 0)
    }

    /// Notes a right password.
    pub async fn note_success(&mut self, person: Uuid, now: Micros) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(NOTE_SUCCESS).bind(person.to_string()).bind(now).execute(conn).await?;
        });
        Ok(())
    }

    /// Notes a wrong password for a name, whether or not there is such an account.
    pub async fn note_failure(&mut self, key: &str) -> Result<(), StorageError> {
        on_tx!(&mut self.tx, conn => {
            sqlx::query(NOTE_FAILURE).bind(key).execute(conn).await?;
        });
        Ok(())
    }
}

stored! {
    struct StoredAccount {
        person: String,
        sign_in_name: String,
        password: Option<String>,
        state: String,
        failed_count: i64,
        code_hash: Option<String>,
        code_expires_at: Option<i64>,
        must_change: bool,
        created_at: i64,
        last_sign_in_at: Option<i64>,
    }
}

impl StoredAccount {
    fn read(self) -> Result<AccountRow, StorageError> {
        Ok(AccountRow {
            person: read_uuid(&self.person, "account.person")?,
            sign_in_name: self.sign_in_name,
            password: self.password,
            state: match self.state.as_str() {
                "active" => AccountState::Active,
                "disabled" => AccountState::Disabled,
                _ => return Err(damaged("account.state")),
            },
            failed_count: self.failed_count,
            code_hash: self
                .code_hash
                .map(|hash| read_digest(&hash, "account.code_hash"))
                .transpose()?,
            code_expires_at: self.code_expires_at,
            must_change: self.must_change,
            created_at: self.created_at,
            last_sign_in_at: self.last_sign_in_at,
        })
    }
}
