//! What must hold after every step of a world, and once its faults are over.

use std::collections::{BTreeMap, BTreeSet};

use domain::{access, company::Company, rejection::Rejection};
use sync::{commit::Commit, keep::Bookmark, message::Outcome};
use uuid::Uuid;

use super::{Happened, World};
use crate::office::{Device, Place, Room, id, should_hold};

/// A device as it was when its base was last held against what its commands did.
pub struct Looked {
    at: (u64, u64),
    stands: Bookmark,
    base: Company,
}

impl World {
    /// What the person has been told is saved on this device.
    pub(super) fn note_saved(&mut self) {
        let bare = self.devices.iter().filter(|(_, device)| device.is_bare());
        let lost = self.devices.iter().filter(|(_, device)| device.store_lost);
        let (bare, lost) = (bare.count() as u64, lost.count() as u64);
        self.note(Happened::GaveUpCache, bare);
        self.note(Happened::LostStore, lost);
        let each = self
            .devices
            .iter()
            .zip(&mut self.saved)
            .zip(&mut self.harmed);
        for (((_, device), saved), harmed) in each {
            if device.uncommitted.is_empty() {
                *harmed = device.store_lost;
            }
            // What the frame says of it.
            if device.replica.is_kept() && device.keeps() && !device.store_lost {
                saved.extend(device.replica.pending().map(|pending| pending.uuid()));
            }
        }
    }

    /// Property 4: wherever a device stands in the server's history, its base is exactly what its person could see there, and in
    /// step what they see now. Property 13, at any time.
    pub(super) fn check(&mut self, which: usize) {
        self.check_reveal(which);
        let (person, device) = &self.devices[which];
        device.shows_what_it_holds();
        if device.is_in_step(&self.office) && !device.agrees(self.office.authority.company()) {
            assert_eq!(device.holds(), should_hold(&self.office, *person));
            panic!("it holds what it does not show");
        }
        if device.gone {
            let replica = &device.replica;
            let left = replica.pending().len() + replica.refused().len() + replica.base().len();
            assert!(
                left == 0 && device.stored.is_empty(),
                "not all was forgotten"
            );
        }
    }

    /// Property 3: where a device stands, its base has what its own commands did up to the last that it knows to be answered, as far
    /// as its person sees it and nothing later went over it, and nothing of what they did after that. Looked at where anything of
    /// it has changed since it was last looked at.
    fn check_reveal(&mut self, which: usize) {
        let (person, device) = &self.devices[which];
        let Some(stands) = device.stands(&self.office) else {
            return;
        };
        let base = device.replica.base();
        let at = (self.office.life, self.office.authority.head());
        let looked = self.looked[which].as_ref().is_some_and(|looked| {
            looked.at == at
                && looked.stands == *stands
                && base.changed_since(&looked.base).is_empty()
        });
        if looked {
            return;
        }
        let (then, confirmed) = (self.office.company_then(stands.cursor), stands.confirmed_no);
        assert!(device.agrees(then), "not what was there to see");
        let scopes = access::scopes(then, id(*person));
        let mut revealed = 0;
        for commit in &self.office.commits {
            let no = match commit.from {
                Some((replica, no)) if replica == stands.replica => no,
                _ => continue,
            };
            let (answered, reached) = (no <= confirmed, commit.seq <= stands.cursor);
            assert_eq!(answered, reached, "{no} of {confirmed}: {}", commit.seq);
            for row in &commit.rows {
                let held = base.version(row.kind, row.id);
                let stood = then.version(row.kind, row.id);
                let due = stood.filter(|stood| answered && scopes.contains(&stood.scope));
                let shows = held
                    .as_ref()
                    .is_some_and(|held| held.stamp.seq == commit.seq);
                assert!(answered || !shows, "before its answer: {}", commit.seq);
                assert!(
                    !answered || held == due,
                    "not with its answer: {}",
                    commit.seq
                );
                revealed += u64::from(shows);
            }
        }
        self.looked[which] = Some(Looked {
            at,
            stands: stands.clone(),
            base: base.clone(),
        });
        self.note(Happened::Revealed, revealed);
    }

