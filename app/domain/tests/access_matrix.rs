//! Who may see, change and remove what, as a table that a manager can read: `golden/access-matrix.txt`.
//!
//! Run with `UPDATE_GOLDEN=1` to write the table anew, then read the difference line by line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod matrix_company;

use std::{fmt::Write as _, fs, path::Path};

use domain::{
    access,
    agenda_item::AgendaItem,
    company::Company,
    decision::Actor,
    person::PersonId,
    post::{Grade, Post},
    record::{Change, Kind},
    scope::Scope,
};
use matrix_company::{Building, PEOPLE, building, id};
use uuid::Uuid;

fn cell(company: &Company, person: PersonId, kind: Kind, record: Uuid) -> &'static str {
    let version = company.version(kind, record).unwrap();
    let sees = access::sees(company, person, &version.scope);
    let put = Change::Put {
        id: record,
        scope: version.scope,
        body: version.body,
    };
    let changes = access::check_change(company, Actor::Person(person), &put).is_ok();
    match (sees, changes) {
        (true, true) => "RW",
        (true, false) => "R ",
        (false, false) => "- ",
        // Nobody may change what they may not see: a command finds no such record.
        (false, true) => "- ",
    }
}

fn table() -> String {
    let Building { company, shown, .. } = building();
    let mut table = String::from(
        "Who may see (R) and change (W) what; - means that it does not exist for them.\n\n",
    );
    for (number, (_, name)) in PEOPLE.iter().enumerate() {
        let _ = writeln!(table, "{:>3}  {name}", number + 1);
    }
    let _ = write!(table, "\n{:<42}", "");
    for number in 1..=PEOPLE.len() {
        let _ = write!(table, "{number:>4}");
    }
    table.push('\n');
    for (words, kind, record) in &shown {
        let _ = write!(table, "{words:<42}");
        for (person, _) in PEOPLE {
            let _ = write!(table, "{:>4}", cell(&company, id(*person), *kind, *record));
        }
        table.push('\n');
    }
    let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[test]
fn the_table_is_the_one_that_was_agreed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/access-matrix.txt");
    let table = table();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let agreed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        agreed == table,
        "the access table differs from {}:\n{table}",
        path.display()
    );
}

#[test]
fn every_kind_of_record_is_a_row() {
    let shown = building().shown;
    for kind in Kind::ALL {
        assert!(
            shown.iter().any(|(_, found, _)| found == kind),
            "{kind} is not in the table"
        );
    }
}

#[test]
fn a_set_of_scopes_and_a_look_at_one_agree() {
    let Building { company, shown, .. } = building();
    for (person, name) in PEOPLE {
        let scopes = access::scopes(&company, id(*person));
        for (words, kind, record) in &shown {
            let scope = company.version(*kind, *record).unwrap().scope;
            assert_eq!(
                scopes.contains(&scope),
                access::sees(&company, id(*person), &scope),
                "{name}: {words}"
            );
        }
    }
}

/// What two people keep between them.
const PRIVATE: [Kind; 5] = [
    Kind::OneToOneSeries,
    Kind::OneToOne,
    Kind::AgendaItem,
    Kind::Entry,
    Kind::Action,
];

#[test]
fn nobody_but_the_two_adds_to_a_one_to_one() {
    let Building { company, shown, .. } = building();
    for (_, kind, record) in shown.iter().filter(|(_, kind, _)| PRIVATE.contains(kind)) {
        let version = company.version(*kind, *record).unwrap();
        for (person, name) in PEOPLE.iter().filter(|(person, _)| *person > 2) {
            let put = Change::Put {
                id: Uuid::from_u128(99_999),
                scope: version.scope,
                body: version.body.clone(),
            };
            let made = access::check_change(&company, Actor::Person(id(*person)), &put);
            assert!(made.is_err(), "{name} and a new {kind}");
        }
    }
}

#[test]
fn nobody_else_adds_to_an_agenda_in_their_own_name() {
    let Building { company, .. } = building();
    let item = company.all::<AgendaItem>().next().unwrap();
    for (person, name) in PEOPLE.iter().filter(|(person, _)| *person > 2) {
        let own = AgendaItem {
            author: Some(id(*person)),
            ..(*item.body).clone()
        };
        let put = Change::put(id::<AgendaItem>(99_999), item.scope, own);
        let made = access::check_change(&company, Actor::Person(id(*person)), &put);
        assert!(made.is_err(), "{name}");
    }
}

#[test]
fn a_manager_in_no_unit_sees_the_drafts_of_no_service() {
    let Building { mut company, .. } = building();
    let (stored, own) = company
        .all::<Post>()
        .find(|post| post.unit.is_none() && post.grade == Grade::Executive)
        .map(|post| (post.stamp, (post.id, (*post.body).clone())))
        .unwrap();
    let drafts = |company: &Company| {
        let scopes = access::scopes(company, id(5));
        scopes.iter().any(|scope| matches!(scope, Scope::Drafts(_)))
    };
    assert!(drafts(&company), "the executive sees every service");
    let (post, own) = own;
    let team = Post {
        grade: Grade::TeamManager,
        ..own
    };
    company.apply(&Change::put(post, Scope::Staff, team), stored);
    assert!(!drafts(&company));
}

#[test]
fn nobody_but_the_two_reads_a_one_to_one() {
    let Building { company, shown, .. } = building();
    for (_, kind, record) in shown.iter().filter(|(_, kind, _)| PRIVATE.contains(kind)) {
        let scope = company.version(*kind, *record).unwrap().scope;
        for (person, name) in PEOPLE {
            assert_eq!(
                access::sees(&company, id(*person), &scope),
                *person <= 2,
                "{name} and {kind}"
            );
        }
    }
}
