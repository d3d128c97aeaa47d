//! Several tabs of one person: only whoever took the store over last writes to it, and what each of them was given is done once,
//! whichever of them was asleep (sync.md 2.6, properties 1 and 18).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use std::collections::BTreeSet;

use office::{Device, Office, SAM, entry, id, should_hold};
use sync::{
    keep::Keep,
    shelf::{Found, Shelf, draft},
    store::{FENCE, Fence, Stored, Table},
};
use uuid::Uuid;

/// A tab that takes a store over in two steps: it reads the fence, and then writes the next one if it is still that.
#[derive(Default)]
struct Tab {
    read: Option<Option<String>>,
    fence: Option<Fence>,
}

impl Tab {
    fn step(&mut self, stored: &mut Stored) {
        let Some(read) = self.read.take() else {
            self.read = Some(stored.fence().map(str::to_owned));
            return;
        };
        let mine = Fence::after(read.as_deref());
        let is_still = stored.fence() == read.as_deref();
        if is_still {
            stored.commit(&mine.batch());
            self.fence = Some(mine);
        }
    }

    fn may_write(&self, stored: &Stored) -> bool {
        let mut copy = stored.clone();
        let words = draft("field".to_owned(), Some("words".to_owned()));
        let taken = copy.commit_under(self.fence.as_ref(), &words);
        assert_eq!(taken.is_err(), copy == *stored, "whole or not at all");
        self.fence.is_some() && taken.is_ok()
    }
}

#[test]
fn of_two_that_take_over_together_one_may_write() {
    let orders = [
        [0, 0, 1, 1],
        [0, 1, 0, 1],
        [0, 1, 1, 0],
        [1, 0, 0, 1],
        [1, 0, 1, 0],
        [1, 1, 0, 0],
    ];
    for before in 0..3 {
        for order in orders {
            let mut stored = Stored::default();
            let mut earlier = Tab::default();
            for _ in 0..before {
                earlier.step(&mut stored);
                earlier.step(&mut stored);
            }
            let mut tabs = [Tab::default(), Tab::default()];
            for tab in order {
                tabs[tab].step(&mut stored);
            }
            let may = tabs.iter().filter(|tab| tab.may_write(&stored)).count();
            assert_eq!(may, 1, "after {before}: {order:?}");
            assert!(!earlier.may_write(&stored), "after {before}: {order:?}");
        }
    }
}

#[test]
fn nothing_but_taking_over_moves_the_fence() {
    let mut stored = Stored::default();
    let first = Fence::after(stored.fence());
    stored.commit(&first.batch());
    assert!(stored.is_empty(), "who may write is no work of anybody's");
    let (mut shelf, found) = Shelf::open(&stored, id(SAM)).unwrap();
    assert_eq!(found.damage, None);
    let afresh = shelf.keep(vec![Keep::Afresh]);
    stored.commit_under(Some(&first), &afresh).unwrap();
    assert_eq!(stored.fence(), Some(first.text()));
    // What harmed the row lets nobody back in.
    stored.insert(Table::Meta, FENCE.to_owned(), "harmed".to_owned());
    let second = Fence::after(stored.fence());
    stored.commit(&second.batch());
    assert_ne!(first, second);
    assert!(stored.commit_under(Some(&first), &afresh).is_err());
}

/// The tab begins from a copy of what another keeps.
fn visit(tab: &mut Device, stored: &Stored, replica: u128) {
    let (_, found) = Shelf::open(stored, id(SAM)).unwrap();
    change_to(tab, found.for_another_replica(Uuid::from_u128(replica)));
}

fn change_to(tab: &mut Device, found: Found) {
    tab.disconnect();
    let opened = sync::replica::Replica::resume(
        found,
        id(SAM),
        Uuid::from_u128(77),
        sync::message::PushedCommand::read,
    );
    let left = std::mem::replace(&mut tab.replica, opened.replica);
    tab.carry_out(opened.effects);
    let effects = tab.replica.take_in(left);
    tab.carry_out(effects);
}

