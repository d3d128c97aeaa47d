//! The commentary of a period's figure: what happened, why, what happens next, and what residents are told (strategy §2, ANALYSE).
//!
//! What is written again is another record, so that the words stay that a figure was approved with.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    company::Company,
    corrective_action::CorrectiveAction,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_between, folded_noun},
    form,
    indicator::IndicatorId,
    measurement::{self, Measurement, period_order},
    person::PersonId,
    record::{Change, Noun},
    scope::Scope,
    stage::StageWaiver,
};

/// Identifies a commentary.
pub type CommentaryId = FoldedId<Commentary>;

/// What is said of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commentary {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The period.
    pub period: Period,
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What happens next.
    pub next: String,
    /// What residents are told; empty where there is nothing to add to the figure.
    #[serde(default)]
    pub public_words: String,
    /// Who wrote it; none where it was loaded.
    pub by: Option<PersonId>,
}

impl Fold for Commentary {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), period_order(self.period))]
    }
}

folded_noun!(Commentary, Commentary);

impl Commentary {
    /// The commentary of a period as the actor of a command sees it: the one written last.
    pub(crate) fn latest(
        company: &Company,
        context: &Context,
        indicator: IndicatorId,
        period: Period,
    ) -> Option<Self> {
        Self::seen(company, indicator, period, |scope| {
            context.sees(company, scope)
        })
    }

    /// The commentary of a period that was written last, of those that `sees` accepts.
    pub fn seen(
        company: &Company,
        indicator: IndicatorId,
        period: Period,
        sees: impl Fn(&Scope) -> bool,
    ) -> Option<Self> {
        let order = period_order(period);
        folded_between::<Self>(company, indicator.uuid(), order..=order)
            .filter(|found| sees(&found.scope))
            .max_by_key(|found| (found.stamp, found.id))
            .and_then(|found| found.open())
    }
}

/// Everything that was written about a period for its service alone, shown because its figure is approved: what was said to whoever
/// sees the figure, what is done to all staff.
pub(crate) fn shown(
    company: &Company,
    indicator: IndicatorId,
    period: Period,
    figure: Scope,
) -> Vec<Change> {
    let mut shown = moved::<Commentary>(company, (indicator, period), figure);
    shown.extend(moved::<CorrectiveAction>(
        company,
        (indicator, period),
        Scope::Staff,
    ));
    shown.extend(moved::<StageWaiver>(
        company,
        (indicator, period),
        Scope::Staff,
    ));
    shown
}

fn moved<T: Fold>(
    company: &Company,
    (indicator, period): (IndicatorId, Period),
    scope: Scope,
) -> Vec<Change>
where
    Folded<T>: Noun,
{
    let order = period_order(period);
    folded_between::<T>(company, indicator.uuid(), order..=order)
        .filter(|found| matches!(found.scope, Scope::Drafts(_)))
        .map(|found| Change::put(found.id, scope, (*found.body).clone()))
        .collect()
}

/// Writes the commentary of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct WriteCommentary {
    /// The commentary's identifier.
    #[garde(skip)]
    pub commentary: CommentaryId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The period.
    #[garde(skip)]
    pub period: Period,
    /// What happened.
    #[garde(custom(form::text))]
    pub happened: String,
    /// Why.
    #[garde(custom(form::text))]
    pub why: String,
    /// What happens next.
    #[garde(custom(form::text))]
    pub next: String,
    /// What residents are told.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub public_words: String,
}

impl Decide for WriteCommentary {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        let written = Folded::fold(&Commentary {
            indicator: self.indicator,
            period: self.period,
            happened: self.happened.trim().to_owned(),
            why: self.why.trim().to_owned(),
            next: self.next.trim().to_owned(),
            public_words: self.public_words.trim().to_owned(),
            by: context.actor.person(),
        })?;
        // The same command again, after an approval showed it to others (sync.md R11).
        if let Some(there) = company.get(self.commentary)
            && *there.body == written
        {
            return Ok(Vec::new());
        }
        let scope = match Measurement::approved(company, self.indicator, self.period) {
            Some(_) => Measurement::approved_scope(company, self.indicator, self.period),
            None => measurement::drafts(indicator),
        };
        context.create(company, self.commentary, scope, written)
    }
}
