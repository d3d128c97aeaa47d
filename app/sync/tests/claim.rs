//! What a device says it holds: the authority works out what it may have been sent, and a claim that differs brings nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use domain::{
    access,
    one_to_one::OpenSeries,
    person::RecordPerson,
    post::{Grade, RecordPost},
    role::{GrantRole, Role},
};
use office::{Device, HEAD, MANAGER, OTHER, Office, SAM, id, should_hold};
use sync::claim::scope_digest;

const PEOPLE: [u128; 4] = [SAM, MANAGER, OTHER, HEAD];

/// Sam moves to another manager, the manager's post falls vacant, somebody becomes Human Resources and somebody leaves.
fn reorganised() -> Office {
    let mut office = Office::open();
    let post = |number, grade, above, holder: Option<u128>| RecordPost {
        post: id(number),
        title: format!("Post {number}"),
        unit: Some(id(22)),
        grade,
        reports_to: Some(id(above)),
        holder: holder.map(id),
    };
    office.system(post(33, Grade::TeamManager, 34, Some(OTHER)));
    office.system(post(31, Grade::Staff, 33, Some(SAM)));
    office.give(
        domain::decision::Actor::Person(id(OTHER)),
        OpenSeries {
            series: id(62),
            employee: id(SAM),
            manager: id(OTHER),
            cadence_days: 28,
            first: id(63),
            first_on: "2026-11-25".parse().unwrap(),
        },
    );
    office.system(post(32, Grade::TeamManager, 34, None));
    office.system(GrantRole {
        grant: id(64),
        person: id(HEAD),
        role: Role::Hr,
    });
    office.system(RecordPerson {
        person: id(MANAGER),
        name: "Priya Shah".to_owned(),
        active: false,
        illustrative: true,
    });
    office
}

#[test]
fn the_scopes_of_then_are_those_that_playing_the_log_again_gives() {
    let office = reorganised();
    let mut different = 0;
    for seq in 0..=office.authority.head() {
        for person in PEOPLE {
            let person = id(person);
            let by_replay = access::scopes(&office.company_at(seq), person);
            assert_eq!(
                office.scopes_at(seq, person),
                by_replay,
                "{person} at {seq}"
            );
            different += usize::from(by_replay != office.authority.scopes(person));
        }
    }
    assert!(
        different > 20,
        "only {different} differ from the scopes of now"
    );
}

#[test]
fn a_device_that_comes_back_from_any_point_holds_what_it_should() {
    let office = reorganised();
    for seq in 1..office.authority.head() {
        for person in PEOPLE {
            let before = office.as_it_was(seq);
            let mut device = Device::of(person, person);
            device.connect(&before);
            device.disconnect();
            device.connect(&office);
            assert!(!device.was_reset(), "{person} from {seq}");
            assert_eq!(
                device.holds(),
                should_hold(&office, person),
                "{person} from {seq}"
            );
        }
    }
}

#[test]
fn the_digest_tells_sets_apart_and_is_the_same_everywhere() {
    let office = Office::open();
    let digests: std::collections::BTreeSet<String> = PEOPLE
        .iter()
        .map(|person| scope_digest(&office.authority.scopes(id(*person))))
        .collect();
    assert_eq!(digests.len(), PEOPLE.len());
    // `printf 'public\nstaff\n' | sha256sum`
    assert_eq!(
        scope_digest(&[domain::scope::Scope::Staff, domain::scope::Scope::Public].into()),
        "060a53a2033d6121a2be7a8ecb689e4b2924b1c4fb786c2d1513a35da578ed18"
    );
}
