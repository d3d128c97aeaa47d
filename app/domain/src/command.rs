//! The closed set of commands. This file only delegates: each command is decided in its noun's own file.

use std::{fmt::Debug, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    access,
    company::Company,
    decision::{Context, Decide, Decision},
    people_progress,
    record::Change,
};

macro_rules! commands {
    ($( $(#[$doc:meta])* $variant:ident($path:path) = $name:literal ),* $(,)?) => {
        /// A sentence of the domain, with its arguments.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "name", content = "args")]
        pub enum Command { $( $(#[$doc])* #[serde(rename = $name)] $variant($path), )* }

        impl Command {
            /// Every command's name, in the order of this list.
            pub const NAMES: &[&str] = &[ $( $name, )* ];

            /// The command's name on the wire.
            pub const fn name(&self) -> &'static str {
                match self { $( Self::$variant(_) => $name, )* }
            }

            /// Reads a command from its name and its arguments as JSON; none where the name is not known here.
            pub fn parse(name: &str, args: &str) -> Result<Option<Self>, serde_json::Error> {
                Ok(match name {
                    $( $name => Some(Self::$variant(serde_json::from_str(args)?)), )*
                    _ => None,
                })
            }

            /// The arguments as JSON.
            pub fn args(&self) -> Result<String, serde_json::Error> {
                match self { $( Self::$variant(command) => serde_json::to_string(command), )* }
            }

            fn rule(&self) -> &dyn Decide {
                match self { $( Self::$variant(command) => command, )* }
            }
        }

        $(
            impl From<$path> for Command {
                fn from(command: $path) -> Self { Self::$variant(command) }
            }

            impl From<$path> for Given {
                fn from(command: $path) -> Self {
                    let own = Arc::new(command.clone());
                    Self { command: command.into(), own }
                }
            }
        )*
    };
}

commands! {
    /// Sets the mission statement and the contact points.
    SetMission(crate::mission::SetMission) = "mission.set",
    /// Records a perspective.
    RecordPerspective(crate::perspective::RecordPerspective) = "perspective.record",
    /// Records a corporate priority.
    RecordPriority(crate::priority::RecordPriority) = "corporate_priority.record",
    /// Sets a weight from a date.
    SetWeight(crate::weight::SetWeight) = "weight.set",
    /// Records a unit.
    RecordUnit(crate::unit::RecordUnit) = "unit.record",
    /// Records a governance body.
    RecordGovernanceBody(crate::governance_body::RecordGovernanceBody) = "governance_body.record",
    /// Puts a person on a body.
    JoinBody(crate::governance_body::JoinBody) = "membership.join",
    /// Records a person.
    RecordPerson(crate::person::RecordPerson) = "person.record",
    /// Records a post.
    RecordPost(crate::post::RecordPost) = "post.record",
    /// Gives a person a role.
    GrantRole(crate::role::GrantRole) = "role.grant",
    /// Takes a role away.
    WithdrawRole(crate::role::WithdrawRole) = "role.withdraw",
    /// Defines an indicator.
    DefineIndicator(crate::indicator::DefineIndicator) = "indicator.define",
    /// Hands an indicator to an owner.
    AssignOwner(crate::ownership::AssignOwner) = "ownership.assign",
    /// Proposes a target.
    ProposeTarget(crate::target::ProposeTarget) = "target.propose",
    /// Approves a target.
    ApproveTarget(crate::target::ApproveTarget) = "target.approve",
    /// Provides a figure.
    RecordMeasurement(crate::measurement::RecordMeasurement) = "measurement.record",
    /// Chooses between figures that are disputed.
    ChooseMeasurement(crate::measurement::ChooseMeasurement) = "measurement.choose",
    /// Approves a figure.
    ApproveMeasurement(crate::measurement::ApproveMeasurement) = "measurement.approve",
    /// Publishes a figure.
    PublishMeasurement(crate::measurement::PublishMeasurement) = "measurement.publish",
    /// Drafts an objective.
    DraftObjective(crate::objective::DraftObjective) = "objective.draft",
    /// Changes the words of a drafted objective.
    RewordObjective(crate::objective::RewordObjective) = "objective.reword",
    /// Agrees an objective.
    AgreeObjective(crate::objective::AgreeObjective) = "objective.agree",
    /// Opens an agreed objective again.
    ReopenObjective(crate::objective::ReopenObjective) = "objective.reopen",
    /// Closes an objective.
    CloseObjective(crate::objective::CloseObjective) = "objective.close",
    /// Links an objective upwards.
    LinkObjective(crate::objective_link::LinkObjective) = "objective_link.link",
    /// Takes a link away.
    UnlinkObjective(crate::objective_link::UnlinkObjective) = "objective_link.unlink",
    /// Says that an indicator measures an objective.
    MeasureObjective(crate::objective_measure::MeasureObjective) = "objective_measure.measure",
    /// Records progress.
    RecordProgress(crate::check_in::RecordProgress) = "check_in.record",
    /// Opens a series of 1:1s.
    OpenSeries(crate::one_to_one::OpenSeries) = "one_to_one.open_series",
    /// Moves a 1:1.
    MoveOneToOne(crate::one_to_one::MoveOneToOne) = "one_to_one.move",
    /// Records that a 1:1 was held.
    HoldOneToOne(crate::one_to_one::HoldOneToOne) = "one_to_one.hold",
    /// Confirms the record of a 1:1.
    ConfirmOneToOne(crate::one_to_one::ConfirmOneToOne) = "one_to_one.confirm",
    /// Ends a series.
    EndSeries(crate::one_to_one::EndSeries) = "one_to_one.end_series",
    /// Adds an agenda item.
    AddAgendaItem(crate::agenda_item::AddAgendaItem) = "agenda_item.add",
    /// Ticks an agenda item off.
    CoverAgendaItem(crate::agenda_item::CoverAgendaItem) = "agenda_item.cover",
    /// Sends a former manager's words on.
    PassOn(crate::agenda_item::PassOn) = "agenda_item.pass_on",
    /// Writes an entry.
    WriteEntry(crate::entry::WriteEntry) = "entry.write",
    /// Adds an action.
    AddAction(crate::action::AddAction) = "action.add",
    /// Marks an action done.
    CompleteAction(crate::action::CompleteAction) = "action.complete",
    /// Writes a private note.
    WritePrivateNote(crate::private_note::WritePrivateNote) = "private_note.write",
    /// Takes an import.
    TakeImport(crate::import::TakeImport) = "import.take",
    /// Takes an import back.
    UndoImport(crate::import::UndoImport) = "import.undo",
    /// Changes weights, tolerances and targets of the scorecard, with a reason.
    MakeScorecardChange(crate::scorecard_change::MakeScorecardChange) = "scorecard_change.make",
    /// Changes a proposed target.
    AmendTarget(crate::target::AmendTarget) = "target.amend",
    /// Submits a figure.
    SubmitMeasurement(crate::measurement::SubmitMeasurement) = "measurement.submit",
    /// Checks a figure.
    CheckMeasurement(crate::measurement::CheckMeasurement) = "measurement.check",
    /// Returns a figure to its provider.
    ReturnMeasurement(crate::measurement::ReturnMeasurement) = "measurement.return",
    /// Writes the commentary of a period.
    WriteCommentary(crate::commentary::WriteCommentary) = "commentary.write",
    /// Plans a corrective action.
    PlanCorrectiveAction(crate::corrective_action::PlanCorrectiveAction) = "corrective_action.plan",
    /// Records what was decided about a corrective action.
    DecideCorrectiveAction(crate::corrective_action::DecideCorrectiveAction) = "corrective_action.decide",
    /// Closes a corrective action.
    CloseCorrectiveAction(crate::corrective_action::CloseCorrectiveAction) = "corrective_action.close",
    /// Says that a stage of a period is not needed.
    WaiveStage(crate::stage::WaiveStage) = "stage_waiver.waive",
    /// Drafts indicators.
    DraftIndicators(crate::indicator::DraftIndicators) = "indicator.draft",
    /// Puts a draft in force.
    ActivateIndicator(crate::indicator::ActivateIndicator) = "indicator.activate",
    /// Retires an indicator.
    RetireIndicator(crate::indicator::RetireIndicator) = "indicator.retire",
    /// Revises a definition.
    ReviseDefinition(crate::definition_sheet::ReviseDefinition) = "definition_sheet.revise",
    /// Records that somebody chose an indicator.
    SelectIndicator(crate::indicator_selection::SelectIndicator) = "indicator_selection.select",
    /// Records that a selection no longer stands.
    EndSelection(crate::indicator_selection::EndSelection) = "indicator_selection.end",
    /// Records a critical success factor.
    RecordCriticalSuccessFactor(crate::critical_success_factor::RecordCriticalSuccessFactor) = "critical_success_factor.record",
    /// Records an activity of a service's core business.
    RecordCoreBusinessActivity(crate::core_business_activity::RecordCoreBusinessActivity) = "core_business_activity.record",
    /// Says how far an indicator's figures can be trusted.
    RateDataQuality(crate::data_quality::RateDataQuality) = "data_quality_rating.rate",
    /// Takes a step with the year's set of indicators and targets.
    StepIndicatorSet(crate::indicator_set::StepIndicatorSet) = "indicator_set.step",
    /// Records an audit.
    RecordAudit(crate::performance_audit::RecordAudit) = "performance_audit.record",
    /// Records a procedure.
    RecordProcedure(crate::procedure::RecordProcedure) = "procedure.record",
    /// Says that one has read a procedure.
    ReadProcedure(crate::procedure::ReadProcedure) = "procedure.read",
    /// Writes a plan.
    WritePlan(crate::plan::WritePlan) = "plan.write",
    /// Takes a step with a plan.
    StepPlan(crate::plan_step::StepPlan) = "plan.step",
    /// Sets in which order the bodies look at plans.
    SetReviewOrder(crate::review_order::SetReviewOrder) = "review_order.set",
    /// Records a review of diversity and equality.
    RecordEqualityReview(crate::equality_review::RecordEqualityReview) = "equality_review.record",
    /// Says what somebody does because of one.
    PlanEqualityAction(crate::equality_review::PlanEqualityAction) = "equality_action.plan",
    /// Says that it is done.
    CompleteEqualityAction(crate::equality_review::CompleteEqualityAction) = "equality_action.complete",
    /// Records a risk.
    RecordRisk(crate::risk::RecordRisk) = "risk.record",
    /// Says how a risk was found.
    ReviewRisk(crate::risk::ReviewRisk) = "risk.review",
    /// Chooses the matrix on which risks are rated.
    ChooseRiskMatrix(crate::risk::ChooseRiskMatrix) = "risk_matrix.choose",
    /// Records a session with a focus group.
    RecordFocusGroupSession(crate::focus_group_session::RecordFocusGroupSession) = "focus_group_session.record",
    /// Records feedback.
    RecordFeedback(crate::feedback::RecordFeedback) = "feedback.record",
    /// Records a generic issue.
    RecordGenericIssue(crate::generic_issue::RecordGenericIssue) = "generic_issue.record",
    /// Says that a generic issue is over, or has come back.
    SettleGenericIssue(crate::generic_issue::SettleGenericIssue) = "generic_issue.settle",
    /// Collates a report.
    CollateReport(crate::report_run::CollateReport) = "report_run.collate",
    /// Takes a step with a report.
    StepReport(crate::report_run::StepReport) = "report_run.step",
}

/// A command as somebody gives it, with its own rules and no others: a page then brings those of what can be given on it, and not
/// of every command there is.
#[derive(Clone, Debug)]
pub struct Given {
    /// The command.
    pub command: Command,
    own: Arc<dyn Giving>,
}

/// What a device needs of a command.
trait Giving: Decide + Debug + Send + Sync {
    fn args(&self) -> Result<String, serde_json::Error>;
}

impl<T: Decide + Debug + Serialize + Send + Sync> Giving for T {
    fn args(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl Given {
    /// Decides it, as [`decide`] does.
    pub fn decide(&self, company: &Company, context: &Context) -> Decision {
        allowed(company, context, self.own.decide(company, context)?)
    }

    /// The arguments as JSON.
    pub fn args(&self) -> Result<String, serde_json::Error> {
        self.own.args()
    }
}

/// A command of any kind, with the rules of all of them.
#[derive(Debug)]
struct Any(Command);

impl Giving for Any {
    fn args(&self) -> Result<String, serde_json::Error> {
        self.0.args()
    }
}

impl Decide for Any {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        self.0.rule().decide(company, context)
    }
}

impl From<Command> for Given {
    fn from(command: Command) -> Self {
        let own = Arc::new(Any(command.clone()));
        Self { command, own }
    }
}

/// Decides a command: the noun's own rules, then who may change each record (access.md), the same on both sides.
pub fn decide(company: &Company, command: &Command, context: &Context) -> Decision {
    allowed(company, context, command.rule().decide(company, context)?)
}

/// The changes, if the actor may make each of them.
fn allowed(company: &Company, context: &Context, changes: Vec<Change>) -> Decision {
    for change in &changes {
        access::check_change(company, context.actor, change)?;
    }
    Ok(changes)
}

/// What follows from a commit's changes that the device could not work out. Only the authority derives (architecture section 3).
pub fn derive(before: &Company, after: &Company, changes: &[Change]) -> Vec<Change> {
    people_progress::derive(before, after, changes)
}
