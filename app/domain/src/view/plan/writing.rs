//! Writing a plan: what stands in its form, and what is read from it.

use uuid::Uuid;

use crate::{
    calendar::FinancialYear,
    id::Id,
    indicator::{Indicator, IndicatorId},
    plan::{Plan, PlanId, PlanSections, WritePlan},
    sight::Sight,
    target_case::Equality,
    unit::UnitId,
    view::permission::{self, Offer},
};

/// Writing a plan, as far as the reader may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// Whether they may.
    pub offer: Offer,
    /// Which plan is written anew; none where it is the first.
    pub plan: Option<PlanId>,
    /// What stands in the form at first.
    pub first: Typed,
    /// The indicators that results can be measured by: value and words.
    pub indicators: Vec<(String, String)>,
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Where the service wants to be.
    pub vision: String,
    /// People, skills and money.
    pub inputs: String,
    /// How they are used.
    pub processes: String,
    /// What is achieved.
    pub results: String,
    /// The indicators that were ticked, with blanks between them.
    pub measures: String,
    /// `yes` or `no`: whether anybody is treated differently; empty while nobody has answered.
    pub equality: String,
    /// Who, and what is done about it.
    pub equality_words: String,
}

pub(super) fn of(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    year: FinancialYear,
    held: Option<&(PlanId, Plan)>,
) -> Writing {
    let first = held.map(|(_, plan)| typed(plan)).unwrap_or_default();
    let plan = held.map(|(id, _)| *id);
    let new = plan.map_or_else(Uuid::nil, |plan| plan.uuid());
    let another = Typed {
        vision: format!("{} ", first.vision) + "Otherwise",
        ..first.clone()
    };
    let may = permission::tried(sight, write(new, (service, year), &another)).is_ok();
    Writing {
        offer: match may {
            true => Offer::Open,
            false => Offer::Hidden,
        },
        plan,
        first,
        indicators: match may {
            true => indicators(sight, service, held.map(|(_, plan)| plan)),
            false => Vec::new(),
        },
    }
}

fn typed(plan: &Plan) -> Typed {
    let says = &plan.says;
    let measures: Vec<String> = says.measures.iter().map(ToString::to_string).collect();
    let (equality, equality_words) = match &says.equality {
        None => ("", ""),
        Some(Equality { differs: false, .. }) => ("no", ""),
        Some(Equality { words, .. }) => ("yes", words.as_str()),
    };
    Typed {
        vision: says.vision.clone(),
        inputs: says.inputs.clone(),
        processes: says.processes.clone(),
        results: says.results.clone(),
        measures: measures.join(" "),
        equality: equality.to_owned(),
        equality_words: equality_words.to_owned(),
    }
}

/// The service's own indicators in force, and for the Business Plan all; and whatever the plan names already.
fn indicators(
    sight: &Sight<'_>,
    service: Option<UnitId>,
    plan: Option<&Plan>,
) -> Vec<(String, String)> {
    let named = |id: IndicatorId| plan.is_some_and(|plan| plan.says.measures.contains(&id));
    let mut indicators: Vec<_> = sight
        .all::<Indicator>()
        .filter(|each| {
            let is_own = service.is_none() || each.service == service;
            named(each.id) || (is_own && each.counts() && each.mirrors.is_none())
        })
        .map(|each| (each.id.to_string(), format!("{} {}", each.code, each.name)))
        .collect();
    indicators.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    indicators
}

/// The command that writes it.
pub fn write(
    plan: Uuid,
    (service, year): (Option<UnitId>, FinancialYear),
    typed: &Typed,
) -> WritePlan {
    WritePlan {
        plan: Id::new(plan),
        service,
        year,
        says: PlanSections {
            vision: typed.vision.clone(),
            inputs: typed.inputs.clone(),
            processes: typed.processes.clone(),
            results: typed.results.clone(),
            measures: typed
                .measures
                .split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect(),
            equality: match typed.equality.as_str() {
                "yes" => Some(Equality {
                    differs: true,
                    words: typed.equality_words.clone(),
                }),
                "no" => Some(Equality {
                    differs: false,
                    words: String::new(),
                }),
                _ => None,
            },
        },
        illustrative: false,
    }
}
