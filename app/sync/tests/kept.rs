//! What a device has kept: it goes on from there after any crash, damage or restored server, and loses nothing that was saved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use std::collections::BTreeSet;

use domain::{
    objective::OrgLevel,
    post::{Grade, RecordPost},
    private_note::WritePrivateNote,
};
use office::{Device, HEAD, MANAGER, MEETING, Office, Room, SAM, draft, entry, id, should_hold};
use sync::{
    shelf::{self, Damage, Shelf},
    store::Table,
};
use uuid::Uuid;

fn waiting(device: &Device) -> Vec<Uuid> {
    device
        .replica
        .pending()
        .map(|pending| pending.uuid())
        .collect()
}

/// Until nothing waits, as a device does that stays connected.
fn settle(device: &mut Device, office: &mut Office) {
    device.connect(office);
    for _ in 0..10 {
        device.stay_connected(office);
        device.send(office);
        device.hear(office);
    }
    assert!(waiting(device).is_empty(), "still waiting");
}

/// However often a command was sent; returns how many there were.
fn assert_each_is_decided_once(office: &Office) -> usize {
    let sent = office.commits.iter().filter(|commit| commit.from.is_some());
    let mut decided = BTreeSet::new();
    for commit in sent {
        assert!(decided.insert(commit.uuid), "{} twice", commit.uuid);
    }
    decided.len()
}

/// A device with a base, something in its journal, something answered and something that waits.
fn busy(office: &mut Office) -> Device {
    let mut sam = Device::of(SAM, 1);
    sam.connect(office);
    for number in 0..3 {
        sam.do_now(entry(200 + number, &format!("Answered {number}")))
            .unwrap();
        sam.send(office);
        sam.hear(office);
    }
    for number in 0..2 {
        sam.do_now(entry(300 + number, &format!("Waiting {number}")))
            .unwrap();
    }
    sam
}

#[test]
fn a_device_that_is_killed_at_any_moment_goes_on_where_it_was() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    let mut manager = Device::of(MANAGER, 2);
    manager.connect(&office);
    sam.connect(&office);
    for number in 0..260 {
        sam.do_now(entry(400 + number, &format!("Line {number}")))
            .unwrap();
        manager
            .do_now(entry(900 + number, &format!("Theirs {number}")))
            .unwrap();
        manager.send(&mut office);
        if number % 3 == 0 {
            sam.send(&mut office);
        }
        sam.hear(&office);
        let (held, waits, cursor) = (sam.holds(), waiting(&sam), sam.replica.cursor());
        if number % 7 == 0 {
            assert_eq!(sam.restart(), None, "after line {number}");
            assert_eq!(sam.holds(), held, "after line {number}");
            assert_eq!(waiting(&sam), waits, "after line {number}");
            assert_eq!(sam.replica.cursor(), cursor);
            sam.connect(&office);
            assert!(!sam.was_reset(), "it goes on from its cursor");
        }
    }
    settle(&mut sam, &mut office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
}

#[test]
fn a_crash_takes_what_was_sent_before_the_store_held_it_and_its_number_given_again_loses_nothing() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.slow_store = true;
    sam.do_now(entry(200, "Sent and not kept")).unwrap();
    assert!(!sam.replica.is_kept(), "it is not called saved here");
    sam.send(&mut office);
    sam.restart();
    assert!(waiting(&sam).is_empty());
    sam.slow_store = false;
    sam.do_now(entry(201, "Under the same number")).unwrap();
    sam.do_now(entry(202, "After it")).unwrap();
    settle(&mut sam, &mut office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    for text in ["Sent and not kept", "Under the same number", "After it"] {
        assert!(sam.holds().iter().any(|held| held.contains(text)), "{text}");
    }
}

