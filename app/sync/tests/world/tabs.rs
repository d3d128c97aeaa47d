//! Two tabs of one browser in a world: they are opened, closed and frozen, and take each other's place.

use super::{Happened, World};
use crate::office::Place;

/// The two, in the list of devices.
pub(super) const TABS: [usize; 2] = [2, 5];

impl World {
    fn is_tab(&self, which: usize) -> bool {
        self.copies && TABS.contains(&which)
    }

    fn other(which: usize) -> usize {
        TABS[usize::from(which == TABS[0])]
    }

    /// Gives the browser's database to the tab whose turn it is.
    pub(super) fn lend_store(&mut self, which: usize) {
        if self.is_tab(which) && self.lent != which {
            let lender = &mut self.devices[self.lent].1;
            let (stored, life) = (std::mem::take(&mut lender.stored), lender.lives[1].take());
            let tab = &mut self.devices[which].1;
            (tab.stored, tab.lives[1]) = (stored, life);
            self.lent = which;
        }
    }

    /// What happens to a tab as a tab. False where it is to do what any device does.
    pub(super) fn tab(&mut self, which: usize, event: u64) -> bool {
        if !self.is_tab(which) {
            return false;
        }
        let chosen = self.dice.roll(24);
        let (keeps, rests) = {
            let other = &self.devices[Self::other(which)].1;
            (other.keeps() || other.taking.is_some(), other.asleep)
        };
        let device = &mut self.devices[which].1;
        let before = (!device.has_fence()).then(|| device.stored.clone());
        let (mut done, mut works) = (true, false);
        let happened = match device.place {
            _ if device.asleep => {
                // A tab whose place was taken soon wakes. Some are told so at once; in most somebody works first.
                let taken = device.keeps() && !device.has_fence();
                device.asleep = chosen > if taken { 15 } else { 2 };
                match chosen {
                    0..4 if taken => device.step_down(),
                    4..16 if taken => works = true,
                    _ => {}
                }
                None
            }
            Place::Closed if chosen > 11 => None,
            Place::Closed if keeps => {
                device.visit();
                Some(Happened::Visited)
            }
            Place::Closed => {
                device.open_to_keep();
                None
            }
            Place::Visits if chosen < 16 && device.taking.is_none() && (rests || !keeps) => {
                device.take_over();
                Some(if keeps {
                    Happened::Stole
                } else {
                    Happened::TookOver
                })
            }
            _ if chosen == 8 || matches!(chosen, 9 | 11..14) && device.keeps() => {
                device.asleep = true;
                Some(Happened::Froze)
            }
            // What would be done to the whole browser closes the tab.
            _ if chosen == 10 || matches!(event, 76..89 | 118..124 | 146..) => {
                device.close();
                Some(Happened::Closed)
            }
            _ => {
                device.look();
                done = false;
                None
            }
        };
        if let Some(what) = happened {
            self.note(what, 1);
        }
        self.before = before;
        if works {
            self.work(which);
        }
        done
    }

    /// Property 18: whoever did not take the database over last has changed nothing there.
    pub(super) fn check_owner(&mut self, which: usize) {
        if !self.is_tab(which) {
            return;
        }
        let device = &self.devices[which].1;
        if let Some(before) = self.before.take().filter(|_| !device.has_fence()) {
            assert!(device.stored == before, "two tabs write");
        }
    }

    /// Both are open and awake, and one of them keeps.
    pub(super) fn settle_tabs(&mut self) {
        if !self.copies {
            return;
        }
        for which in TABS {
            self.lend_store(which);
            let another = &self.devices[Self::other(which)].1;
            let keeps = another.keeps() || another.taking.is_some();
            let device = &mut self.devices[which].1;
            device.asleep = false;
            device.slow_store = false;
            device.wire = self.office.wire;
            if device.keeps() && !device.has_fence() {
                device.step_down();
            }
            match device.place {
                Place::Closed if keeps => device.visit(),
                Place::Closed => device.open_to_keep(),
                Place::Visits if !keeps && device.taking.is_none() => device.take_over(),
                _ => {}
            }
        }
    }
}
