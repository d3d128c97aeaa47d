//! Diversity and equality: what the Company looks at once a year, what it found, and what came of it (strategy §6; S109, S110, S111).

mod answers;

use uuid::Uuid;

use crate::{
    calendar::Date,
    data_quality::in_year,
    display,
    equality_review::{
        CompleteEqualityAction, EqualityAction, EqualityActionId, EqualityReview, EqualityReviewId,
        PlanEqualityAction, RecordEqualityReview,
    },
    folded::Folded,
    id::Id,
    indicator::Indicator,
    record::Stored,
    rejection::{FieldProblem, Rejection},
    scorecard::Scorecard,
    sight::Sight,
    view::{
        called, month_end,
        permission::{self, Offer},
        plan::{Measure, measure},
        typed,
    },
};

pub use answers::Answers;

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `Diversity and equality: the next review is due by 3 May 2027`.
    pub heading: String,
    /// How many of the four diversity indicators are in force, and how they stand.
    pub lead: String,
    /// The diversity indicators.
    pub measures: Vec<Measure>,
    /// What the year's targets and plans say about it.
    pub answers: Answers,
    /// The reviews, the latest first.
    pub reviews: Vec<Review>,
    /// Recording a review.
    pub record: Offer,
    /// Who can be asked to do something: value and words.
    pub people: Vec<(String, String)>,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which.
    pub review: EqualityReviewId,
    /// `3 May 2026`.
    pub on: String,
    /// `Recorded on 4 May 2026 by Gwen Marchbanks.`
    pub recorded: String,
    /// What was found, a paragraph each.
    pub findings: Vec<String>,
    /// Whether it is made up.
    pub illustrative: bool,
    /// What comes of it.
    pub actions: Vec<Action>,
    /// Saying what comes of it.
    pub plan: Offer,
}

/// What comes of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Which.
    pub action: EqualityActionId,
    /// What is done.
    pub what: String,
    /// Who does it, until when.
    pub who: String,
    /// What was done, or how long it is overdue.
    pub state: String,
    /// Whether it waits past its day.
    pub overdue: bool,
    /// Saying that it is done.
    pub complete: Offer,
}

/// Diversity and equality on a day; none for who is not staff.
pub fn page(sight: &Sight<'_>, card: &Scorecard, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let measures = measures(sight, card);
    let reviews: Vec<Review> = EqualityReview::all(sight.company())
        .into_iter()
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(stored, held)| review(sight, stored, &held, today))
        .collect();
    let record = sample(today);
    Some(Page {
        heading: heading(sight, today),
        lead: lead(&measures),
        answers: answers::of(sight, today),
        reviews,
        record: match permission::tried_on(sight, today, record) {
            Ok(()) => Offer::Open,
            Err(_) => Offer::Hidden,
        },
        people: month_end::people(sight)
            .into_iter()
            .map(|choice| (choice.key, choice.name))
            .collect(),
        measures,
    })
}

fn sample(today: Date) -> RecordEqualityReview {
    RecordEqualityReview {
        review: Id::new(Uuid::nil()),
        on: today,
        findings: "What was found.".to_owned(),
        illustrative: false,
    }
}

/// When the next review is due: a year after the last (S110); none where there was none yet.
pub(super) fn due(sight: &Sight<'_>) -> Option<Date> {
    let last = sight
        .all::<Folded<EqualityReview>>()
        .filter_map(|stored| stored.open())
        .map(|review| review.on)
        .max()?;
    Some(in_year(last, last.year().saturating_add(1)))
}

fn heading(sight: &Sight<'_>, today: Date) -> String {
    match due(sight) {
        None => "Diversity and equality: no review is recorded yet".to_owned(),
        Some(due) if due < today => format!(
            "Diversity and equality: a review was due by {}",
            display::date(due)
        ),
        Some(due) => format!(
            "Diversity and equality: the next review is due by {}",
            display::date(due)
        ),
    }
}

fn lead(measures: &[Measure]) -> String {
    match measures.len() {
        0 => "All of it is reviewed once a year. No diversity indicator is in force; there are to be four.".to_owned(),
        1 => "All of it is reviewed once a year. 1 diversity indicator is in force; there are to be four.".to_owned(),
        4 => "All of it is reviewed once a year. Four diversity indicators are reported.".to_owned(),
        many => format!("All of it is reviewed once a year. {many} diversity indicators are in force; there are to be four."),
    }
}

