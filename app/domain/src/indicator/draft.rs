//! Drafting indicators, several at once: as the library brings them.

use serde::{Deserialize, Serialize};

use super::{Indicator, IndicatorId, IndicatorState};
use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::{DefinitionSheet, DefinitionSheetId, SheetTerms},
    folded::Folded,
    rejection::Rejection,
};

/// A definition to begin from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The indicator's identifier.
    pub indicator: IndicatorId,
    /// The identifier of its sheet.
    pub sheet: DefinitionSheetId,
    /// What the register and the colours rest on; its state is draft, whatever stands here.
    pub definition: Indicator,
    /// What else the sheet says.
    pub terms: SheetTerms,
}

/// Drafts indicators, each with its sheet: all of them, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftIndicators {
    /// The drafts.
    pub drafts: Vec<Draft>,
}

impl Decide for DraftIndicators {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        if self.drafts.is_empty() {
            return Err(Rejection::field(
                "drafts",
                "Nothing is chosen. Tick at least one indicator.",
            ));
        }
        let mut changes = Vec::new();
        for draft in &self.drafts {
            let definition = Indicator {
                state: IndicatorState::Draft,
                since: None,
                ..draft.definition.clone()
            };
            definition.check_parts()?;
            if let Some(service) = definition.service {
                context.find(company, service)?;
            }
            definition.check_code(company, context, draft.indicator)?;
            definition.check_mirror(company, context, draft.indicator)?;
            let scope = definition.scope();
            let sheet = DefinitionSheet {
                indicator: draft.indicator,
                from: None,
                definition: definition.clone(),
                terms: draft.terms.clone(),
                reason: String::new(),
                by: context.actor.person(),
            };
            changes.extend(context.create(company, draft.indicator, scope, definition)?);
            let folded = Folded::fold(&sheet)?;
            changes.extend(context.create(company, draft.sheet, scope, folded)?);
        }
        Ok(changes)
    }
}
