//! The Balanced Scorecard, worked out from what all staff may see: measured attainment and delivery progress, two numbers that
//! are never blended (rules.md 4.7).

mod reading;
mod turn_green;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    calendar::{Date, Period},
    cascade::{self, Parent},
    check_in::CheckIn,
    company::Company,
    delivery::{Delivery, Part},
    id::Id,
    index::Edge,
    indicator::{Indicator, IndicatorId},
    measurement::MeasurementId,
    objective::{Objective, ObjectiveId},
    objective_measure::ObjectiveMeasure,
    people_progress::PeopleProgress,
    perspective::{Perspective, PerspectiveId},
    priority::{CorporatePriority, PriorityId},
    record::{Kind, Stored},
    rejection::Rejection,
    rollup::{Child, MINIMUM_COVERAGE, Roll, roll_branch},
    scope::Scope,
    weight::{Weight, Weighted},
};

pub use reading::{Reading, reading};
pub use turn_green::{TurnGreen, Turned};

/// The two numbers of one place on the scorecard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// What the indicators say; none where nothing below is measured.
    pub attainment: Option<Roll>,
    /// How far the objectives are; none where nothing was recorded.
    pub delivery: Option<Delivery>,
}

/// Something that counts towards what is above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Contribution {
    /// An indicator, with its weight.
    Indicator(IndicatorId, Decimal),
    /// An objective, with the weight of its link.
    Objective(ObjectiveId, Decimal),
    /// A priority, with its weight.
    Priority(PriorityId, Decimal),
    /// A perspective, with its weight.
    Perspective(PerspectiveId, Decimal),
}

impl Contribution {
    /// How much it counts among what is beside it.
    pub const fn weight(&self) -> Decimal {
        match self {
            Self::Indicator(_, weight)
            | Self::Objective(_, weight)
            | Self::Priority(_, weight)
            | Self::Perspective(_, weight) => *weight,
        }
    }
}

/// The scorecard at a day or for a period: every indicator's reading and every place's standing.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    day: Date,
    over: Option<Period>,
    readings: BTreeMap<IndicatorId, Reading>,
    objectives: BTreeMap<ObjectiveId, Standing>,
    priorities: BTreeMap<PriorityId, Standing>,
    perspectives: BTreeMap<PerspectiveId, Standing>,
    overall: Standing,
}

pub(crate) const fn staff_sees(scope: &Scope) -> bool {
    matches!(scope, Scope::Public | Scope::Staff | Scope::Council)
}

impl Scorecard {
    /// Works everything out from nothing, with the figures of periods that had begun by `day`.
    pub fn on(company: &Company, day: Date) -> Self {
        Self::whole(company, day, None)
    }

    /// The same for a month, a quarter or a year: each indicator's own figure for it, or its parts put together by the indicator's rule
    /// (rules.md 4.4), with the weights of its last day, or of `today` where it is not over. A part that is missing is no data.
    pub fn over(company: &Company, period: Period, today: Date) -> Self {
        Self::whole(company, period.end().min(today), Some(period))
    }

    fn whole(company: &Company, day: Date, over: Option<Period>) -> Self {
        let mut card = Self::empty(day, over);
        for indicator in company.all::<Indicator>() {
            card.read(company, indicator);
        }
        card.all_standings(company);
        card
    }

    /// Reads one indicator for what the card is for.
    fn read(&mut self, company: &Company, indicator: &Stored<Indicator>) {
        let reading = match self.over {
            None => reading(company, indicator, self.day),
            Some(period) => reading::reading_over(company, indicator, period),
        };
        self.readings.insert(indicator.id, reading);
    }

    /// The same for residents, from nothing but public indicators, public targets and published figures. What counts, and how much, is
    /// what counts for the Board; an indicator without a published figure counts as missing, so that none can be worked out of a score.
    pub fn published(company: &Company, day: Date) -> Self {
        let mut card = Self::empty(day, None);
        for indicator in company.all::<Indicator>() {
            card.readings
                .insert(indicator.id, reading::published(company, indicator, day));
        }
        card.all_standings(company);
        card
    }

    /// One objective and what is below it, with the figures that measure them; every other place stays empty.
    pub fn of_objective(company: &Company, objective: ObjectiveId, day: Date) -> Self {
        let mut card = Self::empty(day, None);
        let below = cascade::below(company, Parent::Objective(objective));
        for id in below.into_iter().chain([objective]) {
            for measure in company.pointing::<ObjectiveMeasure>(Edge::MeasureOf, id.uuid()) {
                if let Some(indicator) = company.get(measure.indicator) {
                    card.read(company, indicator);
                }
            }
        }
        if company
            .get(objective)
            .is_some_and(|objective| staff_sees(&objective.scope))
        {
            card.objective_standing(company, objective);
        }
        card
    }

