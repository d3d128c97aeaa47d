//! 1:1s and what is written in them.

use domain::{
    action::{ActionId, AddAction, CompleteAction},
    agenda_item::{AddAgendaItem, AgendaItemId, CoverAgendaItem, PassOn},
    command::Command,
    entry::{Topic, WriteEntry},
    one_to_one::{
        ConfirmOneToOne, EndSeries, HoldOneToOne, MoveOneToOne, OneToOneId, OneToOneSeriesId,
        OpenSeries,
    },
    private_note::WritePrivateNote,
};
use jiff::civil::date;

use crate::small_company::*;

/// Sam's 1:1 with Priya, brought to where the sentence has it.
struct Meeting {
    series: OneToOneSeriesId,
    one_to_one: OneToOneId,
    item: AgendaItemId,
    action: ActionId,
}

impl Meeting {
    fn new(small: &mut Small, when: &str) -> Self {
        let (series, one_to_one) = small.series(SAM, PRIYA, date(2026, 11, 20));
        let meeting = Self {
            series,
            one_to_one,
            item: small.new_id(),
            action: small.new_id(),
        };
        small.must(
            SAM,
            AddAgendaItem {
                item: meeting.item,
                one_to_one,
                text: "The store".to_owned(),
            },
        );
        small.must(SAM, meeting.action(meeting.action));
        if when.starts_with("held") || when == "confirmed by both" {
            small.must(PRIYA, meeting.hold());
        }
        match when {
            "confirmed by both" => {
                for who in [SAM, PRIYA] {
                    small.must(
                        who,
                        ConfirmOneToOne {
                            one_to_one,
                            expected: None,
                        },
                    );
                }
            }
            "the series has ended" => small.must(SAM, EndSeries { series }),
            "Sam reports to Tom now" => small.report_to(SAM, TOM),
            "Sam reports to Tom now, who has begun their 1:1s" => {
                small.report_to(SAM, TOM);
                small.series(SAM, TOM, date(2026, 11, 27));
            }
            _ => {}
        }
        meeting
    }

    fn hold(&self) -> HoldOneToOne {
        HoldOneToOne {
            one_to_one: self.one_to_one,
            held_on: today(),
            next: id(9_100),
            next_on: date(2026, 12, 18),
        }
    }

    fn action(&self, action: ActionId) -> AddAction {
        AddAction {
            action,
            one_to_one: self.one_to_one,
            text: "Clear the store".to_owned(),
            who: person(SAM),
            due: None,
        }
    }

    fn entry(&self) -> WriteEntry {
        WriteEntry {
            entry: id(9_000),
            one_to_one: self.one_to_one,
            topic: Topic::Work,
            text: "The store is full.".to_owned(),
            objective: None,
            read: None,
        }
    }

    fn note(&self) -> WritePrivateNote {
        WritePrivateNote {
            note: id(9_000),
            one_to_one: self.one_to_one,
            text: "Ask again.".to_owned(),
            read: None,
        }
    }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    let meeting = Meeting::new(small, when);
    match command {
        "one_to_one.open_series" => opened(&meeting, when).into(),
        "one_to_one.hold" => held(small, &meeting, when).into(),
        "one_to_one.move" => moved(small, &meeting, when).into(),
        "one_to_one.confirm" => confirmed(small, &meeting, when).into(),
        "one_to_one.end_series" => EndSeries {
            series: meeting.series,
        }
        .into(),
        _ => written(small, &meeting, command, when),
    }
}

fn opened(meeting: &Meeting, when: &str) -> OpenSeries {
    let of = |employee: u128, manager: u128| OpenSeries {
        series: id(9_000),
        employee: person(employee),
        manager: person(manager),
        cadence_days: 28,
        first: id(9_001),
        first_on: date(2026, 11, 27),
    };
    match when {
        "–" => of(JO, PRIYA),
        "Tom with Sam" => of(SAM, TOM),
        "its first one is a 1:1 that is there" => OpenSeries {
            first: meeting.one_to_one,
            ..of(JO, PRIYA)
        },
        "Tom with Rosa, its first one is Sam's 1:1" => OpenSeries {
            first: meeting.one_to_one,
            ..of(ROSA, TOM)
        },
        "Tom with Rosa, under the identifier of Sam's series" => OpenSeries {
            series: meeting.series,
            ..of(ROSA, TOM)
        },
        other => panic!("no case for {other}"),
    }
}

