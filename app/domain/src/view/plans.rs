//! The plans of a year: which services have one that is fit for its purpose, how far each is, and who has said how it stands (strategy
//! §4.1, §4.2; S80, S81, S84).

use crate::{
    calendar::{self, Date, FinancialYear, Grain, Period},
    governance_body::BodyKind,
    plan::{Plan, PlanId},
    plan_step::PlanStep,
    record::Stamp,
    review_order::{ReviewOrder, SetReviewOrder},
    scorecard::Scorecard,
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
    view::{permission::Offer, service_scorecard},
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `2 of 9 services have a plan for 2026/27 that is fit for its purpose`.
    pub heading: String,
    /// Which have none, or that the Business Plan waits.
    pub lead: String,
    /// The Business Plan, then the services by name.
    pub lines: Vec<Line>,
    /// The quarter whose reviews the lines tell of: `2026/27 Q3 (October to December)`.
    pub quarter: String,
    /// In which order the bodies look at plans: `Executive Management Team, then …`.
    pub order: String,
    /// Setting that order.
    pub set_order: Offer,
    /// The same as choices: the bodies in the order that holds, as many places as there can be.
    pub first: Vec<String>,
    /// The years that can be looked at.
    pub years: [FinancialYear; 3],
}

/// A plan, or that there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which service's; none for the Business Plan.
    pub service: Option<UnitId>,
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub state: State,
    /// How much of what the service's objectives set out to do is done, in whole per cent; none where nobody said.
    pub delivery: Option<u8>,
    /// `Line management, Executive Management Team`; those who have said how it stands in the quarter.
    pub reviewed: String,
    /// Who is next to say it: `Operations Management Team`; empty where everybody has.
    pub next: String,
}

/// How far a plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has written one.
    #[default]
    None,
    /// Sections of it are empty.
    Draft,
    /// It waits for judgement.
    Waits,
    /// It was found not to be fit for its purpose.
    NotFit,
    /// It was found fit for its purpose.
    Fit,
}

impl State {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "No plan",
            Self::Draft => "A draft: not complete",
            Self::Waits => "Complete: not judged yet",
            Self::NotFit => "Not fit for its purpose yet",
            Self::Fit => "Fit for its purpose",
        }
    }

    /// How far the version of a plan that holds is.
    pub(super) fn of(sight: &Sight<'_>, service: Option<UnitId>, year: FinancialYear) -> Self {
        let Some((stored, plan)) = seen(sight, service, year) else {
            return Self::None;
        };
        match PlanStep::judgement(sight.company(), stored, plan.version) {
            Some(judgement) if judgement.fit => Self::Fit,
            Some(_) => Self::NotFit,
            None if plan.says.lacks().is_empty() => Self::Waits,
            None => Self::Draft,
        }
    }
}

/// The plan of a service or of the Company, where the reader sees it.
pub(super) fn seen(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    year: FinancialYear,
) -> Option<(PlanId, Plan)> {
    Plan::of(sight.company(), service, year)
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(stored, plan)| (stored.id, plan))
}

/// Whether a plan was there in a quarter, as far as its records say.
pub(super) fn was_there(sight: &Sight<'_>, plan: PlanId, quarter: Period) -> bool {
    let by_then = |stamp: Stamp| calendar::day(stamp.at) <= quarter.end();
    sight.get(plan).is_some_and(|stored| by_then(stored.stamp))
        || PlanStep::of(sight.company(), plan).any(|(step, _)| by_then(step.stamp))
}

/// What the Business Plan is called.
pub const BUSINESS_PLAN: &str = "Plan for Excellence";

