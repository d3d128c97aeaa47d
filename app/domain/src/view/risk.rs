//! One risk: cause, event and effect, how grave it is in three ways, what is done about it, what shows it coming, and how it was found each
//! time somebody looked at it (S79, S98; rules.md 4.13).

mod writing;

use crate::{
    calendar::Date,
    indicator::{Indicator, IndicatorId},
    rejection::Rejection,
    risk::{Control, Place, ReviewRisk, Risk, RiskId, RiskReview},
    sight::Sight,
    view::{
        called,
        permission::{self, Offer},
        risks::{self, Line, line, offer},
        typed,
    },
};

pub(super) use writing::writing;
pub use writing::{Shower, Typed, Writing, offered, record};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What it is called.
    pub heading: String,
    /// Whose it is, who answers for it, how grave it is and until when it is looked at again.
    pub line: Line,
    /// Why it may happen, what may happen, what follows then, and of what kind it is.
    pub says: Vec<(&'static str, String)>,
    /// What is not as it is expected (rules.md 4.13).
    pub warnings: Vec<String>,
    /// What is done about it, each with how it is known to work.
    pub controls: Vec<Control>,
    /// The indicators that show it coming: which, and what each is called.
    pub indicators: Vec<(IndicatorId, String)>,
    /// How it was found each time, the latest first.
    pub reviews: Vec<Found>,
    /// Saying how it is found.
    pub review: Offer,
    /// What stands in that form at first: likelihood and impact.
    pub stands: Place,
    /// How many steps the matrix has.
    pub size: u8,
    /// Changing its words.
    pub writing: Writing,
}

/// How it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `On 3 November 2026 by Carys Penhallow: 6, medium`.
    pub when: String,
    /// What was found.
    pub words: String,
}

/// A risk; none for who is not staff, and where there is none.
pub fn page(sight: &Sight<'_>, id: RiskId, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let risk = sight.get(id)?.open()?;
    let warnings = risk.levels().map(|levels| levels.warnings());
    Some(Page {
        heading: risk.says.name.clone(),
        line: line(sight, id, &risk, today),
        says: [
            ("Why it may happen", risk.says.cause.clone()),
            ("What may happen", risk.says.event.clone()),
            ("What follows then", risk.says.effect.clone()),
            ("Kind", risk.says.category.clone()),
        ]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect(),
        warnings: warnings
            .unwrap_or_default()
            .iter()
            .map(ToString::to_string)
            .collect(),
        controls: risk.says.controls.clone(),
        indicators: risk
            .says
            .indicators
            .iter()
            .filter_map(|id| sight.get::<Indicator>(*id))
            .map(|shown| (shown.id, format!("{} {}", shown.code, shown.name)))
            .collect(),
        reviews: reviews(sight, id, &risk),
        review: offer(may_review(sight, id, &risk, today)),
        stands: risk.current,
        size: risk.matrix.size(),
        writing: writing(sight, Some((id, &risk)), today),
    })
}

fn reviews(sight: &Sight<'_>, id: RiskId, risk: &Risk) -> Vec<Found> {
    RiskReview::of(sight.company(), id)
        .into_iter()
        .map(|(stored, review)| {
            let Place { likelihood, impact } = review.current;
            let rated = risk.matrix.rate(likelihood, impact).map(risks::rated);
            let when = called::sentence(&called::when(sight, stored.stamp, review.by));
            Found {
                when: format!("{when}: {}", rated.unwrap_or_default()),
                words: review.words,
            }
        })
        .collect()
}

fn may_review(sight: &Sight<'_>, id: RiskId, risk: &Risk, today: Date) -> bool {
    let sample = ReviewRisk {
        risk: id,
        current: risk.current,
        words: "What was found.".to_owned(),
        review_by: Some(today),
    };
    permission::tried_on(sight, today, sample).is_ok()
}

/// What is typed of how a risk was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedReview {
    /// How likely.
    pub likelihood: String,
    /// How grave its effect.
    pub impact: String,
    /// What was found.
    pub words: String,
    /// Until when it is looked at again.
    pub review_by: String,
    /// Whether it is a risk no more.
    pub closed: bool,
}

/// The command that says how a risk was found.
///
/// # Errors
/// `Fields`, with each that cannot be read.
pub fn review(risk: RiskId, read: &TypedReview) -> Result<ReviewRisk, Rejection> {
    let current = place("current", &read.likelihood, &read.impact)?;
    let review_by = match read.closed {
        true => None,
        false => Some(typed::day("review_by", &read.review_by)?),
    };
    Ok(ReviewRisk {
        risk,
        current,
        words: read.words.clone(),
        review_by,
    })
}

/// A place on the matrix, as two numbers that were chosen.
pub(super) fn place(field: &str, likelihood: &str, impact: &str) -> Result<Place, Rejection> {
    match (likelihood.trim().parse(), impact.trim().parse()) {
        (Ok(likelihood), Ok(impact)) => Ok(Place { likelihood, impact }),
        _ => Err(Rejection::field(
            field,
            "Choose how likely it is and how grave its effect.",
        )),
    }
}

/// The open risks that an indicator shows coming, or of a service: which, and `Gas check missed: 8, high`.
pub(super) fn of(
    sight: &Sight<'_>,
    about: uuid::Uuid,
    is_meant: impl Fn(&Risk) -> bool,
) -> Vec<(RiskId, String)> {
    let mut found: Vec<(u8, RiskId, String)> = Risk::about_one(sight.company(), about)
        .filter(|(stored, risk)| sight.sees(&stored.scope) && is_meant(risk))
        .filter_map(|(stored, risk)| {
            let current = risk.levels()?.current;
            let words = format!("{}: {}", risk.says.name, risks::rated(current));
            Some((current.score(), stored.id, words))
        })
        .collect();
    found.sort_by(|one, other| (other.0, &one.2, one.1).cmp(&(one.0, &other.2, other.1)));
    found
        .into_iter()
        .map(|(_, id, words)| (id, words))
        .collect()
}