fn moved(small: &mut Small, meeting: &Meeting, when: &str) -> MoveOneToOne {
    let to = |scheduled_for| MoveOneToOne {
        one_to_one: meeting.one_to_one,
        scheduled_for,
        read: Some(small.company.get(meeting.one_to_one).unwrap().scheduled_for),
    };
    let (priyas, sams) = (to(date(2026, 11, 27)), to(date(2026, 11, 26)));
    if when == "Sam has moved it since" {
        small.must(SAM, sams);
    }
    priyas
}

fn confirmed(small: &mut Small, meeting: &Meeting, when: &str) -> ConfirmOneToOne {
    let stands = small.company.get(meeting.one_to_one).unwrap();
    let confirm = ConfirmOneToOne {
        one_to_one: meeting.one_to_one,
        expected: Some(stands.wording(&small.company, meeting.one_to_one)),
    };
    if when == "held, and Priya has written since" {
        small.must(PRIYA, meeting.entry());
    }
    confirm
}

fn held(small: &mut Small, meeting: &Meeting, when: &str) -> HoldOneToOne {
    let hold = meeting.hold();
    match when {
        "–" | "the series has ended" => hold,
        "held, with the same days" => HoldOneToOne {
            next: id(9_101),
            ..hold
        },
        "held, with another day for the next" => HoldOneToOne {
            next: id(9_101),
            next_on: date(2026, 12, 21),
            ..hold
        },
        "tomorrow" => HoldOneToOne {
            held_on: today().tomorrow().unwrap(),
            ..hold
        },
        "the next one is before it" => HoldOneToOne {
            next_on: date(2026, 11, 19),
            ..hold
        },
        "the next one's identifier is that of Jo's 1:1" => {
            let (_, next) = small.series(JO, PRIYA, date(2026, 11, 24));
            HoldOneToOne { next, ..hold }
        }
        other => panic!("no case for {other}"),
    }
}

fn written(small: &mut Small, meeting: &Meeting, command: &str, when: &str) -> Command {
    match (command, when) {
        ("agenda_item.add", _) => AddAgendaItem {
            item: id(9_000),
            one_to_one: meeting.one_to_one,
            text: "The van".to_owned(),
        }
        .into(),
        ("agenda_item.pass_on", _) => PassOn {
            item: id(9_000),
            written_for: meeting.one_to_one,
            text: "The store is full.".to_owned(),
        }
        .into(),
        ("agenda_item.cover", _) => CoverAgendaItem {
            item: meeting.item,
            covered: true,
        }
        .into(),
        ("entry.write", "over what Priya wrote") => {
            small.must(PRIYA, meeting.entry());
            meeting.entry().into()
        }
        ("entry.write", "in Tom's 1:1 with Rosa, over what Sam wrote") => {
            small.must(SAM, meeting.entry());
            let (_, one_to_one) = small.series(ROSA, TOM, date(2026, 11, 24));
            WriteEntry {
                one_to_one,
                ..meeting.entry()
            }
            .into()
        }
        ("entry.write", _) => meeting.entry().into(),
        ("action.add", "for Jo to do") => AddAction {
            who: person(JO),
            ..meeting.action(id(9_000))
        }
        .into(),
        ("action.add", _) => meeting.action(id(9_000)).into(),
        ("action.complete", _) => CompleteAction {
            action: meeting.action,
            done: true,
        }
        .into(),
        ("private_note.write", "over a note of Priya's") => {
            small.must(PRIYA, meeting.note());
            meeting.note().into()
        }
        ("private_note.write", _) => meeting.note().into(),
        (other, _) => panic!("no case for {other}"),
    }
}
