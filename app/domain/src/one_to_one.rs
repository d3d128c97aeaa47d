//! 1:1s: a series between a person and their manager, and each 1:1 in it (strategy §1.3; regulation.md 5.4).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    agenda_item::AgendaItem,
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    entry::Entry,
    form,
    id::Id,
    index::{Edge, Reference, day_order},
    person::PersonId,
    post::Post,
    record::{Change, Noun, Stored, noun},
    rejection::Rejection,
    scope::Scope,
    wording::Wording,
};

/// Identifies a series of 1:1s.
pub type OneToOneSeriesId = Id<OneToOneSeries>;
/// Identifies a 1:1.
pub type OneToOneId = Id<OneToOne>;
/// Identifies the date of a 1:1; the same UUID as the 1:1's own.
pub type OneToOneDateId = Id<OneToOneDate>;

/// The run of 1:1s between a person and their manager. Only these two may read what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneToOneSeries {
    /// The person whose 1:1s they are.
    pub employee: PersonId,
    /// Their manager when the series began.
    pub manager: PersonId,
    /// Days from one to the next; 28 unless they choose otherwise.
    pub cadence_days: u16,
    /// Whether it has ended, as it does when the manager changes.
    #[serde(default)]
    pub ended: bool,
}

noun!(OneToOneSeries, OneToOneSeries, |series, _stamp| [
    Reference::new(Edge::SeriesOfEmployee, series.employee.uuid()),
    Reference::new(Edge::SeriesOfManager, series.manager.uuid()),
]);

/// One 1:1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneToOne {
    /// Which series it is in.
    pub series: OneToOneSeriesId,
    /// The day it is planned for.
    #[serde(with = "crate::date_text")]
    pub scheduled_for: Date,
    /// The day it was held.
    #[serde(default, with = "crate::date_text::optional")]
    pub held_on: Option<Date>,
    /// Who has confirmed that the record is right.
    #[serde(default)]
    pub confirmed_by: Vec<PersonId>,
}

noun!(OneToOne, OneToOne, |meeting, _stamp| [Reference::ordered(
    Edge::OneToOneOf,
    meeting.series.uuid(),
    day_order(meeting.scheduled_for)
)]);

/// When a 1:1 is due and whether it was held: the corporate record, without what was said (access.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneToOneDate {
    /// Whose 1:1 it is.
    pub employee: PersonId,
    /// The day it is planned for.
    #[serde(with = "crate::date_text")]
    pub scheduled_for: Date,
    /// The day it was held.
    #[serde(default, with = "crate::date_text::optional")]
    pub held_on: Option<Date>,
}

noun!(OneToOneDate, OneToOneDate, |date, _stamp| [
    Reference::ordered(
        Edge::OneToOneDateOf,
        date.employee.uuid(),
        day_order(date.scheduled_for)
    )
]);

impl OneToOneSeries {
    /// Whether a person is one of the two.
    pub fn is_party(&self, person: PersonId) -> bool {
        self.employee == person || self.manager == person
    }

    /// The other of the two.
    pub fn other(&self, person: PersonId) -> PersonId {
        if self.employee == person {
            self.manager
        } else {
            self.employee
        }
    }

    /// Refuses to write in a series that has ended or whose reporting line is gone.
    pub(crate) fn check_current(&self, company: &Company) -> Result<(), Rejection> {
        if self.ended {
            return Err(Rejection::SeriesEnded);
        }
        if !company.holds(&Scope::Staff) || Post::manages(company, self.manager, self.employee) {
            Ok(())
        } else {
            Err(Rejection::NotLineManager)
        }
    }
}

