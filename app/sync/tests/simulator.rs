//! Whole devices, their stores, a lossy network and a server that may be restored from an older backup, in one thread and from
//! one seed (sync.md 3.1). What must hold is looked at after every step; the same seed gives the same trace. `world/` has the
//! events (`mod.rs`), what goes wrong (`faults.rs`) and what must hold (`checks.rs`).
//!
//! `THROUGHLINE_SEEDS=1000000` runs on for longer, `THROUGHLINE_SEED=17` runs one seed and prints its trace.
//!
//! Where each property of sync.md 3.2 is checked; files without a folder are beside this one:
//!
//! | property | where |
//! |---|---|
//! | 1 exactly once | here; `protocol.rs`, `kept.rs`, `server/tests/two_nodes.rs` |
//! | 2 order of a replica | here; `server/tests/storage.rs` |
//! | 3 atomic reveal | here, after every step; half of a step is never applied: `pieces.rs` too |
//! | 4 prefix | here, after every step, wherever a device stands |
//! | 5 monotone | here, at every step that a device is sent |
//! | 6 convergence | here, with two tabs of one browser; `end2end/journeys/j6.spec.js` |
//! | 7 liveness | here in rounds of messages, not in seconds; seconds in the journeys |
//! | 8 no lost command | here; what a browser cleared is counted apart, and told at once. `end2end/kills` in a browser |
//! | 9 refusals stay | `kept.rs`. In another tab: no |
//! | 10 no leak on the wire | `server/tests/access.rs`, `matrix.rs` and `claims.rs` there; here what a device holds |
//! | 11 revocation | here for memory at every step and for the disk at the end; `kept.rs` for the disk at once |
//! | 12 a purge takes nothing precious | here by 8; `kept.rs`, `drafts.rs` |
//! | 13 purity of a rebase | here, after every step |
//! | 14 the same effect on device and server | here, where nothing else came between; examples in `protocol.rs`, `two_versions.rs` |
//! | 15 determinism | here on one machine; on wasm32 not |
//! | 16 a command that panics | here; `server/src/sync/tests.rs` with a database; `server/tests/storage.rs` has what is kept of one |
//! | 17 crash at any moment | here (slow stores that are killed), `kept.rs`; `end2end/kills` in a browser |
//! | 18 single owner | here; `tabs.rs` for the fence; the browser's lock and a frozen tab in journeys of `j6.spec.js` |
//! | 19 noise on the line | here: doubled, cut, lost and late messages |
//! | 20 compaction | here; `claim.rs` for every cursor; after blanking `server/tests/claims.rs` too |
//! | 21 changed scopes | here (managers, roles); `claim.rs`, `pieces.rs` |
//! | 22 clocks | here, as a test of its own |
//! | 23 forks | here (restored under the same name); `server/tests/claims.rs` |
//! | 24 restore | here; `kept.rs`, `protocol.rs` |
//! | 25 identity | `protocol.rs`, as a test of its own, and here; `server/tests/access.rs` |
//! | 26 signing out | `end2end/journeys/j8.spec.js`; an account that is closed also here |
//! | 27 upgrade | here for a page and a server of two versions; `wire.rs` for the present messages; no version was released yet |
//! | 28 bounded | messages: here what a device sends, `protocol.rs` both. Memory and slow readers: measured, not tested |
//! | 29 audit | `protocol.rs`, `server/tests/storage.rs`, `server/tests/backup.rs` |
//! | 30 healing of a damaged store | here; `kept.rs` for every row |
//! | 31 nothing acknowledged is lost | `server/tests/durability.rs`, `server/tests/killed_writer.rs` |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod office;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use world::{Happened, World};

