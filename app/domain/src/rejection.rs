//! Why a command is refused, in words that a person can act on.

use serde::{Deserialize, Serialize};

/// The one reason a command was refused. It travels as a code with arguments; the words are made where they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rejection {
    /// Absent, or not the actor's to see: the two must look the same.
    #[error("This is not here, or is not yours to see. Go back and open it from your own pages.")]
    NotFound,
    /// The actor may see it but not change it.
    #[error("You can read this but not change it. {who} can.")]
    NotAllowed {
        /// Who can, in the glossary's words.
        who: String,
    },
    /// Only a signed-in person can do it.
    #[error("Only a person can do this, from their own sign-in.")]
    NeedsPerson,
    /// The id is taken by something else.
    #[error(
        "Something else is already saved under this identifier. Start again from an empty form."
    )]
    AlreadyThere,
    /// Fields that do not pass.
    #[error("{}", fields_words(.fields))]
    Fields {
        /// Each field that does not pass, with what is wrong.
        fields: Vec<FieldProblem>,
    },
    /// The arguments could not be read at all.
    #[error(
        "The server could not read this change, so nothing was saved. Reload the page and try again."
    )]
    Unreadable,
    /// Strategy §1.3: all staff objectives are linked back to corporate priorities and the Balanced Scorecard.
    #[error(
        "This objective does not lead to a corporate priority yet. Link it to a team or service objective that does, then agree it."
    )]
    NoPathToPriority,
    /// A link must go up a level.
    #[error(
        "An objective can only contribute to something at a higher level. Choose an objective of the team, the service or the Company."
    )]
    LinkNotUpward,
    /// A link would close a circle.
    #[error(
        "These two objectives would each depend on the other. Choose a different one to contribute to."
    )]
    LinkCircle,
    /// The link is already there.
    #[error("This objective already contributes to that one.")]
    LinkedAlready,
    /// Somebody changed it since it was read.
    #[error("This has changed since you read it. Read it as it is now, then decide.")]
    ChangedSince,
    /// An import of one thing brings another.
    #[error("This file was read as something else. Say what it holds and read it again.")]
    NotOfThisImport,
    /// An import writes proposals, and does not touch what was approved.
    #[error(
        "An import only proposes: what was approved or checked stays as it is. Leave that row out, or change it on its own page."
    )]
    NotAProposal,
    /// Not one of the two who agree this objective.
    #[error("Only the person whose objective it is and their manager agree it.")]
    NotAParty,
    /// Agreed already, so it cannot be reworded in silence.
    #[error(
        "This objective is agreed. Reopen it to change the wording; both of you then agree it again."
    )]
    AgreedAlready,
    /// Not agreed yet.
    #[error("Agree this objective first; progress is recorded on what is agreed.")]
    NotAgreedYet,
    /// Closed, so nothing more is recorded on it.
    #[error("This objective is closed. Nothing more can be recorded on it.")]
    ObjectiveClosed,
    /// An objective that was never agreed has no result.
    #[error("This objective was never agreed, so it can only be withdrawn. Choose “Withdrawn”.")]
    OnlyWithdrawn,
    /// Strategy §1.3: each level's objectives are those of the people who answer for it.
    #[error(
        "An objective at this level belongs to whoever manages that team, service or group, or to an executive for the Company. Choose a personal objective, or the manager as its owner."
    )]
    LevelNotOwners,
    /// Strategy §2: every Key Performance Indicator has a named manager who owns it.
    #[error(
        "A Key Performance Indicator needs an owner who holds a post as team, service or group manager or as an executive. Choose a manager."
    )]
    OwnerNotAManager,
    /// A Key Performance Indicator would have no owner until a later day.
    #[error(
        "A Key Performance Indicator needs an owner from today on. Choose today, or an earlier day."
    )]
    OwnerOnlyLater,
    /// Somebody who owns a Key Performance Indicator would no longer be an active manager.
    #[error(
        "This person owns {indicators}, and a Key Performance Indicator is owned by a manager who is here. Hand it to another manager first."
    )]
    StillOwns {
        /// Which, by code and name.
        indicators: String,
    },
    /// The series has ended.
    #[error(
        "This series of 1:1s has ended. Its two people can still read it; write in the new series."
    )]
    SeriesEnded,
    /// The manager of the series no longer manages the person.
    #[error(
        "These two people no longer have the reporting line that this series is for. Start a new series with the present manager."
    )]
    NotLineManager,
    /// A former manager's words have nobody to go to yet.
    #[error(
        "There is no 1:1 planned with a new manager yet. Your words are kept here; send them once the new manager has started the 1:1s."
    )]
    NobodyToSendTo,
    /// The 1:1 is confirmed by both.
    #[error(
        "Both of you have confirmed this 1:1, so nothing in it changes any more. Write in the next one."
    )]
    OneToOneConfirmed,
    /// The 1:1 has not been held.
    #[error("Record that the 1:1 was held, then confirm it.")]
    NotHeldYet,
    /// A unit would sit inside itself, or below a lower level.
    #[error("A team belongs to a service and a service to a group. Choose a unit one level up.")]
    UnitNotBelow,
    /// A reporting line would close a circle.
    #[error("This would make two posts report to each other. Choose another post.")]
    ReportingCircle,
    /// A priority belongs to exactly one perspective.
    #[error("A corporate priority needs one of the scorecard's perspectives.")]
    NoPerspective,
    /// Weights that are all zero have no average.
    #[error("At least one weight must be more than 0. A score is an average by weight.")]
    AllWeightsZero,
    /// Strategy §2: targets are based on Performance Indicators; one for information only has none.
    #[error("This indicator is for information only, so it has no target.")]
    NoTargetForContextual,
    /// The same figure cannot be approved by the one who provided it.
    #[error(
        "Someone other than the person who provided a figure or a target checks and approves it."
    )]
    SamePerson,
    /// A figure has to be approved before it is published.
    #[error("Approve this figure before it is published.")]
    NotApprovedYet,
    /// Two people gave a figure for the same period, neither having seen the other's.
    #[error(
        "Two figures were given for this period, and they are disputed. Choose one of them on the indicator’s page; then it can be approved and published."
    )]
    FigureDisputed,
    /// Another figure was put in the place of this one.
    #[error(
        "Another figure stands for this period in the place of this one. Open the indicator and go on with that one."
    )]
    FigureReplaced,
    /// The pages show an earlier day.
    #[error(
        "You are looking at an earlier day, which nothing can change any more. Go back to today first."
    )]
    EarlierDay,
    /// A command that failed in a way nobody foresaw.
    #[error(
        "The server could not carry this out (incident {incident}). Your words are kept; the administrator has been told."
    )]
    Internal {
        /// What to quote to the administrator.
        incident: String,
    },
}

/// One field that does not pass, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name in the command.
    pub field: String,
    /// What is wrong and what to do.
    pub words: String,
}

impl Rejection {
    /// Whether there are two versions now, of which the person chooses one (sync.md 2.7).
    pub const fn needs_choice(&self) -> bool {
        matches!(self, Self::ChangedSince)
    }

    /// The refusal of one field.
    pub fn field(field: &str, words: &str) -> Self {
        Self::Fields {
            fields: vec![FieldProblem {
                field: field.to_owned(),
                words: words.to_owned(),
            }],
        }
    }

    /// What is wrong with a field, where this refusal names it.
    pub fn on_field(&self, name: &str) -> Option<&str> {
        match self {
            Self::Fields { fields } => fields
                .iter()
                .find(|problem| problem.field == name)
                .map(|problem| problem.words.as_str()),
            _ => None,
        }
    }
}

fn fields_words(fields: &[FieldProblem]) -> String {
    fields
        .iter()
        .map(|problem| problem.words.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
