//! One 1:1, in the order in which it is held (regulation.md 5.4). Its two people read it and nobody else.

mod actions;
mod agenda;
mod closing;
mod objectives;
mod words;

use std::collections::BTreeSet;

pub use actions::ActionLine;
pub use agenda::AgendaLine;
pub use closing::{Confirming, Holding};
pub use objectives::ObjectivePart;
pub use words::{Part, Said};

use crate::{
    calendar::Date,
    entry::Topic,
    id::Id,
    index::Edge,
    objective::OrgLevel,
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    post::Post,
    private_note::{PrivateNote, PrivateNoteId},
    record::Stored,
    rejection::Rejection,
    sight::Sight,
    view::{
        called, new_objective,
        one_to_ones::{day_words, meetings},
    },
};

/// One 1:1, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Which 1:1.
    pub id: OneToOneId,
    /// "1:1 with Priya Natarajan, Tuesday 24 November".
    pub heading: String,
    /// "Only you and Priya can read this page."
    pub readers: String,
    /// Who can read the objectives beside the two, in a sentence.
    pub objective_readers: String,
    /// "Planned", "Held", "Confirmed by both".
    pub state: &'static str,
    /// Why nothing more can be written here; none while it can.
    pub settled: Option<String>,
    /// The two people: whose 1:1 it is, and the manager.
    pub people: Vec<Party>,
    /// The first name of the other one.
    pub other: String,
    /// What to talk about.
    pub agenda: Vec<AgendaLine>,
    /// What was to be done since the last 1:1.
    pub last_actions: Vec<ActionLine>,
    /// How the person is.
    pub wellbeing: Part,
    /// The person's objectives.
    pub objectives: Vec<ObjectivePart>,
    /// Whether an objective can be drafted here.
    pub drafts: bool,
    /// The work as a whole.
    pub work: Part,
    /// What is in the way.
    pub obstacles: Part,
    /// Learning and development.
    pub development: Part,
    /// Feedback, in both directions.
    pub feedback: Part,
    /// What will be done after this 1:1.
    pub actions: Vec<ActionLine>,
    /// The reader's own note; nobody else is told that there is one.
    pub note: Option<Note>,
    /// Recording that it was held, and when the next one is.
    pub holding: Holding,
    /// Who has confirmed.
    pub confirming: Confirming,
}

/// One of the two people of a 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub id: PersonId,
    /// What a choice sends for them.
    pub key: String,
    /// "You", "Priya".
    pub called: String,
}

/// The reader's private note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which note.
    pub id: PrivateNoteId,
    /// The words.
    pub text: String,
}

/// What the parts of the page are made from.
struct Around<'s, 'a> {
    sight: &'s Sight<'a>,
    meeting: &'a Stored<OneToOne>,
    series: &'a Stored<OneToOneSeries>,
    /// The 1:1 before this one in the series.
    previous: Option<&'a Stored<OneToOne>>,
    reader: PersonId,
    today: Date,
    /// Whether words can still be written.
    open: bool,
}

/// One 1:1; none where there is none for the reader, which is everyone but its two people.
pub fn page(sight: &Sight<'_>, id: OneToOneId, today: Date) -> Option<Page> {
    let meeting = sight.get::<OneToOne>(id)?;
    let series = sight.get::<OneToOneSeries>(meeting.series)?;
    let reader = sight.person().filter(|reader| series.is_party(*reader))?;
    let settled = settled(sight, meeting, series);
    let around = Around {
        sight,
        meeting,
        series,
        previous: before(sight, meeting, series).next_back(),
        reader,
        today,
        open: settled.is_none(),
    };
    let other = series.other(reader);
    let first = called::you_or_first(sight, other);
    Some(Page {
        id,
        heading: format!(
            "1:1 with {}, {}",
            called::name(sight, other),
            day_words(meeting, today)
        ),
        readers: format!("Only you and {first} can read this page."),
        objective_readers: objective_readers(sight, series),
        state: state(meeting),
        settled,
        people: [series.employee, series.manager]
            .map(|id| party(sight, id))
            .into(),
        other: first,
        agenda: agenda::lines(&around),
        last_actions: actions::last(&around),
        wellbeing: words::part(&around, Topic::Wellbeing),
        objectives: objectives::parts(&around),
        drafts: around.open && new_objective::drafts(sight, series.employee, today),
        work: words::part(&around, Topic::Work),
        obstacles: words::part(&around, Topic::Obstacle),
        development: words::part(&around, Topic::Development),
        feedback: words::part(&around, Topic::Feedback),
        actions: actions::new(&around),
        note: note(&around),
        holding: closing::holding(&around),
        confirming: closing::confirming(&around),
    })
}

