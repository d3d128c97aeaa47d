//! What goes wrong in a world.

use std::collections::BTreeSet;

use domain::{
    decision::Actor,
    role::{GrantRole, Role, RoleGrant, WithdrawRole},
};
use sync::{message::WIRE_VERSION, store::Table};
use uuid::Uuid;

use super::{Happened, World};
use crate::office::{HEAD, MANAGER, OTHER, Room, SAM, id};

impl World {
    pub(super) fn spoil_line(&mut self, which: usize, event: u64) {
        let device = &mut self.devices[which].1;
        let told = match event {
            57..59 => {
                device.lose_what_is_sent();
                None
            }
            59 => {
                device.miss(&self.office);
                None
            }
            60 => {
                device.hear_without_one(&self.office);
                None
            }
            61..65 => {
                self.sends_twice(which);
                None
            }
            100..105 => Some((Happened::HeardTwice, device.hear_twice(&self.office))),
            105..110 => {
                let after = self.dice.roll(5);
                Some((Happened::HeardHalf, device.hear_cut(&self.office, after)))
            }
            110..115 => Some((Happened::FoundBusy, device.find_busy(&self.office))),
            _ => {
                let person = [SAM, MANAGER, HEAD, OTHER][self.dice.index(4)];
                let sent = device.send_as(&mut self.office, person);
                Some((Happened::SentAsAnother, sent))
            }
        };
        if let Some((what, true)) = told {
            self.note(what, 1);
        }
    }

    /// What was sent arrives, the answer is lost, and it is sent again after a new hello.
    fn sends_twice(&mut self, which: usize) {
        let device = &mut self.devices[which].1;
        device.send(&mut self.office);
        device.disconnect();
        device.connect(&self.office);
        device.send(&mut self.office);
    }

    /// The browser is killed and started again, with the page that it has or with the one that the server has now.
    pub(super) fn restart(&mut self, which: usize) {
        let device = &mut self.devices[which].1;
        let damage = match self.dice.roll(2) {
            0 => device.restart(),
            _ => device.reload(&self.office),
        };
        assert!(
            damage.is_none() || self.harmed[which],
            "a store that nobody harmed"
        );
    }

    /// A row of the cache is damaged while the browser is closed.
    pub(super) fn harm(&mut self, which: usize) {
        let device = &mut self.devices[which].1;
        let rows: Vec<_> = device
            .stored
            .rows()
            .filter(|(table, ..)| matches!(table, Table::Chunk | Table::Journal | Table::Stage))
            .map(|(table, key, value)| (table, key.to_owned(), value.to_owned()))
            .collect();
        if rows.is_empty() {
            return;
        }
        let (table, key, value) = rows[self.dice.index(rows.len())].clone();
        let cut = self.dice.roll(value.len() as u64) as usize;
        let harmed: String = value.chars().take(cut).collect();
        device.stored.insert(table, key, harmed);
        device.restart();
        self.harmed[which] = true;
    }

    /// Sam's first profile is copied over the second one (a restored tablet), where nothing of the second would be lost.
    pub(super) fn copy(&mut self) {
        let [(_, first), (_, second), ..] = &mut self.devices[..] else {
            unreachable!("Sam has two devices")
        };
        let holds_work = |(table, ..): (Table, &str, &str)| {
            matches!(table, Table::Outbox | Table::Sent | Table::Refusal)
        };
        if second.uncommitted.is_empty() && !second.stored.rows().any(holds_work) {
            second.copy_of(first);
            self.harmed[1] = self.harmed[0];
            self.note(Happened::Copied, 1);
        }
    }

    /// What is old enough is blanked in the log: up to anywhere between where that ended last and now.
    pub(super) fn blank_log(&mut self) {
        let (from, head) = (self.office.min_seq, self.office.authority.head());
        let until = from + self.dice.roll(head - from + 1);
        self.note(Happened::Blanked, u64::from(until > from));
        self.office.blank(until);
    }

