//! The protocol between devices and the authority, run between values: no socket, no clock, no database.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use std::collections::BTreeSet;

use domain::{
    cascade::Parent,
    check_in::RecordProgress,
    entry::WriteEntry,
    id::Id,
    objective::{AgreeObjective, Objective, ObjectiveState, OrgLevel},
    objective_link::LinkObjective,
    person::RecordPerson,
    post::{Grade, RecordPost},
    private_note::WritePrivateNote,
    quantity::Decimal,
    rejection::Rejection,
};
use office::{
    Device, HEAD, MANAGER, MEETING, OTHER, Office, SAM, TEAM_OBJECTIVE, draft, entry, id,
    should_hold,
};
use sync::{
    message::{FromServer, Mode, POKE_BYTES_MAX, POKE_ROWS_MAX, Trouble, Welcome},
    projection::{self, Standing},
    replica::Effect,
};

fn everyone(office: &Office) -> Vec<(u128, Device)> {
    [SAM, MANAGER, OTHER, HEAD]
        .into_iter()
        .enumerate()
        .map(|(number, person)| {
            let mut device = Device::of(person, number as u128);
            device.connect(office);
            (person, device)
        })
        .collect()
}

#[test]
fn a_new_device_holds_what_its_person_may_see_and_nothing_else() {
    let office = Office::open();
    for (person, device) in everyone(&office) {
        assert_eq!(device.holds(), should_hold(&office, person));
    }
}

#[test]
fn a_command_shows_here_at_once_and_everywhere_after_the_server_has_it() {
    let mut office = Office::open();
    let mut devices = everyone(&office);
    devices[0]
        .1
        .do_now(entry(70, "The lift at Keats House"))
        .unwrap();
    assert_eq!(devices[0].1.replica.pending().len(), 1);
    assert!(
        devices[0]
            .1
            .replica
            .view()
            .get(id::<domain::entry::Entry>(70))
            .is_some()
    );
    assert!(
        devices[1]
            .1
            .replica
            .view()
            .get(id::<domain::entry::Entry>(70))
            .is_none()
    );
    assert!(devices[0].1.send(&mut office).is_empty());
    for (person, device) in &mut devices {
        device.hear(&office);
        assert_eq!(device.replica.pending().len(), 0);
        assert_eq!(device.holds(), should_hold(&office, *person));
    }
    assert!(
        devices[1]
            .1
            .replica
            .view()
            .get(id::<domain::entry::Entry>(70))
            .is_some()
    );
    assert!(
        devices[2]
            .1
            .replica
            .view()
            .get(id::<domain::entry::Entry>(70))
            .is_none()
    );
}

#[test]
fn an_objective_is_agreed_by_both_and_each_sees_the_other() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    let mut manager = Device::of(MANAGER, 2);
    sam.connect(&office);
    manager.connect(&office);
    sam.do_now(draft(
        80,
        SAM,
        OrgLevel::Individual,
        "Call back within a day",
    ))
    .unwrap();
    let objective: Id<Objective> = id(80);
    let wording = |device: &Device| {
        let view = device.replica.view();
        view.get(objective).unwrap().wording(view, objective)
    };
    let early = sam.do_now(AgreeObjective {
        objective,
        expected: wording(&sam),
        read: None,
    });
    assert_eq!(early, Err(Rejection::NoPathToPriority));
    sam.do_now(LinkObjective {
        link: id(81),
        child: objective,
        parent: Parent::Objective(id(TEAM_OBJECTIVE)),
        weight: Decimal::ONE,
    })
    .unwrap();
    sam.do_now(AgreeObjective {
        objective,
        expected: wording(&sam),
        read: None,
    })
    .unwrap();
    // One push is on its way at a time: the first carries the draft, the second what was done meanwhile.
    sam.send(&mut office);
    sam.hear(&office);
    sam.send(&mut office);
    manager.hear(&office);
    manager
        .do_now(AgreeObjective {
            objective,
            expected: wording(&manager),
            read: None,
        })
        .unwrap();
    manager.send(&mut office);
    sam.hear(&office);
    manager.hear(&office);
    for device in [&sam, &manager] {
        assert_eq!(
            device.replica.view().get(objective).unwrap().state,
            ObjectiveState::Agreed
        );
        assert_eq!(device.replica.refused().len(), 0);
    }
}

