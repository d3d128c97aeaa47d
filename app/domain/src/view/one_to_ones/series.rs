//! One series of 1:1s and where it stands.

use crate::{
    calendar::Date,
    display,
    index::Edge,
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    record::Stored,
    sight::Sight,
    view::day,
    working_day,
};

/// A 1:1 that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Which 1:1.
    pub id: OneToOneId,
    /// "27 October 2026".
    pub on: String,
    /// "Confirmed by both", "Waiting for you to confirm".
    pub words: String,
}

/// A series of the reader's, and where it stands.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// The series.
    pub series: &'a Stored<OneToOneSeries>,
    /// The other of the two.
    pub other: PersonId,
    /// Whether words can still be written in it.
    pub current: bool,
    /// Why not, where they cannot.
    pub why_past: Option<String>,
    /// The 1:1 that is planned.
    pub next: Option<&'a Stored<OneToOne>>,
}

/// The series that the reader is one of the two of; no other series is seen by anyone.
pub(in crate::view) fn runs<'a>(sight: &Sight<'a>) -> Vec<Run<'a>> {
    let Some(reader) = sight.person() else {
        return Vec::new();
    };
    super::of_person(sight, reader)
        .into_iter()
        .filter_map(|id| sight.get::<OneToOneSeries>(id))
        .map(|series| {
            let why_past = series
                .check_current(sight.company())
                .err()
                .map(|why| why.to_string());
            Run {
                series,
                other: series.other(reader),
                current: why_past.is_none(),
                why_past,
                next: meetings(sight, series).find(|meeting| meeting.held_on.is_none()),
            }
        })
        .collect()
}

/// The 1:1s of a series, by the day they were planned for.
pub(in crate::view) fn meetings<'a>(
    sight: &Sight<'a>,
    series: &Stored<OneToOneSeries>,
) -> impl DoubleEndedIterator<Item = &'a Stored<OneToOne>> {
    let all: Vec<_> = sight
        .pointing::<OneToOne>(Edge::OneToOneOf, series.id.uuid())
        .collect();
    all.into_iter()
}

/// Whether a 1:1 planned for this day is overdue (rules.md 4.12). Where the bank holidays of the year are not known, nothing
/// is said to be overdue.
pub(in crate::view) fn is_overdue(planned: Date, today: Date) -> bool {
    working_day::overdue_after(planned).is_ok_and(|last| today > last)
}

/// The 1:1s of a series that were held, newest first.
pub(super) fn held(sight: &Sight<'_>, run: &Run<'_>) -> Vec<Meeting> {
    meetings(sight, run.series)
        .rev()
        .filter_map(|meeting| {
            let on = meeting.held_on?;
            Some(Meeting {
                id: meeting.id,
                on: display::date(on),
                words: confirmed_words(sight, meeting),
            })
        })
        .collect()
}

fn confirmed_words(sight: &Sight<'_>, meeting: &OneToOne) -> String {
    let by_reader = sight
        .person()
        .is_some_and(|reader| meeting.confirmed_by.contains(&reader));
    match (meeting.is_confirmed(), by_reader) {
        (true, _) => "Confirmed by both".to_owned(),
        (false, true) => "Confirmed by you".to_owned(),
        (false, false) => "Waiting for you to confirm".to_owned(),
    }
}

/// Whether a 1:1 was held and the reader has not confirmed it.
pub(in crate::view) fn wants_confirming(sight: &Sight<'_>, meeting: &OneToOne) -> bool {
    meeting.held_on.is_some()
        && sight
            .person()
            .is_some_and(|reader| !meeting.confirmed_by.contains(&reader))
}

/// The day of a 1:1 in its heading: the day it was held, else the day it is planned for.
pub(in crate::view) fn day_words(meeting: &OneToOne, today: Date) -> String {
    day::spoken(meeting.held_on.unwrap_or(meeting.scheduled_for), today)
}