#[test]
fn what_a_restored_server_has_forgotten_is_sent_once_whatever_others_do_meanwhile() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    let mut manager = Device::of(MANAGER, 2);
    sam.connect(&office);
    manager.connect(&office);
    let mut kept = office.clone();
    for number in 0..3 {
        sam.do_now(entry(200 + number, &format!("Answered {number}")))
            .unwrap();
        sam.send(&mut office);
        sam.hear(&office);
        if number == 0 {
            kept = office.clone();
        }
    }
    sam.disconnect();
    sam.do_now(entry(210, "Waiting")).unwrap();
    kept.epoch = Uuid::from_u128(77);
    office = kept;
    manager.disconnect();
    manager.connect(&office);
    sam.connect(&office);
    // What the manager does arrives before the answer to what is on its way.
    manager.do_now(entry(300, "Theirs")).unwrap();
    manager.send(&mut office);
    sam.hear(&office);
    settle(&mut sam, &mut office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    // Three that were answered, one that waited, and theirs.
    assert_eq!(assert_each_is_decided_once(&office), 5);
}

#[test]
fn what_was_numbered_anew_and_sent_before_a_crash_is_not_sent_again() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    settle(&mut sam, &mut office);
    let mut copy = Device::of(SAM, 3);
    copy.stored = sam.stored.clone();
    copy.restart();
    sam.do_now(entry(500, "By the first")).unwrap();
    settle(&mut sam, &mut office);
    copy.do_now(entry(501, "By the copy")).unwrap();
    copy.slow_store = true;
    copy.connect(&office);
    copy.send(&mut office);
    copy.restart();
    copy.slow_store = false;
    settle(&mut copy, &mut office);
    assert_each_is_decided_once(&office);
    assert_eq!(copy.holds(), should_hold(&office, SAM));
}

#[test]
fn two_devices_from_one_copy_of_a_store_lose_nothing_to_each_other() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let mut copy = Device::of(SAM, 3);
    copy.stored = sam.stored.clone();
    copy.restart();
    assert_eq!(copy.replica.id(), sam.replica.id());
    settle(&mut sam, &mut office);
    sam.do_now(entry(500, "By the first")).unwrap();
    copy.do_now(entry(501, "By the copy")).unwrap();
    copy.do_now(entry(502, "By the copy, later")).unwrap();
    settle(&mut sam, &mut office);
    settle(&mut copy, &mut office);
    sam.hear(&office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    assert_eq!(copy.holds(), should_hold(&office, SAM));
    assert_each_is_decided_once(&office);
    for text in [
        "Waiting 0",
        "Waiting 1",
        "By the first",
        "By the copy",
        "By the copy, later",
    ] {
        let lines = sam.holds();
        let times = lines
            .iter()
            .filter(|held| held.contains(&format!("\"{text}\"")));
        assert_eq!(times.count(), 1, "{text}");
    }
}

#[test]
fn whatever_row_is_damaged_or_missing_the_outbox_survives_and_the_base_comes_again() {
    let mut office = Office::open();
    let sound = busy(&mut office);
    let rows: Vec<_> = sound
        .stored
        .rows()
        .map(|(table, key, value)| (table, key.to_owned(), value.to_owned()))
        .collect();
    assert!(rows.len() > 8, "{} rows", rows.len());
    for (table, key, value) in rows {
        for harm in ["missing", "flipped", "cut", "empty"] {
            let mut office = office.clone();
            let mut sam = busy_again(&sound);
            let mut batch = sync::store::Batch::default();
            batch.delete(table, &key);
            sam.stored.commit(&batch);
            let harmed = match harm {
                "flipped" => Some(value.replacen(['1', 'e', 'a'], "7", 1)),
                "cut" => Some(value[..value.len() / 2].to_owned()),
                "empty" => Some(String::new()),
                _ => None,
            };
            if let Some(harmed) = harmed {
                sam.stored.insert(table, key.clone(), harmed);
            }
            let what = format!("{} {key}, {harm}", table.name());
            let before = waiting(&sound);
            let damage = sam.restart();
            let after = waiting(&sam);
            match table {
                Table::Outbox => {
                    assert_eq!(after.len(), before.len(), "{what}: the numbers stay dense")
                }
                _ => assert_eq!(after, before, "{what}"),
            }
            if table == Table::Meta && key == "replica" {
                assert_eq!(damage, Some(Damage::Identity), "{what}");
            } else if matches!(table, Table::Chunk | Table::Journal) {
                assert_eq!(damage, Some(Damage::Base), "{what}");
            }
            settle(&mut sam, &mut office);
            assert_eq!(sam.holds(), should_hold(&office, SAM), "{what}");
            assert_eq!(sam.restart(), None, "{what}: mended for good");
            assert_eq!(sam.holds(), should_hold(&office, SAM), "{what}");
        }
    }
}

