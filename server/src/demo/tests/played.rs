//! Every command of the demo is one that the domain accepts from the person who gives it.

use std::{collections::BTreeMap, sync::OnceLock};

use domain::{
    command::{decide, derive},
    company::Company,
    decision::{Actor, Context},
    id::Id,
    record::{Change, Stamp},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};

use super::{
    super::{Given, company, demo_id, large},
    TODAY,
};

/// Gives the commands one after another, as the authority would, and derives after each.
fn play(given: impl IntoIterator<Item = Given>) -> Company {
    play_on(Company::default(), 1, given)
}

/// The same on what is there already, with sequence numbers from `first`.
pub(super) fn play_on(
    mut held: Company,
    first: u64,
    given: impl IntoIterator<Item = Given>,
) -> Company {
    for (place, given) in (first..).zip(given) {
        let (after, changes) = step(&held, place, &given);
        let derived = derive(&held, &after, &changes);
        held = after;
        apply(&mut held, &derived, place, given.now);
    }
    held
}

fn step(held: &Company, place: u64, given: &Given) -> (Company, Vec<Change>) {
    let context = Context {
        actor: given.actor,
        now: given.now,
        command: demo_id::<()>(&format!("command/{place}")).uuid(),
    };
    let changes = decide(held, &given.command, &context).unwrap_or_else(|rejection| {
        panic!("command {place}, {:?}: {rejection}\n{given:#?}", given.now)
    });
    assert!(
        !changes.is_empty() || given.command.name() == "role.grant",
        "command {place} changes nothing: {given:#?}"
    );
    let mut after = held.clone();
    apply(&mut after, &changes, place, given.now);
    (after, changes)
}

fn apply(held: &mut Company, changes: &[Change], seq: u64, at: Timestamp) {
    for change in changes {
        held.apply(change, Stamp { seq, at });
    }
}

/// The demo company as of [`TODAY`], played once for all tests.
pub(super) fn demo() -> &'static Company {
    static PLAYED: OnceLock<Company> = OnceLock::new();
    PLAYED.get_or_init(|| play(company(TODAY).unwrap()))
}

#[test]
fn every_command_is_accepted_on_any_day() {
    // The first day of a financial year, and a day beyond the bank holidays that are known.
    let days = [date(2026, 4, 1), date(2031, 6, 7)];
    assert!(demo().len() > 2_000);
    for day in days {
        assert!(play(company(day).unwrap()).len() > 2_000, "on {day}");
    }
}

#[test]
fn the_same_day_gives_the_same_commands() {
    assert_eq!(company(TODAY).unwrap(), company(TODAY).unwrap());
}

#[test]
fn commands_stand_in_the_order_of_time_and_before_today() {
    let given = company(TODAY).unwrap();
    let midnight = TimeZone::UTC.to_timestamp(TODAY.at(0, 0, 0, 0)).unwrap();
    assert!(given.iter().all(|given| given.now < midnight));
    assert!(given.is_sorted_by_key(|given| given.now));
    let weeks = given[0].now.duration_until(midnight).as_hours() / (24 * 7);
    assert!((11..=14).contains(&weeks), "{weeks} weeks");
}

#[test]
fn the_command_line_does_only_what_no_person_can() {
    let given = company(TODAY).unwrap();
    let mut by_system: BTreeMap<&str, usize> = BTreeMap::new();
    for given in given.iter().filter(|given| given.actor == Actor::System) {
        *by_system.entry(given.command.name()).or_default() += 1;
    }
    let names: Vec<&str> = by_system.keys().copied().collect();
    // The first person with their role, what was published by somebody else, and figures and targets that were approved elsewhere.
    assert_eq!(
        names,
        [
            "measurement.approve",
            "measurement.record",
            "person.record",
            "role.grant",
            "target.approve",
            "target.propose"
        ]
    );
    assert_eq!(
        (by_system["person.record"], by_system["role.grant"]),
        (1, 1)
    );
    assert_eq!(by_system["measurement.record"], 35);
}

#[test]
fn a_large_company_is_accepted_too() {
    let today: Date = TODAY;
    let mut held = Company::default();
    let before = held.clone();
    let mut all = Vec::new();
    let mut last = Timestamp::MIN;
    for (place, given) in (1..).zip(large(60, today).unwrap()) {
        assert!(
            given.now >= last
                && given.now < TimeZone::UTC.to_timestamp(today.at(0, 0, 0, 0)).unwrap()
        );
        last = given.now;
        let (after, changes) = step(&held, place, &given);
        all.extend(changes);
        held = after;
    }
    let derived = derive(&before, &held, &all);
    assert!(
        !derived.is_empty(),
        "teams of five and more show people's progress"
    );
    assert_eq!(held.all::<domain::objective::Objective>().count(), 600);
    assert_eq!(
        held.all::<domain::measurement::Measurement>().count(),
        9 * 120
    );
    assert_eq!(held.all::<domain::person::Person>().count(), 60);
}

#[test]
fn identifiers_come_from_names_alone() {
    let sam: Id<()> = demo_id("person/sam-okafor");
    assert_eq!(sam.uuid().get_version_num(), 8);
    assert_eq!(sam, demo_id("person/sam-okafor"));
    assert_ne!(sam, demo_id("person/sam-okafos"));
}
