//! `throughline user`: who may come in.

use domain::{
    decision::Actor,
    id::Id,
    person::{PersonId, RecordPerson},
    role::{GrantRole, Role},
};
use jiff::Timestamp;
use sync::message::Outcome;
use uuid::Uuid;

use super::{AdminError, auth, open};
use crate::{
    auth::{Account, AuditEntry},
    cli::User,
    clock::{Clock, in_words},
    storage::{AccountState, Options},
    sync::{Node, Taken, node},
};

/// Who did it, in the audit: the command line is not a person.
const ACTOR: &str = "system";

/// Adds, resets, disables or lists.
pub async fn run(asked: User) -> Result<(), AdminError> {
    let (config, db) = open(Options {
        create: false,
        ..Options::default()
    })
    .await?;
    let auth = auth(&config, &db).await?;
    match asked {
        User::Add {
            name,
            person,
            called,
            roles,
        } => {
            let roles = roles
                .iter()
                .map(|role| self::role(role))
                .collect::<Result<Vec<_>, _>>()?;
            let node = Node::start(db, Clock::System).await?;
            let person = with_roles(&node, person, called, roles).await?;
            let code = auth.add_account(person.uuid(), &name, ACTOR).await?;
            println!(
                "{name} can sign in once with this code, and then chooses a password: {}",
                code.expose()
            );
        }
        User::Reset { name } => {
            let code = auth.reset_account(&name, ACTOR).await?;
            println!(
                "{name} is signed out everywhere and can sign in once with this code: {}",
                code.expose()
            );
        }
        User::Disable { name } => {
            let closed = auth.disable_account(&name, ACTOR).await?;
            let words = if closed {
                "is closed and signed out everywhere"
            } else {
                "was closed already"
            };
            println!("The account {name} {words}.");
        }
        User::List => {
            for account in auth.accounts().await? {
                println!("{}", line(&account));
            }
        }
        User::Audit { name, last } => {
            for entry in auth.audit(name.as_deref(), last).await? {
                println!("{}", audited(&entry));
            }
        }
    }
    Ok(())
}

/// One line of the audit: when, whose account, what, and by whom where that is somebody else.
fn audited(entry: &AuditEntry) -> String {
    let at = Timestamp::from_microsecond(entry.at).unwrap_or(Timestamp::UNIX_EPOCH);
    let account = entry.account.as_deref().unwrap_or("no such account");
    let by = match entry.by.as_deref() {
        Some(by) if by == ACTOR => "  (by the command line)".to_owned(),
        Some(by) if Some(by) != entry.account.as_deref() => format!("  (by {by})"),
        _ => String::new(),
    };
    format!("{:<32} {account:<24} {}{by}", in_words(at), entry.what)
}

/// The person whose account it is, known or recorded now, with their roles.
async fn with_roles(
    node: &Node,
    person: Option<Uuid>,
    called: Option<String>,
    roles: Vec<Role>,
) -> Result<PersonId, AdminError> {
    let person = match (person, called) {
        (Some(person), _) => known(node, person)?,
        (None, Some(called)) => recorded(node, called).await?,
        (None, None) => {
            return Err(AdminError::Refused(
                "Say whose account it is: --person or --called.".to_owned(),
            ));
        }
    };
    for role in roles {
        let grant = GrantRole {
            grant: Id::new(Uuid::now_v7()),
            person,
            role,
        };
        give(node, grant.into()).await?;
    }
    Ok(person)
}

fn line(account: &Account) -> String {
    let state = match (account.state, account.must_change) {
        (AccountState::Disabled, _) => "closed",
        (AccountState::Active, true) => "has a one-time code",
        (AccountState::Active, false) => "open",
    };
    let last = account
        .last_sign_in_at
        .and_then(|at| Timestamp::from_microsecond(at).ok())
        .map_or_else(
            || "never signed in".to_owned(),
            |at| format!("last signed in {at}"),
        );
    format!(
        "{:<28} {state:<20} {last}, {} wrong since",
        account.sign_in_name, account.failed_count
    )
}

fn known(node: &Node, person: Uuid) -> Result<PersonId, AdminError> {
    let person = PersonId::new(person);
    match node.now().company().get(person) {
        Some(_) => Ok(person),
        None => Err(AdminError::Refused(
            "There is no record of this person; use --called to make one.".to_owned(),
        )),
    }
}

async fn recorded(node: &Node, name: String) -> Result<PersonId, AdminError> {
    let person = PersonId::new(Uuid::now_v7());
    let record = RecordPerson {
        person,
        name,
        active: true,
        illustrative: false,
    };
    give(node, record.into()).await?;
    Ok(person)
}

async fn give(node: &Node, command: domain::command::Command) -> Result<(), AdminError> {
    let taken = node
        .submit(vec![node::system(command, Actor::System, Timestamp::now())])
        .await?;
    match taken.into_iter().next() {
        Some(Taken::Decided {
            outcome: Outcome::Rejected(why),
            ..
        }) => Err(AdminError::Refused(why.to_string())),
        Some(Taken::Trouble(why)) => Err(AdminError::Refused(why.to_string())),
        _ => Ok(()),
    }
}

fn role(text: &str) -> Result<Role, AdminError> {
    let word = |role: Role| role.words().to_lowercase().replace(' ', "-");
    Role::ALL
        .into_iter()
        .find(|role| word(*role) == text)
        .ok_or_else(|| {
            let all: Vec<String> = Role::ALL.into_iter().map(word).collect();
            AdminError::Refused(format!(
                "There is no role {text}; the roles are {}.",
                all.join(", ")
            ))
        })
}
