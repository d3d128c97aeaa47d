//! `throughline library`: the indicators that a register can begin from, listed or added as drafts.

use std::collections::BTreeSet;

use domain::{
    decision::Actor,
    library::{self, Entry},
    view::library::drafts,
};
use sync::message::Outcome;
use uuid::Uuid;

use super::{AdminError, open};
use crate::{
    cli,
    clock::Clock,
    storage::Options,
    sync::{Node, Taken, node},
};

/// Lists the library, or adds indicators of it.
pub async fn run(asked: &cli::Library) -> Result<(), AdminError> {
    if !asked.load {
        for entry in library::entries() {
            println!("{}", line(&entry));
        }
        return Ok(());
    }
    let (_, db) = open(Options::default()).await?;
    db.migrate().await?;
    let node = Node::start(db, Clock::System).await?;
    let codes = wanted(&asked.codes, |code| {
        library::is_registered(node.now().company(), code)
    })?;
    if codes.is_empty() {
        println!("Every indicator of the library is in the register already.");
        return Ok(());
    }
    let command = drafts(&codes, Uuid::now_v7);
    let given = node::system(command.into(), Actor::System, Clock::System.timestamp());
    for taken in node.submit(vec![given]).await? {
        if let Taken::Decided {
            outcome: Outcome::Rejected(why),
            ..
        } = taken
        {
            return Err(AdminError::Refused(why.to_string()));
        }
    }
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    println!("Added to the register as drafts: {}.", codes.join(", "));
    Ok(())
}

fn line(entry: &Entry) -> String {
    let definition = &entry.definition;
    format!(
        "{:<8}{}. {}. {}.",
        definition.code,
        definition.name,
        definition.source.words(),
        definition.defined_by
    )
}

/// The codes as the library has them: those that were named, or all that are not in the register.
fn wanted(
    named: &[String],
    is_registered: impl Fn(&str) -> bool,
) -> Result<BTreeSet<String>, AdminError> {
    let all = library::entries()
        .into_iter()
        .map(|entry| entry.definition.code);
    if named.is_empty() {
        return Ok(all.filter(|code| !is_registered(code)).collect());
    }
    let all: Vec<String> = all.collect();
    let find = |named: &String| {
        let found = all.iter().find(|code| code.eq_ignore_ascii_case(named));
        found.cloned().ok_or_else(|| {
            AdminError::Refused(format!(
                "the library has no indicator {named}; `throughline library` lists them"
            ))
        })
    };
    named.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_in_either_case_and_what_is_there_is_left_out() {
        let named = ["tp01".to_owned(), "GAR01".to_owned()];
        let codes = wanted(&named, |_| false).unwrap();
        assert_eq!(codes, ["GAR01".to_owned(), "TP01".to_owned()].into());
        let all = wanted(&[], |code| code == "TP01").unwrap();
        assert_eq!(all.len(), library::len() - 1);
        assert!(!all.contains("TP01"));
        let unknown = wanted(&["XX99".to_owned()], |_| false).unwrap_err();
        assert!(unknown.to_string().contains("XX99"), "{unknown}");
    }
}
