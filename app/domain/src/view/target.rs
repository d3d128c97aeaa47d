//! Setting a target: what it is set on, what is asked, what the checks say, and who does what next (strategy §2; rules.md 4.10).

mod answers;
mod asks;
mod beside;
mod decision;
mod found;
mod revised;
mod year;

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    calendar::{Date, FinancialYear},
    display,
    id::Id,
    indicator::{Indicator, IndicatorId},
    provenance::Provenance,
    record::Stored,
    rejection::Rejection,
    scope::Scope,
    sight::Sight,
    target::{ApproveTarget, ProposeTarget, Target, TargetId, TargetKind, grounds::Grounds},
    target_case::TargetCase,
    trajectory::Trajectory,
    view::{
        called,
        focus_group_sessions::{YouSaid, you_said},
        permission::{self, Offer},
        reading::target_words,
        targets::in_a_sentence,
    },
};

pub use answers::Answers;
pub use asks::{Ask, Input, Part, parts};
pub(super) use beside::placed;
pub use beside::{Beside, Mark, beside};
pub use decision::Decision;
use decision::decision;
pub(super) use found::of_target;
pub use found::{CheckRow, Found, Stands, found, given};
pub(super) use revised::revised;
pub use year::{PathRow, path};

/// The page, without what is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// `Set the target for 2027/28: Average re-let time`.
    pub heading: String,
    /// What stands now, in a sentence.
    pub lead: String,
    /// The indicator's code and name.
    pub indicator: String,
    /// Which indicator.
    pub id: IndicatorId,
    /// Which year.
    pub year: FinancialYear,
    /// What it is set on.
    pub beside: Beside,
    /// What the Council and residents said of the year, and whether its management fee is agreed.
    pub heard: String,
    /// What focus groups said of this target, and what the Company did, the latest first.
    pub you_said: Vec<YouSaid>,
    /// What stands in the fields at first: what was proposed, or what the definition suggests.
    pub first: Answers,
    /// What is asked, part by part, with the words for each field.
    pub parts: Vec<Part>,
    /// The target that is proposed, if one is.
    pub proposed: Option<Proposed>,
    /// What is approved for the year, the original first.
    pub approved: Vec<Approved>,
    /// Why the reader may not propose; none where they may.
    pub read_only: Option<String>,
    /// `Propose target`, `Change the proposal`, or `Propose a revision`.
    pub does: &'static str,
}

/// An approved target of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// `At most 17 days, from 1 April 2027`.
    pub words: String,
    /// What a revision rests on.
    pub decision: Option<Decision>,
}

/// A proposed target as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// `At most 17 days, proposed by Priya Natarajan`.
    pub words: String,
    /// What a revision rests on.
    pub decision: Option<Decision>,
    /// What the checks say of it as it was proposed.
    pub found: Found,
    /// Approving it, in sight of what stands.
    pub approve: ApproveTarget,
    /// Whether the reader can, or why not.
    pub offer: Offer,
}

/// The page of an indicator's target for a year; none where the reader does not see the indicator, or it has no targets.
pub fn page(sight: &Sight<'_>, id: IndicatorId, year: FinancialYear, today: Date) -> Option<Page> {
    let indicator = sight.get::<Indicator>(id).filter(|each| each.is_scored())?;
    let grounds = Grounds::of(sight.company(), indicator, year, today);
    let standing = seen_proposal(sight, id, year);
    let case = standing.and_then(|target| seen_case(sight, target.id));
    let first = match (standing, &case) {
        (Some(target), Some(case)) => Answers::of(target, &case.case),
        (Some(target), None) => Answers::without_case(indicator, target, today),
        (None, _) => Answers::begun(indicator, year, &grounds, today),
    };
    let approved = approved(sight, indicator, year);
    let proposed = standing.map(|target| proposed(sight, indicator, target, today));
    Some(Page {
        heading: format!("Set the target for {year}: {}", indicator.name),
        lead: lead(&approved, proposed.as_ref(), year),
        indicator: format!("{} {}", indicator.code, indicator.name),
        id,
        year,
        beside: beside(indicator, &grounds),
        heard: in_a_sentence(sight, year),
        you_said: you_said(sight, id, year..=year),
        read_only: read_only(sight, indicator, year, today),
        does: match (&proposed, approved.is_empty()) {
            (Some(_), _) => "Change the proposal",
            (None, true) => "Propose target",
            (None, false) => "Propose a revision",
        },
        parts: parts(sight, indicator, year, &grounds),
        first,
        proposed,
        approved,
    })
}

