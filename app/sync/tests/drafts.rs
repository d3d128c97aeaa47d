//! What is typed into forms and not sent stays in the store whatever happens to the rest of it (sync.md 2.3, property 12).

use domain::person::PersonId;
use sync::{
    keep::Keep,
    shelf::{Damage, Shelf, draft},
    store::{Stored, Table},
};
use uuid::Uuid;

const FIELD: &str = "change-7-text";
const WORDS: &str = "By the end of March, not of May.";

fn sam() -> PersonId {
    PersonId::new(Uuid::from_u128(1))
}

fn with_a_draft() -> Stored {
    let mut stored = Stored::default();
    stored.commit(&draft(FIELD.to_owned(), Some(WORDS.to_owned())));
    stored
}

#[test]
fn what_was_typed_is_found_again_until_it_is_sent() {
    let mut stored = with_a_draft();
    let (_, found) = Shelf::open(&stored, sam()).unwrap();
    assert_eq!(found.drafts.get(FIELD).map(String::as_str), Some(WORDS));
    stored.commit(&draft(FIELD.to_owned(), None));
    let (_, found) = Shelf::open(&stored, sam()).unwrap();
    assert!(found.drafts.is_empty());
}

#[test]
fn a_base_that_begins_afresh_keeps_what_was_typed() {
    let mut stored = with_a_draft();
    stored.insert(Table::Chunk, "0".to_owned(), "harmed".to_owned());
    stored.insert(Table::Meta, "replica".to_owned(), "harmed".to_owned());
    let (mut shelf, found) = Shelf::open(&stored, sam()).unwrap();
    assert_eq!(found.damage, Some(Damage::Identity));
    assert_eq!(found.drafts.len(), 1);
    stored.commit(&shelf.keep(vec![Keep::Afresh]));
    let (_, found) = Shelf::open(&stored, sam()).unwrap();
    assert_eq!(found.drafts.get(FIELD).map(String::as_str), Some(WORDS));
}

#[test]
fn a_tab_that_begins_from_a_copy_has_none_of_it() {
    let (_, found) = Shelf::open(&with_a_draft(), sam()).unwrap();
    assert!(
        found
            .for_another_replica(Uuid::from_u128(9))
            .drafts
            .is_empty()
    );
}
