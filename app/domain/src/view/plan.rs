//! One plan: what it says, whether it is fit for its purpose, what it is measured by, and how it stood quarter by quarter (strategy §1.2,
//! §4.1, §4.2; S80, S81, S84, S109).

mod reviews;
mod writing;

use crate::{
    calendar::{Date, FinancialYear},
    display,
    folded::{THE_COMPANY, folded_on},
    indicator::IndicatorId,
    milestone::Milestone,
    plan::{Plan, PlanId},
    plan_action::PlanAction,
    plan_step::{Judgement, PlanStep, PlanStepKind, StepPlan},
    risk::RiskId,
    scorecard::Scorecard,
    sight::Sight,
    target_case::Equality,
    unit::{Unit, UnitId},
    view::{
        called,
        feedback::{self, Evidence},
        mark::Mark,
        permission::{self, Offer},
        plans, reading, risk,
    },
};

pub use plans::{BUSINESS_PLAN, State};
pub use reviews::{Quarter, Reviewing, TypedReview, review};
pub use writing::{Typed, Writing, write};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// `Repairs and Voids: service plan for 2026/27`.
    pub heading: String,
    /// How far it is.
    pub state: State,
    /// What that rests on: `Version 2, by Priya Natarajan on 3 May 2026. Found fit …`; empty while nobody has written one.
    pub told: Vec<String>,
    /// What it says, section by section; empty while nobody has written one.
    pub sections: Vec<Section>,
    /// What its results are measured by.
    pub measures: Vec<Measure>,
    /// The service's actions, with their milestones: `Renew the boilers: 3 of 4 milestones done`.
    pub actions: Vec<String>,
    /// The open risks of the service, or of the Company, the gravest first: which, and how grave each is.
    pub risks: Vec<(RiskId, String)>,
    /// What users said of the service, the latest first.
    pub feedback: Vec<Evidence>,
    /// Whether it is made up.
    pub illustrative: bool,
    /// Writing it.
    pub writing: Writing,
    /// Judging it.
    pub judging: Judging,
    /// How it stood, the latest quarter first.
    pub quarters: Vec<Quarter>,
    /// Saying how it stands.
    pub reviewing: Reviewing,
}

/// A section of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// `Inputs: people, skills and money`.
    pub term: &'static str,
    /// What it says, a paragraph each.
    pub says: Vec<String>,
}

/// An indicator that a plan's results are measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Which.
    pub indicator: IndicatorId,
    /// `VOI01 Average re-let time`.
    pub name: String,
    /// The figure with its period and its target.
    pub reads: String,
    /// How it stands.
    pub mark: Mark,
}

/// Judging a plan, as far as the reader may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judging {
    /// Of which plan; none while nobody has written one.
    pub plan: Option<PlanId>,
    /// Which version is read.
    pub version: u32,
    /// Finding it fit.
    pub fit: Offer,
    /// Finding it not fit.
    pub not_fit: Offer,
}

/// A plan of a service, or of the Company, for a year; none for who is not staff, and of a service that is not there.
pub fn page(
    sight: &Sight<'_>,
    card: &Scorecard,
    service: Option<UnitId>,
    year: FinancialYear,
    today: Date,
) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let heading = match service {
        None => format!("{BUSINESS_PLAN}: the Business Plan for {year}"),
        Some(service) => format!(
            "{}: service plan for {year}",
            sight.get::<Unit>(service)?.name
        ),
    };
    let held = plans::seen(sight, service, year);
    let plan = held.as_ref().map(|(_, plan)| plan);
    Some(Page {
        heading,
        state: State::of(sight, service, year),
        told: held
            .as_ref()
            .map(|(id, plan)| told(sight, *id, plan))
            .unwrap_or_default(),
        sections: plan.map(sections).unwrap_or_default(),
        measures: plan
            .map(|plan| measures(sight, card, plan))
            .unwrap_or_default(),
        actions: actions(sight, service),
        risks: risk::of(
            sight,
            service.map_or(THE_COMPANY, |service| service.uuid()),
            |risk| risk.says.service == service,
        ),
        feedback: service.map_or_else(Vec::new, |service| feedback::of(sight, service.uuid())),
        illustrative: plan.is_some_and(|plan| plan.illustrative),
        writing: writing::of(sight, service, year, held.as_ref()),
        judging: held
            .as_ref()
            .map(|(id, plan)| judging(sight, *id, plan))
            .unwrap_or_default(),
        quarters: held
            .as_ref()
            .map(|(id, _)| reviews::quarters(sight, *id, year, today))
            .unwrap_or_default(),
        reviewing: held
            .as_ref()
            .map(|(id, _)| reviews::reviewing(sight, *id, year, today))
            .unwrap_or_default(),
    })
}