/// The latest proposed target that the reader sees.
fn seen_proposal<'a>(
    sight: &Sight<'a>,
    id: IndicatorId,
    year: FinancialYear,
) -> Option<&'a Stored<Target>> {
    Target::proposed(sight.company(), id, year).filter(|target| sight.sees(&target.scope))
}

/// The case for a target, where the reader sees it.
pub(super) fn seen_case(sight: &Sight<'_>, target: TargetId) -> Option<TargetCase> {
    sight.get(TargetCase::id(target))?.open()
}

/// The years whose targets are set now, with what a link to each says: this one, and the one to come.
pub fn years(today: Date) -> [(FinancialYear, String); 2] {
    let this = FinancialYear::containing(today);
    [
        (this.next(), format!("Set the target for {}", this.next())),
        (this, format!("The target for {this}")),
    ]
}

fn lead(approved: &[Approved], proposed: Option<&Proposed>, year: FinancialYear) -> String {
    match (approved.last().map(|last| &last.words), proposed) {
        (None, None) => format!("No target is set for {year} yet."),
        (None, Some(proposed)) => format!("{}.", proposed.words),
        (Some(approved), None) => format!("Approved: {approved}."),
        (Some(approved), Some(proposed)) => {
            format!(
                "Approved: {approved}. A revision of it: {}.",
                proposed.words
            )
        }
    }
}

fn approved(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    year: FinancialYear,
) -> Vec<Approved> {
    Target::approved(sight.company(), indicator.id, year)
        .into_iter()
        .filter(|target| sight.sees(&target.scope))
        .map(|target| Approved {
            words: format!(
                "{}, from {}",
                called::sentence(&words(sight, indicator, target)),
                display::date(target.from.unwrap_or_else(|| year.first_day()))
            ),
            decision: decision(sight, target.id),
        })
        .collect()
}

/// A target as a demand: `at most 17 days`, `no target: tracked only`.
pub(super) fn words(sight: &Sight<'_>, indicator: &Indicator, target: &Stored<Target>) -> String {
    if target.trajectory == Trajectory::TrackOnly {
        return "tracked only, without a target".to_owned();
    }
    match seen_case(sight, target.id).map(|case| case.case.kind) {
        Some(TargetKind::YesNo) => "yes".to_owned(),
        Some(TargetKind::Milestone { by }) => format!("done by {}", display::date(by)),
        Some(TargetKind::NoWorseThanLastYear) => format!(
            "no worse than last year, {}",
            target_words(indicator, Some(target.value)).unwrap_or_default()
        ),
        Some(TargetKind::NoWorseThanPeerMedian) => format!(
            "no worse than the middle of the peers, {}",
            target_words(indicator, Some(target.value)).unwrap_or_default()
        ),
        _ => target_words(indicator, Some(target.value)).unwrap_or_default(),
    }
}

fn proposed(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    target: &Stored<Target>,
    today: Date,
) -> Proposed {
    let by = match (target.proposed_by, target.provenance.words()) {
        (Some(by), _) => format!("proposed by {}", called::you_or_name(sight, by)),
        (None, Some(from)) => format!("proposed, {from}"),
        (None, None) => "proposed".to_owned(),
    };
    let seen = |scope: &Scope| sight.sees(scope);
    let approve = ApproveTarget {
        target: target.id,
        expected: Some(Target::wording(
            sight.company(),
            indicator.id,
            target.year,
            seen,
        )),
    };
    Proposed {
        words: format!(
            "{}, {by}",
            called::sentence(&words(sight, indicator, target))
        ),
        decision: decision(sight, target.id),
        found: of_target(sight, indicator, target, today),
        offer: Offer::on_day(sight, today, approve.clone()),
        approve,
    }
}

/// Why the reader may not propose: asked of the rules with a target that nothing is said for, which can always be put down.
fn read_only(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    year: FinancialYear,
    today: Date,
) -> Option<String> {
    if sight.is_earlier() {
        return Some(Rejection::EarlierDay.to_string());
    }
    let bare = ProposeTarget {
        target: Id::new(Uuid::nil()),
        indicator: indicator.id,
        year,
        value: Decimal::ONE,
        trajectory: Trajectory::Flat,
        provenance: Provenance::Recorded,
        expected: None,
        case: None,
    };
    permission::tried_on(sight, today, bare)
        .err()
        .map(|rejection| rejection.to_string())
}