    /// Properties 1, 2: a replica's commands have one effect each, in the order of their numbers and without a gap.
    fn check_numbers(&self) {
        let mut last: BTreeMap<Uuid, u64> = BTreeMap::new();
        let mut answered = BTreeSet::new();
        for commit in &self.office.commits {
            let Some((replica, no)) = commit.from else {
                continue;
            };
            let before = last.insert(replica, no).unwrap_or_default();
            assert_eq!(no, before + 1, "replica {replica}");
            let once = answered.insert(commit.uuid);
            assert!(
                once || commit.outcome != Outcome::Applied,
                "twice: {}",
                commit.uuid
            );
        }
        if let Some((replica, until)) = self.revoked {
            let later = self.office.commits.iter().skip(until);
            let theirs =
                later.filter(|commit| commit.from.is_some_and(|(from, _)| from == replica));
            assert_eq!(theirs.count(), 0, "of an account that was closed");
        }
    }

    /// What the devices and the log have counted.
    fn note_counted(&mut self) {
        let sum =
            |count: fn(&Device) -> u64| self.devices.iter().map(|(_, device)| count(device)).sum();
        let panicked = |commit: &&Commit| {
            matches!(
                commit.outcome,
                Outcome::Rejected(Rejection::Internal { .. })
            )
        };
        let counted = [
            (Happened::Foreseen, sum(|device| device.compared)),
            (Happened::TooFarBack, sum(|device| device.too_far_back)),
            (Happened::OtherVersion, sum(|device| device.other_version)),
            (Happened::WriteRefused, sum(|device| device.refused_writes)),
            (
                Happened::Panicked,
                self.office.commits.iter().filter(panicked).count() as u64,
            ),
        ];
        for (what, times) in counted {
            self.note(what, times);
        }
    }

    /// Properties 6, 7, 8: once the faults are over every device is in step, and nothing that was saved is lost.
    pub(super) fn heal(&mut self) {
        self.settle_tabs();
        for round in 0..40 {
            for which in 0..self.devices.len() {
                self.lend_store(which);
                let device = &mut self.devices[which].1;
                device.look();
                if round == 0 && !device.gone {
                    device.slow_store = false;
                    device.commit();
                    // There is room again, and the browser is opened anew.
                    device.room = Room::Plenty;
                    if device.is_bare() || device.store_lost || device.wire != self.office.wire {
                        device.reload(&self.office);
                    }
                    device.disconnect();
                    device.connect(&self.office);
                }
                if device.gone {
                    continue;
                }
                device.stay_connected(&self.office);
                device.send(&mut self.office);
                device.hear(&self.office);
            }
            let rests = |device: &Device| {
                let settled = device.place != Place::Leaves && device.taking.is_none();
                device.gone
                    || settled
                        && device.is_in_step(&self.office)
                        && device.replica.pending().len() == 0
            };
            if self.devices.iter().all(|(_, device)| rests(device)) {
                break;
            }
        }
        let keeps = self
            .devices
            .iter()
            .position(|(_, device)| device.fence_is_held());
        if let Some(keeps) = keeps {
            self.lend_store(keeps);
        }
        for (person, device) in &self.devices {
            let closed = self.office.is_closed(id(*person));
            assert!(device.gone || !closed, "not wiped");
            if device.gone {
                continue;
            }
            assert_eq!(device.replica.pending().len(), 0, "still waiting");
            assert_eq!(device.holds(), should_hold(&self.office, *person));
            // Property 11: of what the person may not see, not a row on the disk.
            let seen = self.office.authority.scopes(id(*person));
            let seen: BTreeSet<String> = seen.iter().map(ToString::to_string).collect();
            if !device.keeps() {
                continue;
            }
            let kept = device.scopes_on_disk();
            assert!(kept.contains("public") && kept.is_subset(&seen), "{kept:?}");
        }
        self.check_numbers();
        let known: BTreeSet<Uuid> = self
            .office
            .commits
            .iter()
            .map(|commit| commit.uuid)
            .collect();
        let kept = self.devices.iter().zip(&self.saved);
        for ((_, device), saved) in kept.filter(|((_, device), _)| !device.gone) {
            let told: BTreeSet<Uuid> = device
                .replica
                .refused()
                .map(|refused| refused.pending.uuid())
                .collect();
            for uuid in saved {
                assert!(known.contains(uuid) || told.contains(uuid), "lost: {uuid}");
            }
        }
        self.note_counted();
        // What a browser cleared and nobody has is counted apart: its person and the server were told as it happened.
        let lost = self.cleared.difference(&known).count() as u64;
        let wiped = self.devices.iter().filter(|(_, device)| device.gone);
        let wiped = wiped.count() as u64;
        self.note(Happened::LostToEviction, lost);
        self.note(Happened::Wiped, wiped);
    }
}
