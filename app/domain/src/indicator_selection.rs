//! Who chose an indicator, from when, for what and why (strategy §2, §5; S47, S86, S87).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, FinancialYear},
    company::Company,
    core_business_activity::CoreBusinessActivityId,
    critical_success_factor::CriticalSuccessFactorId,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    index::day_order,
    indicator::{IndicatorId, IndicatorState},
    record::{Change, Stored},
    rejection::Rejection,
};

/// Identifies a selection.
pub type IndicatorSelectionId = FoldedId<IndicatorSelection>;

/// Who may choose an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stakeholder {
    /// The Board.
    Board,
    /// Southend-on-Sea City Council.
    Council,
    /// Residents, in a focus group or a survey.
    Residents,
    /// Partners of the Company.
    Partners,
    /// Staff.
    Staff,
    /// The Regulator of Social Housing.
    Regulator,
}

impl Stakeholder {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Board,
        Self::Council,
        Self::Residents,
        Self::Partners,
        Self::Staff,
        Self::Regulator,
    ];

    /// As people read it after "chosen by".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Board => "the Board",
            Self::Council => "the Council",
            Self::Residents => "residents",
            Self::Partners => "partners",
            Self::Staff => "staff",
            Self::Regulator => "the regulator",
        }
    }

    /// Whether the indicator is reported to them, so that the choice rests on core business (S87).
    pub const fn is_reported_to(self) -> bool {
        matches!(self, Self::Board | Self::Council)
    }
}

/// What a chosen indicator tells of (S87).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reflects {
    /// A critical success factor.
    CriticalSuccessFactor(CriticalSuccessFactorId),
    /// An activity of a service's core business.
    CoreBusinessActivity(CoreBusinessActivityId),
}

/// That somebody chose an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSelection {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Chosen by whom.
    pub chosen_by: Stakeholder,
    /// From when.
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// Until when, this day included; none while it stands.
    #[serde(default, with = "crate::date_text::optional")]
    pub until: Option<Date>,
    /// What it tells of; whoever it is reported to says so.
    #[serde(default)]
    pub reflects: Option<Reflects>,
    /// Why it was chosen.
    pub why: String,
}

impl Fold for IndicatorSelection {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), day_order(self.from))]
    }
}

folded_noun!(IndicatorSelection, IndicatorSelection);

impl IndicatorSelection {
    /// The selections of an indicator, oldest first.
    pub fn of(
        company: &Company,
        indicator: IndicatorId,
    ) -> impl Iterator<Item = (IndicatorSelectionId, Self)> {
        folded_on::<Self>(company, indicator.uuid())
            .filter_map(|held| Some((held.id, held.open()?)))
    }

    /// Whether it stands on a day.
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| until >= day)
    }

    /// Whether it stands on any day of a financial year.
    pub fn stands_in(&self, year: FinancialYear) -> bool {
        self.from <= year.last_day() && self.until.is_none_or(|until| until >= year.first_day())
    }
}

/// Records that somebody chose an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct SelectIndicator {
    /// The selection's identifier.
    #[garde(skip)]
    pub selection: IndicatorSelectionId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// Chosen by whom.
    #[garde(skip)]
    pub chosen_by: Stakeholder,
    /// From when.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub from: Date,
    /// What it tells of.
    #[garde(skip)]
    #[serde(default)]
    pub reflects: Option<Reflects>,
    /// Why it was chosen.
    #[garde(custom(form::text))]
    pub why: String,
}

impl Decide for SelectIndicator {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        match self.reflects {
            Some(Reflects::CriticalSuccessFactor(factor)) => {
                context.find(company, factor)?;
            }
            Some(Reflects::CoreBusinessActivity(activity)) => {
                context.find(company, activity)?;
            }
            None if self.chosen_by.is_reported_to() => {
                return Err(Rejection::field(
                    "reflects",
                    "What the Board and the Council are shown tells of a critical success factor or of core business. Choose which.",
                ));
            }
            None => {}
        }
        let selection = IndicatorSelection {
            indicator: self.indicator,
            chosen_by: self.chosen_by,
            from: self.from,
            until: None,
            reflects: self.reflects,
            why: self.why.trim().to_owned(),
        };
        let again = company.get(self.selection).and_then(|there| there.open());
        if again.is_some_and(|there| {
            IndicatorSelection {
                until: None,
                ..there
            } == selection
        }) {
            return Ok(Vec::new());
        }
        context.check_free(company, self.selection)?;
        if indicator.state == IndicatorState::Retired {
            return Err(Rejection::field(
                "indicator",
                "This indicator is retired. Choose one that is in force.",
            ));
        }
        let folded = Folded::fold(&selection)?;
        Ok(vec![Change::put(self.selection, indicator.scope, folded)])
    }
}

/// Records that a selection no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndSelection {
    /// Which selection.
    pub selection: IndicatorSelectionId,
    /// The last day on which it stands.
    #[serde(with = "crate::date_text")]
    pub until: Date,
}

impl Decide for EndSelection {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let held: &Stored<Folded<IndicatorSelection>> = context.find(company, self.selection)?;
        let selection = held.open().ok_or(Rejection::NotFound)?;
        if self.until < selection.from {
            return Err(Rejection::field(
                "until",
                "A selection ends on or after the day from which it stands. Choose a later day.",
            ));
        }
        if selection.until == Some(self.until) {
            return Ok(Vec::new());
        }
        let ended = IndicatorSelection {
            until: Some(self.until),
            ..selection
        };
        Ok(vec![Change::put(
            self.selection,
            held.scope,
            Folded::fold(&ended)?,
        )])
    }
}
