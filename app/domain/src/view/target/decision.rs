//! What a revised target rests on: the corrective action that the Board or the Performance Committee decided (rules.md 4.10, TV15).

use crate::{
    corrective_action::CorrectiveActionId,
    display,
    governance_body::BodyKind,
    indicator::IndicatorId,
    sight::Sight,
    target::{RevisionAsked, TargetId},
    target_case::Revision,
};

/// The decision that a revision names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `Revise the target, October 2026: 18 days until the new contractor starts (agreed: “For this year only.”)`.
    pub words: String,
    /// The indicator on whose page the corrective action stands; none where only words were recorded.
    pub stands_on: Option<IndicatorId>,
}

/// A corrective action in the list of those that a revision can name.
pub(super) fn decision_words(asked: &RevisionAsked) -> String {
    let state = match &asked.decision {
        None => "not decided yet".to_owned(),
        Some(decision) if decision.agreed => format!("agreed: “{}”", decision.words),
        Some(decision) => format!("not agreed: “{}”", decision.words),
    };
    format!(
        "Revise the target, {}: {} ({state})",
        asked.period.words(),
        asked.what
    )
}

/// What a target's revision rests on, where the reader sees it.
pub(super) fn decision(sight: &Sight<'_>, target: TargetId) -> Option<Decision> {
    let case = super::seen_case(sight, target)?;
    let revision = case.case.revision?;
    match revision.action {
        Some(action) => named(sight, case.indicator, action),
        None => recorded(&revision),
    }
}

fn named(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    action: CorrectiveActionId,
) -> Option<Decision> {
    let planned = sight.get(action)?.open()?;
    let asked = RevisionAsked::of(action, planned)?;
    Some(Decision {
        words: decision_words(&asked),
        stands_on: Some(indicator),
    })
}

/// The same of a revision from before decisions were named.
fn recorded(revision: &Revision) -> Option<Decision> {
    let by = match revision.decided_by? {
        BodyKind::Board => "the Board",
        BodyKind::PerformanceCommittee => "the Performance Committee",
        BodyKind::ExecutiveManagementTeam
        | BodyKind::OperationsManagementTeam
        | BodyKind::ManagementForum => return None,
    };
    let on = revision
        .decided_on
        .map(|on| format!(" on {}", display::date(on)))
        .unwrap_or_default();
    Some(Decision {
        words: format!("Decided by {by}{on}. {}", revision.beyond_control),
        stands_on: None,
    })
}
