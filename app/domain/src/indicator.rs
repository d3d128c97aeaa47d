//! Indicators: what is measured, how, and where the definition comes from (strategy §2, glossary 2.1).

mod activate;
mod draft;
mod registered;
mod retire;

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    aggregation::Aggregation,
    calendar::{Date, Frequency},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    ownership::{Ownership, OwnershipId},
    person::PersonId,
    quantity::Unit as Measure,
    record::{Change, noun},
    scope::Scope,
    scoring::{Direction, Tolerance},
    unit::UnitId,
};

pub use activate::{ActivateIndicator, Lack};
pub use draft::{Draft, DraftIndicators};
pub use retire::RetireIndicator;

/// Identifies an indicator.
pub type IndicatorId = Id<Indicator>;

/// The strategy's four sources of Performance Indicators (§2), and no fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorSource {
    /// Key Performance Indicator: has a named manager who owns it.
    Kpi,
    /// Local Performance Indicator.
    Lpi,
    /// Key Service Standard.
    ServiceStandard,
    /// Value for Money Indicator.
    ValueForMoney,
}

impl IndicatorSource {
    /// Every source, in the strategy's order.
    pub const ALL: [Self; 4] = [
        Self::Kpi,
        Self::Lpi,
        Self::ServiceStandard,
        Self::ValueForMoney,
    ];

    /// The strategy's words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Kpi => "Key Performance Indicator",
            Self::Lpi => "Local Performance Indicator",
            Self::ServiceStandard => "Key Service Standard",
            Self::ValueForMoney => "Value for Money Indicator",
        }
    }
}

/// What else is true of an indicator (glossary 2.1: booleans, not sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tags {
    /// One of the four diversity indicators.
    pub diversity: bool,
    /// Required by the regulator, as the Tenant Satisfaction Measures are.
    pub statutory: bool,
    /// Commonly benchmarked.
    pub benchmarked: bool,
    /// Residents said that it matters to them.
    pub resident_priority: bool,
    /// Safety-critical: a red one caps every score above it at amber (rules.md 4.7).
    pub safety_critical: bool,
    /// Reported to the Board.
    pub board_reported: bool,
    /// Reported to the Council.
    pub council_reported: bool,
}

/// Where a definition stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorState {
    /// Proposed, as an import leaves it: seen by its service, and by all staff where it has none.
    Draft,
    /// In force, and public unless its definition sheet says why not.
    #[default]
    Active,
    /// No longer in force: it keeps its history and counts towards nothing.
    Retired,
}

impl IndicatorState {
    fn is_active(&self) -> bool {
        *self == Self::Active
    }
}

/// The definition of a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Short code, such as TP01.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Why it is measured.
    #[serde(default)]
    pub purpose: String,
    /// How it is worked out, in words.
    pub formula: String,
    /// Which of the four sources.
    pub source: IndicatorSource,
    /// The service that answers for it; none for the whole Company.
    pub service: Option<UnitId>,
    /// What it is counted in.
    pub unit: Measure,
    /// Which way is good.
    pub direction: Direction,
    /// Decimal places on a page.
    pub decimals: u32,
    /// How often it is collected.
    pub frequency: Frequency,
    /// How periods are put together.
    pub aggregation: Aggregation,
    /// How far from the target is still amber.
    pub tolerance: Tolerance,
    /// What else is true of it.
    #[serde(default)]
    pub tags: Tags,
    /// What residents are told it means, in a sentence.
    #[serde(default)]
    pub plain_words: String,
    /// Where the definition comes from.
    #[serde(default)]
    pub defined_by: String,
    /// Where the definition stands.
    #[serde(default, skip_serializing_if = "IndicatorState::is_active")]
    pub state: IndicatorState,
    /// The indicator whose figures and targets a service standard shows as its own: they are entered once (S50).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mirrors: Option<IndicatorId>,
    /// From when what its colours depend on is as it stands here; none where it never was otherwise.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::date_text::optional"
    )]
    pub since: Option<Date>,
}

