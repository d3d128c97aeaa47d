//! A world of devices, their stores, a lossy network and a server, played from one seed.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod checks;
mod faults;
mod tabs;
mod work;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use domain::post::{Grade, RecordPost};
use jiff::SignedDuration;
use sync::store::Stored;
use uuid::Uuid;

use crate::office::{Device, HEAD, MANAGER, OTHER, Office, Place, SAM, id};

/// Steps of a world before it is healed.
const STEPS: u64 = 100;
/// Ten years in hours, near enough for a clock that is wrong.
const DECADE: u64 = 10 * 365 * 24;
/// How many faces there are to an event, of which every kind has its share.
const EVENTS: u64 = 148;

/// SplitMix64: a few lines, the same everywhere, and good enough to choose what happens next.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    /// How far a clock is off: up to ten years to either side. It is rolled for right clocks too, so that all else stays the same.
    fn wrong_clock(&mut self, skewed: bool) -> SignedDuration {
        let hours = i64::try_from(self.roll(2 * DECADE)).unwrap() - DECADE as i64;
        SignedDuration::from_hours(if skewed { hours } else { 0 })
    }

    fn index(&mut self, below: usize) -> usize {
        self.roll(below as u64) as usize
    }
}

/// What has happened that a run over many seeds must not be without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// An effect of a device's own command was looked for in its base, and was there.
    Revealed,
    /// What the server decided of a command was what its device had foreseen, nothing else having happened.
    Foreseen,
    HeardTwice,
    HeardHalf,
    FoundBusy,
    /// Somebody else had signed in to the browser.
    SentAsAnother,
    GaveUpCache,
    LostStore,
    /// A command that was called saved went with a store that the browser cleared.
    LostToEviction,
    GaveRole,
    TookRole,
    Wiped,
    KnockedAfterWipe,
    ClockJumped,
    Copied,
    Restored,
    /// The log was blanked up to a mark.
    Blanked,
    /// A device stood before that mark, and began anew with what waited on it.
    TooFarBack,
    /// A page of another version than the server's was told so.
    OtherVersion,
    /// A rule panicked.
    Panicked,
    /// A tab was opened beside one that keeps.
    Visited,
    /// A tab was closed, and with it went what was in memory alone.
    Closed,
    /// A tab was frozen.
    Froze,
    /// A tab took the place of one that was frozen.
    Stole,
    /// A tab took the place of one that was closed.
    TookOver,
    /// A tab that woke wrote, and was told that its place was taken.
    WriteRefused,
}

impl Happened {
    /// Everything.
    pub const ALL: [Self; 26] = [
        Self::Revealed,
        Self::Foreseen,
        Self::HeardTwice,
        Self::HeardHalf,
        Self::FoundBusy,
        Self::SentAsAnother,
        Self::GaveUpCache,
        Self::LostStore,
        Self::LostToEviction,
        Self::GaveRole,
        Self::TookRole,
        Self::Wiped,
        Self::KnockedAfterWipe,
        Self::ClockJumped,
        Self::Copied,
        Self::Restored,
        Self::Blanked,
        Self::TooFarBack,
        Self::OtherVersion,
        Self::Panicked,
        Self::Visited,
        Self::Closed,
        Self::Froze,
        Self::Stole,
        Self::TookOver,
        Self::WriteRefused,
    ];
}

/// Whose devices there are, each as a new one and as one that is in step with the office as it opens; made once.
fn people() -> &'static [(u128, [Device; 2])] {
    static PEOPLE: OnceLock<Vec<(u128, [Device; 2])>> = OnceLock::new();
    PEOPLE.get_or_init(|| {
        let people = [SAM, SAM, MANAGER, HEAD, OTHER].into_iter().zip(0..);
        people
            .map(|(person, number)| {
                let new = Device::of(person, number);
                let mut used = new.clone();
                used.connect(&Office::open());
                (person, [new, used])
            })
            .collect()
    })
}

pub struct World {
    dice: Dice,
    pub office: Office,
    backup: Office,
    pub devices: Vec<(u128, Device)>,
    /// Commands that were shown as saved on a device, by device (property 8).
    saved: Vec<BTreeSet<Uuid>>,
    /// Those of them that went with a store that the browser cleared.
    cleared: BTreeSet<Uuid>,
    /// Whose store was harmed and has not been mended on disk since.
    harmed: Vec<bool>,
    /// What each of them was when it was last looked at.
    looked: Vec<Option<checks::Looked>>,
    next: u128,
    restores: u128,
    /// Whether stores are copied in this world, or servers restored. Not both: two devices under one name cannot tell which of the
    /// numbers that a restored server has forgotten were theirs. A store that is lost and found again as it was is such a copy.
    copies: bool,
    /// Which of the tabs has the browser's database in its hands, and that as it was before one that does not keep did something.
    lent: usize,
    before: Option<Stored>,
    /// Whether the devices' clocks are off.
    skewed: bool,
    /// The replica whose account was closed, and how many commits there were by then.
    revoked: Option<(Uuid, usize)>,
    pub happened: BTreeMap<Happened, u64>,
    pub trace: Vec<String>,
}

