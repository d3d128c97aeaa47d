//! Targets discussed with a focus group: what residents said, and what the Company did (strategy §5.7: "Discuss targets with focus groups if
//! required"; S105). Names of residents are not recorded; what is published stands beside the indicator, as "You said, we did".

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{self, Date, FinancialYear},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_between, folded_noun},
    form,
    indicator::IndicatorId,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
};

/// Identifies a session.
pub type FocusGroupSessionId = FoldedId<FocusGroupSession>;

/// What was said when targets were discussed with residents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusGroupSession {
    /// Which group: `Tenants of the Victoria blocks`; never who.
    pub group: String,
    /// When.
    #[serde(with = "crate::date_text")]
    pub on: Date,
    /// The targets of which year were discussed.
    pub year: FinancialYear,
    /// Of which indicators.
    pub indicators: Vec<IndicatorId>,
    /// What they said.
    pub said: String,
    /// What the Company did; empty while it has not answered.
    #[serde(default)]
    pub did: String,
    /// Whether residents read it.
    #[serde(default)]
    pub published: bool,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for FocusGroupSession {
    fn about(&self) -> Vec<About> {
        let year = order(self.year);
        let indicators = self.indicators.iter().map(|id| (id.uuid(), year));
        std::iter::once((THE_COMPANY, year))
            .chain(indicators)
            .collect()
    }
}

folded_noun!(FocusGroupSession, FocusGroupSession);

fn order(year: FinancialYear) -> u64 {
    u64::from(year.0.unsigned_abs())
}

impl FocusGroupSession {
    /// The sessions about an indicator’s targets of some years, the latest first.
    pub fn about_targets(
        company: &Company,
        indicator: IndicatorId,
        years: std::ops::RangeInclusive<FinancialYear>,
    ) -> Vec<(&Stored<Folded<Self>>, Self)> {
        let years = order(*years.start())..=order(*years.end());
        let mut sessions: Vec<_> = folded_between::<Self>(company, indicator.uuid(), years)
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        sessions.sort_by_key(|(stored, session)| std::cmp::Reverse((session.on, stored.id)));
        sessions
    }
}

/// Records a session, or what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordFocusGroupSession {
    /// Its identifier.
    #[garde(skip)]
    pub session: FocusGroupSessionId,
    /// Which group.
    #[garde(custom(form::title))]
    pub group: String,
    /// When.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub on: Date,
    /// The targets of which year.
    #[garde(skip)]
    pub year: FinancialYear,
    /// Of which indicators.
    #[garde(skip)]
    pub indicators: Vec<IndicatorId>,
    /// What they said.
    #[garde(custom(form::text))]
    pub said: String,
    /// What the Company did.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub did: String,
    /// Whether residents read it.
    #[garde(skip)]
    #[serde(default)]
    pub published: bool,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordFocusGroupSession {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        self.check(context)?;
        for indicator in &self.indicators {
            let indicator = context.find(company, *indicator)?;
            if self.published && indicator.scope != Scope::Public {
                return Err(Rejection::field(
                    "indicators",
                    &format!(
                        "{} is for staff alone. Leave it out, or keep this session for staff.",
                        indicator.code
                    ),
                ));
            }
        }
        let mut indicators = self.indicators.clone();
        indicators.sort();
        indicators.dedup();
        let session = FocusGroupSession {
            group: self.group.trim().to_owned(),
            on: self.on,
            year: self.year,
            indicators,
            said: self.said.trim().to_owned(),
            did: self.did.trim().to_owned(),
            published: self.published,
            illustrative: self.illustrative,
        };
        let scope = match self.published {
            true => Scope::Public,
            false => Scope::Staff,
        };
        let folded = Folded::fold(&session)?;
        let is_there = company
            .get(self.session)
            .is_some_and(|stored| stored.scope == scope && *stored.body == folded);
        match is_there {
            true => Ok(Vec::new()),
            false => Ok(vec![Change::put(self.session, scope, folded)]),
        }
    }
}

impl RecordFocusGroupSession {
    fn check(&self, context: &Context) -> Result<(), Rejection> {
        let mut fields = Vec::new();
        let mut lacks = |field: &str, words: &str| {
            fields.push(FieldProblem {
                field: field.to_owned(),
                words: words.to_owned(),
            });
        };
        if self.on > calendar::day(context.now) {
            lacks(
                "on",
                "This day is yet to come. Record a session when it was held.",
            );
        }
        if self.indicators.is_empty() {
            lacks("indicators", "Choose whose targets were discussed.");
        }
        if self.published && self.did.trim().is_empty() {
            lacks(
                "did",
                "Say what the Company did; residents read it beside what they said.",
            );
        }
        match fields.is_empty() {
            true => Ok(()),
            false => Err(Rejection::Fields { fields }),
        }
    }
}