noun!(Indicator, Indicator, |indicator, _stamp| {
    let service = indicator
        .service
        .map(|service| Reference::new(Edge::IndicatorOf, service.uuid()));
    let mirrored = indicator
        .mirrors
        .map(|mirrored| Reference::new(Edge::MirrorOf, mirrored.uuid()));
    service.into_iter().chain(mirrored)
});

impl Indicator {
    /// Whether it has targets and scores, rather than being for information only.
    pub const fn is_scored(&self) -> bool {
        !matches!(self.direction, Direction::Contextual)
    }

    /// Itself, where every field holds what it may.
    ///
    /// # Errors
    /// `Fields`, with what is wrong.
    pub fn checked(&self) -> Result<(), crate::rejection::Rejection> {
        check_definition(self, &())
            .map_err(|why| crate::rejection::Rejection::field("definition", why.message()))
    }

    /// Where a definition lives: a draft with its service's drafts, one in force with everybody.
    pub fn scope(&self) -> Scope {
        match self.state {
            IndicatorState::Active | IndicatorState::Retired => Scope::Public,
            IndicatorState::Draft => self.service.map_or(Scope::Staff, Scope::Drafts),
        }
    }
}

/// Defines an indicator, with its owner from a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct DefineIndicator {
    /// The indicator's identifier.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The ownership's identifier.
    #[garde(skip)]
    pub ownership: OwnershipId,
    /// Who owns it; a Key Performance Indicator must say.
    #[garde(skip)]
    pub owner: Option<PersonId>,
    /// From when the owner owns it.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub owner_from: Date,
    /// The definition.
    #[garde(custom(check_definition))]
    pub definition: Indicator,
}

fn check_definition(definition: &Indicator, context: &()) -> garde::Result {
    form::name(&definition.code, context)?;
    form::title(&definition.name, context)?;
    form::text(&definition.formula, context)?;
    form::optional_text(&definition.purpose, context)?;
    form::optional_text(&definition.plain_words, context)?;
    if definition.decimals > 4 {
        return Err(garde::Error::new("Show at most 4 decimal places."));
    }
    if let Direction::WithinRange { lo, hi } = definition.direction
        && Direction::within(lo, hi).is_none()
    {
        return Err(garde::Error::new(
            "The lower bound of the range is above the upper one. Exchange them.",
        ));
    }
    definition.tolerance.checked().map_err(garde::Error::new)?;
    Ok(())
}

impl Decide for DefineIndicator {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if let Some(service) = self.definition.service {
            context.find(company, service)?;
        }
        self.definition
            .check_mirror(company, context, self.indicator)?;
        let mut changes = Vec::new();
        match self.owner {
            Some(owner) => {
                Ownership::check_owner(company, context, &self.definition, owner)?;
                let kept = Ownership::on(company, self.indicator, context.today()).is_some();
                Ownership::check_from(context, &self.definition, self.owner_from, kept)?;
                changes.extend(context.create(
                    company,
                    self.ownership,
                    Scope::Staff,
                    Ownership {
                        indicator: self.indicator,
                        owner,
                        from: self.owner_from,
                    },
                )?);
            }
            None => Ownership::check_none(&self.definition)?,
        }
        let definition = self.definition.clone();
        changes.push(match company.get(self.indicator) {
            // Who reads it, and from when it judges, is its definition sheet's to say.
            Some(there) => {
                there.check_same_judgement(&definition)?;
                let since = there.since;
                let state = definition.state;
                let scope = match there.state == state && state != IndicatorState::Draft {
                    true => there.scope,
                    false => definition.scope(),
                };
                Change::put(
                    self.indicator,
                    scope,
                    Indicator {
                        since,
                        ..definition
                    },
                )
            }
            None => Change::put(self.indicator, definition.scope(), definition),
        });
        Ok(changes)
    }
}