#[test]
fn what_the_server_refuses_comes_back_with_the_persons_own_words() {
    let mut office = Office::open();
    let mut manager = Device::of(MANAGER, 2);
    manager.connect(&office);
    // The manager has moved on since the device last heard.
    office.system(RecordPost {
        post: id(32),
        title: "Post 32".to_owned(),
        unit: Some(id(22)),
        grade: Grade::TeamManager,
        reports_to: Some(id(34)),
        holder: None,
    });
    manager
        .do_now(entry(71, "Words that must not be lost"))
        .unwrap();
    manager.send(&mut office);
    manager.hear(&office);
    let refused: Vec<_> = manager.replica.refused().cloned().collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].rejection, Rejection::NotLineManager);
    assert!(
        serde_json::to_string(&refused[0].pending.known())
            .unwrap()
            .contains("must not be lost")
    );
    let effects = manager.replica.dismiss(refused[0].pending.uuid());
    manager.carry_out(effects);
    assert_eq!(manager.replica.refused().len(), 0);
}

#[test]
fn sending_twice_has_one_effect() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.do_now(entry(72, "Once")).unwrap();
    sam.send(&mut office);
    let head = office.authority.head();
    // The answer is lost: the device connects again and sends what it has.
    sam.disconnect();
    sam.connect(&office);
    sam.send(&mut office);
    assert_eq!(office.authority.head(), head);
    assert_eq!(sam.replica.pending().len(), 0);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
}

#[test]
fn work_without_a_connection_arrives_later_in_its_order() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    let mut manager = Device::of(MANAGER, 2);
    sam.connect(&office);
    manager.connect(&office);
    sam.disconnect();
    for number in 0..250 {
        sam.do_now(entry(100 + number, &format!("Line {number}")))
            .unwrap();
    }
    assert_eq!(sam.replica.pending().len(), 250);
    manager.do_now(entry(99, "Meanwhile")).unwrap();
    manager.send(&mut office);
    sam.connect(&office);
    for _ in 0..3 {
        assert!(sam.send(&mut office).is_empty());
        sam.hear(&office);
    }
    assert_eq!(sam.replica.pending().len(), 0);
    manager.hear(&office);
    assert_eq!(sam.holds(), should_hold(&office, SAM));
    assert_eq!(manager.holds(), should_hold(&office, MANAGER));
}

#[test]
fn long_work_without_a_connection_leaves_in_messages_that_the_server_takes() {
    // Letters, marks that JSON writes with two bytes, and signs of four bytes each.
    for sign in ["x", "\"", "🏠"] {
        let text = sign.repeat(4_000);
        let mut office = Office::open();
        let mut sam = Device::of(SAM, 1);
        sam.connect(&office);
        sam.disconnect();
        for number in 0..100 {
            sam.do_now(entry(100 + number, &text)).unwrap();
        }
        sam.connect(&office);
        for _ in 0..100 {
            assert!(sam.send(&mut office).is_empty());
            sam.hear(&office);
        }
        assert_eq!(sam.replica.pending().len(), 0, "still waiting");
        assert_eq!(sam.holds(), should_hold(&office, SAM));
    }
}

#[test]
fn a_change_of_manager_moves_scopes_and_no_record() {
    let mut office = Office::open();
    let mut devices = everyone(&office);
    office.system(RecordPost {
        post: id(31),
        title: "Post 31".to_owned(),
        unit: Some(id(22)),
        grade: Grade::Staff,
        reports_to: Some(id(33)),
        holder: Some(id(SAM)),
    });
    for (person, device) in &mut devices {
        device.hear(&office);
        assert_eq!(device.holds(), should_hold(&office, *person), "{person}");
    }
}

/// Property 28.
#[test]
fn however_much_has_happened_no_part_of_a_poke_is_longer_than_it_may_be() {
    let office = Office::open();
    let scopes = office.authority.scopes(id(SAM));
    let poke = projection::snapshot(&office.authority, &scopes, 0);
    let record = |body: &str| {
        let body = serde_json::value::RawValue::from_string(body.to_owned()).unwrap();
        let like = poke.puts[0].clone();
        domain::record::WireRecord {
            body: body.into(),
            ..like
        }
    };
    let long = format!("\"{}\"", "x".repeat(4_000));
    let longest = format!("\"{}\"", "x".repeat(POKE_BYTES_MAX));
    // How many are put, how they read, how many go, and in how many parts.
    let table = [
        (0, "1", 0, 0),
        (200, "1", 0, 1),
        (201, "1", 0, 2),
        (0, "1", 450, 3),
        (450, "1", 450, 5),
        (100, long.as_str(), 0, 7),
        (3, longest.as_str(), 1, 3),
    ];
    for (puts, body, removes, parts) in table {
        let poke = projection::Poke {
            puts: vec![record(body); puts],
            removes: vec![("entry".to_owned(), id::<WriteEntry>(1).uuid()); removes],
            ..poke.clone()
        };
        let mut came = (0, 0, 0);
        for message in poke.messages(1) {
            let FromServer::PokePart(part) = message else {
                continue;
            };
            let (put, gone) = (part.puts.len(), part.removes.len());
            let bytes: usize = part.puts.iter().map(|put| put.body.get().len()).sum();
            assert!(put + gone <= POKE_ROWS_MAX, "{put} and {gone}");
            assert!(bytes <= POKE_BYTES_MAX || put == 1, "{bytes} bytes");
            came = (came.0 + put, came.1 + gone, came.2 + 1);
        }
        assert_eq!(came, (puts, removes, parts));
    }
}

