//! Audits of a figure: records that were looked at again, and what the figure comes to when it is worked out a second time (strategy
//! §5.7; S104; regulation.md 5.3).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    calendar::{self, Date, Period},
    company::Company,
    data_quality::{self, DataQualityRating, DqLevel},
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    indicator::{Indicator, IndicatorId, IndicatorSource},
    indicator_selection::{IndicatorSelection, Stakeholder},
    measurement::{Measurement, period_order},
    person::PersonId,
    quantity::{Decimal, Exact, Unit},
    record::{Change, Stamp, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
};

/// Identifies an audit.
pub type PerformanceAuditId = FoldedId<PerformanceAudit>;

/// A figure is right within this share of what it comes to: 0.5 % (regulation.md 5.3).
const RIGHT_WITHIN: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// A count up to here is right only where it is exact (regulation.md 5.3).
const EXACT_UP_TO: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// Years until a Key Performance Indicator is audited again, and until one is that more rests on (regulation.md 5.3).
const EVERY: i16 = 3;
const EVERY_AT_RISK: i16 = 1;

/// An audit of the figure of a period. The record's stamp says when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerformanceAudit {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Which period's figure.
    pub period: Period,
    /// How many records were looked at.
    pub sampled: u32,
    /// How many of them were wrong.
    pub wrong: u32,
    /// What the figure comes to, worked out again.
    pub recalculated: Decimal,
    /// What was found.
    #[serde(default)]
    pub findings: String,
    /// What is to be done about it.
    #[serde(default)]
    pub action: String,
    /// Until when; none where nothing is to be done.
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// Who audited it; none where it was loaded.
    #[serde(default)]
    pub by: Option<PersonId>,
}

impl Fold for PerformanceAudit {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), period_order(self.period))]
    }
}

folded_noun!(PerformanceAudit, PerformanceAudit);

impl PerformanceAudit {
    /// The audits of an indicator, the latest first, each with when it was recorded.
    pub fn of(company: &Company, indicator: IndicatorId) -> Vec<(&Stored<Folded<Self>>, Self)> {
        let mut audits: Vec<_> = folded_on::<Self>(company, indicator.uuid())
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        audits.sort_by_key(|(stored, _)| std::cmp::Reverse((stored.stamp, stored.id)));
        audits
    }

    /// How far a figure is from what it comes to worked out again, above 0 where it was reported too high; none where it is right, as
    /// near as regulation.md 5.3 asks.
    pub fn difference(&self, figure: &Measurement, unit: Unit) -> Option<Exact> {
        let reported = figure.figure.exact(unit.scale())?;
        let off = reported.checked_sub(&self.recalculated.into())?;
        let is_count = matches!(unit, Unit::Count | Unit::YesNo);
        let size = self.recalculated.abs();
        let allowed = match is_count && size <= EXACT_UP_TO {
            true => Decimal::ZERO,
            false => size.checked_mul(RIGHT_WITHIN)?,
        };
        let is_right = off <= allowed.into() && off >= (-allowed).into();
        (!is_right).then_some(off)
    }
}

/// Why an indicator is audited, which says how often; the strongest first. One that was never audited is due whatever the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditCause {
    /// Somebody judged its data to be weak.
    Weak,
    /// How it is counted or judged changed within the year.
    Changed,
    /// The Board reads it.
    Board,
    /// It is a Key Performance Indicator.
    Key,
}

impl AuditCause {
    /// Why, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Weak => "Its data were judged weak: every year",
            Self::Changed => "It is counted otherwise since less than a year: every year",
            Self::Board => "The Board chose it: every year",
            Self::Key => "A Key Performance Indicator: every three years",
        }
    }

    const fn years(self) -> i16 {
        match self {
            Self::Weak | Self::Changed | Self::Board => EVERY_AT_RISK,
            Self::Key => EVERY,
        }
    }

    /// The strongest cause that an indicator in force has.
    pub fn of(company: &Company, indicator: &Stored<Indicator>, today: Date) -> Option<Self> {
        if indicator.mirrors.is_some() || !indicator.counts() {
            return None;
        }
        let rated = DataQualityRating::latest(company, indicator.id);
        let is_weak = rated.and_then(|(_, rating)| rating.overall()) == Some(DqLevel::Weak);
        let is_changed = indicator
            .since
            .is_some_and(|since| since > data_quality::year_before(today));
        let is_boards = || {
            IndicatorSelection::of(company, indicator.id).any(|(_, selection)| {
                selection.chosen_by == Stakeholder::Board && selection.stands_on(today)
            })
        };
        if is_weak {
            Some(Self::Weak)
        } else if is_changed {
            Some(Self::Changed)
        } else if is_boards() {
            Some(Self::Board)
        } else {
            (indicator.source == IndicatorSource::Kpi).then_some(Self::Key)
        }
    }

    /// The day on which an audit is due again after the last.
    pub fn due_after(self, audited: Stamp) -> Date {
        let day = calendar::day(audited.at);
        data_quality::in_year(day, day.year().saturating_add(self.years()))
    }
}

