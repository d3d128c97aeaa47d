//! Plans that the reader writes, judges, or says the standing of, risks that they look at again, and what the yearly review of diversity
//! and equality asks of them (S79, S80, S84, S110).

use super::{Due, Found, Line, Target, detail};
use crate::{
    calendar::{Date, FinancialYear, Grain, Period},
    display,
    folded::Folded,
    index::Edge,
    person::PersonId,
    plan_step::{PlanStep, is_near_its_end},
    post::{Grade, Post},
    risk::Risk,
    role::Role,
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
    view::{
        equality_review,
        my_work::shortened,
        permission::{self, is_now},
        plan::judge,
        plans::{self, BUSINESS_PLAN, State},
    },
    working_day,
};

/// Whose plan it is: a service's, or the Company's.
type Whose = (Option<UnitId>, String);

/// What waits of plans, the Business Plan first, then the services by name.
pub(super) fn plans(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    let services = sight.all::<Unit>();
    let services = services
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (Some(unit.id), format!("the plan of {}", unit.name)));
    let business = (None, format!("the {BUSINESS_PLAN}"));
    let mut found = Vec::new();
    for whose in std::iter::once(business).chain(services) {
        let leads = leads(sight, whose.0, reader);
        found.extend(writing(sight, &whose, leads, today));
        found.extend(standing(sight, &whose, (reader, leads), today));
    }
    found
}

/// Whether somebody leads a service, and so writes its plan; the accountable officer that of the Company.
fn leads(sight: &Sight<'_>, service: Option<UnitId>, person: PersonId) -> bool {
    match service {
        None => Role::AccountableOfficer.has(sight.company(), person),
        Some(service) => leaders(sight, service).any(|leader| leader == person),
    }
}

fn leaders(sight: &Sight<'_>, service: UnitId) -> impl Iterator<Item = PersonId> {
    sight
        .company()
        .pointing::<Post>(Edge::PostIn, service.uuid())
        .filter(|post| post.grade >= Grade::ServiceManager)
        .filter_map(|post| post.holder)
}

/// Writing this year's plan, and judging it.
fn writing(sight: &Sight<'_>, (service, name): &Whose, leads: bool, today: Date) -> Option<Found> {
    let year = FinancialYear::containing(today);
    let (does, says) = match State::of(sight, *service, year) {
        State::None if leads => ("Write", format!("There is none for {year} yet.")),
        State::Draft if leads => ("Complete", "Sections of it are empty.".to_owned()),
        State::NotFit if leads => (
            "Change",
            "It was found not to be fit for its purpose yet.".to_owned(),
        ),
        State::Waits if judges(sight, *service, year) => (
            "Judge",
            "Nobody has said yet whether it is fit for its purpose.".to_owned(),
        ),
        _ => return None,
    };
    Some(Found {
        due: None,
        line: line(format!("{does} {name}"), says, (*service, year)),
    })
}

fn judges(sight: &Sight<'_>, service: Option<UnitId>, year: FinancialYear) -> bool {
    plans::seen(sight, service, year).is_some_and(|(id, plan)| {
        permission::tried(sight, judge(id, plan.version, true, "")).is_ok()
    })
}

/// Saying how it stands: from fourteen days before a quarter's end whoever leads it, and from the working day after that whoever manages
/// them as well (S80).
fn standing(
    sight: &Sight<'_>,
    (service, name): &Whose,
    (reader, leads): (PersonId, bool),
    today: Date,
) -> Vec<Found> {
    let now = Period::containing(today, Grain::Quarter);
    let asked = [now.previous(), now].into_iter();
    asked
        .filter(|quarter| is_near_its_end(*quarter, today))
        .filter_map(|quarter| {
            let (id, _) = plans::seen(sight, *service, quarter.fy)?;
            let is_due = plans::was_there(sight, id, quarter)
                && !PlanStep::is_reviewed(sight.company(), id, quarter, None);
            let is_theirs = leads || is_passed_up(sight, *service, reader, quarter, today);
            let due = Due::of(quarter.end(), today);
            (is_due && is_theirs).then(|| {
                let says = match leads {
                    true => "At least once a quarter the line management says how it stands.",
                    false => "Nobody has; whoever leads the service reports to you.",
                };
                let title = format!("Say how {name} stood in {}", quarter.words());
                Found {
                    line: line(title, detail(due.as_ref(), says), (*service, quarter.fy)),
                    due,
                }
            })
        })
        .collect()
}

fn is_passed_up(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    reader: PersonId,
    quarter: Period,
    today: Date,
) -> bool {
    let from = working_day::add_working_days(quarter.end(), 1);
    let is_over = from.is_ok_and(|from| today >= from);
    is_over
        && service.is_some_and(|service| {
            leaders(sight, service).any(|leader| Post::manages(sight.company(), reader, leader))
        })
}

fn line(title: String, detail: String, (service, year): (Option<UnitId>, FinancialYear)) -> Line {
    let key = service.map_or_else(|| "company".to_owned(), |service| service.to_string());
    Line {
        key: format!("plan-{key}-{title}"),
        title,
        detail,
        target: Target::Plan(service, year),
    }
}

/// The review of diversity and equality that is due, and what the reader does because of one.
pub(super) fn equality(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    let mut found: Vec<Found> = equality_review::waiting(sight)
        .into_iter()
        .map(|(id, action)| {
            let due = Due::of(action.due, today);
            let by = match &due {
                Some(_) => String::new(),
                None => format!("By {}. ", display::date(action.due)),
            };
            let says = format!("{by}It came of a review of diversity and equality.");
            Found {
                line: Line {
                    key: format!("equality-{id}"),
                    title: shortened(&action.what),
                    detail: detail(due.as_ref(), &says),
                    target: Target::Equality,
                },
                due,
            }
        })
        .collect();
    if is_now(sight) && Role::SupportServices.has(sight.company(), reader) {
        found.extend(review(sight, today));
    }
    found
}

fn review(sight: &Sight<'_>, today: Date) -> Option<Found> {
    let last = equality_review::due(sight);
    let due = last.and_then(|last| Due::of(last, today));
    if last.is_some() && due.is_none() {
        return None;
    }
    let says = match last {
        Some(_) => "It is reviewed once a year.",
        None => "It is reviewed once a year, and no review is recorded yet.",
    };
    Some(Found {
        line: Line {
            key: "equality-review".to_owned(),
            title: "Review diversity and equality".to_owned(),
            detail: detail(due.as_ref(), says),
            target: Target::Equality,
        },
        due,
    })
}

/// The risks that the reader answers for and that are to be looked at again.
pub(super) fn risks(sight: &Sight<'_>, reader: PersonId, today: Date) -> Vec<Found> {
    sight
        .all::<Folded<Risk>>()
        .filter_map(|stored| Some((stored.id, stored.open()?)))
        .filter(|(_, risk)| risk.closed.is_empty() && risk.says.owner == reader)
        .filter_map(|(id, risk)| {
            let due = Due::of(risk.review_by, today)?;
            Some(Found {
                line: Line {
                    key: format!("risk-{id}"),
                    title: format!("Look again at the risk “{}”", shortened(&risk.says.name)),
                    detail: detail(Some(&due), "You answer for it."),
                    target: Target::Risk(id),
                },
                due: Some(due),
            })
        })
        .collect()
}