#[test]
fn what_was_written_in_a_scope_that_is_new_comes_once() {
    let mut office = Office::open();
    let standing = Standing {
        replica: uuid::Uuid::from_u128(900),
        cursor: office.authority.head(),
        scopes: office.authority.scopes(id(OTHER)),
        last_no: 0,
    };
    let new_manager = RecordPost {
        post: id(31),
        title: "Post 31".to_owned(),
        unit: Some(id(22)),
        grade: Grade::Staff,
        reports_to: Some(id(33)),
        holder: Some(id(SAM)),
    };
    office.system(new_manager);
    office.system(draft(80, SAM, OrgLevel::Individual, "Inspect homes"));
    let new = office.commits_after(standing.cursor);
    let scopes = office.authority.scopes(id(OTHER));
    let poke = projection::step(office.authority.company(), new, &standing, &scopes).unwrap();
    let mut came: Vec<_> = poke.puts.iter().map(|put| (&put.kind, put.id)).collect();
    let all = came.len();
    came.sort();
    came.dedup();
    assert_eq!(came.len(), all, "a record came twice");
    assert!(came.contains(&(&"objective".to_owned(), id::<Objective>(80).uuid())));
}

#[test]
fn a_private_note_stays_with_its_author() {
    let mut office = Office::open();
    let mut devices = everyone(&office);
    devices[1]
        .1
        .do_now(WritePrivateNote {
            note: id(90),
            one_to_one: id(MEETING),
            text: "Mine alone".to_owned(),
            read: None,
        })
        .unwrap();
    devices[1].1.send(&mut office);
    for (person, device) in &mut devices {
        device.hear(&office);
        let told = device.holds().join("\n").contains("Mine alone");
        assert_eq!(told, *person == MANAGER);
    }
}

#[test]
fn what_a_person_may_not_see_answers_as_if_it_were_not_there() {
    let mut office = Office::open();
    let other = domain::decision::Actor::Person(id(OTHER));
    let outcome = office.give(other, entry(73, "Intruding"));
    assert_eq!(
        outcome,
        sync::message::Outcome::Rejected(Rejection::NotFound)
    );
    let nowhere = WriteEntry {
        one_to_one: id(99_999),
        ..entry(74, "Nowhere")
    };
    assert_eq!(
        office.give(other, nowhere),
        sync::message::Outcome::Rejected(Rejection::NotFound)
    );
}

#[test]
fn a_number_too_far_ahead_and_another_persons_replica_are_not_taken() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.do_now(entry(75, "First")).unwrap();
    sam.send(&mut office);
    // The same replica in another person's name.
    let mut thief = Device::of(OTHER, 1);
    thief.connect(&office);
    thief
        .do_now(RecordProgress {
            check_in: id(76),
            objective: id(TEAM_OBJECTIVE),
            progress: 1,
            note: String::new(),
            one_to_one: None,
        })
        .unwrap_err();
    thief
        .do_now(RecordPerson {
            person: id(77),
            name: "X".to_owned(),
            active: true,
            illustrative: true,
        })
        .unwrap_err();
    let submission = sync::authority::Submission {
        actor: domain::decision::Actor::Person(id(OTHER)),
        from: Some((uuid::Uuid::from_u128(901), 2)),
        uuid: uuid::Uuid::from_u128(5),
        command: Some(entry(78, "Theft").into()),
        text: String::new(),
        now: office::now(),
    };
    assert!(matches!(
        office.receive(&submission),
        sync::authority::Received::Trouble(Trouble::NotYourReplica)
    ));
    let ahead = sync::authority::Submission {
        actor: domain::decision::Actor::Person(id(SAM)),
        from: Some((uuid::Uuid::from_u128(901), 9)),
        ..submission
    };
    assert!(matches!(
        office.receive(&ahead),
        sync::authority::Received::Trouble(Trouble::Gap { expected: 2 })
    ));
}

#[test]
fn the_chain_follows_from_commit_to_commit() {
    let office = Office::open();
    let mut link = [0; 32];
    for commit in &office.commits {
        assert_eq!(commit.digest, sync::commit::digest(&commit.rows));
        link = sync::commit::chain(&link, commit.seq, &commit.digest);
        assert_eq!(commit.chain, link);
    }
    assert_eq!(*office.authority.chain(), link);
}