    /// The readings of some indicators at a day, or for the period that ends on it; every place stays empty.
    pub fn of_indicators(
        company: &Company,
        indicators: impl IntoIterator<Item = IndicatorId>,
        day: Date,
        over: Option<Period>,
    ) -> Self {
        let mut card = Self::empty(day, over);
        for indicator in indicators.into_iter().filter_map(|id| company.get(id)) {
            card.read(company, indicator);
        }
        card
    }

    const fn empty(day: Date, over: Option<Period>) -> Self {
        Self {
            day,
            over,
            readings: BTreeMap::new(),
            objectives: BTreeMap::new(),
            priorities: BTreeMap::new(),
            perspectives: BTreeMap::new(),
            overall: Standing {
                attainment: None,
                delivery: None,
            },
        }
    }

    /// The scorecard after these records changed, working out again only what stands above them.
    pub fn refreshed(&mut self, company: &Company, touched: &[(Kind, Uuid)]) {
        let mut objectives = BTreeSet::new();
        let mut priorities = BTreeSet::new();
        for (kind, id) in touched {
            let starts = match self.touched(company, *kind, *id) {
                Touched::Nothing => continue,
                Touched::Above(starts) => starts,
                Touched::Everything => {
                    *self = Self::whole(company, self.day, self.over);
                    return;
                }
            };
            for node in starts
                .into_iter()
                .flat_map(|start| cascade::above(company, start))
            {
                match node {
                    Parent::Objective(objective) => objectives.insert(objective),
                    Parent::Priority(priority) => priorities.insert(priority),
                };
            }
        }
        for objective in &objectives {
            self.objectives.remove(objective);
        }
        for objective in &objectives {
            self.objective_standing(company, *objective);
        }
        if !(objectives.is_empty() && priorities.is_empty()) {
            self.put_together(company, Some(&priorities));
        }
    }

    /// The day that it is for.
    pub const fn day(&self) -> Date {
        self.day
    }

    /// The period that it is for; none where it shows what is known last.
    pub const fn period(&self) -> Option<Period> {
        self.over
    }

    /// An indicator's reading.
    pub fn reading(&self, indicator: IndicatorId) -> Option<&Reading> {
        self.readings.get(&indicator)
    }

    /// The reading of every indicator that counts.
    pub fn readings(&self) -> impl Iterator<Item = (IndicatorId, &Reading)> {
        self.readings
            .iter()
            .filter(|(_, reading)| reading.counts)
            .map(|(id, reading)| (*id, reading))
    }

    /// An objective's standing; only of those that all staff may see.
    pub fn objective(&self, objective: ObjectiveId) -> Standing {
        self.objectives.get(&objective).copied().unwrap_or_default()
    }

    /// A priority's standing.
    pub fn priority(&self, priority: PriorityId) -> Standing {
        self.priorities.get(&priority).copied().unwrap_or_default()
    }

    /// A perspective's standing.
    pub fn perspective(&self, perspective: PerspectiveId) -> Standing {
        self.perspectives
            .get(&perspective)
            .copied()
            .unwrap_or_default()
    }

    /// The Company's standing.
    pub const fn overall(&self) -> Standing {
        self.overall
    }

    /// What counts towards an objective, with the weights of a day: its indicators, then the objectives below it.
    pub fn towards_objective(
        company: &Company,
        objective: ObjectiveId,
        day: Date,
    ) -> Vec<Contribution> {
        let measures = company
            .pointing::<ObjectiveMeasure>(Edge::MeasureOf, objective.uuid())
            .filter(|measure| staff_sees(&measure.scope))
            .filter(|measure| {
                company
                    .get(measure.indicator)
                    .is_some_and(|each| each.counts())
            })
            .map(|measure| {
                let weight = Weight::on(company, Weighted::Measure(measure.id), day);
                Contribution::Indicator(measure.indicator, weight)
            });
        measures
            .chain(Self::towards(company, Parent::Objective(objective), day))
            .collect()
    }

    /// Refuses a weight of zero from a day where nothing else that all staff see has a weight there on that day: a mean of nothing
    /// is none (rules.md 4.7). What only some may see is not asked: the answer would tell that it is there.
    pub(crate) fn check_weight(
        company: &Company,
        parent: Parent,
        of: Option<Weighted>,
        (weight, day): (Decimal, Date),
    ) -> Result<(), Rejection> {
        let links = cascade::links_to(company, parent)
            .filter(|link| staff_sees(&link.scope))
            .map(|link| Weighted::Link(link.id));
        let measures = company
            .pointing::<ObjectiveMeasure>(Edge::MeasureOf, parent.uuid())
            .filter(|measure| staff_sees(&measure.scope))
            .map(|measure| Weighted::Measure(measure.id));
        Weight::check_some(company, &mut links.chain(measures), of, (weight, day))
    }