/// Seeds that every run of the tests tries.
const SEEDS: u64 = 2_000;
/// The first seed that catches each of these mistakes (`.ci/mutations.mjs` makes them), found by making it; they are played before all
/// others, however few are asked for. Whoever changes what happens in a world finds them again.
const FOUND: &[(u64, &str)] = &[
    (3, "a command is decided twice when it is sent twice"),
    (11, "a number is skipped"),
    (16, "an answer is taken for whatever has its number"),
    (0, "the cursor moves without the rows"),
    (6, "a poke is applied wherever the device stands"),
    (3, "an answer alone empties the outbox"),
    (
        2,
        "\"saved on this device\" is said before the store holds it",
    ),
    (3, "a restored server is not healed"),
    (
        0,
        "a backup of another history lets what was sent be forgotten",
    ),
    (31, "a purge takes what was sent"),
    (1, "a purge takes what waits"),
    (15, "a full store takes what waits with the cache"),
    (4, "rows of a scope that was dropped stay in the store"),
    (
        11,
        "a record that left what a person may see stays with them",
    ),
    (6, "a sum that is another is passed over"),
    (4, "a tab whose place was taken writes on"),
];
/// With so many, everything that can happen does.
const ENOUGH: u64 = 300;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_happens_nothing_that_was_saved_is_lost_and_everyone_ends_in_step() {
    if let Some(seed) = asked("THROUGHLINE_SEED") {
        let world = World::played(seed, true);
        println!("{}\n{:?}", world.trace.join("\n"), world.happened);
        return;
    }
    let seeds = asked("THROUGHLINE_SEEDS").unwrap_or(SEEDS);
    let mut happened: BTreeMap<Happened, u64> = BTreeMap::new();
    let found: BTreeSet<u64> = FOUND.iter().map(|(seed, _)| *seed).collect();
    let others = (0..seeds).filter(|seed| !found.contains(seed));
    for seed in found.iter().copied().chain(others) {
        let Ok(world) = std::panic::catch_unwind(|| World::played(seed, true)) else {
            panic!("seed {seed}: run it alone with THROUGHLINE_SEED={seed}");
        };
        for (what, times) in world.happened {
            *happened.entry(what).or_default() += times;
        }
    }
    println!("{happened:?}");
    for what in Happened::ALL.into_iter().filter(|_| seeds >= ENOUGH) {
        assert!(
            happened.get(&what).is_some_and(|times| *times > 0),
            "{what:?} never"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in 0..5 {
        assert_eq!(
            World::played(seed, true).trace,
            World::played(seed, true).trace
        );
    }
}

/// What was decided, in its order, and what everybody holds in the end.
fn outcome(world: &World) -> (Vec<String>, Vec<Vec<String>>) {
    let decided = world.office.commits.iter().map(|commit| {
        let rows = commit.rows.iter().map(|row| {
            let body = row.body.as_ref().map(|body| body.get());
            format!("{} {} {} {body:?}", row.kind, row.id, row.scope)
        });
        let rows: Vec<String> = rows.collect();
        let (seq, at, from, uuid) = (commit.seq, commit.at, commit.from, commit.uuid);
        format!("{seq} {at} {from:?} {uuid} {:?} {rows:?}", commit.outcome)
    });
    let held = world.devices.iter().map(|(_, device)| device.holds());
    (decided.collect(), held.collect())
}

fn claimed(world: &World) -> Vec<&[Timestamp]> {
    let devices = world.devices.iter();
    devices
        .map(|(_, device)| device.claimed.as_slice())
        .collect()
}

/// Property 22.
#[test]
fn clocks_that_are_years_off_change_no_order_no_outcome_and_no_record() {
    let mut off = 0;
    for seed in 0..25 {
        let (right, wrong) = (World::played(seed, false), World::played(seed, true));
        assert_eq!(right.trace, wrong.trace, "seed {seed}");
        assert_eq!(outcome(&right), outcome(&wrong), "seed {seed}");
        let (right, wrong) = (claimed(&right), claimed(&wrong));
        assert_eq!(right.len(), wrong.len());
        off += usize::from(right != wrong);
    }
    assert_eq!(off, 25, "worlds in which clocks were off");
}
