//! What people do on their devices in a world.

use domain::{
    action::{AddAction, CompleteAction},
    agenda_item::{AddAgendaItem, CoverAgendaItem},
    cascade::Parent,
    check_in::RecordProgress,
    command::Command,
    company::Company,
    objective::{AgreeObjective, Objective, OrgLevel, ReopenObjective, RewordObjective},
    objective_link::LinkObjective,
    objective_words::ObjectiveWords,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, MoveOneToOne, OneToOne},
    private_note::WritePrivateNote,
    quantity::Decimal,
};
use jiff::civil::date;

use super::World;
use crate::office::{MANAGER, MEETING, SAM, TEAM_OBJECTIVE, UNFORESEEN, draft, entry, id};

/// Identifiers of which each belongs to everybody, so that people come across each other's work.
const SHARED: u64 = 4;
const OBJECTIVES: u128 = 1_800;
const LINKS: u128 = 1_810;
const ITEMS: u128 = 1_820;
const ACTIONS: u128 = 1_830;

impl World {
    pub(super) fn work(&mut self, which: usize) {
        self.next += 1;
        let command = match self.dice.roll(8) {
            0..5 => self.note_down(which),
            5 => self.meet(which),
            _ => self.aim(which),
        };
        // A refusal on the device is an answer like any other: nothing is queued.
        let _refused = self.devices[which].1.do_now(command);
    }

    /// What is written most.
    fn note_down(&mut self, which: usize) -> Command {
        let number = self.next;
        match self.dice.roll(40) {
            0 => entry(number, UNFORESEEN).into(),
            1..16 => entry(number, &format!("Written as {number}")).into(),
            // The same one again, so that two devices write over each other.
            16..24 => entry(1_999, &format!("Written over by {number}")).into(),
            // One note a person, which is taken back by emptying it.
            24..32 => WritePrivateNote {
                note: id(1_900 + self.devices[which].0),
                one_to_one: id(MEETING),
                text: match self.dice.roll(2) {
                    0 => String::new(),
                    _ => format!("Private {number}"),
                },
                read: None,
            }
            .into(),
            _ => RecordProgress {
                check_in: id(number),
                objective: id(TEAM_OBJECTIVE),
                progress: u16::try_from(number % 100).unwrap(),
                note: String::new(),
                one_to_one: None,
            }
            .into(),
        }
    }

    /// What belongs to a 1:1.
    fn meet(&mut self, which: usize) -> Command {
        let (number, one_to_one) = (self.next, id(MEETING));
        let shared = u128::from(self.dice.roll(SHARED));
        let done = self.dice.roll(2) == 0;
        let day = date(2026, 11, 1 + i8::try_from(number % 28).unwrap());
        let chosen = self.dice.roll(24);
        let seen = self.sees(which);
        let meeting = seen.get::<OneToOne>(one_to_one);
        match chosen {
            0..6 => AddAgendaItem {
                item: id(ITEMS + shared),
                one_to_one,
                text: format!("To talk about, {number}"),
            }
            .into(),
            6..12 => CoverAgendaItem {
                item: id(ITEMS + shared),
                covered: done,
            }
            .into(),
            12..16 => AddAction {
                action: id(ACTIONS + shared),
                one_to_one,
                text: format!("To do, {number}"),
                who: id([SAM, MANAGER][usize::from(done)]),
                due: None,
            }
            .into(),
            16..20 => CompleteAction {
                action: id(ACTIONS + shared),
                done,
            }
            .into(),
            20..22 => MoveOneToOne {
                one_to_one,
                scheduled_for: day,
                read: meeting.map(|meeting| meeting.scheduled_for),
            }
            .into(),
            22 => ConfirmOneToOne {
                one_to_one,
                expected: meeting.map(|meeting| meeting.wording(seen, one_to_one)),
            }
            .into(),
            _ => HoldOneToOne {
                one_to_one,
                held_on: date(2026, 11, 20),
                next: id(number),
                next_on: date(2026, 12, 18),
            }
            .into(),
        }
    }

    /// What becomes of the objectives of a few.
    fn aim(&mut self, which: usize) -> Command {
        let number = self.next;
        let shared = u128::from(self.dice.roll(SHARED));
        let objective = id(OBJECTIVES + shared);
        let chosen = self.dice.roll(8);
        let seen = self.sees(which);
        let stands = seen.get::<Objective>(objective);
        let read = stands.map(|stands| ObjectiveWords::of(stands));
        match (chosen, stands) {
            (0..2, _) | (_, None) => {
                let owner = [SAM, self.devices[which].0][usize::from(shared > 1)];
                let title = format!("Aimed at as {number}");
                draft(OBJECTIVES + shared, owner, OrgLevel::Individual, &title).into()
            }
            (2..4, Some(stands)) => RewordObjective {
                objective,
                title: match chosen {
                    2 => format!("Aimed at again as {number}"),
                    _ => stands.title.clone(),
                },
                success_measure: format!("Told by {number}"),
                due: stands.due,
                read,
            }
            .into(),
            (4, _) => LinkObjective {
                link: id(LINKS + shared),
                child: objective,
                parent: Parent::Objective(id(TEAM_OBJECTIVE)),
                weight: Decimal::ONE,
            }
            .into(),
            (5..7, Some(stands)) => AgreeObjective {
                objective,
                expected: stands.wording(seen, objective),
                read,
            }
            .into(),
            _ => ReopenObjective { objective }.into(),
        }
    }

    fn sees(&self, which: usize) -> &Company {
        self.devices[which].1.replica.view()
    }
}
