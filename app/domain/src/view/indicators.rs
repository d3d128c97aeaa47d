//! The register of indicators, by service: every indicator's latest figure, and ways to find one.

mod filter;
mod report;

use std::collections::BTreeMap;

use crate::{
    indicator::{Indicator, IndicatorId},
    rollup::CountLine,
    scorecard::Scorecard,
    sight::Sight,
    unit::{Unit, UnitId},
    view::{
        self,
        mark::Mark,
        month_end,
        reading::{self, Row},
    },
};

pub use filter::{Choices, Filter, Found, Looked, found};
pub use report::{Asked, Cut, Line, Report, Value, report};

/// What the indicators of no service stand under.
const WHOLE_COMPANY: &str = "The whole Company";

/// The page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The answer: `12 of 86 indicators are off target`.
    pub heading: String,
    /// `86 indicators. 38 of 46 (83%) on target, 2 close, 6 off, …`, and which of them the Balanced Scorecard counts.
    pub lead: String,
    /// As at when.
    pub source: String,
    /// Whether the reader works on figures at month end.
    pub month_end: bool,
    /// The indicators by service, services by name, the whole Company last.
    pub services: Vec<ServicePart>,
    /// What each indicator can be found by.
    pub looked: BTreeMap<IndicatorId, Looked>,
    /// What is short to say against the data of those that have it: `2 doubts about the data`.
    pub doubts: BTreeMap<IndicatorId, String>,
    /// What can be chosen in the filters.
    pub choices: Choices,
    /// Whether the reader is staff, who see what the register lacks.
    pub inside: bool,
}

/// A service's indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicePart {
    /// The service; none for the whole Company.
    pub service: Option<UnitId>,
    /// The service whose scorecard these count on, where the reader may open it.
    pub scorecard: Option<UnitId>,
    /// What it is called.
    pub name: String,
    /// `3 of 5 (60%) on target, 1 close, 1 off`.
    pub counts: String,
    /// Its indicators by code.
    pub rows: Vec<Row>,
}

/// All indicators that the reader may see.
pub fn page(sight: &Sight<'_>, card: &Scorecard) -> Page {
    let mut by_service: BTreeMap<Option<UnitId>, Vec<Row>> = BTreeMap::new();
    for indicator in sight.all::<Indicator>() {
        let service = indicator
            .service
            .filter(|id| sight.get::<Unit>(*id).is_some());
        by_service
            .entry(service)
            .or_default()
            .extend(reading::row(sight, card, indicator.id));
    }
    let looked = filter::looked(sight, card.day());
    let mut services: Vec<ServicePart> = by_service
        .into_iter()
        .map(|(service, rows)| {
            let name = service
                .and_then(|id| sight.get::<Unit>(id))
                .map_or_else(|| WHOLE_COMPANY.to_owned(), |unit| unit.name.clone());
            let scorecard = service
                .filter(|_| sight.is_staff())
                .and_then(|id| Unit::service(sight.company(), id));
            ServicePart {
                scorecard,
                ..part(service, name, rows, &looked)
            }
        })
        .collect();
    services.sort_by(|a, b| (a.service.is_none(), &a.name).cmp(&(b.service.is_none(), &b.name)));
    let on_the_card = on_the_card(sight, card, &services, &looked);
    let described = described(services, &looked);
    Page {
        lead: described.lead + &on_the_card,
        month_end: month_end::is_offered(sight),
        source: format!(
            "As at {}, from {}; each names its period.",
            sight.as_at(card.day()),
            if sight.is_staff() {
                "approved figures"
            } else if sight.sees_as_council() {
                "published figures, and approved ones of what the Council chose"
            } else {
                "published figures"
            },
        ),
        choices: Choices::of(sight, &described.services, &looked),
        doubts: sight
            .all::<Indicator>()
            .filter_map(|each| {
                Some((
                    each.id,
                    view::indicator::trust_mark(sight, each, card.day())?,
                ))
            })
            .collect(),
        inside: sight.is_staff(),
        looked,
        ..described
    }
}

/// Why the scorecard counts others, where it does: it has only what serves a priority. Nobody but staff has one to compare with.
fn on_the_card(
    sight: &Sight<'_>,
    card: &Scorecard,
    services: &[ServicePart],
    looked: &BTreeMap<IndicatorId, Looked>,
) -> String {
    let here: u32 = services
        .iter()
        .map(|service| counted(&service.rows, looked).scored)
        .sum();
    let whole = card.attainment(&card.towards_company(sight.company()));
    match whole.map(|whole| whole.counts.scored) {
        Some(scored) if sight.is_staff() && scored != here => {
            " The Balanced Scorecard counts those that serve a corporate priority.".to_owned()
        }
        _ => String::new(),
    }
}

fn part(
    service: Option<UnitId>,
    name: String,
    mut rows: Vec<Row>,
    looked: &BTreeMap<IndicatorId, Looked>,
) -> ServicePart {
    rows.sort_by(|a, b| (&a.code, a.indicator).cmp(&(&b.code, b.indicator)));
    ServicePart {
        service,
        scorecard: None,
        name,
        counts: counted(&rows, looked).words(),
        rows,
    }
}

fn described(services: Vec<ServicePart>, looked: &BTreeMap<IndicatorId, Looked>) -> Page {
    let total = looked.values().filter(|each| each.in_force).count();
    let mut counts = CountLine::default();
    for service in &services {
        counts.add(&counted(&service.rows, looked));
    }
    let heading = match (counts.scored, counts.off) {
        (0, _) => "No indicator has a figure yet".to_owned(),
        (1, 0) => "The one indicator with a figure is not off target".to_owned(),
        (_, 0) => "No indicator is off target".to_owned(),
        (scored, 1) => format!("1 of {scored} indicators is off target"),
        (scored, off) => format!("{off} of {scored} indicators are off target"),
    };
    Page {
        heading,
        lead: match total {
            1 => format!("1 indicator. {}.", counts.words()),
            _ => format!("{total} indicators. {}.", counts.words()),
        },
        services,
        ..Page::default()
    }
}

/// Those in force: a draft has no target to be held against yet, and a retired one counts towards nothing.
fn counted<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    looked: &BTreeMap<IndicatorId, Looked>,
) -> CountLine {
    let mut counts = CountLine::default();
    let in_force = |row: &&Row| {
        looked
            .get(&row.indicator)
            .is_some_and(|looked| looked.in_force)
    };
    for row in rows.into_iter().filter(in_force) {
        let place = match row.mark {
            Mark::OnTarget => &mut counts.on,
            Mark::CloseToTarget => &mut counts.close,
            Mark::OffTarget => &mut counts.off,
            Mark::NoTarget => &mut counts.no_target,
            Mark::NoData | Mark::NotEnoughData => &mut counts.no_data,
        };
        *place = place.saturating_add(1);
    }
    counts.scored = counts
        .on
        .saturating_add(counts.close)
        .saturating_add(counts.off);
    counts
}