/// Who wrote the version that holds, and what was found of each version.
fn told(sight: &Sight<'_>, id: PlanId, plan: &Plan) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(stored) = sight.get(id) {
        told.push(format!(
            "Version {}, written {}.",
            plan.version,
            called::when(sight, stored.stamp, plan.written_by)
        ));
    }
    let lacks: Vec<String> = plan.says.lacks().into_iter().map(str::to_owned).collect();
    if !lacks.is_empty() {
        told.push(format!(
            "It says nothing yet of {}.",
            called::list(&lacks, "and")
        ));
    }
    let judged = PlanStep::taken(sight.company(), id).rev();
    told.extend(judged.filter_map(|(stored, step)| match step.kind {
        PlanStepKind::Judged(judgement) => {
            let when = called::when(sight, stored.stamp, step.by);
            Some(found(&judgement, plan.version, &when))
        }
        PlanStepKind::Reviewed(_) => None,
    }));
    told
}

fn found(judgement: &Judgement, version: u32, when: &str) -> String {
    let which = match judgement.version == version {
        true => "This version".to_owned(),
        false => format!("Version {}", judgement.version),
    };
    let fit = match judgement.fit {
        true => "fit for its purpose",
        false => "not fit for its purpose yet",
    };
    match judgement.words.trim() {
        "" => format!("{which} was found {fit} {when}."),
        words => format!("{which} was found {fit} {when}: “{words}”"),
    }
}

fn sections(plan: &Plan) -> Vec<Section> {
    let equality = match &plan.says.equality {
        None => String::new(),
        Some(Equality { differs: false, .. }) => "Nobody is treated differently by it.".to_owned(),
        Some(Equality { words, .. }) => words.clone(),
    };
    [
        ("Vision", plan.says.vision.as_str()),
        ("Inputs: people, skills and money", &plan.says.inputs),
        ("Processes: how they are used", &plan.says.processes),
        ("Results: what is achieved", &plan.says.results),
        ("Equality: who is treated differently", &equality),
    ]
    .into_iter()
    .map(|(term, says)| Section {
        term,
        says: match says {
            "" => vec!["Nothing yet".to_owned()],
            says => paragraphs(says),
        },
    })
    .collect()
}

fn paragraphs(words: &str) -> Vec<String> {
    words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn measures(sight: &Sight<'_>, card: &Scorecard, plan: &Plan) -> Vec<Measure> {
    let named = plan.says.measures.iter();
    let mut measures: Vec<Measure> = named
        .filter_map(|indicator| measure(sight, card, *indicator))
        .collect();
    measures.sort_by(|one, other| (&one.name, one.indicator).cmp(&(&other.name, other.indicator)));
    measures
}

pub(super) fn measure(
    sight: &Sight<'_>,
    card: &Scorecard,
    indicator: IndicatorId,
) -> Option<Measure> {
    let row = reading::row(sight, card, indicator)?;
    Some(Measure {
        indicator: row.indicator,
        name: format!("{} {}", row.code, row.name),
        reads: row.reads,
        mark: row.mark,
    })
}

/// The actions of a service that were loaded from its plan, whatever their year.
fn actions(sight: &Sight<'_>, service: Option<UnitId>) -> Vec<String> {
    let Some(service) = service else {
        return Vec::new();
    };
    let held = folded_on::<PlanAction>(sight.company(), service.uuid());
    let mut actions: Vec<String> = held
        .filter(|stored| sight.sees(&stored.scope))
        .filter_map(|stored| {
            let milestones = folded_on::<Milestone>(sight.company(), stored.id.uuid());
            let milestones: Vec<Milestone> = milestones.filter_map(|each| each.open()).collect();
            Some(action(&stored.open()?.title, &milestones))
        })
        .collect();
    actions.sort();
    actions
}

fn action(title: &str, milestones: &[Milestone]) -> String {
    let done = milestones.iter().filter(|each| each.done).count();
    let next = milestones
        .iter()
        .filter(|each| !each.done)
        .filter_map(|each| each.due)
        .min();
    let next = next.map(|due| format!(", the next by {}", display::date(due)));
    match milestones.len() {
        0 => format!("{title}: no milestones"),
        1 => format!(
            "{title}: {done} of 1 milestone done{}",
            next.unwrap_or_default()
        ),
        all => format!(
            "{title}: {done} of {all} milestones done{}",
            next.unwrap_or_default()
        ),
    }
}

fn judging(sight: &Sight<'_>, id: PlanId, plan: &Plan) -> Judging {
    let already = PlanStep::judgement(sight.company(), id, plan.version);
    let fit = judge(id, plan.version, true, "");
    let not_fit = judge(id, plan.version, false, "What has to change.");
    let is_theirs = permission::tried(sight, not_fit.clone()).is_ok();
    Judging {
        plan: Some(id),
        version: plan.version,
        fit: Offer::when(
            is_theirs && already.as_ref().is_none_or(|it| !it.fit),
            sight,
            fit,
        ),
        not_fit: Offer::when(
            is_theirs && already.as_ref().is_none_or(|it| it.fit),
            sight,
            not_fit,
        ),
    }
}

/// The command that judges a version of a plan.
pub fn judge(plan: PlanId, version: u32, fit: bool, words: &str) -> StepPlan {
    StepPlan {
        plan,
        step: PlanStepKind::Judged(Judgement {
            version,
            fit,
            words: words.trim().to_owned(),
        }),
    }
}
