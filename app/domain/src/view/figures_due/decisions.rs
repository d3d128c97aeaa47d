//! Corrective actions that are the reader's to do or to decide, and proposed targets that they may approve (S75; strategy §2, ACT and
//! the fifth rule of targets; rules.md 4.10).

use std::collections::BTreeMap;

use super::{Due, Found, Line, Target as Where, detail};
use crate::{
    access,
    calendar::{Date, FinancialYear},
    corrective_action::{CorrectiveAction, CorrectiveActionId},
    decision::Actor,
    folded::Folded,
    indicator::Indicator,
    person::PersonId,
    record::{Change, Stored},
    sight::Sight,
    target::{ApproveTarget, Target, TargetState},
    view::{
        called,
        corrective_action::{may_decide, waits_for_decision},
        my_work::shortened,
        permission::tried_on,
    },
};

/// The open corrective actions that the reader is to do and that are due, and those on which they decide.
pub(super) fn actions(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    let open = sight
        .all::<Folded<CorrectiveAction>>()
        .filter_map(|stored| Some((stored.id, stored.open()?)))
        .filter(|(_, planned)| planned.taken.is_none());
    open.filter_map(|(action, planned)| {
        let indicator = sight.get::<Indicator>(planned.indicator)?;
        let due = Due::of(planned.due, today);
        // What waits for a decision is not its doer's to do yet.
        match waits_for_decision(&planned) {
            true => may_decide(sight, action).then(|| decision(action, &planned, indicator, due)),
            false => (planned.by == reader && due.is_some())
                .then(|| to_do(action, &planned, indicator, due)),
        }
    })
    .collect()
}

fn to_do(
    action: CorrectiveActionId,
    planned: &CorrectiveAction,
    indicator: &Stored<Indicator>,
    due: Option<Due>,
) -> Found {
    let on = format!(
        "Corrective action on {} {}, {}.",
        indicator.code,
        indicator.name,
        planned.period.words()
    );
    Found {
        line: Line {
            key: format!("act-{action}"),
            title: shortened(&planned.what),
            detail: detail(due.as_ref(), &on),
            target: Where::Indicator(indicator.id),
        },
        due,
    }
}

fn decision(
    action: CorrectiveActionId,
    planned: &CorrectiveAction,
    indicator: &Stored<Indicator>,
    due: Option<Due>,
) -> Found {
    let proposed = format!(
        "Proposed for {}: “{}”",
        planned.period.words(),
        shortened(&planned.what)
    );
    Found {
        line: Line {
            key: format!("decide-{action}"),
            title: format!(
                "Decide whether to {} of {} {}",
                planned.kind.words().to_lowercase(),
                indicator.code,
                indicator.name
            ),
            detail: detail(due.as_ref(), &proposed),
            target: Where::Indicator(indicator.id),
        },
        due,
    }
}

/// The proposed targets that the reader may approve as they stand, by year.
pub(super) fn targets(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    let mut by_year: BTreeMap<FinancialYear, Vec<String>> = BTreeMap::new();
    for target in sight.all::<Target>() {
        if let Some(indicator) = sight.get::<Indicator>(target.indicator)
            && target.state == TargetState::Proposed
            && may_approve(sight, reader, target, today)
        {
            let codes = by_year.entry(target.year).or_default();
            codes.push(indicator.code.clone());
        }
    }
    by_year
        .into_iter()
        .map(|(year, mut codes)| {
            codes.sort();
            let targets = match codes.len() {
                1 => "1 proposed target".to_owned(),
                many => format!("{many} proposed targets"),
            };
            Found {
                due: None,
                line: Line {
                    key: format!("targets-{year}"),
                    title: format!("Approve {targets} for {year}"),
                    detail: format!("{}.", called::list(&codes, "and")),
                    target: Where::Targets(year),
                },
            }
        })
        .collect()
}

/// Whether the rules would let the reader approve a target today. Its checks look at years of figures, so whether the reader approves
/// targets at all is asked first.
fn may_approve(
    sight: &Sight<'_>,
    reader: PersonId,
    proposed: &Stored<Target>,
    today: Date,
) -> bool {
    let approved = Change::put(
        proposed.id,
        proposed.scope,
        Target {
            state: TargetState::Approved,
            ..(*proposed.body).clone()
        },
    );
    let latest = Target::proposed(sight.company(), proposed.indicator, proposed.year);
    let approve = ApproveTarget {
        target: proposed.id,
        expected: None,
    };
    access::check_change(sight.company(), Actor::Person(reader), &approved).is_ok()
        && latest.is_some_and(|latest| latest.id == proposed.id)
        && tried_on(sight, today, approve).is_ok()
}