impl OneToOne {
    /// Whether both have confirmed the record, so that it stands.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_by.len() >= 2
    }

    /// The 1:1 after this one in its series.
    pub fn after<'a>(company: &'a Company, meeting: &Stored<Self>) -> Option<&'a Stored<Self>> {
        let this = (meeting.scheduled_for, meeting.id);
        company
            .pointing::<Self>(Edge::OneToOneOf, meeting.series.uuid())
            .find(|each| (each.scheduled_for, each.id) > this)
    }

    /// The next 1:1 of its series that is not held yet, whatever day this one was planned for.
    pub fn next_planned<'a>(
        company: &'a Company,
        meeting: &Stored<Self>,
    ) -> Option<&'a Stored<Self>> {
        company
            .pointing::<Self>(Edge::OneToOneOf, meeting.series.uuid())
            .find(|each| each.held_on.is_none() && each.id != meeting.id)
    }

    /// The digest of what is written in a 1:1 and of the day it was held: what the two confirm. Ticks are not words.
    pub fn wording(&self, company: &Company, id: OneToOneId) -> Wording {
        fn parts<T: Noun>(
            company: &Company,
            id: OneToOneId,
            words: fn(&T) -> String,
        ) -> impl Iterator<Item = String> {
            company
                .pointing::<T>(Edge::PartOf, id.uuid())
                .flat_map(move |part| [part.id.to_string(), words(&part.body)])
        }
        fn day(day: Option<Date>) -> String {
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        let agenda = parts::<AgendaItem>(company, id, |item| item.text.clone());
        let entries = parts::<Entry>(company, id, |entry| entry.text.clone());
        let actions = parts::<Action>(company, id, |action| {
            format!("{} {} {}", action.text, action.who, day(action.due))
        });
        let held = day(self.held_on);
        Wording::of(
            [held]
                .into_iter()
                .chain(agenda)
                .chain(entries)
                .chain(actions),
        )
    }

    /// What follows for a 1:1 when something is written in it: nobody has confirmed the new words yet (sync.md 2.7), so a
    /// first confirmation is taken back.
    pub(crate) fn written_in(meeting: &Stored<Self>) -> Option<Change> {
        if meeting.confirmed_by.is_empty() {
            return None;
        }
        let unconfirmed = Self {
            confirmed_by: Vec::new(),
            ..(*meeting.body).clone()
        };
        Some(Change::put(meeting.id, meeting.scope, unconfirmed))
    }

    /// The 1:1 and its series, if the actor may see them and the record still takes words.
    pub(crate) fn find_open<'a>(
        company: &'a Company,
        context: &Context,
        id: OneToOneId,
    ) -> Result<(&'a Stored<Self>, &'a Stored<OneToOneSeries>), Rejection> {
        let meeting = context.find(company, id)?;
        let series = context.find(company, meeting.series)?;
        series.check_current(company)?;
        if meeting.is_confirmed() {
            return Err(Rejection::OneToOneConfirmed);
        }
        Ok((meeting, series))
    }

    fn changes(id: OneToOneId, meeting: Self, series: &Stored<OneToOneSeries>) -> [Change; 2] {
        let date = OneToOneDate {
            employee: series.employee,
            scheduled_for: meeting.scheduled_for,
            held_on: meeting.held_on,
        };
        [
            Change::put(id, Scope::OneToOne(series.id), meeting),
            Change::put(
                OneToOneDateId::new(id.uuid()),
                Scope::Objectives(series.employee),
                date,
            ),
        ]
    }
}

/// Opens a series of 1:1s with its first date. The manager or the person opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct OpenSeries {
    /// The series' identifier.
    #[garde(skip)]
    pub series: OneToOneSeriesId,
    /// The person whose 1:1s they are.
    #[garde(skip)]
    pub employee: PersonId,
    /// Their manager.
    #[garde(skip)]
    pub manager: PersonId,
    /// Days from one to the next.
    #[garde(custom(form::cadence))]
    pub cadence_days: u16,
    /// The first 1:1's identifier.
    #[garde(skip)]
    pub first: OneToOneId,
    /// The day of the first 1:1.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub first_on: Date,
}

impl Decide for OpenSeries {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        context.find(company, self.employee)?;
        context.find(company, self.manager)?;
        let series = OneToOneSeries {
            employee: self.employee,
            manager: self.manager,
            cadence_days: self.cadence_days,
            ended: false,
        };
        if let Some(person) = context.actor.person()
            && !series.is_party(person)
        {
            return Err(Rejection::NotFound);
        }
        series.check_current(company)?;
        let scope = Scope::OneToOne(self.series);
        let mut changes = context.create(company, self.series, scope, series.clone())?;
        if !changes.is_empty() {
            context.check_free(company, self.first)?;
            let stored = Stored {
                id: self.series,
                scope,
                stamp: crate::record::Stamp {
                    seq: 0,
                    at: context.now,
                },
                body: std::sync::Arc::new(series),
            };
            let meeting = OneToOne {
                series: self.series,
                scheduled_for: self.first_on,
                held_on: None,
                confirmed_by: Vec::new(),
            };
            changes.extend(OneToOne::changes(self.first, meeting, &stored));
        }
        Ok(changes)
    }
}

/// Moves a 1:1 that was not held yet to another day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveOneToOne {
    /// Which 1:1.
    pub one_to_one: OneToOneId,
    /// The new day.
    #[serde(with = "crate::date_text")]
    pub scheduled_for: Date,
    /// The day that the person had before them (sync.md 2.7); none where it is moved from whatever day it is on.
    #[serde(
        default,
        with = "crate::date_text::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub read: Option<Date>,
}

