//! A service's scorecard: which perspective of the service is furthest from target, both numbers of each, and what they rest on
//! (strategy §2; rules.md 4.7). What the service has no indicator for says so: no data is not zero.

mod line;
mod working;

use crate::{
    calendar::{Date, Grain, Period},
    display,
    indicator::IndicatorId,
    perspective::PerspectiveId,
    scorecard::Scorecard,
    service_scorecard::{ServiceScorecard, ServiceScorecards},
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
    view::{
        called,
        mark::Mark,
        scorecard::{Concerns, Offered, concerns_among, period, severity},
    },
};

pub use line::{Line, Planned};
pub use working::{attainment, delivery};

/// A place on a service's scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServicePlace {
    /// The service as a whole.
    Whole,
    /// What it brings to a perspective.
    Perspective(PerspectiveId),
    /// Its indicators that count under no perspective.
    Beside,
}

impl ServicePlace {
    /// A name for it that no other place of the page has.
    pub fn key(self) -> String {
        match self {
            Self::Whole => "service".to_owned(),
            Self::Perspective(id) => format!("perspective-{id}"),
            Self::Beside => "beside".to_owned(),
        }
    }
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `Repairs and Voids: Homes and services is furthest from target`.
    pub heading: String,
    /// Where the service stands, in a sentence or two.
    pub lead: String,
    /// The service, then its perspectives in the Board's order, then what counts under none where there is any.
    pub lines: Vec<Line>,
    /// What of the service is off target, the gravest first.
    pub concerns: Concerns,
    /// The periods that it can be looked at for, today first.
    pub periods: Vec<Offered>,
    /// The scorecards of the other services.
    pub others: Vec<(UnitId, String)>,
    /// Where the figures come from, and as at when.
    pub source: String,
}

/// One service among all.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Which.
    pub service: UnitId,
    /// Its name and both numbers.
    pub whole: Line,
}

/// A service's scorecard, for what the card is for; none where there is no such service.
pub fn page(sight: &Sight<'_>, card: &Scorecard, service: UnitId, today: Date) -> Option<Page> {
    let name = &sight
        .get::<Unit>(service)
        .filter(|unit| unit.kind == UnitKind::Service)?
        .name;
    let now = ServiceScorecards::of(sight.company(), card).service(service);
    let before = before(sight, card, &now, service);
    let lines = line::lines(sight, card, &now, &before);
    let own: Vec<IndicatorId> = measures(&now);
    Some(Page {
        heading: heading(&period::named(name, card), &lines),
        lead: lead(&lines),
        concerns: concerns_among(sight, card, |id| own.contains(&id)),
        periods: period::offered(today),
        others: services_by_name(sight)
            .into_iter()
            .filter(|(other, _)| *other != service)
            .collect(),
        source: source(sight, card),
        lines,
    })
}

/// Every service with both its numbers, by name: the services of the corporate scorecard.
pub fn services(sight: &Sight<'_>, card: &Scorecard) -> Vec<Service> {
    let cards = ServiceScorecards::of(sight.company(), card);
    services_by_name(sight)
        .into_iter()
        .map(|(service, name)| Service {
            service,
            whole: Line {
                name,
                ..line::whole(&cards.service(service))
            },
        })
        .collect()
}

fn services_by_name(sight: &Sight<'_>) -> Vec<(UnitId, String)> {
    let mut services: Vec<_> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (unit.id, unit.name.clone()))
        .collect();
    services.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    services
}

/// A service's standing in the period before, or at the end of the last quarter, and what that is called.
struct Before {
    /// `2026/27 Q1 (April to June)`, or `30 September 2026`.
    words: String,
    /// Whether that is a day.
    day: bool,
    card: ServiceScorecard,
}

/// What is shown today is compared with the end of the last quarter, and a period with the one before it.
fn before(sight: &Sight<'_>, card: &Scorecard, now: &ServiceScorecard, service: UnitId) -> Before {
    let over = card.period().map(Period::previous);
    let period = over.unwrap_or_else(|| quarter(card.day()).previous());
    let then = Scorecard::of_indicators(sight.company(), measures(now), period.end(), over);
    Before {
        words: over.map_or_else(|| display::date(period.end()), Period::words),
        day: over.is_none(),
        card: ServiceScorecards::of(sight.company(), &then).service(service),
    }
}

/// Every indicator on the card of a service.
fn measures(card: &ServiceScorecard) -> Vec<IndicatorId> {
    let parts = card.perspectives.iter().chain([&card.beside]);
    parts
        .flat_map(|part| part.measures.iter().map(|(id, _)| *id))
        .collect()
}

fn quarter(day: Date) -> Period {
    Period::containing(day, Grain::Quarter)
}

fn heading(service: &str, lines: &[Line]) -> String {
    let scored = || {
        lines.iter().filter_map(|line| match line.place {
            ServicePlace::Perspective(_) => Some((line, line.mark?, line.exact?)),
            _ => None,
        })
    };
    let off = || scored().filter(|(_, mark, _)| *mark != Mark::OnTarget);
    let Some(worst) = off().map(|(_, mark, score)| (severity(mark), score)).min() else {
        return match scored().next() {
            None => format!("{service}: too little is measured yet to say how it is doing"),
            Some(_) => format!("{service}: every perspective with enough data is on target"),
        };
    };
    let names: Vec<String> = off()
        .filter(|(_, mark, score)| (severity(*mark), *score) == worst)
        .map(|(line, _, _)| line.name.clone())
        .collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!(
        "{service}: {} {verb} furthest from target",
        called::list(&names, "and")
    )
}

fn lead(lines: &[Line]) -> String {
    let mut lead = String::new();
    for line in lines {
        match (line.place, &line.score) {
            (ServicePlace::Whole, Some(score)) => {
                let stands = line.mark.map(Mark::words).unwrap_or_default();
                lead.push_str(&format!(
                    "The service stands at {score} of 100, {}. {}.",
                    stands.to_lowercase(),
                    line.counts
                ));
                if let Some(safety) = &line.safety {
                    lead.push_str(&format!(" {safety}."));
                }
            }
            (ServicePlace::Whole, None) => {
                lead.push_str("Too few measures have a figure for a score of the service.");
            }
            (ServicePlace::Beside, _) => lead.push_str(&match line.rows.len() {
                1 => " One of its indicators serves no corporate priority: it is shown and not scored."
                    .to_owned(),
                many => format!(
                    " {many} of its indicators serve no corporate priority: they are shown and not scored."
                ),
            }),
            (ServicePlace::Perspective(_), _) => {}
        }
    }
    lead
}

fn source(sight: &Sight<'_>, card: &Scorecard) -> String {
    match card.period() {
        None => format!(
            "As at {}, from approved figures and recorded progress.",
            sight.as_at(card.day())
        ),
        Some(over) => period::source(over),
    }
}
