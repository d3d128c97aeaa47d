//! The Balanced Scorecard: which perspective is furthest from target, and what stands under every score.
//!
//! Two numbers at each place, never blended: what the indicators say, and how far the objectives are (rules.md 4.7).

mod concern;
mod heading;
pub(super) mod period;
mod place;

use crate::{
    calendar::Date,
    perspective::Perspective,
    scorecard::{Contribution, Scorecard},
    sight::Sight,
    view::{
        explanation::{Place, what_counts},
        reading::{self, Row},
    },
};

pub(super) use concern::concerns_among;
pub use concern::{Concern, Concerns, concerns};
pub use period::{Offered, every as every_period, offered};
pub use place::{Head, head};
pub(super) use place::{coverage, delivery_coverage, severity, whole_percent, whose};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `Residents and customers is furthest from target`.
    pub heading: String,
    /// Where the whole stands, in a sentence or two.
    pub lead: String,
    /// The Company as a whole.
    pub overall: Head,
    /// The perspectives in the Board's order.
    pub perspectives: Vec<Head>,
    /// The one that the heading names, which stands open; none where the heading names none.
    pub worst: Option<Place>,
    /// Where the figures come from, and as at when.
    pub source: String,
    /// The periods that it can be looked at for, today first.
    pub periods: Vec<Offered>,
}

/// The Balanced Scorecard, for what the card is for.
pub fn page(sight: &Sight<'_>, card: &Scorecard, today: Date) -> Page {
    let overall = place::company(sight, card);
    let perspectives: Vec<Head> = Perspective::in_order(sight.company())
        .into_iter()
        .filter(|perspective| sight.sees(&perspective.scope))
        .filter_map(|perspective| head(sight, card, Place::Perspective(perspective.id)))
        .collect();
    let worst = heading::furthest(card, &perspectives);
    let heading = heading::heading(&worst, &perspectives);
    Page {
        heading: match card.period() {
            None => heading,
            Some(over) => format!("{}: {heading}", over.words()),
        },
        worst: worst.first().map(|head| head.place),
        lead: heading::lead(&overall, card),
        source: source(sight, card),
        periods: offered(today),
        overall,
        perspectives,
    }
}

/// The priorities or objectives that count towards a place, in their order: shown when its reader opens it.
pub fn places(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Vec<Head> {
    what_counts(sight, card, place)
        .iter()
        .filter_map(Place::of)
        .filter_map(|place| head(sight, card, place))
        .collect()
}

/// The indicators that measure a place, the one furthest from target first: shown when its reader opens it.
pub fn indicators(sight: &Sight<'_>, card: &Scorecard, place: Place) -> Vec<Row> {
    let mut measures: Vec<_> = what_counts(sight, card, place)
        .into_iter()
        .filter_map(|part| match part {
            Contribution::Indicator(id, _) => Some((id, card.reading(id)?.attainment)),
            _ => None,
        })
        .collect();
    // What has no score comes last; the rest of the order stays as it is.
    measures.sort_by_key(|(_, attainment)| {
        let mark = severity(attainment.rag.into());
        (mark, attainment.score.is_none(), attainment.score)
    });
    measures
        .into_iter()
        .filter_map(|(id, _)| reading::row(sight, card, id))
        .collect()
}

fn source(sight: &Sight<'_>, card: &Scorecard) -> String {
    let mut source = match card.period() {
        None => format!(
            "As at {}, from approved figures and recorded progress.",
            sight.as_at(card.day())
        ),
        Some(over) => period::source(over),
    };
    let made_up = sight
        .all::<crate::priority::CorporatePriority>()
        .any(|priority| priority.illustrative);
    if made_up {
        source.push_str(
            " Priorities and objectives are illustrative; each figure and target says where it comes from.",
        );
    }
    source
}
