//! A base of more than five thousand records comes in pieces from the running server, and a device makes the same of them as of
//! everything at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use domain::{access, agenda_item::AddAgendaItem, decision::Actor, id::Id};
use jiff::Timestamp;
use server::{
    clock::Clock,
    sync::{Node, node},
};
use support::{office::Office, on_both_engines};
use sync::{
    message::{FromDevice, FromServer, Hello},
    replica::{Effect, Replica},
    stage::PIECE_ROWS,
};
use uuid::Uuid;

/// Records that are written before anybody fetches: with the demo company more than one piece, and fewer than two.
const MORE: usize = PIECE_ROWS;

/// One hello over HTTP, and what comes of it.
async fn pull(office: &Office, cookie: &str, device: &mut Replica, change: impl Fn(&mut Hello)) {
    let FromDevice::Hello(mut hello) = device.connected() else {
        panic!("a hello comes first")
    };
    change(&mut hello);
    let said = serde_json::to_value(FromDevice::Hello(hello)).unwrap();
    let answer = office
        .process
        .request("POST", "/sync/pull", cookie, Some(&said))
        .await;
    let messages: Vec<FromServer> = serde_json::from_str(&answer.body).unwrap();
    for message in messages {
        for effect in device.receive(message) {
            assert!(
                !matches!(effect, Effect::Reconnect | Effect::AskToReload),
                "{effect:?}"
            );
        }
    }
}

on_both_engines! {
    async fn a_large_base_comes_in_pieces_and_is_whole(at: TestDatabase) {
        let office = Office::open(&at).await;
        let (series, meeting) = office.an_open_one_to_one();
        let person = series.employee;
        let cookie = office.signed_in(person).await;
        let here = Node::start(at.db.clone(), Clock::System).await.unwrap();
        let write = |number: usize| {
            let item = AddAgendaItem { item: Id::new(Uuid::now_v7()), one_to_one: meeting, text: format!("Item {number}") };
            node::system(item.into(), Actor::Person(person), Timestamp::now())
        };
        for group in (0..MORE).collect::<Vec<_>>().chunks(500) {
            here.submit(group.iter().copied().map(write).collect()).await.unwrap();
        }
        let mut device = Replica::new(Uuid::now_v7(), person);
        // The server hears of what another node wrote a moment later.
        while device.staged().is_none() {
            device = Replica::new(Uuid::now_v7(), person);
            pull(&office, &cookie, &mut device, |_| {}).await;
        }
        let (first, of) = device.staged().expect("a piece, for there is more");
        assert_eq!(first as usize, PIECE_ROWS);
        assert!(!device.is_loaded() && of > first);

        // Somebody else writes meanwhile.
        here.submit(vec![write(MORE)]).await.unwrap();
        let mut other = device.clone();
        pull(&office, &cookie, &mut other, |hello| hello.staged.as_mut().unwrap().scope_digest = "of other scopes".to_owned()).await;
        assert!(!other.is_loaded(), "pieces of other scopes are not gone on with");
        let mut other = device.clone();
        pull(&office, &cookie, &mut other, |hello| hello.staged.as_mut().unwrap().chain = "0".repeat(16)).await;
        assert!(!other.is_loaded(), "pieces of another history are not gone on with");

        pull(&office, &cookie, &mut device, |_| {}).await;
        assert!(device.is_loaded() && device.staged().is_none());
        let now = here.now();
        while device.cursor() < now.head() {
            pull(&office, &cookie, &mut device, |_| {}).await;
        }
        let scopes = access::scopes(now.company(), person);
        assert_eq!(device.base().tally(&scopes), now.company().tally(&scopes));
        assert_eq!(device.base().len() as u64, now.company().tally(&scopes).rows);
    }
}
