//! Service plans and the Business Plan, the "Plan for Excellence": what is to be achieved in a year, with what, how, and by which measures
//! that is seen (strategy §1.2, §4; requirements S16, S84, S109).

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    calendar::FinancialYear,
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_between, folded_noun},
    form,
    indicator::IndicatorId,
    person::PersonId,
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
    target_case::Equality,
    unit::{UnitId, UnitKind},
};

/// Identifies a plan.
pub type PlanId = FoldedId<Plan>;

/// What a service, or the Company as a whole, sets out to do in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Which service's; none for the Business Plan.
    pub service: Option<UnitId>,
    /// For which year.
    pub year: FinancialYear,
    /// What it says.
    pub says: PlanSections,
    /// Which version of it this is, from 1. Other words are another version.
    pub version: u32,
    /// Who wrote this version; none where it was loaded.
    pub written_by: Option<PersonId>,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

/// The sections of a plan: how the inputs are used and what is achieved from this (strategy §1.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PlanSections {
    /// The vision: where the service wants to be.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub vision: String,
    /// The inputs: people, skills and money.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub inputs: String,
    /// The processes: how they are used.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub processes: String,
    /// The results: what is achieved.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub results: String,
    /// The indicators that show whether the results are reached.
    #[garde(skip)]
    #[serde(default)]
    pub measures: Vec<IndicatorId>,
    /// Whom it treats differently (S109); none while nobody has answered.
    #[garde(skip)]
    #[serde(default)]
    pub equality: Option<Equality>,
}

impl Fold for Plan {
    // Whose it is, which decides who may write it.
    fn about(&self) -> Vec<About> {
        vec![(whose(self.service), order(self.year))]
    }
}

folded_noun!(Plan, Plan);

fn whose(service: Option<UnitId>) -> Uuid {
    service.map_or(THE_COMPANY, |service| service.uuid())
}

fn order(year: FinancialYear) -> u64 {
    u64::from(year.0.unsigned_abs())
}

impl Plan {
    /// The plan of a service, or of the Company, for a year.
    pub fn of(
        company: &Company,
        service: Option<UnitId>,
        year: FinancialYear,
    ) -> Option<(&Stored<Folded<Self>>, Self)> {
        folded_between::<Self>(company, whose(service), order(year)..=order(year))
            .find_map(|stored| Some((stored, stored.open()?)))
    }
}

impl PlanSections {
    /// What a plan lacks before it can be fit for its purpose, in words that follow "It says nothing yet of" (S16, S84, S109).
    pub fn lacks(&self) -> Vec<&'static str> {
        let texts = [
            (&self.vision, "its vision"),
            (&self.inputs, "its inputs"),
            (&self.processes, "its processes"),
            (&self.results, "its results"),
        ];
        let mut lacks: Vec<&'static str> = texts
            .into_iter()
            .filter_map(|(text, words)| text.is_empty().then_some(words))
            .collect();
        if self.measures.is_empty() {
            lacks.push("what its results are measured by");
        }
        if self.equality.is_none() {
            lacks.push("whom it treats differently");
        }
        lacks
    }

    /// The same with no blanks around the words, and each measure once.
    fn tidied(&self) -> Self {
        let trimmed = |text: &String| text.trim().to_owned();
        let mut measures = self.measures.clone();
        measures.sort();
        measures.dedup();
        Self {
            vision: trimmed(&self.vision),
            inputs: trimmed(&self.inputs),
            processes: trimmed(&self.processes),
            results: trimmed(&self.results),
            measures,
            equality: self.equality.clone(),
        }
    }

    fn check(&self, company: &Company, context: &Context) -> Result<(), Rejection> {
        form::check(self)?;
        for indicator in &self.measures {
            context.find(company, *indicator)?;
        }
        match &self.equality {
            Some(equality) if equality.differs && equality.words.trim().is_empty() => {
                Err(Rejection::field(
                    "equality_words",
                    "Say who is treated differently, and what is done about it.",
                ))
            }
            Some(equality) => form::optional_text(&equality.words, &())
                .map_err(|why| Rejection::field("equality_words", &why.to_string())),
            None => Ok(()),
        }
    }
}

/// Writes a plan, or another version of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePlan {
    /// Its identifier.
    pub plan: PlanId,
    /// Which service's; none for the Business Plan.
    pub service: Option<UnitId>,
    /// For which year.
    pub year: FinancialYear,
    /// What it says.
    pub says: PlanSections,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for WritePlan {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        if let Some(service) = self.service
            && context.find(company, service)?.kind != UnitKind::Service
        {
            return Err(Rejection::field(
                "service",
                "Plans are of services and of the Company. Choose a service.",
            ));
        }
        self.says.check(company, context)?;
        let there = Plan::of(company, self.service, self.year);
        let is_another = match &there {
            Some((stored, _)) => stored.id != self.plan,
            None => company.get(self.plan).is_some(),
        };
        if is_another {
            return Err(Rejection::field(
                "plan",
                "There is another plan for this year already. Read it, and change that one.",
            ));
        }
        let says = self.says.tidied();
        let before = there.map(|(_, before)| before);
        let version = match &before {
            None => 1,
            Some(before) if before.says == says => return Ok(Vec::new()),
            Some(before) => before.version.saturating_add(1),
        };
        let plan = Plan {
            service: self.service,
            year: self.year,
            says,
            version,
            written_by: context.actor.person(),
            illustrative: self.illustrative,
        };
        Ok(vec![Change::put_folded(self.plan, Scope::Staff, &plan)?])
    }
}
