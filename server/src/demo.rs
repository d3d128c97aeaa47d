//! The demo company, and a large made-up one for measuring, each as the commands that make it.
//!
//! Pure: the data stands in `server/demo/*.toml`, the day is given, and nothing here reads a clock, a file or a network.
//! What is published names its source; all else is marked as illustrative wherever a record has room to say so.

mod answers;
mod audits;
mod days;
mod draw;
mod error;
mod feedback;
mod figures;
mod focus_groups;
mod id;
mod indicators;
mod large;
mod objective_line;
mod objectives;
mod one_to_ones;
mod peers;
mod personal_objectives;
mod plan;
mod plans;
mod procedures;
mod register;
mod reports;
mod risks;
mod schedule;
mod scorecard;
mod series;
mod sign_ins;
mod sources;
mod structure;
mod targets;
#[cfg(test)]
mod tests;
mod written;

use domain::{command::Command, decision::Actor};
use jiff::{Timestamp, civil::Date};

pub use error::DemoError;
pub use id::demo_id;
pub use large::{Size, large, large_sign_ins};
pub use sign_ins::{SignIn, sign_ins};

/// A command as it is to be given: by whom, and at what moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Who gives it: the person themselves wherever a person can.
    pub actor: Actor,
    /// When: in the weeks before the day that the demo is loaded, never on it or after.
    pub now: Timestamp,
    /// What is to be done.
    pub command: Command,
}

/// The demo company as of a day, in the order in which the commands are to be given. The same day gives the same list.
///
/// # Errors
/// `DemoError` where the demo's own data cannot be used; it names the file.
pub fn company(today: Date) -> Result<Vec<Given>, DemoError> {
    let structure = structure::Structure::read()?;
    let mut plan = plan::Plan::new(today);
    structure.plan(&mut plan);
    scorecard::plan(&mut plan, &structure)?;
    let statutory = indicators::plan(&mut plan, &structure)?;
    register::plan(&mut plan, &structure, &statutory)?;
    peers::plan(&mut plan, &structure, &sources::Sources::read()?)?;
    reports::plan(&mut plan, &structure);
    audits::plan(&mut plan);
    procedures::plan(&mut plan, &structure);
    plans::plan(&mut plan, &structure)?;
    risks::plan(&mut plan, &structure)?;
    focus_groups::plan(&mut plan, &structure);
    feedback::plan(&mut plan, &structure)?;
    let schedule = schedule::Schedule::read(&structure, today)?;
    objectives::plan(&mut plan, &structure)?;
    personal_objectives::plan(&mut plan, &structure, &schedule)?;
    one_to_ones::plan(&mut plan, &schedule);
    plan.in_order()
}