    /// The server is put on another version, as an upgrade is or one that is taken back. Open pages stay as they are.
    pub(super) fn upgrade(&mut self) {
        let others = [WIRE_VERSION - 1, WIRE_VERSION, WIRE_VERSION + 1];
        self.office.wire = others[self.dice.index(others.len())];
        for (_, device) in &mut self.devices {
            device.disconnect();
        }
    }

    /// A copy is made and read back; devices may then forget what it holds.
    pub(super) fn back_up(&mut self) {
        self.office.backed_up_seq = self.office.authority.head();
        self.backup = self.office.clone();
    }

    /// The database is lost and comes back from the last backup: as another history, or, where somebody only put the file back, under
    /// the same name.
    pub(super) fn restore(&mut self) {
        for (_, device) in &mut self.devices {
            device.disconnect();
        }
        self.restores += 1;
        self.revoked = None;
        self.note(Happened::Restored, 1);
        self.office = self.backup.clone();
        if self.dice.roll(3) > 0 {
            self.office.epoch = Uuid::from_u128(1_000 + self.restores);
        }
        self.office.life = self.restores as u64;
        self.backup = self.office.clone();
    }

    /// A store is full for a while, or has room again. Where nothing at all can be written it is lost, and found again as it was.
    pub(super) fn fill(&mut self, which: usize) {
        let worst = if self.copies {
            Room::Nothing
        } else {
            Room::ForWork
        };
        let worse = self.dice.roll(3) == 0;
        let device = &mut self.devices[which].1;
        device.room = match device.room {
            Room::Plenty if worse => worst,
            Room::Plenty => Room::ForWork,
            Room::ForWork | Room::Nothing => Room::Plenty,
        };
    }

    /// The browser clears what a device kept while it is closed; what was not sent is lost, and that is told at once.
    pub(super) fn evict(&mut self, which: usize) {
        // What is in the last backup no restored server forgets.
        let certain = if self.copies {
            &self.office
        } else {
            &self.backup
        };
        let certain: BTreeSet<Uuid> = certain.commits.iter().map(|commit| commit.uuid).collect();
        let (stays, goes) = std::mem::take(&mut self.saved[which])
            .into_iter()
            .partition(|uuid| certain.contains(uuid));
        self.saved[which] = stays;
        self.cleared.extend::<BTreeSet<Uuid>>(goes);
        self.devices[which].1.evict();
        // A store that is gone is sound.
        self.harmed[which] = false;
        // Whoever opens the browser anew gets the page that there is now.
        self.devices[which].1.wire = self.office.wire;
        self.connect(which);
        assert!(!self.devices[which].1.untold, "the server was not told");
    }

    /// Somebody gets a role with which they see more, or loses one.
    pub(super) fn give_or_take_role(&mut self) {
        let person = [SAM, MANAGER, HEAD, OTHER][self.dice.index(4)];
        let role = [Role::Hr, Role::SupportServices, Role::BoardMember][self.dice.index(3)];
        let company = self.office.authority.company();
        let grants: Vec<_> = company.all::<RoleGrant>().map(|grant| grant.id).collect();
        if grants.is_empty() || self.dice.roll(2) == 0 {
            self.next += 1;
            let (grant, person) = (id(self.next), id(person));
            let gives = GrantRole {
                grant,
                person,
                role,
            };
            self.office.system(gives);
            self.note(Happened::GaveRole, 1);
        } else {
            let grant = grants[self.dice.index(grants.len())];
            self.office.give(Actor::System, WithdrawRole { grant });
            self.note(Happened::TookRole, 1);
        }
    }

    /// The last person's account is closed.
    pub(super) fn close_account(&mut self) {
        if self.office.is_closed(id(OTHER)) {
            return;
        }
        self.office.close(OTHER);
        let device = self.devices.iter().find(|(person, _)| *person == OTHER);
        self.revoked = device.map(|(_, device)| (device.replica.id(), self.office.commits.len()));
    }

    /// A device's clock jumps.
    pub(super) fn turn_clock(&mut self, which: usize) {
        self.devices[which].1.clock = self.dice.wrong_clock(self.skewed);
        self.note(Happened::ClockJumped, 1);
    }
}
