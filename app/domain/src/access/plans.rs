//! Who writes plans, risks, feedback and generic issues, and says that what came of a review of diversity and equality is done.

use uuid::Uuid;

use super::services_managed;
use crate::{
    company::Company,
    generic_issue::{self, GenericIssue},
    person::PersonId,
    post::{Grade, Post},
    risk::Risk,
    role::Role,
    unit::UnitId,
};

/// Who writes plans, and says for the line management how they stand.
pub(crate) const WRITE_PLANS: &str =
    "The managers of the service, the Executive Management Team and Support Services";

/// Service managers create plans and group managers see to it that they are made (strategy §5.5, §5.6); the Executive Management Team
/// answer for all of them and for the Business Plan (§4.1, §4.2).
pub(crate) fn writes_plan(company: &Company, person: PersonId, service: Option<UnitId>) -> bool {
    Role::SupportServices.has(company, person)
        || Post::grade_of(company, person) == Some(Grade::Executive)
        || service.is_some_and(|service| services_managed(company, person).contains(&service))
}

/// Whoever writes the plan of any service, or that of the Company.
pub(crate) fn writes_any_plan(company: &Company, person: PersonId) -> bool {
    writes_plan(company, person, None) || !services_managed(company, person).is_empty()
}

pub(super) fn of_equality_action(
    company: &Company,
    person: PersonId,
    who: Option<Uuid>,
) -> (bool, &'static str) {
    (
        who == Some(person.uuid()) || Role::SupportServices.has(company, person),
        "Whoever does it and Support Services",
    )
}

pub(super) fn of_plan(
    company: &Company,
    person: PersonId,
    whose: Option<Uuid>,
) -> (bool, &'static str) {
    (
        writes_plan(company, person, whose.map(UnitId::new)),
        WRITE_PLANS,
    )
}

/// Whoever answers for a risk, and who writes the plan of whose it is.
pub(super) fn of_risk(
    company: &Company,
    person: PersonId,
    risk: Option<Risk>,
) -> (bool, &'static str) {
    let may = risk.is_some_and(|risk| {
        risk.says.owner == person || writes_plan(company, person, risk.says.service)
    });
    (
        may,
        "The owner of the risk, the managers of the service, the Executive Management Team and Support Services",
    )
}

/// Whoever answers for a generic issue, and who writes the plan of whose it is.
pub(super) fn of_generic_issue(
    company: &Company,
    person: PersonId,
    issue: Option<GenericIssue>,
) -> (bool, &'static str) {
    (
        issue.is_some_and(|issue| generic_issue::may_touch(company, person, &issue)),
        generic_issue::WHO,
    )
}