impl Decide for MoveOneToOne {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let (meeting, series) = OneToOne::find_open(company, context, self.one_to_one)?;
        if meeting.scheduled_for == self.scheduled_for {
            return Ok(Vec::new());
        }
        if meeting.held_on.is_some() {
            return Err(Rejection::field(
                "scheduled_for",
                "This 1:1 was held. Move the next one instead.",
            ));
        }
        if self.read.is_some_and(|read| read != meeting.scheduled_for) {
            return Err(Rejection::ChangedSince);
        }
        let moved = OneToOne {
            scheduled_for: self.scheduled_for,
            ..(*meeting.body).clone()
        };
        Ok(OneToOne::changes(self.one_to_one, moved, series).into())
    }
}

/// Records that a 1:1 was held and when the next one is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldOneToOne {
    /// Which 1:1.
    pub one_to_one: OneToOneId,
    /// The day it was held.
    #[serde(with = "crate::date_text")]
    pub held_on: Date,
    /// The next 1:1's identifier.
    pub next: OneToOneId,
    /// The day of the next 1:1.
    #[serde(with = "crate::date_text")]
    pub next_on: Date,
}

impl Decide for HoldOneToOne {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let (meeting, series) = OneToOne::find_open(company, context, self.one_to_one)?;
        if let Some(held_on) = meeting.held_on {
            return self.check_same(company, held_on, meeting);
        }
        if self.held_on > context.today() {
            return Err(Rejection::field(
                "held_on",
                "This day has not come yet. Choose the day on which the 1:1 was held, today at the latest.",
            ));
        }
        if self.next_on <= self.held_on {
            return Err(Rejection::field(
                "next_on",
                "The next 1:1 comes after this one. Choose a later day.",
            ));
        }
        let held = OneToOne {
            held_on: Some(self.held_on),
            ..(*meeting.body).clone()
        };
        let mut changes: Vec<Change> = OneToOne::changes(self.one_to_one, held, series).into();
        // Both may record it at once: the next one is then there already.
        let there = company
            .get(self.next)
            .is_some_and(|next| next.series == series.id);
        if !there {
            context.check_free(company, self.next)?;
            let next = OneToOne {
                series: series.id,
                scheduled_for: self.next_on,
                held_on: None,
                confirmed_by: Vec::new(),
            };
            changes.extend(OneToOne::changes(self.next, next, series));
        }
        Ok(changes)
    }
}

impl HoldOneToOne {
    /// The other of the two has recorded it already: nothing is to be done, unless they wrote other days (sync.md 2.7).
    fn check_same(&self, company: &Company, held_on: Date, meeting: &Stored<OneToOne>) -> Decision {
        // The same command under another number (sync.md R11).
        let again = company
            .get(self.next)
            .is_some_and(|next| next.series == meeting.series);
        let next = OneToOne::next_planned(company, meeting);
        let same =
            held_on == self.held_on && next.is_none_or(|next| next.scheduled_for == self.next_on);
        if again || same {
            Ok(Vec::new())
        } else {
            Err(Rejection::ChangedSince)
        }
    }
}

/// Confirms that the record of a 1:1 is right. When both have, it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmOneToOne {
    /// Which 1:1.
    pub one_to_one: OneToOneId,
    /// The digest of what the person read (sync.md 2.7); none where the record is confirmed whatever it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Wording>,
}

impl Decide for ConfirmOneToOne {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let person = context.person()?;
        let meeting = context.find(company, self.one_to_one)?;
        let series = context.find(company, meeting.series)?;
        if meeting.held_on.is_none() {
            return Err(Rejection::NotHeldYet);
        }
        if meeting.confirmed_by.contains(&person) {
            return Ok(Vec::new());
        }
        let stands = meeting.wording(company, self.one_to_one);
        if self.expected.is_some_and(|expected| expected != stands) {
            return Err(Rejection::ChangedSince);
        }
        let mut confirmed = (*meeting.body).clone();
        confirmed.confirmed_by.push(person);
        confirmed.confirmed_by.sort();
        Ok(vec![Change::put(
            self.one_to_one,
            Scope::OneToOne(series.id),
            confirmed,
        )])
    }
}

/// Ends a series; its two people keep what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndSeries {
    /// Which series.
    pub series: OneToOneSeriesId,
}

impl Decide for EndSeries {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let series = context.find(company, self.series)?;
        if series.ended {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put(
            self.series,
            series.scope,
            OneToOneSeries {
                ended: true,
                ..(*series.body).clone()
            },
        )])
    }
}
