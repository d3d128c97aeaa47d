//! What the targets and plans of the year answer to whom they treat differently (S109).

use crate::{
    calendar::{Date, FinancialYear},
    folded::Folded,
    indicator::Indicator,
    plan::Plan,
    sight::Sight,
    target::{Target, TargetState},
    target_case::{Equality, TargetCase},
    unit::Unit,
    view::plans::BUSINESS_PLAN,
};

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// `12 of the 14 approved targets and 3 of the 4 plans for 2026/27 have an answer.`
    pub counts: String,
    /// Those that treat some people differently, each with who and what is done about it.
    pub differ: Vec<(String, String)>,
    /// Those without an answer.
    pub without: Vec<String>,
}

/// An answer, or that there is none, with what it is of.
type Answered = (String, Option<Equality>);

pub(super) fn of(sight: &Sight<'_>, today: Date) -> Answers {
    let year = FinancialYear::containing(today);
    let (targets, plans) = (targets(sight, year), plans(sight, year));
    let answered = |all: &[Answered]| all.iter().filter(|(_, answer)| answer.is_some()).count();
    let counts = format!(
        "{} of {} approved targets and {} of {} plans for {year} say whether they treat anybody differently.",
        answered(&targets),
        targets.len(),
        answered(&plans),
        plans.len(),
    );
    let mut answers = Answers {
        counts,
        ..Answers::default()
    };
    for (name, answer) in plans.into_iter().chain(targets) {
        match answer {
            None => answers.without.push(name),
            Some(equality) if equality.differs => answers.differ.push((name, equality.words)),
            Some(_) => {}
        }
    }
    answers
}

fn targets(sight: &Sight<'_>, year: FinancialYear) -> Vec<Answered> {
    let mut all: Vec<Answered> = sight
        .all::<Indicator>()
        .filter(|indicator| indicator.counts())
        .filter_map(|indicator| {
            let target = Target::of(sight.company(), indicator.id, year)?;
            let is_seen = target.state == TargetState::Approved && sight.sees(&target.scope);
            let case = TargetCase::of(sight.company(), target.id);
            let name = format!("Target of {} {}", indicator.code, indicator.name);
            is_seen.then(|| (name, case.and_then(|case| case.case.equality)))
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn plans(sight: &Sight<'_>, year: FinancialYear) -> Vec<Answered> {
    let mut all: Vec<Answered> = sight
        .all::<Folded<Plan>>()
        .filter_map(|stored| stored.open())
        .filter(|plan| plan.year == year)
        .map(|plan| {
            let name = match plan.service {
                None => BUSINESS_PLAN.to_owned(),
                Some(service) => {
                    let unit = sight.get::<Unit>(service);
                    let name = unit.map_or_else(String::new, |unit| unit.name.clone());
                    format!("Plan of {name}")
                }
            };
            (name, plan.says.equality)
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}
