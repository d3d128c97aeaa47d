//! The targets of a year by service: what is approved, what is proposed and what stands open, and services without one (strategy §2:
//! "All service areas must have targets against which the success of their core business can be judged"; S43).

mod agreement;
mod set;

use std::collections::BTreeMap;

use crate::{
    calendar::{Date, FinancialYear},
    indicator::{Indicator, IndicatorId, IndicatorState},
    record::Stored,
    sight::Sight,
    target::Target,
    unit::{Unit, UnitId, UnitKind},
    view::target::{self, Stands},
};

pub use agreement::{Agreement, step};
pub(in crate::view) use set::in_a_sentence;
pub use set::{Typed, YearSet, heard};

/// What the indicators of no service stand under.
const WHOLE_COMPANY: &str = "The whole Company";

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// `Targets for 2027/28: 3 of 46 are approved`.
    pub heading: String,
    /// Which services have none approved, in a sentence.
    pub lead: String,
    /// What is known of the year before its targets are set.
    pub set: YearSet,
    /// How far the set is: a draft, agreed or locked.
    pub agreement: Agreement,
    /// By service, those by name, the whole Company last.
    pub services: Vec<ServicePart>,
}

/// A service's indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePart {
    /// The service; none for the whole Company.
    pub service: Option<UnitId>,
    /// What it is called.
    pub name: String,
    /// `1 of 5 approved, 2 proposed`.
    pub counts: String,
    /// Its indicators that have targets, by code.
    pub rows: Vec<Row>,
    approved: usize,
}

/// An indicator's target of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// `VOI01 Average re-let time`.
    pub name: String,
    /// `Approved`, `Proposed`, `A revision is proposed` or `None yet`.
    pub state: &'static str,
    /// `at most 17 days`; empty where there is none.
    pub target: String,
    /// What stands open of what is proposed: `1 blocks approval, 10 are met`; empty where nothing is proposed.
    pub open: String,
}

/// The targets of a year that the reader sees.
pub fn page(sight: &Sight<'_>, year: FinancialYear, today: Date) -> Page {
    let mut by_service: BTreeMap<Option<UnitId>, Vec<Row>> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (Some(unit.id), Vec::new()))
        .collect();
    for indicator in sight
        .all::<Indicator>()
        .filter(|each| each.is_scored() && each.state == IndicatorState::Active)
        .filter(|each| each.mirrors.is_none())
    {
        let service = indicator
            .service
            .filter(|id| sight.get::<Unit>(*id).is_some());
        by_service
            .entry(service)
            .or_default()
            .push(row(sight, indicator, year, today));
    }
    let mut services: Vec<ServicePart> = by_service
        .into_iter()
        .map(|(service, rows)| part(sight, service, rows))
        .collect();
    services.sort_by(|a, b| (a.service.is_none(), &a.name).cmp(&(b.service.is_none(), &b.name)));
    let total: usize = services.iter().map(|part| part.rows.len()).sum();
    let approved: usize = services.iter().map(|part| part.approved).sum();
    let without: Vec<&str> = services
        .iter()
        .filter(|part| part.service.is_some() && part.approved == 0)
        .map(|part| part.name.as_str())
        .collect();
    Page {
        heading: format!("Targets for {year}: {approved} of {total} are approved"),
        lead: match without.as_slice() {
            [] => "Every service has an approved target.".to_owned(),
            some => format!("Services without an approved target: {}.", some.join("; ")),
        },
        set: set::set(sight, year),
        agreement: agreement::agreement(sight, year),
        services,
    }
}

fn part(sight: &Sight<'_>, service: Option<UnitId>, mut rows: Vec<Row>) -> ServicePart {
    rows.sort_by(|a, b| (&a.name, a.indicator).cmp(&(&b.name, b.indicator)));
    let name = service
        .and_then(|id| sight.get::<Unit>(id))
        .map_or_else(|| WHOLE_COMPANY.to_owned(), |unit| unit.name.clone());
    let approved = rows
        .iter()
        .filter(|row| matches!(row.state, APPROVED | REVISED))
        .count();
    let proposed = rows
        .iter()
        .filter(|row| matches!(row.state, PROPOSED | REVISED))
        .count();
    ServicePart {
        service,
        name,
        counts: match rows.len() {
            0 => "No indicator with targets belongs to it.".to_owned(),
            all => format!("{approved} of {all} approved, {proposed} proposed."),
        },
        rows,
        approved,
    }
}

const APPROVED: &str = "Approved";
const PROPOSED: &str = "Proposed";
const REVISED: &str = "Approved; a revision is proposed";

fn row(sight: &Sight<'_>, indicator: &Stored<Indicator>, year: FinancialYear, today: Date) -> Row {
    let seen = |target: Option<&'_ Stored<Target>>| target.is_some_and(|it| sight.sees(&it.scope));
    let approved = Target::of(sight.company(), indicator.id, year);
    let proposed = Target::proposed(sight.company(), indicator.id, year);
    let (is_approved, is_proposed) = (seen(approved), seen(proposed));
    let stands = if is_proposed { proposed } else { approved };
    Row {
        indicator: indicator.id,
        name: format!("{} {}", indicator.code, indicator.name),
        state: match (is_approved, is_proposed) {
            (true, true) => REVISED,
            (true, false) => APPROVED,
            (false, true) => PROPOSED,
            (false, false) => "None yet",
        },
        target: stands
            .filter(|target| sight.sees(&target.scope))
            .map(|target| target::words(sight, indicator, target))
            .unwrap_or_default(),
        open: proposed
            .filter(|_| is_proposed)
            .map(|proposed| open(sight, indicator, proposed, today))
            .unwrap_or_default(),
    }
}

/// What stands open of a proposed target, check by check.
fn open(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    proposed: &Target,
    today: Date,
) -> String {
    let found = target::of_target(sight, indicator, proposed, today);
    let open: Vec<&str> = found
        .rows
        .iter()
        .filter(|row| matches!(row.stands, Stands::Blocks | Stands::NeedsReason))
        .map(|row| row.words.as_str())
        .collect();
    match (open.as_slice(), found.rows.is_empty()) {
        (_, true) => found.summary,
        ([], false) => "Nothing stands open: it can be approved.".to_owned(),
        (some, false) => format!("Open: {}.", some.join("; ")),
    }
}
