//! A base in pieces (sync.md R13), and a replica that notices that it holds something else than it was sent (R7).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use domain::post::{Grade, RecordPost};
use office::{Device, HEAD, MANAGER, OTHER, Office, SAM, entry, id, should_hold};
use sync::{
    message::{FromDevice, FromServer},
    replica::{Effect, Replica},
    stage::{self, Left},
    store::Table,
};

/// Gives Sam's post another manager.
fn reports_to(above: u128) -> RecordPost {
    RecordPost {
        post: id(31),
        title: "Post 31".to_owned(),
        unit: Some(id(22)),
        grade: Grade::Staff,
        reports_to: Some(id(above)),
        holder: Some(id(SAM)),
    }
}

/// How many hellos a new device of this office needs, one a piece.
fn hellos(office: &Office, person: u128) -> u64 {
    let mut device = Device::of(person, 0);
    let enough = |tried: &u64| {
        device = Device::of(person, 0);
        device.connect_for(office, *tried);
        device.replica.is_loaded()
    };
    (1..100).find(enough).expect("a base that ends")
}

#[test]
fn a_base_that_comes_in_pieces_is_the_same_base() {
    let office = Office::open();
    for person in [SAM, MANAGER, HEAD, OTHER] {
        assert!(
            hellos(&office, person) > 2,
            "this office has several pieces"
        );
        let mut device = Device::of(person, 0);
        device.connect(&office);
        assert_eq!(device.holds(), should_hold(&office, person));
        assert_eq!(device.replica.staged(), None);
    }
}

#[test]
fn until_the_last_piece_nothing_is_shown_and_the_device_says_how_far_it_is() {
    let office = Office::open();
    let all = hellos(&office, SAM);
    let mut device = Device::of(SAM, 0);
    let mut before = 0;
    for _ in 1..all {
        device.connect_for(&office, 1);
        assert!(!device.replica.is_loaded() && device.replica.view().is_empty());
        let (here, of) = device.replica.staged().expect("a piece");
        assert!(here > before && here < of, "{here} of {of}");
        before = here;
    }
    device.connect_for(&office, 1);
    assert_eq!(device.holds(), should_hold(&office, SAM));
}

#[test]
fn after_a_crash_it_goes_on_where_it_was() {
    let office = Office::open();
    let all = hellos(&office, SAM);
    for pieces in 1..all {
        let mut device = Device::of(SAM, 0);
        device.connect_for(&office, pieces);
        let here = device.replica.staged();
        assert_eq!(device.restart(), None);
        assert_eq!(device.replica.staged(), here);
        device.connect_for(&office, all - pieces);
        assert_eq!(device.holds(), should_hold(&office, SAM));
        let left = device
            .stored
            .rows()
            .filter(|(table, ..)| *table == Table::Stage);
        assert_eq!(left.count(), 0, "no piece stays");
    }
}

#[test]
fn whatever_happens_between_two_pieces_is_in_the_base() {
    let all = hellos(&Office::open(), SAM);
    for pieces in 1..all {
        let mut office = Office::open();
        let mut other = Device::of(SAM, 1);
        other.connect(&office);
        let mut device = Device::of(SAM, 0);
        device.connect_for(&office, pieces);
        // Something is written, and somebody else becomes the manager and then the first one again.
        other.do_now(entry(71, "Written meanwhile")).unwrap();
        other.send(&mut office);
        office.system(reports_to(33));
        device.connect_for(&office, 1);
        office.system(reports_to(32));
        device.connect(&office);
        assert_eq!(device.holds(), should_hold(&office, SAM), "after {pieces}");
        assert_eq!(device.astray, 0);
    }
}

#[test]
fn of_a_scope_that_is_lost_between_two_pieces_nothing_stays() {
    let all = hellos(&Office::open(), MANAGER);
    for pieces in 1..all {
        let mut office = Office::open();
        let mut device = Device::of(MANAGER, 0);
        device.connect_for(&office, pieces);
        office.system(reports_to(33));
        device.connect(&office);
        assert_eq!(
            device.holds(),
            should_hold(&office, MANAGER),
            "after {pieces}"
        );
        let sams = format!("objectives:{}", id::<()>(SAM));
        assert!(!device.scopes_on_disk().contains(&sams));
    }
}