#[test]
fn an_open_page_goes_on_with_a_server_that_was_restored_from_a_backup() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    let mut backup = office.clone();
    for number in 0..3 {
        sam.do_now(entry(200 + number, "After the backup")).unwrap();
        sam.send(&mut office);
        sam.hear(&office);
    }
    sam.disconnect();
    sam.do_now(entry(300, "Not sent yet")).unwrap();
    backup.epoch = uuid::Uuid::from_u128(8);
    sam.connect(&backup);
    for _ in 0..3 {
        assert!(sam.send(&mut backup).is_empty());
        sam.hear(&backup);
    }
    assert_eq!(sam.replica.pending().len(), 0, "what waited has arrived");
    assert_eq!(sam.holds(), should_hold(&backup, SAM));
}

#[test]
fn when_somebody_else_has_signed_in_to_the_browser_what_waits_stays_with_its_person() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.disconnect();
    sam.do_now(entry(200, "Written without a network")).unwrap();
    let effects = sam
        .replica
        .receive(FromServer::Trouble(Trouble::NotYourReplica));
    assert!(matches!(effects[..], [Effect::SignIn]), "{effects:?}");
    assert_eq!(sam.replica.pending().len(), 1);
    sam.connect(&office);
    assert!(sam.send(&mut office).is_empty());
    sam.hear(&office);
    assert_eq!(
        sam.replica.pending().len(),
        0,
        "it is sent once they are back"
    );
}

/// Property 25.
#[test]
fn a_push_under_somebody_elses_session_is_never_executed() {
    let mut office = Office::open();
    let mut sam = Device::of(SAM, 1);
    sam.connect(&office);
    sam.do_now(entry(200, "Makes the replica known")).unwrap();
    sam.send(&mut office);
    sam.hear(&office);
    for (number, other) in [(201, MANAGER), (202, OTHER), (203, HEAD)] {
        sam.do_now(entry(number, "Only ever Sam's")).unwrap();
        let before = office.commits.len();
        assert!(sam.send_as(&mut office, other), "a push was on its way");
        assert_eq!(office.commits.len(), before);
        // The device tells by the welcome whose session it is, and sends nothing there.
        sam.replica.connected();
        let effects = sam.replica.receive(FromServer::Welcome(Welcome {
            epoch: office.epoch,
            person: id(other),
            last_no: 1,
            server_time: office::now(),
            backed_up_seq: 0,
            mode: Mode::Resume,
        }));
        assert!(matches!(effects[..], [Effect::SignIn]), "{effects:?}");
        sam.connect(&office);
    }
    assert!(sam.send(&mut office).is_empty());
    let theirs = office.commits.iter().filter(|commit| commit.from.is_some());
    let actors: Vec<_> = theirs.map(|commit| commit.actor).collect();
    assert_eq!(actors, [domain::decision::Actor::Person(id(SAM)); 4]);
}

/// The numbers that another copy of the device has used meanwhile: fewer than were sent, as many, and more.
#[test]
fn a_push_that_its_own_commands_overtake_under_other_numbers_does_nothing() {
    let cases = [1, 2, 3].map(|theirs| [(theirs, false), (theirs, true)]);
    for (theirs, overtakes) in cases.into_iter().flatten() {
        let what = format!("{theirs} by the copy, the later push first: {overtakes}");
        let mut office = Office::open();
        let (mut sam, mut copy) = (Device::of(SAM, 1), Device::of(SAM, 3));
        sam.connect(&office);
        copy.copy_of(&sam);
        copy.connect(&office);
        sam.disconnect();
        for number in 0..2 {
            sam.do_now(entry(200 + number, "By the first")).unwrap();
        }
        sam.connect(&office);
        for number in 0..theirs {
            copy.do_now(entry(300 + number, "By the copy")).unwrap();
            copy.send(&mut office);
            copy.hear(&office);
        }
        sam.hear(&office);
        assert_eq!(sam.on_their_way(overtakes), 2, "{what}: pushes");
        sam.send(&mut office);
        for device in [&mut sam, &mut copy] {
            device.stay_connected(&office);
            device.send(&mut office);
            device.hear(&office);
            assert_eq!(device.holds(), should_hold(&office, SAM), "{what}");
            assert_eq!(device.replica.pending().len(), 0, "{what}");
        }
        let given = office.commits.iter().filter(|commit| commit.from.is_some());
        let given: Vec<_> = given.map(|commit| commit.uuid).collect();
        let once: BTreeSet<_> = given.iter().collect();
        let all = 2 + theirs as usize;
        assert_eq!((given.len(), once.len()), (all, all), "{what}");
    }
}
