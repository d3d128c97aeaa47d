//! The workloads of the protocol's design (sync.md 4): each gives one JSON object.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    entry::{Entry, EntryId},
    id::Id,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    device::Device,
    figures::{Spread, load, memory, milliseconds},
    office::Office,
    people::{Owner, entry, open_one_to_one, owners, progress},
};

/// How long all of it may take to arrive after the last write.
const ARRIVES_WITHIN: Duration = Duration::from_secs(20);
const PROGRESS: &str = "check_in";
/// Rows that several devices write to at once, and how often each device writes.
const HOT_ROWS: usize = 20;
const HOT_WRITES: usize = 100;

/// A steady pace of writes that everybody sees.
pub async fn paced(program: &PathBuf, name: &str, clients: usize, a_second: u32) -> Value {
    const SECONDS: u32 = 10;
    let mut office = Office::open(program, 0).await;
    let company = office.company.clone();
    let mut devices = Vec::new();
    for owner in owners(&company).into_iter().take(clients) {
        let mut device = office.device(owner.person, PROGRESS).await;
        device.connect().await;
        (device.up, device.down) = (0, 0);
        devices.push((device, owner));
    }
    let mut report = at_a_pace(devices, SECONDS, a_second).await;
    report["workload"] = json!(format!("{name}: {clients} clients x {a_second} writes/s"));
    report["server_mib"] = json!(memory(office.process()));
    report
}

/// Devices that write at a steady pace for so many seconds, one a little after the other.
pub async fn at_a_pace(devices: Vec<(Device, Owner)>, seconds: u32, a_second: u32) -> Value {
    let each = usize::try_from(seconds * a_second).unwrap_or(0);
    let (clients, writes) = (devices.len(), each * devices.len());
    let step = Duration::from_secs(1) / a_second;
    let began = Instant::now() + Duration::from_millis(200);
    let apart = step / u32::try_from(clients).unwrap_or(1);
    let mut running = JoinSet::new();
    for ((device, owner), place) in devices.into_iter().zip(0..) {
        running.spawn(write_steadily(
            device,
            owner,
            began + apart * place,
            step,
            each,
            writes,
        ));
    }
    let devices = running.join_all().await;
    let mut report = told(&devices, writes);
    report["load"] = json!(load());
    report
}

async fn write_steadily(
    mut device: Device,
    owner: Owner,
    from: Instant,
    step: Duration,
    each: usize,
    all: usize,
) -> Device {
    let mut due = from;
    for number in 0..each {
        device.hear_until(due).await;
        let (command, record) = progress(owner, number);
        device.give(command, record).await;
        due += step;
    }
    let until = Instant::now() + ARRIVES_WITHIN;
    while device.watched_since_connecting() < all || device.answered.len() < each {
        assert!(Instant::now() < until, "not everything arrived");
        device
            .hear_until(Instant::now() + Duration::from_millis(50))
            .await;
    }
    device
}

/// Acknowledgement and propagation of what several devices wrote.
fn told(devices: &[Device], writes: usize) -> Value {
    let mut acknowledged = Vec::new();
    let mut propagated = Vec::new();
    let (mut last_given, mut last_seen) = (None, None);
    for writer in devices {
        for (command, given) in &writer.given {
            acknowledged.extend(writer.answered.get(command).map(|at| *at - *given));
            last_given = last_given.max(Some(*given));
        }
        for record in &writer.records {
            let Some(given) = writer.seen.get(record) else {
                continue;
            };
            for other in devices.iter().filter(|other| !std::ptr::eq(*other, writer)) {
                propagated.extend(
                    other
                        .seen
                        .get(record)
                        .map(|at| at.saturating_duration_since(*given)),
                );
            }
        }
        last_seen = last_seen.max(writer.seen.values().max().copied());
    }
    let converged = last_seen
        .zip(last_given)
        .map(|(seen, given)| milliseconds(seen - given));
    let total = |of: fn(&Device) -> usize| devices.iter().map(of).sum::<usize>();
    json!({
        "writes": writes,
        "refused": total(|device| device.refused),
        "acknowledged_ms": Spread::of(acknowledged),
        "propagated_ms": Spread::of(propagated),
        "all_seen_after_last_write_ms": converged,
        "up_bytes_a_write": total(|device| device.up) / writes,
        "down_bytes_a_write_and_client": total(|device| device.down) / writes / devices.len(),
    })
}

