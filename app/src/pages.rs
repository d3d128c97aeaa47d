//! One file a page of the staff app. A page reads a view, sends commands and computes nothing.

mod cascade;
mod choose_password;
mod form;
mod indicator;
mod indicators;
mod more;
mod my_work;
mod new_objective;
mod not_found;
mod not_shared;
mod objective;
mod one_to_one;
mod one_to_ones;
mod people;
mod person;
mod presence;
mod scorecard;
mod sign_in;
mod waiting;

pub use cascade::CascadePage;
pub use choose_password::ChoosePasswordPage;
pub use indicator::IndicatorPage;
pub use indicators::IndicatorsPage;
pub use more::MorePage;
pub use my_work::MyWorkPage;
pub use new_objective::NewObjectivePage;
pub use not_found::NotFoundPage;
pub use not_shared::NotSharedPage;
pub use objective::ObjectivePage;
pub use one_to_one::OneToOnePage;
pub use one_to_ones::OneToOnesPage;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use scorecard::ScorecardPage;
pub use sign_in::SignInPage;
pub use waiting::WaitingPage;
