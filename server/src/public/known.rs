//! What the public may know at the newest sequence number, and whether it has changed since a page was made.
//!
//! Most commands change nothing that is public. Looking through the public records once for each new sequence number says
//! whether any page has to be made again; under a flood of commands that looking takes at most a tenth of one core.

use std::{
    sync::{Arc, RwLock},
    time::{Duration, Instant},
};

use domain::{calendar::Date, company::Company, record::Kind, scope::Scope};
use uuid::Uuid;

use super::PublicPages;

/// Rest after a look, as a multiple of what the look took.
const REST: u32 = 9;

/// What the public scorecard rests on beside public records: what counts under what, and which indicators have a target at all.
const STRUCTURE: [Kind; 6] = [
    Kind::Indicator,
    Kind::Objective,
    Kind::ObjectiveLink,
    Kind::ObjectiveMeasure,
    Kind::Target,
    Kind::Weight,
];

/// What decides whether a page that was made still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PublicState {
    /// How many records pages rest on: fewer when one is withdrawn.
    records: usize,
    /// The newest of their sequence numbers: higher when one is put.
    newest: u64,
    /// The day that pages are for.
    day: Date,
}

/// A Company and what the public may know of it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub state: PublicState,
    pub company: Arc<Company>,
    seq: u64,
}

/// The newest of what is known.
pub(super) struct Knowledge {
    newest: RwLock<Arc<Known>>,
    /// Held by whoever looks; when the next look may begin.
    looking: tokio::sync::Mutex<Instant>,
}

impl Knowledge {
    pub(super) fn new(pages: &PublicPages) -> Self {
        let (seq, company) = (pages.company)();
        let known = look(seq, company, (pages.today)());
        Self {
            newest: RwLock::new(Arc::new(known)),
            looking: tokio::sync::Mutex::new(Instant::now()),
        }
    }

    /// What is known at the head, or at a later one.
    pub(super) async fn newest(&self, pages: &PublicPages) -> Arc<Known> {
        let (seq, _) = (pages.company)();
        let day = (pages.today)();
        let holds = |known: &Known| known.seq >= seq && known.state.day == day;
        let known = self.read();
        if holds(&known) {
            return known;
        }
        let mut not_before = self.looking.lock().await;
        let known = self.read();
        if holds(&known) {
            return known;
        }
        tokio::time::sleep_until((*not_before).into()).await;
        let began = Instant::now();
        let (seq, company) = (pages.company)();
        let known = Arc::new(look(seq, company, day));
        if let Ok(mut newest) = self.newest.write() {
            *newest = known.clone();
        }
        let took = began.elapsed().min(Duration::from_millis(100));
        *not_before = Instant::now() + took * REST;
        known
    }

    fn read(&self) -> Arc<Known> {
        // A lock is poisoned only where a holder panicked, and none of the holders can.
        match self.newest.read() {
            Ok(known) => known.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }
}

fn look(seq: u64, company: Arc<Company>, day: Date) -> Known {
    let (mut records, mut newest) = (0_usize, 0_u64);
    let structure = STRUCTURE.into_iter().flat_map(|structure| {
        company
            .in_scope_from(Scope::Staff, (structure, Uuid::nil()))
            .take_while(move |(kind, _)| *kind == structure)
    });
    for (kind, id) in company.in_scope(Scope::Public).chain(structure) {
        records = records.saturating_add(1);
        if let Some(version) = company.version(kind, id) {
            newest = newest.max(version.stamp.seq);
        }
    }
    Known {
        state: PublicState {
            records,
            newest,
            day,
        },
        company,
        seq,
    }
}