fn measures(sight: &Sight<'_>, card: &Scorecard) -> Vec<Measure> {
    let mut measures: Vec<Measure> = sight
        .all::<Indicator>()
        .filter(|indicator| indicator.counts() && indicator.tags.diversity)
        .filter_map(|indicator| measure(sight, card, indicator.id))
        .collect();
    measures.sort_by(|one, other| (&one.name, one.indicator).cmp(&(&other.name, other.indicator)));
    measures
}

fn review(
    sight: &Sight<'_>,
    stored: &Stored<Folded<EqualityReview>>,
    held: &EqualityReview,
    today: Date,
) -> Review {
    let planned = PlanEqualityAction {
        action: Id::new(Uuid::nil()),
        review: stored.id,
        what: "What is done.".to_owned(),
        who: sight.person().unwrap_or_else(|| Id::new(Uuid::nil())),
        due: today,
        illustrative: false,
    };
    Review {
        review: stored.id,
        on: display::date(held.on),
        recorded: format!("Recorded {}.", called::when(sight, stored.stamp, held.by)),
        findings: held
            .findings
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        illustrative: held.illustrative,
        actions: EqualityReview::actions(sight.company(), stored.id)
            .into_iter()
            .filter(|(action, _)| sight.sees(&action.scope))
            .map(|(action, says)| self::action(sight, action.id, says, today))
            .collect(),
        plan: match permission::tried_on(sight, today, planned) {
            Ok(()) => Offer::Open,
            Err(_) => Offer::Hidden,
        },
    }
}

fn action(sight: &Sight<'_>, id: EqualityActionId, says: EqualityAction, today: Date) -> Action {
    let overdue = says.done.is_empty() && says.due < today;
    let done = complete(id, "What was done.");
    let may = says.done.is_empty() && permission::tried(sight, done).is_ok();
    Action {
        action: id,
        who: format!(
            "{}, by {}",
            called::sentence(&called::you_or_name(sight, says.who)),
            display::date(says.due)
        ),
        state: match says.done.as_str() {
            "" if overdue => "Overdue".to_owned(),
            "" => "To be done".to_owned(),
            done => format!("Done: {done}"),
        },
        overdue,
        complete: match may {
            true => Offer::Open,
            false => Offer::Hidden,
        },
        what: says.what,
    }
}

/// What the reader is to do because of a review, by when: My work names it.
pub(super) fn waiting(sight: &Sight<'_>) -> Vec<(EqualityActionId, EqualityAction)> {
    let reader = sight.person();
    sight
        .all::<Folded<EqualityAction>>()
        .filter_map(|stored| Some((stored.id, stored.open()?)))
        .filter(|(_, action)| action.done.is_empty() && Some(action.who) == reader)
        .collect()
}

/// The command that records a review.
///
/// # Errors
/// `Fields`, where the day cannot be read.
pub fn record(new: Uuid, on: &str, findings: &str) -> Result<RecordEqualityReview, Rejection> {
    Ok(RecordEqualityReview {
        review: Id::new(new),
        on: typed::day("on", on)?,
        findings: findings.to_owned(),
        illustrative: false,
    })
}

/// What is typed of what comes of a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedAction {
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: String,
    /// Until when.
    pub due: String,
}

/// The command that says what comes of a review.
///
/// # Errors
/// `Fields`, with each that cannot be read.
pub fn plan(
    new: Uuid,
    review: EqualityReviewId,
    typed: &TypedAction,
) -> Result<PlanEqualityAction, Rejection> {
    match (typed.who.parse(), typed::day("due", &typed.due)) {
        (Ok(who), Ok(due)) => Ok(PlanEqualityAction {
            action: Id::new(new),
            review,
            what: typed.what.clone(),
            who,
            due,
            illustrative: false,
        }),
        (who, due) => {
            let chosen = who.err().map(|_| FieldProblem {
                field: "who".to_owned(),
                words: "Choose who does it.".to_owned(),
            });
            let day = match due {
                Err(Rejection::Fields { fields }) => fields,
                _ => Vec::new(),
            };
            Err(Rejection::Fields {
                fields: chosen.into_iter().chain(day).collect(),
            })
        }
    }
}

/// The command that says what was done.
pub fn complete(action: EqualityActionId, done: &str) -> CompleteEqualityAction {
    CompleteEqualityAction {
        action,
        done: done.to_owned(),
    }
}
