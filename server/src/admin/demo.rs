//! `throughline demo`: the demo company into an empty database, and who can sign in.

use domain::person::PersonId;
use sync::message::Outcome;

use super::{AdminError, auth, open};
use crate::{
    auth::Password,
    cli,
    clock::Clock,
    demo::{self, Given, SignIn},
    storage::Options,
    sync::{Node, Taken, node},
};

/// The one password of every account of the demo company.
const PASSWORD: &str = "leigh-to-shoebury";
/// The size of the demo company that is written out, rather than drawn.
const DEMO_PEOPLE: u32 = 60;
/// Commands in one transaction.
const GROUP: usize = 500;

/// Loads the demo company.
pub async fn run(asked: &cli::Demo) -> Result<(), AdminError> {
    let (config, db) = open(Options::default()).await?;
    db.migrate().await?;
    let today = Clock::System.today();
    let people = if asked.people == DEMO_PEOPLE {
        demo::sign_ins()?
    } else {
        demo::large_sign_ins(size(asked.people))?
    };
    if db.meta().await?.head_seq > 0 {
        if !asked.if_empty {
            return Err(AdminError::Refused(
                "There is a company in this database already. Point THROUGHLINE_DATABASE_URL at another, or remove the file.".to_owned(),
            ));
        }
        tell(&people);
        return Ok(());
    }
    let node = Node::start(db.clone(), Clock::System).await?;
    let commands = if asked.people == DEMO_PEOPLE {
        play(&node, demo::company(today)?).await?
    } else {
        play(&node, demo::large(size(asked.people), today)?).await?
    };
    let accounts: Vec<_> = people
        .iter()
        .map(|person| (PersonId::uuid(person.person), person.sign_in.clone()))
        .collect();
    auth(&config, &db)
        .await?
        .add_demonstration_accounts(&accounts, &Password::from(PASSWORD))
        .await?;
    println!(
        "The demo company is loaded: {} records from {commands} commands.",
        node.now().company().len()
    );
    tell(&people);
    Ok(())
}

fn size(people: u32) -> usize {
    usize::try_from(people).unwrap_or(usize::MAX)
}

async fn play(node: &Node, given: impl IntoIterator<Item = Given>) -> Result<usize, AdminError> {
    let mut commands = 0;
    let mut group = Vec::with_capacity(GROUP);
    for Given {
        actor,
        now,
        command,
    } in given
    {
        group.push(node::system(command, actor, now));
        commands += 1;
        if group.len() == GROUP {
            submit(node, std::mem::take(&mut group)).await?;
        }
    }
    submit(node, group).await?;
    Ok(commands)
}

async fn submit(node: &Node, group: Vec<sync::authority::Submission>) -> Result<(), AdminError> {
    if group.is_empty() {
        return Ok(());
    }
    for taken in node.submit(group).await? {
        if let Taken::Decided {
            seq,
            outcome: Outcome::Rejected(why),
        } = taken
        {
            return Err(AdminError::Refused(format!(
                "command {seq} of the demo was refused: {why}"
            )));
        }
    }
    Ok(())
}

/// How this program is called from where it was started: a first build is not on anybody's PATH.
fn program() -> String {
    std::env::args()
        .next()
        .unwrap_or_else(|| "throughline".to_owned())
}

/// Who can sign in: those worth trying first, by name, and how the others are called.
fn tell(people: &[SignIn]) {
    println!("\nSign in at /app with the password {PASSWORD} as:\n");
    for person in people {
        if let Some(note) = &person.note {
            println!("  {:<20} {} ({})", person.sign_in, person.what, note);
        }
    }
    println!(
        "\n{} people can sign in, each as first.last; `{} user list` names them all.",
        people.len(),
        program()
    );
}