/// Records an audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordAudit {
    /// The audit's identifier.
    #[garde(skip)]
    pub audit: PerformanceAuditId,
    /// Which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// Which period's figure.
    #[garde(skip)]
    pub period: Period,
    /// How many records were looked at.
    #[garde(skip)]
    pub sampled: u32,
    /// How many of them were wrong.
    #[garde(skip)]
    pub wrong: u32,
    /// What the figure comes to, worked out again.
    #[garde(skip)]
    pub recalculated: Decimal,
    /// What was found.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub findings: String,
    /// What is to be done about it.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub action: String,
    /// Until when.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
}

impl Decide for RecordAudit {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let indicator = context.find(company, self.indicator)?;
        access::check_audits(company, context)?;
        let audit = Folded::fold(&PerformanceAudit {
            indicator: self.indicator,
            period: self.period,
            sampled: self.sampled,
            wrong: self.wrong,
            recalculated: self.recalculated,
            findings: self.findings.trim().to_owned(),
            action: self.action.trim().to_owned(),
            due: self.due,
            by: context.actor.person(),
        })?;
        // A figure that was corrected since does not make it another audit (sync.md R11).
        if company
            .get(self.audit)
            .is_some_and(|there| *there.body == audit)
        {
            return Ok(Vec::new());
        }
        indicator.check_entered_here()?;
        let figure = Measurement::approved(company, self.indicator, self.period)
            .filter(|figure| context.sees(company, &figure.scope))
            .ok_or_else(|| {
                Rejection::field(
                    "period",
                    "No figure of this period is approved. Audit one that is.",
                )
            })?;
        self.check_complete(figure, indicator.unit)?;
        data_quality::another_than_provider(
            company,
            context,
            self.indicator,
            "You provide these figures. Somebody else audits them.",
        )?;
        context.check_free(company, self.audit)?;
        Ok(vec![Change::put(self.audit, Scope::Staff, audit)])
    }
}

impl RecordAudit {
    /// At least one record, no more wrong than were looked at, and words and an action for what is not right.
    fn check_complete(&self, figure: &Measurement, unit: Unit) -> Result<(), Rejection> {
        let mut fields = Vec::new();
        let mut lacks = |field: &str, words: &str| {
            fields.push(FieldProblem {
                field: field.to_owned(),
                words: words.to_owned(),
            });
        };
        if self.sampled == 0 {
            lacks(
                "sampled",
                "Look at one record at least, and say how many you looked at.",
            );
        }
        if self.wrong > self.sampled {
            lacks("wrong", "No more records can be wrong than were looked at.");
        }
        let audit = PerformanceAudit {
            indicator: self.indicator,
            period: self.period,
            sampled: self.sampled,
            wrong: self.wrong,
            recalculated: self.recalculated,
            findings: String::new(),
            action: String::new(),
            due: None,
            by: None,
        };
        let is_off = self.wrong > 0 || audit.difference(figure, unit).is_some();
        if is_off && self.findings.trim().is_empty() {
            lacks("findings", "Something is not right. Say what was found.");
        }
        if is_off && self.action.trim().is_empty() {
            lacks(
                "action",
                "Something is not right. Say what is to be done, and until when.",
            );
        }
        if self.action.trim().is_empty() == self.due.is_some() {
            lacks(
                "due",
                "Give a day where something is to be done, and none where nothing is.",
            );
        }
        match fields.is_empty() {
            true => Ok(()),
            false => Err(Rejection::Fields { fields }),
        }
    }
}