fn party(sight: &Sight<'_>, id: PersonId) -> Party {
    Party {
        id,
        key: id.to_string(),
        called: called::sentence(&called::you_or_first(sight, id)),
    }
}

const fn state_words(held: bool, confirmed: bool) -> &'static str {
    match (held, confirmed) {
        (_, true) => "Confirmed by both",
        (true, false) => "Held",
        (false, false) => "Planned",
    }
}

fn state(meeting: &OneToOne) -> &'static str {
    state_words(meeting.held_on.is_some(), meeting.is_confirmed())
}

fn settled(
    sight: &Sight<'_>,
    meeting: &OneToOne,
    series: &Stored<OneToOneSeries>,
) -> Option<String> {
    if sight.is_earlier() {
        return Some(Rejection::EarlierDay.to_string());
    }
    if meeting.is_confirmed() {
        return Some(Rejection::OneToOneConfirmed.to_string());
    }
    series
        .check_current(sight.company())
        .err()
        .map(|why| why.to_string())
}

/// The 1:1s of the series before this one, by their day.
fn before<'a>(
    sight: &Sight<'a>,
    meeting: &Stored<OneToOne>,
    series: &Stored<OneToOneSeries>,
) -> impl DoubleEndedIterator<Item = &'a Stored<OneToOne>> {
    let this = (meeting.scheduled_for, meeting.id);
    meetings(sight, series).filter(move |each| (each.scheduled_for, each.id) < this)
}

/// Objectives live in a wider scope than the 1:1, and the page says so (access.md).
fn objective_readers(sight: &Sight<'_>, series: &OneToOneSeries) -> String {
    let managers = Post::managers(sight.company(), series.employee);
    let above = managers
        .iter()
        .flat_map(|manager| Post::managers(sight.company(), *manager));
    let others: BTreeSet<PersonId> = managers
        .iter()
        .copied()
        .chain(above)
        .filter(|person| !series.is_party(*person))
        .collect();
    let mut names: Vec<String> = others
        .into_iter()
        .map(|person| called::name(sight, person))
        .collect();
    names.push("Human Resources".to_owned());
    format!(
        "{} can also read the objectives and what is recorded as progress, and see on which day a 1:1 is held. They see nothing else of this page.",
        called::list(&names, "and")
    )
}

fn note(around: &Around<'_, '_>) -> Option<Note> {
    around
        .sight
        .pointing::<PrivateNote>(Edge::PartOf, around.meeting.id.uuid())
        .find(|note| note.author == around.reader)
        .map(|note| Note {
            id: note.id,
            text: note.text.clone(),
        })
}

/// The draft of an objective in a 1:1, which is the person's own: for the form alone, since what it could contribute to is a long list.
pub fn drafting(sight: &Sight<'_>, id: OneToOneId, today: Date) -> Option<new_objective::Page> {
    let series = sight.get::<OneToOneSeries>(sight.get::<OneToOne>(id)?.series)?;
    let mut drafting = new_objective::page(sight, series.employee, today)?;
    drafting
        .levels
        .retain(|level| level.level == OrgLevel::Individual);
    (!drafting.levels.is_empty()).then_some(drafting)
}

/// An identifier for trying a command; nothing is kept under it.
const fn nobody<T>() -> Id<T> {
    Id::new(uuid::Uuid::nil())
}
