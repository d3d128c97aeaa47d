//! What the forms of several pages are made of.

mod kept_text;
mod opener;
mod refusals;
mod tick;
mod ticks;

pub use kept_text::{KeptText, Written};
pub use opener::{Opener, focus_soon};
pub use refusals::{Form, Refusals};
pub use tick::Tick;
pub use ticks::ticks;
