//! What stands on every public page: whose it is and how to reach them (strategy, contact page).

use crate::{calendar::Date, display, folded::Folded, mission::Mission, sight::Sight};

/// What stands on every public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The Company's name; `Performance` until it is set.
    pub company: String,
    /// How to reach the Company; none until it is set.
    pub contact: Option<Contact>,
    /// The day the page is for: `21 November 2026`.
    pub as_at: String,
}

/// The contact points of the strategy's last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Free telephone number.
    pub telephone: String,
    /// Text telephone; may be empty.
    pub minicom: String,
    /// E-mail address for customers.
    pub email: String,
    /// Web address, without a scheme.
    pub web: String,
    /// Postal address.
    pub address: String,
    /// The officer responsible for the strategy, by post.
    pub accountable_officer: String,
}

/// The mission record; a Company has one.
pub(super) fn mission(sight: &Sight<'_>) -> Option<Mission> {
    sight.all::<Folded<Mission>>().next()?.open()
}

/// What stands on every public page.
pub fn frame(sight: &Sight<'_>, today: Date) -> Frame {
    let mission = mission(sight);
    Frame {
        company: mission.as_ref().map_or_else(
            || "Performance".to_owned(),
            |mission| mission.company.clone(),
        ),
        contact: mission.map(|mission| Contact {
            telephone: mission.telephone,
            minicom: mission.minicom,
            email: mission.email,
            web: mission.web,
            address: mission.address,
            accountable_officer: mission.accountable_officer,
        }),
        as_at: display::date(today),
    }
}