fn busy_again(sound: &Device) -> Device {
    let mut device = Device::of(SAM, 1);
    device.stored = sound.stored.clone();
    device
}

#[test]
fn a_server_that_was_restored_gets_back_what_it_had_answered() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.do_now(entry(200, "In the backup")).unwrap();
    sam.send(&mut office);
    sam.hear(&office);
    let mut backup = office.clone();
    for number in 0..5 {
        sam.do_now(entry(201 + number, &format!("After the backup {number}")))
            .unwrap();
        sam.send(&mut office);
        sam.hear(&office);
    }
    sam.do_now(entry(300, "Not sent yet")).unwrap();
    let held = sam.replica.view().len();
    sam.restart();
    backup.epoch = Uuid::from_u128(8);
    settle(&mut sam, &mut backup);
    assert_eq!(sam.holds(), should_hold(&backup, SAM));
    assert_eq!(sam.replica.base().len(), held, "nothing is missing");
    assert_eq!(sam.replica.refused().len(), 0);
}

#[test]
fn a_backup_of_another_history_makes_no_device_forget() {
    let mut office = Office::open();
    let (mut sam, mut manager) = (Device::of(SAM, 1), Device::of(MANAGER, 2));
    sam.connect(&office);
    let mut restored = office.clone();
    restored.epoch = Uuid::from_u128(8);
    sam.do_now(entry(200, "After the backup")).unwrap();
    sam.send(&mut office);
    sam.hear(&office);
    sam.disconnect();
    manager.connect(&restored);
    for number in 0..5 {
        manager.do_now(entry(900 + number, "Theirs")).unwrap();
    }
    settle(&mut manager, &mut restored);
    restored.backed_up_seq = restored.authority.head();
    settle(&mut sam, &mut restored);
    let sams = restored.commits.iter().filter(|commit| {
        let from = commit.from.map(|(replica, _)| replica);
        from == Some(sam.replica.id())
    });
    assert_eq!(sams.count(), 1, "sent again");
}

/// Two commands that change nothing leave the same mark in the history: the number alone tells that an answer was forgotten.
#[test]
fn a_backup_of_a_history_with_the_same_marks_makes_no_device_forget() {
    let mut office = Office::open();
    let (mut sam, mut manager) = (Device::of(SAM, 1), Device::of(MANAGER, 2));
    sam.connect(&office);
    manager.connect(&office);
    let mut restored = office.clone();
    let nothing = |note| WritePrivateNote {
        note: id(note),
        one_to_one: id(MEETING),
        text: String::new(),
        read: None,
    };
    for (device, office, note) in [
        (&mut sam, &mut office, 700),
        (&mut manager, &mut restored, 701),
    ] {
        device.do_now(nothing(note)).unwrap();
        settle(device, office);
        device.disconnect();
    }
    let head = restored.authority.head();
    assert_eq!(restored.mark_at(head), office.mark_at(head));
    restored.backed_up_seq = head;
    settle(&mut sam, &mut restored);
    assert_eq!(assert_each_is_decided_once(&restored), 2, "sent again");
}

#[test]
fn a_refusal_stays_until_it_is_dismissed() {
    let mut office = Office::open();
    let mut manager = Device::of(MANAGER, 2);
    manager.connect(&office);
    office.system(moved_on());
    manager.do_now(entry(200, "Words to keep")).unwrap();
    manager.send(&mut office);
    manager.hear(&office);
    for _ in 0..2 {
        assert_eq!(manager.restart(), None);
        assert_eq!(manager.replica.refused().len(), 1);
    }
    let refused = manager.replica.refused().next().unwrap().pending.uuid();
    let effects = manager.replica.dismiss(refused);
    manager.carry_out(effects);
    manager.restart();
    assert_eq!(manager.replica.refused().len(), 0);
}

fn moved_on() -> RecordPost {
    RecordPost {
        post: id(32),
        title: "Post 32".to_owned(),
        unit: Some(id(22)),
        grade: Grade::TeamManager,
        reports_to: Some(id(34)),
        holder: None,
    }
}

