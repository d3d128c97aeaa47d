//! Critical success factors: what must go right for the Company or for a service (strategy §5; glossary 2.1; S87).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun},
    form,
    record::Change,
    scope::Scope,
    unit::UnitId,
};

/// Identifies a critical success factor.
pub type CriticalSuccessFactorId = FoldedId<CriticalSuccessFactor>;

/// What must go right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriticalSuccessFactor {
    /// The service; none for the whole Company.
    pub service: Option<UnitId>,
    /// What must go right, in a line.
    pub name: String,
    /// Whether it no longer counts.
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for CriticalSuccessFactor {
    fn about(&self) -> Vec<About> {
        self.service
            .map(|service| (service.uuid(), 0))
            .into_iter()
            .collect()
    }
}

folded_noun!(CriticalSuccessFactor, CriticalSuccessFactor);

/// Records a critical success factor, or changes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordCriticalSuccessFactor {
    /// Its identifier.
    #[garde(skip)]
    pub factor: CriticalSuccessFactorId,
    /// The service; none for the whole Company.
    #[garde(skip)]
    pub service: Option<UnitId>,
    /// What must go right, in a line.
    #[garde(custom(form::title))]
    pub name: String,
    /// Whether it no longer counts.
    #[garde(skip)]
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordCriticalSuccessFactor {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if let Some(service) = self.service {
            context.find(company, service)?;
        }
        let factor = CriticalSuccessFactor {
            service: self.service,
            name: self.name.trim().to_owned(),
            ended: self.ended,
            illustrative: self.illustrative,
        };
        let folded = Folded::fold(&factor)?;
        Ok(vec![Change::put(self.factor, Scope::Staff, folded)])
    }
}
