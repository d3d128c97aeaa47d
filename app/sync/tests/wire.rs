//! Every message of the protocol and every outcome as a file in `golden/`: what the types write, and what they read back.
//!
//! The values come from a short story between a device and the authority. Run with `UPDATE_GOLDEN=1` to write the files anew,
//! then read the difference: a device in another language was written from them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;

use std::{
    collections::BTreeSet,
    fmt::Debug,
    fs,
    path::{Path, PathBuf},
};

use domain::{
    entry::{Topic, WriteEntry},
    objective_link::UnlinkObjective,
    post::{Grade, RecordPost},
    rejection::Rejection,
    role::{GrantRole, Role},
};
use office::{MANAGER, MEETING, OTHER, Office, SAM, id, now};
use serde::{Serialize, de::DeserializeOwned};
use sync::{
    authority::{Received, Submission},
    message::{
        Ack, FromDevice, FromServer, Mode, Outcome, Ping, Pong, PushedCommand, Trouble, Welcome,
    },
    projection::{self, Standing},
    replica::{Effect, Replica},
    stage::{self, Left},
};
use uuid::Uuid;

/// What is said, in the order in which it is said.
#[derive(Default)]
struct Story {
    device: Vec<FromDevice>,
    server: Vec<FromServer>,
    outcomes: Vec<Outcome>,
}

/// The file of a message. A new message does not compile until it has one.
fn device_file(message: &FromDevice) -> &'static str {
    match message {
        FromDevice::Hello(hello) if hello.staged.is_some() => "hello_of_a_device_with_a_piece",
        FromDevice::Hello(hello) if hello.cleared => "hello_of_a_device_that_was_cleared",
        FromDevice::Hello(hello) if hello.epoch.is_none() => "hello_of_a_new_device",
        FromDevice::Hello(_) => "hello",
        FromDevice::Push(_) => "push",
        FromDevice::Ack(_) => "ack",
        FromDevice::Ping(_) => "ping",
    }
}

fn server_file(message: &FromServer) -> &'static str {
    match message {
        FromServer::Welcome(welcome) => match welcome.mode {
            Mode::Resume => "welcome_resume",
            Mode::Reset => "welcome_reset",
            Mode::UpgradeRequired => "welcome_upgrade_required",
            Mode::Wipe => "welcome_wipe",
        },
        FromServer::Piece(_) => "piece",
        FromServer::PokeStart(start) if !start.scopes_drop.is_empty() => "poke_start_scopes_moved",
        FromServer::PokeStart(_) => "poke_start",
        FromServer::PokePart(_) => "poke_part",
        FromServer::PokeEnd(_) => "poke_end",
        FromServer::Pong(_) => "pong",
        FromServer::Trouble(trouble) => match trouble {
            Trouble::Gap { .. } => "trouble_gap",
            Trouble::NeedsSignIn => "trouble_needs_sign_in",
            Trouble::NotYourReplica => "trouble_not_your_replica",
            Trouble::Forked => "trouble_forked",
            Trouble::Unreadable => "trouble_unreadable",
            Trouble::Busy { .. } => "trouble_busy",
        },
    }
}

fn outcome_file(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied => "outcome_applied",
        Outcome::Noop => "outcome_noop",
        Outcome::Rejected(Rejection::Fields { .. }) => "outcome_rejected_fields",
        Outcome::Rejected(_) => "outcome_rejected",
    }
}

fn welcome(mode: Mode, last_no: u64) -> FromServer {
    FromServer::Welcome(Welcome {
        epoch: Uuid::from_u128(7),
        person: id(SAM),
        last_no,
        server_time: now(),
        backed_up_seq: 5,
        mode,
    })
}

fn entry(text: &str) -> WriteEntry {
    WriteEntry {
        entry: id(70),
        one_to_one: id(MEETING),
        topic: Topic::Work,
        text: text.to_owned(),
        objective: None,
        read: None,
    }
}

/// The authority's answer to a pushed command.
fn decided(office: &mut Office, pushed: &PushedCommand, replica: Uuid) -> Outcome {
    let submission = Submission {
        actor: domain::decision::Actor::Person(id(SAM)),
        from: Some((replica, pushed.no)),
        uuid: pushed.uuid,
        command: pushed.decode(),
        text: String::new(),
        now: now(),
    };
    match office.receive(&submission) {
        Received::Decided(commit) => commit.outcome,
        other => panic!("not decided: {other:?}"),
    }
}

/// What Sam's or the manager's device is told of everything after `cursor`.
fn told(office: &Office, person: u128, replica: Uuid, cursor: u64) -> Vec<FromServer> {
    let standing = Standing {
        replica,
        cursor,
        scopes: office.scopes_at(cursor, id(person)),
        last_no: 0,
    };
    let new = office.commits.iter().filter(|commit| commit.seq > cursor);
    let scopes = office.authority.scopes(id(person));
    projection::step(office.authority.company(), new, &standing, &scopes)
        .expect("something to tell")
        .messages(2)
}

