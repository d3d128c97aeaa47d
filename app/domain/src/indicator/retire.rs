//! Retiring an indicator: it keeps its history and counts towards nothing from then on.

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{Indicator, IndicatorId, IndicatorState};
use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::{DefinitionSheet, DefinitionSheetId, after_the_last, keep_former},
    folded::Folded,
    form,
    index::Edge,
    record::Change,
    rejection::Rejection,
};

/// Retires an indicator from a day, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RetireIndicator {
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The identifier of the version that says so.
    #[garde(skip)]
    pub sheet: DefinitionSheetId,
    /// The identifier under which what stood before is kept, where no version of it is yet.
    #[garde(skip)]
    pub former: DefinitionSheetId,
    /// From when it is retired.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// Why.
    #[garde(custom(form::text))]
    pub reason: String,
}

impl Decide for RetireIndicator {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        if indicator.state == IndicatorState::Retired {
            return Ok(Vec::new());
        }
        if self.from > context.today() {
            return Err(Rejection::field(
                "from",
                "An indicator is retired from today or an earlier day. Choose one, or come back on that day.",
            ));
        }
        if let Some(mirror) = company
            .pointing::<Indicator>(Edge::MirrorOf, self.indicator.uuid())
            .find(|mirror| mirror.state == IndicatorState::Active)
        {
            return Err(Rejection::field(
                "indicator",
                &format!(
                    "{} {} mirrors this indicator and shows its figures. Retire that first, or choose what it mirrors instead.",
                    mirror.code, mirror.name
                ),
            ));
        }
        after_the_last(company, self.indicator, "from", self.from)?;
        context.check_free(company, self.sheet)?;
        let retired = Indicator {
            state: IndicatorState::Retired,
            ..(*indicator.body).clone()
        };
        let terms = DefinitionSheet::latest(company, self.indicator)
            .map(|(_, sheet)| sheet.terms)
            .unwrap_or_default();
        let sheet = DefinitionSheet {
            indicator: self.indicator,
            from: Some(self.from),
            definition: retired.clone(),
            terms,
            reason: self.reason.trim().to_owned(),
            by: context.actor.person(),
        };
        let mut changes = vec![Change::put(self.indicator, indicator.scope, retired)];
        changes.extend(keep_former(
            company,
            context,
            (indicator, self.former),
            indicator.scope,
        )?);
        changes.push(Change::put(
            self.sheet,
            indicator.scope,
            Folded::fold(&sheet)?,
        ));
        Ok(changes)
    }
}
