//! What the checks say of what is being typed, and the command that it comes to.

use super::{
    answers::{Answers, Reading, Set},
    beside::{Mark, picture},
    year::{PathRow, path},
};
use crate::{
    calendar::{Date, FinancialYear},
    command::Given,
    indicator::{Indicator, IndicatorId},
    provenance::Provenance,
    quantity::Exact,
    record::Stored,
    rejection::Rejection,
    scope::Scope,
    sight::Sight,
    target::{
        AmendTarget, ProposeTarget, Target, TargetId, TargetKind,
        checks::{self, Check, Level, Proposal},
        grounds::Grounds,
    },
    target_case::Case,
    trajectory::Trajectory,
};

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// It blocks approval.
    Blocks,
    /// It needs a reason.
    NeedsReason,
    /// A reason was given for it.
    HasReason,
    /// It is met.
    Met,
    /// It does not concern this target.
    NotAsked,
}

impl Stands {
    /// As people read it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Blocks => "Blocks approval",
            Self::NeedsReason => "Needs a reason",
            Self::HasReason => "Stands for a reason",
            Self::Met => "Met",
            Self::NotAsked => "Not asked here",
        }
    }
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// The field that its reason is given in: `tv03`.
    pub field: &'static str,
    /// `Moves the service upwards (TV03)`.
    pub words: String,
    /// How it stands.
    pub stands: Stands,
    /// What was found and what to do.
    pub says: String,
    /// Whether a reason can lift it.
    pub takes_reason: bool,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// What the checks say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// `2 block approval, 1 needs a reason, 8 are met`.
    pub summary: String,
    /// What stands open first, then what is met.
    pub rows: Vec<CheckRow>,
    /// The target of each period.
    pub path: Vec<PathRow>,
    /// What it stands beside, from low to high.
    pub picture: Vec<Mark>,
}

/// What the checks say of what stands in the fields.
pub fn found(
    sight: &Sight<'_>,
    id: IndicatorId,
    year: FinancialYear,
    answers: &Answers,
    today: Date,
) -> Found {
    let Some(indicator) = sight.get::<Indicator>(id) else {
        return Found::default();
    };
    let grounds = Grounds::of(sight.company(), indicator, year, today);
    match Reading::of(answers, indicator, &grounds) {
        Ok(set) => {
            let case = with_own_words(sight, (id, year), set.case);
            let case = case.with_baseline(indicator, &grounds);
            looked_at(
                indicator,
                &grounds,
                (year, set.value, &set.trajectory, &case),
                today,
            )
        }
        Err(rejection) => Found {
            summary: format!("The checks follow once this is filled in: {rejection}"),
            picture: picture(indicator, &grounds, None, None),
            ..Found::default()
        },
    }
}

/// What was said with a proposal before there was one answer for its year stays with it (TV13).
fn with_own_words(sight: &Sight<'_>, (id, year): (IndicatorId, FinancialYear), case: Case) -> Case {
    let stands =
        super::seen_proposal(sight, id, year).and_then(|target| super::seen_case(sight, target.id));
    match stands {
        Some(stands) => Case {
            stakeholders: stands.case.stakeholders,
            fee: stands.case.fee,
            ..case
        },
        None => case,
    }
}

/// What the checks say of a target as it was proposed.
pub(in crate::view) fn of_target(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    target: &Target,
    today: Date,
) -> Found {
    let standing = Target::proposed(sight.company(), indicator.id, target.year);
    let case = standing.and_then(|standing| super::seen_case(sight, standing.id));
    let Some(case) = case else {
        return Found {
            summary: "What speaks for this target has not been set out yet.".to_owned(),
            ..Found::default()
        };
    };
    let grounds = Grounds::of(sight.company(), indicator, target.year, today);
    looked_at(
        indicator,
        &grounds,
        (target.year, target.value, &target.trajectory, &case.case),
        today,
    )
}

fn looked_at(
    indicator: &Indicator,
    grounds: &Grounds,
    (year, value, trajectory, case): (FinancialYear, rust_decimal::Decimal, &Trajectory, &Case),
    today: Date,
) -> Found {
    let proposal = Proposal {
        indicator,
        year,
        value,
        trajectory,
        case,
    };
    let checks = checks::checks(&proposal, grounds, today);
    let mut rows: Vec<CheckRow> = checks.into_iter().map(row).collect();
    // A reason that is being typed does not move its row: what moves loses the focus.
    rows.sort_by_key(|row| {
        let place = match row.stands {
            Stands::HasReason => Stands::NeedsReason,
            other => other,
        };
        (place, row.field)
    });
    let baseline = case.baseline.as_ref().and_then(|baseline| baseline.value);
    let target = (case.kind != TargetKind::TrackOnly).then(|| Exact::from(value));
    Found {
        summary: summary(&rows),
        rows,
        path: path(indicator, year, value, trajectory),
        picture: picture(indicator, grounds, baseline.map(Exact::from), target),
    }
}

fn row(check: Check) -> CheckRow {
    let stands = match (check.level, &check.reason) {
        (Level::Blocks, _) => Stands::Blocks,
        (Level::Warns, None) => Stands::NeedsReason,
        (Level::Warns, Some(_)) => Stands::HasReason,
        (Level::Met, _) => Stands::Met,
        (Level::NotAsked, _) => Stands::NotAsked,
    };
    CheckRow {
        field: check.code.field(),
        words: format!("{} ({})", check.code.words(), check.code.number()),
        stands,
        says: format!("{} {}", check.says, check.what_to_do)
            .trim_end()
            .to_owned(),
        takes_reason: check.level == Level::Warns,
        reason: check.reason,
    }
}

fn summary(rows: &[CheckRow]) -> String {
    let count = |stands: Stands| rows.iter().filter(|row| row.stands == stands).count();
    let counted = [
        (count(Stands::Blocks), "blocks approval", "block approval"),
        (
            count(Stands::NeedsReason),
            "needs a reason",
            "need a reason",
        ),
        (
            count(Stands::HasReason),
            "stands for a reason",
            "stand for a reason",
        ),
        (count(Stands::Met), "is met", "are met"),
    ];
    let words: Vec<String> = counted
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    format!("{}.", words.join(", "))
}

/// The command that the fields come to: changing what the reader sees proposed, or else proposing.
///
/// # Errors
/// What is wrong with the fields, by field.
pub fn given(
    sight: &Sight<'_>,
    (id, year): (IndicatorId, FinancialYear),
    answers: &Answers,
    new: TargetId,
    today: Date,
) -> Result<Given, Rejection> {
    let indicator = sight.get::<Indicator>(id).ok_or(Rejection::NotFound)?;
    let grounds = Grounds::of(sight.company(), indicator, year, today);
    let Set {
        value,
        trajectory,
        case,
    } = Reading::of(answers, indicator, &grounds)?;
    let case = Box::new(with_own_words(sight, (id, year), case));
    let seen = |scope: &Scope| sight.sees(scope);
    let expected = Some(Target::wording(sight.company(), id, year, seen));
    Ok(match super::seen_proposal(sight, id, year) {
        Some(target) => AmendTarget {
            target: target.id,
            value,
            trajectory,
            case,
            expected,
        }
        .into(),
        None => ProposeTarget {
            target: new,
            indicator: id,
            year,
            value,
            trajectory,
            provenance: Provenance::Recorded,
            expected,
            case: Some(case),
        }
        .into(),
    })
}