/// Sam writes an entry, the manager takes a link away, and the manager's post falls vacant.
fn story() -> Story {
    let mut office = Office::open();
    let mut story = Story::default();
    let id_of = Uuid::from_u128(901);
    let mut sam = Replica::new(id_of, id(SAM));
    story.device.push(sam.connected());
    let mut cleared = Replica::new(id_of, id(SAM));
    cleared.was_cleared();
    story.device.push(cleared.connected());
    story.server.push(welcome(Mode::Reset, 0));
    sam.receive(welcome(Mode::Reset, 0));
    let start = office.authority.head();
    let scopes = office.authority.scopes(id(SAM));
    let mut other = Replica::new(id_of, id(SAM));
    let Left::More(piece) = stage::next(&office.authority, office.epoch, &scopes, None, 2) else {
        panic!("more than two records")
    };
    other.receive(FromServer::Piece(piece.clone()));
    story.server.push(FromServer::Piece(piece));
    story.device.push(other.connected());
    let whole = projection::snapshot(&office.authority, &scopes, 0);
    for message in whole.messages(1) {
        sam.receive(message);
    }
    let effects = sam
        .submit(
            entry("The lift at Keats House"),
            Uuid::from_u128(801),
            now(),
        )
        .unwrap();
    let push = effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Send(FromDevice::Push(push)) => Some(push),
            _ => None,
        })
        .expect("a push");
    for pushed in &push.commands {
        story.outcomes.push(decided(&mut office, pushed, id_of));
    }
    story.device.push(FromDevice::Push(push.clone()));
    office.system(UnlinkObjective { link: id(51) });
    for message in told(&office, SAM, id_of, start) {
        story.server.push(message.clone());
        sam.receive(message);
    }
    sam.disconnected();
    story.device.push(sam.connected());
    story.server.push(welcome(Mode::Resume, 1));

    // No words at all and a 1:1 that is not there are refused; a role that is had already changes nothing.
    let again = |no: u64, command: WriteEntry| PushedCommand {
        no,
        uuid: Uuid::from_u128(u128::from(800 + no)),
        args: serde_json::value::to_raw_value(&command).unwrap().into(),
        ..push.commands[0].clone()
    };
    let elsewhere = WriteEntry {
        one_to_one: id(99_999),
        ..entry("Nowhere")
    };
    for pushed in [again(2, entry("")), again(3, elsewhere)] {
        story.outcomes.push(decided(&mut office, &pushed, id_of));
    }
    for grant in [71, 72] {
        let outcome = office.give(
            domain::decision::Actor::System,
            GrantRole {
                grant: id(grant),
                person: id(OTHER),
                role: Role::Hr,
            },
        );
        story.outcomes.extend((grant == 72).then_some(outcome));
    }
    let before = office.authority.head();
    office.system(RecordPost {
        post: id(32),
        title: "Post 32".to_owned(),
        unit: Some(id(22)),
        grade: Grade::TeamManager,
        reports_to: Some(id(34)),
        holder: None,
    });
    let moved = told(&office, MANAGER, Uuid::from_u128(902), before);
    story.server.extend(moved.into_iter().take(1));
    rest(&mut story, office.authority.head());
    story
}

/// What the story has no occasion for.
fn rest(story: &mut Story, cursor: u64) {
    story.device.push(FromDevice::Ack(Ack { cursor }));
    story.device.push(FromDevice::Ping(Ping { t: 15 }));
    let pong = Pong {
        t: 15,
        due_seq: cursor,
    };
    story.server.push(FromServer::Pong(pong));
    story.server.push(welcome(Mode::UpgradeRequired, 0));
    story.server.push(welcome(Mode::Wipe, 0));
    story.server.extend(
        [
            Trouble::Gap { expected: 2 },
            Trouble::NeedsSignIn,
            Trouble::NotYourReplica,
            Trouble::Forked,
            Trouble::Unreadable,
            Trouble::Busy { retry_ms: 1_000 },
        ]
        .map(FromServer::Trouble),
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The value is written as the file stands, and the file is read as the value.
fn agrees<T: Serialize + DeserializeOwned + Debug>(name: &str, value: &T) {
    let path = folder().join(format!("{name}.json"));
    let written = serde_json::to_string_pretty(value).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(folder()).unwrap();
        fs::write(&path, &written).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written,
        golden,
        "{name}: written, and as it stands in {}",
        path.display()
    );
    let read: T = serde_json::from_str(&golden).unwrap();
    assert_eq!(format!("{read:?}"), format!("{value:?}"), "{name}: read");
}

#[test]
fn every_message_is_written_and_read_as_its_file_stands() {
    let story = story();
    let mut files = BTreeSet::new();
    let mut new = |name: &'static str| assert!(files.insert(name.to_owned()), "{name} twice");
    for message in &story.device {
        new(device_file(message));
        agrees(device_file(message), message);
    }
    for message in &story.server {
        new(server_file(message));
        agrees(server_file(message), message);
    }
    for outcome in &story.outcomes {
        new(outcome_file(outcome));
        agrees(outcome_file(outcome), outcome);
    }
    let there: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(
        files,
        there,
        "the messages, and the files in {}",
        folder().display()
    );
    // Every arm of the three functions above.
    assert_eq!(files.len(), 7 + 16 + 4);
}

#[test]
fn a_field_that_is_not_known_is_passed_over() {
    let text = fs::read_to_string(folder().join("hello.json")).unwrap();
    let text = text.replacen("\"v\": 3,", "\"v\": 3, \"colour\": \"green\",", 1);
    assert!(text.contains("colour"));
    serde_json::from_str::<FromDevice>(&text).unwrap();
}

#[test]
fn what_a_device_sends_is_read_strictly_where_a_number_is_meant() {
    for text in [
        r#"{"ack":{"cursor":12}}"#,
        r#"{"ack":{"cursor":"-1"}}"#,
        r#"{"ack":{"cursor":"12.5"}}"#,
        r#"{"ping":{"t":"15"}}"#,
        r#"{"hello":{},"ping":{"t":15}}"#,
        r#""ping""#,
    ] {
        assert!(serde_json::from_str::<FromDevice>(text).is_err(), "{text}");
    }
}
