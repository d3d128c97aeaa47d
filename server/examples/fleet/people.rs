//! Who of the demo company writes what: read from the company itself.

use domain::{
    agenda_item::AddAgendaItem,
    check_in::{CheckInId, RecordProgress},
    company::Company,
    entry::{EntryId, Topic, WriteEntry},
    id::Id,
    objective::{Objective, ObjectiveId, ObjectiveState},
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    scope::Scope,
};
use server::demo;
use uuid::Uuid;

/// Somebody, and an agreed objective of theirs that all staff see.
#[derive(Clone, Copy)]
pub struct Owner {
    pub person: PersonId,
    pub objective: ObjectiveId,
}

/// Owners of objectives that all staff see, each once.
pub fn owners(company: &Company) -> Vec<Owner> {
    let people = demo::sign_ins().expect("the demo's people");
    let objective_of = |person| {
        company
            .all::<Objective>()
            .find(|objective| {
                objective.owner == person
                    && objective.state == ObjectiveState::Agreed
                    && objective.scope == Scope::Staff
            })
            .map(|objective| objective.id)
    };
    people
        .iter()
        .filter_map(|known| {
            Some(Owner {
                person: known.person,
                objective: objective_of(known.person)?,
            })
        })
        .collect()
}

/// A 1:1 that both of its people may write in.
pub fn open_one_to_one(company: &Company) -> (OneToOneId, [PersonId; 2]) {
    let meeting = company
        .all::<OneToOne>()
        .filter(|meeting| meeting.held_on.is_none())
        .find_map(|meeting| {
            let series = company.get::<OneToOneSeries>(meeting.series)?;
            (!series.ended).then_some((meeting.id, [series.employee, series.manager]))
        });
    meeting.expect("a 1:1 that is not held yet")
}

/// 1:1s that are not held yet, of different people, each with one of its two.
pub fn open_one_to_ones(company: &Company) -> Vec<(OneToOneId, PersonId)> {
    let people = demo::sign_ins().expect("the demo's people");
    let open = company
        .all::<OneToOne>()
        .filter(|meeting| meeting.held_on.is_none())
        .filter_map(|meeting| {
            let series = company.get::<OneToOneSeries>(meeting.series)?;
            let may = !series.ended && people.iter().any(|known| known.person == series.employee);
            may.then_some((meeting.id, series.employee))
        });
    open.collect()
}

/// An item for a 1:1, which its two people see and nobody else.
pub fn item(one_to_one: OneToOneId, number: usize) -> (AddAgendaItem, Uuid) {
    let item = Id::new(Uuid::now_v7());
    let text = format!("To speak about, number {number}");
    let add = AddAgendaItem {
        item,
        one_to_one,
        text,
    };
    (add, item.uuid())
}

/// Progress with a word: about as long a record as those that others were measured with.
pub fn progress(owner: Owner, number: usize) -> (RecordProgress, Uuid) {
    let check_in: CheckInId = Id::new(Uuid::now_v7());
    let record = RecordProgress {
        check_in,
        objective: owner.objective,
        progress: u16::try_from(number % 101).unwrap_or(0),
        note: format!("Written {number}"),
        one_to_one: None,
    };
    (record, check_in.uuid())
}

/// An entry rewritten for the `number`th time.
pub fn entry(entry: EntryId, one_to_one: OneToOneId, number: usize) -> WriteEntry {
    WriteEntry {
        entry,
        one_to_one,
        topic: Topic::Work,
        text: format!("Measured: version {number}"),
        objective: None,
        read: None,
    }
}
