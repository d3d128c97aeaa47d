//! Charts, defined once: the browser and the server draw the same option with ECharts (architecture section 6).
//!
//! An option is JSON without functions: colours of one palette, words beside the lines instead of a legend, no title (the
//! figure's heading is the title), no animation, and no description of its own, because the figure has a sentence and a table.

mod line;
mod option;

pub use line::line;
