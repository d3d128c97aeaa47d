//! "How this is worked out", for every number of the scorecard, down to what was entered (architecture invariant 7).
//!
//! A page asks for a working when its reader opens it, so that what nobody reads costs nothing.

mod attainment;
mod delivery;
mod figure;
mod over;
mod place;
mod step;

pub use attainment::attainment;
pub(super) use attainment::{put_together, roll_step, what_counts};
pub use delivery::delivery;
pub(super) use delivery::{Part, mean_of, serving};
pub use figure::figure;
pub use place::Place;
pub use step::{Entry, Step, Working};

pub use crate::calendar::day;
