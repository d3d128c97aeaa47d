//! Recording feedback: what is typed, what can be chosen, and the command.

use uuid::Uuid;

use crate::{
    calendar::Date,
    feedback::{ComplaintOf, Feedback, FeedbackSource, RecordFeedback},
    id::Id,
    indicator::Indicator,
    person::Person,
    rejection::Rejection,
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
    view::{permission, typed},
};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Where it comes from, by its place in [`FeedbackSource::ALL`].
    pub source: String,
    /// When it came.
    pub received: String,
    /// Of which service.
    pub service: String,
    /// What was said.
    pub said: String,
    /// What the Company did.
    pub did: String,
    /// The cause of a complaint.
    pub cause: String,
    /// The block or the estate.
    pub block: String,
    /// The number of whoever complained.
    pub complainant: String,
    /// The indicators that were ticked, with blanks between them.
    pub indicators: String,
}

impl Typed {
    pub(super) fn of(said: &Feedback) -> Self {
        let ticked: Vec<String> = said.indicators.iter().map(ToString::to_string).collect();
        let of = |read: fn(&ComplaintOf) -> &String| {
            said.complaint
                .as_ref()
                .map(read)
                .cloned()
                .unwrap_or_default()
        };
        let source = FeedbackSource::ALL
            .iter()
            .position(|source| *source == said.source)
            .map(|place| place.to_string());
        Self {
            source: source.unwrap_or_default(),
            received: said.received.to_string(),
            service: said.service.to_string(),
            said: said.said.clone(),
            did: said.did.clone(),
            cause: of(|complaint| &complaint.cause),
            block: of(|complaint| &complaint.block),
            complainant: of(|complaint| &complaint.complainant),
            indicators: ticked.join(" "),
        }
    }
}

/// The services that the reader may record feedback for, by name.
pub(super) fn services(sight: &Sight<'_>, today: Date) -> Vec<(String, String)> {
    let mut services: Vec<(String, String)> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .filter(|unit| permission::tried_on(sight, today, sample(unit.id, today)).is_ok())
        .map(|unit| (unit.id.to_string(), unit.name.clone()))
        .collect();
    services.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    services
}

fn sample(service: UnitId, today: Date) -> RecordFeedback {
    RecordFeedback {
        feedback: Id::new(Uuid::nil()),
        source: FeedbackSource::Survey,
        received: today,
        service,
        said: "What they said.".to_owned(),
        did: String::new(),
        complaint: None,
        indicators: Vec::new(),
        illustrative: false,
    }
}

/// The indicators that feedback can be measured by.
pub(super) fn indicators(sight: &Sight<'_>) -> Vec<(String, String)> {
    let mut indicators: Vec<(String, String)> = sight
        .all::<Indicator>()
        .filter(|each| each.counts() && each.mirrors.is_none())
        .map(|each| (each.id.to_string(), format!("{} {}", each.code, each.name)))
        .collect();
    indicators.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    indicators
}

/// Who can answer for an issue.
pub(super) fn people(sight: &Sight<'_>) -> Vec<(String, String)> {
    let mut people: Vec<(String, String)> = sight
        .all::<Person>()
        .filter(|person| person.active)
        .map(|person| (person.id.to_string(), person.name.clone()))
        .collect();
    people.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    people
}

/// The command that records feedback.
///
/// # Errors
/// `Fields`, where the source, the day or the service cannot be read.
pub fn record(feedback: Uuid, read: &Typed) -> Result<RecordFeedback, Rejection> {
    let source = read
        .source
        .parse::<usize>()
        .ok()
        .and_then(|place| FeedbackSource::ALL.get(place).copied())
        .ok_or_else(|| Rejection::field("source", "Choose where it comes from."))?;
    let service = read
        .service
        .parse()
        .map_err(|_| Rejection::field("service", "Choose the service that it is about."))?;
    let complaint = (source == FeedbackSource::Complaint).then(|| ComplaintOf {
        cause: read.cause.clone(),
        block: read.block.clone(),
        complainant: read.complainant.clone(),
    });
    Ok(RecordFeedback {
        feedback: Id::new(feedback),
        source,
        received: typed::day("received", &read.received)?,
        service,
        said: read.said.clone(),
        did: read.did.clone(),
        complaint,
        indicators: read
            .indicators
            .split_whitespace()
            .filter_map(|id| id.parse().ok())
            .collect(),
        illustrative: false,
    })
}