#[test]
fn once_a_scope_is_lost_no_row_of_the_store_holds_a_word_of_it() {
    let mut office = Office::open();
    let mut head = Device::of(HEAD, 3);
    head.connect(&office);
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.do_now(WritePrivateNote {
        note: id(200),
        one_to_one: id(MEETING),
        text: "Secret of Sam's".to_owned(),
        read: None,
    })
    .unwrap();
    settle(&mut sam, &mut office);
    head.hear(&office);
    office.system(draft(500, SAM, OrgLevel::Individual, "Sam's own objective"));
    head.hear(&office);
    let written = |device: &Device, words: &str| {
        device
            .stored
            .rows()
            .any(|(_, _, value)| value.contains(words))
    };
    assert!(written(&head, "Sam's own objective"));
    office.system(moved_on());
    office.system(RecordPost {
        post: id(31),
        title: "Post 31".to_owned(),
        unit: Some(id(22)),
        grade: Grade::Staff,
        reports_to: None,
        holder: Some(id(SAM)),
    });
    head.hear(&office);
    assert!(!written(&head, "Sam's own objective"));
    assert!(!written(&head, "Secret of Sam's"));
    assert!(written(&sam, "Secret of Sam's"));
}

/// Tables that hold a row.
fn tables(device: &Device) -> BTreeSet<Table> {
    device.stored.rows().map(|(table, ..)| table).collect()
}

#[test]
fn a_full_store_keeps_what_is_precious_and_its_base_comes_again_with_the_next_start() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let typed = shelf::draft("note-1-text".to_owned(), Some("Half a sentence".to_owned()));
    sam.stored.commit(&typed);
    assert!(tables(&sam).contains(&Table::Chunk) && tables(&sam).contains(&Table::Journal));
    sam.room = Room::ForWork;
    sam.do_now(entry(400, "Written where there is no room"))
        .unwrap();
    assert!(sam.replica.is_kept() && !sam.store_lost && sam.is_bare());
    let precious = [Table::Meta, Table::Outbox, Table::Sent, Table::Draft];
    assert_eq!(tables(&sam), precious.into());
    // The page goes on with what it has in memory; of the base nothing is written, whatever comes.
    settle(&mut sam, &mut office);
    office.system(draft(500, SAM, OrgLevel::Individual, "Sam's own objective"));
    sam.hear(&office);
    // A whole base comes in its pieces while there is no room.
    sam.disconnect();
    sam.replica = sync::replica::Replica::new(sam.replica.id(), id(SAM));
    sam.connect(&office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    assert!(sam.is_bare());
    sam.do_now(entry(401, "Waits")).unwrap();
    assert_eq!(tables(&sam), precious.into());
    let waits = waiting(&sam);
    assert_eq!(waits.len(), 1);
    assert_eq!(sam.restart(), None, "a store without a base is sound");
    assert_eq!(waiting(&sam), waits);
    assert!(!sam.replica.is_loaded(), "the network is needed");
    sam.room = Room::Plenty;
    settle(&mut sam, &mut office);
    assert_eq!(sam.restart(), None);
    assert_eq!(sam.holds(), should_hold(&office, SAM), "a base is kept");
    let (_, found) = Shelf::open(&sam.stored, id(SAM)).unwrap();
    let words = found.drafts.get("note-1-text").map(String::as_str);
    assert_eq!(words, Some("Half a sentence"));
}

#[test]
fn what_was_answered_while_the_store_was_full_heals_a_restored_server() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let mut backup = office.clone();
    sam.room = Room::ForWork;
    for number in 0..3 {
        sam.do_now(entry(400 + number, &format!("Without room {number}")))
            .unwrap();
    }
    settle(&mut sam, &mut office);
    assert!(sam.is_bare());
    sam.restart();
    backup.epoch = Uuid::from_u128(8);
    settle(&mut sam, &mut backup);
    // Three that the backup has, two that waited, and three without room.
    assert_eq!(assert_each_is_decided_once(&backup), 8);
    assert_eq!(sam.holds(), should_hold(&backup, SAM));
}

