//! What the register lacks, and what the Board and the Council chose (strategy §2, §5; S46–S50, S86, S87, S111).

mod audits;
mod core_business;
mod gaps;
mod lists;

use crate::{
    calendar::{Date, FinancialYear},
    indicator::{Indicator, IndicatorId},
    sight::Sight,
    unit::UnitId,
    view::permission::Offer,
};

pub use audits::AuditDue;
pub use core_business::{Activity, Coverage, Factor, activity, covering, factor};
pub use lists::{Listed, SelectionList};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// `The register lacks 7 things`.
    pub heading: String,
    /// What is asked of each indicator, in a sentence.
    pub lead: String,
    /// What is missing, by what it is.
    pub gaps: Vec<Gap>,
    /// The activities of each service with the indicators that cover them.
    pub coverage: Vec<Coverage>,
    /// What the Board and the Council chose for the year.
    pub lists: Vec<SelectionList>,
    /// The indicators whose audit is due, those first on which most rests.
    pub audits: Vec<AuditDue>,
    /// The indicators that can cover an activity: value and words.
    pub covering: Vec<(String, String)>,
    /// What must go right, by name.
    pub factors: Vec<Factor>,
    /// Recording what must go right for the whole Company.
    pub factor: Offer,
}

/// Something that is missing in several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// `Key Performance Indicators without an owner`.
    pub title: String,
    /// Why it matters and what to do.
    pub words: &'static str,
    /// Where.
    pub lines: Vec<GapLine>,
}

/// A place where something is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// Its name.
    pub text: String,
    /// The indicator; none for a service.
    pub indicator: Option<IndicatorId>,
    /// Tells it from every other on the page.
    pub key: String,
}

/// What the register lacks on a day; none for who is not staff.
pub fn page(sight: &Sight<'_>, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let coverage = core_business::coverage(sight);
    let gaps = gaps::gaps(sight, &coverage, today);
    let missing: usize = gaps.iter().map(|gap| gap.lines.len()).sum();
    Some(Page {
        heading: match missing {
            0 => "The register lacks nothing".to_owned(),
            1 => "The register lacks 1 thing".to_owned(),
            many => format!("The register lacks {many} things"),
        },
        lead: "Every Key Performance Indicator has an owner, was chosen by somebody and measures an objective; every activity of a service’s core business is covered.".to_owned(),
        lists: lists::lists(sight, FinancialYear::containing(today)),
        audits: audits::audits_due(sight, today),
        covering: core_business::indicators(sight),
        factors: core_business::factors(sight),
        factor: core_business::may_record(sight, None),
        gaps,
        coverage,
    })
}

/// The indicators that are seen, in force or draft, in the order of codes.
fn in_order<'a>(sight: &Sight<'a>) -> Vec<&'a crate::record::Stored<Indicator>> {
    let mut all: Vec<_> = sight.all::<Indicator>().collect();
    all.sort_by(|one, other| (&one.code, one.id).cmp(&(&other.code, other.id)));
    all
}

/// The services that are seen, by name.
fn services(sight: &Sight<'_>) -> Vec<(UnitId, String)> {
    let mut all: Vec<_> = sight
        .all::<crate::unit::Unit>()
        .filter(|unit| unit.kind == crate::unit::UnitKind::Service)
        .map(|unit| (unit.id, unit.name.clone()))
        .collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}
