//! "Our scorecard": the Balanced Scorecard as residents read it, from published figures alone (strategy §2; rules.md 4.7).
//!
//! What counts and how much is the Board's; what is not published counts as missing, and the page says how much that is. How far
//! objectives are is a number for staff and Board: objectives are not public.

use crate::{
    calendar::Date,
    scorecard::Scorecard,
    service_scorecard::measures_under,
    sight::Sight,
    view::{
        explanation::{self, Place, Step},
        mark::Mark,
        public_home::{Frame, Known, Measure, frame, known, source},
        scorecard::{self, Head, severity},
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on every public page.
    pub frame: Frame,
    /// The answer: `Residents and customers is furthest from target`.
    pub heading: String,
    /// Where the whole stands, in a sentence or two.
    pub lead: String,
    /// The whole scorecard.
    pub overall: Part,
    /// The perspectives in the Board's order.
    pub perspectives: Vec<Part>,
    /// Where the figures are from and as at when.
    pub source: String,
}

/// The whole, or one perspective.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands on the page: letters, digits and hyphens.
    pub anchor: String,
    /// What it is called.
    pub name: String,
    /// The question it answers; may be empty.
    pub question: String,
    /// How much of the whole it counts: `40 of 100`; empty for the whole.
    pub weight: String,
    /// The score as it is shown; none where too little is published.
    pub score: Option<String>,
    /// How the score stands; none where nothing below is measured.
    pub mark: Option<Mark>,
    /// How much the score rests on; empty where every figure is published.
    pub coverage: String,
    /// How many measures stand where.
    pub counts: String,
    /// That a safety measure is off target, which caps the colour.
    pub safety: Option<String>,
    /// Its measures that have a published figure, the furthest from target first; none for the whole.
    pub measures: Vec<Measure>,
    /// How its score was worked out.
    pub working: Vec<Step>,
}

/// The scorecard on a day. `sight` is what anyone may see.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let company = sight.company();
    let card = Scorecard::published(company, today);
    let all = known(sight, today);
    let published: Vec<&Known> = all.iter().filter(|each| each.is_published()).collect();
    let inner = scorecard::page(sight, &card, card.day());
    let perspectives = inner
        .perspectives
        .into_iter()
        .map(|head| Part {
            measures: measures(sight, &card, &head, &published),
            ..part(sight, &card, head)
        })
        .collect();
    Page {
        frame: frame(sight, today),
        heading: inner.heading,
        lead: inner.lead,
        overall: part(sight, &card, inner.overall),
        perspectives,
        source: source(&published, today),
    }
}

fn part(sight: &Sight<'_>, card: &Scorecard, head: Head) -> Part {
    let working = head
        .mark
        .map(|_| explanation::attainment(sight, card, head.place).steps)
        .unwrap_or_default();
    Part {
        anchor: head.place.key(),
        name: head.name,
        question: head.words,
        weight: head.weight,
        score: head.score,
        mark: head.mark,
        coverage: head.coverage,
        counts: head.counts,
        safety: head.safety,
        measures: Vec::new(),
        working,
    }
}

/// The published measures that count under a perspective: the furthest from target first, of equals in the order of codes.
fn measures(
    sight: &Sight<'_>,
    card: &Scorecard,
    head: &Head,
    published: &[&Known],
) -> Vec<Measure> {
    let Place::Perspective(id) = head.place else {
        return Vec::new();
    };
    let under = measures_under(sight.company(), card, id);
    let mut here: Vec<&Known> = published
        .iter()
        .copied()
        .filter(|each| under.contains_key(&each.row.indicator))
        .collect();
    here.sort_by_key(|each| (severity(each.row.mark), each.score.is_none(), each.score));
    here.into_iter().map(Known::measure).collect()
}