impl World {
    /// Plays a seed to its end: faults, then a time without any, and every check on the way.
    pub fn played(seed: u64, skewed: bool) -> Self {
        let mut world = Self::new(seed, skewed);
        for _ in 0..STEPS {
            world.step();
        }
        world.heal();
        world.trace.push(world.office.authority.head().to_string());
        world
    }

    fn new(seed: u64, skewed: bool) -> Self {
        let office = Office::open();
        let mut dice = Dice(seed);
        let mut devices: Vec<_> = people()
            .iter()
            .map(|(person, [new, used])| {
                let clock = dice.wrong_clock(skewed);
                // Most have been in use for a while.
                let device = if dice.roll(3) > 0 { used } else { new };
                let mut device = device.clone();
                device.clock = clock;
                (*person, device)
            })
            .collect();
        let copies = seed.is_multiple_of(4);
        if copies {
            let [keeps, beside] = tabs::TABS;
            devices[keeps].1.open_to_keep();
            let mut tab = Device::of(devices[keeps].0, beside as u128);
            tab.place = Place::Closed;
            tab.clock = dice.wrong_clock(skewed);
            devices.push((devices[keeps].0, tab));
        }
        Self {
            lent: tabs::TABS[0],
            before: None,
            dice,
            backup: office.clone(),
            saved: vec![BTreeSet::new(); devices.len()],
            cleared: BTreeSet::new(),
            harmed: vec![false; devices.len()],
            looked: devices.iter().map(|_| None).collect(),
            office,
            devices,
            next: 2_000,
            restores: 0,
            copies,
            skewed,
            revoked: None,
            happened: BTreeMap::new(),
            trace: Vec::new(),
        }
    }

    fn step(&mut self) {
        let which = self.dice.index(self.devices.len());
        let event = self.dice.roll(EVENTS);
        self.trace.push(format!("{which} {event}"));
        self.lend_store(which);
        match event {
            _ if self.tab(which, event) => {}
            _ if self.devices[which].1.gone => self.knock(which),
            0..30 => self.work(which),
            30..45 => self.exchange(which),
            45..52 => self.connect(which),
            52..57 => self.devices[which].1.disconnect(),
            57..65 => self.spoil_line(which, event),
            65..70 => {
                let device = &mut self.devices[which].1;
                device.slow_store = !device.slow_store;
            }
            70..76 => self.devices[which].1.commit(),
            76..85 => self.restart(which),
            85..89 => self.harm(which),
            89..93 => self.reorganise(),
            93..97 => self.back_up(),
            97..100 if self.copies => self.copy(),
            97..100 => self.restore(),
            100..118 => self.spoil_line(which, event),
            118..122 => self.fill(which),
            122..124 => self.evict(which),
            124..129 => self.give_or_take_role(),
            129..130 => self.close_account(),
            130..135 => self.turn_clock(which),
            140..144 => self.blank_log(),
            144..146 => self.upgrade(),
            146..148 => self.restart(which),
            _ => self.devices[which].1.stay_connected(&self.office),
        }
        self.check_owner(which);
        self.note_saved();
        self.check(which);
    }

    fn note(&mut self, what: Happened, times: u64) {
        *self.happened.entry(what).or_default() += times;
    }

    fn exchange(&mut self, which: usize) {
        let device = &mut self.devices[which].1;
        device.send(&mut self.office);
        device.hear(&self.office);
    }

    /// Half of all connections are cut after a few pieces, where a base has so many.
    fn connect(&mut self, which: usize) {
        let hellos = match self.dice.roll(2) {
            0 => u64::MAX,
            _ => 1 + self.dice.roll(3),
        };
        self.devices[which].1.connect_for(&self.office, hellos);
    }

    /// Nobody opens a device that was wiped; a program that goes on under its name is sent away each time.
    fn knock(&mut self, which: usize) {
        let (person, device) = &mut self.devices[which];
        if self.office.is_closed(id(*person)) {
            device.connect(&self.office);
            self.note(Happened::KnockedAfterWipe, 1);
        }
    }

    /// Sam gets another manager, or the old one back.
    fn reorganise(&mut self) {
        let above = if self.dice.roll(2) == 0 { 32 } else { 33 };
        self.office.system(RecordPost {
            post: id(31),
            title: "Post 31".to_owned(),
            unit: Some(id(22)),
            grade: Grade::Staff,
            reports_to: Some(id(above)),
            holder: Some(id(SAM)),
        });
    }
}
