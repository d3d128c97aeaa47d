//! One indicator as every page shows it: its latest figure in words, and its figures over time.
//!
//! A figure is shown where the reader may see it and it is approved; drafts are a matter of the indicator's own page.

mod figures;
mod over;
mod phrase;
mod row;
mod series;

pub(super) use figures::{Against, figures, previous};
pub(super) use over::missing;
pub(super) use phrase::running;
pub(super) use phrase::{lower_first, moved, target_text, unit_word, value_text};
pub use phrase::{period_short, target_words};
pub(super) use row::{NOT_COMPARED, drawn};
pub use row::{Row, row};
pub use series::{Limits, Point, Series, series};
pub(super) use series::{around, held_text};

use crate::record::Kind;

/// Whether a record of this kind can change how an indicator reads, or which places it measures. What people write and record
/// about their work cannot: a page of figures need not look again.
pub const fn rests_on(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::CheckIn
            | Kind::PeopleProgress
            | Kind::OneToOneSeries
            | Kind::OneToOne
            | Kind::OneToOneDate
            | Kind::AgendaItem
            | Kind::Entry
            | Kind::Action
            | Kind::PrivateNote
            | Kind::PlanAction
            | Kind::Milestone
            | Kind::BenchmarkSet
            | Kind::Import
            | Kind::ScorecardChange
            | Kind::TargetCase
            | Kind::TargetRevision
            | Kind::FigureStep
            | Kind::Commentary
            | Kind::StageWaiver
            | Kind::IndicatorSelection
            | Kind::CriticalSuccessFactor
            | Kind::CoreBusinessActivity
            | Kind::IndicatorSet
            | Kind::Procedure
            | Kind::ProcedureReading
            | Kind::Plan
            | Kind::PlanStep
            | Kind::ReviewOrder
            | Kind::EqualityReview
            | Kind::EqualityAction
            | Kind::Risk
            | Kind::RiskReview
            | Kind::RiskMatrix
            | Kind::FocusGroupSession
            | Kind::Feedback
            | Kind::GenericIssue
            | Kind::ReportRun
            | Kind::ReportStep
    )
}