    /// The objectives that count straight towards a parent, as all staff see them, with the weights of a day: those that were agreed
    /// and not withdrawn.
    pub fn towards(
        company: &Company,
        parent: Parent,
        day: Date,
    ) -> impl Iterator<Item = Contribution> + '_ {
        cascade::links_to(company, parent)
            .filter(|link| staff_sees(&link.scope))
            .filter(|link| company.get(link.child).is_some_and(|child| child.counts()))
            .map(move |link| {
                let weight = Weight::on(company, Weighted::Link(link.id), day);
                Contribution::Objective(link.child, weight)
            })
    }

    /// The priorities of a perspective, in order, with their weights.
    pub fn towards_perspective(
        &self,
        company: &Company,
        perspective: PerspectiveId,
    ) -> Vec<Contribution> {
        company
            .pointing::<CorporatePriority>(Edge::PriorityIn, perspective.uuid())
            .map(|priority| {
                let weight = Weight::on(company, Weighted::Priority(priority.id), self.day);
                Contribution::Priority(priority.id, weight)
            })
            .collect()
    }

    /// The perspectives, in order, with their weights.
    pub fn towards_company(&self, company: &Company) -> Vec<Contribution> {
        Perspective::in_order(company)
            .into_iter()
            .map(|perspective| {
                let weight = Weight::on(company, Weighted::Perspective(perspective.id), self.day);
                Contribution::Perspective(perspective.id, weight)
            })
            .collect()
    }

    /// Puts what counts together into one standing's attainment.
    pub fn attainment(&self, parts: &[Contribution]) -> Option<Roll> {
        let branches = parts.iter().filter_map(|part| match part {
            Contribution::Indicator(id, weight) => self.readings.get(id).map(|reading| {
                Child::measure(&reading.attainment, *weight, reading.safety_critical)
            }),
            Contribution::Objective(id, weight) => branch(self.objectives.get(id)?, *weight),
            Contribution::Priority(id, weight) => branch(self.priorities.get(id)?, *weight),
            Contribution::Perspective(id, weight) => branch(self.perspectives.get(id)?, *weight),
        });
        roll_branch(branches, MINIMUM_COVERAGE)
    }

    /// Each part's progress with its weight; indicators have none.
    fn progress(&self, parts: &[Contribution]) -> Vec<Part> {
        let of = |standing: Option<&Standing>| {
            standing
                .and_then(|standing| standing.delivery)
                .map(|delivery| delivery.percent)
        };
        parts
            .iter()
            .filter_map(|part| match part {
                Contribution::Indicator(..) => None,
                Contribution::Objective(id, weight) => Some((of(self.objectives.get(id)), *weight)),
                Contribution::Priority(id, weight) => Some((of(self.priorities.get(id)), *weight)),
                Contribution::Perspective(id, weight) => {
                    Some((of(self.perspectives.get(id)), *weight))
                }
            })
            .collect()
    }

    /// Every place, from the readings.
    fn all_standings(&mut self, company: &Company) {
        for objective in company
            .all::<Objective>()
            .filter(|each| staff_sees(&each.scope))
        {
            self.objective_standing(company, objective.id);
        }
        self.put_together(company, None);
    }

    fn objective_standing(&mut self, company: &Company, id: ObjectiveId) -> Standing {
        if let Some(known) = self.objectives.get(&id) {
            return *known;
        }
        // Held while its children are worked out, so that a circle in loaded data ends instead of running for ever.
        self.objectives.insert(id, Standing::default());
        let parts = Self::towards_objective(company, id, self.day);
        for part in &parts {
            if let Contribution::Objective(child, _) = part {
                self.objective_standing(company, *child);
            }
        }
        let mut progress = self.progress(&parts);
        progress.extend(Delivery::of_people(company, Parent::Objective(id)));
        let standing = Standing {
            attainment: self.attainment(&parts),
            delivery: Delivery::mean(&progress).or_else(|| Delivery::own(company, id)),
        };
        self.objectives.insert(id, standing);
        standing
    }

    /// Priorities (all, or these), perspectives and the Company.
    fn put_together(&mut self, company: &Company, only: Option<&BTreeSet<PriorityId>>) {
        for priority in company.all::<CorporatePriority>() {
            if only.is_some_and(|only| !only.contains(&priority.id)) {
                continue;
            }
            let parent = Parent::Priority(priority.id);
            let parts: Vec<_> = Self::towards(company, parent, self.day).collect();
            let mut progress = self.progress(&parts);
            progress.extend(Delivery::of_people(company, parent));
            let standing = Standing {
                attainment: self.attainment(&parts),
                delivery: Delivery::mean(&progress),
            };
            self.priorities.insert(priority.id, standing);
        }
        for perspective in company.all::<Perspective>() {
            let parts = self.towards_perspective(company, perspective.id);
            let standing = Standing {
                attainment: self.attainment(&parts),
                delivery: Delivery::mean(&self.progress(&parts)),
            };
            self.perspectives.insert(perspective.id, standing);
        }
        let parts = self.towards_company(company);
        self.overall = Standing {
            attainment: self.attainment(&parts),
            delivery: Delivery::mean(&self.progress(&parts)),
        };
    }

    /// What a changed record moves.
    fn touched(&mut self, company: &Company, kind: Kind, id: Uuid) -> Touched {
        match kind {
            Kind::Measurement => self.measured(company, Id::new(id)),
            Kind::CheckIn => checked_in(company, Id::new(id)),
            Kind::PeopleProgress => match company.get::<PeopleProgress>(Id::new(id)) {
                Some(progress) => Touched::Above(vec![progress.towards]),
                None => Touched::Everything,
            },
            Kind::Objective | Kind::ObjectiveLink | Kind::Weight if private(company, kind, id) => {
                Touched::Nothing
            }
            Kind::OneToOneSeries
            | Kind::OneToOne
            | Kind::OneToOneDate
            | Kind::AgendaItem
            | Kind::Entry
            | Kind::Action
            | Kind::PrivateNote
            | Kind::PlanAction
            | Kind::Milestone
            | Kind::BenchmarkSet
            | Kind::Import
            | Kind::ScorecardChange
            | Kind::TargetCase
            | Kind::TargetRevision
            | Kind::FigureStep
            | Kind::Commentary
            | Kind::CorrectiveAction
            | Kind::StageWaiver
            | Kind::IndicatorSelection
            | Kind::CriticalSuccessFactor
            | Kind::CoreBusinessActivity
            | Kind::DataQualityRating
            | Kind::IndicatorSet
            | Kind::PerformanceAudit
            | Kind::Procedure
            | Kind::ProcedureReading
            | Kind::Plan
            | Kind::PlanStep
            | Kind::ReviewOrder
            | Kind::EqualityReview
            | Kind::EqualityAction
            | Kind::Risk
            | Kind::RiskReview
            | Kind::RiskMatrix
            | Kind::FocusGroupSession
            | Kind::Feedback
            | Kind::GenericIssue
            | Kind::ReportRun
            | Kind::ReportStep
            | Kind::Mission
            | Kind::GovernanceBody
            | Kind::Membership
            | Kind::RoleGrant => Touched::Nothing,
            Kind::Objective
            | Kind::ObjectiveLink
            | Kind::Perspective
            | Kind::Priority
            | Kind::Weight
            | Kind::Unit
            | Kind::Person
            | Kind::Post
            | Kind::Indicator
            | Kind::DefinitionSheet
            | Kind::Ownership
            | Kind::Target
            | Kind::ObjectiveMeasure => Touched::Everything,
        }
    }

    /// Reads a measured indicator again; what it measures stands above it.
    fn measured(&mut self, company: &Company, id: MeasurementId) -> Touched {
        let Some(measurement) = company.get(id) else {
            return Touched::Everything;
        };
        let Some(indicator) = company.get(measurement.indicator) else {
            return Touched::Nothing;
        };
        let mut above = Vec::new();
        let mirrors = company.pointing::<Indicator>(Edge::MirrorOf, indicator.id.uuid());
        for read in std::iter::once(indicator).chain(mirrors) {
            self.read(company, read);
            let measures = company.pointing::<ObjectiveMeasure>(Edge::MeasuredBy, read.id.uuid());
            above.extend(
                measures
                    .filter(|measure| staff_sees(&measure.scope))
                    .map(|measure| Parent::Objective(measure.objective)),
            );
        }
        Touched::Above(above)
    }
}

/// What a changed record moves on the scorecard.
enum Touched {
    /// Nothing that all staff see.
    Nothing,
    /// What stands above these, themselves included.
    Above(Vec<Parent>),
    /// Perhaps anything: only working everything out again is sure.
    Everything,
}

/// What somebody's word on an objective moves, where staff see it.
fn checked_in(company: &Company, id: Id<CheckIn>) -> Touched {
    match company.get(id) {
        Some(check_in) if staff_sees(&check_in.scope) => {
            Touched::Above(vec![Parent::Objective(check_in.objective)])
        }
        Some(_) => Touched::Nothing,
        None => Touched::Everything,
    }
}

/// Whether a record is one that not all staff see, so that the scorecard does not know it.
fn private(company: &Company, kind: Kind, id: Uuid) -> bool {
    company
        .version(kind, id)
        .is_some_and(|version| !staff_sees(&version.scope))
}

fn branch(standing: &Standing, weight: Decimal) -> Option<Child<'_>> {
    standing
        .attainment
        .as_ref()
        .map(|roll| Child::Branch { roll, weight })
}