#[test]
fn pieces_of_another_history_are_not_gone_on_with() {
    let mut office = Office::open();
    let mut device = Device::of(SAM, 0);
    device.connect_for(&office, 2);
    office.epoch = uuid::Uuid::from_u128(8);
    device.connect(&office);
    assert_eq!(device.holds(), should_hold(&office, SAM));
}

#[test]
fn a_piece_that_cannot_be_read_any_more_begins_the_base_again() {
    let office = Office::open();
    let mut device = Device::of(SAM, 0);
    device.connect_for(&office, 1);
    let (table, key, value) = device
        .stored
        .rows()
        .find(|(table, ..)| *table == Table::Stage)
        .map(|(table, key, value)| (table, key.to_owned(), value.replacen("Sam", "Pam", 1)))
        .expect("a piece");
    device.stored.insert(table, key, value[1..].to_owned());
    assert_eq!(device.restart(), None);
    assert_eq!(device.replica.staged(), None);
    device.connect(&office);
    assert_eq!(device.holds(), should_hold(&office, SAM));
}

#[test]
fn a_record_that_was_lost_on_the_way_is_missed_and_fetched() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 0);
    let mut manager = Device::of(MANAGER, 1);
    sam.connect(&office);
    manager.connect(&office);
    sam.do_now(entry(71, "It has to arrive")).unwrap();
    sam.send(&mut office);
    manager.hear_without_one(&office);
    assert_ne!(manager.holds(), should_hold(&office, MANAGER));
    manager.stay_connected(&office);
    assert_eq!(manager.holds(), should_hold(&office, MANAGER));
    assert_eq!(manager.astray, 1, "it says so, once");
    manager.disconnect();
    manager.connect(&office);
    assert_eq!(manager.astray, 1);
}

#[test]
fn a_kind_that_this_page_does_not_know_is_asked_for_once_more_and_not_for_ever() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 0);
    sam.newer_server = true;
    sam.connect(&office);
    // Each time the sum is another: the device fetches everything once more, takes it, and asks for a reload.
    sam.stay_connected(&office);
    assert_eq!((sam.astray, sam.asked_to_reload), (1, 1));
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    for number in 0..3 {
        office.system(reports_to(32 + number % 2));
        sam.hear(&office);
        assert!(sam.is_in_step(&office), "it goes on");
    }
    assert_eq!((sam.astray, sam.asked_to_reload), (1, 1));
}

#[test]
fn a_scope_that_is_lost_and_regained_between_two_pieces_is_whole() {
    let all = hellos(&Office::open(), MANAGER);
    for pieces in 1..all {
        let mut office = Office::open();
        let mut device = Device::of(MANAGER, 0);
        device.connect_for(&office, pieces);
        office.system(reports_to(33));
        device.connect_for(&office, 1);
        office.system(reports_to(32));
        device.connect(&office);
        assert_eq!(
            device.holds(),
            should_hold(&office, MANAGER),
            "after {pieces}"
        );
        assert_eq!(device.astray, 0);
    }
}

#[test]
fn a_piece_that_does_not_follow_the_last_one_begins_the_base_again() {
    let office = Office::open();
    let scopes = office.authority.scopes(id(SAM));
    let new = || Replica::new(uuid::Uuid::from_u128(901), id(SAM));
    let staged = |replica: &mut Replica| match replica.connected() {
        FromDevice::Hello(hello) => hello.staged,
        other => panic!("a hello comes first, not {other:?}"),
    };
    let (mut whole, mut pieces) = (new(), Vec::new());
    let mut mark = None;
    while let Left::More(piece) =
        stage::next(&office.authority, office.epoch, &scopes, mark.as_deref(), 4)
    {
        whole.receive(FromServer::Piece(piece.clone()));
        pieces.push(piece);
        mark = staged(&mut whole);
    }
    assert!(pieces.len() > 3, "{} pieces", pieces.len());
    // The last one comes too early, twice, or first of all.
    for order in [&[0, 2][..], &[0, 1, 3], &[0, 1, 1], &[1]] {
        let mut device = new();
        let mut effects = Vec::new();
        for place in order {
            effects = device.receive(FromServer::Piece(pieces[*place].clone()));
        }
        assert!(matches!(effects[..], [Effect::Reconnect]), "{order:?}");
        assert_eq!(staged(&mut device), None, "{order:?}");
    }
}
