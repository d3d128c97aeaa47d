//! What must be true of a definition beside the others in the register: its own code, a mirror of something, one judgement.

use super::{Indicator, IndicatorId, IndicatorSource, IndicatorState, check_definition};
use crate::{
    company::Company,
    decision::Context,
    form,
    index::Edge,
    measurement::Measurement,
    record::Stored,
    rejection::{FieldProblem, Rejection},
    scope::Scope,
};

impl Stored<Indicator> {
    /// Whether it is in force and for staff alone, as its definition sheet says why.
    pub fn is_internal(&self) -> bool {
        self.state == IndicatorState::Active && self.scope == Scope::Staff
    }
}

impl Indicator {
    /// The indicator whose figures and targets are shown: another one's where it mirrors that.
    pub fn figures_of(&self, own: IndicatorId) -> IndicatorId {
        self.mirrors.unwrap_or(own)
    }

    /// Whether it counts towards what it measures: a draft does not yet, a retired one no longer.
    pub fn counts(&self) -> bool {
        self.state == IndicatorState::Active
    }

    /// Itself, where every part holds what it may; each that does not is named.
    pub(crate) fn check_parts(&self) -> Result<(), Rejection> {
        let mut fields = Vec::new();
        let mut found = |field: &str, checked: garde::Result| {
            if let Err(problem) = checked {
                fields.push(FieldProblem {
                    field: field.to_owned(),
                    words: problem.message().to_owned(),
                });
            }
        };
        found("code", form::name(&self.code, &()));
        found("name", form::title(&self.name, &()));
        found("formula", form::text(&self.formula, &()));
        found("purpose", form::optional_text(&self.purpose, &()));
        found("plain_words", form::optional_text(&self.plain_words, &()));
        found("defined_by", form::optional_text(&self.defined_by, &()));
        found(
            "tolerance",
            self.tolerance
                .checked()
                .map(|_| ())
                .map_err(garde::Error::new),
        );
        if fields.is_empty()
            && let Err(problem) = check_definition(self, &())
        {
            return Err(Rejection::field("definition", problem.message()));
        }
        match fields.is_empty() {
            true => Ok(()),
            false => Err(Rejection::Fields { fields }),
        }
    }

    /// Refuses a code that another indicator has.
    pub(crate) fn check_code(
        &self,
        company: &Company,
        context: &Context,
        own: IndicatorId,
    ) -> Result<(), Rejection> {
        let code = self.code.trim();
        let other = company.all::<Self>().find(|other| {
            other.id != own
                && other.code.eq_ignore_ascii_case(code)
                && context.sees(company, &other.scope)
        });
        match other {
            Some(other) => Err(Rejection::field(
                "code",
                &format!(
                    "{} is the code of “{}”. Give this one another code.",
                    other.code, other.name
                ),
            )),
            None => Ok(()),
        }
    }

    /// Refuses a mirror of a mirror, of itself, of what is counted otherwise, and of anything by what is no service standard or has
    /// figures of its own: what is mirrored is entered once.
    pub(crate) fn check_mirror(
        &self,
        company: &Company,
        context: &Context,
        own: IndicatorId,
    ) -> Result<(), Rejection> {
        let Some(mirrored) = self.mirrors else {
            return Ok(());
        };
        let refused = |words: &str| Err(Rejection::field("mirrors", words));
        let mirrored = context.find(company, mirrored)?;
        if self.source != IndicatorSource::ServiceStandard {
            return refused(
                "Only a Key Service Standard mirrors another indicator. Leave this empty, or choose that source.",
            );
        }
        let is_mirrored = company
            .pointing::<Self>(Edge::MirrorOf, own.uuid())
            .next()
            .is_some();
        if mirrored.id == own || mirrored.mirrors.is_some() || is_mirrored {
            return refused(
                "A mirror shows the figures of an indicator that has its own. Choose one that mirrors nothing and is mirrored by nothing here.",
            );
        }
        if mirrored.unit != self.unit || mirrored.frequency != self.frequency {
            return refused(
                "A mirror is counted and collected as what it mirrors. Give both the same unit and the same frequency.",
            );
        }
        let before = company.get(own).and_then(|stands| stands.mirrors);
        let figures = company
            .pointing::<Measurement>(Edge::MeasurementOf, own.uuid())
            .next();
        if before.is_none() && figures.is_some() {
            return refused(
                "This indicator has figures of its own. Only one without figures can mirror another.",
            );
        }
        Ok(())
    }

    /// Refuses a definition that would judge the figures of one in force otherwise than it did, without a day and a reason.
    pub(crate) fn check_same_judgement(&self, other: &Self) -> Result<(), Rejection> {
        match self.state == IndicatorState::Draft || self.judges_as(other) {
            true => Ok(()),
            false => Err(Rejection::field(
                "definition",
                "This indicator is in force, and what its colours depend on is revised from a day, with a reason. Revise its definition sheet.",
            )),
        }
    }

    /// Refuses a figure or a target of its own where it shows those of another.
    pub(crate) fn check_entered_here(&self) -> Result<(), Rejection> {
        match self.mirrors {
            None => Ok(()),
            Some(_) => Err(Rejection::field(
                "indicator",
                "This service standard mirrors another indicator, whose figures and targets are entered once, there.",
            )),
        }
    }
}