/// The tab goes on with what another keeps, with what it has itself.
fn take_over(tab: &mut Device, stored: &Stored) {
    assert!(!tab.replica.awaits_answer(), "it would be done twice");
    let left = tab.replica.clone();
    tab.stored = stored.clone();
    assert_eq!(tab.restart(), None);
    let effects = tab.replica.take_in(left);
    tab.carry_out(effects);
}

fn settle(tab: &mut Device, office: &mut Office) {
    for _ in 0..10 {
        tab.stay_connected(office);
        tab.send(office);
        tab.hear(office);
    }
    assert_eq!(tab.replica.pending().len(), 0, "still waiting");
}

/// What the keeping tab was doing as it was frozen.
const ASLEEP: [&str; 4] = ["nothing", "waiting", "sent", "not kept"];

#[test]
fn what_was_given_to_a_frozen_tab_and_to_the_one_that_takes_over_is_done_once() {
    for asleep in ASLEEP {
        for thawed_first in [false, true] {
            let case = format!("{asleep}, thawed first: {thawed_first}");
            let mut office = Office::open();
            let mut first = Device::of(SAM, 1);
            first.connect(&office);
            first.do_now(entry(200, "Answered")).unwrap();
            settle(&mut first, &mut office);
            let mut second = Device::of(SAM, 2);
            visit(&mut second, &first.stored, 55);
            let mut texts = vec![
                "Answered",
                "In the second",
                "After it woke",
                "By the keeper",
            ];
            first.slow_store = asleep == "not kept";
            if asleep != "nothing" {
                first.do_now(entry(201, "As it fell asleep")).unwrap();
                texts.push("As it fell asleep");
            }
            if asleep == "sent" {
                first.send(&mut office);
            }
            second.do_now(entry(202, "In the second")).unwrap();
            take_over(&mut second, &first.stored);
            assert_eq!(second.replica.id(), first.replica.id(), "{case}");
            second.do_now(entry(203, "By the keeper")).unwrap();
            if !thawed_first {
                settle(&mut second, &mut office);
            }
            // The first wakes: nothing that it has goes to the store any more.
            first.slow_store = true;
            first.do_now(entry(204, "After it woke")).unwrap();
            settle(&mut first, &mut office);
            visit(&mut first, &second.stored, 56);
            settle(&mut second, &mut office);
            settle(&mut first, &mut office);
            for tab in [&first, &second] {
                assert_eq!(tab.holds(), should_hold(&office, SAM), "{case}");
            }
            for text in texts {
                let held = second.holds();
                assert!(
                    held.iter().any(|held| held.contains(text)),
                    "{case}: {text}"
                );
            }
            let mut decided = BTreeSet::new();
            for commit in office.commits.iter().filter(|each| each.from.is_some()) {
                assert!(decided.insert(commit.uuid), "{case}: twice");
            }
        }
    }
}

#[test]
fn what_may_have_reached_the_server_is_answered_before_another_replica_takes_it_in() {
    let mut office = Office::open();
    let mut tab = Device::of(SAM, 1);
    tab.connect(&office);
    tab.disconnect();
    tab.do_now(entry(200, "Without a connection")).unwrap();
    assert!(!tab.replica.awaits_answer(), "never sent");
    tab.connect(&office);
    assert!(tab.replica.awaits_answer(), "sent");
    tab.lose_what_is_sent();
    tab.disconnect();
    assert!(tab.replica.awaits_answer(), "nobody knows whether it came");
    settle(&mut tab, &mut office);
    assert!(!tab.replica.awaits_answer(), "answered");
    tab.disconnect();
    tab.do_now(entry(201, "Without a connection again"))
        .unwrap();
    assert!(!tab.replica.awaits_answer());
    tab.restart();
    assert!(tab.replica.awaits_answer(), "another tab may have sent it");
}
