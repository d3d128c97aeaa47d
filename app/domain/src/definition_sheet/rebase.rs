//! Rebasing a chart: a process was changed, so limits and runs begin anew (rules.md 4.6). It is a decision of people, with a reason, who
//! recorded it and who agreed, and not the calculator's.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{DefinitionSheet, SheetTerms};
use crate::{
    calendar::{Date, Period},
    company::Company,
    decision::Context,
    form,
    indicator::IndicatorId,
    ownership::Ownership,
    person::PersonId,
    rejection::Rejection,
};

/// That the limits of a chart begin anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebase {
    /// From when the process was another. The period in which this day lies still belongs to what was before, unless it begins with it.
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// What was changed.
    pub why: String,
    /// Who agreed: never who records it.
    pub agreed_by: PersonId,
}

impl Rebase {
    /// Every rebase of an indicator, oldest first: that of the sheet's latest version, and what earlier versions said of earlier days.
    /// None where the latest version says none.
    pub fn all(company: &Company, indicator: IndicatorId) -> Vec<Self> {
        let mut versions: Vec<Option<Self>> = DefinitionSheet::held(company, indicator)
            .filter_map(|held| held.open())
            .map(|sheet| sheet.terms.rebase)
            .collect();
        let Some(latest) = versions.pop().flatten() else {
            return Vec::new();
        };
        let mut all: Vec<Self> = Vec::new();
        for earlier in versions.into_iter().flatten().chain([latest]) {
            all.retain(|each| each.from < earlier.from);
            all.push(earlier);
        }
        all
    }

    /// The day from which the limits that a period is held against begin; none where they begin with the first figure.
    pub fn since(company: &Company, indicator: IndicatorId, period: Period) -> Option<Date> {
        let all = Self::all(company, indicator);
        let before = all.iter().filter(|each| each.from <= period.start());
        before.map(|each| each.from).next_back()
    }

    /// The periods, oldest first, parted where the limits begin anew: no part is empty.
    pub fn runs(rebases: &[Self], periods: &[Period]) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = rebases
            .iter()
            .map(|each| periods.partition_point(|period| period.start() < each.from))
            .filter(|start| (1..periods.len()).contains(start))
            .collect();
        starts.dedup();
        let ends = starts.iter().copied().chain([periods.len()]);
        std::iter::once(0)
            .chain(starts.clone())
            .zip(ends)
            .map(|(start, end)| start..end)
            .filter(|run| !run.is_empty())
            .collect()
    }

    /// Refuses one that nobody else agreed to, or whose day has not come. What stood before is not asked again.
    pub(super) fn check(
        terms: &SheetTerms,
        company: &Company,
        context: &Context,
        indicator: IndicatorId,
    ) -> Result<(), Rejection> {
        let Some(rebase) = &terms.rebase else {
            return Ok(());
        };
        let stands = DefinitionSheet::latest(company, indicator);
        if stands.is_some_and(|(_, sheet)| sheet.terms.rebase.as_ref() == Some(rebase)) {
            return Ok(());
        }
        form::text(&rebase.why, &())
            .map_err(|problem| Rejection::field("rebase_why", problem.message()))?;
        context.find(company, rebase.agreed_by)?;
        if context.actor.person() == Some(rebase.agreed_by)
            || !Ownership::is_kept_by(company, rebase.agreed_by)
        {
            return Err(Rejection::field(
                "rebase_agreed_by",
                "Somebody other than you agrees to it, a manager or above. Choose that person.",
            ));
        }
        if rebase.from > context.today() {
            return Err(Rejection::field(
                "rebase_from",
                "This day has not come. Limits begin anew once the way of working was changed.",
            ));
        }
        Ok(())
    }
}
