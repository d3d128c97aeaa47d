//! Parts used by several pages of the app and of the public site. Each takes plain values, computes nothing about
//! performance, and renders the same HTML in the browser and on the server, without inline style or script.
//!
//! A value that may change while the page is open is a `Signal` (a plain value converts into one), so a live update
//! changes the text in place and the reader's focus stays where it was.

mod app_frame;
mod breadcrumb;
mod button;
mod chart_figure;
#[cfg(feature = "csr")]
mod chart_picture;
mod choice;
mod colour_key;
mod count_line;
mod data_table;
mod disclosure;
mod error_summary;
mod fact_list;
mod field;
mod notice;
mod page_heading;
mod person_line;
mod places;
mod preference;
mod progress_bar;
mod save_state;
mod score_line;
mod select_field;
mod site_frame;
mod source_line;
mod sparkline;
mod status_mark;
mod steps_table;
mod tag;
mod text_area;
mod tree;
mod you_said;

#[cfg(test)]
mod contrast;
#[cfg(all(test, feature = "ssr"))]
mod gallery;
#[cfg(all(test, feature = "ssr"))]
mod markup;

pub use app_frame::AppFrame;
pub use breadcrumb::{Breadcrumb, Stop};
pub use button::{Button, ButtonKind, LinkButton};
pub use chart_figure::ChartFigure;
pub use choice::{Choice, ChoiceOption};
pub use colour_key::ColourKey;
pub use count_line::{CountLine, Counts};
pub use data_table::{Cell, Column, DataTable, TableFrame, row_cells, stacked_cell};
pub use disclosure::Disclosure;
pub use error_summary::{ErrorSummary, FieldProblem};
pub use fact_list::{Fact, FactList};
pub use field::{Field, FieldWidth, InputKind};
pub use notice::{Notice, NoticeKind};
pub use page_heading::{PAGE_HEADING_ID, PageHeading};
pub use person_line::PersonLine;
pub use places::{Place, Places};
pub use preference::{TextSize, TextSizeChoice, Theme, ThemeChoice};
pub use progress_bar::ProgressBar;
pub use save_state::{SaveState, SaveStatus, Since};
pub use score_line::{ScoreLine, ScoreReading};
pub use select_field::SelectField;
pub use site_frame::SiteFrame;
pub use source_line::SourceLine;
pub use sparkline::Sparkline;
pub use status_mark::{StatusKind, StatusMark, StatusShape};
pub use steps_table::{RULES_PATH, Step, StepsTable, rule_anchor};
pub use tag::{Tag, TagKind};
pub use text_area::TextArea;
pub use tree::{Tree, TreeNode};

#[cfg(feature = "csr")]
pub use chart_picture::ChartPicture;
#[cfg(feature = "csr")]
pub use page_heading::focus_page_heading;
#[cfg(feature = "csr")]
pub use preference::{apply_text_size, apply_theme, stored_text_size, stored_theme};
pub use you_said::YouSaidWeDid;
