//! A former manager's words reach the employee's next 1:1 with the new manager, and nobody beside the two reads them there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    action::AddAction,
    agenda_item::{AddAgendaItem, AgendaItem, PassOn},
    command::{self, Command},
    decision::{Actor, Context},
    entry::{Topic, WriteEntry},
    index::Edge,
    one_to_one::{OneToOneId, OneToOneSeriesId},
    private_note::WritePrivateNote,
    rejection::Rejection,
    scope::Scope,
    view::{
        one_to_one,
        passing_on::{PassingOn, passing_on},
    },
};
use jiff::{Timestamp, civil::date};
use small_company::*;
use uuid::Uuid;

/// Sam's 1:1 with Priya, and after Sam reports to Tom the series and the next 1:1 with him.
fn moved_to_tom() -> (Small, OneToOneId, OneToOneSeriesId, OneToOneId) {
    let mut small = Small::new();
    let (_, before) = small.series(SAM, PRIYA, date(2026, 11, 20));
    small.report_to(SAM, TOM);
    let (series, next) = small.series(SAM, TOM, date(2026, 11, 27));
    (small, before, series, next)
}

fn feedback(one_to_one: OneToOneId) -> Command {
    WriteEntry {
        entry: id(9_000),
        one_to_one,
        topic: Topic::Feedback,
        text: "Your reports are the best we have had.".to_owned(),
        objective: None,
        read: None,
    }
    .into()
}

fn offered(small: &Small, by: u128, refused: &Command) -> Option<PassingOn> {
    passing_on(&small.sight(by), refused, &Rejection::NotLineManager)
}

#[test]
fn the_words_come_once_to_the_next_one_to_one_and_its_two_people_alone_read_them() {
    let (mut small, before, series, next) = moved_to_tom();
    let refused = feedback(before);
    assert_eq!(
        small.give(PRIYA, refused.clone()),
        Err(Rejection::NotLineManager)
    );
    let offer = offered(&small, PRIYA, &refused).unwrap();
    assert_eq!(offer.label, "Send to Tom Reed");
    assert_eq!(
        offer.readers,
        "Tom Reed and Sam Okafor will both read it, on the agenda of their next 1:1, under your name."
    );
    // On her own device nothing of theirs is held, so nothing changes there.
    let device = small.device(PRIYA);
    let context = Context {
        actor: Actor::Person(person(PRIYA)),
        now: Timestamp::UNIX_EPOCH,
        command: Uuid::nil(),
    };
    let given = offer.command.clone().into();
    assert_eq!(command::decide(&device, &given, &context), Ok(Vec::new()));

    for _ in 0..2 {
        small.must(PRIYA, offer.command.clone());
    }
    let there: Vec<_> = small
        .company
        .pointing::<AgendaItem>(Edge::PartOf, next.uuid())
        .collect();
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].scope, Scope::OneToOne(series));
    for reader in EVERYBODY {
        let sees = small.sight(reader).get(there[0].id).is_some();
        assert_eq!(sees, [SAM, TOM].contains(&reader), "{reader}");
    }
    for reader in [SAM, TOM] {
        let page = one_to_one::page(&small.sight(reader), next, today()).unwrap();
        assert_eq!(
            page.agenda[0].text,
            "Feedback, both ways: Your reports are the best we have had."
        );
        assert_eq!(page.agenda[0].by, "Priya Natarajan, the manager before");
    }
}

#[test]
fn only_words_for_both_of_a_series_that_has_closed_are_offered_and_only_to_its_manager() {
    let (small, before, ..) = moved_to_tom();
    let text = || "Ask about the store".to_owned();
    let cases: [(Command, Option<&str>); 4] = [
        (
            AddAgendaItem {
                item: id(9_000),
                one_to_one: before,
                text: text(),
            }
            .into(),
            Some("Ask about the store"),
        ),
        (
            AddAction {
                action: id(9_000),
                one_to_one: before,
                text: text(),
                who: person(SAM),
                due: None,
            }
            .into(),
            Some("Action: Ask about the store"),
        ),
        (
            WritePrivateNote {
                note: id(9_000),
                one_to_one: before,
                text: text(),
                read: None,
            }
            .into(),
            None,
        ),
        (feedback(id(9_999)), None),
    ];
    for (refused, words) in cases {
        let offer = offered(&small, PRIYA, &refused);
        assert_eq!(
            offer.as_ref().map(|offer| offer.command.text.as_str()),
            words,
            "{}",
            refused.name()
        );
        if let Some(offer) = offer {
            // Refused for want of a 1:1, the same can be sent again.
            let again = offer.command.clone().into();
            let sight = small.sight(PRIYA);
            let same = passing_on(&sight, &again, &Rejection::NobodyToSendTo);
            assert_eq!(same, Some(offer));
        }
        for other in [SAM, TOM, DANA] {
            assert_eq!(offered(&small, other, &refused), None);
        }
    }
    let long = WriteEntry {
        entry: id(9_000),
        one_to_one: before,
        topic: Topic::Work,
        text: "a".repeat(domain::form::TEXT_MAX),
        objective: None,
        read: None,
    };
    let offer = offered(&small, PRIYA, &long.clone().into()).unwrap();
    assert_eq!(offer.command.text, long.text);
    let refused = feedback(before);
    assert_eq!(
        passing_on(&small.sight(PRIYA), &refused, &Rejection::OneToOneConfirmed),
        None
    );
    let mut open = Small::new();
    let (_, going_on) = open.series(SAM, PRIYA, date(2026, 11, 20));
    assert_eq!(offered(&open, PRIYA, &feedback(going_on)), None);
}

#[test]
fn nobody_reaches_a_one_to_one_of_somebody_whose_manager_they_were_not() {
    let (mut small, before, series, next) = moved_to_tom();
    let (_, rosas) = small.series(ROSA, TOM, date(2026, 11, 27));
    let pass_on = |item, written_for| PassOn {
        item: id(item),
        written_for,
        text: "Read this".to_owned(),
    };
    for (by, written_for) in [
        (SAM, before),
        (TOM, before),
        (PRIYA, next),
        (PRIYA, rosas),
        (DANA, before),
    ] {
        assert_eq!(
            small.give(by, pass_on(9_001, written_for)),
            Err(Rejection::NotFound)
        );
    }
    // What she sent on she cannot take up again, and another's item is not hers to claim.
    small.must(PRIYA, pass_on(9_001, before));
    let add = AddAgendaItem {
        item: id(9_002),
        one_to_one: next,
        text: "The van".to_owned(),
    };
    assert_eq!(small.give(PRIYA, add.clone()), Err(Rejection::NotFound));
    small.must(SAM, add);
    assert_eq!(
        small.give(PRIYA, pass_on(9_002, before)),
        Err(Rejection::NotFound)
    );
    // With the series ended there is nobody to send to.
    small.must(TOM, domain::one_to_one::EndSeries { series });
    assert_eq!(
        small.give(PRIYA, pass_on(9_003, before)),
        Err(Rejection::NobodyToSendTo)
    );
}