#[test]
fn a_device_that_is_killed_while_it_gives_up_its_cache_has_its_outbox() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let waits = waiting(&sam);
    let (mut shelf, _) = Shelf::open(&sam.stored, id(SAM)).unwrap();
    let typed = shelf::draft("note-1-text".to_owned(), Some("Half a sentence".to_owned()));
    let [room, kept] = shelf.give_up_cache(&typed);
    sam.stored.commit(&room);
    let mut whole = busy_again(&sam);
    assert_eq!(sam.restart(), Some(Damage::Base));
    assert_eq!(waiting(&sam), waits);
    settle(&mut sam, &mut office.clone());
    whole.stored.commit(&kept);
    assert_eq!(whole.restart(), None);
    assert_eq!(waiting(&whole), waits);
    assert!(tables(&whole).contains(&Table::Draft));
    settle(&mut whole, &mut office);
    assert_eq!(whole.holds(), should_hold(&office, SAM));
}

#[test]
fn a_store_that_takes_nothing_at_all_is_lost_and_what_it_held_is_found_again() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let waits = waiting(&sam);
    sam.room = Room::Nothing;
    sam.do_now(entry(400, "Nowhere kept")).unwrap();
    assert!(sam.store_lost, "and is not called saved on this device");
    assert_eq!(waiting(&sam).len(), waits.len() + 1, "it waits in memory");
    sam.restart();
    assert_eq!(waiting(&sam), waits);
    sam.room = Room::Plenty;
    settle(&mut sam, &mut office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
}

#[test]
fn a_browser_that_was_cleared_is_told_to_the_server_until_a_base_has_come() {
    let office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    assert!(!sam.untold);
    sam.evict();
    assert!(sam.untold && sam.stored.is_empty());
    sam.connect_for(&office, 1);
    assert!(!sam.untold, "told with the first hello");
    sam.connect(&office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    let sync::message::FromDevice::Hello(hello) = sam.replica.connected() else {
        panic!("a hello comes first")
    };
    assert!(!hello.cleared, "and not again");
}

/// The store as a build of another format keeps it.
fn as_kept_by(device: &mut Device, format: u16) {
    let mut rows = device.stored.rows();
    let row = rows.find(|(table, key, _)| (*table, *key) == (Table::Meta, "replica"));
    let mut meta: serde_json::Value = serde_json::from_str(&row.unwrap().2[16..]).unwrap();
    meta["format"] = format.into();
    let mut batch = sync::store::Batch::default();
    batch.put(Table::Meta, "replica", &meta);
    drop(rows);
    device.stored.commit(&batch);
}

#[test]
fn a_store_of_an_older_build_is_gone_on_with_by_the_same_replica() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    sam.connect(&office);
    sam.send(&mut office);
    sam.do_now(entry(310, "Never sent")).unwrap();
    let (replica, waits) = (sam.replica.id(), waiting(&sam));
    assert_eq!(waits.len(), 3, "two of them sent");
    as_kept_by(&mut sam, 0);
    assert_eq!(sam.restart(), Some(Damage::Base));
    assert_eq!((sam.replica.id(), waiting(&sam)), (replica, waits));
    assert!(!sam.replica.is_loaded(), "its base comes anew");
    // What was answered is kept too, for a server that has forgotten it.
    let mut older = busy_again(&sam);
    assert_eq!(older.restart(), None, "written as this build keeps it");
    settle(&mut sam, &mut office);
    assert_eq!(assert_each_is_decided_once(&office), 6);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    let mut backup = Office::open();
    backup.epoch = Uuid::from_u128(8);
    settle(&mut older, &mut backup);
    assert_eq!(assert_each_is_decided_once(&backup), 6);
}

#[test]
fn a_store_of_a_newer_build_stays_as_it_is_and_the_page_works_in_memory() {
    let mut office = Office::open();
    let mut sam = busy(&mut office);
    let waits = waiting(&sam);
    as_kept_by(&mut sam, 2);
    let stored = sam.stored.clone();
    assert_eq!(Shelf::open(&stored, id(SAM)).err(), Some(shelf::Newer));
    sam.restart();
    sam.connect(&office);
    sam.do_now(entry(310, "In memory")).unwrap();
    assert!(sam.store_lost, "and is not called saved on this device");
    settle(&mut sam, &mut office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    assert!(sam.stored == stored, "not a row was written");
    // The newer build comes again.
    as_kept_by(&mut sam, 1);
    assert_eq!((sam.restart(), waiting(&sam)), (None, waits));
}