/// Eight devices of two people write to their own fields of the same rows as fast as they can: whose last words are lost?
pub async fn hot(program: &PathBuf) -> Value {
    let mut office = Office::open(program, 0).await;
    let (one_to_one, two) = open_one_to_one(&office.company);
    let new = || Id::<Entry>::new(Uuid::now_v7());
    let fields: Arc<Vec<Vec<EntryId>>> = Arc::new(
        (0..8)
            .map(|_| (0..HOT_ROWS).map(|_| new()).collect())
            .collect(),
    );
    let mut running = JoinSet::new();
    for number in 0..fields.len() {
        let mut device = office.device(two[number % 2], "entry").await;
        device.connect().await;
        let fields = fields.clone();
        running.spawn(async move {
            let mut written = Instant::now();
            for (write, field) in (0..HOT_WRITES).zip(fields[number].iter().cycle()) {
                device
                    .give(entry(*field, one_to_one, write), field.uuid())
                    .await;
                written = Instant::now();
                device.hear_until(written).await;
            }
            let until = written + ARRIVES_WITHIN;
            while lost(&device, &fields) > 0 && Instant::now() < until {
                device
                    .hear_until(Instant::now() + Duration::from_millis(50))
                    .await;
            }
            (lost(&device, &fields), device, written)
        });
    }
    let ended = running.join_all().await;
    let written = ended.iter().map(|(_, _, written)| *written).max();
    let seen = ended
        .iter()
        .filter_map(|(_, device, _)| device.last_heard)
        .max();
    json!({
        "workload": "hot: 8 clients x 100 writes to own fields of 20 shared rows",
        "values": HOT_ROWS * ended.len() * ended.len(),
        "lost": ended.iter().map(|(lost, _, _)| lost).sum::<usize>(),
        "refused": ended.iter().map(|(_, device, _)| device.refused).sum::<usize>(),
        "converged_after_last_write_ms": seen.zip(written).map(|(seen, written)| milliseconds(seen.saturating_duration_since(written))),
        "load": load(),
    })
}

/// How many fields of all devices do not hold, on this one, what was written there last.
fn lost(device: &Device, fields: &[Vec<EntryId>]) -> usize {
    let last = |place: usize| format!("Measured: version {}", HOT_WRITES - HOT_ROWS + place);
    let all = fields.iter().flat_map(|fields| fields.iter().zip(0..));
    all.filter(|(field, place)| {
        let there = device.replica.base().get(**field);
        there.is_none_or(|entry| entry.text != last(*place))
    })
    .count()
}

/// A new device on a company with so many more records: from asking for everything to a replica that is in step.
pub async fn initial(program: &PathBuf, records: usize) -> Value {
    let mut office = Office::open(program, records).await;
    let owner = owners(&office.company)[0];
    let (mut took, mut rows, mut bytes) = (Vec::new(), 0, 0);
    for _ in 0..3 {
        let mut device = office.device(owner.person, PROGRESS).await;
        let began = Instant::now();
        device.connect().await;
        took.push(began.elapsed());
        rows = device.replica.base().len();
        bytes = device.down;
    }
    took.sort();
    json!({
        "workload": format!("initial sync of {rows} records over HTTP, uncompressed, then in step over the socket"),
        "median_ms": milliseconds(took[1]),
        "down_bytes_a_record": bytes / rows,
        "server_mib": memory(office.process()),
        "load": load(),
    })
}

/// What was written while there was no network, once there is one.
pub async fn offline(program: &PathBuf) -> Value {
    const WRITES: usize = 300;
    let mut office = Office::open(program, 0).await;
    let found = owners(&office.company);
    let mut away = office.device(found[0].person, PROGRESS).await;
    let mut other = office.device(found[1].person, PROGRESS).await;
    away.connect().await;
    other.connect().await;
    away.cut();
    away.up = 0;
    for number in 0..WRITES {
        let (command, record) = progress(found[0], number);
        away.give(command, record).await;
    }
    let before = other.seen.len();
    let healed = Instant::now();
    let sending = async {
        away.connect().await;
        while away.answered.len() < WRITES {
            away.hear().await;
        }
        away
    };
    let watching = async {
        while other.seen.len() - before < WRITES {
            other.hear().await;
        }
        healed.elapsed()
    };
    let (away, took) = tokio::join!(sending, watching);
    json!({
        "workload": "offline: 300 writes queued, then healed",
        "all_seen_elsewhere_ms": milliseconds(took),
        "up_bytes_a_write": away.up / WRITES,
        "answered": away.answered.len(),
        "refused": away.refused,
        "load": load(),
    })
}

/// Devices that are only there.
pub async fn idle(program: &PathBuf) -> Value {
    const CLIENTS: usize = 1_000;
    let mut office = Office::open(program, 0).await;
    let found = owners(&office.company);
    // One device first: what the server loads for the first it keeps.
    let mut devices = Vec::new();
    let mut before = None;
    for number in 0..=CLIENTS {
        let mut device = office
            .device(found[number % found.len()].person, PROGRESS)
            .await;
        device.connect().await;
        devices.push(device.only_the_line());
        if number == 0 {
            before = memory(office.process());
        }
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let after = memory(office.process());
    json!({
        "workload": format!("{CLIENTS} idle clients"),
        "server_mib_before": before,
        "server_mib": after,
        "load": load(),
    })
}