/// The plans of a year; none for who is not staff.
pub fn page(sight: &Sight<'_>, card: &Scorecard, year: FinancialYear, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let quarter = quarter_of(year, today);
    let order = ReviewOrder::of(sight.company());
    let scored = service_scorecard::services(sight, card);
    let delivered = |service: UnitId| {
        let of = scored.iter().find(|each| each.service == service);
        of.and_then(|each| each.whole.delivery)
    };
    let mut lines = vec![line(sight, None, BUSINESS_PLAN, (year, quarter), &order)];
    for (service, name) in services(sight) {
        lines.push(Line {
            delivery: delivered(service),
            ..line(sight, Some(service), &name, (year, quarter), &order)
        });
    }
    let names = |wanted: &[State]| -> Vec<&str> {
        let of = lines.iter().filter(|line| line.service.is_some());
        let wanted = of.filter(|line| wanted.contains(&line.state));
        wanted.map(|line| line.name.as_str()).collect()
    };
    let (fit, without) = (names(&[State::Fit]).len(), names(&[State::None]));
    Some(Page {
        heading: format!(
            "{fit} of {} services have a plan for {year} that is fit for its purpose",
            lines.len() - 1
        ),
        lead: match without.as_slice() {
            [] => "Every service has a plan.".to_owned(),
            some => format!("Services without a plan: {}.", some.join("; ")),
        },
        quarter: quarter.words(),
        order: said(&order),
        set_order: set_order(sight, &order),
        first: order.iter().map(|body| body.words().to_owned()).collect(),
        years: [year.previous(), year, year.next()],
        lines,
    })
}

fn set_order(sight: &Sight<'_>, order: &[BodyKind]) -> Offer {
    let mut another = order.to_vec();
    another.reverse();
    another.push(BodyKind::ManagementForum);
    another.dedup();
    match Offer::of(sight, SetReviewOrder { bodies: another }) {
        Offer::Open => Offer::Open,
        _ => Offer::Hidden,
    }
}

/// The quarter of a year that reviews are told of: the one that a day is in, or the year's first or last.
pub(super) fn quarter_of(year: FinancialYear, today: Date) -> Period {
    let now = Period::containing(today, Grain::Quarter);
    let at = |index| Period::quarter(year, index).unwrap_or(now);
    if now.fy < year {
        at(1)
    } else if now.fy > year {
        at(4)
    } else {
        now
    }
}

fn services(sight: &Sight<'_>) -> Vec<(UnitId, String)> {
    let mut services: Vec<_> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (unit.id, unit.name.clone()))
        .collect();
    services.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    services
}

fn line(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    name: &str,
    (year, quarter): (FinancialYear, Period),
    order: &[BodyKind],
) -> Line {
    let plan = seen(sight, service, year).map(|(id, _)| id);
    let asked = levels(order).filter(|_| plan.is_some());
    let (have, have_not): (Vec<_>, Vec<_>) = asked.partition(|at| {
        plan.is_some_and(|plan| PlanStep::is_reviewed(sight.company(), plan, quarter, *at))
    });
    let have: Vec<&str> = have.into_iter().map(level).collect();
    Line {
        service,
        name: name.to_owned(),
        state: State::of(sight, service, year),
        delivery: None,
        reviewed: match (plan, have.is_empty()) {
            (None, _) => String::new(),
            (Some(_), true) => "Nobody yet".to_owned(),
            (Some(_), false) => have.join(", "),
        },
        next: have_not
            .first()
            .map_or_else(String::new, |at| level(*at).to_owned()),
    }
}

/// Who says how a plan stands in a quarter, in their order: the line management, then the bodies.
pub(super) fn levels(order: &[BodyKind]) -> impl Iterator<Item = Option<BodyKind>> {
    std::iter::once(None).chain(order.iter().copied().map(Some))
}

/// What one of them is called.
pub(super) fn level(at: Option<BodyKind>) -> &'static str {
    at.map_or("Line management", BodyKind::words)
}

fn said(order: &[BodyKind]) -> String {
    let names: Vec<&str> = order.iter().map(|body| body.words()).collect();
    names.join(", then ")
}

/// The command that sets the order, from what was chosen place by place; a place without a body is left out.
pub fn order(chosen: &[String]) -> SetReviewOrder {
    let body = |words: &String| BodyKind::ALL.into_iter().find(|body| body.words() == words);
    SetReviewOrder {
        bodies: chosen.iter().filter_map(body).collect(),
    }
}
