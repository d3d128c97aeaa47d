//! What a command that waits or was refused is about, in words and with its page, so that "Record progress" says on what, and whose.

use uuid::Uuid;

use crate::{
    command::Command,
    corrective_action::CorrectiveActionId,
    id::Id,
    indicator::IndicatorId,
    measurement::{Measurement, MeasurementId},
    objective::{Objective, ObjectiveId, OrgLevel},
    one_to_one::{OneToOne, OneToOneId},
    person::PersonId,
    sight::Sight,
    target::{Target, TargetId},
    view::{
        called,
        conflict::{About, meeting_words},
    },
};

/// What something is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// "“Inspect within two days”, Sam Okafor’s objective".
    pub words: String,
    /// Where it can be read whole; none where the reader's device does not hold it.
    pub page: Option<About>,
}

/// What a command is about; none where that says no more than its words do, or is not held here.
pub fn about(sight: &Sight<'_>, command: &Command) -> Option<Subject> {
    match command {
        Command::DraftObjective(draft) => objective(sight, draft.objective).or_else(|| {
            Some(Subject {
                words: titled(sight, &draft.title, draft.level, draft.owner),
                page: None,
            })
        }),
        Command::RewordObjective(reword) => objective(sight, reword.objective),
        Command::AgreeObjective(agree) => objective(sight, agree.objective),
        Command::ReopenObjective(reopen) => objective(sight, reopen.objective),
        Command::CloseObjective(close) => objective(sight, close.objective),
        Command::LinkObjective(link) => objective(sight, link.child),
        Command::UnlinkObjective(unlink) => objective(sight, sight.get(unlink.link)?.child),
        Command::MeasureObjective(measure) => objective(sight, measure.objective),
        Command::RecordProgress(record) => objective(sight, record.objective),
        Command::AssignOwner(assign) => indicator(sight, assign.indicator, ""),
        Command::ActivateIndicator(activate) => indicator(sight, activate.indicator, ""),
        Command::RetireIndicator(retire) => indicator(sight, retire.indicator, ""),
        Command::ReviseDefinition(revise) => indicator(sight, revise.indicator, ""),
        Command::RecordAudit(audit) => indicator(sight, audit.indicator, &audit.period.words()),
        Command::SelectIndicator(select) => indicator(sight, select.indicator, ""),
        Command::ProposeTarget(propose) => {
            indicator(sight, propose.indicator, &propose.year.label())
        }
        Command::ApproveTarget(approve) => target(sight, approve.target),
        Command::AmendTarget(amend) => target(sight, amend.target),
        Command::RecordMeasurement(record) => {
            indicator(sight, record.indicator, &record.period.words())
        }
        Command::ChooseMeasurement(choose) => figure(sight, choose.measurement),
        Command::ApproveMeasurement(approve) => figure(sight, approve.measurement),
        Command::PublishMeasurement(publish) => figure(sight, publish.measurement),
        other => about_figures(sight, other),
    }
}

fn about_figures(sight: &Sight<'_>, command: &Command) -> Option<Subject> {
    let action = |id: CorrectiveActionId| sight.get(id).and_then(|action| action.open());
    match command {
        Command::SubmitMeasurement(submit) => figure(sight, submit.measurement),
        Command::CheckMeasurement(check) => figure(sight, check.measurement),
        Command::ReturnMeasurement(returned) => figure(sight, returned.measurement),
        Command::WriteCommentary(write) => indicator(sight, write.indicator, &write.period.words()),
        Command::PlanCorrectiveAction(plan) => {
            indicator(sight, plan.indicator, &plan.period.words())
        }
        Command::DecideCorrectiveAction(decide) => {
            let action = action(decide.action)?;
            indicator(sight, action.indicator, &action.period.words())
        }
        Command::CloseCorrectiveAction(close) => {
            let action = action(close.action)?;
            indicator(sight, action.indicator, &action.period.words())
        }
        Command::WaiveStage(waive) => indicator(sight, waive.indicator, &waive.period.words()),
        Command::RateDataQuality(rate) => indicator(sight, rate.indicator, ""),
        other => in_a_meeting(sight, other),
    }
}

/// What a form is about, by what its fields begin with: `progress-`, the objective's identifier and `-`.
pub fn about_form(sight: &Sight<'_>, form: &str) -> Option<Subject> {
    let (_, rest) = form.split_once('-')?;
    let id: Uuid = rest.get(..36)?.parse().ok()?;
    objective(sight, Id::new(id))
        .or_else(|| meeting(sight, Id::new(id)))
        .or_else(|| indicator(sight, Id::new(id), ""))
}

fn in_a_meeting(sight: &Sight<'_>, command: &Command) -> Option<Subject> {
    let (id, what) = match command {
        Command::MoveOneToOne(moved) => (moved.one_to_one, None),
        Command::HoldOneToOne(hold) => (hold.one_to_one, None),
        Command::ConfirmOneToOne(confirm) => (confirm.one_to_one, None),
        Command::AddAgendaItem(add) => (add.one_to_one, None),
        Command::PassOn(pass_on) => (pass_on.written_for, None),
        Command::AddAction(add) => (add.one_to_one, None),
        Command::WritePrivateNote(write) => (write.one_to_one, None),
        Command::WriteEntry(write) => {
            let objective = write.objective.and_then(|id| sight.get(id));
            (
                write.one_to_one,
                objective.map(|objective| objective.title.clone()),
            )
        }
        Command::CoverAgendaItem(cover) => {
            let item = sight.get(cover.item)?;
            (item.one_to_one, Some(item.text.clone()))
        }
        Command::CompleteAction(complete) => {
            let action = sight.get(complete.action)?;
            (action.one_to_one, Some(action.text.clone()))
        }
        _ => return None,
    };
    let meeting = meeting(sight, id)?;
    Some(match what {
        Some(what) => Subject {
            words: format!("“{what}”, {}", meeting.words),
            ..meeting
        },
        None => meeting,
    })
}

fn meeting(sight: &Sight<'_>, id: OneToOneId) -> Option<Subject> {
    let meeting = sight.get::<OneToOne>(id)?;
    Some(Subject {
        words: meeting_words(sight, meeting),
        page: Some(About::OneToOne(id)),
    })
}

fn objective(sight: &Sight<'_>, id: ObjectiveId) -> Option<Subject> {
    let objective = sight.get::<Objective>(id)?;
    Some(Subject {
        words: titled(sight, &objective.title, objective.level, objective.owner),
        page: Some(About::Objective(id)),
    })
}

/// Whose it is, where it is a person's own.
fn titled(sight: &Sight<'_>, title: &str, level: OrgLevel, owner: PersonId) -> String {
    if level == OrgLevel::Individual {
        format!(
            "“{title}”, {} objective",
            called::your_or_names(sight, owner)
        )
    } else {
        format!("“{title}”")
    }
}

fn figure(sight: &Sight<'_>, id: MeasurementId) -> Option<Subject> {
    let figure = sight.get::<Measurement>(id)?;
    indicator(sight, figure.indicator, &figure.period.words())
}

fn target(sight: &Sight<'_>, id: TargetId) -> Option<Subject> {
    let target = sight.get::<Target>(id)?;
    indicator(sight, target.indicator, &target.year.label())
}

fn indicator(sight: &Sight<'_>, id: IndicatorId, when: &str) -> Option<Subject> {
    let indicator = sight.get(id)?;
    let words = match when {
        "" => indicator.name.clone(),
        when => format!("{}, {when}", indicator.name),
    };
    Some(Subject {
        words,
        page: Some(About::Indicator(id)),
    })
}
