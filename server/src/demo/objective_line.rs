//! One objective's way: drafted, linked, agreed by the two people, followed up, perhaps closed.

use domain::{
    cascade::Parent,
    check_in::RecordProgress,
    company::Company,
    objective::{
        AgreeObjective, CloseObjective, DraftObjective, Ending, Objective, ObjectiveState,
    },
    objective_link::{LinkObjective, ObjectiveLink, ObjectiveLinkId},
    one_to_one::OneToOneId,
    record::{Change, Stamp},
    wording::Wording,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    id::demo_id,
    plan::{Plan, by},
};

/// How far an objective is to come in the demo.
#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reached {
    /// Written and agreed by nobody.
    Drafted,
    /// Agreed by its owner, waiting for the manager.
    AgreedByOwner,
    /// Agreed by all who must.
    #[default]
    Agreed,
    /// Closed as achieved.
    Achieved,
}

/// An objective to be drafted, agreed and followed.
pub(super) struct Line<'a> {
    pub(super) draft: DraftObjective,
    /// What else it contributes to, beside what the draft names.
    pub(super) more: Vec<(ObjectiveLinkId, Parent)>,
    pub(super) owner: &'a str,
    pub(super) manager: Option<&'a str>,
    pub(super) reached: Reached,
    /// Each with its day and the 1:1 in which it was recorded, oldest first; the note goes with the last.
    pub(super) progress: Vec<(u16, Date, Option<OneToOneId>)>,
    pub(super) note: &'a str,
}

/// Drafts an objective, links it, has it agreed by the two people themselves, and records its progress.
pub(super) fn plan_line(plan: &mut Plan, day: Date, line: &Line<'_>) {
    let objective = line.draft.objective;
    plan.on(day, by(line.owner), line.draft.clone());
    for (link, parent) in &line.more {
        plan.on(
            day,
            by(line.owner),
            LinkObjective {
                link: *link,
                child: objective,
                parent: *parent,
                weight: Decimal::ONE,
            },
        );
    }
    let expected = wording(&line.draft, &line.more);
    let agree = AgreeObjective {
        objective,
        expected,
        read: None,
    };
    if line.reached != Reached::Drafted {
        plan.on(day, by(line.owner), agree.clone());
    }
    if matches!(line.reached, Reached::Agreed | Reached::Achieved)
        && let Some(manager) = line.manager
    {
        plan.on(day.tomorrow().unwrap_or(day), by(manager), agree);
    }
    for (place, (progress, on, one_to_one)) in line.progress.iter().enumerate() {
        let last = place + 1 == line.progress.len();
        plan.on(
            *on,
            by(line.owner),
            RecordProgress {
                check_in: demo_id(&format!("check-in/{objective}/{place}")),
                objective,
                progress: *progress,
                note: if last {
                    line.note.to_owned()
                } else {
                    String::new()
                },
                one_to_one: *one_to_one,
            },
        );
    }
    if line.reached == Reached::Achieved {
        let ending = Ending::Achieved;
        plan.on(
            plan.ago(1),
            by(line.owner),
            CloseObjective { objective, ending },
        );
    }
}

/// The digest of what the two people agree, worked out by the domain's own rule on a Company that holds no more than this.
pub(super) fn wording(draft: &DraftObjective, more: &[(ObjectiveLinkId, Parent)]) -> Wording {
    let objective = Objective {
        title: draft.title.trim().to_owned(),
        success_measure: draft.success_measure.trim().to_owned(),
        level: draft.level,
        owner: draft.owner,
        unit: draft.unit,
        year: draft.year,
        due: draft.due,
        state: ObjectiveState::Drafted,
        agreed_by: Vec::new(),
        ending: None,
        illustrative: draft.illustrative,
    };
    let mut company = Company::default();
    let stamp = Stamp {
        seq: 1,
        at: Timestamp::UNIX_EPOCH,
    };
    for (link, parent) in draft.contributes_to.iter().chain(more) {
        let body = ObjectiveLink::new(draft.objective, *parent);
        company.apply(&Change::put(*link, objective.scope(), body), stamp);
    }
    objective.wording(&company, draft.objective)
}
